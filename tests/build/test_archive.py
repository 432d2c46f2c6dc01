"""The archive, an issue at one glance, sections and authors: whole, linked, and never changed once they are past."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from broadsheet.edition.addresses import list_slug
from broadsheet.edition.calendar import Calendar, present_archive, present_month, present_years
from broadsheet.edition.views import View
from broadsheet.output.render import Renderer
from build.archive_samples import MemoryArchive, build_above
from conftest import NewSite
from output.list_samples import daily_issues, issue
from output.theme_samples import renderer, theme
from output.theme_samples import site as site_view
from paper_site import ISSUE, PAPER, Built, PaperSite

NOWHERE = Path("/nonexistent")
LATER = dt.datetime(2028, 1, 1, tzinfo=dt.UTC)
AUTHORS = PAPER + "authors: yes\n"
BARE = AUTHORS + "theme_options: {share_pictures: no, epub: no, search: no, offline: no}\n"
"""Quick to build many times."""


def folder(name: str) -> str:
    return f"content/issues/{name[:4]}/{name}"


def paper(site: PaperSite, *issues: str, **front: object) -> PaperSite:
    """A paper with one article in each issue."""
    for name in issues:
        site.article("01/tide", "潮水涨落。", issue=folder(name), **{"title": f"潮 {name}", "section": "大江", **front})
    return site


def hrefs(built: Built, address: str, selector: str) -> list[str | None]:
    return [link.attributes["href"] for link in built.main(address).css(selector)]


# --- calendars ------------------------------------------------------------------------------------------------------


def test_published_dates_are_links_and_others_are_not(site: NewSite) -> None:
    built = paper(site(), "2026-11-23", "2026-11-24").build(now=LATER)
    for address in ("archive/index.html", "archive/2026/index.html"):
        days = built.main(address).css(".calendar td time")
        assert len(days) == 365
        linked = [time.attributes["datetime"] for time in built.main(address).css(".calendar td a time")]
        assert linked == ["2026-11-23", "2026-11-24"]
    assert hrefs(built, "archive/2026/index.html", ".calendar td a")[0] == "../../2026/11/23/index.html"


def test_a_calendar_is_a_table_with_caption_and_weekdays(site: NewSite) -> None:
    built = paper(site(), "2026-11-24").build(now=LATER)
    (table,) = built.main("archive/2026/11/index.html").css("table")
    assert table.css_first("caption").text() == "2026年11月"  # type: ignore[union-attr]
    assert [th.attributes["scope"] for th in table.css("thead th")] == ["col"] * 7
    assert table.css_first("thead th").text() == "一"  # type: ignore[union-attr]
    # 1 November 2026 is a Sunday.
    assert [cell.text() for cell in table.css("tbody tr")[0].css("td")] == ["", "", "", "", "", "", "1"]


def test_weeks_start_as_they_do_where_the_paper_is_read(site: NewSite) -> None:
    built = paper(site().write("content/paper.yaml", "name: T\nlanguage: en-US\n"), "2026-11-24").build(now=LATER)
    first = built.main("archive/2026/11/index.html").css_first("thead th")
    assert first is not None
    assert first.attributes["abbr"] == "Sunday"


def test_a_day_of_several_issues_leads_to_their_place_in_the_month(site: NewSite) -> None:
    built = paper(site(), "2026-11-24", "2026-11-24-evening", "2026-11-23").build(now=LATER)
    month = "archive/2026/11/index.html"
    assert hrefs(built, "archive/2026/index.html", "td.several a") == ["11/index.html#d24"]
    place = built.main(month).css_first("#d24")
    assert place is not None
    assert "evening" in place.text()
    assert hrefs(built, month, ".issues a") == [
        f"../../../2026/11/{day}/index.html" for day in ("24-evening", "24", "23")
    ]


def test_a_double_issue_stands_over_all_its_days_also_in_the_next_month(site: NewSite) -> None:
    made = paper(site(), "2026-09-29", "2026-10-02").write(f"{folder('2026-09-29')}/issue.yaml", "until: 2026-10-03\n")
    built = made.build(now=LATER)
    links = built.main("archive/2026/10/index.html").css(".calendar td a")
    assert [link.attributes["href"] for link in links] == [
        "../../../2026/09/29/index.html",
        "../../../2026/10/02/index.html",  # an issue of the day's own goes first
        "../../../2026/09/29/index.html",
    ]
    assert "2026年9月29日" in (links[0].attributes["aria-label"] or "")


def test_an_endless_double_issue_does_not_fill_the_archive(site: NewSite) -> None:
    made = paper(site(), "2026-11-24").write(f"{folder('2026-11-24')}/issue.yaml", "until: 2999-12-31\n")
    built = made.build(now=LATER)
    assert len(list((built.output / "archive/2026").iterdir())) == 3


def test_past_months_and_years_lead_back_and_never_forward(site: NewSite) -> None:
    built = paper(site(), "2025-12-31", "2026-02-01", "2026-11-24").build(now=LATER)
    assert hrefs(built, "archive/2026/02/index.html", ".turn a") == ["../../2025/12/index.html"]
    assert "11/index.html" not in built.text("archive/2026/02/index.html")
    assert hrefs(built, "archive/2026/index.html", ".turn a") == ["../2025/index.html"]
    assert hrefs(built, "archive/2025/index.html", ".turn a") == []
    assert hrefs(built, "archive/index.html", ".years a") == ["2026/index.html", "2025/index.html"]


def test_before_the_first_issue_the_archive_is_empty_and_stands_at_home(site: NewSite) -> None:
    built = site().build()
    assert built.main("index.html").css("table") == []
    assert not (built.output / "archive/2026").exists()


# --- an issue at one glance -----------------------------------------------------------------------------------------


def test_the_overview_shows_every_page_with_every_headline(site: NewSite) -> None:
    made = site().article("01/tide", title="潮起", kicker="江上", deck="三日不退").article("02/ferry", title="渡船")
    made.article("02/offer", kind="advert", title="卖船")
    made.article("02/wrong", title="误报", retracted={"date": "2026-11-25", "reason": "不实"})
    made.write(f"{ISSUE}/issue.yaml", 'pages: [{code: "01"}, {code: "02"}, {code: "03", lost: true}]\n')
    built = made.build(now=LATER)
    overview = "2026/11/24/overview.html"
    assert hrefs(built, overview, "li > a") == ["01/tide.html", "02/ferry.html"]
    words = built.words(overview)
    assert "江上" in words
    assert "三日不退" in words
    assert "缺版" in words
    assert hrefs(built, "2026/11/24/index.html", ".issue-tools a")[0] == "overview.html"
    assert built.json("2026/11/24/issue.json")["complete"]


# --- sections and authors -------------------------------------------------------------------------------------------


def test_a_section_has_its_newest_articles_its_months_and_a_beginning(site: NewSite) -> None:
    made = site().write("content/paper.yaml", PAPER + "sections: [{name: 大江, slug: river}]\n")
    built = paper(made, "2026-10-31", "2026-11-01", "2026-11-24").build(now=LATER)
    here = "sections/river/index.html"
    assert hrefs(built, here, ".list .headline a") == [
        f"../../2026/{day}/01/tide.html" for day in ("11/24", "11/01", "10/31")
    ]
    assert hrefs(built, here, ".by-month a") == ["2026-11.html", "2026-10.html"]
    assert hrefs(built, here, ".about-list a") == ["2026-10.html#in-order"]
    first = built.main("sections/river/2026-11.html").css(".list > li")[-1]
    assert first.attributes["id"] == "in-order"
    assert "潮 2026-11-01" in first.text()
    assert hrefs(built, "sections/index.html", "h2 a") == ["river/index.html"]
    assert "潮 2026-11-24" in built.words("sections/index.html")


def test_inside_an_issue_a_list_follows_its_reading_order(site: NewSite) -> None:
    made = site()
    for name in ("2026-11-23", "2026-11-24"):
        made.article("01/a", issue=folder(name), section="大江").article("02/b", issue=folder(name), section="大江")
    built = made.build(now=LATER)
    for address in ("sections/大江/index.html", "sections/大江/2026-11.html"):
        links = hrefs(built, address, ".list .headline a")
        assert [link.partition("/11/")[2] for link in links if link] == [
            "24/01/a.html",
            "24/02/b.html",
            "23/01/a.html",
            "23/02/b.html",
        ]
    place = built.main("sections/大江/2026-11.html").css_first("#in-order a")
    assert place is not None
    assert (place.attributes["href"] or "").endswith("23/01/a.html")


def test_the_first_document_shows_thirty_and_the_month_all(site: NewSite) -> None:
    made = site()
    for number in range(35):
        made.article(f"01/a{number:02}", "短文。", section="大江")
    built = made.build(now=LATER)
    assert len(built.main("sections/大江/index.html").css(".list > li")) == 30
    assert len(built.main("sections/大江/2026-11.html").css(".list > li")) == 35


def test_articles_lead_to_their_sections_and_authors(site: NewSite) -> None:
    made = site().write("content/paper.yaml", AUTHORS)
    made.article("01/tide", section=["大江", "来信"], byline=["记者 周雁 顾小满"])
    made.article("01/report", "本报讯（记者 毛迪）江面起雾。")
    built = made.build(now=LATER)
    article = "2026/11/24/01/tide.html"
    assert hrefs(built, article, ".meta a.section") == ["../../../../sections/%E5%A4%A7%E6%B1%9F/index.html"]
    assert len(hrefs(built, article, ".more a")) == 2
    line = built.main(article).css_first(".byline")
    assert line is not None
    assert line.text() == "记者 周雁　顾小满"
    assert [link.text() for link in line.css("a[rel=author]")] == ["周雁", "顾小满"]
    assert hrefs(built, "2026/11/24/01/report.html", ".more a") == ["../../../../authors/%E6%AF%9B%E8%BF%AA/index.html"]
    for address in ("authors/周雁/index.html", "authors/毛迪/2026-11.html", "sections/来信/index.html"):
        assert (built.output / address).is_file(), address


def test_nothing_leads_to_a_list_that_does_not_have_the_article(site: NewSite) -> None:
    made = site().write("content/paper.yaml", AUTHORS)
    made.article("01/offer", kind="advert", section="市场", byline=["周雁"])
    made.article("01/wrong", section="大江", byline=["周雁"], retracted={"date": "2026-11-24", "reason": "不实"})
    built = made.build(now=LATER)
    for slug in ("offer", "wrong"):
        assert [href for href in hrefs(built, f"2026/11/24/01/{slug}.html", "a") if href and "sections/" in href] == []
        assert [href for href in hrefs(built, f"2026/11/24/01/{slug}.html", "a") if href and "authors/" in href] == []
    assert [path.name for path in (built.output / "authors").iterdir()] == ["index.html"]


def test_names_that_give_no_address_have_no_document_and_names_of_one_address_share_it(site: NewSite) -> None:
    made = site().write("content/paper.yaml", AUTHORS)
    made.article("01/a", byline=["??", "字" * 300, "CON"])
    made.article("01/b", section="River Bank", byline=["An Li", "an-li"])
    made.article("01/c", section="river-bank")
    built = made.build(now=LATER)
    assert sorted(path.name for path in (built.output / "sections").iterdir() if path.is_dir()) == ["river-bank"]
    assert sorted(path.name for path in (built.output / "authors").iterdir() if path.is_dir()) == ["an-li"]
    assert len(built.main("sections/river-bank/index.html").css(".list > li")) == 2
    assert len(built.main("authors/an-li/index.html").css(".list > li")) == 1


def test_a_paper_without_authors_pages_has_none(site: NewSite) -> None:
    built = paper(site(), "2026-11-24", byline=["周雁"]).build(now=LATER)
    assert not (built.output / "authors").exists()
    assert built.main("2026/11/24/01/tide.html").css(".byline a") == []


@pytest.mark.parametrize(
    ("name", "slug"), [("", ""), ("——", ""), ("CON", ""), ("字" * 80, ""), ("A  B", "a-b"), ("周雁", "周雁")]
)
def test_slugs_of_names(name: str, slug: str) -> None:
    assert list_slug(name) == slug


def test_the_line_under_the_nameplate_leads_beyond_the_issue(site: NewSite) -> None:
    built = paper(site().write("content/paper.yaml", AUTHORS), "2026-11-24").build(now=LATER)
    for address in ("index.html", "2026/11/24/01/index.html", "2026/11/24/01/tide.html", "sections/大江/2026-11.html"):
        (nav,) = built.document(address).css("nav.site-nav")
        assert nav.attributes["aria-label"]
        folder_here = (built.output / address).parent
        targets = [(folder_here / (link.attributes["href"] or "")).resolve() for link in nav.css("a")]
        beyond = ("index.html", "archive/index.html", "sections/index.html", "authors/index.html")
        assert targets[:4] == [(built.output / target).resolve() for target in beyond]


# --- what is past stays as it is ------------------------------------------------------------------------------------

days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 30))
columns = st.sampled_from(["大江", "da-jiang", "Da Jiang", "来信"])


def lists(issues: dict[dt.date, str]) -> dict[str, bytes]:
    """The documents above the issues, by address; of each issue the section of its article is given."""
    site = site_view(theme(NOWHERE), has_authors=True)
    samples = (issue(date, "1", 1, section) for date, section in issues.items())
    return build_above(MemoryArchive(samples), site).files


def is_past(address: str, date: dt.date) -> bool:
    """Whether the document is of a month or year that ended before that of the date began."""
    if found := re.search(r"(\d{4})[-/](\d\d)", address):
        return (int(found[1]), int(found[2])) < (date.year, date.month)
    found = re.fullmatch(r"archive/(\d{4})/index.html", address)
    return found is not None and int(found[1]) < date.year


@given(old=st.dictionaries(days, columns, min_size=1, max_size=8), new=days, section=columns)
def test_a_new_issue_changes_no_list_of_a_month_that_is_past(
    old: dict[dt.date, str], new: dt.date, section: str
) -> None:
    before, after = lists(old), lists({**old, new: section})
    past = {address: data for address, data in before.items() if is_past(address, new)}
    assert past == {address: data for address, data in after.items() if is_past(address, new)}


def test_of_the_past_a_new_issue_changes_no_byte(site: NewSite) -> None:
    made = paper(site().write("content/paper.yaml", BARE), "2025-12-31", "2026-10-31", byline=["周雁"])
    before = made.build(now=LATER).files()
    after = paper(made, "2026-11-24", byline=["周雁", "顾小满"]).build(now=LATER).files()
    documents = [address for address in before if address.endswith(".html")]
    assert {address for address in documents if after[address] != before[address]} == {
        "2026/10/31/index.html",  # its link to the next issue
        "archive/2026/index.html",
        "archive/index.html",
        "authors/index.html",
        "authors/周雁/index.html",
        "index.html",
        "sections/index.html",
        "sections/大江/index.html",
    }


def test_ten_years_of_daily_issues_give_small_documents() -> None:
    paper_view, shown = site_view(theme(NOWHERE), has_authors=True), renderer(NOWHERE)
    calendar = Calendar(own for own, _ in daily_issues(dt.date(2017, 1, 1), 3650))
    years = tuple(present_years(calendar, paper_view))
    assert (len(years), len(calendar.months)) == (10, 120)
    months = (present_month(calendar, month, paper_view) for month in calendar.months[-3:])
    views: tuple[View, ...] = (present_archive(calendar, paper_view), *years[:2], *months)
    sizes = {view.path: len(shown.render(view)) for view in views}
    assert {address: size for address, size in sizes.items() if size > 60_000} == {}


# --- what was rendered once -----------------------------------------------------------------------------------------


def rendered(site: PaperSite, monkeypatch: pytest.MonkeyPatch, *, clean: bool = False) -> set[str]:
    """The addresses of the lists' documents that a build renders."""
    asked: set[str] = set()
    render = Renderer.render

    def noting(self: Renderer, view: View) -> bytes:
        asked.add(view.path)
        return render(self, view)

    with monkeypatch.context() as patch:
        patch.setattr(Renderer, "render", noting)
        assert site.build(now=LATER, clean=clean, jobs=1).errors == []
    return {address for address in asked if address.startswith(("archive/2", "sections/大江/2"))}


def test_past_months_are_rendered_once(site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    made = paper(site().write("content/paper.yaml", BARE), "2025-12-31", "2026-10-31")
    old = {"archive/2025/index.html", "archive/2025/12/index.html", "sections/大江/2025-12.html"}
    assert old < rendered(made, monkeypatch)
    assert rendered(made, monkeypatch) == set()
    new = {"archive/2026/index.html", "archive/2026/11/index.html", "sections/大江/2026-11.html"}
    assert rendered(paper(made, "2026-11-24"), monkeypatch) == new
    assert rendered(made, monkeypatch, clean=True) > old


def test_several_processes_make_the_same_lists(site: NewSite) -> None:
    names = [f"2026-{month:02}-{day}" for month in range(1, 13) for day in (14, 24)]
    made = paper(site().write("content/paper.yaml", BARE), *names, byline=["周雁"])
    one = made.build(now=LATER, jobs=1).files()
    assert made.build(now=LATER, jobs=3, output="other").files() == one


def test_a_past_month_that_was_changed_by_hand_or_is_gone_is_made_again(
    site: NewSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = paper(site().write("content/paper.yaml", BARE), "2025-12-31", "2026-10-31")
    before = made.build(now=LATER).files()
    made.write("output/archive/2025/12/index.html", "scribbled").remove("output/sections/大江/2025-12.html")
    assert rendered(made, monkeypatch) == {"archive/2025/12/index.html", "sections/大江/2025-12.html"}
    assert made.build(now=LATER).files() == before


def test_another_theme_or_text_makes_past_months_again(site: NewSite, monkeypatch: pytest.MonkeyPatch) -> None:
    made = paper(site().write("content/paper.yaml", BARE), "2025-12-31", "2026-10-31")
    made.build(now=LATER)
    made.edit(f"{folder('2025-12-31')}/01/tide.md", "潮 2025-12-31", "涨潮了")
    assert rendered(made, monkeypatch) == {"archive/2025/12/index.html", "sections/大江/2025-12.html"}
    made.write("themes/broadsheet/locales/zh-Hans.yaml", "archive_title: 旧报\n")
    assert len(rendered(made, monkeypatch)) == 6
