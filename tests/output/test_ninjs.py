from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.edition.story_text import story_captions, story_lines
from broadsheet.edition.views import ArticleView
from broadsheet.model import (
    Correction,
    FactBox,
    Kind,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Person,
    Retraction,
    Subhead,
    Text,
    Title,
)
from broadsheet.output.ninjs import ninjs
from output.ninjs_shape import NewsObject, read_ninjs
from output.theme_samples import HERE, ISSUE, article, chain, figure, locale, paragraph, site, theme

NOWHERE = Path("/nonexistent")
SITE = site(theme(NOWHERE), has_authors=True)
OFFLINE = replace(SITE, base_url=None)
STRINGS = locale(NOWHERE)
BASE = "https://paper.example/"


def news(view: ArticleView) -> NewsObject:
    return read_ninjs(ninjs(view, STRINGS))


def body(view: ArticleView, media: str) -> str:
    (found,) = [each.value for each in news(view).bodies if each.content_type == media]
    return found


def test_an_article_is_an_object_of_the_standard() -> None:
    people = (Person("周雁", "记者"), Person("顾小满", "记者"))
    found = news(replace(chain(SITE), byline=people, source="江城通讯", tags=("大桥",)))
    assert found.uri == f"{BASE}2026/11/24/01/bridge.html"
    assert (found.type, found.pub_status, found.language) == ("text", "usable", "zh-Hans")
    assert [(said.role, said.value) for said in found.headlines] == [
        ("main", "封闭十四个月 大桥通了"),
        ("kicker", "换索96根"),
        ("deck", "首日过江"),
    ]
    assert found.by == "记者 周雁　顾小满"
    assert found.people[0].uri == f"{BASE}authors/%E5%91%A8%E9%9B%81/"
    assert [(source.role, source.name) for source in found.info_sources] == [
        ("publisher", "江城日报"),
        ("source", "江城通讯"),
    ]
    assert [(subject.rel, subject.name) for subject in found.subjects] == [("section", "要闻"), ("tag", "大桥")]
    assert [(each.role, each.value) for each in found.alt_ids] == [
        ("id", "01/bridge"),
        ("ref", "2026-11-24/01/bridge"),
        ("path", "2026/11/24/01/bridge.html"),
        ("printPage", "01"),
        ("printPage", "02"),
    ]


def test_the_text_is_told_whole_line_by_line_with_the_captions_after_it() -> None:
    assert body(chain(SITE), "text/plain") == "上半。\n吊索\n下半。"
    broken = Paragraph((Text("一行"), LineBreak(), Text("又一行")))
    items = ListBlock(ordered=False, start=1, tight=True, items=((paragraph("甲"),), (paragraph("乙"),)))
    view = article(SITE, figure(), broken, Subhead(2, (Text("小标题"),)), items, FactBox("背景", (paragraph("丙"),)))
    assert body(view, "text/plain") == "一行 又一行\n小标题\n甲\n乙\n背景\n丙\n大桥。"
    assert news(view).bodies[0].char_count == len("一行 又一行\n小标题\n甲\n乙\n背景\n丙")


def test_the_dateline_opens_the_text_once() -> None:
    first, second = paragraph("桥通了。"), paragraph("车来了。")
    set_apart = article(SITE, first, second, dateline="本报讯")
    assert body(set_apart, "text/plain") == "本报讯 桥通了。\n车来了。"
    assert body(set_apart, "text/html").startswith('<p><span class="dateline">本报讯</span>　桥通了。</p>')
    for told in (True, False):
        in_text = article(SITE, paragraph("本报讯　桥通了。"), dateline="本报讯", dateline_in_text=told)
        assert body(in_text, "text/plain") == "本报讯　桥通了。"


def test_the_html_leads_where_the_article_leads() -> None:
    links = Paragraph((Link("address", "2026/11/23/01/ferry.html", (Text("渡船"),), HERE),))
    assert f'<a href="{BASE}2026/11/23/01/ferry.html">渡船</a>' in body(article(SITE, links), "text/html")
    assert '<a href="../../23/01/ferry.html">渡船</a>' in body(article(OFFLINE, links), "text/html")
    assert body(article(SITE, figure(), paragraph("a < b")), "text/html") == "<p>a &lt; b</p>"
    assert body(chain(SITE), "text/html") == "<p>上半。</p>\n<h2>吊索</h2>\n<p>下半。</p>"


def test_photos_are_associations_with_a_rendition_for_each_file() -> None:
    (photo,) = news(article(SITE, figure())).associations
    assert (photo.name, photo.rel, photo.type, photo.by) == ("bridge.jpg", "photo", "picture", "王五 摄")
    assert [(each.role, each.value) for each in photo.descriptions] == [("caption", "大桥。"), ("alt", "一座桥")]
    assert [(each.href, each.width, each.height, each.content_type) for each in photo.renditions] == [
        (f"{BASE}2026/11/24/01/bridge-480.a.webp", 480, 320, "image/webp"),
        (f"{BASE}2026/11/24/01/bridge-1200.b.webp", 1200, 800, "image/webp"),
    ]


def test_photos_under_one_caption_are_all_told_by_it() -> None:
    one = figure()
    pair = replace(one, photos=(replace(one.photos[0], caption=""),) * 2, pictures=one.pictures * 2)
    told = [photo.descriptions[0] for photo in news(article(SITE, pair)).associations]
    assert [(each.role, each.value) for each in told] == [("caption", "大桥。")] * 2


def test_a_correction_makes_a_version() -> None:
    found = news(article(SITE, corrections=(Correction(dt.date(2026, 11, 26), "更正。"),)))
    assert found.first_created == dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    assert found.version_created == dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
    assert ("correction", "2026-11-26 更正。") in [(said.role, said.value) for said in found.descriptions]


def test_a_retracted_article_is_cancelled_and_its_text_is_gone() -> None:
    gone = Retraction(dt.date(2026, 11, 25), "数字有误。")
    found = news(article(SITE, paragraph("不实之词。"), summary="", retraction=gone))
    assert (found.pub_status, found.bodies) == ("canceled", [])
    assert ("retraction", "2026-11-25 数字有误。") in [(said.role, said.value) for said in found.descriptions]
    assert "不实之词" not in ninjs(article(SITE, paragraph("不实之词。"), retraction=gone), STRINGS).decode()


@pytest.mark.parametrize("view", [article(SITE, is_draft=True), article(SITE, issue=replace(ISSUE, is_held=True))])
def test_what_is_not_out_is_withheld(view: ArticleView) -> None:
    assert news(view).pub_status == "withheld"


def test_without_a_base_url_an_article_has_a_name_that_stays() -> None:
    found = news(article(OFFLINE, figure()))
    assert found.uri == news(article(OFFLINE)).uri
    assert found.uri.startswith("urn:uuid:")
    assert found.uri != news(article(OFFLINE, path="2026/11/24/01/other.html")).uri
    assert found.associations[0].alt_ids[0].value == "2026/11/24/01/bridge-1200.b.webp"
    assert "http" not in ninjs(article(OFFLINE, figure()), STRINGS).decode().replace("http://www.iptc.org", "")


def test_an_advert_says_what_it_is() -> None:
    assert [genre.name for genre in news(article(SITE, kind=Kind.ADVERT)).genres] == ["advert"]


def test_the_shape_refuses_what_the_standard_does_not_know() -> None:
    with pytest.raises(msgspec.ValidationError):
        read_ninjs(b'{"uri": "https://paper.example/", "type": "text", "pubstatus": "usable"}')
    with pytest.raises(msgspec.ValidationError):
        read_ninjs('{"uri": "https://paper.example/渡船", "type": "text"}'.encode())


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc"))), max_size=5), st.text(max_size=20))
def test_the_lines_of_any_story_come_back(texts: list[str], title: str) -> None:
    view = article(SITE, figure(), *map(paragraph, texts), title=Title((title or "题",)))
    lines = story_lines(view)
    assert all(line == line.strip() and line for line in lines)
    assert body(view, "text/plain").split("\n") == [*lines, *story_captions(view)]
    assert "".join("".join(lines).split()) == "".join("".join(texts).split())
