"""Checks between modules: seams (通缝、断版), headlines that collide (碰题), boxes and banners that touch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from broadsheet.press.compose.rule_boxes import NEAR, Box, ink_box, type_box
from broadsheet.press.compose.rule_facts import EXEMPT_KINDS, Headline, SeenModule, SeenPage, between
from broadsheet.press.layout import BrokenRule, TextBlock

MOST_SEAM = 0.65
"""Of the depth that modules share."""
TOP_RATIO = 1.5
MOST_BOXES = 2
MOST_BANNERS = 2


# --- seams ----------------------------------------------------------------------------------------------------------


def seams(page: SeenPage) -> Iterator[BrokenRule]:
    """`seam`: no straight seam cuts the page.

    Vertical: a run of rows in which no module spans the gap between two columns; at most 65 % of the depth that modules
    share (below nameplate, folio and banner), the white row under its last module not counted. Horizontal: a row above
    which modules end in all columns; only at the edge of a module over all columns that lies wholly in the top or
    bottom third, or of a filler, which stands where nothing else could. A page of one column cannot be without, and is
    not looked at.
    """
    columns, (first, last) = page.grid.columns, page.region
    if columns < 2:
        return
    owner = {(c, r): seen for seen in page.modules for c, r in _cells(seen)}
    for column in range(1, columns):
        run, longest, end = 0, 0, first
        for row in range(first, last):
            run = run + 1 if owner.get((column - 1, row)) is not owner.get((column, row)) else 0
            if run > longest:
                longest, end = run, row + 1
        if longest - 1 > MOST_SEAM * page.depth:
            where = f"left of column {column + 1}, rows {end - longest + 1} to {end}"
            yield BrokenRule("seam", _beside(page, column), f"a vertical seam {where}, runs over {page.depth}")
    for row in range(first + 1, last):
        cut = all(owner.get((c, row - 1)) is not owner.get((c, row)) for c in range(columns))
        if cut and not _may_cut(page, row):
            yield BrokenRule("seam", (), f"a horizontal seam above row {row + 1} cuts the page")


def _cells(seen: SeenModule) -> list[tuple[int, int]]:
    m = seen.module
    return [(c, r) for c in range(m.column, m.column + m.columns) for r in range(m.row, m.row + m.rows)]


def _beside(page: SeenPage, column: int) -> tuple[str, ...]:
    """Pieces whose modules end or begin at that column."""
    edges = [m for m in page.layout.modules if column in (m.column, m.column + m.columns)]
    return tuple(piece for module in edges for piece in module.pieces)


def _may_cut(page: SeenPage, row: int) -> bool:
    """Whether a module through all columns in an outer third, or a filler through all, ends or begins at the row."""
    first, last = page.region
    third = page.depth / 3
    for module in page.layout.modules:
        end = module.row + module.rows
        is_high, is_low = end <= first + third + 1, module.row >= last - third - 1
        is_full = module.columns == page.grid.columns
        if row in (module.row, end) and is_full and (module.kind == "filler" or is_high or is_low):
            return True
    return False


# --- collisions -----------------------------------------------------------------------------------------------------


def collisions(page: SeenPage) -> Iterator[BrokenRule]:
    """`collision`: two headlines do not stand side by side at the same height.

    They touch when nothing but a gap between columns lies between their measures. Allowed where one is vertical, in a
    box or a filler's, and at the top of the page when one is half as large again as the other and of another face or
    line count. A photo between them keeps them apart of itself.
    """
    for one, other in page.pairs():
        first, second = one.headline, other.headline
        if first is None or second is None or not _touch(page, first.box, second.box):
            continue
        if first.vertical or second.vertical or one.is_boxed or other.is_boxed:
            continue
        if "filler" in (one.module.kind, other.module.kind):
            continue
        if _is_at_top(page, one, other) and _differ(first, second):
            continue
        yield between("collision", one, other, "two headlines stand side by side")


def _touch(page: SeenPage, one: Box, other: Box) -> bool:
    apart = max(one.left, other.left) - min(one.right, other.right)
    return -NEAR <= apart <= page.grid.gap + NEAR and one.meets_down(other, -0.1)


def _is_at_top(page: SeenPage, one: SeenModule, other: SeenModule) -> bool:
    return one.module.row == other.module.row == page.region[0]


def _differ(one: Headline, other: Headline) -> bool:
    large, small = max(one.size, other.size), min(one.size, other.size)
    return large >= TOP_RATIO * small - 0.05 and (one.face != other.face or one.lines != other.lines)


# --- boxes and banners ----------------------------------------------------------------------------------------------


def boxes(page: SeenPage) -> Iterator[BrokenRule]:
    """`box`: at most two boxed modules, which share no edge; the border of an advert or a filler makes no box."""
    boxed = [seen for seen in page.modules if seen.is_boxed and seen.module.kind not in EXEMPT_KINDS]
    if len(boxed) > MOST_BOXES:
        pieces = tuple(piece for seen in boxed for piece in seen.module.pieces)
        yield BrokenRule("box", pieces, f"{len(boxed)} modules are boxed")
    for number, one in enumerate(boxed):
        for other in boxed[number + 1 :]:
            if _share_an_edge(one, other):
                yield between("box", one, other, "two boxes stand side by side")


def _share_an_edge(one: SeenModule, other: SeenModule) -> bool:
    a, b = one.module, other.module
    across = min(a.column + a.columns, b.column + b.columns) - max(a.column, b.column)
    down = min(a.row + a.rows, b.row + b.rows) - max(a.row, b.row)
    return across >= 0 and down >= 0 and across + down > 0


def banners(page: SeenPage) -> Iterator[BrokenRule]:
    """`banner`: at most two lines run through all columns, and they do not touch.

    The banner of the furniture is one, a headline over all columns another (通栏标题). They touch when less than three
    rows part them. A page of one or two columns, or of one module, is not looked at.
    """
    if page.grid.columns < 3 or len(page.modules) < 2:
        return
    script = page.grid.script
    found: list[tuple[Box, tuple[str, ...]]] = [
        (type_box(element, script), ("",))
        for element in page.layout.furniture
        if isinstance(element, TextBlock) and element.role == "banner" and element.lines
    ]
    for seen in page.modules:
        head = seen.headline
        if head and seen.module.kind != "advert" and head.box.width > page.type_area.width - 2 * page.grid.gap:
            found.append((head.box, seen.module.pieces))
    pieces = tuple(piece for _, names in found for piece in names if piece)
    if len(found) > MOST_BANNERS:
        yield BrokenRule("banner", pieces, f"{len(found)} lines run through all columns")
    heights = sorted((box.top, box.bottom) for box, _ in found)
    for (_, bottom), (top, _) in itertools.pairwise(heights):
        if top - bottom < 3 * page.grid.leading:
            yield BrokenRule("banner", pieces, "two lines through all columns touch")


def rules_through(page: SeenPage) -> Iterator[BrokenRule]:
    """`rules`: no rule is drawn twice; parallel rules do not overlap in one place (no double strokes)."""
    strokes = page.layout.rules
    for number, one in enumerate(strokes):
        for other in strokes[number + 1 :]:
            box, second = ink_box(one), ink_box(other)
            if one.vertical != other.vertical or not box.meets(second, -0.05):
                continue
            along = min(box.bottom, second.bottom) - max(box.top, second.top)
            if not one.vertical:
                along = min(box.right, second.right) - max(box.left, second.left)
            if along > 1:
                yield BrokenRule("rules", (), f"two rules lie on each other at {one.x:.0f}, {one.y:.0f} pt")
