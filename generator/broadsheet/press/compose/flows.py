"""The text of a story as it goes into legs: its galley, with byline and jump line where they belong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.press.compose.heads import byline_band
from broadsheet.press.compose.legs import Flow, flow_of
from broadsheet.press.compose.material import JumpText, Story
from broadsheet.press.grid import Grid
from broadsheet.press.layout import TextBlock, TextStyle
from broadsheet.press.typeset.strip import Cut, Strip

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter


def story_flow(story: Story, measure: float, setter: Typesetter, *, byline: bool) -> Flow:
    """The story's text at a measure.

    `byline`: whether to set the byline as its first line, over the text, where a photo stands below the headline. An
    authored jump line is its last.
    """
    start = Cut(*story.from_cut) if story.from_cut else None
    galley = setter.galley(story.blocks, measure, start, piece=story.id, language=story.language)
    strips = list(galley.strips)
    if byline:
        band = byline_band(story, setter, measure)
        begin = strips[0].start if strips else Cut(0, 0)
        if band.rows:
            strips.insert(0, Strip(band.rows, band.elements, begin, begin, may_close=False, is_body=False))
    if story.jump_on is not None:
        end = strips[-1].end if strips else Cut(0, 0)
        block = jump_block(story.jump_on, story.id, measure, setter)
        strips.append(Strip(1, (block,), end, end, may_open=False, is_body=False))
    return flow_of(strips)


def jump_block(jump: JumpText, piece: str, measure: float, setter: Typesetter) -> TextBlock:
    """A jump line, right-aligned in the row that it takes (composition.md: jumps)."""
    grid = setter.grid
    line = setter.line(jump.text, TextStyle("kai", grid.body_size), measure, "right")
    return TextBlock("jump-on", piece, 0.0, 0.0, measure, grid.leading, grid.baseline, (line,), link=jump.link)


def lines_of_characters(characters: int, measure: float, grid: Grid) -> float:
    """Rough number of lines that so many characters take."""
    each = measure / grid.body_size * (0.96 if grid.script == "han" else 2.15)
    return characters / each
