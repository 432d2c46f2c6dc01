"""A retracted article leaves a notice at its address, and of its text nothing anywhere."""

from __future__ import annotations

import contextlib
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from paper_site import ISSUE, PAPER, Built, PaperSite
from press.printed_samples import story

DAY = "2026/11/24"
NOTICE = f"{DAY}/01/false.html"
WORDS = {
    "title": "龘靐",
    "kicker": "齉爨",
    "deck": "麤饕",
    "summary": "餮魑",
    "body": "魅魍",
    "subhead": "魉夔",
    "footnote": "鼙黼",
    "byline": "黻囧",
    "source": "氍毹",
    "dateline": "鼗鼐",
    "tag": "鬻鬯",
    "caption": "虪虢",
    "credit": "馘馗",
    "alt": "鬣鬟",
    "tail's headline": "鬃鬏",
    "tail": "麝麒",
}
"""Of each part of the article: two characters that stand nowhere else in the paper, nor in the theme."""
KEPT = {NOTICE, f"{DAY}/02/false.html", "corrections.html", "corrections/2026.html"}
KEPT |= {f"{DAY}/issue.json", f"{DAY}/01/false.ninjs.json", f"{DAY}/issue.epub"}
"""Where the headline stays, so that readers and machines know what was retracted."""


def paper(root: Path) -> PaperSite:
    """Two issues; the lead of the second, which is to be retracted, goes on on its second page."""
    settings = "format: tabloid\nauthors: true\nsections:\n  - {name: 江边, slug: river}\n"
    site = PaperSite(root).write("content/paper.yaml", PAPER + settings)
    before = "content/issues/2026/2026-11-23"
    site.article("01/before", f"{story(1, 300)}\n\n见[后一天](2026-11-24/01/false)。", issue=before, title="前一天")
    photos = [
        {"src": "evidence.jpg", "alt": f"{WORDS['alt']}", "caption": WORDS["caption"], "credit": WORDS["credit"]},
        {"src": "bridge.jpg", "alt": "桥", "caption": "两篇都用"},
    ]
    site.photo(f"{ISSUE}/01/evidence.jpg", (1200, 800), "#225588").photo(f"{ISSUE}/01/bridge.jpg")
    site.write(f"{ISSUE}/01/memo.pdf", b"%PDF-1.4 " + WORDS["body"].encode())
    body = (
        f"本报{WORDS['dateline']}讯　{WORDS['body']}说，{story(2, 200)}。[^1] 见[备忘录](memo.pdf)。\n\n"
        f"## {WORDS['subhead']}\n\n{story(3, 200)}\n\n（下转第二版）\n\n[^1]: {WORDS['footnote']}。"
    )
    site.article(
        "01/false",
        body,
        title=WORDS["title"],
        kicker=WORDS["kicker"],
        deck=WORDS["deck"],
        summary=WORDS["summary"],
        byline=[{"name": WORDS["byline"], "role": "记者"}],
        source=WORDS["source"],
        tags=[WORDS["tag"]],
        section="江边",
        priority=1,
        photos=photos,
        aliases=["old/false.html"],
    )
    tail = f"（上接第一版）\n\n{WORDS['tail']}，{story(4, 200)}"
    site.article("02/false", tail, title=WORDS["tail's headline"])
    bridge = [{"src": "bridge.jpg", "alt": "桥", "caption": "两篇都用"}]
    site.article("01/bridge", story(5, 300), title="大桥", section="江边", photos=bridge)
    return site.article("02/market", story(6, 300), title="夜市")


def retract(site: PaperSite) -> PaperSite:
    withdrawn = "retracted: {date: 2026-11-25, reason: 消息不实。}"
    return site.edit(f"{ISSUE}/01/false.md", "priority: 1", f"priority: 1\n{withdrawn}")


@dataclass(frozen=True)
class Before:
    """The paper with its article, and without."""

    site: PaperSite
    before: dict[str, bytes]
    built: Built


@pytest.fixture(scope="module")
def retraction(tmp_path_factory: pytest.TempPathFactory) -> Before:
    site = paper(tmp_path_factory.mktemp("retraction"))
    first = site.build(press=True, jobs=1)
    assert first.errors == []
    before = first.files()
    return Before(site, before, retract(site).build(press=True, jobs=1))


def texts(address: str, data: bytes) -> Iterator[str]:
    """All that a file says, unpacked: e-books, parts of an index, PDFs."""
    yield address
    with contextlib.suppress(UnicodeDecodeError):
        yield data.decode()
    if address.endswith((".epub", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for name in book.namelist():
                yield from texts(name, book.read(name))
    if address.endswith(".pdf") and data.count(b"endobj"):
        document = pypdfium2.PdfDocument(data)
        yield from (page.get_textpage().get_text_range() for page in document)
        document.close()
    for unpack in (gzip.decompress, zlib.decompress, lambda packed: zlib.decompress(packed, -15)):
        with contextlib.suppress(OSError, EOFError, zlib.error):
            yield unpack(data).decode("utf-8", "ignore")


def said_at(files: dict[str, bytes]) -> dict[str, set[str]]:
    """By part of the article: the addresses of the files in which either of its characters stands."""
    found: dict[str, set[str]] = {part: set() for part in WORDS}
    for address, data in files.items():
        everything = "".join(texts(address, data))
        for part, characters in WORDS.items():
            # Bytes that are no text may look like one character, but not like both.
            if any(character in everything for character in characters) or characters.encode() in data:
                found[part].add(address)
    return found


def test_before_it_everything_is_said_somewhere(retraction: Before) -> None:
    found = said_at(retraction.before)
    assert [part for part, where in found.items() if not where] == []
    assert f"{DAY}/01/page.pdf" in found["body"]
    assert f"{DAY}/issue.pdf" in found["tail"]
    assert f"{DAY}/index.html" in found["title"]


def test_after_it_nothing_is_left_but_the_headline_where_it_is_told(retraction: Before) -> None:
    assert retraction.built.errors == []
    found = said_at(retraction.built.files())
    headline = found.pop("title")
    assert {part: where for part, where in found.items() if where} == {}
    assert headline == KEPT


def test_its_own_files_are_gone_and_shared_ones_stay(retraction: Before) -> None:
    def named(files: dict[str, bytes], part: str) -> list[str]:
        return [address for address in files if part in address]

    after = retraction.built.files()
    for part in ("evidence", "memo"):
        assert named(retraction.before, part)
        assert named(after, part) == []
    assert named(after, "01/bridge-")


def test_a_clean_build_is_the_same(retraction: Before) -> None:
    clean = retraction.site.build(press=True, jobs=1, output="elsewhere", clean=True)
    assert clean.files() == retraction.built.files()


def test_every_address_of_it_stays_with_the_notice(retraction: Before) -> None:
    built = retraction.built
    for address in (NOTICE, f"{DAY}/02/false.html"):
        words = built.words(address)
        assert "本文已撤回" in words
        assert "消息不实。" in words
        (robots,) = built.document(address).css("meta[name=robots]")
        assert robots.attributes["content"] == "noindex"
    assert "01/false.html" in built.text("old/false.html")
    assert "01/false.html" in built.text("2026/11/23/01/before.html")


def test_another_article_leads_the_front_and_its_page_tells_of_the_notice(retraction: Before) -> None:
    built = retraction.built
    (lead,) = built.document(f"{DAY}/index.html").css(".lead .headline a")
    assert lead.attributes["href"] == "01/bridge.html"
    for page in ("01", "02"):
        (piece,) = built.document(f"{DAY}/{page}/index.html").css('.listed article[data-piece$="/false"]')
        (link,) = piece.css("h2 a")
        assert (link.text(), link.attributes["href"]) == ("本文已撤回", "false.html")


def test_neighbours_pass_it_by(retraction: Before) -> None:
    document = retraction.built.document(f"{DAY}/01/bridge.html")
    assert document.css('link[href$="false.html"]') == []
    assert document.css('.turn a[href$="false.html"]') == []


def test_the_issue_tells_machines_of_it(retraction: Before) -> None:
    articles = retraction.built.json(f"{DAY}/issue.json")["articles"]
    (told,) = [article for article in articles if article["id"] == "01/false"]
    assert told["retracted"] == {"date": "2026-11-25", "reason": "消息不实。"}
    assert (told["title"], told["summary"], told["photos"], told["byline"]) == (WORDS["title"], "", [], [])
