"""What lies on disk, as values: the source tree that reading gives and validation takes.

All paths are relative to the site's root, in NFC, with forward slashes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text file."""

    path: str
    text: str
    """Without a byte order mark; every line ends in a line feed alone."""
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file that is not text: a photo, a printed page, a file to download."""

    path: str
    size: int
    """In bytes."""
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    head: bytes
    """The first bytes, enough to tell what it is."""

    @property
    def is_lfs_pointer(self) -> bool:
        """Whether Git LFS left its pointer in place of the file."""
        return self.head.startswith(LFS_HEAD)


LFS_HEAD = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page's folder."""

    code: str
    """Upper case; a spread `04-05`."""
    path: str
    page_yaml: SourceText | None
    articles: tuple[SourceText, ...]
    """Numbered files first, then by name."""
    printed_pdf: ContentFile | None
    """`page.pdf`; `None` when the press makes the page."""
    lock: SourceText | None
    """`layout.lock`; `None` without one."""
    files: tuple[ContentFile, ...]
    """All others, by name."""
    is_empty: bool
    """Whether there is no article file, readable or not, and no printed page."""
    folders: tuple[str, ...]
    """Paths of the folders in it; nothing reads them unless an article names a file there."""

    @classmethod
    def unopened(cls, code: str, path: str) -> PageSource:
        """A page of which only the folder is known."""
        return cls(code, path, None, (), None, None, (), False, ())


@dataclass(frozen=True, slots=True)
class IssueFolder:
    """An issue's folder, known by its name alone."""

    name: str
    """Folded: `2026-11-24-evening`."""
    date: dt.date
    suffix: str
    """`evening`; empty for the day's first issue."""
    path: str


@dataclass(frozen=True, slots=True)
class IssueSource:
    """Everything in an issue's folder."""

    folder: IssueFolder
    issue_yaml: SourceText | None
    pages: tuple[PageSource, ...]
    """In natural order of their codes."""
    files: tuple[ContentFile, ...]
    """In the issue's folder itself, beside its pages."""
    digest: str
    """SHA-256 over the sorted paths and digests of every file of the folder; files elsewhere that articles use are not
    in it (see `used_files`)."""

    @property
    def all_files(self) -> tuple[ContentFile, ...]:
        """The files beside pages and beside articles, printed pages apart."""
        return (*self.files, *(file for page in self.pages for file in page.files))


@dataclass(frozen=True, slots=True)
class SiteSource:
    """The site as far as a look at names gives it: issues are folders not yet opened."""

    root: Path
    paper_yaml: SourceText | None
    issues: tuple[IssueFolder, ...]
    """By date, the one without suffix first, then by suffix."""
    standing: tuple[SourceText, ...]
    """The Markdown files of `content/pages/`, by name."""
    standing_files: tuple[str, ...]
    """Paths of the other files there."""
    files: tuple[str, ...]
    """Paths of the files in `content/` itself, paper.yaml apart."""

    def issue(self, name: str) -> IssueFolder | None:
        """The folder of an issue by its name; `None` when there is none."""
        return next((folder for folder in self.issues if folder.name == name), None)
