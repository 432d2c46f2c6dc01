"""An issue becomes views: everything its documents show, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from broadsheet.edition import addresses
from broadsheet.edition.figures import with_pictures
from broadsheet.edition.heads import issue_head
from broadsheet.edition.overview import present_overview
from broadsheet.edition.text import count_characters, summarise
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
        self.story = {piece.id: article for article in issue.articles for piece in article.pieces}
        pieces = (piece for article in issue.articles for piece in article.pieces)
        self.blocks = {piece.id: with_pictures(piece.blocks, pictures) for piece in pieces}

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
            address=self._address(article.head),
            title=article.title,
            kicker=article.kicker,
            deck=article.deck,
            summary=self._summary(article),
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
        blocks = (block for piece in article.pieces for block in self.blocks[piece.id])
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
                groups=self._groups([self._piece(self.issue.piece(piece_id)) for piece_id in page.pieces]),
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
        article = self.story[piece.id]
        is_head = piece is article.head
        return PieceView(
            id=piece.id,
            address=self._address(piece),
            title=piece.title,
            kicker=piece.kicker,
            deck=piece.deck,
            summary=self._piece_summary(article, piece),
            byline=article.byline if is_head and not article.byline_in_text else (),
            sections=article.sections,
            kind=article.kind,
            priority=piece.priority,
            characters=count_characters(self.blocks[piece.id]),
            blocks=self.blocks[piece.id],
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
        for number, article in enumerate(stories):
            before = (other for other in reversed(stories[:number]) if other.retraction is None)
            after = (other for other in stories[number + 1 :] if other.retraction is None)
            previous, following = next(before, None), next(after, None)
            yield replace(
                self._story(article),
                previous=self._link(previous) if previous else None,
                next=self._link(following) if following else None,
            )

    def tails(self) -> Iterator[ArticleView]:
        for article in self.issue.articles:
            for piece in article.pieces[1:]:
                yield self._tail(article, piece)

    def _story(self, article: Article) -> ArticleView:
        address = self._address(article.head)
        return ArticleView(
            path=address,
            canonical=address,
            site=self.site,
            issue=self.head,
            title=article.title,
            kicker=article.kicker,
            deck=article.deck,
            summary=self._summary(article),
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
            characters=sum(count_characters(self.blocks[piece.id]) for piece in article.pieces),
            previous=None,
            next=None,
            is_draft=article.draft,
        )

    def _tail(self, article: Article, piece: Piece) -> ArticleView:
        """A tail at its own address, with its way back to the whole story."""
        return replace(
            self._story(article),
            path=self._address(piece),
            title=piece.title,
            kicker=piece.kicker,
            deck=piece.deck,
            summary=summarise(self.blocks[piece.id]),
            byline_in_text=True,
            dateline="",
            parts=(replace(self._part(article, piece), title=None),),
            head=self._link(article),
            characters=count_characters(self.blocks[piece.id]),
        )

    def _part(self, article: Article, piece: Piece) -> PartView:
        return PartView(
            piece=piece.id,
            page=self.page_heads[piece.page],
            marker=addresses.marker(piece.page),
            title=piece.title if piece.title != article.title else None,
            blocks=self.blocks[piece.id],
            jump_from=self._jump(piece, piece.continued_from),
            jump_on=self._jump(piece, piece.continues_on),
        )

    def redirects(self) -> Iterator[RedirectView]:
        for article in self.issue.articles:
            for piece in article.pieces:
                for alias in article.aliases if piece is article.head else piece.aliases:
                    title = self.site.name if article.retraction is not None else article.title.text
                    yield RedirectView(alias, self._address(piece), self.site, title)

    # --- shared -----------------------------------------------------------------------------------------------------

    def _page_head(self, page: PageSetup) -> PageHead:
        setup = self.issue.setup
        address = None if page.lost else addresses.page_address(setup.date, setup.suffix, page.code)
        return PageHead(page.code, page.name, address)

    def _address(self, piece: Piece) -> str:
        setup = self.issue.setup
        return addresses.piece_address(setup.date, setup.suffix, piece.page, piece.slug)

    def _link(self, article: Article) -> LinkView:
        return LinkView(self._address(article.head), article.title.text, article.language)

    def _summary(self, article: Article) -> str:
        blocks = (block for piece in article.pieces for block in self.blocks[piece.id])
        return article.summary or summarise(blocks, opening=article.opening)

    def _piece_summary(self, article: Article, piece: Piece) -> str:
        if piece is article.head:
            return article.summary or summarise(self.blocks[piece.id], opening=article.opening)
        return summarise(self.blocks[piece.id])

    def _jump(self, piece: Piece, end: JumpEnd | None) -> JumpView | None:
        """The jump line towards `end`, which leads into the whole story."""
        if end is None:
            return None
        article = self.story[piece.id]
        address, title = end.address, end.story
        if end.issue is None and end.piece is not None:
            anchor = addresses.marker(end.page)
            address, title = f"{self._address(article.head)}#{anchor}", article.title.text
        return JumpView(end.page, end.date, address, title, piece.jump_word)

    def _ear(self, page: PageSetup) -> EarView | None:
        own = next((present.setup.ear for present in self.issue.pages if present.code == page.code), None)
        return EarView(own.title, own.text, own.link or None) if own else None


def _told(article: Article) -> tuple[Piece, ...]:
    """The pieces that the story's address shows: all, or of a retracted article the first, for its notice."""
    return article.pieces[:1] if article.retraction is not None else article.pieces
