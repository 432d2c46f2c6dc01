"""Front matter: every key, and what may be wrong with it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.content.fields import Fields
from broadsheet.content.front_matter import split_front_matter
from broadsheet.content.source import SourceText
from broadsheet.content.titles import title_of
from broadsheet.diagnostics import Diagnostic
from broadsheet.model import Kind, Manuscript, Person, Ref
from conftest import NewSite
from content.checked import at, check
from paper_site import ISSUE, PAPER

SECTIONS = "sections: [{name: 民生, slug: life, aliases: [生活]}, {name: 要闻, slug: news}, {name: 文化, slug: art}]\n"


def manuscript(site: NewSite, front_matter: str, body: str = "正文。") -> Manuscript:
    """The manuscript of an article that must be without fault."""
    paper = site().write("content/paper.yaml", PAPER + SECTIONS)
    checked = check(paper.write(f"{ISSUE}/01/01-bridge.md", f"---\n{front_matter}\n---\n\n{body}\n"))
    assert checked.diagnostics == (), checked.diagnostics
    return checked.issue.manuscripts[0]


def test_a_title_is_enough(site: NewSite) -> None:
    article = manuscript(site, "title: 大桥通车")
    assert (article.slug, article.page, article.order_on_page) == ("bridge", "01", 1)
    assert (article.kind, article.priority, article.draft, article.language) == (Kind.ARTICLE, None, False, "zh-Hans")
    assert (article.sections, article.photos, article.area, article.retraction) == ((), (), None, None)
    assert article.stated == {"title"}


def test_every_key(site: NewSite) -> None:
    article = manuscript(
        site,
        """\
title: 010
kicker: 引题
deck: [副题一, 2026-11-24]
summary: no
byline: [{name: 王明, role: 记者, affiliation: 本报}, {name: 李四}]
dateline: 本报讯
source: 江城电台
section: [生活, 要闻]
kind: Opinion
priority: 2
jump_word: BRIDGE
corrections:
  - {date: 2026-11-24, text: "10:30"}
retracted: {date: 2026-11-25, reason: 失实}
tags: [桥, 1e3, 桥]
draft: yes
slug: 大桥
aliases: [/2020/old.html]
lang: en
area: [0, 0.5, 1, 0.5]
continues_on: 02
continued_from: 2026-11-23/01/bridge""",
    )
    assert article.title.text == "010"
    assert (article.kicker, article.deck, article.summary) == (("引题",), ("副题一", "2026-11-24"), "no")
    assert article.byline == (Person("王明", "记者", "本报"), Person("李四"))
    assert (article.sections, article.kind, article.priority) == (("民生", "要闻"), Kind.OPINION, 2)
    assert (article.corrections[0].date, article.corrections[0].text) == (dt.date(2026, 11, 24), "10:30")
    assert article.retraction is not None
    assert (article.tags, article.draft, article.slug) == (("桥", "1e3"), True, "大桥")
    assert (article.aliases, article.language, article.area) == (("2020/old.html",), "en", (0, 0.5, 1, 0.5))
    (piece,) = article.pieces
    assert piece.continues_on is not None
    assert piece.continued_from is not None
    assert (piece.continues_on.ref, at(piece.continues_on.location)) == (Ref(None, "02", None), "01-bridge.md:22:15")
    assert piece.continued_from.ref == Ref("2026-11-23", "01", "bridge")
    assert at(article.location("kind")) == "01-bridge.md:10:1"


def test_an_empty_value_counts_as_not_given(site: NewSite) -> None:
    article = manuscript(site, "title: 大桥\ndeck:\nbyline: []\nkind: ''\npriority:\nphotos:\nsection: []\nlang:")
    assert (article.deck, article.byline, article.priority, article.language) == ((), (), None, "zh-Hans")


@pytest.mark.parametrize(
    ("line", "code", "place", "hint"),
    [
        ("autor: 王五", "unknown-key", "3:1", None),
        ("author: 王五", "unknown-key", "3:1", "did you mean 'byline'?"),
        ("prioritty: 1", "unknown-key", "3:1", "did you mean 'priority'?"),
        ("title: 又一个", "duplicate-key", "3:1", None),
        ("deck: {a: b}", "wrong-type", "3:7", None),
        ("deck: [[a]]", "wrong-type", "3:8", None),
        ("byline: [[a]]", "wrong-type", "3:10", None),
        ("byline: [{role: 记者}]", "missing-key", "3:10", "add 'name: …'"),
        ("byline: [{nmae: 王五, name: 王五}]", "unknown-key", "3:11", "did you mean 'name'?"),
        ("section: 民声", "unknown-section", "3:10", "did you mean '民生'?"),
        ("section: [民生, 体育]", "unknown-section", "3:15", "paper.yaml names 民生, 要闻, 文化"),
        ("kind: breif", "bad-value", "3:7", "did you mean 'brief'?"),
        ("kind: 公示", "bad-value", "3:7", "did you mean 'notice'?"),
        ("kind: 图片新闻", "bad-value", "3:7", "did you mean 'photo'?"),
        ("引题: 交通", "unknown-key", "3:1", "did you mean 'kicker'?"),
        ("记者: 王五", "unknown-key", "3:1", "did you mean 'byline'?"),
        ("photos: [{文件: a.jpg}]", "unknown-key", "3:11", "did you mean 'src'?"),
        ("priority: high", "bad-value", "3:11", None),
        ("priority: 0", "bad-value", "3:11", None),
        ("priority: 1.5", "bad-value", "3:11", None),
        ("priority: ٣", "bad-value", "3:11", None),
        ("draft: maybe", "bad-value", "3:8", None),
        ("lang: 中文", "bad-value", "3:7", None),
        ("slug: a b", "bad-slug", "3:7", "did you mean 'a-b'?"),
        ("slug: index", "bad-slug", "3:7", None),
        ("aliases: [ok.html, ../x.html]", "bad-alias", "3:20", "write it like 2026/11/24/01/flood.html"),
        ("continues_on: page two", "bad-ref", "3:15", None),
        ("continued_from: 2026-11-23/01", "bad-ref", "3:17", None),
        ("corrections: [{date: 2026-02-30, text: x}]", "bad-date", "3:22", None),
        ("corrections: [{date: 24 Nov, text: x}]", "bad-date", "3:22", None),
        ("corrections: [{text: x}]", "missing-key", "3:15", "add 'date: 2026-11-24'"),
        ("corrections: 更正", "wrong-type", "3:14", "begin it with '- '"),
        ("retracted: yes", "wrong-type", "3:12", None),
        ("retracted: {date: 2026-11-24}", "missing-key", "3:12", "add 'reason: …'"),
        ("area: [0, 0, 2, 1]", "bad-value", "3:14", None),
        ("area: [0.5, 0, 0.6, 1]", "bad-value", "3:7", None),
        ("area: [0, 0, 1]", "wrong-type", "3:7", None),
        ("photos: bridge.jpg", "wrong-type", "3:9", "begin it with '- '"),
        ("photos: [{caption: x}]", "missing-key", "3:10", None),
        ("photos: [{src: none.jpg}]", "missing-photo", "3:16", None),
        ("summary: !!binary aGk=", "bad-value", "3:10", None),
    ],
)
def test_faults_of_values(site: NewSite, line: str, code: str, place: str, hint: str | None) -> None:
    paper = site().write("content/paper.yaml", PAPER + SECTIONS)
    fault = check(paper.write(f"{ISSUE}/01/a.md", f"---\ntitle: 甲\n{line}\n---\n正文。\n")).fault
    assert (fault.code, at(fault.location), fault.severity) == (code, f"a.md:{place}", "error")
    assert hint is None or fault.hint == hint


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("正文。\n", "no-front-matter", "a.md:1:1"),
        ("", "no-front-matter", "a.md:1:1"),
        ("---\ntitle: 甲\n正文。\n", "unclosed-front-matter", "a.md:1:1"),
        ("---\n---\n正文。\n", "missing-title", "a.md:1:1"),
        ("---\nkind: brief\n---\n正文。\n", "missing-title", "a.md:2:1"),
        ("---\ntitle:\n---\n正文。\n", "missing-title", "a.md:2:1"),
        ("---\ntitle: '  '\n---\n正文。\n", "missing-title", "a.md:2:1"),
        ("---\n- title\n---\n正文。\n", "wrong-type", "a.md:2:1"),
        ("---\ntitle: 快讯: 大桥\n---\n正文。\n", "broken-yaml", "a.md:2:10"),
        ("---\ntitle: 甲\n---\n", "empty-body", "a.md"),
        ("---\ntitle: 甲\n---\n正\x08文。\n", "control-character", "a.md:4:2"),
    ],
)
def test_faults_of_whole_files(site: NewSite, text: str, code: str, place: str) -> None:
    fault = check(site().write(f"{ISSUE}/01/a.md", text)).fault
    assert (fault.code, at(fault.location)) == (code, place)


def test_all_faults_of_all_articles_come_at_once(site: NewSite) -> None:
    paper = (
        site()
        .article("01/a", kind="x", priority=9, photos=[{"src": "no.jpg"}])
        .article("01/b c")
        .article("02/c", lang="?")
    )
    assert sorted(check(paper).codes) == ["bad-slug", "bad-value", "bad-value", "bad-value", "missing-photo"]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("封闭十四个月 文渡大桥通了", ["封闭十四个月", "文渡大桥通了"]),
        ("一　二\n三", ["一", "二", "三"]),
        ("大桥通了！ 市民上桥", ["大桥通了！", "市民上桥"]),
        ("老照片 “江边的人”开幕", ["老照片", "“江边的人”开幕"]),
        ("换吊索96根 步道3.5米 31路改道", ["换吊索96根", "步道3.5米 31路改道"]),
        ("Flood wall   holds", ["Flood wall holds"]),
        ("Flood wall 大桥 holds", ["Flood wall 大桥 holds"]),
        ("한강 다리 개통", ["한강 다리 개통"]),
        ("if a < b & c", ["if a < b & c"]),
    ],
)
def test_preferred_breaks_of_a_headline(title: str, parts: list[str]) -> None:
    assert list(title_of(title).parts) == parts
    assert title_of(title).text == " ".join(parts)


def test_lines_of_kicker_and_deck(site: NewSite) -> None:
    article = manuscript(site, "title: 甲\nkicker: |\n  上一行\n\n  下一行\ndeck: [a, '', b]")
    assert (article.kicker, article.deck) == (("上一行", "下一行"), ("a", "b"))


def test_without_sections_in_paper_yaml_any_name_goes(site: NewSite) -> None:
    checked = check(site().article("01/a", section=["Letters to  the Editor", "民生"]))
    assert checked.diagnostics == ()
    assert checked.manuscript("01/a").sections == ("Letters to the Editor", "民生")
    assert check(site().article("01/a", section="A/B?")).fault.code == "bad-slug"


def test_broken_front_matter_leaves_a_manuscript_to_link(site: NewSite) -> None:
    checked = check(site().write(f"{ISSUE}/01/02-flood.md", "---\ntitle: a: b\n---\n正文。\n"))
    assert checked.codes == ["broken-yaml"]
    assert checked.manuscript("01/flood").title.text == "flood"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=80
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["json", "yaml", "block"]))
def test_any_text_survives_front_matter(text: str, how: str) -> None:
    if how == "json":
        written = "summary: " + json.dumps(text, ensure_ascii=False)
    elif how == "yaml":
        written = yaml.safe_dump({"summary": text}, allow_unicode=True)
    else:
        text = " ".join(text.split()).strip("\x85\u2028\u2029\ufeff") or "x"
        written = f"summary: |\n  {text}"
    problems: list[Diagnostic] = []
    file = split_front_matter(SourceText("a.md", f"---\n{written}\n---\n正文\n", ""), problems)
    fields = Fields(file.front, ("summary",), problems)
    assert fields.text("summary") == text.strip()
    assert problems == []
    assert file.body == "正文\n"


# --- slips of typing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("front", ["title：大桥通车", "title:大桥通车", "标题: 大桥通车"])
def test_a_title_typed_wrongly_is_one_fault(site: NewSite, front: str) -> None:
    fault = check(site().write(f"{ISSUE}/01/a.md", f"---\n{front}\n---\n\n正文。\n")).fault
    assert "title" in (fault.hint or "")


def test_a_page_is_called_in_the_manner_of_its_neighbours(site: NewSite) -> None:
    (piece,) = check(site().article("02/a", continued_from="1")).manuscript("02/a").pieces
    assert piece.continued_from is not None
    assert piece.continued_from.ref.page == "01"
