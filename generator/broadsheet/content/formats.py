"""Sheets and grids that paper.yaml can name.

Sheets as the trade has them: 对开 390 × 545 mm, 四开 270 × 390 mm, Berliner 315 × 470 mm, American broadsheet
375 × 597 mm.
"""

from __future__ import annotations

from broadsheet.content.fields import Fields
from broadsheet.content.nodes import Mapping, Scalar
from broadsheet.content.values import number_of, scalar_of, tuple_of
from broadsheet.diagnostics import did_you_mean, error
from broadsheet.model import PageFormat

FORMAT_KEYS = ("width", "height", "margins", "columns", "rows")

_HAN_SCRIPTS = ("zh", "ja")
_MARGIN_NAMES = ("top", "right", "bottom", "left")


def named_formats(language: str) -> dict[str, PageFormat]:
    """The formats by name: those of Chinese papers for Chinese and Japanese, else those of Latin ones."""
    if language.partition("-")[0].lower() in _HAN_SCRIPTS:
        broadsheet = PageFormat("broadsheet", 390, 545, (15, 17, 15, 17), 8, None)
    else:
        broadsheet = PageFormat("broadsheet", 375, 597, (15, 15, 15, 15), 6, None)
    berliner = PageFormat("berliner", 315, 470, (13, 13, 13, 13), 5, None)
    tabloid = PageFormat("tabloid", 270, 390, (13, 13, 13, 13), 5, None)
    return {each.name: each for each in (broadsheet, berliner, tabloid)}


def read_format(fields: Fields, language: str) -> PageFormat:
    """The value of `format`: a name, or a mapping whose missing keys are those of the broadsheet."""
    formats = named_formats(language)
    node = fields.node("format")
    default = formats["broadsheet"]
    if node is None:
        return default
    if isinstance(node, Mapping):
        return _custom(fields, default)
    scalar = scalar_of(node, "'format'", fields.problems)
    if scalar is None:
        return default
    if scalar.stripped.lower() not in formats:
        hint = did_you_mean(scalar.stripped, formats) or "it is one of " + ", ".join(formats) + ", or a mapping"
        fields.problems.append(error("bad-value", scalar.location, f"there is no format '{scalar.shown}'", hint=hint))
    return formats.get(scalar.stripped.lower(), default)


def _custom(fields: Fields, default: PageFormat) -> PageFormat:
    keys = fields.mapping("format", FORMAT_KEYS)
    if keys is None:
        return default
    width = keys.number("width", 50, 2000) or default.width
    height = keys.number("height", 50, 2000) or default.height
    margins = _margins(keys) or default.margins
    columns = keys.integer("columns", 1, 24) or default.columns
    top, right, bottom, left = margins
    if left + right >= width or top + bottom >= height:
        message = f"the margins leave nothing of a page of {width:g} × {height:g} mm"
        keys.problems.append(error("bad-value", keys.place("margins"), message))
    return PageFormat("custom", width, height, margins, columns, keys.integer("rows", 1, 1000))


def _margins(keys: Fields) -> tuple[float, float, float, float] | None:
    """One number for all sides, or a list of four."""
    node = keys.node("margins")
    if isinstance(node, Scalar):
        side = number_of(node, "'margins'", 0, 500, keys.problems)
        return None if side is None else (side, side, side, side)

    four = tuple_of(
        node, _MARGIN_NAMES, "'margins'", lambda s, what, found: number_of(s, what, 0, 500, found), keys.problems
    )
    return (four[0], four[1], four[2], four[3]) if four else None
