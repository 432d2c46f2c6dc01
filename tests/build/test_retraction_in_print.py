"""A page made elsewhere that still shows a retracted article is published without it, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from paper_site import ISSUE, PAPER, Built, PaperSite
from press.pdf_reading import text_of
from press.printed_samples import HEIGHT, WIDTH, Box, Plate, printed, story

PAGE = "2026/11/24/01"
BRIDGE, MARKET, FALSE = story(11, 300), story(12, 200), story(13, 300)
TITLE, DECK = "不实消息登上头版", "副题也是编造出来的故事"
WITHDRAWN = {"date": "2026-11-25", "reason": "消息不实。"}
TEASER = Box(50, 640, 400, f"导读：{TITLE}，详见第一版", 9)
OTHERS: list[Box | Plate] = [
    Box(50, 50, 300, "大桥昨日通车", 24),
    Box(50, 90, 150, BRIDGE),
    Box(50, 500, 300, "夜市延长一个钟头", 18),
    Box(50, 530, 400, MARKET),
]
THEIRS: list[Box | Plate] = [Box(260, 60, 200, TITLE, 20), Box(260, 100, 200, DECK, 12), Box(260, 130, 200, FALSE)]


def paper(folder: Path, page: list[Box | Plate] | None = None, **front_matter: Any) -> PaperSite:
    """A page of three articles, the second of them retracted."""
    site = PaperSite(folder / "paper").write("content/paper.yaml", f"{PAPER}format: tabloid\n")
    site.article("01/bridge", BRIDGE, title="大桥昨日通车").article("01/market", MARKET, title="夜市延长一个钟头")
    values = {"title": TITLE, "deck": DECK, "retracted": WITHDRAWN, **front_matter}
    body = str(values.pop("body", FALSE))
    site.article("01/false", body, **{key: value for key, value in values.items() if value is not None})
    return site.write(f"{ISSUE}/01/page.pdf", printed(OTHERS + THEIRS if page is None else page))


def press(site: PaperSite, **options: Any) -> Built:
    return site.build(press=True, jobs=1, **options)


def ink(built: Built, area: tuple[float, float, float, float]) -> float:
    """The share of dark pixels in a part of the page's picture; edges in points."""
    with Image.open(built.output / PAGE / "page-1000.webp") as picture:
        left, right = (round(edge / WIDTH * picture.width) for edge in area[::2])
        top, bottom = (round(edge / HEIGHT * picture.height) for edge in area[1::2])
        cut = picture.convert("L").crop((left, top, right, bottom))
    return sum(cut.histogram()[:128]) / (cut.width * cut.height)


def test_neither_picture_nor_pdf_shows_it_any_longer(tmp_path: Path) -> None:
    site = paper(tmp_path, retracted=None)
    shown = press(site)
    text = (270, 200, 450, 290)
    assert ink(shown, text) > 0.05
    assert FALSE[:12] in text_of((shown.output / PAGE / "page.pdf").read_bytes()).replace("\n", "")
    built = press(site.article("01/false", FALSE, title=TITLE, deck=DECK, retracted=WITHDRAWN))
    assert built.codes == []
    assert ink(built, text) == 0
    assert ink(built, (260, 60, 460, 130)) < 0.05, "headline and deck gave way to the notice"
    assert ink(built, (60, 100, 190, 200)) > 0.05, "the neighbour stays"
    said = text_of((built.output / PAGE / "page.pdf").read_bytes())
    assert "本文已撤回" in said
    assert not {TITLE, DECK, FALSE[:12]} & {said[start : start + 12] for start in range(len(said))}
    assert TITLE not in said
    assert built.files() == press(site, output="elsewhere", clean=True).files()


def test_the_document_that_was_filed_is_not_inside_the_one_published(tmp_path: Path) -> None:
    """Words also stand in older versions, tags and attachments: only what is drawn is taken over."""
    site = paper(tmp_path)
    built = press(site)
    filed = (site.root / f"{ISSUE}/01/page.pdf").read_bytes()
    published = (built.output / PAGE / "page.pdf").read_bytes()
    streams = [part for part in filed.split(b"stream\n")[1:] if len(part) > 200 and not part.startswith(b"<?xpacket")]
    assert streams
    assert not [part for part in streams if part[:100] in published]


def test_its_box_stays_and_leads_to_the_notice(tmp_path: Path) -> None:
    built = press(paper(tmp_path))
    (box,) = [box for box in built.json(f"{PAGE}/page.json")["boxes"] if box["id"] == "01/false"]
    assert (box["url"], box["x"] * WIDTH) == (f"{PAGE}/false.html", pytest.approx(260, abs=3))
    (area,) = built.document(f"{PAGE}/index.html").css('.sheet [data-piece="01/false"] a')
    assert (area.attributes["href"], area.attributes["aria-label"]) == ("false.html", "本文已撤回")


def test_a_teaser_of_it_goes_with_it_on_other_pages_too(tmp_path: Path) -> None:
    site = paper(tmp_path, [*OTHERS, TEASER])
    file = site.root / ISSUE / "01/false.md"
    site.write(f"{ISSUE}/02/false.md", file.read_bytes()).remove(f"{ISSUE}/01/false.md")
    built = press(site)
    assert built.codes == []
    assert ink(built, (80, 642, 145, 648)) == 0, "too low a place for the notice, and white all the same"
    assert ink(built, (52, 642, 70, 648)) > 0.05, "what stands before it stays"


def test_its_area_is_masked_where_its_text_is_gone_from_the_file(tmp_path: Path) -> None:
    site = paper(tmp_path, body="", area=[0.5, 0.07, 0.44, 0.45])
    built = press(site)
    assert "unfound-article" not in built.codes
    assert ink(built, (270, 200, 450, 290)) == 0


@pytest.mark.parametrize(
    ("page", "front_matter", "is_published"),
    [
        (OTHERS + THEIRS, {"body": "", "title": "另一个标题", "deck": []}, False),
        (OTHERS, {}, True),
        ([Plate(0, 0, 500, 700)], {}, False),
    ],
    ids=["its text is not known", "it was taken off the page", "the page is but a picture"],
)
def test_a_page_that_may_show_it_unseen_is_not_published(
    page: list[Box | Plate], front_matter: dict[str, Any], is_published: bool, tmp_path: Path
) -> None:
    built = press(paper(tmp_path, page, **front_matter))
    names = {name for name in built.files() if name.startswith(f"{PAGE}/page")}
    assert bool(names) == is_published
    told = [d for d in built.result.diagnostics if d.code == "unfound-article" and "retracted" in d.message]
    assert bool(told) != is_published
    assert built.errors == []
    assert MARKET[:12] in built.words(f"{PAGE}/index.html")
