"""The preview: builds into a private folder, serves it, and builds again whenever a source file is saved.

Bad content never ends it. One event loop serves and watches; one thread builds, or waits for the process that does.
Whatever changes meanwhile is built right after it.
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
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tornado.httpserver import HTTPServer

from broadsheet.console import counted, print_diagnostics, remark, say, tally
from broadsheet.crash import apology, write_crash_log
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, Severity, error
from broadsheet.preview import Preview, preview_application, reload_documents
from broadsheet.watch import Saves, watch

if TYPE_CHECKING:
    from broadsheet.build.options import BuildResult
    from broadsheet.build.session import BuildSession

PREVIEW_FOLDER = ".broadsheet/preview"
"""In the site; nobody else writes or publishes it."""
FIRST_PORT = 8000
PORTS_TRIED = 100
"""How many ports from the first one on are tried when none is asked for."""
CALM = 0.5
"""Seconds without a save after which what the last one changed elsewhere is built."""


class Builder(Protocol):
    """What a preview has built, as `BuildSession` does."""

    def rewrite(self, paths: Collection[str] | None) -> BuildResult | None:
        """Answers saves of articles at once; `None` when more was saved, or, as without paths, may have been."""

    def build(self, *, wait_for_press: bool, is_overtaken: Callable[[], bool]) -> BuildResult | None:
        """Builds the whole edition; `None` when that was ended early."""

    def keep_ready(self, address: str) -> None:
        """The document at this path was asked for, and may be edited next."""

    def end_early(self) -> None:
        """Ends a whole build that nobody has to wait for."""

    def give_up(self) -> None:
        """Ends a whole build, whoever waits for it."""

    def close(self) -> None:
        """Frees what it holds, when nothing is under way."""


def serve_site(site: Path, host: str, port: int | None, *, press: bool = True) -> None:
    """Serves the preview until interrupted, with composed pages or without.

    Raises BroadsheetError when `site` holds no paper or the port cannot be had.
    """
    if not (site / "content").is_dir():
        hint = "give the paper's folder with --site, or begin one with broadsheet init"
        message = f"there is no folder content/ in '{site}'"
        raise BroadsheetError(error("unreadable-site", Location("content"), message, hint=hint))
    listening = listen(host, port)
    asyncio.run(_serve_until_stopped(site.resolve(), host, listening, press=press))


async def _serve_until_stopped(site: Path, host: str, listening: socket.socket, *, press: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    # Windows has no signal handlers in its loop; there Ctrl-C arrives as KeyboardInterrupt.
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
    session = preview_session(site, press=press)
    await run_preview(site, host, listening, stop, session)
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


def preview_session(site: Path, *, press: bool) -> BuildSession:
    """Builds everything there is into the preview's own folder, drafts and future issues included."""
    from broadsheet.build.options import BuildOptions
    from broadsheet.build.session import BuildSession

    now = dt.datetime.now(dt.UTC)
    options = BuildOptions(output=site / PREVIEW_FOLDER, drafts=True, future=True, now=now, press=press)
    return BuildSession(site, options)


async def run_preview(site: Path, host: str, listening: socket.socket, stop: asyncio.Event, builder: Builder) -> None:
    """Serves on `listening`, watches and builds until `stop` is set; closes the builder."""
    logging.getLogger("tornado").setLevel(logging.CRITICAL)  # we say ourselves what matters
    loop = asyncio.get_running_loop()
    preview = Preview(site, site / PREVIEW_FOLDER)
    server = HTTPServer(preview_application(preview, host))
    listening.setblocking(False)
    server.add_socket(listening)
    name = f"[{host}]" if ":" in host else host
    say(f"preview at http://{name}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
    saves = Saves(builder.end_early)
    with ThreadPoolExecutor(1, "builder") as thread:
        preview.on_served = lambda path: _forgotten(loop.run_in_executor(thread, builder.keep_ready, path))
        tasks = [asyncio.create_task(watch(site, saves))]
        await asyncio.sleep(0)  # so that the watch stands before the first build reads
        saves.add_unknown()
        tasks.append(asyncio.create_task(_build_on_save(preview, saves, thread, builder)))
        await asyncio.wait([asyncio.create_task(stop.wait()), *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        builder.give_up()
        finished = await asyncio.gather(*tasks, return_exceptions=True)
        server.stop()
        await server.close_all_connections()
        await loop.run_in_executor(thread, builder.close)
    for outcome in finished:
        if isinstance(outcome, Exception):
            raise outcome


def _forgotten(future: asyncio.Future[None]) -> None:
    """Nobody waits for it."""
    future.add_done_callback(lambda done: done.cancelled() or done.exception())


# --- building -------------------------------------------------------------------------------------------------------


async def _build_on_save(preview: Preview, saves: Saves, thread: ThreadPoolExecutor, builder: Builder) -> None:
    """Answers every save: an article's at once, with a whole build behind it, any other with a whole build."""
    show = _Showing(preview, thread)
    build = partial(builder.build, is_overtaken=saves.are_waiting)
    while True:
        quick = await show(partial(builder.rewrite, await saves.take()))
        if quick is None:
            done = await show(partial(build, wait_for_press=False))
            if done is None or not (done.ok and done.is_press_behind):
                continue
        elif await saves.come_within(CALM):
            continue
        await show(partial(build, wait_for_press=True), is_behind=quick is not None)


class _Showing:
    """Has something built, shows what it came to, and tells it."""

    def __init__(self, preview: Preview, thread: ThreadPoolExecutor) -> None:
        self._preview = preview
        self._thread = thread
        self._told = _Told()

    async def __call__(self, build: Callable[[], BuildResult | None], *, is_behind: bool = False) -> BuildResult | None:
        """What was built; `None` when nothing was shown of it, because there is no result or a fault.

        `is_behind`: what a reader can see of it was shown before, but for what the result says.
        """
        began, preview = time.perf_counter(), self._preview
        diagnostics: tuple[Diagnostic, ...] = ()
        result: BuildResult | None = None
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._thread, build)
            if result is None:
                return None
        except BroadsheetError as fault:
            diagnostics = (fault.diagnostic,)
            is_new = preview.show(faults=diagnostics)
        except Exception as fault:
            is_new = preview.show(apology=apology(fault, write_crash_log(preview.site, fault)))
        else:
            diagnostics = result.diagnostics
            is_new = preview.show(warnings=diagnostics) if result.ok else preview.show(faults=_errors(diagnostics))
        news = _news(result) if result is not None else ""
        if is_new or (news and result is not None and (result.is_seen or not is_behind)):
            reload_documents(preview)
        is_partial = result is None or not result.ok or result.is_press_behind or bool(preview.apology)
        _tell(
            preview, self._told.news(diagnostics, is_partial=is_partial), diagnostics, news, time.perf_counter() - began
        )
        return result


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
