"""Walking and rebuilding a tree of blocks: its text, links, photos; links or figures replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import is_

from broadsheet.model.body import (
    Block,
    Code,
    FactBox,
    Figure,
    FootnoteMark,
    Footnotes,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Subhead,
    Table,
    Text,
)
from broadsheet.model.photo import Photo

LinkRule = Callable[[Link], tuple[Inline, ...]]
FigureRule = Callable[[Figure], Figure]


def plain_text(inlines: Iterable[Inline]) -> str:
    """The characters of inline runs; a hard break is a newline, a footnote mark nothing."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case FootnoteMark():
                pass
            case _:
                parts.append(plain_text(inline.children))
    return "".join(parts)


def replace_links(blocks: Iterable[Block], rule: LinkRule) -> tuple[Block, ...]:
    """The blocks with every link replaced by what `rule` makes of it."""
    return _rebuild(tuple(blocks), rule, None)


def replace_figures(blocks: Iterable[Block], rule: FigureRule) -> tuple[Block, ...]:
    """The blocks with every figure replaced by what `rule` makes of it."""
    return _rebuild(tuple(blocks), None, rule)


def links_and_figures(blocks: Iterable[Block]) -> tuple[list[Link], list[Figure]]:
    """Every link and every figure of the blocks, each in reading order."""
    links: list[Link] = []
    figures: list[Figure] = []
    _collect(blocks, links, figures)
    return links, figures


def links_in(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """Every link of the blocks, in reading order."""
    return tuple(links_and_figures(blocks)[0])


def figures_in(blocks: Iterable[Block]) -> tuple[Figure, ...]:
    """Every figure of the blocks, in reading order."""
    return tuple(links_and_figures(blocks)[1])


def photos_in(blocks: Iterable[Block]) -> tuple[Photo, ...]:
    """Every photo of the blocks' figures, in reading order."""
    return tuple([photo for figure in figures_in(blocks) for photo in figure.photos])


def _collect(blocks: Iterable[Block], links: list[Link], figures: list[Figure]) -> None:
    """Adds the links and figures of the blocks; paragraphs of text alone, which most are, cost next to nothing."""
    for block in blocks:
        match block:
            case Paragraph() | Subhead():
                for inline in block.inlines:
                    if not isinstance(inline, Text):
                        _collect_links(inline, links)
            case Quote(children) | FactBox(_, children):
                _collect(children, links, figures)
            case ListBlock(items=items):
                for item in items:
                    _collect(item, links, figures)
            case Table(head=head, rows=rows):
                for row in (head, *rows):
                    for cell in row:
                        for inline in cell:
                            _collect_links(inline, links)
            case Footnotes(notes):
                for _, children in notes:
                    _collect(children, links, figures)
            case Figure():
                figures.append(block)


def _collect_links(inline: Inline, links: list[Link]) -> None:
    if isinstance(inline, Link | Styled):
        for child in inline.children:
            _collect_links(child, links)
        if isinstance(inline, Link):
            links.append(inline)


def _rebuild(blocks: tuple[Block, ...], link: LinkRule | None, figure: FigureRule | None) -> tuple[Block, ...]:
    """The blocks with links or figures replaced; the very same tuple where nothing is."""

    def inner(children: tuple[Block, ...]) -> tuple[Block, ...]:
        return _rebuild(children, link, figure)

    def one(block: Block) -> Block:
        match block:
            case Paragraph(inlines) | Subhead(_, inlines):
                made = _inlines(inlines, link)
                return block if made is inlines else replace(block, inlines=made)
            case Figure():
                return block if figure is None else figure(block)
            case Quote(children) | FactBox(_, children):
                return replace(block, blocks=inner(children))
            case ListBlock(items=items):
                return replace(block, items=tuple(inner(item) for item in items))
            case Table(head=head, rows=rows):
                return replace(block, head=_cells(head, link), rows=tuple(_cells(row, link) for row in rows))
            case Footnotes(notes):
                return Footnotes(tuple((number, inner(children)) for number, children in notes))
            case _:
                return block

    made = tuple(map(one, blocks))
    return blocks if all(map(is_, made, blocks)) else made


def _cells(row: tuple[tuple[Inline, ...], ...], link: LinkRule | None) -> tuple[tuple[Inline, ...], ...]:
    return tuple(_inlines(cell, link) for cell in row)


def _inlines(inlines: tuple[Inline, ...], link: LinkRule | None) -> tuple[Inline, ...]:
    """The runs with links replaced; the very same tuple where there is none, as in most paragraphs."""
    if link is None or not any(isinstance(inline, Link | Styled) for inline in inlines):
        return inlines
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(children=children):
                made.extend(link(replace(inline, children=_inlines(children, link))))
            case Styled(children=children):
                made.append(replace(inline, children=_inlines(children, link)))
            case _:
                made.append(inline)
    return tuple(made)
