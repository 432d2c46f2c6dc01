"""Slips of typing that YAML complains about in its own words: what to type instead."""

from __future__ import annotations

import re
from dataclasses import replace

from broadsheet.diagnostics import Location

_COLON = re.compile(r"^\s*(?:-\s+|\{\s*)?(?P<key>[^\W\d][\w-]{0,30})\s*(?:：|:(?![\s/:]))(?=.)")
"""`title：…`, `title:…`; not `https://…` nor `12:30`."""
_TAB = re.compile(r"^ *\t")
_BRACKET = re.compile(r"^\s*(?:-\s+)?[\w-]+\s*:\s+(?P<open>[\[{]).*[\]}]\s*[^\s,#\]}]")
"""`title: [图文]大桥通车`."""

_LINES_ABOVE = 2
"""How far above the place that YAML complains of a slip can stand."""


def colon_hint(text: str) -> str | None:
    """What to type where a colon is full-width or has no space after it; `None` when that is not the fault."""
    key = colon_key(text)
    return f"write '{key}: ', with a half-width colon and a space after it" if key else None


def colon_key(text: str) -> str | None:
    """The key before such a colon; `None` when there is none."""
    match = _COLON.match(text)
    return match["key"] if match else None


def yaml_slip(text: str, place: Location) -> tuple[Location, str] | None:
    """The line that a complaint at `place` is about, and what to type there; `None` when no slip is found."""
    lines = text.split("\n")
    last = min(place.line or 1, len(lines))
    for number in range(last, max(0, last - 1 - _LINES_ABOVE), -1):
        line = lines[number - 1]
        if _indent(line) > _indent(lines[last - 1]):
            continue  # inside a longer text
        if tab := _TAB.match(line):
            return replace(place, line=number, column=tab.end()), "indent with spaces, not with a tab"
        if bracket := _BRACKET.match(line):
            hint = f"put a value that begins with {bracket['open']} in quotes"
            return replace(place, line=number, column=bracket.start("open") + 1), hint
        if colon := colon_hint(line):
            return replace(place, line=number, column=_indent(line) + 1), colon
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
