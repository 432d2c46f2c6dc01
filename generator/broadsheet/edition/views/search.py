"""The search page."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.edition.views.parts import SiteView


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: the form that a script fills with life."""

    path: str
    canonical: str
    site: SiteView
    sections: tuple[str, ...]
    """Names of the sections that articles stand in: those of paper.yaml first, in its order, then the others."""
    page_codes: tuple[str, ...]
    """Codes of the pages that articles begin on, in printed order."""
