"""The state of the last edition, brought from files and servers of all kinds."""

from __future__ import annotations

import http.server
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.build.from_state import bring_state, open_brought_state
from broadsheet.diagnostics import BroadsheetError
from broadsheet.output.state_file import open_state

BYTES = bytes(range(256)) * 12_000
"""More than is read at once."""


class Server(http.server.BaseHTTPRequestHandler):
    """Answers by the address."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/state?signature=x%2Fy")
            self.end_headers()
        elif self.path.startswith("/state"):
            self._send(BYTES, len(BYTES))
        elif self.path == "/short":
            self._send(BYTES[:1_500_000], len(BYTES))
        elif self.path == "/outside":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/nonsense":
            self.wfile.write(b"\0\1\2\r\n\r\n")
        else:
            self.send_error(404)

    def _send(self, content: bytes, told: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(told))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the name is the library's
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("address", ["/state", "/moved"])
def test_a_state_is_fetched_piece_by_piece(server: str, tmp_path: Path, address: str) -> None:
    bring_state(f"{server}{address}", tmp_path / "state", site=tmp_path)
    assert (tmp_path / "state").read_bytes() == BYTES


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/missing", "the server answers 404 Not Found"),
        ("/short", "it broke off"),
        ("/outside", "302"),
        ("/nonsense", "the server cannot be reached"),
    ],
)
def test_what_a_server_does_wrong_is_told(server: str, tmp_path: Path, address: str, why: str) -> None:
    with pytest.raises(BroadsheetError) as fault:
        bring_state(f"{server}{address}", tmp_path / "state", site=tmp_path)
    assert fault.value.diagnostic.code == "unusable-state"
    assert why in fault.value.diagnostic.message


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("http://127.0.0.1:9/state", "the server cannot be reached: "),
        ("http://", "the server cannot be reached"),
        ("http://[::1/state", "the server cannot be reached"),
        ("http://host:port/state", "the server cannot be reached"),
        ("s3://bucket/state", "only files and addresses with http or https can be read"),
        ("file:///etc/hostname", "only files"),
        ("missing.state", "No such file or directory"),
        (".", "Is a directory"),
        ("a\0b", "null"),
    ],
)
def test_what_cannot_be_had_is_told(source: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BroadsheetError) as fault:
        bring_state(source, tmp_path / "state", site=tmp_path)
    assert fault.value.diagnostic.code == "unusable-state"
    assert why in fault.value.diagnostic.message


def a_state(path: Path, paper: str) -> None:
    state, _ = open_state(path, site=path.parent)
    with state:
        state.settle(site_files={}, out=(), gone=(), stamps={}, paper=paper)


def opened(path: Path, paper: str = "Courier") -> str:
    """Why it is of no use; nothing when it is."""
    try:
        with open_brought_state("theirs", path, site=path.parent, paper=paper):
            return ""
    except BroadsheetError as fault:
        return fault.diagnostic.message


def test_a_state_of_this_paper_is_opened(tmp_path: Path) -> None:
    a_state(tmp_path / "state", "Courier")
    assert opened(tmp_path / "state") == ""


def test_a_state_of_another_paper_is_refused(tmp_path: Path) -> None:
    a_state(tmp_path / "state", "Herald")
    assert "it is of the paper 'Herald', and this is 'Courier'" in opened(tmp_path / "state")


@pytest.mark.parametrize("content", [b"", b"nonsense", b"SQLite format 3\0" + b"nonsense" * 99, b"<!DOCTYPE html>"])
def test_what_is_no_state_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "state").write_bytes(content)
    assert "is of no use" in opened(tmp_path / "state")


def test_a_state_of_another_schema_is_refused(tmp_path: Path) -> None:
    a_state(tmp_path / "state", "Courier")
    with sqlite3.connect(tmp_path / "state") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "schema 99 instead of" in opened(tmp_path / "state")


def test_a_database_of_others_and_a_build_without_an_end_are_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "theirs") as connection:
        connection.execute("CREATE TABLE readers (name TEXT)")
    connection.close()
    assert "it is no state of Broadsheet" in opened(tmp_path / "theirs")
    sqlite3.connect(tmp_path / "empty").execute("VACUUM").connection.close()
    assert "is of no use" in opened(tmp_path / "empty")
    open_state(tmp_path / "new", site=tmp_path)[0].__exit__(None, None, None)
    assert "no build has come to its end with it" in opened(tmp_path / "new")
