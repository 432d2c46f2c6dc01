"""What a build promises before it writes: the issue expected is out, and no address clashes or vanishes unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.build.issues import Edition
from broadsheet.build.options import BuildOptions
from broadsheet.build.shelf import Shelf
from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition.schedule import Schedule
from broadsheet.output.plan import OutputFile
from broadsheet.output.state import State

_ISSUES = "content/issues"


def check_expectation(options: BuildOptions, schedule: Schedule) -> tuple[Diagnostic, ...]:
    """Reports `expectation-failed` unless the issue of `--expect` is out with as many pages as it says."""
    expected = options.expect
    if expected is None:
        return ()
    head = next((head for head in schedule.shown if head.name == expected.issue and not head.is_held), None)
    if head is None:
        held = next((head for head in schedule.held if head.name == expected.issue), None)
        why = f"is held until {held.published.isoformat()}" if held else "is not there"
        return (_failed(expected.issue, f"issue '{expected.issue}' was expected to be out, but {why}"),)
    if expected.pages not in (None, head.page_count):
        message = f"issue '{expected.issue}' was expected with {expected.pages} pages, but has {head.page_count}"
        return (_failed(expected.issue, message),)
    return ()


def check_holds(options: BuildOptions, shelf: Shelf, edition: Edition) -> tuple[Diagnostic, ...]:
    """Reports a `--hold` that names no article, so that a slip of the hand does not publish what was to wait."""
    held = {(record.head.name, article) for record in edition.records for article in record.held}
    held |= {(name, article) for name, linked in shelf.read.items() for article in linked.held}
    return tuple(
        error(
            "unknown-ref",
            Location(_ISSUES),
            f"--hold names '{hold}', which no article of this build has as its id",
            hint="name the first piece of the story as page/slug or ISSUE/page/slug",
        )
        for hold in options.hold
        if not any(hold in (article, f"{name}/{article}") for name, article in held)
    )


def check_aliases(aliases: Iterable[tuple[Location, str]], taken: Iterable[str]) -> Iterator[Diagnostic]:
    """Reports `alias-in-use` for a former address that is in `taken`, or that two articles claim."""
    used = set(map(fold, taken))
    seen: dict[str, Location] = {}
    for location, alias in aliases:
        key = fold(alias)
        if key in used:
            message = f"the alias '{alias}' is the address of something else"
            yield error("alias-in-use", location, message, hint="an alias names an address that nothing has any more")
        elif key in seen:
            message = f"the alias '{alias}' is given twice"
            yield error("alias-in-use", location, message, hint="keep one of them", related=(seen[key],))
        seen.setdefault(key, location)


def check_vanished(edition: Edition, site_files: tuple[OutputFile, ...], state: State) -> Iterator[Diagnostic]:
    """Reports `vanished-address` for documents of the last build that this one has not; for a build without errors."""
    now = {file.address for file in site_files} | edition.kept_addresses
    now |= {file.address for made in edition.made.values() for file in made.files}
    for name, last in state.issues.items():
        for address in last.addresses:
            if address.endswith(".html") and address not in now:
                yield warning(
                    "vanished-address",
                    Location(f"{_ISSUES}/{name[:4]}/{name}"),
                    f"'{address}' was published and is gone",
                    hint=f"keep it alive in the article that took its place:  aliases: [{address}]",
                )


def _failed(issue: str, message: str) -> Diagnostic:
    return error("expectation-failed", Location(f"{_ISSUES}/{issue[:4]}/{issue}"), message)
