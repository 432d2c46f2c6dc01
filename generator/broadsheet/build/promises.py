"""What a build promises before it writes: the issue expected is out, and no address clashes or vanishes unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from broadsheet.build.options import BuildOptions
from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition import addresses
from broadsheet.edition.schedule import Schedule

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


def check_aliases(aliases: Iterable[tuple[Location, str]], is_taken: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """Reports `alias-in-use` for a former address that something else has, or that two articles claim.

    `is_taken` is asked with the address as names are compared.
    """
    seen: dict[str, Location] = {}
    for location, alias in aliases:
        key = fold(alias)
        if is_taken(key):
            message = f"the alias '{alias}' is the address of something else"
            yield error("alias-in-use", location, message, hint="an alias names an address that nothing has any more")
        elif key in seen:
            message = f"the alias '{alias}' is given twice"
            yield error("alias-in-use", location, message, hint="keep one of them", related=(seen[key],))
        seen.setdefault(key, location)


def check_vanished(
    before: Mapping[str, Iterable[str]],
    site_files: Iterable[str],
    is_there: Callable[[str], bool],
    left_out: Collection[str],
) -> Iterator[Diagnostic]:
    """Reports `vanished-address` for documents of issues and standing pages of the last build that are gone.

    `before` gives the addresses of issues that were out, by name; `site_files` the addresses that belonged to none.
    What was shown before its time (drafts, issues not out) was not published; what is held back tonight is told of.
    Lists of articles (archive, sections, authors, corrections) come and go with what they list.
    """
    for name, addresses_of_issue in before.items():
        for address in addresses_of_issue:
            if address.endswith(".html") and address not in left_out and not is_there(address):
                yield _vanished(address, Location(f"{_ISSUES}/{name[:4]}/{name}"))
    for address in site_files:
        if _is_standing(address) and not is_there(address):
            yield _vanished(address, Location("content/pages"))


def _is_standing(address: str) -> bool:
    """Whether a standing page has or had that address."""
    slug = address.removesuffix(".html")
    return slug != address and "/" not in slug and slug not in addresses.RESERVED_NAMES


def _vanished(address: str, location: Location) -> Diagnostic:
    message = f"'{address}' was published and is gone"
    hint = f"keep it alive in the article that took its place:  aliases: [{address}]"
    return warning("vanished-address", location, message, hint=hint)


def _failed(issue: str, message: str) -> Diagnostic:
    return error("expectation-failed", Location(f"{_ISSUES}/{issue[:4]}/{issue}"), message)
