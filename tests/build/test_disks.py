"""Disks that are full, closed, or hold something else where the state of the last build should be."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build.edits import folder_of
from build.interrupted import BUILT, count_changes, interrupt_at, refuse_from
from build.newsroom import NEW_FILES, NOON, Newsroom, difference, files_below, run, states, work_on

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    assert made.build(now=made.now, jobs=1).result.ok
    return made


# --- full -----------------------------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_at_some_change_is_told_and_completed(room: Newsroom) -> None:
    _fill_up(room, tries=6)


@pytest.mark.slow
def test_a_disk_that_fills_up_at_each_change_is_told_and_completed(room: Newsroom) -> None:
    _fill_up(room, tries=10_000)


def _fill_up(room: Newsroom, tries: int) -> None:
    contents = _two_contents(room)
    changes = count_changes(room, now=NOON)
    for number in range(1, changes, max(1, changes // tries)):
        for times in (1, sys.maxsize):
            _take(room, contents[number % 2])
            # A cache that cannot be written is no fault; whatever else is, is told.
            assert refuse_from(room, number, times=times, now=NOON) in {BUILT, "cannot-write"}
            assert room.compare()
            assert not (room.output / NEW_FILES).exists()


def test_an_exception_out_of_nowhere_while_writing_loses_nothing(room: Newsroom) -> None:
    contents = _two_contents(room)
    changes = count_changes(room, now=NOON)
    for number in range(1, changes, max(1, changes // 6)):
        _take(room, contents[number % 2])
        assert interrupt_at(room, number, now=NOON) in {BUILT, "Interruption"}
        assert room.compare()


def _two_contents(room: Newsroom) -> tuple[Path, Path]:
    """The content as it is and as it is to be; the room is left with the second."""
    folders = (room.root.parent / "before", room.root.parent / "after")
    shutil.copytree(room.root / "content", folders[0])
    work_on(room)
    shutil.copytree(room.root / "content", folders[1])
    return folders


def _take(room: Newsroom, content: Path) -> None:
    shutil.rmtree(room.root / "content")
    shutil.copytree(content, room.root / "content")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)]
    can_mount = IS_ROOT and shutil.which("mount") is not None
    if not can_mount or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_an_output_on_a_disk_that_is_full_stays_as_it_was(room: Newsroom, small_disk: Path) -> None:
    output = small_disk / "edition"
    words = ("--output", str(output))
    assert run(room, *words) == (0, "")
    before = files_below(output)
    (small_disk / "other").write_bytes(b"\0" * _left(small_disk))
    work_on(room)
    status, told = run(room, *words)
    assert (status, told.count("cannot-write"), told.count("\n")) == (2, 1, 2), told
    assert "No space left" in told
    assert before.keys() <= files_below(output).keys()
    (small_disk / "other").unlink()
    assert run(room, *words)[0] == 0
    assert difference(files_below(output), room.clean_build().files) == []


def _left(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def test_a_limit_on_the_size_of_files_is_told(room: Newsroom) -> None:
    work_on(room)
    before = files_below(room.output)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    status, told = run(room, preexec_fn=limit)
    assert status == 2
    assert "cannot-write" in told
    assert "Traceback" not in told
    assert before.keys() <= files_below(room.output).keys()
    assert room.compare()


# --- closed ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def as_anybody() -> tuple[str, ...]:
    """How to run a command so that the modes of files count for it, also for root."""
    if not IS_ROOT:
        return ()
    powers = "-dac_override,-dac_read_search"
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere")
    return ("setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}")


@pytest.mark.parametrize("closed", ["output", "output/2026/11/24/01", ".broadsheet"])
def test_a_folder_that_may_not_be_written_is_told(room: Newsroom, as_anybody: tuple[str, ...], closed: str) -> None:
    work_on(room)
    before = files_below(room.output)
    (room.root / closed).chmod(0o555)
    status, told = run(room, before=as_anybody)
    (room.root / closed).chmod(0o755)
    assert (status, told.count("cannot-write"), told.count("\n")) == (2, 1, 2), told
    assert "Permission denied" in told or "readonly" in told
    assert before.keys() <= files_below(room.output).keys()
    assert room.compare()


def test_a_state_that_may_not_be_read_is_told(room: Newsroom, as_anybody: tuple[str, ...]) -> None:
    work_on(room)
    (state,) = states(room)
    state.chmod(0)
    status, told = run(room, before=as_anybody)
    state.chmod(0o644)
    assert status in {0, 2}
    assert "state" in told
    assert "Traceback" not in told
    assert "Sorry" not in told


def test_a_build_of_nothing_new_beside_a_closed_state_is_told_or_done(
    room: Newsroom, as_anybody: tuple[str, ...]
) -> None:
    for path in (room.root / ".broadsheet", *(room.root / ".broadsheet").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    status, told = run(room, before=as_anybody)
    for path in ((room.root / ".broadsheet"), *(room.root / ".broadsheet").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert status == 0 or (status == 2 and "cannot-write" in told), told
    assert room.compare()


# --- another file system --------------------------------------------------------------------------------------------


def test_an_output_on_another_file_system_is_as_any_other(room: Newsroom) -> None:
    places = (place for place in (Path("/dev/shm"), Path("/var/tmp"), Path.home()) if os.access(place, os.W_OK))
    other = next((place for place in places if place.stat().st_dev != room.root.stat().st_dev), None)
    if other is None:
        pytest.skip("there is one file system only")
    output = other / f"broadsheet-{os.getpid()}"
    try:
        for old, new in (("六点", "七点"), ("七点", "八点")):
            assert run(room, "--output", str(output)) == (0, "")
            assert difference(files_below(output), room.clean_build().files) == []
            room.edit(f"{folder_of('2026-11-24')}/01/market.md", f"早市{old}", f"早市{new}")
    finally:
        shutil.rmtree(output)
