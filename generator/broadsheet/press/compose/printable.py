"""Characters that no font of the page has give way to 〓, the printer's sign for a missing letter (下駄)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.edition.text import block_texts
from broadsheet.model import (
    Block,
    Code,
    CodeBlock,
    FactBox,
    Footnotes,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Subhead,
    Table,
    Text,
)
from broadsheet.press.compose.material import PageInput, PressPhoto, Story
from broadsheet.press.fonts.faces import MISSING, FaceSet


def printable(page: PageInput, faces: FaceSet) -> PageInput:
    """The page with 〓 for each character of its stories that cannot be printed; texts stay as long as they are."""
    table = {ord(each): MISSING for story in page.stories for each in missing_characters(story, faces)}
    if not table:
        return page
    return replace(page, stories=tuple(_story(story, table) for story in page.stories))


def missing_characters(story: Story, faces: FaceSet) -> frozenset[str]:
    """The characters of a story that no font has. White space is none: all of it is set as a word space."""
    return frozenset(each for each in faces.missing(story_text(story), "body") if not each.isspace())


def story_text(story: Story) -> str:
    """All characters that are printed of a story."""
    captions = (f"{photo.caption}{photo.credit_line}" for photo in story.photos)
    return "".join((*story.title, *story.kicker, *story.deck, story.byline, *captions, *block_texts(story.blocks)))


_Table = dict[int, str]


def _story(story: Story, table: _Table) -> Story:
    return replace(
        story,
        title=_lines(story.title, table),
        kicker=_lines(story.kicker, table),
        deck=_lines(story.deck, table),
        byline=story.byline.translate(table),
        blocks=_blocks(story.blocks, table),
        photos=tuple(_photo(photo, table) for photo in story.photos),
    )


def _lines(lines: tuple[str, ...], table: _Table) -> tuple[str, ...]:
    return tuple(line.translate(table) for line in lines)


def _photo(photo: PressPhoto, table: _Table) -> PressPhoto:
    caption, credit_line = photo.caption.translate(table), photo.credit_line.translate(table)
    return replace(photo, caption=caption, credit_line=credit_line)


def _blocks(blocks: Iterable[Block], table: _Table) -> tuple[Block, ...]:
    return tuple(_block(block, table) for block in blocks)


def _block(block: Block, table: _Table) -> Block:
    match block:
        case Paragraph(inlines) | Subhead(_, inlines):
            return replace(block, inlines=_inlines(inlines, table))
        case Quote(inner):
            return replace(block, blocks=_blocks(inner, table))
        case FactBox(title, inner):
            return replace(block, title=title.translate(table), blocks=_blocks(inner, table))
        case ListBlock(items=items):
            return replace(block, items=tuple(_blocks(item, table) for item in items))
        case Table(head=head, rows=rows):
            cells = tuple(tuple(_inlines(cell, table) for cell in row) for row in (head, *rows))
            return replace(block, head=cells[0], rows=cells[1:])
        case CodeBlock(text):
            return replace(block, text=text.translate(table))
        case Footnotes(notes):
            return Footnotes(tuple((number, _blocks(inner, table)) for number, inner in notes))
        case _:
            return block


def _inlines(inlines: Iterable[Inline], table: _Table) -> tuple[Inline, ...]:
    return tuple(_inline(inline, table) for inline in inlines)


def _inline(inline: Inline, table: _Table) -> Inline:
    match inline:
        case Text(text) | Code(text):
            return replace(inline, text=text.translate(table))
        case Styled(children=children) | Link(children=children):
            return replace(inline, children=_inlines(children, table))
        case _:
            return inline
