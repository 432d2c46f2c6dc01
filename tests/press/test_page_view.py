"""The composed page as markup; where its lines stand is measured in the browser (browser/test_page_view.py)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from broadsheet.edition.views import PageCard, PictureView
from broadsheet.output.page_view import PageMarkup, PieceLink, page_view, picture_view
from broadsheet.output.page_view_styles import PageStyles, WebFace, number
from broadsheet.output.page_view_text import block_style, lines_html
from broadsheet.press.emit.areas import Area
from broadsheet.press.layout import Line, Picture, Segment, Stroke, TextBlock, TextStyle
from output import theme_samples
from press.hand_set import hand_set
from press.page_view_samples import FOLDER, LINKS, PATH, PHOTO, Sample, page, sample, text_blocks

BODY = TextStyle("body", 9)
FACES = {"body": WebFace(f"{FOLDER}/body.woff2"), "bold": WebFace(f"{FOLDER}/bold.woff2", 0.03)}


@pytest.fixture(scope="module")
def made() -> Sample:
    return sample()


@pytest.fixture(scope="module")
def tree(made: Sample) -> LexborHTMLParser:
    return LexborHTMLParser(made.markup.html)


def lines(*texts: Line, width: float = 117.0, link: bool = True) -> tuple[str, str]:
    """The markup of lines and the stylesheet that goes with it."""
    block = TextBlock("body", "01/x", 0, 0, width, 12, 9.5, texts)
    styles = PageStyles(hand_set("zh-Hans"), PATH, FACES)
    html = lines_html(block, block_style(block), styles, str if link else None)
    return html, styles.css()


def line(*segments: Segment, **more: object) -> Line:
    width = segments[-1].x + segments[-1].width
    return Line(segments, width, **{"unit": 0, **more})  # type: ignore[arg-type]


def rule(css: str, name: str) -> str:
    found = re.search(rf"^\.{name}\{{(.*)\}}$", css, re.MULTILINE)
    assert found is not None
    return found[1]


def first(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css_first(selector)
    assert found is not None
    return found


# --- lines ------------------------------------------------------------------------------------------------------------


def test_a_plain_line_costs_one_element() -> None:
    text = "十三个字一行不多不少正好够"
    plain = line(Segment(text, 0, 117, BODY), end=13)
    assert (
        lines(plain, plain)[0] == "<span>十三个字一行不多不少正好够</span><wbr><span>十三个字一行不多不少正好够</span>"
    )


def test_the_space_between_latin_lines_is_there_for_those_who_copy() -> None:
    whole = line(Segment("Traffic flowed again by", 0, 117, BODY), end=24)
    broken = line(Segment("fifty-eight diffi-", 0, 117, BODY), start=24, end=41, hyphenated=True)
    last = line(Segment("cult.", 0, 20, BODY), start=41, end=46, closes=True)
    html = lines(whole, broken, last)[0]
    assert "by</span> <span>" in html
    assert "diffi-</span><wbr><span>" in html


@pytest.mark.parametrize("ends", [{"closes": True}, {"unit": -1}])
def test_a_line_that_others_might_follow_ends_by_force(ends: dict[str, object]) -> None:
    short = line(Segment("短", 0, 117, BODY), **ends)
    assert "<br>" in lines(short, short)[0]


def test_a_line_that_is_not_full_ends_by_force() -> None:
    short = line(Segment("短", 0, 9, BODY), end=1)
    assert "<br>" in lines(short, short)[0]


def test_spacing_is_a_class_of_the_line() -> None:
    html, css = lines(line(Segment("松一点", 0, 30, BODY, tracking=0.9), end=3))
    assert html == "<span class=_t0>松一点</span>"
    assert rule(css, "_t0") == "letter-spacing:.1em"


def test_a_gap_counts_the_tracking_that_browsers_add_behind_the_last_character() -> None:
    """Three characters at 9 pt with 0.9 pt between them end at 28.8; the browser's pen stands at 29.7."""
    html, css = lines(line(Segment("一二三", 0, 28.8, BODY, tracking=0.9), Segment("AB", 31.5, 12, BODY), end=5))
    assert html == '<span class=_t0>一二三<span class="_t1 _l0">AB</span></span>'
    assert rule(css, "_t1") == "letter-spacing:0em"
    assert rule(css, "_l0") == "margin-left:.2em"


def test_a_gap_stands_on_an_element_that_is_there_anyway() -> None:
    segments = (
        Segment("于", 0, 9, BODY), Segment("2026", 11.25, 18, BODY), Segment("年。", 31.5, 18, BODY),
    )  # fmt: skip
    html, css = lines(line(*segments, end=7))
    assert html == '<span>于<span class="_l0 _r0">2026</span>年。</span>'
    assert rule(css, "_r0") == "margin-right:.25em"


def test_half_width_marks_are_set_by_the_font() -> None:
    html, _ = lines(line(Segment("够了", 0, 18, BODY), Segment("。", 18, 4.5, BODY, half=True), end=3))
    assert html == "<span>够了<span class=h>。</span></span>"


def test_neighbours_of_one_look_are_kept_from_kerning() -> None:
    html, _ = lines(line(Segment("up,", 0, 12, BODY), Segment("” said", 12, 24, BODY), end=9))
    assert html == "<span>up,<span class=k>” said</span></span>"


def test_another_style_is_a_class_of_what_differs() -> None:
    bold = TextStyle("bold", 10.8, "accent", rise=2.7, decoration="underline")
    html, css = lines(line(Segment("常见的字", 0, 36, BODY), Segment("粗", 36, 10.8, bold), end=5))
    assert html == "<span>常见的字<span class=_f0>粗</span></span>"
    assert rule(css, "_f0") == (
        "font-family:page-1,serif;font-size:1.2em;-webkit-text-stroke:.03em;color:var(--sheet-accent)"
        ";vertical-align:.25em;text-decoration-line:underline"
    )


def test_links_in_lines_are_for_pointers_and_never_stand_in_one_another() -> None:
    linked = line(Segment("见", 0, 9, BODY), Segment("第三版", 9, 27, BODY, link="3.html"), end=4)
    assert lines(linked)[0] == '<span>见<a href="3.html" tabindex=-1><span class=k>第三版</span></a></span>'
    assert "<a" not in lines(linked, link=False)[0]


def test_what_is_written_is_escaped() -> None:
    html, _ = lines(line(Segment("<b>&\u202e", 0, 20, BODY), end=5))
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;&#x202E;&#x202C;" in html


@pytest.mark.parametrize(("value", "text"), [(0.25, ".25"), (-0.5, "-.5"), (12.0, "12"), (0.00001, "0"), (-1e-9, "0")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


# --- the sheet --------------------------------------------------------------------------------------------------------


def test_every_line_of_the_model_is_there_once_and_in_order(made: Sample, tree: LexborHTMLParser) -> None:
    printed = "".join(node.text() for node in tree.css(".sheet")).replace("\n", "").replace(" ", "")
    told = "".join(line.text for block in text_blocks(made.layout) for line in block.lines).replace(" ", "")
    assert printed == told


def test_what_is_hidden_holds_nothing_that_keys_reach(tree: LexborHTMLParser) -> None:
    hidden = tree.css("[aria-hidden=true] a, a[aria-hidden=true]")
    assert hidden
    assert all(link.attributes.get("tabindex") == "-1" for link in hidden)


def test_of_each_piece_one_link_is_heard(tree: LexborHTMLParser) -> None:
    heard = [link for link in tree.css("a") if link.attributes.get("tabindex") is None]
    assert [link.attributes["data-piece"] for link in heard] == list(LINKS)
    assert [link.attributes["href"] for link in heard] == ["bridge.html", "square.html"]
    assert all(not hidden_above(link) for link in heard)


def hidden_above(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.attributes.get("aria-hidden") == "true":
            return True
        above = above.parent
    return False


def test_an_area_lies_below_its_piece(made: Sample, tree: LexborHTMLParser) -> None:
    for piece in LINKS:
        lowest = first(tree, f'div[data-piece="{piece}"]').child
        assert lowest is not None
        assert (lowest.attributes.get("class") or "").startswith("area _p")


def test_without_a_headline_the_area_is_the_link(made: Sample) -> None:
    bare = [
        replace(module, elements=tuple(e for e in module.elements if getattr(e, "role", "") != "headline"))
        for module in made.layout.modules
    ]
    markup = again(made, layout=replace(made.layout, modules=tuple(bare)))
    areas = LexborHTMLParser(markup.html).css(".area")
    assert [area.attributes.get("aria-label") for area in areas] == [link.title for link in LINKS.values()]
    assert all("tabindex" not in area.attributes and "aria-hidden" not in area.attributes for area in areas)


def again(made: Sample, **changes: object) -> PageMarkup:
    given: dict[str, object] = {
        "layout": made.layout, "grid": made.grid, "path": PATH, "pieces": LINKS,
        "pictures": {"bridge.jpg": PHOTO}, "faces": FACES,
    }  # fmt: skip
    return page_view(**(given | changes))  # type: ignore[arg-type]


def test_a_piece_that_leads_nowhere_is_text_alone(made: Sample) -> None:
    tree = LexborHTMLParser(again(made, pieces={}).html)
    assert tree.css(".area, a[data-piece]") == []
    assert "广" in first(tree, 'div[data-piece="01/square"]').text()


def test_a_piece_in_another_language_says_so(made: Sample) -> None:
    english = LINKS | {"01/square": PieceLink(f"{FOLDER}/square.html", "The square", "en")}
    tree = LexborHTMLParser(again(made, pieces=english).html)
    assert first(tree, 'div[data-piece="01/square"]').attributes["lang"] == "en"
    assert "lang" not in first(tree, 'div[data-piece="01/bridge"]').attributes


def test_a_cropped_photo_is_wider_than_its_frame(made: Sample) -> None:
    crop = Picture("01/bridge", "bridge.jpg", 100, 100, 200, 150, (0.05, 0.1, 0.85, 1.0))
    module = replace(made.layout.modules[0], elements=(crop,))
    markup = again(made, layout=replace(made.layout, modules=(module,)))
    picture = first(LexborHTMLParser(markup.html), ".crop > img")
    declared = rule(markup.css.decode(), picture.attributes["class"] or "")
    assert declared == "left:-6.25%;top:-11.1111%;width:125%;height:111.1111%"
    assert (picture.attributes["loading"], picture.attributes["alt"]) == ("lazy", "")
    assert picture.attributes["srcset"] == "bridge-480.a.webp 480w, bridge-1200.b.webp 1200w"
    assert picture.attributes["sizes"] == "(min-width:1024px) 165px, 33vw"


def test_a_photo_that_is_not_there_leaves_its_place_white(made: Sample) -> None:
    assert "<img" not in again(made, pictures={}).html


@pytest.mark.parametrize(("vertical", "border"), [(True, "border-left"), (False, "border-top")])
def test_a_rule_is_centred_on_its_place(made: Sample, vertical: bool, border: str) -> None:
    stroke = Stroke(made.layout.width / 2, made.layout.height / 2, 100, 9, vertical=vertical, colour="ink")
    markup = again(made, layout=replace(made.layout, furniture=(), modules=(), rules=(stroke,)))
    css = markup.css.decode()
    assert rule(css, "_b0") == f"{border}:max(1em,var(--least)) solid var(--sheet-ink)"
    assert (f"left:{number(50 - 450 / made.layout.width, 3)}%" in rule(css, "_p0")) == vertical


# --- the stylesheet ---------------------------------------------------------------------------------------------------


def test_the_stylesheet_lies_beside_the_page_and_is_named_after_its_bytes(made: Sample) -> None:
    assert re.fullmatch(rf"{FOLDER}/page\.[0-9a-f]{{10}}\.css", made.markup.css_address)
    moved = again(made, layout=replace(made.layout, rules=()))
    assert moved.css_address != again(made).css_address


def test_every_class_has_a_rule_and_every_rule_a_class(made: Sample, tree: LexborHTMLParser) -> None:
    used = {name for node in tree.css("[class]") for name in (node.attributes["class"] or "").split()}
    ruled = set(re.findall(r"^\.(_\w+)\{", made.markup.css.decode(), re.MULTILINE))
    assert {name for name in used if name.startswith("_")} == ruled


def test_every_face_is_named_once_with_its_stand_ins(made: Sample) -> None:
    css = again(made, faces=FACES | {"body~2": WebFace("../../../../assets/second.woff2")}).css.decode()
    assert css.count('src:url("body.woff2")') == 1
    assert "page-0,page-1,serif" in css or "page-1,page-2,serif" in css


def test_equal_pages_give_equal_bytes(made: Sample) -> None:
    assert sample().markup == made.markup


def test_on_paper_the_sheet_has_its_own_size(made: Sample) -> None:
    css = made.markup.css.decode()
    assert "@page composed{size:270mm 390mm;margin:0;" in css
    assert "@media print{.sheet{width:270mm;height:390mm;font-size:9pt}}" in css


# --- a page made elsewhere --------------------------------------------------------------------------------------------


def test_a_page_made_elsewhere_is_a_picture_with_links() -> None:
    picture = PictureView(((600, f"{FOLDER}/page-600.webp"), (1200, f"{FOLDER}/page-1200.webp")), 1200, 1733, "")
    found = [Area("01/bridge", "article", 0.1, 0.2, 0.5, 0.25), Area("01/gone", "brief", 0.1, 0.5, 0.2, 0.1)]
    markup = picture_view(found, (270.0, 390.0), PATH, LINKS, picture)
    tree = LexborHTMLParser(markup.html)
    (area,) = tree.css(".area")
    assert (area.attributes["href"], area.attributes["aria-label"]) == ("bridge.html", LINKS["01/bridge"].title)
    assert area.attributes["class"] == "area _p1"
    assert rule(markup.css.decode(), "_p1") == "left:10%;top:20%;width:50%;height:25%"
    assert first(tree, "img").attributes["src"] == "page-1200.webp"
    assert "@font-face" not in markup.css.decode()


# --- in its document --------------------------------------------------------------------------------------------------

Render = Callable[..., LexborHTMLParser]


@pytest.fixture
def render(tmp_path: Path, made: Sample) -> Render:
    def rendered(**changes: object) -> LexborHTMLParser:
        view, renderer = page(tmp_path, made)
        return LexborHTMLParser(renderer.render(replace(view, **changes)).decode())  # type: ignore[arg-type]

    return rendered


def test_the_list_stands_before_the_sheet(render: Render) -> None:
    names = [node.attributes.get("class") for node in render().css(".paged > *")]
    assert names == ["listed", "page-view"]


def test_the_list_prints_the_text_and_has_no_columns(render: Render) -> None:
    tree = render()
    assert len(tree.css(".listed article.piece .text")) == len(LINKS)
    assert tree.css(".row, .cell, .span-1, .span-2, .span-4") == []


def test_the_document_loads_what_the_sheet_needs(render: Render, made: Sample) -> None:
    tree = render()
    sheets = [link.attributes["href"] or "" for link in tree.css("link[rel=stylesheet]")]
    assert sheets[-1] == made.markup.css_address.rpartition("/")[2]
    assert any("page-view." in href for href in sheets)
    assert [s for s in tree.css("script[src]") if "page-view." in (s.attributes["src"] or "")]
    assert first(tree, "a.pdf").attributes["href"] == "page.pdf"


def test_without_the_press_nothing_of_it_is_there(render: Render) -> None:
    html = render(press=None).html or ""
    assert "page-view" not in html
    assert "sheet." not in html
    assert '<div class="row">' in html


def test_thumbnails_stand_on_the_front(tmp_path: Path) -> None:
    theme = theme_samples.theme(tmp_path)
    renderer = theme_samples.renderer(tmp_path)
    thumbnail = PictureView(((336, f"{FOLDER}/page-336.webp"),), 336, 485, "")
    cards = tuple(PageCard(head, (), thumbnail) for head in (theme_samples.PAGE_1, theme_samples.PAGE_2))
    view = theme_samples.front(theme_samples.site(theme), pages=cards)
    tree = LexborHTMLParser(renderer.render(view).decode())
    assert [image.attributes["src"] for image in tree.css(".thumbnails img")] == ["01/page-336.webp"] * 2
    assert [link.attributes["href"] for link in tree.css(".thumbnails a")] == ["01/index.html", "02/index.html"]
    bare = theme_samples.front(theme_samples.site(theme), pages=tuple(replace(card, thumbnail=None) for card in cards))
    assert "thumbnails" not in renderer.render(bare).decode()
