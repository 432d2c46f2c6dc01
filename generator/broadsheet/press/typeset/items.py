"""A text as items, with all that a line breaker asks for as prefix sums.

Widths are in points. A full-width mark counts half an em; the other half is white beside it (before an opening mark,
after a closing one) that is dropped at a line's edge and between neighbouring marks (CLREQ 3.1.6), and gives when a
line is too full. Spaces, and the gap between Han and Latin text, are white before the item that follows: a break drops
them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.press.typeset.classes import NO_END, NO_START, Kind, as_printed, is_han_letter, stands_off
from broadsheet.press.typeset.runs import Run, StyledText
from broadsheet.press.typeset.scan import FREE, NEVER, TIE, Piece, Scanner
from broadsheet.press.typeset.widths import Faces
from broadsheet.press.typeset.words import Hyphenator

GAP = 3 / 16
"""Han–Latin gap where nothing presses, in em; with `GAP_GIVE` it goes from 1/8 to 1/4 (CLREQ 3.2.2)."""
GAP_GIVE = 1 / 16
SPACE_SHRINK = 0.2
SPACE_GROWTH = 0.33
"""Of a word space: 80–133 %."""

_PAIR_FIRST = 15.0
"""Penalty of a line that begins with a dash or an ellipsis: allowed (JLREQ cl-08), better avoided (GB/T 15834)."""
_COUNTED = 10.0
"""Of a break between a figure and the character that it counts."""
_RIGID = frozenset("！？")
"""Marks that lose their white only at a line's edges and beside other marks."""


@dataclass(slots=True)
class Items:
    """A text's items. Lists are as long as there are items where no note says more."""

    text: str
    han: bool
    """Whether Han rules hold: full-width characters are spread. Otherwise the word spaces give."""
    start: list[int] = field(default_factory=list)
    """First character."""
    end: list[int] = field(default_factory=list)
    """After the last character."""
    kind: list[Kind] = field(default_factory=list)
    run: list[Run] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    """Whether a space of the text stands before it."""
    before: list[float] = field(default_factory=list)
    """White before it, unless it begins a line."""
    before_shrink: list[float] = field(default_factory=list)
    """How much of that may go."""
    before_growth: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    """White after it, unless it ends a line; all of it may go, but for `！？`."""
    after_shrink: list[float] = field(default_factory=list)
    edge: list[float] = field(default_factory=list)
    """The half em a mark may keep at a line's edge; 0 for others."""
    penalty: list[float] = field(default_factory=list)
    """Of a break before it. One more: that of the text's end, 0."""
    hyphen: list[float] = field(default_factory=list)
    """Width of the hyphen that a break before it sets. One more: 0."""
    specials: list[int] = field(default_factory=list)
    """Items, in order, at which a line's segments may part; others run on from the item before."""
    # Prefix sums: one more than there are items.
    width: list[float] = field(default_factory=lambda: [0.0])
    shrink: list[float] = field(default_factory=lambda: [0.0])
    growth: list[float] = field(default_factory=lambda: [0.0])
    """Of gaps and spaces."""
    elastic: list[float] = field(default_factory=lambda: [0.0])
    """Of what is spread: the natural width of full-width characters."""
    slots: list[int] = field(default_factory=lambda: [0])
    """Places between two full-width characters; one counts with the item after it."""
    letters: list[int] = field(default_factory=lambda: [0])
    """Han letters."""
    widest: float = 0.0
    """Width of the widest item."""
    plain: bool = True
    """Whether segments have the text's own characters: no invisible ones, no white space but single spaces."""

    def __len__(self) -> int:
        return len(self.start)


def itemize(styled: StyledText, faces: Faces, *, han: bool, hyphenate: Hyphenator | None, most: float) -> Items:
    """The items of a text without hard breaks. Words wider than `most` points are divided between characters."""
    items = Items(styled.text, han, plain=as_printed(styled.text) == styled.text)
    text = styled.text
    previous: Piece | None = None
    for piece in Scanner(faces, han=han, hyphenate=hyphenate, most=most).pieces(styled):
        if piece.widths:
            _add_stretch(items, piece)
        else:
            _add(items, piece, previous, text, faces)
        previous = piece
    items.penalty.append(0.0)
    items.hyphen.append(0.0)
    return items


def _add_stretch(items: Items, piece: Piece) -> None:
    """Adds Han characters that follow one of their own style, and that may stand anywhere in a line."""
    widths, count = piece.widths, len(piece.widths)
    nothing = [0.0] * count
    items.start.extend(range(piece.start, piece.end))
    items.end.extend(range(piece.start + 1, piece.end + 1))
    items.kind.extend([Kind.HAN] * count)
    items.run.extend([piece.run] * count)
    items.spaced.extend([False] * count)
    for white in (items.before, items.before_shrink, items.before_growth, items.after, items.after_shrink, items.edge):
        white.extend(nothing)
    items.penalty.extend(nothing)
    items.hyphen.extend(nothing)
    _go_on(items.width, widths)
    _go_on(items.elastic, widths)
    items.shrink.extend([items.shrink[-1]] * count)
    items.growth.extend([items.growth[-1]] * count)
    items.slots.extend(range(items.slots[-1] + 1, items.slots[-1] + count + 1))
    items.letters.extend(range(items.letters[-1] + 1, items.letters[-1] + count + 1))
    items.widest = max(items.widest, max(widths))


def _go_on(sums: list[float], widths: Iterable[float]) -> None:
    """Prefix sums with more widths."""
    total = sums[-1]
    for width in widths:
        total += width
        sums.append(total)


def _add(items: Items, piece: Piece, previous: Piece | None, text: str, faces: Faces) -> None:
    kind, size = piece.kind, piece.run.style.size
    before = shrink = growth = after = after_shrink = 0.0
    penalty, slot, white = NEVER, 0, 0.0
    if previous is not None:
        penalty = _penalty(piece, previous, text)
        if _is_gap(piece, previous, text):
            before, shrink, growth = GAP * size, GAP_GIVE * size, GAP_GIVE * size
        elif piece.spaced:
            before = faces[piece.run.style.face][" "] * size
            shrink, growth = before * SPACE_SHRINK, before * SPACE_GROWTH
        elif kind is not Kind.LATIN is not previous.kind:
            slot = 1
        beside = not piece.spaced and kind in (Kind.OPEN, Kind.CLOSE)
        if beside and previous.kind is Kind.CLOSE:
            _trim_last(items)
        if kind is Kind.OPEN and not (beside and previous.kind is Kind.OPEN):
            white = piece.white
            before, shrink = before + white, shrink + white
    if kind is Kind.CLOSE:
        after = white = piece.white
        after_shrink = 0.0 if text[piece.start] in _RIGID else after
    number = len(items.start)
    if not (kind is Kind.HAN and slot and previous is not None and previous.run is piece.run):
        items.specials.append(number)
    items.start.append(piece.start)
    items.end.append(piece.end)
    items.kind.append(kind)
    items.run.append(piece.run)
    items.spaced.append(piece.spaced)
    items.before.append(before)
    items.before_shrink.append(shrink)
    items.before_growth.append(growth)
    items.after.append(after)
    items.after_shrink.append(after_shrink)
    items.edge.append(piece.white)
    items.penalty.append(penalty)
    items.hyphen.append(piece.hyphen if previous and previous.kind is Kind.LATIN else 0.0)
    whole = before + piece.width + after
    items.width.append(items.width[-1] + whole)
    items.shrink.append(items.shrink[-1] + shrink + after_shrink)
    items.growth.append(items.growth[-1] + growth)
    items.elastic.append(items.elastic[-1] + (0.0 if kind is Kind.LATIN else piece.width + white))
    items.slots.append(items.slots[-1] + slot)
    items.letters.append(items.letters[-1] + is_han_letter(text[piece.start]))
    items.widest = max(items.widest, piece.width)


def _trim_last(items: Items) -> None:
    """Takes the white after the last item, a closing mark that another mark follows."""
    items.width[-1] -= items.after[-1]
    items.shrink[-1] -= items.after_shrink[-1]
    items.elastic[-1] -= items.after[-1]
    items.after[-1] = items.after_shrink[-1] = 0.0


def _is_gap(piece: Piece, previous: Piece, text: str) -> bool:
    """Whether a Han character and a letter, figure or the like stand side by side, with a typed space or without."""
    if piece.run.is_note:
        return False
    if piece.kind is Kind.LATIN and previous.kind is Kind.HAN:
        return stands_off(text[piece.start])
    if piece.kind is Kind.HAN and previous.kind is Kind.LATIN:
        return stands_off(text[previous.end - 1]) and not previous.run.is_note
    return False


def _penalty(piece: Piece, previous: Piece, text: str) -> float:
    first, last = text[piece.start], text[previous.end - 1]
    if piece.run.is_note or piece.joint == TIE:
        return NEVER
    if piece.joint == FREE:
        return 0.0
    if piece.kind is Kind.LATIN is previous.kind:
        return 0.0 if piece.spaced else piece.joint
    if piece.spaced and piece.kind is Kind.LATIN:
        return 0.0 if last not in NO_END else NEVER
    if first in NO_START or last in NO_END:
        return NEVER
    if piece.kind is Kind.PAIR:
        return NEVER if previous.kind is Kind.PAIR and first == last else _PAIR_FIRST
    if previous.kind is Kind.LATIN and last.isdigit() and piece.kind is Kind.HAN and not piece.spaced:
        return _COUNTED
    return 0.0
