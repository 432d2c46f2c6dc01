"""The composed page: every line, picture and rule with its place. What both emitters print and all checks read.

Lengths are in points, the origin is the sheet's top left corner, y grows downwards. Pure values, tuples only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colour = Literal["ink", "accent", "grey", "paper"]
"""Black, the paper's one colour, a grey for rules and credits, the sheet's own white."""

Role = Literal[
    "headline",
    "kicker",
    "deck",
    "byline",
    "body",
    "subhead",
    "quote",
    "list",
    "table",
    "code",
    "box",
    "box-title",
    "footnote",
    "caption",
    "jump-from",
    "jump-on",
    "label",
    "nameplate",
    "folio",
    "banner",
    "ear",
    "filler",
]
"""What a block of text is. `body` is the running text of an article; `label` the mark of an advert or a column head."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How characters are set."""

    face: str
    """Role of the face (`body`, `body-bold`, `headline` …), a key of the page's faces."""
    size: float
    colour: Colour = "ink"
    rise: float = 0.0
    """Above the baseline, in points."""
    decoration: Literal["", "underline", "strike"] = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that are set in one go: one style, one spacing."""

    text: str
    x: float
    """Of the pen, from the line's left edge."""
    width: float
    """Of all its advances, spacing included."""
    style: TextStyle
    tracking: float = 0.0
    """Added after each character but the segment's last."""
    spacing: float = 0.0
    """Added to each U+0020, besides tracking."""
    half: bool = False
    """Punctuation set on half an em by the font's `halt` feature (CLREQ 3.1.6)."""
    link: str = ""
    """Address in the edition or on the web; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type."""

    segments: tuple[Segment, ...]
    width: float
    """From the left edge of the measure to the end of the last segment."""
    stretch: float = 1.0
    """Set width over natural width of what can give: at most 1.15 in Chinese; of the word spaces in Latin."""
    opens: bool = False
    """Whether a paragraph begins here."""
    closes: bool = False
    """Whether a paragraph ends here."""
    hyphenated: bool = False
    """Whether its last character is a hyphen that the text does not have."""
    unit: int = -1
    """Which unit of the piece's text it belongs to; -1 for lines that are no running text."""
    start: int = 0
    """Of its first character in the unit's text."""
    end: int = 0
    """After its last character in the unit's text, spaces at the line's end included."""

    @property
    def text(self) -> str:
        """The characters as printed."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines below each other at equal distance."""

    role: Role
    piece: str
    """Id of the piece whose words these are; empty for the page's own."""
    x: float
    y: float
    """Top of the first line's box."""
    width: float
    """The measure."""
    leading: float
    """From one line's top to the next."""
    baseline: float
    """From a line's top to its baseline."""
    lines: tuple[Line, ...]
    vertical: bool = False
    """Whether it is one column of upright characters, top to bottom (竖题); `leading` is then the advance, and each
    line holds one character or one group set upright."""
    link: str = ""
    """Where the whole block leads; empty for nowhere."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, or the nameplate's drawing."""

    piece: str
    path: str
    """Of the file, relative to the site."""
    x: float
    y: float
    width: float
    height: float
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Left, top, right, bottom of what is shown, in fractions of the upright picture."""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: the border of a box, or a filled ground."""

    piece: str
    x: float
    y: float
    width: float
    height: float
    stroke: float = 0.0
    """Width of the border, in points, drawn inside the rectangle; 0 for none."""
    colour: Colour = "ink"
    fill: Colour | Literal["", "tint"] = ""
    """`tint` is a light grey that type stays readable on."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal or vertical rule."""

    x: float
    y: float
    length: float
    thickness: float
    vertical: bool = False
    colour: Colour = "grey"
    """Lies centred on x (vertical) or y (horizontal)."""


Element = TextBlock | Picture | Frame | Stroke


@dataclass(frozen=True, slots=True)
class Module:
    """A rectangle of the grid that one article, the briefs, or a filler takes.

    `row` and `rows` count from the type area's top. The last of its rows is the white in which the rule to the next
    module stands; modules at the page's foot have none (they end with the type area).
    """

    id: str
    """Of its piece; `briefs-1`, `filler-1` … for what has none."""
    kind: str
    """article, photo, brief, notice, opinion, advert, tail, briefs, filler."""
    rank: int
    """1 lead, 2 second … 5 brief; of the headline ladder."""
    column: int
    """0-based."""
    row: int
    """0-based."""
    columns: int
    rows: int
    pieces: tuple[str, ...]
    """Ids of the pieces set in it, in reading order; empty for a filler."""
    elements: tuple[Element, ...]
    """In reading order."""
    headline_size: float = 0.0
    """In points; 0 without a headline."""
    headline_rows: tuple[int, int] = (0, 0)
    """First row and row after the last of the headline band, counted from the type area's top."""
    headline_columns: tuple[int, int] = (0, 0)
    """First column and column after the last that the headline covers."""
    headline_face: str = ""
    headline_lines: int = 0
    headline_vertical: bool = False
    boxed: bool = False
    measure: float = 0.0
    """Of its text; 0 without text."""
    legs: tuple[tuple[int, int, int], ...] = ()
    """Of each column of text: first row, row after the last that it may fill, rows it does fill."""
    slack: int = 0
    """Grid cells (rows × base columns, rounded) that carry nothing though text could stand there."""
    overset: int = 0
    """Characters that found no room (超版)."""
    cut: tuple[int, int] | None = None
    """(unit, character) where the composer's own jump cuts the text; `None` without one."""


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule of composition that the page could not keep."""

    rule: str
    """`seam`, `collision`, `ladder`, `white`, `legs`, `photo`, `crop`, `resolution`, `furniture`, `jump`, `grid`,
    `last-line`, `stretch`, `hole`, `overlap` …"""
    pieces: tuple[str, ...]
    detail: str
    """For the message, in English."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How the cells (rows × base columns) of the type area are used; the four add up to all cells."""

    cells: int
    slack: int
    """Cells that carry nothing though something could stand there."""
    filler: int
    """Cells of fillers."""

    @property
    def share(self) -> float:
        """Of the cells that carry text, headlines, pictures and their furniture, fillers not counted."""
        return (self.cells - self.slack - self.filler) / self.cells if self.cells else 1.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One composed page."""

    code: str
    language: str
    width: float
    """Of the sheet, in points."""
    height: float
    columns: int
    rows: int
    leading: float
    body_size: float
    left: float
    top: float
    """Of the type area."""
    furniture: tuple[Element, ...]
    """Nameplate, ear, folio, banner, in reading order."""
    modules: tuple[Module, ...]
    """In reading order."""
    rules: tuple[Stroke, ...]
    """Between modules."""
    fill: Fill
    least: int = 0
    """Cells that its stories need when everything is set as tight as the rules allow; what is free beyond them is room
    for a tail from another page."""
    broken: tuple[BrokenRule, ...] = ()
    ladder: str = ""
    """Name of the ladder that the headlines' sizes were taken from."""
