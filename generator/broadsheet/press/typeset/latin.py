"""Total fit for Latin text: word spaces give, words are hyphenated."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum

from broadsheet.press.typeset.items import SPACE_GROWTH, Items
from broadsheet.press.typeset.scan import NEVER

WIDEST_SPACE = 2.5
"""Word spaces in parts of the natural one that are better than a short line, where nothing else does."""
LAST_SPACE = 3.5
"""The same where no break whatever gives less: a line of few words before a long one that is not hyphenated."""
MOST_LETTERING = 0.03
"""Em by which letters are spaced before word spaces leave 133 %, or closed up by half before they leave 80 %."""
MOST_HYPHENS = 2
"""Lines below each other that may end with a hyphen."""

_SMALL = 1e-6
_LETTERED = 250.0
_WIDE = 2000.0
_FRAGMENT = 1200.0
"""Demerits of a last line that is the end of a word and little more."""
_SHORT = 10000.0
_RUN_OF_HYPHENS = 80.0


class Care(IntEnum):
    """What is asked of lines."""

    STRICT = 0
    """Word spaces within 80–133 %."""
    LOOSE = 1
    """Letters may be spaced a little, then words widely."""
    RAGGED = 2
    """Words may stand farther apart still, and lines stay short."""


def lettering(items: Items, first: int, last: int, left: float) -> float:
    """What spaced letters may add to a line that is short by `left` points; less than 0 when it is too full."""
    places = items.end[last - 1] - items.start[first] - 1 + (items.hyphen[last] > 0)
    most = MOST_LETTERING * items.run[first].style.size * places
    return max(-most / 2, min(most, left))


def _looseness(items: Items, first: int, last: int, left: float, growth: float) -> float:
    """Demerits of a line that spaces of 133 %, grown by `growth`, leave short by `left`."""
    added = lettering(items, first, last, left)
    left -= added
    if left < _SMALL:
        places = items.end[last - 1] - items.start[first]
        return 100.0 + _LETTERED * (added / (MOST_LETTERING * items.run[first].style.size * places)) ** 2
    if growth < _SMALL:
        return NEVER
    wide = SPACE_GROWTH * (1 + left / growth)
    return _WIDE * (1 + wide) if wide <= WIDEST_SPACE - 1 + _SMALL else NEVER


def fit_latin(items: Items, measure: float, indent: float, care: Care) -> tuple[int, ...]:
    """Breaks with at most two hyphens running; empty where there are none."""
    count, states = len(items), MOST_HYPHENS + 1
    width, shrink, growth = items.width, items.shrink, items.growth
    before, before_shrink, before_growth = items.before, items.before_shrink, items.before_growth
    after, after_shrink, penalty, hyphen = items.after, items.after_shrink, items.penalty, items.hyphen
    best = [NEVER] * ((count + 1) * states)
    origin = [0] * ((count + 1) * states)
    best[0] = 0.0
    for first in range(count):
        reached = [state for state in range(first * states, first * states + states) if best[state] < NEVER]
        if not reached:
            continue
        room = measure - indent if first == 0 else measure
        base = width[first] + before[first]
        base_shrink = shrink[first] + before_shrink[first]
        base_growth = growth[first] + before_growth[first]
        nearest = first + 1 if care is Care.RAGGED else bisect_left(width, base + room / 1.5, first + 1, count)
        for last in range(nearest, count + 1):
            cost = penalty[last]
            if cost == NEVER:
                continue
            left = room - width[last] + base + after[last - 1] - hyphen[last]
            if left < -_SMALL:
                give = shrink[last] - base_shrink - after_shrink[last - 1]
                if give + left < -_SMALL:
                    letters = 0.0 if care is Care.STRICT else lettering(items, first, last, give + left)
                    if give + left < letters - _SMALL:
                        # A line without the hyphen may yet fit.
                        if give + left < letters - hyphen[last] - _SMALL:
                            break
                        continue
                    cost += _LETTERED
                else:
                    cost += 100.0 * (left / give) ** 2
            elif last < count:
                give = growth[last] - base_growth
                if left > give + _SMALL:
                    if care is Care.STRICT:
                        continue
                    loose = _looseness(items, first, last, left - give, give)
                    if loose == NEVER:
                        if care is Care.LOOSE:
                            continue
                        loose = _SHORT * (1 + left / measure) ** 2
                    cost += loose
                elif give:
                    cost += 100.0 * (left / give) ** 2
            elif items.start[first] and items.penalty[first] and width[count] - base < measure / 5:
                cost += _FRAGMENT
            for state in reached:
                running = state - first * states
                target = last * states
                demerits = best[state] + cost
                if hyphen[last]:
                    if running == MOST_HYPHENS:
                        continue
                    target += running + 1
                    demerits += _RUN_OF_HYPHENS * running
                if demerits < best[target]:
                    best[target] = demerits
                    origin[target] = state
    end = min(range(count * states, count * states + states), key=best.__getitem__)
    if best[end] == NEVER:
        return ()
    found = [count]
    while end:
        end = origin[end]
        found.append(end // states)
        if found[-1] == 0:
            break
    return tuple(reversed(found))
