"""An issue at one glance (版面概览)."""

from __future__ import annotations

from broadsheet.edition import addresses
from broadsheet.edition.views import FrontView, OverviewView


def present_overview(front: FrontView) -> OverviewView:
    """All pages and headlines of the issue whose front this is."""
    path = addresses.overview_address(front.issue.date, front.issue.suffix)
    return OverviewView(path, path, front.site, front.issue, front.pages)
