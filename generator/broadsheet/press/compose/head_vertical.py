"""The vertical headline (竖题): one column of upright characters at the module's left."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from broadsheet.press.compose.band import Part, White
from broadsheet.press.compose.headline_breaks import is_han
from broadsheet.press.compose.heads import Head, arranged_head, face_of
from broadsheet.press.compose.ladder import Ladder
from broadsheet.press.compose.material import Story
from broadsheet.press.layout import Line, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

MOST_CHARACTERS = 10
_RANKS = (3, 4)
_ADVANCE = 1.1
"""From character to character, in em."""
_COST = 0.6
"""Over the best horizontal headline: one a page is an ornament, two are a mannerism."""


def vertical_head(story: Story, rank: int, ladder: Ladder, setter: Typesetter, *, face: str = "") -> Head | None:
    """A short Chinese headline set upright; `None` where that does not suit.

    It suits the third and fourth rank, up to ten characters without punctuation, and no kicker or deck, which would
    need columns of their own. Numbers of two digits stand upright as one (CLREQ §3.2.3, 纵中横). `Head.side` is what
    it takes from the text's width, in whole characters of the body; `Head.rows` the least depth of such a module.
    """
    if setter.grid.script != "han" or rank not in _RANKS or story.kicker or story.deck or story.jump_from is not None:
        return None
    groups = [group for part in story.title for group in ("", *_groups(part))][1:]
    count = sum(1 for group in groups if group)
    if not 2 <= count <= MOST_CHARACTERS or not all(not group or _stands_upright(group) for group in groups):
        return None
    face = face or face_of(story, rank)
    size = ladder.sizes(rank)[0]
    lines = tuple(_upright(group, TextStyle(face, size), setter, size) for group in groups)
    advance = _ADVANCE * size
    block = TextBlock("headline", story.id, 0.0, 0.0, size, advance, 0.88 * size, lines, vertical=True, link=story.link)
    grid = setter.grid
    height = len(lines) * advance
    top = White(1.0, 2.0, 6.0)
    rows = math.ceil((height + top.least + 2.0) / grid.leading - 1e-6)
    side = math.ceil((size + grid.body_size) / grid.body_size - 1e-6) * grid.body_size
    return arranged_head(
        Head(
            rows=rows,
            size=size,
            lines=1,
            face=face,
            elements=(),
            headline_rows=rows,
            cost=_COST,
            vertical=True,
            side=side,
            parts=(Part("headline", (block,), height, top),),
            after=White(1.0, 2.0, 2.0 * grid.leading),
            leading=grid.leading,
        )
    )


def _groups(part: str) -> tuple[str, ...]:
    """Single characters, and numbers of two digits as one."""
    return tuple(re.findall(r"(?<![0-9])[0-9]{2}(?![0-9])|.", part.strip()))


def _stands_upright(group: str) -> bool:
    return is_han(group[0]) or (group.isdecimal() and group.isascii())


def _upright(group: str, style: TextStyle, setter: Typesetter, size: float) -> Line:
    return setter.line(group, style, size, "center") if group else Line((), 0.0)
