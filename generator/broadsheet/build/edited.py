"""An issue whose articles are being edited: made again from memory with every save, and only where it differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.atomic import replace_file
from broadsheet.build.issue import publish_issue
from broadsheet.build.options import BuildOptions
from broadsheet.build.place import Place
from broadsheet.build.press_room import PressRoom
from broadsheet.build.shared import Shared
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.content.read import read_issue, reread
from broadsheet.content.source import IssueSource, SourceText
from broadsheet.diagnostics import Diagnostic, has_errors
from broadsheet.edition.heads import issue_head
from broadsheet.edition.schedule import Schedule
from broadsheet.memo import KeptMemo
from broadsheet.output.plan import OutputFile, in_writing_order
from broadsheet.output.state import State
from broadsheet.output.write import read_sound

_AS_LAST_MADE = ("ebook", "press", "share")
"""Kinds of what only whole builds make anew."""


@dataclass(frozen=True, slots=True)
class LastEdition:
    """What the last whole build left."""

    shared: Shared
    options: BuildOptions
    """Of that build."""
    state: State
    """Of that build; is not written to."""
    shelf: Shelf
    schedule: Schedule
    diagnostics: tuple[Diagnostic, ...]
    """All that it told."""

    def place(self, name: str) -> Place | None:
        """Where an issue stands in it; `None` when it is not shown."""
        head = next((head for head in self.schedule.shown if head.name == name), None)
        if head is None or name not in self.state.entries:
            return None
        return Place(head, self.schedule.neighbours[name], is_latest=head == self.schedule.latest)


class EditedIssue:
    """One issue, kept ready for the next save. Raises what making an issue raises."""

    def __init__(self, name: str, executor: Executor) -> None:
        self.name = name
        self._executor = executor
        self._memo = KeptMemo()
        self._source: IssueSource | None = None
        self._found: tuple[Diagnostic, ...] = ()
        """Of reading the folder."""
        self._files: dict[str, OutputFile] = {}
        """By address, as they are to be; empty while there is an error."""
        self._digests: dict[str, str] = {}
        """By address, of the files in the output."""
        self.diagnostics: tuple[Diagnostic, ...] = ()
        """As the files are now."""
        self.at_first: tuple[Diagnostic, ...] = ()
        """The same just after the last whole build: what that build told besides, a save does not find out."""

    @property
    def has_errors(self) -> bool:
        """Whether nothing can be published."""
        return has_errors(self.diagnostics)

    def renew(self, last: LastEdition) -> bool:
        """Starts from another whole build; whether the issue is in it and can be kept ready."""
        place = last.place(self.name)
        if place is None or self.name not in last.shelf.folders:
            return False
        if self._source is None:
            self._source, self._found = read_issue(last.shared.root, last.shelf.folders[self.name])
        self._memo.forget(*_AS_LAST_MADE)
        self._digests = {address: file.digest for address, file in last.state.files(self.name).items()}
        is_there = self.make(last)
        self.at_first = self.diagnostics
        return is_there

    def is_article(self, path: str) -> bool:
        """Whether the site-relative path is that of an article's text."""
        return any(text.path == path for text in self._texts())

    def is_folder(self, path: str) -> bool:
        """Whether it is one of the issue's folders."""
        assert self._source is not None
        return path == self._source.folder.path or any(page.path == path for page in self._source.pages)

    def is_nothing(self, path: str) -> bool:
        """Whether a file of that path, gone now, was none of the issue's: what an editor writes for a moment."""
        assert self._source is not None
        source = self._source
        folders = {source.folder.path, *(page.path for page in source.pages)}
        if path.rpartition("/")[0] not in folders:
            return False
        files = [source.issue_yaml, *source.files]
        for page in source.pages:
            files += (page.page_yaml, page.printed_pdf, page.lock, *page.articles, *page.files)
            folders.update(page.folders)
        return path not in folders and all(file is None or file.path != path for file in files)

    def read_again(self, root: Path, paths: Collection[str]) -> bool:
        """Takes these articles as they are now; whether all are texts that can be read."""
        assert self._source is not None
        fresh = {text.path: reread(root, text) for text in self._texts() if text.path in paths}
        pages = []
        for page in self._source.pages:
            articles = tuple(fresh.get(text.path) or text for text in page.articles)
            pages.append(replace(page, articles=articles) if articles != page.articles else page)
        # The digest is that of the texts as they were: nobody asks for it here.
        self._source = replace(self._source, pages=tuple(pages))
        return None not in fresh.values()

    def make(self, last: LastEdition) -> bool:
        """Makes the issue as its texts are now.

        Whether it has the files of the last whole build, be it with other contents, or errors.
        """
        place = last.place(self.name)
        assert place is not None
        assert self._source is not None
        linked = last.shelf.take(self._source, self._found, self._memo)
        if linked.issue is None or issue_head(linked.issue, is_held=place.head.is_held) != place.head:
            return False
        published, self.diagnostics = publish_issue(
            last.shelf,
            last.shared,
            place,
            ScheduledFaces(last.shelf, last.schedule),
            self._executor,
            PressRoom(1),
            last.options,
            self._memo,
            only_text=True,
        )
        self._files = {file.address: file for file in published.files} if published is not None else {}
        if published is None or self.has_errors:
            return self.has_errors
        self._memo.leave_asked()
        return self._files.keys() == self._digests.keys()

    def write(self, output: Path) -> int:
        """Puts the files that differ in their places; how many. Raises OSError."""
        changed = [file for file in self._files.values() if file.digest != self._digests[file.address]]
        for file in in_writing_order(changed):
            content = file.content if isinstance(file.content, bytes) else read_sound(file.content, file.digest)
            replace_file(output / file.address, content)
            self._digests[file.address] = file.digest
        return len(changed)

    def _texts(self) -> Iterator[SourceText]:
        assert self._source is not None
        return (text for page in self._source.pages for text in page.articles)
