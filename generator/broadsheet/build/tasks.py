"""What is asked of those who make issues, and what they answer: values that can be pickled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadsheet.build.options import BuildOptions
from broadsheet.build.shared import Shared
from broadsheet.diagnostics import Diagnostic, Location
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.schedule import Schedule
from broadsheet.output.state import IssueEntry, IssueParts

KEPT_FRONTS = 3
"""Issues, the newest, whose fronts can be made again without their pages and articles."""


@dataclass(frozen=True, slots=True)
class WorkContext:
    """What all issues of a build need."""

    shared: Shared
    options: BuildOptions
    schedule: Schedule
    output: Path
    """Absolute, links followed."""
    state: Path | None
    """The state as the last build left it; `None` without one."""
    unchanged: frozenset[str]
    """Names of the issues whose files are as the last build left them."""
    absent: frozenset[str]
    """Names of the issues that have no folder and stay as they were published."""
    holds: tuple[tuple[str, frozenset[str]], ...]
    """Ids of the articles held back, by the issue's name."""
    clock: int
    """Time of the disk before anything was read, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class IssueTask:
    """An issue to be made."""

    name: str
    only_front: bool = False
    """Whether nothing but its neighbours changed, so that its front is made again from what the state keeps."""


@dataclass(frozen=True, slots=True)
class MadeIssue:
    """What came of it; its files wait in the folder of new files."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    """All of the issue's; with an error among them there is nothing else."""
    record: IssueRecord | None = None
    entry: IssueEntry | None = None
    parts: IssueParts | None = None
    front: bytes = b""
    """What its front can be made of again, packed."""
    new: tuple[str, ...] = ()
    """Addresses of the files that wait one by one."""
    is_new_folder: bool = False
    """Whether the issue's folder waits as a whole."""
    aliases: tuple[tuple[Location, str], ...] = ()
    """Former addresses, with the places that give them."""
    left_out: frozenset[str] = frozenset()
    """Addresses that are missing on purpose: of drafts and of articles held back."""


def front_shard(name: str) -> str:
    """Under what name the state keeps what an issue's front can be made of again."""
    return f"front/{name}"
