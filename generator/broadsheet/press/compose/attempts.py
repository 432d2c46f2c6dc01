"""What is tried for a page, one after the other, until it keeps every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from broadsheet.press.compose.ladder import Ladder, ladders
from broadsheet.press.compose.leeway import USUAL, Leeway

QUICK, DEEP, DEEPEST = 6_000, 20_000, 80_000
"""Budgets of a search: most pages are solved by the first, and several ladders are worth more than one deep search."""
SMALL_FILLER = 0.04
"""Share of the page's cells that a filler may take which only helps to keep the rules."""

LOOSE, DEMOTED, NEED = Leeway(loose=True), Leeway(loose=True, demoted=True), Leeway(need=True)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One search for a layout."""

    ladder: Ladder
    budget: int = QUICK
    has_filler: bool = False
    """Whether a small house notice helps, beside which seams and headlines are free."""
    leeway: Leeway = USUAL
    is_last_resort: bool = False
    """Whether it is tried only where nothing before gave any page."""

    @property
    def name(self) -> str:
        """For `layout.lock`: the headlines' ladder and what the desk had leave to do."""
        return self.ladder.name + self.leeway.name


def attempts(script: Literal["han", "latin"]) -> Iterator[Attempt]:
    """The cheapest and handsomest first: every ladder, leeway for the desk, a small filler, a lesser rank; need."""
    choices = ladders(script)
    first, second = choices[:2]
    yield from (Attempt(ladder) for ladder in choices)
    yield Attempt(first, leeway=LOOSE)
    yield Attempt(first, has_filler=True, leeway=LOOSE)
    yield Attempt(first, leeway=DEMOTED)
    yield Attempt(first, has_filler=True, leeway=DEMOTED)
    yield from (Attempt(second, leeway=leeway) for leeway in (LOOSE, DEMOTED))
    yield Attempt(first, DEEP, leeway=LOOSE, is_last_resort=True)
    yield Attempt(first, leeway=NEED, is_last_resort=True)
    yield from (Attempt(ladder, DEEP, leeway=NEED, is_last_resort=True) for ladder in choices)
    yield Attempt(first, DEEPEST, leeway=NEED, is_last_resort=True)
