"""Single values of settings and front matter: what a text must look like to be a number, a time, a reference."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeVar

from broadsheet.content.names import EARLIEST_YEAR, LATEST_YEAR, parse_date
from broadsheet.content.nodes import Node, Scalar, Sequence
from broadsheet.diagnostics import Diagnostic, error

T = TypeVar("T")

_MOMENT = re.compile(
    r"(?P<date>[0-9-]{10})(?:[T ]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"\s*(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)


def scalar_of(node: Node, what: str, problems: list[Diagnostic]) -> Scalar | None:
    """A node as a single value; another shape is reported."""
    if isinstance(node, Scalar):
        return node
    hint = "put a value that begins with [ or { in quotes, or write it on one line"
    problems.append(error("wrong-type", node.location, f"{what} must be a text{got(node)}", hint=hint))
    return None


def number_of(scalar: Scalar, what: str, low: float, high: float, problems: list[Diagnostic]) -> float | None:
    """A number from `low` to `high`; anything else is reported."""
    text = scalar.stripped
    number = float(text) if re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?", text) else None
    if number is None or not low <= number <= high:
        problems.append(
            error(
                "bad-value", scalar.location, f"{what} must be a number from {low:g} to {high:g} (got '{scalar.shown}')"
            )
        )
        return None
    return number


def integer_of(scalar: Scalar, what: str, low: int, high: int, problems: list[Diagnostic]) -> int | None:
    """A whole number from `low` to `high`; anything else is reported."""
    text = scalar.stripped
    number = int(text) if re.fullmatch("[0-9]{1,9}", text) else None
    if number is None or not low <= number <= high:
        message = f"{what} must be a whole number from {low} to {high} (got '{scalar.shown}')"
        problems.append(error("bad-value", scalar.location, message))
        return None
    return number


def tuple_of(
    node: Node | None,
    names: tuple[str, ...],
    what: str,
    read: Callable[[Scalar, str, list[Diagnostic]], T | None],
    problems: list[Diagnostic],
) -> tuple[T, ...] | None:
    """A list of exactly the values `names`, each read by `read`; `None` when not given or not valid."""
    if node is None:
        return None
    if not isinstance(node, Sequence) or len(node.items) != len(names):
        message = f"{what} must be a list [{', '.join(names)}]{got(node)}"
        problems.append(error("wrong-type", node.location, message))
        return None
    values: list[T] = []
    for item, name in zip(node.items, names, strict=True):
        scalar = scalar_of(item, name, problems)
        value = read(scalar, f"{name} of {what}", problems) if scalar else None
        if value is not None:
            values.append(value)
    return tuple(values) if len(values) == len(names) else None


def parse_moment(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """A date and time, in `zone` unless it names its own offset; `None` when it is none."""
    match = _MOMENT.fullmatch(text)
    date = parse_date(match["date"]) if match else None
    if match is None or date is None or not EARLIEST_YEAR < date.year < LATEST_YEAR:
        return None
    try:
        time = dt.time(int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0))
        return dt.datetime.combine(date, time, _offset(match["zone"]) or zone)
    except ValueError:
        return None


def _offset(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text in "Zz":
        return dt.UTC
    digits = text[1:].replace(":", "")
    ahead = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-ahead if text[0] == "-" else ahead)


def got(node: Node) -> str:
    """What was received instead, to end a message."""
    match node:
        case Scalar():
            return f" (got '{node.shown}')"
        case Sequence():
            return " (got a list)"
    return " (got a mapping)"


def bad_ref(scalar: Scalar, what: str, also: str = "") -> Diagnostic:
    """The message for what should be a ref."""
    message = f"{what} must be a page (02), page/slug, ISSUE/page/slug{also} (got '{scalar.shown}')"
    return error("bad-ref", scalar.location, message)
