"""Jump lines, run-in credits and caption credits, as newsrooms write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.content.conventions import han_value, newsroom
from broadsheet.diagnostics import Location

HERE = Location("content/issues/2026/2026-11-24/01/bridge.md", 7)


def jump(text: str, page: str = "01", language: str = "zh-Hans") -> tuple[str, str] | None:
    """Kind and ref of a paragraph that is a jump line."""
    found = newsroom(language).jump_line(text, location=HERE, page_code=page)
    return (found.kind, str(found.statement.ref)) if found else None


# --- jump lines in Chinese ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "ref"),
    [
        # brackets
        ("（下转第二版）", "on", "02"),
        ("(下转第二版)", "on", "02"),
        ("（下转第二版)", "on", "02"),
        ("（ 下转第二版 ）", "on", "02"),
        ("　　（下转第二版）", "on", "02"),
        ("（下转第二版）。", "on", "02"),
        ("（下转第二版）　", "on", "02"),
        ("（下转第二版）：", "on", "02"),
        ("[下转第二版]", "on", "02"),
        ("【下转第二版】", "on", "02"),
        ("〔下转第二版〕", "on", "02"),
        # pages
        ("（下转第2版）", "on", "02"),
        ("（下转2版）", "on", "02"),
        ("（下转02版）", "on", "02"),
        ("（下转二版）", "on", "02"),
        ("（下转第 2 版）", "on", "02"),
        ("（下转第２版）", "on", "02"),
        ("（下转12版）", "on", "12"),
        ("（下转第十版）", "on", "10"),
        ("（下转第十二版）", "on", "12"),
        ("（下转第二十版）", "on", "20"),
        ("（下转第二十一版）", "on", "21"),
        ("（下转第九十九版）", "on", "99"),
        ("（下转A2版）", "on", "A2"),
        ("（下转第A2版）", "on", "A2"),
        ("（下转A02版）", "on", "A02"),
        ("（下转a2版）", "on", "A2"),
        ("（下转Ａ２版）", "on", "A2"),
        ("（下转B二版）", "on", "B2"),
        # verbs
        ("（转第二版）", "on", "02"),
        ("（转2版）", "on", "02"),
        ("（紧接第二版）", "either", "02"),
        ("（上接第一版）", "from", "01"),
        ("（上接1版）", "from", "01"),
        ("（接第一版）", "from", "01"),
        ("（接A1版）", "from", "A1"),
        ("（上接头版）", "from", "01"),
        ("上接头版", "from", "01"),
        # Without brackets, these words are nothing else when a paragraph is only that.
        ("下转第二版", "on", "02"),
        ("上接第一版", "from", "01"),
        ("紧接第二版", "either", "02"),
    ],
)
def test_jump_lines(text: str, kind: str, ref: str) -> None:
    assert jump(text) == (kind, ref)
    traditional = text.translate(str.maketrans("转紧头", "轉緊頭"))
    assert jump(traditional, language="zh-Hant") == (kind, ref)


@pytest.mark.parametrize(
    "text",
    [
        "（见第二版）",
        "（详见第二版）",
        "（全文见第二版）",
        "（相关报道见A2版）",
        "见第二版",
        "详见2版",
        "全文见第2版",
        "（下转第一百版）",
        "（下转第零版）",
        "（下转第二二版）",
        "（下转第十十版）",
        "（下转版）",
        "（下转下一版）",
        "（下转第2、3版）",
        "（下转第二版，上接第一版）",
        "转第二版",
        "接第一版",
        "（下转第二版",
        "下转第二版）",
        "下转第二版的文章",
        "请看（下转第二版）",
        "（上接昨日第一版）",
        "（上接13月45日第一版）",
        "（上接2月30日第一版）",
        "（上接2025年2月29日第一版）",
        "（上接0000年1月1日第一版）",
        "（周转2版）",
        "",
        "（）",
        "第二版",
    ],
)
def test_lines_that_are_no_jump(text: str) -> None:
    assert jump(text) is None


def test_the_front_page_is_the_page_one_of_the_issue() -> None:
    room = newsroom("zh-Hans")
    found = room.jump_line("（上接头版）", location=HERE, page_code="B2", front_page="A1")
    assert found is not None
    assert str(found.statement.ref) == "A1"


@pytest.mark.parametrize(
    "text",
    [
        "(上接第1版①)",
        "（上接第一版《大桥通车》）",
        "（上接要闻版）",
        "（上接昨日第一版）",
        "（上接13月45日第一版）",
        "（下转第2、3版）",
        "（下转第零版）",
        "（下转A2）",
        "（下转第二版",
        "▲下转第二版",
        "下转第二版▲",
    ],
)
def test_what_was_meant_for_a_jump_line(text: str) -> None:
    assert jump(text) is None
    assert newsroom("zh-Hans").unread_jump(text, "alone") == text
    assert newsroom("zh-Hant").unread_jump(text.replace("转", "轉"), "alone")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "上接天线，下接地气。"),
        ("zh-Hans", "（转自江城晚报）"),
        ("zh-Hans", "（见第二版）"),
        ("zh-Hans", "（周转2版）"),
        ("zh-Hans", "（紧接着他去了出版社）"),
        ("zh-Hans", "详情请看下转第二版的报道，早晨六点，第一辆车驶上大桥。"),
        ("zh-Hant", "（轉載自江城晚報）"),
        ("en", "(the story continued for hours)"),
        ("en", "He continued on foot."),
        ("ja", "（2面に写真）"),
    ],
)
def test_what_was_not_meant_for_a_jump_line(language: str, text: str) -> None:
    assert newsroom(language).unread_jump(text, "alone") is None


def test_english_and_japanese_near_misses() -> None:
    assert newsroom("en").unread_jump("(Continued on next page)", "alone")
    assert newsroom("ja").unread_jump("（2面から続く・上）", "alone")


@pytest.mark.parametrize(
    ("text", "ref", "date"),
    [
        ("（上接11月23日第一版）", "01", (11, 23)),
        ("（上接１１月２３日第一版）", "01", (11, 23)),
        ("（上接11月3日A1版）", "A1", (11, 3)),
        ("（接11月23日第一版）", "01", (11, 23)),
        ("（下转11月25日第二版）", "02", (11, 25)),
        ("上接11月23日第一版", "01", (11, 23)),
        ("（上接2026年11月3日第一版）", "2026-11-03/01", None),
    ],
)
def test_dated_jump_lines(text: str, ref: str, date: tuple[int, int] | None) -> None:
    found = newsroom("zh-Hans").jump_line(text, location=HERE, page_code="01")
    assert found is not None
    assert (str(found.statement.ref), found.statement.date) == (ref, date)


@pytest.mark.parametrize(
    ("page", "text", "expected"),
    [
        ("01", "（下转第二版）", "02"),
        ("1", "（下转第二版）", "2"),
        ("001", "（下转第二版）", "002"),
        ("A1", "（下转第二版）", "A2"),
        ("A1", "（下转02版）", "A2"),
        ("A01", "（下转2版）", "A02"),
        ("A1", "（下转B2版）", "B2"),
        ("A9", "（下转第十二版）", "A12"),
        ("AA1", "（下转2版）", "AA2"),
        ("04-05", "（下转第六版）", "06"),
        ("A04-A05", "（下转第六版）", "A06"),
        ("01", "（下转A2版）", "A2"),
        ("A1", "（下转A02版）", "A02"),
    ],
)
def test_a_bare_number_means_the_same_letter(page: str, text: str, expected: str) -> None:
    assert jump(text, page) == ("on", expected)


def test_a_statement_says_what_was_written_and_where() -> None:
    found = newsroom("zh-Hans").jump_line("　（下转Ａ２版）", location=HERE, page_code="01")
    assert found is not None
    assert (found.statement.text, found.statement.location) == ("（下转Ａ２版）", HERE)


def test_jump_lines_at_the_ends_of_a_text() -> None:
    room = newsroom("zh-Hans")
    end = room.ending_jump("江面起雾。 （下转第二版）", location=HERE, page_code="01")
    start = room.starting_jump("（上接第一版） 江面起雾。", location=HERE, page_code="02")
    assert end is not None
    assert start is not None
    assert (end.kind, end.length, start.kind, start.length) == ("on", 7, "from", 7)
    for text in ("江面起雾。下转第二版", "江面起雾（详见第二版）", "（下转第二版）江面起雾。"):
        assert room.ending_jump(text, location=HERE, page_code="01") is None
    for text in ("上接第一版江面起雾。", "江面（上接第一版）起雾。"):
        assert room.starting_jump(text, location=HERE, page_code="01") is None


def test_han_figures() -> None:
    figures = "零一二三四五六七八九"
    ones = list(figures[1:])
    written = [*ones, *("十" + one for one in ["", *ones])]
    written += [f"{ten}十{one}" for ten in ones[1:] for one in ["", *ones]]
    assert [han_value(text, figures) for text in written] == list(range(1, 100))
    for text in ("", "零", "百", "一百", "二二", "十十", "零十"):
        assert han_value(text, figures) is None


# --- jump lines in other languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "ref", "keyword"),
    [
        ("(Continued on page A2)", "on", "A2", None),
        ("(continued on Page 2)", "on", "A2", None),
        ("(CONTINUED ON A2)", "on", "A2", None),
        ("(Cont’d on p. 2)", "on", "A2", None),
        ("(Cont. on A2)", "on", "A2", None),
        ("(Please turn to page 2)", "on", "A2", None),
        ("Continued on page A2", "on", "A2", None),
        ("Continued on page A2.", "on", "A2", None),
        ("(BRIDGE, Continued on Page A2)", "on", "A2", "BRIDGE"),
        ("(Continued from page A1)", "from", "A1", None),
        ("(From Page A1)", "from", "A1", None),
        ("(From A1)", "from", "A1", None),
        ("From Page A1", "from", "A1", None),
        ("(See MARKET, A2)", "tentative", "A2", "MARKET"),
        ("(See New Bridge, Page 2)", "tentative", "A2", "New Bridge"),
    ],
)
def test_english_jump_lines(text: str, kind: str, ref: str, keyword: str | None) -> None:
    found = newsroom("en").jump_line(text, location=HERE, page_code="A1")
    assert found is not None
    assert (found.kind, str(found.statement.ref), found.statement.keyword) == (kind, ref, keyword)
    assert found.statement.tentative == (kind == "tentative")


@pytest.mark.parametrize(
    "text",
    [
        "(See page A2)",
        "See MARKET, A2",
        "(See also MARKET, A2)",
        "(Story on page A2)",
        "(From 12)",
        "From 12",
        "(From mp3)",
        "(Continued on the next page)",
        "(Continued)",
        "Continued on page A2 and after",
        "(from page)",
        "(Continued on A 2)",
    ],
)
def test_english_lines_that_are_no_jump(text: str) -> None:
    assert jump(text, "A1", "en") is None


@pytest.mark.parametrize(
    ("text", "kind", "ref"),
    [
        ("（2面に続く）", "on", "02"),
        ("(２面へつづく)", "on", "02"),
        ("（第二面に続く）", "on", "02"),
        ("2面に続く", "on", "02"),
        ("（1面から続く）", "from", "01"),
        ("（一面より続く）", "from", "01"),
        ("（1面から）", "from", "01"),
        ("（1面の続き）", "from", "01"),
        ("（11月23日付1面から続く）", "from", "01"),
    ],
)
def test_japanese_jump_lines(text: str, kind: str, ref: str) -> None:
    assert jump(text, "01", "ja") == (kind, ref)


@pytest.mark.parametrize("text", ["（関連記事2面）", "（2面に関連記事）", "1面から", "（2面参照）"])
def test_japanese_lines_that_are_no_jump(text: str) -> None:
    assert jump(text, "01", "ja") is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-Hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-hans-SG", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("zh-Hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("en-GB", "en"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_the_nearest_language_is_taken(language: str, expected: str) -> None:
    assert newsroom(language).language == expected


# --- run-in credits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dateline", "people"),
    [
        ("本报讯（记者 毛迪 孙江锋）昨天", "本报讯", "记者 毛迪, 记者 孙江锋"),
        ("本报讯(记者毛迪)昨天", "本报讯", "记者 毛迪"),
        ("本报讯 （记者 毛迪、孙江锋）昨天", "本报讯", "记者 毛迪, 记者 孙江锋"),
        ("本报讯（记者 王　明 毛迪）昨天", "本报讯", "记者 王明, 记者 毛迪"),
        ("本报讯（记者 毛迪 通讯员 王五）昨天", "本报讯", "记者 毛迪, 通讯员 王五"),
        ("本报讯（首席记者 毛迪 文/图）昨天", "本报讯", "首席记者 毛迪"),
        ("本报讯（记者 John Smith）昨天", "本报讯", "记者 John Smith"),
        ("新华社北京1月12日电（记者于海生）昨天", "新华社北京1月12日电", "记者 于海生"),
        ("新华社北京１月１２日电（记者于海生）昨天", "新华社北京１月１２日电", "记者 于海生"),
        ("据新华社北京1月12日电 （记者 于海生）昨天", "据新华社北京1月12日电", "记者 于海生"),
        ("本报长沙1月5日电 记者吴兴华报道：昨天", "本报长沙1月5日电", "记者 吴兴华"),
        ("本报长沙1月5日讯 记者吴兴华、毛迪报道：昨天", "本报长沙1月5日讯", "记者 吴兴华, 记者 毛迪"),
        ("本报讯 昨天", "本报讯", ""),
        ("本报讯　昨天", "本报讯", ""),
        ("本报讯：昨天", "本报讯", ""),
        ("本报讯（毛迪）昨天", "本报讯", ""),
        ("新华社北京11月23日电 昨天", "新华社北京11月23日电", ""),
        ("江城日报讯（记者 毛迪）昨天", "江城日报讯", "记者 毛迪"),
        ("江城晚报讯 昨天", "江城晚报讯", ""),
        ("新华社北京11月23日电国家统计局昨天", "新华社北京11月23日电", ""),
        # a byline in brackets, or as a paragraph of its own
        ("（记者 毛迪）昨天", "", "记者 毛迪"),
        ("（本报记者 毛迪 通讯员 王五）昨天", "", "记者 毛迪, 通讯员 王五"),
        ("本报记者 毛迪", "", "记者 毛迪"),
        ("●本报记者　毛迪　王　明", "", "记者 毛迪, 记者 王明"),
        ("□记者 毛迪 文/图", "", "记者 毛迪"),
        # whose part was what
        ("本报讯(记者 毛小迪/文 王五/图)昨天", "本报讯", "记者 毛小迪, 记者 王五"),
        ("本报讯（记者 文/毛小迪 图/王五）昨天", "本报讯", "记者 毛小迪, 记者 王五"),
        ("本报讯（许都报业全媒体记者 毛迪）昨天", "本报讯", "全媒体记者 毛迪"),
        # words that only look like a credit
        ("本报讯 记者从人社部门了解到有关报道", "本报讯", ""),
        ("本报讯 记者近日报道了此事", "本报讯", ""),
    ],
)
def test_run_in_credits(text: str, dateline: str, people: str) -> None:
    found = newsroom("zh-Hans").run_in_credit(text)
    assert found is not None
    said = ", ".join(f"{person.role} {person.name}" for person in found.people)
    assert (found.dateline, said) == (dateline, people)


@pytest.mark.parametrize(
    "text",
    [
        "昨天，本报讯（记者 毛迪）",
        "本报讯息传来",
        "",
        "本报记者走访",
        "（记者手记）昨天",
        "记者 毛迪昨天去了江边。",
        "江城日报讯息",
        "新华社北京5月8日电力充足",
        "（本报记者 毛迪 摄）昨天",
    ],
)
def test_texts_without_a_run_in_credit(text: str) -> None:
    assert newsroom("zh-Hans").run_in_credit(text) is None


@pytest.mark.parametrize(
    ("language", "text", "dateline", "people"),
    [
        ("zh-Hant", "本報訊（記者 毛迪 孫江鋒）昨天", "本報訊", ["毛迪", "孫江鋒"]),
        ("zh-Hant", "【記者毛迪／台北報導】昨天", "【記者毛迪／台北報導】", ["毛迪"]),
        ("ja", "【東京＝山田太郎】昨日", "【東京＝山田太郎】", ["山田太郎"]),
        ("ja", "【東京＝山田 太郎】昨日", "【東京＝山田 太郎】", ["山田 太郎"]),
        ("ja", "【東京】昨日", "【東京】", []),
    ],
)
def test_run_in_credits_elsewhere(language: str, text: str, dateline: str, people: list[str]) -> None:
    found = newsroom(language).run_in_credit(text)
    assert found is not None
    assert (found.dateline, [person.name for person in found.people]) == (dateline, people)


def test_english_has_no_run_in_credits() -> None:
    assert newsroom("en").run_in_credit("LONDON (Reuters) — The bridge") is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("本报讯（记者 毛迪）昨天", "昨天"),
        ("本报讯（记者 毛迪） 昨天", "昨天"),
        ("本报长沙1月5日电 记者吴兴华报道：昨天", "昨天"),
        ("本报讯　昨天", "昨天"),
        ("新华社北京11月23日电 昨天", "昨天"),
        ("（记者 毛迪）昨天", "昨天"),
        ("本报记者 毛迪", ""),
    ],
)
def test_how_much_of_the_text_a_run_in_credit_takes(text: str, rest: str) -> None:
    found = newsroom("zh-Hans").run_in_credit(text)
    assert found is not None
    assert text[found.length :] == rest


# --- people ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh-Hans", "记者 毛迪 孙江锋", ["记者|毛迪", "记者|孙江锋"]),
        ("zh-Hans", "本报记者 毛迪 新华社记者 王五", ["本报|记者|毛迪", "新华社|记者|王五"]),
        ("zh-Hans", "特约通讯员：毛迪", ["特约通讯员|毛迪"]),
        ("zh-Hans", "毛迪 王　明 李 刚", ["毛迪", "王明", "李刚"]),
        ("zh-Hans", "王　明", ["王明"]),
        ("zh-Hans", "诸葛 亮", ["诸葛亮"]),
        ("zh-Hans", "毛迪、王五，李四/赵六", ["毛迪", "王五", "李四", "赵六"]),
        ("zh-Hans", "阿依古丽·买买提 毛迪", ["阿依古丽·买买提", "毛迪"]),
        ("zh-Hans", "John Smith", ["John Smith"]),
        ("zh-Hans", "记者 John Smith 王五", ["记者|John Smith 王五"]),
        ("zh-Hans", "记者 毛迪 文/图", ["文/图 记者|毛迪"]),
        ("zh-Hans", "文/图 毛迪", ["文/图|毛迪"]),
        ("zh-Hans", "图/文：记者 毛迪 王五", ["图/文 记者|毛迪", "图/文 记者|王五"]),
        ("zh-Hant", "記者 毛迪 孫江鋒", ["記者|毛迪", "記者|孫江鋒"]),
        ("ja", "山田 太郎", ["山田 太郎"]),
        ("ja", "記者 山田　太郎、佐藤 花子", ["記者|山田 太郎", "記者|佐藤 花子"]),
        ("en", "By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("en", "Jane Doe, Staff Writer", ["Staff Writer|Jane Doe"]),
        ("en", "Staff Reporter Nora Fennimore", ["Staff Reporter|Nora Fennimore"]),
        ("en", "Maria de la Cruz", ["Maria de la Cruz"]),
        ("en", "Anders Sand", ["Anders Sand"]),
        ("en", "毛迪 王五", ["毛迪 王五"]),
    ],
)
def test_people(language: str, text: str, expected: list[str]) -> None:
    people = newsroom(language).people(text)
    shown = ["|".join(filter(None, (person.affiliation, person.role, person.name))) for person in people]
    assert shown == expected


# --- credits in captions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caption", "rest", "line", "names"),
    [
        # after a sentence's end
        ("江面起雾。冯嘉莹摄", "江面起雾。", "冯嘉莹摄", ["冯嘉莹"]),
        ("江面起雾。冯嘉莹 摄", "江面起雾。", "冯嘉莹 摄", ["冯嘉莹"]),
        ("江面起雾。 冯嘉莹摄", "江面起雾。", "冯嘉莹摄", ["冯嘉莹"]),
        ("江面起雾！唐果 王五 摄。", "江面起雾！", "唐果 王五 摄", ["唐果", "王五"]),
        ("他说：“起雾了。”唐果 摄", "他说：“起雾了。”", "唐果 摄", ["唐果"]),
        ("江面起雾。本报记者 唐果 通讯员 王五 摄", "江面起雾。", "本报记者 唐果 通讯员 王五 摄", ["唐果", "王五"]),
        ("江面起雾。唐果、本报记者 王五 摄", "江面起雾。", "唐果、本报记者 王五 摄", ["唐果", "王五"]),
        ("江面起雾。王　明 摄影", "江面起雾。", "王　明 摄影", ["王明"]),
        ("江面起雾。记者 唐果／摄", "江面起雾。", "记者 唐果／摄", ["唐果"]),
        ("江面起雾。唐果 摄影报道", "江面起雾。", "唐果 摄影报道", ["唐果"]),
        ("江面起雾。阿依古丽·买买提 摄", "江面起雾。", "阿依古丽·买买提 摄", ["阿依古丽·买买提"]),
        ("江面起雾。新华社唐果摄", "江面起雾。", "新华社唐果摄", ["唐果"]),
        ("江面起雾。新华社发（唐果 摄）", "江面起雾。", "新华社发（唐果 摄）", ["唐果"]),
        ("江面起雾。新华社发", "江面起雾。", "新华社发", []),
        # in brackets
        ("江面起雾（唐果 摄）", "江面起雾", "唐果 摄", ["唐果"]),
        ("江面起雾(唐果 王五 摄)。", "江面起雾", "唐果 王五 摄", ["唐果", "王五"]),
        ("江面起雾（新华社记者王新庆摄）", "江面起雾", "新华社记者王新庆摄", ["王新庆"]),
        ("（唐果 摄）", "", "唐果 摄", ["唐果"]),
        # after a space: one name, or a role
        ("菊花盛开 唐果 摄", "菊花盛开", "唐果 摄", ["唐果"]),
        ("菊花盛开　唐果摄", "菊花盛开", "唐果摄", ["唐果"]),
        ("菊花盛开 唐果、王五 摄", "菊花盛开", "唐果、王五 摄", ["唐果", "王五"]),
        ("菊花盛开 记者 唐果 王五 摄", "菊花盛开", "记者 唐果 王五 摄", ["唐果", "王五"]),
        ("菊花 盛开 王　明 摄", "菊花 盛开", "王　明 摄", ["王明"]),
        ("菊花盛开 昨日 唐果 摄", "菊花盛开 昨日", "唐果 摄", ["唐果"]),
        # alone
        ("唐果 摄", "", "唐果 摄", ["唐果"]),
        ("唐果、王五 摄", "", "唐果、王五 摄", ["唐果", "王五"]),
        ("本报记者 唐果 王五 摄", "", "本报记者 唐果 王五 摄", ["唐果", "王五"]),
        # other words
        ("江面起雾。文/图 张三", "江面起雾。", "文/图 张三", ["张三"]),
        ("江面起雾。文/图张三", "江面起雾。", "文/图张三", ["张三"]),
        ("江面起雾。图/文 记者 张三", "江面起雾。", "图/文 记者 张三", ["张三"]),
        ("江面起雾。文／图：张三", "江面起雾。", "文／图：张三", ["张三"]),
        ("江面起雾。记者 张三 文/图", "江面起雾。", "记者 张三 文/图", ["张三"]),
        ("江面起雾。记者 张三文/图", "江面起雾。", "记者 张三文/图", ["张三"]),
        ("江面起雾。张三 图/文", "江面起雾。", "张三 图/文", ["张三"]),
        ("江面起雾。文/张三 图/李四", "江面起雾。", "文/张三 图/李四", ["李四"]),
        ("江面起雾。图：张三", "江面起雾。", "图：张三", ["张三"]),
        ("江面起雾。摄影：张三", "江面起雾。", "摄影：张三", ["张三"]),
        ("江面起雾。摄影/张三", "江面起雾。", "摄影/张三", ["张三"]),
        ("江面起雾（张三 供图）", "江面起雾", "张三 供图", ["张三"]),
        ("江面起雾。江城市气象局供图", "江面起雾。", "江城市气象局供图", ["江城市气象局"]),
        ("江面起雾。受访者供图", "江面起雾。", "受访者供图", []),
        ("江面起雾。资料图片", "江面起雾。", "资料图片", []),
        ("江面起雾（资料照片）", "江面起雾", "资料照片", []),
        ("资料图片", "", "资料图片", []),
        ("江面起雾。本报制图", "江面起雾。", "本报制图", ["本报"]),
        ("江面起雾。图片来源：江城博物馆", "江面起雾。", "图片来源：江城博物馆", ["江城博物馆"]),
        ("江面起雾。Photo: A. Name", "江面起雾。", "Photo: A. Name", ["A. Name"]),
    ],
)
def test_caption_credits(caption: str, rest: str, line: str, names: list[str]) -> None:
    assert newsroom("zh-Hans").caption_credit(caption) == (rest, tuple(names), line)


@pytest.mark.parametrize(
    "caption",
    [
        "冯嘉莹拍摄",
        "江面起雾。冯嘉莹拍摄",
        "江面起雾 冯嘉莹 拍摄",
        "江面起雾（无人机航拍摄）",
        # times are no names
        "清晨摄",
        "昨日摄",
        "11月20日摄",
        "江面起雾。11月20日摄",
        "江面起雾（11月20日摄）",
        "江面起雾 清晨摄",
        "江面起雾。昨天傍晚 摄",
        "江面起雾。十一月二十日摄",
        "江面起雾。初五摄",
        "二〇二六年摄",
        "江面起雾。资料",
        "江面起雾。今年5月 摄",
        # nothing sets it off
        "江面起雾，唐果摄",
        "江面（左）游船上摄",
        "他爱好跳舞和摄影",
        "市民在“江城号”摄影",
        "江面起雾。摄影",
        "江面起雾 摄影展",
        # pictures, not credits
        "两岸风光 效果图",
        "规划示意图。",
        "江面起雾。示意图",
        "江面起雾。图为江面",
        "江面起雾。图为江面的航拍图",
        "江面起雾。",
        "江面起雾",
        "",
        "摄",
        "。摄",
    ],
)
def test_captions_without_a_credit(caption: str) -> None:
    assert newsroom("zh-Hans").caption_credit(caption) == (caption, (), "")


@pytest.mark.parametrize(
    ("language", "caption", "rest", "line", "names"),
    [
        ("zh-Hant", "江面起霧。唐果攝", "江面起霧。", "唐果攝", ["唐果"]),
        ("zh-Hant", "江面起霧。記者唐果／攝影", "江面起霧。", "記者唐果／攝影", ["唐果"]),
        ("zh-Hant", "江面起霧（中央社記者唐果攝）", "江面起霧", "中央社記者唐果攝", ["唐果"]),
        ("zh-Hant", "江面起霧。文/圖 唐果", "江面起霧。", "文/圖 唐果", ["唐果"]),
        ("zh-Hant", "江面起霧。資料照片", "江面起霧。", "資料照片", []),
        ("zh-Hant", "江面起霧 黃昏攝", "江面起霧 黃昏攝", "", []),
        ("ja", "川に霧。山田 太郎撮影", "川に霧。", "山田 太郎撮影", ["山田 太郎"]),
        ("ja", "川に霧＝山田太郎、佐藤花子撮影", "川に霧", "山田太郎、佐藤花子撮影", ["山田太郎", "佐藤花子"]),
        ("ja", "川に霧（山田太郎写す）", "川に霧", "山田太郎写す", ["山田太郎"]),
        ("ja", "川に霧。写真：山田 太郎", "川に霧。", "写真：山田 太郎", ["山田 太郎"]),
        ("ja", "川に霧（資料写真）", "川に霧", "資料写真", []),
        ("ja", "川に霧。早朝撮影", "川に霧。早朝撮影", "", []),
        ("ja", "川に霧。本社ヘリから撮影", "川に霧。本社ヘリから撮影", "", []),
        ("en", "Fog. Photo: A. Name", "Fog.", "Photo: A. Name", ["A. Name"]),
        ("en", "Fog. Photo: A. Name.", "Fog.", "Photo: A. Name", ["A. Name"]),
        ("en", "Fog. Photo: A. Name Jr.", "Fog.", "Photo: A. Name Jr.", ["A. Name Jr."]),
        (
            "en",
            "Fog (Photos by A. Name and B. Other)",
            "Fog",
            "Photos by A. Name and B. Other",
            ["A. Name", "B. Other"],
        ),
        ("en", "Fog. Photo courtesy of the Museum", "Fog.", "Photo courtesy of the Museum", ["the Museum"]),
        ("en", "Fog. File photo", "Fog.", "File photo", []),
        ("en", "Photograph by Jane Müller", "", "Photograph by Jane Müller", ["Jane Müller"]),
        ("en", "Fog in the photo by Jane", "Fog in the photo by Jane", "", []),
    ],
)
def test_caption_credits_elsewhere(language: str, caption: str, rest: str, line: str, names: list[str]) -> None:
    assert newsroom(language).caption_credit(caption) == (rest, tuple(names), line)


@pytest.mark.parametrize(
    ("credit", "names", "line"),
    [
        ("唐果 王五 摄", ["唐果", "王五"], "唐果 王五 摄"),
        ("（唐果 摄）", ["唐果"], "唐果 摄"),
        ("唐果", ["唐果"], "唐果"),
        ("唐果 王五", ["唐果", "王五"], "唐果 王五"),
        ("本报图表组 制图", ["本报图表组"], "本报图表组 制图"),
        ("资料图片", [], "资料图片"),
        ("A. Name", ["A. Name"], "A. Name"),
    ],
)
def test_stated_credits(credit: str, names: list[str], line: str) -> None:
    assert newsroom("zh-Hans").stated_credit(credit) == (tuple(names), line)


PIECES = (
    *("江面", "起雾", "唐果", "王五", "王", "清晨", "摄", "摄影", "拍摄", "图", "文/图", "记者", "新华社", "发"),
    *("资料图片", "供图", "撮影", "11月20日", "A.", "Photo: "),
    *"（）().。，、/：＝ 　",
)


def bare(text: str) -> str:
    """Without what a credit may leave behind: white space, its brackets, a mark before it, a stop after it."""
    return re.sub(r"[\s（）()。.=＝]", "", text)


def test_a_credit_inside_a_credit_is_none() -> None:
    assert newsroom("zh-Hans").caption_credit("Photo: A.文/图江面") == ("Photo: A.文/图江面", (), "")


@given(st.sampled_from(["zh-Hans", "zh-Hant", "ja", "en"]), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_caption_and_credit_together_hold_all_characters(language: str, caption: str) -> None:
    rest, names, line = newsroom(language).caption_credit(caption)
    assert bare(rest + line) == bare(caption)
    assert all(bare(name) in bare(line) for name in names)
    assert caption.strip().startswith(rest)


@given(st.sampled_from(["zh-Hans", "zh-Hant", "ja", "en"]), st.text(max_size=80))
def test_any_text_is_understood_somehow(language: str, text: str) -> None:
    room = newsroom(language)
    room.people(text)
    room.run_in_credit(text)
    rest, _, line = room.caption_credit(text)
    assert bare(rest + line) == bare(text.strip())


@pytest.mark.parametrize(
    "text", ["唐果 " * 700, "唐果、" * 700 + "摄", "（" * 2000, "Photo: " * 300, "记者 唐果 " * 300 + "拍摄"]
)
def test_long_captions_take_no_time(text: str) -> None:
    newsroom("zh-Hans").caption_credit(text)
