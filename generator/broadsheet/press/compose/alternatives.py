"""The alternatives of a module: in which legs, with its photos where, under which headline."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.press.compose.below_banner import clear_of_banner
from broadsheet.press.compose.bench import Bench
from broadsheet.press.compose.bodies import solved
from broadsheet.press.compose.body import Body, Place
from broadsheet.press.compose.head_vertical import vertical_head
from broadsheet.press.compose.heads import Head
from broadsheet.press.compose.legs import LOOSE, NEWS, PINNED, SMALL, LegGrid, leg_grid
from broadsheet.press.compose.photos import LEAST_PPI, Cluster
from broadsheet.press.compose.ranking import Assignment
from broadsheet.press.compose.situation import Situation, Variant
from broadsheet.press.compose.widths import FEW_MODULES, measures, widths

BESIDE_COST = 0.6
"""Of a headline that spans but some of the module's columns."""
BYLINE_COST = 0.3
"""Of a byline that leaves the headline's band without a photo asking for it."""
POOR_HEAD = 10.0
"""Cost of a headline that is taken only where there is no other."""
BOX_COST = 2.0
"""Of a box that nobody asked for."""
NEED_COST = 15.0
"""Of legs shorter than the rules allow."""
SIZE_COST = 2.0
"""Of a photo half or twice as large as it should be."""
DOMINANT_SHARE = 0.12
"""Least area of the page's largest photo, in areas of the region."""
SHARES = (0.0, 0.13, 0.07, 0.045, 0.035, 0.03)
"""By rank: what a photo should take of the region."""
LEAST_LEAD_HEAD = 3
"""Base columns that the lead's headline spans at least."""
BYLINE_BELOW_PHOTO = ("right", "beside", "full")
"""Where a photo stands below the headline, the byline goes down to the text."""


@dataclass(frozen=True, slots=True)
class PhotoBounds:
    """(least, most) area of a module's largest picture, in square points."""

    least: float
    most: float
    dominates: bool = False
    """Whether it must be twice as large as the module's next."""
    may_be_coarse: bool = False
    """Whether pictures may be printed at less than `LEAST_PPI`: only where they are too small for any width."""

    def allow(self, cluster: Cluster, rows: int) -> bool:
        """Whether the cluster keeps them on so many rows."""
        if not self.may_be_coarse and cluster.resolution(rows) < LEAST_PPI:
            return False
        areas = cluster.areas(rows)
        return self.least <= areas[0] <= self.most and not (
            self.dominates and len(areas) > 1 and areas[0] < 2 * areas[1]
        )


def placings(legs: LegGrid, job: Assignment, at: Situation) -> Iterator[tuple[Place, int]]:
    """(place, legs that the photos take or that rise beside the headline) worth a try."""
    story, count = job.story, legs.legs
    whole_columns = legs.columns % count == 0 and not job.boxed
    if not story.photos:
        yield "", 0
        if whole_columns:
            each = legs.columns // count
            fewest = LEAST_LEAD_HEAD if job.rank == 1 else each
            yield from (("aside", side) for side in range(1, min(3, count)) if legs.columns - side * each >= fewest)
        return
    short = job.characters < 500 or at.is_sparse
    for side in range(1, count):
        yield "right", side
        if short:
            yield "beside", side
        if whole_columns:
            yield "corner", side
            if short:
                yield "column", side
                yield "left", side
    if count <= 3 or len(story.photos) > 1 or at.is_sparse or job.dominant:
        yield "full", count
    if story.kind == "photo" or count <= 2:
        yield "over", count


def bodies(columns: int, bench: Bench, bounds: PhotoBounds) -> Iterator[tuple[Body, Head | None]]:
    """All bodies over so many columns that can take some height; with the headline where it does not span them all."""
    job, at = bench.job, bench.at
    rules = SMALL if job.story.kind in ("photo", "brief", "notice", "advert") else NEWS
    for legs, cost in measures(columns, job, at):
        for place, side in placings(legs, job, at):
            for byline in _bylines(place, job, at):
                flow = bench.flow(legs.measure, byline=byline)
                price = cost + (BYLINE_COST if byline and place not in BYLINE_BELOW_PHOTO else 0.0)
                plain = Body(legs, flow, place, None, side, rules=rules, has_byline=byline, cost=price)
                for body in _pictured(plain, bench, bounds):
                    for headed, head in _headed(body, bench):
                        for solution in _endings(headed, job, at):
                            yield solution, head


def _bylines(place: Place, job: Assignment, at: Situation) -> tuple[bool, ...]:
    """Whether the byline stands over the text rather than in the headline's band; both where heights are wanted."""
    if place in BYLINE_BELOW_PHOTO:
        return (True,)
    wanted = job.story.byline and not job.story.photos and not at.need and (at.modules <= FEW_MODULES or job.rank <= 2)
    return (False, True) if wanted else (False,)


def _pictured(body: Body, bench: Bench, bounds: PhotoBounds) -> Iterator[Body]:
    """The body with the story's photos: all together, or the further ones at the foot of the last legs, each in one."""
    photos = bench.job.story.photos
    if not photos:
        yield body
        return
    first, last = body.photo_legs
    width = body.legs.span(last - first)
    for cluster in bench.clusters(photos, width):
        bounded = _bounded(cluster, bounds)
        if bounded is not None:
            yield replace(body, cluster=bounded, cost=body.cost + _size_cost(bounded, bench.job, bench.at))
    further = photos[1:]
    if not 1 <= len(further) < body.legs.legs or body.place not in ("right", "corner", "full") or not body.flow.strips:
        return
    top = _bounded(bench.clusters(photos[:1], width)[0], bounds)
    foot = bench.clusters(further, body.legs.span(len(further)))[0]
    is_fine = bounds.may_be_coarse or foot.resolution(foot.least) >= LEAST_PPI
    if (
        top is not None
        and is_fine
        and (not bounds.dominates or foot.areas(foot.least)[0] * 2 <= top.areas(top.most)[0])
    ):
        cost = body.cost + _size_cost(top, bench.job, bench.at)
        yield replace(body, cluster=top, foot=foot, foot_side=len(further), cost=cost)


def _headed(body: Body, bench: Bench) -> Iterator[tuple[Body, Head | None]]:
    """The body, once for each headline where its legs rise beside it."""
    first, last = body.head_legs
    if last - first == body.legs.legs:
        yield body, None
        return
    columns = round((last - first) * body.cells)
    for head in bench.heads(columns, body.legs.span(last - first), byline=not body.has_byline)[:3]:
        yield replace(body, head_rows=head.rows), head


def _bounded(cluster: Cluster, bounds: PhotoBounds) -> Cluster | None:
    """The cluster with its heights limited so that its largest picture keeps the bounds; `None` when none does."""
    fitting = [rows for rows in range(cluster.least, cluster.most + 1) if bounds.allow(cluster, rows)]
    return replace(cluster, allowed=(fitting[0], fitting[-1])) if fitting else None


def _size_cost(cluster: Cluster, job: Assignment, at: Situation) -> float:
    """Of a picture larger or smaller than its rank suggests."""
    share = max(SHARES[min(job.rank, 5)], 0.15 if job.dominant else 0.0)
    share *= 0.5 if at.tight else min(2.0, max(0.6, 1.0 / max(at.density, 0.1)))
    area = cluster.areas((cluster.least + cluster.most) // 2)[0]
    return SIZE_COST * abs(math.log2(max(area, 1.0) / max(share * at.area, 1.0)))


def _endings(body: Body, job: Assignment, at: Situation) -> Iterator[Body]:
    """The body whole, with a jump where the story may jump, and in need cut short."""
    tried = [body]
    if job.story.may_jump and body.legs.is_base and body.place in ("", "right", "full", "corner"):
        tried.append(replace(body, ending="jump"))
    if (at.need or job.pin) and body.flow.strips:
        tried.append(replace(body, rules=PINNED if job.pin else LOOSE, cost=body.cost + NEED_COST))
        tried.append(replace(body, ending="overset"))
    for each in tried:
        found = solved(each, at.rows - 2)
        if found.choices:
            yield found


def variants(job: Assignment, at: Situation, bounds: PhotoBounds) -> tuple[Variant, ...]:
    """All alternatives of a story's module. Headlines off the ladder are among them only where nothing else is."""
    found = _variants(Bench(job, at), bounds, 0.0)
    found += _vertical(Bench(job, at))
    if job.may_box and not at.need:
        found += _variants(Bench(replace(job, boxed=True), at), bounds, BOX_COST)
    if not found and job.width and not job.pin:
        return variants(replace(job, width=None), at, bounds)
    if job.rank == 1:
        found = clear_of_banner(found, at)
    good = [variant for variant in found if variant.head is None or _is_good(variant.head)]
    return tuple(good or found)


def _is_good(head: Head) -> bool:
    return not head.off_ladder and head.cost < POOR_HEAD


def _variants(bench: Bench, bounds: PhotoBounds, extra: float) -> list[Variant]:
    found: list[Variant] = []
    inset, grid = bench.inset, bench.at.grid
    for columns, cost in widths(bench.job, bench.at):
        if extra and columns == 1:
            continue  # A box of eleven characters is for those who ask for it.
        groups: dict[tuple[object, ...], list[Body]] = {}
        for body, head in bodies(columns, bench, bounds):
            if head is not None:
                found.append(Variant(columns, head, (body,), inset, cost + head.cost + BESIDE_COST + extra))
                continue
            key = (body.place, body.side, body.legs.legs if body.cluster else 0, body.has_byline)
            groups.setdefault(key, []).append(body)
        width = grid.span(columns) - 2 * inset
        for members in groups.values():
            for band in bench.heads(columns, width, byline=not members[0].has_byline) or (None,):
                price = cost + extra + (band.cost if band else 0.0)
                found.append(Variant(columns, band, tuple(members), inset, price))
    return found


def _vertical(bench: Bench) -> list[Variant]:
    """A short text beside a headline that runs down at its left (竖题)."""
    job, at = bench.job, bench.at
    head = vertical_head(job.story, job.rank, at.ladder, at.setter) if job.may_stand and not at.need else None
    found: list[Variant] = []
    for columns, cost in widths(job, at):
        if head is None or columns not in (2, 3):
            continue
        legs = leg_grid(columns, columns, at.grid, side=head.side)
        if legs is None:
            continue
        flow = bench.flow(legs.measure, byline=True)
        body = Body(legs, flow, "vertical", head_rows=head.rows, has_byline=True)
        found += [Variant(columns, head, (solution,), 0.0, cost + head.cost) for solution in _endings(body, job, at)]
    return found


def largest_picture(found: Sequence[Variant]) -> float:
    """The least area that a module's largest picture takes in any of its variants."""
    areas = [
        body.cluster.areas(choice.photo_rows)[0]
        for variant in found
        for body in variant.bodies
        if body.cluster
        for choice in body.choices.values()
    ]
    return min(areas, default=0.0)
