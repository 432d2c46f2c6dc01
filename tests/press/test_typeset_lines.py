"""Lines of type: prohibitions, punctuation, gaps, hyphens, styles."""

from __future__ import annotations

import itertools

import pytest

from broadsheet.diagnostics import Location
from broadsheet.model.body import Code, FootnoteMark, Inline, LineBreak, Link, Paragraph, Styled, Text
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Line, TextStyle
from broadsheet.press.typeset.typesetter import Typesetter
from press.typeset_samples import HAN_GRID, faults, han_setter, latin_setter, lines_of, paragraph, set_text

BODY = TextStyle("body", 9.0)
EM = 9.0
ENGLISH = (
    "The council will meet again this evening to decide whether the bridge should be closed to pedestrians as well. "
    "A spokeswoman said that the decision depended on the forecast, which was expected to improve towards the weekend."
)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def spans(line: Line) -> list[tuple[str, float, bool]]:
    """(text, x in em, set half) of each segment."""
    return [(segment.text, round(segment.x / EM, 3), segment.half) for segment in line.segments]


def styled(*inlines: Inline, em: float = 13) -> tuple[Line, ...]:
    return tuple(lines_of(han_setter().galley((Paragraph(inlines),), em * EM, piece="p")))


# --- Han ---


def test_a_paragraph_is_indented_by_two_em_and_fills_its_lines() -> None:
    lines = set_text("江" * 40)
    assert [len(line.text) for line in lines] == [11, 13, 13, 3]
    assert lines[0].segments[0].x == 2 * EM
    assert [line.width for line in lines[:-1]] == [117.0] * 3
    assert [(line.opens, line.closes) for line in lines] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]


def test_in_narrow_measures_the_indent_is_one_em() -> None:
    assert set_text("江" * 40, em=11)[0].segments[0].x == EM


@pytest.mark.parametrize("mark", list("，。、；：！？”’）》〉」』】〕％℃·～ーっゃァ々"))
def test_no_line_begins_with(mark: str) -> None:
    for before in range(9, 16):
        for line in set_text("江" * before + mark + "江" * 20)[1:]:
            assert line.text[0] != mark


@pytest.mark.parametrize("mark", list("“‘（《〈「『【〔￥"))
def test_no_line_ends_with(mark: str) -> None:
    for before in range(9, 16):
        for line in set_text("江" * before + mark + "江" * 20)[:-1]:
            assert line.text[-1] != mark


@pytest.mark.parametrize("sign", ["——", "……", "2026", "17℃", "96%", "3.4", "No.5", "CN-0001", "B2"])
def test_signs_of_two_and_figures_with_their_units_are_not_parted(sign: str) -> None:
    for before in range(6, 16):
        assert any(sign in line.text for line in set_text("江" * before + sign + "江" * 20))


def test_a_comma_that_finds_no_room_is_set_half_at_the_lines_end() -> None:
    line = set_text("江，" + "江" * 9 + "，" + "江" * 20)[0]
    assert line.text.endswith("，")
    assert line.width == pytest.approx(117.0)
    assert line.segments[-1].half


def test_the_apostrophe_of_a_year_stays_with_it() -> None:
    for count in range(1, 14):
        lines = texts(set_text("旅" * count + "’98华夏城乡游"))
        assert any("’98" in text for text in lines), lines
    assert [s.text for s in set_text("他说‘好’98年再见")[0].segments if "98" in s.text] == ["98"], "that one closes"


def test_an_opening_mark_at_a_lines_head_is_set_half() -> None:
    line = set_text("江" * 11 + "“江江江”" + "江" * 20)[1]
    assert spans(line)[0] == ("“", 0.0, True)


def test_neighbouring_marks_share_their_white() -> None:
    setter = han_setter()
    assert setter.width("江：“江", "body", EM) == pytest.approx(3.5 * EM)
    assert setter.width("江。”江", "body", EM) == pytest.approx(3.5 * EM)
    assert setter.width("江）（江", "body", EM) == pytest.approx(3.5 * EM)
    assert setter.width("江“（江", "body", EM) == pytest.approx(3.5 * EM)
    assert setter.width("“江”", "body", EM) == pytest.approx(2 * EM)
    assert setter.width("江（）江", "body", EM) == pytest.approx(4 * EM)


def test_white_beside_marks_gives_before_type_is_stretched() -> None:
    line = set_text("江，江、" + "江" * 7 + "。" + "江" * 20)[0]
    assert line.width == pytest.approx(117.0)
    assert line.stretch < 1.0
    assert sum(segment.half for segment in line.segments) >= 2


def test_letters_and_figures_stand_off_by_an_eighth_to_a_quarter_of_an_em() -> None:
    for text in ("江城31路" + "江" * 30, "江城 31 路" + "江" * 30, "在Python里" + "江" * 30):
        line = set_text(text)[0]
        (word,) = [s for s in line.segments if s.text.isascii() and s.text.strip()]
        before = max(s.x + s.width for s in line.segments if s.x < word.x and s.text.strip())
        after = min(s.x for s in line.segments if s.x > word.x and s.text.strip())
        assert 0.125 - 1e-6 <= (word.x - before) / EM <= 0.25 + 1e-6
        assert 0.125 - 1e-6 <= (after - word.x - word.width) / EM <= 0.25 + 1e-6
        assert word.tracking == 0


def test_gaps_widen_before_type_is_stretched() -> None:
    line = set_text("江城31路江城31路江城" + "江" * 30)[0]
    gaps = {round((after.x - before.x - before.width) / EM, 3) for before, after in itertools.pairwise(line.segments)}
    assert gaps == {0.23}
    assert line.stretch == 1.0
    assert line.width == pytest.approx(117.0)


def test_a_line_that_nothing_fills_stays_short() -> None:
    first, last = set_text("一2026一一一一一一一一，")
    assert len(last.text) == 3
    assert first.stretch == pytest.approx(1.15)
    assert first.width < 117


def test_a_last_line_has_two_han_characters() -> None:
    for count in range(12, 60):
        last = set_text("江" * (count - 1) + "城。")[-1]
        assert sum(character in "江城" for character in last.text) >= 2


def test_a_plain_line_is_one_segment() -> None:
    assert all(len(line.segments) == 1 for line in set_text("江" * 60)[1:])
    assert len(set_text("江江江，江江" + "江" * 60)[0].segments) == 1


def test_a_dash_is_never_spread() -> None:
    setter = han_setter()
    for before in range(8, 20):
        for line in lines_of(
            setter.galley((paragraph("江" * before + "——，" + "江" * 13 + "，江江"),), 117.0, piece="p")
        ):
            for segment in line.segments:
                assert "—" not in segment.text or segment.tracking == 0


def test_a_word_wider_than_the_measure_is_broken_between_characters() -> None:
    address = "https://example.org/" + "x" * 90
    lines = set_text("见" + address)
    assert "".join(texts(lines)) == "见" + address
    assert faults(lines, 117.0) == []


def test_hard_breaks_end_lines_without_filling_them() -> None:
    lines = set_text("扫街的人论筐，\n小学生论片。")
    assert texts(lines) == ["扫街的人论筐，", "小学生论片。"]
    assert [(line.start, line.end) for line in lines] == [(0, 8), (8, 14)]
    assert [line.segments[0].x for line in lines] == [18.0, 18.0], "one indent, for they begin below each other"
    assert [line.closes for line in lines] == [False, True]


def test_no_break_spaces_and_zero_width_spaces_are_heeded() -> None:
    for count in range(20, 40):
        lines = set_text("word " * count + "10\u00a0km away", em=20, setter=latin_setter())
        assert any("10 km" in line.text for line in lines)
    pieces = set_text("abc\u200b" * 40)
    assert all(len(line.text) % 3 == 0 and "\u200b" not in line.text for line in pieces)


# --- styles ---


def test_styles_links_and_notes_are_carried_through_breaks() -> None:
    where = Location("a.md", 1, 1)
    lines = styled(
        Text("江城"),
        Styled("strong", (Text("大雾" * 8),)),
        Link("web", "https://example.org/", (Text("航行日志" * 5),), where),
        FootnoteMark(12),
        Styled("s", (Text("不"),)),
        Code("a = 1"),
        Styled("em", (Text("完了"),)),
    )
    segments = [segment for line in lines for segment in line.segments]
    assert "".join(s.text for s in segments if s.style.face == "body-bold") == "大雾" * 8
    assert "".join(s.text for s in segments if s.link) == "航行日志" * 5
    (note,) = [s for s in segments if s.style.rise]
    assert (note.text, note.style.size < 6) == ("12", True)
    assert [s.text for s in segments if s.style.decoration == "strike"] == ["不"]
    assert "".join(s.text for s in segments if s.style.face == "code") == "a = 1"
    assert "".join(s.text for s in segments if s.style.face == "body-em") == "完了"


def test_a_footnote_mark_never_begins_a_line() -> None:
    for count in range(8, 30):
        for line in styled(Text("江" * count), FootnoteMark(1), Text("江" * 20)):
            assert line.text[0] != "1"


def test_an_open_reference_prints_as_plain_text() -> None:
    (line,) = styled(Link("ref", "02/flood", (Text("见二版"),), Location("a.md", 1, 1)))
    assert [segment.link for segment in line.segments] == [""]


def test_hard_breaks_among_styles() -> None:
    lines = styled(Styled("strong", (Text("上"), LineBreak(), Text("下"))))
    assert texts(lines) == ["上", "下"]


# --- Latin ---


def test_latin_lines_are_filled_by_their_spaces() -> None:
    lines = set_text(ENGLISH, em=22, setter=latin_setter())
    assert faults(lines, 198.0) == []
    for line in lines[:-1]:
        assert line.width == pytest.approx(198.0)
        assert 0.8 - 1e-6 <= line.stretch <= 1.34


def test_words_stand_far_apart_before_a_line_stays_short() -> None:
    wide = []
    for letters in range(1, 60):
        first = set_text(f"of the old town {'i' * letters} 1234567890123456789", em=20, setter=latin_setter())[0]
        if first.text.endswith("i") and 2.5 < first.stretch <= 3.5:
            assert first.width == pytest.approx(180.0)
            wide.append(letters)
    assert wide


def test_hyphens_keep_their_distance_from_both_ends_of_a_word() -> None:
    found = []
    for em in range(12, 30):
        lines = set_text(ENGLISH, em=em, setter=latin_setter())
        for line, following in itertools.pairwise(lines):
            if line.hyphenated:
                assert len(line.text.split()[-1].rstrip("-")) >= 2
                assert len(following.text.split()[0].rstrip("-,.")) >= 3
                found.append(line.text.split()[-1])
    assert found


def test_a_word_that_a_style_parts_is_hyphenated_as_one() -> None:
    words = (Text("the mis"), Styled("strong", (Text("understand"),)), Text("ing "))
    places = set()
    for em in range(20, 50):
        lines = latin_setter().paragraph(words * 6, TextStyle("body", 9.0), em * 4.5)
        for line, following in itertools.pairwise(lines):
            if line.hyphenated:
                places.add((line.text.split()[-1], following.text.split()[0]))
    assert places
    assert places <= {
        ("mis-", "understanding"),
        ("misun-", "derstanding"),
        ("misunder-", "standing"),
        ("misunderstand-", "ing"),
    }


def test_at_most_two_hyphens_run() -> None:
    words = "internationalization characteristically responsibilities misunderstanding " * 6
    for tenths in range(80, 200, 5):
        run = 0
        for line in set_text(words, em=tenths / 10, setter=latin_setter()):
            run = run + 1 if line.hyphenated else 0
            assert run <= 2


def test_the_end_of_a_word_is_no_last_line() -> None:
    ended_by_words = 0
    for length in range(120, len(ENGLISH)):
        if ENGLISH[length] not in " .":
            continue
        before, last = set_text(ENGLISH[:length] + ".", em=24, setter=latin_setter())[-2:]
        assert not before.hyphenated or last.width >= 216 / 5
        ended_by_words += last.width < 216 / 5
    assert ended_by_words


def test_headlines_are_not_hyphenated() -> None:
    setter, style = latin_setter(), TextStyle("headline", 24.0)
    lines = setter.paragraph(ENGLISH, style, 200.0, align="left", hyphenate=False)
    assert not any(line.hyphenated for line in lines)
    assert all(line.width <= 200.01 for line in lines)


def test_a_hyphenated_line_does_not_close_a_column() -> None:
    strips = latin_setter().galley((paragraph(ENGLISH * 3),), 120.0, piece="p").strips
    lines = list(lines_of(latin_setter().galley((paragraph(ENGLISH * 3),), 120.0, piece="p")))
    assert any(line.hyphenated for line in lines)
    assert [strip.may_close for strip in strips] == [not line.hyphenated for line in lines]


def test_a_foreign_paragraph_in_a_han_paper_is_set_as_latin() -> None:
    lines = set_text(ENGLISH, em=22)
    assert all(segment.tracking < 0.03 * EM for line in lines for segment in line.segments)
    assert len(lines[0].segments) == 1


# --- single lines ---


def test_a_line_is_placed_in_its_measure() -> None:
    setter = han_setter()
    assert setter.line("江城", BODY, 90.0).segments[0].x == 0
    assert setter.line("江城", BODY, 90.0, "center").segments[0].x == 36
    assert setter.line("江城", BODY, 90.0, "right").segments[0].x == 72
    spread = setter.line("江城报", BODY, 90.0, "spread")
    assert (spread.segments[0].tracking, spread.width) == (31.5, 90.0)


def test_a_line_is_never_broken() -> None:
    line = han_setter().line("江城日报" * 10, BODY, 90.0)
    assert line.text == "江城日报" * 10
    assert line.width == 360


def test_centred_lines_are_about_equally_long() -> None:
    lines = han_setter().paragraph("江" * 15, TextStyle("headline", 9.0), 117.0, align="center")
    assert sorted(len(line.text) for line in lines) == [7, 8]


@pytest.mark.parametrize(("language", "text"), [("zh-Hans", "昨天5点50分，“清江5号”——AV城。"), ("en", ENGLISH)])
def test_segments_are_as_wide_as_the_real_faces_set_them(language: str, text: str) -> None:
    faces = default_faces(language)
    setter = Typesetter(faces, HAN_GRID, language)
    for measure in (100.0, 117.0, 180.0):
        for line in lines_of(setter.galley((paragraph(text * 4),), measure, piece="p", language=language)):
            end = line.segments[0].x
            for segment in line.segments:
                style = segment.style
                units = len(segment.text)
                natural = faces.advance(style.face, segment.text)
                if segment.half:
                    natural = faces.half(style.face, segment.text)
                elif segment.tracking and segment.text.isascii():
                    natural, units = faces.tracked(style.face, segment.text)
                spaces = segment.spacing * segment.text.count(" ")
                assert segment.width == pytest.approx(
                    natural * style.size + segment.tracking * (units - 1) + spaces, abs=0.01
                )
                assert segment.x >= end - 0.5
                end = segment.x + segment.width
            assert line.width <= measure + 0.01
