from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import broadsheet.build
from broadsheet.build import BuildOptions, BuildResult, Expectation
from broadsheet.cli import run
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error, warning
from broadsheet.interrupts import Terminated
from broadsheet.scaffold import STARTERS, begin_paper
from broadsheet.scaffold_commands import STARTER_LANGUAGES

FAULT = error("missing-title", Location("content/a.md", 1), "no title")
REMARK = warning("empty-page", Location("content/b"), "no article")

Builds = list[BuildOptions]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    begin_paper(tmp_path / "paper", "zh-Hans", date="2026-11-24")
    return tmp_path / "paper"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Builds]:
    """Makes the build give a result, or raise an exception; the options of each build are collected."""

    def set_answer(outcome: Any) -> Builds:
        asked: Builds = []

        def build_edition(
            site: Path, options: BuildOptions, progress: object = None, waiting: object = None
        ) -> BuildResult:
            asked.append(options)
            if isinstance(outcome, BaseException):
                raise outcome
            assert isinstance(outcome, BuildResult)
            return outcome

        monkeypatch.setattr(broadsheet.build, "build_edition", build_edition)
        return asked

    return set_answer


def check_answers(monkeypatch: pytest.MonkeyPatch, *diagnostics: Diagnostic) -> list[tuple[Path, ...]]:
    asked: list[tuple[Path, ...]] = []

    def check_site(site: Path, paths: tuple[Path, ...] = ()) -> tuple[Diagnostic, ...]:
        asked.append(paths)
        return diagnostics

    monkeypatch.setattr(broadsheet.build, "check_site", check_site)
    return asked


# --- build ---


def test_build_ends_with_what_was_done(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(BuildResult((REMARK,), ok=True, latest="2026-11-24", written=3))
    assert run(["--site", str(paper), "build"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == "latest issue: 2026-11-24"
    assert "3 files written" in printed.out.splitlines()[-1]
    assert printed.err == "content/b: warning[empty-page]: no article\n"


def test_build_writes_into_the_sites_output_folder(answer: Callable[[Any], Builds], paper: Path) -> None:
    asked = answer(BuildResult((), ok=True))
    before = dt.datetime.now(dt.UTC)
    run(["--site", str(paper), "build"])
    assert asked[0].output == paper / "output"
    assert before <= asked[0].now <= dt.datetime.now(dt.UTC)


def test_build_hands_every_option_on(answer: Callable[[Any], Builds], paper: Path, tmp_path: Path) -> None:
    asked = answer(BuildResult((), ok=True))
    words = ["build", "2026-11-24", "content/issues/2026/2026-11-23/", "--output", str(tmp_path / "out")]
    words += ["--cluster", "tcp://x.example:8786"]
    words += ["--base-url", "https://x.example/", "--jobs", "3", "--drafts", "--future", "--strict", "--clean"]
    words += ["--now", "2026-11-24T05:30", "--hold", "01/a", "--hold", "02/b", "--expect", "2026-11-24", "--pages", "8"]
    assert run(["--site", str(paper), *words]) == 0
    assert asked == [
        BuildOptions(
            output=tmp_path / "out",
            now=dt.datetime(2026, 11, 23, 21, 30, tzinfo=dt.UTC),
            issues=("2026-11-24", "2026-11-23"),
            base_url="https://x.example/",
            jobs=3,
            cluster="tcp://x.example:8786",
            drafts=True,
            future=True,
            strict=True,
            clean=True,
            hold=("01/a", "02/b"),
            expect=Expectation("2026-11-24", 8),
        )
    ]


def test_now_may_name_its_own_offset(answer: Callable[[Any], Builds], paper: Path) -> None:
    asked = answer(BuildResult((), ok=True))
    run(["--site", str(paper), "build", "--now", "2026-11-24 05:30Z"])
    assert asked[0].now == dt.datetime(2026, 11, 24, 5, 30, tzinfo=dt.UTC)


def test_failed_build_says_that_nothing_was_written(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(BuildResult((FAULT, REMARK), ok=False))
    assert run(["--site", str(paper), "build"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[-1] == "1 error, 1 warning: nothing was written, the last good output stands"


def test_quiet_build_says_faults_alone(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(BuildResult((REMARK,), ok=True))
    run(["--site", str(paper), "build", "--quiet"])
    assert capsys.readouterr() == ("", "content/b: warning[empty-page]: no article\n")


def test_json_on_stderr_is_nothing_but_json(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(BuildResult((FAULT,), ok=False))
    run(["--site", str(paper), "build", "--format", "json"])
    assert [item["code"] for item in json.loads(capsys.readouterr().err)] == ["missing-title"]


def test_what_cannot_go_on_is_told_as_a_diagnostic(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(BroadsheetError(error("unknown-issue", Location("content/issues"), "no such issue")))
    assert run(["--site", str(paper), "build", "2026-01-01"]) == 2
    assert capsys.readouterr().err == "content/issues: error[unknown-issue]: no such issue\n"


def test_fault_of_our_own_gives_an_apology_and_a_log_but_no_traceback(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(ZeroDivisionError("division by zero"))
    assert run(["--site", str(paper), "build"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Sorry: Broadsheet itself failed (ZeroDivisionError: division by zero).")
    assert said.count("\n") == 1
    assert "Traceback" in (paper / ".broadsheet/crash.log").read_text()


def test_interrupt_says_that_the_last_good_output_stands(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(KeyboardInterrupt())
    assert run(["--site", str(paper), "build"]) == 130
    assert "the last good output stands" in capsys.readouterr().err


def test_termination_is_told_apart(
    answer: Callable[[Any], Builds], paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(Terminated())
    assert run(["--site", str(paper), "build"]) == 143
    assert "terminated: nothing is half done" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--pages", "8"], "--expect"),
        (["build", "--expect", "tomorrow"], "2026-11-24 (got 'tomorrow')"),
        (["build", "--now", "noon"], "2026-11-24T05:30 (got 'noon')"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--publish"], "--publish"),
        (["print"], "print"),
        (["check", "content/nothing.md"], "content/nothing.md"),
        (["init"], "DIR"),
    ],
)
def test_wrong_usage_exits_with_2(words: list[str], said: str, paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(paper), *words]) == 2
    assert said in capsys.readouterr().err


def test_output_among_the_sources_is_refused(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(paper), "build", "--output", str(paper / "content/out")]) == 2
    assert "where the paper's sources are" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["build"], ["check"], ["serve"], ["new", "issue", "2026-11-25"]])
def test_folder_without_a_paper_exits_with_2(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--site", str(tmp_path), *command]) == 2
    said = capsys.readouterr().err
    assert "error[unreadable-site]" in said
    assert "broadsheet init" in said


# --- check ---


def test_check_tells_faults_on_stderr_and_sums_up_on_stdout(
    monkeypatch: pytest.MonkeyPatch, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_answers(monkeypatch, FAULT)
    assert run(["--site", str(paper), "check"]) == 1
    assert capsys.readouterr() == (
        "checked: 1 error, no warnings\n",
        "content/a.md:1: error[missing-title]: no title\n",
    )


def test_check_as_json_is_a_result(
    monkeypatch: pytest.MonkeyPatch, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_answers(monkeypatch, FAULT)
    assert run(["--site", str(paper), "check", "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert [item["path"] for item in json.loads(printed.out)] == ["content/a.md"]
    assert printed.err == ""


def test_warnings_count_only_when_strict(monkeypatch: pytest.MonkeyPatch, paper: Path) -> None:
    check_answers(monkeypatch, REMARK)
    assert run(["--site", str(paper), "check"]) == 0
    assert run(["--site", str(paper), "check", "--strict"]) == 1


def test_check_takes_paths_from_the_current_folder(monkeypatch: pytest.MonkeyPatch, paper: Path) -> None:
    asked = check_answers(monkeypatch)
    monkeypatch.chdir(paper / "content")
    assert run(["--site", "..", "check", "paper.yaml"]) == 0
    assert asked == [(paper / "content/paper.yaml",)]


def test_check_of_a_path_outside_content_is_refused(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(paper), "check", str(paper / "README.md")]) == 2
    assert "is not in" in capsys.readouterr().err


# --- the command itself ---


def test_help_imports_neither_the_build_nor_rich() -> None:
    heavy = ["broadsheet.build", "broadsheet.content", "rich", "tornado", "jinja2", "yaml"]
    program = (
        "import sys\n"
        "from broadsheet.cli import run\n"
        "assert run(['build', '--help']) == 0\n"
        f"assert not set({heavy}) & set(sys.modules), set({heavy}) & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


def test_a_reader_who_leaves_early_gives_no_traceback(paper: Path) -> None:
    program = "from broadsheet.cli import main; import sys; sys.argv[1:] = ['build', '--help']; main()"
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stderr:
        assert stderr.read() == b""
    process.wait()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("broadsheet, version ")


# --- init, new ---


def test_init_offers_every_language_there_is_a_starter_for() -> None:
    assert tuple(STARTERS) == STARTER_LANGUAGES


def test_init_new_issue_and_new_article_print_what_they_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "paper", "--language", "en", "--name", "The Courier", "--date", "2026-11-24"]) == 0
    assert Path("paper/content/paper.yaml") in map(Path, capsys.readouterr().out.splitlines())
    assert run(["--site", "paper", "new", "issue", "2026-11-25", "--pages", "3"]) == 0
    written = [
        Path(line).relative_to("paper/content/issues/2026/2026-11-25") for line in capsys.readouterr().out.split()
    ]
    assert [path.as_posix() for path in written] == ["issue.yaml", "A1/page.yaml", "A2/page.yaml", "A3/page.yaml"]
    assert run(["--site", "paper", "new", "article", "A1", "ferry"]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{Path('paper/content/issues/2026/2026-11-25/A1/01-ferry.md')}\n"
    assert printed.err == "in issue 2026-11-25, the newest; --issue names another\n"
    assert run(["--site", "paper", "new", "article", "A1", "ferry", "--issue", "2026-11-24"]) == 0
    assert capsys.readouterr().err == ""


def test_what_exists_is_not_begun_again(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(paper)]) == 2
    assert run(["--site", str(paper), "new", "issue", "2026-11-24"]) == 2
    assert run(["--site", str(paper), "new", "article", "01", "first-issue"]) == 2
    said = capsys.readouterr().err
    assert [line.count("error[") for line in said.splitlines() if "error[" in line] == [1, 1, 1]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["init", "paper"], "paper"),
        (["init", "paper/README.md"], "paper/README.md"),
        (["init", "new", "--date", "tomorrow"], "--date"),
        (["--site", "paper", "new", "issue", "tomorrow"], "content/issues"),
        (["--site", "paper", "new", "issue", "2026-11-24"], "content/issues/2026/2026-11-24"),
        (["--site", "paper", "new", "article", "09", "x"], "content/issues/2026/2026-11-24"),
        (["--site", "paper", "new", "article", "01", "a b"], "content/issues/2026/2026-11-24/01"),
    ],
)
def test_fault_of_a_word_is_told_of_a_file_or_an_option(
    words: list[str], place: str, paper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper.parent)
    assert run(words) == 2
    assert capsys.readouterr().err.startswith(f"{place}: error[")
