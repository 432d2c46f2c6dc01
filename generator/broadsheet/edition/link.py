"""Manuscripts become articles: pieces joined across pages, the head's data the article's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition.jumps import Chains, is_within, pair_jumps
from broadsheet.edition.loose import LoosePiece, lay_out, page_of
from broadsheet.model import (
    Article,
    Issue,
    IssueSetup,
    JumpEnd,
    JumpStatement,
    Page,
    Paragraph,
    Piece,
    Text,
)

LOWEST_PRIORITY = 5

_OF_THE_HEAD = (
    *("byline", "dateline", "source", "section", "kind", "summary", "tags", "corrections", "retracted", "lang"),
)
"""Front-matter keys that a tail takes from its head."""


def link_issue(setup: IssueSetup, issue_dates: Sequence[tuple[dt.date, str]]) -> tuple[Issue, tuple[Diagnostic, ...]]:
    """Joins the pieces of one issue into articles, in reading order.

    `issue_dates` lists (date, name) of all issues of the paper, for jump lines that name a date. Drafts are still in.
    Reports what `lay_out` and `pair_jumps` report, and `tail-differs` (warning), `draft-tail`, `lost-page`.
    """
    loose, diagnostics = lay_out(setup)
    chains, found = pair_jumps(loose, setup)
    diagnostics += found
    by_id = {piece.id: piece for piece in loose}
    joiner = _Joiner(setup, chains, by_id, issue_dates)
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


class _Joiner:
    """Makes articles of chains and notes what does not agree."""

    def __init__(
        self,
        setup: IssueSetup,
        chains: Chains,
        pieces: Mapping[str, LoosePiece],
        issue_dates: Sequence[tuple[dt.date, str]],
    ) -> None:
        self.setup = setup
        self.chains = chains
        self.previous = chains.previous
        self.pieces = pieces
        self.issue_dates = issue_dates
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
            photos=tuple(photo for loose in chain if loose.index == 0 for photo in loose.manuscript.photos),
            corrections=tuple(sorted(filed.corrections, key=lambda c: c.date, reverse=True)),
            retraction=filed.retraction,
            tags=filed.tags,
            language=filed.language,
            draft=filed.draft,
            aliases=filed.aliases,
            path=filed.path,
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
            photos=own.photos if own else (),
            priority=(own.priority or default) if own else default,
            continued_from=self._end(self.previous.get(loose.id), loose.from_),
            continues_on=self._end(self.chains.next.get(loose.id), None if loose.id in self.chains.plain else loose.on),
            jump_word=filed.jump_word,
            aliases=own.aliases if own else (),
            path=filed.path,
        )

    def _end(self, neighbour: str | None, statement: JumpStatement | None) -> JumpEnd | None:
        """The other end of a jump: the neighbour within the issue, or what the statement says."""
        if neighbour is not None:
            return JumpEnd(self.pieces[neighbour].page, neighbour)
        if statement is None:
            return None
        ref = statement.ref
        if is_within(statement, self.setup):
            page = page_of(self.setup, ref.page)
            return JumpEnd(page.code if page else ref.page, None)
        issue = ref.issue
        date = _date_of(issue, self.issue_dates)
        if statement.date is not None:
            issue, date = self._issue_on(statement.date, statement.location)
        return JumpEnd(ref.page, f"{ref.page}/{ref.slug}" if ref.slug else None, issue, date, statement.location)

    def _issue_on(self, month_day: tuple[int, int], location: Location) -> tuple[str | None, dt.date]:
        """The latest issue of that month and day before this one, and its date (rule 6 of the jumps)."""
        month, day = month_day
        for date, name in sorted(self.issue_dates, reverse=True):
            if date < self.setup.date and (date.month, date.day) == month_day:
                return name, date
        self.diagnostics.append(
            warning(
                "lost-page",
                location,
                f"there is no issue of {month:02}-{day:02} before this one",
                hint="the jump line is set as plain text",
            )
        )
        return None, _latest_before(self.setup.date, month, day)

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
        for key in _OF_THE_HEAD:
            if key in ours.stated and _value(ours, key) != _value(theirs, key):
                self.diagnostics.append(
                    warning(
                        "tail-differs",
                        ours.location(key),
                        f"'{key}' differs from that of '{head.id}', which this continues, and is not used",
                        hint="take it out here, or write it in the head",
                        related=(theirs.location(key),),
                    )
                )


def _value(manuscript: object, key: str) -> object:
    fields = {"section": "sections", "retracted": "retraction", "lang": "language"}
    return getattr(manuscript, fields.get(key, key))


def _date_of(issue: str | None, issue_dates: Sequence[tuple[dt.date, str]]) -> dt.date | None:
    return next((date for date, name in issue_dates if name == issue), None)


def _latest_before(date: dt.date, month: int, day: int) -> dt.date:
    """The last such calendar day before `date` (29 February: the last leap year's)."""
    for year in range(date.year, date.year - 9, -1):
        try:
            candidate = dt.date(year, month, day)
        except ValueError:
            continue
        if candidate < date:
            return candidate
    return date
