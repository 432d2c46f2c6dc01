"""Checks of space: nothing overlaps, nothing sticks out, no hole."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.press.compose.rule_boxes import NEAR, Box, ink_box, type_box, union
from broadsheet.press.compose.rule_facts import SeenModule, SeenPage, between
from broadsheet.press.compose.rule_legs import column_boxes
from broadsheet.press.layout import BrokenRule, Element, Picture, TextBlock

HOLE_ROWS = 4
"""So many empty rows below each other are a hole to the eye: a last leg may be 2 short, over a white row."""

_Cell = tuple[int, int]


def overlaps(page: SeenPage) -> Iterator[BrokenRule]:
    """`overlap`: no cell belongs to two modules, no type or photo lies on another, no rule crosses either."""
    for one, other in page.pairs():
        shared = _shared_cells(one, other)
        if shared:
            yield between("overlap", one, other, f"two modules share {shared} cells")
        if _meet(one.solid, other.solid):
            yield between("overlap", one, other, "type or photos of two modules lie on each other")
    furniture = tuple(ink_box(element) for element in page.layout.furniture if _is_solid(element))
    rules = tuple(ink_box(rule) for rule in page.layout.rules)
    for seen in page.modules:
        if _overlap_within(seen.solid):
            yield seen.broken("overlap", "type or photos inside the module lie on each other")
        if _meet(seen.solid, furniture):
            yield seen.broken("overlap", "it lies on the page's furniture")
        if _meet(seen.solid, rules):
            yield seen.broken("overlap", "a rule crosses its type or a photo")


def _is_solid(element: Element) -> bool:
    return isinstance(element, Picture) or (isinstance(element, TextBlock) and any(line.text for line in element.lines))


def _shared_cells(one: SeenModule, other: SeenModule) -> int:
    a, b = one.module, other.module
    across = min(a.column + a.columns, b.column + b.columns) - max(a.column, b.column)
    down = min(a.row + a.rows, b.row + b.rows) - max(a.row, b.row)
    return max(0, across) * max(0, down)


def _meet(some: tuple[Box, ...], others: tuple[Box, ...]) -> bool:
    """Whether any of some lies on any of the others by more than a hair."""
    if not some or not others:
        return False
    around = union(some)
    near = [box for box in others if box.meets(around, -0.1)]
    return any(box.meets(other, -0.1) for other in near for box in some)


def _overlap_within(boxes: tuple[Box, ...]) -> bool:
    """Whether any two of the boxes, sorted by their tops, overlap."""
    open_boxes: list[Box] = []
    for box in boxes:
        open_boxes = [other for other in open_boxes if other.bottom > box.top]
        if any(other.meets(box) for other in open_boxes):
            return True
        open_boxes.append(box)
    return False


def outside(page: SeenPage) -> Iterator[BrokenRule]:
    """`outside`: everything lies in the type area, and what is a module's inside its cells."""
    area = page.type_area
    for element in (*page.layout.furniture, *page.layout.rules):
        if not area.holds(ink_box(element)):
            yield BrokenRule("outside", (), f"a {_name(element)} of the page's own sticks out of the type area")
    for seen in page.modules:
        if not area.holds(seen.box):
            yield seen.broken("outside", "the module's cells leave the type area")
        for element in seen.module.elements:
            if not seen.box.holds(ink_box(element)):
                yield seen.broken("outside", f"a {_name(element)} sticks out of the module's cells")
                break


def _name(element: Element) -> str:
    return element.role if isinstance(element, TextBlock) else type(element).__name__.lower()


def holes(page: SeenPage) -> Iterator[BrokenRule]:
    """`hole`: every cell belongs to a module or to the furniture; no module shows a white patch.

    The rows above the first module belong to the furniture if that reaches down to them, but for two rows of white.
    """
    grid = page.grid
    first, last = page.region
    owned = {cell for seen in page.modules for cell in _cells(seen)}
    free = [(c, r) for r in range(first, last) for c in range(grid.columns) if (c, r) not in owned]
    if free:
        yield BrokenRule("hole", (), f"{len(free)} cells belong to no module, the first in row {free[0][1] + 1}")
    if last < grid.rows or not page.modules:
        yield BrokenRule("hole", (), f"the modules end {grid.rows - last} rows above the foot")
    bottoms = [ink_box(element).bottom for element in page.layout.furniture]
    reached = max(bottoms, default=grid.top)
    if grid.y(first) - reached > 2.5 * grid.leading:
        yield BrokenRule("hole", (), "white stands between the page's furniture and its first module")
    for seen in page.modules:
        patch = _longest_white(seen)
        if patch >= HOLE_ROWS and seen.module.kind not in ("advert", "filler"):
            yield seen.broken("hole", f"{patch} empty rows stand below each other")


def empty_cells(page: SeenPage) -> int:
    """Cells of the modules that carry nothing; white rows between modules and the bands of heads are not counted."""
    total = 0
    for seen in page.modules:
        covered = _covered(seen)
        total += sum(cell not in covered for cell in _content_cells(seen))
    return total


def _longest_white(seen: SeenModule) -> int:
    covered = _covered(seen)
    longest = 0
    for column in range(seen.module.column, seen.module.column + seen.module.columns):
        run = 0
        for cell in (cell for cell in _content_cells(seen) if cell[0] == column):
            run = 0 if cell in covered else run + 1
            longest = max(longest, run)
    return longest


def _covered(seen: SeenModule) -> set[_Cell]:
    """Cells that an element covers at all, over its whole measure; the band of the head as one."""
    grid = seen.grid
    boxes = [*column_boxes(seen), *(box for _, box in seen.type_boxes)]
    heads = [type_box(b, grid.script) for b in seen.of_role("kicker", "headline", "deck", "byline", "label")]
    if heads:
        boxes.append(union(heads))
    cells: set[_Cell] = set()
    for box in boxes:
        for column in range(seen.module.column, seen.module.column + seen.module.columns):
            left = grid.x(column)
            if min(box.right, left + grid.measure) - max(box.left, left) < 0.4 * grid.measure:
                continue
            first = int((box.top - grid.top + NEAR) // grid.leading)
            last = int((box.bottom - grid.top - NEAR) // grid.leading)
            cells |= {(column, row) for row in range(first, last + 1)}
    return cells


def _cells(seen: SeenModule) -> list[_Cell]:
    m = seen.module
    return [(c, r) for c in range(m.column, m.column + m.columns) for r in range(m.row, m.row + m.rows)]


def _content_cells(seen: SeenModule) -> list[_Cell]:
    last = seen.module.row + seen.module.rows - (0 if seen.is_foot else 1)
    return [cell for cell in _cells(seen) if cell[1] < last]
