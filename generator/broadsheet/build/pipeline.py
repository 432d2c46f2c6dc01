"""The whole build on one page: look, decide, make, gather, promise, write.

Nothing is written while there is an error among the issues being built; the last good output stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from broadsheet.build import promises
from broadsheet.build.above import SiteFiles, files_as_they_are, note_files
from broadsheet.build.address_book import AddressBook
from broadsheet.build.archive import EditionArchive
from broadsheet.build.building_lock import building_lock
from broadsheet.build.issues import Edition, decide, make_issues, schedule_build
from broadsheet.build.options import BuildOptions, BuildResult, Progress
from broadsheet.build.shared import Shared, clear_caches, prepare_shared
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.build.survey import Survey, survey_issues
from broadsheet.build.tasks import WorkContext
from broadsheet.build.writing import Changes, clear_waiting, gather_changes, write_changes
from broadsheet.content.stamps import disk_clock
from broadsheet.diagnostics import Diagnostic, by_place, has_errors
from broadsheet.edition.schedule import Schedule
from broadsheet.edition.views import IssueHead
from broadsheet.output.disk import STATE_FOLDER, state_path
from broadsheet.output.plan import is_seen
from broadsheet.output.sealed import DamagedStateError
from broadsheet.output.state import State
from broadsheet.output.state_file import damaged_state, open_state, remove_state


def build_edition(
    site: Path,
    options: BuildOptions,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
    before_writing: Callable[[], None] = lambda: None,
) -> BuildResult:
    """Builds the edition of the site into `options.output`.

    `waiting` is called when another build is at work there, which is waited for; `before_writing` when all is made and
    nothing in the output has changed yet. Raises BroadsheetError when it cannot go on at all: no site, an issue named
    that is not there, a template that fails, an output that cannot be written.
    """
    root = site.resolve()
    path = state_path(root, options.output)
    shared, diagnostics = prepare_shared(root, options)
    if shared is None:
        from broadsheet.build.check import check_site

        return BuildResult(by_place(diagnostics + check_site(root, now=options.now)), ok=False)
    with building_lock(path, root, waiting):
        if options.clean:
            clear_caches(root)
            shared, _ = prepare_shared(root, options)
            assert shared is not None
        state, found = open_state(path, site=root)
        try:
            with state:
                return build_with(shared, options, state, diagnostics + found, progress, before_writing)
        except DamagedStateError as fault:
            remove_state(path)
            found = (damaged_state(path, root, fault),)
        state, _ = open_state(path, site=root)
        with state:
            return build_with(shared, options, state, diagnostics + found, progress, before_writing)


def build_with(
    shared: Shared,
    options: BuildOptions,
    state: State,
    diagnostics: tuple[Diagnostic, ...],
    progress: Progress | None,
    before_writing: Callable[[], None] = lambda: None,
) -> BuildResult:
    """The build, once state and output are nobody else's. Raises DamagedStateError."""
    root, output = shared.root, options.output.resolve()
    shelf = Shelf(root, shared, options, state)
    if options.changed_only and (missing := _judge_absent(shelf, shared, state)):
        return BuildResult(by_place(diagnostics + missing), ok=False)
    clock = disk_clock(root / STATE_FOLDER)
    survey = survey_issues(shelf, state, options, shared.digest, clock)
    shelf.unchanged = survey.unchanged | (shelf.absent if options.changed_only else frozenset())
    schedule = schedule_build(shelf, state.out, options)
    shelf.hold(schedule)
    decision = decide(shelf, shared, schedule, state, survey, _months_to_pack(schedule, options))
    if missing := _missed(decision.missed(shelf)):
        return BuildResult(by_place(diagnostics + missing), ok=False)
    context = WorkContext(
        shared=shared,
        options=options,
        schedule=schedule,
        output=output,
        state=None if state.is_new else state.path,
        unchanged=shelf.unchanged,
        absent=shelf.absent,
        holds=tuple(shelf.holds.items()),
        clock=clock,
    )
    clear_waiting(output, root)  # what a build that was killed has left would be moved into place with a new folder
    try:
        edition = make_issues(context, shelf, state, decision, progress)
        above = _above(shared, options, state, edition, ScheduledFaces(shelf, schedule))
        diagnostics += edition.diagnostics + above.diagnostics
        changes = gather_changes(edition, above, state, options)
        diagnostics += _promised(edition, changes, state, schedule, options)
        result = _result(edition, schedule, shelf.waiting(options.now), shared)
        if has_errors(diagnostics) or (options.strict and _counts_when_strict(diagnostics)):
            return replace(result, diagnostics=by_place(diagnostics), ok=False)
        if options.changed_only:
            _pack_segments(state, shared, edition)
        if options.changed_only or survey.is_new_checkout:
            survey = _note_trees(shelf, state, survey, edition)
        paper = shared.on_disk.paper.name if edition.made else ""
        before_writing()
        report = write_changes(changes, state, edition, schedule, survey, output, paper)
    finally:
        clear_waiting(output, root)
    diagnostics += report.diagnostics
    written = len(report.written) + changes.in_new_folders
    return replace(
        result,
        diagnostics=by_place(diagnostics),
        ok=not has_errors(diagnostics),
        written=written,
        is_seen=changes.in_new_folders > 0 or any(map(is_seen, (*report.written, *report.removed))),
        removed=len(report.removed),
        unchanged=changes.total - written,
        gone=report.removed,
    )


def _judge_absent(shelf: Shelf, shared: Shared, state: State) -> tuple[Diagnostic, ...]:
    """Has the shelf keep the issues that are not on disk and did not change; says what is missed of the others."""
    from broadsheet.build.absent import judge_absent
    from broadsheet.build.segments import unpack_segments
    from broadsheet.content.checkout import read_commit

    absent = judge_absent(shelf, state, read_commit(shared.root), shared.digest)
    shelf.absent = absent.kept
    unpack_segments(state, shared, [record.shown for record in shelf.records.values()])
    return absent.diagnostics


def _missed(names: list[str]) -> tuple[Diagnostic, ...]:
    """Says of which issues nothing is on disk though they are to be made."""
    if not names:
        return ()
    from broadsheet.build.absent import folder_of, missing_issues

    found = missing_issues("to be made again", map(folder_of, names))
    return (found,) if found is not None else ()


def _months_to_pack(schedule: Schedule, options: BuildOptions) -> frozenset[str]:
    if not options.changed_only:
        return frozenset()
    from broadsheet.build.segments import months_to_pack

    return months_to_pack(head.name for head in schedule.shown)


def _pack_segments(state: State, shared: Shared, edition: Edition) -> None:
    from broadsheet.build.segments import pack_segments

    pack_segments(state, shared, [record.shown for record in edition.records.values()])


def _note_trees(shelf: Shelf, state: State, survey: Survey, edition: Edition) -> Survey:
    from broadsheet.build.trees import note_trees

    return note_trees(shelf, state, survey, edition)


def _above(shared: Shared, options: BuildOptions, state: State, edition: Edition, faces: ScheduledFaces) -> SiteFiles:
    kept = files_as_they_are(shared, edition, state, options)
    if kept is not None:
        return kept
    from broadsheet.build.executors import Workers, cores  # late, as all that makes something
    from broadsheet.build.site import make_site_files
    from broadsheet.build.site_work import SiteWorkContext, by_workers

    context = SiteWorkContext(shared, options.output.resolve())
    run = by_workers(context, Workers(processes=options.jobs or cores()))
    made = make_site_files(shared, EditionArchive(edition.records, state, options), faces, run, options.jobs)
    note_files(made, shared, edition, state, options)
    return made


def _promised(
    edition: Edition, changes: Changes, state: State, schedule: Schedule, options: BuildOptions
) -> tuple[Diagnostic, ...]:
    """What is wrong with the edition as a whole."""
    made = {name: issue.aliases for name, issue in edition.made.items()}
    book = AddressBook(edition.records, made, changes.site_addresses, state)
    found = (
        *promises.check_expectation(options, schedule),
        *promises.check_aliases((alias for own in made.values() for alias in own), book.is_taken),
        *book.clashes(options.output, state.site),
    )
    if has_errors((*edition.diagnostics, *found)):
        return found
    published = {name: files for name, files in changes.before.items() if name in state.out}
    left_out = frozenset(address for issue in edition.made.values() for address in issue.left_out)
    return (*found, *promises.check_vanished(published, state.site_files, book.is_there, left_out))


def _counts_when_strict(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether there is a warning beyond those that the command line asked for."""
    return any(diagnostic.code != "held-article" for diagnostic in diagnostics)


def _result(edition: Edition, schedule: Schedule, waiting: tuple[IssueHead, ...], shared: Shared) -> BuildResult:
    records = edition.records
    made = [issue.record.shown for issue in edition.made.values()]
    return BuildResult(
        (),
        ok=True,
        latest=schedule.latest.name if schedule.latest else None,
        held=tuple((head.name, head.published) for head in (*schedule.held, *waiting)),
        drafts=tuple(f"{name}/{draft}" for name, record in records.items() for draft in record.shown.drafts),
        held_articles=tuple(f"{name}/{held}" for name, record in records.items() for held in record.held),
        is_press_behind=edition.is_press_behind,
        faces=shared.chosen_faces,
        issues_built=len(made),
        issues_total=len(records),
        pages=sum(len(issue.pages) for issue in made),
        articles=sum(issue.articles for issue in made),
    )
