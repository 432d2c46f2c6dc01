"""The demonstration paper, searched in Chromium: two hundred queries, each held against the articles' own text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from broadsheet.edition.searchable import SearchableArticle
from browser.hosting import hosted
from browser.test_search import ENGINE
from search_reader import queries, truth

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]


def told(edition: Path) -> dict[str, SearchableArticle]:
    """Every article as its ninjs tells it: not what the index was made from."""
    articles = {}
    for file in sorted(edition.rglob("*.ninjs.json")):
        ninjs = json.loads(file.read_text(encoding="utf-8"))
        if "bodies" not in ninjs or ninjs["genres"] == [{"name": "advert"}]:
            continue
        head = [line["value"] for line in ninjs["headlines"]] + [person["name"] for person in ninjs.get("people", ())]
        address = file.relative_to(edition).as_posix().replace(".ninjs.json", ".html")
        body = tuple(ninjs["bodies"][0]["value"].split("\n"))
        articles[address] = SearchableArticle(address, head[0], "", ("",), (), (), tuple(head), body)
    return articles


def test_two_hundred_queries_are_exact(browser: Browser, edition: Path) -> None:
    articles = told(edition)
    asked = ["大桥", "5路", "桥", "2", "江城日报", "公里", "AI", "记者 林渡", *queries(articles.values(), 200)]
    with hosted(edition) as host:
        page = browser.new_context(service_workers="block").new_page()
        page.goto(f"{host.url}search.html")
        found = page.evaluate(ENGINE, {"asked": asked, "order": "newest"})
    wrong = [query for query, own in zip(asked, found, strict=True) if set(own) != truth(articles, query)]
    assert len(articles) > 60
    assert wrong == []
