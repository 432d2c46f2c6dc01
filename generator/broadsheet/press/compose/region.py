"""What is to be tiled, prepared for the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.press.compose.options import Family, Option, families
from broadsheet.press.compose.seams import is_in_bottom_third, is_in_top_third, longest_seam
from broadsheet.press.compose.tiling import Tile
from broadsheet.press.compose.tiling_rules import lead_columns, lead_of


class Keep(NamedTuple):
    """Hard rules that a search keeps while it grows patterns; what it does not keep, it may break."""

    lead: bool = True
    seams: bool = True
    headlines: bool = True
    places: bool = True
    """Pins, the foot, `order`, boxes apart."""


@dataclass(frozen=True, slots=True)
class Region:
    """The tiles by number, and facts about them that hold however they are placed."""

    tiles: tuple[Tile, ...]
    options: tuple[tuple[Family, ...], ...]
    """By tile, then by width."""
    columns: int
    rows: int
    lead: int | None
    corner: int | None
    """The tile that must stand at the top left: one pinned there, else the lead; `None` when any may."""
    lead_columns: int
    """The least width of the lead; 1 when it has none as wide as the rule wants."""
    pins: dict[int, tuple[int, int, int, int]]
    """By tile: those that can be kept, as (column, row, columns, rows)."""
    least: tuple[int, ...]
    """By tile: the least area, in cells."""
    most: tuple[int, ...]
    lowest: tuple[int, ...]
    """By tile: the least height at any width."""
    cheapest: tuple[float, ...]
    """By tile: the least cost at any width and height."""
    banners: int
    """Lines through all columns that stand above the region."""
    seam: int
    """Rows that a vertical seam may run."""
    top_third: int
    """Rows at which a module in the top third may end, as bits."""
    bottom_third: int
    """Rows at which a module in the bottom third may begin, as bits."""
    depths: dict[int, int]
    """See `reaching`; filled as needed."""
    areas: dict[int, int]
    """See `filling`; filled as needed."""

    @property
    def everyone(self) -> int:
        """All tiles, as bits."""
        return (1 << len(self.tiles)) - 1

    @property
    def openers(self) -> list[int]:
        """The tiles that may stand at the top left where no lead does: no briefs, nothing that belongs at the foot."""
        numbers = range(len(self.tiles))
        news = [
            index
            for index in numbers
            if self.tiles[index].rank < 5 and not self.tiles[index].foot and not self.tiles[index].is_filler
        ]
        return news or list(numbers)

    @property
    def has_places(self) -> bool:
        """Whether any tile is bound to a place: by a pin, `order`, the foot, or as a box that keeps from boxes."""
        return any(tile.pin or tile.foot or tile.boxed or tile.order is not None for tile in self.tiles)

    def narrower(self, option: Option, side: int) -> Option | None:
        """The option with one more side kept free of headlines; `None` when no shape of it does that."""
        family = next(family for family in self.options[option.tile] if family[0].columns == option.columns)
        return family[option.sides | side]

    def reaching(self, waiting: int) -> int:
        """Rows from which some of these tiles, one below the other, reach exactly the foot."""
        found = self.depths.get(waiting)
        if found is None:
            index = waiting.bit_length() - 1
            found = rest = self.reaching(waiting & ~(1 << index))
            for height in {height for plain, *_ in self.options[index] for height in plain.heights}:
                found |= rest >> height
            self.depths[waiting] = found
        return found

    def filling(self, waiting: int) -> int:
        """Areas that these tiles can have together, as bits."""
        found = self.areas.get(waiting)
        if found is None:
            index = waiting.bit_length() - 1
            rest = self.filling(waiting & ~(1 << index))
            found = 0
            for area in {plain.columns * height for plain, *_ in self.options[index] for height in plain.heights}:
                found |= rest << area
            self.areas[waiting] = found
        return found


def region(tiles: Sequence[Tile], columns: int, rows: int, banners: int = 0) -> Region:
    """The tiles with their widths; a tile that fits nowhere has no options."""
    options = tuple(families(index, tile, columns, rows) for index, tile in enumerate(tiles))
    plain = [[family[0] for family in widths] for widths in options]
    lead = lead_of(tiles)
    wanted = lead_columns(columns)
    pins = _pins(tiles, plain, columns, rows)
    pinned = next((index for index, pin in pins.items() if pin[:2] == (0, 0)), None)
    return Region(
        tiles=tuple(tiles),
        options=options,
        columns=columns,
        rows=rows,
        lead=lead,
        corner=pinned if pinned is not None or lead in pins else lead,
        lead_columns=wanted if lead is not None and any(one.columns >= wanted for one in plain[lead]) else 1,
        pins=pins,
        least=tuple(min((one.columns * one.least for one in widths), default=0) for widths in plain),
        most=tuple(max((one.columns * one.most for one in widths), default=0) for widths in plain),
        lowest=tuple(min((one.least for one in widths), default=1) for widths in plain),
        cheapest=tuple(min((one.cost for one in widths), default=0.0) for widths in plain),
        banners=banners,
        seam=longest_seam(rows),
        top_third=sum(1 << row for row in range(rows + 1) if is_in_top_third(row, rows)),
        bottom_third=sum(1 << row for row in range(rows + 1) if is_in_bottom_third(row, rows)),
        depths={0: 1 << rows},
        areas={0: 1},
    )


def _pins(
    tiles: Sequence[Tile], plain: Sequence[Sequence[Option]], columns: int, rows: int
) -> dict[int, tuple[int, int, int, int]]:
    """The pins that lie in the region, suit a shape, and do not overlap one before them."""
    kept: dict[int, tuple[int, int, int, int]] = {}
    for index, tile in enumerate(tiles):
        if tile.pin is None:
            continue
        column, row, width, height = tile.pin
        suits = any(one.columns == width and height in one.choices for one in plain[index])
        inside = 0 <= column <= columns - width and 0 <= row <= rows - height
        overlaps = any(
            column < c + w and c < column + width and row < r + h and r < row + height for c, r, w, h in kept.values()
        )
        if suits and inside and not overlaps:
            kept[index] = tile.pin
    return kept
