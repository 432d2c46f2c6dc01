"""Nameplate, ear, folio and banner: every word in its place, nothing over anything."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import pytest

from broadsheet.model import PageFormat
from broadsheet.press.compose.furniture import Furniture, furniture
from broadsheet.press.compose.material import EarText, FurnitureText
from broadsheet.press.compose.rule_boxes import Box, ink_box
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.grid import Grid, grid_of
from broadsheet.press.layout import Frame, Picture, Stroke, TextBlock
from broadsheet.press.typeset.typesetter import Typesetter

MARGINS = (15.0, 15.0, 15.0, 15.0)
TABLOID = grid_of(PageFormat("tabloid", 270, 390, MARGINS, 5, None), "zh-Hans")
BROADSHEET = grid_of(PageFormat("broadsheet", 390, 545, MARGINS, 8, None), "zh-Hans")
ENGLISH = grid_of(PageFormat("broadsheet", 375, 597, MARGINS, 6, None), "en")
SMALL = grid_of(PageFormat("custom", 110, 160, MARGINS, 2, None), "zh-Hans")

FRONT = FurnitureText(
    is_front=True,
    paper="江城日报",
    tagline="江水天天过，报纸天天来",
    nameplate=("nameplate.svg", 3464, 955),
    page_label="第01版",
    page_name="要闻",
    date="2026年11月24日　星期二",
    lunar="农历十月十六",
    number="第18230期",
    pages_today="今日8版",
    credits=("责编 方见山", "版式 白小榆", "校对 苏又春"),
    imprint=("国内统一刊号 CN 00-0000", "邮发代号 00-000", "地址 江城城东区长堤路1号", "定价 每份1.5元"),
    ear=EarText("明起降温", "24日至26日有冷空气自北而来，26日清晨最低2℃，东屏山有中到大雪。", "map.html"),
    banner="",
    briefs_title="简讯",
    house_notice=("", ""),
)
INSIDE = replace(FRONT, is_front=False, nameplate=None, ear=None, page_label="第02版", page_name="综合")
ENGLISH_FRONT = replace(
    FRONT,
    paper="The Harbour Gazette",
    tagline="News of the estuary since 1887",
    nameplate=None,
    page_label="Page A1",
    page_name="News",
    date="Tuesday, November 24, 2026",
    lunar="",
    number="No. 18,230",
    pages_today="24 pages",
    credits=("Editor: Jane Moor", "Design: T. Lee"),
    imprint=("ISSN 0000-0000", "12 Quay Street, Harbour"),
    ear=EarText("Storm on the way", "Gales are expected along the coast from Tuesday night.", "storm.html"),
)
ENGLISH_INSIDE = replace(ENGLISH_FRONT, is_front=False, ear=None, page_label="Page A2", page_name="Town and county")
BANNER = "大雾散去是晴天 明天夜里起降温 出门请带外套"

CASES = [
    (grid, replace(words, banner=banner))
    for grid, pages in (
        (TABLOID, (FRONT, INSIDE)),
        (BROADSHEET, (FRONT, INSIDE)),
        (ENGLISH, (ENGLISH_FRONT, ENGLISH_INSIDE)),
    )
    for words in (*pages, replace(pages[0], ear=None), replace(pages[0], nameplate=None), replace(pages[0], tagline=""))
    for banner in ("", BANNER if grid.script == "han" else "Ferries stop at six tonight as the storm comes in")
]


@cache
def setter_for(grid: Grid) -> Typesetter:
    language = "zh-Hans" if grid.script == "han" else "en"
    return Typesetter(default_faces(language), grid, language)


def made(words: FurnitureText, grid: Grid = TABLOID) -> Furniture:
    return furniture(words, grid, setter_for(grid))


def blocks(found: Furniture, *roles: str) -> list[TextBlock]:
    return [e for e in found.elements if isinstance(e, TextBlock) and (not roles or e.role in roles)]


def joined(*texts: str) -> str:
    return "".join("".join(texts).split())


def printed(found: Furniture, *roles: str) -> str:
    return joined(*(line.text for block in blocks(found, *roles) for line in block.lines))


def check_room(found: Furniture, grid: Grid) -> None:
    """Everything inside the type area's width and its own rows; no text over other text or a picture."""
    area = Box(grid.left, grid.top, grid.left + grid.width, grid.top + found.top_rows * grid.leading)
    for element in found.elements:
        assert area.holds(ink_box(element), 1.0), element
    boxes = [ink_box(e) for e in found.elements if isinstance(e, TextBlock | Picture)]
    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other), (one, other)


@pytest.mark.parametrize(("grid", "words"), CASES)
def test_all_words_stand_in_their_rows_and_apart(grid: Grid, words: FurnitureText) -> None:
    found = made(words, grid)
    check_room(found, grid)
    assert found.dropped == ()
    text = printed(found)
    wanted = [words.page_label, words.date, words.banner]
    if words.is_front:
        wanted += [words.lunar, words.number, words.pages_today, words.tagline, *words.imprint]
        wanted += [words.ear.title, words.ear.text] if words.ear else []
    else:
        wanted += [words.page_name, *words.credits]
    for each in wanted:
        assert joined(each) in text, each
    has_nameplate = bool(blocks(found, "nameplate")) or any(isinstance(e, Picture) for e in found.elements)
    assert has_nameplate == words.is_front


@pytest.mark.parametrize(
    ("grid", "words", "rows"),
    [
        (TABLOID, FRONT, 13),
        (BROADSHEET, FRONT, 15),
        (ENGLISH, ENGLISH_FRONT, 13),
        (TABLOID, INSIDE, 3),
        (ENGLISH, ENGLISH_INSIDE, 3),
        (TABLOID, replace(INSIDE, banner=BANNER), 6),
    ],
)
def test_it_takes_few_rows(grid: Grid, words: FurnitureText, rows: int) -> None:
    assert made(words, grid).top_rows <= rows


def test_the_drawing_keeps_its_proportions() -> None:
    (drawing,) = [e for e in made(FRONT).elements if isinstance(e, Picture)]
    assert drawing.width / drawing.height == pytest.approx(3464 / 955)
    assert (drawing.path, drawing.alt) == ("nameplate.svg", "江城日报")
    (tall,) = [e for e in made(replace(FRONT, nameplate=("n.png", 100, 400))).elements if isinstance(e, Picture)]
    assert tall.height <= 8 * TABLOID.leading


def test_the_name_is_set_in_the_nameplates_face() -> None:
    (block,) = blocks(made(replace(FRONT, nameplate=None)), "nameplate")
    segment = block.lines[0].segments[0]
    assert (segment.text, segment.style.face, segment.style.colour) == ("江城日报", "nameplate", "accent")
    assert segment.style.size > 60


def test_the_ear_is_a_filled_box_that_leads_on() -> None:
    found = made(FRONT)
    grounds = [e for e in found.elements if isinstance(e, Frame) and e.fill]
    assert {e.fill for e in grounds} == {"tint", "accent"}
    right = max(e.x + e.width for e in grounds)
    assert right == pytest.approx(TABLOID.left + TABLOID.width)
    texts = blocks(found, "ear")
    assert all(block.link == "map.html" for block in texts)
    tint = next(e for e in grounds if e.fill == "tint")
    inks = [ink_box(block) for block in texts]
    assert all(ink_box(tint).holds(ink) for ink in inks)
    assert max(i.bottom for i in inks) - min(i.top for i in inks) >= 0.5 * tint.height


@pytest.mark.parametrize("length", [0, 4, 30, 60, 120, 240, 1000])
def test_an_ear_of_any_length_keeps_to_its_box(length: int) -> None:
    text = ("江水天天过，报纸天天来。" * 100)[:length]
    found = made(replace(FRONT, ear=EarText("明起降温", text, "")))
    check_room(found, TABLOID)
    shown = printed(found, "ear").removeprefix("明起降温").removesuffix("……")
    assert shown + "".join(found.dropped) == text
    assert (found.dropped != ()) == (length >= 240)
    assert found.top_rows <= 13


def test_the_folio_has_a_rule_and_white_below() -> None:
    found = made(INSIDE)
    (rule,) = [e for e in found.elements if isinstance(e, Stroke)]
    assert (rule.x, rule.length) == (TABLOID.left, TABLOID.width)
    assert all(ink_box(block).bottom < rule.y for block in blocks(found))
    assert TABLOID.top + 3 * TABLOID.leading - rule.y >= 0.6 * TABLOID.leading
    sizes = {block.lines[0].text: block.lines[0].segments[0].style.size for block in blocks(found)}
    assert max(sizes, key=lambda text: sizes[text]).replace(" ", "") in ("第02版", "综合")


@pytest.mark.parametrize("grid", [TABLOID, BROADSHEET, SMALL])
def test_a_long_folio_gives_up_the_least_important(grid: Grid) -> None:
    people = tuple(f"校对 苏又春{number}" for number in range(30))
    found = made(replace(INSIDE, credits=people, page_name="综合新闻与社会观察" * 3), grid)
    check_room(found, grid)
    text = printed(found)
    assert joined("第02版") in text
    assert joined(INSIDE.date) in text or INSIDE.date in found.dropped
    dropped = [person for person in people if joined(person) in map(joined, found.dropped)]
    assert dropped == list(people[len(people) - len(dropped) :])
    assert dropped
    assert all(joined(person) in text for person in people[: len(people) - len(dropped)])


@pytest.mark.parametrize("words", [FRONT, INSIDE, ENGLISH_FRONT, ENGLISH_INSIDE])
def test_a_small_sheet_has_its_furniture_too(words: FurnitureText) -> None:
    found = made(replace(words, banner="大雾散去是晴天"), SMALL)
    check_room(found, SMALL)
    assert joined(words.page_label) in printed(found)


def test_a_long_banner_takes_several_lines() -> None:
    short, long = made(replace(INSIDE, banner="清江湿地的客人到齐了")), made(replace(INSIDE, banner=BANNER * 4))
    check_room(long, TABLOID)
    (one,), (several,) = blocks(short, "banner"), blocks(long, "banner")
    assert len(one.lines) == 1
    assert 18 <= one.lines[0].segments[0].style.size <= 24
    assert len(several.lines) > 1
    assert joined(*(line.text for line in several.lines)) == joined(BANNER * 4)
    assert long.top_rows > short.top_rows
    for block, found in ((one, short), (several, long)):
        ground = [e for e in found.elements if isinstance(e, Frame)][-1]
        assert ink_box(ground).holds(ink_box(block))


def test_a_long_imprint_is_told_as_dropped() -> None:
    lines = tuple(f"第{number}行：江城城东区长堤路{number}号" for number in range(60))
    found = made(replace(FRONT, imprint=lines))
    check_room(found, TABLOID)
    assert found.dropped
    assert found.dropped == lines[len(lines) - len(found.dropped) :]


def test_equal_words_give_equal_furniture() -> None:
    again = Typesetter(default_faces("zh-Hans"), TABLOID, "zh-Hans")
    assert furniture(FRONT, TABLOID, again) == made(FRONT)
