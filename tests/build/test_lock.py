"""`broadsheet lock`: the layout of an issue's pages, fixed in files that are committed with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.build import BuildOptions
from broadsheet.build.lock import lock_issue
from broadsheet.cli import run
from broadsheet.diagnostics import BroadsheetError
from paper_site import ISSUE, NIGHT, PAPER, PaperSite

NewSite = Callable[..., PaperSite]

ABOUT = "江边的市场今天早上六点开门，摊主们把新到的菜一筐一筐摆上台面，问价的人已经排到了门口。"
LOCKS = (f"{ISSUE}/01/layout.lock", f"{ISSUE}/02/layout.lock")


@pytest.fixture
def paper(site: NewSite) -> PaperSite:
    made = site().write("content/paper.yaml", PAPER + "format: tabloid\n")
    made.photo(f"{ISSUE}/01/market.jpg", (1800, 1200))
    photo = {"src": "market.jpg", "alt": "市场", "caption": "早市开门。", "credit": "何川"}
    made.article("01/01-market", "\n\n".join([ABOUT * 4] * 5), title="江边早市 六点开门", photos=[photo])
    for number in range(2, 6):
        made.article(f"01/0{number}-story{number}", "\n\n".join([ABOUT * 3] * 3), title=f"第{number}条街修好了路灯")
    return made.article("02/01-inside", "\n\n".join([ABOUT * 3] * 8), title="里页的一条消息")


def options(paper: PaperSite, **more: object) -> BuildOptions:
    return replace(BuildOptions(output=paper.root / "output", now=NIGHT), **more)  # type: ignore[arg-type]


def test_each_page_gets_its_lock_and_a_second_time_nothing_changes(paper: PaperSite) -> None:
    first = lock_issue(paper.root, "2026-11-24", options(paper))
    assert (first.ok, first.written, first.unchanged) == (True, LOCKS, 0)
    text = (paper.root / LOCKS[0]).read_text(encoding="utf-8")
    assert '"01/market": {at: [1, ' in text
    assert text.count("\n") == len(text.splitlines())
    second = lock_issue(paper.root, "2026-11-24", options(paper))
    assert (second.ok, second.written, second.unchanged) == (True, (), 2)


def test_a_build_keeps_to_the_lock_and_says_what_to_cut(paper: PaperSite) -> None:
    lock_issue(paper.root, "2026-11-24", options(paper))
    boxes = paper.build(press=True).json("2026/11/24/01/page.json")["boxes"]
    paper.edit(f"{ISSUE}/01/02-story2.md", "---\n\n江边", "---\n\n今江边")
    built = paper.build(press=True)
    assert built.json("2026/11/24/01/page.json")["boxes"] == boxes
    assert "locked-page" not in built.codes
    paper.edit(f"{ISSUE}/01/02-story2.md", "今江边", ABOUT * 20 + "江边")
    built = paper.build(press=True)
    assert built.json("2026/11/24/01/page.json")["boxes"] == boxes
    (told,) = [each for each in built.result.diagnostics if each.code == "locked-page"]
    assert told.location.path == f"{ISSUE}/01/02-story2.md"
    assert "cut " in told.message
    assert "locked-page" not in paper.build(press=True, recompose=True).codes


def test_with_an_error_in_the_issue_nothing_is_locked(paper: PaperSite) -> None:
    paper.article("01/06-broken", kind="nonsense")
    result = lock_issue(paper.root, "2026-11-24", options(paper))
    assert (result.ok, result.written) == (False, ())
    assert "bad-value" in [each.code for each in result.diagnostics]
    assert not (paper.root / LOCKS[0]).exists()


def test_an_issue_that_is_not_there_cannot_be_locked(paper: PaperSite) -> None:
    with pytest.raises(BroadsheetError, match="there is no issue '2026-11-25'"):
        lock_issue(paper.root, "2026-11-25", options(paper))


def test_an_issue_that_is_not_out_yet_can_be_locked(paper: PaperSite) -> None:
    early = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    assert lock_issue(paper.root, "2026-11-24", options(paper, now=early)).written == LOCKS


def test_a_damaged_lock_stops_the_build_with_its_place(paper: PaperSite) -> None:
    paper.write(LOCKS[0], "grid: [5, 85]\nmodules:\n  a: {at: [1, 1]}\n")
    built = paper.build(press=True)
    assert [(each.code, each.location.path, each.location.line) for each in built.result.diagnostics][:1] == [
        ("missing-key", LOCKS[0], 3)
    ]
    assert not built.result.ok


def test_the_command_says_what_it_wrote(paper: PaperSite, capsys: pytest.CaptureFixture[str]) -> None:
    folder: Path = paper.root
    assert run(["--site", str(folder), "lock", str(folder / ISSUE)]) == 0
    assert capsys.readouterr().out.splitlines() == [*LOCKS, "locked 2 pages, 0 unchanged"]
    assert run(["--site", str(folder), "lock", "2026-11-24", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["--site", str(folder), "lock", "2026-12-24"]) == 2
