"""Checks of the page's own words: nameplate, folio, ear, and the lines that lead from page to page."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.press.compose.rule_boxes import NEAR, ink_box, type_box
from broadsheet.press.compose.rule_facts import SeenModule, SeenPage
from broadsheet.press.compose.rule_lines import lines_of
from broadsheet.press.layout import BrokenRule, Frame, Picture, TextBlock

FOLIO_ROWS = 3
BEFORE_CUT = 15
"""Lines of the head that a composer's jump leaves on its page."""
AFTER_CUT = 20
MOST_JUMPS = 2
HIGHEST_TAIL = 3
"""Rank of the largest headline that a tail may have."""


# --- nameplate and folio --------------------------------------------------------------------------------------------


def furniture(page: SeenPage) -> Iterator[BrokenRule]:
    """`furniture`: the front alone has the nameplate, with number, date, lunar date and count of pages.

    An inside page has a folio of three rows at most with its label, name, date and credits; the banner is no part of
    it. Words are looked for wherever the furniture has them, white space apart.
    """
    words, elements = page.page.furniture, page.layout.furniture
    blocks = [e for e in elements if isinstance(e, TextBlock)]
    printed = _joined(line.text for block in blocks for line in block.lines)
    has_nameplate = any(
        isinstance(e, Picture) or (isinstance(e, TextBlock) and e.role == "nameplate") for e in elements
    )
    if words.is_front:
        wanted = [words.number, words.date, words.lunar, words.pages_today]
        if not has_nameplate:
            yield BrokenRule("furniture", (), "the front page has no nameplate")
    else:
        wanted = [words.page_label, words.page_name, words.date, *words.credits]
        if has_nameplate:
            yield BrokenRule("furniture", (), "an inside page has the nameplate")
        yield from _folio_depth(page)
    wanted.append(words.banner)
    for text in wanted:
        if _joined(text) not in printed:
            yield BrokenRule("furniture", (), f"the furniture lacks '{text}'")


def _folio_depth(page: SeenPage) -> Iterator[BrokenRule]:
    end = page.grid.top + page.grid.height / 2
    banners = [ink_box(e).top for e in page.layout.furniture if isinstance(e, TextBlock) and e.role == "banner"]
    end = min([end, *banners])
    bottoms = [ink_box(e).bottom for e in page.layout.furniture]
    depth = max((bottom for bottom in bottoms if bottom < end), default=page.grid.top) - page.grid.top
    if depth > FOLIO_ROWS * page.grid.leading + NEAR:
        yield BrokenRule("furniture", (), f"the folio is {depth / page.grid.leading:.1f} rows deep")


def ear(page: SeenPage) -> Iterator[BrokenRule]:
    """`ear`: the box beside the nameplate holds its words, and they fill half of it at least."""
    words = page.page.furniture.ear
    if words is None or not page.page.furniture.is_front:
        return
    blocks = [e for e in page.layout.furniture if isinstance(e, TextBlock) and e.role == "ear" and e.lines]
    printed = _joined(line.text.removesuffix("-") if line.hyphenated else line.text for b in blocks for line in b.lines)
    for text in (words.title, words.text):
        if _joined(text) not in printed:
            yield BrokenRule("ear", (), f"the ear lacks '{text[:20]}'")
    boxes = [type_box(block, page.grid.script) for block in blocks]
    for frame in (e for e in page.layout.furniture if isinstance(e, Frame)):
        own = [box for box in boxes if ink_box(frame).holds(box)]
        if own and max(b.bottom for b in own) - min(b.top for b in own) < 0.5 * frame.height:
            yield BrokenRule("ear", (), "the ear is less than half filled")


def _joined(texts: object) -> str:
    """All characters but white space."""
    parts = [texts] if isinstance(texts, str) else list(texts)  # type: ignore[call-overload]
    return "".join("".join(part.split()) for part in parts)


# --- jumps ----------------------------------------------------------------------------------------------------------


def jumps(page: SeenPage) -> Iterator[BrokenRule]:
    """`jump`: what the composer continues elsewhere is worth the turn, and says where.

    Fifteen lines stay before its cut, subheads and tables included; its tail has twenty, a headline of the third rank
    at most (a tail never outranks its page's own news), and the line that says where it comes from. The line that
    leads on ends at its measure's right edge. A page with a cut of the composer's has two lines that lead on at most,
    authored ones counted; authored jumps may be of any length and number.
    """
    leading_on = sum(len(seen.of_role("jump-on")) for seen in page.modules)
    cuts = [seen for seen in page.modules if seen.module.cut is not None]
    if cuts and leading_on > MOST_JUMPS:
        pieces = tuple(piece for seen in cuts for piece in seen.module.pieces)
        yield BrokenRule("jump", pieces, f"{leading_on} stories lead to other pages")
    for seen in page.modules:
        for block in seen.of_role("jump-on"):
            if any(abs(line.width - block.width) > NEAR for line in block.lines):
                yield seen.broken("jump", "the jump line does not end at its measure's right edge")
        yield from _head(page, seen)
        yield from _tail(page, seen)


def _head(page: SeenPage, seen: SeenModule) -> Iterator[BrokenRule]:
    if seen.module.cut is None:
        return
    if lines_of(seen) < BEFORE_CUT:
        yield seen.broken("jump", f"{lines_of(seen)} lines stand before the cut, not {BEFORE_CUT}")
    wanted = [story.may_jump[1].text for story in page.stories_of(seen) if story.may_jump]
    if not wanted:
        yield seen.broken("jump", "the story is cut though it may not jump")
    printed = _joined(line.text for block in seen.of_role("jump-on") for line in block.lines)
    if any(_joined(text) not in printed for text in wanted):
        yield seen.broken("jump", "the jump line is missing")


def _tail(page: SeenPage, seen: SeenModule) -> Iterator[BrokenRule]:
    for story in page.stories_of(seen):
        if story.from_cut is None:
            continue
        if lines_of(seen) < AFTER_CUT:
            yield seen.broken("jump", f"the tail has {lines_of(seen)} lines, not {AFTER_CUT}")
        if seen.headline is None:
            yield seen.broken("jump", "the tail has no headline")
        elif seen.module.rank < HIGHEST_TAIL:
            yield seen.broken("jump", f"the tail's headline is of rank {seen.module.rank}")
        printed = _joined(line.text for block in seen.blocks for line in block.lines)
        if story.jump_from is None or _joined(story.jump_from.text) not in printed:
            yield seen.broken("jump", "the tail does not say where it comes from")
