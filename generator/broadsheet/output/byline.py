"""The line under the headline, its names linked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from broadsheet.edition.views import SiteView
from broadsheet.model import Person
from broadsheet.output.escape import escaped
from broadsheet.output.locale import Locale

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Noncharacters, which no text holds (Unicode 23.7): between them stands a person's number while the line is made."""


def linked_byline(people: tuple[Person, ...], locale: Locale, site: SiteView, link: Callable[[str], str]) -> Markup:
    """`记者 周雁　顾小满`; a name whose author has a document is a link to it.

    The line is made of numbers in the names' place, so that a language may put names and roles as it likes.
    """
    numbered = tuple(replace(person, name=f"{_BEGIN}{number}{_END}") for number, person in enumerate(people))
    line = escaped(locale.byline(numbered))

    def name(found: re.Match[str]) -> str:
        person = people[int(found[1])]
        address = site.author_address(person.name)
        shown = escaped(person.name)
        return shown if address is None else Markup('<a rel="author" href="{}">{}</a>').format(link(address), shown)

    return Markup(re.sub(f"{_BEGIN}(\\d+){_END}", name, line))
