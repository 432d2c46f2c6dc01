"""Pictures for e-books: JPEG, which every e-reader shows, from the pictures of the reading pages.

Costly and pure, so it stands behind a content-addressed cache.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image

from broadsheet.atomic import replace_file
from broadsheet.raster import library_versions

_QUALITIES = (80, 72, 64)
_HEAVY = 180_000
"""Bytes: a picture that is larger is tried at the next quality."""


def photo_for_ebook(data: bytes, digest: str, widest: int, cache: Path) -> bytes:
    """The picture as JPEG, no wider than `widest` pixels, made now or found in the `cache` folder.

    `digest` is that of the `data`. Raises OSError when the cache cannot be written.
    """
    recipe = f"epub 1 {widest} {_QUALITIES} {_HEAVY} {library_versions()} {digest}"
    key = hashlib.sha256(recipe.encode()).hexdigest()
    file = cache / key[:2] / f"{key}.jpg"
    found = _from_cache(file)
    if found is None:
        found = _jpeg(data, widest)
        replace_file(file, hashlib.sha256(found).digest() + found)
    return found


def _jpeg(data: bytes, widest: int) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        picture = _on_paper(image)
    if picture.width > widest:
        size = (widest, max(1, round(picture.height * widest / picture.width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, subsampling="4:2:0", optimize=True, progressive=False)
        encoded = buffer.getvalue()
        if len(encoded) <= _HEAVY:
            break
    return encoded


def _on_paper(image: Image.Image) -> Image.Image:
    """What is transparent shows white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.convert("RGBA").getchannel("A"))
    return sheet


def _from_cache(file: Path) -> bytes | None:
    """What an earlier call left, or `None` when it is missing or damaged."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content[32:] if hashlib.sha256(content[32:]).digest() == content[:32] else None
