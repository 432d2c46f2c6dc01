"""Views to bytes: the theme's templates, with the few functions they need.

A document is a pure function of its view, the theme and the locale. Templates are called with `view`, `site` (the
view's), `locale`, and the functions of `_Tools`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from broadsheet.diagnostics import BroadsheetError
from broadsheet.edition import addresses
from broadsheet.edition.views import (
    ArchiveMonthView,
    ArchiveView,
    ArchiveYearView,
    ArticleView,
    CorrectionsView,
    EbookView,
    FigureView,
    FrontView,
    ListingMonthView,
    ListingsView,
    ListingView,
    NotFoundView,
    OfflineView,
    OverviewView,
    PageView,
    RedirectView,
    SearchView,
    StandingView,
    View,
)
from broadsheet.model import Block, Person
from broadsheet.output import links
from broadsheet.output.bilingual import BilingualLocale, first_of, spelled_out
from broadsheet.output.byline import linked_byline
from broadsheet.output.calendar import weekdays, weeks
from broadsheet.output.epub.writer import XhtmlWriter
from broadsheet.output.heads import head_functions
from broadsheet.output.html import BlockWriter, clauses, ems, headline, longest
from broadsheet.output.locale import Locale
from broadsheet.output.modules import arrange
from broadsheet.output.qr import qr_svg
from broadsheet.output.reference import reference
from broadsheet.output.template_faults import template_fault
from broadsheet.output.templates import Templates
from broadsheet.output.theme import Theme

_TEMPLATES: dict[type, str] = {
    FrontView: "front.html",
    PageView: "page.html",
    ArticleView: "article.html",
    OverviewView: "overview.html",
    ArchiveView: "archive.html",
    ArchiveYearView: "archive-year.html",
    ArchiveMonthView: "archive-month.html",
    ListingsView: "listings.html",
    ListingView: "listing.html",
    ListingMonthView: "listing-month.html",
    CorrectionsView: "corrections.html",
    StandingView: "standing.html",
    SearchView: "search.html",
    NotFoundView: "404.html",
    OfflineView: "offline.html",
    RedirectView: "redirect.html",
}


BookView = EbookView | PageView | ArticleView
"""What the documents of an e-book show."""


def renderer_for(theme: Theme, locale: Locale, second: Locale | None = None, *, cache: Path | None = None) -> Renderer:
    """The renderer of a theme in its languages, made once in each process for each state of the theme's files.

    The theme's digest covers its strings, so that the languages name them. Compiled templates are kept in the folder
    `cache`; nowhere when it is `None`.
    """
    key = theme.digest, locale.language, second.language if second is not None else None, cache
    if key not in _renderers:
        _renderers.clear()
        _renderers[key] = Renderer(theme, locale, second, cache=cache)
    return _renderers[key]


class Renderer:
    """Renders views in one theme and language. Templates are compiled at first use.

    With a `second` language, what the interface says in it stands beside each text (see output.bilingual).
    """

    def __init__(
        self, theme: Theme, locale: Locale, second: Locale | None = None, *, cache: Path | None = None
    ) -> None:
        self._theme = theme
        self._locale = locale
        self.words: Locale | BilingualLocale = locale if second is None else BilingualLocale(locale, second)
        """What templates call `locale`."""
        self._assets = dict(theme.asset_names)
        self._environment = Templates(theme, cache)
        self._environment.filters |= {
            "title": headline,
            "clauses": clauses,
            "longest": longest,
            "ems": ems,
            "css": css_string,
        }
        self._environment.globals |= {
            "locale": self.words,
            "t": self.words.text,
            "rows": arrange,
            "weeks": weeks,
            "weekdays": weekdays if isinstance(self.words, Locale) else self.words.weekdays,
            **head_functions(locale),
            "reference": partial(reference, locale=locale),
            "languages": _languages(locale, second),
            "addresses": addresses,
        }

    def render(self, view: View) -> bytes:
        """The document: UTF-8 with LF. Raises BroadsheetError (`template-error`) with the template's place."""
        return spelled_out(self._text(_TEMPLATES[type(view)], view, _Tools(self, view).functions())).encode()

    def render_book(self, template: str, view: BookView) -> bytes:
        """A document of an e-book, as XML and in the paper's own language. Raises BroadsheetError as `render`."""
        functions = _BookTools(self, view).functions()
        return self._text(template, view, {**functions, "locale": self._locale, "t": self._locale.text}).encode()

    def _text(self, name: str, view: View | BookView, functions: dict[str, Any]) -> str:
        try:
            return self._environment.get_template(name).render(view=view, site=view.site, **functions)
        except Exception as fault:
            raise BroadsheetError(template_fault(fault, view.path, self._environment.places)) from fault

    def asset(self, name: str) -> str:
        """The address of an asset by the name it has in the theme; raises LookupError when it has none."""
        try:
            return self._assets[name]
        except KeyError:
            raise LookupError(f"the theme has no asset '{name}'") from None

    @property
    def locale(self) -> Locale:
        """The interface's language."""
        return self._locale


class _Tools:
    """What a template may call; bound to the document, from which links lead."""

    def __init__(self, renderer: Renderer, view: View | BookView) -> None:
        self._renderer = renderer
        self._view = view
        self._options = dict(view.site.theme_options)
        self._hrefs: dict[str, str] = {}

    def functions(self) -> dict[str, Callable[..., Any]]:
        return {
            "link": self.link,
            "absolute": self.absolute,
            "asset": self.asset,
            "option": self.option,
            "html": self.html,
            "story": self.story,
            "byline": self.byline,
            "qr": self.qr,
        }

    def link(self, address: str) -> str:
        """The relative href of an address of the edition; a web address as it is."""
        href = self._hrefs.get(address)
        if href is None:
            href = self._hrefs[address] = links.relative(self._view.path, address)
        return href

    def absolute(self, address: str) -> str:
        """The web address; raises LookupError for a paper without a base_url."""
        base = self._view.site.base_url
        if base is None:
            raise LookupError("the paper has no base_url: ask 'site.base_url is not none' first")
        return links.absolute(base, address)

    def asset(self, name: str) -> str:
        """The href of a file of the theme's assets."""
        return self.link(self._renderer.asset(name))

    def option(self, name: str) -> str | int | float | bool:
        """The value of a theme option; raises LookupError for one the theme does not declare."""
        if name not in self._options:
            raise LookupError(f"the theme declares no option '{name}'")
        return self._options[name]

    def html(self, blocks: tuple[Block, ...], figure: Callable[..., str], prefix: str = "", shift: int = 0) -> Markup:
        """Blocks as markup."""
        return self._writer(figure, prefix, shift).blocks(blocks)

    def story(self, blocks: tuple[Block, ...], figure: Callable[..., str], dateline: str, prefix: str = "") -> Markup:
        """The blocks of a story's first part, its dateline run in."""
        return self._writer(figure, prefix, 0).story(blocks, dateline, self._renderer.locale.text("dateline_gap"))

    def byline(self, people: tuple[Person, ...]) -> Markup:
        """The line under the headline, each name a link where its author has a document."""
        return linked_byline(people, self._renderer.locale, self._view.site, self.link)

    def qr(self, address: str) -> Markup:
        """The QR code of the address on the web; raises LookupError for a paper without a base_url."""
        return qr_svg(self.absolute(address), self._renderer.words.text("qr_code"))

    def _writer(self, figure: Callable[[FigureView], str], prefix: str, shift: int) -> BlockWriter:
        return BlockWriter(self.link, figure, self._renderer.words.text, prefix, shift)


class _BookTools(_Tools):
    """The same for a document of an e-book."""

    def _writer(self, figure: Callable[[FigureView], str], prefix: str, shift: int) -> BlockWriter:
        return XhtmlWriter(self.link, figure, self._renderer.locale.text, prefix, shift)


def css_string(text: str) -> Markup:
    """The text as a CSS string (CSS Syntax 3, 4.3.5); nothing in it can end the string or its attribute."""
    text = first_of(text)
    if isinstance(text, Markup):
        text = text.unescape()
    escaped = "".join(c if c.isalnum() or c in " .,:/-_·—　" else f"\\{ord(c):x} " for c in text)
    return Markup('"{}"').format(Markup(escaped))


def _languages(*locales: Locale | None) -> tuple[tuple[str, str], ...]:
    """(tag, its own name) of the languages in which the interface speaks, the paper's first."""
    return tuple((locale.language, locale.text("language_name")) for locale in locales if locale is not None)


_renderers: dict[tuple[str, str, str | None, Path | None], Renderer] = {}
"""At most one: that of the last build."""
