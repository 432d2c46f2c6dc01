"""Where an issue stands in a build, and the digest of all that its files are made from."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.build.packed import key_of
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.references import Faces
from broadsheet.edition.views import IssueHead, Neighbours


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands in this build."""

    head: IssueHead
    neighbours: Neighbours
    is_latest: bool
    """Whether the home page shows it."""


def issue_keys(record: IssueRecord, place: Place, faces: Faces) -> tuple[str, str]:
    """Digests of what the issue's files were made from, without its neighbours and with them.

    Equal keys need no new build; where only the second is new, its front alone is made again.
    """
    known = tuple((name, faces.face(name)) for name in record.references.names)
    days = tuple((day, faces.papers_of(day)) for day in record.references.days)
    inner = key_of((record.source, record.shared, record.used, record.held, place.head, known, days))
    return inner, key_of((inner, place.neighbours, place.is_latest))
