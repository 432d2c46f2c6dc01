"""Who has which address of the edition, asked without the addresses of all issues in memory.

An issue's files lie in its own folder, but for a few: the home page and the redirects of former addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, Location
from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.output.manifest import Manifest
from broadsheet.output.plan import clash
from broadsheet.output.state import State

_ISSUE_FOLDER = re.compile(r"(\d{4})/(\d\d)/(\d\d)(-[^/]+)?/")


class AddressBook:
    """The addresses of an edition as it will be."""

    def __init__(
        self,
        records: Mapping[str, IssueRecord],
        made: Mapping[str, tuple[tuple[Location, str], ...]],
        site_files: Iterable[str],
        state: State,
    ) -> None:
        """`made` gives the former addresses of articles, with their places, of the issues made now."""
        self._records = records
        self._made = made
        self._state = state
        self._site_files = frozenset(site_files)
        self._folded_site_files = {addresses.HOME, *map(fold, self._site_files)}
        self._kept_strays = {
            fold(stray): stray
            for name, record in records.items()
            for stray in record.strays
            if name not in made and stray != addresses.HOME
        }
        self._strays = {stray for record in records.values() for stray in record.strays}

    def is_there(self, address: str) -> bool:
        """Whether something has exactly that address."""
        return address in self._site_files or address in self._strays or address in self._files(owner_of(address))

    def is_taken(self, folded: str) -> bool:
        """Whether something but a redirect of an issue made now has the address, as names are compared."""
        if folded in self._folded_site_files or folded in self._kept_strays:
            return True
        owner = owner_of(folded)
        own = {fold(alias) for _, alias in self._made.get(owner, ())}
        return folded not in own and folded in map(fold, self._files(owner))

    def clashes(self, output: Path, site: Path) -> Iterator[Diagnostic]:
        """Reports `address-clash` where something made now takes the address of an older redirect."""
        for folded, stray in self._kept_strays.items():
            owner = owner_of(folded)
            is_taken = owner in self._made and folded in map(fold, self._files(owner))
            if is_taken or folded in self._folded_site_files:
                yield clash(stray, stray, output, site)

    def _files(self, issue: str) -> Manifest:
        return self._state.files_now(issue) if issue in self._records else {}


def owner_of(address: str) -> str:
    """Name of the issue in whose folder the address lies; empty when it lies in none."""
    match = _ISSUE_FOLDER.match(address)
    return "-".join(match.group(1, 2, 3)) + (match[4] or "") if match else ""
