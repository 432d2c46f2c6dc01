"""The press in the build: what is published of a composed page, when it is made again, and what is said about it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from broadsheet.diagnostics import Severity
from paper_site import ISSUE, PAPER, SITES, Built, PaperSite
from press.pdf_reading import links_of, opened, text_of
from press.printed_samples import Box, Plate, printed, story

DAY = "2026/11/24"
TABLOID = f"{PAPER}format: tabloid\n"
LONG = "\n\n".join(f"大桥第{number}次通车，江边来了许多人。头一个过桥的是卖豆腐的老周。" for number in range(1, 221))
"""More than a tabloid page holds."""


@dataclass(frozen=True)
class Pressed:
    """A site and what was built of it."""

    site: PaperSite
    built: Built

    def copy(self, folder: Path) -> PaperSite:
        """The same site with its output and its state, for a test that changes it."""
        shutil.copytree(self.site.root, folder / "copy")
        return PaperSite(folder / "copy")


def press(site: PaperSite, **options: Any) -> Built:
    """A build with the press in this process."""
    return site.build(**{"press": True, "jobs": 1, **options})


def tabloid(folder: Path, paper: str = TABLOID) -> PaperSite:
    return PaperSite(folder).write("content/paper.yaml", paper)


def boxes(built: Built, code: str) -> dict[str, dict[str, Any]]:
    """Of page.json, by piece."""
    return {box["id"]: box for box in built.json(f"{DAY}/{code}/page.json")["boxes"]}


def printed_text(built: Built, address: str, page: int = 0) -> str:
    """Of a PDF, without white space."""
    return "".join(text_of((built.output / address).read_bytes(), page).split())


# --- a small issue ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """Two pages with a photo, an advert, a retracted article and a draft."""
    site = tabloid(tmp_path_factory.mktemp("small"))
    site.photo(f"{ISSUE}/01/bridge.jpg", (1800, 1200))
    photo = {"src": "bridge.jpg", "alt": "桥上的行人", "caption": "昨天清晨的大桥。"}
    site.article("01/bridge", story(1, 900), title="大桥昨日通车", priority=1, photos=[photo])
    site.article("01/ferry", story(2, 500), title="渡船照开不误")
    site.article("01/tofu", "豆腐两块钱一斤，早市有售。", title="老周豆腐", kind="advert")
    site.article("01/sold", story(3, 200), title="旧闻一则", retracted={"date": "2026-11-24", "reason": "消息不实。"})
    site.article("02/cat", story(4, 600), title="猫在粮站找到")
    site.article("02/later", story(5, 300), title="明天再说的事", draft=True)
    return Pressed(site, press(site))


def test_page_is_published_in_every_form(small: Pressed) -> None:
    folder = small.built.output / DAY
    for code in ("01", "02"):
        names = {path.name for path in (folder / code).iterdir()}
        assert {"page.json", "page.pdf", "page-336.webp", "page-600.webp", "page-1000.webp", "page-1600.webp"} <= names
        assert any(name.startswith("page.") and name.endswith(".css") for name in names)
        assert any(name.startswith("body.") and name.endswith(".woff2") for name in names)
    assert any(path.name.startswith("headline.") for path in folder.glob("*.woff2"))
    with opened((folder / "issue.pdf").read_bytes()) as document:
        assert len(document) == 2
    assert small.built.errors == []


def test_pictures_are_as_wide_as_their_names_say(small: Pressed) -> None:
    for width in (336, 600, 1000, 1600):
        with Image.open(small.built.output / f"{DAY}/01/page-{width}.webp") as picture:
            assert picture.width == width
            assert picture.height == pytest.approx(width * 390 / 270, abs=1)


def test_machine_readable_issue_names_pdf_and_pictures(small: Pressed) -> None:
    first = small.built.json(f"{DAY}/issue.json")["pages"][0]
    assert first["pdf"] == f"{DAY}/01/page.pdf"
    assert [image["width"] for image in first["images"]] == [600, 1000, 1600]


def test_page_shows_the_sheet_and_the_front_its_thumbnail(small: Pressed) -> None:
    page = small.built.document(f"{DAY}/01/index.html")
    (sheet,) = page.css(".sheet")
    assert "大桥昨日通车" in "".join(sheet.text().split())
    assert page.css('a[href$="page.pdf"]')
    thumbnails = small.built.document(f"{DAY}/index.html").css(".thumbnails img")
    assert [image.attributes["src"] for image in thumbnails] == ["01/page-336.webp", "02/page-336.webp"]


def test_every_article_is_printed_once_but_retracted_ones_and_drafts(small: Pressed) -> None:
    assert set(boxes(small.built, "01")) == {"01/bridge", "01/ferry", "01/tofu"}
    assert set(boxes(small.built, "02")) == {"02/cat"}
    first = printed_text(small.built, f"{DAY}/01/page.pdf")
    assert "旧闻一则" not in first
    assert first.count(story(1, 900)[:9]) == 1


def test_adverts_are_labelled(small: Pressed) -> None:
    assert boxes(small.built, "01")["01/tofu"]["kind"] == "advert"
    assert "广告" in printed_text(small.built, f"{DAY}/01/page.pdf")


def test_links_in_print_lead_to_the_edition(small: Pressed) -> None:
    links = links_of((small.built.output / f"{DAY}/01/page.pdf").read_bytes())
    assert f"https://example.org/{DAY}/01/bridge.html" in links


def test_second_build_writes_nothing(small: Pressed, tmp_path: Path) -> None:
    again = press(small.copy(tmp_path))
    assert (again.result.written, again.result.removed) == (0, 0)
    assert again.codes == small.built.codes


def test_correction_changes_its_page_alone_and_equals_a_clean_build(small: Pressed, tmp_path: Path) -> None:
    site = small.copy(tmp_path)
    site.edit(f"{ISSUE}/02/cat.md", story(4, 600)[:9], "改了字。")
    built, before = press(site), small.built.files()
    after = built.files()
    changed = {address for address in before.keys() | after.keys() if before.get(address) != after.get(address)}
    assert {f"{DAY}/02/page.pdf", f"{DAY}/02/page-1600.webp", f"{DAY}/02/cat.html", f"{DAY}/issue.pdf"} <= changed
    assert [address for address in changed if not address.startswith((f"{DAY}/02/", f"{DAY}/i", "index.html"))] == []
    shutil.rmtree(site.root / ".broadsheet")
    assert press(site, output="clean", jobs=2).files() == after


def test_without_the_press_the_reading_pages_are_the_same(small: Pressed, tmp_path: Path) -> None:
    plain = small.copy(tmp_path).build(output="plain", press=False)
    made, whole = plain.files(), small.built.files()
    assert not [name for name in made if "/page" in name and name.startswith(DAY)]
    assert not [name for name in made if name.endswith((".pdf", ".woff2"))]
    articles = [name for name in made if name.startswith(DAY) and not name.endswith(("index.html", "issue.json"))]
    assert len(articles) >= 5
    assert [name for name in articles if made[name] != whole[name]] == []
    assert plain.document(f"{DAY}/01/index.html").css(".sheet") == []
    assert plain.json(f"{DAY}/issue.json")["pages"][0]["pdf"] is None


def test_drafts_are_printed_when_they_are_asked_for(small: Pressed, tmp_path: Path) -> None:
    assert set(boxes(press(small.copy(tmp_path), drafts=True), "02")) == {"02/cat", "02/later"}


# --- a page made elsewhere -------------------------------------------------------------------------------------------

BRIDGE, MARKET = story(11, 300), story(12, 200)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """A page that another program made, of two articles; the third is not on it."""
    site = tabloid(tmp_path_factory.mktemp("foreign"))
    site.article("01/bridge", BRIDGE, title="大桥昨日通车").article("01/market", MARKET, title="夜市延长一个钟头")
    site.article("01/lost", story(13, 200), title="版面上没有的稿件")
    page: list[Box | Plate] = [Box(50, 50, 300, "大桥昨日通车", 24), Box(50, 90, 150, BRIDGE), Plate(220, 90, 150, 100)]
    page += [Box(50, 500, 300, "夜市延长一个钟头", 18), Box(50, 530, 400, MARKET)]
    site.write(f"{ISSUE}/01/page.pdf", printed(page))
    return Pressed(site, press(site))


def test_own_pdf_takes_the_composed_pages_place(foreign: Pressed) -> None:
    files = foreign.built.files()
    assert files[f"{DAY}/01/page.pdf"] == (foreign.site.root / f"{ISSUE}/01/page.pdf").read_bytes()
    model = foreign.built.json(f"{DAY}/01/page.json")
    assert (model["columns"], model["rows"], model["fill"]) == (None, None, None)
    assert model["width_mm"] == pytest.approx(500 / 72 * 25.4, abs=0.01)
    with Image.open(foreign.built.output / f"{DAY}/01/page-1000.webp") as picture:
        assert picture.size == (1000, 1400)
    assert not [name for name in files if name.endswith((".woff2", "issue.pdf"))]


def test_articles_are_found_on_it_and_linked(foreign: Pressed) -> None:
    found = boxes(foreign.built, "01")
    assert set(found) == {"01/bridge", "01/market"}
    assert found["01/market"]["y"] == pytest.approx(500 / 700, abs=0.01)
    sheet = foreign.built.document(f"{DAY}/01/index.html").css_first(".sheet")
    assert sheet is not None
    assert {a.attributes["href"] for a in sheet.css("a")} == {"bridge.html", "market.html"}


def test_what_is_not_found_is_told_until_its_area_is_given(foreign: Pressed, tmp_path: Path) -> None:
    told = [d for d in foreign.built.result.diagnostics if d.code == "unfound-article"]
    assert [(d.location.path, d.severity) for d in told] == [(f"{ISSUE}/01/lost.md", Severity.WARNING)]
    site = foreign.copy(tmp_path)
    settled = press(site.edit(f"{ISSUE}/01/lost.md", "---\n\n", "area: [0.5, 0.4, 0.25, 0.2]\n---\n\n"))
    assert settled.codes == []
    box = boxes(settled, "01")["01/lost"]
    assert (box["x"], box["y"], box["width"], box["height"]) == (0.5, 0.4, 0.25, 0.2)


def test_damaged_pdf_is_an_error_and_the_last_edition_stays(foreign: Pressed, tmp_path: Path) -> None:
    site = foreign.copy(tmp_path)
    built = press(site.write(f"{ISSUE}/01/page.pdf", b"%PDF-1.7\ncut off"))
    assert built.errors == ["broken-pdf"]
    assert not built.result.ok
    assert built.files() == foreign.built.files()


def test_composed_page_is_found_again_in_its_own_pdf(small: Pressed, tmp_path: Path) -> None:
    site = small.copy(tmp_path)
    shutil.copy(small.built.output / f"{DAY}/01/page.pdf", site.root / f"{ISSUE}/01/page.pdf")
    again = press(site)
    truth, found = boxes(small.built, "01"), boxes(again, "01")
    for piece in ("01/bridge", "01/ferry"):
        assert _overlap(truth[piece], found[piece]) > 0.85
    assert "unfound-article" not in again.codes


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Shared by joint extent."""

    def common(place: str, length: str) -> float:
        end = min(one[place] + one[length], other[place] + other[length])
        return max(0.0, float(end - max(one[place], other[place])))

    shared = common("x", "width") * common("y", "height")
    extents = [float(box["width"] * box["height"]) for box in (one, other)]
    return shared / (sum(extents) - shared)


# --- what is said ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lost_state(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """One page with characters that no font has, in a paper without a web address."""
    site = tabloid(tmp_path_factory.mktemp("lost"), "name: 江城日报\nlanguage: zh-Hans\nformat: tabloid\n")
    rare = chr(0x31350)
    site.article("01/cat", f"{story(14, 200)}\n\n猫笑了：\U0001f600。\n\n{story(15, 100)}", title="猫在粮站找到")
    site.article("01/name", f"{story(16, 200)}他姓{rare}。", title="少见的\u2009姓")
    return Pressed(site, press(site))


def test_missing_glyph_is_told_with_character_and_line(lost_state: Pressed) -> None:
    told = [d for d in lost_state.built.result.diagnostics if d.code == "missing-glyph"]
    assert [(d.location.path, d.location.line) for d in told] == [
        (f"{ISSUE}/01/cat.md", 7),
        (f"{ISSUE}/01/name.md", 5),
    ]
    assert "\U0001f600" in told[0].message
    assert "U+1F600" in told[0].message
    assert "U+31350" in told[1].message
    assert printed_text(lost_state.built, f"{DAY}/01/page.pdf").count("〓") == 2


def test_links_in_print_are_relative_where_the_paper_has_no_address(lost_state: Pressed) -> None:
    output = lost_state.built.output
    assert "cat.html" in links_of((output / f"{DAY}/01/page.pdf").read_bytes())
    assert "01/cat.html" in links_of((output / f"{DAY}/issue.pdf").read_bytes())


def test_prints_are_known_for_ours_when_the_state_is_lost(lost_state: Pressed, tmp_path: Path) -> None:
    site = lost_state.copy(tmp_path)
    shutil.rmtree(site.root / ".broadsheet")
    built = press(site.edit(f"{ISSUE}/01/cat.md", "猫在粮站找到", "猫在粮站屋顶找到"))
    assert built.errors == []
    assert "屋顶" in printed_text(built, f"{DAY}/01/page.pdf")


def test_coarse_photo_and_wishes_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    site = tabloid(tmp_path).photo(f"{ISSUE}/01/p.png", (150, 100))
    site.article("01/cat", story(17, 400), title="猫在粮站找到", photos=[{"src": "p.png", "alt": "猫"}])
    site.article("01/dog", story(18, 400), title="狗在渡口等船")
    site.write(f"{ISSUE}/01/page.yaml", "layout: {lead: cat, order: [dog, cat]}\n")
    told = {d.code: d for d in press(site).result.diagnostics}
    assert told["coarse-photo"].location.path == f"{ISSUE}/01/cat.md"
    assert told["layout-conflict"].location.path == f"{ISSUE}/01/page.yaml"


# --- jumps of the composer's -----------------------------------------------------------------------------------------


def test_story_too_long_for_its_page_goes_on_in_a_later_one(tmp_path: Path) -> None:
    site = tabloid(tmp_path).article("01/bridge", LONG, title="大桥通车").article("02/cat", story(19, 200), title="猫")
    built = press(site)
    assert "overset-text" not in built.codes
    assert set(boxes(built, "02")) == {"02/cat", "01/bridge+02"}
    assert boxes(built, "02")["01/bridge+02"]["url"] == f"{DAY}/01/bridge.html"
    first, second = (printed_text(built, f"{DAY}/{code}/page.pdf") for code in ("01", "02"))
    assert "下转第二版" in first
    assert "上接第一版" in second
    assert [n for n in range(1, 221) if f"第{n}次" not in first + second] == []
    for code in ("01", "02"):
        sheet = built.document(f"{DAY}/{code}/index.html").css_first(".sheet")
        assert sheet is not None
        (jump,) = [a for a in sheet.css("a") if ("下转" in a.text() or "上接" in a.text())]
        assert (jump.attributes["href"] or "").endswith("bridge.html")
    assert not (built.output / DAY / "02/bridge.html").exists()
    assert {1, 0} <= {*links_of((built.output / DAY / "issue.pdf").read_bytes())} | {
        *links_of((built.output / DAY / "issue.pdf").read_bytes(), 1)
    }


def test_paper_may_forbid_jumps_and_learns_what_found_no_room(tmp_path: Path) -> None:
    site = tabloid(tmp_path, f"{TABLOID}press: {{jumps: never}}\n")
    built = press(site.article("01/bridge", LONG, title="大桥通车").article("02/cat", story(19, 200), title="猫"))
    (told,) = [d for d in built.result.diagnostics if d.code == "overset-text"]
    assert told.location.path == f"{ISSUE}/01/bridge.md"
    assert told.severity is Severity.WARNING
    assert set(boxes(built, "02")) == {"02/cat"}
    assert "下转" not in printed_text(built, f"{DAY}/01/page.pdf")


# --- other languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "folder", "word"),
    [("english", "2026/11/24/A1", "harbour"), ("traditional", "2026/11/24-evening/A1", "號")],
    ids=["en", "zh-Hant"],
)
def test_papers_in_other_languages_are_composed(paper: str, folder: str, word: str, tmp_path: Path) -> None:
    shutil.copytree(SITES / paper, tmp_path / "paper")
    built = press(PaperSite(tmp_path / "paper"))
    assert built.errors == []
    assert built.json(f"{folder}/page.json")["boxes"]
    assert word in text_of((built.output / folder / "page.pdf").read_bytes())
