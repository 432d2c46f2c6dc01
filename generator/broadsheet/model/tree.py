"""Walking and rebuilding a tree of blocks: its text, links, photos; links or figures replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

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
    return _rebuild(blocks, rule, lambda figure: figure)


def replace_figures(blocks: Iterable[Block], rule: FigureRule) -> tuple[Block, ...]:
    """The blocks with every figure replaced by what `rule` makes of it."""
    return _rebuild(blocks, lambda link: (link,), rule)


def links_in(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """Every link of the blocks, in reading order."""
    found: list[Link] = []

    def note(link: Link) -> tuple[Inline, ...]:
        found.append(link)
        return (link,)

    replace_links(blocks, note)
    return tuple(found)


def figures_in(blocks: Iterable[Block]) -> tuple[Figure, ...]:
    """Every figure of the blocks, in reading order."""
    found: list[Figure] = []

    def note(figure: Figure) -> Figure:
        found.append(figure)
        return figure

    replace_figures(blocks, note)
    return tuple(found)


def photos_in(blocks: Iterable[Block]) -> tuple[Photo, ...]:
    """Every photo of the blocks' figures, in reading order."""
    return tuple(photo for figure in figures_in(blocks) for photo in figure.photos)


def _rebuild(blocks: Iterable[Block], link: LinkRule, figure: FigureRule) -> tuple[Block, ...]:
    def inner(children: tuple[Block, ...]) -> tuple[Block, ...]:
        return _rebuild(children, link, figure)

    def one(block: Block) -> Block:
        match block:
            case Paragraph(inlines) | Subhead(_, inlines):
                return replace(block, inlines=_inlines(inlines, link))
            case Quote(children) | FactBox(_, children):
                return replace(block, blocks=inner(children))
            case ListBlock(items=items):
                return replace(block, items=tuple(inner(item) for item in items))
            case Table(head=head, rows=rows):
                return replace(block, head=_cells(head, link), rows=tuple(_cells(row, link) for row in rows))
            case Footnotes(notes):
                return Footnotes(tuple((number, inner(children)) for number, children in notes))
            case Figure():
                return figure(block)
            case _:
                return block

    return tuple(one(block) for block in blocks)


def _cells(row: tuple[tuple[Inline, ...], ...], link: LinkRule) -> tuple[tuple[Inline, ...], ...]:
    return tuple(_inlines(cell, link) for cell in row)


def _inlines(inlines: tuple[Inline, ...], link: LinkRule) -> tuple[Inline, ...]:
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
