"""The parts of a headline band: kicker, headline, deck, byline and label, each as lines of type.

A part is first planned (sizes and heights, cheap) and then set (elements).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from broadsheet.press.compose.band import Part, White
from broadsheet.press.compose.headline_breaks import breakable, is_han, paused
from broadsheet.press.compose.lettering import Measure, fewest_lines, measure_of
from broadsheet.press.compose.material import Story
from broadsheet.press.layout import Colour, Line, Role, Segment, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

Align = Literal["left", "center", "right"]

HAN_LEADING = 1.15
"""Line to line of a Chinese headline, in em: its characters fill their squares."""
LATIN_LEADING = 1.06
SMALL_LEADING = 1.3
"""Of kickers, decks and bylines."""
HAN_BASELINE = 0.88
"""From the top of a line's box to its baseline, in em: the em box of a Chinese face."""
LATIN_BASELINE = 0.72
"""Capitals reach so high."""
LATIN_BOX = 0.92
"""Of one Latin line: from the capitals' top to the end of the descenders."""
SUFFIX = 0.55
"""Size of what is run in behind a tail's title, in em of the title."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of one size, planned: texts known, not yet set."""

    role: Role
    face: str
    size: float
    texts: tuple[str, ...]
    leading: float
    """From line to line, in points."""
    baseline: float
    box: float
    """Height of one line's own box, in points."""
    widest: float
    """In points."""
    cost: float = 0.0
    tracking: float = 0.0
    """Points added after each character of a short title."""
    suffix: str = ""
    """Run in behind the last line, smaller."""
    suffix_link: str = ""
    colour: Colour = "ink"

    @property
    def height(self) -> float:
        """From the first line's box to the end of the last one's."""
        return (len(self.texts) - 1) * self.leading + self.box

    def part(
        self, setter: Typesetter, width: float, align: Align, before: White, *, piece: str, link: str = ""
    ) -> Part:
        """Set in a measure."""
        style = TextStyle(self.face, self.size, self.colour)
        lines = tuple(
            _set(text, style, setter, width, align, self.tracking, *self._suffix(number))
            for number, text in enumerate(self.texts)
        )
        leading = self.leading if len(lines) > 1 else self.box
        block = TextBlock(self.role, piece, 0.0, 0.0, width, leading, self.baseline, lines, link=link)
        return Part(self.role, (block,), self.height, before)

    def _suffix(self, number: int) -> tuple[str, str]:
        return (self.suffix, self.suffix_link) if number == len(self.texts) - 1 else ("", "")


def _set(
    text: str,
    style: TextStyle,
    setter: Typesetter,
    width: float,
    align: Align,
    tracking: float,
    suffix: str,
    suffix_link: str,
) -> Line:
    """One line, letterspaced or with its suffix where it has one, in its place within the measure."""
    if tracking:
        long = setter.width(text, style.face, style.size) + tracking * (len(text) - 1)
        return _aligned(setter.line(text, style, long, "spread"), long, width, align)
    if not suffix:
        return setter.line(text, style, width, align)
    small = replace(style, face="kai" if is_han(suffix[1:2] or " ") else style.face, size=max(8.0, style.size * SUFFIX))
    first = setter.line(text, style, width, "left") if text else Line((), 0.0)
    gap = style.size * 0.15 if text else 0.0
    then = setter.line(suffix, small, width, "left")
    moved = tuple(replace(s, x=s.x + first.width + gap, link=suffix_link) for s in then.segments)
    both = replace(first, segments=first.segments + moved, width=first.width + gap + then.width)
    return _aligned(both, both.width, width, align)


def _aligned(line: Line, long: float, width: float, align: Align) -> Line:
    dx = {"left": 0.0, "center": (width - long) / 2, "right": width - long}[align]
    return replace(line, segments=tuple(_moved(s, dx) for s in line.segments), width=line.width + dx)


def _moved(segment: Segment, dx: float) -> Segment:
    return replace(segment, x=segment.x + dx)


def lettering(
    role: Role, face: str, size: float, texts: tuple[str, ...], widest: float, *, han: bool, small: bool = True
) -> Lettering:
    """Lines of a size with the leading that suits them."""
    factor = SMALL_LEADING if small else HAN_LEADING if han else LATIN_LEADING
    baseline, box = (HAN_BASELINE, 1.0) if han else (LATIN_BASELINE, LATIN_BOX)
    return Lettering(role, face, size, texts, factor * size, baseline * size, box * size, widest)


def small_lines(
    role: Role,
    face: str,
    texts: Sequence[str],
    sizes: tuple[float, float],
    setter: Typesetter,
    width: float,
    measure: Measure,
    language: str,
) -> Lettering | None:
    """Kicker or deck: each text on a line of its own if it fits at some size of (least, most), else wrapped.

    `None` without a text. Costs 0.2 for each line too many.
    """
    texts = tuple(filter(None, map(paused, texts)))
    if not texts:
        return None
    han = setter.grid.script == "han"
    least, most = sizes
    widest = max(map(measure, texts))
    size = min(most, max(least, int(width / max(widest, 0.01) * 2) / 2))
    lines: list[str] = []
    for text in texts:
        if measure(text) * size <= width:
            lines.append(text)
        else:
            lines += wrapped((text,), language, measure, width / size)
    plan = lettering(role, face, size, tuple(lines), max(map(measure, lines)) * size, han=han)
    return replace(plan, cost=0.2 * (len(lines) - len(texts)))


def wrapped(parts: tuple[str, ...], language: str, measure: Measure, limit: float) -> list[str]:
    """A text in as few, even lines as a limit (in em) allows."""
    title = breakable(parts, language)
    return [title.line(a, b) for a, b in fewest_lines(title, measure, limit).lines]


def title_lines(story: Story, style: TextStyle, width: float, setter: Typesetter) -> tuple[Line, ...]:
    """A story's title in a size, flush left, in as few lines as the width allows, broken between words: for briefs."""
    measure = measure_of(setter, style.face)
    texts = wrapped(story.title, story.language, measure, width / style.size)
    return tuple(setter.line(text, style, width) for text in texts)


def byline_lines(story: Story, setter: Typesetter, width: float, measure: Measure) -> Lettering | None:
    """The byline, 9 points, wrapped where it is long; `None` where a story has none of its own."""
    if not story.byline:
        return None
    size = 9.0 if setter.grid.script == "han" or measure(story.byline) * 9.0 <= width else 8.5
    plan = small_lines("byline", "byline", (story.byline,), (size, size), setter, width, measure, story.language)
    return plan and replace(plan, leading=min(plan.leading, setter.grid.leading))


def label_line(story: Story, setter: Typesetter, width: float, measure: Measure) -> Lettering | None:
    """广告, or the section's name, small and in the paper's colour; `None` without one."""
    plan = small_lines("label", "label", (story.label,), (8.0, 9.0), setter, width, measure, story.language)
    return plan and replace(plan, colour="grey" if story.kind == "advert" else "accent")
