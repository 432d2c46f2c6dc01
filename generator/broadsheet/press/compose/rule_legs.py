"""Checks of legs: the columns into which a module's text is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.press.compose.rule_boxes import NEAR, Box, ink_box
from broadsheet.press.compose.rule_facts import COLUMN, SeenModule, SeenPage
from broadsheet.press.layout import BrokenRule, Frame, TextBlock

FEWEST = 5
FEWEST_BELOW_PHOTO = 6
MOST_SHORT = 2
"""Rows that the last leg may end above its foot."""

_TEXT = COLUMN - {"jump-from"}


@dataclass(frozen=True, slots=True)
class Leg:
    """A column of text in a module."""

    left: float
    first: int
    """Row of its first line, from the type area's top."""
    last: int
    """Row after its last line."""
    foot: int
    """Row after the last that it may fill."""
    below_photo: bool
    blocks: tuple[TextBlock, ...]

    @property
    def short(self) -> int:
        """Rows it leaves free."""
        return self.foot - self.last

    @property
    def rows(self) -> int:
        """From its first line to its last, spare rows included."""
        return self.last - self.first


def legs_of(seen: SeenModule) -> tuple[Leg, ...]:
    """A module's legs in reading order, measured.

    Text blocks over each other make a leg; a photo between them, or anything else that is no text, makes two of it. A
    leg's foot is the next thing below it in its column, at the latest the module's end.
    """
    texts = [block for block in seen.blocks if block.role in _TEXT and not block.vertical]
    if not texts:
        return ()
    columns = _Columns.of(seen, texts)
    groups: list[list[TextBlock]] = []
    for block in texts:
        if groups and _continues(seen, columns, groups[-1], block):
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(_leg(seen, columns, tuple(group)) for group in groups)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of text of a module: as wide as its widest block, a gap apart."""

    left: float
    measure: float
    gap: float

    @classmethod
    def of(cls, seen: SeenModule, texts: list[TextBlock]) -> _Columns:
        """Those of the widest blocks, of which narrower ones (items of lists, cells of tables) are parts.

        A text of lists and tables alone has no block of its measure's width; then the module says what that is.
        """
        measure = max(seen.module.measure, *(block.width for block in texts))
        full = [block.x for block in texts if block.width > measure - NEAR]
        return cls(min(full or [block.x for block in texts]), measure, seen.grid.gap)

    def number(self, block: TextBlock) -> int:
        """Which of the columns the block's middle lies in."""
        return int((block.x + block.width / 2 - self.left) // (self.measure + self.gap))

    def box(self, group: tuple[TextBlock, ...]) -> Box:
        """From the group's top to its bottom, the column wide."""
        boxes = [_box(block) for block in group]
        left = self.left + self.number(group[0]) * (self.measure + self.gap)
        return Box(left, min(b.top for b in boxes), left + self.measure, max(b.bottom for b in boxes))


def column_boxes(seen: SeenModule) -> tuple[Box, ...]:
    """What each block of text covers, over the whole width of its column (a table's cells, a list's items)."""
    texts = [block for block in seen.blocks if block.role in _TEXT and not block.vertical]
    columns = _Columns.of(seen, texts) if texts else None
    return tuple(columns.box((block,)) for block in texts) if columns else ()


def _continues(seen: SeenModule, columns: _Columns, group: list[TextBlock], block: TextBlock) -> bool:
    if columns.number(group[-1]) != columns.number(block):
        return False
    box, other = columns.box(tuple(group)), _box(block)
    if other.top < box.top - NEAR:
        return False
    gap = Box(box.left, box.bottom, box.right, other.top)
    return not any(ink_box(picture).meets(gap, -NEAR) for picture in seen.pictures)


def _leg(seen: SeenModule, columns: _Columns, group: tuple[TextBlock, ...]) -> Leg:
    grid, box = seen.grid, columns.box(group)
    obstacles = [_box(b) for b in seen.blocks if b not in group and (b.role not in _TEXT or b.vertical)]
    obstacles += [ink_box(picture) for picture in seen.pictures]
    above = [other for other in obstacles if other.meets_across(box, -NEAR) and other.bottom <= box.top + grid.leading]
    below = [other for other in obstacles if other.meets_across(box, -NEAR) and other.top >= box.bottom - NEAR]
    below += [_box(b) for b in seen.of_role(*_TEXT) if b not in group and _under(b, box)]
    end = min((other.top for other in below), default=_inside(seen).bottom)
    nearest = max(above, key=lambda other: other.bottom, default=None)
    return Leg(
        box.left,
        _row(seen, box.top),
        round((_bottom(seen, box) - grid.top) / grid.leading),
        int((end - grid.top + NEAR) // grid.leading),
        nearest is not None and _is_photo(seen, nearest),
        group,
    )


def _bottom(seen: SeenModule, box: Box) -> float:
    """Where a leg ends: at the border of a box within the text, if it ends with one."""
    borders = [ink_box(each) for each in seen.module.elements if isinstance(each, Frame) and each is not seen.frame]
    around = [border.bottom for border in borders if border.meets(box, -NEAR) and border.bottom > box.bottom]
    return min(around, default=box.bottom)


def _inside(seen: SeenModule) -> Box:
    """The module without its white row, and without the lower border of its box."""
    frame = seen.frame
    if frame is None:
        return seen.content
    inset = max(0.0, _top_inset(seen, frame))
    return Box(frame.x, frame.y, frame.x + frame.width, min(seen.content.bottom, frame.y + frame.height - inset))


def _top_inset(seen: SeenModule, frame: Frame) -> float:
    """What the box leaves free at its foot: as much as beside its text, in whole rows of the grid at most one."""
    left = min((block.x for block in seen.blocks), default=frame.x) - frame.x
    return min(left, seen.grid.leading)


def _is_photo(seen: SeenModule, box: Box) -> bool:
    captions = [_box(block) for block in seen.of_role("caption")]
    return box in captions or any(ink_box(picture) == box for picture in seen.pictures)


def _under(block: TextBlock, box: Box) -> bool:
    other = _box(block)
    return other.meets_across(box, -NEAR) and other.top >= box.bottom - NEAR


def _box(block: TextBlock) -> Box:
    height = len(block.lines) * block.leading
    return Box(block.x, block.y, block.x + block.width, block.y + height)


def _row(seen: SeenModule, y: float) -> int:
    return int((y - seen.grid.top + NEAR) // seen.grid.leading)


# --- the check ------------------------------------------------------------------------------------------------------


def bad_legs(page: SeenPage) -> Iterator[BrokenRule]:
    """`legs`: a module's columns of text are long enough, end together, and begin well.

    Five rows at least, six below a photo, where the text has more than one leg; text that is whole in one leg may be
    short. Every leg but the last ends at its foot, give or take a row, at the page's foot exactly (版面底部齐平);
    the last may be two rows short. No leg opens with a paragraph's last line. Adverts and fillers are not looked at;
    briefs folded into one module and photo stories have no least length, for their texts are short.
    """
    for seen in page.modules:
        if seen.module.kind in ("advert", "filler"):
            continue
        legs = legs_of(seen)
        yield from _short_legs(page, seen, legs)
        if seen.module.kind not in ("briefs", "photo", "brief") and len(legs) > 1:
            yield from _few_lines(seen, legs)
        for number, leg in enumerate(legs):
            line = leg.blocks[0].lines[0]
            goes_on = number > 0 or any(story.from_cut for story in page.stories_of(seen))
            if goes_on and line.closes and not line.opens and leg.blocks[0].role == "body":
                yield seen.broken("legs", f"leg {number + 1} opens with a paragraph's last line")


def _short_legs(page: SeenPage, seen: SeenModule, legs: tuple[Leg, ...]) -> Iterator[BrokenRule]:
    for number, leg in enumerate(legs):
        is_last = number == len(legs) - 1
        at_page_foot = leg.foot >= page.region[1]
        most = MOST_SHORT if is_last else 0 if at_page_foot else 1
        if leg.short > most:
            yield seen.broken("legs", f"leg {number + 1} of {len(legs)} ends {leg.short} rows above its foot")


def _few_lines(seen: SeenModule, legs: tuple[Leg, ...]) -> Iterator[BrokenRule]:
    for number, leg in enumerate(legs):
        least = FEWEST_BELOW_PHOTO if leg.below_photo else FEWEST
        if leg.rows < least:
            where = " below a photo" if leg.below_photo else ""
            yield seen.broken("legs", f"leg {number + 1} has {leg.rows} rows{where}, not {least}")
