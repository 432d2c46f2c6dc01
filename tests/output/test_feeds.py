from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.edition.views import SiteView
from broadsheet.model import Person, Title
from broadsheet.output.feeds import NEWEST
from build.archive_samples import MemoryArchive, build_above
from output.record_samples import Sample, issue, listed, picture
from output.theme_samples import site, theme

NOWHERE = Path("/nonexistent")
SITE = site(theme(NOWHERE), tagline="江水天天过", section_slugs=(("大江", "river"),))
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY, YESTERDAY = dt.date(2026, 11, 24), dt.date(2026, 11, 23)
BASE = "https://paper.example/"


def feeds(issues: Iterable[Sample], view: SiteView = SITE) -> dict[str, bytes]:
    files = build_above(MemoryArchive(issues), view).files
    return {address: data for address, data in files.items() if address.endswith(("feed.xml", "feed.json"))}


def atom(data: bytes) -> Any:
    """The feed as a reader has it; one that is not well formed is an error."""
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def two_days() -> tuple[Sample, Sample]:
    ferry = listed(YESTERDAY, "渡船", sections=("大江",), byline=(Person("林渡", "记者"),), tags=("雾",))
    bridge = listed(TODAY, "bridge", title=Title(("封闭十四个月", "大桥通了")), sections=("要闻", "大江"))
    return issue(YESTERDAY, ferry), issue(TODAY, bridge, listed(TODAY, "market", picture=picture(TODAY)))


def test_the_newest_issue_comes_first_and_its_articles_in_reading_order() -> None:
    found = feeds(two_days())
    wanted = ["2026/11/24/01/bridge.html", "2026/11/24/01/market.html", "2026/11/23/01/%E6%B8%A1%E8%88%B9.html"]
    assert [entry.link for entry in atom(found["feed.xml"]).entries] == [BASE + address for address in wanted]
    assert [item["url"] for item in json.loads(found["feed.json"])["items"]] == [BASE + address for address in wanted]


def test_an_atom_entry_tells_who_where_and_when() -> None:
    view = site(theme(NOWHERE), has_authors=True)
    parsed = atom(feeds(two_days(), view)["feed.xml"])
    ferry, market = parsed.entries[2], parsed.entries[1]
    assert ferry.id == ferry.link
    assert ferry.authors == [{"name": "林渡", "href": f"{BASE}authors/%E6%9E%97%E6%B8%A1/"}]
    assert [(tag.term, tag.scheme) for tag in ferry.tags] == [("大江", f"{BASE}sections/"), ("雾", None)]
    assert (ferry.published, ferry.updated) == ("2026-11-23T00:00:00+08:00",) * 2
    assert ferry.summary == "摘要。"
    (enclosure,) = market.enclosures
    assert (enclosure.href, enclosure.type) == (f"{BASE}2026/11/24/01/boat-1200.b.webp", "image/webp")
    assert parsed.feed.rights == "© 2026 江城日报"
    assert parsed.feed.language == "zh-Hans"


def test_atom_has_all_that_rfc_4287_demands() -> None:
    for data in (data for address, data in feeds(two_days()).items() if address.endswith(".xml")):
        root = ElementTree.fromstring(data)
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.findall(f"{ATOM}entry")):
            for once in ("id", "title", "updated"):
                (found,) = element.findall(ATOM + once)
                assert found.text
            moment = dt.datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
            assert moment.tzinfo is not None
            kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.iter(f"{ATOM}link")]
            assert len(set(kinds)) == len(kinds) or element is root
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        ids = [found.text for found in root.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))
        (own,) = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own.get("href", "").endswith("feed.xml")


def test_json_feed_has_all_that_version_1_1_demands() -> None:
    for address, data in feeds(two_days()).items():
        if not address.endswith(".json"):
            continue
        feed = json.loads(data)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert unquote(feed["feed_url"]) == BASE + address
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_text"]
            assert dt.datetime.fromisoformat(item["date_published"]).tzinfo is not None
            assert all(author["name"] for author in item.get("authors", [{"name": "x"}]))
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def test_a_correction_moves_updated_and_never_published() -> None:
    corrected = listed(YESTERDAY, "ferry", changed=dt.date(2026, 11, 30))
    early = listed(YESTERDAY, "early", changed=dt.date(2026, 11, 1))
    found = feeds([issue(YESTERDAY, corrected, early)])
    parsed = atom(found["feed.xml"])
    assert parsed.entries[0].updated == parsed.feed.updated == "2026-11-30T00:00:00+08:00"
    assert parsed.entries[0].published == parsed.entries[1].updated == "2026-11-23T00:00:00+08:00"
    items = json.loads(found["feed.json"])["items"]
    assert [item.get("date_modified") for item in items] == ["2026-11-30T00:00:00+08:00", None]


def test_a_section_has_feeds_of_its_own_beside_its_document() -> None:
    found = feeds(two_days())
    river = atom(found["sections/river/feed.xml"])
    assert river.feed.title == "江城日报：大江"
    assert [entry.title for entry in river.entries] == ["封闭十四个月 大桥通了", "渡船"]
    assert {link.href for link in river.feed.links} == {f"{BASE}sections/river/feed.xml", f"{BASE}sections/river/"}
    assert {"sections/要闻/feed.xml", "sections/要闻/feed.json"} <= found.keys()
    assert json.loads(found["sections/river/feed.json"])["home_page_url"] == f"{BASE}sections/river/"


def test_a_feed_ends_with_the_newest_fifty() -> None:
    days = [YESTERDAY - dt.timedelta(days=back) for back in range(30, -1, -1)]
    issues = [issue(day, *(listed(day, f"n{number}", sections=("大江",)) for number in range(3))) for day in days]
    found = feeds(issues)
    for address in ("feed.xml", "sections/river/feed.xml"):
        entries = atom(found[address]).entries
        assert len(entries) == NEWEST
        assert entries[0].link.startswith(f"{BASE}2026/11/23/")


def test_issues_that_are_not_out_and_drafts_are_not_told() -> None:
    tomorrow = dt.date(2026, 11, 25)
    issues = [
        issue(TODAY, listed(TODAY, "bridge"), listed(TODAY, "unripe"), drafts=("01/unripe",)),
        issue(tomorrow, listed(tomorrow, "secret"), held=True),
    ]
    text = b"".join(feeds(issues).values()).decode()
    assert "bridge" in text
    assert "unripe" not in text
    assert "secret" not in text


def test_a_paper_without_an_issue_has_an_empty_feed_of_the_same_bytes() -> None:
    found = feeds([])
    assert atom(found["feed.xml"]).entries == []
    assert json.loads(found["feed.json"])["items"] == []
    assert found == feeds([])


def test_without_a_base_url_there_is_none() -> None:
    assert feeds(two_days(), site(theme(NOWHERE), base_url=None)) == {}


@pytest.mark.parametrize("address", ["feed.xml", "feed.json"])
def test_a_feed_says_at_its_start_whose_it_is(address: str) -> None:
    assert b"generated by Broadsheet" in feeds(two_days())[address][:4096]


def test_a_control_that_turns_the_direction_of_writing_is_spelled_out() -> None:
    found = feeds([issue(TODAY, listed(TODAY, "any", title=Title(("\u202e反",))))])
    assert "&#x202E;反" in found["feed.xml"].decode()
    assert "\\u202e反" in found["feed.json"].decode()


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).map(lambda text: text.strip() or "空")


@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was(title: str, summary: str) -> None:
    found = feeds([issue(TODAY, listed(TODAY, "any", title=Title((title,)), summary=summary))])
    entry = ElementTree.fromstring(found["feed.xml"]).find(f"{ATOM}entry")
    assert entry is not None
    for text, name in ((title, "title"), (summary, "summary")):
        written = "".join("\ufffd" if character in "\ufffe\uffff" else character for character in text)
        assert entry.findtext(ATOM + name) == written
    (item,) = json.loads(found["feed.json"])["items"]
    assert (item["title"], item["summary"]) == (title, summary)
    assert not any(control in found["feed.xml"].decode() for control in "\u202e\u2066\u2069")
