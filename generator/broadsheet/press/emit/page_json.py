"""`page.json`: the page's model for machines: its sheet and the boxes of its articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from broadsheet.press.emit.areas import Area, areas
from broadsheet.press.grid import POINTS_PER_MM, Grid
from broadsheet.press.layout import Fill, PageLayout

SCHEMA = 1
_PLACES = 4
"""Decimals of a fraction: a thirtieth of a millimetre on the widest sheet."""


def page_json(layout: PageLayout, grid: Grid, url: str, addresses: Mapping[str, str]) -> bytes:
    """A composed page as JSON: UTF-8, keys in the order of the interface, one newline at the end.

    `url` is the page's address; `addresses` tells where the box of each piece leads, by the piece's id.
    """
    return _json(
        {
            "schema": SCHEMA,
            "code": layout.code,
            "url": url,
            "width_mm": _mm(layout.width / POINTS_PER_MM),
            "height_mm": _mm(layout.height / POINTS_PER_MM),
            "columns": layout.columns,
            "rows": layout.rows,
            "fill": round(_carried(layout.fill), 3),
            "boxes": _boxes(areas(layout, grid), addresses),
        }
    )


def foreign_page_json(
    code: str,
    url: str,
    size_mm: tuple[float, float],
    found: Iterable[Area],
    addresses: Mapping[str, str],
) -> bytes:
    """A page made elsewhere, of which only the sheet and the boxes found on it are known; the rest is null."""
    width, height = size_mm
    return _json(
        {
            "schema": SCHEMA,
            "code": code,
            "url": url,
            "width_mm": _mm(width),
            "height_mm": _mm(height),
            "columns": None,
            "rows": None,
            "fill": None,
            "boxes": _boxes(found, addresses),
        }
    )


def _boxes(found: Iterable[Area], addresses: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": area.piece,
            "kind": area.kind,
            "url": addresses.get(area.piece),
            "x": round(area.x, _PLACES),
            "y": round(area.y, _PLACES),
            "width": round(area.width, _PLACES),
            "height": round(area.height, _PLACES),
        }
        for area in found
    ]


def _carried(fill: Fill) -> float:
    """Share of the type area's cells that carry text, headline, picture, banner or filler."""
    return (fill.cells - fill.slack) / fill.cells if fill.cells else 1.0


def _mm(length: float) -> float | int:
    """To a hundredth; whole millimetres without a decimal point."""
    rounded = round(length, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
