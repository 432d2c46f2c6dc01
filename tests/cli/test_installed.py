"""The installed command, as people and CI run it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.end_to_end

COMMAND = os.environ.get("BROADSHEET") or str(Path(sys.executable).with_name("broadsheet"))
"""CI names the one from the wheel."""
PATIENCE = 60
"""Seconds after which a preview that should have ended is ended."""


def broadsheet(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    begun = broadsheet("init", "paper", "--date", "2026-11-24", folder=tmp_path)
    assert (begun.returncode, begun.stderr) == (0, "")
    return tmp_path / "paper"


def test_new_paper_is_checked_and_built(paper: Path) -> None:
    checked = broadsheet("check", "--strict", "--format", "json", folder=paper)
    assert (checked.returncode, json.loads(checked.stdout), checked.stderr) == (0, [], "")
    built = broadsheet("build", "--now", "2026-11-24T06:00", folder=paper)
    assert (built.returncode, built.stderr) == (0, "")
    lines = built.stdout.splitlines()
    assert lines[0] == "latest issue: 2026-11-24"
    assert lines[-1].startswith("built 1 of 1 issue (2 pages, 3 articles): ")
    assert (paper / "output/index.html").is_file()


def test_fault_stops_the_build_and_leaves_the_last_output(paper: Path) -> None:
    broadsheet("build", "--now", "2026-11-24T06:00", folder=paper)
    before = (paper / "output/index.html").read_bytes()
    article = paper / "content/issues/2026/2026-11-24/02/01-photos.md"
    article.write_text(article.read_text(encoding="utf-8").replace("编辑部", "编缉部"), encoding="utf-8")
    built = broadsheet("build", "--now", "2026-11-24T06:00", folder=paper)
    assert built.returncode == 1
    place = "content/issues/2026/2026-11-24/02/01-photos.md:3:10"
    assert f"{place}: error[unknown-section]: " in built.stderr
    assert "\n  hint: did you mean '编辑部'?\n" in built.stderr
    assert built.stderr.endswith("nothing was written, the last good output stands\n")
    assert (paper / "output/index.html").read_bytes() == before


def test_ascii_terminal_does_not_break_the_command(paper: Path) -> None:
    shutil.copy(paper / "README.md", paper / "content/江.txt")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    checked = subprocess.run([COMMAND, "check"], cwd=paper, capture_output=True, env=environment, check=False)
    assert checked.returncode == 0
    assert b"warning[stray-file]" in checked.stderr
    assert b"Traceback" not in checked.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_preview_is_served_until_interrupted(paper: Path, ending: signal.Signals) -> None:
    with served(paper) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[2]
        first_build = process.stdout.readline()
        with urllib.request.urlopen(address, timeout=PATIENCE) as response:
            page = response.read().decode()
        process.send_signal(ending)
        printed, faults = process.communicate(timeout=PATIENCE)
    assert first_build.startswith("built in ")
    assert "我的报纸" in page
    assert "livereload.js" in page
    assert (process.returncode, printed.splitlines()[-1], faults) == (0, "stopped", "")
    assert not (paper / "output").exists()


@contextlib.contextmanager
def served(paper: Path) -> Iterator[subprocess.Popen[str]]:
    """A running preview; killed when the test fails or takes too long, so that nothing waits for it."""
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", "0"],
        cwd=paper,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    deadline = threading.Timer(PATIENCE, process.kill)
    deadline.start()
    with process:
        try:
            yield process
        finally:
            deadline.cancel()
            process.kill()
