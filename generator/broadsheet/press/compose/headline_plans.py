"""The sizes and divisions a headline may take over a width, priced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet.press.compose.head_parts import SUFFIX, Lettering, lettering
from broadsheet.press.compose.headline_breaks import NEVER, Break, BreakableTitle, breakable, is_han
from broadsheet.press.compose.ladder import LATIN_STEPS, Ladder
from broadsheet.press.compose.lettering import Division, Measure, divided, fewest_lines, greatest
from broadsheet.press.compose.material import Story

NARROWEST, WIDEST = 0.65, 0.95
"""Of the width: what a headline's longest line should take."""
_FLOOR = 12.0
"""Points below which no headline but a brief's goes, however long."""
_IN_NEED = 4.0
"""Price of more lines than allowed, besides that of each line."""
_OFF_LADDER = 12.0
"""Price of a size below the rank's least, besides that of the difference."""
_SMALLER = 0.93
"""A size is worth a try when it is so much smaller than the last."""


@dataclass(frozen=True, slots=True)
class HeadlinePlan:
    """A headline's lines at one size."""

    lettering: Lettering
    cost: float
    off_ladder: bool = False


def headline_plans(
    story: Story, rank: int, columns: int, ladder: Ladder, width: float, face: str, measure: Measure
) -> Iterator[HeadlinePlan]:
    """Plans within the ladder and the allowed lines; where there is none, the least bad others. Never none.

    One or two lines; three in one or two columns.
    """
    suffix = story.jump_from.text if story.jump_from is not None else ""
    link = story.jump_from.link if story.jump_from is not None else ""
    title = _with_suffix(breakable(story.title, story.language), suffix)
    room = _suffixed(measure, suffix)
    allowed = 3 if columns <= 2 else 2
    sizes = ladder.sizes(rank)
    found = False
    for count in range(1, allowed + 1):
        for division in _divisions(title, count, room):
            for plan in _sized(title, division, sizes, width, face, room, ladder):
                found = True
                yield _finished(plan, suffix, link)
    if not found:
        yield _finished(_in_need(title, allowed, sizes, width, face, room, ladder), suffix, link)


def _with_suffix(title: BreakableTitle, suffix: str) -> BreakableTitle:
    if not suffix:
        return title
    return BreakableTitle(title.text + suffix, (*title.breaks, Break(len(title.text), 2.0)))


def _suffixed(measure: Measure, suffix: str) -> Measure:
    """Measures the suffix at its own size, with its gap."""

    def room(text: str) -> float:
        if suffix and text.endswith(suffix):
            before = text.removesuffix(suffix)
            return SUFFIX * measure(suffix) + (measure(before) + 0.15 if before else 0.0)
        return measure(text)

    return room


def _divisions(title: BreakableTitle, count: int, room: Measure) -> tuple[Division, ...]:
    """By the clauses and words and, where they differ, by equal lengths and by the words alone."""
    if count == 1:
        found: tuple[Division | None, ...] = (divided(title, count, room),)
    else:
        found = (
            divided(title, count, room),
            divided(title, count, room, strict=0.2),
            divided(title, count, room, heeds=False),
        )
    return tuple(dict.fromkeys(division for division in found if division is not None))


def _sized(
    title: BreakableTitle,
    division: Division,
    sizes: tuple[float, ...],
    width: float,
    face: str,
    room: Measure,
    ladder: Ladder,
) -> Iterator[HeadlinePlan]:
    """The division at the greatest size that fits, and at those enough smaller to save a row."""
    lines = [title.line(a, b) for a, b in division.lines]
    widest = max(map(room, lines))
    size = greatest(sizes, WIDEST * width / widest)
    if size is None and sizes[-1] * widest <= 0.99 * width:
        size = sizes[-1]
    last = 0.0
    for size in (each for each in sizes if size is not None and each <= size):
        if last and size > last * _SMALLER and size != sizes[-1]:
            continue
        last = size
        plan = lettering("headline", face, size, tuple(lines), widest * size, han=ladder.script == "han", small=False)
        plan = _letterspaced(plan, width)
        cost = 0.25 * division.cost + 0.3 * (len(lines) - 1) + _fill_cost(plan.widest / width, ladder)
        if len(sizes) > 1:
            cost += 2.4 * (sizes[0] - size) / sizes[0]
        yield HeadlinePlan(plan, cost)


def _fill_cost(fill: float, ladder: Ladder) -> float:
    """Of a longest line that takes so much of the width; lines flush left may be shorter."""
    if fill > WIDEST:
        return 20 * (fill - WIDEST)
    slope = 8.0 if ladder.script == "han" else 4.0
    return slope * max(0.0, NARROWEST - fill)


def _letterspaced(plan: Lettering, width: float) -> Lettering:
    """Short Chinese titles of one line are spaced out: to half an em among four characters, a quarter among eight."""
    text = plan.texts[0]
    missing = NARROWEST * width - plan.widest
    if len(plan.texts) > 1 or missing <= 0 or not 2 <= len(text) <= 8 or not all(map(is_han, text)):
        return plan
    each = min(missing / (len(text) - 1), plan.size * (0.5 if len(text) <= 4 else 0.25))
    return replace(plan, tracking=each, widest=plan.widest + each * (len(text) - 1))


def _in_need(
    title: BreakableTitle,
    allowed: int,
    sizes: tuple[float, ...],
    width: float,
    face: str,
    room: Measure,
    ladder: Ladder,
) -> HeadlinePlan:
    """More lines than allowed, or smaller than the rank's least size, or words broken: whichever hurts least."""
    least = sizes[-1]
    floor = min(least, _FLOOR)
    size, tried = least, []
    while True:
        division = fewest_lines(title, room, 0.98 * width / size)
        too_many = max(0, len(division.lines) - allowed)
        cost = _IN_NEED + 4.0 * too_many + 60.0 * (1 - size / least) + (_OFF_LADDER if size < least else 0.0)
        cost += 30.0 if division.cost >= NEVER else 0.25 * division.cost
        tried.append((cost, -size, division))
        if size <= floor or too_many == 0:
            break
        size = max(floor, _next_smaller(size, ladder))
    cost, size, division = min(tried, key=lambda each: each[:2])
    size = -size
    lines = tuple(title.line(a, b) for a, b in division.lines)
    widest = max(map(room, lines)) * size
    plan = lettering("headline", face, size, lines, widest, han=ladder.script == "han", small=False)
    return HeadlinePlan(plan, cost, size < least)


def _next_smaller(size: float, ladder: Ladder) -> float:
    if ladder.script == "latin":
        return next((step for step in reversed(LATIN_STEPS) if step < size), LATIN_STEPS[0])
    return round(size * 0.92 * 2) / 2


def _finished(plan: HeadlinePlan, suffix: str, link: str) -> HeadlinePlan:
    """With the suffix taken from its last line's text, to be set smaller."""
    if not suffix:
        return plan
    texts = plan.lettering.texts
    last = texts[-1].removesuffix(suffix)
    done = replace(plan.lettering, texts=(*texts[:-1], last), suffix=suffix, suffix_link=link)
    return replace(plan, lettering=done)
