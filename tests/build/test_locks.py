"""Two builds into one output: the second waits its turn, and both end with a right one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build.interrupted import stop_at
from build.newsroom import NOON, Newsroom, difference, files_below

LATE = "2026-11-24T12:00"
WRITING = 40
"""The number of a change to the disk in the middle of a first build's writing."""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def start(room: Newsroom, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "broadsheet", "--site", str(room.root), "build", "--no-press", "--now", LATE]
    return subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def stopped_build(room: Newsroom) -> Iterator[int]:
    """A build that stands still in the middle of its writing; the process, killed in the end."""
    process = stop_at(room, WRITING, now=NOON)
    try:
        yield process
    finally:
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)


def test_two_builds_at_once_end_with_a_right_output(room: Newsroom) -> None:
    for text in ("早市五点开门", "早市四点开门"):
        room.edit("content/issues/2026/2026-11-24/01/market.md", room_text(room), text)
        both = [start(room), start(room)]
        told = [build.communicate(timeout=120) for build in both]
        assert [build.returncode for build in both] == [0, 0], told
        assert all("error" not in err and "Traceback" not in err for _, err in told)
        assert difference(files_below(room.output), room.clean_build().files) == []
    assert room.build(now=NOON).result.written == 0


def room_text(room: Newsroom) -> str:
    text = (room.root / "content/issues/2026/2026-11-24/01/market.md").read_text(encoding="utf-8")
    return text.rstrip().rpartition("\n")[2].rstrip("。")


def test_a_second_build_waits_for_the_first(room: Newsroom) -> None:
    with stopped_build(room) as first:
        room.article("01/late", issue="content/issues/2026/2026-11-24")
        second = start(room)
        time.sleep(2)
        assert second.poll() is None, second.communicate()
        assert not (room.output / "index.html").exists()
        os.kill(first, signal.SIGCONT)
        _, told = second.communicate(timeout=120)
    assert second.returncode == 0, told
    assert "another build" in told
    assert difference(files_below(room.output), room.clean_build().files) == []


def test_a_killed_build_leaves_no_lock_behind(room: Newsroom) -> None:
    with stopped_build(room):
        pass
    started = time.monotonic()
    assert room.compare()
    assert time.monotonic() - started < 20


def test_a_waiting_build_can_be_broken_off(room: Newsroom) -> None:
    with stopped_build(room):
        second = start(room)
        time.sleep(2)
        second.send_signal(signal.SIGINT)
        _, told = second.communicate(timeout=20)
        assert second.returncode == 130
        assert "Traceback" not in told


def test_builds_into_different_outputs_do_not_wait_for_each_other(room: Newsroom, tmp_path: Path) -> None:
    with stopped_build(room):
        other = start(room, "--output", str(tmp_path / "other"))
        _, told = other.communicate(timeout=120)
    assert other.returncode == 0, told
    assert difference(files_below(tmp_path / "other"), room.clean_build().files) == []


def test_check_does_not_wait_for_a_build(room: Newsroom) -> None:
    with stopped_build(room):
        command = [sys.executable, "-m", "broadsheet", "--site", str(room.root), "check", "--quiet"]
        assert subprocess.run(command, timeout=60, check=False).returncode == 0


def test_what_lies_in_the_place_of_the_lock_does_no_harm(room: Newsroom) -> None:
    assert room.compare()
    for lock in (room.root / ".broadsheet").glob("*.lock"):
        lock.write_text("12345 left by something else", encoding="utf-8")
        lock.chmod(0o444)
    room.edit("content/issues/2026/2026-11-24/01/market.md", "早市六点开门", "早市五点开门")
    assert room.compare()
