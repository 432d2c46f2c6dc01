"""A static host as readers meet it: under a sub-path, with compression and ranges."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, StaticFileHandler

SUB_PATH = "/paper/"


@dataclass
class Hosting:
    """An edition that is being served."""

    folder: Path
    url: str
    """Of the edition's root; ends in `/`."""
    requests: list[str] = field(default_factory=list)
    """Addresses asked for, from the edition's root, in order."""
    down: threading.Event = field(default_factory=threading.Event)
    """While set, every request is cut off."""
    cut: set[str] = field(default_factory=set)
    """Addresses of which every request is cut off."""


class _Files(StaticFileHandler):
    def initialize(self, path: str, hosting: Hosting) -> None:  # type: ignore[override]
        super().initialize(path, default_filename="index.html")
        self.hosting = hosting

    def prepare(self) -> None:
        address = self.request.path.removeprefix(SUB_PATH)
        if self.hosting.down.is_set() or address in self.hosting.cut:
            self.request.connection.stream.close()  # type: ignore[union-attr]
            return
        self.hosting.requests.append(address)

    @classmethod
    def _get_cached_version(cls, abs_path: str) -> str | None:
        """As it is now: tornado remembers it for good, and a paper may be published anew while it is hosted."""
        return cls.get_content_version(abs_path)

    def set_extra_headers(self, path: str) -> None:
        del path
        self.set_header("Cache-Control", "no-cache")

    def write_error(self, status_code: int, **kwargs: object) -> None:
        del kwargs
        page = self.hosting.folder / "404.html"
        if status_code == 404 and page.is_file():
            self.finish(page.read_bytes())
        else:
            RequestHandler.write_error(self, status_code)


@contextmanager
def hosted(folder: Path) -> Iterator[Hosting]:
    """The edition in `folder` on a free port of this machine, until the block ends."""
    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    hosting = Hosting(folder, f"http://127.0.0.1:{port}{SUB_PATH}")
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    servers: list[HTTPServer] = []

    async def start() -> None:
        handlers = [(rf"{SUB_PATH}(.*)", _Files, {"path": str(folder), "hosting": hosting})]
        server = HTTPServer(Application(handlers, compress_response=True, log_function=lambda _: None))
        server.add_sockets(sockets)
        servers.append(server)
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    async def stop() -> None:
        servers[0].stop()
        await servers[0].close_all_connections()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield hosting
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
