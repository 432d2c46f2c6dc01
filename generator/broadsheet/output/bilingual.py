"""The interface in two languages, for papers whose theme option `second_language` names another one.

Templates are rendered once. What the interface says in both languages goes through them as a pair between three
noncharacters; afterwards the pairs are spelled out: the paper's language stands in the text, the other one in
`data-second` attributes, from which a script takes it. So dates, page labels and plural forms are the locale files'
own in either language, and no text of an article can be taken for the interface's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from markupsafe import Markup

from broadsheet.diagnostics import Diagnostic, Location, error
from broadsheet.output.calendar import weekdays
from broadsheet.output.locale import CHARACTERS_A_MINUTE, Locale, load_locale
from broadsheet.output.theme import Theme

OPTION = "second_language"
_NONE = "none"

_FIRST, _SECOND, _END = "\ufdec", "\ufded", "\ufdee"
"""Noncharacters, which no text contains that is meant for others (Unicode Standard, 23.7)."""
_PAIR = re.compile(f"{_FIRST}([^{_FIRST}{_SECOND}{_END}]*){_SECOND}([^{_FIRST}{_SECOND}{_END}]*){_END}")
_TOKEN = re.compile(
    r"""(?P<raw><(?P<name>script|style|title|textarea|option)\b(?:"[^"]*"|'[^']*'|[^'">])*>)(?P<inside>.*?)(?P<end></(?P=name)>)"""
    r"""|(?P<tag><[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^'">])*>)|(?P<text>[^<]+|<)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s([\w-]+)="([^"]*)\"""")
_UNSEEN = re.compile(r"<(?:html|meta|link|base)\b")
"""Elements that show readers nothing."""
_OF_THE_TEXT = frozenset({"people", "byline", "credits", "lunar"})
"""What a locale says with names and words of the paper: it stays in the paper's language."""


class BilingualLocale:
    """What templates call `locale` in a bilingual paper: every text that it gives is a pair."""

    def __init__(self, first: Locale, second: Locale) -> None:
        self._first = first
        self._second = second
        self.language = first.language
        """Of the paper's own strings."""

    def length(self, characters: int) -> str:
        """How long the text is: the measure is that of the text's language, not of the interface's."""
        if self.language.startswith(("zh", "ja")):
            second = self._second.text("length_characters", count=characters)
        else:
            second = self._second.text("length_minutes", minutes=max(1, round(characters / CHARACTERS_A_MINUTE)))
        return str(paired(self._first.length(characters), second))

    def weekdays(self, strings: str, language: str) -> tuple[tuple[str, str], ...]:
        """Short and long names, as output.calendar gives them."""
        del strings
        names = (weekdays(locale.language, language) for locale in (self._first, self._second))
        return cast(tuple[tuple[str, str], ...], paired(*names))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        of_first, of_second = getattr(self._first, name), getattr(self._second, name)

        def both(*values: object, **named: object) -> Any:
            first = of_first(*map(first_of, values), **{key: first_of(value) for key, value in named.items()})
            if name in _OF_THE_TEXT:
                return first
            second = of_second(*map(second_of, values), **{key: second_of(value) for key, value in named.items()})
            return paired(first, second)

        return both


def load_second_locale(theme: Theme, first: Locale, location: Location) -> tuple[Locale | None, tuple[Diagnostic, ...]]:
    """The language that readers may switch the interface to; `None` when the paper offers none.

    Reports `bad-value` for a language without strings, and for the paper's own.
    """
    language = str(dict(theme.values).get(OPTION, _NONE))
    if language == _NONE:
        return None, ()
    second, diagnostics = load_locale(theme, language, location)
    unknown = next((each for each in diagnostics if each.code == "unknown-language"), None)
    if unknown is not None:
        message = f"theme option '{OPTION}' must be a language with interface strings (got '{language}')"
        return None, (error("bad-value", location, message, hint=unknown.hint),)
    if second.language == first.language:
        message = f"theme option '{OPTION}' must be another language than the paper's (got '{language}')"
        return None, (error("bad-value", location, message),)
    return second, diagnostics


def first_of(value: Any) -> Any:
    """A text without its second language; anything else as it is."""
    return _side(value, 1)


def second_of(value: Any) -> Any:
    """A text in its second language; anything else as it is."""
    return _side(value, 2)


def spelled_out(html: str) -> str:
    """The document with every pair as markup."""
    if _FIRST not in html:
        return html
    written: list[str] = []
    tokens = list(_TOKEN.finditer(_PAIR.sub(_plain, html)))
    for number, token in enumerate(tokens):
        text = token["text"]
        if token["raw"] is not None:
            written.append(_raw(token))
        elif text is None:
            written.append(_tag(token[0]))
        elif _FIRST in text:
            after = tokens[number + 1][0] if number + 1 < len(tokens) else ""
            alone = _PAIR.fullmatch(text) if after.startswith("</") else None
            if alone is not None and _opens(tokens[number - 1][0]):
                written[-1] = _with(written[-1], f' data-second="{alone[2]}"')
                written.append(alone[1])
            else:
                written.append(_PAIR.sub(_span, text))
        else:
            written.append(text)
    return "".join(written)


def paired(first: Any, second: Any) -> Any:
    """What is said in both languages as one text, or as tuples of such; what is the same in both as it is."""
    if isinstance(first, str) and isinstance(second, str):
        return first if first == second else f"{_FIRST}{first}{_SECOND}{second}{_END}"
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
        return tuple(map(paired, first, second))
    return first


def _side(value: Any, number: int) -> Any:
    if not isinstance(value, str) or _FIRST not in value:
        return value
    text = _PAIR.sub(lambda pair: pair[number], str(value))
    return Markup(text) if isinstance(value, Markup) else text


def _plain(pair: re.Match[str]) -> str:
    """A pair into which a filter has put markup cannot stand in an attribute: it stays in the first language."""
    return pair[0] if _fits(pair[1] + pair[2]) else pair[1]


def _span(pair: re.Match[str]) -> str:
    return f'<span data-second="{pair[2]}">{pair[1]}</span>'


def _raw(token: re.Match[str]) -> str:
    """An element that holds text alone: there is no room for a span in it."""
    opening, inside = _tag(token["raw"]), token["inside"]
    if token["name"] not in ("script", "style") and _FIRST in inside:
        opening = _with(opening, f' data-second="{second_of(inside).strip()}"')
    return f"{opening}{first_of(inside)}{token['end']}"


def _tag(tag: str) -> str:
    """Attributes in the first language, those in the second beside them, and which they are."""
    if _FIRST not in tag:
        return tag
    names = [] if _UNSEEN.match(tag) else [(name, value) for name, value in _ATTRIBUTE.findall(tag) if _FIRST in value]
    seconds = "".join(f' data-second-{name}="{second_of(value)}"' for name, value in names)
    on = f' data-second-on="{" ".join(name for name, _ in names)}"' if names else ""
    return _with(str(first_of(tag)), seconds + on)


def _with(tag: str, attributes: str) -> str:
    return f"{tag[:-1]}{attributes}>"


def _opens(tag: str) -> bool:
    return tag.startswith("<") and tag[1:2].isalpha() and tag.endswith(">")


def _fits(text: str) -> bool:
    """Whether a text, escaped as all are, can stand in an attribute."""
    return not any(mark in text for mark in '<>"')
