"""Links and jumps between issues: stated on one side, joined on none."""

from __future__ import annotations

import datetime as dt

from conftest import NewSite
from paper_site import ISSUE, PaperSite

YESTERDAY = "content/issues/2026/2026-11-23"


def two_days(site: PaperSite, second: str, continued_from: str | None = None) -> PaperSite:
    stated = {} if continued_from is None else {"continued_from": continued_from}
    first = site.article("01/dyke", "上篇。", issue=YESTERDAY, title="老堤上篇")
    return first.article("02/dyke", second, issue=ISSUE, title="老堤下篇", **stated)


def test_a_dated_jump_line_leads_to_that_days_piece(site: NewSite) -> None:
    built = two_days(site(), "（上接11月23日第一版）\n\n下篇。").build()
    assert built.codes == []
    (link,) = built.main("2026/11/24/02/dyke.html").css("a.jump.jump-from")
    assert link.attributes["href"] == "../../23/01/dyke.html"
    assert "11月23日" in link.text()
    pieces = built.json("2026/11/24/issue.json")["articles"][0]["pieces"]
    assert pieces[0]["from"] == "2026-11-23/01/dyke"


def test_a_full_ref_does_the_same(site: NewSite) -> None:
    built = two_days(site(), "下篇。", continued_from="2026-11-23/01/dyke").build()
    assert built.codes == []
    assert len(built.main("2026/11/24/02/dyke.html").css("a.jump.jump-from")) == 1


def test_the_earlier_issue_does_not_change(site: NewSite) -> None:
    paper = site().article("01/dyke", "上篇。", issue=YESTERDAY, title="老堤上篇")
    before = paper.build().files()
    after = two_days(paper, "（上接11月23日第一版）\n\n下篇。").build().files()
    assert after["2026/11/23/01/dyke.html"] == before["2026/11/23/01/dyke.html"]


def test_each_side_is_its_own_article(site: NewSite) -> None:
    built = two_days(site(), "（上接11月23日第一版）\n\n下篇。").build()
    assert "上篇。" not in built.words("2026/11/24/02/dyke.html")
    assert 'rel="canonical" href="https://example.org/2026/11/24/02/dyke.html"' in built.text("2026/11/24/02/dyke.html")


def test_a_link_to_an_issue_not_out_is_plain_text_until_it_is(site: NewSite) -> None:
    paper = (
        site()
        .article("01/a", "见[明天的报纸](2026-11-24/01/b)。", issue=YESTERDAY)
        .article("01/b")
        .write(f"{ISSUE}/issue.yaml", "published: 2026-11-24T06:00:00Z\n")
    )
    built = paper.build(now=dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC))
    assert built.codes == ["ref-not-out"]
    assert "明天的报纸" in built.words("2026/11/23/01/a.html")
    assert "24/01/b.html" not in built.text("2026/11/23/01/a.html")
    built = paper.build(now=dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC))
    assert built.codes == []
    assert 'href="../../24/01/b.html"' in built.text("2026/11/23/01/a.html")


def test_a_link_that_leads_nowhere_is_an_error_with_a_hint(site: NewSite) -> None:
    paper = site().article("01/flood").article("01/a", "看[这里](01/flod)。")
    (only,) = paper.check()
    assert (only.code, only.location.line) == ("unknown-ref", 5)
    assert only.hint == "did you mean 'flood'?"


def test_a_photo_of_another_issue_is_shown_and_watched(site: NewSite) -> None:
    paper = (
        site()
        .article("01/a", issue=YESTERDAY, photos=[{"src": "x.jpg", "alt": "桥"}])
        .photo(f"{YESTERDAY}/01/x.jpg")
        .article("01/b", photos=[{"src": "../../2026-11-23/01/x.jpg", "alt": "桥"}])
    )
    built = paper.build()
    assert built.codes == []
    assert [a for a in built.files() if a.startswith("2026/11/24/01/x-")]
    old = built.text("2026/11/24/01/b.html")
    paper.photo(f"{YESTERDAY}/01/x.jpg", colour="#bb2200")
    assert paper.build().text("2026/11/24/01/b.html") != old


def test_an_evening_issue_published_later_changes_no_jump_of_the_days_before(site: NewSite) -> None:
    paper = two_days(site(), "（上接11月23日第一版）\n\n下篇。")
    before = paper.build().files()
    built = paper.article("01/other", issue=f"{YESTERDAY}-evening", title="别的事").build()
    assert built.codes == []
    assert built.files()["2026/11/24/02/dyke.html"] == before["2026/11/24/02/dyke.html"]


def test_an_evening_issue_continues_the_mornings(site: NewSite) -> None:
    paper = site().article("01/dyke", "上篇。", title="老堤上篇")
    built = paper.article(
        "01/dyke", "（上接11月24日第一版）\n\n下篇。", issue=f"{ISSUE}-evening", title="老堤下篇"
    ).build()
    assert built.codes == []
    (link,) = built.main("2026/11/24-evening/01/dyke.html").css("a.jump.jump-from")
    assert link.attributes["href"] == "../../24/01/dyke.html"


def test_a_double_issue_is_the_paper_of_both_its_days(site: NewSite) -> None:
    weekend = "content/issues/2026/2026-11-22"
    paper = site().article("01/dyke", "上篇。", issue=weekend).write(f"{weekend}/issue.yaml", "until: 2026-11-23\n")
    built = paper.article("02/dyke", "（上接11月23日第一版）\n\n下篇。").build()
    assert built.codes == []
    assert len(built.main("2026/11/24/02/dyke.html").css("a.jump.jump-from")) == 1


def test_a_lost_page_of_another_issue_is_a_warning(site: NewSite) -> None:
    paper = site().article("01/a", issue=YESTERDAY)
    paper.write(f"{YESTERDAY}/issue.yaml", "pages:\n  - {code: '01'}\n  - {code: '03', lost: true}\n")
    built = paper.article("02/b", "文。", continued_from="2026-11-23/03/x").build()
    assert built.codes == ["lost-page"]
    assert len(built.main("2026/11/24/02/b.html").css("span.jump.jump-from")) == 1


def test_a_dated_line_onward_means_the_next_such_day(site: NewSite) -> None:
    paper = (
        site()
        .article("01/dyke", "上篇。（下转11月24日第二版）", issue=YESTERDAY, title="老堤")
        .article("02/dyke", "下篇。")
    )
    built = paper.build()
    assert built.codes == []
    (link,) = built.main("2026/11/23/01/dyke.html").css("a.jump.jump-on")
    assert link.attributes["href"] == "../../24/02/dyke.html"


def test_the_only_piece_on_the_page_named_is_meant(site: NewSite) -> None:
    paper = site().article("01/alone", issue=YESTERDAY, title="另一个题目")
    built = paper.article("02/dyke", "（上接11月23日第一版）\n\n下篇。", title="老堤").build()
    assert len(built.main("2026/11/24/02/dyke.html").css("a.jump.jump-from")) == 1
