"""Checks of headlines: the ladder, the white around them, the lead, and what they span."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from broadsheet.press.compose.rule_boxes import NEAR, Box, block_size, type_box
from broadsheet.press.compose.rule_facts import COLUMN, EXEMPT_KINDS, SeenModule, SeenPage, between
from broadsheet.press.layout import BrokenRule, Picture, TextBlock

HAN_LADDER = {1: (42.0, 63.0), 2: (28.0, 36.0), 3: (21.0, 26.0), 4: (16.0, 18.0), 5: (10.5, 12.0)}
"""Least and most size by rank, in points."""
LATIN_STEPS = (10.5, 12.0, 14.0, 18.0, 24.0, 30.0, 36.0, 42.0, 48.0, 60.0, 72.0)
"""Latin headline sizes; the two small ones are for the run-in heads of briefs."""
NEXT_RANK = 1.25
SECOND_RANK = 1.4
HALF_ROW = 0.5
SIZE = 0.05
"""What two sizes may differ by and be the same."""


# --- ladder ---------------------------------------------------------------------------------------------------------


def off_ladder(page: SeenPage) -> Iterator[BrokenRule]:
    """`ladder`: each headline's size is one of its rank, and ranks stay apart.

    Chinese and Japanese: lead 42–63 pt, second 28–36, third 21–26, fourth 16–18, briefs 10.5–12. Latin: one of the
    steps, flush left. A rank's least size is 1.25 times the next rank's largest (of those on the page), the lead's 1.4
    times the second's. Adverts and fillers are not looked at.
    """
    sizes: dict[int, list[tuple[float, SeenModule]]] = {}
    for seen in page.modules:
        if seen.module.kind in EXEMPT_KINDS:
            continue
        rank = seen.module.rank
        for size in _sizes(seen):
            sizes.setdefault(rank, []).append((size, seen))
            if not _is_step(size, rank, page.grid.script):
                yield seen.broken("ladder", f"a headline of {size:g} pt is none of rank {rank}")
        if page.grid.script == "latin" and not _flush_left(seen):
            yield seen.broken("ladder", "a Latin headline is not set flush left")
    ranks = sorted(sizes)
    for rank, following in itertools.pairwise(ranks):
        least, above = min(sizes[rank], key=lambda found: found[0])
        most, below = max(sizes[following], key=lambda found: found[0])
        wanted = SECOND_RANK if rank == 1 else NEXT_RANK
        if least < wanted * most - SIZE:
            yield between("ladder", above, below, f"{least:g} pt over {most:g} pt is less than {wanted} times")


def _sizes(seen: SeenModule) -> tuple[float, ...]:
    if seen.module.kind == "briefs":
        return tuple(block_size(block) for block in seen.of_role("headline"))
    return (seen.headline.size,) if seen.headline else ()


def _is_step(size: float, rank: int, script: str) -> bool:
    if script == "latin":
        return any(abs(size - step) < SIZE for step in LATIN_STEPS)
    least, most = HAN_LADDER.get(rank, (0.0, 0.0))
    return least - SIZE <= size <= most + SIZE


def _flush_left(seen: SeenModule) -> bool:
    lines = [line for block in seen.of_role("headline") for line in block.lines if line.segments]
    return all(line.segments[0].x < NEAR for line in lines)


# --- white ----------------------------------------------------------------------------------------------------------


def loose_heads(page: SeenPage) -> Iterator[BrokenRule]:
    """`white`: the white in a head's band binds it to what it belongs to.

    Measured between the characters' boxes (`type_box`): the rule above stands as far from the band's first line as the
    headline from what follows it, or further (not under the page's furniture, and not in a box, whose border is no
    rule between articles); from headline to deck or byline at most a row; from the byline to text at most half a row,
    and never to a photo; from the band's end to what it heads at most two rows, one of them slack. One point of
    tolerance for faces that are cut low or high. Vertical headlines, adverts, fillers and briefs are not looked at.
    """
    for seen in page.modules:
        if seen.module.kind in EXEMPT_KINDS or seen.headline is None or seen.headline.vertical:
            continue
        yield from _white_below(seen)
        yield from _white_above(page, seen)


def _white_below(seen: SeenModule) -> Iterator[BrokenRule]:
    row = seen.grid.leading
    for block in seen.of_role("headline", "deck", "byline"):
        box = type_box(block, seen.grid.script)
        following = _below(seen, box)
        if following is None:
            continue
        element, top = following
        white = top - box.bottom
        role = element.role if isinstance(element, TextBlock) else "photo"
        if block.role == "headline" and role in ("deck", "byline") and white > row + 1:
            yield seen.broken("white", f"{white:.1f} pt stand between the headline and the {role}")
        elif block.role == "byline" and role == "photo":
            yield seen.broken("white", "the byline stands over a photo")
        elif block.role == "byline" and role in COLUMN and white > HALF_ROW * row + 1:
            yield seen.broken("white", f"{white:.1f} pt stand between the byline and the text")
        elif white > 2 * row + 1:
            yield seen.broken("white", f"{white:.1f} pt stand between the {block.role} and what follows")


def _white_above(page: SeenPage, seen: SeenModule) -> Iterator[BrokenRule]:
    head = seen.headline
    if head is None or seen.is_boxed:
        return
    first = min(type_box(b, seen.grid.script).top for b in seen.of_role("kicker", "headline", "label"))
    if first > seen.box.top + 2 * seen.grid.leading:
        return  # The headline stands below a photo; the rule is the photo's.
    rules = [
        rule.y + rule.thickness / 2
        for rule in page.layout.rules
        if not rule.vertical
        and rule.x < head.box.right
        and rule.x + rule.length > head.box.left
        and first - 3 * seen.grid.leading < rule.y < first
    ]
    following = _below(seen, head.box)
    if rules and following and first - max(rules) < following[1] - head.box.bottom - 1:
        above, below = first - max(rules), following[1] - head.box.bottom
        yield seen.broken("white", f"{above:.1f} pt above the head, {below:.1f} pt below its headline")


def _below(seen: SeenModule, box: Box) -> tuple[TextBlock | Picture, float] | None:
    """What stands next below a box inside the module, and its top; `None` at the module's foot."""
    found = [
        (other.top, number, element)
        for number, (element, other) in enumerate(seen.type_boxes)
        if other.meets_across(box) and other.top > box.top and other.bottom > box.bottom
    ]
    return (min(found)[2], min(found)[0]) if found else None


# --- lead and span --------------------------------------------------------------------------------------------------


def false_lead(page: SeenPage) -> Iterator[BrokenRule]:
    """`lead`: the page has a lead; it stands top left, is wide, and has the largest area and headline.

    Wide is four base columns, three where the page has no more than five, all of them where it has fewer. A page
    without articles of its own (adverts, tails, briefs, notices) needs none. Equal areas pass; adverts and fillers are
    no rivals.
    """
    news = [seen for seen in page.modules if seen.module.kind not in EXEMPT_KINDS]
    leads = [seen for seen in news if seen.module.rank == 1]
    if not leads:
        wanting = [seen for seen in news if seen.module.kind in ("article", "photo", "opinion")]
        if wanting:
            yield BrokenRule("lead", (), "no module leads the page")
        return
    lead, module = leads[0], leads[0].module
    if len(leads) > 1:
        yield between("lead", lead, leads[1], "two modules lead the page")
    if (module.column, module.row) != (0, page.region[0]):
        yield lead.broken("lead", "the lead does not stand top left")
    columns = page.grid.columns
    wide = min(columns, 3 if columns <= 5 else 4)
    if module.columns < wide:
        yield lead.broken("lead", f"the lead is {module.columns} columns wide, not {wide}")
    for seen in news:
        if seen is lead:
            continue
        if seen.module.columns * seen.module.rows > module.columns * module.rows:
            yield between("lead", lead, seen, "a module is larger than the lead")
        if seen.headline and lead.headline and seen.headline.size >= lead.headline.size - SIZE:
            yield between("lead", lead, seen, "a headline is as large as the lead's")


def loose_spans(page: SeenPage) -> Iterator[BrokenRule]:
    """`headline`: a headline spans whole columns of its module exactly, and the text begins under its left edge.

    In a box both keep the inset of one character. A module off the base measure spans the columns as a whole; a
    headline beside a photo spans those that the photo leaves. Vertical headlines stand in a column's part of their own;
    photo stories and adverts have their text where the picture leaves room.
    """
    for seen in page.modules:
        head = seen.headline
        if head is None or head.vertical or seen.module.kind in EXEMPT_KINDS:
            continue
        if not _on_edges(seen, head.box):
            yield seen.broken("headline", "the headline does not span whole columns")
        texts = [block for block in seen.of_role(*sorted(COLUMN)) if block.role != "jump-on"]
        if texts and seen.module.kind != "photo" and not _begins_under(seen, texts[0], head.box):
            yield seen.broken("headline", "the text does not begin under the headline's left edge")


def _on_edges(seen: SeenModule, box: Box) -> bool:
    grid, m = seen.grid, seen.module
    inset = 1.6 * grid.body_size if seen.is_boxed else NEAR
    lefts = [grid.x(c) for c in range(m.column, m.column + m.columns)]
    left_fits = any(-NEAR <= box.left - left <= inset for left in lefts)
    right_fits = any(-NEAR <= left + grid.measure - box.right <= inset for left in lefts)
    measured = m.measure
    if measured and not (left_fits and right_fits):  # The legs of a module off the base measure are its columns.
        pitch = measured + (m.columns * (grid.measure + grid.gap) - grid.gap - measured) / max(1, _legs(seen) - 1)
        left_fits = left_fits or _near_multiple(box.left - seen.content.left, pitch)
        right_fits = right_fits or _near_multiple(box.right + pitch - measured - seen.content.left, pitch)
    return left_fits and right_fits


def _legs(seen: SeenModule) -> int:
    return len({round(block.x) for block in seen.of_role("body")}) or 1


def _near_multiple(length: float, pitch: float) -> bool:
    return pitch > 0 and abs(length / pitch - round(length / pitch)) * pitch <= 2 * NEAR


def _begins_under(seen: SeenModule, first: TextBlock, head: Box) -> bool:
    """Whether the first column of text starts at the headline's left edge; paragraphs' indents lie inside the line."""
    slack = seen.grid.body_size if first.role != "body" else NEAR
    return -NEAR <= first.x - head.left <= slack and type_box(first, seen.grid.script).top >= head.bottom - NEAR
