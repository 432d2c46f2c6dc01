"""A build that is stopped while its processes are at work: at once, without a trace, the last good output untouched."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from build.living import children, survivors
from conftest import NewSite
from paper_site import PaperSite

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

PATIENCE = 30
"""Seconds to wait for a build to start its processes, and to end."""


@pytest.fixture
def paper(site: NewSite) -> PaperSite:
    """Enough to be worth processes."""
    return with_issues(site(), month=11, articles=15)


def with_issues(paper: PaperSite, month: int, articles: int) -> PaperSite:
    for day in range(1, 17):
        for number in range(articles):
            issue = f"content/issues/2026/2026-{month:02}-{day:02}"
            paper.article(f"01/story-{number}", f"第{number}篇。" * 30, issue=issue)
    return paper


@contextlib.contextmanager
def busy_build(paper: PaperSite) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A build in a process group of its own, as a terminal would start it, and its two workers."""
    command = [sys.executable, "-m", "broadsheet", "build", "--no-press", "--jobs", "2"]
    with subprocess.Popen(
        command,
        cwd=paper.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as build:
        try:
            deadline = time.monotonic() + PATIENCE
            while len(workers := children(build.pid)) < 2 or not list(paper.root.glob("output/.broadsheet-new/*/*")):
                assert build.poll() is None, build.stderr and build.stderr.read()
                assert time.monotonic() < deadline
                time.sleep(0.002)
            yield build, workers
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(build.pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("stop", "status", "said"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
)
def test_a_build_that_is_stopped_leaves_nothing(stop: signal.Signals, status: int, said: str, paper: PaperSite) -> None:
    with busy_build(paper) as (build, workers):
        os.killpg(build.pid, stop)
        printed, faults = build.communicate(timeout=PATIENCE)
        assert survivors(workers) == []
    assert (build.returncode, printed) == (status, "")
    assert faults.strip() == f"{said}: nothing is half done, the last good output stands"
    assert not (paper.root / "output").exists()


def test_a_build_that_is_stopped_leaves_the_last_edition(paper: PaperSite) -> None:
    first = paper.build().files()
    for article in paper.root.glob("content/issues/*/*/*/*.md"):
        article.write_text(f"{article.read_text(encoding='utf-8')}改。\n", encoding="utf-8")
    with busy_build(paper) as (build, workers):
        os.kill(build.pid, signal.SIGTERM)
        assert build.wait(PATIENCE) == 143
        assert survivors(workers) == []
    files = {str(p.relative_to(paper.root / "output")): p for p in paper.root.glob("output/**/*") if p.is_file()}
    assert {address: path.read_bytes() for address, path in files.items()} == first


def test_a_worker_that_is_killed_ends_the_build_with_a_diagnostic(paper: PaperSite) -> None:
    with busy_build(paper) as (build, workers):
        os.kill(workers[0], signal.SIGKILL)
        printed, faults = build.communicate(timeout=PATIENCE)
        assert survivors(workers) == []
    assert (build.returncode, printed) == (2, "")
    assert "content/issues: error[worker-died]: a worker died while it made 2026-11-" in faults
    assert "it was killed (SIGKILL)\n  hint: if memory ran out, give fewer --jobs" in faults
    assert not (paper.root / "output").exists()


def test_workers_end_with_a_build_that_is_killed(paper: PaperSite) -> None:
    with busy_build(paper) as (build, workers):
        build.kill()
        build.wait(PATIENCE)
        assert survivors(workers) == []
    assert paper.build().files() == paper.build(output="clean").files()


def test_ctrl_c_at_a_terminal_gives_the_cursor_back(paper: PaperSite) -> None:
    command = [sys.executable, "-m", "broadsheet", "--site", str(paper.root), "build", "--no-press", "--jobs", "2"]
    with_issues(with_issues(paper, month=10, articles=60), month=9, articles=60)
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execv(command[0], command)
    said, is_stopped = b"", False
    with contextlib.suppress(OSError):  # the other end is closed
        while chunk := os.read(terminal, 65536):
            said += chunk
            if b"/48" in chunk and not is_stopped:
                os.write(terminal, b"\x03")
                is_stopped = True
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 130
    assert said.count(b"\x1b[?25l") == said.count(b"\x1b[?25h") == 1
    assert b"Traceback" not in said
    assert b"interrupted: nothing is half done, the last good output stands" in said
