"""Icons of the paper for browsers and home screens, made of its nameplate.

A nameplate that is about as high as wide is shown as it is. A wide one would be a line of dust at 32 pixels: there the
name stands in type, a Chinese or Japanese one in rows as seals have it (江城 above 日报), any other by its initials.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw

from broadsheet.output.drawn_text import SetLine, draw_line, ink_of, set_line
from broadsheet.press.compose.headline_breaks import is_han
from broadsheet.press.fonts.faces import FaceSet

RECIPE = 1
"""Counts changes of this module and of those that draw for it."""

_SQUARE = 1.4
"""How much longer one side of a nameplate may be than the other to be shown as it is."""
_FILLED, _FILLED_SMALL, _FILLED_SAFELY = 0.78, 0.92, 0.56
"""Share of the side that the name takes: in a favicon all but an edge, in a maskable icon what lies within the circle
of 80 % (W3C Manifest, icon masks)."""
_SMALL = 48
"""Pixels of the largest favicon."""
_MOST_IN_ROWS = 9
_SMALL_WORDS = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "the", "to"))
_MOST_INITIALS = 3
_LEADING = 1.02


@dataclass(frozen=True, slots=True)
class Brand:
    """What the icons are made of."""

    name: str
    nameplate: Image.Image | None
    """In mode RGBA; `None` when the name is set in type alone."""
    accent: str
    """`#rrggbb` or `#rgb`: the ground under type."""
    ground: str
    """The ground under a picture."""


def icon(brand: Brand, faces: FaceSet, size: int, *, maskable: bool = False) -> bytes:
    """A square PNG without transparency, `size` pixels wide."""
    room = size * (_FILLED_SAFELY if maskable else _FILLED_SMALL if size <= _SMALL else _FILLED)
    picture = brand.nameplate
    if picture is not None and max(picture.size) <= _SQUARE * min(picture.size):
        image = Image.new("RGB", (size, size), brand.ground)
        scale = room / max(picture.size)
        shown = picture.resize(
            (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))), Image.Resampling.LANCZOS
        )
        image.paste(shown, ((size - shown.width) // 2, (size - shown.height) // 2), shown)
    else:
        image = Image.new("L", (size, size))
        _draw_rows(image, faces, rows_of(brand.name), room)
        image = _coloured(image, brand.accent)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def rows_of(name: str) -> tuple[str, ...]:
    """What an icon says of a paper's name, in rows; never empty.

    江城日报 gives two rows of two; The Tidewater Courier gives TC; a longer Chinese name its first character.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name))
    characters = "".join(words)
    if characters and all(map(is_han, characters)):
        if len(characters) > _MOST_IN_ROWS:
            return (characters[0],)
        count = math.isqrt(len(characters) - 1) + 1  # the least square that holds them
        columns = math.ceil(len(characters) / math.ceil(len(characters) / count))
        return tuple(characters[at : at + columns] for at in range(0, len(characters), columns))
    weighty = [word for word in words if word.lower() not in _SMALL_WORDS] or words
    initials = "".join(word[0].upper() if not is_han(word[0]) else word[0] for word in weighty)[:_MOST_INITIALS]
    return (initials or name[:1] or "·",)


def _draw_rows(image: Image.Image, faces: FaceSet, rows: tuple[str, ...], room: float) -> None:
    """The rows one below the other, as large as the room allows, what is drawn in the middle; white on black."""
    lines = tuple(set_line(faces, "nameplate", row) for row in rows)
    left, top, right, bottom = _bounds(faces, lines, 100.0)
    size = 100.0 * room / max(right - left, bottom - top, 1.0)
    left, top, right, bottom = _bounds(faces, lines, size)
    x, y = (image.width - (right - left)) / 2 - left, (image.height - (bottom - top)) / 2 - top
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw_line(draw, faces, line, (x, y + number * _LEADING * size), size, "#ffffff")


def _bounds(faces: FaceSet, lines: tuple[SetLine, ...], size: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn, from the start of the first baseline."""
    boxes = [ink_of(faces, line, size) for line in lines]
    return (
        min(box[0] for box in boxes),
        min(box[1] + number * _LEADING * size for number, box in enumerate(boxes)),
        max(box[2] for box in boxes),
        max(box[3] + number * _LEADING * size for number, box in enumerate(boxes)),
    )


def _coloured(image: Image.Image, ground: str) -> Image.Image:
    """Black becomes the ground and white what stands out from it, by a palette: a third of the bytes of three bands."""
    ends = ImageColor.getrgb(ground)[:3], ImageColor.getrgb(_ink_on(ground))[:3]
    shades = [round(low + (high - low) * step / 255) for step in range(256) for low, high in zip(*ends, strict=True)]
    coloured = Image.frombytes("P", image.size, image.tobytes())
    coloured.putpalette(shades)
    return coloured


def _ink_on(ground: str) -> str:
    """White or black, whichever stands out more (WCAG 2.2, relative luminance)."""
    red, green, blue = (_linear(value / 255) for value in ImageColor.getrgb(ground)[:3])
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
