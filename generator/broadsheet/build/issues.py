"""Which issues are made in this build and which stay as the last one left them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from broadsheet.build.issue import MadeIssue, Place, issue_key, make_issue
from broadsheet.build.options import BuildOptions, Progress
from broadsheet.build.press_room import PressRoom
from broadsheet.build.search import has_segment
from broadsheet.build.shared import Shared
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.diagnostics import Diagnostic
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.schedule import Schedule, schedule_issues
from broadsheet.output.state import IssueState, State
from broadsheet.output.write import changed_on_disk


@dataclass(frozen=True, slots=True)
class Edition:
    """The issues of a build."""

    made: Mapping[str, MadeIssue]
    """Those made now."""
    kept: Mapping[str, IssueState]
    """Those that stay as the last build left them."""
    records: tuple[IssueRecord, ...]
    """Of both, in order of publication."""
    diagnostics: tuple[Diagnostic, ...]
    """Of all issues that count: those built, those they refer to, and the warnings kept with the others."""

    @property
    def states(self) -> dict[str, IssueState]:
        """What the next build is to know of each issue."""
        fresh = {
            name: IssueState(made.key, made.record.to_json(), tuple(sorted(file.address for file in made.files)))
            for name, made in self.made.items()
        }
        return {**self.kept, **fresh}


def schedule_build(shelf: Shelf, state: State, options: BuildOptions) -> Schedule:
    """The order of all issues: those asked for as they are now, others as they were last published."""
    heads = [head for name in shelf.names if (head := shelf.head(name)) is not None]
    return schedule_issues(heads, now=options.now, once_out=frozenset(state.out), future=options.future)


def make_issues(
    shelf: Shelf,
    shared: Shared,
    schedule: Schedule,
    state: State,
    options: BuildOptions,
    executor: Executor,
    room: PressRoom,
    progress: Progress | None,
) -> Edition:
    """Makes the issues whose inputs changed or whose files were touched, and keeps the others.

    An issue that was not asked for is made again only when its place changed (a new neighbour) and its own files did
    not: what editors do to an old issue waits until someone builds it.
    """
    faces = ScheduledFaces(shelf, schedule)
    touched = changed_on_disk(options.output, state.files)
    made: dict[str, MadeIssue] = {}
    kept: dict[str, IssueState] = {}
    records: list[IssueRecord] = []
    diagnostics: list[Diagnostic] = []
    for number, head in enumerate(schedule.shown):
        name = head.name
        if progress is not None:
            progress(number, len(schedule.shown), name)
        place = Place(head, schedule.neighbours[name], is_latest=head == schedule.latest)
        last, record = state.issues.get(name), shelf.unchanged(name)
        if last is not None and record is not None:
            stays = issue_key(record, place, faces) == last.key and touched.isdisjoint(last.addresses)
            stays = stays and has_segment(record, shared)
        else:
            stays, record = name not in shelf.asked, shelf.record(name)
        if stays and last is not None and record is not None:
            kept[name] = last
            records.append(record)
            diagnostics.extend(record.diagnostics)
            continue
        work = make_issue(shelf, shared, place, faces, executor, room, options)
        diagnostics.extend(work.diagnostics)
        if work.record is not None:
            # Without a key the next build makes it again.
            key = "" if work.is_press_behind else issue_key(work.record, place, faces)
            made[name] = MadeIssue(key, work.record, work.files)
            records.append(work.record)
    if progress is not None:
        progress(len(schedule.shown), len(schedule.shown), "")
    held = {head.name for head in schedule.held} - set(options.issues)
    counted = (linked for name, linked in shelf.read.items() if name not in held)
    diagnostics.extend(d for linked in counted for d in linked.diagnostics)
    return Edition(made, kept, tuple(records), tuple(diagnostics))
