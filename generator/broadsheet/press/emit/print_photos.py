"""Photos for print: cut to what the layout shows, at the resolution of newsprint, as JPEG without any metadata.

Costly and pure, so it stands behind a content-addressed cache. A picture that cannot be decoded is left out.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from broadsheet.atomic import replace_file
from broadsheet.press.layout import Picture
from broadsheet.raster import eight_bits, in_srgb, library_versions, opened, orientation_of, upright

RESOLUTION = 220
"""Pixels per inch at the printed size: twice the screen ruling of newsprint (85–110 lines an inch, ISO 12647-3)."""

_QUALITIES = (78, 70, 60)
_HEAVY = 250_000
"""Bytes: a photo that is larger is tried at the next quality; a page with its photos stays below 500 KB or near it."""
_RECIPE = f"1 {RESOLUTION} {_QUALITIES} {_HEAVY}"
"""With the library versions, what the result depends on besides the data; the first number counts changes of code."""


@dataclass(frozen=True, slots=True)
class PrintPhoto:
    """A picture as it is embedded."""

    name: str
    """Of its file inside the document's sources: the digest of the content, with the format's ending."""
    data: bytes
    """JPEG, or SVG as filed."""


def print_photos(
    pictures: Iterable[Picture], read: Callable[[str], bytes], cache: Path
) -> tuple[dict[Picture, PrintPhoto], tuple[str, ...]]:
    """By picture: what is printed; and the paths of those that cannot be, in order.

    `read` gives a file's bytes by the picture's path; what it raises passes through. Raises OSError when the cache
    cannot be written.
    """
    photos: dict[Picture, PrintPhoto] = {}
    broken: dict[str, None] = {}
    for picture in pictures:
        photo = print_photo(picture, read(picture.path), cache)
        if photo is None:
            broken[picture.path] = None
        else:
            photos[picture] = photo
    return photos, tuple(broken)


def print_photo(picture: Picture, data: bytes, cache: Path) -> PrintPhoto | None:
    """A picture as printed, made now or found in the `cache` folder; `None` when it cannot be decoded.

    A drawing (SVG) is embedded as it is. Raises OSError when the cache cannot be written.
    """
    if picture.path.lower().endswith(".svg"):
        return PrintPhoto(f"{_digest(data)}.svg", data)
    room = (_pixels(picture.width), _pixels(picture.height))
    key = _digest(f"{_RECIPE} {library_versions()} {picture.crop} {room} ".encode() + hashlib.sha256(data).digest())
    file = cache / key[:2] / f"{key}.jpg"
    found = _from_cache(file)
    if found is None:
        try:
            found = _jpeg(data, picture.crop, room)
        except Exception:  # decoders raise nearly anything for broken bytes
            return None
        replace_file(file, hashlib.sha256(found).digest() + found)
    return PrintPhoto(f"{_digest(found)}.jpg", found)


def _pixels(points: float) -> int:
    return max(1, round(points / 72 * RESOLUTION))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:40]


def _jpeg(data: bytes, crop: tuple[float, float, float, float], room: tuple[int, int]) -> bytes:
    """The part of the upright picture that `crop` names, no larger than `room` in pixels, and never enlarged."""
    with opened(data) as image:
        _draft(image, crop, room)
        profile = image.info.get("icc_profile")
        whole = upright(_on_paper(eight_bits(image), profile), orientation_of(image))
        left, top, right, bottom = (
            fraction * side for fraction, side in zip(crop, (whole.width, whole.height) * 2, strict=True)
        )
        size = (min(room[0], max(1, round(right - left))), min(room[1], max(1, round(bottom - top))))
        cut = whole.resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=3.0)
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        cut.save(buffer, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
        encoded = buffer.getvalue()
        if len(encoded) <= _HEAVY:
            break
    return encoded


def _draft(image: Image.Image, crop: tuple[float, float, float, float], room: tuple[int, int]) -> None:
    """A JPEG is decoded at the smallest of its own scales that leaves the cut enough pixels, turned or not."""
    shown = max(1e-3, min(crop[2] - crop[0], crop[3] - crop[1]))
    side = round(max(room) / shown)
    image.draft(None, (side, side))


def _on_paper(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Grey stays grey, one plate of ink; what is transparent shows the white of the sheet."""
    if image.mode == "L" and not profile:
        return image
    image = in_srgb(image, profile)
    if image.mode == "RGB":
        return image
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet


def _from_cache(file: Path) -> bytes | None:
    """What an earlier call left, or `None` when it is missing or damaged."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content[32:] if hashlib.sha256(content[32:]).digest() == content[:32] else None
