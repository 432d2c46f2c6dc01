"""The builds of a preview: whole editions in a process beside it, and at once what a saved article changes.

A save of an article is answered from memory: those documents of its issue whose views are other than before are made
again and take their places. The state knows nothing of it. So the whole build that follows makes the issue again from
its files, with all else that the save changes: in the end the edition is what a build from nothing gives. What is more
than a save of articles, or might be, is a whole build from the start.
"""

from __future__ import annotations

import datetime as dt
import gc
import re
import unicodedata
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from broadsheet.build.behind import BuildBehind
from broadsheet.build.edited import EditedIssue, LastEdition
from broadsheet.build.issues import schedule_build
from broadsheet.build.options import BuildOptions, BuildResult
from broadsheet.build.shared import Shared, prepare_shared
from broadsheet.build.shelf import Shelf
from broadsheet.diagnostics import BroadsheetError, by_place, has_errors
from broadsheet.output.disk import disk_faults, state_path
from broadsheet.output.sealed import DamagedStateError
from broadsheet.output.state_file import read_state

KEPT_READY = 3
"""Issues kept ready for saves."""

_ISSUE_FOLDER = re.compile(r"/?(\d{4})/(\d\d)/(\d\d)(-[^/]+)?/")


class BuildSession:
    """Builds one site over and over into one folder that nobody else writes."""

    def __init__(self, site: Path, options: BuildOptions, clock: Callable[[], dt.datetime] | None = None) -> None:
        """`clock` gives each whole build its moment: that in the options is not used; `None` for the system's."""
        self._clock = clock or partial(dt.datetime.now, dt.UTC)
        self._root = site.resolve()
        self._options = options
        self._behind = BuildBehind()
        self._executor = ThreadPoolExecutor(options.jobs, "photos")
        self._shared: Shared | None = None
        self._last: LastEdition | None = None
        """`None` while saves cannot be answered from memory."""
        self._edited: dict[str, EditedIssue] = {}
        """The issues kept ready, by name, the one asked for last at the end."""
        self._has_answered = False
        """Whether a save was answered, and without an error, since the last whole build."""

    def give_up(self) -> None:
        """Ends a whole build under way, whoever waits for it; may be called from any thread."""
        self._behind.end_early()

    def close(self) -> None:
        """Ends the process for whole builds, when nothing is under way."""
        self._behind.close()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._put_away_last()

    def end_early(self) -> None:
        """Ends a whole build under way that nobody has to wait for; may be called from any thread."""
        if self._last is not None:
            self._behind.end_early()

    def build(self, *, wait_for_press: bool, is_overtaken: Callable[[], bool] = lambda: False) -> BuildResult | None:
        """Builds the whole edition; `None` when `end_early` ended that, or a save had overtaken it before it began.

        Raises what `build_edition` raises.
        """
        options = replace(self._options, now=self._clock(), wait_for_press=wait_for_press)
        if self._last is None:  # there is nothing to answer saves with
            result = self._behind.build(self._root, options, lambda: False)
        else:
            result = self._behind.build(self._root, options, is_overtaken)
        if result is None:
            return None
        if result.ok:
            self._begin_again(options, result)
        elif self._has_answered:
            self._forget()  # it knows of an error that a save does not find out
        return result

    def rewrite(self, paths: Collection[str] | None) -> BuildResult | None:
        """Answers saves of articles; `None` when more was saved: then the whole edition is to be built.

        `paths` are absolute, those of all files that changed; `None` when they are not known. With an error in an
        article nothing is written.
        """
        try:
            result = self._rewritten(paths) if paths is not None else None
        except (BroadsheetError, DamagedStateError, OSError):
            result = None  # the whole build tells
        if result is None:
            self._forget()
        return result

    def keep_ready(self, address: str) -> None:
        """Has the issue ready that the document at this path of the preview belongs to: it is likely to be edited."""
        match = _ISSUE_FOLDER.match(address)
        if match is None or self._last is None:
            return
        name = "-".join(match.group(1, 2, 3)) + (match[4] or "")
        try:
            if name not in self._edited and name in self._last.shelf.folders:
                self._ready(name)
                _settle_memory()
        except (BroadsheetError, DamagedStateError, OSError):
            self._forget()

    # --- saves ------------------------------------------------------------------------------------------------------

    def _rewritten(self, paths: Collection[str]) -> BuildResult | None:
        last = self._last
        saved = self._saved(paths)
        if last is None or saved is None:
            return None
        for name, articles in saved.items():
            issue = self._ready(name)
            if issue is None or not issue.read_again(self._root, articles) or not issue.make(last):
                return None
        edited = self._edited.values()
        known = {diagnostic for issue in edited for diagnostic in issue.at_first}
        diagnostics = [diagnostic for diagnostic in last.diagnostics if diagnostic not in known]
        diagnostics += (diagnostic for issue in edited for diagnostic in issue.diagnostics)
        if has_errors(diagnostics):
            return BuildResult(by_place(tuple(diagnostics)), ok=False, is_press_behind=True)
        output = last.options.output.resolve()
        with disk_faults(output, self._root):
            written = sum(issue.write(output) for issue in edited)
        self._has_answered = True
        return BuildResult(by_place(tuple(diagnostics)), ok=True, is_press_behind=True, written=written)

    def _saved(self, paths: Collection[str]) -> dict[str, list[str]] | None:
        """The articles among the paths, by their issues' names; `None` when anything else was saved."""
        if self._last is None:
            return None
        names = {folder.path: name for name, folder in self._last.shelf.folders.items()}
        saved: dict[str, list[str]] = {}
        for each in paths:
            path = self._site_relative(each)
            name = names.get("/".join(path.split("/")[:4]))
            issue = self._ready(name) if name is not None else None
            if issue is None:
                return None
            if issue.is_article(path) and Path(each).is_file():
                saved.setdefault(issue.name, []).append(path)
            elif not (issue.is_folder(path) if Path(each).exists() else issue.is_nothing(path)):
                return None
        return saved

    def _site_relative(self, path: str) -> str:
        try:
            return unicodedata.normalize("NFC", Path(path).relative_to(self._root).as_posix())
        except ValueError:
            return ""

    def _ready(self, name: str) -> EditedIssue | None:
        """The issue, made ready now if it is not; `None` when that cannot be."""
        assert self._last is not None
        issue = self._edited.pop(name, None)
        if issue is None:
            issue = EditedIssue(name, self._executor)
            if not issue.renew(self._last):
                return None
        self._edited[name] = issue
        for other in [other for other, each in self._edited.items() if not each.has_errors][:-KEPT_READY]:
            del self._edited[other]
        return issue

    # --- whole builds -----------------------------------------------------------------------------------------------

    def _begin_again(self, options: BuildOptions, result: BuildResult) -> None:
        """Takes the edition that was built as the one from which saves start."""
        self._has_answered = False
        self._put_away_last()
        try:
            self._last = self._edition(options, result)
            if self._last is None:
                return
            self._edited = {name: issue for name, issue in self._edited.items() if issue.renew(self._last)}
            latest = self._last.schedule.latest
            if not self._edited and latest is not None:
                self._ready(latest.name)
            _settle_memory()
        except (BroadsheetError, DamagedStateError, OSError):
            self._forget()

    def _edition(self, options: BuildOptions, result: BuildResult) -> LastEdition | None:
        if self._shared is None:
            self._shared, _ = prepare_shared(self._root, options)
        if self._shared is None:
            return None
        state = read_state(state_path(self._root, options.output), site=self._root)
        shelf = Shelf(self._root, self._shared, options, state)
        # As this very build left them; what was saved since is told to us.
        shelf.unchanged = frozenset(shelf.records.keys() & shelf.folders.keys())
        schedule = schedule_build(shelf, state.out, options)
        return LastEdition(self._shared, options, state, shelf, schedule, result.diagnostics)

    def _forget(self) -> None:
        """Answers no save from memory before the next whole build."""
        self._put_away_last()
        self._shared = None
        self._edited.clear()

    def _put_away_last(self) -> None:
        if self._last is not None:
            self._last.state.__exit__(None, None, None)
            self._last = None


def _settle_memory() -> None:
    """Takes what is kept for long out of the sight of the collector, which would pause a save to look at it all."""
    gc.collect()
    gc.freeze()
