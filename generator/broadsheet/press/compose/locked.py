"""A locked page: every module in its old place; only what changed adapts inside its own rectangle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.model import LayoutLock, LockedModule, Paragraph, Text
from broadsheet.press.compose.ladder import BRIEF, Ladder
from broadsheet.press.compose.leeway import Leeway, leeway_of
from broadsheet.press.compose.lock import text_rows
from broadsheet.press.compose.material import Story
from broadsheet.press.compose.modules import ModulePlan, realise
from broadsheet.press.compose.packing import Placed, Shape
from broadsheet.press.compose.plans import settings
from broadsheet.press.grid import Grid
from broadsheet.press.layout import BrokenRule, Module

GONE = "gone:"
"""Begins the ids of stand-ins for articles that are gone."""
_GONE_STORY = Story(
    id=GONE,
    kind="article",
    priority=5,
    title=("缺",),
    kicker=(),
    deck=(),
    byline="",
    label="",
    blocks=(Paragraph((Text("缺" * 200),)),),
    photos=(),
    link="",
    jump_from=None,
    jump_on=None,
    language="",
)
RULE = "locked"
"""Name under which a page's differences from its lock are told."""


@dataclass(frozen=True, slots=True)
class LockedPage:
    """The modules of a locked page, and what does not fit them."""

    modules: tuple[Module, ...]
    faults: tuple[BrokenRule, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Where the modules of a page stand."""

    grid: Grid
    first_row: int
    rows: int
    """With the white row below the lowest modules, outside the type area."""


def ladder_of(lock: LayoutLock, choices: Sequence[Ladder]) -> Ladder:
    """The ladder that the locked headlines were set by."""
    name, _ = leeway_of(lock.ladder)
    return next((ladder for ladder in choices if ladder.name == name), choices[0])


def locked_stories(lock: LayoutLock, stories: Sequence[Story], ladder: Ladder, leeway: Leeway) -> tuple[Story, ...]:
    """The stories with the ranks that they were locked at, stand-ins for those that are gone before them.

    So an article that is added or taken away unsettles no headline of the others.
    """
    ranks = {module.id: _rank(module.headline, ladder) for module in lock.modules if module.headline}
    there = {story.id for story in stories}
    gone = (replace(_GONE_STORY, id=GONE + name, priority=rank) for name, rank in ranks.items() if name not in there)
    if leeway.demoted:  # the desk lowers ranks itself, from the same priorities as when the page was locked
        return (*gone, *stories)
    return (*gone, *(replace(story, priority=ranks.get(story.id, story.priority)) for story in stories))


def _rank(size: float, ladder: Ladder) -> int:
    """Of a headline by its size in points."""
    return next((rank for rank in range(1, BRIEF + 1) if size >= ladder.range(rank)[0] - 0.05), BRIEF)


def locked_page(
    lock: LayoutLock,
    plans: Sequence[ModulePlan],
    needy: Callable[[], Sequence[ModulePlan]],
    filler: Callable[[str], ModulePlan],
    region: Region,
) -> LockedPage | None:
    """The page as it was locked; `None` when the lock is for another grid.

    `needy` gives the plans whose texts may be cut short, asked for only when a text has grown too long; `filler` one
    for the place of an article that is gone.
    """
    grid = region.grid
    if (lock.columns, lock.rows) != (grid.columns, grid.rows):
        return None
    usual, tight = {plan.tile.id: plan for plan in plans}, dict[str, ModulePlan]()
    modules: list[Module] = []
    faults: list[BrokenRule] = []
    for locked in lock.modules:
        if not _fits(locked, region):
            return None
        plan = usual.pop(locked.id, None) or filler(locked.id)
        module = _set(plan, locked, region)
        if module is None or module.overset:
            tight = tight or {other.tile.id: other for other in needy()}
            module = _forced(module, plan, tight.get(locked.id, plan), locked, region)
        if module is not None:
            modules.append(module)
            faults.extend(_differences(module, locked))
    faults.extend(
        BrokenRule(RULE, tuple(story.id for story in plan.stories), f"'{name}' has no place in layout.lock")
        for name, plan in usual.items()
    )
    return LockedPage(tuple(modules), tuple(faults))


def _fits(locked: LockedModule, region: Region) -> bool:
    grid = region.grid
    return (
        locked.column + locked.columns <= grid.columns
        and locked.row >= region.first_row
        and locked.row + locked.rows <= grid.rows
    )


def _set(plan: ModulePlan, locked: LockedModule, region: Region) -> Module | None:
    """The module in its rectangle, set as it was when that can be, else as it best can; `None` when it cannot."""
    rows = locked.rows + _white(locked, region)
    able = [
        (*_strangeness(plan, shape, locked, rows), shape.cost + cost, number)
        for number, shape in enumerate(plan.tile.shapes)
        if shape.columns == locked.columns and (cost := _cost(shape, rows)) is not None
    ]
    return _realised(plan, plan.tile.shapes[min(able)[-1]], locked, rows, region) if able else None


def _strangeness(
    plan: ModulePlan, shape: Shape, locked: LockedModule, rows: int
) -> tuple[bool, bool, bool, bool, bool]:
    """How a shape differs from the locked one: what a reader would notice first, first."""
    setting = settings(plan.variants[shape.variant], rows).get(rows) if shape.variant < len(plan.variants) else None
    measure = setting.body.legs.measure if setting is not None else 0.0
    return (
        setting is not None and setting.body.ending == "overset",
        shape.photo_columns != locked.photo_columns,
        abs(shape.headline_size - locked.headline) > 0.05,
        shape.headline_lines != locked.headline_lines,
        bool(locked.measure) and abs(measure - locked.measure) > 0.05,
    )


def _forced(
    found: Module | None, usual: ModulePlan, tight: ModulePlan, locked: LockedModule, region: Region
) -> Module | None:
    """A module that does not fit as it should: its text cut short, or white below it."""
    cut_short = _set(tight, locked, region)
    if cut_short is not None and (found is None or cut_short.overset < found.overset):
        return cut_short
    if found is not None:
        return found
    rows = locked.rows + _white(locked, region)
    for plan in (usual, tight):
        lower = [
            (height, shape)
            for shape in plan.tile.shapes
            if shape.columns == locked.columns
            for height, _ in shape.heights
            if height < rows
        ]
        if lower:
            height, shape = max(lower, key=lambda one: (one[0], -one[1].cost))
            module = _realised(plan, shape, locked, height, region)
            empty = (rows - height) * locked.columns
            return replace(module, rows=locked.rows, slack=module.slack + empty)
    return None


def _realised(plan: ModulePlan, shape: Shape, locked: LockedModule, rows: int, region: Region) -> Module:
    placed = Placed(plan.tile, shape, locked.column, locked.row - region.first_row, locked.columns, rows)
    return realise(plan, placed, region.grid, region.first_row)


def _white(locked: LockedModule, region: Region) -> int:
    """1 for a module at the page's foot, whose white row lies outside the type area."""
    return 1 if locked.row + locked.rows == region.grid.rows else 0


def _cost(shape: Shape, rows: int) -> float | None:
    return next((cost for height, cost in shape.heights if height == rows), None)


def _differences(module: Module, locked: LockedModule) -> Iterator[BrokenRule]:
    """What to cut or add so that the module fits its place again."""
    if module.overset:
        line = max(1, round(module.measure / 9)) if module.measure else 1
        yield BrokenRule(RULE, module.pieces, f"cut {module.overset} characters ({-(-module.overset // line)} lines)")
    elif module.kind == "filler" and not locked.id.startswith("filler"):
        yield BrokenRule(RULE, (), f"'{locked.id}' is gone: a notice stands in its place")
    elif module.legs and module.slack > len(module.legs) + 2:
        missing = max(1, module.slack - len(module.legs))
        had = f", {locked.lines} lines when it was locked, {text_rows(module)} now" if locked.lines else ""
        yield BrokenRule(RULE, module.pieces, f"add about {missing} lines{had}")
