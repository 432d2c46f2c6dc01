"""The issues of a site, each read and linked at most once in a build, and only when something asks for it.

An issue that the build is about (`asked`) is taken as its files are now; any other as it was last published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from broadsheet.build.options import BuildOptions
from broadsheet.build.shared import PaperOnDisk
from broadsheet.content.issue import validate_issue
from broadsheet.content.names import parse_ref
from broadsheet.content.read import inspect_file, read_issue
from broadsheet.content.source import ContentFile, IssueSource
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, did_you_mean, error
from broadsheet.edition.addresses import same_page, same_slug
from broadsheet.edition.face import IssueFace, addresses_of, face_of
from broadsheet.edition.heads import issue_head
from broadsheet.edition.link import link_issue
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.schedule import Schedule
from broadsheet.edition.views import IssueHead
from broadsheet.model import Issue, Ref
from broadsheet.output.state import IssueState


@dataclass(frozen=True, slots=True)
class LinkedIssue:
    """An issue that was read in this build."""

    source: IssueSource
    issue: Issue | None
    """With its drafts; `None` when it could not be validated."""
    diagnostics: tuple[Diagnostic, ...]


class Shelf:
    """Answers questions about issues from this build's readings, else from the records of the last build."""

    def __init__(
        self,
        root: Path,
        on_disk: PaperOnDisk,
        options: BuildOptions,
        before: Mapping[str, IssueState],
        shared_digest: str = "",
    ) -> None:
        """Raises BroadsheetError (`unknown-issue`) when the options name an issue that is not there."""
        self._root = root
        self._paper = on_disk.paper
        self._shared_digest = shared_digest
        self._options = options
        self._folders = {folder.name: folder for folder in on_disk.source.issues}
        self._before = before
        self._sources: dict[str, tuple[IssueSource, tuple[Diagnostic, ...]]] = {}
        self._linked: dict[str, LinkedIssue] = {}
        self._records: dict[str, IssueRecord | None] = {}
        self._holds: Mapping[str, frozenset[str]] = {}
        for name in options.issues:
            if name not in self._folders:
                hint = did_you_mean(name, self._folders) or "name an issue's folder, such as 2026-11-24"
                message = f"there is no issue '{name}'"
                raise BroadsheetError(error("unknown-issue", Location("content/issues"), message, hint=hint))
        self.asked = frozenset(options.issues or self._folders)
        """Names of the issues that the build is about."""
        self.names = tuple(sorted({*self._folders, *before} if options.issues else self._folders))
        """All issues of the edition: those of the site, and in a build of some, those published before."""

    @property
    def read(self) -> Mapping[str, LinkedIssue]:
        """Those that were read in this build, by name."""
        return self._linked

    # --- records and readings ---------------------------------------------------------------------------------------

    def record(self, name: str) -> IssueRecord | None:
        """What the last build kept of an issue; `None` when it did not build it."""
        if name not in self._records:
            state = self._before.get(name)
            try:
                self._records[name] = IssueRecord.from_json(state.record) if state else None
            except msgspec.ValidationError:
                self._records[name] = None
        return self._records[name]

    def unchanged(self, name: str) -> IssueRecord | None:
        """The record, when the issue's files and all that is shared are as they were when it was made."""
        record = self.record(name)
        if record is None or name not in self._folders or self._options.clean:
            return None
        if record.shared != self._shared_digest or record.source != self._source(name)[0].digest:
            return None
        if frozenset(record.held) != self._holds.get(name, frozenset()):
            return None
        return record if all(self._file_digest(path) == digest for path, digest in record.used) else None

    def linked(self, name: str) -> LinkedIssue:
        """The issue, read, validated and linked; raises KeyError for one that has no folder."""
        if name not in self._linked:
            source, diagnostics = self._source(name)
            setup, found = validate_issue(source, self._paper, self._root)
            diagnostics += found
            issue = None
            if setup is not None:
                issue, found = link_issue(setup)
                diagnostics += found
            self._linked[name] = LinkedIssue(source, issue, diagnostics)
        return self._linked[name]

    def _source(self, name: str) -> tuple[IssueSource, tuple[Diagnostic, ...]]:
        if name not in self._sources:
            self._sources[name] = read_issue(self._root, self._folders[name])
        return self._sources[name]

    def _file_digest(self, path: str) -> str | None:
        file = inspect_file(self._root, path)
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
            found = {name: self._story(name, ref) for name in names if ref and name in self._folders}
            for name, article in found.items():
                if article is not None:
                    holds[name] = holds.get(name, frozenset()) | {article}
            if not any(found.values()):
                missed.append(f"'{hold}'")
        if missed:
            message = f"--hold names {', '.join(missed)}: no article's id"
            hint = "name a story's first piece: page/slug, or ISSUE/page/slug in an issue that is not the latest"
            raise BroadsheetError(error("bad-usage", Location("--hold"), message, hint=hint))
        self._holds = holds

    def _story(self, name: str, ref: Ref) -> str | None:
        """The id of the issue's article whose first piece the ref names."""
        issue = self.linked(name).issue
        heads = [article.head for article in issue.articles] if issue else []
        named = (h for h in heads if same_page(h.page, ref.page) and same_slug(h.slug, ref.slug or ""))
        return next((head.id for head in named), None)

    def held(self, name: str) -> tuple[str, ...]:
        """Ids of the issue's articles that are held back."""
        return tuple(sorted(self._holds.get(name, ())))

    def drafts(self, name: str) -> tuple[str, ...]:
        """Ids of the issue's drafts."""
        issue = self.linked(name).issue
        return tuple(article.id for article in issue.articles if article.draft) if issue else ()

    def left_out(self, name: str) -> frozenset[str]:
        """Ids of the issue's articles that are not built: those held back, and drafts unless asked for."""
        return frozenset(self.held(name) if self._options.drafts else (*self.held(name), *self.drafts(name)))

    # --- what documents and other issues need -----------------------------------------------------------------------

    def head(self, name: str) -> IssueHead | None:
        """How documents name the issue; `None` when it cannot be read or was never published.

        Whether it is out is not decided here.
        """
        record = self._as_it_stands(name)
        if record is not None:
            return record.head
        issue = self.linked(name).issue if name in self.asked else None
        return issue_head(issue, is_held=False) if issue else None

    def face(self, name: str, *, is_out: bool) -> IssueFace | None:
        """What others may link to; `None` when there is no such issue."""
        record = self._as_it_stands(name)
        if record is not None:
            return replace(record.face, is_out=is_out)
        if name not in self._folders:
            return None
        issue = self.linked(name).issue if name in self.asked else None
        if issue is not None:
            return face_of(issue, left_out=self.left_out(name), is_out=is_out)
        folder = self._folders[name]
        return IssueFace(name, folder.date, folder.suffix, False, (), (), ())

    def waiting(self, now: dt.datetime) -> tuple[IssueHead, ...]:
        """The issues that were not asked for, were never published and are not out yet, soonest first."""
        heads = []
        for name in self._folders.keys() - self.asked:
            issue = self.linked(name).issue if self.record(name) is None else None
            if issue is not None and issue.setup.published > now:
                heads.append(issue_head(issue, is_held=True))
        return tuple(sorted(heads, key=lambda head: head.published))

    def _as_it_stands(self, name: str) -> IssueRecord | None:
        return self.unchanged(name) if name in self.asked else self.record(name)

    def aliases(self, names: Iterable[str]) -> Iterator[tuple[Location, str]]:
        """Where each former address of those issues' articles is given, with that address."""
        for name in names:
            issue = self.linked(name).issue
            if issue is None:
                continue
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
