"""How an article is cited, as text: with its people, headline, paper, date and pages.

The form is the locale file's. The one for simplified Chinese is that of GB/T 7714-2015 (4.4, 8): `周雁. 大桥通了[N].
江城日报, 2026-11-24(01, 02).` Of more than three people the first three are named.
"""

from __future__ import annotations

from broadsheet.edition.views import ArticleView
from broadsheet.output.links import absolute
from broadsheet.output.locale import Locale

_MOST_NAMED = 3


def reference(view: ArticleView, locale: Locale) -> str:
    """The article as a list of references would have it; with the web address where the paper has a base_url.

    A tail's own address is cited as the whole story, with the page of the tail.
    """
    codes = dict.fromkeys(part.page.code.replace("-", "–") for part in view.parts)
    pages = locale.text("citation_page_separator").join(codes)
    said = locale.text(
        "citation",
        title=view.title.text if view.head is None else view.head.text,
        paper=view.site.name,
        date=locale.date(view.issue.date, "citation"),
        pages=locale.text("citation_pages", pages=pages, count=len(codes)),
    )
    people = _people([person.name for person in view.byline], locale)
    if people:
        said = locale.text("citation_by", people=people, citation=said)
    if view.site.base_url is None:
        return said
    return locale.text("citation_at", citation=said, address=absolute(view.site.base_url, view.canonical))


def _people(names: list[str], locale: Locale) -> str:
    names = list(dict.fromkeys(names))
    joined = locale.text("citation_separator").join(names[:_MOST_NAMED])
    return joined if len(names) <= _MOST_NAMED else locale.text("citation_others", people=joined)
