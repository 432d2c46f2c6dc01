"""Searching in a reader's browser: every answer right, found by few bytes, and all that can be done on the page."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue
from broadsheet.output.search_terms import normal, tokens
from browser.hosting import Hosting, hosted
from browser.subscriber import Subscriber
from nonsense import Nonsense
from paper_site import PAPER, Built, PaperSite
from search_reader import keyed, queries, truth, write_index

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]

OLD = "content/issues/2026/2026-10-31"
ENGINE = """async ({ asked, order }) => {
  const { SearchIndex, parts } = window.broadsheetSearch, found = [];
  const index = new SearchIndex(new URL('search/', document.baseURI).href), signal = new AbortController().signal;
  for (const query of asked) {
    const hits = [], own = [];
    await index.search(parts(query), { order }, { found: (more) => hits.push(...more), restart: () => {}, signal });
    for (const { file, issue, article } of hits) own.push((await file.told(issue, article)).address);
    found.push(own);
  }
  return found;
}"""
"""Addresses that each query finds, newest first."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small paper with two months."""
    site = PaperSite(tmp_path_factory.mktemp("search")).write("content/paper.yaml", PAPER)
    long = "江堤加固工程昨日完工。" + "沿线居民说，汛期再也不用搬家了。" * 20
    site.article(
        "01/bridge", f"江城大桥今日通车，15路公交改线。\n\n{long}", title="大桥通车", byline="周雁", section="要闻"
    )
    site.article("01/café", "The old bridge has a new Café, and 3.5 million guests.", title="The bridge", lang="en")
    site.article("02/school", "学校门口的桥修好了。", title="校门口", byline="李岚", section="本地")
    site.article("01/flood", "大桥下的水位退了。", title="水位回落", issue=OLD, byline="周雁", section="要闻")
    for number in range(30):
        site.article(f"03/brief-{number:02}", f"简讯第{number}条：街边的银杏黄了。", title=f"简讯{number}")
    return site.build()


@pytest.fixture(scope="module")
def host(built: Built) -> Iterator[Hosting]:
    with hosted(built.output) as hosting:
        yield hosting


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, host: Hosting) -> Iterator[Open]:
    """Opens the search with a query; nothing may be complained of but what a test expects."""
    complaints: list[str] = []
    contexts = []

    def open_page(query: str = "", *, on: str = host.url, **more: Any) -> Page:
        context = browser.new_context(service_workers="block", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(f"{on}search.html{query}")
        return page

    open_page.complaints = complaints  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def status(page: Page) -> Any:
    return expect(page.get_by_role("status"))


def results_are(page: Page, *titles: str) -> None:
    """Titles come after the results are counted."""
    status(page).to_have_text(f"找到{len(titles)}篇")
    expect(page.locator(".results h2")).to_have_text(titles)


# --- every answer is right ------------------------------------------------------------------------------------------


def test_the_browser_has_the_generators_normal_form_and_tokens(opened: Open) -> None:
    codes = (*range(0x20, 0x3400), *range(0x3400, 0xD800, 61), *range(0xF900, 0x20000, 3))
    samples = [chr(code) for code in codes if unicodedata.category(chr(code))[0] != "C"]
    page = opened()
    forms, found = page.evaluate(
        """(samples) => {
          const { normal, tokens } = window.broadsheetSearch;
          const places = (text) => tokens(normal(text)).map((token) => token.text + token.at).join(' ');
          return [samples.map(normal), samples.map((each) => places(`a${each}桥 1`))];
        }""",
        samples,
    )
    own = [" ".join(f"{token.text}{token.position}" for token in tokens(f"a{each}桥 1")) for each in samples]
    assert differing(samples, [normal(each) for each in samples], forms) == []
    assert differing(samples, own, found) == []


def differing(samples: list[str], ours: list[str], theirs: list[str]) -> list[tuple[str, str, str]]:
    return [each for each in zip(samples, ours, theirs, strict=True) if each[1] != each[2]]


@pytest.mark.slow
def test_two_hundred_queries_of_a_generated_archive_are_exact(opened: Open, built: Built, tmp_path: Path) -> None:
    issues = list(Nonsense(4).issues(dt.date(2026, 9, 20), 16, articles=12, characters=300))
    asked = queries(keyed(issues).values(), 200)
    found = exactly(opened, built, tmp_path, issues, asked)
    assert sum(map(bool, found)) > 150
    assert all(own == sorted(own, key=lambda address: address[:10], reverse=True) for own in found)


WORDS = ["江城大桥"] * 5 + ["江城"] * 5 + ["大桥"] * 5 + ["桥", "城", "1", "5路", "路", "，", " ab ", "a", "的", "的"]


@pytest.mark.parametrize(("parts", "size"), [(WORDS, 30), (list("江城桥"), 14)])
@pytest.mark.parametrize("order", ["newest", "best"])
def test_queries_that_nearly_every_article_holds_are_exact(
    opened: Open, built: Built, tmp_path: Path, order: str, parts: list[str], size: int
) -> None:
    """Few characters in many articles: what is told without a look at positions is as right as what is looked up."""
    random = Random(5)

    def text(count: int) -> str:
        return "".join(random.choices(parts, k=count))

    issues = [
        SearchableIssue(f"{day:%Y/%m/%d}/", day, day, tuple(article(f"{n}", "题", text(size)) for n in range(40)))
        for day in (dt.date(2026, 9, 20), dt.date(2026, 9, 21), dt.date(2026, 10, 1))
    ]
    asked = ["城大桥", "江城大", "江城大桥", "大桥江城大桥", "桥江城", "大桥的", *(text(n % 4 + 2) for n in range(60))]
    exactly(opened, built, tmp_path, issues, [query for query in asked if tokens(query)], order)


def article(slug: str, title: str, body: str) -> SearchableArticle:
    return SearchableArticle(f"01/{slug}.html", title, "zh-Hans", ("01",), (), (), (title,), (body,))


def exactly(
    opened: Open, built: Built, folder: Path, issues: list[SearchableIssue], asked: list[str], order: str = "newest"
) -> list[list[str]]:
    """What the browser finds in those issues for each query, which is the truth."""
    shutil.copytree(built.output, folder / "edition")
    write_index(folder / "edition/search", issues)
    articles = keyed(issues)
    with hosted(folder / "edition") as host:
        found: list[list[str]] = opened(on=host.url).evaluate(ENGINE, {"asked": asked, "order": order})
    wrong = [query for query, own in zip(asked, found, strict=True) if set(own) != truth(articles, query)]
    assert wrong == []
    return found


# --- the page -------------------------------------------------------------------------------------------------------


def test_a_reader_finds_an_article_and_sees_where(opened: Open) -> None:
    page = opened()
    page.get_by_role("searchbox", name="检索词").fill("大桥")
    page.keyboard.press("Enter")
    results_are(page, "大桥通车", "水位回落")
    expect(page).to_have_url(re.compile(r"search\.html\?q=%E5%A4%A7%E6%A1%A5$"))
    first = page.locator(".results li").first
    expect(first.locator(".summary mark")).to_have_text(["大桥"])
    expect(first.locator("h2 mark")).to_have_text("大桥")
    expect(first.locator("time")).to_have_text("2026年11月24日")
    expect(first.locator(".meta")).to_contain_text("第01版")
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/paper/2026/11/24/01/bridge\.html$"))


def test_a_search_is_an_address_and_back_leads_back(opened: Open) -> None:
    page = opened("?q=%E6%A1%A5")
    status(page).to_have_text("找到3篇")
    page.get_by_role("searchbox").fill("学校")
    page.get_by_role("button", name="检索").click()
    status(page).to_have_text("找到1篇")
    page.go_back()
    status(page).to_have_text("找到3篇")
    expect(page.get_by_role("searchbox")).to_have_value("桥")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("q=桥&page=02", ["校门口"]),
        ("q=桥&section=要闻", ["大桥通车", "水位回落"]),
        ("q=桥&author=周雁&to=2026-11-01", ["水位回落"]),
        ("q=桥&from=2026-11-01&section=要闻", ["大桥通车"]),
        ("author=李岚", ["校门口"]),
        ("q=bri", ["The bridge"]),
        ("q=大桥 公交", ["大桥通车"]),
        ("q=5路", ["大桥通车"]),
        ("q=水位&order=best", ["水位回落"]),
    ],
)
def test_filters(opened: Open, filters: str, found: list[str]) -> None:
    page = opened(f"?{filters}")
    results_are(page, *found)


def test_best_first_puts_headlines_before_texts(opened: Open) -> None:
    page = opened("?q=桥&order=best")
    expect(page.locator(".results h2")).to_have_count(3)
    expect(page.locator(".results h2").first).to_have_text("大桥通车")
    expect(page.get_by_label("排序")).to_have_value("best")


def test_twenty_results_and_then_more(opened: Open) -> None:
    page = opened("?q=银杏")
    status(page).to_have_text("找到30篇")
    expect(page.locator(".results li")).to_have_count(20)
    page.get_by_role("button", name="更多结果").click()
    expect(page.locator(".results li")).to_have_count(30)
    expect(page.locator(".results li:nth-child(21) a")).to_be_focused()
    expect(page.get_by_role("button", name="更多结果")).to_be_hidden()


def test_results_that_were_read_are_marked_like_other_lists(opened: Open) -> None:
    page = opened("?q=大桥")
    status(page).to_have_text("找到2篇")
    expect(page.locator(".results .read-mark")).to_have_count(0)
    page.evaluate(
        """() => {
          const { set, place } = window.broadsheet;
          set('read', [place(document.querySelector('.results h2 a').pathname)]);
        }"""
    )
    page.reload()
    expect(page.locator(".results li").first.locator(".read-mark")).to_have_text("已读")
    expect(page.locator(".results .read-mark")).to_have_count(1)


def test_a_result_without_its_text_has_no_excerpt(opened: Open) -> None:
    page = opened()
    page.route("**/*.ninjs.json", lambda route: route.abort())
    page.get_by_role("searchbox").fill("大桥")
    page.keyboard.press("Enter")
    status(page).to_have_text("找到2篇")
    expect(page.locator(".results .summary:visible")).to_have_count(0)
    opened.complaints.clear()  # type: ignore[attr-defined] # the browser tells of the cut


def test_nothing_is_said_to_be_nothing(opened: Open) -> None:
    page = opened("?q=不存在的词")
    status(page).to_contain_text("没有找到")
    page.get_by_role("searchbox").fill("<mark>")
    page.keyboard.press("Enter")
    status(page).to_contain_text("没有找到")


def test_an_excerpt_in_another_language_says_so_and_shows_the_text_as_written(opened: Open) -> None:
    page = opened("?q=cafe")
    expect(page.locator(".results .summary mark")).to_have_text("Café")
    assert page.locator(".results article").get_attribute("lang") == "en"
    assert page.locator(".results .meta").get_attribute("lang") == "zh-Hans"


def test_excerpts_of_long_paragraphs_are_cut_around_what_was_found(opened: Open) -> None:
    page = opened("?q=再也不用")
    expect(page.locator(".results .summary mark").first).to_have_text("再也不用")
    text = page.locator(".results .summary").inner_text()
    assert text.endswith("…")
    assert len(text) < 100


# --- hosts, old manifests, no network, no scripts -------------------------------------------------------------------


def test_a_host_without_ranges_is_slower_and_not_wrong(opened: Open, host: Hosting) -> None:
    page = opened()

    def whole(route: Any, request: Request) -> None:
        headers = {name: value for name, value in request.headers.items() if name != "range"}
        route.continue_(headers=headers)

    page.route("**/*.idx", whole)
    host.requests.clear()
    page.get_by_role("searchbox").fill("大桥")
    page.keyboard.press("Enter")
    status(page).to_have_text("找到2篇")
    assert len([address for address in host.requests if address.endswith(".idx")]) == 2


def test_when_a_new_build_has_replaced_the_index_the_search_begins_again(opened: Open, host: Hosting) -> None:
    page = opened("?q=大桥")
    status(page).to_have_text("找到2篇")
    fresh = page.evaluate("async () => (await fetch('search/index.json')).text()")
    old = re.sub(r"\.[0-9a-f]{10}\.idx", ".0123456789.idx", fresh)
    asked = []

    def answer(route: Any, request: Request) -> None:
        asked.append(request.url)
        route.fulfill(body=old if len(asked) == 1 else fresh, content_type="application/json")

    page.route("**/search/index.json", answer)
    page.reload()
    status(page).to_have_text("找到2篇")
    assert len(asked) == 2
    opened.complaints.clear()  # type: ignore[attr-defined] # the browser tells of the 404


def test_without_a_network_it_says_so(opened: Open, host: Hosting) -> None:
    page = opened()
    host.down.set()
    try:
        page.get_by_role("searchbox").fill("大桥")
        page.keyboard.press("Enter")
        status(page).to_contain_text("请检查网络")
    finally:
        host.down.clear()
    page.keyboard.press("Enter")
    status(page).to_have_text("找到2篇")
    opened.complaints.clear()  # type: ignore[attr-defined] # the browser tells of the cut


KEPT = "caches.open('search of broadsheet').then((shelf) => shelf.keys()).then((keys) => keys.map(({ url }) => url))"


def test_without_a_network_what_was_asked_before_is_found_again(browser: Browser, built: Built, tmp_path: Path) -> None:
    shutil.copytree(built.output, tmp_path / "edition")
    context = browser.new_context()
    with hosted(tmp_path / "edition") as host:
        reader = Subscriber(context, host)
        page = reader.open("search.html")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        page.get_by_role("searchbox").fill("大桥")
        page.keyboard.press("Enter")
        results_are(page, "大桥通车", "水位回落")  # whose titles, which come last, are kept before they are shown
        # The page itself is kept later, behind the reader's back, and after all that it needs.
        reader.until(lambda: bool(page.evaluate("caches.match(location.pathname).then(Boolean)")))
        host.down.set()
        page.reload()
        results_are(page, "大桥通车", "水位回落")
        host.down.clear()
        # A new index, of which nothing of the old one is to stay on the device.
        old = {url for url in page.evaluate(KEPT) if ".idx" in url}
        assert old
        write_index(tmp_path / "edition/search", Nonsense(4).issues(dt.date(2026, 9, 20), 1, articles=2, characters=50))
        page.reload()
        status(page).to_contain_text("没有找到")
        reader.until(lambda: old.isdisjoint(page.evaluate(KEPT)))
    context.close()


def test_from_disk_and_without_scripts_it_leads_elsewhere(opened: Open, built: Built) -> None:
    page = opened(on=f"{built.output.as_uri()}/")
    expect(page.get_by_role("main")).to_contain_text("放到网站上之后才能检索")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page = opened(java_script_enabled=False)
    expect(page.get_by_role("main")).to_contain_text("脚本没有运行")
    page.get_by_role("main").get_by_role("link", name="往期").click()
    expect(page).to_have_url(re.compile("/archive/"))


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_it_fits_and_nothing_is_amiss_for_assistive_technology(opened: Open, width: int) -> None:
    page = opened("?q=桥&section=要闻", viewport={"width": width, "height": 800})
    status(page).to_have_text("找到2篇")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.add_script_tag(path=Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js")
    assert (
        page.evaluate("async () => (await axe.run()).violations.map((v) => [v.id, v.nodes.map((n) => n.html)])") == []
    )
