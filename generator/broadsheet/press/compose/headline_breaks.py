"""Where the lines of a headline may end: between words, at the writer's own breaks first.

Chinese is cut into words by rjieba and checked against budoux, Japanese into phrases by budoux, both deterministic and
without a network. UAX #14 knows no words in these scripts, and CLREQ (§3.2) leaves running text to break anywhere; a
headline may not.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

NEVER = 100.0
"""Price of a break inside a word: only when a line cannot be set at all otherwise."""
_AGAINST_WRITER = 4.0
"""Added to every break but the writer's own where there are some."""
_SHORT_CLAUSE = 7
"""Characters of a clause that no line's end should part."""
_IN_SHORT_CLAUSE = 6.0

_IDEOGRAPHIC_SPACE = "\u3000"
HAN = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HIRAGANA = re.compile(r"[\u3040-\u309f]")
_ATTACHED = re.compile(r"[0-9A-Za-z\u00c0-\u024f.\-'’%℃∶~–/·&+#@]")

NO_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—～·％%‰℃,.;:?!)]}々ー")
"""Never first in a line (CLREQ §3.1.6, JLREQ §3.1.7)."""
NO_END = frozenset("（《〈「『【〔［｛“‘([{")
"""Never last in a line."""
_PAUSES = frozenset("，。；：？！…—,;:?!")

_TIED_BEFORE = frozenset(
    "的地得了着过吗呢吧啊呀嘛们么里上下中内外后前边处之所者性化率年队区县市省镇乡村街路巷桥站湾港岛山河江湖厂店馆院校园局"
)
"""Single characters that belong to the word before them: particles, places, the last part of a name."""
_TIED_AFTER = frozenset(
    "不没未无第每各这那哪其某本该老小大很最更太将要会能可再又还也都就才只把被给向从在对与和或及让使将为以于到由往朝按请是有"
)
"""Single characters that lean on the word after them: numbers, prepositions, adverbs."""
_SMALL_WORDS = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "from", "and", "or", "as", "but", "is", "are")
)
"""English words that look lost at a line's end."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end."""

    at: int
    """Characters before it, in the joined title."""
    cost: float
    """0 for the writer's own break and the best others, about 1 between words, `NEVER` inside one."""
    is_own: bool = False
    """Whether the writer parts clauses here, by a break or by a wide space."""


@dataclass(frozen=True, slots=True)
class BreakableTitle:
    """A title in one line, with the places where it may be broken."""

    text: str
    breaks: tuple[Break, ...]
    """Ascending; neither the start nor the end."""

    def line(self, start: int, end: int) -> str:
        """What is printed of the stretch: without the spaces at its ends."""
        return self.text[start:end].strip(" " + _IDEOGRAPHIC_SPACE)


_PAUSE = re.compile(f"(?<={HAN.pattern}) +(?={HAN.pattern})")


def paused(text: str) -> str:
    """The text with an em of white for each plain space between Chinese characters, where it means a pause."""
    return _PAUSE.sub(_IDEOGRAPHIC_SPACE, text)


def is_han(character: str) -> bool:
    """Whether it is a Chinese character or kana."""
    return HAN.match(character) is not None


@lru_cache(maxsize=4096)
def breakable(parts: tuple[str, ...], language: str) -> BreakableTitle:
    """The title whose parts are the stretches between the writer's own breaks."""
    text, own = "", []
    for part in filter(None, (paused(part.strip()) for part in parts)):
        if text:
            wide = is_han(text[-1]) or is_han(part[0]) or (text[-1] in NO_START and ord(text[-1]) > 0x2000)
            joint = _IDEOGRAPHIC_SPACE if wide else " "
            own.append(len(text) + 1)
            text += joint
        text += part
    pauses = [at for at in range(1, len(text)) if text[at - 1] == _IDEOGRAPHIC_SPACE]
    clauses = sorted({*own, *pauses})
    costs = {at: cost + _against(at, clauses, len(text)) for at, cost in _word_breaks(text, language).items()}
    costs |= dict.fromkeys(pauses, 0.3 if own else 0.0) | dict.fromkeys(own, 0.0)
    return BreakableTitle(text, tuple(Break(at, cost, at in clauses) for at, cost in sorted(costs.items())))


def _against(at: int, clauses: Sequence[int], whole: int) -> float:
    """What a break inside a clause costs more where the writer has parted the title at `clauses`."""
    if not clauses:
        return 0.0
    ends = (0, *clauses, whole + 1)
    number = bisect_right(ends, at)
    is_short = ends[number] - 1 - ends[number - 1] <= _SHORT_CLAUSE
    return _AGAINST_WRITER + _IN_SHORT_CLAUSE * is_short


def _word_breaks(text: str, language: str) -> dict[int, float]:
    """Price of each place between two characters that does not break the rules of line starts and ends."""
    found: dict[int, float] = {}
    words = _han_breaks(text, language) if HAN.search(text) else {}
    depths = _quoted(text)
    is_japanese = _is_japanese(text, language)
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after.isspace() or after in NO_START or before in NO_END:
            continue
        if before.isspace():
            cost = 0.5 + _latin_cost(text, at) if not is_han(after) else 0.3
        elif before in _PAUSES and not (before in ",.:" and after.isdigit()):
            cost = 0.2 if before not in "—…" else 0.6
        elif before == "、":
            cost = 0.3 if is_japanese else 1.5  # a comma there, a list here
        elif after in NO_END or (before in "）》」』】”" and is_han(after)):
            cost = 0.8
        elif before == "-" and after.isalpha() and at > 3 and text[at - 2].isalpha():
            cost = 2.0
        elif _ATTACHED.match(before) and _ATTACHED.match(after):
            cost = NEVER
        else:
            cost = words.get(at, NEVER)
        found[at] = cost + (2.0 if depths[at] and cost < NEVER else 0.0)
    return found


def _latin_cost(text: str, at: int) -> float:
    word = text[:at].rstrip().rpartition(" ")[2]
    if word.endswith((":", ";", "–", "—", ",", "?", "!")):
        return -0.3
    return 1.0 if word.lower() in _SMALL_WORDS else 0.0


def _quoted(text: str) -> tuple[bool, ...]:
    """Of each place before a character: whether a short quotation or a book's title goes through it."""
    inside = [False] * (len(text) + 1)
    for match in re.finditer(r"《[^《》]*》|“[^“”]*”|「[^「」]*」|『[^『』]*』|（[^（）]*）", text):
        inside[match.start() + 1 : match.end()] = [True] * (match.end() - match.start() - 1)
    return tuple(inside)


def _han_breaks(text: str, language: str) -> dict[int, float]:
    if _is_japanese(text, language):
        # A phrase that opens in hiragana is often the end of a word (も|どる).
        return {at: 2.5 if _HIRAGANA.match(text[at : at + 1]) else 1.0 for at in _budoux_cuts(text, "ja")}
    traditional = language.lower().startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo"))
    agreed = _budoux_cuts(text, "zh-hant" if traditional else "zh-hans")
    found: dict[int, float] = {}
    words = _words(text)
    at, counted = 0, False
    for (word, kind), (following, next_kind) in itertools.pairwise(words):
        at += len(word)
        # A measure (九十六 根) leans on what it counts.
        is_measure, counted = counted and len(word) == 1 and next_kind.startswith("n"), kind == "m"
        if is_measure or _is_tied(word, kind, following):
            continue
        cost = 1.0 if at in agreed else 2.2
        cost += 0.5 * (len(word) == 1) + 0.5 * (len(following) == 1)
        cost += following[0] in _TIED_BEFORE and at not in agreed
        found[at] = cost if word not in ("的", "了") else cost - 1.0
    return found


def _is_japanese(text: str, language: str) -> bool:
    return language.partition("-")[0] == "ja" or _KANA.search(text) is not None


def _is_tied(word: str, kind: str, following: str) -> bool:
    """Whether two words stay in one line: number and measure, particle, place name, preposition."""
    if following in _TIED_BEFORE or following[0] in "的了吗着呢吧们":
        return True
    if word in _TIED_AFTER or kind == "m" or word[-1].isdigit():
        return True
    return following[0].isdigit() and len(word) == 1 and kind not in ("v", "c", "p")


def _words(text: str) -> list[tuple[str, str]]:
    """(word, part of speech) in jieba's letters."""
    import rjieba  # 85 ms, and only for titles that are broken

    return rjieba.tag(text)


def _budoux_cuts(text: str, model: str) -> frozenset[int]:
    cuts, at = set(), 0
    for phrase in _budoux(model).parse(text):
        at += len(phrase)
        cuts.add(at)
    return frozenset(cuts)


@lru_cache(maxsize=4)
def _budoux(model: str):  # type: ignore[no-untyped-def]
    import budoux

    load = {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }
    return load[model]()
