"""Which characters are set solid, as Chinese and Japanese are, and so need no spaces around them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FULL_WIDTH_SPACE = "\u3000"


def is_wide(char: str) -> bool:
    """Whether the character's East Asian Width (UAX #11) is full-width, wide or half-width."""
    return unicodedata.east_asian_width(char) in ("F", "W", "H")


@lru_cache(maxsize=8192)
def is_han(char: str) -> bool:
    """Whether it is a Han character or kana: a letter, not punctuation, of the scripts set without spaces."""
    return unicodedata.category(char) in ("Lo", "Lm", "Nl") and is_wide(char) and not is_hangul(char)


def is_hangul(char: str) -> bool:
    """Whether it is Korean, which has spaces between words."""
    return unicodedata.name(char, "").startswith("HANGUL")


def is_chinese_punctuation(char: str) -> bool:
    """Whether it is punctuation that Chinese sets, those marks included that Latin shares (“ ” ‘ ’ — … ·)."""
    return unicodedata.category(char).startswith("P") and unicodedata.east_asian_width(char) in ("F", "W", "H", "A")


def breaks_without_space(before: str, after: str, language: str) -> bool:
    """Whether a line break between two characters adds no space.

    Segment break transformation rules of CSS Text 3, section 4.1.3 (and, for the marks shared with Latin, CSS Text 4):
    between wide characters the break vanishes, and in Chinese and Japanese also between a wide character and ambiguous
    punctuation. Between Han and Latin the space stays; so it does beside Hangul.
    """
    if is_hangul(before) or is_hangul(after):
        return False
    wide = is_wide(before), is_wide(after)
    if all(wide):
        return True
    if language.partition("-")[0].lower() not in ("zh", "ja") or not any(wide):
        return False
    return is_chinese_punctuation(after if wide[0] else before)
