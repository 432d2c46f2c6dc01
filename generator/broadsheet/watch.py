"""What is saved in a paper's folders, told to whoever builds."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from broadsheet.diagnostics import BroadsheetError

STEP, DEBOUNCE = 5, 200
"""Milliseconds without a change after which a save counts as done, and at most."""
LOOK_AGAIN = 1000
"""Milliseconds after which a quiet watch looks whether its folders are still the same ones."""


class Saves:
    """What was saved since somebody asked last. Belongs to the event loop's thread."""

    def __init__(self, at_once: Callable[[], None] = lambda: None) -> None:
        """`at_once` is called whenever something was saved."""
        self._at_once = at_once
        self._event = asyncio.Event()
        self._paths: set[str] = set()
        self._are_known = True

    def add(self, paths: Iterable[str]) -> None:
        """Files were saved, made or removed; absolute paths."""
        self._paths.update(paths)
        self._event.set()
        self._at_once()

    def add_unknown(self) -> None:
        """Anything may have been saved."""
        self._are_known = False
        self.add(())

    def are_waiting(self) -> bool:
        """Whether something was saved since; may be asked in any thread."""
        return self._event.is_set()

    async def take(self) -> frozenset[str] | None:
        """Waits until something was saved; the paths, or `None` when anything may have been."""
        await self._event.wait()
        taken = frozenset(self._paths) if self._are_known else None
        self._event.clear()
        self._paths.clear()
        self._are_known = True
        return taken

    async def come_within(self, seconds: float) -> bool:
        """Waits so long at most; whether something was saved."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)
        return self._event.is_set()


async def watch(site: Path, saves: Saves) -> None:
    """Tells `saves` whenever a source file changes.

    Begins anew when a watched folder is made, removed or replaced: the system's own watch stays with the old one. Looks
    at the files again and again where the system has no watch to give.
    """
    must_poll = False
    while True:
        folders = watched_folders(site)
        try:
            await _watch_folders(site, folders, saves, must_poll)
        except (OSError, RuntimeError) as fault:
            # A folder went away just now, or Linux is out of inotify watches.
            must_poll = must_poll or not isinstance(fault, FileNotFoundError)
            await asyncio.sleep(LOOK_AGAIN / 1000)
        # Whatever changed while nobody watched.
        saves.add_unknown()


async def _watch_folders(site: Path, folders: dict[Path, int], saves: Saves, must_poll: bool) -> None:
    """Tells of every change until the folders are no longer those on disk."""
    if not folders:
        raise FileNotFoundError("no folder to watch")
    changes = awatch(
        *folders,
        watch_filter=is_source,
        step=STEP,
        debounce=DEBOUNCE,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        force_polling=must_poll or None,
    )
    async with contextlib.aclosing(changes):
        async for found in changes:
            if found:
                saves.add(path for _, path in found)
            if watched_folders(site) != folders:
                return


def watched_folders(site: Path) -> dict[Path, int]:
    """The folders whose files a build reads, with the number by which the file system knows each."""
    from broadsheet.output.theme_folders import packaged_themes

    candidates = [site / "content", site / "themes", site / "fonts"]
    with contextlib.suppress(BroadsheetError):  # the build says so
        candidates.append(packaged_themes())
    found: dict[Path, int] = {}
    for folder in candidates:
        with contextlib.suppress(OSError):
            found[folder.resolve()] = folder.stat().st_ino
    return found


def is_source(change: Change, path: str) -> bool:
    """Whether a changed file can matter: neither hidden nor what an editor keeps beside it."""
    name = Path(path).name
    return not (name.startswith(".") or name.endswith(("~", ".swp", ".swx", ".tmp")))
