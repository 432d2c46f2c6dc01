"""Which files of `content/` an issue's articles use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.model import (
    Block,
    FactBox,
    Figure,
    Footnotes,
    Inline,
    Link,
    ListBlock,
    Manuscript,
    Paragraph,
    Quote,
    Styled,
    Subhead,
    Table,
)


def used_files(manuscripts: Iterable[Manuscript]) -> tuple[str, ...]:
    """Site-relative paths of every photo that articles show and every file that they link to, sorted."""
    found: set[str] = set()
    for manuscript in manuscripts:
        found.update(photo.path for photo in manuscript.photos)
        for piece in manuscript.pieces:
            found.update(_in_blocks(piece.blocks))
    return tuple(sorted(found))


def linked_files(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Site-relative paths of the files that blocks link to or show, sorted."""
    return tuple(sorted(set(_in_blocks(blocks))))


def _in_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines) | Subhead(_, inlines):
                yield from _in_inlines(inlines)
            case Quote(inner) | FactBox(_, inner):
                yield from _in_blocks(inner)
            case ListBlock():
                for item in block.items:
                    yield from _in_blocks(item)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from _in_inlines(cell)
            case Footnotes(notes):
                for _, inner in notes:
                    yield from _in_blocks(inner)
            case Figure():
                yield from (photo.path for photo in block.photos)


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link():
                if inline.kind == "file":
                    yield inline.target
                yield from _in_inlines(inline.children)
            case Styled():
                yield from _in_inlines(inline.children)
