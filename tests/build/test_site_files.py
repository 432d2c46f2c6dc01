"""The files above the issues: after any changes the same as from scratch, and nothing is loaded that is not needed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from broadsheet.build import corrections, lists
from broadsheet.edition import archive as edition_archive
from broadsheet.edition import sections
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import CorrectionEntry, LinkView, ListedArticle, PageHead
from broadsheet.model import Person
from broadsheet.output import feeds, sitemaps
from build.archive_samples import NOWHERE, Above, MemoryArchive, build_above
from output.list_samples import daily_issues
from output.list_samples import issue as dated_issue
from output.record_samples import Sample, issue, listed
from output.theme_samples import site as site_view
from output.theme_samples import theme

SITE = site_view(theme(NOWHERE), has_authors=True, section_slugs=(("大江", "river"),))
FIRST = dt.date(2026, 9, 20)

# --- any changes ----------------------------------------------------------------------------------------------------

names = st.lists(st.sampled_from(["大江", "River Bank", "river-bank", "来信", "??"]), max_size=2, unique=True)
people = st.lists(st.sampled_from(["周雁", "An Li", "an-li", "毛迪"]).map(Person), max_size=2, unique=True)


@st.composite
def articles(draw: st.DrawFn, date: dt.date, number: int) -> ListedArticle:
    changed = draw(st.none() | st.integers(0, 9).map(lambda days: date + dt.timedelta(days=days)))
    code = draw(st.sampled_from(["01", "A2"]))
    own = {"sections": tuple(draw(names)), "byline": tuple(draw(people)), "changed": changed}
    return listed(date, f"n{number}", page=PageHead(code, "", None), summary=draw(st.sampled_from("甲乙")), **own)


@st.composite
def issues(draw: st.DrawFn) -> Sample:
    date = FIRST + dt.timedelta(days=9 * draw(st.integers(0, 14)))
    suffix = draw(st.sampled_from(["", "", "", "late"]))
    own = tuple(draw(articles(date, number)) for number in range(draw(st.integers(0, 4))))
    # An issue may come out earlier or later than its date says, and among those of other months.
    published = dt.datetime.combine(date, dt.time(), dt.UTC) + dt.timedelta(
        days=draw(st.sampled_from([0, 0, 0, -9, 40]))
    )
    offset = dt.timezone(dt.timedelta(hours=draw(st.sampled_from([8, 9]))))
    wrong = [
        CorrectionEntry(LinkView(own[0].address, "题"), date, "01", date + dt.timedelta(days=days), text, False)
        for days, text in draw(st.lists(st.tuples(st.integers(0, 300), st.sampled_from("误漏")), max_size=2))
        if own
    ]
    return issue(
        date,
        *own,
        held=draw(st.booleans()) and draw(st.booleans()),
        drafts=tuple(article.id for article in own if draw(st.integers(0, 5)) == 0),
        corrections=tuple(wrong),
        lead=draw(st.sampled_from(["", "头条"])),
        name=f"{date}{'-' if suffix else ''}{suffix}",
        suffix=suffix,
        until=draw(st.none() | st.integers(1, 20).map(lambda days: date + dt.timedelta(days=days))),
        published=published.astimezone(offset),
    )


edits = st.lists(
    st.one_of(
        issues(),
        st.integers(0, 30),  # the issue of that number goes
        st.sampled_from(["another theme", "files gone"]),
        st.integers(0, 10_000).map(lambda number: ("file gone", number)),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists and feeds that are full with a few articles."""
    for module in (lists, sections):
        monkeypatch.setattr(module, "NEWEST", 3)
    for module in (corrections, edition_archive):
        monkeypatch.setattr(module, "NEWEST", 2)
    monkeypatch.setattr(feeds, "NEWEST", 4)
    monkeypatch.setattr(sitemaps, "NEWS_LIMIT", 3)


@pytest.mark.usefixtures("_small")
@settings(max_examples=80, deadline=None)
@given(st.lists(issues(), max_size=12), edits)
def test_after_any_changes_the_files_are_those_of_a_build_from_scratch(
    start: list[Sample], changes: list[Sample | int | str | tuple[str, int]]
) -> None:
    samples = {sample[0].head.name: sample for sample in start}
    digest = "as ever"
    built = build_above(MemoryArchive(samples.values()), SITE, digest)
    for change in changes:
        disk = dict(built.files)
        match change:
            case int() if samples:
                del samples[sorted(samples)[change % len(samples)]]
            case "another theme":
                digest += "!"
            case "files gone":
                disk.clear()
            case ("file gone", int(number)):
                del disk[sorted(disk)[number % len(disk)]]
            case (shown, _) if not isinstance(shown, str):
                samples[shown.head.name] = change  # type: ignore[assignment]
        built = build_above(MemoryArchive(samples.values(), dict(built.archive.noted), disk), SITE, digest)
        fresh = build_above(MemoryArchive(samples.values()), SITE, digest)
        assert built.files == fresh.files
        assert built.archive.noted == fresh.archive.noted


# --- what lists show ------------------------------------------------------------------------------------------------


def in_order(samples: Iterable[Sample]) -> list[tuple[ShownIssue, ListedArticle]]:
    """All articles by date, those of one day in order of publication."""
    shown = sorted(samples, key=lambda sample: (sample[0].head.published, sample[0].head.suffix, sample[0].head.name))
    shown.sort(key=lambda sample: sample[0].head.date)
    return [(sample, article) for sample, listing in shown for article in listing.listed]


def newest_first(entries: list[tuple[ShownIssue, ListedArticle]]) -> list[str]:
    """Their addresses: the last issue first, inside an issue as it is read."""
    issues = dict.fromkeys(shown.head.name for shown, _ in reversed(entries))
    return [article.address for name in issues for shown, article in entries if shown.head.name == name]


@pytest.mark.usefixtures("_small")
@settings(max_examples=80, deadline=None)
@given(st.lists(issues(), max_size=12, unique_by=lambda sample: sample[0].head.name))
def test_sections_show_what_articles_say(samples: list[Sample]) -> None:
    files = build_above(MemoryArchive(samples), SITE).files
    entries = in_order(samples)
    published = sorted(entries, key=lambda entry: (entry[0].head.published, entry[0].head.suffix, entry[0].head.name))
    for address in {SITE.section_address(name) for _, article in entries for name in article.sections} - {None}:
        assert address is not None
        own = [entry for entry in entries if address in map(SITE.section_address, entry[1].sections)]
        view = json.loads(files[address])
        assert view["count"] == len(own)
        assert view["name"] == next(name for name in own[0][1].sections if SITE.section_address(name) == address)
        assert [entry["article"]["address"] for entry in view["entries"]] == newest_first(own)[:3]
        feed = json.loads(files[address.replace("index.html", "feed.json")])
        named = [entry for entry in published if entry in own]
        told = [(shown, each) for shown, each in named if not shown.head.is_held and each.id not in shown.drafts]
        items = [unquote(item["url"]).removeprefix(SITE.base_url or "") for item in feed["items"]]
        assert items == newest_first(told)[:4]
        name = next(name for name in named[0][1].sections if SITE.section_address(name) == address)
        assert feed["title"] == f"江城日报：{name}"


@pytest.mark.usefixtures("_small")
@settings(max_examples=80, deadline=None)
@given(st.lists(issues(), max_size=12, unique_by=lambda sample: sample[0].head.name))
def test_the_lists_of_corrections_have_all_of_them_the_newest_first(samples: list[Sample]) -> None:
    files = build_above(MemoryArchive(samples), SITE).files
    shown = sorted(samples, key=lambda sample: (sample[0].head.published, sample[0].head.suffix, sample[0].head.name))
    told = [entry for _, listing in reversed(shown) for entry in listing.corrections]
    told.sort(key=lambda entry: entry.date, reverse=True)
    expected = [(entry.article.address, entry.date.isoformat(), entry.text) for entry in told]

    def entries(address: str) -> list[tuple[str, str, str]]:
        return [(own["article"]["address"], own["date"], own["text"]) for own in json.loads(files[address])["entries"]]

    assert entries("corrections.html") == expected[:2]
    years = sorted({entry.date.year for entry in told}, reverse=True)
    assert [entry for year in years for entry in entries(f"corrections/{year}.html")] == expected
    assert {address for address in files if address.startswith("corrections/")} == {
        f"corrections/{year}.html" for year in years
    }


# --- what is loaded and rendered ------------------------------------------------------------------------------------


def ten_months() -> tuple[Sample, ...]:
    return daily_issues(dt.date(2026, 2, 1), 298, 9)


@pytest.fixture(scope="module")
def archive() -> Above:
    """Ten months, up to 25 November 2026."""
    return build_above(MemoryArchive(ten_months()), SITE)


def test_a_build_from_scratch_loads_the_listings_of_one_month_at_a_time(archive: Above) -> None:
    months = [name[:7] for name in archive.archive.loaded]
    turns = [month for month, before in zip(months, ["", *months], strict=False) if month != before]
    # Once for the facts of all months, once more for their documents, and the last two days for the news.
    assert turns == [f"2026-{number:02}" for number in (*range(2, 12), *range(10, 1, -1), 11)]


def test_when_nothing_changed_nothing_is_loaded_or_rendered(archive: Above) -> None:
    again = build_above(archive.next(ten_months()), SITE)
    assert again.archive.loaded == []
    assert again.rendered == set()
    assert again.made == {"latest.json", "manifest.webmanifest", "search/index.json", "sw.js"}
    assert again.files == archive.files
    assert again.archive.noted == archive.archive.noted


def test_a_new_issue_loads_the_listings_of_its_month_alone(archive: Above) -> None:
    new = dated_issue(dt.date(2026, 11, 26), "299", 9)
    after = build_above(archive.next((*ten_months(), new)), SITE)
    assert {name[:7] for name in after.archive.loaded} == {"2026-11"}
    old = {address for address in after.made if "2026" in address and "11" not in address}
    assert old == {"archive/2026/index.html"}
    assert not {name for name in after.archive.read if name.startswith("corrections/")}


def test_a_change_of_neighbours_or_of_the_search_is_none_of_a_months_business(archive: Above) -> None:
    samples = [(replace(shown, digest="d2"), listing) for shown, listing in ten_months()]
    after = build_above(archive.next(samples), SITE)
    assert after.archive.loaded == []
    assert after.rendered == set()
    assert after.files["latest.json"] != archive.files["latest.json"]


def test_the_older_articles_of_a_rare_section_are_not_loaded_again(archive: Above) -> None:
    rare = [
        issue(sample.head.date, *(replace(article, sections=("珍奇",)) for article in listing.listed[:1]))
        if sample.head.date.day == 7
        else (sample, listing)
        for sample, listing in ten_months()
    ]
    before = build_above(archive.next(rare), SITE)
    new = dated_issue(dt.date(2026, 11, 26), "299", 9, "珍奇")
    after = build_above(before.next((*rare, new)), SITE)
    assert {name[:7] for name in after.archive.loaded} == {"2026-11"}
    shown = after.files["sections/珍奇/index.html"].decode()
    assert "2026/02/07/01/story-0.html" in shown
    assert shown.count('"article":') == 9 + 10


def test_a_changed_offset_is_a_change() -> None:
    (shown, listing), *_ = ten_months()
    before = build_above(MemoryArchive([(shown, listing)]), SITE)
    moved = replace(shown.head, published=shown.head.published.astimezone(dt.UTC))
    after = build_above(before.next([(replace(shown, head=moved), listing)]), SITE)
    assert after.files == build_above(MemoryArchive(after.archive.samples), SITE).files
    assert after.files["feed.xml"] != before.files["feed.xml"]


def test_a_correction_that_is_worded_anew_is_a_change() -> None:
    date = dt.date(2026, 3, 8)
    texts = ("误作甲", "误作乙")
    entries = [CorrectionEntry(LinkView("a.html", "题"), date, "01", date, text, False) for text in texts]
    first, second = (issue(date, listed(date, "a"), corrections=(entry,)) for entry in entries)
    after = build_above(build_above(MemoryArchive([first]), SITE).next([second]), SITE)
    for address in ("corrections.html", "corrections/2026.html"):
        assert texts[1] in after.files[address].decode()


def test_an_old_correction_changes_its_month_and_the_lists_of_corrections_alone(archive: Above) -> None:
    date = dt.date(2026, 3, 8)
    entry = CorrectionEntry(
        LinkView("2026/03/08/01/story-1.html", "题"), date, "01", dt.date(2026, 11, 25), "误", False
    )
    samples = list(ten_months())
    place = next(number for number, (shown, _) in enumerate(samples) if shown.head.date == date)
    shown, listing = samples[place]
    told = replace(listing.listed[1], changed=entry.date)
    listing = replace(listing, corrections=(entry,), listed=(listing.listed[0], told, *listing.listed[2:]))
    samples[place] = replace(shown, listing="another", corrections=1), listing
    after = build_above(archive.next(samples), SITE)
    assert {name[:7] for name in after.archive.loaded} == {"2026-03"}
    assert {address for address in after.made if address.endswith(".html")} == {
        "authors/毛迪/2026-03.html",
        "corrections.html",
        "corrections/2026.html",
        "sections/民生/2026-03.html",
    }
    assert {address for address in after.made if address.endswith(".xml")} == {"sitemaps/2026-03.xml", "sitemap.xml"}
