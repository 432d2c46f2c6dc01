"""One page composed: from its stories to the place of every line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet.model import LayoutLock
from broadsheet.press.compose.attempts import SMALL_FILLER, Attempt, attempts
from broadsheet.press.compose.below_banner import banner_room
from broadsheet.press.compose.column_rules import column_rules
from broadsheet.press.compose.furniture import Furniture, furniture
from broadsheet.press.compose.ladder import Ladder, ladders
from broadsheet.press.compose.leeway import Leeway, leeway_of
from broadsheet.press.compose.locked import GONE, RULE, Region, ladder_of, locked_page, locked_stories
from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.modules import ModulePlan, filler_plan, realise, tiles
from broadsheet.press.compose.packing import Tiling, pack, pressure
from broadsheet.press.compose.pins import missed_pins, with_nearest_pins
from broadsheet.press.compose.rules import WARNINGS, broken_rules, soft_rules
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.press.layout import BrokenRule, Fill, Module, PageLayout
from broadsheet.press.typeset.typesetter import Typesetter

LOOKED_AT = 10
"""Tilings of one search that are set in type and judged."""
FEW_LOOKED_AT = 3
"""Of those that the search already knows to break a rule, unless need is such that any page will do."""
TOLD = ("picture-direction",)
"""Findings that change no layout but that an editor should hear of."""
OF_LINES = frozenset({"stretch"})
"""Rules that depend on a text and its measure, not on where its module stands."""
FEW_ATTEMPTS = 4
"""After so many a page is not tried again for the sake of such a rule."""
MOST_FILLERS = 3
LEAST_ROWS = 6
"""Of the region for modules: a headline and a few lines."""
GOOD_FILL = 0.97
"""A page that breaks no rule and is filled so far is not bettered further."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A page that could be printed."""

    layout: PageLayout
    cost: float

    @property
    def worth(self) -> tuple[int, int, float]:
        """The less the better: lost characters, broken rules, then what looks worse."""
        overset = sum(module.overset for module in self.layout.modules)
        empty = 1.0 - self.layout.fill.share
        broken = sum(each.rule not in WARNINGS for each in self.layout.broken)
        return overset, broken, self.cost + 400 * max(0.0, empty - (1.0 - GOOD_FILL))

    @property
    def is_clean(self) -> bool:
        """Whether no text is lost and no rule broken."""
        return self.worth[:2] == (0, 0)

    @property
    def is_well_built(self) -> bool:
        """Whether no text is lost, and what is broken is in the setting of lines, which other modules hardly mend."""
        rules = {broken.rule for broken in self.layout.broken} - WARNINGS
        return not self.worth[0] and rules <= OF_LINES

    @property
    def is_full(self) -> bool:
        """Whether it is filled as a page should be."""
        return self.layout.fill.share >= GOOD_FILL


def _worth(candidate: _Candidate | None) -> tuple[float, float, float]:
    """For comparing; no page at all is the worst."""
    return candidate.worth if candidate is not None else (math.inf, math.inf, math.inf)


def compose_page(page: PageInput, faces: FaceSet) -> PageLayout:
    """The best layout found. Any input gives a page; what it could not keep stands in `broken`."""
    desk = _Desk(page, faces)
    layout = desk.locked(page.lock) if page.lock is not None else None
    if layout is None:
        layout = desk.best()
        if page.lock is not None:
            unusable = BrokenRule(RULE, (), "layout.lock was made for another grid: the page was composed anew")
            layout = replace(layout, broken=(*layout.broken, unusable))
    wrong_words = (broken for broken in soft_rules(layout, page) if broken.rule in TOLD)
    dropped = (BrokenRule("furniture", (), f"'{words}' found no room") for words in desk.furniture.dropped)
    return replace(layout, broken=(*layout.broken, *dropped, *wrong_words))


class _Desk:
    """A page being composed."""

    def __init__(self, page: PageInput, faces: FaceSet) -> None:
        self.page, self.grid = page, page.grid
        self.setter = Typesetter(faces, page.grid, page.language)
        self.furniture: Furniture = furniture(page.furniture, page.grid, self.setter)
        self.first_row = self.furniture.top_rows
        self.rows = self.grid.rows - self.first_row - self.furniture.foot_rows + 1
        """Of the region for modules, with the white row below the lowest, which lies outside the type area."""
        self.least = 0
        self.ladder = ""
        self._known: dict[tuple[str, Leeway], tuple[ModulePlan, ...]] = {}

    def best(self) -> PageLayout:
        """The best of the pages tried. The search goes on only while something is to be gained."""
        best: _Candidate | None = None
        for number, attempt in enumerate(attempts(self.grid.script) if self._has_room else ()):
            if attempt.is_last_resort and best is not None:
                break
            for candidate in self._tried(attempt):
                best = min((best, candidate), key=_worth)
                if best is not None and best.is_clean and best.is_full:
                    return best.layout
            if number and best is not None and (best.is_clean or (number >= FEW_ATTEMPTS and best.is_well_built)):
                break
        if best is None and self._has_room and len(self.page.stories) > 1:
            return self._without_the_least()
        return best.layout if best is not None else self.bare()

    @property
    def _has_room(self) -> bool:
        """Whether there is anything to place, and a place for it below the furniture."""
        return bool(self.page.stories) and self.rows >= LEAST_ROWS

    def _without_the_least(self) -> PageLayout:
        """The page with the less important half of its stories left out, and said so: better than no page at all."""
        stories = self.page.stories
        by_weight = sorted(range(len(stories)), key=lambda number: (stories[number].priority, number))
        kept = sorted(by_weight[: (len(stories) + 1) // 2])
        whole, self.page = self.page, replace(self.page, stories=tuple(stories[number] for number in kept))
        self._known.clear()
        layout = self.best()
        self.page = whole
        return replace(layout, broken=broken_rules(layout, whole))

    def _tried(self, attempt: Attempt) -> Iterator[_Candidate]:
        """The pages that an attempt gives, the likeliest to be good first."""
        self.ladder = attempt.name
        plans = self._plans(attempt.ladder, attempt.leeway)
        least, most, cells = pressure([plan.tile for plan in plans], self.grid.columns, self.rows)
        if not attempt.leeway.need:
            self.least = min(self.least or least, least)
        if least > cells:
            return
        small = int(cells * SMALL_FILLER) if attempt.has_filler else 0
        if small:
            plans = (*plans, self._filler("filler-1", most_cells=small))
        is_sparse = most + small < cells
        found = () if is_sparse else self._tilings(plans, attempt.budget)
        for number in range(1, 1 + MOST_FILLERS if is_sparse else 1):
            plans = (*plans, self._filler(f"filler-{number + bool(small)}"))
            found = self._tilings(plans, attempt.budget)
            if found:
                break
        for number, tiling in enumerate(found[:LOOKED_AT]):
            if attempt.leeway.need or number < FEW_LOOKED_AT or not tiling.broken:
                yield self._candidate(plans, tiling)

    def _tilings(self, plans: tuple[ModulePlan, ...], budget: int) -> tuple[Tiling, ...]:
        banners = int(bool(self.page.furniture.banner))
        return pack([plan.tile for plan in plans], self.grid.columns, self.rows, budget=budget, banners=banners)

    def _filler(self, name: str, *, most_cells: int = 0) -> ModulePlan:
        notice = self.page.furniture.house_notice
        plan = filler_plan(1, notice, self.grid, self.setter, self.rows, most_cells=most_cells)
        return replace(plan, tile=replace(plan.tile, id=name))

    def _plans(self, ladder: Ladder, leeway: Leeway) -> tuple[ModulePlan, ...]:
        """The modules that a ladder gives, made once."""
        key = ladder.name, leeway
        if key not in self._known:
            self._known[key] = self._made(ladder, leeway)
        return self._known[key]

    def _made(self, ladder: Ladder, leeway: Leeway) -> tuple[ModulePlan, ...]:
        made = tiles(
            self.page.stories,
            self.grid,
            self.setter,
            ladder,
            self.rows,
            self.page.hints,
            briefs_title=self.page.furniture.briefs_title,
            leeway=leeway,
            banner_room=banner_room(self.furniture.elements, self.grid, self.first_row),
        )
        return with_nearest_pins(made)

    def locked(self, lock: LayoutLock) -> PageLayout | None:
        """The page as it was locked; `None` when that is impossible."""
        ladder = ladder_of(lock, ladders(self.grid.script))
        _, leeway = leeway_of(lock.ladder)
        self.ladder = ladder.name + leeway.name

        def filler(name: str) -> ModulePlan:
            return self._filler(name if name.startswith("filler") else f"filler-{name}")

        region = Region(self.grid, self.first_row, self.rows)
        needy = replace(leeway, need=True)
        self.page = replace(page := self.page, stories=locked_stories(lock, page.stories, ladder, leeway))
        plans = [plan for plan in self._made(ladder, leeway) if not plan.tile.id.startswith(GONE)]
        found = locked_page(lock, plans, lambda: self._made(ladder, needy), filler, region)
        self.page = page
        if found is None:
            return None
        layout = self._layout(found.modules)
        return replace(layout, broken=(*broken_rules(layout, self.page), *found.faults))

    def _candidate(self, plans: tuple[ModulePlan, ...], tiling: Tiling) -> _Candidate:
        by_id = {plan.tile.id: plan for plan in plans}
        modules = tuple(realise(by_id[each.tile.id], each, self.grid, self.first_row) for each in tiling.placed)
        layout = self._layout(modules)
        broken = (*broken_rules(layout, self.page), *missed_pins(self.page, modules, self.first_row))
        return _Candidate(replace(layout, broken=broken), tiling.cost)

    def bare(self) -> PageLayout:
        """The page with its furniture alone."""
        layout = self._layout(())
        return replace(layout, broken=broken_rules(layout, self.page) if self.page.stories else ())

    def _layout(self, modules: tuple[Module, ...]) -> PageLayout:
        grid = self.grid
        cells = grid.columns * grid.rows
        filler = sum(module.columns * module.rows for module in modules if module.kind == "filler")
        slack = sum(module.slack for module in modules)
        if not modules:
            slack = cells - grid.columns * (self.first_row + self.furniture.foot_rows)
        return PageLayout(
            code=self.page.code,
            language=self.page.language,
            width=grid.sheet_width,
            height=grid.sheet_height,
            columns=grid.columns,
            rows=grid.rows,
            leading=grid.leading,
            body_size=grid.body_size,
            left=grid.left,
            top=grid.top,
            furniture=self.furniture.elements,
            modules=modules,
            rules=column_rules(modules, grid, self.first_row),
            fill=Fill(cells, slack, filler),
            least=self.least + grid.columns * self.first_row,
            ladder=self.ladder,
        )
