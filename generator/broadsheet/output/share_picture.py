"""The picture by which an article is known where it is shared: nameplate, kicker, headline, date and page, photo.

1200 × 630 pixels, the 1.91 : 1 that Open Graph consumers show uncropped. The photo stands at the right over the whole
height; the text has the rest, its headline as large as it can be set.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from PIL import Image, ImageDraw

from broadsheet.output.drawn_text import SetLine, draw_line, ink_of, line_width, set_line
from broadsheet.press.compose.headline_breaks import BreakableTitle, breakable, is_han
from broadsheet.press.compose.lettering import Division, Measure, divided, fewest_lines
from broadsheet.press.fonts.faces import FaceSet

WIDTH, HEIGHT = 1200, 630
RECIPE = 1
"""Counts changes of this module and of those that draw for it: pictures made before one are made again."""

_MARGIN = 56
_GUTTER = 40
"""Between text and photo."""
_NAMEPLATE = 60
"""Height of the nameplate's picture; type is set so that it looks as high."""
_TOP_RULE = 136
_BOTTOM_RULE = 550
_FOLIO_BASELINE, _FOLIO_SIZE = 590, 24.0
_KICKER_SIZE = 28.0
_DECK_SIZE, _DECK_LEADING = 28.0, 1.45
_LARGEST, _SMALLEST = 136.0, 40.0
"""Sizes of the headline."""
_MOST_LINES = 6
_PHOTO_WIDTHS = (400, 540)
"""Least and greatest width of a photo that bleeds off three edges."""
_INK, _QUIET, _HAIR = "#121212", "#595959", "#d6d6d6"
_QUALITIES = ((86, 0), (78, 0), (78, 2), (66, 2), (50, 2))
"""(JPEG quality, subsampling of the colours as Pillow counts: 0 for none, 2 for a quarter)."""
_MOST_BYTES = 90_000


@dataclass(frozen=True, slots=True)
class SharePhoto:
    """The article's photo."""

    file: Path
    """Of a variant that is large enough."""
    width: int
    """Of the variant, in pixels."""
    height: int
    focus: tuple[float, float] | None
    """What a crop must keep, in fractions from the top left; `None` for the middle."""
    may_crop: bool
    """Whether it may be cropped: not a drawing or a document."""


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the picture says."""

    name: str
    """Of the paper."""
    nameplate: Image.Image | None
    """The paper's name as a picture with transparency; `None` when it is set in type."""
    title: tuple[str, ...]
    """The stretches between preferred breaks."""
    kicker: str
    """May be empty."""
    deck: str
    """May be empty."""
    folio: str
    """Date and page."""
    language: str
    """Of the article, as a BCP 47 tag."""
    accent: str
    """`#rrggbb` or `#rgb`."""
    ground: str
    photo: SharePhoto | None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text in its place."""

    faces: FaceSet
    line: SetLine
    x: float
    baseline: float
    size: float
    colour: str

    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is drawn, in pixels."""
        left, top, right, bottom = ink_of(self.faces, self.line, self.size)
        return self.x + left, self.baseline + top, self.x + right, self.baseline + bottom


@dataclass(frozen=True, slots=True)
class SharePlan:
    """Where everything stands, in pixels."""

    lines: tuple[PlacedLine, ...]
    text_width: int
    """Of the column that holds the text; it begins at the margin."""
    photo: tuple[int, int, int, int] | None
    """Left, top, right and bottom."""


def share_picture(card: ShareCard, faces: FaceSet, paper_faces: FaceSet) -> bytes:
    """The picture as JPEG; `faces` are those of the article's language, `paper_faces` those of the paper's.

    Raises OSError when the photo cannot be read.
    """
    plan = plan_share_picture(card, faces, paper_faces)
    image = Image.new("RGB", (WIDTH, HEIGHT), card.ground)
    draw = ImageDraw.Draw(image)
    if card.photo is not None and plan.photo is not None:
        _draw_photo(image, card.photo, plan.photo)
    if card.nameplate is not None:
        _draw_nameplate(image, card.nameplate, plan.text_width)
    right = _MARGIN + plan.text_width - 1
    draw.rectangle((_MARGIN, _TOP_RULE, right, _TOP_RULE + 1), fill=_INK)
    draw.rectangle((_MARGIN, _BOTTOM_RULE, right, _BOTTOM_RULE), fill=_HAIR)
    for placed in plan.lines:
        draw_line(draw, placed.faces, placed.line, (placed.x, placed.baseline), placed.size, placed.colour)
    return _jpeg(image)


def plan_share_picture(card: ShareCard, faces: FaceSet, paper_faces: FaceSet) -> SharePlan:
    """The places of text and photo."""
    box = _photo_box(card.photo) if card.photo is not None else None
    width = (box[0] - _GUTTER if box else WIDTH - _MARGIN) - _MARGIN
    lines = [_fitted(paper_faces, "caption", card.folio, _FOLIO_BASELINE, _FOLIO_SIZE, width, _QUIET)]
    if card.nameplate is None:
        lines.append(_fitted(paper_faces, "nameplate", card.name, 106, _name_size(card.name), width, card.accent))
    top = _TOP_RULE + 2.0
    if card.kicker:
        top += 30
        kicker = _fitted(faces, "kicker", card.kicker, top + _KICKER_SIZE * 0.88, _KICKER_SIZE, width, card.accent)
        lines.append(kicker)
        top += _KICKER_SIZE * 1.1
    lines += _story(card, faces, top + (24 if card.kicker else 38), width)
    return SharePlan(tuple(lines), width, box)


def _name_size(name: str) -> float:
    """Han characters fill their em, Latin capitals two thirds of it, and in a longer line."""
    return 58.0 if any(map(is_han, name)) else 46.0


def _fitted(
    faces: FaceSet, role: str, text: str, baseline: float, size: float, width: float, colour: str
) -> PlacedLine:
    """One line, set smaller where it is too long, and cut where that would be too small to read."""
    line = set_line(faces, role, text)
    while line.width * size * 0.7 > width and len(text) > 1:
        text = text[:-1].rstrip()
        line = set_line(faces, role, f"{text}…")
    return PlacedLine(faces, line, _MARGIN, baseline, min(size, width / max(line.width, 0.01)), colour)


# --- headline and deck ----------------------------------------------------------------------------------------------


def _story(card: ShareCard, faces: FaceSet, top: float, width: float) -> Iterator[PlacedLine]:
    """The headline as large as it can be, and the deck under it where that leaves the headline large."""
    room = _BOTTOM_RULE - 24 - top
    leading = 1.2 if any(map(is_han, "".join(card.title))) else 1.08
    deck = _deck(card, faces, width)
    deck_height = len(deck) * _DECK_SIZE * _DECK_LEADING + 20 if deck else 0.0
    title = breakable(card.title, card.language)
    size, texts = _headline(title, faces, width, room - deck_height, leading)
    if deck and size < _LARGEST * 0.6:
        deck = ()
        size, texts = _headline(title, faces, width, room, leading)
    baseline = top
    for number, text in enumerate(texts):
        baseline += size * (0.9 if number == 0 else leading)
        yield PlacedLine(faces, set_line(faces, "headline", text), _MARGIN, baseline, size, _INK)
    baseline += 0.3 * size + 12
    for line in deck:
        baseline += _DECK_SIZE * _DECK_LEADING
        yield PlacedLine(faces, line, _MARGIN, baseline, _DECK_SIZE, _QUIET)


def _headline(
    title: BreakableTitle, faces: FaceSet, width: float, height: float, leading: float
) -> tuple[float, tuple[str, ...]]:
    """Size and lines: of all divisions the one that can be set largest, poor breaks counted against it."""
    measure = _measure(faces, "headline")
    strict = 1.0 if leading > 1.1 else 0.3  # Latin words part well nearly anywhere: lines of one length look better
    best: tuple[float, float, tuple[str, ...]] | None = None
    for count in range(1, _MOST_LINES + 1):
        division = divided(title, count, measure, strict=strict)
        if division is None:
            continue
        texts = _lines(title, division)
        size = _greatest(texts, measure, width, height, leading)
        worth = size / (1 + 0.05 * division.cost)
        if best is None or worth > best[0]:
            best = worth, size, texts
    if best is not None and best[1] >= _SMALLEST:
        return best[1], best[2]
    texts = _lines(title, fewest_lines(title, measure, width / _SMALLEST))
    most = max(1, int((height / _SMALLEST - 1.15) / leading) + 1)
    if len(texts) > most:
        texts = _cut(texts[:most], measure, width / _SMALLEST)
    return _greatest(texts, measure, width, height, leading), texts


def _greatest(texts: tuple[str, ...], measure: Measure, width: float, height: float, leading: float) -> float:
    """The size at which those lines fill width or height."""
    tall = height / (0.9 + leading * (len(texts) - 1) + 0.25)
    return min(_LARGEST, tall, width / max(map(measure, texts)))


def _cut(texts: tuple[str, ...], measure: Measure, limit: float) -> tuple[str, ...]:
    """Lines of a text that goes on: the last ends in an ellipsis."""
    last = texts[-1]
    while measure(f"{last}…") > limit and len(last) > 1:
        last = last[:-1].rstrip()
    return (*texts[:-1], f"{last}…")


def _deck(card: ShareCard, faces: FaceSet, width: float) -> tuple[SetLine, ...]:
    """The deck's lines; none when it takes more than two."""
    if not card.deck:
        return ()

    measure = _measure(faces, "deck")
    title = breakable((card.deck,), card.language)
    lines = _lines(title, fewest_lines(title, measure, width / _DECK_SIZE))
    return tuple(set_line(faces, "deck", text) for text in lines) if len(lines) <= 2 else ()


def _measure(faces: FaceSet, role: str) -> Measure:
    return cache(partial(line_width, faces, role))


def _lines(title: BreakableTitle, division: Division) -> tuple[str, ...]:
    return tuple(title.line(start, end) for start, end in division.lines)


# --- pictures -------------------------------------------------------------------------------------------------------


def _photo_box(photo: SharePhoto) -> tuple[int, int, int, int]:
    """A photo bleeds off the right edge over the whole height; what may not be cropped stands whole in its column."""
    if photo.may_crop:
        least, greatest = _PHOTO_WIDTHS
        return WIDTH - round(min(max(HEIGHT * photo.width / photo.height, least), greatest)), 0, WIDTH, HEIGHT
    scale = min(_PHOTO_WIDTHS[1] / photo.width, (HEIGHT - 2 * _MARGIN) / photo.height)
    width, height = max(1, round(photo.width * scale)), max(1, round(photo.height * scale))
    top = (HEIGHT - height) // 2
    return WIDTH - _MARGIN - width, top, WIDTH - _MARGIN, top + height


def crop_window(
    size: tuple[int, int], target: tuple[int, int], focus: tuple[float, float] | None
) -> tuple[float, float, float, float]:
    """The part of a picture of a size that fills the target's ratio, its middle as near to the focus as can be."""
    scale = min(size[0] / target[0], size[1] / target[1])
    width, height = target[0] * scale, target[1] * scale
    x, y = focus or (0.5, 0.5)
    left = min(max(x * size[0] - width / 2, 0.0), size[0] - width)
    top = min(max(y * size[1] - height / 2, 0.0), size[1] - height)
    return left, top, left + width, top + height


def _draw_photo(image: Image.Image, photo: SharePhoto, box: tuple[int, int, int, int]) -> None:
    target = box[2] - box[0], box[3] - box[1]
    with Image.open(photo.file) as source:
        shown = source.convert("RGBA") if source.has_transparency_data else source.convert("RGB")
    window = crop_window(shown.size, target, photo.focus) if photo.may_crop else None
    shown = shown.resize(target, Image.Resampling.LANCZOS, box=window, reducing_gap=3.0)
    image.paste(shown, box[:2], shown if shown.mode == "RGBA" else None)


def _draw_nameplate(image: Image.Image, nameplate: Image.Image, width: int) -> None:
    scale = min(_NAMEPLATE / nameplate.height, width / nameplate.width)
    size = max(1, round(nameplate.width * scale)), max(1, round(nameplate.height * scale))
    shown = nameplate.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image.paste(shown, (_MARGIN, _TOP_RULE - 22 - size[1]), shown)


def _jpeg(image: Image.Image) -> bytes:
    """At the best quality that keeps it light; colours, in which fine type stands, lose before the rest does."""
    data = b""
    for quality, subsampling in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
        data = buffer.getvalue()
        if len(data) <= _MOST_BYTES:
            break
    return data
