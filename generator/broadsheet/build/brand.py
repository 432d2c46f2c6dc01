"""The paper's own sign: its nameplate as pixels, its colours, its icons."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from PIL import Image

from broadsheet.build.digest import digest_of
from broadsheet.build.kept import hashed_name, kept
from broadsheet.content.names import is_photo
from broadsheet.content.read import read_bytes
from broadsheet.edition.views import IconView, SiteView
from broadsheet.model import Paper
from broadsheet.output.icons import RECIPE, Brand, icon
from broadsheet.output.nameplate_picture import RASTER_HEIGHT, nameplate_picture
from broadsheet.output.plan import OutputFile
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.raster import library_versions

_FAVICON = ("favicon", 32)
_APP_ICONS = (("apple", 180), ("app", 192), ("app", 512), ("maskable", 512))
"""(use, pixels)."""
_PLAIN = {"accent": "#121212", "ground": "#ffffff"}
"""Colours where the theme declares none."""


@dataclass(frozen=True, slots=True)
class BrandFiles:
    """The sign, and what of it is published."""

    accent: str
    ground: str
    nameplate: Path | None
    """The nameplate as PNG, in the cache; `None` when the name is set in type."""
    digest: str
    """Of the nameplate and the colours."""
    icons: tuple[IconView, ...]
    files: tuple[OutputFile, ...]

    def picture(self) -> Image.Image | None:
        """The nameplate in mode RGBA; `None` when the name is set in type."""
        return _opened(self.nameplate) if self.nameplate is not None else None


def prepare_brand(root: Path, paper: Paper, site: SiteView, faces: FaceSet, cache: Path) -> BrandFiles:
    """The nameplate and the icons, made now or found in the cache. Raises OSError when that cannot be written."""
    options = dict(site.theme_options)
    accent, ground = (str(options.get(name, plain)) for name, plain in _PLAIN.items())
    nameplate, digest = _nameplate(root, paper, site, cache)
    told = digest_of((RECIPE, library_versions(), site.name, accent, ground, digest, faces.digest))
    sign = BrandFiles(accent, ground, nameplate, told, (), ())
    icons, files = [], []
    for view, file in _icons(sign, site, faces, cache):
        icons.append(view)
        files.append(file)
    return BrandFiles(accent, ground, nameplate, told, tuple(icons), tuple(files))


def _icons(sign: BrandFiles, site: SiteView, faces: FaceSet, cache: Path) -> Iterator[tuple[IconView, OutputFile]]:
    for use, size in (_FAVICON, *(_APP_ICONS if site.offers("offline") else ())):
        make = partial(_icon, sign, site.name, faces, size, use)
        file, digest = kept(cache, digest_of((sign.digest, use, size)), ".png", make)
        stem = f"assets/{use}" if use in ("favicon", "apple") else f"assets/{use}-{size}"
        address = hashed_name(stem, digest, ".png")
        yield IconView(address, size, use), OutputFile(address, file, digest)


def _icon(sign: BrandFiles, name: str, faces: FaceSet, size: int, use: str) -> bytes:
    return icon(Brand(name, sign.picture(), sign.accent, sign.ground), faces, size, maskable=use == "maskable")


def _nameplate(root: Path, paper: Paper, site: SiteView, cache: Path) -> tuple[Path | None, str]:
    """The nameplate as PNG in the cache, and the digest of its pixels."""
    if paper.nameplate is None or site.nameplate is None:
        return None, ""
    is_drawing = not is_photo(paper.nameplate)
    key = digest_of((RECIPE, RASTER_HEIGHT, library_versions(), site.nameplate.address))
    data = read_bytes(root, paper.nameplate)
    file, digest = kept(cache, key, ".png", partial(_rasterised, data, is_drawing))
    return (file, digest) if file.stat().st_size else (None, "")


def _rasterised(data: bytes, is_drawing: bool) -> bytes:
    """As PNG; nothing for a nameplate that cannot be shown."""
    picture = nameplate_picture(data, is_drawing=is_drawing)
    buffer = io.BytesIO()
    if picture is not None:
        picture.save(buffer, "PNG")
    return buffer.getvalue()


@lru_cache(maxsize=4)
def _opened(file: Path) -> Image.Image:
    """Named by its digest, so that it never changes."""
    with Image.open(file) as image:
        return image.convert("RGBA")
