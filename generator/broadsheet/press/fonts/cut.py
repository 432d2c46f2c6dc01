"""One face in HarfBuzz: which characters it has and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import uharfbuzz as hb

from broadsheet.press.fonts.face import Face

_SCRIPTS = {"zh": "Hani", "yue": "Hani", "ja": "Kana", "ko": "Hang"}

_OFF: Mapping[str, bool] = {"liga": False, "clig": False, "calt": False, "rlig": False}
"""What a shaper would apply unasked; subsets do not have it."""

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs: no font kerns or joins them, so that each has its own width whatever stands beside it."""
is_han = re.compile(rf"[{_HAN}]").match
_RUNS = re.compile(rf"[{_HAN}]+| +|[^{_HAN} ]+")
"""Words and spaces are measured apart: subsets have no kerning between them."""

_LONGEST_KEPT = 24
"""Most characters of a run that is worth remembering: words and marks, not sentences."""
_MOST_KEPT = 100_000
"""Runs that are remembered, so that a server that runs for weeks does not grow."""


class Cut:
    """Widths of one face, in em. Remembers what it has measured."""

    def __init__(self, face: Face) -> None:
        self.font = hb.Font(open_face(face))
        if face.weight is not None:
            self.font.set_variations({"wght": float(face.weight)})
        self._em = float(self.font.face.upem)
        self._script = _SCRIPTS.get(face.language.partition("-")[0].lower(), "Latn")
        self._language = face.language or "en"
        self._features = dict.fromkeys(features(face.language), True)
        self._widths: dict[str, float] = {}
        self._tracked: dict[str, tuple[float, int]] = {}
        self._halves: dict[str, float] = {}
        self._has: dict[str, bool] = {}

    def has(self, character: str) -> bool:
        """Whether the font itself maps the character."""
        known = self._has.get(character)
        if known is None:
            known = self._has[character] = self.font.get_nominal_glyph(ord(character)) is not None
        return known

    def known(self, text: str) -> float | None:
        """The width that `advance` remembers; `None` when it has not been asked for these characters."""
        return self._widths.get(text)

    def advance(self, text: str) -> float:
        """Of characters that it has, set in one go."""
        width = self._widths.get(text)
        if width is not None:
            return width
        width = self._character(text) if len(text) == 1 else sum(map(self._run, _RUNS.findall(text)))
        if len(text) <= _LONGEST_KEPT:
            self._keep(text, width)
        return width

    def tracked(self, text: str) -> tuple[float, int]:
        """Width before tracking of characters that are set apart, and how many units they are: —— is one, fi is two."""
        found = self._tracked.get(text)
        if found is None:
            width, units = 0.0, 0
            for run in _RUNS.findall(text):
                if is_han(run):
                    width, units = width + self._run(run), units + len(run)
                else:
                    buffer = self._buffer(run, {**self._features, "liga": False, "clig": False})
                    width += sum(position.x_advance for position in buffer.glyph_positions) / self._em
                    units += len({glyph.cluster for glyph in buffer.glyph_infos})
            found = width, units
            if len(text) <= _LONGEST_KEPT and len(self._tracked) < _MOST_KEPT:
                self._tracked[text] = found
        return found

    def half(self, character: str) -> float:
        """With the `halt` feature (CLREQ 3.1.6)."""
        width = self._halves.get(character)
        if width is None:
            width = self._halves[character] = self._shaped(character, {**self._features, "halt": True})
        return width

    def _run(self, run: str) -> float:
        widths = self._widths
        if is_han(run):
            return sum(widths[c] if c in widths else self.advance(c) for c in run)
        width = widths.get(run)
        if width is None:
            width = self._shaped(run, self._features)
            if len(run) <= _LONGEST_KEPT:
                self._keep(run, width)
        return width

    def _character(self, character: str) -> float:
        """One that stands alone; Han characters need no shaping for that."""
        if not is_han(character):
            return self._shaped(character, self._features)
        return float(self.font.get_glyph_h_advance(self.font.get_nominal_glyph(ord(character)) or 0)) / self._em

    def _keep(self, text: str, width: float) -> None:
        if len(self._widths) >= _MOST_KEPT:
            self._widths.clear()
        self._widths[text] = width

    def _shaped(self, text: str, settings: Mapping[str, bool]) -> float:
        positions = self._buffer(text, settings).glyph_positions
        return float(sum(position.x_advance for position in positions)) / self._em

    def _buffer(self, text: str, settings: Mapping[str, bool]) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", self._script, self._language
        hb.shape(self.font, buffer, {**_OFF, **settings})
        return buffer


def cut_of(face: Face) -> Cut:
    """The face's cut, opened once in a process for all roles that are set in it."""
    return _cut_of(replace(face, role="", name=""))


@lru_cache(maxsize=256)
def _cut_of(face: Face) -> Cut:
    return Cut(face)


def open_face(face: Face) -> hb.Face:
    """The face in its file, which is mapped into memory, not read."""
    return hb.Face(hb.Blob.from_file_path(str(face.file)), face.index)


def features(language: str) -> tuple[str, ...]:
    """OpenType features that a face of a language is set with, besides `halt`, which punctuation asks for.

    Chinese, Japanese and Korean faces have no `liga`: the Latin words among Han characters are tracked with their line,
    and browsers drop ligatures from tracked text. Their —— is joined by `ccmp`.
    """
    plain = ("ccmp", "locl", "kern", "mark", "mkmk")
    return plain if language.partition("-")[0].lower() in _SCRIPTS else (*plain, "liga", "clig")
