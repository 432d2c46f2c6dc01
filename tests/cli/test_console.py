from __future__ import annotations

import datetime as dt
import io
import json
import re
import threading
import time
from pathlib import Path

import pytest

from broadsheet.build import BuildOptions, BuildResult
from broadsheet.console import (
    Progress,
    as_github,
    as_json,
    as_text,
    build_summary,
    print_diagnostics,
    tally,
    visible,
)
from broadsheet.diagnostics import Location, error, warning

FLOOD = Location("content/issues/2026/2026-11-24/01/flood.md", 4, 10)
UNKNOWN_SECTION = error("unknown-section", FLOOD, "unknown section '民声'", hint="did you mean '民生'?")
TWO_ENDED = error("jump-fork", FLOOD, "two pieces", related=[Location("content/a.md", 1, 2), Location("content/b.md")])
WHOLE_FILE = warning("empty-page", Location("content/issues/2026/2026-11-24/02"), "no article")


def test_text_names_place_code_and_hint() -> None:
    assert as_text(UNKNOWN_SECTION) == (
        "content/issues/2026/2026-11-24/01/flood.md:4:10: error[unknown-section]: unknown section '民声'\n"
        "  hint: did you mean '民生'?"
    )


def test_text_names_the_other_ends_last() -> None:
    assert as_text(TWO_ENDED).splitlines()[1:] == ["  see content/a.md:1:2", "  see content/b.md"]


def test_text_of_a_whole_file_has_no_line() -> None:
    assert as_text(WHOLE_FILE) == "content/issues/2026/2026-11-24/02: warning[empty-page]: no article"


def test_control_characters_of_a_file_name_are_written_out() -> None:
    text = as_text(error("stray-file", Location("content/a\x1b[2J\nb.md"), "stray \udcff"))
    assert text == r"content/a\x1b[2J\nb.md: error[stray-file]: stray \udcff"


def test_visible_keeps_full_width_spaces_and_joiners() -> None:
    assert visible("王　明 \u200b👩\u200d🌾") == "王　明 \u200b👩\u200d🌾"


def test_json_has_null_where_nothing_is_known() -> None:
    assert json.loads(as_json([UNKNOWN_SECTION, TWO_ENDED, WHOLE_FILE]))[1:] == [
        {
            "severity": "error",
            "code": "jump-fork",
            "path": FLOOD.path,
            "line": 4,
            "column": 10,
            "message": "two pieces",
            "hint": None,
            "related": [{"path": "content/a.md", "line": 1}, {"path": "content/b.md", "line": None}],
        },
        {
            "severity": "warning",
            "code": "empty-page",
            "path": "content/issues/2026/2026-11-24/02",
            "line": None,
            "column": None,
            "message": "no article",
            "hint": None,
            "related": [],
        },
    ]


def test_json_is_a_list_even_when_there_is_nothing_to_tell() -> None:
    stream = io.StringIO()
    print_diagnostics([], "json", stream)
    assert json.loads(stream.getvalue()) == []


def test_github_annotation_escapes_what_ends_a_command() -> None:
    fault = error("bad-value", Location("content/a,b:c.md", 3), "100% sure\nor not", hint="mend it")
    assert as_github(fault) == (
        "::error file=content/a%2Cb%3Ac.md,line=3,title=bad-value::100%25 sure%0Aor not%0Ahint: mend it"
    )


def test_nothing_is_printed_when_there_is_nothing_to_tell() -> None:
    stream = io.StringIO()
    print_diagnostics([], "text", stream)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("diagnostics", "said"),
    [
        ([], "no errors, no warnings"),
        ([UNKNOWN_SECTION, WHOLE_FILE, TWO_ENDED], "2 errors, 1 warning"),
    ],
)
def test_tally(diagnostics: list[object], said: str) -> None:
    assert tally(diagnostics) == said  # type: ignore[arg-type]


BUILT = BuildResult(
    diagnostics=(),
    ok=True,
    latest="2026-11-24",
    held=(("2026-11-25", dt.datetime(2026, 11, 25, tzinfo=dt.timezone(dt.timedelta(hours=8)))),),
    drafts=("2026-11-24/01/ferry",),
    held_articles=("2026-11-24/02/scandal",),
    issues_built=1,
    issues_total=2,
    pages=8,
    articles=61,
    written=70,
    removed=1,
    unchanged=12,
)


def options(*, drafts: bool = False) -> BuildOptions:
    return BuildOptions(output=Path("output"), now=dt.datetime.now(dt.UTC), drafts=drafts)


def test_summary_names_latest_held_drafts_and_ends_with_what_was_done() -> None:
    assert build_summary(BUILT, options(), 1.234) == [
        "latest issue: 2026-11-24",
        "held: 2026-11-25 until 2026-11-25 00:00 +0800",
        "draft left out: 2026-11-24/01/ferry",
        "HELD BACK by --hold: 2026-11-24/02/scandal",
        f"to see it: open {Path('output/index.html')}, or run broadsheet serve",
        "built 1 of 2 issues (8 pages, 61 articles): 70 files written, 1 removed, 12 unchanged, in 1.23 s",
    ]


def test_summary_of_a_build_with_drafts_does_not_say_they_were_left_out() -> None:
    assert "draft included: 2026-11-24/01/ferry" in build_summary(BUILT, options(drafts=True), 0)


def test_progress_of_a_quick_build_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        for done in range(10):
            progress(done, 10, "2026-11-24")
    assert capsys.readouterr().err == ""


def test_progress_without_a_terminal_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 6.0, 7.0, 12.0])
    monkeypatch.setattr("broadsheet.console.time.monotonic", lambda: next(clock))
    with Progress() as progress:
        for done in range(4):
            progress(done, 4, f"issue {done}")
    said = ["building 1/4 issue 1, 0.2/s, 15 s left", "building 3/4 issue 3, 0.3/s, 4 s left"]
    assert capsys.readouterr().err.splitlines() == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (9.0, "10/s, 9 s left"),
        (60.0, "1.5/s, 1 min 0 s left"),
        (125.0, "0.7/s, 2 min 5 s left"),
        (7500.0, "0.7/min, 2 h 5 min left"),
    ],
)
def test_progress_tells_the_rate_and_the_time_left(
    seconds: float, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.0, seconds])
    monkeypatch.setattr("broadsheet.console.time.monotonic", lambda: next(clock))
    with Progress() as progress:
        progress(0, 180, "")
        progress(90, 180, "issue")
    assert capsys.readouterr().err == f"building 90/180 issue, {said}\n"


def test_progress_counts_each_kind_of_work_by_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.0, 100.0, 101.0, 110.0])
    monkeypatch.setattr("broadsheet.console.time.monotonic", lambda: next(clock))
    with Progress() as progress:
        progress(0, 10, "issue")
        progress(9, 10, "issue")
        progress(0, 50, "month")
        progress(18, 50, "month")
    assert capsys.readouterr().err.splitlines()[-1] == "building 18/50 month, 2.0/s, 16 s left"


def test_progress_on_a_terminal_is_a_bar_drawn_without_a_thread(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("broadsheet.console.BAR_AFTER", 0)
    monkeypatch.setattr("broadsheet.console.BAR_EVERY", 0)
    threads = threading.active_count()
    with Progress() as progress:
        progress(1, 90, "2026-11-23")
        time.sleep(0.1)
        progress(4, 90, "2026-11-24")
        assert threading.active_count() == threads
        said = capsys.readouterr().err
    assert "4/90" in said
    assert re.search(r"2026-11-24, [0-9.]+/s, \d+ s left", said)
