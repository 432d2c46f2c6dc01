"""A reader without a network, and one who comes back to a paper that was published anew."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Error, expect

from browser.hosting import Hosting, hosted
from browser.subscriber import Subscriber, files_of
from conftest import NewSite
from paper_site import ISSUE, PAPER, PaperSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("offline")]

SMALL = "theme_options:\n  search: no\n  share_pictures: no\n  epub: no\n"
"""Without what takes longer to build than to try."""
REGISTRATIONS = "navigator.serviceWorker.getRegistrations().then(({length}) => length)"
TODAY = "2026/11/24/"
BRIDGE = f"{TODAY}01/bridge.html"


@dataclass
class Paper:
    """A small paper, built and hosted."""

    site: PaperSite
    hosting: Hosting
    browser: Browser

    @contextmanager
    def subscriber(self, **context: object) -> Iterator[Subscriber]:
        made = self.browser.new_context(**context)  # type: ignore[arg-type]
        yield Subscriber(made, self.hosting)
        made.close()

    def publish(self) -> None:
        """Builds once more into the folder that is being hosted."""
        assert self.site.build().errors == []


@pytest.fixture
def paper(site: NewSite, browser: Browser) -> Iterator[Paper]:
    made = (
        site()
        .write("content/paper.yaml", PAPER + SMALL)
        .write("content/pages/about.md", "---\ntitle: 关于\n---\n\n一家小报。\n")
    )
    for day in ("2026-11-22", "2026-11-23", "2026-11-24"):
        made.article("01/ferry", "轮渡停航一天。", issue=f"content/issues/2026/{day}")
    made.article("01/bridge", "大桥第一稿。\n\n![桥上](bridge.jpg)").photo(f"{ISSUE}/01/bridge.jpg", (1500, 1000))
    made.article("02/桥头钟", "钟声第一稿。\n\n![钟](clock.jpg)").photo(f"{ISSUE}/02/clock.jpg", (1500, 900), "#446")
    with ExitStack() as stack:
        assert made.build().errors == []
        yield Paper(made, stack.enter_context(hosted(made.root / "output")), browser)


def is_styled(subscriber: Subscriber) -> bool:
    return bool(subscriber.page.evaluate("getComputedStyle(document.body).maxInlineSize === '1248px'"))


def natural_width(subscriber: Subscriber) -> int:
    """Of the article's photo, once it is loaded or has failed."""
    photo = subscriber.page.locator("main figure img").first
    photo.scroll_into_view_if_needed()
    subscriber.until(lambda: bool(photo.evaluate("image => image.complete")))
    return int(photo.evaluate("image => image.naturalWidth"))


def test_what_was_read_stays_readable_without_a_network(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        assert natural_width(reader) > 0
        reader.wait_for(TODAY)
        reader.open("about.html")
        reader.open()
        reader.settled()
        assert reader.issues() == [TODAY]
        reader.complaints.clear()
        paper.hosting.down.set()
        documents = [address for address in files_of(paper.hosting, TODAY, "text") if address.endswith(".html")]
        assert len(documents) > 6
        for address in ("", "about.html", *documents):
            reader.open(address)
            assert is_styled(reader), address
            expect(reader.page.locator("main")).not_to_contain_text("没有保存")
        reader.open(BRIDGE)
        assert natural_width(reader) > 0
        assert [said for said in reader.complaints if "net::" not in said] == []


def test_a_document_is_found_under_the_addresses_that_hosts_give_it(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        paper.hosting.down.set()
        for address, words in (
            (f"{TODAY}01/", "大桥第一稿"),
            (f"{TODAY}01/bridge", "大桥第一稿"),
            (f"{BRIDGE}?from=feed#main-text", "大桥第一稿"),
            (f"{TODAY}02/%E6%A1%A5%E5%A4%B4%E9%92%9F.html", "钟声第一稿"),
        ):
            expect(reader.open(address).locator("main")).to_contain_text(words)


def test_what_is_not_kept_says_so_and_leads_to_what_is(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        reader.complaints.clear()
        paper.hosting.down.set()
        page = reader.open("2026/11/23/01/ferry.html")
        expect(page.locator("h1")).to_have_text("没有网络")
        assert is_styled(reader)
        assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
        page.locator(".kept-issues a").click()
        expect(page).to_have_url(f"{paper.hosting.url}{TODAY}index.html")
        expect(page.locator("main")).to_contain_text("bridge")
        assert [said for said in reader.complaints if "net::" not in said] == []


def test_a_document_is_kept_when_all_that_it_needs_is(paper: Paper) -> None:
    """The network goes while a first visit is being kept: no document stays behind without its scripts and styles."""
    with paper.subscriber() as reader:
        page = reader.open("about.html")
        shown = {
            "url": page.url,
            "seen": page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)"),
        }
        reader.until(lambda: bool(page.evaluate("caches.match(location.pathname).then(Boolean)")))
        lost = reader.worker.evaluate(
            """() => alone(async () => {
              const [asset] = await (await caches.open(ASSETS)).keys();
              for (const name of [ASSETS, DOCUMENTS]) await caches.delete(name);
              return addressOf(asset.url);
            })"""
        )
        for cut, title in (({lost}, "没有网络"), (set[str](), "关于")):
            paper.hosting.cut = cut
            reader.worker.evaluate("(shown) => tasks.read(shown)", shown)
            paper.hosting.down.set()
            expect(reader.open("about.html").locator("h1")).to_have_text(title)
            assert is_styled(reader)
            paper.hosting.down.clear()


def test_an_issue_is_stored_whole_and_taken_away_again(paper: Paper) -> None:
    with paper.subscriber() as reader:
        page = reader.open(f"{TODAY}index.html")
        reader.wait_for(TODAY)
        moves: list[float] = []
        page.expose_function("moved", lambda value: moves.append(value))
        page.evaluate(
            "new MutationObserver(([{target}]) => moved(target.value))"
            ".observe(document.querySelector('.keep-issue progress'), {attributes: true})"
        )
        page.get_by_role("button", name="保存本期").click()
        expect(page.locator(".keep-issue [role=status]")).to_contain_text("已保存")
        assert moves
        assert moves == sorted(moves[:-1]) + moves[-1:], "progress goes on until it is taken away"
        expect(page.get_by_role("button", name="删除")).to_be_visible()
        paper.hosting.down.set()
        reader.open(f"{TODAY}02/%E6%A1%A5%E5%A4%B4%E9%92%9F.html")
        assert natural_width(reader) > 0, "a photo that was never seen"
        page = reader.open(f"{TODAY}index.html")
        page.get_by_role("button", name="删除").click()
        expect(page.get_by_role("button", name="保存本期")).to_be_visible()
        assert reader.issues() == []
        assert reader.stored("大桥第一稿") == []


def test_too_little_room_is_told(paper: Paper) -> None:
    with paper.subscriber() as reader:
        page = reader.open(f"{TODAY}index.html")
        reader.wait_for(TODAY)
        origin = paper.hosting.url.removesuffix("/paper/")
        session = reader.context.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})
        page.get_by_role("button", name="保存本期").click()
        expect(page.locator(".keep-issue [role=status]")).to_contain_text("空间不够")
        assert reader.issues() == [TODAY]
        assert not reader.state()["issues"][TODAY]["saved"]


def test_the_issues_read_last_are_kept_and_saved_ones_besides(paper: Paper) -> None:
    paper.site.write("content/paper.yaml", f"{PAPER}{SMALL}  offline_issues: 2\n")
    paper.publish()
    first, second = "2026/11/22/", "2026/11/23/"
    with paper.subscriber() as reader:
        for folder in (first, second, TODAY):
            reader.open(f"{folder}index.html")
            reader.wait_for(folder)
            reader.settled()
        assert reader.issues() == [second, TODAY]
        page = reader.open(f"{second}index.html")
        page.get_by_role("button", name="保存本期").click()
        expect(page.locator(".keep-issue [role=status]")).to_contain_text("已保存")
        reader.open(f"{first}index.html")
        reader.wait_for(first)
        reader.settled()
        assert reader.issues() == [first, second, TODAY]
        page = reader.open("archive/index.html")
        kept = page.locator(".kept-issues li")
        expect(kept).to_have_count(3)
        expect(kept.filter(has_text="含全部图片")).to_have_count(1)
        kept.first.get_by_role("button").click()
        expect(kept).to_have_count(2)
        assert reader.issues() == [first, second]


# --- published anew -------------------------------------------------------------------------------------------------


def test_a_new_build_takes_the_place_of_the_kept_one_whole(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        natural_width(reader)
        reader.wait_for(TODAY)
        reader.settled()
        before = reader.stamp(TODAY)
        paper.site.edit(f"{ISSUE}/01/bridge.md", "第一稿", "第二稿").edit(f"{ISSUE}/02/桥头钟.md", "第一稿", "第二稿")
        paper.publish()
        requests = len(paper.hosting.requests)
        reader.open(BRIDGE)  # shows another build than the kept one, which is reason enough to look
        reader.wait_for(TODAY)
        assert reader.stamp(TODAY) != before
        kept, listed = reader.kept(TODAY), files_of(paper.hosting, TODAY)
        kept.pop(f"{TODAY}offline.json")
        assert kept.items() <= listed.items()
        assert kept.keys() >= files_of(paper.hosting, TODAY, "text", "assets").keys()
        fetched = {address for address in paper.hosting.requests[requests:] if address.endswith(".html")}
        assert f"{TODAY}01/ferry.html" not in fetched, "what did not change is not fetched again"
        assert reader.stored("第一稿") == []
        paper.hosting.down.set()
        reader.open(BRIDGE)
        assert natural_width(reader) > 0


def test_half_a_publication_leaves_the_kept_build_as_it_is(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        reader.settled()
        before, kept = reader.stamp(TODAY), reader.kept(TODAY)
        old = (paper.hosting.folder / f"{TODAY}02/桥头钟.html").read_bytes()
        paper.site.edit(f"{ISSUE}/01/bridge.md", "第一稿", "第二稿").edit(f"{ISSUE}/02/桥头钟.md", "第一稿", "第二稿")
        paper.publish()
        (paper.hosting.folder / f"{TODAY}02/桥头钟.html").write_bytes(old)
        reader.long_after()
        reader.open(BRIDGE)
        reader.until(lambda: reader.state()["looked"] > 0)
        assert reader.stamp(TODAY) == before
        assert reader.kept(TODAY) == kept
        paper.hosting.down.set()
        expect(reader.open(BRIDGE).locator("main")).to_contain_text("第一稿")
        expect(reader.open(f"{TODAY}02/桥头钟.html").locator("main")).to_contain_text("第一稿")


def test_a_retracted_text_leaves_readers_who_come_online(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        reader.open()
        reader.open("sections/index.html")
        reader.settled()
        assert reader.stored("大桥第一稿")
        retraction = 'retracted: {date: "2026-11-24", reason: "不实"}\n---\n\n大桥'
        paper.site.edit(f"{ISSUE}/01/bridge.md", "---\n\n大桥", retraction)
        paper.publish()
        reader.long_after()
        reader.open("about.html")  # another document than those concerned
        reader.until(lambda: reader.state()["looked"] > 0)
        assert reader.stored("大桥第一稿") == []
        paper.hosting.down.set()
        expect(reader.open(BRIDGE).locator("main")).to_contain_text("不实")


def test_what_is_gone_is_not_kept(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open("2026/11/22/index.html")
        reader.wait_for("2026/11/22/")
        reader.settled()
        index = f"{paper.hosting.url}search/2026-10.0123456789.idx?0-9"
        reader.worker.evaluate("async (url) => (await caches.open(SEARCH)).put(url, new Response('渡'))", index)
        paper.site.remove("content/issues/2026/2026-11-22")
        paper.site.build()
        reader.long_after()
        reader.open("about.html")
        reader.until(lambda: reader.state()["looked"] > 0)
        assert "2026/11/22/" not in reader.issues()
        assert reader.stored("渡") == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_no_two_builds_are_mixed(paper: Paper, seed: int) -> None:
    """Publications, visits, cuts and looks in any order: without a network, all documents come from one build."""
    chance = random.Random(seed)
    stories = {BRIDGE: f"{ISSUE}/01/bridge.md", f"{TODAY}02/桥头钟.html": f"{ISSUE}/02/桥头钟.md"}
    draft = "第一稿"
    with paper.subscriber() as reader:
        reader.open(f"{TODAY}index.html").evaluate("navigator.serviceWorker.ready.then(() => null)")
        for _ in range(14):
            match chance.choice(["publish", "visit", "visit", "look", "save", "cut", "cut"]):
                case "publish":
                    newer = draft.replace("一", "一一", 1)
                    for source in stories.values():
                        paper.site.edit(source, draft, newer)
                    draft = newer
                    paper.publish()
                case "look":
                    reader.long_after()
                    reader.open("about.html")
                case "save":
                    page = reader.open(f"{TODAY}index.html")
                    page.get_by_role("button", name="保存本期").or_(page.get_by_role("button", name="删除")).click()
                case "cut":
                    paper.hosting.down.set()
                    texts = [reader.open(address).locator("main").inner_text() for address in stories]
                    assert len({found for text in texts for found in re.findall("第一+稿", text)}) <= 1
                    paper.hosting.down.clear()
                case _:
                    text = reader.open(chance.choice(list(stories))).locator("main").inner_text()
                    assert draft in text, "with a network, the present build is shown"


# --- without a worker -----------------------------------------------------------------------------------------------


def test_nothing_breaks_where_there_can_be_no_worker(paper: Paper) -> None:
    with paper.subscriber(service_workers="block") as reader:
        for address in (f"{TODAY}index.html", BRIDGE, "archive/index.html", "offline.html"):
            page = reader.open(address)
            assert page.locator(".keep-issue, .kept-issues").count() == 0
            page.goto((paper.hosting.folder / address).as_uri())
            assert page.locator(".keep-issue, .kept-issues").count() == 0
        assert reader.complaints == []


def test_the_live_preview_has_no_worker(paper: Paper) -> None:
    front = paper.hosting.folder / TODAY / "index.html"
    (paper.hosting.folder / "livereload.js").write_text("")
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        front.write_text(
            front.read_text(encoding="utf-8").replace("</body>", '<script src="/livereload.js"></script></body>')
        )
        reader.open(f"{TODAY}index.html")
        reader.until(lambda: reader.page.evaluate(REGISTRATIONS) == 0)


def test_a_paper_that_stops_being_kept_frees_its_readers(paper: Paper) -> None:
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        paper.site.write("content/paper.yaml", f"{PAPER}{SMALL}  offline: no\n")
        paper.publish()
        page = reader.open(BRIDGE)
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one?.update())")
        reader.until(lambda: page.evaluate("caches.keys().then(({length}) => length)") == 0)
        reader.until(lambda: page.evaluate(REGISTRATIONS) == 0)
        paper.hosting.down.set()
        with pytest.raises(Error):
            reader.open(BRIDGE)


def test_papers_on_one_host_keep_apart(paper: Paper) -> None:
    """What one paper takes away is only its own."""
    with paper.subscriber() as reader:
        reader.open(BRIDGE)
        reader.wait_for(TODAY)
        names = json.loads(reader.worker.evaluate("caches.keys().then(JSON.stringify)"))
        assert names
        assert all(name.startswith("broadsheet /paper/ ") for name in names)
