"""The conventions of newsrooms: jump lines, run-in credits and caption credits, as copy arrives with them.

The patterns live in `broadsheet/locales/<language>.yaml`; this module knows how to put them together and what the parts
they catch mean.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from broadsheet.content.patterns import (
    CLOSING_BRACKETS,
    OPENING_BRACKETS,
    JumpKind,
    JumpPattern,
    LazyPattern,
    credit_pattern,
    jump_pattern,
    near_jump,
    opening_pattern,
    parts_of,
)
from broadsheet.content.people import People
from broadsheet.diagnostics import Location
from broadsheet.model import JumpStatement, Person, Ref

FALLBACK = "en"
Place = Literal["alone", "start", "end"]
_LEAP_YEAR = 2024
"""Stands in for a year that is not given: 29 February may be meant."""
_REMEMBERED = 2048
"""Bylines and credits kept with what they mean: the same names stand in every issue."""
LONGEST_CREDIT = 150
"""In characters; farther from a caption's end none is looked for."""
_LOCALES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}
"""Languages whose tags do not name their script."""
_AFTER_CREDIT = "：:，, \u3000\n"
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) == "/"}
"""Full-width letters, digits and slashes to plain ones, one for one, so that places in the text stay."""
_ANY_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FULL_WIDTH))}]")


@dataclass(frozen=True, slots=True)
class FoundJump:
    """A jump line in a text."""

    kind: JumpKind
    """`either`: its place tells; `tentative`: onward, but only if a tail fits."""
    statement: JumpStatement
    length: int
    """Characters of the text that it takes, its brackets included."""


@dataclass(frozen=True, slots=True)
class RunInCredit:
    """Who and where from, at the beginning of a text."""

    people: tuple[Person, ...]
    dateline: str
    """Empty when only people are named."""
    length: int
    """Characters of the text that it takes, with the marks and spaces after it."""


class Newsroom:
    """The conventions of one language."""

    def __init__(self, language: str, patterns: Mapping[str, Any]) -> None:
        self.language = language
        self._digits: str = patterns["digits"]
        self._people = People(patterns)
        self.people = lru_cache(maxsize=_REMEMBERED)(self._people.people)
        self._stated = lru_cache(maxsize=_REMEMBERED)(self._told_apart)
        self._parts = parts_of(patterns)
        self._jumps = tuple(jump_pattern(entry, self._parts) for entry in patterns["jumps"])
        self._near_jump = near_jump(patterns["near_jumps"])
        self._jump_marks: tuple[str, ...] = tuple(patterns["jump_marks"])
        self._marks_have_case = any(mark.upper() != mark for mark in self._jump_marks)
        self.jump_examples: str = patterns["jump_examples"]
        """How jump lines are written, for messages."""
        self._openings = tuple(opening_pattern(text, self._parts) for text in patterns["openings"])
        self._credits = tuple(credit_pattern(text, self._parts) for text in patterns["credits"])
        self._no_name = re.compile(patterns["no_name"])

    # --- jump lines -------------------------------------------------------------------------------------------------

    def may_hold_jump(self, text: str) -> bool:
        """Whether a jump line, or what was meant for one, can be in a text at all.

        A quick look: where it says no, none of the following would find anything.
        """
        if self._marks_have_case:
            text = _folded(text).casefold()
        return any(map(text.__contains__, self._jump_marks))

    def jump_line(self, text: str, *, location: Location, page_code: str, front_page: str = "") -> FoundJump | None:
        """The jump line that a paragraph's whole text is; `None` when it is none.

        `page_code` is that of the page the text stands on, `front_page` what 头版 means.
        """
        return self._jump(text, "alone", location, page_code, front_page)

    def starting_jump(self, text: str, *, location: Location, page_code: str, front_page: str = "") -> FoundJump | None:
        """The bracketed jump line that a text begins with."""
        return self._jump(text, "start", location, page_code, front_page)

    def ending_jump(self, text: str, *, location: Location, page_code: str, front_page: str = "") -> FoundJump | None:
        """The bracketed jump line that a text ends with."""
        return self._jump(text, "end", location, page_code, front_page)

    def unread_jump(self, text: str, where: Place) -> str | None:
        """What looks like a jump line in a place where none was understood."""
        if not _may_stand(text, where):
            return None
        regex: LazyPattern = getattr(self._near_jump, where)
        match = regex.search(_folded(text))
        return text[match.start() : match.end()].strip() if match else None

    def _jump(self, text: str, where: Place, location: Location, page_code: str, front_page: str) -> FoundJump | None:
        if not _may_stand(text, where):
            return None
        folded = _folded(text)
        for pattern in self._jumps:
            regex: LazyPattern = getattr(pattern, where)
            match = regex.search(folded)
            if match is None:
                continue
            written = text[match.start() : match.end()].strip().rstrip("：:")
            code = front_page or self._page_code("1", page_code)
            if match["page"]:
                code = self._page_code(match["page"], page_code)
            statement = self._statement(match, written, location, code, pattern)
            if statement is not None:
                return FoundJump(pattern.kind, statement, match.end() - match.start())
        return None

    def _statement(
        self, match: re.Match[str], text: str, location: Location, code: str | None, pattern: JumpPattern
    ) -> JumpStatement | None:
        found = match.groupdict()
        if code is None:
            return None
        issue, date = None, None
        if found.get("month"):
            year, month, day = found["year"], int(found["month"]), int(found["day"])
            if not _is_date(int(year or _LEAP_YEAR), month, day):
                return None
            issue, date = (f"{year}-{month:02}-{day:02}", None) if year else (None, (month, day))
        keyword = found.get("keyword")
        tentative = pattern.kind == "tentative"
        return JumpStatement(Ref(issue, code, None), location, keyword and keyword.strip(), date, tentative, text)

    def _page_code(self, written: str, own: str) -> str | None:
        """A written page; without a letter, in the manner of the page it stands on: 二 is 02 on 01, A2 on A1."""
        letters, figures = _split_code(re.sub(r"\s", "", written).upper())
        number = int(figures) if figures.isdecimal() else han_value(figures, self._digits)
        if number is None:
            return None
        if letters:
            return letters + (figures if figures.isdecimal() else str(number))
        own_letters, own_figures = _split_code(own.partition("-")[0])
        return f"{own_letters}{number:0{len(own_figures)}}"

    # --- credits ----------------------------------------------------------------------------------------------------

    def run_in_credit(self, text: str) -> RunInCredit | None:
        """Who and where from, as the opening of a body says it; `None` when it says neither."""
        folded = _folded(text)
        for opening in self._openings:
            match = opening.forms[0].match(folded) if opening.outline.match(folded) else None
            if match is not None:
                people = self.people(text[slice(*match.span("people"))]) if match["people"] else ()
                if not any(self._no_name.fullmatch(person.name) for person in people):
                    length = len(text) - len(text[match.end() :].lstrip(_AFTER_CREDIT))
                    return RunInCredit(people, text[slice(*match.span("dateline"))], length)
        return None

    def caption_credit(self, caption: str) -> tuple[str, tuple[str, ...], str]:
        """A caption without its credit, the names in the credit, and the credit as printed; both empty without one.

        What is told apart leaves nothing out but the credit's brackets and full stop. A time is no name: `清晨摄` stays
        in the caption.
        """
        caption = caption.strip()
        folded = _folded(caption)
        start = max(0, len(folded) - LONGEST_CREDIT)
        plausible = (credit.forms for credit in self._credits if credit.outline.search(folded, start))
        for form in itertools.chain.from_iterable(plausible):
            match = form.search(folded, start)
            if match is None:
                continue
            group = next((name for name in ("names", "free") if match.groupdict().get(name)), None)
            names = self._names(caption[slice(*match.span(group))]) if group else ()
            line = caption[slice(*match.span("line"))]
            # A credit inside a credit leaves names that nobody wrote.
            if not any(self._no_name.fullmatch(name) or _squeezed(name) not in _squeezed(line) for name in names):
                return caption[: match.start()].rstrip(), names, line
        return caption, (), ""

    def stated_credit(self, credit: str) -> tuple[tuple[str, ...], str]:
        """The names of a text known to be a credit (`唐果 王五 摄`, `王五`, `本报制图`), and the credit as printed."""
        return self._stated(credit)

    def _told_apart(self, credit: str) -> tuple[tuple[str, ...], str]:
        end = "。"  # after a sentence's end, nothing before the credit can be the caption's last words
        rest, names, line = self.caption_credit(end + credit)
        return (names, line) if rest == end else (self._names(credit), credit)

    def _names(self, text: str) -> tuple[str, ...]:
        return tuple(person.name for person in self.people(text))

    def names(self, text: str) -> tuple[str, ...]:
        """Names alone, parted by marks and, in Chinese, by spaces."""
        return self._people.names(text)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """The text with plain letters, digits and slashes for full-width ones; a paragraph is asked for several times."""
    return text.translate(_FULL_WIDTH) if not text.isascii() and _ANY_FULL_WIDTH.search(text) else text


def _may_stand(text: str, where: Place) -> bool:
    """Whether a text begins or ends in a bracket, as it must for a jump line to stand there."""
    match where:
        case "start":
            return text.lstrip()[:1] in OPENING_BRACKETS
        case "end":
            text = text.rstrip()
            text = text[:-1].rstrip() if text[-1:] in "。.：:" else text
            return text[-1:] in CLOSING_BRACKETS
    return True


def _squeezed(text: str) -> str:
    return "".join(text.split())


@cache
def newsroom(language: str) -> Newsroom:
    """The conventions of a language: its own, those of its script or of the language alone, else English ones."""
    import yaml  # late: a build that makes no article needs neither

    folder = files("broadsheet") / "locales"
    for tag in _tags(language):
        file = folder / f"{tag}.yaml"
        if file.is_file():
            return Newsroom(tag, yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return newsroom(FALLBACK)


def han_value(figures: str, digits: str) -> int | None:
    """The number that 1–99 is written as in Han figures (二, 十, 十二, 二十一); `None` for anything else."""
    tens, ten, ones = figures.rpartition("十")
    values = []
    for part, empty in ((tens, 1 if ten else 0), (ones, 0)):
        if not part:
            values.append(empty)
        elif len(part) == 1 and part in digits[1:]:
            values.append(digits.index(part))
        else:
            return None
    number = values[0] * 10 + values[1]
    return number or None


def _tags(language: str) -> list[str]:
    """The locale files that could serve a language, nearest first."""
    parts = language.replace("_", "-").split("-")
    tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    near = [_LOCALES[tag.lower()] for tag in tags if tag.lower() in _LOCALES]
    cased = ["-".join(part.title() if len(part) == 4 else part for part in tag.split("-")) for tag in tags]
    return [*cased[:-1], *near, cased[-1]]


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _split_code(code: str) -> tuple[str, str]:
    figures = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return code.removesuffix(figures), figures
