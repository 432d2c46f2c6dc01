"""The generators with their commands: to build a site, to build it again, to serve it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.bring import Tools

Command = tuple[str, ...]
"""In it `{output}` stands for the output folder and `{port}` for a server's port; run in the site's folder."""

BASE = "hugo"
"""What the others are compared with."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator, or one way of using it."""

    title: str
    """As tables name it."""
    layout: str
    """Of the site: a key of LAYOUTS."""
    build: Command
    serve: Command | None
    """Serves with live reload; `None` where another entry of the same generator does."""
    again: Command | None = None
    """Builds what was built before; `None` for the same command as before."""
    before: Callable[[Path, dt.date], None] | None = None
    """Called with the site and the date of the issue that was touched, before `again`; not measured."""
    socket: str | None = "/livereload"
    """Where its server tells documents to reload; `None` when it does not."""
    folders: bool = False
    """Whether articles are at `…/a3/`, not at `…/a3.html`."""


def generators(tools: Tools) -> dict[str, Generator]:
    """All of them, by the name that `--generators` takes."""
    hugo, zola, eleventy, pelican = tools.hugo, tools.zola, tools.eleventy, tools.pelican
    hugo_build = (*hugo, "--quiet", "--destination", "{output}")
    pelican_build = (*pelican, "--quiet", "--output", "{output}")
    broadsheet = (sys.executable, "-m", "broadsheet")
    broadsheet_build = (*broadsheet, "build", "--quiet", "--no-press", "--output", "{output}")
    broadsheet_serve = (*broadsheet, "serve", "--port", "{port}", "--no-press")
    return {
        BASE: Generator("Hugo", "hugo", hugo_build, (*hugo, "server", "--port", "{port}")),
        "hugo-segment": Generator(
            "Hugo, one segment",
            "hugo",
            hugo_build,
            None,
            again=(*hugo_build, "--config", "hugo.toml,segment.toml", "--renderSegments", "touched"),
            before=_write_segment,
        ),
        "zola": Generator(
            "Zola",
            "zola",
            (*zola, "build", "--force", "--output-dir", "{output}"),
            (*zola, "serve", "--port", "{port}", "--force", "--output-dir", "{output}"),
            folders=True,
        ),
        "eleventy": Generator(
            "Eleventy",
            "eleventy",
            (*eleventy, "--quiet", "--output={output}"),
            (*eleventy, "--serve", "--output={output}", "--port={port}"),
            socket="/",
        ),
        "pelican": Generator(
            "Pelican", "pelican", pelican_build, (*pelican_build, "-lr", "--port", "{port}"), socket=None
        ),
        "broadsheet": Generator("Broadsheet", "broadsheet", broadsheet_build, broadsheet_serve),
        "broadsheet-full": Generator("Broadsheet, own theme", "broadsheet-full", broadsheet_build, broadsheet_serve),
    }


def _write_segment(site: Path, date: dt.date) -> None:
    """A segment with the issue and the home page: the nearest that Hugo has to building a part."""
    segment = f'[[segments.touched.includes]]\npath = "{{/,/{date},/{date}/**}}"\n'
    (site / "segment.toml").write_text(segment, encoding="utf-8")
