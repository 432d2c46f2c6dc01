"""The grid: what a format and a language give (composition.md: sheet and type)."""

from __future__ import annotations

import pytest

from broadsheet.content.formats import named_formats
from broadsheet.model import PageFormat
from broadsheet.press.grid import POINTS_PER_MM, Grid, grid_of


@pytest.mark.parametrize(
    ("language", "name", "columns", "measure", "gap", "leading", "script"),
    [
        ("zh-Hans", "broadsheet", 8, 117, 9, 12, "han"),
        ("ja", "tabloid", 5, 117, 9, 12, "han"),
        ("en", "broadsheet", 6, 156, 12, 10.5, "latin"),
        ("de", "berliner", 5, 156, 12, 10.5, "latin"),
    ],
)
def test_named_formats_have_the_columns_of_the_trade(
    language: str, name: str, columns: int, measure: float, gap: float, leading: float, script: str
) -> None:
    grid = grid_of(named_formats(language)[name], language)
    assert (grid.columns, grid.measure, grid.gap, grid.leading, grid.script) == (columns, measure, gap, leading, script)
    assert grid.body_size == 9


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("name", ["broadsheet", "berliner", "tabloid"])
def test_the_type_area_lies_in_the_middle_of_the_sheet(language: str, name: str) -> None:
    grid = grid_of(named_formats(language)[name], language)
    assert grid.left >= 9 * POINTS_PER_MM
    assert grid.left * 2 + grid.width == pytest.approx(grid.sheet_width)
    assert grid.top + grid.height <= grid.sheet_height - 9 * POINTS_PER_MM


def test_a_format_of_the_papers_own_gets_columns_of_whole_characters() -> None:
    grid = grid_of(PageFormat("custom", 280, 400, (14, 13, 14, 13), 5, 88), "zh-Hans")
    assert (grid.columns, grid.rows, grid.measure % 9) == (5, 88, 0)
    assert grid.width <= (280 - 26) * POINTS_PER_MM < grid.width + 5 * 9


def test_places_follow_from_columns_and_rows() -> None:
    grid = grid_of(named_formats("zh-Hans")["tabloid"], "zh-Hans")
    assert grid.x(1) - grid.x(0) == grid.measure + grid.gap
    assert grid.span(3) == 3 * 117 + 2 * 9
    assert grid.y(10) == grid.top + 120
    assert 0 < grid.baseline < grid.leading


def test_a_spread_is_one_sheet_of_double_width_with_columns_through_the_fold() -> None:
    single = grid_of(named_formats("zh-Hans")["tabloid"], "zh-Hans")
    spread: Grid = single.widened()
    assert spread.sheet_width == 2 * single.sheet_width
    assert spread.columns > 2 * single.columns
    assert spread.left * 2 + spread.width == pytest.approx(spread.sheet_width)
    assert (spread.rows, spread.measure) == (single.rows, single.measure)
