"""The citation of an article, as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.edition.views import ArticleView, LinkView
from broadsheet.model import Person, Title
from broadsheet.output.reference import reference
from output.theme_samples import article, chain, locale, paragraph, site, theme

NOWHERE = Path("/nonexistent")
SITE = site(theme(NOWHERE))
NAMES = ("周雁", "顾小满", "何川", "方见山")


def cited(view: ArticleView, language: str = "zh-Hans") -> str:
    return reference(view, locale(NOWHERE, language))


def by(*names: str) -> ArticleView:
    people = tuple(Person(name, "记者") for name in names)
    return article(replace(SITE, base_url=None), paragraph("桥。"), title=Title(("大桥通了",)), byline=people)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "大桥通了[N]. 江城日报, 2026-11-24(01)."),
        (NAMES[:1], "周雁. 大桥通了[N]. 江城日报, 2026-11-24(01)."),
        (NAMES[:3], "周雁, 顾小满, 何川. 大桥通了[N]. 江城日报, 2026-11-24(01)."),
        (NAMES, "周雁, 顾小满, 何川, 等. 大桥通了[N]. 江城日报, 2026-11-24(01)."),
        (("周雁", "周雁"), "周雁. 大桥通了[N]. 江城日报, 2026-11-24(01)."),
    ],
)
def test_a_chinese_paper_is_cited_as_the_standard_has_it(names: tuple[str, ...], said: str) -> None:
    assert cited(by(*names)) == said


def test_the_address_stands_behind_where_there_is_one() -> None:
    assert cited(article(SITE)).endswith("2026-11-24(01). https://paper.example/2026/11/24/01/bridge.html")


def test_all_pages_of_a_story_are_named_once() -> None:
    assert "2026-11-24(01, 02)." in cited(chain(SITE))


def test_an_issue_without_a_number_is_cited_alike() -> None:
    view = article(SITE)
    assert cited(replace(view, issue=replace(view.issue, number=""))) == cited(view)


def test_a_tail_is_cited_as_the_whole_story_with_its_own_page() -> None:
    whole = chain(SITE)
    tail = replace(
        whole, parts=whole.parts[1:], title=Title(("吊索",)), head=LinkView(whole.path, "封闭十四个月 大桥通了")
    )
    assert "封闭十四个月 大桥通了[N]. 江城日报, 2026-11-24(02). " in cited(tail)
    assert cited(tail).endswith("/01/bridge.html")


def test_other_languages_have_their_own_forms() -> None:
    view = by(*NAMES)
    assert cited(view, "en") == "周雁, 顾小满, 何川, et al. “大桥通了.” 江城日报, November 24, 2026, page 01."
    assert cited(view, "zh-Hant") == "周雁、顾小满、何川等：〈大桥通了〉，《江城日报》，2026年11月24日，第01版。"
    assert cited(view, "ja") == "周雁・顾小满・何川ほか「大桥通了」『江城日报』2026年11月24日、01面。"
    assert "pages 01, 02" in cited(chain(SITE), "en")
