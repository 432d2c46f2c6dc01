"""Clocks that go back, and files whose times say nothing."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from build.edits import first_paper, folder_of
from build.file_edits import LONG_AGO, TO_COME, clone_over, commit, copy_over, edit_unseen, replace_unseen, touch_all
from build.interrupted import BUILT, act_after_reading
from build.newsroom import Newsroom, lend_templates

ARTICLE = "2026/11/24/01/market.html"
SOURCE = f"{folder_of('2026-11-24')}/01/market.md"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    assert made.build(now=made.now, jobs=1).result.ok
    return made


# --- what has not changed -------------------------------------------------------------------------------------------


def test_files_with_other_times_are_recognised(room: Newsroom) -> None:
    for moment in (LONG_AGO, TO_COME, 0):
        for path in (room.root / "content").rglob("*"):
            os.utime(path, ns=(moment, moment))
        assert _made(room) == (0, 0)
    assert room.compare()


@pytest.mark.parametrize("move", [touch_all, copy_over])
def test_files_on_another_disk_are_recognised(room: Newsroom, move: object) -> None:
    assert callable(move)
    for seed in range(3):
        move(room, Random(seed))
        assert _made(room) == (0, 0)
    assert room.compare()


def test_a_fresh_clone_beside_the_state_of_the_last_build_is_recognised(room: Newsroom) -> None:
    commit(room, Random(0))
    clone_over(room, Random(1))
    assert _made(room) == (0, 0)
    room.edit(SOURCE, "早市六点开门", "早市五点开门")
    clone_over(room, Random(2))
    assert _made(room)[0] == 1
    assert room.compare()


# --- what has changed, though nothing tells -------------------------------------------------------------------------


@pytest.mark.parametrize("edit", [edit_unseen, replace_unseen])
def test_an_edit_of_the_same_size_and_time_is_seen(room: Newsroom, edit: object) -> None:
    assert callable(edit)
    for seed in range(6):
        edit(room, Random(seed))
        assert _made(room)[0] == 1
    assert room.compare()


def test_edits_right_after_a_build_are_seen(room: Newsroom) -> None:
    """Within one tick of the file system's clock."""
    for number in range(15):
        room.write(SOURCE, f"---\ntitle: 早市\n---\n\n早市{number % 10}点开门。\n")
        room.build(now=room.now)
        assert f"早市{number % 10}点开门" in (room.output / ARTICLE).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["watched.md", "w.png"])
def test_an_edit_while_a_build_runs_is_seen_by_the_next(room: Newsroom, name: str) -> None:
    """Of the same size and time, right after the build has read the file."""
    folder = f"{folder_of('2026-11-24')}/01"
    file = room.root / folder / name
    for number in range(3):
        room.article("01/watched", photos=[{"src": "w.png", "alt": "江边"}], body=f"{number}点开门。")
        _photo(file.with_name("w.png"), f"#1122{number}0")

        def save_again(number: int = number) -> None:
            before = file.stat()
            if name.endswith(".md"):
                file.write_bytes(file.read_bytes().replace(f"{number}点".encode(), "9点".encode()))
            else:
                _photo(file, f"#1122{number}1")
            assert file.stat().st_size == before.st_size
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert act_after_reading(room, name, save_again, now=room.now) in {BUILT, "cannot-write"}
        assert room.compare()


def test_an_edit_while_the_clock_was_ahead_is_seen(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last build believed that it was next year: whatever it noted of times lies in the future."""
    year = 365 * 86_400
    clock, clock_ns = time.time, time.time_ns
    with monkeypatch.context() as ahead:
        ahead.setattr(time, "time", lambda: clock() + year)
        ahead.setattr(time, "time_ns", lambda: clock_ns() + year * 10**9)
        room.edit(SOURCE, "早市六点开门", "早市五点开门")
        room.build(now=room.now)
    for seed in range(3):
        edit_unseen(room, Random(seed))
        assert _made(room)[0] == 1
    assert room.compare()


def test_a_photo_in_another_folder_replaced_unseen_is_seen(room: Newsroom) -> None:
    """Photos of other issues and of folders below are outside an issue's own list of files."""
    for path in (f"{folder_of('2026-11-22')}/01/p.png", f"{folder_of('2026-11-24')}/01/近照/p.png"):
        _photo(room.root / path, "#112233")
    room.article(
        "01/shown",
        issue=folder_of("2026-11-24"),
        photos=[{"src": "../../2026-11-22/01/p.png", "alt": "江边"}, {"src": "近照/p.png", "alt": "江边"}],
    )
    assert room.compare()
    for path in (f"{folder_of('2026-11-22')}/01/p.png", f"{folder_of('2026-11-24')}/01/近照/p.png"):
        file = room.root / path
        before = file.stat()
        _photo(file, "#112234")
        assert file.stat().st_size == before.st_size
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert _made(room)[0] >= 1
        assert room.compare()


# --- what time it is ------------------------------------------------------------------------------------------------


def test_an_issue_that_was_out_stays_out_when_the_clock_is_set_back(room: Newsroom) -> None:
    last = room.now - dt.timedelta(days=1)
    before = room.build(now=room.now).files()
    built = room.build(now=last)
    assert built.result.ok
    assert built.result.latest == "2026-11-24"
    assert built.files() == before
    assert room.build(now=room.now).result.written == 0


def test_an_issue_comes_out_when_its_time_has_come_though_nothing_changed(room: Newsroom) -> None:
    room.article("01/tomorrow", issue=folder_of("2026-11-25"))
    assert room.compare()
    assert not (room.output / "2026/11/25").exists()
    room.now += dt.timedelta(days=1)
    assert room.compare()
    assert (room.output / "2026/11/25/01/tomorrow.html").exists()


def test_two_builds_at_two_times_of_one_content_are_the_same(tmp_path: Path) -> None:
    """The clock decides what is out and nothing else."""
    one, other = first_paper(tmp_path / "one"), first_paper(tmp_path / "other")
    lend_templates(one.root)
    lend_templates(other.root)
    later = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
    assert one.build().files() == other.build(now=later).files()


def _made(room: Newsroom) -> tuple[int, int]:
    """How many issues the next build makes again and how many files it writes."""
    built = room.build(now=room.now)
    assert built.result.ok
    return built.result.issues_built, built.result.written


def _photo(file: Path, colour: str) -> None:
    """A picture whose size in bytes does not depend on its colour."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (48, 30), colour).save(file, compress_level=0)
