"""From text to the terms of the search index: normal form, tokens, and the terms that tokens and their neighbours give.

Normal form: NFKC (UAX #15), lower case; diacritics of U+0300–036F, variation selectors and what has no width are
stripped. Tokens: a run of letters of an alphabetic
script is one *word*; every other letter, mark or digit (Han, kana, Hangul, Thai …) is a *character* of its own.
White space vanishes, but for two digits, which it parts, and for words, which it ends. Everything else is a *gap*.
Positions count tokens and gaps. `assets/search-text.js` of the theme does the same in the browser.

Terms, each a letter for its kind and a text:

- `u` a character, or the first letter of a word: in which articles, with a weight
- `w` a word: in which articles, with a weight
- `b` two neighbours, one of them a character at least, a word standing as its letter nearest the other: positions
- `g` two neighbours with a gap between, in the same way: positions
- `p` a word: positions
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

from broadsheet.edition.searchable import SearchableArticle

HEAD = 256
"""Positions of the head's texts are below, those of the body from here on."""
MOST_IN_HEAD = 3
"""More finds than this in the head count as this many."""
LONG = 1 << 14
"""Positions below take two bytes at most."""
HIGH = 32
"""Bits below the number of the article in a posting."""

_ALPHABETIC = (
    (0x0000, 0x0E00),  # Latin, Greek, Cyrillic, Hebrew, Arabic … the scripts of India
    (0x10A0, 0x1100),  # Georgian
    (0x1200, 0x1400),  # Ethiopic, Cherokee
    (0x1C80, 0x1CC0),  # more Cyrillic and Georgian
    (0x1E00, 0x2000),  # more Latin and Greek
    (0x2C00, 0x2E00),  # Glagolitic, Latin C, Coptic …
    (0xA640, 0xA6A0),
    (0xA720, 0xA800),
    (0xAB30, 0xABC0),
)
"""Code points whose letters run together to words."""
_STRIPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_RUNS = re.compile("w+|[cd]+|[sp]+")


class Token(NamedTuple):
    """A word or character with its place."""

    text: str
    position: int
    is_word: bool


class _Classes(dict[int, str]):
    """The class of each character, found at first sight: a word's letter, a character, a digit, space, other."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        if kind[0] in "LM":
            found = "w" if any(first <= code < end for first, end in _ALPHABETIC) else "c"
        elif kind[0] == "N":
            found = "d"
        else:
            found = "s" if kind[0] == "Z" or chr(code) in "\t\n\r\f\v" else "p"
        self[code] = found
        return found


_CLASSES = _Classes()


@functools.cache
def is_character(letter: str) -> bool:
    """Whether a letter or digit is a token of its own."""
    return _CLASSES[ord(letter)] in "cd"


def normal(text: str) -> str:
    """The normal form of a text: what differs only in width, case or diacritics becomes the same."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).lower().replace("ς", "σ")
    return unicodedata.normalize("NFC", _STRIPPED.sub("", unicodedata.normalize("NFD", text)))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in normal form, cut to words (`w`), runs of characters (`c`) and gaps (`p`)."""
    text = normal(text)
    classes = text.translate(_CLASSES)
    for match in _RUNS.finditer(classes):
        kind = match[0]
        if kind[0] == "w":
            yield "w", text[match.start() : match.end()]
        elif kind[0] in "cd":
            yield "c", text[match.start() : match.end()]
        elif "p" in kind or (
            classes[match.start() - 1 : match.start()] == "d" == classes[match.end() : match.end() + 1]
        ):
            yield "p", ""


def tokens(text: str) -> list[Token]:
    """The tokens of a query's part, from position 0; gaps at its ends are left out."""
    found: list[Token] = []
    at = 0
    for kind, run in runs(text):
        if kind == "p":
            at += bool(found)
            continue
        for token in (run,) if kind == "w" else run:
            found.append(Token(token, at, kind == "w"))
            at += 1
    return found


Found = defaultdict[str, list[int]]
"""Postings by term, without the letter of its kind, in ascending order; terms in the order of the texts."""


@dataclass(slots=True)
class Postings:
    """The terms of some articles by kind. A posting is a number: the article above `HIGH` bits, below them a value."""

    placed: dict[str, Found]
    """Of the kinds `b`, `g` and `p`; the value is the position."""
    weighed: dict[str, Found]
    """Of the kinds `u` and `w`; the value is four times the finds in the body and those in the head."""
    letters: list[Counter[str]]
    """How often each article holds each character; of articles from position `LONG` on nothing is told."""


def postings_of(articles: Iterable[SearchableArticle]) -> Postings:
    """The terms of the articles, which are numbered from 0."""
    made = Postings({kind: defaultdict(list) for kind in "bgp"}, {kind: defaultdict(list) for kind in "uw"}, [])
    for number, article in enumerate(articles):
        base = number << HIGH
        head, body = _Counts(Counter(), Counter()), _Counts(Counter(), Counter())
        end = _add_texts(article.head, base, 0, made.placed, head)
        end = _add_texts(article.body, base, max(end, HEAD), made.placed, body)
        _add_weights(made.weighed["u"], base, head.letters, body.letters)
        _add_weights(made.weighed["w"], base, head.words, body.words)
        body.letters.update(head.letters)
        made.letters.append(body.letters if end < LONG else Counter())
    return made


def _add_weights(found: Found, base: int, in_head: Counter[str], in_body: Counter[str]) -> None:
    """Adds a posting for each term of an article, in the order of the text."""
    for term, count in in_body.items():
        found[term].append(base | 4 * count + min(in_head.get(term, 0), MOST_IN_HEAD))
    for term, count in in_head.items():
        if term not in in_body:
            found[term].append(base | min(count, MOST_IN_HEAD))


@dataclass(slots=True)
class _Counts:
    letters: Counter[str]
    """Characters, and first letters of words."""
    words: Counter[str]


def _add_texts(texts: Iterable[str], base: int, at: int, placed: dict[str, Found], counts: _Counts) -> int:
    """Adds the terms of texts that follow each other from position `at`; gives the position behind them."""
    pairs, gaps, words = placed["b"], placed["g"], placed["p"]
    for text in texts:
        before, was_word, had_gap = "", False, False  # the last letter of the token before; empty at the start
        for kind, run in runs(text):
            if kind == "p":
                if before and not had_gap:
                    at, had_gap = at + 1, True
                continue
            if had_gap:
                gaps[before + run[0]].append(base | at - 2)
            elif before and not (was_word and kind == "w"):
                pairs[before + run[0]].append(base | at - 1)
            before, was_word, had_gap = run[-1], kind == "w", False
            if was_word:
                words[run].append(base | at)
                counts.words[run] += 1
                counts.letters[run[0]] += 1
                at += 1
                continue
            for place, pair in enumerate(map(add, run, run[1:]), base | at):
                pairs[pair].append(place)
            counts.letters.update(run)
            at += len(run)
        at += 2
    return at
