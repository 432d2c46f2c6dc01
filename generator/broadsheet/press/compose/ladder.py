"""The ladder of headline sizes: what a reader takes for the order of importance on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BRIEF = 5
"""The lowest rank."""
LEAD_RATIO = 1.4
"""Least size of the lead over the greatest of the second."""
STEP_RATIO = 1.25
"""Least size of a rank over the greatest of the next."""

LATIN_STEPS = (10.5, 12.0, 14.0, 18.0, 24.0, 30.0, 36.0, 42.0, 48.0, 60.0, 72.0)
"""The sizes of metal type, in points; headlines in Latin letters keep to them, briefs to the two least."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The sizes that a page's headlines may take.

    Consistent by construction: whatever size each headline takes within its rank, neighbouring ranks differ by at
    least `STEP_RATIO`, the lead and the second by `LEAD_RATIO`.
    """

    name: str
    script: Literal["han", "latin"]
    ranges: tuple[tuple[float, float], ...]
    """(least, most) size in points of ranks 1 to 5."""

    def range(self, rank: int) -> tuple[float, float]:
        """(least, most) size of a rank; ranks beyond the ladder take its nearest."""
        return self.ranges[max(1, min(BRIEF, rank)) - 1]

    def sizes(self, rank: int) -> tuple[float, ...]:
        """The sizes that a rank may take, greatest first: metal's in Latin, half points in Chinese."""
        least, most = self.range(rank)
        if self.script == "latin":
            return tuple(size for size in reversed(LATIN_STEPS) if least <= size <= most)
        steps = int((most - least) * 2 + 1e-6)
        return (*(most - step / 2 for step in range(steps)), least)


_BRIEF = (10.5, 12.0)

_HAN = (
    Ladder("middle", "han", ((42.0, 63.0), (28.0, 30.0), (21.0, 22.4), (16.0, 16.8), _BRIEF)),
    Ladder("loud", "han", ((50.4, 63.0), (33.0, 36.0), (24.0, 26.0), (16.0, 18.0), _BRIEF)),
    Ladder("full", "han", ((44.8, 60.0), (30.0, 32.0), (22.5, 24.0), (16.5, 18.0), _BRIEF)),
)

_LATIN = (
    Ladder("middle", "latin", ((42.0, 60.0), (30.0, 30.0), (24.0, 24.0), (18.0, 18.0), _BRIEF)),
    Ladder("loud", "latin", ((60.0, 72.0), (36.0, 42.0), (24.0, 24.0), (18.0, 18.0), _BRIEF)),
    Ladder("quiet", "latin", ((42.0, 60.0), (24.0, 30.0), (18.0, 18.0), (14.0, 14.0), (10.5, 10.5))),
)


def ladders(script: Literal["han", "latin"]) -> tuple[Ladder, ...]:
    """The ladders a page may choose from, the usual one first."""
    return _HAN if script == "han" else _LATIN
