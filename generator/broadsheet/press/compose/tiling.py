"""What the packer takes and gives: modules with their alternatives, and tilings of a region by them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to set a module: so many columns wide, and any of some heights."""

    columns: int
    heights: tuple[tuple[int, float], ...]
    """(rows, cost) ascending by rows; every height that keeps the module's own hard rules. Rows include the white row
    below the module; cost grows with slack, crop and distance from the ideal."""
    cost: float
    """Of the shape as such, whatever its height."""
    variant: int
    """Which of the module's variants; means something to the module alone."""
    headline_size: float = 0.0
    headline_rows: int = 0
    """From the module's top to the end of its headline."""
    headline_face: str = ""
    headline_lines: int = 1
    headline_left: bool = True
    """Whether the headline touches the module's left edge (not where a photo or a box stands between)."""
    headline_right: bool = True
    photo_left: bool = False
    """Whether a photo touches the module's left edge."""
    photo_right: bool = False
    photo_columns: int = 0
    """Base columns of its largest photo; 0 without one."""
    photo_rows: tuple[int, int] = (0, 0)
    """From the module's top: first row of its photo, row after the last (at the least height)."""
    headline_top: int = 0
    """First row of its headline band, from the module's top; more than 0 where a photo stands above it."""
    vertical: bool = False
    """Whether its headline runs down (竖题): at most one a page, and it never collides."""
    boxed: bool = False
    """Whether this shape is set in a box though its tile need not be."""
    square: tuple[int, ...] = ()
    """Those of its heights at which all legs but the last end at the foot, as the page's foot asks (版面底部齐平);
    empty for what has no legs."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A module that must find its place."""

    id: str
    rank: int
    """1 the lead … 5."""
    shapes: tuple[Shape, ...]
    boxed: bool = False
    pin: tuple[int, int, int, int] | None = None
    """(column, row, columns, rows), 0-based, that it must take."""
    foot: bool = False
    """Whether it belongs at the page's foot (adverts, notices, 倒头条)."""
    order: int | None = None
    """Its place in page.yaml's `order`; `None` where none is given."""
    is_filler: bool = False
    """Whether it carries no matter: no rule between articles counts for it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile in its place. 0-based, in base columns and rows of the region."""

    tile: Tile
    shape: Shape
    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """A layout of the whole region."""

    placed: tuple[Placed, ...]
    """In reading order: by column groups from the top left."""
    cost: float
    broken: tuple[tuple[str, tuple[str, ...], str], ...] = field(default=())
    """(rule, tile ids, detail) of the hard rules between modules that it breaks; empty for a good one."""
