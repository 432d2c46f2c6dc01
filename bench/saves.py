"""From a saved article to the browser: each generator's server with live reload, told from outside as a browser is.

All servers run at once, each with a site of its own, and articles are saved in turn. A save counts until the reload
message has come, then until a request for the article brings the new text.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.generators import Generator
from bench.tables import Saved
from tornado.websocket import websocket_connect

START = 3600
"""Seconds after which a server that serves nothing is given up."""
PATIENCE = 90
"""Seconds of saves after which the next ones of a generator are left out: three at least are made."""
LONGEST = 120
"""Seconds after which a save that has no effect ends the program."""
PAUSE = 1.0
"""Seconds between two saves, in which a server ends what it does in the background."""
_HELLO = '{"command":"hello","protocols":["http://livereload.com/protocols/official-7"],"ver":"3.4.1"}'
_RELOAD = re.compile(r'"command":\s*"reload"|"type":\s*"eleventy\.reload"')


@dataclass(slots=True)
class Edited:
    """A site that a server shows, with the article that is saved over and over."""

    generator: Generator
    site: Path
    output: Path
    article: Path
    """Its file."""
    address: str
    """Below the server's root: `2016/01/10/04/a3.html`."""
    saves: list[Saved] = field(default_factory=list)


def measure_saves(sites: Sequence[Edited], count: int) -> None:
    """Serves the sites and saves each one's article up to so many times; puts down what it took in their `saves`."""
    asyncio.run(_measure(sites, count))


async def _measure(sites: Sequence[Edited], count: int) -> None:
    async with contextlib.AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(_serving(site)) for site in sites]
        for number in range(count):
            for server in servers:
                took = sum(save.served for save in server.site.saves)
                if number < 3 or took < PATIENCE:
                    await asyncio.sleep(PAUSE)
                    try:
                        server.site.saves.append(await server.save(f"第{number + 1}次修订"))
                    except TimeoutError:
                        raise SystemExit(f"{server.site.generator.title} does not reload") from None


class _Bell:
    """Rings when a server tells documents to reload."""

    def __init__(self) -> None:
        self.rung = asyncio.Event()
        self.when = 0.0
        """On the clock of time.perf_counter; of the last ring."""

    def hear(self, message: str | bytes | None) -> None:
        """Takes what comes over the socket; `None` when the server closes it."""
        if message is None or _RELOAD.search(str(message)):
            self.when = time.perf_counter()
            self.rung.set()


@dataclass(slots=True)
class _Server:
    site: Edited
    url: str
    bell: _Bell | None
    """`None` for a server that sends no reload messages."""
    text: str
    """Of the article before all saves."""

    async def save(self, mark: str) -> Saved:
        """Saves the article with a paragraph at its end that holds `mark`."""
        _fetch(self.url)
        if self.bell is not None:
            self.bell.rung.clear()
        began = time.perf_counter()
        self.site.article.write_text(f"{self.text}\n{mark}。\n", encoding="utf-8")
        told = None
        if self.bell is not None:
            await asyncio.wait_for(self.bell.rung.wait(), LONGEST)
            told = self.bell.when - began
        while mark not in _fetch(self.url):
            await asyncio.sleep(0.002)
            if time.perf_counter() - began > LONGEST:
                raise TimeoutError
        return Saved(told, time.perf_counter() - began)


@contextlib.asynccontextmanager
async def _serving(site: Edited) -> AsyncIterator[_Server]:
    port = _free_port()
    words = (word.format(output=site.output, port=port) for word in site.generator.serve or ())
    log = site.output.with_name(f"{site.output.name}.log")
    with log.open("wb") as said:
        process = subprocess.Popen(
            list(words), cwd=site.site, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
    try:
        url = f"http://127.0.0.1:{port}/{site.address}"
        document = await _first_document(url, process, log)
        bell = await _listen(site.generator, port, url, document)
        yield _Server(site, url, bell, site.article.read_text(encoding="utf-8"))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


async def _first_document(url: str, process: subprocess.Popen[bytes], log: Path) -> str:
    began = time.perf_counter()
    while "<article" not in (document := _fetch(url)):
        await asyncio.sleep(0.1)
        if process.poll() is not None or time.perf_counter() - began > START:
            raise SystemExit(f"{url} was not served:\n{log.read_text(errors='replace')[-2000:]}")
    return document


async def _listen(generator: Generator, port: int, url: str, document: str) -> _Bell | None:
    if generator.socket is None:
        return None
    bell = _Bell()
    elsewhere = re.search(r"livereload\.js\?port=(\d+)", document)
    address = f"ws://127.0.0.1:{elsewhere[1] if elsewhere else port}{generator.socket}"
    connection = await websocket_connect(address, on_message_callback=bell.hear)
    if generator.socket == "/livereload":
        await connection.write_message(_HELLO)
        await connection.write_message(json.dumps({"command": "info", "plugins": {}, "url": url}))
    await asyncio.sleep(1)  # whatever the server still does after its first build
    return bell


def _fetch(url: str) -> str:
    """The document; empty while there is none."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return str(answer.read().decode("utf-8", "replace"))
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
