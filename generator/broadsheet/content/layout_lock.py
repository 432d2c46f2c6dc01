"""`layout.lock`: where every module of a page stands, as `broadsheet lock` wrote it."""

from __future__ import annotations

from broadsheet.content.fields import Fields, fields_of
from broadsheet.content.page import MAX_COLUMNS, MAX_ROWS, settings_of
from broadsheet.content.source import SourceText
from broadsheet.content.values import integer_of, tuple_of
from broadsheet.diagnostics import Diagnostic
from broadsheet.model import LayoutLock, LockedModule

LOCK_KEYS = ("grid", "ladder", "modules")
MODULE_KEYS = ("at", "size", "headline", "lines", "photo", "measure", "rows", "jump")

_MOST_POINTS = 5000
_MOST_LINES = 10_000


def layout_lock(source: SourceText, problems: list[Diagnostic]) -> LayoutLock | None:
    """The lock of a page; `None` when the file says nothing that can be used. Every fault is reported at its place."""
    fields = settings_of(source, source.path, LOCK_KEYS, problems)
    fields.require("grid", hint="make the file again with broadsheet lock")
    fields.require("modules", hint="make the file again with broadsheet lock")
    grid = _pair(fields, "grid", ("columns", "rows"), problems)
    modules = tuple(
        module
        for key, value in fields.pairs("modules")
        if (keys := fields_of(value, MODULE_KEYS, f"'{key.shown}'", problems)) is not None
        if (module := _module(key.stripped, keys, problems)) is not None
    )
    return LayoutLock(source.path, *grid, fields.text("ladder"), modules) if grid and modules else None


def _module(name: str, keys: Fields, problems: list[Diagnostic]) -> LockedModule | None:
    for key in ("at", "size"):
        keys.require(key, hint="make the file again with broadsheet lock")
    place, size = (
        _pair(keys, "at", ("column", "row"), problems),
        _pair(keys, "size", ("columns", "rows"), problems),
    )
    if place is None or size is None:
        return None
    return LockedModule(
        id=name,
        column=place[0] - 1,
        row=place[1] - 1,
        columns=size[0],
        rows=size[1],
        headline=keys.number("headline", 0, _MOST_POINTS) or 0.0,
        headline_lines=keys.integer("lines", 0, MAX_ROWS) or 0,
        photo_columns=keys.integer("photo", 0, MAX_COLUMNS) or 0,
        measure=keys.number("measure", 0, _MOST_POINTS) or 0.0,
        lines=keys.integer("rows", 0, _MOST_LINES) or 0,
        continues_on=keys.text("jump"),
    )


def _pair(fields: Fields, name: str, names: tuple[str, str], problems: list[Diagnostic]) -> tuple[int, int] | None:
    node = fields.node(name)
    if node is None:
        return None
    found = tuple_of(node, names, f"'{name}'", lambda s, w, told: integer_of(s, w, 1, MAX_ROWS, told), problems)
    return (found[0], found[1]) if found else None
