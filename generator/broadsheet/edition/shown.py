"""What archive-wide documents know of all issues at once; of one at a time they know its listing (edition.listing)."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.edition.views import IssueHead


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue of the edition; those of ten years are in memory together."""

    head: IssueHead
    listing: str
    """Digest of its `IssueListing`: equal digests, equal listings."""
    lead: str
    """Headline of its lead; empty without one."""
    drafts: tuple[str, ...]
    """Ids of its drafts, left out or shown marked."""
    search: str
    """Digest of its part of the search index; empty when the theme has no search."""
    digest: str
    """Of `issue.json`: a fingerprint of its files."""
    pages: tuple[str, ...]
    """Codes of its pages that are in the content, in printed order."""
    corrections: int
    """Corrections and retractions in its listing."""
    articles: int
