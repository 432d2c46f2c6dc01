"""The patterns of a locale file put together: placeholders filled in, brackets and places around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

_OPEN, _CLOSE = r"[（(]\s*", r"\s*[）)]"
_OPEN_LINE, _CLOSE_LINE = r"[（(【\[［〔]\s*", r"\s*[）)】\]］〕]"
"""Jump lines stand in other brackets too."""

JumpKind = Literal["on", "from", "either", "tentative"]


@dataclass(frozen=True, slots=True)
class JumpPattern:
    """A jump line in the places where it can stand."""

    kind: JumpKind
    alone: re.Pattern[str]
    start: re.Pattern[str]
    end: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class NearJump:
    """What was meant for a jump line, in the places where one could stand."""

    alone: re.Pattern[str]
    start: re.Pattern[str]
    end: re.Pattern[str]


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


def jump_pattern(entry: Mapping[str, Any], parts: Mapping[str, str]) -> JumpPattern:
    """One form of jump line; a bracketed one takes the stop or colon after it along."""
    inner = filled(entry["pattern"], parts)
    bracketed = f"{_OPEN_LINE}{inner}{_CLOSE_LINE}"
    alone = rf"(?P<open>{_OPEN_LINE})?{inner}(?(open){_CLOSE_LINE})" if entry.get("bare") else bracketed
    flags = re.IGNORECASE
    return JumpPattern(
        entry["kind"],
        re.compile(rf"^\s*{alone}\s*[。.：:]?\s*$", flags),
        re.compile(rf"^\s*{bracketed}(?:\s*[。：:])?", flags),
        re.compile(rf"{bracketed}\s*[。.：:]?\s*$", flags),
    )


def near_jump(words: str) -> NearJump:
    """A few bracketed words that hold those of jump lines; a short paragraph may lack the brackets."""
    inner = rf"(?=[^（）()【】\[\]［］〔〕]*?(?:{words}))(?:[^（）()【】\[\]［］〔〕]|[（(][^（）()]*[）)]){{2,40}}"
    bracketed = f"{_OPEN_LINE}{inner}{_CLOSE_LINE}"
    plain = r"[^（）()【】，。！？]"
    return NearJump(
        re.compile(rf"^\s*+(?:{bracketed}|\W*(?:{words}){plain}{{0,16}}{_CLOSE_LINE}?)\s*[。.：:]?\s*$", re.IGNORECASE),
        re.compile(rf"^\s*{bracketed}", re.IGNORECASE),
        re.compile(rf"{bracketed}\s*[。.：:]?\s*$", re.IGNORECASE),
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
