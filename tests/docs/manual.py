"""The manual as a reader meets it: chapters, their sections, and the examples in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MANUAL = Path(__file__).parent.parent.parent / "docs"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_WHOLE_FILE = re.compile(r"(?:---\n)?(?:# |\{# |/\* )((?:content|themes)/\S+)")


@dataclass(frozen=True)
class Example:
    """A fenced block."""

    language: str
    text: str

    @property
    def path(self) -> str | None:
        """Of the file that it is, said by a comment in its first or second line; `None` for a fragment."""
        match = _WHOLE_FILE.match(self.text)
        return match[1] if match else None


@dataclass(frozen=True)
class Section:
    """The text below a heading, down to the next heading of any level."""

    chapter: str
    """File name: `jumps.md`."""
    level: int
    title: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.chapter}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """As GitHub makes it."""
        return re.sub(r"[^\w\- ]", "", self.title.lower()).replace(" ", "-")

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(Example(match[1], match[2]) for match in _FENCE.finditer(self.text))

    @property
    def files(self) -> dict[str, str]:
        """The examples that are whole files, by path."""
        found = [(example.path, example.text) for example in self.examples if example.path]
        assert len(dict(found)) == len(found), f"{self.name} shows one file twice"
        return dict(found)

    def rows(self) -> Iterator[list[str]]:
        """The cells of its tables, head rows left out."""
        for before, line in zip(["", *self.text.splitlines()], self.text.splitlines(), strict=False):
            if line.startswith("|") and before.startswith("|") and not line.startswith("|---"):
                yield [cell.strip() for cell in line.strip("|").split(" | ")]


@cache
def chapters() -> dict[str, str]:
    """The text of each chapter by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(MANUAL.glob("*.md"))}


@cache
def sections() -> tuple[Section, ...]:
    """All sections of the manual."""
    return tuple(section for chapter, text in chapters().items() for section in _sections(chapter, text))


def below(chapter: str, title: str) -> str:
    """The text of a section with that of the sections below it."""
    own = [section for section in sections() if section.chapter == chapter]
    start = next(number for number, section in enumerate(own) if section.title == title)
    parts = [own[start].text]
    for section in own[start + 1 :]:
        if section.level <= own[start].level:
            break
        parts += [section.title, section.text]
    return "\n".join(parts)


def prose(text: str) -> str:
    """A text without its fenced blocks and code spans."""
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text))


def _sections(chapter: str, text: str) -> Iterator[Section]:
    fenced = [match.span() for match in _FENCE.finditer(text)]
    headings = [h for h in _HEADING.finditer(text) if not any(start <= h.start() < end for start, end in fenced)]
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield Section(chapter, len(heading[1]), heading[2], text[heading.end() : end])
