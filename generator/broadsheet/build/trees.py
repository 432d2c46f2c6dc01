"""The trees of issues in git: what tells that an issue is as it was without opening a file, or without having any.

They are remembered in builds that look at a new checkout, or write what changed: asking git is not worth while for one
evening's edits.
"""

from __future__ import annotations

from dataclasses import replace

from broadsheet.build.issues import Edition
from broadsheet.build.shelf import Shelf
from broadsheet.build.survey import Survey
from broadsheet.content.checkout import clean_issues, read_commit
from broadsheet.content.read import read_issue
from broadsheet.content.stamps import disk_clock, stamp_folder
from broadsheet.output.disk import STATE_FOLDER
from broadsheet.output.state import State


def note_trees(shelf: Shelf, state: State, survey: Survey, edition: Edition) -> Survey:
    """Remembers the tree of each issue that is on disk now just as the commit has it and as it was when it was read.

    The entries of issues that were not made come back in the survey. To be called before what was made is stored.
    """
    commit = read_commit(shelf.root)
    if commit is None:
        return survey
    known = {
        name: state.entry_now(name) if name in edition.made else survey.stamps.get(name, state.entries[name])
        for name in edition.records
        if name in shelf.folders and (name in edition.made or name in survey.unchanged)
    }
    trees = {name: commit.issues[name].tree for name in known if name in commit.issues}
    new = [shelf.folders[name] for name, tree in trees.items() if known[name].tree != tree]
    clean = clean_issues(shelf.root, commit, new).checked_out
    now = disk_clock(shelf.root / STATE_FOLDER)
    kept = dict(survey.stamps)
    for name in sorted(clean):
        if not _is_as_read(shelf, name, known[name].source_stamp, edition.records[name].source, now):
            continue
        if name in edition.made:
            state.note_tree(name, trees[name])
        else:
            kept[name] = replace(known[name], tree=trees[name])
    return replace(survey, stamps=kept)


def _is_as_read(shelf: Shelf, name: str, stamp: str, source: str, now: int) -> bool:
    """Whether the issue's folder is as it was when its stamp was taken; without a stamp its files are read again."""
    folder = shelf.folders[name]
    if stamp:
        return stamp_folder(str(shelf.root / folder.path), now) == stamp
    return read_issue(shelf.root, folder)[0].digest == source
