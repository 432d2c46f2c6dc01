"""The issues of a site by the names of their folders: `issues/2026/2026-11-24`."""

from __future__ import annotations

import re
from pathlib import Path

from broadsheet.content.folders import Entry, list_folder
from broadsheet.content.names import issue_name
from broadsheet.content.source import IssueFolder
from broadsheet.diagnostics import Diagnostic, Location, error, warning


def issue_folders(root: Path, issues: Entry, problems: list[Diagnostic]) -> tuple[IssueFolder, ...]:
    """The issues in the folder `content/issues/`, by date, the one without suffix first, then by suffix.

    Looks at names alone, and reports those that are none of an issue's or lie where nothing reads them.
    """
    found: dict[str, IssueFolder] = {}
    for year in list_folder(root, issues.disk, issues.path, problems):
        if not year.is_folder:
            problems.append(stray(year, "nothing reads this file; issues lie in folders such as 2026/2026-11-24"))
        elif not re.fullmatch("[0-9]{4}", year.folded):
            problems.append(_bad_year_folder(year))
        else:
            for entry in list_folder(root, year.disk, year.path, problems):
                folder = _issue_folder(entry, year, problems)
                if folder is not None:
                    found[folder.name] = folder
    return tuple(sorted(found.values(), key=lambda folder: (folder.date, folder.suffix)))


def _bad_year_folder(entry: Entry) -> Diagnostic:
    name = issue_name(entry.name)
    hint = f"move it to {name.date.year:04}/{name.name}" if name else "name it by a year, such as 2026, or move it away"
    message = f"a year's folder is expected here (got '{entry.name}')"
    return error("bad-folder-name", Location(entry.path), message, hint=hint)


def _issue_folder(entry: Entry, year: Entry, problems: list[Diagnostic]) -> IssueFolder | None:
    if not entry.is_folder:
        problems.append(stray(entry, "nothing reads this file; an issue is a folder such as 2026-11-24"))
        return None
    name = issue_name(entry.name)
    if name is None:
        message = (
            f"an issue's folder is named by its date, such as 2026-11-24 or 2026-11-24-evening (got '{entry.name}')"
        )
        problems.append(error("bad-folder-name", Location(entry.path), message, hint=_date_hint(entry.name)))
        return None
    if f"{name.date.year:04}" != year.folded:
        message = f"the issue {name.name} lies in the folder of the year {year.name}"
        hint = f"move it to content/issues/{name.date.year:04}/"
        problems.append(error("wrong-year-folder", Location(entry.path), message, hint=hint))
        return None
    return IssueFolder(name.name, name.date, name.suffix, entry.path)


def _date_hint(name: str) -> str:
    """What to type for `2026-1-5` and `20260105`, and for a date that the calendar does not have."""
    match = re.match(r"([0-9]{4})[-._]?([0-9]{1,2})[-._]?([0-9]{1,2})$", name)
    guess = issue_name(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else None
    if guess is not None:
        return f"did you mean '{guess.name}'?"
    return "there is no such date" if match else "rename it, or move it out of content/issues/"


def stray(entry: Entry, message: str) -> Diagnostic:
    """The warning for a file or folder that nothing reads."""
    return warning("stray-file", Location(entry.path), message, hint="remove it, or let its name begin with a dot")
