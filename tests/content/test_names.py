import datetime as dt

import pytest

from broadsheet.content.names import (
    alias_address,
    article_order,
    fold,
    issue_name,
    page_keys,
    parse_ref,
    slug_fault,
    slug_like,
    split_order,
)
from broadsheet.model import Ref


@pytest.mark.parametrize("code", ["01", "1", "123", "A2", "a2", "AB12", "04-05", "A4-A5", "009-010"])
def test_page_codes(code: str) -> None:
    assert page_keys(code)


@pytest.mark.parametrize(
    "code", ["", "front", "0001", "ABC1", "01-", "04-06", "05-04", "04-05-06", "A4-B5", "４", "١", "1 "]
)
def test_no_page_codes(code: str) -> None:
    assert page_keys(code) is None


def test_codes_without_leading_zeros_are_equal_and_sort_naturally() -> None:
    assert page_keys("1") == page_keys("01") == page_keys("001")
    codes = sorted(["B1", "10", "A10", "2", "A2", "AA1", "04-05"], key=lambda code: page_keys(code) or ())
    assert codes == ["2", "04-05", "10", "A2", "A10", "AA1", "B1"]


def test_issue_names() -> None:
    name = issue_name("2026-11-24-Evening")
    assert name is not None
    assert (name.name, name.date, name.suffix) == ("2026-11-24-evening", dt.date(2026, 11, 24), "evening")
    for wrong in (
        "2026-02-30",
        "2026-1-5",
        "20261124",
        "2026-11-24-",
        "2026-11-24-晚",
        "0000-01-01",
        "2026-11-24 evening",
    ):
        assert issue_name(wrong) is None


def test_the_place_of_an_article_is_exactly_two_digits() -> None:
    assert split_order("01-flood") == (1, "flood")
    assert split_order("2026-review") == (None, "2026-review")
    assert split_order("1-flood") == (None, "1-flood")
    assert split_order("01") == (None, "01")
    assert sorted(["b", "10-a", "02-z", "a"], key=article_order) == ["02-z", "10-a", "a", "b"]


@pytest.mark.parametrize(
    "slug", ["flood", "江豚", "二〇二六年", "Überschwemmung", "हिन्दी", "3-0", "-a", "百货里-夜市", "字" * 60]
)
def test_slugs_of_any_script(slug: str) -> None:
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "-",
        "a b",
        "a_b",
        "a.b",
        "a/b",
        "index",
        "INDEX",
        "con",
        "Nul",
        "com1",
        "lpt9",
        "字" * 61,
        "？",
        "①",
        "\u0301a",
        "a\u200b",
    ],
)
def test_refused_slugs(slug: str) -> None:
    assert slug_fault(slug) is not None


def test_a_near_slug_is_suggested() -> None:
    assert slug_like("flood_wall (2)") == "flood-wall-2"


def test_refs() -> None:
    assert parse_ref("02") == Ref(None, "02", None)
    assert parse_ref("A2/江豚") == Ref(None, "A2", "江豚")
    assert parse_ref("2026-11-23-evening/01/flood") == Ref("2026-11-23-evening", "01", "flood")
    for wrong in (
        "",
        "front",
        "flood",
        "01/",
        "/01",
        "2026-11-23/01",
        "2026-02-30/01/flood",
        "01/a b",
        "01/index",
        "a/b/c/d",
    ):
        assert parse_ref(wrong) is None


def test_aliases_are_files_inside_the_edition() -> None:
    assert alias_address("/2020/01/flood.html") == "2020/01/flood.html"
    assert alias_address("html/2020-01/05/content_12.htm") == "html/2020-01/05/content_12.htm"
    assert alias_address("news/flood/") == alias_address("news/flood") == "news/flood/index.html"
    assert alias_address("旧闻/大桥.html") == "旧闻/大桥.html"
    for wrong in (
        "",
        "/",
        "//x.html",
        "../x.html",
        "a/../x.html",
        "a//b.html",
        "https://x.cn/a.html",
        "a?id=1",
        "a#b",
        "x.pdf",
    ):
        assert alias_address(wrong) is None
    for wrong in ("a\\b.html", "con/x.html", "a./x.html", "a%20b.html", "x" * 1001):
        assert alias_address(wrong) is None


def test_names_are_compared_after_nfc_and_case_folding() -> None:
    assert fold("Cafe\u0301.JPG") == fold("café.jpg")
    assert fold("STRASSE") == fold("straße")
