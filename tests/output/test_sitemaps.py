from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.edition.views import SiteView
from broadsheet.model import Person, Title
from broadsheet.output.latest import latest_json
from broadsheet.output.sitemaps import NEWS_LIMIT
from build.archive_samples import MemoryArchive, build_above
from output.record_samples import Sample, issue, listed, picture
from output.theme_samples import site, theme

NOWHERE = Path("/nonexistent")
SITE = site(theme(NOWHERE))
SCHEMA = Path(__file__).parent.parent / "node_modules/sitemap/schema/sitemap.xsd"
MAP, IMAGE = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
TODAY, YESTERDAY = dt.date(2026, 11, 24), dt.date(2026, 11, 23)
BASE = "https://paper.example/"


def maps(issues: Iterable[Sample], view: SiteView = SITE) -> dict[str, bytes]:
    files = build_above(MemoryArchive(issues), view).files
    return {address: data for address, data in files.items() if address.endswith(".xml") and "feed" not in address}


def places(data: bytes) -> list[str]:
    return [(found.text or "").removeprefix(BASE) for found in ElementTree.fromstring(data).iter(f"{MAP}loc")]


def one_issue_a_day(last: dt.date, days: int) -> list[Sample]:
    dates = [last - dt.timedelta(days=back) for back in range(days - 1, -1, -1)]
    return [issue(date, listed(date, "one"), listed(date, "two", picture=picture(date))) for date in dates]


def test_the_index_names_a_map_for_each_month_and_one_for_what_stands_above() -> None:
    found = maps(one_issue_a_day(dt.date(2026, 11, 2), 4))
    assert places(found["sitemap.xml"]) == ["sitemaps/standing.xml", "sitemaps/2026-10.xml", "sitemaps/2026-11.xml"]
    changes = [each.text for each in ElementTree.fromstring(found["sitemap.xml"]).iter(f"{MAP}lastmod")]
    assert changes == ["2026-10-31T00:00:00+08:00", "2026-11-02T00:00:00+08:00"]


def test_a_months_map_holds_fronts_pages_articles_and_their_photos() -> None:
    corrected = listed(YESTERDAY, "渡船", changed=dt.date(2026, 12, 1), picture=picture(YESTERDAY))
    data = maps([issue(YESTERDAY, corrected)])["sitemaps/2026-11.xml"]
    assert places(data) == ["2026/11/23/", "2026/11/23/01/", "2026/11/23/01/%E6%B8%A1%E8%88%B9.html"]
    *_, article = ElementTree.fromstring(data)
    assert article.findtext(f"{MAP}lastmod") == "2026-12-01T00:00:00+08:00"
    assert article.findtext(f"{IMAGE}image/{IMAGE}loc") == f"{BASE}2026/11/23/01/boat-1200.b.webp"


@settings(max_examples=40)
@given(st.integers(1, 100), st.integers(1, 40))
def test_a_month_that_is_over_keeps_its_bytes(days: int, later: int) -> None:
    before = one_issue_a_day(TODAY, days)
    after = one_issue_a_day(TODAY + dt.timedelta(days=later), days + later)
    this_month = f"sitemaps/{TODAY:%Y-%m}.xml"
    old, new = maps(before), maps(after)
    for address in old.keys() - {this_month, "sitemap.xml", "news-sitemap.xml"}:
        assert new[address] == old[address]


def test_the_standing_map_names_lists_that_there_are() -> None:
    view = site(theme(NOWHERE), has_authors=True, section_slugs=(("大江", "river"), ("天气", "weather")))
    ferry = listed(YESTERDAY, "ferry", sections=("大江",), byline=(Person("A. Penn"),))
    assert places(maps([issue(YESTERDAY, ferry)], view)["sitemaps/standing.xml"]) == [
        "archive/",
        "corrections.html",
        "about.html",
        "sections/",
        "sections/river/",
        "authors/",
        "authors/a-penn/",
    ]
    assert (
        places(maps([issue(YESTERDAY, listed(YESTERDAY, "bare"))], view)["sitemaps/standing.xml"])[-1] == "about.html"
    )


def test_the_news_are_those_of_the_latest_issues_date_and_the_day_before() -> None:
    data = maps(one_issue_a_day(TODAY, 5))["news-sitemap.xml"]
    assert places(data) == [f"2026/11/{day}/01/{slug}.html" for day in (24, 23) for slug in ("one", "two")]
    first = ElementTree.fromstring(data)[0].find(f"{NEWS}news")
    assert first is not None
    assert [child.tag for child in first] == [f"{NEWS}{name}" for name in ("publication", "publication_date", "title")]
    assert [child.text for child in first[0]] == ["江城日报", "zh-cn"]
    assert first.findtext(f"{NEWS}publication_date") == "2026-11-24T00:00:00+08:00"
    assert first.findtext(f"{NEWS}title") == "one"


@pytest.mark.parametrize(
    ("language", "code"),
    [("zh-Hans", "zh-cn"), ("zh-Hant-HK", "zh-tw"), ("zh-TW", "zh-tw"), ("en-GB", "en"), ("ja", "ja")],
)
def test_the_news_map_knows_languages_by_two_letters_but_for_chinese(language: str, code: str) -> None:
    view = site(theme(NOWHERE), language=language)
    data = maps(one_issue_a_day(TODAY, 1), view)["news-sitemap.xml"]
    assert ElementTree.fromstring(data).findtext(f".//{NEWS}language") == code


def test_the_news_map_ends_at_its_limit_with_the_newest() -> None:
    def many(date: dt.date) -> Sample:
        return issue(date, *(listed(date, f"n{number}") for number in range(700)))

    found = places(maps([many(YESTERDAY), many(TODAY)])["news-sitemap.xml"])
    assert len(found) == NEWS_LIMIT
    assert found[699].startswith("2026/11/24/")
    assert found[700].startswith("2026/11/23/")


def test_issues_that_are_not_out_and_drafts_are_in_no_map() -> None:
    tomorrow = dt.date(2026, 12, 1)
    found = maps(
        [
            issue(TODAY, listed(TODAY, "bridge"), listed(TODAY, "unripe"), drafts=("01/unripe",)),
            issue(tomorrow, listed(tomorrow, "secret", title=Title(("秘",))), held=True),
        ]
    )
    text = b"".join(found.values()).decode()
    assert "bridge" in text
    assert not any(word in text for word in ("unripe", "secret", "2026-12", "2026/12"))


def test_a_paper_without_an_issue_has_no_news() -> None:
    assert maps([]).keys() == {"sitemap.xml", "sitemaps/standing.xml"}


def test_without_a_base_url_there_is_none() -> None:
    assert maps(one_issue_a_day(TODAY, 2), site(theme(NOWHERE), base_url=None)) == {}


def test_maps_keep_to_the_schema_of_the_protocol() -> None:
    schema = xmlschema.XMLSchema(str(SCHEMA))
    for address, data in maps(one_issue_a_day(TODAY, 3)).items():
        assert b"generated by Broadsheet" in data[:4096]
        root = ElementTree.fromstring(data)
        if address == "sitemap.xml":
            assert root.tag == f"{MAP}sitemapindex"
            continue
        for place in root:
            for extension in [child for child in place if not child.tag.startswith(MAP)]:
                place.remove(extension)
        schema.validate(root)


def test_the_latest_issue_in_short() -> None:
    data = latest_json(issue(TODAY, listed(TODAY, "bridge"))[0], SITE)
    assert data.startswith(b'{\n "schema": 1')
    assert json.loads(data) == {
        "schema": 1,
        "paper": "江城日报",
        "date": "2026-11-24",
        "suffix": None,
        "number": "18230",
        "url": "2026/11/24/index.html",
        "digest": "d1",
        "complete": True,
        "pages": 1,
        "articles": 1,
        "issue": "2026/11/24/issue.json",
    }
