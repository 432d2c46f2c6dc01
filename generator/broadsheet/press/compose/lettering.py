"""Lines of display type: titles divided among lines, and the size at which they fit a width."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from broadsheet.press.compose.headline_breaks import NEVER, NO_END, NO_START, BreakableTitle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

Measure = Callable[[str], float]
"""Width of a text in em."""

_BALANCE = 8.0
"""Price of a line twice as long as the mean, in breaks between words."""
_UNHEEDED = 16.0
"""Price of breaking inside a clause while a line goes on from one clause to the next."""


@dataclass(frozen=True, slots=True)
class Division:
    """A title divided among lines."""

    lines: tuple[tuple[int, int], ...]
    """(start, end) of each in the title's text."""
    cost: float
    """Of its breaks and of lines of unequal length; 0 for a division by the writer's own breaks into equal lines."""


_KNOWN: WeakKeyDictionary[Typesetter, dict[str, dict[str, float]]] = WeakKeyDictionary()
"""Widths by setter, face and text: a story is asked for at several widths and ranks."""


def measure_of(setter: Typesetter, face: str) -> Measure:
    """Widths in em, each text measured once in a setter's life."""
    known = _KNOWN.setdefault(setter, {}).setdefault(face, {})

    def measure(text: str) -> float:
        width = known.get(text)
        if width is None:
            width = known[text] = setter.width(text, face, 100.0) / 100.0 if text else 0.0
        return width

    return measure


def divided(
    title: BreakableTitle,
    count: int,
    width: Measure,
    *,
    limit: float = 0.0,
    strict: float = 1.0,
    heeds: bool = True,
) -> Division | None:
    """The best division into so many lines; `None` where there are too few places to break.

    `limit`: width in em that no line may pass; 0 for none. `strict` weighs the breaks against equal lengths: below 1,
    a poor break is taken sooner than unequal lines. `heeds`: whether, where that can be, lines end between the writer's
    clauses, and inside one only when each has lines of its own.
    """
    costs = {b.at: b.cost for b in title.breaks if b.cost < NEVER}
    whole = len(title.text)
    if count == 1:
        alone = Division(((0, whole),), 0.0)
        return None if limit and width(title.line(0, whole)) > limit else alone
    own = frozenset(b.at for b in title.breaks if b.is_own)
    if own and heeds:
        among = {at: cost for at, cost in costs.items() if at in own} if count <= len(own) + 1 else costs
        found = _least_cost(title, among, count, width, limit, strict, own if among is costs else frozenset())
        if found is not None:
            return found
    if limit and any(width(title.line(a, b)) > limit for a, b in _stretches(costs, whole)):
        costs = {b.at: b.cost for b in title.breaks}
    if len(costs) < count - 1:
        return None
    found = _least_cost(title, costs, count, width, limit, strict)
    return found and _priced(found, own)


def _priced(division: Division, own: frozenset[int]) -> Division:
    """A division with its price for what it does to the writer's clauses."""
    ends = {end for _, end in division.lines[:-1]}
    return replace(division, cost=division.cost + _UNHEEDED) if own - ends and ends - own else division


def _stretches(costs: dict[int, float], whole: int) -> list[tuple[int, int]]:
    places = [0, *costs, whole]
    return list(itertools.pairwise(places))


def _least_cost(
    title: BreakableTitle,
    costs: dict[int, float],
    count: int,
    width: Measure,
    limit: float,
    strict: float,
    forced: frozenset[int] = frozenset(),
) -> Division | None:
    """Total fit: the cheapest path of `count` lines through the places, none of which goes on past a forced one."""
    places = [0, *costs, len(title.text)]
    runs = [width(title.line(a, b)) for a, b in itertools.pairwise(places)]
    joints = [_joint(title.text, at, width) for at in places[1:-1]]
    mean = (sum(runs) + sum(joints)) / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    last = len(places) - 1
    for line in range(1, count + 1):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (spent, path) in best.items():
            long = 0.0
            for end in range(start + 1, last + 1):
                long += runs[end - 1] + (joints[end - 2] if end - 1 > start else 0.0)
                if limit and long > limit:
                    break
                if (line == count) != (end == last):
                    if places[end] in forced:
                        break
                    continue
                cost = spent + _BALANCE * ((long - mean) / mean) ** 2
                cost += strict * costs.get(places[end], 0.0)
                if end not in reached or cost < reached[end][0]:
                    reached[end] = (cost, (*path, end))
                if places[end] in forced:
                    break
        best = reached
    if last not in best:
        return None
    path = best[last][1]
    lines = tuple((places[a], places[b]) for a, b in itertools.pairwise(path))
    widths = [width(title.line(a, b)) for a, b in lines]
    uneven = sum(((w - mean) / mean) ** 2 for w in widths)
    return Division(lines, sum(costs.get(places[end], 0.0) for end in path[1:]) + 0.5 * _BALANCE * uneven)


def _joint(text: str, at: int, width: Measure) -> float:
    """Width of the space before a place, which a line that goes through it keeps."""
    return width("国" + text[at - 1] + "国") - width("国国") if text[at - 1].isspace() else 0.0


def fewest_lines(title: BreakableTitle, width: Measure, limit: float) -> Division:
    """The division into as few lines as the limit (in em) allows, broken inside words if nothing else fits."""
    for count in range(1, len(title.text) + 1):
        if width(title.text) > limit * count * 1.02:
            continue
        found = divided(title, count, width, limit=limit, strict=0.5)
        if found is not None:
            return found
    return _by_character(title.text, width, limit)


def _by_character(text: str, width: Measure, limit: float) -> Division:
    """Lines filled one after the other, whatever the words; for a measure too narrow for them."""
    lines, start = [], 0
    for end in range(1, len(text) + 1):
        if end - start > 1 and width(text[start:end]) > limit and text[end - 1] not in NO_START | NO_END:
            lines.append((start, end - 1))
            start = end - 1
    return Division((*lines, (start, len(text))), NEVER)


def greatest(sizes: Sequence[float], limit: float) -> float | None:
    """The greatest of the sizes (greatest first) that does not pass the limit; `None` when all do."""
    return next((size for size in sizes if size <= limit + 1e-6), None)
