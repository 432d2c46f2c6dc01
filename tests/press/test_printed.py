"""Articles are found on pages made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from broadsheet.press.emit.pdfium import UnreadablePdfError
from broadsheet.press.emit.printed import Area, find_areas
from broadsheet.press.emit.printed_blocks import PieceText
from broadsheet.press.emit.text_layer import bare
from press.printed_samples import HEIGHT, WIDTH, Box, Plate, altered, locked, printed, story

BRIDGE = PieceText("01/bridge", "大桥昨日恢复通车", story(1, 300))
FERRY = PieceText("01/ferry", "渡船", story(2, 300))
MARKET = PieceText("01/market", "夜市从今晚起延长一个钟头", story(3, 200))

ROW = 12.0
"""Points from line to line of body text."""


def legs(text: str, x: float, y: float, count: int, rows: int) -> list[Box]:
    """A text in columns of 12 characters, 12 points apart."""
    flat = text.replace("，", "")
    return [Box(x + leg * 120, y, 108.1, flat[leg * rows * 12 : (leg + 1) * rows * 12]) for leg in range(count)]


def bridge_at(x: float, y: float) -> list[Box]:
    """The bridge's headline over three columns of nine lines, 348 × 143 points."""
    return [Box(x, y, 348, BRIDGE.title, 28), *legs(BRIDGE.text, x, y + 36, 3, 9)]


def found(
    boxes: Sequence[Box | Plate] | bytes, *pieces: PieceText, given: Mapping[str, Area] | None = None
) -> dict[str, Area]:
    """The areas in points: left, top, right, bottom."""
    page = find_areas(boxes if isinstance(boxes, bytes) else printed(boxes), pieces, given or {})
    width, height = page.width_mm / 25.4 * 72, page.height_mm / 25.4 * 72
    assert {*dict(page.areas), *page.missing} == {piece.id for piece in pieces}
    return {
        name: (x * width, y * height, (x + across) * width, (y + down) * height)
        for name, (x, y, across, down) in page.areas
    }


def near(*edges: float) -> object:
    """These edges, give or take three points."""
    return pytest.approx(edges, abs=3)


# --- an article's own block ------------------------------------------------------------------------------------------


def test_area_holds_headline_and_all_columns() -> None:
    assert found(bridge_at(50, 100), BRIDGE) == {"01/bridge": near(50, 100, 398, 241)}


def test_headline_and_columns_far_apart_are_one_article() -> None:
    page = [Box(50, 50, 348, BRIDGE.title, 28), *legs(BRIDGE.text, 50, 250, 3, 9)]
    assert found(page, BRIDGE) == {"01/bridge": near(50, 50, 398, 355)}


def test_index_and_teaser_elsewhere_do_not_widen_it() -> None:
    index = [Box(50, 640, 300, f"今日看点　{BRIDGE.title}　第二版"), Box(300, 30, 108, BRIDGE.text[:24])]
    assert found([*index, *bridge_at(50, 300)], BRIDGE) == {"01/bridge": near(50, 300, 398, 441)}


def test_kicker_and_headline_that_repeat_the_text_belong_to_it_and_a_banner_does_not() -> None:
    kicker, title = BRIDGE.text[30:42], BRIDGE.text[50:58]
    piece = PieceText("01/bridge", title, BRIDGE.text, extras=(kicker,))
    banner = Box(50, 60, 348, f"{BRIDGE.text[2:8]}今天这一版都是", 20)
    page = [banner, Box(50, 90, 348, kicker, 16), Box(50, 112, 348, title, 28), *legs(BRIDGE.text, 50, 148, 3, 9)]
    assert found(page, piece) == {"01/bridge": near(50, 90, 398, 253)}


def test_what_is_only_teased_is_not_found() -> None:
    assert found([Box(50, 50, 300, BRIDGE.title, 20), Box(50, 80, 108, BRIDGE.text[:36])], BRIDGE) == {}


def test_phrase_in_another_story_stays_there() -> None:
    quoting = PieceText("01/echo", "读者来信", f"{story(4, 80)}{BRIDGE.text[40:55]}{story(5, 80)}")
    page = [*bridge_at(50, 50), Box(50, 400, 300, quoting.title, 20), *legs(quoting.text, 50, 430, 2, 8)]
    areas = found(page, BRIDGE, quoting)
    assert areas == {"01/bridge": near(50, 50, 398, 191), "01/echo": near(50, 400, 278, 523)}


def test_text_alike_in_two_articles_belongs_to_neither() -> None:
    note = story(6, 30)
    one, other = (PieceText(f"01/{n}", story(n, 10), story(n + 10, 200) + note) for n in (21, 22))
    page = [*legs(one.text, 50, 50, 2, 9), *legs(other.text, 50, 300, 2, 9), Box(300, 600, 108, note)]
    areas = found(page, one, other)
    assert all(bottom < 500 for _, _, _, bottom in areas.values())
    assert len(areas) == 2


def test_lines_of_columns_may_come_in_any_order() -> None:
    lines = [
        Box(x, 50 + row * ROW, 108.1, piece.text.replace("，", "")[row * 12 : row * 12 + 12])
        for row in range(20)
        for x, piece in ((50, BRIDGE), (170, MARKET))
        if row < 16 or piece is BRIDGE
    ]
    areas = found([*lines[::2], *reversed(lines[1::2])], BRIDGE, MARKET)
    assert areas == {"01/bridge": near(50, 50, 158, 287), "01/market": near(170, 50, 278, 239)}


def test_title_of_two_characters_is_a_headline_and_no_word_in_the_text() -> None:
    other = PieceText("01/other", story(7, 10), f"{story(8, 60)}渡船{story(9, 60)}")
    page = [*legs(other.text, 50, 50, 1, 12), Box(250, 60, 100, "渡船", 24), *legs(FERRY.text, 250, 200, 2, 14)]
    assert found(page, FERRY, other)["01/ferry"] == near(250, 60, 478, 365)


def test_lines_of_a_headline_may_stand_apart_in_the_file() -> None:
    # PDFium gives them so when text stands beside them.
    heads = [Box(50, 50, 150, BRIDGE.title[:4], 28), Box(50, 82, 150, BRIDGE.title[4:], 28)]
    text = legs(BRIDGE.text, 50, 180, 3, 9)
    assert found([heads[0], *text, heads[1]], BRIDGE) == {"01/bridge": near(50, 50, 398, 285)}


def test_headline_one_character_below_the_other_belongs_to_its_text() -> None:
    down = [Box(50, 50 + 30 * row, 26, character, 26) for row, character in enumerate(BRIDGE.title)]
    assert found([*down, *legs(BRIDGE.text, 90, 50, 3, 9)], BRIDGE) == {"01/bridge": near(50, 50, 438, 286)}


def test_english_is_found_across_hyphens_ligatures_and_capitals() -> None:
    body = (
        "The harbourmaster's office confirmed on Tuesday that the ferry would suffer further cancellations. "
        "Difficult weather, an insufficient crew and the unavoidable refurbishment of the landing stage "
        "had been anticipated, nevertheless the afternoon sailings were comparatively uneventful. "
    )
    piece = PieceText("A1/ferry", "Ferry Stays in Port", body)
    page = [Box(50, 50, 300, "FERRY STAYS IN PORT", 24), Box(50, 90, 90, f"#set text(hyphenate: true)\n{body}")]
    left, top, right, bottom = found(printed(page, language="en"), piece)["A1/ferry"]
    assert left == pytest.approx(50, abs=1)
    assert top < 60  # PDFium counts from what the font calls its ascent
    assert right > 250
    assert bottom > 200


def test_half_of_an_article_is_enough_and_a_tenth_is_not() -> None:
    half, tenth = BRIDGE.text[:130], BRIDGE.text[:33]
    assert list(found([Box(50, 50, 108, half)], BRIDGE)) == ["01/bridge"]
    assert list(found([Box(50, 50, 108, tenth)], BRIDGE)) == []


@pytest.mark.parametrize(
    ("printed_as", "written"),
    [("ＡＢＣ１２３", "abc123"), ("ﬁﬀ", "fiff"), ("⼀⽉", "一月"), ("é", "e"), ("한글", "한글"), ("ｶﾞ", "カ")],
)
def test_letters_are_compared_bare(printed_as: str, written: str) -> None:
    assert bare(printed_as) == bare(written) == written


# --- articles beside each other --------------------------------------------------------------------------------------


def test_areas_of_neighbours_do_not_overlap() -> None:
    # The bridge goes round the market's corner.
    page = [Box(50, 50, 348, BRIDGE.title, 28), *legs(BRIDGE.text[:230], 50, 86, 3, 6)]
    page += [Box(50, 160, 108, BRIDGE.text[230:]), Box(170, 170, 228, MARKET.title, 18)]
    page += legs(MARKET.text, 170, 196, 2, 9)
    areas = found(page, BRIDGE, MARKET)
    assert areas["01/bridge"][3] <= areas["01/market"][1] + 3


def test_article_set_into_another_lies_on_top() -> None:
    inset = PieceText("01/inset", "背景", story(12, 80))
    page = [Box(50, 50, 348, BRIDGE.title, 28), *legs(BRIDGE.text[:110], 50, 86, 1, 9)]
    page += [*legs(BRIDGE.text[110:220], 290, 86, 1, 9), Box(180, 100, 90, inset.text)]
    assert list(found(page, inset, BRIDGE)) == ["01/bridge", "01/inset"]


def test_given_area_is_taken_as_it_is() -> None:
    given = {"01/bridge": (0.1, 0.1, 0.5, 0.25)}
    page = find_areas(printed(legs(MARKET.text, 50, 300, 2, 9)), (BRIDGE, MARKET), given)
    assert page.missing == ()
    assert dict(page.areas)["01/bridge"] == given["01/bridge"]
    assert list(dict(page.areas)) == ["01/bridge", "01/market"]


def test_area_gives_way_to_a_given_one() -> None:
    given = {"01/market": (0.1, 0.31, 0.7, 0.2)}
    assert found(bridge_at(50, 81), BRIDGE, MARKET, given=given)["01/bridge"][3] <= 0.31 * HEIGHT + 1


# --- pictures --------------------------------------------------------------------------------------------------------


def test_picture_joins_the_article_of_its_caption() -> None:
    caption = "昨天清晨大桥上的头一批行人"
    pictured = PieceText(BRIDGE.id, BRIDGE.title, BRIDGE.text, captions=(caption,), photos=1)
    page: list[Box | Plate] = [*bridge_at(50, 300), Plate(50, 160, 228, 120), Box(50, 284, 228, caption, 8)]
    page += legs(MARKET.text, 50, 60, 2, 8)
    areas = found(page, pictured, MARKET)
    assert areas == {"01/bridge": near(50, 160, 398, 441), "01/market": near(50, 60, 278, 153)}


def test_picture_joins_no_article_without_photos_and_none_far_away() -> None:
    assert found([*bridge_at(50, 300), Plate(50, 160, 228, 130)], BRIDGE) == {"01/bridge": near(50, 300, 398, 441)}
    pictured = PieceText(BRIDGE.id, BRIDGE.title, BRIDGE.text, photos=1)
    assert found([*bridge_at(50, 400), Plate(50, 100, 228, 120)], pictured) == {"01/bridge": near(50, 400, 398, 541)}


def test_picture_behind_the_page_is_no_photo() -> None:
    pictured = PieceText(BRIDGE.id, BRIDGE.title, BRIDGE.text, photos=1)
    page: list[Box | Plate] = [Plate(0, 0, WIDTH, HEIGHT), *bridge_at(50, 300)]
    assert found(page, pictured) == {"01/bridge": near(50, 300, 398, 441)}


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rotation", "area"),
    [
        (90, (HEIGHT - 241, 50, HEIGHT - 100, 398)),
        (180, (WIDTH - 398, HEIGHT - 241, WIDTH - 50, HEIGHT - 100)),
        (270, (100, WIDTH - 398, 241, WIDTH - 50)),
    ],
)
def test_area_on_a_turned_page_is_where_it_is_shown(rotation: int, area: Area) -> None:
    assert found(altered(printed(bridge_at(50, 100)), rotation=rotation), BRIDGE) == {"01/bridge": near(*area)}


def test_area_on_a_cropped_page_counts_from_its_corner() -> None:
    pdf = altered(printed(bridge_at(50, 100)), crop=(40, 200, 420, 650))
    assert found(pdf, BRIDGE) == {"01/bridge": near(10, 50, 358, 191)}
    page = find_areas(pdf, (BRIDGE,), {})
    assert (page.width_mm, page.height_mm) == near(380 / 72 * 25.4, 450 / 72 * 25.4)


def test_what_is_cropped_away_is_not_on_the_page() -> None:
    assert found(altered(printed(bridge_at(50, 100)), crop=(0, 0, 500, 400)), BRIDGE) == {}


def test_first_page_counts() -> None:
    pdf = printed(bridge_at(50, 100), legs(MARKET.text, 50, 100, 2, 9))
    assert list(found(pdf, BRIDGE, MARKET)) == ["01/bridge"]


def test_page_without_a_text_layer_has_no_areas() -> None:
    page = find_areas(printed([Plate(50, 50, 300, 300)]), (BRIDGE, MARKET), {})
    assert page.areas == ()
    assert page.missing == ("01/bridge", "01/market")


@pytest.mark.parametrize(
    "pdf",
    [b"", b"no PDF", b"%PDF-1.7\n%%EOF\n", printed([Plate(50, 50, 300, 300)])[:200], locked()],
    ids=["empty", "text", "bare", "cut short", "locked"],
)
def test_what_cannot_be_read_is_told(pdf: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        find_areas(pdf, (BRIDGE,), {})


def test_piece_without_words_is_missing() -> None:
    nothing = PieceText("01/nothing", "", "")
    assert found(bridge_at(50, 100), nothing) == {}
