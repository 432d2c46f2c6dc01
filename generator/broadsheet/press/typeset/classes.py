"""What characters may do at the edges of a line, and which of them can be set on half an em.

Sources: CLREQ 3.1.3 (prohibitions at line start and line end), 3.1.6 (adjusting punctuation), 3.2.2 (mixed text);
JLREQ 3.1.7–3.1.10 (line-start, line-end and inseparable characters), appendix A (classes); GB/T 15834-2011.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache


class Kind(IntEnum):
    """How a character, or an item of the text, is set."""

    HAN = 0
    """A full-width character: ideograph, kana, symbol."""
    OPEN = 1
    """A full-width opening mark: its ink fills the right half of the em."""
    CLOSE = 2
    """A full-width closing mark, comma or stop: its ink fills the left half."""
    PAIR = 3
    """A dash or an ellipsis of two characters, never parted (JLREQ cl-08)."""
    LATIN = 4
    """Proportional: letters, figures and their punctuation, set by the word."""
    SPACE = 5
    MARK = 6
    """Combines with the character before it."""
    NOTHING = 7
    """Invisible, a place to break: U+200B, U+00AD."""


OPENING = frozenset("“‘（《〈「『【〔〖［｛｟﹁﹃")
CLOSING = frozenset("”’）》〉」』】〕〗］｝｠﹂﹄、，。；：．！？")
PAIRED = frozenset("—…⸺―‥")
"""Dashes and ellipses; two of the same are one sign."""

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
_ITERATION = "ーｰ々〻ゝゞヽヾ"

NO_START = CLOSING | frozenset(f"·・‧～〜－‐–/％‰℃℉°′″￠¢゠＝／＞,.;:!?)]}}%»›{_SMALL_KANA}{_ITERATION}")
"""What never begins a line (CLREQ table of line-start prohibitions; JLREQ cl-02–07, 09–12)."""
NO_END = OPENING | frozenset("([{«‹￥¥＄$￡£€＃#№＠@＜")
"""What never ends a line (CLREQ line-end prohibitions; JLREQ cl-01, 12)."""
GAPPED = frozenset("%‰℃°+")
"""Signs that stand off from a Han character as letters and figures do (CLREQ 3.2.2)."""

TIED = frozenset("\u00a0\u202f\u2007")
"""Spaces at which no line ends."""
_SPACES = TIED | frozenset(" \t\n\r\f\v\u2002\u2003\u2009\u200a\u2028\u2029")
_NOTHING = "\u200b\u00ad\ufeff\u2060"
_SPACING = re.compile("[" + "".join(sorted(_SPACES)) + "]+")
_INVISIBLE = re.compile("[" + _NOTHING + "]")


@cache
def kind_of(character: str) -> Kind:
    """The kind of a single character in Han text; quotation marks count as full-width marks there."""
    if character in OPENING:
        return Kind.OPEN
    if character in CLOSING:
        return Kind.CLOSE
    if character in PAIRED:
        return Kind.PAIR
    if character in _SPACES:
        return Kind.SPACE
    if character in _NOTHING:
        return Kind.NOTHING
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc", "Cf"):
        return Kind.MARK
    width = unicodedata.east_asian_width(character)
    if width in ("W", "F"):
        return Kind.HAN
    if width == "A" and not (category[0] == "L" or category in ("Sm", "Sk", "Sc", "Pd")) and character not in GAPPED:
        return Kind.HAN
    return Kind.LATIN


def as_printed(text: str) -> str:
    """Characters as a segment has them: white space as single spaces, what cannot be seen left out."""
    return _SPACING.sub(" ", _INVISIBLE.sub("", text))


@cache
def is_han_letter(character: str) -> bool:
    """Whether it counts as a character of the last line: ideographs and kana, no punctuation or symbol."""
    return kind_of(character) is Kind.HAN and unicodedata.category(character)[0] in "LN"


@cache
def stands_off(character: str) -> bool:
    """Whether a thin gap parts it from a Han character beside it (CLREQ 3.2.2)."""
    return character.isalnum() or character in GAPPED


@lru_cache(maxsize=4096)
def sets_as_han(text: str, script: str) -> bool:
    """Whether a text is set by the rules of Han typography, in a paper of `script` (`han` or `latin`).

    In a Han paper all is but what is plainly foreign: fewer than one letter in five is Han. In a Latin paper the other
    way round.
    """
    han = sum(is_han_letter(character) for character in text)
    letters = sum(character.isalpha() for character in text)
    return han * 5 >= letters if script == "han" else letters > 0 and han * 2 >= letters
