"""The unit of work: one issue is read, made and staged, in whatever process runs it.

`make` is a function of values that can be pickled. What it needs of other issues it reads from the state as the last
build left it, or from their folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from broadsheet.build.front import make_front, packed_front, unpacked_front
from broadsheet.build.issue import make_issue
from broadsheet.build.packed import pack, pack_tight, unpacked_warnings
from broadsheet.build.place import Place, issue_keys
from broadsheet.build.press_room import PressRoom
from broadsheet.build.promises import check_aliases
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.build.survey import stamp_of_files
from broadsheet.build.tasks import IssueTask, MadeIssue, WorkContext, front_shard
from broadsheet.content.names import fold
from broadsheet.content.stamps import stamp_folder
from broadsheet.diagnostics import has_errors
from broadsheet.edition import addresses
from broadsheet.edition.face import IssueFace
from broadsheet.output.disk import disk_faults
from broadsheet.output.manifest import Manifest
from broadsheet.output.plan import OutputFile
from broadsheet.output.staging import StagedIssue, stage_issue
from broadsheet.output.state import IssueEntry, IssueParts
from broadsheet.output.state_file import read_state

_READ_AT_ONCE = 8
"""Issues kept in memory for the references of others."""


def make(context: WorkContext, task: IssueTask) -> MadeIssue:
    """Makes and stages an issue. Raises BroadsheetError for a template that fails and a disk that refuses."""
    with disk_faults(context.output, context.shared.root):
        return _workshop(context).make(task)


class Workshop:
    """What a process keeps while it makes issues of one build."""

    def __init__(self, context: WorkContext) -> None:
        shared, options = context.shared, context.options
        self.context = context
        self.process = os.getpid()
        self._state = read_state(context.state, site=shared.root) if context.state is not None else None
        self._shelf = Shelf(shared.root, shared, options, self._state)
        self._shelf.unchanged, self._shelf.absent = context.unchanged, context.absent
        self._shelf.holds = dict(context.holds)
        self._faces = ScheduledFaces(self._shelf, context.schedule)
        self._heads = {head.name: head for head in context.schedule.shown}
        self._room = PressRoom(options.jobs)

    def close(self) -> None:
        """Ends its processes and closes the state."""
        self._room.__exit__(None, None, None)
        if self._state is not None:
            self._state.__exit__(None, None, None)

    def make(self, task: IssueTask) -> MadeIssue:
        """The issue, its files staged."""
        made = self._front_alone(task.name) if task.only_front else self._whole(task.name)
        if len(self._shelf.read) > _READ_AT_ONCE:
            self._shelf.put_away()
        return made

    def _place(self, name: str) -> Place:
        schedule = self.context.schedule
        head = self._heads[name]
        return Place(head, schedule.neighbours[name], is_latest=head == schedule.latest)

    def _whole(self, name: str) -> MadeIssue:
        context, shelf = self.context, self._shelf
        # Before anything is read: what changes meanwhile is then seen by the next build.
        stamp = stamp_folder(str(shelf.root / shelf.folders[name].path), context.clock)
        # Threads start with the first photo and end with the issue: a process with threads cannot be copied safely.
        with ThreadPoolExecutor(context.options.jobs or os.cpu_count() or 1) as executor:
            work, diagnostics = make_issue(
                shelf, context.shared, self._place(name), self._faces, executor, self._room, context.options
            )
        aliases = tuple(shelf.aliases(name))
        own = frozenset(map(fold, (addresses.HOME, *shelf.addresses(name))))
        diagnostics += tuple(check_aliases(aliases, own.__contains__))
        if work is None or has_errors(diagnostics):
            return MadeIssue(name, diagnostics, aliases=aliases)
        folder = addresses.issue_folder(work.record.head.date, work.record.head.suffix)
        staged = self._stage(name, folder, work.files)
        if staged.clashes:
            return MadeIssue(name, (*diagnostics, *staged.clashes), aliases=aliases)
        entry = IssueEntry(pack(work.record), stamp or "", stamp_of_files(staged.files, folder))
        parts = IssueParts(pack_tight(work.face), pack_tight(work.listing), pack(work.diagnostics), staged.files)
        return MadeIssue(
            name=name,
            diagnostics=diagnostics,
            record=work.record,
            entry=entry,
            parts=parts,
            front=packed_front(work.front),
            new=staged.new,
            is_new_folder=staged.is_new_folder,
            aliases=aliases,
            left_out=frozenset(_left_out(work.face)),
        )

    def _front_alone(self, name: str) -> MadeIssue:
        state, shared = self._state, self.context.shared
        kept = state.shard(front_shard(name)) if state is not None else None
        if state is None or kept is None:
            raise LookupError(f"the state does not have the front of {name}")
        record, before, place = self._shelf.records[name], state.files(name), self._place(name)
        front = make_front(unpacked_front(kept), shared, place.neighbours, before, is_latest=place.is_latest)
        folder = addresses.issue_folder(place.head.date, place.head.suffix)
        staged = self._stage(name, folder, front.files)
        stays = {address: file for address, file in before.items() if address != addresses.HOME or place.is_latest}
        files = {**stays, **staged.files}
        record = replace(
            record,
            shown=replace(record.shown, head=place.head, digest=front.digest),
            strays=tuple(address for address in files if not address.startswith(folder)),
            files=len(files),
        )
        inner, key = issue_keys(record, place, self._faces)
        record = replace(record, inner_key=inner, key=key)
        entry = replace(state.entries[name], entry=pack(record), output_stamp=stamp_of_files(files, folder))
        warnings = state.part(name, "warnings") or pack(())
        parts = IssueParts(state.part(name, "face") or b"", state.part(name, "listing") or b"", warnings, files)
        return MadeIssue(
            name=name,
            diagnostics=unpacked_warnings(warnings),
            record=record,
            entry=entry,
            parts=parts,
            front=packed_front(front.material),
            new=staged.new,
        )

    def _stage(self, name: str, folder: str, files: Iterable[OutputFile]) -> StagedIssue:
        before: Manifest = self._state.files(name) if self._state is not None else {}
        is_at_hand = self.context.options.changed_only is None
        root = self.context.shared.root
        return stage_issue(self.context.output, name, folder, files, before, root, is_at_hand=is_at_hand)


def _left_out(face: IssueFace) -> Iterator[str]:
    """Addresses of what is missing on purpose."""
    for piece in face.pieces:
        if piece.is_left_out:
            yield addresses.piece_address(face.date, face.suffix, piece.page, piece.slug)
            yield from piece.aliases


def close_workshop() -> None:
    """Ends what this process kept for the build before."""
    while _open:
        _open.pop().close()


def _workshop(context: WorkContext) -> Workshop:
    if _open and _open[0].process != os.getpid():
        _open.clear()  # a copy of this process: a database must not be used on both sides of a fork
    if not _open or _open[0].context is not context:
        close_workshop()
        _open.append(Workshop(context))
    return _open[0]


_open: list[Workshop] = []
"""At most one: that of the build whose issues this process makes."""
