"""The record of a built issue: small, because every build reads those of all issues.

What is larger (its face, its listing, its warnings) is kept beside it and read where something asks for it. So an old
issue is neither read nor rendered again.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.edition.references import References
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import IssueHead


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """What every later build knows of a built issue."""

    source: str
    """Digest of the issue folder it was built from."""
    shared: str
    """Digest of what all issues share: paper, theme, options, versions."""
    used: tuple[tuple[str, str], ...]
    """(site-relative path, SHA-256) of files elsewhere in the site that it shows."""
    key: str
    """Digest of all that its files were made from; empty when the next build is to make them again."""
    inner_key: str
    """The same without its neighbours, which only its front shows."""
    shown: ShownIssue
    """What archive-wide documents know of it."""
    held: tuple[str, ...]
    """Ids of the articles held back from the command line."""
    references: References
    """What it says of other issues."""
    strays: tuple[str, ...]
    """Addresses of its files outside its own folder of the edition: the home page, redirects of former addresses."""
    files: int
    """How many files it has in the edition."""
    has_warnings: bool
    """Whether diagnostics are kept with it."""

    @property
    def head(self) -> IssueHead:
        """How documents name the issue."""
        return self.shown.head
