"""What a build leaves on disk, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import pytest

from broadsheet.build import Expectation
from broadsheet.diagnostics import BroadsheetError
from conftest import NewSite
from paper_site import ISSUE, NIGHT, PaperSite

YESTERDAY = "content/issues/2026/2026-11-23"


def one_issue(site: PaperSite) -> PaperSite:
    return site.article("01/ferry", "昨天的渡船。", issue=YESTERDAY, title="渡船照开")


def two_issues(site: PaperSite) -> PaperSite:
    return (
        one_issue(site)
        .article("01/bridge", "今天的大桥。", title="大桥通了")
        .article("02/market", "菜价。", title="青菜跌了", summary="一周行情。")
    )


def test_addresses_follow_from_date_page_and_slug(site: NewSite) -> None:
    built = two_issues(site()).build()
    assert built.codes == []
    assert {
        "index.html",
        "404.html",
        "archive/index.html",
        "corrections.html",
        "2026/11/23/index.html",
        "2026/11/23/01/ferry.html",
        "2026/11/24/index.html",
        "2026/11/24/issue.json",
        "2026/11/24/01/index.html",
        "2026/11/24/01/bridge.html",
        "2026/11/24/02/market.html",
    } <= built.files().keys()
    assert built.result.latest == "2026-11-24"


def test_a_second_issue_of_the_day_has_its_own_folder_and_is_the_latest(site: NewSite) -> None:
    built = two_issues(site()).article("01/late", issue=f"{ISSUE}-evening", title="晚报来了").build()
    assert "2026/11/24-evening/01/late.html" in built.files()
    assert built.result.latest == "2026-11-24-evening"
    assert "晚报来了" in built.words("index.html")


def test_a_chinese_slug_is_encoded_in_links_and_plain_on_disk(site: NewSite) -> None:
    built = site().article("01/江豚", title="江豚回来了").build()
    assert (built.output / "2026/11/24/01/江豚.html").is_file()
    assert 'href="%E6%B1%9F%E8%B1%9A.html"' in built.text("2026/11/24/01/index.html")


def test_nothing_changed_writes_nothing(site: NewSite) -> None:
    paper = two_issues(site())
    paper.build()
    again = paper.build()
    assert (again.result.written, again.result.removed, again.result.issues_built) == (0, 0, 0)


def test_one_edited_article_rewrites_only_what_shows_it(site: NewSite) -> None:
    paper = two_issues(site())
    before = paper.build().files()
    built = paper.edit(f"{ISSUE}/02/market.md", "菜价。", "菜价又跌了。").build()
    changed = {address for address, data in built.files().items() if before.get(address) != data}
    documents = {address for address in changed if not address.startswith("search/")}
    assert documents == {
        "2026/11/24/02/market.html",
        "2026/11/24/02/market.ninjs.json",
        "2026/11/24/02/index.html",
        "2026/11/24/issue.epub",
        "2026/11/24/issue.json",
        "2026/11/24/offline.json",
        "latest.json",
    }
    assert built.result.written == len(changed)


def test_a_new_issue_touches_one_old_page(site: NewSite) -> None:
    paper = one_issue(site())
    before = paper.build().files()
    after = two_issues(paper).build().files()
    changed = {address for address in before if after.get(address) != before[address]}
    of_the_old_issue = {"index.html", "issue.json", "offline.json"}
    above_all = {"index.html", "latest.json", "search.html", "search/index.json", "feed.xml", "feed.json"}
    of_its_year_and_month = {"archive/index.html", "archive/2026/index.html", "archive/2026/11/index.html"}
    for_search_engines = {"sitemap.xml", "sitemaps/2026-11.xml", "news-sitemap.xml"}
    index_of_the_month = {address for address in before if re.fullmatch(r"search/2026-11\..*\.idx", address)}
    assert changed == {f"2026/11/23/{name}" for name in of_the_old_issue}.union(
        above_all, of_its_year_and_month, for_search_engines, index_of_the_month
    )
    assert len(index_of_the_month) == 1


def test_a_removed_article_is_pruned_and_its_address_missed(site: NewSite) -> None:
    paper = two_issues(site())
    paper.build()
    built = paper.remove(f"{ISSUE}/02/market.md").article("02/fish", title="鱼价").build()
    assert "2026/11/24/02/market.html" not in built.files()
    assert built.codes == ["vanished-address"]


def test_an_alias_keeps_the_former_address_alive(site: NewSite) -> None:
    paper = two_issues(site())
    paper.build()
    paper.remove(f"{ISSUE}/02/market.md")
    built = paper.article("02/greens", title="青菜跌了", aliases=["2026/11/24/02/market.html"]).build()
    assert built.codes == []
    assert "greens.html" in built.text("2026/11/24/02/market.html")


@pytest.mark.parametrize("taken", ["2026/11/24/01/bridge.html", "archive/index.html", "2026/11/23/01/ferry.html"])
def test_an_alias_in_use_is_an_error(site: NewSite, taken: str) -> None:
    built = two_issues(site()).article("02/greens", aliases=[taken]).build()
    assert built.codes == ["alias-in-use"]
    (only,) = built.result.diagnostics
    assert only.location.path.endswith("02/greens.md")
    assert not built.output.exists()


def test_two_articles_may_not_claim_one_former_address(site: NewSite) -> None:
    paper = two_issues(site()).article("02/a", aliases=["old/x.html"]).article("02/b", aliases=["old/x.html"])
    assert paper.build().codes == ["alias-in-use"]


def test_with_an_error_nothing_is_written_and_the_last_output_stands(site: NewSite) -> None:
    paper = two_issues(site())
    before = paper.build().files()
    paper.write(f"{ISSUE}/01/bridge.md", "---\ntitle: 大桥\nsection: [\n---\n\n文\n")
    built = paper.article("02/new").build()
    assert not built.result.ok
    assert built.files() == before


def test_a_file_the_build_did_not_write_is_neither_overwritten_nor_deleted(site: NewSite) -> None:
    paper = two_issues(site()).write("output/2026/11/24/01/bridge.html", "mine").write("output/notes.txt", "mine too")
    built = paper.build()
    assert "file-in-the-way" in built.codes
    assert built.files() == {"2026/11/24/01/bridge.html": b"mine", "notes.txt": b"mine too"}


def test_a_file_changed_by_hand_is_mended(site: NewSite) -> None:
    paper = two_issues(site())
    built = paper.build()
    good = built.files()
    (built.output / "2026/11/23/01/ferry.html").write_text("hacked")
    assert paper.build().files() == good


# --- what is out ----------------------------------------------------------------------------------------------------


def test_an_issue_not_yet_published_is_held_and_named(site: NewSite) -> None:
    paper = two_issues(site()).write(f"{ISSUE}/issue.yaml", "published: 2026-11-25T05:00:00+08:00\n")
    built = paper.build(now=dt.datetime(2026, 11, 24, 20, 59, tzinfo=dt.UTC))
    assert built.result.latest == "2026-11-23"
    assert [name for name, _ in built.result.held] == ["2026-11-24"]
    assert "2026/11/24/index.html" not in built.files()
    built = paper.build(now=dt.datetime(2026, 11, 24, 21, 0, tzinfo=dt.UTC))
    assert built.result.latest == "2026-11-24"
    assert built.result.held == ()


def test_once_out_an_issue_stays_out_when_the_clock_goes_back(site: NewSite) -> None:
    paper = two_issues(site())
    before = paper.build().files()
    built = paper.build(now=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert built.files() == before


def test_future_issues_are_shown_marked_when_asked_for(site: NewSite) -> None:
    paper = two_issues(site()).write(f"{ISSUE}/issue.yaml", "published: 2030-01-01\n")
    built = paper.build(future=True)
    assert "2026/11/24/index.html" in built.files()
    assert built.result.latest == "2026-11-23"


def test_a_draft_is_left_out_and_named(site: NewSite) -> None:
    paper = two_issues(site()).article("02/draft", draft=True)
    built = paper.build()
    assert built.result.drafts == ("2026-11-24/02/draft",)
    assert "2026/11/24/02/draft.html" not in built.files()
    assert "2026/11/24/02/draft.html" in paper.build(drafts=True).files()


def test_a_held_article_is_left_out_loudly(site: NewSite) -> None:
    paper = two_issues(site())
    built = paper.build(hold=("02/market",))
    assert "held-article" in built.codes
    assert built.result.held_articles == ("2026-11-24/02/market",)
    assert "2026/11/24/02/market.html" not in built.files()


def test_a_hold_that_names_nothing_stops_the_build(site: NewSite) -> None:
    paper = two_issues(site())
    with pytest.raises(BroadsheetError) as fault:
        paper.build(hold=("02/maket",))
    assert fault.value.diagnostic.code == "bad-usage"
    assert not (paper.root / "output").exists()


def test_a_hold_without_an_issue_means_the_latest(site: NewSite) -> None:
    paper = two_issues(site()).article("02/market", "昨天的菜价。", issue=YESTERDAY)
    built = paper.build(hold=("02/market",))
    assert built.result.held_articles == ("2026-11-24/02/market",)
    assert "2026/11/23/02/market.html" in built.files()


def test_a_hold_makes_one_issue_anew_and_so_does_its_end(site: NewSite) -> None:
    paper = two_issues(site())
    before = paper.build().files()
    held = paper.build(hold=("02/market",), strict=True)
    assert (held.result.ok, held.result.issues_built) == (True, 1)
    after = paper.build(strict=True)
    assert (after.result.issues_built, after.files()) == (1, before)


@pytest.mark.parametrize(
    ("issue", "pages", "fits"),
    [("2026-11-24", 2, True), ("2026-11-24", None, True), ("2026-11-24", 8, False), ("2026-11-25", None, False)],
)
def test_expect_fails_unless_that_issue_is_out(site: NewSite, issue: str, pages: int | None, fits: bool) -> None:
    built = two_issues(site()).build(expect=Expectation(issue, pages))
    assert built.codes == ([] if fits else ["expectation-failed"])
    assert built.result.ok is fits


def test_strict_counts_warnings(site: NewSite) -> None:
    paper = two_issues(site()).write(f"{ISSUE}/02/stray.xyz", "?")
    assert paper.build().result.ok
    assert not paper.build(strict=True).result.ok


# --- some issues only -----------------------------------------------------------------------------------------------


def test_a_named_issue_is_built_and_the_rest_left_as_it_was(site: NewSite) -> None:
    paper = two_issues(site())
    paper.build()
    paper.write(f"{YESTERDAY}/01/ferry.md", "no front matter at all\n")
    paper.edit(f"{ISSUE}/01/bridge.md", "今天的大桥。", "今天的大桥很好。")
    built = paper.build("2026-11-24")
    assert built.result.ok
    assert "很好" in built.words("2026/11/24/01/bridge.html")
    assert "昨天的渡船" in built.words("2026/11/23/01/ferry.html")
    assert not paper.build().result.ok


def test_naming_a_new_issue_gives_its_neighbour_the_link_to_it(site: NewSite) -> None:
    paper = one_issue(site())
    paper.build()
    built = two_issues(paper).build("2026-11-24")
    assert "../24/index.html" in built.text("2026/11/23/index.html")
    assert "2026/11/23/index.html" in built.text("archive/index.html") or "../2026/11/23/" in built.text(
        "archive/index.html"
    )


def test_a_named_build_links_to_no_issue_that_was_never_published(site: NewSite) -> None:
    paper = two_issues(site()).article("01/later", issue="content/issues/2026/2026-11-25")
    paper.article("01/x", "见[明天](2026-11-25/01/later)和[昨天](2026-11-23/01/ferry)。")
    built = paper.build("2026-11-24")
    assert built.codes == ["ref-not-out", "ref-not-out"]
    assert not built.main("2026/11/24/01/x.html").css('a[href*="/25/"], a[href*="/23/"]')


def test_a_named_build_leaves_other_issues_and_their_assets_alone(site: NewSite) -> None:
    paper = two_issues(site())
    before = paper.build().files()
    paper.write("themes/broadsheet/assets/extra.css", "p { color: red }").remove(YESTERDAY)
    after = paper.build("2026-11-24").files()
    kept = [address for address in before if address.startswith(("2026/11/23/", "assets/"))]
    assert kept
    assert {address: after.get(address) for address in kept} == {address: before[address] for address in kept}


def test_an_old_issue_that_did_not_change_does_not_stop_tonights(site: NewSite) -> None:
    paper = one_issue(site()).article("01/bridge", "今天的大桥。")
    paper.article("02/old", "见[大桥](2026-11-24/01/bridge)。", issue=YESTERDAY)
    paper.build()
    built = paper.remove(f"{ISSUE}/01/bridge.md").article("01/other").build()
    assert built.result.ok
    assert built.codes == ["unknown-ref", "vanished-address"]


def test_a_reference_follows_an_alias(site: NewSite) -> None:
    paper = one_issue(site()).article("02/old", "见[大桥](2026-11-24/01/bridge)。", issue=YESTERDAY)
    built = paper.article("01/span", aliases=["2026/11/24/01/bridge.html"]).build()
    assert built.codes == []
    assert 'href="../../24/01/span.html"' in built.text("2026/11/23/02/old.html")


def test_references_to_drafts_are_plain_text_however_they_are_written(site: NewSite) -> None:
    paper = one_issue(site()).article("02/d", draft=True)
    paper.article("01/x", "[一](2/d)、[二](02/D)、[三](2026-11-24/02/d)。")
    paper.article("01/y", "[四](2026-11-24/02/d)", issue=YESTERDAY)
    assert set(paper.build().codes) == {"ref-not-out"}
    assert set(paper.codes()) == {"ref-not-out"}


def test_a_picture_in_a_folder_of_the_page_is_watched(site: NewSite) -> None:
    paper = site().article("01/a", photos=[{"src": "pics/a.png", "alt": "图"}]).photo(f"{ISSUE}/01/pics/a.png")
    before = paper.build().files()
    built = paper.photo(f"{ISSUE}/01/pics/a.png", colour="#aa0000").build()
    assert built.files() != before
    assert built.files() == paper.build(output="clean").files()


def test_a_picture_beside_the_pages_lies_with_the_page_that_shows_it(site: NewSite) -> None:
    built = site().article("01/a", photos=[{"src": "../map.png", "alt": "图"}]).photo(f"{ISSUE}/map.png").build()
    assert [a for a in built.files() if a.startswith("2026/11/24/01/map-")]


def test_before_the_first_issue_is_out_every_link_leads_somewhere(site: NewSite) -> None:
    paper = site().article("01/a").write(f"{ISSUE}/issue.yaml", "published: 2030-01-01\n")
    built = paper.write("content/pages/about.md", "---\ntitle: 关于\n---\n\n文。\n").build()
    assert built.result.latest is None
    assert "index.html" in built.files()


def test_drafts_once_shown_do_not_count_as_published(site: NewSite) -> None:
    paper = two_issues(site()).article("02/draft", draft=True)
    paper.build(drafts=True)
    assert paper.build(strict=True).result.ok


def test_a_standing_page_that_is_gone_is_missed(site: NewSite) -> None:
    paper = two_issues(site()).write("content/pages/about.md", "---\ntitle: 关于\n---\n\n文。\n")
    paper.build()
    assert paper.remove("content/pages/about.md").build().codes == ["vanished-address"]


def test_lists_come_and_go_with_what_they_list(site: NewSite) -> None:
    paper = two_issues(site()).edit("content/paper.yaml", "language:", "authors: true\nlanguage:")
    paper.article("02/ferry", byline="周雁").article("02/draft", byline="顾小满", draft=True)
    assert "authors/顾小满/index.html" in paper.build(drafts=True).files()
    paper.article("02/ferry", byline="周雁", retracted={"date": "2026-11-24", "reason": "有误。"})
    built = paper.build(strict=True)
    assert built.result.ok
    assert not any(address.startswith("authors/周雁/") for address in built.files())


def test_an_unknown_issue_cannot_be_built(site: NewSite) -> None:
    with pytest.raises(BroadsheetError) as fault:
        two_issues(site()).build("2026-11-42")
    assert fault.value.diagnostic.code == "unknown-issue"


def test_warnings_of_issues_not_rebuilt_are_repeated(site: NewSite) -> None:
    paper = two_issues(site()).write(f"{YESTERDAY}/01/stray.xyz", "?")
    assert paper.build().codes == ["stray-file"]
    again = paper.build()
    assert again.result.issues_built == 0
    assert again.codes == ["stray-file"]


# --- machine-readable -----------------------------------------------------------------------------------------------


def test_issue_json_is_complete_and_its_digest_can_be_checked(site: NewSite) -> None:
    built = two_issues(site()).build()
    issue = built.json("2026/11/24/issue.json")
    assert (issue["schema"], issue["complete"], issue["date"]) == (1, True, "2026-11-24")
    assert [article["id"] for article in issue["articles"]] == ["01/bridge", "02/market"]
    assert [page["code"] for page in issue["pages"]] == ["01", "02"]
    lines = sorted(
        f"{address} {hashlib.sha256(data).hexdigest()}\n"
        for address, data in built.files().items()
        if address.startswith("2026/11/24/") and not address.endswith("issue.json")
    )
    assert issue["digest"] == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_two_machines_make_the_same_bytes(site: NewSite) -> None:
    assert two_issues(site()).build().files() == two_issues(site()).build(output="elsewhere/deep").files()


def test_without_a_base_url_there_is_one_warning_and_no_absolute_link(site: NewSite) -> None:
    paper = two_issues(site()).write("content/paper.yaml", "name: 江城日报\n")
    built = paper.build()
    assert built.codes == ["no-base-url"]
    assert "canonical" not in built.text("2026/11/24/01/bridge.html")
    assert "href" not in built.text("404.html").partition("<body")[2]


def test_the_home_page_names_the_issues_own_address_as_canonical(site: NewSite) -> None:
    built = two_issues(site()).build()
    assert '<link rel="canonical" href="https://example.org/2026/11/24/">' in built.text("index.html")


def test_built_at_night_or_later_the_bytes_are_equal(site: NewSite) -> None:
    paper = two_issues(site())
    before = paper.build(now=NIGHT).files()
    assert paper.build(now=NIGHT + dt.timedelta(days=400), clean=True).files() == before


def test_a_lost_state_is_a_warning_and_our_own_files_are_written_anew(site: NewSite) -> None:
    paper = two_issues(site())
    paper.build()
    paper.remove(".broadsheet").edit(f"{ISSUE}/02/market.md", "菜价。", "菜价又跌了。")
    built = paper.article("02/new").build()
    assert built.result.ok
    assert "又跌了" in built.words("2026/11/24/02/market.html")


def test_a_damaged_state_is_told_and_everything_is_built_again(site: NewSite) -> None:
    paper = two_issues(site())
    paper.build()
    paper.write(".broadsheet/output.state", "{").edit(f"{ISSUE}/02/market.md", "菜价。", "菜价又跌了。")
    built = paper.build()
    # Without a state nothing is pruned: the search index that the edit left behind is the stranger.
    assert built.codes == ["damaged-state", "no-state"]
    assert built.result.ok


def test_a_held_story_with_a_tail_and_an_alias_fails_no_strict_build(site: NewSite) -> None:
    paper = two_issues(site()).article("01/long", "甲。\n\n（下转第二版）", aliases=["old/long.html"])
    paper.article("02/long", "（上接第一版）\n\n乙。").build()
    assert paper.build(hold=("1/Long",), strict=True).result.ok


def test_a_named_build_names_the_issues_that_wait(site: NewSite) -> None:
    paper = two_issues(site()).article("01/later", issue="content/issues/2026/2026-11-25")
    built = paper.build("2026-11-24")
    assert [name for name, _ in built.result.held] == ["2026-11-25"]
    assert built.result.written + built.result.unchanged == len(built.files())
    again = paper.build("2026-11-24")
    assert again.result.written + again.result.unchanged == len(again.files())


def test_direction_controls_are_escaped_everywhere_and_closed(site: NewSite) -> None:
    title = "左\u202e右\u2066中"
    built = two_issues(site()).article("01/bidi", title, title=title, kicker=title, summary=title).build()
    for address, data in built.files().items():
        text = data.decode("utf-8", "replace")
        assert not any(control in text for control in "\u202e\u2066"), address
    page = built.text("2026/11/24/01/bidi.html")
    assert "<title>左&#x202E;右&#x2066;中&#x2069;&#x202C;" in page
    assert built.json("2026/11/24/issue.json")["articles"][-1]["title"]


def test_a_retracted_story_over_two_pages_shows_its_notice_alone(site: NewSite) -> None:
    withdrawn = {"date": "2026-11-24", "reason": "不实。"}
    paper = (
        site().article("01/a", "甲。\n\n（下转第二版）", retracted=withdrawn).article("02/a", "（上接第一版）\n\n乙。")
    )
    main = paper.build().main("2026/11/24/01/a.html")
    assert "不实。" in main.text()
    assert main.css(".jump, .page-marker") == []
