"""A story as lines of plain text, for machines: `….ninjs.json` carries them, the search index is made of them."""

from __future__ import annotations

from broadsheet.edition.text import block_texts
from broadsheet.edition.views import ArticleView
from broadsheet.model import Paragraph
from broadsheet.model.tree import figures_in, plain_text


def story_lines(view: ArticleView) -> tuple[str, ...]:
    """Each paragraph, subhead, list item, table cell … of all parts in reading order, each on one line; none is empty.

    The dateline stands at the start of the first paragraph, and a later part's own headline before its text. The
    article's headline and the captions are not among them.
    """
    lines: list[str] = []
    dateline = "" if view.dateline_in_text else view.dateline
    for part in view.parts:
        if part.title is not None:
            lines.append(part.title.text)
        for block in part.blocks:
            texts = list(block_texts((block,)))
            if dateline and isinstance(block, Paragraph):
                opening = plain_text(block.inlines)
                texts = [opening if opening.startswith(dateline) else f"{dateline} {opening}"]
                dateline = ""
            lines += texts
    return tuple(line for text in lines if (line := _on_one_line(text)))


def story_captions(view: ArticleView) -> tuple[str, ...]:
    """The captions of its photos in reading order, without credits, each on one line."""
    found: dict[str, None] = {}
    for part in view.parts:
        for figure in figures_in(part.blocks):
            for caption in (figure.caption, *(photo.caption for photo in figure.photos)):
                found[_on_one_line(caption)] = None
    return tuple(caption for caption in found if caption)


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()
