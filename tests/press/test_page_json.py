from __future__ import annotations

import json
from dataclasses import replace

import pytest

from broadsheet.press.emit.areas import Area, areas
from broadsheet.press.emit.page_json import foreign_page_json, page_json
from broadsheet.press.grid import grid_of
from broadsheet.press.layout import Fill, Module, PageLayout, Segment, TextBlock, TextStyle
from broadsheet.press.layout import Line as TextLine
from press.hand_set import SHEET, hand_set

GRID = grid_of(SHEET, "zh-Hans")
URL = "2026/11/24/01/index.html"
ADDRESSES = {"01/bridge": "2026/11/24/01/bridge.html", "01/square": "2026/11/24/01/square.html"}


@pytest.fixture(scope="module")
def layout() -> PageLayout:
    return hand_set("zh-Hans")


def words(piece: str, column: int, row: int, rows: int) -> TextBlock:
    line = TextLine((Segment("字", 0, 9, TextStyle("body", 9)),), 9)
    place = GRID.x(column), GRID.y(row)
    return TextBlock("body", piece, *place, GRID.measure, GRID.leading, GRID.baseline, (line,) * rows)


def test_the_document_is_that_of_the_interface(layout: PageLayout) -> None:
    data = page_json(layout, GRID, URL, ADDRESSES)
    document = json.loads(data)
    assert list(document) == ["schema", "code", "url", "width_mm", "height_mm", "columns", "rows", "fill", "boxes"]
    assert (document["schema"], document["code"], document["url"]) == (1, "01", URL)
    assert (document["width_mm"], document["height_mm"]) == (270, 390)
    assert (document["columns"], document["rows"]) == (layout.columns, layout.rows)
    assert [list(box) for box in document["boxes"]] == [["id", "kind", "url", "x", "y", "width", "height"]] * 2
    assert [(box["id"], box["kind"], box["url"]) for box in document["boxes"]] == [
        ("01/bridge", "article", ADDRESSES["01/bridge"]),
        ("01/square", "brief", ADDRESSES["01/square"]),
    ]
    assert data.startswith(b'{\n "schema": 1')
    assert data.endswith(b"}\n")
    assert '"width_mm": 270,' in data.decode()


def test_fill_counts_fillers_and_not_slack(layout: PageLayout) -> None:
    filled = replace(layout, fill=Fill(cells=430, slack=6, filler=20))
    assert json.loads(page_json(filled, GRID, URL, {}))["fill"] == 0.986


def test_a_box_is_its_module_without_the_white_row_below(layout: PageLayout) -> None:
    module = layout.modules[0]
    box = areas(layout, GRID)[0]
    assert box.x * layout.width == pytest.approx(GRID.x(module.column))
    assert box.y * layout.height == pytest.approx(GRID.y(module.row))
    assert box.width * layout.width == pytest.approx(GRID.span(module.columns))
    assert box.height * layout.height == pytest.approx((module.rows - 1) * GRID.leading)


@pytest.mark.parametrize("over", [0, 1])
def test_a_box_at_the_foot_ends_with_the_type_area(layout: PageLayout, over: int) -> None:
    row = layout.rows - 20
    foot = replace(layout.modules[0], row=row, rows=20 + over)
    (box,) = areas(replace(layout, modules=(foot,)), GRID)
    assert (box.y + box.height) * layout.height == pytest.approx(GRID.y(layout.rows))


def test_briefs_have_a_box_each_and_fillers_none(layout: PageLayout) -> None:
    elements = (words("", 0, 10, 2), words("01/one", 0, 12, 5), words("01/two", 0, 18, 4), words("01/two", 1, 12, 3))
    briefs = Module("briefs-1", "briefs", 5, 0, 10, 2, 14, ("01/one", "01/two"), elements)
    filler = Module("filler-1", "filler", 5, 2, 10, 1, 14, (), (words("", 2, 10, 3),))
    one, two = areas(replace(layout, modules=(briefs, filler)), GRID)
    assert (one.piece, one.kind, two.piece, two.kind) == ("01/one", "brief", "01/two", "brief")
    assert one.y * layout.height == pytest.approx(GRID.y(12))
    assert one.height * layout.height == pytest.approx(5 * GRID.leading)
    # A brief that goes over into the next column takes what surrounds both its parts.
    assert two.y * layout.height == pytest.approx(GRID.y(12))
    assert two.width * layout.width == pytest.approx(GRID.span(2))


def test_boxes_stay_on_the_sheet(layout: PageLayout) -> None:
    wide = replace(layout.modules[0], columns=9)
    (box,) = areas(replace(layout, modules=(wide,)), GRID)
    assert box.x + box.width == pytest.approx(1.0)


def test_a_piece_that_leads_nowhere_has_a_box_all_the_same(layout: PageLayout) -> None:
    assert [box["url"] for box in json.loads(page_json(layout, GRID, URL, {}))["boxes"]] == [None, None]


def test_of_a_page_made_elsewhere_only_the_boxes_are_known() -> None:
    found = [Area("01/bridge", "article", 0.1, 0.2, 0.30001, 0.4)]
    document = json.loads(foreign_page_json("01", URL, (289.555, 420.0), found, ADDRESSES))
    assert (document["columns"], document["rows"], document["fill"]) == (None, None, None)
    assert (document["width_mm"], document["height_mm"]) == (289.56, 420)
    assert document["boxes"] == [
        {"id": "01/bridge", "kind": "article", "url": ADDRESSES["01/bridge"],
         "x": 0.1, "y": 0.2, "width": 0.3, "height": 0.4}
    ]  # fmt: skip
