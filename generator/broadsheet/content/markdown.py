"""Markdown, any that can be written, as the model's blocks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from broadsheet.content.body_blocks import LocatedBlock, ParsedBody, PhotoMark
from broadsheet.content.inline_text import plain_text
from broadsheet.content.markdown_inlines import InlineReader, Source
from broadsheet.content.markdown_parser import parse_tokens
from broadsheet.diagnostics import Diagnostic, Location, by_place, error, warning
from broadsheet.model import (
    Block,
    CodeBlock,
    FactBox,
    Footnotes,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Subhead,
    Table,
    Text,
)


def parse_markdown(
    text: str, *, path: str, first_line: int, language: str, files: Collection[str] | None = None
) -> tuple[ParsedBody, tuple[Diagnostic, ...]]:
    """What `parse_body` gives, whatever the text holds."""
    lines = tuple(re.split(r"\r\n?|\n", text))
    source = Source(lines, path, first_line, language, files)
    return _BodyReader(source, _tree(list(parse_tokens(text, {})))).read()


@dataclass(slots=True)
class _Node:
    """A block token with the blocks in it."""

    token: Token
    children: list[_Node] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.token.type.removesuffix("_open")

    def walk(self) -> Iterator[_Node]:
        yield self
        for child in self.children:
            yield from child.walk()


def _tree(tokens: list[Token]) -> list[_Node]:
    top = _Node(Token("top", "", 0))
    stack = [top]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        node = _Node(token)
        stack[-1].children.append(node)
        if token.nesting > 0:
            stack.append(node)
    return top.children


class _BodyReader:
    """Turns the tree of one body into blocks."""

    def __init__(self, source: Source, nodes: list[_Node]) -> None:
        self.source = source
        self.nodes = nodes
        self.diagnostics: list[Diagnostic] = []
        self.photos: list[PhotoMark] = []
        """Met in the block being read, to be set after it."""
        self.notes: dict[str, _Node] = {}
        """By label, those that are mentioned."""
        self.numbers: dict[str, int] = {}
        """Of the notes, by label, in order of mention."""

    def read(self) -> tuple[ParsedBody, tuple[Diagnostic, ...]]:
        self._find_notes()
        located: list[LocatedBlock] = []
        for node in self.nodes:
            line = self.source.first_line + (node.token.map or [0])[0]
            located += [(line, block) for block in self._blocks(node)]
            located += self._photos_after(node)
        notes: list[tuple[int, tuple[Block, ...]]] = []
        while len(notes) < len(self.numbers):
            label = list(self.numbers)[len(notes)]
            note = self.notes[label]
            notes.append((self.numbers[label], self._all_blocks(note.children)))
            located += self._photos_after(note)
        if notes:
            first = self.notes[next(iter(self.numbers))]
            located.append((self.source.first_line + (first.token.map or [0])[0], Footnotes(tuple(notes))))
        return ParsedBody(tuple(located)), by_place(self.diagnostics)

    # --- footnotes and photos, which leave their places ---

    def _find_notes(self) -> None:
        nodes = [node for top in self.nodes for node in top.walk()]
        mentioned = _mentioned(self.nodes)
        first_lines: dict[str, Location] = {}
        for node in nodes:
            if node.kind != "footnote_reference":
                continue
            label = str(node.token.meta["label"])
            location = self._location(node)
            if label in first_lines:
                message = f"the footnote '[^{label}]:' stands twice"
                related = (first_lines[label],)
                self.diagnostics.append(error("repeated-footnote", location, message, related=related))
            elif label in mentioned:
                self.notes[label] = node
            else:
                message = f"nothing mentions the footnote '[^{label}]:'; it is set as a paragraph"
                hint = f"put [^{label}] into the text where the note belongs"
                self.diagnostics.append(warning("unused-footnote", location, message, hint=hint))
            first_lines.setdefault(label, location)

    def _number_of_note(self, label: str) -> int | None:
        if label not in self.notes:
            return None
        return self.numbers.setdefault(label, len(self.numbers) + 1)

    def _photos_after(self, node: _Node) -> list[LocatedBlock]:
        marks, self.photos = self.photos, []
        if not _is_photo_paragraph(node):
            for mark in marks:
                message = f"the photo '{mark.src}' does not stand in a paragraph of its own; it is set after this one"
                hint = "put an empty line before and after it"
                self.diagnostics.append(warning("photo-in-text", mark.location, message, hint=hint))
        return [(mark.location.line or self.source.first_line, mark) for mark in marks]

    # --- blocks ---

    def _all_blocks(self, nodes: list[_Node]) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._blocks(node))

    def _blocks(self, node: _Node) -> tuple[Block, ...]:
        """The blocks of a node: one, or none when nothing of it stays in place, or those of a note set in place."""
        match node.kind:
            case "paragraph":
                inlines = self._inlines(node)
                return (Paragraph(inlines),) if inlines else ()
            case "heading":
                return self._subhead(node)
            case "blockquote":
                quoted = self._all_blocks(node.children)
                return (Quote(quoted),) if quoted else ()
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "table":
                return (self._table(node),)
            case "fence":
                return (CodeBlock(node.token.content.removesuffix("\n")),)
            case "hr":
                return (Rule(),)
            case "box":
                return self._box(node)
            case "bad_box":
                return self._bad_box(node)
            case "footnote_reference":
                label = str(node.token.meta["label"])
                return () if self.notes.get(label) is node else self._all_blocks(node.children)
            case _:
                # What a later markdown-it may add is kept as text: no input ends a build, and nothing is lost.
                return (Paragraph((Text(node.token.content),)),) if node.token.content else ()

    def _inlines(self, node: _Node) -> tuple[Inline, ...]:
        """The text of a paragraph, heading or cell."""
        if not node.children:
            return ()
        text = InlineReader(node.children[0].token, self.source, self._number_of_note).read()
        self.diagnostics += text.diagnostics
        self.photos += text.photos
        return text.inlines

    def _subhead(self, node: _Node) -> tuple[Block, ...]:
        level = int(node.token.tag.removeprefix("h"))
        inlines = self._inlines(node)
        if level == 1:
            message = f"'# {plain_text(inlines)}' is a heading of the first level, which only the title is"
            hint = "write ## for a subhead"
            self.diagnostics.append(error("heading-in-body", self._location(node), message, hint=hint))
        return (Subhead(max(2, level), inlines),) if inlines else ()

    def _list(self, node: _Node) -> tuple[Block, ...]:
        items = tuple(self._all_blocks(item.children) for item in node.children)
        paragraphs = [child for item in node.children for child in item.children if child.kind == "paragraph"]
        tight = all(paragraph.token.hidden for paragraph in paragraphs)
        start = int(node.token.attrGet("start") or 1) if node.token.attrGet("start") != 0 else 0
        ordered = node.kind == "ordered_list"
        return (ListBlock(ordered, start if ordered else 1, tight, items),) if any(items) else ()

    def _table(self, node: _Node) -> Table:
        rows = [row for part in node.children for row in part.children]
        styles = [str(cell.token.attrGet("style") or "") for cell in rows[0].children]
        alignments = tuple(
            cast("Literal['left', 'center', 'right', '']", style.removeprefix("text-align:")) for style in styles
        )
        for row in rows[1:]:
            self._check_row(row, len(alignments))
        cells = tuple(tuple(self._inlines(cell) for cell in row.children) for row in rows)
        return Table(alignments, cells[0], cells[1:])

    def _check_row(self, row: _Node, columns: int) -> None:
        """The parser leaves out what does not fit under the head."""
        line = self.source.lines[(row.token.map or [0])[0]].strip(" \t>")
        found = len(escapedSplit(line.removeprefix("|").removesuffix("|")))
        if found > columns:
            message = f"this row has {found} cells under a head of {columns}"
            hint = "write \\| for a bar that is no border"
            self.diagnostics.append(error("long-table-row", self._location(row), message, hint=hint))

    def _box(self, node: _Node) -> tuple[Block, ...]:
        if not node.token.meta["closed"]:
            message = f"the fact box '{node.token.info}' has no end" if node.token.info else "the fact box has no end"
            hint = "put a line ::: after it"
            self.diagnostics.append(error("unclosed-box", self._location(node), message, hint=hint))
        return (FactBox(node.token.info, self._all_blocks(node.children)),)

    def _bad_box(self, node: _Node) -> tuple[Block, ...]:
        line = node.token.content
        if line.strip(":： \t"):
            message, hint = f"'{line}' begins no fact box", "write :::box and a title, in half-width characters"
        else:
            message, hint = f"'{line}' ends no fact box", "take it out, or begin a box with :::box and a title"
        self.diagnostics.append(error("bad-box", self._location(node), message, hint=hint))
        return (Paragraph((Text(line),)),)

    def _location(self, node: _Node) -> Location:
        return Location(self.source.path, self.source.first_line + (node.token.map or [0])[0])


def _mentioned(tops: list[_Node]) -> set[str]:
    """Labels of the footnotes that the text mentions, or a note that it mentions does."""
    by_note: dict[str, set[str]] = {}

    def collect(node: _Node, note: str) -> None:
        if node.kind == "footnote_reference":
            note = str(node.token.meta["label"])
        marks = {str(child.meta["label"]) for child in node.token.children or () if child.type == "footnote_ref"}
        by_note.setdefault(note, set()).update(marks)
        for child in node.children:
            collect(child, note)

    for top in tops:
        collect(top, "")
    reached: set[str] = set()
    waiting = by_note.get("", set())
    while waiting:
        reached |= waiting
        waiting = {label for note in waiting for label in by_note.get(note, set())} - reached
    return reached


def _is_photo_paragraph(node: _Node) -> bool:
    """Whether a paragraph holds photos and nothing else."""
    return node.kind == "paragraph" and all(
        child.type in ("image", "softbreak", "hardbreak") or (child.type == "text" and not child.content.strip())
        for child in node.children[0].token.children or ()
    )
