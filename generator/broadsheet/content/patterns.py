"""The patterns of a locale file put together: placeholders filled in, brackets and places around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

_OPEN, _CLOSE = r"[（(]\s*", r"\s*[）)]"
OPENING_BRACKETS, CLOSING_BRACKETS = "（(【[［〔", "）)】]］〕"
"""Jump lines stand in other brackets too."""
_OPEN_LINE, _CLOSE_LINE = rf"[{re.escape(OPENING_BRACKETS)}]\s*", rf"\s*[{re.escape(CLOSING_BRACKETS)}]"

JumpKind = Literal["on", "from", "either", "tentative"]


class LazyPattern:
    """A pattern compiled when it is first tried: together they take a quarter of a second, and most builds try few."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text, start)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """What names people, in the forms it can have; to be tried only where its outline is found."""

    outline: re.Pattern[str]
    """Quick to compile and to try, since anything may stand in it for the people."""
    forms: tuple[LazyPattern, ...]
    """In the order to try them in."""


@dataclass(frozen=True, slots=True)
class JumpPattern:
    """A jump line in the places where it can stand."""

    kind: JumpKind
    alone: LazyPattern
    start: LazyPattern
    end: LazyPattern


@dataclass(frozen=True, slots=True)
class NearJump:
    """What was meant for a jump line, in the places where one could stand."""

    alone: LazyPattern
    start: LazyPattern
    end: LazyPattern


def parts_of(patterns: Mapping[str, Any]) -> dict[str, str]:
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


def filled(text: str, parts: Mapping[str, str]) -> str:
    """A pattern with what its placeholders stand for."""
    for name, pattern in parts.items():
        text = text.replace(name, pattern)
    return text


_ANYBODY = "(?s:.*?)"
_PEOPLE = ("{names}", "{people}", "{staff}", "{one}", "{name}", "{roles}")
_FIRST = (r"(?:{affiliation}\s*)?", "{affiliation}", "{names}")
"""What a credit can begin with that its outline does without."""


def opening_pattern(text: str, parts: Mapping[str, str]) -> NamePattern:
    """A run-in credit, to be matched at a text's beginning."""
    return NamePattern(re.compile(_outline(text, parts)), (LazyPattern(filled(text, parts)),))


def credit_pattern(text: str, parts: Mapping[str, str]) -> NamePattern:
    """A caption's credit, to be searched for."""
    rest = text
    for first in _FIRST:
        rest = rest.removeprefix(first)
    outline = re.compile(_outline(rest, parts) + r"\s*[）)]?\s*[。.]?$")
    return NamePattern(outline, tuple(LazyPattern(form) for form in credit_forms(text, parts)))


def _outline(text: str, parts: Mapping[str, str]) -> str:
    """A pattern in which anything may stand for people."""
    return filled(text, {**parts, **dict.fromkeys(_PEOPLE, _ANYBODY)})


def jump_pattern(entry: Mapping[str, Any], parts: Mapping[str, str]) -> JumpPattern:
    """One form of jump line; a bracketed one takes the stop or colon after it along."""
    inner = filled(entry["pattern"], parts)
    bracketed = f"{_OPEN_LINE}{inner}{_CLOSE_LINE}"
    alone = rf"(?P<open>{_OPEN_LINE})?{inner}(?(open){_CLOSE_LINE})" if entry.get("bare") else bracketed
    flags = re.IGNORECASE
    return JumpPattern(
        entry["kind"],
        LazyPattern(rf"^\s*{alone}\s*[。.：:]?\s*$", flags),
        LazyPattern(rf"^\s*{bracketed}(?:\s*[。：:])?", flags),
        LazyPattern(rf"{bracketed}\s*[。.：:]?\s*$", flags),
    )


def near_jump(words: str) -> NearJump:
    """A few bracketed words that hold those of jump lines; a short paragraph may lack the brackets."""
    inner = rf"(?=[^（）()【】\[\]［］〔〕]*?(?:{words}))(?:[^（）()【】\[\]［］〔〕]|[（(][^（）()]*[）)]){{2,40}}"
    bracketed = f"{_OPEN_LINE}{inner}{_CLOSE_LINE}"
    plain = r"[^（）()【】，。！？]"
    return NearJump(
        LazyPattern(
            rf"^\s*+(?:{bracketed}|\W*(?:{words}){plain}{{0,16}}{_CLOSE_LINE}?)\s*[。.：:]?\s*$", re.IGNORECASE
        ),
        LazyPattern(rf"^\s*{bracketed}", re.IGNORECASE),
        LazyPattern(rf"{bracketed}\s*[。.：:]?\s*$", re.IGNORECASE),
    )


def credit_forms(text: str, parts: Mapping[str, str]) -> Iterator[str]:
    """The places where a credit can stand: the less they set it off, the less it may be made of.

    In brackets and after a sentence's end, `{names}` are any people. After a mere space, and where the credit is all
    there is, words before it could be the caption's: then it is one name, or several joined by 、, or it begins with
    a role.
    """

    def line(people: str) -> str:
        return f"(?P<line>{filled(text.replace('{names}', f'(?P<names>{people})'), parts)})"

    stop = r"(?:[。]|(?<=[a-z]{3})\.)?$"
    yield rf"{_OPEN}{line('{people}')}{_CLOSE}\s*[。.]?$"
    yield rf"(?:(?<=[。！？!?…])|(?<=[。！？!?…][”」』）)])|(?<=[.;]\s)|[＝=])\s*{line('{people}')}{stop}"
    if "{names}" in text:
        yield rf"(?:^|(?<=[\s”」』）)])){line('{staff}')}{stop}"
    yield rf"(?:^|(?<=\s)){line('{one}')}{stop}"
