"""YAML read by libyaml into the tree of `nodes`.

The tree is built from the parser's events, not by PyYAML's composer: that one recurses in C and dies on deep nesting.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import yaml

from broadsheet.content.located_yaml import MAX_NODES, UNPRINTABLE
from broadsheet.content.nodes import LineIndex, Mapping, Node, Scalar, Sequence
from broadsheet.content.yaml_slips import yaml_slip
from broadsheet.diagnostics import Diagnostic, Location, error

MAX_DEPTH = 20
"""Nesting that a file may have."""

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp"))
_PLAIN_TAGS |= {"!", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


def parse_tree(text: str, path: str, problems: list[Diagnostic]) -> Node | None:
    """The only document of a YAML text; `None` when it is empty or broken.

    Reports `broken-yaml`, `too-many-nodes`, `duplicate-key` (the first one counts), and `bad-value` for tags.
    """
    lines = LineIndex(path, text)
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        problems.append(
            error(
                "broken-yaml",
                lines.location(unprintable.start()),
                f"a control character (U+{ord(unprintable[0]):04X}) stands in the YAML",
                hint="delete it and type the text around it again",
            )
        )
        return None
    builder = _TreeBuilder(lines, problems)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as fault:
        # Some versions of libyaml refuse deep nesting themselves, before the events of it arrive here.
        is_deep = "nesting depth" in f"{fault.problem} {fault.context}"
        problems.append(_too_deep(fault, lines) if is_deep else _broken(fault, lines, text))
        return None
    except yaml.YAMLError as fault:
        problems.append(error("broken-yaml", Location(path), f"the YAML cannot be read: {fault}"))
        return None
    except _Refused as refusal:
        problems.append(refusal.diagnostic)
        return None
    return builder.root


def _too_deep(fault: yaml.MarkedYAMLError, lines: LineIndex) -> Diagnostic:
    mark = fault.problem_mark or fault.context_mark
    place = lines.location(mark.index if mark is not None else 0)
    return error("too-many-nodes", place, f"lists and mappings are nested more than {MAX_DEPTH} deep")


class _Refused(Exception):  # noqa: N818 – leaves the event loop, never the module
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    place: tuple[str, int, int]
    """Path, line and column."""
    is_mapping: bool
    anchor: str | None
    """Its name for aliases; `None` without one."""
    children: list[Node] = field(default_factory=list)


class _TreeBuilder:
    """Collects events into nodes, refusing what grows beyond the limits."""

    def __init__(self, lines: LineIndex, problems: list[Diagnostic]) -> None:
        self.root: Node | None = None
        self._lines = lines
        self._problems = problems
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._count = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._check_tag(event)
                self._add(self._scalar(event), event.anchor)
            case yaml.CollectionStartEvent():
                self._check_tag(event)
                if len(self._stack) == MAX_DEPTH:
                    raise self._too_many(event, f"lists and mappings are nested more than {MAX_DEPTH} deep")
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self._stack.append(_Open(self._place(event), is_mapping, event.anchor))
            case yaml.CollectionEndEvent():
                done = self._stack.pop()
                self._add(self._close(done), done.anchor)
            case yaml.AliasEvent():
                self._add_alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise _Refused(
                        error(
                            "broken-yaml",
                            self._location(event),
                            "a second YAML document begins here",
                            hint="remove ---",
                        )
                    )

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """The value; control characters, which escapes can bring in, are reported and left out."""
        unprintable = UNPRINTABLE.search(event.value)
        if unprintable:
            message = f"the text holds a control character (U+{ord(unprintable[0]):04X})"
            self._problems.append(error("bad-value", self._location(event), message, hint="delete its escape"))
        return Scalar(UNPRINTABLE.sub("", event.value), *self._place(event))

    def _place(self, event: yaml.Event) -> tuple[str, int, int]:
        return self._lines.place(event.start_mark.index if event.start_mark else 0)

    def _location(self, event: yaml.Event) -> Location:
        return Location(*self._place(event))

    def _add(self, node: Node, anchor: str | None) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise _Refused(error("too-many-nodes", node.location, f"the YAML holds more than {MAX_NODES} values"))
        if anchor is not None:
            self._anchors[anchor] = node
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self.root = node

    def _add_alias(self, event: yaml.AliasEvent) -> None:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            raise _Refused(
                error(
                    "broken-yaml",
                    self._location(event),
                    f"'*{event.anchor}' refers to nothing",
                    hint="put a value that begins with * in quotes",
                )
            )
        self._count += node.size
        if self._count > MAX_NODES:
            raise self._too_many(event, f"aliases make more than {MAX_NODES} values of the YAML")
        self._add(node, None)

    def _too_many(self, event: yaml.Event, message: str) -> _Refused:
        return _Refused(error("too-many-nodes", self._location(event), message))

    def _check_tag(self, event: yaml.NodeEvent) -> None:
        tag = event.tag  # type: ignore[attr-defined]
        if tag is not None and tag not in _PLAIN_TAGS:
            self._problems.append(
                error(
                    "bad-value",
                    self._location(event),
                    f"YAML tags are not used (got '{tag}')",
                    hint="put a value that begins with ! in quotes",
                )
            )

    def _close(self, done: _Open) -> Node:
        size = 1 + sum(child.size for child in done.children)
        if not done.is_mapping:
            return Sequence(tuple(done.children), *done.place, size)
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._problems.append(error("wrong-type", key.location, "a key must be a single text"))
                continue
            name = unicodedata.normalize("NFC", key.stripped)
            if name in entries:
                first = entries[name][0].location
                self._problems.append(error("duplicate-key", key.location, f"'{name}' stands twice", related=(first,)))
                continue
            entries[name] = (key._replace(text=name), value)
        return Mapping(tuple(entries.values()), *done.place, size)


_HINTS = {
    "mapping values are not allowed": "put a value that holds ': ' in quotes",
    "cannot start any token": "put a value that begins with @, `, % or a tab in quotes; indent with spaces",
    "while scanning an alias": "put a value that begins with * in quotes",
    "while scanning an anchor": "put a value that begins with & in quotes",
    "while scanning a quoted scalar": 'close the quotes, and write \\" for a quotation mark inside them',
    "while parsing a flow sequence": "close the list with ]",
    "while parsing a flow mapping": "close the mapping with }",
    "while scanning a simple key": "write 'key: value', with a space after the colon",
    "did not find expected key": "indent all keys alike, and put a value that goes on after a quotation mark in quotes",
    "while parsing a block": "indent all keys alike",
    "could not find expected ':'": "write 'key: value', with a space after the colon",
}


def _broken(fault: yaml.MarkedYAMLError, lines: LineIndex, text: str) -> Diagnostic:
    """The parser's complaint with its place and, for common slips, what to type."""
    said = " ".join(str(part) for part in (fault.problem, fault.context) if part)
    mark = fault.problem_mark or fault.context_mark
    offset = min(mark.index, len(text.rstrip())) if mark is not None else 0
    place = lines.location(offset)
    hint: str | None
    slip = yaml_slip(text, place) if "quoted scalar" not in said else None
    if slip is not None:
        place, hint = slip  # the line typed wrongly stands above what the parser stumbles over
    else:
        hint = next((hint for words, hint in _HINTS.items() if words in said), None)
    return error("broken-yaml", place, f"the YAML cannot be parsed: {said}", hint=hint)
