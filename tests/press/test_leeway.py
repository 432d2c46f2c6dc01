"""What the composer does where the usual led to no good page, and what it never does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.press.compose.attempts import attempts
from broadsheet.press.compose.leeway import USUAL, Leeway, leeway_of
from broadsheet.press.compose.material import PageInput, PressPhoto, Story
from broadsheet.press.compose.page import compose_page
from broadsheet.press.compose.photos import LEAST_PPI, resolution
from broadsheet.press.compose.tiling import Placed, Shape, Tile
from broadsheet.press.compose.tiling_rules import broken_rules, is_banner
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Picture
from press.modules_at_work import planned, settings
from press.random_pages import random_page


def ranks(page: PageInput, leeway: Leeway) -> list[int]:
    return [plan.tile.rank for plan in planned(page, leeway=leeway)]


def test_the_lock_tells_what_a_page_was_composed_with() -> None:
    for attempt in attempts("han"):
        ladder, leeway = leeway_of(attempt.name)
        assert ladder == attempt.ladder.name
        assert leeway == replace(attempt.leeway, need=False)
    assert leeway_of("") == ("", USUAL)


def test_the_usual_is_tried_first_and_need_last() -> None:
    tried = [attempt.leeway for attempt in attempts("han")]
    assert tried[0] == USUAL
    first_need = next(number for number, leeway in enumerate(tried) if leeway.need)
    assert all(leeway.need for leeway in tried[first_need:])


def test_demoted_articles_go_down_one_rank_and_the_lead_stays() -> None:
    page = random_page(75, columns=5)
    usual, demoted = ranks(page, USUAL), ranks(page, Leeway(demoted=True))
    assert demoted[0] == usual[0] == 1
    changed = [after - before for before, after in zip(usual, demoted, strict=True) if before != after]
    assert changed
    assert set(changed) == {1}
    assert len(changed) <= 3


def test_loose_photos_may_be_smaller() -> None:
    page = next(page for page in map(random_page, range(50)) if page.stories[0].photos)
    usual, loose = planned(page)[0], planned(page, leeway=Leeway(loose=True))[0]
    assert loose.cells[0] < usual.cells[0]


def test_below_a_banner_the_lead_does_not_run_through_all_columns() -> None:
    page = random_page(75, columns=5)
    free = planned(page)[0].tile.shapes
    assert any(is_banner(shape, 5) for shape in free)
    below = planned(page, banner_room=500.0)[0].tile.shapes
    assert below
    assert not any(is_banner(shape, 5) for shape in below)


def test_a_third_headline_through_all_columns_is_a_broken_rule() -> None:
    shape = Shape(5, ((30, 0.0),), 0.0, 0, headline_size=20, headline_rows=3)
    placed = [Placed(Tile(f"{n}", 1 + n, (shape,)), shape, 0, 30 * n, 5, 30) for n in range(3)]

    def told(count: int, banners: int) -> bool:
        return any(rule == "banner" for rule, *_ in broken_rules(placed[:count], 5, 90, banners=banners))

    assert [told(3, 0), told(2, 0), told(2, 1), told(1, 1)] == [True, False, True, False]


def photographed(story: Story, width: int) -> Story:
    photo = PressPhoto("a.jpg", width, width * 2 // 3, "早市开门。", "何川 摄", "市场", "lead", None, True)
    return replace(story, photos=(photo,))


@pytest.mark.parametrize("width", [480, 700, 1000])
def test_no_photo_is_blown_up_that_is_fine_enough_for_a_column(width: int) -> None:
    page = random_page(57)
    page = replace(page, stories=(photographed(page.stories[0], width), *page.stories[1:]))
    photo = page.stories[0].photos[0]
    for _, module in settings(planned(page)[0], page):
        for picture in (element for element in module.elements if isinstance(element, Picture)):
            assert resolution(photo, picture.width, picture.height) >= LEAST_PPI - 0.5


def test_a_photo_too_small_for_any_column_is_still_printed() -> None:
    page = random_page(57)
    page = replace(page, stories=(photographed(page.stories[0], 100), *page.stories[1:]))
    layout = compose_page(page, default_faces(page.language))
    pictures = [element for module in layout.modules for element in module.elements if isinstance(element, Picture)]
    assert any(picture.path == "a.jpg" for picture in pictures)
    assert any(broken.rule == "resolution" for broken in layout.broken)


def test_a_leg_that_ends_with_a_box_in_the_text_ends_at_the_boxs_border() -> None:
    page = random_page(36)
    layout = compose_page(page, default_faces(page.language))
    assert [broken for broken in layout.broken if broken.rule == "legs"] == []
