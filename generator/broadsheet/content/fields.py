"""Reading the keys of a mapping: which there may be, and what shape their values take.

A key whose value is empty counts as not given. Every fault is reported at the value, or at the key when there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from collections.abc import Mapping as KeyMap

from broadsheet.content.names import parse_date
from broadsheet.content.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.content.values import got, integer_of, number_of, parse_moment, scalar_of
from broadsheet.content.yaml_slips import colon_hint, colon_key
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error

_YES = frozenset({"yes", "true"})
_NO = frozenset({"no", "false"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Fields:
    """The values of one mapping."""

    def __init__(
        self,
        mapping: Mapping,
        known: Collection[str],
        problems: list[Diagnostic],
        *,
        meant: KeyMap[str, str] | None = None,
    ) -> None:
        """Reports every key that is not `known`; `meant` maps words of other formats to the key they stand for."""
        self._mapping = mapping
        self.problems = problems
        self._misspelt: set[str] = set()
        """Keys that another word was written for, so that they are not reported missing as well."""
        self._entries = {key.text: (key, value) for key, value in mapping.entries}
        self._given = {
            key.text: value for key, value in mapping.entries if not isinstance(value, Scalar) or value.stripped
        }
        """The values of the keys that have one."""
        self._known = known
        for key, _ in mapping.entries:
            if key.text not in known:
                right = (meant or {}).get(key.text)
                right = right if right in known else None
                self._misspelt.add(right or colon_key(key.text) or "")
                hint = colon_hint(key.text) or (f"did you mean '{right}'?" if right else did_you_mean(key.text, known))
                hint = hint or "the keys are " + ", ".join(known)
                problems.append(error("unknown-key", key.location, f"there is no key '{key.shown}' here", hint=hint))

    # --- where things are ---

    @property
    def location(self) -> Location:
        """Where the mapping begins."""
        return self._mapping.location

    def key_places(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """Each known key with its line and column, in the order given."""
        entries = self._entries.items()
        return tuple([(name, key.line, key.column) for name, (key, _) in entries if name in self._known])

    def given(self) -> frozenset[str]:
        """The known keys that have a value."""
        return frozenset([name for name in self._given if name in self._known])

    def place(self, name: str) -> Location:
        """Where the value of a key stands, else the mapping."""
        entry = self._entries.get(name)
        return entry[1].location if entry else self.location

    def has(self, name: str) -> bool:
        """Whether the key has a value."""
        return name in self._given

    def node(self, name: str) -> Node | None:
        """The value of a key; `None` when it is missing or empty."""
        return self._given.get(name)

    def require(self, name: str, *, code: str = "missing-key", hint: str | None = None) -> None:
        """Reports a key that has no value."""
        if not self.has(name) and name not in self._misspelt:
            entry = self._entries.get(name)
            where = entry[0].location if entry else self.location
            said = f"'{name}' has no value" if entry else f"'{name}' is missing"
            self.problems.append(error(code, where, said, hint=hint or f"add '{name}: …'"))

    # --- single values ---

    def text(self, name: str, default: str = "") -> str:
        """A text without white space at its ends."""
        scalar = self.scalar(name)
        return scalar.stripped if scalar is not None else default

    def scalar(self, name: str) -> Scalar | None:
        """A single value with its place; a list or mapping is reported."""
        node = self._given.get(name)
        if node is None or isinstance(node, Scalar):
            return node
        return scalar_of(node, f"'{name}'", self.problems)

    def choice(self, name: str, allowed: Collection[str], *, meant: KeyMap[str, str] | None = None) -> str | None:
        """One of a few words, in lower case; `meant` maps other words to the one they stand for."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        word = scalar.stripped.lower()
        if word in allowed:
            return word
        right = (meant or {}).get(word)
        hint = f"did you mean '{right}'?" if right else did_you_mean(word, allowed)
        hint = hint or "it is one of " + ", ".join(allowed)
        self._bad(scalar, f"'{name}' cannot be '{scalar.shown}'", hint)
        return None

    def flag(self, name: str) -> bool:
        """Yes or no; no when not given."""
        scalar = self.scalar(name)
        if scalar is None:
            return False
        word = scalar.stripped.lower()
        if word not in _YES | _NO:
            self._bad(scalar, f"'{name}' must be yes or no (got '{scalar.shown}')")
        return word in _YES

    def integer(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`."""
        scalar = self.scalar(name)
        return integer_of(scalar, f"'{name}'", low, high, self.problems) if scalar else None

    def number(self, name: str, low: float, high: float) -> float | None:
        """A number from `low` to `high`."""
        scalar = self.scalar(name)
        return number_of(scalar, f"'{name}'", low, high, self.problems) if scalar else None

    def date(self, name: str) -> dt.date | None:
        """A calendar date."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        date = parse_date(scalar.stripped)
        if date is None:
            message = f"'{name}' must be a date such as 2026-11-24 (got '{scalar.shown}')"
            self.problems.append(error("bad-date", scalar.location, message))
        return date

    def moment(self, name: str, zone: dt.tzinfo) -> dt.datetime | None:
        """A date and time, in `zone` unless it names its own offset; a date alone is its midnight."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        moment = parse_moment(scalar.stripped, zone)
        if moment is None:
            message = f"'{name}' must be a date and time such as 2026-11-24 05:30 (got '{scalar.shown}')"
            self.problems.append(error("bad-date", scalar.location, message))
        return moment

    def language(self, name: str) -> str | None:
        """A BCP 47 tag."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        if _LANGUAGE.fullmatch(scalar.stripped) is None:
            self._bad(scalar, f"'{name}' must be a language tag such as zh-Hans or en (got '{scalar.shown}')")
            return None
        return scalar.stripped

    # --- several values ---

    def texts(self, name: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        return tuple([scalar.stripped for scalar in self.scalars(name)])

    def scalars(self, name: str) -> tuple[Scalar, ...]:
        """A text or a list of texts, with their places; empty items are left out."""
        node = self._given.get(name)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        items = node.items if isinstance(node, Sequence) else (node,)
        found = (scalar_of(item, f"'{name}'", self.problems) for item in items)
        return tuple(scalar for scalar in found if scalar is not None and scalar.stripped)

    def items(self, name: str) -> tuple[Node, ...]:
        """The items of a list."""
        node = self.node(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.problems.append(
                error("wrong-type", node.location, f"'{name}' must be a list", hint="begin it with '- '")
            )
            return ()
        return node.items

    def mappings(
        self, name: str, keys: Collection[str], *, meant: KeyMap[str, str] | None = None
    ) -> tuple[Fields, ...]:
        """A list of mappings with the same keys."""
        what = f"an item of '{name}'"
        found = (fields_of(item, keys, what, self.problems, meant=meant) for item in self.items(name))
        return tuple(fields for fields in found if fields is not None)

    def mapping(self, name: str, keys: Collection[str], *, meant: KeyMap[str, str] | None = None) -> Fields | None:
        """A mapping with known keys."""
        node = self.node(name)
        return fields_of(node, keys, f"'{name}'", self.problems, meant=meant) if node is not None else None

    def pairs(self, name: str) -> tuple[tuple[Scalar, Node], ...]:
        """A mapping whose keys the editor chooses; empty values are left out."""
        node = self.node(name)
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            message = f"'{name}' must be a mapping of keys to values"
            self.problems.append(error("wrong-type", node.location, message, hint="write 'key: value' lines below it"))
            return ()
        return tuple((key, value) for key, value in node.entries if not isinstance(value, Scalar) or value.stripped)

    def text_pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A mapping of chosen keys to texts."""
        found = ((key, scalar_of(value, f"'{key.text}'", self.problems)) for key, value in self.pairs(name))
        return tuple((key.text, scalar.stripped) for key, scalar in found if scalar is not None)

    def _bad(self, scalar: Scalar, message: str, hint: str | None = None) -> None:
        self.problems.append(error("bad-value", scalar.location, message, hint=hint))


def fields_of(
    node: Node,
    keys: Collection[str],
    what: str,
    problems: list[Diagnostic],
    *,
    meant: KeyMap[str, str] | None = None,
) -> Fields | None:
    """A node as a mapping with known keys; another shape is reported."""
    if isinstance(node, Mapping):
        return Fields(node, keys, problems, meant=meant)
    message = f"{what} must be a mapping with the keys {', '.join(keys)}"
    hint = colon_hint(node.text) if isinstance(node, Scalar) else None
    problems.append(error("wrong-type", node.location, message + got(node), hint=hint))
    return None
