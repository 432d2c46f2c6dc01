"""Modules: what the desk decides before composition, and what a page must bear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.model import LayoutHints, Paragraph, Text
from broadsheet.press.compose.material import PageInput, PressPhoto, Story
from broadsheet.press.compose.modules import filler_plan, realise
from broadsheet.press.compose.packing import Placed
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Frame, Picture, Stroke, TextBlock
from broadsheet.press.typeset.typesetter import Typesetter
from press.modules_at_work import FIRST_ROW, ROWS, planned, settings
from press.random_pages import random_page


def story(number: int, kind: str = "article", priority: int = 3, characters: int = 300, **more: object) -> Story:
    text = "昨天清晨六点，老桥上的第一盏灯还亮着，修桥的人已经收好了工具。" * (characters // 31 + 1)
    plain = Story(
        f"02/s{number}", kind, priority, ("老桥今晨", "重新通车"), (), (), "本报记者　林晓", "",
        (Paragraph((Text(text[:characters]),)),), (), f"02/s{number}/", None, None, "zh-Hans",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def pages(*stories: Story) -> PageInput:
    return replace(random_page(1, "zh-Hans", 5), stories=stories)


def test_briefs_are_folded_into_one_module_that_names_them_all() -> None:
    briefs = [story(n, "brief", 5, 80) for n in range(2, 6)]
    page = pages(story(1, priority=1, characters=900), *briefs)
    (plan,) = [plan for plan in planned(page) if plan.kind == "briefs"]
    assert plan.tile.id == "briefs-1"
    for _, module in settings(plan, page):
        assert module.pieces == tuple(brief.id for brief in briefs)
        blocks = [e for e in module.elements if isinstance(e, TextBlock)]
        assert blocks[0].lines[0].text == page.furniture.briefs_title
        heads = [block for block in blocks if block.role == "headline"]
        assert {block.piece for block in heads} == set(module.pieces)
        assert all(10.5 <= s.style.size <= 12 for block in heads for line in block.lines for s in line.segments)


def test_a_single_brief_has_a_module_of_its_own() -> None:
    page = pages(story(1, priority=1, characters=900), story(2, "brief", 5, 80))
    assert [plan.kind for plan in planned(page)] == ["article", "brief"]


def test_boxes_are_two_at_most_and_keep_a_character_free() -> None:
    notices = [story(n, "notice", 4, 120) for n in range(2, 6)]
    page = pages(story(1, priority=1, characters=900), *notices)
    plans = planned(page)
    assert [plan.tile.boxed for plan in plans].count(True) == 2
    (boxed, *_) = [plan for plan in plans if plan.tile.boxed]
    for placed, module in settings(boxed, page):
        (frame,) = [e for e in module.elements if isinstance(e, Frame)]
        assert frame.stroke == 0.5
        assert frame.width == pytest.approx(page.grid.span(placed.columns))
        for block in (e for e in module.elements if isinstance(e, TextBlock)):
            assert block.x >= frame.x + page.grid.body_size - 0.1
            assert block.x + block.width <= frame.x + frame.width - page.grid.body_size + 0.1


def test_page_yaml_is_heard() -> None:
    page = pages(*(story(n, priority=2, characters=500) for n in range(1, 8)))
    hints = LayoutHints(lead="s3", order=("s3", "s1"), width=(("s2", 4),), boxed=("s4",), pin=(("s5", (1, 60, 2, 20)),))
    plans = {plan.tile.id: plan for plan in planned(page, hints=hints)}
    assert plans["02/s3"].tile.rank == 1
    assert (plans["02/s3"].tile.order, plans["02/s1"].tile.order) == (0, 1)
    assert {shape.columns for shape in plans["02/s2"].tile.shapes} == {4}
    assert [plan.tile.id for plan in plans.values() if plan.tile.boxed] == ["02/s4"]
    assert plans["02/s5"].tile.pin == (0, 59, 2, 20)


def test_ranks_have_one_lead_and_two_seconds() -> None:
    ranks = [plan.tile.rank for plan in planned(pages(*(story(n, priority=1, characters=400) for n in range(1, 7))))]
    assert ranks.count(1) == 1
    assert ranks.count(2) <= 2


def test_one_module_at_least_leaves_the_base_measure_on_a_full_page() -> None:
    page = pages(*(story(n, priority=min(4, n), characters=600) for n in range(1, 8)))
    loose = [plan for plan in planned(page) for _, module in settings(plan, page) if module.measure > page.grid.measure]
    assert loose


# --- what a page must bear ------------------------------------------------------------------------------------------

PHOTO = PressPhoto("a.jpg", 3000, 2000, "图为河堤合龙现场。", "王五 摄", "河堤", "inline", None, True)


@pytest.mark.parametrize(
    "stories",
    [
        (story(1, characters=100),),
        (story(1, characters=12),),
        (story(1, title=()),),
        (story(1, photos=tuple(replace(PHOTO, path=f"{n}.jpg") for n in range(12))),),
        (story(1, "photo", characters=60, photos=(PHOTO,)),),
        (story(1, "photo", blocks=(), photos=(PHOTO, replace(PHOTO, path="b.jpg"))),),
        (story(1, "advert", 5, blocks=(), title=(), label="广告", photos=(replace(PHOTO, crop=False),)),),
        (story(1, title=("一" * 90,)),),
        tuple(story(n, "brief", 5, 90) for n in range(40)),
        tuple(story(n, characters=180) for n in range(40)),
        (story(1, photos=(replace(PHOTO, width=200, height=150),)),),
    ],
    ids=[
        "100",
        "12",
        "untitled",
        "12 photos",
        "photo",
        "photos alone",
        "advert",
        "long title",
        "40 briefs",
        "40",
        "coarse",
    ],
)
def test_any_story_gives_shapes(stories: tuple[Story, ...]) -> None:
    page = pages(*stories)
    plans = planned(page, need=True)
    assert {each.id for plan in plans for each in plan.stories} == {each.id for each in stories}
    for plan in plans:
        assert plan.tile.shapes, plan.tile.id
        for _, module in settings(plan, page):
            assert module.elements


def test_a_filler_takes_any_rectangle() -> None:
    page = pages(story(1))
    setter = Typesetter(default_faces(page.language), page.grid, page.language)
    plan = filler_plan(1, page.furniture.house_notice, page.grid, setter, ROWS)
    assert {shape.columns for shape in plan.tile.shapes} == set(range(1, 6))
    for placed, module in settings(plan, page):
        assert (module.kind, module.pieces) == ("filler", ())
        foot = page.grid.y(FIRST_ROW + placed.rows - 1)
        for element in module.elements:
            assert element.y <= foot
            if isinstance(element, TextBlock):
                assert element.y + len(element.lines) * element.leading <= foot


def test_a_filler_draws_no_border_and_a_small_one_is_a_house_line() -> None:
    page = pages(story(1))
    setter = Typesetter(default_faces(page.language), page.grid, page.language)
    plan = filler_plan(1, ("江城日报", "江水天天过，报纸天天来"), page.grid, setter, ROWS)
    cells = page.grid.columns * page.grid.rows
    seen = set()
    for placed, module in settings(plan, page):
        is_small = placed.columns * placed.rows <= 0.03 * cells or placed.rows <= 6
        blocks = [element for element in module.elements if isinstance(element, TextBlock)]
        rules = [element for element in module.elements if isinstance(element, Stroke)]
        assert len(blocks) + len(rules) == len(module.elements), "no frame, no ground"
        width = page.grid.span(placed.columns)
        assert all(rule.length < width - 17 for rule in rules), "the page draws the rules around it"
        assert not (is_small and rules)
        sizes = [block.lines[0].segments[0].style.size for block in blocks]
        assert is_small == (sizes[0] < 16)
        middle = page.grid.x(placed.column) + page.grid.span(placed.columns) / 2
        for block in blocks:
            assert block.x + block.width / 2 == pytest.approx(middle)
        if placed.rows >= 5:
            assert blocks[0].lines[0].text == "江城日报"
            assert len(blocks) == 2, placed
        seen.add(is_small)
    assert seen == {True, False}


def test_at_the_foot_a_module_has_no_white_row() -> None:
    page = pages(story(1, priority=1, characters=900))
    (plan,) = planned(page)
    shape = plan.tile.shapes[0]
    rows = shape.heights[0][0]
    high = Placed(plan.tile, shape, 0, 0, shape.columns, rows)
    low = Placed(plan.tile, shape, 0, plan.region_rows - rows, shape.columns, rows)
    assert realise(plan, high, page.grid, FIRST_ROW).rows == rows
    assert realise(plan, low, page.grid, FIRST_ROW).rows == rows - 1


def test_what_is_pinned_fits_its_rectangle_be_it_short_or_long() -> None:
    for characters in (150, 300, 2500):
        page = pages(story(1, priority=1, characters=900), story(2, characters=characters))
        hints = LayoutHints(pin=(("s2", (1, 60, 2, 20)),))
        plan = planned(page, hints=hints)[1]
        ways = [
            (placed.shape.cost + dict(placed.shape.heights)[20], module.overset)
            for placed, module in settings(plan, page)
            if placed.rows == 20
        ]
        assert ways, characters
        assert (min(ways)[1] > 0) is (characters == 2500)


def test_a_width_that_gives_no_module_is_let_go() -> None:
    page = pages(story(1, priority=1, characters=2500), story(2, characters=400))
    plan = planned(page, hints=LayoutHints(width=(("s1", 1),)))[0]
    assert {shape.columns for shape in plan.tile.shapes} != {1}


def test_no_photo_is_more_than_half_as_large_as_the_dominant_one() -> None:
    page = pages(
        story(1, priority=1, characters=900, photos=(PHOTO,)),
        story(2, priority=2, characters=700, photos=(replace(PHOTO, path="b.jpg"),)),
        story(3, priority=3, characters=400, photos=(replace(PHOTO, path="c.jpg", width=2000, height=3000),)),
        *(story(n, characters=400) for n in range(4, 8)),
    )
    first, *others = planned(page)[:3]
    areas = [
        [e.width * e.height for _, module in settings(plan, page) for e in module.elements if isinstance(e, Picture)]
        for plan in (first, *others)
    ]
    assert max(map(max, areas[1:])) <= min(areas[0]) / 2 + 0.1


def test_further_photos_stand_at_the_foot_of_the_last_legs_or_beside_the_first() -> None:
    photos = (PHOTO, replace(PHOTO, path="b.jpg"))
    page = pages(story(1, priority=1, characters=1500, photos=photos), *(story(n) for n in range(2, 7)))
    plan = planned(page)[0]
    at_foot = []
    for placed, module in settings(plan, page):
        one, other = [e for e in module.elements if isinstance(e, Picture)]
        assert one.width * one.height >= 1.99 * other.width * other.height
        legs_below = [first for first, _, _ in module.legs]
        assert legs_below
        at_foot.append(other.y > page.grid.y(FIRST_ROW + placed.rows) - 20 * page.grid.leading)
    assert any(at_foot)
