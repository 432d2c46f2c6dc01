"""YAML texts as located nodes.

Nearly all front matter and settings are flat: lines `key: value`, now and then a list of such lines below a key. Those
are read here, in a fraction of the time; whatever this module is not certain of is left to libyaml (`yaml_tree`), which
is loaded only then. Both give the same nodes.
"""

from __future__ import annotations

import re

from broadsheet.content.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.diagnostics import Diagnostic

MAX_NODES = 10_000
"""Values a file may hold, aliases counted as often as they are used."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML 1.1 and XML 1.0 refuse."""

_LARGEST = 20_000
"""In characters: texts of plain lines up to here have less than MAX_NODES values."""

_NOT_PLAIN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that YAML refuses, takes for the end of a line, or that separate as a space does."""

_VALUE = r"""(?:(?P<plain>[^\s\-?:,\[\]{}#&*!|>'"%@`][^\n]*)|"(?P<double>[^"\\\n]*)"|'(?P<single>[^'\n]*)')\n"""
_ENTRY = re.compile(rf"(?P<key>[a-z_]{{1,40}}):(?: +{_VALUE}|\n)")
"""A key at the line's beginning with its value, or alone."""
_ITEM = re.compile(rf" *- +{_VALUE}")
"""A text in a list."""
_ITEM_ENTRY = re.compile(rf"(?P<indent> *(?:- +)?)(?P<key>[a-z_]{{1,40}}): +{_VALUE}")
"""A key with its value in a list's mapping; the first has the item's dash before it."""


def parse_yaml(text: str, path: str, problems: list[Diagnostic]) -> Node | None:
    """The only document of a YAML text; `None` when it is empty or broken.

    Reports `broken-yaml`, `too-many-nodes`, `duplicate-key` (the first one counts), and `bad-value` for tags.
    """
    plain = plain_mapping(text, path)
    if plain is not None:
        return plain
    from broadsheet.content.yaml_tree import parse_tree

    return parse_tree(text, path, problems)


def plain_mapping(text: str, path: str) -> Mapping | None:
    """The mapping that a text of plain lines is; `None` for any other text, and wherever YAML could see another thing.

    Plain is a text whose every line is `key: value` or a key with a list of texts, or of such lines, indented below it.
    """
    if len(text) > _LARGEST or not text.endswith("\n") or _NOT_PLAIN.search(text):
        return None
    position, first_line = (4, 2) if text.startswith("---\n") else (0, 1)
    line, end = first_line, len(text)
    entries: dict[str, tuple[Scalar, Node]] = {}
    size = 1
    while position < end:
        match = _ENTRY.match(text, position)
        if match is None:
            return None
        key = match["key"]
        if key in entries:
            return None
        value: Node | None
        if match.lastgroup == "key":
            value, used, position = _list_below(text, match.end(), path, line + 1)
            size += value.size if value is not None else 0
        else:
            value, used, position = _scalar(match, path, line, position), 0, match.end()
            size += 1
        if value is None:
            return None
        entries[key] = (Scalar(key, path, line, 1), value)
        size += 1
        line += 1 + used
    return Mapping(tuple(entries.values()), path, first_line, 1, size) if entries else None


def _scalar(match: re.Match[str], path: str, line: int, line_start: int) -> Scalar | None:
    """The value of a line; `None` when it holds what could end it, or an escape."""
    group = match.lastgroup
    assert group is not None
    text, column = match[group], match.start(group) - line_start + 1
    if group != "plain":
        return Scalar(text, path, line, column - 1)  # at its quotation mark
    if ": " in text or " #" in text or text[-1] in ": ":
        return None
    return Scalar(text, path, line, column)


def _list_below(text: str, start: int, path: str, line: int) -> tuple[Sequence | None, int, int]:
    """The list that begins at `start`, the lines it takes and where it ends; no list when it is not plain."""
    nothing = None, 0, start
    dash = text.find("-", start)
    indent = text[start:dash]
    if dash < 0 or not indent or indent.strip(" "):
        return nothing
    items: list[Node] = []
    position, number, size = start, line, 1
    while text.startswith(f"{indent}- ", position):
        item: Node | None
        if match := _ITEM_ENTRY.match(text, position):
            item, used, position = _mapping_in_list(text, match, path, number)
        elif match := _ITEM.match(text, position):
            item, used, position = _scalar(match, path, number, position), 1, match.end()
        else:
            return nothing
        if item is None:
            return nothing
        items.append(item)
        number += used
        size += item.size
    if text.startswith(" ", position):
        return nothing
    return Sequence(tuple(items), path, line, len(indent) + 1, size), number - line, position


def _mapping_in_list(text: str, first: re.Match[str], path: str, line: int) -> tuple[Mapping | None, int, int]:
    """The mapping whose first line is matched, the lines it takes and where it ends."""
    column = len(first["indent"]) + 1
    indent = " " * (column - 1)
    entries: dict[str, tuple[Scalar, Node]] = {}
    match: re.Match[str] | None = first
    position, number = first.start(), line
    while match is not None:
        key, value = match["key"], _scalar(match, path, number, position)
        if value is None or key in entries or len(match["indent"]) != column - 1:
            return None, 0, position
        entries[key] = (Scalar(key, path, number, column), value)
        position, number = match.end(), number + 1
        match = _ITEM_ENTRY.match(text, position) if text.startswith(indent, position) else None
    return Mapping(tuple(entries.values()), path, line, column, 1 + 2 * len(entries)), number - line, position
