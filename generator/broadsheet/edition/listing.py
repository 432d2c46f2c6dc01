"""What archive-wide documents know of one issue, on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.edition.views import CorrectionEntry, ListedArticle


@dataclass(frozen=True, slots=True)
class IssueListing:
    """What lists beyond the issue take from it."""

    corrections: tuple[CorrectionEntry, ...]
    listed: tuple[ListedArticle, ...]
    """Its articles in reading order, adverts and retracted ones left out."""


ListingOf = Callable[[str], IssueListing]
"""The listing of an issue by its name."""
