"""What the press has made before: layouts and prints by the digest of everything they were made from."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import pickle
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from broadsheet.atomic import replace_file
from broadsheet.build.digest import digest_of
from broadsheet.build.pictures import PrintSource
from broadsheet.press.compose.material import PageInput
from broadsheet.press.emit.typst_page import PrintedPage, pictures_of
from broadsheet.press.layout import PageLayout

_DIGEST = hashlib.sha256().digest_size
_PATHS = ("Path", "PosixPath", "WindowsPath")
_LIBRARIES = ("brotli", "budoux", "fonttools", "pillow", "pyphen", "pypdfium2", "rjieba", "typst", "uharfbuzz")
"""Those whose version may change what the press makes."""


class PressCache:
    """A folder of files that are named by their key and carry the digest of their contents.

    A damaged file counts as none. Several processes may work at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def value(self, key: str, kind: str) -> Any:
        """The value of that kind kept under the key; `None` when there is none."""
        data = self._read(key, kind)
        try:
            return _Values(io.BytesIO(data)).load() if data is not None else None
        except Exception:  # of another version, whose classes had other fields or names
            return None

    def keep_value(self, key: str, kind: str, value: object) -> None:
        """Keeps a value made of our own dataclasses. Raises OSError when the folder cannot be written."""
        self._write(key, kind, pickle.dumps(value, protocol=5))

    def has(self, key: str, kind: str) -> bool:
        """Whether something of that kind is kept under the key."""
        return self._path(key, kind).is_file()

    def layout(self, key: str) -> PageLayout | None:
        """The layout kept under the key; `None` when there is none."""
        layout = self.value(key, "layout")
        return layout if isinstance(layout, PageLayout) else None

    def keep_layout(self, key: str, layout: PageLayout) -> None:
        """Keeps a layout. Raises OSError when the folder cannot be written."""
        self.keep_value(key, "layout", layout)

    def file(self, key: str, name: str) -> Path:
        """Where a file of that name lies that belongs to the key."""
        return self._folder / key[:2] / name

    def keep_file(self, key: str, name: str, data: bytes) -> None:
        """Keeps a file that is to be published as it is. Raises OSError when the folder cannot be written."""
        replace_file(self.file(key, name), data)

    def is_sound(self, key: str, name: str, digest: str) -> bool:
        """Whether the file is there with the bytes of that SHA-256."""
        try:
            return hashlib.sha256(self.file(key, name).read_bytes()).hexdigest() == digest
        except OSError:
            return False

    def json(self, key: str, kind: str) -> Any:
        """The JSON value kept under the key; `None` when there is none."""
        data = self._read(key, kind)
        return None if data is None else json.loads(data)

    def keep_json(self, key: str, kind: str, value: Any) -> None:
        """Keeps a value as JSON."""
        self._write(key, kind, json.dumps(value, ensure_ascii=False).encode())

    def _read(self, key: str, kind: str) -> bytes | None:
        try:
            data = self._path(key, kind).read_bytes()
        except OSError:
            return None
        digest, content = data[:_DIGEST], data[_DIGEST:]
        return content if hashlib.sha256(content).digest() == digest else None

    def _write(self, key: str, kind: str, content: bytes) -> None:
        replace_file(self._path(key, kind), hashlib.sha256(content).digest() + content)

    def _path(self, key: str, kind: str) -> Path:
        return self._folder / key[:2] / f"{key}.{kind}"


class _Values(pickle.Unpickler):
    """Reads values of our own classes and paths, and nothing else: caches are handed around among machines."""

    def find_class(self, module: str, name: str) -> Any:
        """The class; raises UnpicklingError for what is none of ours."""
        found = super().find_class(module, name)
        is_ours = module.startswith("broadsheet.") or (module.startswith("pathlib") and name in _PATHS)
        if is_ours and isinstance(found, type) and found.__qualname__ == name:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the press")


def layout_key(page: PageInput, faces_digest: str) -> str:
    """Digest of everything that a page's layout is a function of."""
    return digest_of((press_digest(), faces_digest, page))


def prints_key(
    pages: Sequence[PrintedPage], faces_digest: str, photos: Mapping[str, PrintSource], imprint: object
) -> str:
    """Digest of everything that a PDF of those pages and its pictures are made from."""
    used = sorted({picture.path for page in pages for picture in pictures_of(page.layout)} & photos.keys())
    return digest_of((press_digest(), faces_digest, pages, [(path, photos[path].digest) for path in used], imprint))


@functools.cache
def press_digest() -> str:
    """SHA-256 of the press's own source and its libraries' versions: a change of either makes every page anew."""
    import broadsheet.press as press

    folder, own = Path(press.__file__).parent, Path(__file__).parent
    code = _digest_of_files([*sorted(folder.rglob("*.py")), *sorted(own.glob("press*.py"))], folder.parent)
    return digest_of((code, *(f"{name} {version(name)}" for name in _LIBRARIES)))


def _digest_of_files(files: Iterable[Path], folder: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
