"""Documents of past months and years are rendered once: while what they show is the same, the file on disk stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from broadsheet.build.shared import Shared
from broadsheet.edition.views import ArchiveMonthView, ArchiveYearView, ListingMonthView, View
from broadsheet.output.plan import OutputFile
from broadsheet.output.state import State

_Past = ArchiveYearView | ArchiveMonthView | ListingMonthView
"""The many: ten years of a daily with thirty sections and authors have thousands of them."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What this build may take from the one before."""

    state: State
    output: Path
    renders_all: bool = False
    """Whether nothing is to be taken over."""

    def file(self, address: str, key: str) -> OutputFile | None:
        """The file that was written, when it was made from the same and nobody has touched it since."""
        known = self.state.files.get(address)
        if self.renders_all or known is None or self.state.documents.get(address) != key:
            return None
        path = self.output / address
        try:
            found = path.lstat()
        except OSError:
            return None
        if (found.st_size, found.st_mtime_ns) != (known.size, known.mtime_ns):
            return None
        return OutputFile(address, path, known.digest)


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents above the issues, as files."""

    files: list[OutputFile] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    """Of those that the next build may take over: a digest of what they were made from, by address."""


def render_documents(views: Iterable[View], shared: Shared, last: LastBuild) -> Documents:
    """The views as files. Raises BroadsheetError when a template fails."""
    documents = Documents()
    for view in views:
        file = None
        if isinstance(view, _Past):
            key = documents.keys[view.path] = _key(view, shared)
            file = last.file(view.path, key)
        documents.files.append(file or OutputFile.of(view.path, shared.renderer.render(view)))
    return documents


def _key(view: _Past, shared: Shared) -> str:
    return hashlib.sha256(shared.digest.encode() + msgspec.msgpack.encode(view)).hexdigest()
