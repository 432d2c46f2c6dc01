"""The desk's decisions before composition: who leads, who is folded, who gets a box, which photo dominates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.model import LayoutHints
from broadsheet.press.compose.leeway import USUAL, Leeway
from broadsheet.press.compose.material import Story
from broadsheet.press.grid import Grid

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

NEWS = ("article", "opinion", "photo")
"""Kinds that may lead a page."""
MOST_SECONDS = 2
MOST_TILES = 12
"""More modules on a page than this are no longer a composition; the shortest articles are folded."""
MOST_BOXES = 2
MAY_BOX = 4
"""Short articles that may have a box; each costs another galley, and two at most will get one."""
MAY_STAND = 3
SHORT_BOX = 420
"""Characters up to which an article may be boxed for the page's sake."""
LONG_BOX = 900
"""The same where the page has leeway."""
SHORT_BRIEF = 260
"""Characters up to which an article of the lowest rank counts as a brief."""
SHORT_NEWS = 90
"""Characters below which an article gets no greater headline than the fourth rank's."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A story with what the desk decided about it."""

    story: Story
    rank: int
    characters: int
    """Of its running text."""
    boxed: bool = False
    foot: bool = False
    """Whether it belongs at the page's foot."""
    may_box: bool = False
    """Whether it may have a box for the page's sake: beside one, headlines cannot collide."""
    may_stand: bool = False
    """Whether it may have a vertical headline."""
    off_base: bool = False
    """Whether it is one of those that leave the base measure, for variety."""
    dominant: bool = False
    """Whether its photo is the page's largest."""
    width: int | None = None
    """Base columns that page.yaml asks for."""
    pin: tuple[int, int, int, int] | None = None
    """0-based."""
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """All decisions for a page."""

    assignments: tuple[Assignment, ...]
    """Those with a module of their own, in the page's order."""
    folded: tuple[tuple[Story, ...], ...]
    """Briefs by module; groups are never empty."""
    density: float
    """Rough estimate of the cells that all stories want over those of the region: above 1, the page is too full."""


def slug_of(story: Story) -> str:
    """By which page.yaml names the story."""
    return story.id.partition("/")[2].partition("+")[0] or story.id


def assigned(
    stories: Sequence[Story],
    grid: Grid,
    rows: int,
    hints: LayoutHints,
    setter: Typesetter,
    leeway: Leeway = USUAL,
) -> Desk:
    """The desk's decisions for a page of so many rows."""
    lengths = {story.id: characters(story, setter) for story in stories}
    ranks = _ranks(stories, lengths, hints)
    folded = _folded(stories, ranks, lengths, hints)
    inside = {story.id for group in folded for story in group}
    alone = [story for story in stories if story.id not in inside]
    boxed = _boxed(alone, hints, len(stories))
    loose = _off_base(alone, ranks, lengths, boxed)
    if leeway.demoted:
        ranks |= _demoted(alone, ranks, lengths, hints)
    short = _short(alone, ranks, lengths, boxed, leeway)
    dominant = _dominant(alone, ranks)
    order = {slug: number for number, slug in enumerate(hints.order)}
    pins, widths = dict(hints.pin), dict(hints.width)
    assignments = []
    for story in alone:
        slug = slug_of(story)
        pin = pins.get(slug)
        assignments.append(
            Assignment(
                story,
                ranks[story.id],
                lengths[story.id],
                boxed=story.id in boxed,
                foot=story.kind == "advert" and pin is None,
                may_box=story.id in short[:MAY_BOX],
                may_stand=story.id in short[:MAY_STAND],
                off_base=story.id in loose,
                dominant=story.id == dominant,
                width=widths.get(slug),
                pin=(pin[0] - 1, pin[1] - 1, pin[2], pin[3]) if pin else None,
                order=order.get(slug),
            )
        )
    wanted = sum(_estimate(story, ranks[story.id], lengths[story.id], grid) for story in stories)
    return Desk(tuple(assignments), folded, wanted / max(1, grid.columns * rows))


def characters(story: Story, setter: Typesetter) -> int:
    """Of the story's running text, from where it begins on this page."""
    units = setter.units(story.blocks)
    if story.from_cut is None:
        return sum(map(len, units))
    unit, character = story.from_cut
    return max(0, sum(map(len, units[unit:])) - character)


def _ranks(stories: Sequence[Story], lengths: Mapping[str, int], hints: LayoutHints) -> dict[str, int]:
    """One lead, at most two seconds; what an editor's priorities leave open, length and photos decide."""
    found: dict[str, int] = {}
    for story in stories:
        rank = max(2, min(5, story.priority))
        if story.kind == "brief":
            rank = 5
        elif story.kind in ("notice", "advert"):
            rank = max(4, rank)
        elif story.kind in ("tail", "photo") or story.jump_from is not None:
            rank = max(3, rank)
        if lengths[story.id] < SHORT_NEWS and story.kind != "opinion":
            rank = max(4, rank)
        found[story.id] = rank
    candidates = [story for story in stories if story.kind in NEWS and story.jump_from is None]
    lead = _lead(candidates, lengths, hints)
    if lead is None:
        return found
    found[lead.id] = 1
    seconds = [story for story in candidates if found[story.id] == 2]
    for story in seconds[MOST_SECONDS:]:
        found[story.id] = 3
    thirds = [story for story in candidates if found[story.id] == 3 and story.kind == "article"]
    if not seconds and len(thirds) >= 3:
        found[max(thirds, key=lambda story: (bool(story.photos), lengths[story.id])).id] = 2
    return found


def _lead(candidates: Sequence[Story], lengths: Mapping[str, int], hints: LayoutHints) -> Story | None:
    named = next((story for story in candidates if slug_of(story) == hints.lead), None)
    if named is not None or not candidates:
        return named
    if hints.order:
        first = next((story for story in candidates if slug_of(story) == hints.order[0]), None)
        if first is not None:
            return first
    best = min(story.priority for story in candidates)
    equals = [story for story in candidates if story.priority == best]
    if best == 1:
        return equals[0]
    weighty = [story for story in equals if story.kind == "article"] or equals
    return next((story for story in weighty if lengths[story.id] >= 400), weighty[0])


def _folded(
    stories: Sequence[Story], ranks: Mapping[str, int], lengths: Mapping[str, int], hints: LayoutHints
) -> tuple[tuple[Story, ...], ...]:
    """The briefs of the page as one module, several where there are very many."""
    kept = {slug for slug, _ in (*hints.pin, *hints.width)} | set(hints.boxed)
    free = [
        story
        for story in stories
        if not story.photos
        and slug_of(story) not in kept
        and story.kind in ("brief", "article")
        and ranks[story.id] > 1
        and story.jump_on is None
        and story.jump_from is None
    ]
    briefs = [s for s in free if ranks[s.id] == 5 and (s.kind == "brief" or lengths[s.id] <= SHORT_BRIEF)]
    if len(briefs) < 2:
        briefs = []
    excess = len(stories) - len(briefs) + bool(briefs) - MOST_TILES
    if excess > 0:
        chosen = {story.id for story in briefs}
        others = [story for story in free if story.id not in chosen]
        others.sort(key=lambda story: (-ranks[story.id], lengths[story.id]))
        chosen |= {story.id for story in others[: excess + 1]}
        briefs = [story for story in stories if story.id in chosen]
    groups = max(1, min(3, sum(lengths[story.id] for story in briefs) // 2400))
    each = -(-len(briefs) // groups)
    return tuple(tuple(briefs[start : start + each]) for start in range(0, len(briefs), each)) if briefs else ()


def _boxed(stories: Sequence[Story], hints: LayoutHints, count: int) -> frozenset[str]:
    """At most two: those that page.yaml names, adverts, notices, and on a full page an opinion."""
    asked = [story for story in stories if slug_of(story) in hints.boxed]
    adverts = [story for story in stories if story.kind == "advert"]
    notices = [story for story in stories if story.kind == "notice"]
    opinions = [story for story in stories if story.kind == "opinion"][:1] if count >= 6 else []
    wanted = dict.fromkeys(story.id for story in (*asked, *adverts, *notices))
    if not wanted:
        wanted = dict.fromkeys(story.id for story in opinions)
    return frozenset(list(wanted)[:MOST_BOXES])


def _off_base(
    stories: Sequence[Story], ranks: Mapping[str, int], lengths: Mapping[str, int], boxed: frozenset[str]
) -> frozenset[str]:
    """On pages of six articles or more one or two leave the base measure: an opinion, else a second or the lead."""
    if len(stories) < 6:
        return frozenset()
    fit = [story for story in stories if story.kind in NEWS and story.id not in boxed and lengths[story.id] >= 200]
    fit.sort(key=lambda story: (story.kind != "opinion", abs(ranks[story.id] - 2), -lengths[story.id]))
    return frozenset(story.id for story in fit[: 1 if len(stories) < 9 else 2])


def _demoted(
    stories: Sequence[Story], ranks: Mapping[str, int], lengths: Mapping[str, int], hints: LayoutHints
) -> dict[str, int]:
    """The ranks of articles that are set a rank lower: the shortest two of the third, the shortest of the second."""
    pinned = dict(hints.pin)
    fit = [story for story in stories if story.kind == "article" and slug_of(story) not in pinned]
    fit.sort(key=lambda story: lengths[story.id])
    thirds = [story for story in fit if ranks[story.id] == 3][:2]
    seconds = [story for story in fit if ranks[story.id] == 2][:1]
    return {story.id: ranks[story.id] + 1 for story in (*thirds, *seconds)}


def _short(
    stories: Sequence[Story],
    ranks: Mapping[str, int],
    lengths: Mapping[str, int],
    boxed: frozenset[str],
    leeway: Leeway,
) -> list[str]:
    """Short articles without photos on a page of some, the best ornaments first: opinions, then the shortest."""
    if len(stories) < (3 if leeway.loose else 5):
        return []
    fit = [
        story
        for story in stories
        if story.kind in ("article", "opinion", "notice")
        and not story.photos
        and story.id not in boxed
        and ranks[story.id] >= 3
        and lengths[story.id] <= (LONG_BOX if leeway.loose else SHORT_BOX)
    ]
    fit.sort(key=lambda story: (story.kind != "opinion", lengths[story.id]))
    return [story.id for story in fit]


def _dominant(stories: Sequence[Story], ranks: Mapping[str, int]) -> str:
    """Whose photo is to be the largest: a photo story's, else that of the highest rank."""
    pictured = [story for story in stories if story.photos and story.kind != "advert"]
    if not pictured:
        return ""
    return min(pictured, key=lambda story: (ranks[story.id] > 1 and story.kind != "photo", ranks[story.id])).id


_HEAD_CELLS = (0, 40, 18, 10, 5, 2)
_PHOTO_CELLS = (0, 45, 20, 14, 8, 6)


def _estimate(story: Story, rank: int, length: int, grid: Grid) -> float:
    """Cells (rows × base columns) that a story wants."""
    line = grid.measure / grid.body_size * (1.0 if grid.script == "han" else 2.2)
    photos = _PHOTO_CELLS[rank] * (1 + 0.4 * (len(story.photos) - 1)) if story.photos else 0
    return length / line * 1.08 + _HEAD_CELLS[rank] + photos + 2
