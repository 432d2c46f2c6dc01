"""Which files of `content/` an issue's articles use."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.model import Block, Manuscript
from broadsheet.model.tree import links_and_figures


def used_files(manuscripts: Iterable[Manuscript]) -> tuple[str, ...]:
    """Site-relative paths of every photo that articles show and every file that they link to, sorted."""
    found: set[str] = set()
    for manuscript in manuscripts:
        found.update(photo.path for photo in manuscript.photos)
        for piece in manuscript.pieces:
            found.update(linked_files(piece.blocks))
    return tuple(sorted(found))


def linked_files(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Site-relative paths of the files that blocks link to or show, sorted."""
    links, figures = links_and_figures(blocks)
    if not links and not figures:
        return ()
    found = {link.target for link in links if link.kind == "file"}
    return tuple(sorted(found | {photo.path for figure in figures for photo in figure.photos}))
