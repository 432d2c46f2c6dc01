"""What changed since the last build, told by names, sizes and times; only what these cannot tell is read."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from broadsheet.build.options import BuildOptions
from broadsheet.build.shelf import Shelf
from broadsheet.content.stamps import stamp_folder, stamp_many, stamp_output, stamp_written
from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.output.manifest import Manifest
from broadsheet.output.state import IssueEntry, State
from broadsheet.output.write import changed_on_disk

_MANY = 64
"""Folders to be read for which it is worth while to ask git instead."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the last build left that still stands."""

    unchanged: frozenset[str] = frozenset()
    """Names of the issues whose files, and all they share with others, are as they were."""
    touched: frozenset[str] = frozenset()
    """Those among them whose files in the output are not as they were written."""
    stamps: Mapping[str, IssueEntry] = field(default_factory=dict)
    """Entries of those whose stamps are other than before."""
    is_new_checkout: bool = False
    """Whether so many folders have other stamps that somebody has checked the content out anew."""


def survey_issues(shelf: Shelf, state: State, options: BuildOptions, shared_digest: str, clock: int) -> Survey:
    """Looks at the issues that are on disk and were built before; `clock` is the disk's. Raises DamagedStateError."""
    if options.clean:
        return Survey()
    known = {name: shelf.records[name] for name in sorted(shelf.records.keys() & shelf.folders.keys())}
    candidates = {name: record for name, record in known.items() if record.shared == shared_digest}
    stamps, moved = _source_stamps(shelf, state, candidates, options, clock)
    used = functools.cache(shelf.file_digest)
    unchanged = frozenset(
        name
        for name, record in candidates.items()
        if stamps.get(name) is not None and all(used(path) == digest for path, digest in record.used)
    )
    entries = {name: entry for name in unchanged if (entry := stamps[name]) != state.entries[name]}
    touched, left = _touched(state, {name: candidates[name] for name in unchanged}, options)
    for name, stamp in left.items():
        entries[name] = replace(entries.get(name, state.entries[name]), output_stamp=stamp)
    return Survey(unchanged, touched, entries, is_new_checkout=moved >= _MANY)


def _source_stamps(
    shelf: Shelf, state: State, records: Mapping[str, IssueRecord], options: BuildOptions, clock: int
) -> tuple[dict[str, IssueEntry], int]:
    """Entries, with the stamps of now, of the issues whose folders hold what they held; how many had other stamps."""
    paths = {name: str(shelf.root / shelf.folders[name].path) for name in records}
    stamp = functools.partial(stamp_folder, now=clock)
    stamps = stamp_many(stamp, tuple(paths.values()), options.jobs)
    now = {name: stamps[path] or "" for name, path in paths.items()}
    same = {
        name: state.entries[name] for name in records if now[name] and now[name] == state.entries[name].source_stamp
    }
    moved = records.keys() - same.keys()
    by_git = _as_in_git(shelf, state, moved) if len(moved) >= _MANY or options.changed_only else frozenset()
    for name in sorted(moved):
        if name in by_git or shelf.source(name)[0].digest == records[name].source:
            same[name] = replace(state.entries[name], source_stamp=now[name])
            shelf.put_away(name)
    return same, len(moved)


def _as_in_git(shelf: Shelf, state: State, names: Iterable[str]) -> frozenset[str]:
    """Names of those issues whose folders are, byte for byte, the trees of which the state was made."""
    from broadsheet.content.checkout import git_trees

    known = {name: state.entries[name].tree for name in names if state.entries[name].tree}
    trees = git_trees(shelf.root, [shelf.folders[name] for name in known]) if known else {}
    return frozenset(name for name, tree in trees.items() if tree == known[name])


def _touched(
    state: State, records: Mapping[str, IssueRecord], options: BuildOptions
) -> tuple[frozenset[str], dict[str, str]]:
    """Issues whose files in the output are not as they were written; and of others the stamps that are new."""
    if options.changed_only is not None:
        # The last edition is not at hand: it counts as it was written.
        return frozenset(name for name in records if state.entries[name].is_torn), {}
    output = options.output.resolve()
    folders = {name: str(output / addresses.issue_folder(r.head.date, r.head.suffix)) for name, r in records.items()}
    stamps = stamp_many(stamp_output, tuple(folders.values()), options.jobs)
    touched: set[str] = set()
    new: dict[str, str] = {}
    for name, record in records.items():
        entry, now = state.entries[name], stamps[folders[name]]
        if entry.is_torn:
            touched.add(name)
            continue
        if now is None or now != entry.output_stamp:
            if changed_on_disk(output, state.files(name)):
                touched.add(name)
            else:
                new[name] = now or ""
        elif record.strays:
            files = state.files(name)
            if changed_on_disk(output, {stray: files[stray] for stray in record.strays if stray in files}):
                touched.add(name)
    return frozenset(touched), new


def stamp_of_files(files: Manifest, folder: str) -> str:
    """The stamp of an issue's folder in the output when these are its files."""
    return stamp_written(_inside(files, folder))


def _inside(files: Manifest, folder: str) -> Iterable[tuple[str, int, int]]:
    for address, file in files.items():
        if address.startswith(folder):
            yield address[len(folder) :], file.size, file.mtime_ns
