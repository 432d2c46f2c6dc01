"""The functions by which templates tell programs, in a document's head, what it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from broadsheet.output.citation import citation
from broadsheet.output.feeds import feed_links
from broadsheet.output.locale import Locale
from broadsheet.output.open_graph import open_graph
from broadsheet.output.structured import article_json, front_json, page_json


def head_functions(locale: Locale) -> dict[str, Callable[..., Any]]:
    """By the names that templates know; all of them speak the paper's language."""
    return {
        "article_json": partial(article_json, locale=locale),
        "front_json": partial(front_json, locale=locale),
        "page_json": partial(page_json, locale=locale),
        "open_graph": partial(open_graph, locale=locale),
        "citation": citation,
        "feed_links": partial(feed_links, locale=locale),
    }
