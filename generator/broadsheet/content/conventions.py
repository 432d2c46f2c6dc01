"""The conventions of newsrooms: jump lines, run-in credits and caption credits, as copy arrives with them.

The patterns live in `broadsheet/locales/<language>.yaml`; this module knows how to put them together and what the parts
they catch mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from broadsheet.content.han import is_han
from broadsheet.diagnostics import Location
from broadsheet.model import JumpStatement, Person, Ref

Direction = Literal["on", "from"]

FALLBACK = "en"
_LOCALES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}
"""Languages whose tags do not name their script."""
_OPEN, _CLOSE = r"[（(]\s*", r"\s*[）)]"
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum()}
"""Full-width letters and digits to plain ones, one for one, so that places in the text stay."""
_SEPARATORS = re.compile(r"[、，,/／&]|\s+and\s+")


@dataclass(frozen=True, slots=True)
class FoundJump:
    """A jump line in a text."""

    kind: Literal["on", "from", "either", "tentative"]
    """`either`: its place tells; `tentative`: onward, but only if a tail fits."""
    statement: JumpStatement
    length: int
    """Characters of the text that it takes, its brackets included."""


@dataclass(frozen=True, slots=True)
class _JumpPattern:
    kind: Literal["on", "from", "either", "tentative"]
    alone: re.Pattern[str]
    start: re.Pattern[str]
    end: re.Pattern[str]


class Newsroom:
    """The conventions of one language."""

    def __init__(self, language: str, patterns: Mapping[str, Any]) -> None:
        self.language = language
        self._digits: str = patterns.get("digits", "")
        self._roles = sorted(patterns["roles"], key=len, reverse=True)
        name = f"(?:{patterns['name']})"
        parts = {
            "{page}": patterns["page"],
            "{date}": patterns["date"],
            "{dateline}": patterns["dateline"],
            "{affiliation}": patterns["affiliation"],
            "{roles}": f"(?:{'|'.join(map(re.escape, self._roles))})",
        }
        many = rf"(?P<names>{name}(?:(?:\s*[、，,/]\s*|\s+){name})*)"
        one = rf"(?P<names>{name}(?:\s*[、，,/]\s*{name})*)"
        self._jumps = tuple(_jump_pattern(entry, parts) for entry in patterns["jumps"])
        self._openings = tuple(re.compile(_filled(text, parts)) for text in patterns["openings"])
        credit_texts = [_filled(text, parts) for text in patterns["credits"]]
        # A name after a mere space could be the last words of the caption: then it stands alone.
        self._credits = tuple(
            re.compile(form)
            for text in credit_texts
            for form in (
                rf"[（(](?P<line>{text.replace('{names}', many)})[）)]\s*[。.]?$",
                rf"(?:^|(?<=[。！？!?…”」』）)])|(?<=[.;]\s))\s*(?P<line>{text.replace('{names}', many)})[。]?$",
                rf"(?<=[\s　])(?P<line>{text.replace('{names}', one)})[。]?$",
            )
        )
        self._role = re.compile(
            rf"(?P<affiliation>{patterns['affiliation']})?(?P<role>{parts['{roles}']})[:：]?", re.IGNORECASE
        )

    # --- jump lines -------------------------------------------------------------------------------------------------

    def jump_line(self, text: str, *, location: Location, page_code: str) -> FoundJump | None:
        """The jump line that a paragraph's whole text is; `None` when it is none."""
        return self._jump(text.strip(), "alone", location, page_code)

    def starting_jump(self, text: str, *, location: Location, page_code: str) -> FoundJump | None:
        """The bracketed jump line that a text begins with."""
        return self._jump(text, "start", location, page_code)

    def ending_jump(self, text: str, *, location: Location, page_code: str) -> FoundJump | None:
        """The bracketed jump line that a text ends with."""
        return self._jump(text, "end", location, page_code)

    def _jump(
        self, text: str, where: Literal["alone", "start", "end"], location: Location, page_code: str
    ) -> FoundJump | None:
        folded = text.translate(_FULL_WIDTH)
        for pattern in self._jumps:
            regex: re.Pattern[str] = getattr(pattern, where)
            match = regex.search(folded)
            if match is None:
                continue
            statement = self._statement(match, text[match.start() : match.end()].strip(), location, page_code, pattern)
            if statement is not None:
                return FoundJump(pattern.kind, statement, match.end() - match.start())
        return None

    def _statement(
        self, match: re.Match[str], text: str, location: Location, page_code: str, pattern: _JumpPattern
    ) -> JumpStatement | None:
        found = match.groupdict()
        code = self._page_code(found["page"], page_code)
        if code is None:
            return None
        issue, date = None, None
        if found.get("month"):
            date = int(found["month"]), int(found["day"])
            if found.get("year"):
                issue, date = f"{found['year']}-{date[0]:02}-{date[1]:02}", None
        keyword = found.get("keyword")
        tentative = pattern.kind == "tentative"
        return JumpStatement(Ref(issue, code, None), location, keyword and keyword.strip(), date, tentative, text)

    def _page_code(self, written: str, own: str) -> str | None:
        """A written page in the manner of the page it is written on: 二 on page 01 is 02, on A1 it is A2."""
        written = re.sub(r"\s", "", written).upper()
        letters = re.match(r"[A-Z]*", written)[0]  # type: ignore[index]
        figures = written[len(letters) :]
        number = int(figures) if figures.isdecimal() else han_value(figures, self._digits)
        own_letters = re.match(r"[A-Z]*", own)[0]  # type: ignore[index]
        width = len(own.partition("-")[0]) - len(own_letters)
        return f"{letters or own_letters}{number:0{width}}" if number is not None else None

    # --- credits ----------------------------------------------------------------------------------------------------

    def byline_and_dateline(self, text: str) -> tuple[tuple[Person, ...], str] | None:
        """Who and where from, as the opening of a body says it; `None` when it says neither."""
        for opening in self._openings:
            match = opening.match(text)
            if match is not None:
                people = match.groupdict().get("people")
                return self.people(people) if people else (), match["dateline"]
        return None

    def caption_credit(self, caption: str) -> tuple[str, tuple[str, ...], str]:
        """A caption without its credit, the names in the credit, and the credit as printed; both empty without one."""
        caption = caption.strip()
        for pattern in self._credits:
            match = pattern.search(caption)
            if match is not None:
                groups = match.groupdict()
                names = groups.get("names") or groups.get("latin") or ""
                return caption[: match.start()].rstrip(), self.names(names), match["line"].strip()
        return caption, (), ""

    def people(self, text: str) -> tuple[Person, ...]:
        """The people of a byline such as `记者 毛迪 孙江锋 通讯员 王五` or `By Jane Doe and John Roe`."""
        text = re.sub(r"^by\s+", "", text.strip(), flags=re.IGNORECASE)
        marks = list(self._role.finditer(text))
        if not marks or not any(is_han(character) for character in text):
            return self._latin_people(text)
        people = [Person(name) for name in self.names(text[: marks[0].start()])]
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        for mark, end in zip(marks, ends, strict=True):
            affiliation = mark["affiliation"] or ""
            people += [Person(name, mark["role"], affiliation) for name in self.names(text[mark.end() : end])]
        return tuple(people)

    def _latin_people(self, text: str) -> tuple[Person, ...]:
        """Names parted by commas and `and`; a role among them belongs to the name before it, or begins the line."""
        people: list[Person] = []
        for part in _SEPARATORS.split(text):
            part = part.strip()
            role = self._role.match(part)
            if role and role.end() == len(part) and people:
                people[-1] = Person(people[-1].name, part)
            elif role and part[role.end() : role.end() + 1].isspace():
                people.append(Person(part[role.end() :].strip(), role["role"]))
            elif part:
                people.extend(Person(name) for name in self.names(part))
        return tuple(people)

    def names(self, text: str) -> tuple[str, ...]:
        """Names parted by marks, and by spaces between Han names of two characters or more: `王　明` is one."""
        names: list[str] = []
        for part in _SEPARATORS.split(text):
            words = part.split()
            if not all(is_han(character) or character == "·" for word in words for character in word):
                names.extend([" ".join(words)] if words else [])
                continue
            pending = ""
            for word in words:
                pending += word
                if len(pending) >= 2:
                    names.append(pending)
                    pending = ""
            if pending:
                names.append(pending)
        return tuple(names)


@cache
def newsroom(language: str) -> Newsroom:
    """The conventions of a language: its own, those of its script or of the language alone, else English ones."""
    folder = files("broadsheet") / "locales"
    for tag in _tags(language):
        file = folder / f"{tag}.yaml"
        if file.is_file():
            return Newsroom(tag, yaml.safe_load(file.read_text(encoding="utf-8")))
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


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for name, pattern in parts.items():
        text = text.replace(name, pattern)
    return text


def _jump_pattern(entry: Mapping[str, Any], parts: Mapping[str, str]) -> _JumpPattern:
    inner = _filled(entry["pattern"], parts)
    bracketed = f"{_OPEN}{inner}{_CLOSE}"
    alone = rf"[（(]?\s*{inner}\s*[）)]?" if entry.get("bare") else bracketed
    flags = re.IGNORECASE
    return _JumpPattern(
        entry["kind"],
        re.compile(rf"^{alone}\s*[。.]?$", flags),
        re.compile(rf"^\s*{bracketed}\s*", flags),
        re.compile(rf"\s*{bracketed}\s*[。.]?\s*$", flags),
    )
