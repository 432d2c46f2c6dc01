from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from broadsheet.edition.views import LinkView, NameplateView, PageCard, PictureView, PressView, SectionGroup, SiteView
from broadsheet.model import Correction, Kind, Person, Retraction
from broadsheet.output.citation import citation
from broadsheet.output.open_graph import open_graph
from broadsheet.output.structured import article_json, front_json, page_json
from output.theme_samples import (
    PAGE_1,
    PAGE_2,
    article,
    chain,
    figure,
    front,
    locale,
    page,
    piece,
    renderer,
    site,
    teaser,
    theme,
)
from output.vocabulary import faults

NOWHERE = Path("/nonexistent")
SITE = site(theme(NOWHERE), has_authors=True, nameplate=NameplateView("assets/plate.a.svg", 400, 100))
OFFLINE = replace(SITE, base_url=None)
STRINGS = locale(NOWHERE)
BASE = "https://paper.example/"
SHEET = PictureView(((800, "2026/11/24/01/page-800.webp"), (1600, "2026/11/24/01/page-1600.webp")), 1600, 2300, "")
SHARED = PictureView(((1200, "2026/11/24/01/bridge-share.a.jpg"),), 1200, 630, "大桥")


def data(script: Markup) -> dict[str, Any]:
    """What the script element holds; all of it is in the vocabulary."""
    text = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    found: dict[str, Any] = json.loads(text)
    assert found["@context"] == "https://schema.org"
    assert list(faults(found)) == []
    return found


def full(view_site: SiteView = SITE) -> dict[str, Any]:
    view = replace(
        chain(view_site),
        byline=(Person("周雁", "记者", "本报"),),
        source="江城通讯",
        tags=("大桥",),
        corrections=(Correction(dt.date(2026, 11, 26), "更正二。"), Correction(dt.date(2026, 11, 25), "更正一。")),
    )
    return data(article_json(view, STRINGS))


# --- JSON-LD --------------------------------------------------------------------------------------------------------


def test_an_article_tells_its_pages_its_people_and_what_it_is_part_of() -> None:
    found = full()
    assert (found["@type"], found["headline"]) == ("NewsArticle", "封闭十四个月 大桥通了")
    assert (found["printPage"], found["printSection"], found["pagination"]) == ("01", "要闻", "01, 02")
    (author,) = found["author"]
    assert author["url"] == f"{BASE}authors/%E5%91%A8%E9%9B%81/"
    assert (author["jobTitle"], author["affiliation"]["name"]) == ("记者", "本报")
    assert found["publisher"]["logo"]["width"] == 400
    assert found["isPartOf"]["isPartOf"] == {
        "@type": "Newspaper",
        "name": "江城日报",
        "inLanguage": "zh-Hans",
        "url": BASE,
    }
    assert found["isAccessibleForFree"] is True
    assert (found["dateModified"], len(found["correction"])) == ("2026-11-26", 2)


def test_the_way_to_an_article_leads_over_issue_and_page() -> None:
    crumbs = full()["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [crumb["item"]["@id"].removeprefix(BASE) for crumb in crumbs] == [
        "",
        "2026/11/24/",
        "2026/11/24/01/",
        "2026/11/24/01/bridge.html",
    ]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert crumbs[2]["name"] == "第01版 要闻"


def test_photos_have_their_sizes_captions_and_credits() -> None:
    (image,) = data(article_json(article(SITE, figure()), STRINGS))["image"]
    assert image == {
        "@type": "ImageObject",
        "url": f"{BASE}2026/11/24/01/bridge-1200.b.webp",
        "width": 1200,
        "height": 800,
        "encodingFormat": "image/webp",
        "caption": "大桥。",
        "creditText": "王五 摄",
    }


def test_an_article_without_a_photo_shows_the_picture_made_for_sharing() -> None:
    (image,) = data(article_json(article(SITE, share=SHARED), STRINGS))["image"]
    assert (image["url"], image["height"]) == (f"{BASE}2026/11/24/01/bridge-share.a.jpg", 630)
    assert len(data(article_json(article(SITE, figure(), share=SHARED), STRINGS))["image"]) == 1


def test_without_a_base_url_no_address_is_told() -> None:
    assert "http" not in json.dumps(full(OFFLINE)).replace("https://schema.org", "")
    assert "http" not in json.dumps(data(front_json(front(OFFLINE), STRINGS))).replace("https://schema.org", "")
    found = data(page_json(page(OFFLINE, SectionGroup("要闻", (piece(1, 10),))), STRINGS))
    assert found["mainEntity"]["itemListElement"] == [{"@type": "ListItem", "position": 1, "name": "标题1"}]


def test_of_a_retracted_article_the_notice_is_told() -> None:
    part = replace(article(SITE).parts[0], blocks=())
    gone = Retraction(dt.date(2026, 11, 25), "数字有误。")
    retracted = article(SITE, deck=(), summary="", byline=(), retraction=gone, parts=(part,))
    found = data(article_json(retracted, STRINGS))
    assert found["creativeWorkStatus"] == "Retracted"
    assert found["correction"][0]["text"] == "数字有误。"
    assert found["dateModified"] == "2026-11-25"
    assert found.keys().isdisjoint({"description", "author", "image", "alternativeHeadline"})


def test_no_text_ends_the_script() -> None:
    script = article_json(article(SITE, summary="</script><b>\u202e"), STRINGS)
    assert script.count("</script>") == 1
    assert "\u202e" not in script
    assert data(script)["description"] == "</script><b>\u202e"


def test_a_front_is_an_issue_with_its_files() -> None:
    lead = teaser(1, PAGE_1, figure=figure())
    view = front(SITE, lead=lead, pages=(PageCard(PAGE_1, (lead,)), PageCard(PAGE_2, ())), pdf="2026/11/24/issue.pdf")
    found = data(front_json(view, STRINGS))
    assert (found["@type"], found["issueNumber"]) == ("PublicationIssue", "18230")
    assert (found["pageStart"], found["pageEnd"]) == ("01", "02")
    assert found["encoding"] == [
        {"@type": "MediaObject", "contentUrl": f"{BASE}2026/11/24/issue.pdf", "encodingFormat": "application/pdf"}
    ]
    assert found["image"]["width"] == 1200


def test_a_page_lists_what_is_printed_on_it_but_no_advert_and_nothing_retracted() -> None:
    gone = Retraction(dt.date(2026, 11, 25), "错了。")
    group = SectionGroup(
        "要闻", (piece(1, 9), piece(2, 9, kind=Kind.ADVERT), piece(3, 9, retraction=gone), piece(4, 9))
    )
    press = PressView("", "a.css", 280, 400, "2026/11/24/01/page.pdf", SHEET)
    found = data(page_json(replace(page(SITE, group), press=press), STRINGS))
    assert found["@type"] == "CollectionPage"
    assert [item["name"] for item in found["mainEntity"]["itemListElement"]] == ["标题1", "标题4"]
    assert (found["image"]["height"], found["encoding"]["encodingFormat"]) == (2300, "application/pdf")


def test_the_vocabulary_knows_faults() -> None:
    assert list(faults({"@type": "NewsArticle", "headlin": "x"})) == ["/headlin: no property of NewsArticle"]
    assert list(faults({"@type": "Novel"})) == [": no type 'Novel'"]
    assert len(list(faults({"@type": "NewsArticle", "image": {"@type": "Person"}, "isAccessibleForFree": "yes"}))) == 2


# --- Open Graph -----------------------------------------------------------------------------------------------------


def test_an_article_is_shared_with_the_picture_made_for_it() -> None:
    pairs = dict(open_graph(article(SITE, figure(), share=SHARED), STRINGS))
    assert pairs["og:type"] == "article"
    assert pairs["og:image"] == f"{BASE}2026/11/24/01/bridge-share.a.jpg"
    assert (pairs["og:image:width"], pairs["og:image:height"]) == ("1200", "630")
    assert (pairs["og:image:type"], pairs["og:image:alt"]) == ("image/jpeg", "大桥")
    assert pairs["twitter:card"] == "summary_large_image"
    assert pairs["og:url"] == f"{BASE}2026/11/24/01/bridge.html"


def test_without_one_its_first_photo_is_shared_and_without_any_a_small_card() -> None:
    assert dict(open_graph(article(SITE, figure()), STRINGS))["og:image"].endswith("bridge-1200.b.webp")
    pairs = dict(open_graph(article(SITE), STRINGS))
    assert pairs["twitter:card"] == "summary"
    assert "og:image" not in pairs


def test_a_corrected_article_tells_when() -> None:
    corrected = article(SITE, corrections=(Correction(dt.date(2026, 11, 26), "更正。"),))
    assert dict(open_graph(corrected, STRINGS))["article:modified_time"] == "2026-11-26"


def test_fronts_and_pages_are_shared_with_headlines_and_pictures() -> None:
    lead = teaser(1, PAGE_1, figure=figure())
    pairs = dict(open_graph(front(SITE, lead=lead, seconds=(teaser(2, PAGE_1),)), STRINGS))
    assert pairs["og:title"] == "江城日报 2026年11月24日　星期二"
    assert pairs["og:description"] == "标题1 | 标题2"
    assert pairs["og:image"].endswith("bridge-1200.b.webp")
    group = SectionGroup("要闻", (piece(1, 9), piece(2, 9, kind=Kind.ADVERT)))
    printed = replace(page(SITE, group), press=PressView("", "a.css", 280, 400, None, SHEET))
    pairs = dict(open_graph(printed, STRINGS))
    assert pairs["og:title"] == "江城日报 2026年11月24日 第01版 要闻"
    assert pairs["og:description"] == "标题1"
    assert (pairs["og:image:width"], pairs["twitter:card"]) == ("1600", "summary")


@pytest.mark.parametrize("view", [article(OFFLINE, figure()), front(OFFLINE), page(OFFLINE)])
def test_without_a_base_url_nothing_is_shared_by_address(view: Any) -> None:
    assert {"og:url", "og:image", "twitter:card"}.isdisjoint(dict(open_graph(view, STRINGS)))


# --- citation -------------------------------------------------------------------------------------------------------


def test_reference_managers_find_paper_date_page_and_each_author() -> None:
    people = (Person("周雁", "记者", "本报"), Person("顾小满"))
    pairs = list(citation(replace(chain(SITE), byline=people, tags=("大桥", "过江"))))
    values = dict(pairs)
    assert values["citation_title"] == "封闭十四个月 大桥通了"
    assert [value for name, value in pairs if name == "citation_author"] == ["周雁", "顾小满"]
    assert [value for name, value in pairs if name == "citation_keywords"] == ["大桥", "过江"]
    assert values["citation_publication_date"] == "2026/11/24"
    assert (values["citation_issue"], values["citation_firstpage"]) == ("18230", "01")
    assert values["citation_public_url"] == f"{BASE}2026/11/24/01/bridge.html"
    assert (values["DC.type"], values["DC.source"]) == ("newspaperArticle", "江城日报")
    assert "citation_journal_title" not in values
    assert "citation_public_url" not in dict(citation(article(OFFLINE)))


def test_only_whole_stories_can_be_cited() -> None:
    made = renderer(NOWHERE)
    assert b"citation_title" in made.render(article(SITE))
    assert b"citation_title" not in made.render(article(SITE, kind=Kind.ADVERT))
    assert b"citation_title" not in made.render(article(SITE, head=LinkView("2026/11/24/01/bridge.html", "大桥")))
