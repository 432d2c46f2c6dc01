"""The faces of a page by role, their metrics, and where they were found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from broadsheet.diagnostics import Diagnostic, Location, error, has_errors
from broadsheet.press.fonts.cut import Cut, cut_of
from broadsheet.press.fonts.defaults import default_candidates, stand_ins
from broadsheet.press.fonts.face import FALLBACK, ROLES, Face
from broadsheet.press.fonts.search import REINSTALL, Search

MISSING = "〓"
"""What is printed for a character that no face has (the geta mark of type-setters)."""

_INVISIBLE = frozenset("\n\t\u00ad\u200b\u200c\u200d\u2060\ufeff").union(
    *(map(chr, range(first, last + 1)) for first, last in ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)))
)
"""Print nothing, so that no face needs them; among them the variation selectors of Han characters (UTS #37)."""


class FaceSet:
    """Faces by role with their metrics; a value in the sense that equal digests measure and print the same.

    Behind each role's face stand others that print the characters it lacks, under the keys `body~2`, `body~3` …
    """

    def __init__(self, language: str, faces: Mapping[str, Face]) -> None:
        self.language = language
        self.faces = faces
        """Every role of `ROLES`, and its stand-ins as `role~2` …"""
        told = "\n".join(f"{key} {face.digest}" for key, face in sorted(faces.items()))
        self.digest = hashlib.sha256(f"{language}\n{told}".encode()).hexdigest()
        """Of all faces with their order."""
        self._chains: dict[str, tuple[tuple[str, Cut], ...]] = {}
        self._keys: dict[tuple[str, str], str | None] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return FaceSet, (self.language, dict(self.faces))

    def advance(self, role: str, text: str) -> float:
        """Width in em of characters set in one go; what the role's face lacks is measured in what stands in for it."""
        first = self._chain(role)[0][1]
        width = first.known(text)
        if width is None:
            if all(map(first.has, text)):
                return first.advance(text)
            width = sum(cut.advance(run) for cut, run in self._runs(role, text))
        return width

    def tracked(self, role: str, text: str) -> tuple[float, int]:
        """Width in em, before tracking, of characters that are set with tracking, and how many units they are.

        Tracking is added units - 1 times. Tracked text has no ligatures, but —— stays one unit of two em.
        """
        shares = [cut.tracked(run) for cut, run in self._runs(role, text)] if text else []
        return sum(width for width, _ in shares), sum(units for _, units in shares)

    def half(self, role: str, character: str) -> float:
        """Width in em of a punctuation mark with the `halt` feature; its full width where the font knows none."""
        return self._cut(role, character).half(character)

    def has(self, role: str, character: str) -> bool:
        """Whether the face, or one that stands in for it, can print the character."""
        return character in _INVISIBLE or self.face_for(role, character) is not None

    def missing(self, text: str, role: str) -> frozenset[str]:
        """The characters of `text` that cannot be printed in that role."""
        return frozenset(character for character in set(text) if not self.has(role, character))

    def face_for(self, role: str, character: str) -> str | None:
        """Key of the face that prints the character: the role, or `role~2` …; `None` when no face has it."""
        if (role, character) not in self._keys:
            found = next((key for key, cut in self._chain(role) if cut.has(character)), None)
            self._keys[role, character] = found
        return self._keys[role, character]

    def chain(self, role: str) -> tuple[str, ...]:
        """Keys of the role's face and its stand-ins, in the order in which they are asked for a character."""
        return tuple(key for key, _ in self._chain(role))

    def shares(self, role: str, characters: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(key, characters that this face prints), in the order of the chain; only faces that print something."""
        shares: dict[str, list[str]] = {}
        for character in sorted(set(characters)):
            if (key := self.face_for(role, character)) is not None:
                shares.setdefault(key, []).append(character)
        return tuple((key, tuple(shares[key])) for key in self.chain(role) if key in shares)

    def _chain(self, role: str) -> tuple[tuple[str, Cut], ...]:
        chain = self._chains.get(role)
        if chain is None:
            keys = [role] if "~" in role else [role, *(key for key in self.faces if key.startswith(f"{role}~"))]
            chain = self._chains[role] = tuple((key, cut_of(self.faces[key])) for key in keys)
        return chain

    def _cut(self, role: str, character: str) -> Cut:
        """The cut that prints the character; the role's own where none does."""
        chain = self._chain(role)
        return next((cut for _, cut in chain if cut.has(character)), chain[0][1])

    def _runs(self, role: str, text: str) -> Iterator[tuple[Cut, str]]:
        """Stretches of the text by the cut that prints them."""
        start, current = 0, self._cut(role, text[0])
        for place, character in enumerate(text):
            cut = current if character in _INVISIBLE else self._cut(role, character)
            if cut is not current:
                yield current, text[start:place]
                start, current = place, cut
        yield current, text[start:]


def find_faces(
    candidates_by_role: Mapping[str, Sequence[str]],
    folders: Sequence[Path],
    language: str,
    locations: Mapping[str, Location] | None = None,
) -> tuple[FaceSet | None, tuple[str, ...], tuple[Diagnostic, ...]]:
    """The faces of a paper, what was chosen in words, and faults; no faces when there is an error.

    `candidates_by_role` are the paper's own, then the theme's (`face.candidates_of`); the language's defaults come
    behind them. Files are looked for in `folders`, in that order: the paper's, then the theme's. `locations` says where
    a role's list stands. Reports `unknown-key` (no such role), `bad-value` (a candidate that cannot be read),
    `unknown-face`, `broken-font` and `system-font`.
    """
    search = Search(tuple(folders), language, locations or {})
    search.check_roles(candidates_by_role)
    named = {role: search.first(role, candidates_by_role[role]) for role in ROLES if candidates_by_role.get(role)}
    defaults = default_candidates(language)
    faces: dict[str, Face] = {}
    for role in ROLES:
        own = named.get(role) or _inherited(role, named) or search.first(role, defaults[role], hint=REINSTALL)
        behind = search.all((*candidates_by_role.get(role, ()), *defaults[role], *stand_ins(language, role)))
        if not own and not behind:
            message = f"no font can be found for '{role}'"
            fault = error("unknown-face", search.location(role), message, hint=REINSTALL)
            return None, (), (*search.faults, fault)
        faces.update(_keyed(role, (own, *behind) if own else behind))
    notes = tuple(f"{role}: {faces[role].name}" for role in ROLES if role in named)
    faults = tuple(search.faults)
    return (None if has_errors(faults) else FaceSet(language, faces)), notes, faults


@cache
def default_faces(language: str) -> FaceSet:
    """The faces that a paper in that language has when neither it nor its theme names any."""
    faces, _, faults = find_faces({}, (), language)
    if faces is None:
        raise LookupError(faults[-1].message)
    return faces


def _inherited(role: str, named: Mapping[str, Face | None]) -> Face | None:
    """The nearest role that is named: a paper that names `headline` alone means its subheads and labels as well.

    Only emphasis and quotations follow the body: who names a body face does not want headlines in it.
    """
    first = role
    while (role := FALLBACK.get(role, "body")) != "body":
        if (face := named.get(role)) is not None:
            return face
    return named.get("body") if first in ("kai", "body-em") else None


def _keyed(role: str, faces: Sequence[Face]) -> dict[str, Face]:
    """The role's face and its stand-ins, none twice."""
    distinct = {face.digest: face for face in reversed(faces)}
    ordered = tuple(dict.fromkeys(face.digest for face in faces))
    keys = (role, *(f"{role}~{number}" for number in range(2, len(ordered) + 1)))
    return {key: replace(distinct[digest], role=key) for key, digest in zip(keys, ordered, strict=True)}
