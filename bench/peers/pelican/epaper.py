"""The newspaper's part in Pelican: groups articles by issue, page and section, and writes pages and issues."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pelican import signals

PAGES = ("要闻", "国内", "国际", "经济", "社会", "文化", "体育", "副刊")


def register() -> None:
    """Called by Pelican."""
    signals.article_generator_finalized.connect(group_articles)
    signals.article_writer_finalized.connect(write_pages)


def group_articles(generator: Any) -> None:
    """Gives the templates ISSUES, and NAV by an article's `key`."""
    for article in generator.articles:
        article.day = article.date.strftime("%Y-%m-%d")
        article.key = f"{article.day}/{article.pp}/{article.aid}"
    articles = {article.key: article for article in generator.articles}
    ordered = sorted(articles.values(), key=lambda article: (article.day, article.pp, int(article.order)))
    first = ordered[0].date
    navigation: dict[str, dict[str, Any]] = {}
    issues = []
    for day, of_day in groupby(ordered, key=lambda article: article.day):
        pages = [_page(day, page, list(row)) for page, row in groupby(of_day, key=lambda article: article.pp)]
        for page in pages:
            navigation |= _navigation(page["articles"], articles, day)
        number = (pages[0]["articles"][0].date - first).days + 1
        issues.append({"date": day, "url": f"{day}/", "pages": pages, "title": f"{day} 第{number}期"})
    generator.context.update(NAV=navigation, ISSUES=issues, PAGE_NAMES=PAGES)


def write_pages(generator: Any, writer: Any) -> None:
    """Writes the documents of pages and issues, which Pelican does not know."""
    of_page, of_issue = generator.get_template("newspage"), generator.get_template("issue")
    for issue in generator.context["ISSUES"]:
        for page in issue["pages"]:
            writer.write_file(f"{page['url']}index.html", of_page, generator.context, relative_urls=False, np=page)
        writer.write_file(f"{issue['url']}index.html", of_issue, generator.context, relative_urls=False, issue=issue)


def _page(day: str, page: str, row: list[Any]) -> dict[str, Any]:
    return {
        "date": day,
        "url": f"{day}/{page}/",
        "articles": row,
        "title": f"第{int(page)}版 {PAGES[int(page) - 1]}",
        "groups": [(name, list(group)) for name, group in groupby(row, key=lambda article: article.column)],
    }


def _navigation(row: list[Any], articles: dict[str, Any], day: str) -> dict[str, dict[str, Any]]:
    return {
        article.key: {
            "prev": row[place - 1] if place else None,
            "next": row[place + 1] if place + 1 < len(row) else None,
            "to": articles.get(f"{day}/{getattr(article, 'continues_to', '')}"),
            "frm": articles.get(f"{day}/{getattr(article, 'continued_from', '')}"),
        }
        for place, article in enumerate(row)
    }
