"""`broadsheet check`: every diagnostic of a site, nothing written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from broadsheet.build.options import BuildOptions
from broadsheet.build.promises import check_aliases
from broadsheet.build.shared import prepare_shared
from broadsheet.build.shelf import Shelf
from broadsheet.content.read import read_bytes
from broadsheet.diagnostics import Diagnostic, by_place, error
from broadsheet.edition import addresses
from broadsheet.edition.face import face_of
from broadsheet.edition.resolve import resolve_references, resolve_standing
from broadsheet.edition.schedule import Schedule, schedule_issues
from broadsheet.output.photos import check_photo


def check_site(site: Path, paths: tuple[Path, ...] = (), *, now: dt.datetime | None = None) -> tuple[Diagnostic, ...]:
    """All diagnostics of the whole site, or those that name a file of `paths`, at either end.

    Raises BroadsheetError for a folder that is no site.
    """
    root = site.resolve()
    options = BuildOptions(output=root / "output", now=now or dt.datetime.now(dt.UTC), drafts=True)
    shared, found = prepare_shared(root, options)
    diagnostics = list(found)
    if shared is not None:
        shelf = Shelf(shared, options, {})
        heads = [head for name in shelf.names if (head := shelf.head(name)) is not None]
        schedule = schedule_issues(heads, now=options.now, once_out=frozenset(), future=False)
        for name in shelf.names:
            diagnostics.extend(_check_issue(shelf, schedule, name))
        taken = {addresses.HOME, addresses.ARCHIVE, addresses.CORRECTIONS, addresses.NOT_FOUND}
        taken |= {addresses.standing_address(page.slug) for page in shared.standing}
        taken |= {address for name in shelf.names for address in shelf.addresses(name)}
        diagnostics.extend(check_aliases(shelf.aliases(shelf.names), taken))
        for page in shared.standing:
            diagnostics.extend(resolve_standing(page, shelf.faces(schedule), {})[1])
    return by_place(d for d in diagnostics if not paths or _names_one_of(d, root, paths))


def _check_issue(shelf: Shelf, schedule: Schedule, name: str) -> list[Diagnostic]:
    linked = shelf.linked(name)
    diagnostics = list(linked.diagnostics)
    if linked.issue is None:
        return diagnostics
    is_out = all(head.name != name for head in schedule.held)
    own = face_of(linked.issue, is_out=is_out)
    _, _, found = resolve_references(linked.issue, own, shelf.faces(schedule), left_out=linked.left_out, files={})
    diagnostics.extend(found)
    seen: set[str] = set()
    for photo in (photo for article in linked.issue.articles for photo in article.photos):
        if photo.path not in seen:
            seen.add(photo.path)
            fault = check_photo(read_bytes(shelf.shared.root, photo.path))
            if fault is not None:
                diagnostics.append(error(fault.code, photo.location, fault.message, hint=fault.hint))
    return diagnostics


def _names_one_of(diagnostic: Diagnostic, root: Path, paths: tuple[Path, ...]) -> bool:
    wanted = [path.resolve() for path in paths]
    places = [root / place.path for place in (diagnostic.location, *diagnostic.related)]
    return any(place == path or path in place.parents for place in places for path in wanted)
