"""The files that an article may name: those of its issue by name, others of `content/` looked up on disk."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from broadsheet.content.names import fold
from broadsheet.content.read import inspect_file
from broadsheet.content.source import ContentFile
from broadsheet.diagnostics import Diagnostic


def contained_path(source: str, target: str) -> str | None:
    """The site-relative path of `target` as the file `source` names it; `None` when it is not inside `content/`."""
    if target.startswith("/") or "\\" in target:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unicodedata.normalize("NFC", target)))
    return path if path.startswith("content/") else None


class ReachableFiles:
    """Finds files by site-relative path, names compared as names are; remembers what it has found."""

    def __init__(self, root: Path, known: Iterable[ContentFile] = (), *, listed: Iterable[str] = ()) -> None:
        """`known`: files digested already; `listed`: paths of further files that are known to be there."""
        self.root = root
        self._found: dict[str, ContentFile | Diagnostic] = {fold(file.path): file for file in known}
        self.listed = (*(file.path for file in self._found.values() if isinstance(file, ContentFile)), *listed)

    def find(self, path: str) -> ContentFile | Diagnostic:
        """The file, or what is wrong with it, located at the file itself."""
        key = fold(path)
        if key not in self._found:
            self._found[key] = inspect_file(self.root, path)
        return self._found[key]

    def beside(self, source: str) -> tuple[str, ...]:
        """Names of the listed files in the folder of `source`."""
        folder = posixpath.dirname(source)
        return tuple(posixpath.basename(path) for path in self.listed if posixpath.dirname(path) == folder)
