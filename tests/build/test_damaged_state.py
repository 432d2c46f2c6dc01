"""Something else where the state of the last build should be: told in one line, and everything is made again."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build.edits import first_paper, folder_of
from build.newsroom import NEW_FILES, NOON, Newsroom, difference, files_below, lend_templates, run, states, work_on


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    assert made.build(now=made.now, jobs=1).result.ok
    return made


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    path.write_bytes(os.urandom(5_000))


def garble_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2_000] = bytes(len(data[middle : middle + 2_000]))
    path.write_bytes(data)


def garble_all_but_the_head(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:200] + b"\xa5" * (len(data) - 200))


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "kept").write_text("by somebody", encoding="utf-8")


def link_in_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def write_prose(path: Path) -> None:
    path.write_text("江水天天过。" * 1000, encoding="utf-8")


DAMAGES: tuple[Callable[[Path], None], ...] = (
    *(cut, cut_short, empty, garble, garble_the_middle, garble_all_but_the_head, write_prose),
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_state_means_a_clean_build_with_one_line_of_explanation(
    room: Newsroom, damage: Callable[[Path], None]
) -> None:
    (state,) = states(room)
    room.edit(f"{folder_of('2026-11-24')}/01/market.md", "早市六点开门", "早市五点开门")
    damage(state)
    built = room.build(now=NOON)
    assert built.result.ok
    about = [each for each in built.result.diagnostics if each.code == "damaged-state"]
    assert len(about) == 1 or damage in {garble_the_middle, cut_short, empty}
    assert all("\n" not in each.message for each in about)
    # Nothing is pruned, so parts of the search index, which are named by what they hold, may be left.
    left = difference(built.files(), room.clean_build().files)
    assert [each for each in left if not each.startswith("only in the first: search/")] == []
    again = room.build(now=NOON)
    assert (again.result.ok, again.result.written, again.codes) == (True, 0, [])


@pytest.mark.parametrize("obstacle", [make_a_folder, link_in_a_circle])
def test_what_stands_in_the_place_of_the_state_is_told(room: Newsroom, obstacle: Callable[[Path], None]) -> None:
    (state,) = states(room)
    work_on(room)
    before = files_below(room.output)
    obstacle(state)
    status, told = run(room)
    assert (status, told.count("cannot-write"), told.count("\n")) == (2, 1, 2), told
    assert difference(files_below(room.output), before) == []


@pytest.mark.slow
def test_a_state_with_any_stretch_damaged_means_a_right_build(room: Newsroom, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(room.root, kept)
    work_on(room)
    clean = room.clean_build().files
    (state,) = states(room)
    whole = state.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        for name in ("output", ".broadsheet"):
            shutil.rmtree(room.root / name)
            shutil.copytree(kept / name, room.root / name)
        damaged = bytes(byte ^ 0x5A for byte in whole[place : place + 40])
        state.write_bytes(whole[:place] + damaged + whole[place + 40 :])
        built = room.build(now=NOON, jobs=1)
        assert built.result.ok
        left = difference(built.files(), clean)
        if "damaged-state" in built.codes:
            # Nothing was pruned.
            left = [each for each in left if not each.startswith("only in the first: ")]
        assert left == [], f"damaged from byte {place}"


def test_the_state_of_another_site_is_not_believed(room: Newsroom, tmp_path: Path) -> None:
    other = first_paper(tmp_path / "other")
    lend_templates(other.root)
    other.article("01/elsewhere", issue=folder_of("2026-11-20")).build(now=NOON)
    for path in (other.root / ".broadsheet").iterdir():
        target = room.root / ".broadsheet" / path.name
        shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
        shutil.copytree(path, target) if path.is_dir() else shutil.copy2(path, target)
    assert room.compare()


def test_an_earlier_state_than_the_output_s_is_not_believed(room: Newsroom, tmp_path: Path) -> None:
    """As when a backup is put back, or a CI cache is older than what was published."""
    kept = tmp_path / "kept"
    shutil.copytree(room.root / ".broadsheet", kept)
    issue = folder_of("2026-11-24")
    room.edit(f"{issue}/01/market.md", "早市六点开门", "早市五点开门")
    room.article("02/ferry", "渡船停了。", issue=issue, title="渡船停开")
    assert room.compare()
    shutil.rmtree(room.root / ".broadsheet")
    shutil.copytree(kept, room.root / ".broadsheet")
    assert room.compare()


def test_the_state_of_an_output_that_is_gone_is_not_believed(room: Newsroom) -> None:
    shutil.rmtree(room.output)
    assert room.compare()
    shutil.rmtree(room.output)
    room.output.mkdir()
    assert room.compare()


def test_a_lost_state_means_that_everything_is_made_and_nothing_pruned(room: Newsroom) -> None:
    shutil.rmtree(room.root / ".broadsheet")
    room.remove(f"{folder_of('2026-11-24')}/02/ferry.md")
    built = room.build(now=NOON)
    left = difference(built.files(), room.clean_build().files)
    assert "only in the first: 2026/11/24/02/ferry.html" in left
    assert all(each.startswith("only in the first: ") for each in left)
    assert built.codes == ["no-state"]


def test_a_state_folder_that_is_a_file_is_told(room: Newsroom) -> None:
    shutil.rmtree(room.root / ".broadsheet")
    (room.root / ".broadsheet").write_text("a file", encoding="utf-8")
    status, told = run(room)
    assert status == 2
    assert "cannot-write" in told
    assert "Traceback" not in told


def test_what_a_killed_build_left_in_the_output_is_cleared(room: Newsroom) -> None:
    """Where the next build makes its files, too."""
    for name in ("17", "2026-11-24/2026/11/24/01/stale.html", "2026-11-25/2026/11/25/01/stale.html"):
        (room.output / NEW_FILES / name).parent.mkdir(parents=True, exist_ok=True)
        (room.output / NEW_FILES / name).write_text("half", encoding="utf-8")
    room.edit(f"{folder_of('2026-11-24')}/01/market.md", "早市六点开门", "早市五点开门")
    room.article("01/new", issue=folder_of("2026-11-25"))
    room.now += dt.timedelta(days=1)
    assert room.compare()
