"""A text cut into pieces that are not divided: full-width characters, marks, signs of two, words or their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.press.typeset.classes import TIED, Kind, kind_of
from broadsheet.press.typeset.runs import Run, StyledText
from broadsheet.press.typeset.widths import Faces, Widths
from broadsheet.press.typeset.words import Hyphenator, joints

NEVER = float("inf")
"""Penalty of a place that is none to break at."""
FREE = -1.0
"""Joint that the text itself opens: a zero-width space."""
TIE = -2.0
"""Joint that the text itself closes: a no-break space."""

_HYPHEN = 60.0
_JOINT = 20.0
_EMERGENCY = 3000.0
_ANYWHERE = re.compile("[一-鿿㐀-䶿あいうえおか-ちつ-もやゆよら-ろわ-んアイウエオカ-チツ-モヤユヨラ-ロワ-ン]+")
"""No small kana, no signs of repetition: what the edges of a line do not shun."""
_QUOTES = frozenset("“”‘’—…")
"""Full-width in Han text, proportional in Latin text."""


class Piece(NamedTuple):
    """What is not divided."""

    kind: Kind
    start: int
    end: int
    run: Run
    width: float
    """In points; of marks, when set half."""
    white: float = 0.0
    """The half em that a mark has beside its ink."""
    joint: float = NEVER
    """Penalty of a break before it where no rule of Han text opens one."""
    hyphen: float = 0.0
    """Width of the hyphen that a break before it sets."""
    spaced: bool = False
    """Whether a space stands before it."""
    widths: tuple[float, ...] = ()
    """Of the characters of a stretch that goes on after a Han character with others; empty for a single piece."""


class Scanner:
    """Cuts texts into pieces."""

    def __init__(self, faces: Faces, *, han: bool, hyphenate: Hyphenator | None, most: float) -> None:
        """With `han`, quotation marks and dashes are full-width. Words wider than `most` are cut between characters."""
        self._faces = faces
        self._han = han
        self._hyphenate = hyphenate
        self._most = most

    def pieces(self, styled: StyledText) -> Iterator[Piece]:
        """The pieces of a text in order; spaces and invisible characters are told by the piece after them."""
        text, position = styled.text, 0
        spaced, joint, soft = False, NEVER, False
        for run in styled.runs:
            widths, size, end = self._faces[run.style.face], run.style.size, run.end
            while position < end:
                character = text[position]
                kind = self._kind(text, position)
                first = position
                position += 1
                if kind is Kind.SPACE:
                    spaced = True
                    if character in TIED:
                        joint = TIE
                    continue
                if kind is Kind.NOTHING:
                    joint, soft = TIE if character == "\u2060" else FREE, character == "\u00ad"
                    continue
                while position < end and kind_of(text[position]) is Kind.MARK:
                    position += 1
                if kind is Kind.HAN and position == first + 1:
                    yield Piece(kind, first, position, run, widths[character] * size, 0.0, joint, 0.0, spaced)
                    end_of_stretch = _stretch_end(text, first, end)
                    if end_of_stretch > position:
                        own = tuple([widths[more] * size for more in text[position:end_of_stretch]])
                        yield Piece(kind, position, end_of_stretch, run, own[-1], widths=own)
                        position = end_of_stretch
                elif kind is Kind.OPEN or kind is Kind.CLOSE:
                    width, half = widths[character], widths.half(character)
                    yield Piece(kind, first, position, run, half * size, (width - half) * size, joint, 0.0, spaced)
                elif kind is Kind.LATIN or kind is Kind.MARK:
                    while position < end and self._kind(text, position) in (Kind.LATIN, Kind.MARK):
                        position += 1
                    hyphen = widths.word("-") * size if soft else 0.0
                    yield from self._word(text, first, position, run, widths, joint, hyphen, spaced)
                else:
                    is_pair = kind is Kind.PAIR and position < end and text[position] == character
                    if is_pair and widths.word(character * 2) * size <= self._most:
                        position += 1
                    width = widths.word(text[first:position]) * size
                    yield Piece(Kind.PAIR, first, position, run, width, 0.0, joint, 0.0, spaced)
                spaced, joint, soft = False, NEVER, False

    def _kind(self, text: str, position: int) -> Kind:
        character = text[position]
        if character in _QUOTES:
            if not self._han:
                return Kind.LATIN
            if character == "’" and text[position - 1 : position].isascii() and text[position - 1 : position].isalnum():
                following = text[position + 1 : position + 2]
                if following.isascii() and following.isalpha():
                    return Kind.LATIN
            # ’97: what is left out of a year, unless it closes a quotation.
            is_left_out = character == "’" and text[position + 1 : position + 2].isdigit()
            if is_left_out and text.rfind("‘", 0, position) <= text.rfind("’", 0, position):
                return Kind.LATIN
        return kind_of(character)

    def _word(
        self,
        text: str,
        start: int,
        end: int,
        run: Run,
        widths: Widths,
        joint: float,
        hyphen: float,
        spaced: bool,
    ) -> Iterator[Piece]:
        word, size = text[start:end], run.style.size
        places: dict[int, tuple[float, bool]] = {}
        if self._hyphenate:
            # A link or a bold stretch may begin inside the word: it is hyphenated as one.
            before, after = _letters_beside(text, start, end)
            whole_word = text[before:after]
            inside = [place + before - start for place in self._hyphenate(whole_word)]
            places = {place: (_HYPHEN, True) for place in inside if 0 < place < len(word)}
        places |= dict.fromkeys(joints(word), (_JOINT, False))
        if widths.word(word) * size > self._most:
            places = {place: places.get(place, (_EMERGENCY, False)) for place in range(1, len(word))}
        done, reached = 0, 0.0
        for place in (*sorted(places), len(word)):
            whole = widths.word(word[:place])
            yield Piece(
                Kind.LATIN, start + done, start + place, run, (whole - reached) * size, 0.0, joint, hyphen, spaced
            )
            if place < len(word):
                joint, hyphenated = places[place]
                hyphen = (widths.word(word[:place] + "-") - whole) * size if hyphenated else 0.0
            done, reached, spaced = place, whole, False


def _letters_beside(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the word ends on both sides that a stretch of it is part of."""
    before, after = start, end
    if text[start].isalpha():
        while before and text[before - 1].isalpha() and kind_of(text[before - 1]) is Kind.LATIN:
            before -= 1
    if text[end - 1].isalpha():
        while after < len(text) and text[after].isalpha() and kind_of(text[after]) is Kind.LATIN:
            after += 1
    return before, after


def _stretch_end(text: str, start: int, end: int) -> int:
    """Where ideographs and kana that may stand anywhere in a line end; the last keeps off a combining sign."""
    stretch = _ANYWHERE.match(text, start, end)
    if not stretch:
        return start
    found = stretch.end()
    return found - 1 if found < end and kind_of(text[found]) is Kind.MARK else found
