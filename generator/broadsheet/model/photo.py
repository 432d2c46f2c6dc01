"""A photograph as the newsroom filed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.diagnostics import Location

PhotoLayout = Literal["lead", "inline", "left", "right", "gallery"]


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo with all that is printed with it."""

    path: str
    """Of the file, relative to the site's root, with forward slashes, NFC as on disk."""
    caption: str
    """Without the credit; may be empty."""
    credit: tuple[str, ...]
    """Names alone (`王五`); empty when unknown."""
    credit_line: str
    """The credit as printed (`王五 摄`, `资料图片`); may be empty."""
    alt: str
    """What the picture shows, for those who do not see it; empty when not given."""
    layout: PhotoLayout
    focus: tuple[float, float] | None
    """What a crop must keep, in fractions of width and height from the top left; `None` for the middle."""
    crop: bool
    """Whether the press may crop it (`crop: auto`)."""
    location: Location
    """Where the article names it."""
