"""What the reading pages say in the paper's language: interface strings, dates, page labels, jump lines, bylines."""

from __future__ import annotations

import datetime as dt
import functools
import re
import string
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.edition.views import IssueHead, JumpView, PageHead
from broadsheet.model import Person
from broadsheet.output.theme import Theme
from broadsheet.output.theme_settings import LocaleString, parse_strings

if TYPE_CHECKING:
    from babel import Locale as BabelLocale

FALLBACK = "en"

_SCRIPTS = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans"} | dict.fromkeys(
    ("zh-TW", "zh-HK", "zh-MO"), "zh-Hant"
)
_DIGITS = "〇一二三四五六七八九"
_TRADITIONAL = str.maketrans("闰腊惊蛰谷满种处", "閏臘驚蟄穀滿種處")
"""Of the simplified characters in names of lunar months and solar terms."""
CHARACTERS_A_MINUTE = 1000
"""Latin letters read in a minute: 200 words."""


class Locale:
    """The interface in one language. Immutable and picklable."""

    def __init__(self, language: str, strings: tuple[tuple[str, LocaleString], ...]) -> None:
        self.language = language
        """Of the strings, which need not be the paper's: an unknown one is served in English."""
        self._strings = {key: text if isinstance(text, str) else dict(text) for key, text in strings}

    @functools.cached_property
    def _babel(self) -> BabelLocale:
        from babel import Locale as BabelLocale  # late: 15 ms that a build of nothing new need not wait for

        return BabelLocale.parse(self.language, sep="-")

    def text(self, key: str, **values: object) -> str:
        """The string with its values; of several plural forms, the one for `count`. KeyError for an unknown key."""
        found = self._strings[key]
        if not isinstance(found, str):
            form = self._babel.plural_form(int(str(values.get("minutes", values.get("count", 0)))))
            found = found.get(form, found["other"])
        return found.format(**values) if values else found

    # --- dates ------------------------------------------------------------------------------------------------------

    def date(self, date: dt.date, form: str = "long") -> str:
        """`2026年11月24日　星期二`; forms: long, short, month_day, month."""
        return _format_date(date, self.text(f"date_{form}"), self._babel)

    def issue_date(self, issue: IssueHead, form: str = "long") -> str:
        """The issue's date; of a double issue, first and last."""
        if issue.until is None:
            return self.date(issue.date, form)
        return self.text("date_range", first=self.date(issue.date, "short"), last=self.date(issue.until, "short"))

    def lunar(self, date: dt.date) -> str:
        """`农历丙午年十月十六`, which Chinese papers print in the folio; with the solar term (节气) on its day."""
        year, month, day, term = _lunar(date)
        if self.language.startswith("zh-Hant"):
            month, term = month.translate(_TRADITIONAL), term.translate(_TRADITIONAL)
        lunar = self.text("lunar", year=year, month=month, day=day)
        return self.text("lunar_term", lunar=lunar, term=term) if term else lunar

    # --- pages and jumps --------------------------------------------------------------------------------------------

    def page(self, code: str) -> str:
        """`第02版`."""
        return self.text("page_label", code=code.replace("-", "–"))

    def page_name(self, page: PageHead) -> str:
        """`第02版 综合`; the label alone where the page has no name."""
        return f"{self.page(page.code)} {page.name}".rstrip()

    def jump_page(self, code: str) -> str:
        """The page as jump lines call it: `第二版`, `A2版`, `page 2`; of a spread, both (`第四、五版`)."""
        numbers = [int(part) for part in code.split("-") if part.isdigit()]
        if not numbers:
            return self.text("jump_code", code=code.replace("-", "–"))
        number, figure = "、".join(map(han_number, numbers)), "–".join(map(str, numbers))
        return self.text("jump_number", number=number, figure=figure)

    def jump_on(self, jump: JumpView) -> str:
        """`（下转第二版）`."""
        return self._jump("jump_on", jump)

    def jump_from(self, jump: JumpView) -> str:
        """`（上接第一版）`, across issues `（上接11月23日第一版）`."""
        return self._jump("jump_from", jump)

    def _jump(self, key: str, jump: JumpView) -> str:
        page = self.jump_page(jump.page)
        if jump.date is not None:
            return self.text(f"{key}_date", page=page, date=self.date(jump.date, "month_day"))
        if jump.word:
            return self.text(f"{key}_word", page=page, word=jump.word.upper())
        return self.text(key, page=page)

    # --- people -----------------------------------------------------------------------------------------------------

    def people(self, people: Iterable[Person]) -> str:
        """The names; those of one role together where the role stands first: `记者 周雁　顾小满`."""
        pattern = self.text("person_role")
        if pattern.index("{role}") > pattern.index("{name}"):
            return self._joined([self._with_role([person.name], person.role, person.affiliation) for person in people])
        return self._joined(
            [
                self._with_role([person.name for person in group], role, affiliation)
                for (role, affiliation), group in groupby(people, key=lambda person: (person.role, person.affiliation))
            ]
        )

    def byline(self, people: Iterable[Person]) -> str:
        """The line under the headline."""
        return self.text("byline", people=self.people(people))

    def length(self, characters: int) -> str:
        """How long the text is: `820字`, in Latin papers `4 minutes`."""
        return self.text("length", count=characters, minutes=max(1, round(characters / CHARACTERS_A_MINUTE)))

    def credits(self, people: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
        """`责编：方见山`, one for each role."""
        separator = self.text("credits_separator")
        return tuple(self.text("credits_pair", role=role, names=separator.join(names)) for role, names in people)

    def _with_role(self, names: list[str], role: str, affiliation: str) -> str:
        if not role and not affiliation:
            return self._joined(names)
        key = "person" + ("_role" if role else "") + ("_affiliation" if affiliation else "")
        return self.text(key, name=self._joined(names), role=role, affiliation=affiliation)

    def _joined(self, names: list[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self.text("person_separator").join(names[:-1]) + self.text("person_last_separator") + names[-1]


def load_locale(
    theme: Theme,
    language: str,
    location: Location = Location("content/paper.yaml"),  # noqa: B008 - immutable
) -> tuple[Locale, tuple[Diagnostic, ...]]:
    """The theme's strings in the paper's language; a nearer theme's file need only hold what it changes.

    Reports `unknown-language` (English then), `missing-string` (the English one stands in), and faults in the files.
    """
    diagnostics: list[Diagnostic] = []
    english = _strings(theme, FALLBACK, diagnostics)
    known = sorted({file.path[8:-5] for layer in theme.layers for file in layer if file.path.startswith("locales/")})
    found = next((tag for tag in _candidates(language) if tag in known), None)
    if found is None:
        message = f"no interface strings for the language '{language}': English ones are used"
        hint = did_you_mean(language, known) or f"languages: {', '.join(known)}"
        diagnostics.append(warning("unknown-language", location, message, hint=hint))
        return Locale(FALLBACK, tuple(english.items())), tuple(diagnostics)
    own = english if found == FALLBACK else _strings(theme, found, diagnostics)
    file = theme.find(f"locales/{found}.yaml")
    place = Location(file[1].location if file else location.path)
    missing = [key for key in english if key not in own]
    if missing:
        message = f"the strings lack {', '.join(missing)}: English stands in"
        diagnostics.append(warning("missing-string", place, message))
    return Locale(found, tuple((english | own).items())), tuple(diagnostics)


def han_number(number: int) -> str:
    """1–99 as Chinese newspapers count pages: 二, 十, 十二, 二十, 二十一; larger ones in figures."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + ("" if ones == 0 else _DIGITS[ones])


def _candidates(language: str) -> list[str]:
    """The tags to look for, nearest first: zh-Hans-CN, zh-Hans; zh-TW, zh-Hant; en-GB, en (RFC 4647, lookup)."""
    parts = re.split(r"[-_]", language)
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    tags = [tag[:1].lower() + tag[1:] for tag in tags]
    return [name for tag in tags for name in (tag, _SCRIPTS.get(tag, tag))]


def _strings(theme: Theme, language: str, diagnostics: list[Diagnostic]) -> dict[str, LocaleString]:
    """Of all layers, a nearer one's string over a farther one's; a string with another placeholder is reported."""
    merged: dict[str, LocaleString] = {}
    for file in reversed(theme.all(f"locales/{language}.yaml")):
        strings, faults = parse_strings(file.data, file.location)
        diagnostics += faults
        for key, text, place in strings:
            unknown = _placeholders(text) - _placeholders(merged.get(key, text)) - _ALWAYS_GIVEN
            if unknown:
                message = f"'{key}' names {{{min(unknown)}}}, which is not given to it"
                diagnostics.append(error("bad-theme", place, message))
            else:
                merged[key] = text
    return merged


_ALWAYS_GIVEN = frozenset({"number", "figure", "word", "count", "minutes"})


def _placeholders(text: LocaleString) -> frozenset[str]:
    texts = (text,) if isinstance(text, str) else tuple(form for _, form in text)
    return frozenset(name for part in texts for _, name, _, _ in string.Formatter().parse(part) if name is not None)


@functools.lru_cache(maxsize=4096)
def _format_date(date: dt.date, pattern: str, locale: BabelLocale) -> str:
    from babel.dates import format_date

    return format_date(date, pattern, locale=locale)


@functools.lru_cache(maxsize=4096)
def _lunar(date: dt.date) -> tuple[str, str, str, str]:
    """Year in the sexagenary cycle, month and day of the Chinese calendar; the solar term that begins, or nothing."""
    from lunar_python import Solar  # imported here: 40 ms that papers in other languages need not wait for

    lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    return lunar.getYearInGanZhi(), lunar.getMonthInChinese(), lunar.getDayInChinese(), lunar.getJieQi()
