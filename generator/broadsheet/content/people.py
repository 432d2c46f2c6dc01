"""Names and the people of bylines, as one language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from broadsheet.content.han import is_han
from broadsheet.model import Person

_SEPARATORS = re.compile(r"[、，,；;/／&]|\sand\s")

_BY = re.compile(r"^by\s+", re.IGNORECASE)


class People:
    """How one language writes names and roles."""

    def __init__(self, patterns: Mapping[str, Any]) -> None:
        self._spaces_part_names: bool = patterns["spaces_part_names"]
        roles = "|".join(re.escape(role) for role in sorted(patterns["roles"], key=len, reverse=True))
        affiliation, share = patterns["affiliation"], patterns["share"]
        self._role = re.compile(
            rf"(?P<affiliation>{affiliation})?(?P<role>{roles})[:：]?|(?P<share>{share})[:：]?", re.IGNORECASE
        )
        parts = patterns["parts"]
        self._part = re.compile(
            rf"(?<![文图圖])\s*[/／]\s*(?:{parts})(?![一-鿿/／])|(?<![一-鿿])(?:{parts})\s*[/／](?=\s*[一-鿿]{{2}})(?!\s*(?:{share}))"
        )
        self._share_at_end = re.compile(rf"^(?P<people>.*\S)\s+(?P<share>{share})$")

    def people(self, text: str) -> tuple[Person, ...]:
        """The people of a byline such as `记者 毛迪 孙江锋 通讯员 王五` or `By Jane Doe and John Roe`.

        What somebody did (`文/图`) becomes part of the role, wherever it stands: `毛迪 文/图`, `文/图 记者 毛迪`. Whose
        part was what (`毛迪/文 王五/图`) is left out.
        """
        text = _BY.sub("", text.strip())
        if "/" in text or "／" in text:
            text = self._part.sub(" ", text)
        if at_end := self._share_at_end.match(text):
            text = f"{at_end['share']} {at_end['people']}"
        marks = list(self._role.finditer(text))
        if not marks or not any(is_han(character) for character in text):
            return self._latin_people(text)
        people = [Person(name) for name in self.names(text[: marks[0].start()])]
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        share = ""
        for mark, end in zip(marks, ends, strict=True):
            role = f"{share} {mark['role'] or mark['share']}".strip()
            names = self.names(text[mark.end() : end])
            people += [Person(name, role, mark["affiliation"] or "") for name in names]
            share = "" if names else role
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
        """Names parted by marks and, in Chinese, by spaces; white space within a Latin name is one space."""
        names: list[str] = []
        for part in _SEPARATORS.split(text):
            words = part.split()
            if words and self._spaces_part_names and all(map(_is_han_name, words)):
                names += _han_names(words)
            elif words:
                names.append(" ".join(words))
        return tuple(names)


def _is_han_name(word: str) -> bool:
    return all(is_han(character) or character == "·" for character in word)


def _han_names(words: list[str]) -> list[str]:
    """Spaces part names of two characters or more; single ones belong together: `王　明` is one, so is `诸葛 亮`."""
    names = [""]
    for word in words:
        if len(names[-1]) >= 2:
            names.append(word)
        else:
            names[-1] += word
    if len(names) > 1 and len(names[-1]) == 1:
        names[-2:] = ["".join(names[-2:])]
    return names
