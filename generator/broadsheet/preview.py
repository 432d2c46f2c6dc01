"""How the preview's documents reach the browser: the last good pages, with what is wrong laid over them.

Live reload's script and the overlay are put into HTML as it is served, never into files on disk. The overlay is part of
the document, so it needs no script to be read; a build that mends the fault reloads the document without it.
"""

from __future__ import annotations

import datetime as dt
import html
import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
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

from broadsheet.console import counted, remark
from broadsheet.crash import apology, write_crash_log
from broadsheet.diagnostics import Diagnostic, Severity

MOST_SHOWN = 50
"""Faults that the overlay lists; the terminal has them all."""

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
    apology: str = ""
    """Set when the last build failed through Broadsheet itself."""
    generation: int = 0
    """Counts up whenever open documents are out of date."""
    served: dict[str, int] = field(default_factory=dict)
    """The generation in which a path was last served."""


# --- what is put into documents -------------------------------------------------------------------------------------


def with_overlay(document: bytes, preview: Preview) -> bytes:
    """An HTML document with live reload's script at its end and, after a failed build, the overlay."""
    addition = b'<script src="/livereload.js"></script>\n'
    if preview.faults or preview.apology:
        addition += overlay(preview.faults, preview.apology).encode()
    ends = list(_BODY_END.finditer(document))
    cut = ends[-1].start() if ends else len(document)
    return document[:cut] + addition + document[cut:]


def overlay(faults: Sequence[Diagnostic], sorry: str = "") -> str:
    """The list of faults as a dialog of its own, out of reach of the theme's styles."""
    errors = [fault for fault in faults if fault.severity is Severity.ERROR] or list(faults)
    items = "\n".join(map(_fault_item, errors[:MOST_SHOWN]))
    if len(errors) > MOST_SHOWN:
        items += f"\n<li>… and {len(errors) - MOST_SHOWN} more, listed in the terminal</li>"
    title = "Broadsheet itself failed" if sorry else f"The build failed: {counted(len(errors), 'error')}"
    body = f"<p>{html.escape(sorry)}</p>" if sorry else f"<ol>{items}</ol>"
    template = _part("overlay.html")
    return template.replace("{{title}}", title).replace("{{body}}", body)


def blank_page(title: str, text: str) -> bytes:
    """A page to lay the overlay on when there is none."""
    filled = _part("blank.html").replace("{{title}}", html.escape(title)).replace("{{text}}", html.escape(text))
    return filled.encode()


def _fault_item(fault: Diagnostic) -> str:
    lines = [f"<code>{html.escape(str(fault.location))}</code>", f"<strong>{html.escape(fault.message)}</strong>"]
    if fault.hint:
        lines.append(f"<span>hint: {html.escape(fault.hint)}</span>")
    lines += [f"<span>see <code>{html.escape(str(place))}</code></span>" for place in fault.related]
    return f'<li data-code="{fault.code}">{"".join(lines)}</li>'


@cache
def _part(name: str) -> str:
    return (Path(__file__).parent / "preview_parts" / name).read_text(encoding="utf-8")


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

    def set_extra_headers(self, path: str) -> None:
        """Nothing of a preview is worth keeping."""
        self.set_header("Cache-Control", "no-store")

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
            page = blank_page("Building", "The first build is running; this page comes back by itself.")
        elif not (self.preview.folder / "index.html").is_file() and self.request.path in ("/", "/index.html"):
            self.set_status(503)
            page = blank_page("Nothing to show yet", "No build has gone well so far.")
        elif status_code == 404 and not_found.is_file():
            page = not_found.read_bytes()
        else:
            page = blank_page(f"{status_code} {self._reason}", f"There is no {self.request.path} in the edition.")
        self._send_html(page, self.request.method != "HEAD")
        self.finish()

    def log_exception(self, kind: Any, fault: Any, trace: Any) -> None:
        """Keeps tracebacks out of the terminal."""
        if isinstance(fault, Exception) and not hasattr(fault, "status_code"):
            remark(apology(fault, write_crash_log(self.preview.site, fault)))

    def _send_html(self, document: bytes, include_body: bool) -> None:
        self.preview.served[self.request.path] = self.preview.generation
        document = with_overlay(document, self.preview)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Length", str(len(document)))
        self.set_extra_headers("")
        if include_body:
            self.write(document)
