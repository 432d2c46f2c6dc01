"""The issues of a site: what the last build knows of them, and those that are read because something asks for them.

An issue that the build is about (`asked`) is taken as its files are now; any other as it was last published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from broadsheet.build.options import BuildOptions
from broadsheet.build.packed import unpacked_face, unpacked_record
from broadsheet.content.names import parse_ref
from broadsheet.content.read import inspect_file, read_issue
from broadsheet.content.source import ContentFile, IssueFolder, IssueSource, SiteSource
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, did_you_mean, error
from broadsheet.edition.addresses import same_page, same_slug
from broadsheet.edition.face import IssueFace, addresses_of, face_of
from broadsheet.edition.heads import outline_head
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.schedule import Schedule
from broadsheet.edition.views import IssueHead
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.output.state import State

if TYPE_CHECKING:
    from broadsheet.model import Issue, IssueOutline, Paper, Ref


@dataclass(frozen=True, slots=True)
class LinkedIssue:
    """An issue that was read in this build."""

    source: IssueSource
    issue: Issue | None
    """With its drafts; `None` when it could not be validated."""
    diagnostics: tuple[Diagnostic, ...]


class SiteOnDisk(Protocol):
    """The site's own files."""

    @property
    def source(self) -> SiteSource:
        """As they are."""

    @property
    def paper(self) -> Paper:
        """What paper.yaml says."""


class Shelf:
    """Answers questions about issues: from the state where their files are as they were, else from the files."""

    def __init__(self, root: Path, on_disk: SiteOnDisk, options: BuildOptions, state: State | None) -> None:
        """Raises BroadsheetError (`unknown-issue`) when the options name an issue that is not there."""
        self.root = root
        self._on_disk = on_disk
        self._options = options
        self.folders: Mapping[str, IssueFolder] = {folder.name: folder for folder in on_disk.source.issues}
        """The issues that have a folder on disk, by name."""
        self.state = state
        self.unchanged: frozenset[str] = frozenset()
        """Names of the issues whose files, and all they share with others, are as the last build left them."""
        self.holds: Mapping[str, frozenset[str]] = {}
        """Ids of the articles held back, by the issue's name."""
        self._sources: dict[str, tuple[IssueSource, tuple[Diagnostic, ...]]] = {}
        self._linked: dict[str, LinkedIssue] = {}
        self._faces: dict[str, IssueFace | None] = {}
        for name in options.issues:
            if name not in self.folders:
                hint = did_you_mean(name, self.folders) or "name an issue's folder, such as 2026-11-24"
                message = f"there is no issue '{name}'"
                raise BroadsheetError(error("unknown-issue", Location("content/issues"), message, hint=hint))
        self.asked = frozenset(options.issues or self.folders)
        """Names of the issues that the build is about."""

    @property
    def paper(self) -> Paper:
        """What paper.yaml says."""
        return self._on_disk.paper

    @property
    def names(self) -> tuple[str, ...]:
        """All issues of the edition: those of the site, and those that stay without being there."""
        return tuple(sorted({*self.folders, *self.absent}))

    @cached_property
    def absent(self) -> frozenset[str]:
        """Names of the issues that have no folder and stay as they were published: all of them in a build of some."""
        return frozenset(self.records.keys() - self.folders.keys()) if self._options.issues else frozenset()

    @property
    def read(self) -> Mapping[str, LinkedIssue]:
        """Those that were read in this build, by name."""
        return self._linked

    # --- what the last build knows ----------------------------------------------------------------------------------

    @cached_property
    def records(self) -> Mapping[str, IssueRecord]:
        """What the last build kept, by the issue's name. Raises DamagedStateError."""
        if self.state is None:
            return {}
        return {name: unpacked_record(entry.entry) for name, entry in self.state.entries.items()}

    def as_published(self, name: str) -> IssueRecord | None:
        """The record where it stands for the issue in this build: its files did not change, or nobody asked for it."""
        if (name in self.asked and name not in self.unchanged) or not (name in self.folders or name in self.absent):
            return None
        return self.records.get(name)

    # --- reading ----------------------------------------------------------------------------------------------------

    def source(self, name: str) -> tuple[IssueSource, tuple[Diagnostic, ...]]:
        """The files of an issue; raises KeyError for one that has no folder."""
        if name not in self._sources:
            self._sources[name] = read_issue(self.root, self.folders[name])
        return self._sources[name]

    def linked(self, name: str) -> LinkedIssue:
        """The issue, read, validated and linked; raises KeyError for one that has no folder."""
        if name not in self._linked:
            self._linked[name] = self._link(*self.source(name), FORGETFUL)
        return self._linked[name]

    def take(self, source: IssueSource, diagnostics: tuple[Diagnostic, ...], memo: Memo) -> LinkedIssue:
        """Takes an issue as its files are now; `diagnostics` are those of reading it."""
        name = source.folder.name
        self.unchanged -= {name}
        self._sources[name] = source, diagnostics
        self._linked[name] = self._link(source, diagnostics, memo)
        return self._linked[name]

    def _link(self, source: IssueSource, diagnostics: tuple[Diagnostic, ...], memo: Memo) -> LinkedIssue:
        from broadsheet.content.issue import validate_issue  # late: the parser of Markdown comes with it
        from broadsheet.edition.link import link_issue

        setup, found = validate_issue(source, self.paper, self.root, memo)
        diagnostics += found
        issue = None
        if setup is not None:
            issue, found = link_issue(setup)
            diagnostics += found
        return LinkedIssue(source, issue, diagnostics)

    def put_away(self, name: str | None = None) -> None:
        """Forgets what was read of an issue, or of all."""
        for kept in (self._sources, self._linked):
            if name is None:
                kept.clear()
            else:
                kept.pop(name, None)

    def file_digest(self, path: str) -> str | None:
        """SHA-256 of a file of the site; `None` when it cannot be read."""
        file = inspect_file(self.root, path)
        return file.digest if isinstance(file, ContentFile) else None

    # --- what is left out -------------------------------------------------------------------------------------------

    def hold(self, schedule: Schedule) -> None:
        """Holds back the articles of `--hold`: those named without an issue, in the issues named, else in the latest.

        Raises BroadsheetError (`bad-usage`) for one that is no article's id: a slip of the hand must not publish what
        was to wait.
        """
        latest = (schedule.latest.name,) if schedule.latest else ()
        holds: dict[str, frozenset[str]] = {}
        missed: list[str] = []
        for hold in self._options.hold:
            ref = parse_ref(hold)
            names = (ref.issue,) if ref and ref.issue else self._options.issues or latest
            found = {name: self._story(name, ref) for name in names if ref and name in self.folders}
            for name, article in found.items():
                if article is not None:
                    holds[name] = holds.get(name, frozenset()) | {article}
            if not any(found.values()):
                missed.append(f"'{hold}'")
        if missed:
            message = f"--hold names {', '.join(missed)}: no article's id"
            hint = "name a story's first piece: page/slug, or ISSUE/page/slug in an issue that is not the latest"
            raise BroadsheetError(error("bad-usage", Location("--hold"), message, hint=hint))
        self.holds = holds
        self.unchanged = frozenset(name for name in self.unchanged if self.held(name) == self.records[name].held)

    def _story(self, name: str, ref: Ref) -> str | None:
        """The id of the issue's article whose first piece the ref names."""
        issue = self.linked(name).issue
        heads = [article.head for article in issue.articles] if issue else []
        named = (h for h in heads if same_page(h.page, ref.page) and same_slug(h.slug, ref.slug or ""))
        return next((head.id for head in named), None)

    def held(self, name: str) -> tuple[str, ...]:
        """Ids of the issue's articles that are held back."""
        return tuple(sorted(self.holds.get(name, ())))

    def drafts(self, name: str) -> tuple[str, ...]:
        """Ids of the issue's drafts."""
        issue = self.linked(name).issue
        return tuple(article.id for article in issue.articles if article.draft) if issue else ()

    def left_out(self, name: str) -> frozenset[str]:
        """Ids of the issue's articles that are not built: those held back, and drafts unless asked for."""
        return frozenset(self.held(name) if self._options.drafts else (*self.held(name), *self.drafts(name)))

    # --- what documents and other issues need -----------------------------------------------------------------------

    def head(self, name: str) -> IssueHead | None:
        """How documents name the issue; `None` when it has no page or was never published.

        Whether it is out is not decided here. No page is opened.
        """
        record = self.as_published(name)
        if record is not None:
            return record.head
        outline = self._outline(name) if name in self.asked else None
        return outline_head(outline, is_held=False) if outline else None

    def _outline(self, name: str) -> IssueOutline | None:
        from broadsheet.content.issue_settings import read_setup

        return read_setup(self.root, self.folders[name], self.paper)[0]

    def face(self, name: str, *, is_out: bool) -> IssueFace | None:
        """What others may link to; `None` when there is no such issue."""
        if name not in self._faces:
            self._faces[name] = self._face(name)
        face = self._faces[name]
        return replace(face, is_out=face.is_out and is_out) if face is not None else None

    def _face(self, name: str) -> IssueFace | None:
        if self.as_published(name) is not None and self.state is not None:
            kept = self.state.part(name, "face")
            return replace(unpacked_face(kept), is_out=True) if kept is not None else None
        if name not in self.folders:
            return None
        issue = self.linked(name).issue if name in self.asked else None
        if issue is not None:
            return face_of(issue, left_out=self.left_out(name), is_out=True)
        folder = self.folders[name]
        return IssueFace(name, folder.date, folder.suffix, False, (), (), ())

    def waiting(self, now: dt.datetime) -> tuple[IssueHead, ...]:
        """The issues that were not asked for, were never published and are not out yet, soonest first."""
        heads = []
        for name in self.folders.keys() - self.asked - self.records.keys():
            outline = self._outline(name)
            if outline is not None and outline.published > now:
                heads.append(outline_head(outline, is_held=True))
        return tuple(sorted(heads, key=lambda head: head.published))

    def aliases(self, name: str) -> Iterator[tuple[Location, str]]:
        """Where each former address of the issue's articles is given, with that address."""
        issue = self.linked(name).issue
        if issue is None:
            return
        places = {filed.path: filed.location("aliases") for filed in issue.setup.manuscripts}
        for article in issue.articles:
            yield from ((places[article.path], alias) for alias in article.aliases)
            yield from ((places[piece.path], alias) for piece in article.pieces[1:] for alias in piece.aliases)

    def addresses(self, name: str) -> tuple[str, ...]:
        """The addresses of an issue's documents, without its aliases."""
        issue = self.linked(name).issue
        return tuple(addresses_of(issue)) if issue else ()


class ScheduledFaces:
    """The faces of all issues in a build, and which of them are out."""

    def __init__(self, shelf: Shelf, schedule: Schedule) -> None:
        self._shelf = shelf
        self._out = {head.name for head in schedule.shown}
        self._shown = schedule.shown

    def face(self, name: str) -> IssueFace | None:
        """The face of an issue by its name; `None` when there is no such issue."""
        return self._shelf.face(name, is_out=name in self._out)

    def papers_of(self, day: dt.date) -> tuple[str, ...]:
        """Names of the issues that are the paper of that day, the one without suffix first."""
        return tuple(head.name for head in self._shown if head.date <= day <= (head.until or head.date))
