"""An issue becomes views: everything its documents show, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.edition import addresses
from broadsheet.edition.heads import issue_head
from broadsheet.edition.overview import present_overview
from broadsheet.edition.stories import Stories
from broadsheet.edition.views import (
    ArticleView,
    EarView,
    FigureView,
    FrontView,
    IssueHead,
    IssueViews,
    JumpView,
    LinkView,
    Neighbours,
    PageCard,
    PageHead,
    PageView,
    PartView,
    PictureView,
    PieceView,
    RedirectView,
    SectionGroup,
    SiteView,
    TeaserView,
)
from broadsheet.model import Article, Issue, JumpEnd, Kind, PageSetup, Piece

SECONDS = 2
"""Articles set below the lead on an issue's front."""

_LEADING = (Kind.ARTICLE, Kind.PHOTO, Kind.OPINION)


def present_issue(
    issue: Issue, site: SiteView, pictures: Mapping[str, PictureView], neighbours: Neighbours, *, is_held: bool
) -> IssueViews:
    """The views of an issue whose references are resolved.

    `pictures` gives the prepared picture of every photo by its site-relative path; its alternative text is set here.
    """
    presenter = _Presenter(issue, site, pictures, issue_head(issue, is_held=is_held))
    front = presenter.front(neighbours)
    return IssueViews(
        front=front,
        pages=tuple(presenter.pages()),
        articles=tuple(presenter.articles()),
        tails=tuple(presenter.tails()),
        redirects=tuple(presenter.redirects()),
        overview=present_overview(front),
    )


class _Presenter:
    def __init__(self, issue: Issue, site: SiteView, pictures: Mapping[str, PictureView], head: IssueHead) -> None:
        self.issue = issue
        self.site = site
        self.head = head
        self.page_heads = {page.code: self._page_head(page) for page in issue.setup.pages}
        self.stories = Stories(issue, pictures)

    # --- the front --------------------------------------------------------------------------------------------------

    def front(self, neighbours: Neighbours) -> FrontView:
        cards = tuple(self._card(page) for page in self.issue.setup.pages)
        teasers = [teaser for card in cards for teaser in card.teasers]
        ranked = [teaser for teaser in teasers if teaser.kind in _LEADING]
        return FrontView(
            path=self.head.address,
            canonical=self.head.address,
            site=self.site,
            issue=self.head,
            pages=cards,
            lead=next(iter(ranked or teasers), None),
            seconds=tuple(ranked[1 : 1 + SECONDS]),
            ear=self._ear(self.issue.setup.pages[0]) if self.issue.setup.pages else None,
            note=self.issue.setup.note,
            previous=neighbours.previous,
            next=neighbours.next,
        )

    def _card(self, page: PageSetup) -> PageCard:
        own = (article for article in self.issue.articles if article.head.page == page.code)
        told = (article for article in own if article.retraction is None and article.kind is not Kind.ADVERT)
        teasers = tuple(map(self._teaser, sorted(told, key=lambda article: article.priority)))
        return PageCard(self.page_heads[page.code], teasers)

    def _teaser(self, article: Article) -> TeaserView:
        return TeaserView(
            address=self.stories.address(article.head),
            title=article.title,
            kicker=article.kicker,
            deck=article.deck,
            summary=self.stories.summary(article),
            byline=article.byline,
            sections=article.sections,
            kind=article.kind,
            page=self.page_heads[article.head.page],
            figure=self._teaser_figure(article),
            language=article.language,
            is_draft=article.draft,
        )

    def _teaser_figure(self, article: Article) -> FigureView | None:
        """The article's first photo alone, for a thumbnail."""
        blocks = (block for piece in article.pieces for block in self.stories.blocks[piece.id])
        figure = next((block for block in blocks if isinstance(block, FigureView)), None)
        return replace(figure, photos=figure.photos[:1], pictures=figure.pictures[:1]) if figure else None

    # --- newspaper pages --------------------------------------------------------------------------------------------

    def pages(self) -> Iterator[PageView]:
        heads = tuple(self.page_heads[page.code] for page in self.issue.setup.pages)
        present = [head for head in heads if head.address is not None]
        for number, page in enumerate(self.issue.pages):
            head = self.page_heads[page.code]
            yield PageView(
                path=head.address or "",
                canonical=head.address or "",
                site=self.site,
                issue=self.head,
                page=head,
                is_front=head is heads[0],
                banner=page.setup.banner,
                ear=self._ear(page.setup),
                credits=page.setup.credits,
                groups=self._groups([self._piece(self.stories.piece[piece_id]) for piece_id in page.pieces]),
                pages=heads,
                previous=present[number - 1] if number else None,
                next=present[number + 1] if number + 1 < len(present) else None,
            )

    def _groups(self, pieces: list[PieceView]) -> tuple[SectionGroup, ...]:
        """By section, the section with the best priority first; inside, by priority, then by place."""
        groups: dict[str, list[PieceView]] = {}
        for piece in sorted(pieces, key=lambda piece: piece.priority):
            groups.setdefault(piece.sections[0] if piece.sections else "", []).append(piece)
        return tuple(SectionGroup(name, tuple(members)) for name, members in groups.items())

    def _piece(self, piece: Piece) -> PieceView:
        article = self.stories.story[piece.id]
        is_head = piece is article.head
        return PieceView(
            id=piece.id,
            address=self.stories.address(piece),
            title=piece.title,
            kicker=piece.kicker,
            deck=piece.deck,
            summary=self.stories.piece_summary(article, piece),
            byline=article.byline if is_head and not article.byline_in_text else (),
            sections=article.sections,
            kind=article.kind,
            priority=piece.priority,
            characters=self.stories.characters[piece.id],
            blocks=self.stories.blocks[piece.id],
            jump_from=self._jump(piece, piece.continued_from),
            jump_on=self._jump(piece, piece.continues_on),
            is_tail=piece.is_tail,
            retraction=article.retraction,
            language=article.language,
            is_draft=article.draft,
        )

    # --- articles ---------------------------------------------------------------------------------------------------

    def articles(self) -> Iterator[ArticleView]:
        """Each with its neighbours, among which retracted ones do not count."""
        stories = self.issue.articles
        links = [self.stories.link(article) if article.retraction is None else None for article in stories]
        after = reversed(tuple(_last_before(reversed(links))))
        for article, previous, following in zip(stories, _last_before(links), after, strict=True):
            yield self._story(article, previous, following)

    def tails(self) -> Iterator[ArticleView]:
        for article in self.issue.articles:
            for piece in article.pieces[1:]:
                yield self._tail(article, piece)

    def _story(
        self, article: Article, previous: LinkView | None = None, following: LinkView | None = None
    ) -> ArticleView:
        address = self.stories.address(article.head)
        return ArticleView(
            path=address,
            canonical=address,
            site=self.site,
            issue=self.head,
            title=article.title,
            kicker=article.kicker,
            deck=article.deck,
            summary=self.stories.summary(article),
            byline=article.byline,
            byline_in_text=article.byline_in_text,
            dateline=article.dateline,
            dateline_in_text=article.dateline_in_text,
            source=article.source,
            sections=article.sections,
            kind=article.kind,
            parts=tuple(self._part(article, piece) for piece in _told(article)),
            head=None,
            corrections=article.corrections,
            retraction=article.retraction,
            tags=article.tags,
            language=article.language,
            characters=sum(self.stories.characters[piece.id] for piece in article.pieces),
            previous=previous,
            next=following,
            is_draft=article.draft,
        )

    def _tail(self, article: Article, piece: Piece) -> ArticleView:
        """A tail at its own address, with its way back to the whole story."""
        return replace(
            self._story(article),
            path=self.stories.address(piece),
            title=piece.title,
            kicker=piece.kicker,
            deck=piece.deck,
            summary=self.stories.summarised((piece,)),
            byline_in_text=True,
            dateline="",
            parts=(replace(self._part(article, piece), title=None),),
            head=self.stories.link(article),
            characters=self.stories.characters[piece.id],
        )

    def _part(self, article: Article, piece: Piece) -> PartView:
        return PartView(
            piece=piece.id,
            page=self.page_heads[piece.page],
            marker=addresses.marker(piece.page),
            title=piece.title if piece.title != article.title else None,
            blocks=self.stories.blocks[piece.id],
            jump_from=self._jump(piece, piece.continued_from),
            jump_on=self._jump(piece, piece.continues_on),
        )

    def redirects(self) -> Iterator[RedirectView]:
        for article in self.issue.articles:
            for piece in article.pieces:
                for alias in article.aliases if piece is article.head else piece.aliases:
                    title = self.site.name if article.retraction is not None else article.title.text
                    yield RedirectView(alias, self.stories.address(piece), self.site, title)

    # --- shared -----------------------------------------------------------------------------------------------------

    def _page_head(self, page: PageSetup) -> PageHead:
        setup = self.issue.setup
        address = None if page.lost else addresses.page_address(setup.date, setup.suffix, page.code)
        return PageHead(page.code, page.name, address)

    def _jump(self, piece: Piece, end: JumpEnd | None) -> JumpView | None:
        """The jump line towards `end`, which leads into the whole story."""
        if end is None:
            return None
        article = self.stories.story[piece.id]
        address, title = end.address, end.story
        if end.issue is None and end.piece is not None:
            anchor = addresses.marker(end.page)
            address, title = f"{self.stories.address(article.head)}#{anchor}", article.title.text
        return JumpView(end.page, end.date, address, title, piece.jump_word)

    def _ear(self, page: PageSetup) -> EarView | None:
        own = next((present.setup.ear for present in self.issue.pages if present.code == page.code), None)
        return EarView(own.title, own.text, own.link or None) if own else None


def _last_before(links: Iterable[LinkView | None]) -> Iterator[LinkView | None]:
    """For each, the nearest link before it; `None` without one."""
    last: LinkView | None = None
    for link in links:
        yield last
        last = link or last


def _told(article: Article) -> tuple[Piece, ...]:
    """The pieces that the story's address shows: all, or of a retracted article the first, for its notice."""
    return article.pieces[:1] if article.retraction is not None else article.pieces
