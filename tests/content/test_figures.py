"""Where the photos of an article come to stand."""

from __future__ import annotations

from broadsheet.content.inline_text import plain_text
from broadsheet.model import Figure, Paragraph, Subhead
from conftest import NewSite
from content.checked import check
from paper_site import ISSUE

FOUR = "一\n\n二\n\n三\n\n四"


def order(site: NewSite, body: str, photos: list[dict[str, object]] | None = None, kind: str = "article") -> list[str]:
    """The blocks of the article's first piece: text, or layout and names of photos."""
    paper = site()
    for name in "abcd":
        paper.photo(f"{ISSUE}/01/{name}.png", (4, 4))
    listed = [{"alt": "图", **photo, "src": f"{photo['src']}.png"} for photo in photos or ()]
    paper.article("01/x", body, photos=listed, kind=kind)
    checked = check(paper)
    assert set(checked.codes) <= {"unused-photo"}, checked.diagnostics
    shown = []
    for block in checked.manuscript("01/x").pieces[0].blocks:
        match block:
            case Figure():
                names = ",".join(photo.path.rpartition("/")[2].removesuffix(".png") for photo in block.photos)
                shown.append(f"{block.layout}:{names}" + (f"({block.caption})" if block.caption else ""))
            case Paragraph(inlines) | Subhead(_, inlines):
                shown.append(plain_text(inlines))
    return shown


def test_the_first_photo_leads_and_the_others_are_spread(site: NewSite) -> None:
    assert order(site, FOUR, [{"src": "a"}]) == ["lead:a", "一", "二", "三", "四"]
    assert order(site, FOUR, [{"src": "a"}, {"src": "b"}]) == ["lead:a", "一", "二", "inline:b", "三", "四"]
    assert order(site, FOUR, [{"src": "a"}, {"src": "b"}, {"src": "c", "layout": "left"}, {"src": "d"}]) == [
        "lead:a", "一", "inline:b", "二", "left:c", "三", "inline:d", "四",
    ]  # fmt: skip


def test_a_stated_lead_leads_wherever_it_stands_in_the_list(site: NewSite) -> None:
    photos: list[dict[str, object]] = [{"src": "a"}, {"src": "b", "layout": "lead"}]
    assert order(site, FOUR, photos) == ["lead:b", "一", "二", "inline:a", "三", "四"]


def test_one_photo_only_can_lead(site: NewSite) -> None:
    paper = site().photo(f"{ISSUE}/01/a.png").photo(f"{ISSUE}/01/b.png")
    photos = [{"src": f"{name}.png", "alt": "图", "layout": "lead"} for name in "ab"]
    checked = check(paper.article("01/x", photos=photos))
    assert checked.codes == ["bad-value"]
    assert [photo.layout for photo in checked.manuscript("01/x").photos] == ["lead", "inline"]


def test_photos_beside_the_text_do_not_lead(site: NewSite) -> None:
    assert order(site, FOUR, [{"src": "a", "layout": "right"}]) == ["一", "二", "right:a", "三", "四"]


def test_no_photo_stands_between_a_subhead_and_its_text(site: NewSite) -> None:
    body = "一\n\n## 小标题\n\n二\n\n三"
    assert order(site, body, [{"src": "a", "layout": "inline"}]) == ["一", "小标题", "二", "inline:a", "三"]


def test_neighbouring_gallery_items_are_one_gallery_at_the_end(site: NewSite) -> None:
    photos: list[dict[str, object]] = [
        {"src": "a", "layout": "gallery", "caption": "早"},
        {"src": "b", "layout": "gallery", "caption": "晚"},
        {"src": "c", "layout": "inline"},
        {"src": "d", "layout": "gallery"},
    ]
    assert order(site, "一\n\n二", photos) == ["一", "inline:c", "二", "gallery:a,b(晚)", "gallery:d"]


def test_a_photo_of_the_body_stands_where_it_is(site: NewSite) -> None:
    body = '一\n\n![图](a.png "说明")\n\n二'
    assert order(site, body) == ["一", "inline:a(说明)", "二"]
    assert order(site, "![图](a.png)\n\n一") == ["inline:a", "一"]


def test_the_body_gives_the_place_and_the_front_matter_the_data(site: NewSite) -> None:
    body = '一\n\n![图](a.png "正文的说明")\n\n二\n\n三'
    photos: list[dict[str, object]] = [{"src": "a", "caption": "真的说明", "layout": "left"}, {"src": "b"}]
    assert order(site, body, photos) == ["lead:b", "一", "left:a(真的说明)", "二", "三"]
    assert order(site, body, [{"src": "a", "layout": "lead"}]) == ["一", "inline:a(正文的说明)", "二", "三"]


def test_the_first_photo_of_a_photo_story_leads(site: NewSite) -> None:
    body = "![图](a.png)\n\n一\n\n![图](b.png)"
    assert order(site, body, kind="photo") == ["lead:a", "一", "inline:b"]


def test_gallery_photos_of_the_body_join(site: NewSite) -> None:
    body = "一\n\n![图](a.png)\n\n![图](b.png)\n\n二\n\n![图](c.png)"
    photos: list[dict[str, object]] = [{"src": name, "layout": "gallery"} for name in "abc"]
    assert order(site, body, photos) == ["一", "gallery:a,b", "二", "gallery:c"]


def test_an_article_may_be_photos_alone(site: NewSite) -> None:
    assert order(site, "", [{"src": "a"}, {"src": "b"}]) == ["lead:a", "inline:b"]


def test_galleries_stand_before_the_notes(site: NewSite) -> None:
    body = "一[^1]\n\n[^1]: 注。"
    paper = (
        site()
        .photo(f"{ISSUE}/01/a.png")
        .article("01/x", body, photos=[{"src": "a.png", "alt": "图", "layout": "gallery"}])
    )
    blocks = check(paper).manuscript("01/x").pieces[0].blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Figure", "Footnotes"]


def test_all_photos_of_a_manuscript_are_listed_in_reading_order(site: NewSite) -> None:
    paper = site().photo(f"{ISSUE}/01/a.png").photo(f"{ISSUE}/01/b.png")
    body = "一\n\n![图](b.png)\n\n二"
    photos = check(paper.article("01/x", body, photos=[{"src": "a.png", "alt": "图"}])).manuscript("01/x").photos
    assert [photo.path.rpartition("/")[2] for photo in photos] == ["a.png", "b.png"]
