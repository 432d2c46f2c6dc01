"""The facts of a month, from the listings of its issues."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import msgspec

from broadsheet.edition import addresses
from broadsheet.edition.listing import IssueListing, ListingOf
from broadsheet.edition.months import (
    CorrectionsInMonth,
    FeedInMonth,
    IssueCorrections,
    ListInMonth,
    MonthFacts,
    authors_of,
    sections_of,
)
from broadsheet.edition.published import changed_at, published_articles
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import IssueHead, ListedArticle, SiteView


def month_facts(issues: Iterable[ShownIssue], listing_of: ListingOf, site: SiteView) -> MonthFacts:
    """The facts of the issues of one month, which are in order of publication."""
    read = [_issue(issue, listing_of(issue.head.name)) for issue in issues]
    by_date = sorted(read, key=lambda issue: issue.head.date)
    listed = [article for issue in read for article in issue.listing.listed]
    return MonthFacts(
        sections=tuple(_lists(by_date, sections_of, site.section_address)),
        authors=tuple(_lists(by_date, authors_of, site.author_address)) if site.has_authors else (),
        feeds=tuple(_feeds(read, site)),
        corrections=tuple(_corrections(read)),
        section_names=tuple(sorted({name for article in listed for name in article.sections})),
        page_codes=tuple(sorted({article.page.code for article in listed})),
        changed=_changed(read),
    )


def month_corrections(issues: Iterable[ShownIssue], listing_of: ListingOf) -> tuple[IssueCorrections, ...]:
    """The corrections of each issue that has some."""
    own = ((issue.head.name, listing_of(issue.head.name).corrections) for issue in issues if issue.corrections)
    return tuple(IssueCorrections(name, entries) for name, entries in own if entries)


@dataclass(frozen=True, slots=True)
class _Issue:
    """An issue, with its head and articles also as bytes that tell all of them."""

    shown: ShownIssue
    listing: IssueListing
    head_bytes: bytes
    articles: tuple[tuple[ListedArticle, bytes, bool], ...]
    """With each whether feeds and maps tell of it."""

    @property
    def head(self) -> IssueHead:
        return self.shown.head


def _issue(shown: ShownIssue, listing: IssueListing) -> _Issue:
    encode = msgspec.msgpack.Encoder().encode
    told = frozenset(article.id for article in published_articles(shown, listing))
    articles = tuple((article, encode(article), article.id in told) for article in listing.listed)
    # As JSON, for MessagePack does not tell a moment's offset from UTC.
    return _Issue(shown, listing, msgspec.json.encode(shown.head), articles)


@dataclass(slots=True)
class _Entries:
    """The entries of one list or feed, as they are gathered."""

    name: str
    first: str
    """Name of the issue that the name is from."""
    count: int = 0
    last: int = -1
    is_told: bool = False
    parts: list[bytes] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    """Names of those that have entries."""

    def add(self, issue: _Issue, article: bytes) -> None:
        if not self.issues or self.issues[-1] != issue.head.name:
            self.issues.append(issue.head.name)
            self.parts.append(issue.head_bytes)
        self.parts.append(article)
        self.count += 1


def _lists(
    issues: Iterable[_Issue],
    names_of: Callable[[ListedArticle], Sequence[str]],
    address_of: Callable[[str], str | None],
) -> Iterator[ListInMonth]:
    address_of = functools.cache(address_of)
    found: dict[str, _Entries] = {}
    articles = ((issue, *each) for issue in issues for each in issue.articles)
    for number, (issue, article, data, is_told) in enumerate(articles):
        for name in names_of(article):
            address = address_of(name)
            if address is None:
                continue
            if address not in found:
                found[address] = _Entries(name, issue.head.name)
            entries = found[address]
            if entries.last != number:  # else two of its names give one address
                entries.add(issue, data)
                entries.last = number
                entries.is_told = entries.is_told or is_told
    for address, own in found.items():
        yield ListInMonth(address, own.name, own.count, own.last, own.is_told, _digest(own.parts))


def _feeds(issues: Iterable[_Issue], site: SiteView) -> Iterator[FeedInMonth]:
    address_of = functools.cache(site.section_address)
    found: dict[str, _Entries] = {addresses.HOME: _Entries("", "")}
    for issue in issues:
        for article, data, is_told in issue.articles:
            homes = {addresses.HOME: None}
            for name in article.sections:
                if address := address_of(name):
                    homes[address] = None
                    if address not in found:
                        found[address] = _Entries(name, issue.head.name)
            for address in homes if is_told else ():
                found[address].add(issue, data)
    for address, own in found.items():
        oldest, newest = (own.issues[0], own.issues[-1]) if own.issues else ("", "")
        yield FeedInMonth(address, own.name, own.first, own.count, oldest, newest, _digest(own.parts))


def _corrections(issues: Iterable[_Issue]) -> Iterator[CorrectionsInMonth]:
    years: dict[int, list[bytes]] = {}
    for issue in issues:
        for entry in issue.listing.corrections:
            years.setdefault(entry.date.year, []).append(issue.head_bytes + msgspec.json.encode(entry))
    for year, entries in sorted(years.items()):
        yield CorrectionsInMonth(year, len(entries), _digest(entries))


def _changed(issues: Iterable[_Issue]) -> str:
    out = [issue for issue in issues if not issue.head.is_held]
    told = ((issue, article) for issue in out for article, _, is_told in issue.articles if is_told)
    changes = (changed_at(issue.head, article) for issue, article in told)
    newest = max(itertools.chain(changes, (issue.head.published for issue in out)), default=None)
    return newest.isoformat() if newest is not None else ""


def _digest(parts: Iterable[bytes]) -> bytes:
    """Of values that say themselves where they end."""
    return blake2b(b"".join(parts), digest_size=16).digest()
