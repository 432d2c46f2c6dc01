"""A page made elsewhere: where on it each article stands.

The text layer of the PDF is aligned with the articles' texts in four steps.

1. **Whose.** Every letter belongs to the article whose text the layer follows longest there, in runs of at least five
   Han or twelve Latin letters. Punctuation, spaces, case, hyphens and ligatures do not count, and the order of lines
   in the file does not matter. What two articles have alike belongs to neither. (`printed_blocks.claims_of`)
2. **Together.** Letters of one article that stand within a line or two of each other, in type of one size, are a
   block. (`blocks_of`)
3. **The article's own blocks.** The one with most of the text, and those further ones (the headline, a caption, a leg
   beyond a photo) that bring text not found yet, as long as the rectangle around them takes in fewer letters of
   others than it gains. So an index, a teaser, a phrase in another story stay outside.
4. **The page as a whole.** Pictures join the article that has photos, by its caption or by nearness; where two areas
   still overlap, the one that loses less by it gives way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.press.emit.printed_blocks import (
    Block,
    PieceText,
    Wanted,
    blocks_of,
    claims_of,
    extent,
    gap,
    grams_of,
    holds,
    shared,
)
from broadsheet.press.emit.text_layer import Mark, Rectangle, TextLayer, around, bare, read_layer
from broadsheet.press.emit.withdrawn import is_gone, masks_of
from broadsheet.press.grid import POINTS_PER_MM

Area = tuple[float, float, float, float]
"""Left, top, width, height in fractions of the page."""

ENOUGH = 0.4
"""Share of an article's letters that must stand in its area for it to be believed …"""
ENOUGH_WITH_HEADLINE = 0.15
"""… or this share where its headline is among them: articles are shortened in print, or go on where nobody knows …"""
ENOUGH_GRAMS = 24
"""… or this many runs of its text: 120 Han characters."""

_MOST_BLOCKS = 64
"""Of an article that are looked at: a text layer in shreds has thousands."""

_OTHERS, _UNKNOWN = 1.0, 0.5
"""What a letter of another article, or of none, costs that an area would take in."""
_BESIDE = 24.0
"""Points from an article to a picture of its own."""
_BACKGROUND = 0.6
"""Share of the page from which on a picture lies behind the articles."""
_TOUCH = 0.02
"""Share of the smaller area that two may have in common."""
_WITHIN = 0.75
"""Share of an area that lies in another when it is set into that article."""
_GIVEN_UP = 0.3
"""Share of its letters that an area may lose to end an overlap."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The printed page's size and the places found on it."""

    width_mm: float
    height_mm: float
    areas: tuple[tuple[str, Area], ...]
    """By piece id, in the order asked for, but areas set into others after those: what comes later lies on top."""
    missing: tuple[str, ...]
    """Ids of pieces that were not found."""
    masks: tuple[tuple[str, Area], ...] = ()
    """Where withdrawn pieces stand, by piece id: the area of each, then what else of them is on the page."""
    doubtful: tuple[str, ...] = ()
    """Ids of withdrawn pieces of which neither their place is found nor that they are gone from the page."""


def find_areas(
    pdf: bytes, pieces: Sequence[PieceText], given: Mapping[str, Area], withdrawn: frozenset[str] = frozenset()
) -> PrintedPage:
    """Where each piece stands on the PDF's first page, as the module's docstring tells.

    `given` areas are taken as they are; `withdrawn` holds the ids of pieces that must not be seen on it. Raises
    UnreadablePdfError.
    """
    layer = read_layer(pdf)
    wanted = [Wanted.of(piece) for piece in pieces]
    claims = claims_of(layer.marks, wanted)
    owners = [claim.piece if claim is not None else None for claim in claims]
    blocks = blocks_of(layer.marks, claims, wanted)
    found: dict[int, Rectangle] = {}
    fixed = {n: _in_points(given[piece.id], layer) for n, piece in enumerate(pieces) if piece.id in given}
    for number, piece in enumerate(wanted):
        if number not in fixed and blocks[number]:
            taken = _own_blocks(number, blocks[number], layer.marks, owners)
            if _is_enough(piece, taken):
                found[number] = around(block.box for block in taken)
    page = _Page(layer, owners, found, fixed)
    page.part()
    page.take_pictures(pieces, wanted, blocks)
    areas = (
        (pieces[number].id, given[pieces[number].id] if number in fixed else _in_fractions(found[number], layer))
        for number in page.order()
    )
    missing = [number for number in range(len(pieces)) if number not in fixed and number not in found]
    taken_back = [number for number, piece in enumerate(pieces) if piece.id in withdrawn]
    is_legible = any(number not in taken_back for number in found)
    return PrintedPage(
        width_mm=layer.width / POINTS_PER_MM,
        height_mm=layer.height / POINTS_PER_MM,
        areas=tuple(areas),
        missing=tuple(pieces[number].id for number in missing),
        masks=tuple(
            (pieces[number].id, _in_fractions(box, layer))
            for number in taken_back
            for box in masks_of(wanted[number], fixed.get(number) or found.get(number), blocks[number], layer)
        ),
        doubtful=tuple(
            pieces[number].id
            for number in taken_back
            if number in missing and not is_gone(wanted[number], blocks[number], is_legible=is_legible)
        ),
    )


def _own_blocks(
    number: int, blocks: Sequence[Block], marks: Sequence[Mark], owners: Sequence[int | None]
) -> list[Block]:
    """The blocks that make up the article: the one with most of its text, then what belongs to it, nearest first."""
    first = max(blocks, key=lambda block: len(block.grams))
    taken, area, known = [first], first.box, set(first.grams)
    others = sorted((block for block in blocks if block is not first), key=lambda block: -block.marks)[:_MOST_BLOCKS]
    while others:
        others.sort(key=lambda block: (gap(area, block.box), block.box))
        for block in others:
            is_new = 2 * len(block.grams - known) > len(block.grams)
            is_heading = bool(block.headings.difference(*(each.headings for each in taken)))
            wider = around((area, block.box))
            if (is_new or is_heading) and _cost(number, area, wider, marks, owners) < block.marks:
                break
        else:
            break
        taken.append(block)
        others.remove(block)
        area, known = wider, known | block.grams
    return taken


def _is_enough(piece: Wanted, blocks: Sequence[Block]) -> bool:
    letters = sum(block.marks for block in blocks)
    known = frozenset[str]().union(*(block.grams for block in blocks))
    has_headline = bool(piece.headings[0]) and piece.headings[0] <= known
    share = ENOUGH_WITH_HEADLINE if has_headline else ENOUGH
    return letters >= min(share * piece.characters, ENOUGH_GRAMS * piece.gram)


def _cost(number: int, area: Rectangle, wider: Rectangle, marks: Sequence[Mark], owners: Sequence[int | None]) -> float:
    """What letters that are not the article's the wider rectangle takes in."""
    return sum(
        _UNKNOWN if owner is None else _OTHERS
        for mark, owner in zip(marks, owners, strict=True)
        if owner != number and holds(wider, mark) and not holds(area, mark)
    )


class _Page:
    """The areas of a page against each other."""

    def __init__(
        self,
        layer: TextLayer,
        owners: Sequence[int | None],
        found: dict[int, Rectangle],
        fixed: Mapping[int, Rectangle],
    ) -> None:
        """`found` is changed in place; `fixed` areas stay as they are."""
        self._layer = layer
        self._owners = owners
        self._found = found
        self._fixed = fixed

    def part(self) -> None:
        """Ends overlaps where that costs an article little; an article set into another stays."""
        for one, other in self._overlaps():
            cuts = [
                (lost, number, box)
                for number, rival in ((one, other), (other, one))
                if number in self._found
                for lost, box in self._cuts(number, self._box(rival))
            ]
            lost, number, box = min(cuts, default=(1.0, -1, self._box(one)))
            if lost <= _GIVEN_UP:
                self._found[number] = box

    def order(self) -> list[int]:
        """The pieces that have an area, those set into others last."""
        boxes = {number: self._box(number) for number in sorted((*self._found, *self._fixed))}

        def depth(number: int) -> int:
            own = boxes[number]
            larger = (box for box in boxes.values() if extent(box) > extent(own))
            return sum(shared(own, box) >= _WITHIN * extent(own) for box in larger)

        return sorted(boxes, key=depth)

    def take_pictures(
        self, pieces: Sequence[PieceText], wanted: Sequence[Wanted], blocks: Sequence[Sequence[Block]]
    ) -> None:
        """Widens areas to the pictures that belong to them, as many as the article has, the largest first."""
        room = {number: pieces[number].photos for number in self._found}
        page = self._layer.width * self._layer.height
        for picture in sorted(self._layer.pictures, key=lambda box: (-extent(box), box)):
            if extent(picture) > _BACKGROUND * page or min(picture[2] - picture[0], picture[3] - picture[1]) < _BESIDE:
                continue
            claims = []
            for number in (number for number in room if room[number]):
                captions = {
                    gram for text in pieces[number].captions for gram in grams_of(bare(text), wanted[number].gram)
                }
                near = [block for block in blocks[number] if gap(block.box, picture) <= _BESIDE]
                is_captioned = any(captions & block.grams for block in near)
                wider = around((self._found[number], picture))
                if (is_captioned or gap(self._found[number], picture) <= _BESIDE) and self._is_free(number, wider):
                    claims.append((not is_captioned, extent(wider) - extent(self._found[number]), number, wider))
            if claims:
                _, _, number, wider = min(claims)
                self._found[number] = wider
                room[number] -= 1

    def _box(self, number: int) -> Rectangle:
        return self._fixed[number] if number in self._fixed else self._found[number]

    def _overlaps(self) -> Iterator[tuple[int, int]]:
        """Pairs of pieces whose areas overlap when they are reached."""
        numbers = sorted((*self._found, *self._fixed))
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                first, second = self._box(one), self._box(other)
                if shared(first, second) > _TOUCH * min(extent(first), extent(second)):
                    yield one, other

    def _cuts(self, number: int, rival: Rectangle) -> Iterator[tuple[float, Rectangle]]:
        """The four ways to end beside the rival: (share of the own letters that are lost, what is left)."""
        left, top, right, bottom = self._found[number]
        own = [m for m, owner in zip(self._layer.marks, self._owners, strict=True) if owner == number]
        own = [mark for mark in own if holds(self._found[number], mark)]
        for box in (
            (left, top, min(right, rival[0]), bottom),
            (max(left, rival[2]), top, right, bottom),
            (left, top, right, min(bottom, rival[1])),
            (left, max(top, rival[3]), right, bottom),
        ):
            if box[0] < box[2] and box[1] < box[3]:
                yield sum(not holds(box, mark) for mark in own) / len(own), box

    def _is_free(self, number: int, wider: Rectangle) -> bool:
        """Whether the area may grow so without taking in others' text or more of their areas."""
        own = self._found[number]
        if _cost(number, own, wider, self._layer.marks, self._owners) > 2 * _OTHERS:
            return False
        others = (self._box(other) for other in (*self._found, *self._fixed) if other != number)
        return all(shared(wider, other) - shared(own, other) <= _TOUCH * extent(other) for other in others)


def _in_points(area: Area, layer: TextLayer) -> Rectangle:
    left, top, width, height = area
    right, bottom = left + width, top + height
    return left * layer.width, top * layer.height, right * layer.width, bottom * layer.height


def _in_fractions(box: Rectangle, layer: TextLayer) -> Area:
    left, right = box[0] / layer.width, box[2] / layer.width
    top, bottom = box[1] / layer.height, box[3] / layer.height
    return round(left, 4), round(top, 4), round(right - left, 4), round(bottom - top, 4)
