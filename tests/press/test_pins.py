"""Pins, order and the lead: what page.yaml asks for is done, or said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.model import LayoutHints, Paragraph, Text
from broadsheet.press.compose.material import PageInput, Story
from broadsheet.press.compose.page import compose_page
from broadsheet.press.compose.pins import NEAR
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import PageLayout
from press.random_pages import random_page

FACES = default_faces("zh-Hans")
SENTENCE = "江边的市场今天早上六点开门，摊主们把新到的菜一筐一筐摆上台面，问价的人已经排到了门口。"


def story(name: str, priority: int) -> Story:
    blocks = tuple(Paragraph((Text(SENTENCE * 3),)) for _ in range(4))
    return Story(
        f"02/{name}", "article", priority, (f"{name}街上修好了路灯",), (), (), "", "", blocks, (), f"{name}.html",
        None, None, "zh-Hans",
    )  # fmt: skip


def page(hints: LayoutHints) -> PageInput:
    stories = tuple(story(f"a{number}", min(5, number + 1)) for number in range(6))
    return replace(random_page(0, columns=5), stories=stories, hints=hints)


def place(layout: PageLayout, name: str) -> tuple[int, int, int, int]:
    """As a pin says it; the folio takes the first rows."""
    first = min(module.row for module in layout.modules)
    module = next(module for module in layout.modules if module.id == f"02/{name}")
    return module.column + 1, module.row - first + 1, module.columns, module.rows


def told(layout: PageLayout) -> list[str]:
    return [broken.detail for broken in layout.broken if broken.rule == "pin"]


def test_a_pinned_article_stands_where_it_is_pinned_at_the_nearest_height_it_can_take() -> None:
    column, row, columns, rows = place(compose_page(page(LayoutHints(pin=(("a3", (1, 1, 3, 30)),))), FACES), "a3")
    assert (column, row, columns) == (1, 1, 3)
    assert abs(rows - 30) <= 6


@pytest.mark.parametrize("pin", [(1, 50, 2, 24), (4, 1, 2, 24), (1, 1, 3, 30)])
def test_where_a_pin_cannot_be_followed_the_page_says_so(
    pin: tuple[int, int, int, int],
) -> None:
    layout = compose_page(page(LayoutHints(pin=(("a3", pin),))), FACES)
    found = place(layout, "a3")
    is_followed = found[:3] == pin[:3] and abs(found[3] - pin[3]) <= NEAR
    assert is_followed == (told(layout) == [])
    if not is_followed:
        assert told(layout) == [f"'a3' is pinned to {list(pin)} and stands at {list(found)}, the nearest it can"]


def test_the_first_of_the_order_leads() -> None:
    layout = compose_page(page(LayoutHints(order=("a5", "a4", "a3"))), FACES)
    lead = next(module for module in layout.modules if module.rank == 1)
    assert lead.id == "02/a5"
    assert (lead.column, lead.row) == (0, min(module.row for module in layout.modules))
