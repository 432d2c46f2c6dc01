"""The white in a headline band: above, between and below its parts (rule "white").

White above a headline is never less than what follows it: above stand the half row below the rule and the band's first
white. A headline keeps within one row of its deck or byline, the byline within half a row of the text.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from broadsheet.press.compose.band import White
from broadsheet.press.compose.head_parts import Lettering

_ABOVE_BAND = 4.0
"""White between the rule above a module and the module's top, in points, on the safe side of half a row."""


def whites_of(planned: Sequence[Lettering], leading: float) -> tuple[tuple[White, ...], White]:
    """(white before each part, white after the last). `leading`: height of a row."""
    headline = next(part for part in planned if part.role == "headline")
    between = [_between(above, below, headline, leading) for above, below in itertools.pairwise(planned)]
    after = _after(planned[-1], headline, leading)
    place = planned.index(headline)
    follows = between[place] if place < len(between) else after
    first = White(
        max(1.0, follows.least - _ABOVE_BAND),
        max(_clamp(0.12 * headline.size, 2.0, 6.0), follows.best - _ABOVE_BAND),
        max(leading, follows.most - _ABOVE_BAND),
    )
    return (first, *between), after


def _between(above: Lettering, below: Lettering, headline: Lettering, leading: float) -> White:
    if below.role == "headline":
        return White(3.0, _clamp(0.13 * headline.size, 4.0, 9.0), 0.95 * leading)
    if above.role == "headline":
        # A block of several lines ends below its last line's own box; nothing may stand in it.
        excess = headline.leading - headline.box if len(headline.texts) > 1 else 0.0
        least = max(3.5, excess)
        return White(least, max(least, _clamp(0.2 * headline.size, 5.5, 11.0)), max(least, leading))
    return White(3.5, _clamp(0.12 * headline.size, 5.0, 8.0), 0.85 * leading)


def _after(last: Lettering, headline: Lettering, leading: float) -> White:
    """To the text, whose first line adds its own small white."""
    if last.role == "byline":
        return White(1.5, 3.0, 0.37 * leading)
    if last.role == "deck":
        return White(2.0, 5.0, 0.8 * leading)
    if headline.size <= 12:
        return White(0.0, 1.5, 0.36 * leading)
    return White(2.5, _clamp(0.16 * headline.size, 4.0, 8.0), 0.85 * leading)


def _clamp(value: float, least: float, most: float) -> float:
    return max(least, min(most, value))
