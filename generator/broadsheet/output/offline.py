"""`offline.json`: what the documents of an issue show, with digests, so that a browser can keep one whole build of it.

The service worker keeps an issue by this list alone: it stores nothing whose digest differs, and looks whether a kept
issue has changed by fetching the list again.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from typing import Any

from broadsheet.edition.views import PictureView
from broadsheet.output.escape import escaped_in_json
from broadsheet.output.plan import OutputFile

SCHEMA = 1

_KEPT_WIDTH = 1200
"""Pixels: of a photo's widths, the widest up to this one stands for all where a whole issue is stored."""
_TEXT = (".html", ".css")
_FONTS = (".woff2",)
_FOR_OTHERS = (".json", ".webp", ".avif", ".jpg", ".png")
"""What programs and other hosts ask for, where no document of the issue shows it."""


def offline_list(
    folder: str,
    title: str,
    files: Iterable[OutputFile],
    assets: Iterable[OutputFile],
    pictures: Iterable[PictureView],
) -> bytes:
    """The list for the issue in `folder`: UTF-8 JSON on one line.

    `title` names the issue in a list. `files` are all that it publishes but this list and issue.json, `assets` what its
    documents share with others, `pictures` all that its documents show.
    """
    photos = tuple(tuple(address for _, address in _kept_first(picture)) for picture in pictures)
    shown = {address for photo in photos for address in photo}
    groups = {file.address: (file, _group(file.address, shown)) for file in files if file.address.startswith(folder)}
    groups |= {file.address: (file, "assets") for file in assets}
    listed = [(address, file, group) for address, (file, group) in sorted(groups.items()) if group is not None]
    places = {address: place for place, (address, _, _) in enumerate(listed)}
    # A picture from elsewhere in the edition is no file of this issue.
    own = {tuple(places[address] for address in photo) for photo in photos if places.keys() >= set(photo)}
    document = {
        "schema": SCHEMA,
        "issue": folder,
        "title": title,
        "files": [[address, file.digest, file.size(), group] for address, file, group in listed],
        "photos": sorted(own),
    }
    return _written(document)


def with_file(offline_list: bytes, file: OutputFile) -> bytes:
    """The same list when only that file of it changed."""
    document = json.loads(offline_list)
    document["files"] = [
        [file.address, file.digest, file.size(), entry[3]] if entry[0] == file.address else entry
        for entry in document["files"]
    ]
    return _written(document)


def _written(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return (escaped_in_json(text) + "\n").encode()


def _kept_first(picture: PictureView) -> list[tuple[int, str]]:
    """The widths of a picture, the one that is kept for all of them first."""
    fitting = [variant for variant in picture.variants if variant[0] <= _KEPT_WIDTH]
    kept = fitting[-1] if fitting else picture.variants[0]
    return [kept, *(variant for variant in picture.variants if variant != kept)]


def _group(address: str, shown: set[str]) -> str | None:
    """How a file is kept; `None` for one that no document asks for."""
    ending = posixpath.splitext(address)[1].lower()
    if address in shown:
        return "pictures"
    if ending in _TEXT:
        return "text"
    if ending in _FONTS:
        return "fonts"
    return None if ending in _FOR_OTHERS else "prints"
