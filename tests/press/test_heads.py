"""Headline bands: sizes, lines, breaks and white."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from broadsheet.model import PageFormat
from broadsheet.press.compose.head_parts import title_lines
from broadsheet.press.compose.head_vertical import vertical_head
from broadsheet.press.compose.headline_breaks import breakable
from broadsheet.press.compose.heads import Head, byline_band, face_of, heads, stretched
from broadsheet.press.compose.ladder import BRIEF, LATIN_STEPS, Ladder, ladders
from broadsheet.press.compose.lettering import divided
from broadsheet.press.compose.material import JumpText, Story
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.grid import Grid, grid_of
from broadsheet.press.layout import TextBlock, TextStyle
from broadsheet.press.typeset.typesetter import Typesetter

TABLOID = grid_of(PageFormat("tabloid", 270, 390, (15, 15, 15, 15), 5, None), "zh-Hans")
LATIN = grid_of(PageFormat("broadsheet", 375, 597, (15, 15, 15, 15), 6, None), "en")
RULE = 5.0
"""Points from the rule between modules to a module's top, at least (half a row of the smaller leading)."""

TITLES = (
    ("封闭十四个月", "文渡大桥昨晨通了"),
    ("大雾锁江", "六百人等一条船"),
    ("百货里的公平秤", "三十年没歇过一天"),
    ("轨道1号线石桥巷站主体封顶",),
    ("夜读的三关：电、人、回家的路",),
    ("清江水位昨日8时11.36米",),
    ("防洪墙入冬“体检”", "四十二道闸门逐一试关"),
    ("船工号子练了九个月四十七位老人要登台",),
    ("停水通知",),
)
ENGLISH = (
    ("The bridge is open again after fourteen months",),
    ("Fog locks the river and six hundred people wait for one boat",),
    ("Library lights stay on two hours later",),
    ("Storm",),
)


@cache
def setter_for(grid: Grid) -> Typesetter:
    language = "zh-Hans" if grid.script == "han" else "en"
    return Typesetter(default_faces(language), grid, language)


def story(
    *title: str,
    kicker: tuple[str, ...] = (),
    deck: tuple[str, ...] = (),
    byline: str = "",
    kind: str = "article",
    label: str = "",
    jump_from: JumpText | None = None,
    language: str = "zh-Hans",
) -> Story:
    return Story("01/a", kind, 3, title, kicker, deck, byline, label, (), (), "story.html", jump_from, None, language)


def set_heads(piece: Story, rank: int, columns: int, *, byline: bool = True) -> tuple[Head, ...]:
    grid = TABLOID if piece.language == "zh-Hans" else LATIN
    width = grid.span(columns)
    return heads(piece, rank, columns, ladders(grid.script)[0], setter_for(grid), measure_width=width, byline=byline)


def blocks(head: Head, role: str) -> list[TextBlock]:
    return [e for e in head.elements if isinstance(e, TextBlock) and e.role == role]


def size_of(block: TextBlock) -> float:
    return block.lines[0].segments[0].style.size


def printed(head: Head) -> list[str]:
    return [line.text for block in blocks(head, "headline") for line in block.lines]


def box(block: TextBlock, script: str) -> tuple[float, float]:
    """Top and bottom of the characters."""
    above, below = (0.88, 0.12) if script == "han" else (0.72, 0.2)
    size = size_of(block)
    first = block.y + block.baseline
    return first - above * size, first + (len(block.lines) - 1) * block.leading + below * size


# --- ladder ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ladder", [*ladders("han"), *ladders("latin")], ids=lambda each: f"{each.script}-{each.name}")
def test_whatever_sizes_a_page_takes_its_ranks_stay_apart(ladder: Ladder) -> None:
    for rank in range(1, BRIEF):
        wanted = 1.4 if rank == 1 else 1.25
        assert min(ladder.sizes(rank)) >= wanted * max(ladder.sizes(rank + 1)) - 1e-6
    assert all(ladder.range(rank)[0] == ladder.sizes(rank)[-1] for rank in range(1, BRIEF + 1))


def test_latin_headlines_keep_to_the_sizes_of_metal() -> None:
    sizes = {size for ladder in ladders("latin") for rank in range(1, 6) for size in ladder.sizes(rank)}
    assert sizes <= set(LATIN_STEPS)


# --- lines and sizes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", [*TITLES, *ENGLISH], ids=lambda parts: parts[0][:12])
@pytest.mark.parametrize(("rank", "columns"), [(1, 5), (1, 3), (2, 3), (2, 2), (3, 2), (4, 2), (4, 1), (5, 1)])
def test_a_headline_keeps_to_rank_lines_and_words(title: tuple[str, ...], rank: int, columns: int) -> None:
    han = title in TITLES
    piece = story(*title, language="zh-Hans" if han else "en")
    found = set_heads(piece, rank, columns)
    grid = TABLOID if han else LATIN
    ladder = ladders(grid.script)[0]
    assert 1 <= len(found) <= 4
    assert len({head.rows for head in found}) == len(found)
    assert [head.cost for head in found] == sorted(head.cost for head in found)
    for head in found:
        lines = printed(head)
        assert "".join("".join(lines).split()) == "".join("".join(title).split())
        assert head.lines == len(lines)
        assert not any(line[0] in "，。、；：？！）》”的了着过吗 " or line[-1] in "（《“ " for line in lines)
        least, most = ladder.range(rank)
        assert head.off_ladder or least <= head.size <= most
        if head.cost < 8:
            assert len(lines) <= (3 if columns <= 2 else 2)
        widest = max(line.width for block in blocks(head, "headline") for line in block.lines)
        assert widest <= grid.span(columns) + 0.01


@pytest.mark.parametrize("title", TITLES[:3])
def test_the_writers_own_breaks_come_first(title: tuple[str, ...]) -> None:
    assert [head for head in set_heads(story(*title), 2, 3) if head.lines == 2]
    for head in set_heads(story(*title), 2, 3):
        assert head.lines == 1 or printed(head) == list(title)


@pytest.mark.parametrize("parts", [("三百张旧照片", "照见一条清江"), ("三百张旧照片　照见一条清江",)])
@pytest.mark.parametrize(("rank", "columns"), [(1, 3), (1, 4), (2, 2), (2, 3), (3, 2), (4, 1)])
def test_lines_end_between_clauses_before_they_end_inside_one(parts: tuple[str, ...], rank: int, columns: int) -> None:
    for head in set_heads(story(*parts), rank, columns):
        assert printed(head) in (["三百张旧照片", "照见一条清江"], ["三百张旧照片　照见一条清江"])


def test_no_line_goes_on_past_a_clause_while_another_parts_one() -> None:
    for title in TITLES:
        for rank, columns in itertools.product((2, 3, 4), (1, 2, 3)):
            best = set_heads(story(*title), rank, columns)[0]
            if len(title) == 2 and best.cost < 8 and best.lines > 1:
                assert not any("　" in text for text in printed(best)), printed(best)


def test_three_lines_part_the_longer_clause() -> None:
    title = breakable(("一只陶罐", "补了三年零四个月"), "zh-Hans")
    division = divided(title, 3, len)
    assert division
    assert [title.line(*ends) for ends in division.lines] == ["一只陶罐", "补了", "三年零四个月"]
    wordy = divided(title, 2, len, heeds=False, strict=0.01)
    assert wordy
    assert [title.line(*ends) for ends in wordy.lines] == ["一只陶罐　补了", "三年零四个月"]
    heedful = divided(title, 2, len)
    assert heedful
    assert wordy.cost > heedful.cost + 10, "dear, for it keeps the wide space and breaks a clause"


def test_parts_on_one_line_stand_an_em_apart() -> None:
    (only,) = {
        text for head in set_heads(story("别急着忘掉", "绕路的日子"), 3, 3) if head.lines == 1 for text in printed(head)
    }
    assert only == "别急着忘掉\u3000绕路的日子"


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("沿着清江跑21公里星期天早上七点半出发", ("21公里", "七点半")),
        ("今天恢复通行的文渡大桥迎来三万六千人次", ("文渡", "大桥", "三万六千人次")),
        ("清江水位昨日8时11.36米流量平稳下降", ("11.36米", "平稳")),
        ("市图书馆冬季夜读延到二十三点", ("图书馆", "二十三点")),
        ("车辆段首次请市民进门看新列车", ("车辆段", "首次", "市民")),
        ("九十六根吊索是怎样换下来的", ("九十六根吊索", "换下来")),
        ("九七中国旅游年昨晚在苏州圆满结束", ("旅游年",)),
    ],
)
def test_words_numbers_and_measures_are_not_torn(title: str, whole: tuple[str, ...]) -> None:
    for columns in (2, 3):
        for head in set_heads(story(title), 2, columns):
            for word in whole:
                assert any(word in line for line in printed(head)), printed(head)


def test_japanese_is_broken_between_phrases() -> None:
    grid = grid_of(PageFormat("tabloid", 270, 390, (15, 15, 15, 15), 5, None), "ja")
    setter = Typesetter(default_faces("ja"), grid, "ja")
    piece = story("船着き場に時計台もどる、川べりの公園も", language="ja")
    for head in heads(piece, 2, 3, ladders("han")[0], setter, measure_width=grid.span(3)):
        assert head.lines == 2
        assert printed(head) in (
            ["船着き場に時計台もどる、", "川べりの公園も"],
            ["船着き場に時計台", "もどる、川べりの公園も"],
        )


def test_a_briefs_title_is_broken_between_words() -> None:
    setter, style = setter_for(TABLOID), TextStyle("headline", 10.5)
    lines = title_lines(story("防洪墙入冬“体检”", "四十二道闸门逐一试关"), style, TABLOID.measure, setter)
    assert [line.text for line in lines] == ["防洪墙入冬“体检”", "四十二道闸门逐一试关"]
    (one,) = title_lines(story("今晚降温 桥面防冰"), style, TABLOID.measure, setter)
    assert one.text == "今晚降温\u3000桥面防冰"


@pytest.mark.parametrize(("title", "rank", "columns"), [(TITLES[0], 1, 5), (TITLES[1], 1, 3), (TITLES[2], 2, 3)])
def test_the_best_head_fills_its_width(title: tuple[str, ...], rank: int, columns: int) -> None:
    head = set_heads(story(*title), rank, columns)[0]
    (block,) = blocks(head, "headline")
    longest = max(line.width - line.segments[0].x for line in block.lines)
    assert 0.65 <= longest / block.width <= 0.951


def test_a_lead_gives_several_depths() -> None:
    rows = {head.rows for head in set_heads(story(*TITLES[0]), 1, 5)}
    assert len(rows) >= 3


def test_a_short_title_is_spaced_out() -> None:
    (block,) = blocks(set_heads(story("停水通知"), 4, 2)[0], "headline")
    assert block.lines[0].segments[0].tracking > 2


def test_chinese_stands_centred_and_several_narrow_lines_flush_left() -> None:
    (wide,) = blocks(set_heads(story(*TITLES[0]), 1, 5)[0], "headline")
    for line in wide.lines:
        left, right = line.segments[0].x, wide.width - line.width
        assert left == pytest.approx(right, abs=1.0)
    (narrow,) = blocks(set_heads(story(*TITLES[2]), 3, 2)[0], "headline")
    assert len(narrow.lines) == 2
    assert all(line.segments[0].x < 0.6 for line in narrow.lines)


def test_english_stands_flush_left_without_hyphens() -> None:
    for title, columns in itertools.product(ENGLISH, (1, 2, 4)):
        for head in set_heads(story(*title, language="en"), 3, columns):
            (block,) = blocks(head, "headline")
            assert all(line.segments[0].x < 0.6 for line in block.lines)
            assert not any(line.text.endswith("-") for line in block.lines)


# --- in need --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["大" * 200, "关于冬季夜读活动期间市图书馆延长开放时间的通告" * 6, "灯", "A" * 90])
@pytest.mark.parametrize(("rank", "columns"), [(1, 3), (3, 1), (5, 1)])
def test_any_title_gives_a_head(title: str, rank: int, columns: int) -> None:
    for head in set_heads(story(title), rank, columns):
        assert "".join(printed(head)) == title
        assert head.cost > 0.5
        assert max(line.width for block in blocks(head, "headline") for line in block.lines) <= TABLOID.span(columns)


def test_a_long_word_is_broken_only_when_it_must() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    whole = set_heads(story(word, language="en"), 3, 4)[0]
    torn = set_heads(story(word, language="en"), 2, 1)[0]
    assert printed(whole) == [word]
    assert len(printed(torn)) > 1
    assert torn.cost > whole.cost + 20


def test_below_the_ladder_only_when_more_lines_would_be_worse() -> None:
    title = "本报今起推出“江城旧物”专栏：一枚渡船竹筹、一只陶罐和一台公平秤的故事"
    head = set_heads(story(title), 2, 2)[0]
    assert not head.off_ladder
    assert head.lines > 3
    assert set_heads(story(title * 5), 2, 2)[0].off_ladder


# --- kicker, deck, byline -------------------------------------------------------------------------------------------

FULL = {
    "kicker": ("换吊索96根　步道加宽",),
    "deck": ("首日早高峰过江，比绕行省下近半小时",),
    "byline": "本报记者　林渡　何川",
}


@pytest.mark.parametrize(("rank", "columns"), [(1, 5), (1, 4), (2, 3), (3, 3)])
def test_kicker_and_deck_are_in_proportion_and_another_face(rank: int, columns: int) -> None:
    for head in set_heads(story(*TITLES[1], **FULL), rank, columns):  # type: ignore[arg-type]
        (kicker,), (deck,) = blocks(head, "kicker"), blocks(head, "deck")
        assert 0.39 <= size_of(kicker) / head.size <= 0.5
        assert 0.34 <= size_of(deck) / head.size <= 0.45
        assert head.face not in ("kicker", "deck")
        assert [kicker.lines[0].segments[0].style.face, deck.lines[0].segments[0].style.face] == ["kicker", "deck"]


def test_a_long_deck_wraps_between_words() -> None:
    deck = "市图书馆冬季夜读延到23点，头一周来了三千四百人次，其中七百多人坐到了最后"
    (block,) = blocks(set_heads(story("图书馆的灯", deck=(deck,)), 3, 2)[0], "deck")
    assert len(block.lines) > 1
    assert "".join(line.text for line in block.lines) == deck
    assert all(line.width <= block.width + 0.01 for line in block.lines)
    assert size_of(block) >= 9


def test_the_byline_may_stand_over_the_text_instead() -> None:
    piece = story(*TITLES[1], byline="本报记者　林渡")
    with_it, without = set_heads(piece, 2, 3)[0], set_heads(piece, 2, 3, byline=False)[0]
    assert blocks(with_it, "byline")
    assert not blocks(without, "byline")
    band = byline_band(piece, setter_for(TABLOID), TABLOID.measure)
    (block,) = [e for e in band.elements if isinstance(e, TextBlock)]
    assert block.lines[0].text == "本报记者　林渡"
    assert block.y >= 0
    assert 0 <= band.rows * 12 - box(block, "han")[1] <= 4.5
    assert byline_band(story("灯"), setter_for(TABLOID), 100).rows == 0


def test_a_label_stands_above() -> None:
    head = set_heads(story("百货里旧书集市", kind="advert", label="广告"), 3, 2)[0]
    (label,) = blocks(head, "label")
    assert label.lines[0].text == "广告"
    assert box(label, "han")[1] <= box(blocks(head, "headline")[0], "han")[0]


# --- white ----------------------------------------------------------------------------------------------------------

BANDS = [
    (story(*title, **kept, language=language), rank, columns)
    for language, titles in (("zh-Hans", TITLES), ("en", ENGLISH))
    for title, (rank, columns) in itertools.product(titles, [(1, 5), (2, 3), (3, 2), (4, 1)])
    for kept in ({}, FULL, {"byline": "本报记者　林渡"}, {"deck": FULL["deck"]}, {"kicker": FULL["kicker"]})
]


def test_white_binds_a_headline_to_what_it_heads() -> None:
    for piece, rank, columns in BANDS:
        grid = TABLOID if piece.language == "zh-Hans" else LATIN
        for head in set_heads(piece, rank, columns):
            _check_white(head, grid)
            taller = stretched(head, 1)
            assert taller.rows == head.rows + head.spare
            _check_white(taller, grid)
            assert head.slack <= grid.leading


def _check_white(head: Head, grid: Grid) -> None:
    row = grid.leading
    parts = [(e.role, *box(e, grid.script)) for e in head.elements if isinstance(e, TextBlock)]
    assert parts[0][1] >= 0
    assert all(below[1] >= above[2] for above, below in itertools.pairwise(parts))
    number = [role for role, _, _ in parts].index("headline")
    bottom = parts[number][2]
    assert head.headline_rows - 1 < bottom / row <= head.headline_rows + 1e-6
    end = head.rows * row
    text = end + (grid.baseline - (0.88 if grid.script == "han" else 0.72) * grid.body_size)
    follows = parts[number + 1][1] if number + 1 < len(parts) else text
    assert RULE + parts[0][1] >= follows - bottom - 1
    if number + 1 < len(parts):
        assert follows - bottom <= row + 1
    if parts[-1][0] == "byline":
        assert text - parts[-1][2] <= row / 2 + 1
    assert text - parts[-1][2] <= 2 * row
    assert parts[0][1] <= 2 * row + 1


# --- faces, tails, vertical -----------------------------------------------------------------------------------------


def test_neighbouring_ranks_and_features_contrast() -> None:
    news = [face_of(story("灯"), rank) for rank in (1, 2, 3, 4)]
    assert all(one != other for one, other in itertools.pairwise(news))
    assert face_of(story("灯", kind="opinion"), 3) == "headline-feature"
    assert set_heads(story("灯"), 3, 2)[0].face == "headline"
    taken = heads(story("灯"), 3, 2, ladders("han")[0], setter_for(TABLOID), measure_width=200, face="headline-serif")
    assert taken[0].face == "headline-serif"


def test_a_tail_says_where_it_comes_from_in_smaller_type() -> None:
    piece = story("夜读的三关：电、人、回家的路", jump_from=JumpText("（上接第一版）", "../01/a.html"))
    for head in set_heads(piece, 1, 2):
        assert 21 <= head.size <= 22.4
        (block,) = blocks(head, "headline")
        assert "".join(line.text for line in block.lines) == "夜读的三关：电、人、回家的路（上接第一版）"
        suffix = [s for line in block.lines for s in line.segments if s.link == "../01/a.html"]
        assert "".join(s.text for s in suffix) == "（上接第一版）"
        assert all(s.style.size < 0.6 * head.size for s in suffix)
        assert block.link == "story.html"
        assert all(line.width <= block.width + 0.01 for line in block.lines)


def test_a_short_title_may_stand_upright() -> None:
    head = vertical_head(story("听水楼的第三张桌子"), 3, ladders("han")[0], setter_for(TABLOID))
    assert head is not None
    (block,) = blocks(head, "headline")
    assert block.vertical
    assert [line.text for line in block.lines] == list("听水楼的第三张桌子")
    assert head.side % TABLOID.body_size == 0
    assert head.side >= block.width + 0.5 * TABLOID.body_size
    assert block.y + len(block.lines) * block.leading <= head.rows * TABLOID.leading


def test_two_digits_stand_upright_as_one() -> None:
    head = vertical_head(story("11月24日大雾"), 4, ladders("han")[0], setter_for(TABLOID))
    assert head is not None
    assert [line.text for line in blocks(head, "headline")[0].lines] == ["11", "月", "24", "日", "大", "雾"]


@pytest.mark.parametrize(
    ("piece", "rank"),
    [
        (story("大雾，锁江"), 3),
        (story("听水楼的第三张桌子和椅子"), 3),
        (story("听水楼"), 2),
        (story("听水楼", kicker=("旧物",)), 3),
        (story("Fog"), 3),
    ],
)
def test_other_titles_do_not(piece: Story, rank: int) -> None:
    assert vertical_head(piece, rank, ladders("han")[0], setter_for(TABLOID)) is None


def test_equal_input_gives_equal_heads() -> None:
    piece = story(*TITLES[0], **FULL)  # type: ignore[arg-type]
    again = Typesetter(default_faces("zh-Hans"), TABLOID, "zh-Hans")
    one = set_heads(piece, 1, 5)
    assert one == heads(piece, 1, 5, ladders("han")[0], again, measure_width=TABLOID.span(5))
