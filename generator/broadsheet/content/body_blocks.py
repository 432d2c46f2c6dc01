"""The text of a body as the model's blocks, each with its line.

Most paragraphs of a newspaper hold no mark of Markdown at all. Those, subheads, quotations of a line, and paragraphs
that begin in bold are made here, in a hundredth of the time; so are lists of such lines. All else goes through the
parser (`markdown`), which is loaded only then. Both give the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from broadsheet.diagnostics import Diagnostic, Location, by_place
from broadsheet.model import Block, ListBlock, Paragraph, Quote, Styled, Subhead, Text


@dataclass(frozen=True, slots=True)
class PhotoMark:
    """The place of a photo in a body, before front matter and files are looked at."""

    src: str
    """As written, relative to the article's folder; escapes of an address (`%20`) undone."""
    alt: str
    title: str
    """`Caption. 王五 摄`, credit and all; may be empty."""
    location: Location


LocatedBlock = tuple[int, Block | PhotoMark]
"""A block of a body, or a photo's place among them, after the line of the file where it begins (1-based)."""


@dataclass(frozen=True, slots=True)
class ParsedBody:
    """A body in blocks."""

    blocks: tuple[LocatedBlock, ...]
    """In the order of the text; the footnotes, if any, are the last. Photos stand only here, never in other blocks."""


_SPANNING = re.compile(r"\n[ \t\u3000>]*(?:[:：]{3}|`{3}|~{3})")
"""The beginning of a box or a fence, which reach over empty lines. A line begins with the line feed before it."""
_FAR_REACHING = ("]:", "\r", "\0")
"""What means something far from where it stands, as definitions of links and notes do, or is replaced by the parser."""
_LIST_ITEM = re.compile(r"\n[ \t\u3000>]*(?:[-+*]|\d+[.)])(?:[ \t\n]|$)")
"""The beginning of a list's item. A list goes on over empty lines only with another item or an indent."""

_MARK = r"\\`*_\[<&~\n"
"""Characters that can mean something inside a paragraph of one line."""
_ANY_MARK = re.compile(f"[{_MARK}]")
_BEGINNINGS = frozenset("#>-+*_`~:：[ \t\u3000")
"""Characters with which a line can begin another thing than a paragraph of its words."""
_INDENTS = ("", " ", "\t", "\u3000")
"""What the next part of a list can begin with besides an item; nothing at all is an empty line more."""
_SUBHEAD = re.compile(rf"(#{{2,6}})[ \t]+([^#{_MARK}]+)")
_BOLD_BEGINNING = re.compile(rf"\*\*([^\W_](?:[^{_MARK}]*[^\W_])?)\*\*([^{_MARK}]*)")
"""Bold that begins and ends in a letter or figure, so that no rule of flanking has anything to decide."""


def parse_body(
    text: str, *, path: str, first_line: int, language: str, files: Collection[str] | None = None
) -> tuple[ParsedBody, tuple[Diagnostic, ...]]:
    """The blocks of a body that begins on line `first_line` of the file `path`.

    With `files`, the site-relative paths of the files there are, links to others are dropped with `bad-link`. Reports
    `heading-in-body`, `raw-html`, `unclosed-box`, `bad-box`, `bad-link`, `photo-in-text`, `unknown-footnote`,
    `unused-footnote`, `repeated-footnote` and `long-table-row`.
    """
    if any(map(text.__contains__, _FAR_REACHING)) or _SPANNING.search(f"\n{text}"):
        return _parsed(text, path, first_line, language, files)
    blocks: list[LocatedBlock] = []
    diagnostics: tuple[Diagnostic, ...] = ()
    line = first_line
    for part in _parts(text):
        lines = part.strip("\n")
        if lines:
            begin = line + part.index(lines[0])
            made = _plain_block(lines)
            if made is not None:
                for block in made:
                    blocks.append((begin, block))  # noqa: PERF401 – quicker than a list of one
            else:
                parsed, found = _parsed(lines, path, begin, language, files)
                blocks += parsed.blocks
                diagnostics += found
        line += part.count("\n") + 2
    return ParsedBody(tuple(blocks)), by_place(diagnostics) if diagnostics else ()


def _parsed(
    text: str, path: str, first_line: int, language: str, files: Collection[str] | None
) -> tuple[ParsedBody, tuple[Diagnostic, ...]]:
    from broadsheet.content.markdown import parse_markdown

    return parse_markdown(text, path=path, first_line=first_line, language=language, files=files)


def _parts(text: str) -> list[str]:
    """The stretches of a body that mean the same alone as together: its paragraphs, and whole lists."""
    parts = text.split("\n\n")
    if not _LIST_ITEM.search(f"\n{text}"):
        return parts
    joined: list[str] = []
    in_list = False
    for part in parts:
        has_item = _LIST_ITEM.search(f"\n{part}") is not None
        if in_list and (has_item or part.strip("\n")[:1] in _INDENTS):
            joined[-1] += f"\n\n{part}"
            continue
        joined.append(part)
        in_list = has_item
    return joined


def _plain_block(lines: str) -> tuple[Block, ...] | None:
    """The block of a paragraph's lines, or none when nothing but space is in them; `None` when it takes the parser."""
    if lines[0] in _BEGINNINGS:
        if subhead := _SUBHEAD.fullmatch(lines):
            words = subhead[2].strip()
            return (Subhead(len(subhead[1]), (Text(words),)),) if words else ()
        if lines[0] == ">":
            quoted = lines[1:].removeprefix(" ")
            words = quoted.strip()
            return (Quote((Paragraph((Text(words),)),)),) if words and _is_words(quoted) else None
        if lines.startswith("- "):
            return _plain_list(lines.split("\n"))
        if lines[0] not in "\u3000*":
            return None
        indented = lines.lstrip("\u3000 \t").rstrip()
        if bold := _BOLD_BEGINNING.fullmatch(indented):
            strong = Styled("strong", (Text(bold[1]),))
            return (Paragraph((strong, Text(bold[2])) if bold[2] else (strong,)),)
        return None if _ANY_MARK.search(lines) else _paragraph(indented)
    return _paragraph(lines) if _is_words(lines) else None


def _plain_list(lines: list[str]) -> tuple[Block, ...] | None:
    """The list whose items are these lines, as `_plain_block` gives a block."""
    if not all(line.startswith("- ") and line[2:].strip() and _is_words(line[2:]) for line in lines):
        return None
    return (ListBlock(False, 1, True, tuple([_paragraph(line[2:]) for line in lines])),)


def _is_words(line: str) -> bool:
    """Whether it is a line of text without a mark of Markdown, neither at its beginning nor inside."""
    if line[0] in _BEGINNINGS or _ANY_MARK.search(line):
        return False
    return not ("0" <= line[0] <= "9" and _LIST_ITEM.match(f"\n{line}"))


def _paragraph(line: str) -> tuple[Block, ...]:
    words = line.strip()
    return (Paragraph((Text(words),)),) if words else ()
