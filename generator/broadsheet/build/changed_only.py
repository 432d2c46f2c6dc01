"""`build --changed-only DIR`: the difference between two editions, to be brought to wherever the edition is published.

The last edition need not be at hand, nor the archive that it was made of: the state of the last build tells what it
holds. DIR gets `edition/`, `deleted.txt` and `state`, all three at once, when the build has come to a good end.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from broadsheet.build.building_lock import building_lock
from broadsheet.build.check import check_site
from broadsheet.build.from_state import bring_state, open_brought_state, unusable_state
from broadsheet.build.options import BuildOptions, BuildResult, Progress
from broadsheet.build.pipeline import build_with
from broadsheet.build.shared import clear_caches, prepare_shared
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, by_place, error
from broadsheet.output.disk import disk_faults, state_path
from broadsheet.output.sealed import DamagedStateError
from broadsheet.output.state_file import open_state

EDITION, DELETED, STATE = "edition", "deleted.txt", "state"
"""What is in the folder: new and changed files at their addresses; addresses to remove; the state of this edition."""

_MARK = ".broadsheet-changes"
"""By this file a folder is known as one of ours, which may be emptied."""
_NEW = ".new"
"""In it all is made."""


def build_changes(
    site: Path,
    options: BuildOptions,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
) -> BuildResult:
    """Builds what differs from the edition of `options.from_state` into `options.changed_only`; all without a state.

    With an error the folder stays as it is. Raises BroadsheetError as `build_edition` does, for a folder that others
    use (`bad-usage`) and for a state that is of no use (`unusable-state`).
    """
    root, folder = site.resolve(), _folder(options)
    shared, diagnostics = prepare_shared(root, options)
    if shared is None:
        return BuildResult(by_place(diagnostics + check_site(root, now=options.now)), ok=False)
    with building_lock(state_path(root, folder), root, waiting), _new_folder(folder, root) as new:
        if options.clean:
            clear_caches(root)
        path = new / STATE
        if options.from_state is not None:
            bring_state(options.from_state, path, site=root)
            state = open_brought_state(options.from_state, path, site=root, paper=shared.on_disk.paper.name)
        else:
            state, _ = open_state(path, site=root)
        try:
            with state:
                options = replace(options, output=new / EDITION)
                result = build_with(shared, options, state, diagnostics, progress)
        except DamagedStateError as fault:
            raise unusable_state(options.from_state or STATE, f"it is damaged ({fault})") from fault
        if result.ok:
            with disk_faults(folder, root):
                (new / EDITION).mkdir(exist_ok=True)
                (new / DELETED).write_text("".join(f"{address}\n" for address in result.gone), encoding="utf-8")
                _take_over(new, folder)
    return result


def _folder(options: BuildOptions) -> Path:
    if options.changed_only is None:
        raise ValueError("options.changed_only says where what changed goes")
    return options.changed_only.resolve()


@contextlib.contextmanager
def _new_folder(folder: Path, site: Path) -> Iterator[Path]:
    """An empty folder in `folder`, gone afterwards. Raises BroadsheetError for a folder with files of others."""
    with disk_faults(folder, site):
        folder.mkdir(parents=True, exist_ok=True)
        mark, new = folder / _MARK, folder / _NEW
        if not mark.exists() and any(folder.iterdir()):
            raise BroadsheetError(_used(folder))
        mark.touch()
        _clear(new)
        new.mkdir()
    try:
        yield new
    finally:
        with contextlib.suppress(OSError):
            _clear(new)


def _take_over(new: Path, folder: Path) -> None:
    """Puts what was made in the place of what an earlier build made: the state last, which says what was published."""
    for name in (STATE, EDITION, DELETED):
        _clear(folder / name)
    for name in (EDITION, DELETED, STATE):
        (new / name).rename(folder / name)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _used(folder: Path) -> Diagnostic:
    message = f"'{folder}' is not empty, and not from an earlier build with --changed-only"
    return error(
        "bad-usage", Location("--changed-only"), message, hint="name an empty folder, or one that is not there"
    )
