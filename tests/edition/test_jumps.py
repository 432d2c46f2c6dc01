"""Jumps between files: what belongs together finds itself, what does not is reported, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.diagnostics import Severity
from broadsheet.edition.link import link_issue
from broadsheet.model import Issue, IssueSetup, Manuscript, Ref
from edition.manuscripts import issue, manuscript, piece, says


def chains(linked: Issue) -> list[list[str]]:
    return [[piece.id for piece in article.pieces] for article in linked.articles]


def link(setup: IssueSetup) -> tuple[Issue, list[str]]:
    linked, diagnostics = link_issue(setup)
    return linked, [diagnostic.code for diagnostic in diagnostics]


def test_two_files_with_equal_slugs_are_one_article() -> None:
    linked, codes = link(
        issue(manuscript("01/bridge", piece(on=says("02"))), manuscript("02/bridge", piece(from_=says("01"))))
    )
    assert chains(linked) == [["01/bridge", "02/bridge"]]
    assert codes == []
    head, tail = linked.articles[0].pieces
    assert head.continues_on is not None
    assert head.continues_on.piece == "02/bridge"
    assert tail.continued_from is not None
    assert tail.continued_from.page == "01"


def test_an_equal_slug_is_surer_than_a_like_title() -> None:
    linked, codes = link(
        issue(
            manuscript("01/bridge", piece(on=says("02")), title="江上的一天"),
            manuscript("01/ferry", piece(on=says("02")), title="岸上的一天"),
            manuscript("02/bridge", piece(from_=says("01")), title="岸上的一天"),
            manuscript("02/ferry", piece(from_=says("01")), title="江上的一天"),
        )
    )
    assert chains(linked) == [["01/bridge", "02/bridge"], ["01/ferry", "02/ferry"]]
    assert codes == []


def test_a_chain_runs_over_three_pages() -> None:
    linked, codes = link(
        issue(
            manuscript("01/library", piece(on=says("02"))),
            manuscript("02/library", piece(from_=says("01"), on=says("05"))),
            manuscript("05/library", piece(from_=says("02"))),
        )
    )
    assert chains(linked) == [["01/library", "02/library", "05/library"]]
    assert codes == []


def test_codes_agree_without_leading_zeros() -> None:
    linked, _ = link(issue(manuscript("01/a", piece(on=says("2"))), manuscript("02/a", piece(from_=says("001")))))
    assert chains(linked) == [["01/a", "02/a"]]


def test_a_spread_is_found_by_either_code() -> None:
    setup = issue(
        manuscript("01/a", piece(on=says("05"))), manuscript("04-05/a", piece(from_=says("01"))), pages=("01", "04-05")
    )
    assert chains(link(setup)[0]) == [["01/a", "04-05/a"]]


def test_the_keyword_of_the_jump_line_finds_the_title() -> None:
    linked, codes = link(
        issue(
            manuscript("01/ferry", piece(on=says("02", keyword="FERRY"))),
            manuscript("01/bridge", piece(on=says("02", keyword="BRIDGE"))),
            manuscript("02/x", piece(from_=says("01")), title="Bridge opens at last"),
            manuscript("02/y", piece(from_=says("01")), title="Ferry fares to rise"),
        )
    )
    assert chains(linked) == [["01/ferry", "02/y"], ["01/bridge", "02/x"]]
    assert codes == []


def test_a_contained_title_pairs_and_leaves_one_candidate_for_the_rest() -> None:
    linked, codes = link(
        issue(
            manuscript("01/a", piece(on=says("02")), title="大桥今晨恢复通车"),
            manuscript("01/b", piece(on=says("02")), title="夜市搬了新家"),
            manuscript("02/c", piece(from_=says("01")), title="大桥 今晨恢复"),
            manuscript("02/d", piece(from_=says("01")), title="灯火通明到半夜"),
        )
    )
    assert chains(linked) == [["01/a", "02/c"], ["01/b", "02/d"]]
    assert codes == []


def test_a_full_ref_needs_no_word_at_the_other_end() -> None:
    linked, codes = link(issue(manuscript("01/a", piece(on=says("02/b"))), manuscript("02/b")))
    assert chains(linked) == [["01/a", "02/b"]]
    assert codes == []
    assert linked.articles[0].pieces[1].continued_from is not None


def test_a_full_ref_wins_over_an_equal_slug() -> None:
    linked, codes = link(
        issue(
            manuscript("01/a", piece(on=says("02"))),
            manuscript("02/a", piece(from_=says("01"))),
            manuscript("02/b", piece(from_=says("01/a"))),
        )
    )
    assert chains(linked) == [["01/a", "02/b"], ["02/a"]]
    assert codes == ["missing-jump-end"]


def test_ends_that_disagree_are_reported_once_and_not_joined() -> None:
    linked, codes = link(issue(manuscript("01/a", piece(on=says("02/b"))), manuscript("02/b", piece(from_=says("03")))))
    assert chains(linked) == [["01/a"], ["02/b"]]
    assert codes == ["unmatched-jump"]


def test_a_missing_end_names_the_page_and_the_line_to_add() -> None:
    _, diagnostics = link_issue(issue(manuscript("01/a", piece(on=says("02")))))
    (only,) = diagnostics
    assert (only.severity, only.code) == (Severity.ERROR, "missing-jump-end")
    assert "page 02" in only.message
    assert "continued_from: 01/a" in (only.hint or "")


def test_what_is_uncertain_lists_its_candidates() -> None:
    _, diagnostics = link_issue(
        issue(
            manuscript("01/a", piece(on=says("02"))),
            manuscript("02/x", piece(from_=says("01"))),
            manuscript("02/y", piece(from_=says("01"))),
        )
    )
    (only,) = diagnostics
    assert only.code == "unmatched-jump"
    assert "'02/x', '02/y'" in only.message
    assert [location.path[-7:] for location in only.related] == ["02/x.md", "02/y.md"]


@pytest.mark.parametrize("end", ["on", "from_"])
@pytest.mark.parametrize("declared", [False, True])
def test_a_lost_page_is_a_warning_unless_declared_and_the_jump_is_kept(end: str, declared: bool) -> None:
    open_end = piece(on=says("04")) if end == "on" else piece(from_=says("04"))
    pages = ("01", "02", "04?") if declared else ("01", "02")
    linked, diagnostics = link_issue(replace(issue(manuscript("02/a", open_end), pages=pages), pages_listed=declared))
    assert [(d.severity, d.code) for d in diagnostics] == ([] if declared else [(Severity.WARNING, "lost-page")])
    assert all("lost: true" in (d.hint or "") for d in diagnostics)
    (only,) = linked.articles[0].pieces
    jump = only.continues_on if end == "on" else only.continued_from
    assert jump is not None
    assert (jump.page, jump.piece) == ("04", None)


@pytest.mark.parametrize("end", ["on", "from_"])
def test_a_page_that_the_list_does_not_name_is_an_error(end: str) -> None:
    open_end = piece(on=says("07")) if end == "on" else piece(from_=says("07"))
    _, (only,) = link_issue(replace(issue(manuscript("02/a", open_end), pages=("01", "02", "04?")), pages_listed=True))
    assert (only.severity, only.code) == (Severity.ERROR, "missing-jump-end")
    assert only.hint == "its pages: 01, 02, 04"


def test_a_cut_to_a_listed_page() -> None:
    cut = manuscript("01/night", piece("甲", on=says("2")), piece("乙", from_=says("01")))
    lost, none = link_issue(replace(issue(cut, pages=("01", "02?")), pages_listed=True))
    assert none == ()
    assert len(lost.articles[0].pieces[0].blocks) == 2
    _, (only,) = link_issue(replace(issue(cut, pages=("01", "04?")), pages_listed=True))
    assert (only.severity, only.code) == (Severity.ERROR, "jump-page-absent")


def test_the_page_it_stands_on_is_no_other_end() -> None:
    for end in (piece(on=says("02")), piece(from_=says("2"))):
        _, (only,) = link_issue(issue(manuscript("02/a", end)))
        assert only.code == "missing-jump-end"
        assert "stands on page 02 itself" in only.message


def test_a_lost_page_is_called_as_the_issue_calls_it() -> None:
    setup = issue(manuscript("02/a", piece(from_=says("1"))), pages=("01?", "02"))
    (article,) = link_issue(setup)[0].articles
    assert article.head.continued_from is not None
    assert article.head.continued_from.page == "01"


def test_a_fork_is_an_error() -> None:
    _, codes = link(
        issue(
            manuscript("01/a", piece(on=says("03/c"))),
            manuscript("02/b", piece(on=says("03/c"))),
            manuscript("03/c", piece()),
        )
    )
    assert codes == ["jump-fork"]


def test_a_tail_before_its_head_is_an_error() -> None:
    linked, codes = link(issue(manuscript("02/a", piece(on=says("01"))), manuscript("01/a", piece(from_=says("02")))))
    assert codes == ["jump-order"]
    assert sorted(itertools.chain(*chains(linked))) == ["01/a", "02/a"]


def test_a_tentative_reference_without_a_fitting_tail_stays_in_the_text() -> None:
    linked, codes = link(
        issue(
            manuscript("01/a", piece(on=says("02", keyword="MARKET", tentative=True, text="(See MARKET, 2)"))),
            manuscript("02/b", title="Something else"),
        )
    )
    assert codes == []
    assert linked.articles[0].pieces[0].continues_on is None
    assert "(See MARKET, 2)" in repr(linked.articles[0].pieces[0].blocks[-1])


def test_one_file_cut_by_jump_lines_stands_after_the_files_of_the_other_page() -> None:
    linked, codes = link(
        issue(
            manuscript("01/night", piece("甲", on=says("02")), piece("乙", from_=says("01"))),
            manuscript("02/first"),
        )
    )
    assert codes == []
    assert chains(linked) == [["01/night", "02/night"], ["02/first"]]
    assert linked.pages[1].pieces == ("02/first", "02/night")


def test_a_cut_to_a_page_that_is_not_there_leaves_the_text_whole() -> None:
    linked, codes = link(issue(manuscript("01/night", piece("甲", on=says("09")), piece("乙", from_=says("01")))))
    assert codes == ["jump-page-absent"]
    (only,) = linked.articles[0].pieces
    assert len(only.blocks) == 2


def test_a_cut_off_tail_may_not_take_anothers_slug() -> None:
    _, codes = link(
        issue(
            manuscript("01/night", piece(on=says("02")), piece(from_=says("01"))),
            manuscript("02/night"),
        )
    )
    assert codes == ["repeated-slug"]


def test_a_tail_may_set_its_title_but_no_byline() -> None:
    head = manuscript("01/a", piece(on=says("02")), title="大桥通车")
    tail = manuscript(
        "02/a", piece(from_=says("01")), title="“等了十四个月”", stated=("title", "source"), source="别处"
    )
    linked, codes = link(issue(head, tail))
    assert codes == ["tail-differs"]
    assert linked.articles[0].title.text == "大桥通车"
    assert linked.articles[0].pieces[1].title.text == "“等了十四个月”"
    assert linked.articles[0].source == ""


def test_a_draft_tail_of_a_live_head_is_an_error() -> None:
    _, codes = link(
        issue(manuscript("01/a", piece(on=says("02"))), manuscript("02/a", piece(from_=says("01")), draft=True))
    )
    assert codes == ["draft-tail"]


@pytest.mark.parametrize(
    ("stated", "day"),
    [((11, 23), dt.date(2026, 11, 23)), ((11, 24), dt.date(2026, 11, 24)), ((12, 30), dt.date(2025, 12, 30))],
)
def test_a_dated_jump_line_means_the_latest_such_day(stated: tuple[int, int], day: dt.date) -> None:
    linked, diagnostics = link_issue(issue(manuscript("02/a", piece(from_=replace(says("01"), date=stated)))))
    jump = linked.articles[0].pieces[0].continued_from
    assert jump is not None
    assert (jump.issue, jump.date) == (None, day)
    assert diagnostics == ()


def test_an_end_that_names_another_issue_is_not_joined_within_this_one() -> None:
    elsewhere = replace(says("02/a"), ref=Ref("2026-11-23", "02", "a"))
    linked, codes = link(issue(manuscript("02/a", piece(on=says("03/a"))), manuscript("03/a", piece(from_=elsewhere))))
    assert chains(linked) == [["02/a"], ["03/a"]]
    assert codes == ["unmatched-jump"]


def test_slugs_are_compared_after_case_folding() -> None:
    linked, codes = link(
        issue(manuscript("01/Flood", piece(on=says("02"))), manuscript("02/flood", piece(from_=says("01"))))
    )
    assert chains(linked) == [["01/Flood", "02/flood"]]
    assert codes == []


# --- properties -----------------------------------------------------------------------------------------------------

PAGES = ("01", "02", "03", "04", "05", "06")


@st.composite
def consistent_issues(draw: st.DrawFn) -> tuple[IssueSetup, list[list[str]]]:
    """An issue whose stories run over increasing pages, every end stated, slugs equal along a story."""
    expected: list[list[str]] = []
    files: list[Manuscript] = []
    for number in range(draw(st.integers(1, 6))):
        run = sorted(draw(st.sets(st.sampled_from(PAGES), min_size=1, max_size=4)))
        ids = [f"{page}/story-{number}" for page in run]
        before, after = [None, *map(says, run[:-1])], [*map(says, run[1:]), None]
        ends = zip(ids, before, after, strict=True)
        files.extend(manuscript(piece_id, piece(from_=from_, on=on)) for piece_id, from_, on in ends)
        expected.append(ids)
    return issue(*draw(st.permutations(files)), pages=PAGES), expected


@given(consistent_issues())
def test_any_consistent_set_of_pieces_links_into_its_chains(made: tuple[IssueSetup, list[list[str]]]) -> None:
    setup, expected = made
    linked, codes = link(setup)
    assert codes == []
    assert sorted(chains(linked)) == sorted(expected)


@given(consistent_issues(), st.randoms(use_true_random=False))
def test_any_inconsistency_is_reported_and_no_piece_is_lost(
    made: tuple[IssueSetup, list[list[str]]], random: object
) -> None:
    """Take one file of a story that runs over pages away: its neighbours' open ends are reported."""
    setup, expected = made
    long = [ids for ids in expected if len(ids) > 1]
    if not long:
        return
    victim = random.choice(random.choice(long))  # type: ignore[attr-defined]
    rest = tuple(m for m in setup.manuscripts if f"{m.page}/{m.slug}" != victim)
    linked, diagnostics = link_issue(replace(setup, manuscripts=rest))
    assert {d.code for d in diagnostics} & {"missing-jump-end", "unmatched-jump"}
    assert sorted(itertools.chain(*chains(linked))) == sorted(f"{m.page}/{m.slug}" for m in rest)


@st.composite
def any_issue(draw: st.DrawFn) -> IssueSetup:
    """Pieces that say anything of each other."""
    statements = st.none() | st.sampled_from([*PAGES, *(f"{p}/s{n}" for p in PAGES[:3] for n in range(2))]).map(says)
    ids = draw(st.sets(st.tuples(st.sampled_from(PAGES[:4]), st.integers(0, 2)), min_size=1, max_size=8))
    return issue(
        *(manuscript(f"{p}/s{n}", piece(from_=draw(statements), on=draw(statements))) for p, n in sorted(ids)),
        pages=PAGES[:5],
    )


@given(any_issue())
def test_whatever_is_stated_every_piece_stands_in_exactly_one_article(setup: IssueSetup) -> None:
    linked, _ = link_issue(setup)
    assert sorted(itertools.chain(*chains(linked))) == sorted(f"{m.page}/{m.slug}" for m in setup.manuscripts)
    for chain in chains(linked):
        assert [i[:2] for i in chain] == sorted({i[:2] for i in chain})


@given(any_issue())
def test_a_statement_that_is_not_met_is_reported(setup: IssueSetup) -> None:
    linked, diagnostics = link_issue(setup)
    met = {piece.id: piece for article in linked.articles for piece in article.pieces}
    open_ends = [
        m
        for m in setup.manuscripts
        for on, end in (
            (m.pieces[0].continues_on, met[f"{m.page}/{m.slug}"].continues_on),
            (m.pieces[0].continued_from, met[f"{m.page}/{m.slug}"].continued_from),
        )
        if on is not None and (end is None or end.piece is None)
    ]
    assert bool(open_ends) <= bool(diagnostics)
