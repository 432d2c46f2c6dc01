"""The hard rules between the modules of a layout, as the search needs them: on tilings, before anything is set in type.

`rules.py` checks the finished page again, without trusting this.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.press.compose.seams import horizontal_seams, longest_seam, may_cross, vertical_seams
from broadsheet.press.compose.tiling import Placed, Shape, Tile

Broken = tuple[str, tuple[str, ...], str]
"""(rule, tile ids, detail)."""

MOST_BANNERS = 2
"""Headlines through all columns."""


def lead_of(tiles: Sequence[Tile]) -> int | None:
    """Which tile leads the page: the first of rank 1; `None` when there is none."""
    return next((index for index, tile in enumerate(tiles) if tile.rank <= 1), None)


def lead_columns(columns: int) -> int:
    """The least width of the lead, in base columns."""
    return min(columns, 3 if columns <= 5 else 4)


def collide(left: Shape, left_row: int, right: Shape, right_row: int) -> bool:
    """Whether headlines of modules side by side touch and overlap (碰题); rows are the modules' tops."""
    if not (left.headline_right and right.headline_left and left.headline_size and right.headline_size):
        return False
    if left.vertical or right.vertical or left.boxed or right.boxed:
        return False
    if left_row + left.headline_top >= right_row + right.headline_rows:
        return False
    if right_row + right.headline_top >= left_row + left.headline_rows:
        return False
    if left_row or right_row:
        return True
    small, large = sorted((left.headline_size, right.headline_size))
    differs = left.headline_face != right.headline_face or left.headline_lines != right.headline_lines
    return large < 1.5 * small or not differs


def is_banner(shape: Shape, columns: int) -> bool:
    """Whether its headline runs through all columns of the page (通栏标题)."""
    return bool(
        shape.columns == columns > 2
        and shape.headline_size
        and shape.headline_left
        and shape.headline_right
        and not shape.boxed
        and not shape.vertical
    )


def is_boxed(placed: Placed) -> bool:
    """Whether a module is a box, by the editor's wish or by its shape."""
    return placed.tile.boxed or placed.shape.boxed


def photo_area(shape: Shape) -> int:
    """Of a shape's largest photo, in cells."""
    return shape.photo_columns * (shape.photo_rows[1] - shape.photo_rows[0])


def _photo_rows(placed: Placed) -> tuple[int, int]:
    """The rows of a module's photo in the region, as far as it may reach at this height."""
    first, last = placed.shape.photo_rows
    return placed.row + first, placed.row + last + placed.rows - placed.shape.heights[0][0]


def _photo_columns(placed: Placed) -> tuple[int, int]:
    """The columns of a module's photo in the region."""
    shape, end = placed.shape, placed.column + placed.columns
    if shape.photo_left:
        return placed.column, placed.column + shape.photo_columns
    if shape.photo_right:
        return end - shape.photo_columns, end
    inset = (placed.columns - shape.photo_columns) // 2
    return placed.column + inset, placed.column + inset + shape.photo_columns


def photos_touch(one: Placed, other: Placed) -> bool:
    """Whether photos of two modules stand side by side or on one another, with nothing but white between."""
    if not (one.shape.photo_columns and other.shape.photo_columns):
        return False
    if one.column > other.column or (one.column == other.column and one.row > other.row):
        one, other = other, one
    if one.column + one.columns == other.column:
        if not (one.shape.photo_right and other.shape.photo_left):
            return False
        (a, b), (c, d) = _photo_rows(one), _photo_rows(other)
        return a < d and c < b
    if one.row > other.row:
        one, other = other, one
    if one.row + one.rows != other.row or other.shape.photo_rows[0]:
        return False
    if one.shape.photo_rows[1] + 1 < one.shape.heights[0][0]:
        return False
    (a, b), (c, d) = _photo_columns(one), _photo_columns(other)
    return a < d and c < b


def touch(one: Placed, other: Placed) -> bool:
    """Whether two modules share a piece of edge."""
    across = one.column + one.columns - other.column, other.column + other.columns - one.column
    down = one.row + one.rows - other.row, other.row + other.rows - one.row
    return (0 in across and min(down) > 0) or (0 in down and min(across) > 0)


def broken_rules(placed: Sequence[Placed], columns: int, rows: int, *, banners: int = 0) -> tuple[Broken, ...]:
    """The hard rules that a tiling breaks, in a fixed order. `banners`: lines through all columns above the region."""
    return (
        *_broken_seams(placed, columns, rows),
        *_broken_pairs(placed),
        *_broken_photos(placed),
        *_broken_lead(placed, columns),
        *_broken_banners(placed, columns, banners),
        *_broken_places(placed, rows),
        *_broken_feet(placed, rows),
    )


def _broken_seams(placed: Sequence[Placed], columns: int, rows: int) -> list[Broken]:
    found: list[Broken] = []
    for boundary, first, last in vertical_seams(placed, columns, rows):
        if last - first > longest_seam(rows):
            beside = (
                tile.tile.id
                for tile in placed
                if boundary in (tile.column, tile.column + tile.columns)
                and tile.row < last
                and first < tile.row + tile.rows
            )
            detail = f"a seam beside column {boundary} runs {last - first} of {rows} rows"
            found.append(("seam", tuple(beside), detail))
    for row, run in horizontal_seams(placed):
        if run == columns and not may_cross(placed, row, columns, rows):
            below = tuple(tile.tile.id for tile in placed if tile.row == row)
            found.append(("seam", below, f"a seam through all columns at row {row}"))
    return found


def _broken_feet(placed: Sequence[Placed], rows: int) -> list[Broken]:
    """Modules at the page's foot whose legs do not end together (版面底部齐平)."""
    return [
        ("legs", (one.tile.id,), "its legs do not end at the page's foot")
        for one in placed
        if one.row + one.rows == rows and one.shape.square and one.rows not in one.shape.square
    ]


def _broken_pairs(placed: Sequence[Placed]) -> list[Broken]:
    found: list[Broken] = []
    modules = [tile for tile in placed if not tile.tile.is_filler]
    for index, one in enumerate(modules):
        for other in modules[index + 1 :]:
            left, right = (one, other) if one.column < other.column else (other, one)
            ids = (left.tile.id, right.tile.id)
            boxed = is_boxed(left), is_boxed(right)
            beside = left.column + left.columns == right.column
            if beside and not any(boxed) and collide(left.shape, left.row, right.shape, right.row):
                found.append(("collision", ids, "headlines touch side by side"))
            if photos_touch(left, right):
                found.append(("photo", ids, "photos of two modules touch"))
            if all(boxed) and touch(left, right):
                found.append(("box", ids, "boxes touch"))
    return found


def _broken_photos(placed: Sequence[Placed]) -> list[Broken]:
    areas = sorted(
        (
            (photo_area(tile.shape), tile.tile.id)
            for tile in placed
            if tile.shape.photo_columns and not tile.tile.is_filler
        ),
        reverse=True,
    )
    if len(areas) < 2 or areas[0][0] >= 2 * areas[1][0]:
        return []
    return [("photo", (areas[0][1], areas[1][1]), "no photo is twice as large as the next")]


def _broken_lead(placed: Sequence[Placed], columns: int) -> list[Broken]:
    found: list[Broken] = []
    corner = next((tile for tile in placed if not tile.row and not tile.column), None)
    lead = next((tile for tile in placed if tile.tile.rank <= 1), None)
    if corner and len(placed) > 1 and (corner.tile.foot or corner.tile.rank >= 5):
        found.append(("lead", (corner.tile.id,), "a brief or advert stands at the top left"))
    if not lead:
        return found
    if lead is not corner:
        found.append(("lead", (lead.tile.id,), "the lead does not stand at the top left"))
    if lead.columns < lead_columns(columns):
        found.append(("lead", (lead.tile.id,), f"the lead is only {lead.columns} columns wide"))
    larger = tuple(
        tile.tile.id
        for tile in placed
        if tile.columns * tile.rows > lead.columns * lead.rows and not tile.tile.is_filler
    )
    if larger:
        found.append(("lead", (lead.tile.id, *larger), "the lead is not the largest"))
    return found


def _broken_banners(placed: Sequence[Placed], columns: int, above: int) -> list[Broken]:
    """More headlines through all columns than a page bears, its banner among them."""
    banners = tuple(one.tile.id for one in placed if is_banner(one.shape, columns) and not one.tile.boxed)
    if len(banners) + above <= MOST_BANNERS:
        return []
    return [("banner", banners, f"{len(banners)} headlines run through all columns")]


def _broken_places(placed: Sequence[Placed], rows: int) -> list[Broken]:
    found: list[Broken] = []
    boxes = tuple(tile.tile.id for tile in placed if is_boxed(tile))
    if len(boxes) > 2:
        found.append(("box", boxes, f"{len(boxes)} boxes on one page"))
    vertical = tuple(tile.tile.id for tile in placed if tile.shape.vertical)
    if len(vertical) > 1:
        found.append(("vertical", vertical, f"{len(vertical)} vertical headlines on one page"))
    for tile in placed:
        if tile.tile.pin and tile.tile.pin != (tile.column, tile.row, tile.columns, tile.rows):
            found.append(("pin", (tile.tile.id,), "it does not take the place it is pinned to"))
        if tile.tile.foot and tile.row + tile.rows != rows:
            found.append(("foot", (tile.tile.id,), "it does not stand at the foot"))
    ordered = sorted((tile for tile in placed if tile.tile.order is not None), key=lambda tile: tile.tile.order or 0)
    for index, one in enumerate(ordered):
        found += [
            ("order", (one.tile.id, later.tile.id), "the later one stands before")
            for later in ordered[index + 1 :]
            if later.column <= one.column and later.row <= one.row
        ]
    return found
