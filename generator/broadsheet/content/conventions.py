"""The conventions of newsrooms: jump lines, run-in credits and caption credits, as copy arrives with them.

The patterns live in `broadsheet/locales/<language>.yaml`; this module knows how to put them together and what the parts
they catch mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml

from broadsheet.content.people import People
from broadsheet.diagnostics import Location
from broadsheet.model import JumpStatement, Person, Ref

FALLBACK = "en"
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
_OPEN, _CLOSE = r"[（(]\s*", r"\s*[）)]"
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) == "/"}
"""Full-width letters, digits and slashes to plain ones, one for one, so that places in the text stay."""


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
        self._digits: str = patterns["digits"]
        self._people = People(patterns)
        self._parts = _parts(patterns)
        self._jumps = tuple(_jump_pattern(entry, self._parts) for entry in patterns["jumps"])
        self._openings = tuple(re.compile(_filled(text, self._parts)) for text in patterns["openings"])
        self._credit_texts: tuple[str, ...] = tuple(patterns["credits"])
        self._no_name = re.compile(patterns["no_name"])

    # --- jump lines -------------------------------------------------------------------------------------------------

    def jump_line(self, text: str, *, location: Location, page_code: str) -> FoundJump | None:
        """The jump line that a paragraph's whole text is; `None` when it is none."""
        return self._jump(text, "alone", location, page_code)

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

    def byline_and_dateline(self, text: str) -> tuple[tuple[Person, ...], str] | None:
        """Who and where from, as the opening of a body says it; `None` when it says neither."""
        folded = text.translate(_FULL_WIDTH)
        for opening in self._openings:
            match = opening.match(folded)
            if match is not None:
                people = self.people(text[slice(*match.span("people"))]) if match["people"] else ()
                if not any(self._no_name.fullmatch(person.name) for person in people):
                    return people, text[slice(*match.span("dateline"))]
        return None

    @cached_property
    def _credits(self) -> tuple[re.Pattern[str], ...]:
        """Made when the first caption is met: they take some 0.2 s to compile."""
        return tuple(re.compile(form) for text in self._credit_texts for form in _credit_forms(text, self._parts))

    def caption_credit(self, caption: str) -> tuple[str, tuple[str, ...], str]:
        """A caption without its credit, the names in the credit, and the credit as printed; both empty without one.

        What is told apart leaves nothing out but the credit's brackets and full stop. A time is no name: `清晨摄` stays
        in the caption.
        """
        caption = caption.strip()
        folded = caption.translate(_FULL_WIDTH)
        for pattern in self._credits:
            match = pattern.search(folded, max(0, len(folded) - LONGEST_CREDIT))
            if match is None:
                continue
            group = next((name for name in ("names", "free") if match.groupdict().get(name)), None)
            names = self._names(caption[slice(*match.span(group))]) if group else ()
            if not any(self._no_name.fullmatch(name) for name in names):
                return caption[: match.start()].rstrip(), names, caption[slice(*match.span("line"))]
        return caption, (), ""

    def stated_credit(self, credit: str) -> tuple[tuple[str, ...], str]:
        """The names of a text known to be a credit (`唐果 王五 摄`, `王五`, `本报制图`), and the credit as printed."""
        end = "。"  # after a sentence's end, nothing before the credit can be the caption's last words
        rest, names, line = self.caption_credit(end + credit)
        return (names, line) if rest == end else (self._names(credit), credit)

    def _names(self, text: str) -> tuple[str, ...]:
        return tuple(person.name for person in self.people(text))

    def people(self, text: str) -> tuple[Person, ...]:
        """The people of a byline such as `记者 毛迪 孙江锋 通讯员 王五` or `By Jane Doe and John Roe`."""
        return self._people.people(text)


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


def _split_code(code: str) -> tuple[str, str]:
    figures = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return code.removesuffix(figures), figures


# --- patterns put together ------------------------------------------------------------------------------------------


def _parts(patterns: Mapping[str, Any]) -> dict[str, str]:
    """What the placeholders of a locale file stand for."""
    name, affiliation = f"(?:{patterns['name']})", f"(?:{patterns['affiliation']})"
    roles = f"(?:{'|'.join(re.escape(role) for role in sorted(patterns['roles'], key=len, reverse=True))})"
    # Atomic, since what can be a role is never a name: a row of both would be read in exponentially many ways.
    role = rf"(?>{affiliation}?{roles}\s*[:：]?\s*)"
    separator = r"(?:\s*[、，,/]\s*|\s+)" if patterns["spaces_part_names"] else r"\s*[、，,/]\s*"
    more = f"(?:{separator}{role}?+{name})*"
    return {
        "{page}": patterns["page"],
        "{date}": patterns["date"],
        "{dateline}": patterns["dateline"],
        "{affiliation}": affiliation,
        "{share}": patterns["share"],
        "{roles}": roles,
        "{name}": name,
        "{people}": f"{role}?+{name}{more}",
        "{staff}": f"{role}{name}{more}",
        "{one}": rf"{role}?+{name}(?:\s*、\s*{name})*",
    }


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for name, pattern in parts.items():
        text = text.replace(name, pattern)
    return text


def _jump_pattern(entry: Mapping[str, Any], parts: Mapping[str, str]) -> _JumpPattern:
    inner = _filled(entry["pattern"], parts)
    bracketed = f"{_OPEN}{inner}{_CLOSE}"
    alone = rf"(?P<open>{_OPEN})?{inner}(?(open){_CLOSE})" if entry.get("bare") else bracketed
    flags = re.IGNORECASE
    return _JumpPattern(
        entry["kind"],
        re.compile(rf"^\s*{alone}\s*[。.]?\s*$", flags),
        re.compile(rf"^\s*{bracketed}", flags),
        re.compile(rf"{bracketed}\s*[。.]?\s*$", flags),
    )


def _credit_forms(text: str, parts: Mapping[str, str]) -> Iterator[str]:
    """The places where a credit can stand: the less they set it off, the less it may be made of.

    In brackets and after a sentence's end, `{names}` are any people. After a mere space, and where the credit is all
    there is, words before it could be the caption's: then it is one name, or several joined by 、, or it begins with
    a role.
    """

    def line(people: str) -> str:
        return f"(?P<line>{_filled(text.replace('{names}', f'(?P<names>{people})'), parts)})"

    stop = r"(?:[。]|(?<=[a-z]{3})\.)?$"
    yield rf"{_OPEN}{line('{people}')}{_CLOSE}\s*[。.]?$"
    yield rf"(?:(?<=[。！？!?…])|(?<=[。！？!?…][”」』）)])|(?<=[.;]\s)|[＝=])\s*{line('{people}')}{stop}"
    if "{names}" in text:
        yield rf"(?:^|(?<=[\s”」』）)])){line('{staff}')}{stop}"
    yield rf"(?:^|(?<=\s)){line('{one}')}{stop}"
