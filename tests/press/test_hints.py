"""Layout hints: what contradicts is told and set aside, the rest is followed."""

from __future__ import annotations

import pytest

from broadsheet.content.formats import named_formats
from broadsheet.model import LayoutHints
from broadsheet.press.compose.hints import settled_hints
from broadsheet.press.grid import grid_of

GRID = grid_of(named_formats("zh-Hans")["tabloid"], "zh-Hans")
ROWS = 80


def test_hints_without_a_contradiction_stay_as_they_are() -> None:
    hints = LayoutHints("bridge", ("bridge", "weather"), (("bridge", 4),), ("weather",), (("weather", (5, 1, 1, 20)),))
    assert settled_hints(hints, GRID, ROWS) == (hints, ())


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        (LayoutHints(width=(("bridge", 6),)), "the width of 'bridge' is 6 columns, and the page has 5"),
        (LayoutHints(pin=(("bridge", (4, 1, 3, 20)),)), "the pin of 'bridge' leaves the page"),
        (LayoutHints(pin=(("bridge", (1, 70, 1, 20)),)), "the pin of 'bridge' leaves the page"),
        (LayoutHints(boxed=("a", "b", "c")), "'c' stay without one"),
    ],
)
def test_what_the_page_cannot_give_is_told_and_set_aside(hints: LayoutHints, said: str) -> None:
    settled, faults = settled_hints(hints, GRID, ROWS)
    assert len(faults) == 1
    assert said in faults[0]
    assert settled == LayoutHints(boxed=hints.boxed[:2])


def test_of_two_pins_that_overlap_the_first_stays() -> None:
    hints = LayoutHints(pin=(("a", (1, 1, 3, 20)), ("b", (3, 20, 2, 5)), ("c", (3, 21, 2, 5))))
    settled, faults = settled_hints(hints, GRID, ROWS)
    assert [slug for slug, _ in settled.pin] == ["a", "c"]
    assert faults == ("the pins of 'a' and 'b' overlap: that of 'b' is set aside",)


def test_a_pin_goes_before_a_width() -> None:
    hints = LayoutHints(width=(("a", 2),), pin=(("a", (1, 1, 3, 20)),))
    settled, faults = settled_hints(hints, GRID, ROWS)
    assert (settled.width, len(faults)) == ((), 1)


def test_the_lead_comes_first_whatever_order_says() -> None:
    settled, faults = settled_hints(LayoutHints(lead="b", order=("a", "b")), GRID, ROWS)
    assert settled.order == ("b", "a")
    assert "the lead comes first" in faults[0]


def test_a_lead_pinned_elsewhere_and_one_driven_from_its_corner_are_told() -> None:
    _, faults = settled_hints(LayoutHints(lead="a", pin=(("a", (2, 1, 3, 20)),)), GRID, ROWS)
    assert "pinned away from the top left corner" in faults[0]
    _, faults = settled_hints(LayoutHints(lead="a", pin=(("b", (1, 1, 3, 20)),)), GRID, ROWS)
    assert "'b' is pinned where the lead 'a' stands" in faults[0]
