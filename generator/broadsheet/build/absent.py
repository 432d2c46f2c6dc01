"""Issues that are not on disk: those that stay as they were published, those that are no more, those that are missed.

Only a build that writes what changed asks: its checkout may hold tonight's issue alone. Where the site is a checkout of
git, the commit says what became of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.build.shelf import Shelf
from broadsheet.content.checkout import Commit, left_out
from broadsheet.diagnostics import Diagnostic, Location, error
from broadsheet.edition.record import IssueRecord
from broadsheet.output.state import State

_NAMED = 8
"""So many folders are named in a message; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class AbsentIssues:
    """What becomes of the issues that are not on disk."""

    kept: frozenset[str]
    """Names of those that stay as the last build left them. Those neither kept nor missed are no more."""
    diagnostics: tuple[Diagnostic, ...]
    """`missing-issues`."""


def judge_absent(shelf: Shelf, state: State, commit: Commit | None, shared_digest: str) -> AbsentIssues:
    """Finds out, without opening a file, what the state and the commit say of each issue that is not on disk.

    Without a commit, whatever is not on disk stays as it is. Raises DamagedStateError.
    """
    halves = missing_issues("needed whole", _halves(shelf)) if commit else None
    if halves is not None:
        return AbsentIssues(frozenset(), (halves,))
    committed = commit.issues if commit else {}
    absent = {n: r for n, r in shelf.records.items() if n not in shelf.folders and (commit is None or n in committed)}
    unknown = [name for name in committed if name not in shelf.folders and name not in shelf.records]
    changed = [name for name in absent if commit and committed[name].tree != state.entries[name].tree]
    other = [name for name, record in absent.items() if record.shared != shared_digest]
    unfit = [name for name, r in absent.items() if r.held or not r.key or state.entries[name].is_torn]
    same = absent.keys() - {*changed, *other, *unfit}
    touched = {path for name in same for path in _changed_files(absent[name], shelf, same, knows_all=commit is None)}
    found = (
        missing_issues("changed since the last edition", (_folder(name, commit) for name in (*unknown, *changed))),
        missing_issues("to be made again", (_folder(name, commit) for name in unfit)),
        _missed_for_settings(len(other)),
        missing_issues("to be compared with what older issues show", touched),
    )
    return AbsentIssues(frozenset(same), tuple(each for each in found if each is not None))


def missing_issues(why: str, paths: Iterable[str]) -> Diagnostic | None:
    """Says that the build needs these folders or files; `None` when there are none."""
    named = sorted(set(paths))
    if not named:
        return None
    what = ", ".join(named[:_NAMED]) + (f" and {len(named) - _NAMED} more" if len(named) > _NAMED else "")
    message = f"{why}, but not in the checkout: {what}"
    return error("missing-issues", Location("content/issues"), message, hint=_how_to_add(named))


def _missed_for_settings(count: int) -> Diagnostic | None:
    if not count:
        return None
    message = (
        "the settings, the theme or the version of Broadsheet are not those of the state: all issues are to be made "
        f"again, but {'1 is' if count == 1 else f'{count} are'} not in the checkout"
    )
    hint = "build once with the whole archive in the checkout"
    return error("missing-issues", Location("content/issues"), message, hint=hint)


def _how_to_add(paths: list[str]) -> str:
    if len(paths) > _NAMED:
        return "add them to the checkout"
    return f"add to the checkout: git sparse-checkout add {' '.join(paths)}"


def _folder(name: str, commit: Commit | None) -> str:
    if commit is not None and name in commit.issues:
        return commit.issues[name].path
    return folder_of(name)


def folder_of(name: str) -> str:
    """Where an issue's folder lies in a site, by the issue's name."""
    return f"content/issues/{name[:4]}/{name}"


def _changed_files(record: IssueRecord, shelf: Shelf, same: set[str], *, knows_all: bool) -> Iterator[str]:
    """Files elsewhere that an issue shows and that are not, or are not known to be, as they were."""
    for path, digest in record.used:
        now = shelf.file_digest(path)
        owner = path.split("/")[3] if path.startswith("content/issues/") else ""
        is_known = knows_all or owner in same
        if now != digest and not (now is None and is_known):
            yield path if now is None else folder_of(record.head.name)


def _halves(shelf: Shelf) -> set[str]:
    """What a sparse checkout leaves out that is no whole issue: parts of issues, standing pages, themes."""
    folders = {folder.path for folder in shelf.folders.values()}
    found = set()
    for path in left_out(shelf.root):
        folder = "/".join(path.split("/")[:4])
        if folder in folders:
            found.add(folder)
        elif not path.startswith("content/issues/"):
            found.add("/".join(path.split("/")[:2]))
    return found
