"""Whose each letter of a page made elsewhere is, and which of them stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from broadsheet.press.emit.text_layer import Mark, Rectangle, around, bare

_GRAM_WEIGHT = 5.0
"""Five Han characters in a row are seldom the same in two stories of one page."""
_HAN, _SYLLABLE, _LETTER = 1.0, 0.65, 0.42
"""What a character tells, against a Han character."""
_NEAR = 1.6
"""Times the smaller type size: lines that stand together."""
_LARGER = 1.12
"""Ratio of sizes from which on two characters are of different type."""


@dataclass(frozen=True, slots=True)
class PieceText:
    """What to look for on the page."""

    id: str
    title: str
    text: str
    """The body."""
    extras: tuple[str, ...] = ()
    """Kicker, deck, byline: each as it stands by itself."""
    captions: tuple[str, ...] = ()
    photos: int = 0
    """How many pictures it has."""

    @property
    def parts(self) -> tuple[str, ...]:
        """All its texts, bare."""
        return tuple(text for each in (self.title, self.text, *self.extras, *self.captions) if (text := bare(each)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece in the form in which it is looked for."""

    gram: int
    """Characters in a row that tell this story from others: 5 in Chinese, 12 in English."""
    grams: frozenset[str]
    title: str
    """Bare; where it is shorter than `gram`, only a headline by itself is recognised as it."""
    headings: tuple[frozenset[str], ...]
    """What of `Block.grams` tells that the title is there; then of kicker and deck, where they are long enough."""
    characters: int

    @classmethod
    def of(cls, piece: PieceText) -> Wanted:
        """From the piece's texts."""
        text = "".join(piece.parts)
        gram = round(_GRAM_WEIGHT * len(text) / sum(map(_weight, text))) if text else 1
        grams = frozenset(each for part in piece.parts for each in grams_of(part, gram))
        title = bare(piece.title)
        headings = [frozenset(grams_of(title, gram)) or frozenset((title,)) - {""}]
        headings += [found for each in piece.extras if (found := frozenset(grams_of(bare(each), gram)))]
        return cls(gram, grams, title, tuple(headings), len(text))


@dataclass(frozen=True, slots=True)
class Block:
    """Letters of one piece that stand together on the page, in type of one size."""

    box: Rectangle
    grams: frozenset[str]
    """What of the piece's text is in it."""
    marks: int
    headings: frozenset[int]
    """Which of the piece's headings are in it in large type, at least by half."""


def grams_of(text: str, gram: int) -> Iterator[str]:
    """Every run of `gram` characters; none of a shorter text."""
    return (text[start : start + gram] for start in range(len(text) - gram + 1))


def _weight(character: str) -> float:
    code = ord(character)
    if 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3:
        return _SYLLABLE
    return _HAN if 0x3400 <= code <= 0x9FFF or code >= 0x20000 else _LETTER


# --- whose -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """To whom a letter belongs, and why."""

    piece: int
    gram: str
    """The run of the piece's text that the letter stands in: it begins there, or ends with it."""
    is_display: bool
    """Whether it was found in type larger than most of the page's."""


def claims_of(marks: Sequence[Mark], wanted: Sequence[Wanted]) -> list[Claim | None]:
    """For each mark, which piece it belongs to; `None` where none or several claim it alike.

    The longest run of a piece's text that a mark stands in decides.
    """
    claims: list[Claim | None] = [None] * len(marks)
    longest = [0] * len(marks)

    def claim(places: Sequence[int], number: int, grams: Sequence[str]) -> None:
        for place, gram in zip(places, grams, strict=True):
            held = claims[place]
            if len(places) > longest[place]:
                claims[place], longest[place] = Claim(number, gram, marks[place].size > display), len(places)
            elif len(places) == longest[place] and held is not None and held.piece != number:
                claims[place] = None

    display = _LARGER * median(mark.size for mark in marks) if marks else 0.0
    for sequence in _sequences(marks):
        layer = "".join(marks[place].text for place in sequence)
        for number, piece in enumerate(wanted):
            for start, end in _runs(layer, piece):
                firsts = (min(place, end - piece.gram) for place in range(start, end))
                claim(sequence[start:end], number, [layer[first : first + piece.gram] for first in firsts])
            if 0 < len(piece.title) < piece.gram:
                for start, end in _lines_by_themselves(marks, sequence, piece.title):
                    claim(sequence[start:end], number, [piece.title] * (end - start))
    return claims


def _sequences(marks: Sequence[Mark]) -> Iterator[list[int]]:
    """All marks in the file's order; then those of each display type by itself.

    PDFium puts a line of text that stands near between the lines of a headline.
    """
    yield list(range(len(marks)))
    by_size = sorted(range(len(marks)), key=lambda place: marks[place].size)
    group: list[int] = []
    for place in by_size:
        if group and _differs(marks[group[-1]].size, marks[place].size):
            yield from [sorted(group)] if 2 * len(group) < len(marks) else []
            group = []
        group.append(place)
    yield from [sorted(group)] if 2 * len(group) < len(marks) else []


def _runs(layer: str, piece: Wanted) -> Iterator[tuple[int, int]]:
    """Where the layer follows the piece's text."""
    start: int | None = None
    for place in range(len(layer) - piece.gram + 1):
        if layer[place : place + piece.gram] in piece.grams:
            start = place if start is None else start
        elif start is not None:
            yield start, place + piece.gram - 1
            start = None
    if start is not None:
        yield start, len(layer)


def _lines_by_themselves(marks: Sequence[Mark], sequence: Sequence[int], title: str) -> Iterator[tuple[int, int]]:
    """Where a title that is too short for a run stands between other type, or white."""
    for start in range(len(sequence) - len(title) + 1):
        end = start + len(title)
        own = [marks[place] for place in sequence[start:end]]
        if "".join(mark.text for mark in own) != title:
            continue
        before = marks[sequence[start - 1]] if start else None
        after = marks[sequence[end]] if end < len(sequence) else None
        if _parted(before, own[0]) and _parted(own[-1], after) and not any(map(_parted, own, own[1:])):
            yield start, end


def _parted(one: Mark | None, other: Mark | None) -> bool:
    """Whether two letters that follow each other in the file are of different type, or apart; or there is but one."""
    return one is None or other is None or _differs(one.size, other.size) or not _near(one, other)


def _differs(one: float, other: float) -> bool:
    return max(one, other) > _LARGER * min(one, other)


# --- together --------------------------------------------------------------------------------------------------------


_Letters = list[tuple[Mark, Claim]]
"""Letters of one piece in the file's order."""


def blocks_of(marks: Sequence[Mark], claims: Sequence[Claim | None], wanted: Sequence[Wanted]) -> list[list[Block]]:
    """The blocks of each piece."""
    lines: dict[int, list[_Letters]] = defaultdict(list)
    previous: Claim | None = None
    for mark, claim in zip(marks, claims, strict=True):
        if claim is not None:
            own = lines[claim.piece]
            if previous is None or previous.piece != claim.piece or not _near(own[-1][-1][0], mark):
                own.append([])
            own[-1].append((mark, claim))
        previous = claim
    return [[_block(letters, piece) for letters in _clusters(lines[n])] for n, piece in enumerate(wanted)]


def _clusters(lines: list[_Letters]) -> list[_Letters]:
    """Lines in groups, each line near another of its group and in type of its size."""
    boxes = [(around(mark.box for mark, _ in line), min(mark.size for mark, _ in line)) for line in lines]
    group = list(range(len(lines)))
    for one, (box, size) in enumerate(boxes):
        for other in range(one):
            if group[one] == group[other] or _differs(size, boxes[other][1]):
                continue
            if gap(box, boxes[other][0]) <= _NEAR * min(size, boxes[other][1]):
                old, new = group[one], group[other]
                group = [new if each == old else each for each in group]
    return [
        [letter for line, each in zip(lines, group, strict=True) if each == number for letter in line]
        for number in dict.fromkeys(group)
    ]


def _block(letters: _Letters, piece: Wanted) -> Block:
    display = {claim.gram for _, claim in letters if claim.is_display}
    return Block(
        box=around(mark.box for mark, _ in letters),
        grams=frozenset(claim.gram for _, claim in letters),
        marks=len(letters),
        headings=frozenset(
            n for n, grams in enumerate(piece.headings) if grams and 2 * len(grams & display) >= len(grams)
        ),
    )


def _near(one: Mark, other: Mark) -> bool:
    return gap(one.box, other.box) <= _NEAR * min(one.size, other.size)


# --- rectangles ------------------------------------------------------------------------------------------------------


def gap(one: Rectangle, other: Rectangle) -> float:
    """Points between two rectangles, in the direction in which they are farther apart; negative when they overlap."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down)


def shared(one: Rectangle, other: Rectangle) -> float:
    """Square points that both cover."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)


def extent(box: Rectangle) -> float:
    """Square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def holds(box: Rectangle, mark: Mark) -> bool:
    """Whether the mark's middle is in it."""
    left, top, right, bottom = mark.box
    return box[0] <= (left + right) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3]
