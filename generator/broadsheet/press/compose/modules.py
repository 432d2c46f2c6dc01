"""Modules: an article becomes a rectangle of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.model import LayoutHints
from broadsheet.press.compose.alternatives import DOMINANT_SHARE, PhotoBounds, largest_picture, variants
from broadsheet.press.compose.briefs import briefs_variants
from broadsheet.press.compose.fillers import filler_plan, realised_filler
from broadsheet.press.compose.ladder import BRIEF, Ladder
from broadsheet.press.compose.leeway import USUAL, Leeway
from broadsheet.press.compose.material import Story
from broadsheet.press.compose.packing import Placed, Tile
from broadsheet.press.compose.photos import least_area
from broadsheet.press.compose.plans import ModulePlan, shapes
from broadsheet.press.compose.ranking import Assignment, Desk, assigned
from broadsheet.press.compose.realising import realised
from broadsheet.press.compose.situation import Situation, Variant
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Module

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

__all__ = ["ModulePlan", "filler_plan", "realise", "tiles"]

_ROUNDING = 1.1
"""Photos end with whole rows, so the least they can have is a little more than they need."""
_FINE = PhotoBounds(0.0, float("inf"))
_ANY = PhotoBounds(0.0, float("inf"), may_be_coarse=True)


def tiles(
    stories: Sequence[Story],
    grid: Grid,
    setter: Typesetter,
    ladder: Ladder,
    region_rows: int,
    hints: LayoutHints,
    *,
    briefs_title: str = "",
    leeway: Leeway = USUAL,
    banner_room: float = 0.0,
) -> tuple[ModulePlan, ...]:
    """The stories of a page as modules that are still to be placed, the page's order kept, folded briefs last.

    `region_rows`: of the region with the virtual row below it, as `pack` takes it. `leeway`: give also what is done
    only where the usual alternatives led to no layout. `banner_room`: see `Situation`.
    """
    desk = assigned(stories, grid, region_rows - 1, hints, setter, leeway)
    count = len(desk.assignments) + len(desk.folded)
    at = Situation(grid, setter, ladder, region_rows, count, desk.density, leeway=leeway, banner_room=banner_room)
    known = _variants(desk, at, {})
    found = [_plan(job, known[job.story.id], at) for job in desk.assignments]
    found += _briefs(desk, at, briefs_title)
    if sum(plan.cells[0] for plan in found) > grid.columns * region_rows and any(story.photos for story in stories):
        plain = {job.story.id: known[job.story.id] for job in desk.assignments if not job.story.photos}
        known = _variants(desk, replace(at, tight=True), plain)
        found[: len(known)] = [_plan(job, known[job.story.id], at) for job in desk.assignments]
    return tuple(found)


def _briefs(desk: Desk, at: Situation, title: str) -> Iterator[ModulePlan]:
    for number, group in enumerate(desk.folded, 1):
        alternatives = briefs_variants(group, title, at)
        tile = Tile(f"briefs-{number}", BRIEF, shapes(alternatives, at.rows))
        yield ModulePlan(tile, "briefs", group, alternatives, at.rows, at.setter)


def _variants(desk: Desk, at: Situation, known: dict[str, tuple[Variant, ...]]) -> dict[str, tuple[Variant, ...]]:
    """The alternatives of every story; those already `known` are kept.

    The story of the dominant photo is set first: the others' photos are at most half as large.
    """
    limit = float("inf")
    for job in desk.assignments:
        if job.dominant:
            known[job.story.id] = found = _dominant(job, at, 2 * _largest_needed(desk, at))
            limit = largest_picture(found) / 2
    for job in desk.assignments:
        if job.story.id not in known:
            bounds = PhotoBounds(0.0, limit) if job.story.kind != "advert" else _FINE
            known[job.story.id] = variants(job, at, bounds) or _whatever(job, at)
    return known


def _whatever(job: Assignment, at: Situation) -> tuple[Variant, ...]:
    """The alternatives of a story that keeps no bounds: those of the usual kind, else those in need."""
    return (
        variants(job, at, _FINE)
        or variants(job, at, _ANY)
        or variants(job, replace(at, leeway=replace(at.leeway, need=True)), _ANY)
    )


def _largest_needed(desk: Desk, at: Situation) -> float:
    """What the other photos of the page must have, each one base column wide and cropped as far as it may be."""
    others = (job.story for job in desk.assignments if not job.dominant and job.story.kind != "advert")
    areas = [least_area(photo, at.grid.measure) for story in others for photo in story.photos[:1]]
    return _ROUNDING * max(areas, default=0.0)


def _dominant(job: Assignment, at: Situation, least: float) -> tuple[Variant, ...]:
    """As large as can be asked of it: on a full page less, so that the text finds room."""
    most = DOMINANT_SHARE * (0.35 if at.tight or at.leeway.loose else min(2.0, max(0.6, 3.0 - 2.2 * at.density)))
    for share in (most, most / 2, most / 4):
        found = variants(job, at, PhotoBounds(max(least, share * at.area), float("inf"), dominates=True))
        if found:
            return found
    return _whatever(job, at)


def _plan(job: Assignment, found: tuple[Variant, ...], at: Situation) -> ModulePlan:
    story = job.story
    tile = Tile(
        story.id,
        job.rank,
        shapes(found, at.rows),
        boxed=job.boxed,
        pin=job.pin,
        foot=job.foot,
        order=job.order,
    )
    return ModulePlan(tile, story.kind, (story,), found, at.rows, at.setter)


def realise(plan: ModulePlan, placed: Placed, grid: Grid, origin_row: int) -> Module:
    """The module of a placed shape. `origin_row`: row of the type area in which the region begins."""
    make = realised_filler if plan.kind == "filler" else realised
    return make(plan, placed, grid, origin_row)
