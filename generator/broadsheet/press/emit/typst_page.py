"""Composed pages as a Typst document: one source, whose pages look exactly like the model and read in its order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from broadsheet.press.emit.typst_text import (
    PRELUDE,
    PrintFace,
    lines_source,
    number,
    paragraphs,
    string,
    style_definitions,
    style_names,
)
from broadsheet.press.layout import Colour, Element, Frame, Line, PageLayout, Picture, Stroke, TextBlock, TextStyle

ACCENT = "#b3001b"
"""A paper's colour unless its theme names another."""

_COLOURS: dict[Colour | Literal["tint"], str] = {
    "ink": "luma(0)",
    "grey": "luma(40%)",
    "paper": "luma(100%)",
    "tint": "luma(240)",
}
_SUBHEADS = ("subhead", "box-title")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page with what its document says about it besides."""

    layout: PageLayout
    title: str
    """In the outline: `第一版 要闻`."""
    headlines: Mapping[str, str] = field(default_factory=dict)
    """By piece: the headline as one line, for the outline. A piece that is missing is named by its printed lines."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the document says about itself."""

    title: str
    author: str
    """The paper."""
    language: str
    """BCP 47, as the paper's."""
    date: datetime.date
    """Of the issue; the document's date of creation too, so that equal pages give equal bytes."""
    accent: str = ACCENT
    """`#rrggbb`."""


@dataclass(frozen=True, slots=True)
class _Document:
    """What emitting an element needs."""

    names: Mapping[tuple[TextStyle, bool], str]
    colours: Mapping[Colour | Literal["tint"], str]
    pictures: Mapping[Picture, str]
    destination: Callable[[str], str]


def document_source(
    pages: Sequence[PrintedPage],
    imprint: Imprint,
    faces: Mapping[str, PrintFace],
    pictures: Mapping[Picture, str],
    destination: Callable[[str], str],
) -> str:
    """The document's source.

    `pictures` names the file of each picture; one without a file is printed as a grey ground. `destination` turns a
    link of the layout into a Typst expression, empty for none. Raises KeyError for a role that has no face.
    """
    colours: dict[Colour | Literal["tint"], str] = {**_COLOURS, "accent": f'rgb("{imprint.accent}")'}
    names = style_names(block for page in pages for block in text_blocks(page.layout))
    document = _Document(names, colours, pictures, destination)
    return "".join(
        (
            _settings(imprint),
            PRELUDE,
            style_definitions(names, faces, colours),
            *(_page(page, document) for page in pages),
        )
    )


def text_blocks(layout: PageLayout) -> Iterator[TextBlock]:
    """All type on a page, in reading order."""
    for element in _elements(layout):
        if isinstance(element, TextBlock):
            yield element


def pictures_of(layout: PageLayout) -> Iterator[Picture]:
    """All pictures on a page, in reading order."""
    for element in _elements(layout):
        if isinstance(element, Picture):
            yield element


def _elements(layout: PageLayout) -> Iterator[Element]:
    yield from layout.furniture
    for module in layout.modules:
        yield from module.elements


def _settings(imprint: Imprint) -> str:
    language, region = _language(imprint.language)
    date = imprint.date
    return (
        f"#set document(title: {string(imprint.title)}, author: {string(imprint.author)}, "
        f"date: datetime(year: {date.year}, month: {date.month}, day: {date.day}))\n"
        f'#set text(size: 1pt, lang: "{language}"{region}, dir: ltr, cjk-latin-spacing: none, hyphenate: false, '
        "fallback: false, overhang: false)\n"
        '#set par(justify: false, leading: 0pt, spacing: 0pt, linebreaks: "simple")\n'
        "#let at(x, y, it) = place(top + left, dx: x * 1pt, dy: y * 1pt, it)\n"
        # Lines break where the model breaks them and nowhere else: the box is wider than any sheet.
        "#let type(x, y, above, below, it) = at(x, y, box(width: 20000pt, "
        "{ set text(top-edge: above * 1pt, bottom-edge: below * 1pt); it }))\n"
        "#let head(level, title, mark, it) = "
        "{ show heading: _ => it; heading(level: level, bookmarked: mark, title) }\n"
    )


def _language(tag: str) -> tuple[str, str]:
    """Typst's language, and its region argument."""
    first, *others = tag.lower().split("-")
    regions = [part for part in others if len(part) == 2 and part.isalpha()]
    if not regions and first == "zh":
        regions = ["tw" if "hant" in others else "cn"]
    return first, f', region: "{regions[0]}"' if regions else ""


def _page(page: PrintedPage, document: _Document) -> str:
    layout = page.layout
    parts = [f"#page(width: {number(layout.width)}pt, height: {number(layout.height)}pt, margin: 0pt)[\n"]
    furniture = list(layout.furniture)
    title = _title_element(furniture)
    if title is None:
        parts.append(f"#at(0, 0, head(1, {string(page.title)}, true, none))\n")
    parts += (
        _heading(1, page.title, True, _bare(element, document)) if element is title else _element(element, document)
        for element in furniture
    )
    for module in layout.modules:
        parts.append(_module(module.elements, page.headlines, document))
    parts += (_element(rule, document) for rule in layout.rules)
    parts.append("]\n")
    return "".join(parts)


def _title_element(furniture: Sequence[Element]) -> Element | None:
    """What stands for the page's name in the order of headings: the nameplate, else the folio's first words."""
    for role in ("nameplate", "folio"):
        for element in furniture:
            if isinstance(element, TextBlock) and element.role == role:
                return element
            if role == "nameplate" and isinstance(element, Picture) and not element.piece:
                return element
    return None


def _module(elements: Sequence[Element], headlines: Mapping[str, str], document: _Document) -> str:
    parts: list[str] = []
    has_headline = False
    place = 0
    while place < len(elements):
        element = elements[place]
        place += 1
        if isinstance(element, TextBlock) and element.role == "headline":
            blocks = [element]
            while place < len(elements) and _continues(blocks[0], other := elements[place]):
                assert isinstance(other, TextBlock)
                blocks.append(other)
                place += 1
            title = headlines.get(element.piece) or _text(blocks)
            parts.append(_heading(2, title, True, "".join(_bare(block, document) for block in blocks)))
            has_headline = True
        elif isinstance(element, TextBlock) and element.role in _SUBHEADS:
            level = 3 if has_headline else 2  # PDF/UA-1: levels are never skipped
            parts.append(_heading(level, _text([element]), False, _bare(element, document)))
        else:
            parts.append(_element(element, document))
    return "".join(parts)


def _continues(first: TextBlock, other: Element) -> bool:
    """Whether a block is more of the same headline."""
    return isinstance(other, TextBlock) and other.role == "headline" and other.piece == first.piece


def _text(blocks: Sequence[TextBlock]) -> str:
    """The words of printed lines, joined as they are read."""
    text = ""
    for line in (line for block in blocks for line in block.lines):
        words = line.text.strip()
        is_latin = text[-1:].isascii() and words[:1].isascii()
        text += f" {words}" if text and is_latin else words
    return text


def _heading(level: int, title: str, marked: bool, body: str) -> str:
    return f"#head({level}, {string(title)}, {'true' if marked else 'false'}, [\n{body}])\n"


def _element(element: Element, document: _Document) -> str:
    match element:
        case TextBlock():
            return "".join(
                _type(element, first, lines, document, is_paragraph=True) for first, lines in paragraphs(element)
            )
        case Picture():
            return _picture(element, document)
        case Frame():
            return _frame(element, document)
        case Stroke():
            return _stroke(element, document)


def _bare(element: Element, document: _Document) -> str:
    """An element as a heading has it: all lines of a block together, and no paragraph."""
    if isinstance(element, TextBlock):
        return _type(element, 0, element.lines, document, is_paragraph=False)
    return _element(element, document)


def _type(block: TextBlock, first: int, lines: Sequence[Line], document: _Document, *, is_paragraph: bool) -> str:
    """Lines in their place; `first` is the number of the first in its block."""
    source = lines_source(lines, document.names, document.destination, block.link)
    if is_paragraph:
        source = f"#par[{source}]"
    x, y = number(block.x), number(block.y + first * block.leading)
    above, below = number(block.baseline), number(block.baseline - block.leading)
    return f"#type({x}, {y}, {above}, {below})[{source}]\n"


def _picture(picture: Picture, document: _Document) -> str:
    name = document.pictures.get(picture)
    if name is None:
        return _frame(Frame("", picture.x, picture.y, picture.width, picture.height, fill="tint"), document)
    alt = f", alt: {string(picture.alt)}" if picture.alt else ""
    size = f"width: {number(picture.width)}pt, height: {number(picture.height)}pt"
    image = f'image({string(name)}, {size}, fit: "stretch"{alt})'
    return f"#at({number(picture.x)}, {number(picture.y)}, {image if alt else f'pdf.artifact({image})'})\n"


def _frame(frame: Frame, document: _Document) -> str:
    inset = frame.stroke / 2
    colours = document.colours
    stroke = f"{number(frame.stroke)}pt + {colours[frame.colour]}" if frame.stroke else "none"
    fill = colours[frame.fill] if frame.fill else "none"
    width, height = number(frame.width - frame.stroke), number(frame.height - frame.stroke)
    rectangle = f"rect(width: {width}pt, height: {height}pt, stroke: {stroke}, fill: {fill})"
    return f"#at({number(frame.x + inset)}, {number(frame.y + inset)}, {rectangle})\n"


def _stroke(rule: Stroke, document: _Document) -> str:
    end = f"(0pt, {number(rule.length)}pt)" if rule.vertical else f"({number(rule.length)}pt, 0pt)"
    ink = f"{number(rule.thickness)}pt + {document.colours[rule.colour]}"
    return f"#at({number(rule.x)}, {number(rule.y)}, line(end: {end}, stroke: {ink}))\n"
