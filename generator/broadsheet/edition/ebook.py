"""The views of an issue become those of an e-book: addresses lead inside the book, what it leaves out is gone.

A book has one document for each newspaper page and one for each story, at the addresses that they have in the edition,
less the issue's folder. Adverts and downloads are left out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from broadsheet.edition.views import (
    ArticleView,
    EbookPage,
    EbookView,
    FigureView,
    IssueHead,
    IssueViews,
    JumpView,
    LinkView,
    PageHead,
    PageView,
    PartView,
    PictureView,
    PieceView,
    SectionGroup,
)
from broadsheet.model import Block, Figure, Inline, Kind, Link
from broadsheet.model.tree import replace_figures, replace_links

PACKAGE = "package.opf"
CONTENTS = "nav.xhtml"
COVER_PICTURE = "cover.jpg"
WIDEST = 1200
"""Pixels: no photo in a book is wider; e-readers have screens of 1100 to 1900."""

_BOOKS = uuid.UUID("d0a8e8a1-52fb-4a3b-9a3f-6c8f0f5b7a31")
"""Name space of the identifiers (RFC 9562, 6.6)."""
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.))*")
"""Names that every reading system can open."""
_DIGITS = 12
"""Hexadecimal digits of the digest that stands for another name."""


@dataclass(frozen=True, slots=True)
class Ebook:
    """The documents of a book, and the pictures it needs."""

    book: EbookView
    pages: tuple[PageView, ...]
    articles: tuple[ArticleView, ...]
    """Whole stories in reading order."""
    pictures: Mapping[str, str]
    """Address in the edition of the picture to be converted, by its address in the book; the cover is among them."""


def present_ebook(views: IssueViews, web: Callable[[str], str] | None) -> Ebook:
    """The book of an issue whose pages are composed or not.

    `web` gives the web address of an address of the edition; `None` for a paper without a base_url.
    """
    presenter = _Presenter(views, web)
    pages = tuple(map(presenter.page, views.pages))
    articles = tuple(map(presenter.article, presenter.stories))
    book = presenter.book(pages, articles)
    return Ebook(book, pages, articles, presenter.pictures)


class _Presenter:
    def __init__(self, views: IssueViews, web: Callable[[str], str] | None) -> None:
        self.views = views
        self.web = web
        self.folder = views.front.canonical.removesuffix("index.html")
        self.stories = tuple(view for view in views.articles if view.kind is not Kind.ADVERT)
        self.issue = replace(views.front.issue, address=CONTENTS)
        self.places = dict(self._places())
        self.pictures: dict[str, str] = {}
        self.is_described = True

    # --- addresses --------------------------------------------------------------------------------------------------

    def _places(self) -> Iterator[tuple[str, str]]:
        """(address in the edition, address in the book) of every document the book holds."""
        yield self.views.front.canonical, CONTENTS
        for page in self.views.pages:
            yield page.path, self._local(page.path)
        for story in self.stories:
            yield story.path, self._local(story.path)
            for part in story.parts[1:]:
                yield f"{story.path}#{part.marker}", f"{self._local(story.path)}#{part.marker}"
        whole = {story.path: story for story in self.stories}
        for tail in self.views.tails:
            marker = tail.parts[0].marker
            if (head := whole.get(tail.canonical)) is not None:
                is_told = any(part.marker == marker for part in head.parts[1:])
                yield tail.path, self._local(head.path) + (f"#{marker}" if is_told else "")

    def _local(self, address: str) -> str:
        """`2026/11/24/01/flood.html` as `01/flood.xhtml`; names that are not plain ASCII as their digests."""
        stem, dot, ending = address.removeprefix(self.folder).rpartition(".")
        names = [name if _PLAIN.fullmatch(name) else _digest(name) for name in stem.split("/")]
        return "/".join(names) + dot + ("xhtml" if ending == "html" else ending)

    def inside(self, address: str) -> str | None:
        """The address in the book, else on the web; `None` when it is in neither."""
        target, _, _ = address.partition("#")
        if not target or target.endswith("/"):
            target += "index.html"
        found = self.places.get(address) or self.places.get(target)
        return found or (self.web(address) if self.web is not None else None)

    # --- the whole book ---------------------------------------------------------------------------------------------

    def book(self, pages: tuple[PageView, ...], articles: tuple[ArticleView, ...]) -> EbookView:
        """The book of these documents, which are the book's own."""
        front = self.views.front
        url = self.web(front.canonical) if self.web is not None else None
        name = f"{front.site.name}/{self.issue.name}"
        photos = tuple(sorted(self.pictures))
        return EbookView(
            path=PACKAGE,
            site=front.site,
            issue=self.issue,
            identifier=url or uuid.uuid5(_BOOKS, name).urn,
            url=url,
            modified=_modified(self.issue, articles),
            cover=self._cover(),
            pages=tuple(_page(page, articles) for page in pages),
            pictures=photos,
            is_described=self.is_described,
        )

    def _cover(self) -> PictureView | None:
        """The first page's picture, in the width that needs no enlarging."""
        press = self.views.pages[0].press if self.views.pages else None
        if press is None or press.picture is None:
            return None
        picture = press.picture
        address = next((each for width, each in picture.variants if width >= WIDEST), picture.variants[-1][1])
        self.pictures[COVER_PICTURE] = address
        width = min(WIDEST, picture.variants[-1][0])
        return PictureView(((width, COVER_PICTURE),), width, round(picture.height * width / picture.width), "")

    # --- pages and articles -----------------------------------------------------------------------------------------

    def page(self, view: PageView) -> PageView:
        """A newspaper page: the list of what stands on it."""
        groups = (SectionGroup(group.name, tuple(self._pieces(group))) for group in view.groups)
        return replace(
            view,
            path=self.places[view.path],
            issue=self.issue,
            page=self._head(view.page),
            groups=tuple(group for group in groups if group.pieces),
            pages=(),
            previous=None,
            next=None,
            press=None,
        )

    def _pieces(self, group: SectionGroup) -> Iterator[PieceView]:
        for piece in group.pieces:
            address = self.places.get(piece.address)
            if piece.kind is not Kind.ADVERT and address is not None:
                yield replace(
                    piece,
                    address=address,
                    blocks=(),
                    jump_from=self._jump(piece.jump_from),
                    jump_on=self._jump(piece.jump_on),
                )

    def article(self, view: ArticleView) -> ArticleView:
        """A whole story."""
        parts = tuple(map(self._part, view.parts))
        path = self.places[view.path]
        return replace(view, path=path, issue=self.issue, parts=parts, previous=None, next=None, share=None)

    def _part(self, part: PartView) -> PartView:
        return replace(
            part,
            page=self._head(part.page),
            blocks=self._blocks(part.blocks),
            jump_from=self._jump(part.jump_from),
            jump_on=self._jump(part.jump_on),
        )

    def _head(self, page: PageHead) -> PageHead:
        return replace(page, address=self.places.get(page.address) if page.address else None)

    def _jump(self, jump: JumpView | None) -> JumpView | None:
        return replace(jump, address=self.inside(jump.address) if jump.address else None) if jump else None

    # --- text -------------------------------------------------------------------------------------------------------

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return replace_figures(replace_links(blocks, self._link), self._figure)

    def _link(self, link: Link) -> tuple[Inline, ...]:
        """A link inside the book or to the web; the plain words of one that leads to neither."""
        if link.kind != "address":
            return (link,)
        target = self.inside(link.target)
        return (replace(link, target=target),) if target is not None else link.children

    def _figure(self, figure: Figure) -> Figure:
        if not isinstance(figure, FigureView):
            return figure
        return replace(figure, pictures=tuple(map(self._picture, figure.pictures)))

    def _picture(self, picture: PictureView) -> PictureView:
        """The widest variant that is not too wide, as JPEG."""
        narrow = [variant for variant in picture.variants if variant[0] <= WIDEST]
        width, address = narrow[-1] if narrow else picture.variants[0]
        local = f"{self._local(address).removesuffix('.webp')}.jpg"
        self.pictures[local] = address
        self.is_described &= bool(picture.alt)
        return PictureView(((width, local),), width, round(picture.height * width / picture.width), picture.alt)


def _page(page: PageView, articles: tuple[ArticleView, ...]) -> EbookPage:
    """A newspaper page with the stories that begin on it."""
    own = [view for view in articles if view.parts[0].page.code == page.page.code]
    breaks = [(part.page.code, _link(view, f"#{part.marker}")) for view in own for part in view.parts[1:]]
    return EbookPage(page.page, tuple(map(_link, own)), tuple(breaks))


def _link(view: ArticleView, anchor: str = "") -> LinkView:
    language = view.language if view.language != view.site.language else ""
    return LinkView(view.path + anchor, view.title.text, language)


def _modified(issue: IssueHead, articles: tuple[ArticleView, ...]) -> dt.datetime:
    """When the issue came out, or the first moment of the day of its last correction, where that is later."""
    days = [correction.date for view in articles for correction in view.corrections]
    days += [view.retraction.date for view in articles if view.retraction is not None]
    zone = issue.published.tzinfo
    moments = (dt.datetime.combine(day, dt.time(), zone) for day in days)
    return max((issue.published, *moments)).astimezone(dt.UTC)


def _digest(name: str) -> str:
    return f"n{hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]}"
