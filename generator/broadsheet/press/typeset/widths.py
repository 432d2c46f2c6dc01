"""Widths of characters and words, each measured once."""

from __future__ import annotations

from broadsheet.press.fonts.face import Metrics


class Widths(dict[str, float]):
    """Advances of single characters of one face, in em."""

    def __init__(self, metrics: Metrics, role: str) -> None:
        super().__init__()
        self._metrics = metrics
        self._role = role
        self._half: dict[str, float] = {}
        self._words: dict[str, float] = {}

    def __missing__(self, character: str) -> float:
        width = self[character] = self._metrics.advance(self._role, character)
        return width

    def word(self, text: str) -> float:
        """Of characters set in one go, kerned."""
        width = self._words.get(text)
        if width is None:
            width = self._words[text] = self._metrics.advance(self._role, text)
        return width

    def half(self, character: str) -> float:
        """Of a mark set half."""
        width = self._half.get(character)
        if width is None:
            width = self._half[character] = min(self._metrics.half(self._role, character), self[character])
        return width

    def tracked(self, text: str) -> tuple[float, int]:
        """Of characters to be set with tracking, ligatures undone; and how many units stand apart."""
        return self._metrics.tracked(self._role, text)


class Faces:
    """The widths of a set of faces, by role."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._widths: dict[str, Widths] = {}

    def __getitem__(self, role: str) -> Widths:
        widths = self._widths.get(role)
        if widths is None:
            widths = self._widths[role] = Widths(self._metrics, role)
        return widths
