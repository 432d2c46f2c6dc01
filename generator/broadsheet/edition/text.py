"""The plain text of blocks: for counting, summaries and machine-readable outputs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from broadsheet.model import (
    Block,
    CodeBlock,
    FactBox,
    Figure,
    Footnotes,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Subhead,
    Table,
)
from broadsheet.model.tree import plain_text

SUMMARY_LENGTH = 60
"""Letters and digits that a summary made from the text reaches, where the first paragraphs have them."""
SUMMARY_LIMIT = 140
"""Letters and digits at which a single long sentence is cut."""

_SENTENCE = re.compile(r".+?(?:[。！？!?…]+[”’」』）)]*|\.(?=\s|$)|$)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_NO_DIGITS = re.compile(r"\D+")


def block_texts(blocks: Iterable[Block], text_of: Callable[[Iterable[Inline]], str] = plain_text) -> Iterator[str]:
    """The text of each paragraph, subhead, list item, cell … in reading order; captions are no body text."""
    for block in blocks:
        match block:
            case Paragraph(inlines) | Subhead(_, inlines):
                yield text_of(inlines)
            case Quote(inner):
                yield from block_texts(inner, text_of)
            case ListBlock():
                for item in block.items:
                    yield from block_texts(item, text_of)
            case Table():
                for row in (block.head, *block.rows):
                    yield from (text_of(cell) for cell in row)
            case CodeBlock(text):
                yield text
            case FactBox(title, inner):
                if title:
                    yield title
                yield from block_texts(inner, text_of)
            case Footnotes(notes):
                for _, inner in notes:
                    yield from block_texts(inner, text_of)
            case Rule() | Figure():
                pass


def count_characters(blocks: Iterable[Block]) -> int:
    """Letters and digits of the body, all scripts (what issue.json calls `characters`)."""
    return _letters_and_digits("\n".join(block_texts(blocks)))


def summarise(blocks: Iterable[Block], *, opening: int = 0) -> str:
    """The first sentences of the running text: whole sentences until `SUMMARY_LENGTH` is reached.

    A single sentence beyond `SUMMARY_LIMIT` is cut there, with an ellipsis. The first `opening` characters, a run-in
    credit, are left out. Without a paragraph it is made of the first caption; empty when there is none either.
    """
    blocks = tuple(blocks)
    paragraphs = (plain_text(block.inlines).strip() for block in blocks if isinstance(block, Paragraph))
    first = next(paragraphs, None)
    if first is not None:
        return _first_sentences(itertools.chain((first[opening:],), paragraphs))
    captions = (block.caption for block in blocks if isinstance(block, Figure) and block.caption)
    return _first_sentences([next(captions, "").strip()])


def _first_sentences(texts: Iterable[str]) -> str:
    taken: list[str] = []
    length = 0
    for text in texts:
        for found in _SENTENCE.finditer(text):
            sentence = found[0]
            size = _letters_and_digits(sentence)
            if length and length + size > SUMMARY_LIMIT:
                return "".join(taken).strip()
            if size > SUMMARY_LIMIT:
                return "".join(taken) + _cut(sentence, SUMMARY_LIMIT)
            taken.append(sentence)
            length += size
            if length >= SUMMARY_LENGTH:
                return "".join(taken).strip()
        if taken and taken[-1][-1:].isascii():
            taken.append(" ")
    return "".join(taken).strip()


def _cut(sentence: str, limit: int) -> str:
    """The sentence up to `limit` letters, at the last comma or space within reach, with an ellipsis."""
    counted = itertools.accumulate(map(_counts, sentence))
    head = sentence[: next((end for end, count in enumerate(counted, start=1) if count == limit), len(sentence))]
    stop = max(head.rfind(mark) for mark in "，；：、, ")
    return (head[:stop] if stop > limit // 2 else head).rstrip() + "……"


def _letters_and_digits(text: str) -> int:
    """All at once where the words have letters and digits alone, and no other figures such as ½ and ②."""
    bare = "".join(_WORD.findall(text))
    letters = "".join(_NO_DIGITS.findall(bare))
    return len(bare) if not letters or letters.isalpha() else sum(map(_counts, bare))


def _counts(character: str) -> bool:
    return character.isalpha() or character.isdecimal()
