"""What is shown where a document is shared: Open Graph properties and the card of microblogs."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.edition.figures import figures_shown, photos_shown
from broadsheet.edition.views import ArticleView, FrontView, PageView, PictureView, SiteView
from broadsheet.model import Kind
from broadsheet.output.links import absolute
from broadsheet.output.locale import Locale
from broadsheet.output.pictures import media_type, widest

_HEADLINES = 4
"""Headlines that tell what a front or page has."""
_LARGE = 600
"""Pixels of width from which a picture is shown above the text."""

Pair = tuple[str, str]


def open_graph(view: ArticleView | FrontView | PageView, locale: Locale) -> tuple[Pair, ...]:
    """(property, content) pairs; addresses only where the paper has a base_url.

    The picture of an article is the one made for sharing, else its first photo; of a front its lead's photo, else the
    first page; of a page the page itself, else its first photo.
    """
    match view:
        case ArticleView():
            own, picture = _article(view), view.share or next((picture for _, picture in photos_shown(view)), None)
        case FrontView():
            own, picture = _front(view, locale), _of_front(view)
        case PageView():
            own, picture = _page(view, locale), _of_page(view)
    language = view.language if isinstance(view, ArticleView) else view.site.language
    return (
        *own,
        ("og:site_name", view.site.name),
        ("og:locale", _locale(language)),
        *_on_the_web(view.site, view.canonical, picture),
    )


def _article(view: ArticleView) -> Iterator[Pair]:
    yield "og:type", "article"
    yield "og:title", view.title.text
    if view.summary:
        yield "og:description", view.summary
    yield "article:published_time", view.issue.published.isoformat()
    changes = [correction.date for correction in view.corrections]
    changes += [view.retraction.date] if view.retraction is not None else []
    if changes:
        yield "article:modified_time", max(changes).isoformat()
    yield from (("article:author", person.name) for person in view.byline)
    yield from (("article:section", section) for section in view.sections[:1])
    yield from (("article:tag", tag) for tag in view.tags)


def _front(view: FrontView, locale: Locale) -> Iterator[Pair]:
    yield "og:type", "website"
    yield "og:title", f"{view.site.name} {locale.issue_date(view.issue)}"
    leading = (*((view.lead,) if view.lead else ()), *view.seconds)
    if said := _said([teaser.title.text for teaser in leading]) or view.site.tagline:
        yield "og:description", said


def _page(view: PageView, locale: Locale) -> Iterator[Pair]:
    yield "og:type", "website"
    yield "og:title", f"{view.site.name} {locale.issue_date(view.issue, 'short')} {locale.page_name(view.page)}"
    pieces = [piece for group in view.groups for piece in group.pieces]
    told = [piece.title.text for piece in pieces if piece.kind is not Kind.ADVERT and piece.retraction is None]
    if said := _said(told):
        yield "og:description", said


def _said(headlines: list[str]) -> str:
    """The first headlines, each once."""
    return " | ".join(list(dict.fromkeys(headlines))[:_HEADLINES])


def _on_the_web(site: SiteView, canonical: str, picture: PictureView | None) -> Iterator[Pair]:
    if site.base_url is None:
        return
    yield "og:url", absolute(site.base_url, canonical)
    if picture is None:
        yield "twitter:card", "summary"
        return
    file = widest(picture)
    yield "og:image", absolute(site.base_url, file.address)
    yield "og:image:type", media_type(file.address)
    yield "og:image:width", str(file.width)
    yield "og:image:height", str(file.height)
    if picture.alt:
        yield "og:image:alt", picture.alt
    yield "twitter:card", "summary_large_image" if file.width >= max(_LARGE, file.height) else "summary"


def _of_front(view: FrontView) -> PictureView | None:
    if view.lead is not None and view.lead.figure is not None:
        return view.lead.figure.pictures[0]
    return next((card.thumbnail for card in view.pages if card.thumbnail is not None), None)


def _of_page(view: PageView) -> PictureView | None:
    if view.press is not None and view.press.picture is not None:
        return view.press.picture
    blocks = (block for group in view.groups for piece in group.pieces for block in piece.blocks)
    return next((figure.pictures[0] for figure in figures_shown(blocks)), None)


def _locale(language: str) -> str:
    """`zh_CN` for zh-Hans: Open Graph takes language and territory."""
    territory = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "zh": "zh_CN", "ja": "ja_JP", "en": "en_US"}
    return territory.get(language, language.replace("-", "_"))
