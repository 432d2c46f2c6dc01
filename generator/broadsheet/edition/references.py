"""What an issue says of others, and what it may know of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from broadsheet.edition.face import IssueFace


class Faces(Protocol):
    """What an issue may know of the others."""

    def face(self, name: str) -> IssueFace | None:
        """The face of an issue by its name; `None` when there is no such issue."""

    def papers_of(self, day: dt.date) -> tuple[str, ...]:
        """Names of the issues that are the paper of that day, the one without suffix first."""


@dataclass(frozen=True, slots=True)
class References:
    """What an issue says of others."""

    names: tuple[str, ...]
    """The issues it speaks of, sorted."""
    days: tuple[dt.date, ...]
    """The days that its jump lines name, sorted."""
