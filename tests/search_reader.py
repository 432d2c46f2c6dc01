"""Searching in Python: the index as a reader's script reads it, and the plain truth to hold against it."""

from __future__ import annotations

import functools
import json
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue
from broadsheet.output.search_month import MARK, MonthEntry, manifest, month_file
from broadsheet.output.search_segment import BUCKETS, KINDS, USUAL, bucket_of, make_segment
from broadsheet.output.search_terms import Token, normal, tokens

_PART = re.compile(r'["“”＂]([^"“”＂]*)(?:["“”＂]|$)|([^\s"“”＂]+)')

# --- the plain truth ------------------------------------------------------------------------------------------------

_WORD = r"[a-zα-ωа-яßœæ]+"
_CHARACTER = r"[0-9\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_TOKEN = re.compile(rf"(?P<word>{_WORD})|(?P<character>{_CHARACTER})|(?P<space>\s+)|.", re.DOTALL)


@functools.cache
def spelled(text: str) -> str:
    """The text with words in brackets and every gap as one bar, so that finding it is finding a substring."""
    made: list[str] = []
    for match in _TOKEN.finditer(normal(text)):
        if match["word"]:
            made.append(f"<{match['word']}>")
        elif match["space"]:
            made.append(" ")
        else:
            made.append(match["character"] or "|")
    joined = re.sub(r"\s*\|[\s|]*", "|", "".join(made))
    joined = re.sub(r"(?<=[0-9])\s+(?=[0-9])", "|", joined)
    return re.sub(r"\s+", "", joined)


def holds(texts: Iterable[str], query: str) -> bool:
    """Whether all parts of the query stand in the texts."""
    spelled_texts = [spelled(text) for text in texts]
    return all(any(part in text for text in spelled_texts) for part in _spelled_parts(query))


def _spelled_parts(query: str) -> list[str]:
    parts = []
    for match in _PART.finditer(query):
        part = spelled(match[1] if match[1] is not None else match[2]).strip("|")
        alone = re.search(r"><[^>]>$", part)  # one letter behind another word stands for itself
        parts.append(part if alone else part.removesuffix(">"))
    return [part for part in parts if part]


def truth(articles: Mapping[str, SearchableArticle], query: str) -> set[str]:
    """Keys of the articles that hold the query."""
    return {key for key, article in articles.items() if holds((*article.head, *article.body), query)}


# --- the index ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """A term that a query asks for."""

    kind: str
    text: str
    at: int = 0
    is_open: bool = False


class Month:
    """A month's file."""

    def __init__(self, content: bytes, head: int) -> None:
        assert content.startswith(MARK)
        self._content = content
        (size,) = struct.unpack_from("<I", content, len(MARK))
        at = len(MARK) + 4 + size
        self.head: dict[str, Any] = json.loads(_inflate(content[len(MARK) + 4 : at]))
        self.buckets: int = self.head["buckets"]
        directory = struct.iter_unpack("<2I", content[at : at + 8 * (self.buckets + 1)])
        self._terms, self._values = (list(column) for column in zip(*directory, strict=True))
        at += 8 * (self.buckets + 1)
        assert head >= len(MARK) + 4 + size
        sizes = [self.head["facets"], *(size for issue in self.head["issues"] for size in issue["chunks"])]
        told = [json.loads(_inflate(content[slice(*place)])) for place in _places(at, sizes)]
        assert self._terms[0] == at + sum(sizes)
        assert self._terms[-1] == self._values[0]
        assert self._values[-1] == len(content)
        self.facets = told.pop(0)
        self.rows = [[row for _ in issue["chunks"] for row in told.pop(0)] for issue in self.head["issues"]]

    def bucket(self, number: int) -> bytes:
        """The terms of a bucket with their articles."""
        packed = self._content[self._terms[number] : self._terms[number + 1]]
        return _inflate(packed[1:]) if packed[0] else packed[1:]

    def addresses(self, query: str) -> set[str]:
        """Addresses of the articles that the query finds."""
        found = [self._of_part(tokens(text)) for text in _texts(query) if tokens(text)]
        both = set.intersection(*found) if found else set()
        every = [issue["folder"] + row[0] for issue, rows in self._issues() for row in rows]
        return {every[article] for article in both}

    def _issues(self) -> Iterator[tuple[dict[str, Any], list[Any]]]:
        return zip(self.head["issues"], self.rows, strict=True)

    def _of_part(self, part: list[Token]) -> set[int]:
        first = part[0]
        if len(part) == 1 and (not first.is_word or len(first.text) == 1):
            return {article for article, _ in self._postings(Wanted("u", first.text))}
        if len(part) == 1:
            return {article for article, _ in self._postings(Wanted("w", first.text, is_open=True))}
        starts = [self._starts(wanted) for wanted in _links(part)]
        return {article for article, _ in set.intersection(*starts)}

    def _starts(self, wanted: Wanted) -> set[tuple[int, int]]:
        found = set()
        for article, values in self._postings(wanted):
            position = 0
            for difference in _numbers(values):
                position += difference
                found.add((article, position - wanted.at))
        return found

    def _postings(self, wanted: Wanted) -> Iterator[tuple[int, bytes]]:
        """Articles with their values."""
        number = bucket_of(wanted.kind, wanted.text) * self.buckets // BUCKETS
        bucket, at, place = self.bucket(number), 0, self._values[number]
        while at < len(bucket):
            size, at = _number(bucket, at)
            kind, size = KINDS[size & 7], size >> 3 << 1
            text, at = bucket[at : at + size].decode("utf-16-be"), at + size
            size, at = _number(bucket, at)
            numbers, article, at = _numbers(bucket[at : at + size]), 0, at + size
            for step in numbers:
                article += step >> 4
                length = next(numbers) if step & 1 else USUAL[kind]
                is_right = text.startswith(wanted.text) if wanted.is_open else text == wanted.text
                if kind == wanted.kind and is_right:
                    yield article, self._content[place : place + length]
                place += length
        assert place == self._values[number + 1]


def _links(part: list[Token]) -> list[Wanted]:
    """Every neighbour, every gap, every word: more than a browser asks for, and the same answer."""
    links = []
    last = part[-1]
    alone = last.is_word and len(last.text) == 1 and part[-2].is_word and last.position - part[-2].position == 1
    for one, other in pairwise(part):
        gap = other.position - one.position > 1
        if gap or not (one.is_word and other.is_word):
            links.append(Wanted("g" if gap else "b", one.text[-1] + other.text[0], one.position))
    words = (token for token in part if token.is_word and (token is not last or len(token.text) > 1 or alone))
    links += (Wanted("p", word.text, word.position, word is last and not alone) for word in words)
    return links


def _texts(query: str) -> list[str]:
    return [match[1] if match[1] is not None else match[2] for match in _PART.finditer(query)]


def _places(at: int, sizes: Iterable[int]) -> Iterator[tuple[int, int]]:
    for size in sizes:
        yield at, at + size
        at += size


def _inflate(data: bytes) -> bytes:
    return zlib.decompress(data, -zlib.MAX_WBITS)


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def _numbers(data: bytes) -> Iterator[int]:
    at = 0
    while at < len(data):
        value, at = _number(data, at)
        yield value


# --- queries --------------------------------------------------------------------------------------------------------


def queries(articles: Iterable[SearchableArticle], count: int) -> list[str]:
    """As many queries of 1 to 8 characters, made of the articles' own words and of what none of them holds."""
    made: dict[str, None] = dict.fromkeys(
        ["不存在的词", "龘龘", "zzzz", "99999", "桥zz", "5路", "15路", "路", "1", "a"]
    )
    texts = [text for article in articles for text in (*article.head, *article.body) if len(text) > 8]
    step = 7919  # a prime: the same queries on every run, from everywhere
    at = 0
    while len(made) < count:
        text = texts[at % len(texts)]
        place, size = at * 31 % (len(text) - 8), at // step % 8 + 1
        query = text[place : place + size].strip()
        if query and '"' not in query and tokens(query):
            made[query] = None
            if size > 5 and at % 3 == 0:
                made[f"{query[:2]} {query[-2:]}"] = None
        at += step
    return list(made)[:count]


# --- archives to search in ------------------------------------------------------------------------------------------


def keyed(issues: Iterable[SearchableIssue]) -> dict[str, SearchableArticle]:
    """Every article by its address."""
    return {issue.folder + article.address: article for issue in issues for article in issue.articles}


def write_index(folder: Path, issues: Iterable[SearchableIssue]) -> None:
    """The index of those issues alone, in place of the one that is there."""
    for old in folder.glob("*"):
        old.unlink()
    months = []
    for month, group in groupby(issues, key=lambda issue: f"{issue.date:%Y-%m}"):
        own = list(group)
        made = month_file([make_segment(issue) for issue in own])
        (folder / f"{month}.idx").write_bytes(made.content)
        months.append(MonthEntry(month, f"{month}.idx", made.head, own[0].date, own[-1].until))
    (folder / "index.json").write_bytes(manifest(months))
