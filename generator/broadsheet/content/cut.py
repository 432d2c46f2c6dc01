"""A body cut into pieces at its jump lines.

A line at the body's beginning says what it continues, one at its end where it goes on; one between cuts the article.
Two matching lines together are one cut. The lines leave the text: the theme sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.content.body_blocks import PhotoMark
from broadsheet.content.conventions import FoundJump, Newsroom
from broadsheet.content.inline_text import plain_text, without_end, without_start
from broadsheet.content.names import page_keys
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.model import (
    Block,
    FactBox,
    FootnoteMark,
    Footnotes,
    Inline,
    JumpStatement,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Subhead,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class CutPiece:
    """The blocks between two jump lines."""

    blocks: tuple[Block | PhotoMark, ...]
    continued_from: JumpStatement | None
    continues_on: JumpStatement | None


def cut_at_jump_lines(
    lines: Sequence[tuple[int, Block | PhotoMark]],
    *,
    newsroom: Newsroom,
    path: str,
    page_code: str,
    front_page: str,
    ends_here: bool,
    begins_here: bool,
) -> tuple[tuple[CutPiece, ...], tuple[Diagnostic, ...]]:
    """The pieces of a body; never none.

    `ends_here` and `begins_here` switch the recognition of lines onward and from elsewhere off. Reports
    `ambiguous-jump-line` for lines that state something impossible, and `unread-jump-line` (a warning) for what only
    looks like one; they stay in the text.
    """
    notes = next((block for _, block in lines if isinstance(block, Footnotes)), None)
    if not any(isinstance(b, Paragraph) and newsroom.may_hold_jump(plain_text(b.inlines)) for _, b in lines):
        whole = tuple([block for _, block in lines if block is not notes])
        return _with_notes((CutPiece(whole, None, None),), notes), ()
    cutter = _Cutter(newsroom, path, page_code, front_page, ends_here=ends_here, begins_here=begins_here)
    pieces = cutter.cut([(line, block) for line, block in lines if not isinstance(block, Footnotes)])
    return _with_notes(pieces, notes), tuple(cutter.problems)


class _Cutter:
    """Takes the jump lines out of the paragraphs they stand in, and puts the blocks between them together."""

    def __init__(
        self, newsroom: Newsroom, path: str, page_code: str, front_page: str, *, ends_here: bool, begins_here: bool
    ) -> None:
        self.problems: list[Diagnostic] = []
        self._newsroom = newsroom
        self._path = path
        self._front = front_page
        self._page = page_code
        """Of the piece being put together."""
        self._left = page_code
        """Of the piece before it."""
        self._ends_here, self._begins_here = ends_here, begins_here
        self._pieces: list[CutPiece] = []
        self._blocks: list[Block | PhotoMark] = []
        self._came_from: JumpStatement | None = None

    def cut(self, lines: Sequence[tuple[int, Block | PhotoMark]]) -> list[CutPiece]:
        last = max((number for number, (_, block) in enumerate(lines) if _is_text(block)), default=-1)
        for number, (line, block) in enumerate(lines):
            if isinstance(block, Paragraph):
                self._add_paragraph(block, line, last=number == last)
            else:
                self._blocks.append(block)
        return self._finished()

    def _finished(self) -> list[CutPiece]:
        """The pieces; what follows the last line without being text, such as photos and boxes, belongs before it."""
        if not self._pieces or self._has_text():
            return [*self._pieces, CutPiece(tuple(self._blocks), self._came_from, None)]
        if self._came_from is not None:
            self._report(self._came_from, "has no text after it", "take it out, or write the rest of the article below")
            self._blocks.append(Paragraph((Text(self._came_from.text),)))
        *before, piece = self._pieces
        return [*before, replace(piece, blocks=(*piece.blocks, *self._blocks))]

    def _add_paragraph(self, paragraph: Paragraph, line: int, *, last: bool) -> None:
        inlines = paragraph.inlines
        text = plain_text(inlines)
        if not self._newsroom.may_hold_jump(text):
            self._blocks.append(paragraph)
            return
        back, onward = self._lines_in(text, Location(self._path, line))
        if back is not None and self._leads_back(back.statement):
            self._came_from = back.statement
            inlines = without_start(inlines, back.length)
        rest = without_end(inlines, onward.length) if onward is not None else ()
        if onward is not None and self._leads_on(onward, bool(rest) or self._has_text(), last=last):
            self._add(rest)
            self._pieces.append(CutPiece(tuple(self._blocks), self._came_from, onward.statement))
            self._blocks, self._came_from = [], None
            self._left, self._page = self._page, onward.statement.ref.page
        else:
            self._add(inlines)

    def _add(self, inlines: tuple[Inline, ...]) -> None:
        if inlines:
            self._blocks.append(Paragraph(inlines))

    def _lines_in(self, text: str, location: Location) -> tuple[FoundJump | None, FoundJump | None]:
        """The line at a paragraph's start that may lead back, and the one at its end that may lead on."""
        room, page, front = self._newsroom, self._page, self._front
        alone = room.jump_line(text, location=location, page_code=page, front_page=front)
        if alone is not None:
            return (alone, None) if self._may_lead_back(alone) else (None, alone)
        start = room.starting_jump(text, location=location, page_code=page, front_page=front)
        end = room.ending_jump(text, location=location, page_code=page, front_page=front)
        self._warn_of_unread(text, location, start, end)
        return (
            start if start is not None and self._may_lead_back(start) else None,
            end if end is not None and end.kind != "from" else None,
        )

    def _warn_of_unread(self, text: str, location: Location, start: FoundJump | None, end: FoundJump | None) -> None:
        """Reports what was meant for a jump line; an article that states an end with `none` knows what it does."""
        if self._ends_here or self._begins_here:
            return
        unread = [
            self._newsroom.unread_jump(text, "alone") if start is end is None else None,
            self._newsroom.unread_jump(text, "start") if start is None or start.kind == "on" else None,
            self._newsroom.unread_jump(text, "end") if end is None or end.kind == "from" else None,
        ]
        for line in list(dict.fromkeys(line for line in unread if line is not None))[: 1 if unread[0] else 2]:
            message = f"'{line}' looks like a jump line, but is not understood as one"
            hint = f"write {self._newsroom.jump_examples}; continues_on: none or continued_from: none sets it aside"
            self.problems.append(warning("unread-jump-line", location, message, hint=hint))

    def _may_lead_back(self, line: FoundJump) -> bool:
        return line.kind == "from" or (line.kind == "either" and not self._has_text())

    def _leads_back(self, statement: JumpStatement) -> bool:
        """Whether a line says where the piece comes from; one that cannot is reported."""
        if self._begins_here:
            return False
        if self._has_text() or self._came_from is not None:
            what = "stands inside the text, and nothing before it says where the text goes on"
            hint = "write the line onward before it, such as （下转第二版）, or begin the text with it"
            self._report(statement, what, hint)
            return False
        return not self._pieces or self._fits(statement)

    def _leads_on(self, line: FoundJump, has_text: bool, *, last: bool) -> bool:
        """Whether a line says where the piece goes on; one that cannot is reported."""
        if self._ends_here or (line.kind == "tentative" and not (last and has_text)):
            return False
        if not has_text:
            self._report(line.statement, "stands before any text", "a line onward ends the text of its page")
            return False
        if not last and not _leaves_issue(line.statement) and self._is_own_page(line.statement):
            self._report(line.statement, "leads to the page it stands on", "write the page where the text goes on")
            return False
        if not last and _leaves_issue(line.statement):
            what = "leads to another issue, but the text goes on after it"
            self._report(line.statement, what, "move the rest of the text to the issue it belongs to")
            return False
        return True

    def _fits(self, back: JumpStatement) -> bool:
        """Whether a line back is the other end of the cut before it; one that is not is reported."""
        if not _leaves_issue(back) and set(page_keys(back.ref.page) or ()) <= set(page_keys(self._left) or ()):
            return True
        what = f"leads back to another page than {self._left}, which the text comes from"
        self._report(back, what, "write the page the text comes from")
        return False

    def _is_own_page(self, onward: JumpStatement) -> bool:
        return bool(set(page_keys(onward.ref.page) or ()) & set(page_keys(self._page) or ()))

    def _has_text(self) -> bool:
        return any(map(_is_text, self._blocks))

    def _report(self, statement: JumpStatement, what: str, hint: str) -> None:
        message = f"the jump line '{statement.text}' {what}"
        self.problems.append(error("ambiguous-jump-line", statement.location, message, hint=hint))


def _is_text(block: Block | PhotoMark) -> bool:
    """Whether a block is part of the running text, not beside it or between its parts."""
    return not isinstance(block, PhotoMark | Subhead | FactBox | Rule)


def _leaves_issue(statement: JumpStatement) -> bool:
    return statement.date is not None or statement.ref.issue is not None


# --- notes ----------------------------------------------------------------------------------------------------------


def _with_notes(pieces: Sequence[CutPiece], notes: Footnotes | None) -> tuple[CutPiece, ...]:
    """The pieces, each with the notes that its marks lead to; notes without a mark stand in the last piece."""
    if notes is None:
        return tuple(pieces)
    bodies = dict(notes.notes)
    wanted = [_reached(piece.blocks, bodies) for piece in pieces]
    wanted[-1] |= bodies.keys() - set().union(*wanted)
    return tuple(
        replace(piece, blocks=(*piece.blocks, Footnotes(tuple(n for n in notes.notes if n[0] in numbers))))
        if numbers
        else piece
        for piece, numbers in zip(pieces, wanted, strict=True)
    )


def _reached(blocks: Iterable[Block | PhotoMark], bodies: Mapping[int, tuple[Block, ...]]) -> set[int]:
    """The numbers of the notes that marks in the blocks lead to, and marks in those notes."""
    reached: set[int] = set()
    open_marks = set(_marks(blocks))
    while open_marks:
        number = open_marks.pop()
        reached.add(number)
        open_marks |= set(_marks(bodies.get(number, ()))) - reached
    return reached & bodies.keys()


def _marks(blocks: Iterable[Block | PhotoMark]) -> Iterator[int]:
    for block in blocks:
        match block:
            case Paragraph(inlines) | Subhead(_, inlines):
                yield from _marks_in(inlines)
            case Quote(inner) | FactBox(_, inner):
                yield from _marks(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from _marks(item)
            case Table(head=head, rows=rows):
                for row in (head, *rows):
                    for cell in row:
                        yield from _marks_in(cell)


def _marks_in(inlines: Iterable[Inline]) -> Iterator[int]:
    for inline in inlines:
        match inline:
            case FootnoteMark(number):
                yield number
            case Styled(children=children) | Link(children=children):
                yield from _marks_in(children)
