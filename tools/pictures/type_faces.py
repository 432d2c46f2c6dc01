"""Text on charts and maps, set in the fonts of a PyPI package so that no system font is needed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import skia
from inks import INK
from sheet import Sheet

PACKAGE, FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED = 2
"""Index of the simplified Chinese face in the collection."""


def package_file(package: str, name: str) -> Path:
    """A file inside an installed package; stops with what to install when the package is absent."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"install the PyPI package {package.replace('_', '-')}: its fonts letter the charts and maps")
    return Path(spec.origin).parent / name


@cache
def face(weight: int) -> skia.Typeface:
    """Noto Sans CJK at a weight from 100 to 900."""
    base = skia.Typeface.MakeFromFile(str(package_file(PACKAGE, FILE)), SIMPLIFIED)
    # skia copies none of these, so each needs a name that lives until the clone is made.
    places = skia.FontArguments.VariationPosition
    coordinates = places.Coordinates([places.Coordinate(int.from_bytes(b"wght", "big"), float(weight))])
    position = places(coordinates)
    arguments = skia.FontArguments()
    arguments.setCollectionIndex(SIMPLIFIED)
    arguments.setVariationDesignPosition(position)
    return base.makeClone(arguments)


def font(size: float, weight: int = 400) -> skia.Font:
    """A font of `size` pixels."""
    made = skia.Font(face(weight), size)
    made.setSubpixel(True)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    made.setHinting(skia.FontHinting.kNone)
    return made


def wide(text: str, size: float, weight: int = 400) -> float:
    """Width of `text` in pixels."""
    return float(font(size, weight).measureText(text))


def write(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    size: float,
    ink: str = INK,
    weight: int = 400,
    align: str = "left",
    halo: str | None = None,
    alpha: float = 1.0,
) -> None:
    """Write a line with its baseline on `y`; `align` is left, centre or right of `x`; `halo` is the ink round it."""
    x -= wide(text, size, weight) * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    if halo:
        sheet.canvas.drawString(text, x, y, font(size, weight), sheet.paint(halo, line=size * 0.24))
    sheet.canvas.drawString(text, x, y, font(size, weight), sheet.paint(ink, alpha))


def write_down(
    sheet: Sheet, text: str, x: float, y: float, size: float, ink: str, weight: int = 400, gap: float = 1.25
) -> None:
    """Write characters one below another, each centred on `x`, the first baseline on `y`."""
    for i, character in enumerate(text):
        write(sheet, character, x, y + i * size * gap, size, ink, weight, "centre")


def write_along(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    size: float,
    ink: str,
    degrees: float,
    weight: int = 400,
    spread: float = 0.0,
) -> None:
    """Write `text` centred on a point, turned by `degrees`, with `spread` pixels between characters."""
    sheet.canvas.save()
    sheet.canvas.translate(x, y)
    sheet.canvas.rotate(degrees)
    total = sum(wide(character, size, weight) + spread for character in text) - spread
    left = -total / 2
    for character in text:
        write(sheet, character, left, size * 0.35, size, ink, weight)
        left += wide(character, size, weight) + spread
    sheet.canvas.restore()
