"""The difference between two editions, brought to the output; the state says at every moment what may be there."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from broadsheet.build.above import SiteFiles
from broadsheet.build.issues import Edition
from broadsheet.build.options import BuildOptions
from broadsheet.build.survey import Survey
from broadsheet.diagnostics import has_errors
from broadsheet.edition import addresses
from broadsheet.edition.schedule import Schedule
from broadsheet.output.disk import disk_faults
from broadsheet.output.manifest import Manifest, WrittenFile
from broadsheet.output.plan import NewFolder, OutputFile
from broadsheet.output.staging import as_written, staged_file, staged_issue_folder
from broadsheet.output.state import State
from broadsheet.output.write import WriteReport, clear_new_files, write_edition


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of the files of the issues made now, of those that are gone, and of the files of no issue."""

    files: tuple[OutputFile, ...]
    """To be written one by one, where they differ."""
    folders: tuple[NewFolder, ...]
    """Whole issues, to be moved."""
    before: Mapping[str, Manifest]
    """By the name of each issue made now or gone: those of its files that change or go."""
    gone: tuple[str, ...]
    """Issues that are no more."""
    site_addresses: frozenset[str]
    """The files of no issue, those included that stay though nothing of this edition shows them."""
    site_kept: frozenset[str]
    """Those among them that are not made now, and others that an edition which is not at hand has already."""
    in_new_folders: int
    """Files in `folders`."""
    total: int
    """Files of the edition."""


def gather_changes(edition: Edition, above: SiteFiles, state: State, options: BuildOptions) -> Changes:
    """Compares the edition with what the last build left."""
    output = options.output.resolve()
    files: list[OutputFile] = list(above.files)
    folders: list[NewFolder] = []
    before: dict[str, Manifest] = {}
    in_new_folders = 0
    for name, issue in edition.made.items():
        now = state.files_now(name)
        files += [staged_file(output, name, address, now[address]) for address in issue.new]
        if issue.is_new_folder:
            head = issue.record.head
            folder = addresses.issue_folder(head.date, head.suffix)
            folders.append(staged_issue_folder(output, name, folder))
            in_new_folders += sum(address.startswith(folder) for address in now)
        new = frozenset(issue.new)
        left = {
            address: file
            for address, file in _files_before(state, name).items()
            if address in new or address not in now
        }
        if left:
            before[name] = left
    # A build of some issues prunes only within them, and leaves the assets that older pages were made with.
    gone = () if options.issues else tuple(sorted(state.entries.keys() - edition.records.keys()))
    before |= {name: _files_before(state, name) for name in gone}
    made = frozenset(file.address for file in above.files)
    same = _written_before(files, {**state.site_files, **_joined(before)}) if options.changed_only else frozenset()
    kept = above.kept | (state.site_files.keys() - made if options.issues else frozenset())
    return Changes(
        files=tuple(file for file in files if file.address not in same),
        folders=tuple(folders),
        before=before,
        gone=gone,
        site_addresses=made | kept,
        site_kept=kept | same,
        in_new_folders=in_new_folders,
        total=len(made | kept) + sum(record.files for record in edition.records.values()),
    )


def write_changes(
    changes: Changes, state: State, edition: Edition, schedule: Schedule, survey: Survey, output: Path, paper: str = ""
) -> WriteReport:
    """Brings the output to the edition. Reports what `write_edition` does, and raises the same.

    `paper` is the paper's name where it was read; empty where nothing was made.
    """
    owned = {**state.site_files, **_joined(changes.before)}

    def of_site(manifest: Manifest) -> Manifest:
        return {address: manifest[address] for address in known if address in manifest}

    known = changes.site_addresses | state.site_files.keys()
    report = write_edition(
        output,
        changes.files,
        changes.site_kept,
        None if state.is_new else owned,
        prune=True,
        site=state.site,
        save=lambda manifest, touched: state.promise(changes.before.items(), of_site(manifest)),
        folders=changes.folders,
    )
    if not has_errors(report.diagnostics):
        stamps = {name: entry for name, entry in survey.stamps.items() if name in edition.records}
        state.settle(
            site_files={a: file for a, file in report.manifest.items() if a in changes.site_addresses},
            out=tuple(head.name for head in schedule.shown if not head.is_held),
            gone=changes.gone,
            stamps={name: entry for name, entry in stamps.items() if name not in edition.made},
            paper=paper,
        )
    return report


def clear_waiting(output: Path, site: Path) -> None:
    """Removes files that wait for nothing any more, and an output folder that was made for them alone."""
    with disk_faults(output, site), contextlib.suppress(FileNotFoundError, NotADirectoryError):
        clear_new_files(output)
    with contextlib.suppress(OSError):
        output.rmdir()


def _joined(manifests: Mapping[str, Manifest]) -> dict[str, WrittenFile]:
    return {address: file for files in manifests.values() for address, file in files.items()}


def _written_before(files: list[OutputFile], owned: Manifest) -> frozenset[str]:
    return frozenset(file.address for file in files if as_written(file, owned) is not None)


def _files_before(state: State, name: str) -> Manifest:
    return state.files(name) if name in state.entries else {}
