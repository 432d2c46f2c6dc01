from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.diagnostics import BroadsheetError
from broadsheet.output.state import (
    IssueState,
    State,
    WrittenFile,
    is_address,
    load_state,
    save_state,
    state_path,
)

FILE = WrittenFile("ab" * 32, 12, 1_795_000_000_123_456_789)
STATE = State(
    files={"index.html": FILE, "2026/11/24/01/落叶.html": FILE, "2026/11/24/01/index.html": FILE},
    issues={"2026-11-24": IssueState("key", {"title": "落叶", "n": [1, None]}, ("2026/11/24/01/落叶.html",))},
    out=("2026-11-24",),
)


def test_a_saved_state_comes_back(tmp_path: Path) -> None:
    path = state_path(tmp_path, tmp_path / "output")
    save_state(path, STATE, site=tmp_path)
    assert path == tmp_path / ".broadsheet/output.json"
    assert load_state(path, site=tmp_path) == (STATE, ())
    assert [each.name for each in path.parent.iterdir()] == ["output.json"]


def test_another_output_folder_has_another_state(tmp_path: Path) -> None:
    paths = {state_path(tmp_path, tmp_path / name) for name in ("output", "b/output", "preview")}
    assert len(paths) == 3
    assert {path.parent for path in paths} == {tmp_path / ".broadsheet"}


def test_the_name_does_not_depend_on_how_the_folder_is_spelt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert state_path(Path(), Path("x/../output")).name == "output.json"
    assert state_path(Path(), Path("public")) == state_path(tmp_path, tmp_path / "public")


def test_no_state_is_no_fault(tmp_path: Path) -> None:
    assert load_state(tmp_path / "none.json", site=tmp_path) == (None, ())


def saved(folder: Path) -> dict[str, Any]:
    save_state(folder / "state.json", STATE, site=folder)
    value = json.loads((folder / "state.json").read_bytes())
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 0},
        {"files": {"..": {"secret": ["", 0, 0]}}},
        {"files": {"/etc": {"passwd": ["", 0, 0]}}},
        {"files": {"a": {"b": ["", float("inf"), 0]}}},
        {"files": {"a": {"b": [1, 2]}}},
        {"files": None},
        {"issues": {"2026-11-24": {"key": 1, "record": {}, "addresses": []}}},
        {"issues": []},
        {"out": 7},
    ],
)
def test_a_mangled_state_counts_as_none(tmp_path: Path, change: dict[str, Any]) -> None:
    value = saved(tmp_path) | change
    (tmp_path / "state.json").write_text(json.dumps(value))
    state, (fault,) = load_state(tmp_path / "state.json", site=tmp_path)
    assert state is None
    assert (fault.code, fault.severity, str(fault.location)) == ("damaged-state", "warning", "state.json")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"schema": 1}'])
def test_bytes_that_are_no_state_count_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "state.json").write_bytes(data)
    state, faults = load_state(tmp_path / "state.json", site=tmp_path)
    assert state is None
    assert [fault.code for fault in faults] == ["damaged-state"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / ".broadsheet").write_text("a file")
    with pytest.raises(BroadsheetError) as caught:
        save_state(tmp_path / ".broadsheet/output.json", STATE, site=tmp_path)
    assert caught.value.diagnostic.code == "cannot-write"
    assert caught.value.diagnostic.location.path == ".broadsheet/output.json"


def test_while_writing_an_issue_with_a_touched_file_is_forgotten() -> None:
    touched = frozenset({"2026/11/24/01/落叶.html"})
    assert STATE.while_writing(STATE.files, touched).issues == {}
    assert STATE.while_writing(STATE.files, frozenset({"index.html"})).issues == STATE.issues


@pytest.mark.parametrize(
    "text", ["", "/", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\0", ".broadsheet-new/0", "a/.."]
)
def test_what_leaves_the_edition_is_no_address(text: str) -> None:
    assert not is_address(text)


names = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8).filter(lambda t: t not in {".", ".."})
addresses = st.lists(names, min_size=1, max_size=4).map("/".join).filter(is_address)
written_files = st.builds(WrittenFile, st.text(max_size=8), st.integers(-1), st.integers(-1))
json_values = st.recursive(st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))


@given(st.dictionaries(addresses, written_files), st.dictionaries(st.text(), json_values))
def test_any_state_comes_back(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, WrittenFile], record: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    state = State(files, {"2026-11-24": IssueState("k", record, tuple(files))}, ("2026-11-24",))
    save_state(folder / "state.json", state, site=folder)
    assert load_state(folder / "state.json", site=folder) == (state, ())
