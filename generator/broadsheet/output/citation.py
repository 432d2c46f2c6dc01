"""What reference managers read in an article's head: Highwire Press tags, Dublin Core and PRISM where they say more.

Zotero's generic translator (Embedded Metadata) takes an item's type and paper from `DC.type` and `DC.source`;
`citation_journal_title` would make a journal's article of it. Section and date come from Open Graph beside these.
"""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.edition.views import ArticleView
from broadsheet.output.links import absolute


def citation(view: ArticleView) -> Iterator[tuple[str, str]]:
    """(name, content) pairs of `meta` elements; addresses only where the paper has a base_url.

    The page is the code of the first that prints the story: a story on pages 01 and 05 is not on those between.
    """
    yield "citation_title", view.title.text
    for person in view.byline:
        yield "citation_author", person.name
        if person.affiliation:
            yield "citation_author_institution", person.affiliation
    yield "citation_publication_date", f"{view.issue.date:%Y/%m/%d}"
    if view.issue.number:
        yield "citation_issue", view.issue.number
    yield "citation_firstpage", view.parts[0].page.code
    yield "citation_language", view.language
    yield from (("citation_keywords", tag) for tag in view.tags)
    if view.summary:
        yield "citation_abstract", view.summary
    if view.site.base_url is not None:
        yield "citation_public_url", absolute(view.site.base_url, view.canonical)
    yield "DC.type", "newspaperArticle"
    yield "DC.source", view.site.name
    yield "DC.publisher", view.site.name
    if view.issue.suffix:
        yield "prism.edition", view.issue.suffix
