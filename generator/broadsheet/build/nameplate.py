"""The nameplate's picture, as documents show it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from broadsheet.build.pictures import copy_file
from broadsheet.content.names import is_photo
from broadsheet.content.read import read_bytes
from broadsheet.diagnostics import Diagnostic, Location, error
from broadsheet.edition.views import NameplateView
from broadsheet.output.photos import PhotoFault, picture_size
from broadsheet.output.plan import OutputFile


def prepare_nameplate(
    root: Path, path: str, location: Location
) -> tuple[NameplateView | None, tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """The picture as it is, under a name with its hash; reports `broken-photo` at `location` for one that is none.

    `path` is relative to the site.
    """
    file, data = copy_file(root, path, "assets/"), read_bytes(root, path)
    if not is_photo(path):
        return NameplateView(file.address, *_drawing_size(data)), (file,), ()
    size = picture_size(data)
    if isinstance(size, PhotoFault):
        # A pointer in place of the picture was told when paper.yaml was read.
        told = size.code == "lfs-pointer"
        return None, (), () if told else (error(size.code, location, size.message, hint=size.hint),)
    return NameplateView(file.address, *size), (file,), ()


def _drawing_size(data: bytes) -> tuple[int, int] | tuple[None, None]:
    """Width and height of an SVG in proportion, from its viewBox (SVG 2, 8.2); none where it has none."""
    try:
        numbers = [float(part) for part in re.split(r"[\s,]+", fromstring(data).get("viewBox", "").strip())]
    except (ParseError, DefusedXmlException, ValueError):
        return None, None
    width, height = (round(number) for number in numbers[2:]) if len(numbers) == 4 else (0, 0)
    return (width, height) if width > 0 and height > 0 else (None, None)
