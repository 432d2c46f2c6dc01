"""Briefs folded into one module: short items below each other under a column head (简讯)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet.press.compose.bodies import solved
from broadsheet.press.compose.body import Body
from broadsheet.press.compose.flows import story_flow
from broadsheet.press.compose.head_parts import title_lines
from broadsheet.press.compose.legs import SMALL, Flow, flow_of, leg_grid, spare_row
from broadsheet.press.compose.material import Story
from broadsheet.press.compose.situation import Situation, Variant
from broadsheet.press.layout import TextBlock, TextStyle
from broadsheet.press.typeset.strip import Cut, Strip

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

HEAD_SIZE = 10.5
"""Of the headline of each brief, in points; the least of its rank, for a leg is narrow."""
TITLE_SIZE = 14.0
"""Of the column head."""
TITLE_ROWS = 2
MOST_PADDING = 12
"""Briefs that may have one more spare row above them."""
WIDTHS = ((2, 2, 0.0), (1, 1, 0.5), (3, 3, 0.8), (2, 1, 1.5), (4, 4, 2.5), (5, 5, 3.0))
"""(base columns, legs, cost)."""


def briefs_variants(stories: Sequence[Story], title: str, at: Situation) -> tuple[Variant, ...]:
    """The alternatives of a module of briefs: one to three columns, more in need."""
    found: list[Variant] = []
    flows: dict[float, Flow] = {}
    for columns, count, cost in WIDTHS:
        legs = leg_grid(columns, count, at.grid)
        if columns > at.grid.columns or legs is None or (columns > 3 and not (at.need or at.is_sparse)):
            continue
        if legs.measure not in flows:
            flows[legs.measure] = briefs_flow(stories, legs.measure, at.setter)
        flow = flows[legs.measure]
        body = solved(Body(legs, flow, rules=SMALL, padding=MOST_PADDING), at.rows - 2)
        if at.need and not body.choices:
            body = solved(Body(legs, flow, rules=SMALL, ending="overset"), at.rows - 2)
        if body.choices:
            head = column_head(title, at.grid.span(columns), at.setter) if title else None
            found.append(Variant(columns, None, (body,), 0.0, cost, head or (), TITLE_ROWS if head else 0))
    return tuple(found)


def briefs_flow(stories: Sequence[Story], measure: float, setter: Typesetter) -> Flow:
    """All briefs below each other, a spare row between them.

    Places in the text (`Cut`) are those of each brief's own text.
    """
    strips: list[Strip] = []
    for story in stories:
        if strips:
            strips.append(spare_row(strips[-1].end))
        strips += _head_strips(story, measure, setter)
        strips += story_flow(story, measure, setter, byline=False).strips
    return flow_of(strips)


def _head_strips(story: Story, measure: float, setter: Typesetter) -> list[Strip]:
    """The brief's headline in bold, a line to each row; never alone at a column's foot."""
    grid = setter.grid
    style = TextStyle("headline", HEAD_SIZE)
    if not any(story.title):
        return []
    lines = title_lines(story, style, measure, setter)
    baseline = grid.baseline
    at, found = Cut(0, 0), []
    for number, line in enumerate(lines):
        block = TextBlock("headline", story.id, 0.0, 0.0, measure, grid.leading, baseline, (line,), link=story.link)
        found.append(Strip(1, (block,), at, at, may_open=number == 0, may_close=False, is_body=False))
    return found


def column_head(title: str, width: float, setter: Typesetter) -> tuple[TextBlock, ...]:
    """The words over a module of briefs, a label of the page's own, flush left over the module."""
    line = setter.line(title, TextStyle("label", TITLE_SIZE, "accent"), width, "left")
    return (TextBlock("label", "", 0.0, 2.0, width, TITLE_SIZE * 1.2, TITLE_SIZE * 0.95, (line,)),)
