"""An issue's part of the search index: its terms, and what results show of its articles.

A segment is a pure function of the issue and names no other. A month's file takes over its postings without reading
them: only the first article of each term is numbered anew.

A term has two columns. *Articles*: for each, the difference of its number to the one before, doubled, one more when its
values do not take as many bytes as is usual for the kind; then how many they take. *Values*: for each article the
positions, each as the difference to the one before, or the weight. All numbers are LEB128, low bits first.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue
from broadsheet.output.search_terms import HIGH, Found, postings_of

KINDS = "ubgwp"
"""Kinds of terms; in files a kind is its place here."""
USUAL = {"b": 2, "g": 2, "p": 2, "u": 1, "w": 1}
"""Bytes that the values of an article usually take."""
BUCKETS = 1 << 14
"""Terms are spread over as many buckets by their hash, at most."""
GROUPS = 64
"""A segment's terms are kept in as many groups of neighbouring buckets, so that a month is made group by group."""
CHUNK = 8
"""Articles whose titles are fetched at once."""
_PREFIX = 2
"""Letters of a word that choose its bucket, so that a word's beginning finds it."""
_LOW = (1 << HIGH) - 1
_SPEED = 1
"""Level of deflate in the cache."""


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


class Term(NamedTuple):
    """A term of an issue with the columns of its postings."""

    name: str
    """The letter of its kind and its text."""
    first: int
    """The first number of the column of articles, with the article as it is numbered in the issue."""
    last: int
    """Number of the last article."""
    articles: bytes
    """The rest of the column."""
    values: bytes


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


def terms_in(group: bytes) -> list[Term]:
    """The terms of a group of a segment, in no order that counts."""
    return _TERMS.decode(group)


_TERMS = msgspec.msgpack.Decoder(list[Term])


def _row(article: SearchableArticle) -> tuple[str, str, str, str, tuple[str, ...]]:
    return article.address, article.title, article.language, article.pages[0], article.sections


def _groups(articles: Iterable[SearchableArticle]) -> list[list[Term]]:
    made: list[list[Term]] = [[] for _ in range(GROUPS)]
    postings = postings_of(articles)
    for kind, found in (postings.placed | postings.weighed).items():
        _add_terms(made, kind, found)
    return made


def _add_terms(made: Sequence[list[Term]], kind: str, found: Found) -> None:
    usual, width = USUAL[kind], BUCKETS // GROUPS
    for text, postings in found.items():
        if len(postings) == 1:  # most of them
            article, values = postings[0] >> HIGH, number(postings[0] & _LOW)
            size = len(values)
            odd = size != usual
            term = Term(kind + text, article << 1 | odd, article, number(size) if odd else b"", values)
        else:
            term = _term(kind + text, usual, postings)
        made[bucket_of(kind, text) // width].append(term)


def _term(name: str, usual: int, postings: Sequence[int]) -> Term:
    articles: list[bytes] = []
    values: list[bytes] = []
    first, last, at, end = -1, 0, 0, len(postings)
    while at < end:
        article = postings[at] >> HIGH
        own = number(postings[at] & _LOW)
        at += 1
        while at < end and postings[at] >> HIGH == article:
            own += number(postings[at] - postings[at - 1])
            at += 1
        values.append(own)
        size = len(own)
        step = (article - last) << 1 | (size != usual)
        if first < 0:
            first = step
        else:
            articles.append(number(step))
        if size != usual:
            articles.append(number(size))
        last = article
    return Term(name, first, last, b"".join(articles), b"".join(values))
