"""The search index over builds: old months stay as they are, and what was taken back is gone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from broadsheet.diagnostics import BroadsheetError
from conftest import NewSite
from paper_site import ISSUE, Built
from search_reader import Month

OCTOBER = "content/issues/2026/2026-10-31"
BEFORE = "content/issues/2026/2026-11-23"


def index(built: Built) -> dict[str, Path]:
    """The month's files, by month."""
    months = built.json("search/index.json")["months"]
    return {entry["month"]: built.output / "search" / entry["file"] for entry in months}


def found(built: Built, query: str) -> set[str]:
    """Addresses in all months."""
    entries = built.json("search/index.json")["months"]
    months = [Month((built.output / "search" / entry["file"]).read_bytes(), entry["head"]) for entry in entries]
    return {address for month in months for address in month.addresses(query)}


def test_a_new_issue_rewrites_its_own_month_and_the_manifest_alone(site: NewSite) -> None:
    paper = site().article("01/old", "旧闻一条。", issue=OCTOBER).article("01/yesterday", "昨日新闻。", issue=BEFORE)
    before = paper.build()
    old = {path: path.stat().st_mtime_ns for path in index(before).values()}
    october = index(before)["2026-10"]
    after = paper.article("01/today", "今日新闻。").build()
    assert index(after)["2026-10"] == october
    assert october.stat().st_mtime_ns == old[october]
    assert index(after)["2026-11"] not in old
    assert len(list((after.output / "search").iterdir())) == 3
    assert found(after, "新闻") == {"2026/11/23/01/yesterday.html", "2026/11/24/01/today.html"}
    assert found(after, "旧闻") == {"2026/10/31/01/old.html"}


def test_clean_and_incremental_builds_give_the_same_bytes(site: NewSite) -> None:
    paper = site().article("01/one", "江城大桥通车。").article("01/two", "昨日新闻。", issue=BEFORE)
    paper.build()
    paper.edit(f"{ISSUE}/01/one.md", "通车", "封闭")
    first, second = paper.build(), paper.build(output="other", clean=True)
    assert first.text("search/index.json") == second.text("search/index.json")
    assert [p.read_bytes() for p in index(first).values()] == [p.read_bytes() for p in index(second).values()]
    assert found(first, "通车") == set()


def test_what_is_retracted_is_not_found_any_more(site: NewSite) -> None:
    paper = site().article("01/wrong", "查无此事的内容。", title="查无此事").article("01/right", "确有其事的内容。")
    assert found(paper.build(), "内容") == {"2026/11/24/01/wrong.html", "2026/11/24/01/right.html"}
    retraction = {"date": "2026-11-24", "reason": "内容失实"}
    built = paper.article("01/wrong", "查无此事的内容。", title="查无此事", retracted=retraction).build()
    assert found(built, "内容") == {"2026/11/24/01/right.html"}
    assert found(built, "查无") == set()
    assert not any("查无".encode(code) in part for part in _all_bytes(built) for code in ("utf-8", "utf-16-be"))


def _all_bytes(built: Built) -> list[bytes]:
    made = []
    for entry in built.json("search/index.json")["months"]:
        month = Month((built.output / "search" / entry["file"]).read_bytes(), entry["head"])
        made += [month.bucket(number) for number in range(month.buckets)]
        made.append(json.dumps([month.rows, month.facets], ensure_ascii=False).encode())
    return made


def test_adverts_are_not_found_and_captions_and_bylines_are(site: NewSite) -> None:
    paper = site().article("01/sale", "全场打折。", kind="advert").photo(f"{ISSUE}/01/dock.jpg")
    paper.article(
        "01/dock", '正文。\n\n![码头](dock.jpg "雾中的渡轮 摄影")', byline="周雁", kicker="江上", deck="清晨开航"
    )
    built = paper.build()
    assert found(built, "打折") == set()
    for query in ("渡轮", "周雁", "江上", "清晨"):
        assert found(built, query) == {"2026/11/24/01/dock.html"}, query


def test_the_parts_of_a_jumped_story_are_found_at_its_head(site: NewSite) -> None:
    built = site().article("01/long", "开头一段。", continues_on="02/long").article("02/long", "结尾一段。").build()
    assert found(built, "结尾") == found(built, "开头") == {"2026/11/24/01/long.html"}


def test_an_issue_is_made_again_when_its_part_was_lost(site: NewSite) -> None:
    paper = site().article("01/one", "江城大桥通车。")
    paper.build()
    shutil.rmtree(paper.root / ".broadsheet/search")
    assert found(paper.build(), "大桥") == {"2026/11/24/01/one.html"}


def test_a_part_that_is_damaged_is_told_and_made_again(site: NewSite) -> None:
    paper = site().article("01/one", "江城大桥通车。")
    paper.build()
    (kept,) = (paper.root / ".broadsheet/search").rglob("*.segment")
    kept.write_bytes(b"broken")
    paper.article("01/two", "昨日新闻。", issue=BEFORE)
    with pytest.raises(BroadsheetError, match="cannot be read"):
        paper.build()
    assert found(paper.build(), "大桥") == {"2026/11/24/01/one.html"}


def test_the_cache_does_not_grow_with_every_save(site: NewSite) -> None:
    paper = site()
    for number in range(6):
        paper.article("01/one", f"第{number}稿。").build()
    assert len(list((paper.root / ".broadsheet/search").rglob("*.segment"))) == 3
    assert len(list((paper.root / ".broadsheet/search").rglob("*.idx"))) == 3


def test_a_theme_without_search_has_none_of_it(site: NewSite) -> None:
    paper = site().article("01/one").edit("content/paper.yaml", "language:", "theme_options: {search: no}\nlanguage:")
    built = paper.build()
    assert built.errors == []
    assert not [address for address in built.files() if address.startswith("search")]
    assert found(paper.edit("content/paper.yaml", "search: no", "search: yes").build(), "正文") != set()


def test_the_form_offers_the_papers_sections_and_pages(site: NewSite) -> None:
    paper = site().article("01/one", section="要闻").article("A10/two", section="本地").article("A2/three")
    options = paper.build().text("search.html")
    assert options.index('value="01"') < options.index('value="A2"') < options.index('value="A10"')
    assert 'value="要闻"' in options


def test_before_the_first_issue_there_is_an_empty_index(site: NewSite) -> None:
    built = site().build()
    if built.result.ok:
        assert built.json("search/index.json") == {"schema": 1, "months": []}
