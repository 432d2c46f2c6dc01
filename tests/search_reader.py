"""Searching in Python: the index as a reader's script reads it, and the plain truth to hold against it."""

from __future__ import annotations

import functools
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue
from broadsheet.output.search_month import MARK, MonthEntry, manifest, month_file
from broadsheet.output.search_segment import BUCKETS, bucket_of, make_segment
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
        self.head: dict[str, Any] = json.loads(_inflate(content[len(MARK) : head]))
        places = iter(_places(head, [self.head["facets"], *self._chunks(), *self.head["buckets"]]))
        self.facets = json.loads(self._part(next(places)))
        chunks = [[json.loads(self._part(next(places))) for _ in issue["chunks"]] for issue in self.head["issues"]]
        self.rows = [[row for chunk in issue for row in chunk] for issue in chunks]
        self._buckets = list(places)

    def _chunks(self) -> list[int]:
        return [size for issue in self.head["issues"] for size in issue["chunks"]]

    def bucket(self, number: int) -> bytes:
        """A bucket as it was before deflating."""
        return self._part(self._buckets[number])

    def _part(self, place: tuple[int, int]) -> bytes:
        return _inflate(self._content[slice(*place)])

    def addresses(self, query: str) -> set[str]:
        """Addresses of the articles that the query finds."""
        found = [self._of_part(tokens(text)) for text in _texts(query) if tokens(text)]
        both = set.intersection(*found) if found else set()
        return {self.head["issues"][issue]["folder"] + self.rows[issue][article][0] for issue, article in both}

    def _of_part(self, part: list[Token]) -> set[tuple[int, int]]:
        first = part[0]
        if len(part) == 1 and (not first.is_word or len(first.text) == 1):
            return set(self._weighed(Wanted("u", first.text)))
        if len(part) == 1:
            return set(self._weighed(Wanted("w", first.text, is_open=True)))
        starts = [self._starts(wanted) for wanted in _links(part)]
        return {(issue, article) for issue, article, _ in set.intersection(*starts)}

    def _weighed(self, wanted: Wanted) -> Iterator[tuple[int, int]]:
        for issue, data in self._entries(wanted):
            numbers, article = _numbers(data), 0
            for difference in numbers:
                article += difference
                next(numbers)
                yield issue, article

    def _starts(self, wanted: Wanted) -> set[tuple[int, int, int]]:
        found = set()
        for issue, data in self._entries(wanted):
            numbers, article = _numbers(data), 0
            for first in numbers:
                article += first >> 1
                position = 0
                for _ in range(next(numbers) if first & 1 else 1):
                    position += next(numbers)
                    found.add((issue, article, position - wanted.at))
        return found

    def _entries(self, wanted: Wanted) -> Iterator[tuple[int, bytes]]:
        name = f"{wanted.kind}{wanted.text}".encode()
        number = bucket_of(wanted.kind, wanted.text) * len(self._buckets) // BUCKETS
        bucket, at = self.bucket(number), 0
        while at < len(bucket):
            issue, at = _number(bucket, at)
            length, at = _number(bucket, at)
            end = at + length
            while at < end:
                size, at = _number(bucket, at)
                term, at = bucket[at : at + size], at + size
                size, at = _number(bucket, at)
                if term == name or (wanted.is_open and term.startswith(name)):
                    yield issue, bucket[at : at + size]
                at += size


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
