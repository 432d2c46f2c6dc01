from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.diagnostics import BroadsheetError
from broadsheet.output.disk import state_path
from broadsheet.output.manifest import UNSURE, WrittenFile, is_address, packed_manifest, unpacked_manifest
from broadsheet.output.sealed import DamagedStateError
from broadsheet.output.state import IssueEntry, IssueParts, State
from broadsheet.output.state_file import open_state, read_state, state_beside

ISSUE = "2026-11-24"
FILE = WrittenFile("ab" * 32, 12, 1_795_000_000_123_456_789)
FILES = {"2026/11/24/01/落叶.html": FILE, "2026/11/24/01/index.html": FILE}
ENTRY = IssueEntry(b"entry", "source", "output", "tree")
PARTS = IssueParts(b"face", b"listing", b"[]", FILES)


def opened(folder: Path) -> State:
    state, faults = open_state(folder / "a.state", site=folder)
    assert faults == ()
    return state


def settled(state: State, gone: tuple[str, ...] = ()) -> None:
    state.settle(site_files={"index.html": FILE}, out=(ISSUE,), gone=gone, stamps={})


def stored(folder: Path) -> None:
    """A state with one issue and a shard."""
    with opened(folder) as state:
        state.add(ISSUE, ENTRY, PARTS)
        state.keep_shard("month/2026-11", b"facts")
        settled(state)


def test_what_was_settled_comes_back(tmp_path: Path) -> None:
    stored(tmp_path)
    with opened(tmp_path) as state:
        assert (state.is_new, state.entries, state.out) == (False, {ISSUE: ENTRY}, (ISSUE,))
        assert (state.part(ISSUE, "face"), state.part(ISSUE, "listing")) == (b"face", b"listing")
        assert (state.files(ISSUE), state.site_files) == (FILES, {"index.html": FILE})
        assert state.shard("month/2026-11") == b"facts"
    assert [each.name for each in tmp_path.iterdir()] == ["a.state"]


def test_what_was_not_settled_is_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as state:
        state.add(ISSUE, ENTRY, PARTS)
        assert state.part(ISSUE, "face") == b"face"
        assert state.files_now(ISSUE) == FILES
    with opened(tmp_path) as state:
        assert (state.is_new, state.entries, state.part(ISSUE, "face")) == (True, {}, None)


def test_between_promise_and_settle_what_is_touched_is_torn(tmp_path: Path) -> None:
    stored(tmp_path)
    new = {"2026/11/24/02/new.html": FILE}
    with opened(tmp_path) as state:
        state.add(ISSUE, ENTRY, IssueParts(b"face", b"listing", b"[]", new))
        state.promise([(ISSUE, FILES)], {"a.html": UNSURE})
    with opened(tmp_path) as state:
        assert state.entries[ISSUE].is_torn
        assert state.files(ISSUE) == dict.fromkeys({**FILES, **new}, UNSURE)
        assert state.site_files == {"a.html": UNSURE}
        state.add(ISSUE, ENTRY, IssueParts(b"face", b"listing", b"[]", new))
        state.promise([(ISSUE, state.files(ISSUE))], {})
        settled(state)
        assert not state.entries[ISSUE].is_torn
    with opened(tmp_path) as state:
        assert (state.entries[ISSUE], state.files(ISSUE)) == (ENTRY, new)


def test_shards_that_are_not_kept_again_are_gone(tmp_path: Path) -> None:
    stored(tmp_path)
    with opened(tmp_path) as state:
        state.keep_shard("month/2026-12", b"more")
        settled(state)
    with opened(tmp_path) as state:
        assert (state.shard("month/2026-11"), state.shard("month/2026-12")) == (None, b"more")
        state.keep_shard("month/2026-12")
        settled(state)
    with opened(tmp_path) as state:
        assert state.shard("month/2026-12") == b"more"


def test_an_issue_that_is_gone_is_gone(tmp_path: Path) -> None:
    stored(tmp_path)
    with opened(tmp_path) as state:
        settled(state, gone=(ISSUE,))
        assert state.entries == {}
    with opened(tmp_path) as state:
        assert (state.entries, state.files(ISSUE)) == ({}, {})


def test_what_the_file_says_already_is_not_stored_again(tmp_path: Path) -> None:
    stored(tmp_path)
    before = (tmp_path / "a.state").read_bytes(), (tmp_path / "a.state").stat().st_mtime_ns
    with opened(tmp_path) as state:
        state.keep_shard("month/2026-11")
        settled(state)
    assert ((tmp_path / "a.state").read_bytes(), (tmp_path / "a.state").stat().st_mtime_ns) == before


def test_a_reader_beside_the_build_sees_the_last_one(tmp_path: Path) -> None:
    stored(tmp_path)
    with opened(tmp_path) as state, read_state(tmp_path / "a.state", site=tmp_path) as reader:
        state.add(ISSUE, ENTRY, IssueParts(b"new", b"", b"", {}))
        assert (state.part(ISSUE, "face"), reader.part(ISSUE, "face")) == (b"new", b"face")


def test_another_output_folder_has_another_state(tmp_path: Path) -> None:
    paths = {state_path(tmp_path, tmp_path / name) for name in ("output", "b/output", "preview")}
    assert len(paths) == 3
    assert {path.parent for path in paths} == {tmp_path / ".broadsheet"}


def test_the_name_does_not_depend_on_how_the_folder_is_spelt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert state_path(Path(), Path("x/../output")).name == "output.state"
    assert state_path(Path(), Path("public")) == state_path(tmp_path, tmp_path / "public")


# --- damage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"{", b"null", b"\xff\xfe\x00", b"[" * 100_000, b"SQLite format 3\0" + b"x" * 5000])
def test_bytes_that_are_no_state_count_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.state").write_bytes(data)
    with state_beside(tmp_path, tmp_path / "output") as beside:
        assert beside is None
    state, (fault,) = open_state(tmp_path / "a.state", site=tmp_path)
    with state:
        assert (state.is_new, state.entries) == (True, {})
    assert (fault.code, fault.severity, str(fault.location)) == ("damaged-state", "warning", "a.state")


def sql(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.executescript(statement)

    return change


@pytest.mark.parametrize(
    "change",
    [
        sql("PRAGMA user_version = 2"),
        sql("PRAGMA application_id = 7"),
        sql("DROP TABLE entries"),
        sql("UPDATE entries SET entry = x'00'"),
        sql("UPDATE entries SET entry = 'text'"),
        sql("UPDATE facts SET value = x'1234567890'"),
    ],
)
def test_a_foreign_or_mangled_state_counts_as_none(tmp_path: Path, change: Callable[[Path], None]) -> None:
    stored(tmp_path)
    change(tmp_path / "a.state")
    state, faults = open_state(tmp_path / "a.state", site=tmp_path)
    with state:
        assert (state.is_new, [fault.code for fault in faults]) == (True, ["damaged-state"])


def test_a_part_with_a_wrong_checksum_is_never_given(tmp_path: Path) -> None:
    stored(tmp_path)
    sql("UPDATE issues SET face = x'0000000000000000' || face")(tmp_path / "a.state")
    with opened(tmp_path) as state, pytest.raises(DamagedStateError):
        state.part(ISSUE, "face")


def test_a_truncated_state_is_never_taken_for_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as state:
        for number in range(200):
            state.add(f"issue-{number}", ENTRY, IssueParts(b"face" * 100, b"listing" * 100, b"[]", FILES))
        settled(state)
    whole = (tmp_path / "a.state").read_bytes()
    for length in range(0, len(whole), 8192):
        (tmp_path / "a.state").write_bytes(whole[:length])
        state, _ = open_state(tmp_path / "a.state", site=tmp_path)
        with state:
            try:
                assert state.is_new or all(state.part(name, "face") == b"face" * 100 for name in state.entries)
            except DamagedStateError:
                continue


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / ".broadsheet").write_text("a file")
    with pytest.raises(BroadsheetError) as caught:
        open_state(tmp_path / ".broadsheet/output.state", site=tmp_path)
    assert caught.value.diagnostic.code == "cannot-write"
    assert caught.value.diagnostic.location.path == ".broadsheet/output.state"


# --- the list of files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "/", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\0", ".broadsheet-new/0", "a/.."]
)
def test_what_leaves_the_edition_is_no_address(text: str) -> None:
    assert not is_address(text)
    with pytest.raises(ValueError, match="no address"):
        unpacked_manifest(packed_manifest({text: FILE}))


names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda t: t not in {".", ".."}
)
addresses = st.lists(names, min_size=1, max_size=4).map("/".join).filter(is_address)
digests = st.binary(max_size=32).map(bytes.hex)
numbers = st.integers(-1, 2**62)


@given(st.dictionaries(addresses, st.builds(WrittenFile, digests, numbers, numbers)))
def test_any_list_of_files_comes_back(files: dict[str, WrittenFile]) -> None:
    assert unpacked_manifest(packed_manifest(files)) == files
