"""Paragraphs that an export has broken in two: one ends without punctuation, and the next goes on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from broadsheet.content.body_blocks import PhotoMark
from broadsheet.content.conventions import Newsroom
from broadsheet.content.han import is_han
from broadsheet.content.inline_text import plain_text
from broadsheet.diagnostics import Diagnostic, Location, warning
from broadsheet.model import Block, LineBreak, Paragraph

SHORTEST = 20
"""In characters; shorter lines are verses, signatures, names."""

_OPEN_STOPS = "，、,"
_SENTENCE_MARKS = re.compile("[，。；！？,]")
"""What running text has somewhere; a line of a programme or of an address has none."""
_LABEL = re.compile(r"[^，。]{1,10}[：:]")
_ITEM = re.compile(
    r"\W|[0-9一二三四五六七八九十]+\s*[、.．:：)）]|第?[0-9一二三四五六七八九十]{1,3}[条條章节節]|本[报報]|[^，。]{1,10}[：:]"
)
"""How a paragraph begins that is not the rest of the one before it."""


def broken_paragraphs(
    lines: Sequence[tuple[int, Block | PhotoMark]], newsroom: Newsroom, path: str, page_code: str
) -> Iterator[Diagnostic]:
    """Warnings (`broken-paragraph`) for Chinese and Japanese paragraphs that end in a comma or in a Han character.

    Only paragraphs of the running text that another follows: not what stands before a jump line, a subhead or a photo.
    """
    if newsroom.language.partition("-")[0] not in ("zh", "ja"):
        return
    for (line, block), (_, following) in itertools.pairwise(lines):
        if not isinstance(block, Paragraph) or not isinstance(following, Paragraph):
            continue
        text = plain_text(block.inlines).strip()
        if not text or _ends_well(text[-1]) or any(isinstance(inline, LineBreak) for inline in block.inlines):
            continue
        after = plain_text(following.inlines).strip()
        if not _is_broken(text, after):
            continue
        place = Location(path, line)
        if newsroom.jump_line(text, location=place, page_code=page_code) is None and not any(
            find(after, location=place, page_code=page_code) for find in (newsroom.jump_line, newsroom.starting_jump)
        ):
            message = f"the paragraph ends without punctuation: …{text[-10:]}"
            hint = "lines of one paragraph stand together, without an empty line between them"
            yield warning("broken-paragraph", place, message, hint=hint)


def _ends_well(last: str) -> bool:
    """Whether a paragraph may end in this character, as nearly all do."""
    return last not in _OPEN_STOPS and not is_han(last)


def _is_broken(text: str, after: str) -> bool:
    if len(text) < SHORTEST or not after or _begins_anew(after):
        return False
    if text[-1] in _OPEN_STOPS:
        return True
    return is_han(text[-1]) and bool(_SENTENCE_MARKS.search(text)) and not _LABEL.match(text) and not _ITEM.match(text)


def _begins_anew(after: str) -> bool:
    """Whether a paragraph begins as only a new one does."""
    return _ITEM.match(after) is not None and after[0] not in "“「『《（"
