"""Total fit: the breaks that make the whole paragraph best, not each line in its turn (Knuth and Plass, 1981).

One pass over the places where a line may begin. A line's demerits come from prefix sums; only lines that fill the
measure are looked at, so that few places are ever reached. When nothing fits, looser limits are tried, and in the end
anything: no text is lost and no line leaves the measure.
"""

from __future__ import annotations

from bisect import bisect_left

from broadsheet.press.typeset.items import Items
from broadsheet.press.typeset.latin import Care, fit_latin
from broadsheet.press.typeset.scan import NEVER

GOOD_STRETCH = 0.08
MOST_STRETCH = 0.15
"""Of full-width characters, beyond their natural width."""
MOST_SQUEEZE = 0.045
"""By which full-width characters may close up where a paragraph cannot do without a line stretched by more than 1.08:
half an em in the first line of the narrowest base column, for a comma that has no other room."""
CLOSEST = 0.05
"""Em by which a single place may then close up."""
WORDY = 0.02
"""Em by which characters may stand apart besides their stretch, where words part them and the places are few."""
FEWEST_LETTERS = 2
"""Han letters in a paragraph's last line (a hard rule)."""

_SMALL = 1e-6
_OVER_GOOD = 2000.0
_SQUEEZED = 1000.0
_EDGE = 30.0
"""Demerits of keeping the white before an opening mark at a line's head."""
_LATIN_END = 40.0
"""Of a last line that has no two Han letters but a word or figure."""

Breaks = tuple[int, ...]
"""Items with which lines begin, the first 0, and the number of items at the end."""


def total_fit(items: Items, measure: float, indent: float = 0.0) -> Breaks:
    """The breaks of a justified paragraph whose first line is indented."""
    if not len(items):
        return (0, 0)
    if items.han:
        for limit in (GOOD_STRETCH, MOST_STRETCH):
            breaks = _fit_han(items, measure, indent, limit)
            if breaks:
                return breaks
    else:
        for care in Care:
            breaks = fit_latin(items, measure, indent, care)
            if breaks:
                return breaks
    return _fit_anyhow(items, measure, indent, justified=True)


def ragged_fit(items: Items, measure: float, indent: float = 0.0, *, balanced: bool = False) -> Breaks:
    """The breaks of lines that are not filled; with `balanced` the last one is about as long as the others."""
    if not len(items):
        return (0, 0)
    return _fit_anyhow(items, measure, indent, justified=False, balanced=balanced)


def _fit_han(items: Items, measure: float, indent: float, limit: float) -> Breaks:
    """Breaks with no full-width character stretched by more than `limit`; empty where there are none."""
    count = len(items)
    width, shrink, growth, elastic = items.width, items.shrink, items.growth, items.elastic
    before, before_shrink, before_growth = items.before, items.before_shrink, items.before_growth
    after, after_shrink, edge = items.after, items.after_shrink, items.edge
    slots, penalty, size = items.slots, items.penalty, items.run[0].style.size
    best = [NEVER] * (count + 1)
    origin = [0] * (count + 1)
    best[0] = 0.0
    for first in range(count):
        so_far = best[first]
        if so_far == NEVER:
            continue
        room = measure - indent if first == 0 else measure
        base = width[first] + before[first]
        base_shrink = shrink[first] + before_shrink[first]
        base_growth = growth[first] + before_growth[first]
        least = base + room / (1 + limit) - edge[first]
        nearest = bisect_left(width, least, first + 1, count + 1)
        # What precedes the first item and a mark's white at the end may yet be taken off: look one item back.
        for last in range(max(first + 1, nearest - 1), count + 1):
            cost = penalty[last]
            if cost == NEVER:
                continue
            left = room - width[last] + base + after[last - 1]
            if left < -_SMALL:
                give = shrink[last] - base_shrink - after_shrink[last - 1]
                if give + left < -_SMALL:
                    natural = elastic[last] - elastic[first] - edge[first] - after[last - 1] - give
                    if limit <= GOOD_STRETCH or give + left < -MOST_SQUEEZE * natural:
                        break
                    if give + left < -CLOSEST * size * (slots[last] - slots[first + 1]):
                        continue
                    cost += _SQUEEZED - _SQUEEZED * (give + left) / natural
                else:
                    cost += 50.0 * (left / give) ** 2
                if last == count:
                    cost += _end_cost(items, first)
            elif last == count:
                cost += _end_cost(items, first)
            else:
                closing = edge[last - 1]
                if closing and left >= closing - _SMALL:
                    left -= closing
                left -= growth[last] - base_growth
                if left > _SMALL:
                    places = slots[last] - slots[first + 1]
                    if places <= 0:
                        continue
                    natural = elastic[last] - elastic[first] - edge[first] - after[last - 1]
                    stretch = left / natural
                    if stretch > GOOD_STRETCH:
                        if edge[first] and left >= edge[first] - _SMALL:
                            left -= edge[first]
                            stretch = left / natural
                            cost += _EDGE
                        if stretch > limit:
                            continue
                        if stretch > GOOD_STRETCH:
                            cost += _OVER_GOOD
                    # Few places among many words: what counts is how far apart the characters stand.
                    stretch = max(stretch, left / (places * size) - WORDY)
                    if stretch > MOST_STRETCH + _SMALL:
                        continue
                    cost += 15000.0 * stretch * stretch
            cost += so_far
            if cost < best[last]:
                best[last] = cost
                origin[last] = first
    return _traced(origin, count) if best[count] < NEVER else ()


def _end_cost(items: Items, first: int) -> float:
    """Demerits of a last line that begins with an item, for what stands in it."""
    if first == 0 or items.letters[-1] - items.letters[first] >= FEWEST_LETTERS:
        return 0.0
    words = items.width[-1] - items.width[first] - (items.elastic[-1] - items.elastic[first])
    return _LATIN_END if words >= items.run[-1].style.size * 1.1 else NEVER


def _fit_anyhow(items: Items, measure: float, indent: float, *, justified: bool, balanced: bool = False) -> Breaks:
    """The least bad breaks of lines that need not fill the measure; prohibitions fall only where nothing else fits."""
    count = len(items)
    width, before, after, penalty, hyphen = items.width, items.before, items.after, items.penalty, items.hyphen
    best = [NEVER] * (count + 1)
    origin = [0] * (count + 1)
    best[0] = 0.0
    for first in range(count):
        so_far = best[first]
        if so_far == NEVER:
            continue
        room = measure - indent if first == 0 else measure
        base = width[first] + before[first]
        for last in range(first + 1, count + 1):
            left = room - width[last] + base + after[last - 1] - hyphen[last]
            give = 0.0
            if justified:
                give = items.shrink[last] - items.shrink[first] - items.before_shrink[first]
                give -= items.after_shrink[last - 1]
            if left + give < -_SMALL and last > first + 1:
                if left + give + hyphen[last] < -_SMALL:
                    break
                continue
            cost = penalty[last] if penalty[last] < NEVER else 1e8
            if last < count or balanced:
                cost += (
                    1000.0 * (max(0.0, left) / measure) ** 2
                    + _ragged_cost(items, first, last, left, measure) * justified
                )
            if last == count and first and items.letters[count] - items.letters[first] < FEWEST_LETTERS:
                cost += 1e6 if items.han and _end_cost(items, first) == NEVER else _LATIN_END
            cost += so_far
            if cost < best[last]:
                best[last], origin[last] = cost, first
    return _traced(origin, count)


def _ragged_cost(items: Items, first: int, last: int, left: float, measure: float) -> float:
    """Demerits of a line that justification cannot fill within the limits."""
    left -= items.growth[last] - items.growth[first] - items.before_growth[first]
    if items.slots[last] > items.slots[first + 1]:
        left -= MOST_STRETCH * (items.elastic[last] - items.elastic[first] - items.edge[first] - items.after[last - 1])
    return 500.0 + 1e5 * (left / measure) ** 2 if left > _SMALL else 0.0


def _traced(origin: list[int], count: int) -> Breaks:
    found = [count]
    while found[-1]:
        found.append(origin[found[-1]])
    return tuple(reversed(found))
