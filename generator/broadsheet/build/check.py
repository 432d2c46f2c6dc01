"""`broadsheet check`: every diagnostic of a site, nothing written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.build.address_book import owner_of
from broadsheet.build.options import BuildOptions
from broadsheet.build.promises import check_aliases
from broadsheet.build.shared_facts import PaperOnDisk, read_paper, read_theme
from broadsheet.build.shelf import ScheduledFaces, Shelf
from broadsheet.content.names import fold
from broadsheet.content.read import read_bytes, read_site
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, by_place, error
from broadsheet.edition import addresses
from broadsheet.edition.face import face_of
from broadsheet.edition.references import Faces
from broadsheet.edition.resolve import resolve_references, resolve_standing
from broadsheet.edition.schedule import schedule_issues
from broadsheet.model import Block, Photo
from broadsheet.model.tree import photos_in
from broadsheet.output.bilingual import load_second_locale
from broadsheet.output.locale import load_locale
from broadsheet.output.photos import check_photo

_READ_AT_ONCE = 8
"""Issues kept in memory for the references of others."""


def check_site(site: Path, paths: tuple[Path, ...] = (), *, now: dt.datetime | None = None) -> tuple[Diagnostic, ...]:
    """All diagnostics of the whole site, or those that name a file of `paths`, at either end.

    Drafts and issues that are not out are checked too. Raises BroadsheetError for a folder that is no site.
    """
    root = site.resolve()
    options = BuildOptions(output=root / "output", now=now or dt.datetime.now(dt.UTC))
    source, diagnostics = read_site(root)
    on_disk, found = read_paper(source, options)
    diagnostics += found
    if on_disk is not None:
        theme, found = read_theme(root, on_disk.paper)
        diagnostics += found
        if theme is not None:
            locale, found = load_locale(theme, on_disk.paper.language, on_disk.paper.location("language"))
            diagnostics += found
            diagnostics += load_second_locale(theme, locale, on_disk.paper.location("theme_options"))[1]
        diagnostics += tuple(_check_content(root, on_disk, options))
    return by_place(d for d in diagnostics if not paths or _names_one_of(d, root, paths))


def _check_content(root: Path, on_disk: PaperOnDisk, options: BuildOptions) -> Iterator[Diagnostic]:
    shelf = Shelf(root, on_disk, options, None)
    heads = [head for name in shelf.names if (head := shelf.head(name)) is not None]
    schedule = schedule_issues(heads, now=options.now, once_out=frozenset(), future=False)
    faces = ScheduledFaces(shelf, schedule)
    out = {head.name for head in schedule.shown}
    aliases: list[tuple[Location, str]] = []
    for name in shelf.names:
        yield from _check_issue(shelf, faces, name, root, is_out=name in out)
        aliases += shelf.aliases(name)
        if len(shelf.read) > _READ_AT_ONCE:
            shelf.put_away()
    for page in on_disk.standing:
        yield from resolve_standing(page, faces, {})[1]
        yield from _check_photos(root, page.blocks)
    taken = [addresses.HOME, addresses.ARCHIVE, addresses.CORRECTIONS, addresses.NOT_FOUND]
    taken += [addresses.standing_address(page.slug) for page in on_disk.standing]
    # Of a large archive, the addresses of those issues alone that a former address may collide with.
    meant = {owner_of(fold(alias)) for _, alias in aliases} & set(shelf.names)
    taken += [address for name in sorted(meant) for address in shelf.addresses(name)]
    yield from check_aliases(aliases, set(map(fold, taken)).__contains__)


def _check_issue(shelf: Shelf, faces: Faces, name: str, root: Path, *, is_out: bool) -> Iterator[Diagnostic]:
    linked = shelf.linked(name)
    yield from linked.diagnostics
    if linked.issue is not None:
        own = face_of(linked.issue, left_out=shelf.left_out(name), is_out=is_out)
        yield from resolve_references(linked.issue, own, faces, {})[2]
        pieces = (piece for article in linked.issue.articles for piece in article.pieces)
        yield from _check_photos(root, [block for piece in pieces for block in piece.blocks])


def _check_photos(root: Path, blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    """Faults of the photos, each file once, where it is first shown."""
    first: dict[str, Photo] = {}
    for photo in photos_in(blocks):
        first.setdefault(photo.path, photo)
    for path, photo in first.items():
        try:
            fault = check_photo(read_bytes(root, path))
        except BroadsheetError as refused:
            yield error("broken-photo", photo.location, refused.diagnostic.message, hint=refused.diagnostic.hint)
        else:
            if fault is not None:
                yield error(fault.code, photo.location, fault.message, hint=fault.hint)


def _names_one_of(diagnostic: Diagnostic, root: Path, paths: tuple[Path, ...]) -> bool:
    wanted = [path.resolve() for path in paths]
    places = [root / place.path for place in (diagnostic.location, *diagnostic.related)]
    return any(place == path or path in place.parents for place in places for path in wanted)
