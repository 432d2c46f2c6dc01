"""Which issues are made in this build, and which stay as the last one left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from broadsheet.build.index_parts import has_segment, month_of
from broadsheet.build.options import BuildOptions, Progress
from broadsheet.build.packed import unpacked_warnings
from broadsheet.build.place import Place, issue_keys
from broadsheet.build.shared import Shared
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.build.survey import Survey
from broadsheet.build.tasks import KEPT_FRONTS, IssueTask, MadeIssue, WorkContext, front_shard
from broadsheet.diagnostics import Diagnostic, Location
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.schedule import Schedule, schedule_issues
from broadsheet.output.disk import STATE_FOLDER
from broadsheet.output.manifest import NEW_FILES
from broadsheet.output.state import State

if TYPE_CHECKING:
    from broadsheet.build.executors import Workers


@dataclass(frozen=True, slots=True)
class WaitingIssue:
    """An issue that was made, as the rest of the build sees it."""

    record: IssueRecord
    new: tuple[str, ...]
    """Addresses of its files that wait one by one in the folder of new files."""
    is_new_folder: bool
    """Whether its folder waits there as a whole."""
    aliases: tuple[tuple[Location, str], ...]
    left_out: frozenset[str]
    """Addresses that are missing on purpose."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The issues of a build. What was made for them is in the state, not yet stored."""

    records: Mapping[str, IssueRecord]
    """Of all issues shown, in order of publication, by name."""
    made: Mapping[str, WaitingIssue]
    """Those made now."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of all issues that count: those built, those they refer to, and the warnings kept with the others."""

    @property
    def is_press_behind(self) -> bool:
        """Whether an issue is to be made again by a build that waits for the press."""
        return any(not issue.record.key for issue in self.made.values())


@dataclass(slots=True)
class Decision:
    """What becomes of each issue shown."""

    kept: dict[str, IssueRecord] = field(default_factory=dict)
    tasks: list[IssueTask] = field(default_factory=list)

    def missed(self, shelf: Shelf) -> list[str]:
        """Names of the issues that cannot be made, because their folders are not on disk."""
        return [task.name for task in self.tasks if task.name not in shelf.folders and not task.only_front]


def schedule_build(shelf: Shelf, out: tuple[str, ...], options: BuildOptions) -> Schedule:
    """The order of all issues: those asked for as they are now, others as they were last published."""
    heads = [head for name in shelf.names if (head := shelf.head(name)) is not None]
    return schedule_issues(heads, now=options.now, once_out=frozenset(out), future=options.future)


def decide(
    shelf: Shelf,
    shared: Shared,
    schedule: Schedule,
    state: State,
    survey: Survey,
    searched: frozenset[str] = frozenset(),
) -> Decision:
    """Keeps the issues that are as they were, and has the others made.

    `searched` are months all of whose parts of the index are to be at hand.

    An issue that was not asked for is made again only when its place changed (a new neighbour) and its own files did
    not: what editors do to an old issue waits until someone builds it.
    """
    faces = ScheduledFaces(shelf, schedule)
    decision = Decision()
    for head in schedule.shown:
        name = head.name
        record = shelf.records.get(name)
        if record is None or name not in shelf.unchanged:
            is_torn = name in state.entries and state.entries[name].is_torn and name in shelf.folders
            if record is None or name in shelf.asked or is_torn:
                decision.tasks.append(IssueTask(name))
            else:
                decision.kept[name] = record
            continue
        place = Place(head, schedule.neighbours[name], is_latest=head == schedule.latest)
        inner, key = issue_keys(record, place, faces)
        if name in survey.touched or inner != record.inner_key:
            decision.tasks.append(IssueTask(name))
        elif key == record.key:
            decision.kept[name] = record
        else:
            decision.tasks.append(IssueTask(name, only_front=state.shard(front_shard(name)) is not None))
    _make_for_search(decision, shelf, shared, state, searched)
    return decision


def _make_for_search(decision: Decision, shelf: Shelf, shared: Shared, state: State, searched: frozenset[str]) -> None:
    """Has issues made whose part of the index is not at hand, where the index of their month is joined anew."""
    gone = state.entries.keys() - decision.kept.keys() - {task.name for task in decision.tasks}
    months = {month_of(name) for name in (*gone, *(task.name for task in decision.tasks if not task.only_front))}
    months |= searched
    for number, task in enumerate(decision.tasks):
        if task.only_front and _is_lost(task.name, months, shelf, shared):
            decision.tasks[number] = IssueTask(task.name)
    for name in [name for name in decision.kept if _is_lost(name, months, shelf, shared)]:
        del decision.kept[name]
        decision.tasks.append(IssueTask(name))


def _is_lost(name: str, months: set[str], shelf: Shelf, shared: Shared) -> bool:
    """Whether the index needs the issue's part, it is not at hand, and the issue can be made."""
    is_needed = month_of(name) in months and name in shelf.folders
    return is_needed and not has_segment(shelf.records[name].shown, shared)


def make_issues(
    context: WorkContext, shelf: Shelf, state: State, decision: Decision, progress: Progress | None
) -> Edition:
    """Makes what is to be made and puts it aside in the state."""
    made: dict[str, WaitingIssue] = {}
    fronts: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for result in _results(context, decision.tasks, progress) if decision.tasks else ():
        diagnostics += result.diagnostics
        waiting = _put_aside(result, state)
        if waiting is not None:
            made[result.name] = waiting
            fronts[result.name] = result.front
            _leave_newest(fronts, context.schedule)
    shown = [head.name for head in context.schedule.shown]
    records = {**decision.kept, **{name: waiting.record for name, waiting in made.items()}}
    _keep_fronts(fronts, shown, made, state)
    diagnostics += _told_besides(shelf, state, decision, context)
    return Edition({name: records[name] for name in shown if name in records}, made, tuple(diagnostics))


def _results(context: WorkContext, tasks: Sequence[IssueTask], progress: Progress | None) -> Iterator[MadeIssue]:
    # Late, as all that makes something: a build of nothing new need not load it.
    from broadsheet.build.executors import run
    from broadsheet.build.making import close_workshop, make

    if context.options.cluster is not None:
        # A worker of a cluster does one thing at a time; how many there are is the cluster's affair.
        context = replace(context, options=replace(context.options, jobs=1))
    try:
        with run(
            make,
            context,
            tasks,
            workers=_workers(context),
            name=lambda task: task.name,
            progress=progress,
        ) as results:
            yield from results
    finally:
        close_workshop()


def _workers(context: WorkContext) -> Workers:
    from broadsheet.build.executors import Workers, cores

    address = context.options.cluster
    if address is None:
        return Workers(processes=context.options.jobs or cores())
    from broadsheet.build.cluster import Cluster

    # Files wait in the second one, and what the cluster is told lies there.
    return Workers(cluster=Cluster(address, (context.shared.root / STATE_FOLDER, context.output / NEW_FILES)))


def _put_aside(result: MadeIssue, state: State) -> WaitingIssue | None:
    if result.record is None or result.entry is None or result.parts is None:
        return None
    state.add(result.name, result.entry, result.parts)
    return WaitingIssue(result.record, result.new, result.is_new_folder, result.aliases, result.left_out)


def _leave_newest(fronts: dict[str, bytes], schedule: Schedule) -> None:
    newest = {head.name for head in schedule.shown[-KEPT_FRONTS:]}
    for name in fronts.keys() - newest:
        del fronts[name]


def _keep_fronts(fronts: Mapping[str, bytes], shown: list[str], made: Mapping[str, WaitingIssue], state: State) -> None:
    for name in shown[-KEPT_FRONTS:]:
        if name in made:
            state.keep_shard(front_shard(name), fronts[name])
        else:
            state.keep_shard(front_shard(name))


def _told_besides(shelf: Shelf, state: State, decision: Decision, context: WorkContext) -> Iterator[Diagnostic]:
    """Warnings kept with issues that are not made again, and what is wrong with issues that cannot be shown at all."""
    for name, record in decision.kept.items():
        if record.has_warnings:
            yield from unpacked_warnings(state.part(name, "warnings") or b"[]")
    shown = {head.name for head in context.schedule.shown}
    held = {head.name for head in context.schedule.held} - set(context.options.issues)
    for name in sorted(shelf.asked - shown - held):
        yield from shelf.linked(name).diagnostics
