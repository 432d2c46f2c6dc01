"""A band of type: parts below each other in whole rows, the white between them shared out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from broadsheet.press.layout import Element


@dataclass(frozen=True, slots=True)
class White:
    """Space that gives way, in points."""

    least: float
    best: float
    most: float

    def at(self, give: float) -> float:
        """Least at −1, best at 0, most at 1."""
        return self.best + give * (self.most - self.best if give > 0 else self.best - self.least)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a band: a headline, a kicker, a byline and the like."""

    role: str
    elements: tuple[Element, ...]
    """Relative to the part's top left corner."""
    height: float
    before: White
    """Above it."""


def natural_height(parts: tuple[Part, ...], after: White) -> float:
    """Of the band, every white at its best."""
    return sum(part.height + part.before.best for part in parts) + after.best


def least_rows(parts: tuple[Part, ...], after: White, leading: float) -> int:
    """Rows that the band takes, its whites tightened no further than most of the way."""
    give = sum(part.before.best - part.before.least for part in parts) + after.best - after.least
    return max(1, math.ceil((natural_height(parts, after) - 0.75 * give) / leading - 1e-6))


def tops(parts: tuple[Part, ...], after: White, height: float) -> tuple[float, ...]:
    """Top of each part in a band so high. What the whites cannot take stands above the first part."""
    whites = [*(part.before for part in parts), after]
    spare = height - natural_height(parts, after)
    room = sum(w.most - w.best if spare > 0 else w.best - w.least for w in whites)
    give = max(-1.0, min(1.0, spare / room)) if room else 0.0
    rest = spare - give * room
    found, y = [], rest
    for part in parts:
        y += part.before.at(give)
        found.append(y)
        y += part.height
    return tuple(found)


def arranged(parts: tuple[Part, ...], after: White, height: float) -> tuple[Element, ...]:
    """The parts' elements in a band so high, relative to its top left corner, in reading order."""
    return tuple(
        shifted(element, 0.0, top)
        for part, top in zip(parts, tops(parts, after, height), strict=True)
        for element in part.elements
    )


def shifted(element: Element, dx: float, dy: float) -> Element:
    """The element moved by so many points."""
    return replace(element, x=element.x + dx, y=element.y + dy)
