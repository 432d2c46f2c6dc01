"""The issues of a site, each read and linked at most once in a build, and only when something asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from broadsheet.build.options import BuildOptions
from broadsheet.build.shared import Shared
from broadsheet.content.issue import validate_issue
from broadsheet.content.read import inspect_file, read_issue
from broadsheet.content.source import ContentFile, IssueSource
from broadsheet.diagnostics import Diagnostic, Location, warning
from broadsheet.edition.face import IssueFace, addresses_of, face_of
from broadsheet.edition.link import link_issue, without
from broadsheet.edition.present import issue_head
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.resolve import Faces
from broadsheet.edition.schedule import Schedule
from broadsheet.edition.views import IssueHead
from broadsheet.model import Issue
from broadsheet.output.state import IssueState


@dataclass(frozen=True, slots=True)
class LinkedIssue:
    """An issue that was read in this build."""

    source: IssueSource
    issue: Issue | None
    """Without what is left out; `None` when it could not be validated."""
    left_out: frozenset[str]
    """Ids of the pieces that are not built: drafts and held articles."""
    drafts: tuple[str, ...]
    """Ids of the drafts, left out or not."""
    held: tuple[str, ...]
    """Ids of the articles held back from the command line."""
    diagnostics: tuple[Diagnostic, ...]


class Shelf:
    """Answers questions about issues from this build's readings, else from the records of the last build."""

    def __init__(self, shared: Shared, options: BuildOptions, before: Mapping[str, IssueState]) -> None:
        self._shared = shared
        self._options = options
        self._folders = {folder.name: folder for folder in shared.source.issues}
        self._dates = tuple((folder.date, folder.name) for folder in shared.source.issues)
        self._before = before
        self._sources: dict[str, tuple[IssueSource, tuple[Diagnostic, ...]]] = {}
        self._linked: dict[str, LinkedIssue] = {}
        self._records: dict[str, IssueRecord | None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """All issue folders of the site."""
        return tuple(self._folders)

    @property
    def shared(self) -> Shared:
        """The paper as every issue meets it."""
        return self._shared

    @property
    def read(self) -> Mapping[str, LinkedIssue]:
        """Those that were read in this build, by name."""
        return self._linked

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
        if record is None or self._options.clean or record.shared != self._shared.digest:
            return None
        if record.source != self._source(name)[0].digest:
            return None
        return record if all(self._file_digest(path) == digest for path, digest in record.used) else None

    def linked(self, name: str) -> LinkedIssue:
        """The issue, read, validated and linked; raises KeyError for one that has no folder."""
        if name not in self._linked:
            self._linked[name] = self._link(name)
        return self._linked[name]

    def head(self, name: str, *, as_published: bool = False) -> IssueHead | None:
        """How documents name the issue; `None` when it cannot be read. Whether it is out is not decided here.

        `as_published` takes the record of the last build where there is one, whatever happened to the files since.
        """
        record = self.record(name) if as_published else self.unchanged(name)
        if record is not None:
            return record.head
        issue = self.linked(name).issue
        return issue_head(issue, is_held=False) if issue else None

    def faces(self, schedule: Schedule) -> Faces:
        """What issues may know of each other in this build."""
        held = {head.name for head in schedule.held}
        return lambda name: self._face(name, is_out=name not in held)

    def dates_before(self, head: IssueHead) -> tuple[tuple[int, int, str], ...]:
        """(month, day, name) of the issues before it, for jump lines that name a date."""
        return tuple((date.month, date.day, name) for date, name in self._dates if date < head.date)

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

    def _face(self, name: str, *, is_out: bool) -> IssueFace | None:
        """`None` when there is no such issue, or none that can be read."""
        if name not in self._folders:
            return None
        record = self.unchanged(name)
        if record is not None:
            return replace(record.face, is_out=is_out)
        issue = self.linked(name).issue
        return face_of(issue, is_out=is_out) if issue else None

    def _source(self, name: str) -> tuple[IssueSource, tuple[Diagnostic, ...]]:
        if name not in self._sources:
            self._sources[name] = read_issue(self._shared.root, self._folders[name])
        return self._sources[name]

    def _file_digest(self, path: str) -> str | None:
        file = inspect_file(self._shared.root, path)
        return file.digest if isinstance(file, ContentFile) else None

    def _link(self, name: str) -> LinkedIssue:
        source, diagnostics = self._source(name)
        setup, found = validate_issue(source, self._shared.paper, self._shared.root)
        diagnostics += found
        if setup is None:
            return LinkedIssue(source, None, frozenset(), (), (), diagnostics)
        issue, found = link_issue(setup, self._dates)
        diagnostics += found
        drafts = tuple(article.id for article in issue.articles if article.draft)
        held = tuple(article.id for article in issue.articles if self._is_held(name, article.id))
        dropped = frozenset(held if self._options.drafts else (*held, *drafts))
        left_out = frozenset(
            piece.id for article in issue.articles if article.id in dropped for piece in article.pieces
        )
        diagnostics += tuple(_held_back(article.path, article.id) for article in issue.articles if article.id in held)
        return LinkedIssue(source, without(issue, dropped), left_out, drafts, held, diagnostics)

    def _is_held(self, name: str, article: str) -> bool:
        return any(hold in (article, f"{name}/{article}") for hold in self._options.hold)


def _held_back(path: str, article: str) -> Diagnostic:
    return warning(
        "held-article",
        Location(path),
        f"'{article}' is held back by --hold and is not in this build",
        hint="build without --hold to publish it",
    )
