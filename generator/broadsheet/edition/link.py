"""Manuscripts become articles: pieces joined across pages, the head's data the article's."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.diagnostics import Diagnostic, error, warning
from broadsheet.edition.jumps import Chains, is_within, pair_jumps
from broadsheet.edition.loose import LoosePiece, lay_out, printed_page
from broadsheet.model import (
    Article,
    Issue,
    IssueSetup,
    JumpEnd,
    JumpStatement,
    Manuscript,
    Page,
    Paragraph,
    Piece,
    Text,
)

LOWEST_PRIORITY = 5

_OF_THE_HEAD: dict[str, Callable[[Manuscript], object]] = {
    "byline": lambda filed: filed.byline,
    "dateline": lambda filed: filed.dateline,
    "source": lambda filed: filed.source,
    "section": lambda filed: filed.sections,
    "kind": lambda filed: filed.kind,
    "summary": lambda filed: filed.summary,
    "tags": lambda filed: filed.tags,
    "corrections": lambda filed: filed.corrections,
    "retracted": lambda filed: filed.retraction,
    "lang": lambda filed: filed.language,
}
"""Front-matter keys that a tail takes from its head, and their values."""


def link_issue(setup: IssueSetup) -> tuple[Issue, tuple[Diagnostic, ...]]:
    """Joins the pieces of one issue into articles, in reading order. Drafts are still in.

    Reports what `lay_out` and `pair_jumps` report, and `tail-differs` (warning), `draft-tail`.
    """
    loose, diagnostics = lay_out(setup)
    chains, found = pair_jumps(loose, setup)
    diagnostics += found
    by_id = {piece.id: piece for piece in loose}
    joiner = _Joiner(setup, chains, by_id)
    articles = tuple(joiner.article(piece) for piece in loose if piece.id not in chains.previous)
    order = {page.code: number for number, page in enumerate(setup.pages)}
    articles = tuple(sorted(articles, key=lambda a: (order[a.head.page], by_id[a.id].place)))
    pages = tuple(
        Page(page, tuple(piece.id for piece in loose if piece.page == page.code))
        for page in setup.pages
        if not page.lost
    )
    return Issue(setup, pages, articles), diagnostics + tuple(joiner.diagnostics)


def without(issue: Issue, dropped: frozenset[str]) -> Issue:
    """The issue without the articles of those ids, on its pages too."""
    articles = tuple(article for article in issue.articles if article.id not in dropped)
    kept = {piece.id for article in articles for piece in article.pieces}
    pages = tuple(replace(page, pieces=tuple(p for p in page.pieces if p in kept)) for page in issue.pages)
    return replace(issue, articles=articles, pages=pages)


def without_retracted_text(issue: Issue) -> Issue:
    """The issue with nothing left of retracted articles but headline, notice and corrections."""
    return replace(issue, articles=tuple(_withdrawn(a) if a.retraction else a for a in issue.articles))


def _withdrawn(article: Article) -> Article:
    nothing: tuple[str, ...] = ()
    pieces = tuple(
        replace(
            piece,
            title=article.title,
            kicker=nothing,
            deck=nothing,
            blocks=(),
            continued_from=None,
            continues_on=None,
        )
        for piece in article.pieces
    )
    return replace(
        article,
        kicker=nothing,
        deck=nothing,
        summary="",
        byline=(),
        byline_in_text=False,
        dateline="",
        dateline_in_text=False,
        source="",
        tags=nothing,
        pieces=pieces,
    )


class _Joiner:
    """Makes articles of chains and notes what does not agree."""

    def __init__(self, setup: IssueSetup, chains: Chains, pieces: Mapping[str, LoosePiece]) -> None:
        self.setup = setup
        self.chains = chains
        self.previous = chains.previous
        self.pieces = pieces
        self.diagnostics: list[Diagnostic] = []

    def article(self, head: LoosePiece) -> Article:
        chain = [head]
        while (following := self.chains.next.get(chain[-1].id)) is not None:
            chain.append(self.pieces[following])
        for tail in chain[1:]:
            if tail.index == 0:
                self._compare(head, tail)
        filed = head.manuscript
        pieces = tuple(self._piece(loose) for loose in chain)
        return Article(
            id=head.id,
            title=filed.title,
            kicker=filed.kicker,
            deck=filed.deck,
            summary=filed.summary,
            byline=filed.byline,
            byline_in_text=filed.byline_in_text,
            dateline=filed.dateline,
            dateline_in_text=filed.dateline_in_text,
            source=filed.source,
            sections=filed.sections,
            kind=filed.kind,
            priority=pieces[0].priority,
            pieces=pieces,
            corrections=tuple(sorted(filed.corrections, key=lambda c: c.date, reverse=True)),
            retraction=filed.retraction,
            tags=filed.tags,
            language=filed.language,
            draft=filed.draft,
            aliases=filed.aliases,
            path=filed.path,
            opening=filed.opening,
        )

    def _piece(self, loose: LoosePiece) -> Piece:
        filed, blocks = loose.manuscript, loose.piece.blocks
        if loose.id in self.chains.plain and loose.on is not None and loose.on.text:
            blocks += (Paragraph((Text(loose.on.text),)),)
        own = filed if loose.index == 0 else None
        default = min(loose.place, LOWEST_PRIORITY)
        return Piece(
            id=loose.id,
            page=loose.page,
            slug=loose.slug,
            title=filed.title,
            kicker=own.kicker if own else (),
            deck=own.deck if own else (),
            blocks=blocks,
            priority=(own.priority or default) if own else default,
            continued_from=self._end(self.previous.get(loose.id), loose.from_, _day_before),
            continues_on=self._end(
                self.chains.next.get(loose.id), None if loose.id in self.chains.plain else loose.on, _day_after
            ),
            jump_word=filed.jump_word,
            aliases=own.aliases if own else (),
            path=filed.path,
        )

    def _end(self, neighbour: str | None, statement: JumpStatement | None, day: DayRule) -> JumpEnd | None:
        """The other end of a jump: the neighbour within the issue, or what the statement says."""
        if neighbour is not None:
            return JumpEnd(self.pieces[neighbour].page, neighbour)
        if statement is None:
            return None
        ref = statement.ref
        if is_within(statement, self.setup):
            page = printed_page(self.setup, ref.page)
            return JumpEnd(page.code if page else ref.page, None)
        date = day(self.setup.date, *statement.date) if statement.date else _date_of(ref.issue)
        return JumpEnd(ref.page, f"{ref.page}/{ref.slug}" if ref.slug else None, ref.issue, date, statement.location)

    def _compare(self, head: LoosePiece, tail: LoosePiece) -> None:
        """Reports what a tail's own front matter says otherwise than its head's."""
        ours, theirs = tail.manuscript, head.manuscript
        if ours.draft and not theirs.draft:
            self.diagnostics.append(
                error(
                    "draft-tail",
                    ours.location("draft"),
                    f"'{tail.id}' is a draft, but '{head.id}', which it continues, is not",
                    hint="make both drafts, or neither",
                    related=(head.location,),
                )
            )
        for key, value in _OF_THE_HEAD.items():
            if key in ours.stated and value(ours) != value(theirs):
                self.diagnostics.append(
                    warning(
                        "tail-differs",
                        ours.location(key),
                        f"'{key}' differs from that of '{head.id}', which this continues, and is not used",
                        hint="take it out here, or write it in the head",
                        related=(theirs.location(key),),
                    )
                )


def _date_of(issue: str | None) -> dt.date | None:
    """The date in an issue's name."""
    return dt.date.fromisoformat(issue[:10]) if issue else None


DayRule = Callable[[dt.date, int, int], dt.date]
"""Which day of a month and day is meant, seen from a date."""


def _day_after(date: dt.date, month: int, day: int) -> dt.date:
    """The first such calendar day from `date` on: where a story goes on."""
    return next((found for found in _days(range(date.year, date.year + 9), month, day) if found >= date), date)


def _day_before(date: dt.date, month: int, day: int) -> dt.date:
    """The last such calendar day up to `date` (29 February: the last leap year's): what a jump line means by it.

    The day itself counts, since an evening issue continues stories of the morning's.
    """
    return next((found for found in _days(range(date.year, date.year - 9, -1), month, day) if found <= date), date)


def _days(years: Iterable[int], month: int, day: int) -> Iterator[dt.date]:
    """The calendar days of those years that there are."""
    for year in years:
        with contextlib.suppress(ValueError):
            yield dt.date(year, month, day)
