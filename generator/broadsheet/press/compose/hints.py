"""What page.yaml asks of the composition, made free of contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from broadsheet.model import LayoutHints
from broadsheet.press.grid import Grid

MOST_BOXES = 2
"""On a page (composition.md: variety)."""

Rectangle = tuple[int, int, int, int]
"""(column, row, columns, rows), 1-based."""


def settled_hints(hints: LayoutHints, grid: Grid, rows: int) -> tuple[LayoutHints, tuple[str, ...]]:
    """The hints that can all be followed, and a sentence for each that was set aside.

    `rows` are those below nameplate or folio. Of two that contradict, a pin goes before a width and what stands first
    before what follows.
    """
    faults: list[str] = []
    pins = dict(_pins(hints, grid, rows, faults))
    widths = tuple(_widths(hints, pins, grid, faults))
    boxed = hints.boxed[:MOST_BOXES]
    if len(hints.boxed) > MOST_BOXES:
        faults.append(f"a page has {MOST_BOXES} boxes at most: {_names(hints.boxed[MOST_BOXES:])} stay without one")
    order = hints.order
    if hints.lead and order and order[0] != hints.lead:
        faults.append(f"'lead' is '{hints.lead}' but 'order' begins with '{order[0]}': the lead comes first")
        order = (hints.lead, *(slug for slug in order if slug != hints.lead))
    lead_pin = pins.get(hints.lead or "")
    if lead_pin is not None and lead_pin[:2] != (1, 1):
        faults.append(f"the lead '{hints.lead}' is pinned away from the top left corner: the pin is followed")
    if lead_pin is None and hints.lead:
        blocking = next((slug for slug, pin in pins.items() if pin[:2] == (1, 1)), None)
        if blocking is not None:
            faults.append(f"'{blocking}' is pinned where the lead '{hints.lead}' stands: the pin is followed")
    return replace(hints, pin=tuple(pins.items()), width=widths, boxed=boxed, order=order), tuple(faults)


def _pins(hints: LayoutHints, grid: Grid, rows: int, faults: list[str]) -> Iterator[tuple[str, Rectangle]]:
    kept: list[tuple[str, Rectangle]] = []
    for slug, pin in hints.pin:
        column, row, columns, height = pin
        if column + columns - 1 > grid.columns or row + height - 1 > rows:
            faults.append(f"the pin of '{slug}' leaves the page of {grid.columns} columns and {rows} rows")
            continue
        other = next((name for name, taken in kept if _overlap(pin, taken)), None)
        if other is not None:
            faults.append(f"the pins of '{other}' and '{slug}' overlap: that of '{slug}' is set aside")
            continue
        kept.append((slug, pin))
        yield slug, pin


def _widths(hints: LayoutHints, pins: dict[str, Rectangle], grid: Grid, faults: list[str]) -> Iterator[tuple[str, int]]:
    for slug, columns in hints.width:
        pin = pins.get(slug)
        if columns > grid.columns:
            faults.append(f"the width of '{slug}' is {columns} columns, and the page has {grid.columns}")
        elif pin is not None and pin[2] != columns:
            faults.append(f"'{slug}' is to be {columns} columns wide and is pinned to {pin[2]}: the pin is followed")
        else:
            yield slug, columns


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _names(slugs: tuple[str, ...]) -> str:
    return ", ".join(f"'{slug}'" for slug in slugs)
