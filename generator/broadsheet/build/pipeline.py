"""The whole build on one page: read, validate, link, present, render, write.

Nothing is written while there is an error among the issues being built; the last good output stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from broadsheet.build import promises
from broadsheet.build.check import check_site
from broadsheet.build.issues import Edition, make_issues, schedule_build
from broadsheet.build.options import BuildOptions, BuildResult, Progress
from broadsheet.build.past import LastBuild
from broadsheet.build.press_room import PressRoom
from broadsheet.build.shared import Shared, clear_caches, prepare_shared
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.build.site import make_site_files
from broadsheet.diagnostics import Diagnostic, by_place, has_errors
from broadsheet.edition import addresses
from broadsheet.edition.schedule import Schedule
from broadsheet.edition.views import IssueHead
from broadsheet.output.plan import OutputFile
from broadsheet.output.state import State, load_state, save_state, state_path
from broadsheet.output.write import WriteReport, write_edition


def build_edition(site: Path, options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Builds the edition of the site into `options.output`.

    Raises BroadsheetError when it cannot go on at all: no site, an issue named that is not there, a template that
    fails, an output that cannot be written.
    """
    root = site.resolve()
    before, diagnostics = load_state(state_path(root, options.output), site=root)
    if options.clean:
        clear_caches(root)
    shared, found = prepare_shared(root, options)
    diagnostics += found
    if shared is None:
        return BuildResult(by_place(diagnostics + check_site(root, now=options.now)), ok=False)
    state = before or State()
    shelf = Shelf(root, shared.on_disk, options, state.issues, shared.digest)
    schedule = schedule_build(shelf, state, options)
    shelf.hold(schedule)
    with ThreadPoolExecutor(options.jobs or os.cpu_count() or 1) as executor, PressRoom(options.jobs) as room:
        edition = make_issues(shelf, shared, schedule, state, options, executor, room, progress)
        last = LastBuild(state, options.output, renders_all=options.clean)
        above = make_site_files(shared, edition.records, ScheduledFaces(shelf, schedule), executor, last)
    diagnostics += edition.diagnostics + above.diagnostics
    diagnostics += promises.check_expectation(options, schedule)
    diagnostics += tuple(
        promises.check_aliases(shelf.aliases(edition.made), _addresses_taken(shelf, edition, above.files))
    )
    files = (*(file for made in edition.made.values() for file in made.files), *above.files)
    keep = _addresses_kept(edition, state, options)
    if not has_errors(diagnostics):
        now = keep | {file.address for file in files}
        diagnostics += tuple(promises.check_vanished(edition, state, now))
    result = _result(edition, schedule, shelf.waiting(options.now), shared)
    if has_errors(diagnostics) or (options.strict and _counts_when_strict(diagnostics)):
        return replace(result, diagnostics=by_place(diagnostics), ok=False)
    report = _write(root, options, before, files, keep, edition, schedule, above.documents)
    diagnostics += report.diagnostics
    return replace(
        result,
        diagnostics=by_place(diagnostics),
        ok=not has_errors(diagnostics),
        written=len(report.written),
        removed=len(report.removed),
        unchanged=report.unchanged + len(keep.difference(file.address for file in files)),
    )


def _addresses_kept(edition: Edition, state: State, options: BuildOptions) -> frozenset[str]:
    """The files that stay though this build does not make them: those of kept issues.

    A build of some issues prunes only within them, and leaves the assets that older pages were made with.
    """
    if options.issues:
        remade = {address for name in edition.made if name in state.issues for address in state.issues[name].addresses}
        return frozenset(state.files) - remade
    return frozenset(address for kept in edition.kept.values() for address in kept.addresses)


def _addresses_taken(shelf: Shelf, edition: Edition, site_files: tuple[OutputFile, ...]) -> Iterator[str]:
    """Every address of this edition but the redirects of the issues made now."""
    yield addresses.HOME
    yield from (file.address for file in site_files)
    for kept in edition.kept.values():
        yield from kept.addresses
    for name in edition.made:
        yield from shelf.addresses(name)


def _counts_when_strict(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether there is a warning beyond those that the command line asked for."""
    return any(diagnostic.code != "held-article" for diagnostic in diagnostics)


def _write(
    root: Path,
    options: BuildOptions,
    before: State | None,
    files: tuple[OutputFile, ...],
    keep: frozenset[str],
    edition: Edition,
    schedule: Schedule,
    documents: Mapping[str, str],
) -> WriteReport:
    """Brings the output folder to the edition and saves the state, first as it is during the writes, then as it is."""
    path, old = state_path(root, options.output), before or State()
    report = write_edition(
        options.output,
        files,
        keep,
        before.files if before else None,
        prune=True,
        site=root,
        save=lambda manifest, touched: save_state(path, old.while_writing(manifest, touched), site=root),
    )
    if not has_errors(report.diagnostics):
        out = tuple(head.name for head in schedule.shown if not head.is_held)
        save_state(path, State(report.manifest, edition.states, out, documents), site=root)
    return report


def _result(edition: Edition, schedule: Schedule, waiting: tuple[IssueHead, ...], shared: Shared) -> BuildResult:
    records = edition.records
    return BuildResult(
        (),
        ok=True,
        latest=schedule.latest.name if schedule.latest else None,
        held=tuple((head.name, head.published) for head in (*schedule.held, *waiting)),
        drafts=tuple(f"{record.head.name}/{draft}" for record in records for draft in record.drafts),
        held_articles=tuple(f"{record.head.name}/{held}" for record in records for held in record.held),
        is_press_behind=any(not made.key for made in edition.made.values()),
        faces=shared.press.chosen if shared.press else (),
        issues_built=len(edition.made),
        issues_total=len(records),
        pages=sum(made.record.pages for made in edition.made.values()),
        articles=sum(made.record.articles for made in edition.made.values()),
    )
