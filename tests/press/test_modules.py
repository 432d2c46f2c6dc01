"""Modules: every shape that is offered to the packer can be set, and keeps the rules of a module."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.press.compose.legs import LEAST_BELOW_PHOTO, LEAST_LINES
from broadsheet.press.compose.material import JumpText, PageInput
from broadsheet.press.compose.modules import ModulePlan
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Frame, Module, Picture, Stroke, TextBlock
from broadsheet.press.typeset.typesetter import Typesetter
from press.modules_at_work import FIRST_ROW, planned, settings
from press.random_pages import random_page


def text_of(module: Module, piece: str) -> list[tuple[int, int, int]]:
    """(unit, start, end) of the piece's lines, in the order in which they are read."""
    blocks = [e for e in module.elements if isinstance(e, TextBlock) and e.piece == piece]
    return [(line.unit, line.start, line.end) for block in blocks for line in block.lines if line.unit >= 0]


@pytest.fixture(scope="module", params=[(1, "zh-Hans"), (2, "zh-Hans"), (3, "en")], ids=["1", "2", "English"])
def page(request: pytest.FixtureRequest) -> PageInput:
    seed, language = request.param
    return random_page(seed, language, 5)


@pytest.fixture(scope="module")
def plans(page: PageInput) -> tuple[ModulePlan, ...]:
    return planned(page)


def test_every_shape_stays_in_its_cells(page: PageInput, plans: tuple[ModulePlan, ...]) -> None:
    grid = page.grid
    for plan in plans:
        for placed, module in settings(plan, page):
            left, right = grid.x(placed.column), grid.x(placed.column) + grid.span(placed.columns)
            top, foot = grid.y(FIRST_ROW), grid.y(FIRST_ROW + placed.rows - 1)
            for element in module.elements:
                if isinstance(element, Stroke):
                    assert top - 0.1 <= element.y <= foot + 0.1
                    continue
                if isinstance(element, TextBlock):
                    height = element.leading * (len(element.lines) - 1)
                    assert element.y + element.baseline >= top
                    assert element.y + height + element.baseline <= foot + 0.1
                else:
                    assert element.y >= top - 0.1
                    assert element.y + element.height <= foot + 0.1
                assert element.x >= left - 0.1
                assert element.x + element.width <= right + 0.1


def test_every_shape_prints_the_whole_text_once(page: PageInput, plans: tuple[ModulePlan, ...]) -> None:
    for plan in plans:
        for story in plan.stories:
            setter = Typesetter(default_faces(page.language), page.grid, page.language)
            lengths = list(map(len, setter.units(story.blocks)))
            for _, module in settings(plan, page):
                at: dict[int, int] = {}
                for unit, start, end in text_of(module, story.id):
                    assert start == at.get(unit, 0)
                    at[unit] = end
                assert [at.get(unit, 0) for unit in range(len(lengths))] == lengths
                assert module.overset == 0
                assert module.pieces == tuple(each.id for each in plan.stories)


def test_legs_end_together_and_are_long_enough(page: PageInput, plans: tuple[ModulePlan, ...]) -> None:
    for plan in plans:
        if plan.kind not in ("article", "opinion"):
            continue
        for placed, module in settings(plan, page):
            assert module.legs
            for number, (first, end, filled) in enumerate(module.legs):
                short = end - first - filled
                assert 0 <= short <= (2 if number == len(module.legs) - 1 else 1)
                assert filled >= LEAST_LINES or len(module.legs) == 1
            below = placed.shape.photo_rows[1] + FIRST_ROW
            if placed.shape.photo_columns and placed.shape.heights[0][0] == placed.rows:
                assert all(filled >= LEAST_BELOW_PHOTO for first, _, filled in module.legs if first == below)


def test_text_stands_on_the_pages_grid(page: PageInput, plans: tuple[ModulePlan, ...]) -> None:
    grid = page.grid
    for plan in plans:
        for _, module in settings(plan, page):
            for element in module.elements:
                if isinstance(element, TextBlock) and element.role == "body":
                    row = (element.y + element.baseline - grid.y(0) - grid.baseline) / grid.leading
                    assert row == pytest.approx(round(row), abs=0.1 / grid.leading)
                    assert element.leading == grid.leading


def test_the_facts_of_a_module_are_those_of_its_elements(page: PageInput, plans: tuple[ModulePlan, ...]) -> None:
    for plan in plans:
        if plan.kind == "briefs":
            continue
        for placed, module in settings(plan, page):
            heads = [e for e in module.elements if isinstance(e, TextBlock) and e.role == "headline"]
            assert [head.link for head in heads] == [plan.stories[0].link]
            assert module.headline_size == max(s.style.size for line in heads[0].lines for s in line.segments)
            assert module.headline_lines == (1 if module.headline_vertical else len(heads[0].lines))
            assert module.headline_rows[0] == FIRST_ROW + placed.shape.headline_top or placed.shape.photo_rows[0] == 0
            assert module.boxed is any(isinstance(e, Frame) and e.stroke for e in module.elements)
            assert module.slack >= 0
            shown = [e for e in module.elements if isinstance(e, Picture)]
            assert [picture.path for picture in shown] == [photo.path for photo in plan.stories[0].photos]


def test_the_lead_is_wide_and_others_photos_are_at_most_half_the_largest(
    page: PageInput, plans: tuple[ModulePlan, ...]
) -> None:
    leads = [plan for plan in plans if plan.tile.rank == 1]
    assert len(leads) == 1
    assert all(shape.columns >= 3 for shape in leads[0].tile.shapes)
    areas = []
    for plan in plans:
        pictures = [
            e.width * e.height for _, module in settings(plan, page) for e in module.elements if isinstance(e, Picture)
        ]
        if pictures:
            areas.append((min(pictures), max(pictures)))
    areas.sort(reverse=True)
    for _, most in areas[1:]:
        assert most <= areas[0][0] / 2 + 0.1


def test_heights_are_many(plans: tuple[ModulePlan, ...]) -> None:
    for plan in plans:
        found = {(shape.columns, rows) for shape in plan.tile.shapes for rows, _ in shape.heights}
        assert len(found) >= 5, plan.tile.id


# --- jumps, tails, overset ------------------------------------------------------------------------------------------


def test_a_jump_cuts_after_fifteen_lines_and_leaves_twenty() -> None:
    page = random_page(1, "zh-Hans", 5, "jumping")
    lead = planned(page)[0]
    head = lead.stories[0]
    assert head.may_jump
    setter = Typesetter(default_faces(page.language), page.grid, page.language)
    units = setter.units(head.blocks)
    jumps = [module for _, module in settings(lead, page) if module.cut]
    assert jumps
    for module in jumps:
        unit, character = module.cut or (0, 0)
        assert text_of(module, head.id)[-1][::2] == (unit, character)
        assert sum(filled for _, _, filled in module.legs) >= 15
        rest = sum(map(len, units[unit:])) - character
        assert rest / 13 >= 20 * 0.9
        line = module.elements[-1]
        assert isinstance(line, TextBlock)
        assert (line.role, line.link) == ("jump-on", head.may_jump[1].link)
        assert line.lines[0].text == head.may_jump[1].text
        assert line.lines[0].width == pytest.approx(line.width, abs=1)
        assert module.overset == 0


def test_a_tail_goes_on_where_its_head_was_cut() -> None:
    page = random_page(1, "zh-Hans", 5, "jumping")
    head = page.stories[0]
    back = JumpText("（上接第二版）", "02/story-01/")
    tail = replace(head, id=f"{head.id}+03", kind="tail", from_cut=(3, 7), may_jump=None, photos=(), jump_from=back)
    (plan, *_) = [p for p in planned(replace(page, stories=(*page.stories[1:], tail))) if p.kind == "tail"]
    assert plan.tile.rank >= 3
    for _, module in settings(plan, page):
        assert text_of(module, tail.id)[0][:2] == (3, 7)
        printed = "".join(line.text for e in module.elements if isinstance(e, TextBlock) for line in e.lines)
        assert "上接第二版" in printed


def test_an_authored_jump_line_stands_in_the_last_row() -> None:
    page = random_page(2, "zh-Hans", 5)
    on = JumpText("（下转第四版）", "02/story-01/#p04")
    plans = planned(replace(page, stories=(replace(page.stories[0], jump_on=on), *page.stories[1:])))
    for _, module in settings(plans[0], page):
        last = [e for e in module.elements if isinstance(e, TextBlock) and e.role == "jump-on"]
        assert [block.link for block in last] == [on.link]


def test_text_that_finds_no_room_is_counted() -> None:
    page = random_page(1, "zh-Hans", 5, "long")
    (plan,) = planned(page, need=True)
    setter = Typesetter(default_faces(page.language), page.grid, page.language)
    units = setter.units(page.stories[0].blocks)
    whole = sum(len("".join(unit.split())) for unit in units)
    cut = [module for _, module in settings(plan, page) if module.overset]
    assert cut
    for module in cut:
        blocks = [e for e in module.elements if isinstance(e, TextBlock)]
        printed = sum(len("".join(line.text.split())) for block in blocks for line in block.lines if line.unit >= 0)
        assert printed + module.overset == whole


def test_the_last_leg_before_a_jump_is_long_enough() -> None:
    page = random_page(11, "zh-Hans", 5, "jumping")
    lead = planned(page)[0]
    for _, module in settings(lead, page):
        assert all(filled >= LEAST_LINES for _, _, filled in module.legs)


def test_a_byline_over_the_text_is_none_of_the_first_legs_lines(page: PageInput, plans: tuple[ModulePlan, ...]) -> None:
    grid, seen = page.grid, 0
    for plan in plans:
        if plan.kind not in ("article", "opinion"):
            continue
        for _, module in settings(plan, page):
            first = module.legs[0][0]
            bylines = [e for e in module.elements if isinstance(e, TextBlock) and e.role == "byline"]
            over_text = sum(len(e.lines) for e in bylines if e.y >= grid.y(first) - 0.1)
            seen += over_text
            assert module.legs[0][2] - over_text >= LEAST_LINES or len(module.legs) == 1
    assert seen
