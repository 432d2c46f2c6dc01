"""How the preview's documents reach the browser: the last good pages, with what is wrong laid over them.

Live reload's script, the overlay of errors and the strip of warnings are put into HTML as it is served, never into
files on disk. They are part of the document, so they need no script to be read; a build that mends the fault reloads
the document without them.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from livereload.handlers import (  # type: ignore[import-untyped]
    LiveReloadHandler,
    LiveReloadJSHandler,
    StaticFileHandler,
)
from tornado import escape
from tornado.httputil import split_host_and_port
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from broadsheet.console import remark
from broadsheet.crash import apology, write_crash_log
from broadsheet.diagnostics import Diagnostic
from broadsheet.preview_notices import blank_page, overlay, strip

if TYPE_CHECKING:
    from broadsheet.preview_words import PreviewWords

_HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+\Z")
"""How the names of files end whose contents never change."""
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)


@dataclass(slots=True)
class Preview:
    """What the browser is shown now. The builder changes it, the handlers read it; both in the event loop's thread."""

    site: Path
    folder: Path
    """Where the preview is built."""
    is_built: bool = False
    """Whether a build has ended, well or not."""
    faults: tuple[Diagnostic, ...] = ()
    """The errors that failed the last build; empty when it went well."""
    warnings: tuple[Diagnostic, ...] = ()
    """Those of the last build, when it went well."""
    apology: str = ""
    """Set when the last build failed through Broadsheet itself."""
    generation: int = 0
    """Counts up whenever open documents are out of date."""
    served: dict[str, int] = field(default_factory=dict)
    """The generation in which a path was last served."""
    on_served: Callable[[str], None] = lambda path: None
    """Called with the path of every document that is served."""
    _words: PreviewWords | None = None

    @property
    def words(self) -> PreviewWords:
        """What the preview says itself, in the paper's language as it was when the last build ended."""
        if self._words is None:
            from broadsheet.preview_words import preview_words

            self._words = preview_words(self.site)
        return self._words

    def show(
        self, faults: tuple[Diagnostic, ...] = (), warnings: tuple[Diagnostic, ...] = (), apology: str = ""
    ) -> bool:
        """Takes what a build came to; whether that is anything else than what open documents show."""
        shown = (self.is_built, self.faults, self.warnings, self.apology)
        self.is_built, self.faults, self.warnings, self.apology = True, faults, warnings, apology
        self._words = None
        return shown != (True, faults, warnings, apology)


# --- what is put into documents -------------------------------------------------------------------------------------


def with_additions(document: bytes, preview: Preview) -> bytes:
    """An HTML document with live reload's script at its end and what there is to say: the overlay, or the strip."""
    addition = b'<script src="/livereload.js"></script>\n'
    if preview.faults or preview.apology:
        addition += overlay(preview.faults, preview.words, preview.apology).encode()
    elif preview.warnings:
        addition += strip(preview.warnings, preview.words).encode()
    ends = list(_BODY_END.finditer(document))
    cut = ends[-1].start() if ends else len(document)
    return document[:cut] + addition + document[cut:]


# --- handlers -------------------------------------------------------------------------------------------------------


def preview_application(preview: Preview, host: str) -> Application:
    """The web application that shows `preview` to browsers at `host`."""
    given = {"preview": preview, "local_only": is_loopback(host)}
    files = given | {"path": str(preview.folder), "default_filename": "index.html"}
    return Application(
        [
            (r"/livereload", ReloadSocket, given),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", PreviewFiles, files),
        ],
        log_function=lambda handler: None,
        websocket_ping_interval=30,
    )


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_trusted(handler: RequestHandler, local_only: bool) -> bool:
    """Whether the request names this machine.

    Without this a foreign web page whose name is made to resolve to 127.0.0.1 (DNS rebinding) could read what is not
    yet out.
    """
    return not local_only or is_loopback(split_host_and_port(handler.request.host)[0])


class ReloadSocket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The socket through which open documents hear that they are out of date."""

    watcher = None
    preview: Preview
    local_only: bool

    def initialize(self, preview: Preview, local_only: bool) -> None:
        """Takes what the application hands every handler."""
        self.preview = preview
        self.local_only = local_only

    def check_origin(self, origin: str) -> bool:
        """Our own documents alone may listen."""
        return _is_trusted(self, self.local_only) and WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Greets as livereload does, and reloads a document that a build overtook before its socket was open."""
        try:
            said = escape.json_decode(message)
            super().on_message(message)
        except (ValueError, AttributeError):
            return
        if said.get("command") == "info" and isinstance(said.get("url"), str):
            served = self.preview.served.get(urlsplit(said["url"]).path)
            if served is not None and served != self.preview.generation:
                self.send_message(_RELOAD)


_RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}


def reload_documents(preview: Preview) -> None:
    """Has every open document of this preview fetched again."""
    preview.generation += 1
    for socket in [waiter for waiter in LiveReloadHandler.waiters if getattr(waiter, "preview", None) is preview]:
        socket.send_message(_RELOAD)


class PreviewFiles(StaticFileHandler):  # type: ignore[misc]  # livereload has no types
    """The preview's files; HTML with live reload and the overlay."""

    preview: Preview
    local_only: bool

    def initialize(self, preview: Preview, local_only: bool, **files: Any) -> None:
        """Takes what the application hands every handler."""
        super().initialize(**files)
        self.preview = preview
        self.local_only = local_only

    def prepare(self) -> None:
        """Refuses requests that were meant for another machine."""
        if not _is_trusted(self, self.local_only):
            self.send_error(403)

    @classmethod
    def get_content_modified_time(cls, abspath: str) -> dt.datetime:
        """With a time zone; livereload's own calls what Python 3.12 deprecates."""
        return dt.datetime.fromtimestamp(int(Path(abspath).stat().st_mtime), dt.UTC)

    async def get(self, path: str, include_body: bool = True) -> None:
        """HTML with its additions; everything else as tornado serves it."""
        self.path = self.parse_url_path(path)
        absolute = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if absolute is None:
            return
        if not absolute.endswith(".html"):
            await super().get(path, include_body)
            return
        self._send_html(Path(absolute).read_bytes(), include_body)
        self.preview.on_served(self.request.path)

    def set_extra_headers(self, path: str) -> None:
        """A reload fetches everything again but the files whose names carry a hash: photos, styles, scripts."""
        self.set_header("Cache-Control", "max-age=31536000, immutable" if _HASHED.search(path) else "no-store")

    def compute_etag(self) -> None:
        """None: nothing is kept, and the file need not be read twice."""

    def write_error(self, status_code: int, **details: Any) -> None:
        """The paper's own 404 page, or a blank one; with the overlay either way."""
        if not _is_trusted(self, self.local_only):
            self.finish("This preview is for this machine alone. To show it to others: broadsheet serve --host 0.0.0.0")
            return
        not_found = self.preview.folder / "404.html"
        if not self.preview.is_built:
            self.set_status(503)
            page = self._blank("preview_building")
        elif not (self.preview.folder / "index.html").is_file() and self.request.path in ("/", "/index.html"):
            self.set_status(503)
            page = self._blank("preview_nothing")
        elif status_code == 404 and not_found.is_file():
            page = not_found.read_bytes()
        else:
            words = self.preview.words
            text = words.text("preview_missing", path=self.request.path)
            page = blank_page(words.text("not_found_title"), text, words.language)
        self._send_html(page, self.request.method != "HEAD")
        self.finish()

    def log_exception(self, kind: Any, fault: Any, trace: Any) -> None:
        """Keeps tracebacks out of the terminal."""
        if isinstance(fault, Exception) and not hasattr(fault, "status_code"):
            remark(apology(fault, write_crash_log(self.preview.site, fault)))

    def _blank(self, key: str) -> bytes:
        words = self.preview.words
        return blank_page(words.text(key), words.text(f"{key}_text"), words.language)

    def _send_html(self, document: bytes, include_body: bool) -> None:
        self.preview.served[self.request.path] = self.preview.generation
        document = with_additions(document, self.preview)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Length", str(len(document)))
        self.set_extra_headers("")
        if include_body:
            self.write(document)
