"""Photos for the screen: a filed picture becomes WebP files in a few widths, upright, in sRGB, without metadata.

Costly and pure, so it stands behind a content-addressed cache: same bytes, parameters and library versions, same files.
Whatever a decoder does with broken bytes ends as a `PhotoFault`.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, UnidentifiedImageError

from broadsheet.atomic import replace_file
from broadsheet.raster import (
    MAX_PIXELS,
    HugePictureError,
    eight_bits,
    in_srgb,
    library_versions,
    opened,
    orientation_of,
    upright,
    upright_size,
)

WIDTHS = (480, 800, 1200)
"""Pixels: a phone's thumbnail, a phone's column at two and three device pixels, a desk's column at one and a half."""
TOP_WIDTH = 1800
"""The widest variant: the reading column times 1.25 at two device pixels (reading pages: 36 字 of 20 px)."""

_MAX_SIDE = 16_383
"""WebP's limit, in pixels; the long strips of phone articles reach it."""
_APART = 0.85
"""A width above this share of the widest is not worth a file of its own."""
_QUALITY = 80
_METHOD = 4
"""Of libwebp: 2 takes two thirds of the time for files 3 % larger, 6 half as much again for files 5 % smaller."""
_RECIPE = f"1 {WIDTHS} {TOP_WIDTH} {_APART} {_QUALITY} {_METHOD}"
"""With the library versions, what the variants depend on besides the data; the first number counts changes of code."""

_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoded size of a photo."""

    width: int
    height: int
    digest: str
    """SHA-256 of the encoded bytes, in hex."""
    file: Path
    """In the cache."""
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A photo that can be shown."""

    width: int
    """Of the upright original, in pixels."""
    height: int
    variants: tuple[Variant, ...]
    """By width, ascending; never empty, never wider than the original."""


@dataclass(frozen=True, slots=True)
class PhotoFault:
    """Why a file cannot be shown; the caller knows the place to report it at."""

    code: Literal["broken-photo", "huge-photo", "lfs-pointer"]
    message: str
    hint: str


class _RefusedError(Exception):
    """A picture that is not to be decoded, with the fault to return."""

    def __init__(self, fault: PhotoFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def prepare_photo(data: bytes, cache: Path) -> PreparedPhoto | PhotoFault:
    """The variants of a photo, made now or found in the `cache` folder.

    Found ones are checked by their digests and made again when damaged. Several processes may work at once.
    Raises OSError when the cache cannot be written. Of a moving picture, the first frame counts.
    """
    key = hashlib.sha256(f"{_RECIPE} {library_versions()} ".encode() + hashlib.sha256(data).digest()).hexdigest()
    folder = cache / key[:2]
    found = _from_cache(folder, key)
    if found is not None:
        return found
    try:
        size, encoded = _encode_all(data)
    except _RefusedError as refused:
        return refused.fault
    variants = []
    for (width, height), content in encoded:
        file = folder / f"{key}-{width}.webp"
        replace_file(file, content)
        variants.append(Variant(width, height, hashlib.sha256(content).hexdigest(), file, len(content)))
    photo = PreparedPhoto(*size, tuple(variants))
    record = [photo.width, photo.height, [[v.width, v.height, v.digest, v.size] for v in variants]]
    replace_file(folder / f"{key}.json", json.dumps(record).encode())
    return photo


def check_photo(data: bytes) -> PhotoFault | None:
    """Whether the photo can be shown, found by decoding it at the smallest size that still reads every byte."""
    try:
        with _opened(data) as image:
            image.draft(None, (1, 1))
            _decode(image)
    except _RefusedError as refused:
        return refused.fault
    return None


def picture_size(data: bytes) -> tuple[int, int] | PhotoFault:
    """Width and height of the upright picture, from its header alone."""
    try:
        with _opened(data) as image:
            return upright_size(image.size, orientation_of(image))
    except _RefusedError as refused:
        return refused.fault


def variant_sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The sizes to encode of an upright original, ascending: never wider than it."""
    top = max(1, min(width, TOP_WIDTH, _MAX_SIDE * width // height))
    widths = (*(step for step in WIDTHS if step <= top * _APART), top)
    return tuple((each, min(_MAX_SIDE, max(1, round(height * each / width)))) for each in widths)


def _encode_all(data: bytes) -> tuple[tuple[int, int], list[tuple[tuple[int, int], bytes]]]:
    """The upright original's size, and each variant's size and bytes."""
    with _opened(data) as image:
        orientation = orientation_of(image)
        original = upright_size(image.size, orientation)
        sizes = variant_sizes(*original)
        # A JPEG is decoded at the smallest of its own scales that is no smaller than the widest variant.
        image.draft(None, upright_size(sizes[-1], orientation))
        _decode(image)
        try:
            top = eight_bits(image)
            top = _resized(top, upright_size(sizes[-1], orientation))
            top = in_srgb(top, image.info.get("icc_profile"))
            top = upright(top, orientation)
            return original, [(size, _webp(_resized(top, size))) for size in sizes]
        except Exception as fault:
            raise _broken(fault) from fault


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, nothing decoded. Raises _RefusedError, and what is raised while it is open."""
    if data.startswith(_LFS_POINTER):
        message = "a Git LFS pointer stands in place of the photo"
        raise _RefusedError(PhotoFault("lfs-pointer", message, "run `git lfs pull` before building"))
    with contextlib.ExitStack() as stack:
        try:
            image = stack.enter_context(opened(data))
        except HugePictureError as fault:
            raise _huge(fault.pixels) from fault
        except Exception as fault:  # decoders raise nearly anything for broken bytes
            raise _broken(fault) from fault
        yield image


def _decode(image: Image.Image) -> None:
    try:
        image.load()
    except Exception as fault:  # as above
        raise _broken(fault) from fault


def _broken(fault: Exception) -> _RefusedError:
    if isinstance(fault, UnidentifiedImageError):
        message = "the file is no picture that can be read"
    else:
        message = f"the picture is damaged or incomplete ({str(fault) or type(fault).__name__})"
    hint = "export it again, as JPEG, PNG, WebP, AVIF, TIFF or GIF"
    return _RefusedError(PhotoFault("broken-photo", message, hint))


def _huge(pixels: int | None) -> _RefusedError:
    got = "" if pixels is None else f" (got {pixels:,})"
    message = f"a picture may have {MAX_PIXELS:,} pixels at most{got}"
    return _RefusedError(PhotoFault("huge-photo", message, f"export it smaller: {TOP_WIDTH} pixels wide are enough"))


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Shrunk with a good filter, after a coarse step that leaves it three times the pixels it needs."""
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _webp(image: Image.Image) -> bytes:
    """Encoded without any metadata: no GPS position, no profile, no names."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=_QUALITY, method=_METHOD, exif=b"", icc_profile=b"", xmp=b"")
    return buffer.getvalue()


def _from_cache(folder: Path, key: str) -> PreparedPhoto | None:
    """What an earlier call left, or `None` when any of it is missing or damaged."""
    try:
        width, height, rows = json.loads((folder / f"{key}.json").read_bytes())
        variants = tuple(Variant(w, h, digest, folder / f"{key}-{w}.webp", size) for w, h, digest, size in rows)
        sound = variants and all(hashlib.sha256(v.file.read_bytes()).hexdigest() == v.digest for v in variants)
    except (OSError, ValueError, TypeError):
        return None
    return PreparedPhoto(width, height, variants) if sound else None
