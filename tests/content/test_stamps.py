"""Stamps tell that files are as they were, and never say so of a file that was changed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.content.stamps import (
    disk_clock,
    is_settled,
    stamp_file,
    stamp_folder,
    stamp_many,
    stamp_output,
    stamp_written,
)

LATER = 3_000_000_000
"""After which everything is settled, in nanoseconds."""


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "2026-11-24"
    (folder / "01").mkdir(parents=True)
    (folder / "02").mkdir()
    (folder / "issue.yaml").write_text("number: 1\n")
    (folder / "01" / "flood.md").write_text("a flood")
    (folder / "01" / "洪水.jpg").write_bytes(b"picture")
    return folder


def stamp(folder: Path) -> str:
    """As it is told once the last change is long ago."""
    found = stamp_folder(str(folder), time.time_ns() + LATER)
    assert found is not None
    return found


def rewrite(path: Path, content: str) -> None:
    """The bytes in place, with the modification time as it was: only the change time tells."""
    before = path.stat()
    with path.open("r+") as file:
        file.write(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_the_same_files_have_the_same_stamp(issue: Path) -> None:
    assert stamp(issue) == stamp(issue)


def _edit_in_place(issue: Path) -> None:
    rewrite(issue / "01" / "flood.md", "A FLOOD")


def _replace_by_rename(issue: Path) -> None:
    path = issue / "01" / "flood.md"
    new = issue / "01" / ".new"
    new.write_text("A FLOOD")
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    new.replace(path)


def _rename(issue: Path) -> None:
    (issue / "01" / "flood.md").rename(issue / "01" / "rain.md")


def _move(issue: Path) -> None:
    (issue / "01" / "flood.md").rename(issue / "02" / "flood.md")


def _add(issue: Path) -> None:
    (issue / "02" / "more.md").write_text("")


def _remove(issue: Path) -> None:
    (issue / "01" / "flood.md").unlink()


def _empty_page(issue: Path) -> None:
    (issue / "03").mkdir()


def _no_page(issue: Path) -> None:
    (issue / "02").rmdir()


def _file_for_folder(issue: Path) -> None:
    (issue / "02").rmdir()
    (issue / "02").write_text("")


def _no_rights(issue: Path) -> None:
    (issue / "issue.yaml").chmod(0)


def _link_for_file(issue: Path) -> None:
    (issue / "01" / "flood.md").rename(issue.parent / "flood.md")
    (issue / "01" / "flood.md").symlink_to("../../flood.md")


CHANGES = [
    _edit_in_place, _replace_by_rename, _rename, _move, _add, _remove, _empty_page, _no_page, _file_for_folder,
    _no_rights, _link_for_file,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__[1:])
def test_every_change_gives_another_stamp(issue: Path, change: Callable[[Path], None]) -> None:
    before = stamp(issue)
    time.sleep(0.03)
    change(issue)
    assert stamp(issue) != before


def test_hidden_files_do_not_count(issue: Path) -> None:
    before = stamp(issue)
    (issue / "01" / ".flood.md.swp").write_text("editor")
    (issue / ".git").mkdir()
    (issue / ".git" / "index").write_text("")
    assert stamp(issue) == before


def test_what_a_link_leads_to_counts(issue: Path) -> None:
    photo, other = issue.parent / "photo.jpg", issue.parent / "other.jpg"
    photo.write_bytes(b"one")
    other.write_bytes(b"one")
    link = issue / "01" / "photo.jpg"
    link.symlink_to(photo)
    before = stamp(issue)
    rewrite(photo, "two")
    changed = stamp(issue)
    photo.unlink()
    dangling = stamp(issue)
    photo.symlink_to(other)
    assert len({before, changed, dangling, stamp(issue)}) == 4


def test_a_link_to_a_folder_may_lead_anywhere(issue: Path) -> None:
    (issue / "03").symlink_to("/")
    assert stamp_folder(str(issue), time.time_ns() + LATER) is None


def test_a_circle_of_links_does_not_hold_it_up(issue: Path) -> None:
    (issue / "03").symlink_to("03")
    assert stamp_folder(str(issue), time.time_ns() + LATER) is None


def test_what_is_not_there_has_no_stamp(tmp_path: Path) -> None:
    now = time.time_ns() + LATER
    missing = str(tmp_path / "missing")
    assert (stamp_folder(missing, now), stamp_file(missing, now), stamp_output(missing)) == (None, None, None)


def test_names_that_are_not_utf_8_and_times_before_1970_are_stamped(issue: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(issue / "01") + b"/\xff.md"))
    odd.write_text("one")
    os.utime(odd, ns=(-5, -5))
    before = stamp(issue)
    os.utime(odd, ns=(-6, -6))
    assert stamp(issue) != before


def test_where_names_are_joined_does_not_matter(tmp_path: Path) -> None:
    """Two trees of the same names, inodes and times, told apart by which name is whose folder."""
    for tree in ("one/a/b", "two/a", "two/b"):
        (tmp_path / tree).mkdir(parents=True)
    assert stamp(tmp_path / "one") != stamp(tmp_path / "two")


# --- times ----------------------------------------------------------------------------------------------------------


def test_a_file_changed_just_now_has_no_stamp(issue: Path) -> None:
    path = issue / "issue.yaml"
    path.write_text("number: 2\n")
    assert stamp_folder(str(issue), disk_clock(issue)) is None
    assert stamp_file(str(path), disk_clock(issue)) is None
    time.sleep(0.1)
    assert stamp_folder(str(issue), disk_clock(issue)) is not None
    assert stamp_file(str(path), disk_clock(issue)) is not None


def test_a_clock_set_back_has_no_stamp(issue: Path) -> None:
    an_hour_ago = time.time_ns() - 3_600_000_000_000
    assert stamp_folder(str(issue), an_hour_ago) is None


@pytest.mark.parametrize(
    ("newest", "settled"),
    [(1, 0.06), (1_000_000_000, 2.1), (2_010_000_000, 2.1)],
    ids=["nanoseconds", "whole seconds", "hundredths"],
)
def test_coarse_times_settle_later(newest: int, settled: float) -> None:
    after = int(settled * 1_000_000_000)
    assert is_settled(newest, newest + after)
    assert not is_settled(newest, newest + after - 100_000_000)
    assert not is_settled(newest, newest)
    assert not is_settled(newest, newest - 1)


def test_the_clock_leaves_nothing_behind_and_needs_no_rights(tmp_path: Path) -> None:
    assert abs(disk_clock(tmp_path) - time.time_ns()) < 1_000_000_000
    assert list(tmp_path.iterdir()) == []
    assert abs(disk_clock(tmp_path / "missing") - time.time_ns()) < 1_000_000_000


def test_no_edit_of_the_same_size_is_missed_however_soon(tmp_path: Path) -> None:
    """Whatever is edited right after its stamp was taken, at the same modification time, has no stamp or another."""
    path = tmp_path / "article.md"
    path.write_text("0000")
    missed = taken = 0
    for number in range(4_000):
        if number % 200 == 0:
            time.sleep(0.055)
        time.sleep(number % 7 / 100_000)
        before = stamp_folder(str(tmp_path), disk_clock(tmp_path))
        rewrite(path, f"{number:04}")
        taken += before is not None
        missed += before is not None and before == stamp_folder(str(tmp_path), time.time_ns() + LATER)
    assert missed == 0
    assert taken >= 10


def test_no_edit_of_the_same_size_is_missed_among_many(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(1_000)]
    for folder in folders:
        folder.mkdir()
        (folder / "article.md").write_text("one")
    time.sleep(0.1)
    now = disk_clock(tmp_path)
    before = [stamp_folder(str(folder), now) for folder in folders]
    for folder in folders:
        rewrite(folder / "article.md", "two")
    after = [stamp_folder(str(folder), time.time_ns() + LATER) for folder in folders]
    assert None not in before
    assert not set(before) & set(after)


# --- output ---------------------------------------------------------------------------------------------------------

FILE = st.tuples(
    st.lists(st.sampled_from(["01", "02", "index.html", "洪水.html", "é"]), min_size=1, max_size=3).map("/".join),
    st.integers(0, 40),
    st.integers(0, 2**60),
)


@given(st.lists(FILE, unique_by=lambda file: file[0]))
def test_the_stamp_of_an_output_is_that_of_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, int, int]]
) -> None:
    output = tmp_path_factory.mktemp("output")
    written = []
    for address, size, mtime in files:
        path = output / address
        if any(parent.is_file() for parent in path.parents) or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
        os.utime(path, ns=(mtime, mtime))
        written.append((address, size, path.stat().st_mtime_ns))
    assert stamp_output(str(output)) == stamp_written(reversed(written))


def test_an_output_changed_by_hand_has_another_stamp(issue: Path) -> None:
    before = stamp_output(str(issue))
    (issue / "01" / "flood.md").write_text("longer than before")
    changed = stamp_output(str(issue))
    (issue / "01" / "stray.html").write_text("")
    strayed = stamp_output(str(issue))
    assert len({before, changed, strayed}) == 3
    assert stamp_output(str(issue), frozenset({"01/stray.html"})) == changed
    assert stamp_output(str(issue), frozenset({"01"})) == stamp_written(
        [("issue.yaml", 10, (issue / "issue.yaml").stat().st_mtime_ns)]
    )


def test_a_link_in_an_output_is_not_ours(issue: Path) -> None:
    (issue / "03").symlink_to("02")
    assert stamp_output(str(issue)) is None


# --- many -----------------------------------------------------------------------------------------------------------


def _told(path: str) -> str | None:
    return None if path.endswith("7") else f"{path}-stamp"


PATHS = [str(number) for number in range(1_001)]


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes started."""
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        process = fork()
        started.append(process)
        return process

    monkeypatch.setattr(os, "fork", counted)
    return started


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_many_are_told_by_several_processes(jobs: int, forks: list[int]) -> None:
    assert stamp_many(_told, PATHS, jobs) == {path: _told(path) for path in PATHS}
    assert len(forks) == jobs - 1
    for process in forks:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_a_few_are_told_here(forks: list[int]) -> None:
    assert stamp_many(_told, PATHS[:20], 2) == {path: _told(path) for path in PATHS[:20]}
    assert forks == []


def test_nothing_is_copied_while_threads_run(forks: list[int]) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert stamp_many(_told, PATHS, 2) == {path: _told(path) for path in PATHS}
    finally:
        done.set()
        thread.join()
    assert forks == []


def test_a_process_that_dies_is_stood_in_for() -> None:
    here = os.getpid()

    def deadly(path: str) -> str | None:
        if os.getpid() != here and path == "501":
            os.kill(os.getpid(), signal.SIGKILL)
        return _told(path)

    assert stamp_many(deadly, PATHS, 2) == {path: _told(path) for path in PATHS}


def test_an_interrupt_leaves_no_process(forks: list[int]) -> None:
    here = os.getpid()

    def interrupted(path: str) -> str | None:
        if os.getpid() == here:
            raise KeyboardInterrupt
        return "long" * 100_000

    with pytest.raises(KeyboardInterrupt):
        stamp_many(interrupted, PATHS, 2)
    with pytest.raises(ChildProcessError):
        os.waitpid(forks[0], os.WNOHANG)


def test_without_room_for_a_process_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    assert stamp_many(_told, PATHS, 2) == {path: _told(path) for path in PATHS}


def test_real_folders_in_two_processes(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(400)]
    for folder in folders:
        folder.mkdir()
        (folder / "article.md").write_text(folder.name)
    paths = [str(folder) for folder in folders]
    tell = partial(stamp_folder, now=time.time_ns() + LATER)
    found = stamp_many(tell, paths, 2)
    assert found == {path: tell(path) for path in paths}
    assert len(set(found.values())) == 400
