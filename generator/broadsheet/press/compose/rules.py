"""The rules of composition, checked on the finished page by someone who did not compose it.

Everything is measured from the elements (`rule_facts`); a composer's word is taken only for what geometry cannot tell:
a module's kind, rank, place in the grid, the cut of its jump and its overset characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from broadsheet.press.compose import (
    rule_furniture,
    rule_heads,
    rule_legs,
    rule_lines,
    rule_photos,
    rule_seams,
    rule_soft,
    rule_space,
    rule_words,
)
from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.rule_facts import SeenPage
from broadsheet.press.layout import BrokenRule, PageLayout

Check = Callable[[SeenPage], Iterator[BrokenRule]]

CHECKS: tuple[Check, ...] = (
    rule_lines.off_grid,
    rule_lines.too_wide,
    rule_lines.lone_last_lines,
    rule_lines.stretched,
    rule_space.overlaps,
    rule_space.outside,
    rule_space.holes,
    rule_words.words,
    rule_words.overset,
    rule_seams.seams,
    rule_seams.collisions,
    rule_seams.boxes,
    rule_seams.banners,
    rule_seams.rules_through,
    rule_heads.off_ladder,
    rule_heads.loose_heads,
    rule_heads.false_lead,
    rule_heads.loose_spans,
    rule_legs.bad_legs,
    rule_photos.photos_together,
    rule_photos.crops,
    rule_photos.resolutions,
    rule_photos.captions,
    rule_furniture.furniture,
    rule_furniture.ear,
    rule_furniture.jumps,
)
"""In the order in which a page is read: lines, space, words, modules, heads, legs, photos, furniture."""

SOFT_CHECKS: tuple[Check, ...] = (
    rule_lines.word_spaces,
    rule_soft.variety,
    rule_soft.headline_lines,
    rule_soft.cut_sentences,
    rule_soft.hyphens,
    rule_soft.foot,
    rule_soft.picture_directions,
)

WARNINGS = frozenset({"resolution-low"})
"""Rules among the broken that the page may be printed with: a warning, not an error."""


def broken_rules(layout: PageLayout, page: PageInput) -> tuple[BrokenRule, ...]:
    """What the page breaks of the rules that a page must keep, in the order of `CHECKS`; empty for a good page.

    Each finding once, however many elements show it.
    """
    return _findings(CHECKS, layout, page)


def soft_rules(layout: PageLayout, page: PageInput) -> tuple[BrokenRule, ...]:
    """What could be better: scored, never an error."""
    return _findings(SOFT_CHECKS, layout, page)


def _findings(checks: tuple[Check, ...], layout: PageLayout, page: PageInput) -> tuple[BrokenRule, ...]:
    seen = SeenPage(layout, page)
    return tuple(dict.fromkeys(finding for check in checks for finding in check(seen)))
