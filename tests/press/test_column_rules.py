"""Rules between modules: each once, joined where they meet, none along a box."""

from __future__ import annotations

import pytest

from broadsheet.content.formats import named_formats
from broadsheet.press.compose.column_rules import THICKNESS, column_rules
from broadsheet.press.grid import grid_of
from broadsheet.press.layout import Module, Stroke

GRID = grid_of(named_formats("zh-Hans")["tabloid"], "zh-Hans")
FIRST = 4


def module(name: str, column: int, row: int, columns: int, rows: int, *, boxed: bool = False) -> Module:
    return Module(name, "article", 3, column, row, columns, rows, (name,), (), boxed=boxed)


def ends(rule: Stroke) -> tuple[tuple[float, float], tuple[float, float]]:
    if rule.vertical:
        return (rule.x, rule.y), (rule.x, rule.y + rule.length)
    return (rule.x, rule.y), (rule.x + rule.length, rule.y)


PINWHEEL = (
    module("a", 0, FIRST, 3, 30),
    module("b", 3, FIRST, 2, 50),
    module("c", 0, FIRST + 30, 2, GRID.rows - FIRST - 30),
    module("d", 2, FIRST + 30, 1, 20),
    module("e", 2, FIRST + 50, 3, GRID.rows - FIRST - 50),
)


def test_a_pinwheel_has_four_rules_that_meet() -> None:
    rules = column_rules(PINWHEEL, GRID, FIRST)
    assert len(rules) == 4
    assert {rule.thickness for rule in rules} == {THICKNESS}
    points = [point for rule in rules for point in ends(rule)]
    left, right = GRID.left, GRID.left + GRID.width
    for x, y in points:
        at_edge = x in (pytest.approx(left), pytest.approx(right))
        at_edge = at_edge or y in (pytest.approx(GRID.y(FIRST)), pytest.approx(GRID.y(GRID.rows)))
        on_another = any(
            (rule.vertical and rule.x == pytest.approx(x) and rule.y - 1e-6 <= y <= rule.y + rule.length + 1e-6)
            or (not rule.vertical and rule.y == pytest.approx(y) and rule.x - 1e-6 <= x <= rule.x + rule.length + 1e-6)
            for rule in rules
            if (x, y) not in ends(rule)
        )
        assert at_edge or on_another, "an end hangs in the air"


def test_level_rules_stand_in_the_white_row_and_upright_ones_in_the_gap() -> None:
    for rule in column_rules(PINWHEEL, GRID, FIRST):
        if rule.vertical:
            column = (rule.x + GRID.gap / 2 - GRID.left) / (GRID.measure + GRID.gap)
            assert column == pytest.approx(round(column))
        else:
            row = (rule.y - GRID.top) / GRID.leading
            assert row % 1 == pytest.approx(0.5)


def test_no_rule_runs_along_a_box() -> None:
    box = module("box", 2, FIRST + 30, 1, 20, boxed=True)
    rules = column_rules((*PINWHEEL[:3], box, PINWHEEL[4]), GRID, FIRST)
    top, foot = GRID.y(FIRST + 30) - GRID.leading / 2, GRID.y(FIRST + 50) - GRID.leading / 2
    left, right = GRID.x(2), GRID.x(2) + GRID.measure
    for rule in rules:
        if rule.vertical:
            assert not (
                left - GRID.gap < rule.x < right + GRID.gap and rule.y < foot - 1 and rule.y + rule.length > top + 1
            )
        else:
            assert not (top - 1 < rule.y < foot + 1 and rule.x < right - 1 and rule.x + rule.length > left + 1)


def test_modules_of_one_row_have_no_level_rule() -> None:
    side_by_side = (module("a", 0, FIRST, 3, GRID.rows - FIRST), module("b", 3, FIRST, 2, GRID.rows - FIRST))
    (rule,) = column_rules(side_by_side, GRID, FIRST)
    assert rule.vertical
    assert rule.y == pytest.approx(GRID.y(FIRST))
    assert rule.length == pytest.approx((GRID.rows - FIRST) * GRID.leading)
