"""Lines of type as Typst markup: every character stands where the model has it.

Typst would adjust Chinese punctuation itself: it pushes marks that meet in one run together, and trims one that opens a
line. A space that is nothing to the eye (`#e`) between such marks, and before the first, keeps it from both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from broadsheet.press.layout import Colour, Line, Segment, TextBlock, TextStyle

PRELUDE = "#let e = h(0.0001pt)\n#let n = linebreak()\n"
"""What the markup of lines relies on. A space of exactly 0 would be dropped before the adjustments are made."""

_MARKS = "“”‘’，．。、：；？！《》〈〉（）『』「」【】〖〗〔〕［］｛｝·・"
"""Punctuation that Typst takes for Chinese; not — and …, which join."""
OPENING = "“‘《〈（『「【〖〔［｛"
GIVES_WAY = 0.1
"""In em: how far an opening mark on half an em may be moved from its place."""
_NUDGE = 0.01
"""Points."""
_BETWEEN_MARKS = re.compile(f"(?<=[{_MARKS}])(?=[{_MARKS}])")
_FIXED_SPACES = re.compile("([\u00a0\u3000]+)")
"""Typst stretches them with the word spaces, the model does not."""
_FULL_WIDTH = re.compile(
    "[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]"
).search
_SCRIPT = re.compile(
    "(?P<han>[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
    "|(?P<hiragana>[\u3041-\u3096\u309d-\u309f])"
    "|(?P<katakana>[\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d])"
    "|(?P<bopomofo>[\u3105-\u312f\u31a0-\u31bf])"
    "|(?P<hangul>[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3])"
    "|(?P<latin>[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a])"
    "|(?P<greek>[\u0370-\u0373\u0375-\u03ff])"
    "|(?P<cyrillic>[\u0400-\u052f])"
).match
"""Scripts (UAX #24) that newspapers of these languages print; all else goes with what stands before it."""
_NOTHING = 0.0005
"""Points: less is no gap."""
_NO_LINE = Line((), 0.0)
_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\"} | {code: f"\\u{{{code:x}}}" for code in (*range(32), 127)}


@dataclass(frozen=True, slots=True)
class PrintFace:
    """A role's face as Typst knows it."""

    families: tuple[str, ...]
    """The face's own family, then those that stand in for it."""
    stroke: float = 0.0
    """As `Face.stroke`: in em."""


def number(value: float) -> str:
    """A length's digits: four decimals are far below what any device shows."""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def string(text: str) -> str:
    """A string literal."""
    return f'"{text.translate(_ESCAPES)}"'


def style_names(blocks: Iterable[TextBlock]) -> dict[tuple[TextStyle, bool], str]:
    """A short name for each style that occurs, with and without half-width punctuation, in order of appearance."""
    names: dict[tuple[TextStyle, bool], str] = {}
    for block in blocks:
        for line in block.lines:
            for segment in line.segments:
                names.setdefault((segment.style, segment.half), f"s{len(names)}")
    return names


def style_definitions(
    names: Mapping[tuple[TextStyle, bool], str],
    faces: Mapping[str, PrintFace],
    colours: Mapping[Colour | Literal["tint"], str],
) -> str:
    """The prelude's definitions of the named styles. Raises KeyError for a role without a face."""
    return "".join(
        f"#let {name} = text.with({_arguments(style, half, faces[style.face], colours[style.colour])})\n"
        for (style, half), name in names.items()
    )


def _arguments(style: TextStyle, half: bool, face: PrintFace, colour: str) -> str:
    families = ", ".join(string(family) for family in face.families)
    arguments = [f"font: ({families},)", f"size: {number(style.size)}pt", f"fill: {colour}"]
    if face.stroke:
        arguments.append(f"stroke: {number(face.stroke * style.size)}pt + {colour}")
    if style.rise:
        arguments.append(f"baseline: {number(-style.rise)}pt")
    if half:
        arguments.append('features: ("halt",)')
    return ", ".join(arguments)


def paragraphs(block: TextBlock) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """The block's lines by paragraph, each with the number of its first line in the block; empty lines left out."""
    begin = 0
    for place, line in enumerate((*block.lines, _NO_LINE)):
        if place > begin and (line.opens or not line.segments):
            yield begin, block.lines[begin:place]
            begin = place
        if not line.segments:
            begin = place + 1
        elif line.closes:
            yield begin, block.lines[begin : place + 1]
            begin = place + 1


def lines_source(
    lines: Iterable[Line],
    names: Mapping[tuple[TextStyle, bool], str],
    destination: Callable[[str], str],
    link: str = "",
) -> str:
    """Markup of lines below each other.

    `destination` turns a link into a Typst expression, empty for no link. What has no link of its own gets `link`. One
    that goes on in the next line stays one.
    """
    parts: list[str] = []
    open_link = ""
    for number_, line in enumerate(lines):
        if number_:
            parts.append("#n")
        pen, start = 0.0, -math.inf
        for place, segment in enumerate(line.segments):
            target = destination(segment.link or link) if segment.link or link else ""
            if target != open_link:
                parts.append("]" if open_link else "")
                parts.append(f"#link({target})[" if target else "")
                open_link = target
            x, start = _start(segment, start)
            parts.append("#e" if abs(x - pen) < _NOTHING else f"#h({number(x - pen)}pt)")
            is_last = place == len(line.segments) - 1
            parts.append(_segment(segment, names[segment.style, segment.half], line.hyphenated and is_last))
            pen = x + segment.width
    parts.append("]" if open_link else "")
    return "".join(parts)


def _start(segment: Segment, before: float) -> tuple[float, float]:
    """Where the pen is put down for a segment, and where its glyph then starts; `before`: where the last one started.

    The glyph of an opening mark on half an em starts half an em before its ink, in a squeezed line even before that of
    a closing mark to its left. PDFium orders text by these starts, so such a mark gives way, by 0.1 em at most.
    """
    if not (segment.half and segment.text[0] in OPENING):
        return segment.x, segment.x
    blank = segment.style.size - segment.width
    start = segment.x - blank
    start += min(max(0.0, before - start), GIVES_WAY * segment.style.size) + _NUDGE
    return start + blank, start


def _segment(segment: Segment, name: str, hyphenated: bool) -> str:
    text, hyphen = (segment.text[:-1], segment.text[-1:]) if hyphenated else (segment.text, "")
    tracking = segment.tracking if abs(segment.tracking) >= _NOTHING else 0.0
    joint = f"#h({number(tracking)}pt)" if tracking else "#e"
    settings = f"tracking: {number(tracking)}pt, ligatures: false, " if tracking else ""
    if _FULL_WIDTH(text):
        # The model takes each of them for an em; some Japanese faces kern kana.
        settings += "kerning: false, "
    word_space = f"spacing: 100% + {number(segment.spacing)}pt, " if segment.spacing else ""
    source = joint.join(
        f"#{name}({settings}{word_space if ' ' in part else ''}{string(part)})"
        for part in _parts(text, is_tracked=bool(tracking), is_spaced=bool(word_space))
    )
    if hyphen:
        # The hyphen is not the text's: what reads or copies the tagged text leaves it out.
        source += f"{joint if source else ''}#pdf.artifact({name}({string(hyphen)}))"
    return f"#{segment.style.decoration}[{source}]" if segment.style.decoration else source


def _parts(text: str, *, is_tracked: bool, is_spaced: bool) -> Iterator[str]:
    """What Typst may set in one go without doing more than the model says."""
    for marks_apart in _BETWEEN_MARKS.split(text):
        for spaces_apart in _FIXED_SPACES.split(marks_apart) if is_spaced else (marks_apart,):
            yield from filter(None, _by_script(spaces_apart) if is_tracked else (spaces_apart,))


def _by_script(text: str) -> Iterator[str]:
    """Runs of one script: Typst shapes them apart, and tracks within them alone."""
    start, script = 0, ""
    for place, character in enumerate(text):
        found = _SCRIPT(character)
        if found is not None and found.lastgroup != script:
            if script:
                yield text[start:place]
                start = place
            script = str(found.lastgroup)
    yield text[start:]
