"""Photos of a module: how large they may be, what a crop keeps, and how several share a rectangle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.captions import Caption, caption_of
from broadsheet.press.compose.material import PressPhoto
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Picture

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

CROP_SIDE = 0.1
"""What an automatic crop may take from a side (composition.md: photos)."""
GOOD_PPI = 200.0
LEAST_PPI = 150.0
CAPTION_GAP = 4.0
"""Between a photo and its caption, in points."""
LINE_GAP = 0.6
"""White between lines of photos, in rows."""
FOOT_WHITE = 0.45
"""Least white between photos and the text below them, in rows."""


def crop_box(photo: PressPhoto, width: float, height: float) -> tuple[float, float, float, float]:
    """What of the photo shows in a rectangle of that shape, around its focus; at most `CROP_SIDE` off any side.

    The rectangle must be one that `shape_range` allows; one beyond it gets the nearest crop that is allowed.
    """
    whole, wanted = photo.width / photo.height, width / height
    x, y = photo.focus or (0.5, 0.5)
    if not photo.crop or math.isclose(whole, wanted):
        return 0.0, 0.0, 1.0, 1.0
    if wanted < whole:
        left, right = _kept(wanted / whole, x)
        return left, 0.0, right, 1.0
    top, bottom = _kept(whole / wanted, y)
    return 0.0, top, 1.0, bottom


def _kept(share: float, focus: float) -> tuple[float, float]:
    """(from, to) of a side of which so much shows, the focus as near its middle as the bounds of a crop let it."""
    share = min(1.0, max(1.0 - _loss(focus), share))
    loss = 1.0 - share
    start = min(max(focus - share / 2, loss - CROP_SIDE, 0.0), CROP_SIDE, loss)
    return start, start + share


def _loss(focus: float) -> float:
    """How much of a side a crop may take in all, the focus left in sight."""
    return min(2 * CROP_SIDE, CROP_SIDE + max(0.0, min(focus, 1.0 - focus)))


def shape_range(photo: PressPhoto) -> tuple[float, float]:
    """(least, greatest) width over height that the photo can be shown in, over that of the whole."""
    if not photo.crop:
        return 1.0, 1.0
    x, y = photo.focus or (0.5, 0.5)
    return 1.0 - _loss(x), 1.0 / (1.0 - _loss(y))


def least_area(photo: PressPhoto, width: float) -> float:
    """Of the photo so wide, cropped as far as it may be, in square points."""
    _, widest = shape_range(photo)
    return width**2 * photo.height / photo.width / widest


def resolution(photo: PressPhoto, width: float, height: float) -> float:
    """Pixels per inch when it is shown in a rectangle of points."""
    left, top, right, bottom = crop_box(photo, width, height)
    return min((right - left) * photo.width / width, (bottom - top) * photo.height / height) * 72


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """Photos side by side, equally high, that fill a width together."""

    photos: tuple[PressPhoto, ...]
    captions: tuple[Caption, ...]
    """One for each photo, or one below them all."""
    width: float
    gap: float
    least: float
    """Height of the pictures, captions not counted."""
    whole: float
    """The height at which nothing is cropped."""
    most: float

    @property
    def caption_height(self) -> float:
        """Of the tallest caption and the gap above it; 0 without captions."""
        tallest = max(caption.height for caption in self.captions)
        return CAPTION_GAP + tallest if tallest else 0.0

    def widths(self, height: float) -> tuple[float, ...]:
        """Of each photo when they are so high."""
        return _widths(self.photos, self.width - (len(self.photos) - 1) * self.gap, height)

    def crop(self, height: float) -> float:
        """How much of the crop that is allowed is used: 0 to 1."""
        return min(1.0, (1 - min(height, self.whole) / max(height, self.whole)) / (2 * CROP_SIDE))

    def elements(self, piece: str, x: float, y: float, height: float) -> tuple[Element, ...]:
        """Each photo with its caption below it."""
        found: list[Element] = []
        widths = self.widths(height)
        for number, (photo, width) in enumerate(zip(self.photos, widths, strict=True)):
            crop = crop_box(photo, width, height)
            found.append(Picture(piece, photo.path, x, y, width, height, crop, photo.alt))
            if len(self.captions) > 1 or number == len(self.photos) - 1:
                caption = self.captions[min(number, len(self.captions) - 1)]
                left = x if len(self.captions) > 1 else x + width - self.width
                if caption.lines:
                    found.append(caption.block(piece, left, y + height + CAPTION_GAP))
            x += width + self.gap
        return tuple(found)


def _widths(photos: Sequence[PressPhoto], room: float, height: float) -> tuple[float, ...]:
    """Those that may not be cropped keep their shape; the others share what is left by theirs."""
    shapes = [photo.width / photo.height for photo in photos]
    fixed = sum(shape for photo, shape in zip(photos, shapes, strict=True) if not photo.crop)
    elastic = sum(shapes) - fixed
    if not elastic:
        return tuple(room * shape / fixed for shape in shapes)
    unit = (room - fixed * height) / elastic
    return tuple(shape * (unit if photo.crop else height) for photo, shape in zip(photos, shapes, strict=True))


def photo_line(photos: Sequence[PressPhoto], width: float, grid: Grid, setter: Typesetter) -> PhotoLine:
    """Photos side by side over a width; a gallery with a single caption has it below all of them."""
    room = width - (len(photos) - 1) * grid.gap
    shapes = [photo.width / photo.height for photo in photos]
    fixed = sum(shape for photo, shape in zip(photos, shapes, strict=True) if not photo.crop)
    elastic = sum(shapes) - fixed
    whole = room / sum(shapes)
    ranges = [shape_range(photo) for photo in photos if photo.crop]
    narrow, wide = max((low for low, _ in ranges), default=1.0), min((high for _, high in ranges), default=1.0)
    least, most = room / (fixed + elastic * wide), room / (fixed + elastic * narrow)
    captioned = [photo for photo in photos if photo.caption or photo.credit_line]
    if len(photos) > 1 and len(captioned) == 1 and all(photo.layout == "gallery" for photo in photos):
        captions: tuple[Caption, ...] = (caption_of(captioned[0], width, grid, setter),)
    else:
        captions = tuple(
            caption_of(photo, share, grid, setter)
            for photo, share in zip(photos, _widths(photos, room, whole), strict=True)
        )
    return PhotoLine(tuple(photos), captions, width, grid.gap, least, whole, most)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Lines of photos below each other in a rectangle of a module. Rows are base rows."""

    lines: tuple[PhotoLine, ...]
    leading: float
    top: float
    """White above the first photo, so that its edge stands level with the characters beside it."""
    allowed: tuple[int, int] = (1, 10_000)
    """Least and most rows that the page allows it."""

    @property
    def photos(self) -> tuple[PressPhoto, ...]:
        """In reading order."""
        return tuple(photo for line in self.lines for photo in line.photos)

    @property
    def _furniture(self) -> float:
        """Height of all but the pictures, at its least."""
        between = (len(self.lines) - 1) * LINE_GAP * self.leading
        return self.top + sum(line.caption_height for line in self.lines) + between + FOOT_WHITE * self.leading

    @property
    def least(self) -> int:
        """Rows it must have."""
        return max(
            self.allowed[0], math.ceil((self._furniture + sum(line.least for line in self.lines)) / self.leading - 1e-6)
        )

    @property
    def most(self) -> int:
        """Rows it can fill; one more than it can where no whole number of rows lies within its range."""
        most = int((self._furniture + sum(line.most for line in self.lines)) / self.leading + 1e-6)
        return max(self.least, min(most, self.allowed[1]))

    def heights(self, rows: int) -> tuple[float, ...]:
        """Of each line's pictures on so many rows."""
        room = rows * self.leading - self._furniture
        least, most = sum(line.least for line in self.lines), sum(line.most for line in self.lines)
        give = max(0.0, min(1.0, (room - least) / (most - least))) if most > least else 1.0
        return tuple(line.least + give * (line.most - line.least) for line in self.lines)

    def crop(self, rows: int) -> float:
        """The severest crop on so many rows: 0 none, 1 all that is allowed."""
        pairs = zip(self.lines, self.heights(rows), strict=True)
        return max(line.crop(height) for line, height in pairs)

    def areas(self, rows: int) -> tuple[float, ...]:
        """Of the pictures on so many rows, in square points, the largest first; a gallery's count as one."""
        found: list[float] = []
        gallery = 0.0
        for line, height in zip(self.lines, self.heights(rows), strict=True):
            for photo, width in zip(line.photos, line.widths(height), strict=True):
                if photo.layout == "gallery":
                    gallery += width * height
                else:
                    found.append(width * height)
        return tuple(sorted((*found, gallery) if gallery else found, reverse=True))

    def resolution(self, rows: int) -> float:
        """Pixels per inch of the coarsest photo."""
        return min(
            resolution(photo, width, height)
            for line, height in zip(self.lines, self.heights(rows), strict=True)
            for photo, width in zip(line.photos, line.widths(height), strict=True)
        )

    def elements(self, piece: str, x: float, y: float, rows: int, *, at_foot: bool = False) -> tuple[Element, ...]:
        """The photos and captions, the cluster's top left corner in a place; `at_foot`: the white stands above them."""
        found: list[Element] = []
        y += self.top
        if at_foot:
            used = self._furniture - FOOT_WHITE * self.leading + sum(self.heights(rows))
            y += max(0.0, rows * self.leading - used - self.top)
        for line, height in zip(self.lines, self.heights(rows), strict=True):
            found += line.elements(piece, x, y, height)
            y += height + line.caption_height + LINE_GAP * self.leading
        return tuple(found)


def clusters(photos: Sequence[PressPhoto], width: float, grid: Grid, setter: Typesetter) -> tuple[Cluster, ...]:
    """The ways to set the photos in so wide a rectangle, the usual one first."""
    top = (grid.leading - grid.body_size) / 2
    found: list[Cluster] = []
    for counts in partitions(len(photos), width / grid.body_size):
        lines, start = [], 0
        for count in counts:
            lines.append(photo_line(photos[start : start + count], width, grid, setter))
            start += count
        found.append(Cluster(tuple(lines), grid.leading, top))
    return tuple(found)


def partitions(photos: int, width: float) -> tuple[tuple[int, ...], ...]:
    """How many photos stand in each line; `width` in characters. A photo has six characters' width at least.

    One photo dominates where the width allows it: it has the first line to itself.
    """
    widest = max(1, int(width / 6))
    if photos == 1:
        return ((1,),)
    found: list[tuple[int, ...]] = []
    for lines in (1, 2, 3):
        if lines <= photos <= lines * widest:
            found.append(_even(photos, lines))
        if 2 <= lines <= photos and photos - 1 <= (lines - 1) * widest:
            found.append((1, *_even(photos - 1, lines - 1)))
    if not found:
        found.append(_even(photos, math.ceil(photos / widest)))
    return tuple(dict.fromkeys(found))


def _even(photos: int, lines: int) -> tuple[int, ...]:
    """So many photos on so many lines, the fuller lines last."""
    each, more = divmod(photos, lines)
    return tuple(each + (1 if line >= lines - more else 0) for line in range(lines))
