"""The search index holds every text it was made of and no other."""

from __future__ import annotations

import datetime as dt
import json
import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue
from broadsheet.output.search_month import MonthEntry, manifest, month_file
from broadsheet.output.search_segment import BUCKETS, make_segment, pack_segment, unpack_segment
from broadsheet.output.search_terms import normal, tokens
from conftest import REPOSITORY
from search_reader import Month, holds, keyed, truth

DAY = dt.date(2026, 11, 24)


def article(slug: str, *body: str, title: str = "题", page: str = "01") -> SearchableArticle:
    return SearchableArticle(f"{page}/{slug}.html", title, "zh-Hans", (page,), ("要闻",), ("周雁",), (title,), body)


def issue(*articles: SearchableArticle, day: dt.date = DAY) -> SearchableIssue:
    return SearchableIssue(f"{day:%Y/%m/%d}/", day, day, articles)


def month(*issues: SearchableIssue) -> Month:
    made = month_file([make_segment(each) for each in issues])
    return Month(made.content, made.head)


# --- normal form and tokens -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ＡＢＣ１２", "abc12"),
        ("Café", "cafe"),
        ("ﬁn", "fin"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("ｶﾞ", "ガ"),
        ("が", "が"),
        ("co\u00adop", "coop"),
        ("葛\U000e0100", "葛"),
        ("İ", "i"),
    ],
)
def test_normal_form(text: str, form: str) -> None:
    assert normal(text) == form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第5路", ["第0", "5 1", "路2"]),
        ("大桥 通车", ["大0", "桥1", "通2", "车3"]),
        ("你好，世界", ["你0", "好1", "世3", "界4"]),
        ("the  old bridge", ["the0", "old1", "bridge2"]),
        ("well-known", ["well0", "known2"]),
        ("3.5", ["3 0", "5 2"]),
        ("10 20", ["1 0", "0 1", "2 3", "0 4"]),
        ("iPhone15", ["iphone0", "1 1", "5 2"]),
        ("ไทย", ["ไ0", "ท1", "ย2"]),
        ("，。", []),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    def shown(text: str, position: int) -> str:
        return f"{text} {position}" if text.isdigit() else f"{text}{position}"

    assert [shown(token.text, token.position) for token in tokens(text)] == found


# --- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "body", "is_found"),
    [
        ("5路", "15路公交", True),
        ("大桥", "大 桥", True),
        ("大桥", "大，桥", False),
        ("桥通", "大桥。", False),
        ("江城大桥今日通车", "江城大桥今日通车了", True),
        ("江城大桥今日通车", "江城大桥明日通车", False),
        ("大桥 通车", "通车的是大桥", True),
        ("bri", "The Bridge", True),
        ("rid", "The Bridge", False),
        ('"the bri"', "over the bridge", True),
        ('"he bri"', "over the bridge", False),
        ("AI大模型", "用AI大模型写", True),
        ("AI大模型", "用OpenAI大模型写", False),
        ("用a", "用AI写", True),
        ("用ai写", "用AI 写", True),
        ("3.5亿", "约3.5亿元", True),
        ("35亿", "约3.5亿元", False),
        ("don't", "I don’t know", True),
        ("cafe", "Café", True),
        ("ß", "Straße", False),
    ],
)
def test_what_is_found(query: str, body: str, is_found: bool) -> None:
    found = month(issue(article("one", body))).addresses(query)
    assert found == ({"2026/11/24/01/one.html"} if is_found else set())
    assert holds(("题", body), query) is is_found


def test_nothing_is_found_across_paragraphs_and_fields() -> None:
    made = month(issue(article("one", "江城", "大桥", title="今日")))
    assert made.addresses("城大") == made.addresses("日江") == set()
    assert len(made.addresses("江城 大桥 今日")) == 1


_LETTERS = st.sampled_from("江城大桥的路15 ab，.é\naA")
_TEXT = st.text(_LETTERS, max_size=14)


@settings(max_examples=300)
@given(
    st.lists(st.lists(_TEXT, min_size=1, max_size=3), min_size=1, max_size=5), st.text(_LETTERS, min_size=1, max_size=6)
)
def test_a_query_finds_every_article_that_holds_it_and_no_other(texts: list[list[str]], query: str) -> None:
    articles = [article(f"a{number}", *body[1:], title=body[0]) for number, body in enumerate(texts)]
    half = len(articles) // 2
    issues = issue(*articles[:half]), issue(*articles[half:], day=dt.date(2026, 11, 25))
    index = month(*issues)
    for each in (query, f'"{query}"'):
        if tokens(each):
            assert index.addresses(each) == truth(keyed(issues), each), each


# --- the files ------------------------------------------------------------------------------------------------------


def test_a_segment_is_the_same_again_and_comes_back_whole() -> None:
    made = make_segment(issue(article("one", "江城大桥通车"), article("two", "The bridge")))
    digest, packed = pack_segment(made)
    assert unpack_segment(packed) == made
    assert pack_segment(unpack_segment(packed))[0] == digest


def test_buckets_of_a_small_month_are_joined_and_fetched_with_the_head() -> None:
    made = month_file([make_segment(issue(article("one", "江城大桥通车")))])
    small = Month(made.content, made.head)
    assert small.buckets == 1
    assert len(made.content) - made.head < 400
    large = month_file([make_segment(issue(*(article(f"a{n}", _varied(n)) for n in range(64))))])
    assert 64 < Month(large.content, large.head).buckets < BUCKETS
    assert b"generated by Broadsheet" in large.content[: large.head]
    assert large.head < 400


def _varied(number: int) -> str:
    return "".join(chr(0x4E00 + (number * 631 + place * place) % 20_000) for place in range(200))


def test_a_month_is_the_same_as_if_its_articles_had_come_at_once() -> None:
    texts = [_varied(n % 3) + "江城大桥" for n in range(9)]
    made = [article(f"a{n}", text) for n, text in enumerate(texts)]
    one = month(issue(*made))
    many = month(issue(*made[:2]), issue(), issue(*made[2:], day=dt.date(2026, 11, 25)))
    assert [one.bucket(n) for n in range(one.buckets)] == [many.bucket(n) for n in range(many.buckets)]


def test_what_results_show_is_there() -> None:
    made = month(issue(*(article(f"a{n}", "文", title=f"题{n}") for n in range(40))))
    assert [row[1] for row in made.rows[0]] == [f"题{n}" for n in range(40)]
    assert made.rows[0][39] == ["01/a39.html", "题39", "zh-Hans", "01", ["要闻"]]
    assert len(made.head["issues"][0]["chunks"]) == 10
    assert made.facets["authors"] == ["周雁"]


def test_the_manifest_names_the_months() -> None:
    entry = MonthEntry("2026-11", "2026-11.0a1b2c3d4e.idx", 500, DAY, DAY)
    found = json.loads(manifest([entry]))
    assert found["schema"] == 1
    assert found["months"][0]["first"] == "2026-11-24"


def test_the_page_and_the_service_worker_name_their_store_alike() -> None:
    worker = files("broadsheet.output") / "worker"
    names = [
        re.search(pattern, file.read_text(encoding="utf-8"))
        for file, pattern in (
            (REPOSITORY / "themes/broadsheet/assets/search-fetching.js", r'STORE = "(.+?)"'),
            (worker / "shelves.js", r'SEARCH = "(.+?)"'),
            (worker / "farewell.js", r'caches\.open\("(search.+?)"\)'),
        )
    ]
    assert len({name and name[1] for name in names}) == 1
    assert all(names)
