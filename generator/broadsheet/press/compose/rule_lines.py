"""Checks of single lines: grid, measure, last lines, stretch. CLREQ 3.1.4 (line length), 6.3 (widows)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from broadsheet.press.compose.rule_boxes import NEAR, baseline_of
from broadsheet.press.compose.rule_facts import COLUMN, RUNNING, SeenModule, SeenPage
from broadsheet.press.layout import BrokenRule, Line, TextBlock

OFF_GRID = 0.1
"""What a body baseline may miss the grid by, in points."""
MOST_STRETCH = 1.15
TELLING_STRETCH = 1.08
TELLING_SHARE = 0.01
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
WORD_SPACE = (0.8, 1.33)
"""What a Latin line may do to its word spaces if it can: narrow columns leave it no choice."""


def off_grid(page: SeenPage) -> Iterator[BrokenRule]:
    """`grid`: every line of running text stands on the page's baseline grid, and the layout's grid is the page's."""
    layout, grid = page.layout, page.grid
    given = (layout.columns, layout.rows, layout.leading, layout.left, layout.top)
    if given != (grid.columns, grid.rows, grid.leading, grid.left, grid.top):
        yield BrokenRule("grid", (), f"the layout's grid {given} is not the page's")
    for seen in page.modules:
        misses = [miss for block in seen.of_role(*RUNNING) for miss in _misses(page, block)]
        if misses:
            worst = max(misses)
            yield seen.broken("grid", f"{len(misses)} lines stand up to {worst:.2f} pt off the baseline grid")


def _misses(page: SeenPage, block: TextBlock) -> Iterator[float]:
    grid = page.grid
    for number in range(len(block.lines)):
        rows = (baseline_of(block, number) - grid.top - grid.baseline) / grid.leading
        miss = abs(rows - round(rows)) * grid.leading
        if miss > OFF_GRID + 1e-6:
            yield miss


def too_wide(page: SeenPage) -> Iterator[BrokenRule]:
    """`measure`: no line is wider than its measure."""
    for seen in page.modules:
        for block in seen.blocks:
            over = max((line.width - block.width for line in block.lines), default=0.0)
            if over > NEAR and not block.vertical:
                yield seen.broken("measure", f"a line of the {block.role} is {over:.1f} pt wider than its measure")


def lone_last_lines(page: SeenPage) -> Iterator[BrokenRule]:
    """`last-line`: a paragraph's last line has two characters at least, punctuation not counted (孤字不成行).

    A digit or a Latin letter counts as a character; a paragraph of one line has no choice and is not looked at. Only
    text in Han or kana.
    """
    for seen in page.modules:
        for block in seen.of_role(*RUNNING):
            for line in block.lines:
                if not line.closes or line.opens or not any(is_han(other.text) for other in block.lines):
                    continue
                if sum(character.isalnum() for character in line.text) < 2:
                    yield seen.broken("last-line", f"the line '{line.text}' ends a paragraph alone")


def stretched(page: SeenPage) -> Iterator[BrokenRule]:
    """`stretch`: no Chinese line over 1.15, at most one in each hundred of the page's over 1.08.

    A line's own word for its stretch is not enough: what its tracking adds to the natural width is worked out too. For
    Latin lines, which give in their word spaces alone, see `word_spaces`.
    """
    lines = [(seen, line) for seen in page.modules for block in seen.of_role(*COLUMN) for line in block.lines]
    for seen, line in lines:
        value = stretch_of(line)
        if value > MOST_STRETCH + 5e-3 and is_han(line.text):
            yield seen.broken("stretch", f"the line '{line.text[:12]}…' is set to {value:.2f} of its width")
    telling = telling_lines(page)
    if telling > math.ceil(TELLING_SHARE * len(lines)):
        detail = f"{telling} of {len(lines)} lines are set to more than {TELLING_STRETCH} of their width"
        yield BrokenRule("stretch", (), detail)


def word_spaces(page: SeenPage) -> Iterator[BrokenRule]:
    """`word-space`, soft: Latin lines set their word spaces to 80–133 %; one finding a module."""
    least, most = WORD_SPACE
    for seen in page.modules:
        lines = [line for block in seen.of_role(*COLUMN) for line in block.lines if not is_han(line.text)]
        loose = [line for line in lines if not least - 5e-3 <= line.stretch <= most + 5e-3]
        if loose:
            worst = max(loose, key=lambda line: abs(line.stretch - 1))
            detail = f"{len(loose)} of {len(lines)} lines, '{worst.text[:16]}…' at {worst.stretch:.0%}"
            yield seen.broken("word-space", detail)


def telling_lines(page: SeenPage) -> int:
    """How many lines are stretched so far that the eye sees it."""
    blocks = [block for seen in page.modules for block in seen.of_role(*COLUMN)]
    lines = (line for block in blocks for line in block.lines if stretch_of(line) > TELLING_STRETCH + 1e-3)
    return sum(is_han(line.text) for line in lines)


def stretch_of(line: Line) -> float:
    """The line's own word for it, or what its tracking tells when that is more (a lower bound)."""
    added = sum(segment.tracking * len(segment.text) for segment in line.segments)
    natural = line.width - added
    return max(line.stretch, line.width / natural) if added > 0 and natural > 0 else line.stretch


def is_han(text: str) -> bool:
    """Whether a text holds Han characters or kana."""
    return _HAN.search(text) is not None


def lines_of(seen: SeenModule) -> int:
    """Lines of running text in a module, subheads and tables included, jump lines not."""
    roles = COLUMN - {"jump-on", "jump-from"}
    return sum(len(block.lines) for block in seen.of_role(*sorted(roles)))
