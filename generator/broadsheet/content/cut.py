"""A body cut into pieces at its jump lines.

A line at the body's beginning says what it continues, one at its end where it goes on; one between cuts the article.
Two matching lines together are one cut. The lines leave the text: the theme sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.content.conventions import Direction, FoundJump, Newsroom
from broadsheet.content.inline_text import plain_text, without_end, without_start
from broadsheet.content.markdown import PhotoMark
from broadsheet.content.names import page_keys
from broadsheet.diagnostics import Diagnostic, Location, error
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
    Styled,
    Subhead,
    Table,
)


@dataclass(frozen=True, slots=True)
class CutPiece:
    """The blocks between two jump lines."""

    blocks: tuple[Block | PhotoMark, ...]
    continued_from: JumpStatement | None
    continues_on: JumpStatement | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A jump line found in the body."""

    found: FoundJump
    direction: Direction

    @property
    def statement(self) -> JumpStatement:
        return self.found.statement


_Item = Block | PhotoMark | _Line


def cut_at_jump_lines(
    lines: Sequence[tuple[int, Block | PhotoMark]],
    *,
    newsroom: Newsroom,
    path: str,
    page_code: str,
    ends_here: bool,
    begins_here: bool,
) -> tuple[tuple[CutPiece, ...], tuple[Diagnostic, ...]]:
    """The pieces of a body; never none.

    `ends_here` and `begins_here` switch the recognition of lines onward and from elsewhere off. Reports
    `ambiguous-jump-line` for lines that state something impossible; they stay in the text.
    """
    finder = _Finder(newsroom, path, page_code, ends_here=ends_here, begins_here=begins_here)
    notes = next((block for _, block in lines if isinstance(block, Footnotes)), None)
    items = finder.items([(line, block) for line, block in lines if not isinstance(block, Footnotes)])
    cutter = _Cutter(page_code)
    pieces = cutter.pieces(items)
    return _with_notes(pieces, notes), tuple(cutter.problems)


class _Finder:
    """Takes the jump lines out of the paragraphs they stand in."""

    def __init__(self, newsroom: Newsroom, path: str, page_code: str, *, ends_here: bool, begins_here: bool) -> None:
        self._newsroom = newsroom
        self._path = path
        self._page = page_code
        self._off = {"on": ends_here, "from": begins_here}

    def items(self, lines: Sequence[tuple[int, Block | PhotoMark]]) -> list[_Item]:
        """The blocks with each jump line as an item of its own."""
        texts = [number for number, (_, block) in enumerate(lines) if isinstance(block, Paragraph)]
        first, last = (texts[0], texts[-1]) if texts else (-1, -1)
        items: list[_Item] = []
        for number, (line, block) in enumerate(lines):
            if isinstance(block, Paragraph):
                items.extend(self._paragraph(block, line, first=number == first, last=number == last))
            else:
                items.append(block)
        return items

    def _paragraph(self, paragraph: Paragraph, line: int, *, first: bool, last: bool) -> Iterator[_Item]:
        place = {"location": Location(self._path, line), "page_code": self._page}
        text = plain_text(paragraph.inlines)
        alone = self._newsroom.jump_line(text, **place)  # type: ignore[arg-type]
        if alone is not None and (alone.kind != "tentative" or last):
            direction = self._direction(alone, first=first)
            if direction is not None:
                yield _Line(alone, direction)
                return
        inlines = paragraph.inlines
        start = self._newsroom.starting_jump(text, **place)  # type: ignore[arg-type]
        if start is not None and start.kind in ("from", "either") and not self._off["from"]:
            yield _Line(start, "from")
            inlines = without_start(inlines, start.length)
        end = self._newsroom.ending_jump(plain_text(inlines), **place)  # type: ignore[arg-type]
        onward = end is not None and (end.kind in ("on", "either") or (end.kind == "tentative" and last))
        if end is not None and onward and not self._off["on"]:
            inlines = without_end(inlines, end.length)
            if inlines:
                yield Paragraph(inlines)
            yield _Line(end, "on")
        elif inlines:
            yield Paragraph(inlines)

    def _direction(self, found: FoundJump, *, first: bool) -> Direction | None:
        """Which way a line of its own leads; `None` when that way is switched off."""
        direction: Direction
        match found.kind:
            case "either":
                direction = "from" if first else "on"
            case "tentative":
                direction = "on"
            case kind:
                direction = kind
        return None if self._off[direction] else direction


class _Cutter:
    """Puts the blocks between jump lines together."""

    def __init__(self, page_code: str) -> None:
        self.problems: list[Diagnostic] = []
        self._page = page_code

    def pieces(self, items: Sequence[_Item]) -> list[CutPiece]:
        pieces: list[CutPiece] = []
        blocks: list[Block | PhotoMark] = []
        came_from: JumpStatement | None = None
        rest = list(items)
        while rest:
            item = rest.pop(0)
            if not isinstance(item, _Line):
                blocks.append(item)
                continue
            at_start = not pieces and not any(_is_text(block) for block in blocks)
            at_end = not any(_is_text(other) or isinstance(other, _Line) for other in rest)
            if item.direction == "from" and at_start and came_from is None:
                came_from = item.statement
            elif item.direction == "on" and at_end and not at_start:
                # Photos and boxes after the last line still belong to the piece.
                blocks.extend(other for other in rest if not isinstance(other, _Line))
                return [*pieces, CutPiece(tuple(blocks), came_from, item.statement)]
            elif item.direction == "on" and not at_start and item.found.kind != "tentative":
                back = rest.pop(0) if rest and isinstance(rest[0], _Line) and rest[0].direction == "from" else None
                self._check_pair(item.statement, back.statement if isinstance(back, _Line) else None)
                pieces.append(CutPiece(tuple(blocks), came_from, item.statement))
                blocks, came_from = [], back.statement if isinstance(back, _Line) else None
                self._page = item.statement.ref.page
            else:
                self._report_place(item)
        return [*pieces, CutPiece(tuple(blocks), came_from, None)]

    def _check_pair(self, on: JumpStatement, back: JumpStatement | None) -> None:
        """Two lines together must be the two ends of one cut."""
        if back is not None and page_keys(back.ref.page) != page_keys(self._page):
            message = (
                f"the text goes from page {self._page} to page {on.ref.page}, but goes on as continued from page "
                f"{back.ref.page}"
            )
            hint = "write the page the text comes from"
            self.problems.append(error("ambiguous-jump-line", back.location, message, hint=hint))

    def _report_place(self, line: _Line) -> None:
        text, location = line.statement.text, line.statement.location
        if line.direction == "on":
            message = f"the jump line '{text}' stands before any text"
            hint = "a line onward ends the text of its page"
        else:
            message = (
                f"the jump line '{text}' stands inside the text, and nothing before it says where the text goes on"
            )
            hint = "write the line onward before it, such as （下转第二版）, or begin the text with it"
        self.problems.append(error("ambiguous-jump-line", location, message, hint=hint))


def _is_text(item: _Item) -> bool:
    return not isinstance(item, _Line | PhotoMark | Subhead)


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
