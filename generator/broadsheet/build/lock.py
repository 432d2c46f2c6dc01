"""`broadsheet lock`: fixes the layout of an issue's pages, so that a later correction moves nothing else."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.atomic import replace_file
from broadsheet.build.issues import schedule_build
from broadsheet.build.options import BuildOptions
from broadsheet.build.place import Place
from broadsheet.build.press import compose_pages
from broadsheet.build.press_room import PressRoom
from broadsheet.build.ready import ready_issue
from broadsheet.build.shared import Shared, prepare_shared
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.diagnostics import Diagnostic, by_place, has_errors
from broadsheet.output.disk import disk_faults
from broadsheet.output.state import State
from broadsheet.output.state_file import state_beside
from broadsheet.press.compose.lock import lock_text

LOCK_FILE = "layout.lock"


@dataclass(frozen=True, slots=True)
class LockResult:
    """What `broadsheet lock` did."""

    diagnostics: tuple[Diagnostic, ...]
    """By place."""
    written: tuple[str, ...]
    """Site-relative paths of the files that are new or other than before."""
    unchanged: int
    """Pages whose lock is as it was."""
    ok: bool


def lock_issue(site: Path, name: str, options: BuildOptions) -> LockResult:
    """Composes the issue as a build would and writes `layout.lock` into each of its page folders.

    A page that has a lock keeps its layout, unless `options.recompose`. Pages made elsewhere have none. With an error
    in the content nothing is written. Raises BroadsheetError when there is no such issue, and for a disk that refuses.
    """
    root = site.resolve()
    options = replace(options, issues=(name,), press=True, future=True)
    shared, diagnostics = prepare_shared(root, options)
    if shared is None or shared.press is None:
        return LockResult(by_place(diagnostics), (), 0, ok=False)
    with state_beside(root, options.output) as state:
        return _lock(name, options, shared, state, diagnostics)


def _lock(
    name: str, options: BuildOptions, shared: Shared, state: State | None, diagnostics: tuple[Diagnostic, ...]
) -> LockResult:
    root = shared.root
    assert shared.press is not None
    shelf = Shelf(root, shared, options, state)
    schedule = schedule_build(shelf, state.out if state is not None else (), options)
    head = next((head for head in schedule.shown if head.name == name), None)
    if head is None:
        return LockResult(by_place((*diagnostics, *shelf.linked(name).diagnostics)), (), 0, ok=False)
    place = Place(head, schedule.neighbours[name], is_latest=False)
    with ThreadPoolExecutor(options.jobs or os.cpu_count() or 1) as executor, PressRoom(options.jobs) as room:
        ready, found = ready_issue(shelf, shared, place, ScheduledFaces(shelf, schedule), executor)
        diagnostics += shelf.linked(name).diagnostics + found
        if ready is None or has_errors(diagnostics):
            return LockResult(by_place(diagnostics), (), 0, ok=False)
        with disk_faults(shared.press.cache, root):
            composed, told = compose_pages(
                ready.issue, ready.views, ready.pictures, shared.press, room, recompose=options.recompose
            )
    folders = {page.code: page.setup.folder for page in ready.issue.pages}
    written = []
    for page in composed:
        path = f"{folders[page.page.code]}/{LOCK_FILE}"
        if _write(root / path, lock_text(page.layout, page.continues_on), root):
            written.append(path)
    return LockResult(by_place(diagnostics + told), tuple(written), len(composed) - len(written), ok=True)


def _write(path: Path, text: str, root: Path) -> bool:
    """Replaces the file at once when it says something else; whether it did."""
    data = text.encode()
    with disk_faults(path, root):
        if path.is_file() and path.read_bytes() == data:
            return False
        replace_file(path, data)
    return True
