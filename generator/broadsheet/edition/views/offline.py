"""What a reader sees without a network where nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.edition.views.parts import SiteView


@dataclass(frozen=True, slots=True)
class OfflineView:
    """`offline.html`, which the service worker shows at the address of a document that is not kept."""

    path: str
    site: SiteView
