from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.diagnostics import BroadsheetError
from broadsheet.edition.views import (
    JumpView,
    LinkView,
    NeighbourView,
    NotFoundView,
    PageCard,
    PageHead,
    RedirectView,
    SectionGroup,
)
from broadsheet.model import Correction, FootnoteMark, Footnotes, Kind, Paragraph, Retraction, Text, Title
from broadsheet.output.links import absolute, relative
from broadsheet.output.locale import load_locale
from broadsheet.output.modules import COLUMNS, arrange
from broadsheet.output.render import Renderer, renderer_for
from broadsheet.output.theme import load_theme
from output.theme_samples import (
    DAY,
    ISSUE,
    PAGE_1,
    PAGE_2,
    article,
    chain,
    figure,
    front,
    page,
    paragraph,
    piece,
    renderer,
    site,
    teaser,
    theme,
    write,
)

NOWHERE = Path("/nonexistent")
SITE = site(theme(NOWHERE))


@pytest.fixture(scope="module")
def plain() -> Renderer:
    return renderer(NOWHERE)


def main(document: bytes) -> str:
    found = re.search(r"<main.*?>(.*)</main>", document.decode(), re.DOTALL)
    assert found is not None
    return found[1]


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("2026/11/24/02/index.html", "../02/index.html"),
        ("2026/11/24/01/江豚.html#p02", "%E6%B1%9F%E8%B1%9A.html#p02"),
        ("2026/11/24/01/bridge.html#p02", "#p02"),
        ("2026/11/24/01/bridge.html", "bridge.html"),
        ("", "../../../../index.html"),
        ("archive/", "../../../../archive/index.html"),
        ("https://example.org/?a=b#c", "https://example.org/?a=b#c"),
    ],
)
def test_links_are_relative_and_name_the_file(address: str, href: str) -> None:
    assert relative("2026/11/24/01/bridge.html", address) == href


def test_web_addresses_of_folders_end_in_a_slash() -> None:
    assert absolute("https://p.example/", "2026/11/24/index.html") == "https://p.example/2026/11/24/"
    assert absolute("https://p.example/", "index.html") == "https://p.example/"
    assert absolute("https://p.example/", "a/江.html") == "https://p.example/a/%E6%B1%9F.html"


# --- articles -------------------------------------------------------------------------------------------------------


def test_the_markup_that_tools_rely_on(plain: Renderer) -> None:
    text = plain.render(article(SITE, figure(), paragraph("桥通了。"), dateline="本报讯")).decode()
    assert text.count("<main") == 1
    assert '<article class="story" data-piece="01/bridge"' in text
    assert '<p class="kicker">换索<span class="unit">96根</span></p>' in text
    assert '<h1 class="headline"><span class="clause">封闭十四个月</span>' in text
    assert '<p class="deck">首日过江</p>' in text
    assert '<p class="byline">记者 周雁</p>' in text
    assert '<p><span class="dateline">本报讯</span>　桥通了。</p>' in text
    caption = '<figcaption>大桥。 <span class="credit">王五 摄</span></figcaption>'
    assert re.search(rf"<figure [^>]*>\s*<img [^>]*>\s*{caption}", text)
    assert '<link rel="canonical" href="https://paper.example/2026/11/24/01/bridge.html">' in text


def test_pictures_have_sizes_and_the_page_does_not_jump(plain: Renderer) -> None:
    text = main(plain.render(article(SITE, paragraph("一"), figure())))
    assert 'srcset="bridge-480.a.webp 480w, bridge-1200.b.webp 1200w"' in text
    assert 'width="1200" height="800" alt="一座桥" decoding="async"' in text


def test_a_byline_that_the_text_names_is_not_set_again(plain: Renderer) -> None:
    assert 'class="byline"' not in plain.render(article(SITE, byline_in_text=True)).decode()


def test_a_story_tells_its_parts_with_markers_between(plain: Renderer) -> None:
    text = main(plain.render(chain(SITE)))
    order = [
        "上半。",
        '<a class="jump jump-on" href="#p02" aria-label="（下转第二版） 大桥">（下转第二版）</a>',
        'id="p02"><a href="../02/index.html">第02版 综合</a>',
        "吊索",
        '<a class="jump jump-from" href="#p01">（上接第一版）</a>',
        "下半。",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert 'id="p01"' in text


def test_a_jump_to_a_lost_page_is_plain_text(plain: Renderer) -> None:
    view = article(SITE)
    part = replace(view.parts[0], jump_on=JumpView("05", None, None, "", ""))
    assert '<span class="jump jump-on">（下转第五版）</span>' in main(plain.render(replace(view, parts=(part,))))


def test_a_tail_leads_to_the_whole_story(plain: Renderer) -> None:
    head = LinkView("2026/11/24/01/bridge.html", "大桥通了")
    view = article(SITE, path="2026/11/24/02/bridge.html", head=head)
    text = plain.render(view).decode()
    assert '<p class="whole"><a href="../01/bridge.html">这是续文，全文见《大桥通了》</a></p>' in text
    assert '<link rel="canonical" href="https://paper.example/2026/11/24/01/bridge.html">' in text


def test_corrections_stand_above_the_text(plain: Renderer) -> None:
    view = article(SITE, paragraph("正文"), corrections=(Correction(dt.date(2026, 11, 25), "应为96根。"),))
    text = main(plain.render(view))
    assert "2026年11月25日更正" in text
    assert text.index("应为96根") < text.index("正文")


def test_a_retracted_article_is_kept_from_search_engines(plain: Renderer) -> None:
    view = article(SITE, summary="", retraction=Retraction(DAY, "失实"))
    text = plain.render(replace(view, parts=(replace(view.parts[0], blocks=()),))).decode()
    assert '<meta name="robots" content="noindex">' in text
    assert "本文已撤回" in text


def test_adverts_and_drafts_are_marked(plain: Renderer) -> None:
    text = plain.render(article(SITE, kind=Kind.ADVERT, is_draft=True)).decode()
    assert '<span class="mark">广告</span>' in text
    assert "草稿" in text
    assert "ld+json" not in text


def test_structured_data_names_issue_and_page_and_ends_no_script(plain: Renderer) -> None:
    view = article(SITE, title=Title(("</script><script>x",)), corrections=(Correction(DAY, "一"),))
    text = plain.render(view).decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert script is not None
    data = json.loads(script[1])
    assert data["headline"] == "</script><script>x"
    assert (data["printPage"], data["pagination"], data["printSection"]) == ("01", "01", "要闻")
    assert data["isPartOf"]["issueNumber"] == "18230"
    assert data["isPartOf"]["isPartOf"] == {
        "@type": "Newspaper",
        "name": "江城日报",
        "inLanguage": "zh-Hans",
        "url": "https://paper.example/",
    }
    assert data["correction"][0]["datePublished"] == "2026-11-24"
    assert '<meta property="og:locale" content="zh_CN">' in text


def test_without_base_url_nothing_is_absolute(plain: Renderer) -> None:
    text = plain.render(article(replace(SITE, base_url=None), figure())).decode()
    assert "canonical" not in text
    assert "paper.example" not in text


def test_a_foreign_article_says_its_language(plain: Renderer) -> None:
    assert 'data-piece="01/bridge" id="p01" lang="en"' in plain.render(article(SITE, language="en")).decode()


# --- pages and others -----------------------------------------------------------------------------------------------


def test_a_page_shows_its_pieces_by_section(plain: Renderer) -> None:
    tail = piece(2, 30, jump_from=JumpView("01", None, "2026/11/24/01/a.html#p02", "", ""), is_tail=True)
    advert = piece(3, 60, kind=Kind.ADVERT)
    view = page(SITE, SectionGroup("要闻", (piece(1, 400), tail)), SectionGroup("大江", (advert,)))
    text = plain.render(view).decode()
    assert re.findall(r'data-piece="([^"]+)"', text) == ["01/piece-1", "01/piece-2", "01/piece-3"]
    assert re.findall(r'<p class="section">(.*?)</p>', text) == ["要闻", "大江"]
    assert '<p class="page-credits"><span>责编：方见山</span>' in text
    assert 'aria-current="page"><b>01</b> 要闻' in text
    assert '<span class="lost"><b>03</b> 缺版</span>' in text
    assert '<p class="length">400字</p>' in text
    assert "广告" in text


@pytest.mark.parametrize(
    "sizes", [(900, 300, 80, 60), (40,), (2000, 20, 20, 20, 20, 20, 900), (5,) * 30, (700, 700, 700)]
)
def test_rows_fill_the_width_and_keep_the_order(sizes: tuple[int, ...]) -> None:
    pieces = tuple(piece(number, size) for number, size in enumerate(sizes, start=1))
    groups = (SectionGroup("要闻", pieces[:1]), SectionGroup("", pieces[1:]))
    rows = arrange([group for group in groups if group.pieces])
    assert all(sum(cell.columns for cell in row) == COLUMNS for row in rows)
    assert [module.piece for row in rows for cell in row for module in cell.modules] == list(pieces)


def test_a_pieces_blocks_are_all_set_once() -> None:
    blocks = (paragraph("字" * 400), figure(), paragraph("字" * 300))
    (row,) = arrange((SectionGroup("", (piece(1, 700, blocks=blocks),)),))
    module = row[0].modules[0]
    assert module.hero == blocks[1]
    assert module.blocks == (blocks[0], blocks[2])


def test_a_long_piece_goes_on_at_its_own_address(plain: Renderer) -> None:
    note = Footnotes(((1, (paragraph("基面"),)), (2, (paragraph("又"),))))
    marked = Paragraph((Text("字" * 900), FootnoteMark(1)))
    long = piece(1, 1800, blocks=(marked, paragraph("尾" * 500), Paragraph((FootnoteMark(2),)), note))
    short = piece(2, 1000, blocks=(paragraph("字" * 900), paragraph("字" * 100)))
    (row, *_) = arrange((SectionGroup("", (long,)),))
    module = row[0].modules[0]
    assert module.is_cut
    assert module.blocks == (marked, Footnotes(note.notes[:1]))
    text = main(plain.render(page(SITE, SectionGroup("", (long, short)))))
    assert text.count(">阅读全文</a>") == 1
    assert "尾" not in text


def test_the_lead_is_never_set_in_one_column_nor_as_a_strip() -> None:
    for size in (5, 200, 400, 900):
        (first, *_) = arrange((SectionGroup("", (piece(1, size), piece(2, 900), piece(3, 900))),))
        module = first[0].modules[0]
        assert module.columns > 1
        assert module.shape == "stack"


def test_a_front_names_the_issue_before_by_its_date(plain: Renderer) -> None:
    before = NeighbourView("2026/11/23/index.html", dt.date(2026, 11, 23), None, "", "跨江特刊")
    text = main(plain.render(front(SITE, previous=before)))
    assert "2026年11月23日　星期一 跨江特刊" in text
    assert 'aria-label="上一期与下一期"' in text


def test_a_page_of_the_front_is_never_bare(plain: Renderer) -> None:
    lead = teaser(1, PAGE_1)
    cards = (PageCard(PAGE_1, (lead,)), PageCard(PAGE_2, ()), PageCard(PageHead("03", "", None), ()))
    text = main(plain.render(front(SITE, lead=lead, pages=cards)))
    assert text[: text.index('class="issue-tools"')].count("<ul>") == 1
    assert text.count("标题1") == 2
    assert '<h2 class="lost"><b>03</b> 缺版</h2>' in text
    assert '<p class="summary">摘要。</p>' in text


def test_a_special_issue_is_named_beside_the_nameplate(plain: Renderer) -> None:
    text = plain.render(front(SITE, issue=replace(ISSUE, title="跨江特刊"))).decode()
    assert "<title>2026年11月24日　星期二 跨江特刊 - 江城日报</title>" in text
    assert text.count('<p class="issue-title">跨江特刊</p>') == 1


def test_the_section_is_named_where_the_page_does_not_say_it(plain: Renderer) -> None:
    assert 'class="section"' not in plain.render(article(SITE)).decode()
    text = plain.render(article(SITE, sections=("大江",))).decode()
    assert '<a class="section" href="../../../../sections/%E5%A4%A7%E6%B1%9F/index.html">大江</a>' in text
    text = plain.render(article(SITE, sections=("大江",), kind=Kind.ADVERT)).decode()
    assert '<span class="section">大江</span>' in text


def test_words_of_the_interface_in_a_foreign_article_say_their_language(plain: Renderer) -> None:
    following = LinkView("2026/11/24/01/b.html", "Next", "en")
    text = plain.render(article(SITE, language="en", next=following)).decode()
    assert '<div class="about" lang="zh-Hans">' in text
    assert '<span lang="en">Next</span>' in text


def test_the_sheets_foot_cannot_be_broken_out_of(plain: Renderer) -> None:
    text = plain.render(article(site(theme(NOWHERE), name="A'\"\\<b>"))).decode()
    assert "style='--sheet:\"A\\27 \\22 \\5c \\3c b\\3e  2026年11月24日" in text


def test_404_links_nothing_without_base_url(plain: Renderer) -> None:
    text = plain.render(NotFoundView("404.html", replace(SITE, base_url=None))).decode()
    assert "href" not in text
    assert "<style>" in text
    assert 'href="https://paper.example/archive/"' in plain.render(NotFoundView("404.html", SITE)).decode()


def test_a_redirect_leads_on(plain: Renderer) -> None:
    text = plain.render(RedirectView("old/a.html", "2026/11/24/01/bridge.html", SITE, "大桥")).decode()
    assert '<meta http-equiv="refresh" content="0; url=../2026/11/24/01/bridge.html">' in text


# --- themes of one's own --------------------------------------------------------------------------------------------


def test_a_template_can_extend_the_one_it_overrides(tmp_path: Path) -> None:
    extends = '{% extends "super/article.html" %}'
    write(
        tmp_path,
        {
            "themes/broadsheet/templates/article.html": extends + "{% block kind %}mine{% endblock %}",
            "themes/evening/theme.yaml": "extends: broadsheet\n",
            "themes/evening/templates/article.html": extends + "{% block title %}晚{% endblock %}",
        },
    )
    text = renderer(tmp_path, "evening").render(article(SITE)).decode()
    assert "<title>晚</title>" in text
    assert '<body class="mine"' in text
    assert "桥通了。" in text


@pytest.mark.parametrize(
    ("template", "place", "words"),
    [
        ("一\n{{ view.nothing }}\n", "2", "nothing"),
        ("一\n\n{% if %}\n", "3", "Expected an expression"),
        ("{{ link() }}", "1", "TypeError"),
        ('\n{{ asset("x.css") }}', "2", "the theme has no asset 'x.css'"),
        ('{{ option("colour") }}', "1", "the theme declares no option 'colour'"),
        ('\n\n\n{{ t("nothing") }}', "4", "nothing"),
    ],
)
def test_a_template_error_names_template_and_line(template: str, place: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, {"themes/broadsheet/templates/article.html": template})
    with pytest.raises(BroadsheetError) as caught:
        renderer(tmp_path).render(article(SITE))
    diagnostic = caught.value.diagnostic
    assert diagnostic.code == "template-error"
    assert str(diagnostic.location) == f"themes/broadsheet/templates/article.html:{place}"
    assert words in diagnostic.message


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"themes/mine/theme.yaml": "name: Mine\n"})
    own = Renderer(theme(tmp_path, "mine"), renderer(tmp_path).locale)
    with pytest.raises(BroadsheetError, match=r"the theme has no template 'article\.html'"):
        own.render(article(SITE))


def test_rendering_twice_gives_the_same_bytes(plain: Renderer) -> None:
    view = chain(SITE)
    assert plain.render(view) == renderer(NOWHERE).render(view)
    assert b"\r" not in plain.render(view)


def test_a_theme_that_did_not_change_is_not_compiled_again(tmp_path: Path) -> None:
    def renderer() -> Renderer:
        theme, _ = load_theme("broadsheet", tmp_path)
        assert theme is not None
        locale, _ = load_locale(theme, "zh-Hans")
        return renderer_for(theme, locale)

    assert renderer() is renderer()
