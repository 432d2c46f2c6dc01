"""What an edition tells programs, built from a paper's files: feeds, maps, ninjs, the latest issue."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import pytest

from broadsheet.output.plan import OutputFile, plan_writes
from conftest import NewSite
from output.ninjs_shape import read_ninjs
from paper_site import ISSUE, PAPER, Built, PaperSite

YESTERDAY, TOMORROW = (f"content/issues/2026/2026-11-{day}" for day in (23, 25))
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def paper(site: PaperSite) -> PaperSite:
    """Two issues, with what no feed may tell of among the articles."""
    return (
        site.article("01/ferry", "昨天的渡船。", issue=YESTERDAY, title="渡船照开", section="大江")
        .photo(f"{ISSUE}/01/bridge.jpg")
        .article("01/bridge", "今天的大桥。", title="大桥通了", section="大江", photos=[{"src": "bridge.jpg"}])
        .article("01/shop", "大减价。", title="广告一则", kind="advert")
        .article("01/wrong", "不实之词。", title="错了", retracted={"date": "2026-11-24", "reason": "数字有误。"})
        .article("01/unripe", "还没写完。", title="未完", draft=True)
        .article("01/secret", "明天才说。", issue=TOMORROW, title="明天的事")
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The paper, built once for those that only look."""
    return paper(PaperSite(tmp_path_factory.mktemp("paper")).write("content/paper.yaml", PAPER)).build()


def test_feeds_and_maps_tell_what_is_out_and_nothing_else(built: Built) -> None:
    assert built.errors == []
    told = [entry.title for entry in feedparser.parse(built.text("feed.xml")).entries]
    assert told == ["大桥通了", "渡船照开"]
    assert [item["title"] for item in built.json("sections/大江/feed.json")["items"]] == told
    news = ElementTree.fromstring(built.text("news-sitemap.xml"))
    assert [(place.text or "")[-11:] for place in news.iter(PLACE)] == ["bridge.html", "/ferry.html"]
    every = "".join(built.text(address) for address in built.files() if address.endswith((".xml", "feed.json")))
    assert not any(word in every for word in ("shop", "wrong", "unripe", "secret", "明天"))


def test_every_place_of_the_maps_is_in_the_edition(built: Built) -> None:
    files = built.files().keys()
    maps = [address for address in files if address.startswith("sitemap")]
    assert maps == ["sitemap.xml", "sitemaps/2026-11.xml", "sitemaps/standing.xml"]
    for address in (*maps, "news-sitemap.xml"):
        for element in ElementTree.fromstring(built.text(address)).iter():
            if element.tag.endswith("}loc"):
                place = unquote((element.text or "").removeprefix("https://example.org/"))
                assert (f"{place}index.html" if place.endswith("/") else place) in files


def test_every_web_address_of_the_edition_leads_somewhere(site: NewSite) -> None:
    people = site().write("content/paper.yaml", f"{PAPER}authors: true\n")
    people.article("01/bridge", "一。\n\n（下转第二版）", section="大江", byline="周雁").article(
        "02/bridge", "（上接第一版）\n\n二。"
    )
    people.article("01/shop", kind="advert", section="广告", byline="某店")
    people.article("01/wrong", section="旧栏", byline="某人", retracted={"date": "2026-11-24", "reason": "有误。"})
    built = people.build()
    files = built.files()
    read = [content.decode() for address, content in files.items() if address.endswith((".html", ".json", ".xml"))]
    named = {unquote(found) for text in read for found in re.findall(r'https://example\.org/([^"<#]*)', text)}
    assert "authors/周雁/" in named
    assert {f"{place}index.html" if place == "" or place.endswith("/") else place for place in named} <= files.keys()


def test_every_alternate_that_a_document_names_is_there(site: NewSite) -> None:
    built = paper(site()).build(drafts=True)
    named = set()
    for address in built.files():
        if address.endswith(".html"):
            for link in built.document(address).css("link[rel=alternate]"):
                href = unquote(link.attributes["href"] or "")
                named.add(posixpath.normpath(posixpath.join(posixpath.dirname(address), href)))
    assert {"feed.xml", "sections/大江/feed.json", "2026/11/24/01/bridge.ninjs.json"} <= named
    assert named <= built.files().keys()


def test_each_article_has_its_ninjs(built: Built) -> None:
    wrong, bridge = (
        read_ninjs((built.output / f"2026/11/24/01/{slug}.ninjs.json").read_bytes()) for slug in ("wrong", "bridge")
    )
    assert (wrong.pub_status, wrong.bodies) == ("canceled", [])
    assert bridge.bodies[0].value == "今天的大桥。"
    assert len(bridge.associations) == 1
    assert "不实之词" not in built.text("2026/11/24/01/wrong.ninjs.json")


def test_the_latest_issue_is_the_last_that_is_out(site: NewSite) -> None:
    built = paper(site()).build(future=True)
    latest = built.json("latest.json")
    assert (latest["date"], latest["issue"]) == ("2026-11-24", "2026/11/24/issue.json")
    assert latest["digest"] == built.json(latest["issue"])["digest"]
    assert latest["articles"] == len(built.json(latest["issue"])["articles"])
    assert "latest.json" not in site().article("01/secret", issue=TOMORROW).build(future=True).files()


def test_without_a_base_url_feeds_and_maps_are_left_out_with_one_warning(site: NewSite) -> None:
    built = paper(site()).write("content/paper.yaml", "name: 江城日报\n").build()
    assert [code for code in built.codes if code == "no-base-url"] == ["no-base-url"]
    assert not [a for a in built.files() if a.endswith((".xml", "feed.json"))]
    assert "latest.json" in built.files()
    assert not built.document("index.html").css("link[rel=alternate]")


def test_when_the_state_is_lost_all_of_it_is_written_over(site: NewSite) -> None:
    edited = paper(site())
    edited.build()
    built = edited.remove(".broadsheet").edit("content/paper.yaml", "江城日报", "江城晚报").build()
    assert built.errors == []
    assert "江城晚报" in built.text("feed.xml") + built.text("feed.json")
    assert json.loads(built.text("latest.json"))["paper"] == "江城晚报"


def test_the_latest_issue_is_named_when_all_else_but_the_home_page_is_written(site: NewSite) -> None:
    root = site().root
    addresses = (
        "latest.json",
        "index.html",
        "2026/11/24/issue.json",
        "feed.xml",
        "sitemap.xml",
        "2026/11/24/01/a.html",
    )
    files = [OutputFile.of(address, b"x") for address in addresses]
    plan = plan_writes(root / "output", files, frozenset(), {}, prune=True, site=root)
    order = [file.address for file in plan.writes]
    assert order[0] == "2026/11/24/01/a.html"
    assert order[-3:] == ["2026/11/24/issue.json", "latest.json", "index.html"]


def test_a_new_month_leaves_the_old_months_map(site: NewSite) -> None:
    growing = paper(site())
    before = growing.build().files()
    growing.article("01/snow", "下雪了。", issue="content/issues/2026/2026-12-01", title="初雪")
    after = growing.remove(TOMORROW).build(now=dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)).files()
    assert after["sitemaps/2026-11.xml"] == before["sitemaps/2026-11.xml"]
    assert b"2026-12.xml" in after["sitemap.xml"]


def test_a_theme_option_leaves_the_articles_for_programs_out(site: NewSite) -> None:
    with_option = f"{PAPER}theme_options:\n  ninjs: no\n"
    built = site().article("01/bridge", title="大桥通了").write("content/paper.yaml", with_option).build()
    assert [address for address in built.files() if address.endswith(".ninjs.json")] == []
    assert built.document("2026/11/24/01/bridge.html").css('link[title="ninjs"]') == []
    built = site().article("01/bridge", title="大桥通了").build()
    assert "2026/11/24/01/bridge.ninjs.json" in built.files()
    (link,) = built.document("2026/11/24/01/bridge.html").css('link[title="ninjs"]')
    assert link.attributes["href"] == "bridge.ninjs.json"
