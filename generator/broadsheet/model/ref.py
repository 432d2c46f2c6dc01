"""References, as editors write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a page or a piece: `page`, `page/slug` or `ISSUE/page/slug`."""

    issue: str | None
    """Issue folder's name; `None` for the issue the reference stands in."""
    page: str
    """Page code as written."""
    slug: str | None
    """`None` for the page as such."""

    def __str__(self) -> str:
        return "/".join(part for part in (self.issue, self.page, self.slug) if part is not None)
