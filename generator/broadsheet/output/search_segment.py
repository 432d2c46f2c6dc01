"""An issue's part of the search index: its terms, and what results show of its articles.

A segment is a pure function of the issue and names no other. A month's file takes over its postings without reading
them: only the first article of each term is numbered anew.

A term has two columns. *Articles*: for each, sixteen times the difference of its number to the one before, twice its
class, and one when its values do not take as many bytes as is usual for the kind; then how many they take. *Values*:
for each article the positions, each as the difference to the one before, or the weight. All numbers are LEB128, low
bits first. The class of an article tells of two neighbouring characters how often at most the first stands there
without the second: `WITHOUT`, the last class oftener, or not known. So many an article is seen to hold a query without
a look at positions.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue
from broadsheet.output.search_terms import HIGH, Found, is_character, postings_of

KINDS = "ubgwp"
"""Kinds of terms; in files a kind is its place here."""
USUAL = {"b": 2, "g": 2, "p": 2, "u": 1, "w": 1}
"""Bytes that the values of an article usually take."""
BUCKETS = 1 << 14
"""Terms are spread over as many buckets by their hash, at most."""
GROUPS = 64
"""A segment's terms are kept in as many groups of neighbouring buckets, so that a month is made group by group."""
CHUNK = 4
"""Articles whose titles are fetched at once."""
_PREFIX = 2
"""Letters of a word that choose its bucket, so that a word's beginning finds it."""
_LOW = (1 << HIGH) - 1
_SPEED = 1
"""Level of deflate in the cache."""
WITHOUT = (0, 1, 2, 3, 5, 8, 12)
_UNKNOWN = len(WITHOUT)


class _Classes(dict[int, int]):
    """The class by how often the first of two neighbours stands without the second; below 0 it is not known."""

    def __missing__(self, times: int) -> int:
        found = next((n for n, most in enumerate(WITHOUT) if 0 <= times <= most), _UNKNOWN)
        self[times] = found
        return found


_CLASS_OF = _Classes()


class _Numbers(dict[int, bytes]):
    """Numbers from 0 on in LEB128, each made once."""

    def __missing__(self, value: int) -> bytes:
        low = bytes((value,)) if value < 128 else bytes((value & 127 | 128,)) + self[value >> 7]
        if value < _KEPT:
            self[value] = low
        return low


_KEPT = 1 << 14
_NUMBERS = _Numbers()
number = _NUMBERS.__getitem__
"""A number in LEB128."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of an issue with the columns of their postings; the lists go side by side."""

    names: list[str]
    """The letter of the kind and the text."""
    firsts: list[int]
    """The first number of the column of articles, with the article as it is numbered in the issue."""
    lasts: list[int]
    """Number of the last article."""
    articles: list[bytes]
    """The rest of the column."""
    values: list[bytes]


@dataclass(frozen=True, slots=True)
class Segment:
    """An issue's part of the index."""

    folder: str
    """Address of the issue's folder, ending in `/`."""
    date: str
    """ISO 8601, as `until`."""
    until: str
    chunks: tuple[bytes, ...]
    """JSON lists of [address from the folder, title, language, page code, sections], `CHUNK` articles in each."""
    facets: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]
    """Of each article: codes of pages, sections, authors."""
    groups: tuple[bytes, ...]
    """Of each of the `GROUPS` its terms, as `terms_in` reads them."""

    @property
    def articles(self) -> int:
        """How many it holds."""
        return len(self.facets)


def bucket_of(kind: str, text: str) -> int:
    """The bucket of a term; words that begin alike share one."""
    return zlib.crc32((text[:_PREFIX] if kind in "wp" else text).encode(), _SEEDS[kind]) % BUCKETS


_WIDTH = BUCKETS // GROUPS
_SEEDS = {kind: zlib.crc32(kind.encode()) for kind in KINDS}


def make_segment(issue: SearchableIssue) -> Segment:
    """The issue's part of the index."""
    rows = [_row(article) for article in issue.articles]
    return Segment(
        folder=issue.folder,
        date=issue.date.isoformat(),
        until=issue.until.isoformat(),
        chunks=tuple(msgspec.json.encode(rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK)),
        facets=tuple((article.pages, article.sections, article.authors) for article in issue.articles),
        groups=tuple(map(msgspec.msgpack.encode, _groups(issue.articles))),
    )


def pack_segment(segment: Segment) -> tuple[str, bytes]:
    """The segment as bytes for a cache, and its digest, which is that of the bytes before they are deflated."""
    plain = msgspec.msgpack.encode(segment)
    return hashlib.sha256(plain).hexdigest(), zlib.compress(plain, _SPEED)


def unpack_segment(packed: bytes) -> Segment:
    """The segment; raises zlib.error, msgspec.DecodeError or msgspec.ValidationError for other bytes."""
    return msgspec.msgpack.decode(zlib.decompress(packed), type=Segment)


def terms_in(group: bytes) -> Terms:
    """The terms of a group of a segment, in no order that counts."""
    return _TERMS.decode(group)


_TERMS = msgspec.msgpack.Decoder(Terms)


def _row(article: SearchableArticle) -> tuple[str, str, str, str, tuple[str, ...]]:
    return article.address, article.title, article.language, article.pages[0], article.sections


def _groups(articles: Iterable[SearchableArticle]) -> list[Terms]:
    made = [Terms([], [], [], [], []) for _ in range(GROUPS)]
    postings = postings_of(articles)
    for kind, found in (postings.placed | postings.weighed).items():
        _add_terms(made, kind, found, postings.letters)
    return made


def _add_terms(made: Sequence[Terms], kind: str, found: Found, letters: Sequence[Counter[str]]) -> None:
    usual, is_pair, is_word, seed = USUAL[kind], kind == "b", kind in "wp", _SEEDS[kind]
    groups = [(own.names, own.firsts, own.lasts, own.articles, own.values) for own in made]
    for text, postings in found.items():
        letter = text[0] if is_pair and is_character(text[0]) else ""
        if len(postings) == 1:  # most of them
            last, values, rest = postings[0] >> HIGH, number(postings[0] & _LOW), b""
            first = last << 4 | (_CLASS_OF[letters[last][letter] - 1] if letter else _UNKNOWN) << 1
            if len(values) != usual:
                first, rest = first | 1, number(len(values))
        else:
            first, last, rest, values = _columns(postings, usual, letter, letters)
        key = text[:_PREFIX] if is_word else text
        names, firsts, lasts, articles, columns = groups[zlib.crc32(key.encode(), seed) % BUCKETS // _WIDTH]
        names.append(kind + text)
        firsts.append(first)
        lasts.append(last)
        articles.append(rest)
        columns.append(values)


def _columns(
    postings: Sequence[int], usual: int, letter: str, letters: Sequence[Counter[str]]
) -> tuple[int, int, bytes, bytes]:
    """First number and last article, the rest of the column of articles, that of values."""
    rest: list[bytes] = []
    values: list[bytes] = []
    before, first, last, times = postings[0], -1, 0, 1
    article, own = before >> HIGH, number(before & _LOW)
    for posting in (*postings[1:], -1 << HIGH):  # what belongs to no article ends the last one
        if posting >> HIGH == article:
            own += number(posting - before)
            times += 1
        else:
            values.append(own)
            size = len(own)
            step = article - last << 4 | (_CLASS_OF[letters[article][letter] - times] if letter else _UNKNOWN) << 1
            if size != usual:
                step |= 1
            if first < 0:
                first = step
            else:
                rest.append(number(step))
            if size != usual:
                rest.append(number(size))
            last, article, times = article, posting >> HIGH, 1
            own = number(posting & _LOW)
        before = posting
    return first, last, b"".join(rest), b"".join(values)
