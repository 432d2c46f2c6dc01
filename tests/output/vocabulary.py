"""The vocabulary of schema.org, read from the types that the npm package schema-dts makes of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TYPES = Path(__file__).parent.parent / "node_modules/schema-dts/dist/schema.d.ts"
_BASE = re.compile(r"^(?:export )?interface (\w+)Base(?: extends ([^{]+))? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_LEAF = re.compile(r"^(?:export )?interface (\w+)Leaf extends ([^{]+) \{", re.MULTILINE)
"""Also of a type without properties of its own, whose base is that of the type above it."""
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$', re.MULTILINE)
_TEXTS = frozenset({"Text", "URL", "Date", "DateTime", "Time", "string"})


@functools.cache
def vocabulary() -> dict[str, tuple[tuple[str, ...], dict[str, frozenset[str]]]]:
    """By type: the types above it, and its own properties with what they may hold."""
    text = _TYPES.read_text(encoding="utf-8")
    plain = {name: (_bases(above), dict[str, frozenset[str]]()) for name, above in _LEAF.findall(text)}
    return plain | {
        name: (
            _bases(above),
            {key: frozenset(re.findall(r"\w+", held)) for key, held in _PROPERTY.findall(body)},
        )
        for name, above, body in _BASE.findall(text)
    }


def _bases(extended: str) -> tuple[str, ...]:
    return tuple(re.findall(r"(\w+)Base", extended))


def faults(data: dict[str, Any], place: str = "") -> Iterator[str]:
    """What of a JSON-LD document the vocabulary does not know, or holds something else."""
    kind = data.get("@type")
    if kind not in vocabulary():
        yield f"{place}: no type {kind!r}"
        return
    known = {key: held for each in _and_above(kind) for key, held in vocabulary()[each][1].items()}
    for key, value in data.items():
        if key.startswith("@"):
            continue
        if key not in known:
            yield f"{place}/{key}: no property of {kind}"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _value_faults(each, known[key], f"{place}/{key}")


def _value_faults(value: Any, held: frozenset[str], place: str) -> Iterator[str]:
    match value:
        case dict():
            if held.isdisjoint(_and_above(value.get("@type", ""))):
                yield f"{place}: a {value.get('@type')} where {sorted(held)} belong"
            yield from faults(value, place)
        case bool():
            if "Boolean" not in held:
                yield f"{place}: {value!r} where {sorted(held)} belong"
        case int():
            if held.isdisjoint({"Number", "Integer", "QuantitativeValue"}):
                yield f"{place}: {value!r} where {sorted(held)} belong"
        case str():
            if held.isdisjoint(_TEXTS):
                yield f"{place}: {value!r} where {sorted(held)} belong"
        case _:
            yield f"{place}: {value!r}"


def _and_above(kind: str) -> Iterator[str]:
    """A type and all above it."""
    yield kind
    for above in vocabulary().get(kind, ((), {}))[0]:
        yield from _and_above(above)
