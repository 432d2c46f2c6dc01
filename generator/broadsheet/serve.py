"""The preview: builds into a private folder, serves it, and builds again whenever a source file is saved.

Bad content never ends it. One event loop serves and watches; one thread builds. Whatever changes while a build runs is
built right after it.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import errno
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tornado.httpserver import HTTPServer
from watchfiles import Change, awatch

from broadsheet.console import counted, print_diagnostics, remark, say, tally
from broadsheet.crash import apology, write_crash_log
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, Severity, error
from broadsheet.preview import Preview, preview_application, reload_documents

if TYPE_CHECKING:
    from broadsheet.build import BuildOptions, BuildResult

PREVIEW_FOLDER = ".broadsheet/preview"
"""In the site; nobody else writes or publishes it."""
FIRST_PORT = 8000
PORTS_TRIED = 100
"""How many ports from the first one on are tried when none is asked for."""
STEP, DEBOUNCE = 5, 200
"""Milliseconds without a change after which a save counts as done, and at most."""
LOOK_AGAIN = 1000
"""Milliseconds after which a quiet watch looks whether its folders are still the same ones."""

Build = Callable[[Path, Path], "BuildResult"]
"""Builds the site (first) into a folder (second)."""


def serve_site(site: Path, host: str, port: int | None) -> None:
    """Serves the preview until interrupted.

    Raises BroadsheetError when `site` holds no paper or the port cannot be had.
    """
    if not (site / "content").is_dir():
        hint = "give the paper's folder with --site, or begin one with broadsheet init"
        message = f"there is no folder content/ in '{site}'"
        raise BroadsheetError(error("unreadable-site", Location("content"), message, hint=hint))
    listening = listen(host, port)
    asyncio.run(_serve_until_stopped(site.resolve(), host, listening))


async def _serve_until_stopped(site: Path, host: str, listening: socket.socket) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    # Windows has no signal handlers in its loop; there Ctrl-C arrives as KeyboardInterrupt.
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
    await run_preview(site, host, listening, stop)
    say("stopped")


def listen(host: str, port: int | None) -> socket.socket:
    """Listens at `host` on `port`, or on 8000 or the next free one."""
    ports = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else [port]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in ports:
        try:
            return socket.create_server((host, candidate), family=family)
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                why = (fault.strerror or str(fault)).partition(" (while")[0]
                message = f"cannot listen at {host} on port {candidate}: {why}"
                raise BroadsheetError(error("bad-usage", Location("--port"), message)) from fault
    message = f"port {port} is taken" if port is not None else f"no port from {FIRST_PORT} on is free"
    hint = "leave --port out, and the next free one is taken" if port is not None else "give a free one with --port"
    raise BroadsheetError(error("bad-usage", Location("--port"), message, hint=hint))


def build_preview(site: Path, folder: Path) -> BuildResult:
    """Builds everything there is, drafts and future issues included; the text at once, pages as last composed."""
    from broadsheet.build import build_edition

    return build_edition(site, replace(_preview_options(folder), wait_for_press=False))


def press_preview(site: Path, folder: Path) -> BuildResult:
    """The same once more, with the pages that changed composed anew."""
    from broadsheet.build import build_edition

    return build_edition(site, _preview_options(folder))


def _preview_options(folder: Path) -> BuildOptions:
    from broadsheet.build import BuildOptions

    return BuildOptions(output=folder, drafts=True, future=True, now=dt.datetime.now(dt.UTC))


async def run_preview(
    site: Path,
    host: str,
    listening: socket.socket,
    stop: asyncio.Event,
    build: Build = build_preview,
    press: Build = press_preview,
) -> None:
    """Serves on `listening`, watches and builds until `stop` is set; `press` builds again where the press is behind."""
    logging.getLogger("tornado").setLevel(logging.CRITICAL)  # we say ourselves what matters
    preview = Preview(site, site / PREVIEW_FOLDER)
    server = HTTPServer(preview_application(preview, host))
    listening.setblocking(False)
    server.add_socket(listening)
    name = f"[{host}]" if ":" in host else host
    say(f"preview at http://{name}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
    changed = asyncio.Event()
    with ThreadPoolExecutor(1, "builder") as builder:
        tasks = [asyncio.create_task(_watch(site, changed))]
        await asyncio.sleep(0)  # so that the watch stands before the first build reads
        changed.set()
        tasks.append(asyncio.create_task(_build_on_change(preview, changed, builder, build, press)))
        await asyncio.wait([asyncio.create_task(stop.wait()), *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        finished = await asyncio.gather(*tasks, return_exceptions=True)
    server.stop()
    await server.close_all_connections()
    for outcome in finished:
        if isinstance(outcome, Exception):
            raise outcome


# --- building -------------------------------------------------------------------------------------------------------


async def _build_on_change(
    preview: Preview, changed: asyncio.Event, builder: ThreadPoolExecutor, build: Build, press: Build
) -> None:
    told = _Told()
    while True:
        await changed.wait()
        changed.clear()
        is_behind = await _build_once(preview, builder, build, told)
        if is_behind and not changed.is_set():
            await _build_once(preview, builder, press, told)


async def _build_once(preview: Preview, builder: ThreadPoolExecutor, build: Build, told: _Told) -> bool:
    """Builds, shows and tells; whether pages are still to be composed."""
    began = time.perf_counter()
    diagnostics: tuple[Diagnostic, ...] = ()
    news, is_behind = "", False
    try:
        result = await asyncio.get_running_loop().run_in_executor(builder, build, preview.site, preview.folder)
    except BroadsheetError as fault:
        diagnostics = (fault.diagnostic,)
        is_new = preview.show(faults=diagnostics)
    except Exception as fault:
        is_new = preview.show(apology=apology(fault, write_crash_log(preview.site, fault)))
    else:
        diagnostics, news, is_behind = result.diagnostics, _news(result), result.ok and result.is_press_behind
        is_new = preview.show(warnings=diagnostics) if result.ok else preview.show(faults=_errors(diagnostics))
    if news or is_new:
        reload_documents(preview)
    telling = told.news(diagnostics, is_partial=is_behind or bool(preview.apology))
    _tell(preview, telling, diagnostics, news, time.perf_counter() - began)
    return is_behind


def _errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(filter(_is_error, diagnostics))


def _news(result: BuildResult) -> str:
    """What a build changed on disk; empty when nothing."""
    parts = [(result.written, "written"), (result.removed, "removed")]
    return ", ".join(f"{counted(number, 'file')} {what}" for number, what in parts if number) if result.ok else ""


class _Told:
    """What the terminal has been told of, so that a save does not tell it again."""

    def __init__(self) -> None:
        self._errors: tuple[Diagnostic, ...] = ()
        self._warnings: set[tuple[str, str, str]] = set()
        """As `_essence` gives them."""

    def news(self, diagnostics: tuple[Diagnostic, ...], *, is_partial: bool) -> tuple[Diagnostic, ...]:
        """All errors when they are not those of the build before, and the warnings that are new.

        `is_partial`: of a build that may not have come as far as to meet every warning.
        """
        errors, warnings = _errors(diagnostics), {_essence(each) for each in diagnostics if not _is_error(each)}
        telling = tuple(
            diagnostic
            for diagnostic in diagnostics
            if (errors != self._errors if _is_error(diagnostic) else _essence(diagnostic) not in self._warnings)
        )
        self._errors = errors
        self._warnings = self._warnings | warnings if errors or is_partial else warnings
        return telling


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _essence(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What makes a fault the same when lines are added above it."""
    return diagnostic.code, diagnostic.location.path, diagnostic.message


def _tell(
    preview: Preview, telling: tuple[Diagnostic, ...], diagnostics: tuple[Diagnostic, ...], news: str, seconds: float
) -> None:
    """What a build came to, and the faults that have not been told."""
    if preview.apology:
        remark(preview.apology)
        return
    print_diagnostics(telling, "text")
    faults = f" ({tally(diagnostics)})" if diagnostics else ""
    outcome = "failed, the last good pages stand" if preview.faults else news or "nothing changed"
    say(f"built in {seconds:.2f} s: {outcome}{faults}")


# --- watching -------------------------------------------------------------------------------------------------------


async def _watch(site: Path, changed: asyncio.Event) -> None:
    """Sets `changed` whenever a source file changes.

    Begins anew when a watched folder is made, removed or replaced: the system's own watch stays with the old one. Looks
    at the files again and again where the system has no watch to give.
    """
    must_poll = False
    while True:
        folders = watched_folders(site)
        try:
            await _watch_folders(site, folders, changed, must_poll)
        except (OSError, RuntimeError) as fault:
            # A folder went away just now, or Linux is out of inotify watches.
            must_poll = must_poll or not isinstance(fault, FileNotFoundError)
            await asyncio.sleep(LOOK_AGAIN / 1000)
        # Whatever changed while nobody watched.
        changed.set()


async def _watch_folders(site: Path, folders: dict[Path, int], changed: asyncio.Event, must_poll: bool) -> None:
    """Sets `changed` on every change until the folders are no longer those on disk."""
    if not folders:
        raise FileNotFoundError("no folder to watch")
    changes = awatch(
        *folders,
        watch_filter=is_source,
        step=STEP,
        debounce=DEBOUNCE,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        force_polling=must_poll or None,
    )
    async with contextlib.aclosing(changes):
        async for found in changes:
            if found:
                changed.set()
            if watched_folders(site) != folders:
                return


def watched_folders(site: Path) -> dict[Path, int]:
    """The folders whose files a build reads, with the number by which the file system knows each."""
    from broadsheet.output.theme import packaged_themes

    candidates = [site / "content", site / "themes", site / "fonts"]
    with contextlib.suppress(BroadsheetError):  # the build says so
        candidates.append(packaged_themes())
    found: dict[Path, int] = {}
    for folder in candidates:
        with contextlib.suppress(OSError):
            found[folder.resolve()] = folder.stat().st_ino
    return found


def is_source(change: Change, path: str) -> bool:
    """Whether a changed file can matter: neither hidden nor what an editor keeps beside it."""
    name = Path(path).name
    return not (name.startswith(".") or name.endswith(("~", ".swp", ".swx", ".tmp")))
