"""An article for machines: IPTC ninjs 3.1."""

from __future__ import annotations

from broadsheet.edition.views import ArticleView


def ninjs(view: ArticleView) -> bytes:
    """The article as ninjs, its text included; of a retracted one the notice alone."""
    return b"{}\n"
