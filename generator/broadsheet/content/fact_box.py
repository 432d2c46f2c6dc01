"""The block rule of fact boxes: `:::box 标题` … `:::`.

A box ends at a line of as many colons as it began with, or more when none of the boxes around it has that many.
Tokens: `box_open` (`info`: the title, `meta["closed"]`: whether its end was found), `box_close`, and `bad_box` for a
line of colons that is neither a box's beginning nor its end.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

BEGINNING = re.compile(r"(:{3,})[ \t]*box(?:[ \t\u3000]+(.*))?$")
END = re.compile(r"(:{3,})[ \t]*$")
ANY = re.compile(r"[:：]{3,}")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")


def fact_box(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Every line that begins with three colons is the business of this rule."""
    line = _line(state, start_line)
    if not ANY.match(line):
        return False
    if silent:
        return True
    beginning = BEGINNING.match(line)
    if beginning is None:
        token = state.push("bad_box", "", 0)
        token.content, token.map = line.rstrip(), [start_line, start_line + 1]
        state.line = start_line + 1
        return True

    end, is_closed = _end(state, start_line, end_line)
    saved = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    token = state.push("box_open", "", 1)
    token.map = [start_line, end]
    token.info = (beginning[2] or "").strip()
    token.meta = {"closed": is_closed}
    state.md.block.tokenize(state, start_line + 1, end)
    state.push("box_close", "", -1)
    state.parentType, state.lineMax = saved
    state.line = end + is_closed
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _end(state: StateBlock, start_line: int, end_line: int) -> tuple[int, bool]:
    """The line that ends the box begun at `start_line`, and True; else the line after its container, and False."""
    open_boxes: list[int] = []
    fence = ""
    for number in range(start_line, end_line):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return number, False
        if fence:
            if line.startswith(fence) and not line.strip(fence[0] + " \t"):
                fence = ""
        elif match := FENCE.match(line):
            fence = match[1]
        elif match := BEGINNING.match(line):
            open_boxes.append(len(match[1]))
        elif match := END.match(line):
            _close(open_boxes, len(match[1]))
            if not open_boxes:
                return number, True
    return end_line, False


def _close(open_boxes: list[int], colons: int) -> None:
    """Ends the innermost box begun with as many colons, else the innermost begun with fewer."""
    if colons in open_boxes:
        while open_boxes.pop() != colons:
            pass
    elif open_boxes[-1] < colons:
        open_boxes.pop()
