"""A face: one cut of a typeface, as a file that every output embeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ROLES = (
    "body",
    "body-bold",
    "body-em",
    "headline",
    "headline-serif",
    "headline-feature",
    "deck",
    "kicker",
    "subhead",
    "byline",
    "caption",
    "label",
    "kai",
    "nameplate",
    "code",
)
"""What a theme may name a face for. A role without candidates of its own is set in `FALLBACK[role]`."""

FALLBACK = {
    "body-bold": "subhead",
    "body-em": "kai",
    "headline-serif": "headline",
    "headline-feature": "kai",
    "deck": "kai",
    "kicker": "caption",
    "subhead": "headline",
    "byline": "kai",
    "caption": "body",
    "label": "headline",
    "kai": "body",
    "nameplate": "headline",
    "code": "caption",
    "headline": "body",
}


@dataclass(frozen=True, slots=True)
class Face:
    """One role's face."""

    role: str
    name: str
    """As the build reports it: `Noto Serif SC Regular (pylopdf-fonts-zh-cn)`."""
    file: Path
    index: int = 0
    """In a collection (.ttc)."""
    weight: int | None = None
    """Place on the weight axis of a variable font; `None` for a static one."""
    stroke: float = 0.0
    """Width in em of an outline drawn around each glyph to embolden it; 0 for the face as cut."""
    language: str = ""
    """BCP 47 tag whose forms of characters it prints (骨 is drawn otherwise in Chinese than in Japanese)."""
    digest: str = ""
    """SHA-256 of the font's table directory, which holds a checksum of every table, and of all the above but role."""


class Metrics(Protocol):
    """Widths of a set of faces, by role. Widths in em."""

    def advance(self, role: str, text: str) -> float:
        """Of characters set in one go, with kerning and ligatures as the browser and the PDF have them."""
        ...

    def tracked(self, role: str, text: str) -> tuple[float, int]:
        """Width before tracking of characters that are set with tracking, and how many units they are.

        Tracking is added units - 1 times: —— is one unit. Ligatures of Latin letters are undone, as browsers do.
        """
        ...

    def half(self, role: str, character: str) -> float:
        """Advance of a punctuation mark with the `halt` feature; its full advance where the font knows none."""
        ...

    def has(self, role: str, character: str) -> bool:
        """Whether the face, or one that stands in for it, can print the character."""
        ...


def candidates_of(*sources: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Role → candidates of several sources, the first source's first: paper.yaml's, the theme's, its base's."""
    merged: dict[str, tuple[str, ...]] = {}
    for source in sources:
        for role, candidates in source:
            merged[role] = (*merged.get(role, ()), *candidates)
    return merged
