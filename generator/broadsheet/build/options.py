"""What a build is asked to do, and what it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from broadsheet.diagnostics import Diagnostic

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what) as the build goes on."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be out tonight."""

    issue: str
    """Name of the issue, usually its date."""
    pages: int | None
    """Number of printed pages; `None` for any."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The words of `broadsheet build`."""

    output: Path
    now: dt.datetime
    """With time zone; decides which issues are out, and nothing else."""
    issues: tuple[str, ...] = ()
    """Names of the issues to build; empty for all."""
    base_url: str | None = None
    """Instead of paper.yaml's."""
    jobs: int | None = None
    """Issues, photos and pages made at once; `None` for as many as there are cores."""
    cluster: str | None = None
    """Address of the Dask scheduler whose workers make the issues; `None` for processes of this computer."""
    drafts: bool = False
    future: bool = False
    strict: bool = False
    """Whether warnings count as errors."""
    clean: bool = False
    """Whether caches and the state's shortcuts are set aside."""
    hold: tuple[str, ...] = ()
    """`page/slug`, or `ISSUE/page/slug`, of articles to leave out tonight."""
    expect: Expectation | None = None
    press: bool = True
    """Whether pages are composed: page view, page.json, PDFs and page pictures."""
    wait_for_press: bool = True
    """Whether pages that changed are composed now; else the page as it was last composed stands beside the new text."""
    recompose: bool = False
    """Whether layouts are made anew where `layout.lock` fixes one."""
    changed_only: Path | None = None
    """Where to put the files that change, instead of changing the output; `None` to change it."""
    from_state: str | None = None
    """The state of the last edition, a file or an address, with `changed_only`; `None` for the first edition."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    diagnostics: tuple[Diagnostic, ...]
    """By place."""
    ok: bool
    """Whether the edition was written; if not, the last good output is as it was."""
    latest: str | None = None
    """Name of the issue that the home page shows; `None` when there is none."""
    held: tuple[tuple[str, dt.datetime], ...] = ()
    """(issue, moment it comes out) of those not out yet and left out."""
    drafts: tuple[str, ...] = ()
    """`ISSUE/page/slug` of the drafts left out, or shown when drafts were asked for."""
    held_articles: tuple[str, ...] = ()
    """`ISSUE/page/slug` of articles held back from the command line."""
    faces: tuple[str, ...] = ()
    """`headline: Noto Sans CJK …` for each role that the paper or its theme names a face for."""
    is_press_behind: bool = False
    """Whether a page is shown as it was composed before; a build that waits for the press mends that."""
    issues_built: int = 0
    issues_total: int = 0
    pages: int = 0
    """Newspaper pages of the issues built."""
    articles: int = 0
    """Articles of the issues built."""
    written: int = 0
    is_seen: bool = True
    """Whether a reader may see something of what was written and removed: not of files for programs alone."""
    removed: int = 0
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    """Addresses of the files removed, sorted."""
