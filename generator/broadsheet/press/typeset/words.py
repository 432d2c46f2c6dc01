"""Where words may be broken, and how wide their parts are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

import pyphen

FEWEST_BEFORE = 2
FEWEST_AFTER = 3
"""Letters that a hyphen leaves on its line and on the next."""

_SHORTEST = FEWEST_BEFORE + FEWEST_AFTER
_LETTERS = re.compile(r"[^\W\d_]+")
_DEFAULTS = {"en": "en_US", "de": "de_DE", "pt": "pt_PT", "nb": "nb_NO", "no": "nb_NO"}

Hyphenator = Callable[[str], tuple[int, ...]]
"""A word, its punctuation included → places (characters before the hyphen)."""


@cache
def hyphenator(language: str) -> Hyphenator | None:
    """The hyphenator of a language (BCP 47), `None` where no patterns are known."""
    tag = language.replace("-", "_")
    primary = tag.partition("_")[0].lower()
    for name in (tag, _DEFAULTS.get(primary, primary)):
        if name in pyphen.LANGUAGES:
            patterns = pyphen.Pyphen(lang=name, left=FEWEST_BEFORE, right=FEWEST_AFTER)
            return cache(partial(_places, patterns))
    return None


def _places(patterns: pyphen.Pyphen, word: str) -> tuple[int, ...]:
    """Places in the lower-case words that a string between spaces holds; capitals inside (NATO, iPhone) stay whole."""
    places: list[int] = []
    if "://" in word or "@" in word or any(character.isdigit() for character in word):
        return ()
    for part in _LETTERS.finditer(word):
        letters = part.group()
        if len(letters) < _SHORTEST or not letters[1:].islower():
            continue
        if word[part.end() : part.end() + 1] in ("'", "’") or word[: part.start()][-1:] in ("'", "’"):
            continue
        places.extend(part.start() + place for place in patterns.positions(letters.lower()))
    return tuple(places)


_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-‐](?=[^\W\d_]{2})|[—–](?=\w)(?<=[^\W\d_][—–])")
_ADDRESS = re.compile(r"[/?&=.#_-](?=\w)")


@cache
def joints(word: str) -> tuple[int, ...]:
    """Where a word divides without a hyphen of ours: after its own hyphens and dashes, in addresses after signs."""
    if "://" in word or word.startswith("www."):
        return tuple(match.end() for match in _ADDRESS.finditer(word))
    return tuple(match.end() for match in _HYPHEN.finditer(word))
