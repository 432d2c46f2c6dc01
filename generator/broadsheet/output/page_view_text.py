"""Lines of type as markup: nothing is left for the browser to decide.

A block's lines follow each other inline, each in a span that does not wrap, so that words can be found, selected and
copied across lines. A line ends where its measure is full: only short ones need a `<br>`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from broadsheet.output.escape import escaped
from broadsheet.output.page_view_styles import PageStyles
from broadsheet.press.layout import Line, Segment, TextBlock, TextStyle

_TRACKING_STEP, _SPACING_STEP, _GAP_STEP = 0.0005, 0.0002, 0.005
"""Of letter spacing, word spacing and the gaps between segments, in em: coarse, so that lines share classes, and fine
enough for a line to end within a hundredth of an em. What a gap misses is made up for by the next."""
_LONG = 24
"""Characters."""
_FULL = 0.75
"""Share of the measure; after a longer line no other fits."""

Href = Callable[[str], str]


def block_style(block: TextBlock) -> TextStyle:
    """The style of most of the block's characters."""
    counted: Counter[TextStyle] = Counter()
    for line in block.lines:
        for segment in line.segments:
            counted[segment.style] += len(segment.text)
    return counted.most_common(1)[0][0] if counted else TextStyle("body", block.leading)


def lines_html(block: TextBlock, base: TextStyle, styles: PageStyles, href: Href | None) -> str:
    """The block's lines. `href` gives the href of an address; `None` where all of them stand in one link."""
    parts = [_line(line, base, styles, href) for line in block.lines]
    breaks = [_break(one, other, block) for one, other in pairwise(block.lines)]
    return "".join(part + end for part, end in zip(parts, [*breaks, ""], strict=True))


def _break(line: Line, following: Line, block: TextBlock) -> str:
    """How a line ends: forced, or where the text may be broken anyway, with the space that Latin has there."""
    is_full = line.width >= _FULL * block.width and line.unit == following.unit and line.unit >= 0
    if line.closes or block.vertical or not is_full:
        return "<br>"
    return "<wbr>" if line.hyphenated or line.end - line.start <= len(line.text) else " "


@dataclass(slots=True)
class _Run:
    """A segment on its way to markup."""

    text: str
    link: str
    size: float
    classes: list[str] = field(default_factory=list)
    gap: float = 0.0
    """Before it, in em of its size."""


def _line(line: Line, base: TextStyle, styles: PageStyles, href: Href | None) -> str:
    tracking, spacing = _most_common(line, base, styles)
    outer = [styles.tracking(tracking)] if tracking else []
    if spacing:
        outer.append(styles.spacing(spacing))
    runs: list[_Run] = []
    pen, last = 0.0, None
    for segment in line.segments:
        size = segment.style.size
        own_tracking, own_spacing = _spacings(segment, styles)
        if size == base.size:
            # What comes after a single character is made up for by the next gap.
            own_tracking = tracking if len(segment.text) == 1 else own_tracking
            own_spacing = spacing if " " not in segment.text else own_spacing
        run = _Run(segment.text, segment.link, size)
        run.gap = _rounded((segment.x - pen) / size, _GAP_STEP if runs else _GAP_STEP / 5)
        if change := styles.change(segment.style, base):
            run.classes.append(change)
        # Lengths in em are resolved where they are set: characters of another size say theirs again.
        if own_tracking * size != tracking * base.size:
            run.classes.append(styles.tracking(own_tracking))
        if own_spacing * size != spacing * base.size:
            run.classes.append(styles.spacing(own_spacing))
        if segment.half:
            run.classes.append("h")
        looks = (segment.style.face, size, own_tracking, own_spacing, segment.half)
        if looks == last and not run.gap and not segment.half and "k" not in runs[-1].classes:
            # Browsers kern across elements of one look, and the model measured each for itself.
            run.classes.append("k")
        last = looks
        pen += run.gap * size + _drawn(segment, own_tracking * size, own_spacing * size)
        runs.append(run)
    _set_gaps(runs, outer, base.size, styles)
    if len(runs) == 1 and (href is None or not runs[0].link):
        return _span([*outer, *runs[0].classes], str(escaped(runs[0].text)))
    inner = "".join(_linked(link, list(group), href) for link, group in groupby(runs, key=lambda run: run.link))
    return _span(outer, inner)


def _set_gaps(runs: list[_Run], outer: list[str], line_size: float, styles: PageStyles) -> None:
    """Gives each gap to an element that is there anyway, if there is one."""
    for number, run in enumerate(runs):
        if not run.gap:
            continue
        before = runs[number - 1]
        if number == 0:
            outer.append(styles.before(run.gap * run.size / line_size))
        elif not run.classes and not run.link and before.classes and not before.link:
            before.classes.append(styles.after(run.gap * run.size / before.size))
        else:
            run.classes.append(styles.before(run.gap))


def _drawn(segment: Segment, tracking: float, spacing: float) -> float:
    """Advance in the browser, which adds the tracking after the last character too."""
    steps = len(segment.text)
    spaces = segment.text.count(" ")
    return segment.width - segment.tracking * (steps - 1) + tracking * steps + (spacing - segment.spacing) * spaces


def _spacings(segment: Segment, styles: PageStyles) -> tuple[float, float]:
    """Letter and word spacing in em of the segment's size, rounded."""
    size = segment.style.size
    # Errors add up in long segments, and show in large type.
    finer = 5 if len(segment.text) > _LONG or size > 1.5 * styles.layout.body_size else 1
    step = _TRACKING_STEP / finer
    tracking = _rounded(segment.tracking / size, step)
    if segment.tracking and not tracking:
        tracking = step  # Any at all keeps fi from being joined, as the model measured it.
    return tracking, _rounded(segment.spacing / size, _SPACING_STEP / finer)


def _most_common(line: Line, base: TextStyle, styles: PageStyles) -> tuple[float, float]:
    """The letter and word spacing that most of the line's characters of the block's size have."""
    counted: Counter[tuple[float, float]] = Counter()
    for segment in line.segments:
        if segment.style.size == base.size:
            counted[_spacings(segment, styles)] += len(segment.text)
    return counted.most_common(1)[0][0] if counted else (0.0, 0.0)


def _linked(link: str, runs: list[_Run], href: Href | None) -> str:
    """Neighbouring runs under one link, which keys skip: the reading list has it too."""
    texts = [str(escaped(run.text)) for run in runs]
    inner = "".join(_span(run.classes, text) if run.classes else text for run, text in zip(runs, texts, strict=True))
    return f'<a href="{escaped(href(link))}" tabindex=-1>{inner}</a>' if link and href is not None else inner


def _span(classes: list[str], inner: str) -> str:
    return f"<span{class_attribute(classes)}>{inner}</span>"


def class_attribute(classes: list[str]) -> str:
    """` class=_t3`; quoted where there are several, empty where there is none."""
    if len(classes) == 1:
        return f" class={classes[0]}"
    return f' class="{" ".join(classes)}"' if classes else ""


def _rounded(value: float, step: float) -> float:
    return round(round(value / step) * step, 6) + 0.0
