"""A paper at work: after each step its output is compared with that of a build from nothing."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from broadsheet.build import BuildResult
from broadsheet.diagnostics import Diagnostic, Severity
from build.edits import EDITS, first_paper, folder_of
from build.interrupted import interrupt_at, kill_at, refuse_from
from build.stories import issues
from paper_site import PaperSite

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)

NEW_FILES = ".broadsheet-new"
"""In the output: what a build has not put in place yet."""

OF_THE_LAST_BUILD = {"vanished-address", "no-state", "damaged-state"}
"""Codes of diagnostics that a build from nothing cannot have."""


@dataclass(frozen=True)
class Edition:
    """What a build did and left."""

    result: BuildResult
    files: dict[str, bytes]
    """Every file of the output, by address."""

    @property
    def diagnostics(self) -> set[Diagnostic]:
        return {each for each in self.result.diagnostics if each.code not in OF_THE_LAST_BUILD}

    @property
    def told(self) -> set[tuple[str, object]]:
        return {(each.code, each.location) for each in self.diagnostics}

    @property
    def errors(self) -> set[tuple[str, object]]:
        return {(each.code, each.location) for each in self.diagnostics if each.severity is Severity.ERROR}


class Newsroom(PaperSite):
    """A site with the time of its next build; whatever it needs besides lies in folders next to it."""

    def __init__(self, folder: Path, *, lends_templates: bool = True) -> None:
        """With `lends_templates`, builds from nothing find the theme's templates compiled."""
        super().__init__(first_paper(folder / "site").root)
        self.lends_templates = lends_templates
        if lends_templates:
            lend_templates(self.root)
        self.now = NOON
        self.compared = 0
        """How many pairs of good builds were compared."""
        self._good = self._copy()
        """The content as it could last be built."""

    @property
    def output(self) -> Path:
        return self.root / "output"

    def step(self, step: Step, seed: int) -> None:
        """One step, and a build that must equal one from nothing.

        Content that cannot be built is mostly taken back, as editors do; its files are then written anew.
        """
        chance = Random(seed)
        step(self, chance)
        if self.compare():
            shutil.rmtree(self._good)
            self._good = self._copy()
        elif chance.random() < 0.8:
            for name in ("content", "themes"):
                shutil.rmtree(self.root / name, ignore_errors=True)
                if (self._good / name).is_dir():
                    shutil.copytree(self._good / name, self.root / name)
            self.compare()

    def compare(self, **options: Any) -> bool:
        """Builds on and from nothing; whether the content can be built from nothing."""
        earlier = files_below(self.output)
        built, clean = self._build(self, **options), self.clean_build(**options)
        # What was out once stays out when the clock or its date is changed; a build from nothing cannot know of it.
        stays_out = set(clean.result.held) - set(built.result.held)
        if not built.result.ok:
            assert difference(visible(built.files), visible(earlier)) == [], "a build that failed changed the output"
            assert stays_out or not clean.result.ok, built.diagnostics
            assert stays_out or built.errors <= clean.errors
            return False
        if not clean.result.ok:
            # An old issue whose reference was taken from it by others does not stop a build that knows the issue.
            assert clean.errors <= built.told, built.diagnostics
            assert {code for code, _ in clean.errors} == {"unknown-ref"}
            return False
        if stays_out:
            return True
        assert difference(built.files, clean.files) == []
        assert built.diagnostics == clean.diagnostics
        self.compared += 1
        return True

    def clean_build(self, **options: Any) -> Edition:
        """Of a copy of the site that has no state and no caches but perhaps that of templates."""
        copy = PaperSite(self._copy())
        if self.lends_templates:
            lend_templates(copy.root)
        try:
            return self._build(copy, **options)
        finally:
            shutil.rmtree(copy.root)

    def _build(self, site: PaperSite, **options: Any) -> Edition:
        built = site.build(**{"now": self.now, "jobs": 1, **options})
        return Edition(built.result, built.files())

    def _copy(self) -> Path:
        """Content and themes as they are now, in a new folder."""
        copy = Path(tempfile.mkdtemp(dir=self.root.parent))
        for name in ("content", "themes"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, copy / name)
        return copy


Step = Callable[[Newsroom, Random], None]


@functools.cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """A site whose templates are compiled; it lives as long as this process."""
    folder = tempfile.TemporaryDirectory()
    first_paper(Path(folder.name)).build()
    return folder


def lend_templates(site: Path) -> None:
    """Spares a site what takes most of the time of a small build from nothing: compiling the theme's templates."""
    templates = Path(".broadsheet/templates")
    shutil.copytree(_compiled().name / templates, site / templates)


# --- steps that leave the content as it is --------------------------------------------------------------------------


def wait(room: Newsroom, chance: Random) -> None:
    room.now += dt.timedelta(hours=chance.choice((1, 6, 24)))


def set_clock_back(room: Newsroom, chance: Random) -> None:
    room.now -= dt.timedelta(hours=chance.choice((1, 6)))


def edit_twice(room: Newsroom, chance: Random) -> None:
    """Two edits at once, and a build of a few issues by name between them."""
    chance.choice(EDITS)(room, chance)
    there = issues(room)
    room.build(*chance.sample(there, min(len(there), chance.randint(1, 2))), now=room.now, jobs=1)
    chance.choice(EDITS)(room, chance)


def build_otherwise(room: Newsroom, chance: Random) -> None:
    """A build in other words, compared as well; what it shows must be gone after the next one."""
    words: tuple[dict[str, object], ...] = (
        {"drafts": True},
        {"future": True},
        {"drafts": True, "future": True},
        {"base_url": "https://preview.example/"},
        {"clean": True},
        {"jobs": 2},
    )
    room.compare(**chance.choice(words))


def build_strictly(room: Newsroom, chance: Random) -> None:
    room.build(now=room.now, jobs=1, strict=True)


def be_killed(room: Newsroom, chance: Random) -> None:
    """An edit, and a build of it that is killed while it writes."""
    chance.choice(EDITS)(room, chance)
    kill_at(room, chance.randint(1, 120), now=room.now, jobs=1)


def be_interrupted(room: Newsroom, chance: Random) -> None:
    chance.choice(EDITS)(room, chance)
    interrupt_at(room, chance.randint(1, 120), now=room.now, jobs=1)


def find_the_disk_full(room: Newsroom, chance: Random) -> None:
    chance.choice(EDITS)(room, chance)
    refuse_from(room, chance.randint(1, 120), times=chance.choice((1, 1_000_000)), now=room.now, jobs=1)


def lose_caches(room: Newsroom, chance: Random) -> None:
    """All but the states of outputs."""
    for path in (room.root / ".broadsheet").glob("*"):
        if path.is_dir() and not path.name.startswith("output"):
            shutil.rmtree(path)


BUILDS: tuple[Step, ...] = (
    *(wait, set_clock_back, edit_twice, build_otherwise, build_strictly),
    *(be_killed, be_interrupted, find_the_disk_full, lose_caches),
)


# --- what tests of single cases need --------------------------------------------------------------------------------


def work_on(room: Newsroom) -> None:
    """Edits of all kinds, so that a build writes new files, changes some and removes some."""
    issue = folder_of("2026-11-24")
    room.edit(f"{issue}/01/market.md", "早市六点开门", "早市五点开门")
    room.article("03/extra", "号外。", issue=issue).remove(f"{issue}/02/ferry.md")


def run(room: Newsroom, *words: str, before: tuple[str, ...] = (), **how: Any) -> tuple[int, str]:
    """The exit status of `broadsheet build` and what it told; `before` is a command that runs the command."""
    command = [*before, sys.executable, "-m", "broadsheet", "--site", str(room.root), "build", "--no-press", "--quiet"]
    command += ["--now", "2026-11-24T12:00", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **how)
    return done.returncode, done.stderr


def states(room: Newsroom) -> list[Path]:
    """The state of the output, and whatever lies beside it."""
    return [path for path in sorted((room.root / ".broadsheet").glob("output.*")) if path.suffix != ".lock"]


# --- comparing ------------------------------------------------------------------------------------------------------


def files_below(output: Path) -> dict[str, bytes]:
    """Every file by address."""
    found = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def visible(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without those that a killed build was about to put in place."""
    return {address: data for address, data in files.items() if not address.startswith(NEW_FILES)}


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Addresses that only one of them has, or whose bytes differ, each with the first place where they do."""
    told = [f"only in the first: {address}" for address in one.keys() - other.keys()]
    told += [f"only in the second: {address}" for address in other.keys() - one.keys()]
    for address in one.keys() & other.keys():
        a, b = one[address], other[address]
        if a != b:
            place = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            shown = [text[max(0, place - 60) : place + 60].decode(errors="replace") for text in (a, b)]
            told.append(f"{address} at byte {place}: {shown[0]!r} and {shown[1]!r}")
    return sorted(told)
