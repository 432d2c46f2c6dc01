from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import json
import os
import shutil
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect
from watchfiles import awatch
from watchfiles.main import FileChange

from broadsheet.build import BuildResult
from broadsheet.diagnostics import BroadsheetError, Location, error, warning
from broadsheet.serve import PREVIEW_FOLDER, Builder, listen, preview_session, run_preview
from build.edits import first_paper
from paper_site import ISSUE

OVERLAY = 'role="alertdialog"'
STRIP = 'role="status"'
Build = Callable[[Path, Path], BuildResult]
"""Builds the site (first) into a folder (second)."""
PATIENCE = 10.0
"""Seconds after which a test gives up waiting."""


def build(site: Path, folder: Path) -> BuildResult:
    """Stands in for the real one: each text of content/ becomes a document, and `broken` in one is an error."""
    sources = sorted(path for path in (site / "content").rglob("*.md") if not path.name.startswith("."))
    texts = {path: path.read_text(encoding="utf-8") for path in sources}
    broken = [path for path, text in texts.items() if "broken" in text]
    if broken:
        places = [Location(path.relative_to(site).as_posix(), 3, 1) for path in broken]
        faults = tuple(error("bad-value", place, "<b>broken</b>", hint="mend it") for place in places)
        return BuildResult(faults, ok=False)
    folder.mkdir(parents=True, exist_ok=True)
    written = removed = 0
    for path in folder.glob("*.html"):
        if f"{path.stem}.md" not in {text.name for text in texts}:
            path.unlink()
            removed += 1
    for path, text in texts.items():
        target, document = folder / f"{path.stem}.html", f"<title>x</title><body><p>{text}</p></body>"
        if not target.exists() or target.read_text(encoding="utf-8") != document:
            target.write_text(document, encoding="utf-8")
            written += 1
    return BuildResult((), ok=True, written=written, removed=removed)


class WholeBuilds:
    """Answers every save with a whole build; `press` builds again where the press is behind."""

    def __init__(self, site: Path, build: Build, press: Build) -> None:
        self.site = site
        self.make, self.press = build, press
        self.asked_for: list[str] = []

    def rewrite(self, paths: Collection[str] | None) -> BuildResult | None:
        return None

    def build(self, *, wait_for_press: bool, is_overtaken: Callable[[], bool]) -> BuildResult | None:
        return (self.press if wait_for_press else self.make)(self.site, self.site / ".broadsheet/preview")

    def keep_ready(self, address: str) -> None:
        self.asked_for.append(address)

    def end_early(self) -> None: ...

    def give_up(self) -> None: ...

    def close(self) -> None: ...


class Browser:
    """Fetches documents of a running preview and listens for reloads as livereload.js does."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.sockets: list[WebSocketClientConnection] = []

    async def response(self, path: str = "/", **headers: str) -> HTTPResponse:
        request = HTTPRequest(self.address + path, headers=headers, follow_redirects=False)
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def page(self, path: str = "/") -> str:
        return (await self.response(path)).body.decode()

    async def first_build(self) -> None:
        """Waits until the first build is done and open documents have been told."""
        await self.until(lambda page: "<p>first" in page)
        await asyncio.sleep(0.1)
        await self.page()

    async def listen(self, path: str = "/") -> WebSocketClientConnection:
        """A socket that has introduced itself as the document at `path`."""
        socket = await websocket_connect(f"ws://127.0.0.1:{self.port}/livereload")
        self.sockets.append(socket)
        await socket.write_message(json.dumps({"command": "hello", "protocols": []}))
        hello = await message(socket)
        assert hello["command"] == "hello"
        await socket.write_message(json.dumps({"command": "info", "url": self.address + path}))
        return socket

    async def until(self, holds: Callable[[str], bool], path: str = "/") -> str:
        """The page as soon as `holds` is true of it."""
        async with asyncio.timeout(PATIENCE):
            while not holds(page := await self.page(path)):
                await asyncio.sleep(0.01)
        return page


async def message(socket: WebSocketClientConnection) -> dict[str, object]:
    async with asyncio.timeout(PATIENCE):
        text = await socket.read_message()
    assert text is not None, "the socket was closed"
    said = json.loads(text)
    assert isinstance(said, dict)
    return said


@contextlib.asynccontextmanager
async def preview(site: Path, build: Build = build, press: Build = build) -> AsyncIterator[Browser]:
    """A running preview, ended with the block."""
    async with previewed(site, WholeBuilds(site, build, press)) as browser:
        yield browser


@contextlib.asynccontextmanager
async def previewed(site: Path, builder: Builder) -> AsyncIterator[Browser]:
    """The same of any builder."""
    listening = listen("127.0.0.1", 0)
    stop = asyncio.Event()
    running = asyncio.create_task(run_preview(site, "127.0.0.1", listening, stop, builder))
    browser = Browser(listening.getsockname()[1])
    try:
        yield browser
    finally:
        for socket in browser.sockets:
            socket.close()
        stop.set()
        async with asyncio.timeout(PATIENCE):
            await running


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("first", encoding="utf-8")
    return tmp_path


def write(site: Path, text: str, name: str = "index") -> None:
    (site / f"content/{name}.md").write_text(text, encoding="utf-8")


def test_save_reloads_the_open_document(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            socket = await browser.listen()
            write(site, "second")
            assert await message(socket) == {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
            assert "<p>second</p>" in await browser.page()

    asyncio.run(scenario())


class AnsweredSaves(WholeBuilds):
    """Answers every save of index.md at once; the whole build behind it says what it is told to."""

    def __init__(self, site: Path) -> None:
        super().__init__(site, build, build)
        self.after: BuildResult = BuildResult((), ok=True, written=1, is_seen=False)
        self.whole: list[bool] = []
        self.ended_early = 0

    def rewrite(self, paths: Collection[str] | None) -> BuildResult | None:
        if paths is None or any(not path.endswith("index.md") for path in paths):
            return None
        return dataclasses.replace(self.make(self.site, self.site / ".broadsheet/preview"), is_press_behind=True)

    def build(self, *, wait_for_press: bool, is_overtaken: Callable[[], bool]) -> BuildResult | None:
        self.whole.append(wait_for_press)
        return self.after if wait_for_press else super().build(wait_for_press=False, is_overtaken=is_overtaken)

    def end_early(self) -> None:
        self.ended_early += 1


def test_whole_build_follows_the_answer_and_reloads_what_it_changes_for_readers_alone(site: Path) -> None:
    builder = AnsweredSaves(site)

    async def scenario() -> None:
        async with previewed(site, builder) as browser:
            await browser.first_build()
            assert builder.whole == [False]
            socket = await browser.listen()
            for text, is_seen in (("second", False), ("third", True)):
                builder.after = dataclasses.replace(builder.after, is_seen=is_seen)
                write(site, text)
                await message(socket)
                assert f"<p>{text}</p>" in await browser.page()
                with contextlib.nullcontext() if is_seen else pytest.raises(TimeoutError):
                    async with asyncio.timeout(1.0):
                        await socket.read_message()
                socket.close()
                socket = await browser.listen()
            assert builder.whole == [False, True, True]
            assert builder.ended_early >= 3
            write(site, "new", "other")
            await browser.until(lambda page: "new" in page, "/other.html")
            assert builder.whole[3:] == [False]
            async with asyncio.timeout(PATIENCE):
                while "/other.html" not in builder.asked_for:
                    await asyncio.sleep(0.01)

    asyncio.run(scenario())


def test_error_lies_over_the_last_good_page_until_it_is_mended(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            socket = await browser.listen()
            write(site, "broken")
            await message(socket)
            page = await browser.page()
            assert OVERLAY in page
            assert "<p>first</p>" in page
            assert "content/index.md:3:1" in page
            assert "&lt;b&gt;broken&lt;/b&gt;" in page
            assert "hint: mend it" in page
            socket = await browser.listen()
            write(site, "mended")
            await message(socket)
            page = await browser.page()
            assert OVERLAY not in page
            assert "<p>mended</p>" in page

    asyncio.run(scenario())


def test_text_put_back_takes_the_overlay_away_though_nothing_is_written(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            write(site, "broken")
            await browser.until(lambda page: OVERLAY in page)
            socket = await browser.listen()
            write(site, "first")
            await message(socket)
            assert OVERLAY not in await browser.page()

    asyncio.run(scenario())


def test_first_build_that_fails_shows_the_overlay_on_an_empty_page(site: Path) -> None:
    write(site, "broken")

    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.until(lambda page: OVERLAY in page)
            response = await browser.response()
            assert response.code == 503
            assert b"Nothing to show yet" in response.body
            socket = await browser.listen()
            write(site, "mended")
            await message(socket)
            assert "<p>mended</p>" in await browser.page()

    asyncio.run(scenario())


def test_fault_of_our_own_is_an_apology_and_not_the_end(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fragile_build(site: Path, folder: Path) -> BuildResult:
        if "crash" in (site / "content/index.md").read_text(encoding="utf-8"):
            raise ZeroDivisionError("division by zero")
        return build(site, folder)

    async def scenario() -> None:
        async with preview(site, fragile_build) as browser:
            await browser.first_build()
            write(site, "crash")
            page = await browser.until(lambda page: OVERLAY in page)
            assert "Sorry: Broadsheet itself failed" in page
            write(site, "mended")
            await browser.until(lambda page: "mended" in page and OVERLAY not in page)

    asyncio.run(scenario())
    assert "Traceback" not in capsys.readouterr().err
    assert "ZeroDivisionError" in (site / ".broadsheet/crash.log").read_text(encoding="utf-8")


def test_what_cannot_go_on_is_shown_as_well(site: Path) -> None:
    def refusing_build(site: Path, folder: Path) -> BuildResult:
        raise BroadsheetError(error("bad-theme", Location("themes/x/theme.yaml", 2), "no such colour"))

    async def scenario() -> None:
        async with preview(site, refusing_build) as browser:
            assert "themes/x/theme.yaml:2" in await browser.until(lambda page: OVERLAY in page)

    asyncio.run(scenario())


def test_change_during_a_build_is_built_right_after(site: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow_build(site: Path, folder: Path) -> BuildResult:
        result = build(site, folder)
        begun.set()
        assert go_on.wait(PATIENCE)
        return result

    async def scenario() -> None:
        async with preview(site, slow_build) as browser:
            await asyncio.to_thread(begun.wait, PATIENCE)
            write(site, "late")
            await asyncio.sleep(0.1)
            go_on.set()
            await browser.until(lambda page: "late" in page)

    asyncio.run(scenario())


def test_document_that_a_build_overtook_is_reloaded_when_its_socket_opens(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            write(site, "other", "other")
            await browser.until(lambda page: "other" in page, "/other.html")
            await browser.page()
            write(site, "second")
            async with asyncio.timeout(PATIENCE):
                while (site / ".broadsheet/preview/index.html").read_text().count("second") == 0:
                    await asyncio.sleep(0.01)
            await browser.until(lambda page: "other" in page, "/other.html")
            await asyncio.sleep(0.1)
            late = await browser.listen("/")
            assert (await message(late))["command"] == "reload"

    asyncio.run(scenario())


def test_document_that_is_up_to_date_is_left_alone(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            socket = await browser.listen()
            (site / "content/index.md").touch()
            (site / "content/.hidden.md").write_text("x")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.4):
                    await socket.read_message()

    asyncio.run(scenario())


def test_deletions_are_survived(site: Path) -> None:
    write(site, "other", "other")

    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.until(lambda page: "other" in page, "/other.html")
            (site / "content/other.md").unlink()
            async with asyncio.timeout(PATIENCE):
                while (await browser.response("/other.html")).code != 404:
                    await asyncio.sleep(0.01)
            shutil.rmtree(site / "content")
            await asyncio.sleep(0.1)
            (site / "content").mkdir()
            write(site, "born again")
            await browser.until(lambda page: "born again" in page)
            write(site, "and watched")
            await browser.until(lambda page: "and watched" in page)

    asyncio.run(scenario())


def test_themes_folder_made_later_is_watched(site: Path) -> None:
    builds: list[bool] = []

    def counting_build(site: Path, folder: Path) -> BuildResult:
        builds.append((site / "themes/mine.css").is_file())
        return build(site, folder)

    async def scenario() -> None:
        async with preview(site, counting_build) as browser:
            await browser.first_build()
            (site / "themes").mkdir()
            (site / "themes/mine.css").write_text("")
            async with asyncio.timeout(PATIENCE):
                while not builds[-1]:
                    await asyncio.sleep(0.01)

    asyncio.run(scenario())


def test_system_without_a_watch_to_give_is_polled(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*folders: Path, **options: Any) -> AsyncGenerator[set[FileChange], None]:
        if not options["force_polling"]:
            raise OSError(28, "OS file watch limit reached")
        return awatch(*folders, **options)

    monkeypatch.setattr("broadsheet.watch.awatch", exhausted)
    monkeypatch.setattr("broadsheet.watch.LOOK_AGAIN", 50)

    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            await asyncio.sleep(0.5)
            write(site, "second")
            os.utime(site / "content/index.md", (2e9, 2e9))  # polling sees whole seconds
            await browser.until(lambda page: "second" in page)

    asyncio.run(scenario())


def test_additions_are_served_and_never_written(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            page = await browser.until(lambda page: "<p>first" in page)
            assert page.endswith('<script src="/livereload.js"></script>\n</body>')
            assert "livereload" not in (site / ".broadsheet/preview/index.html").read_text()
            script = await browser.response("/livereload.js")
            assert script.code == 200
            assert b"LiveReload" in script.body

    asyncio.run(scenario())


def test_other_files_are_served_as_they_are(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            (site / ".broadsheet/preview/feed.xml").write_bytes(b"<feed></body>")
            response = await browser.response("/feed.xml")
            assert response.body == b"<feed></body>"
            assert response.headers["Cache-Control"] == "no-store"
            assert (await browser.response("/feed.xml", Range="bytes=0-3")).body == b"<fee"

    asyncio.run(scenario())


def test_files_whose_names_carry_a_hash_are_kept_by_the_browser(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            (site / ".broadsheet/preview/style.0123456789.css").write_text("a{}")
            kept = await browser.response("/style.0123456789.css")
            assert (kept.body, kept.headers["Cache-Control"]) == (b"a{}", "max-age=31536000, immutable")
            missing = await browser.response("/style.9876543210.css")
            assert (missing.code, missing.headers["Cache-Control"]) == (404, "no-store")

    asyncio.run(scenario())


def test_nothing_outside_the_preview_is_served(site: Path) -> None:
    (site / ".broadsheet").mkdir()
    (site / ".broadsheet/output.state").write_text("secret")

    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            for path in ("/../output.state", "/%2e%2e/output.json", "/..%2foutput.json"):
                response = await browser.response(path)
                assert response.code in (403, 404)
                assert b"secret" not in response.body

    asyncio.run(scenario())


def test_foreign_names_and_foreign_pages_are_refused(site: Path) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            response = await browser.response("/", Host="evil.example")
            assert response.code == 403
            assert b"first" not in response.body
            foreign = HTTPRequest(
                f"ws://127.0.0.1:{browser.port}/livereload", headers={"Origin": "http://evil.example"}
            )
            with pytest.raises(HTTPClientError, match="403"):
                await websocket_connect(foreign)

    asyncio.run(scenario())


def test_missing_document_is_the_papers_own_404(site: Path) -> None:
    write(site, "not here", "404")

    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            response = await browser.response("/nothing.html")
            assert response.code == 404
            assert b"<p>not here</p>" in response.body
            assert b"livereload.js" in response.body

    asyncio.run(scenario())


def test_broken_messages_on_the_socket_are_survived(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def scenario() -> None:
        async with preview(site) as browser:
            await browser.first_build()
            socket = await browser.listen()
            for nonsense in (
                "{",
                "[]",
                "7",
                '{"command": "info", "url": 3}',
                "{}",
                '{"command": "info", "url": "http://["}',
            ):
                await socket.write_message(nonsense)
            write(site, "second")
            assert (await message(socket))["command"] == "reload"

    asyncio.run(scenario())
    assert "Traceback" not in capsys.readouterr().err


def warning_build(site: Path, folder: Path) -> BuildResult:
    """As `build`, with a warning for every line that says `odd`."""
    done = build(site, folder)
    lines = enumerate((site / "content/index.md").read_text(encoding="utf-8").splitlines(), 1)
    odd = tuple(
        warning("bad-box", Location("content/index.md", number), line) for number, line in lines if "odd" in line
    )
    return dataclasses.replace(done, diagnostics=done.diagnostics + odd)


def test_warnings_are_told_when_they_are_new(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "first\nodd one")

    async def scenario() -> None:
        async with preview(site, warning_build) as browser:
            await browser.first_build()
            # Further down the same warning is no other one, nor is it after a build that failed.
            write(site, "second\n\nodd one")
            await browser.until(lambda page: "second" in page)
            write(site, "broken")
            await browser.until(lambda page: OVERLAY in page)
            write(site, "third\nodd one\nodd two")
            await browser.until(lambda page: "third" in page)
            await asyncio.sleep(0.1)

    asyncio.run(scenario())
    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        "content/index.md:2: warning[bad-box]: odd one",
        "content/index.md:3:1: error[bad-value]: <b>broken</b>",
        "  hint: mend it",
        "content/index.md:3: warning[bad-box]: odd two",
    ]
    assert printed.out.splitlines()[0].startswith("preview at http://127.0.0.1:")
    assert "1 file written (no errors, 2 warnings)" in printed.out.splitlines()[-1]


def test_the_page_follows_the_text_and_what_the_press_says_is_told_once(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def quick_build(site: Path, folder: Path) -> BuildResult:
        return dataclasses.replace(build(site, folder), is_press_behind=True)

    def press(site: Path, folder: Path) -> BuildResult:
        said = warning("broken-layout", Location("content/01"), "page 01: a seam")
        page = folder / "index.html"
        page.write_text(page.read_text(encoding="utf-8") + "<p>composed", encoding="utf-8")
        return BuildResult((said,), ok=True, written=1)

    async def scenario() -> None:
        async with preview(site, quick_build, press) as browser:
            await browser.until(lambda page: "first" in page and "composed" in page)
            write(site, "second")
            await browser.until(lambda page: "second" in page and "composed" in page)
            await asyncio.sleep(0.1)

    asyncio.run(scenario())
    assert capsys.readouterr().err.splitlines() == ["content/01: warning[broken-layout]: page 01: a seam"]


def test_warnings_lie_along_the_edge_of_the_page_until_they_are_mended(site: Path) -> None:
    warns = threading.Event()

    def remarking_build(site: Path, folder: Path) -> BuildResult:
        remark = warning("empty-page", Location("content/02"), "no article")
        return dataclasses.replace(build(site, folder), diagnostics=(remark,) if warns.is_set() else ())

    async def scenario() -> None:
        async with preview(site, remarking_build) as browser:
            await browser.first_build()
            assert STRIP not in await browser.page()
            for is_odd in (True, False):
                # Nothing is written: it is the warning alone that has documents fetched again.
                socket = await browser.listen()
                warns.set() if is_odd else warns.clear()
                (site / "content/index.md").touch()
                await message(socket)
                page = await browser.page()
                assert (STRIP in page) == is_odd
                assert ("<code>content/02</code>" in page) == is_odd
                assert OVERLAY not in page

    asyncio.run(scenario())


def test_blank_pages_speak_the_papers_language(site: Path) -> None:
    (site / "content/paper.yaml").write_text("language: zh-Hans\n", encoding="utf-8")
    write(site, "broken")

    async def scenario() -> None:
        async with preview(site) as browser:
            page = await browser.until(lambda page: OVERLAY in page)
            assert '<html lang="zh-Hans">' in page
            assert "<h1>还没有可看的内容</h1>" in page
            assert "生成失败：1 个错误" in page

    asyncio.run(scenario())


def test_article_of_a_real_paper_is_answered_and_the_edition_completed(tmp_path: Path) -> None:
    paper = first_paper(tmp_path / "site")

    async def scenario() -> None:
        async with previewed(paper.root, preview_session(paper.root, press=False)) as browser:
            address, folder = "/2026/11/24/01/market.html", paper.root / PREVIEW_FOLDER
            await browser.until(lambda page: "早市六点开门。" in page, address)
            socket = await browser.listen(address)
            paper.edit(f"{ISSUE}/01/market.md", "早市六点开门。", "早市提前到五点。")
            await message(socket)
            await browser.until(lambda page: "早市提前到五点。" in page, address)
            page = "2026/11/24/01/market.ninjs.json"
            assert "早市提前到五点。" in (folder / page).read_text(encoding="utf-8")
            clean = paper.build(output="clean", drafts=True, future=True, now=dt.datetime.now(dt.UTC)).files()
            async with asyncio.timeout(3 * PATIENCE):
                while {p: (folder / p).read_bytes() for p in clean if (folder / p).exists()} != clean:
                    await asyncio.sleep(0.1)

    asyncio.run(scenario())


# --- ports ---


def test_next_free_port_is_taken_unless_one_is_asked_for() -> None:
    taken = listen("127.0.0.1", None)
    following = listen("127.0.0.1", None)
    try:
        port = taken.getsockname()[1]
        assert following.getsockname()[1] > port >= 8000
        with pytest.raises(BroadsheetError, match=f"port {port} is taken"):
            listen("127.0.0.1", port)
    finally:
        taken.close()
        following.close()


@pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.7"])
def test_address_that_is_not_ours_is_a_diagnostic(host: str) -> None:
    with pytest.raises(BroadsheetError, match=f"cannot listen at {host}"):
        listen(host, 0)
