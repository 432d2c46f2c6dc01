"""What an art director would rather see otherwise, but prints: findings that cost, and break nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.press.compose.rule_boxes import NEAR, Box, ink_box
from broadsheet.press.compose.rule_facts import SeenModule, SeenPage
from broadsheet.press.compose.rule_legs import legs_of
from broadsheet.press.layout import BrokenRule, TextBlock

MANY = 6
"""So many articles make a page on which all text at the base measure looks monotonous."""
FILLED_HEADLINE = (0.65, 0.95)
MOST_VERTICAL = 1
LONGEST_VERTICAL = 10

_PICTURE = re.compile(r"(?:[（(](?:见|如)?|见|如)(?P<side>[上下左右])图")
_SENTENCE_END = tuple("。！？…!?.”’」』）)")


def variety(page: SeenPage) -> Iterator[BrokenRule]:
    """`variety`: a page of six articles or more has a module off the base measure; one vertical headline, ≤ 10 字."""
    articles = [seen for seen in page.modules if seen.module.kind in ("article", "opinion", "tail", "photo")]
    widths = {round(block.width) for seen in articles for block in seen.of_role("body")}
    if len(articles) >= MANY and widths == {round(page.grid.measure)}:
        yield BrokenRule("variety", (), "all text is set at the base measure")
    upright = [seen for seen in page.modules if seen.headline is not None and seen.headline.vertical]
    if len(upright) > MOST_VERTICAL:
        yield BrokenRule("variety", (), f"{len(upright)} headlines are vertical")
    for seen in upright:
        size = sum(len(line.text.strip()) for block in seen.of_role("headline") for line in block.lines)
        if size > LONGEST_VERTICAL:
            yield seen.broken("variety", f"a vertical headline of {size} characters")


def headline_lines(page: SeenPage) -> Iterator[BrokenRule]:
    """`headline-lines`: one or two lines (three in ≤ 2 columns), the longest 65–95 % wide, none begins with 的."""
    for seen in page.modules:
        if seen.headline is None or seen.headline.vertical or seen.module.kind in ("advert", "filler"):
            continue
        blocks = seen.of_role("headline")
        lines = [line for block in blocks for line in block.lines]
        if len(lines) > (3 if seen.module.columns <= 2 else 2):
            yield seen.broken("headline-lines", f"the headline has {len(lines)} lines")
        if any(line.text.startswith("的") for line in lines):
            yield seen.broken("headline-lines", "a line of the headline begins with 的")
        widest = max(_share(line_block, number) for line_block in blocks for number in range(len(line_block.lines)))
        if not FILLED_HEADLINE[0] <= widest <= FILLED_HEADLINE[1]:
            yield seen.broken("headline-lines", f"the headline fills {widest:.0%} of its width")


def _share(block: TextBlock, number: int) -> float:
    line = block.lines[number]
    start = line.segments[0].x if line.segments else 0.0
    return (line.width - start) / max(block.width, 1.0)


def cut_sentences(page: SeenPage) -> Iterator[BrokenRule]:
    """`jump-sentence`: a composer's jump cuts at a sentence's end if it can."""
    for seen in page.modules:
        lines = [line for block in seen.of_role("body", "list", "quote") for line in block.lines]
        if seen.module.cut is not None and lines and not lines[-1].text.rstrip().endswith(_SENTENCE_END):
            yield seen.broken("jump-sentence", "the jump cuts a sentence")


def hyphens(page: SeenPage) -> Iterator[BrokenRule]:
    """`hyphen`: at most two lines running end in a hyphen; none at a column's end, none in a headline."""
    for seen in page.modules:
        for leg in legs_of(seen):
            lines = [line for block in leg.blocks for line in block.lines]
            if lines and lines[-1].hyphenated:
                yield seen.broken("hyphen", "a column ends in a hyphen")
        for block in seen.blocks:
            marks = "".join("-" if line.hyphenated else "." for line in block.lines)
            if "---" in marks:
                yield seen.broken("hyphen", "three lines running end in hyphens")
            if block.role == "headline" and "-" in marks:
                yield seen.broken("hyphen", "a headline is hyphenated")


def foot(page: SeenPage) -> Iterator[BrokenRule]:
    """`foot`: a page of six articles or more has a headline of the second or third rank at its foot (倒头条)."""
    articles = [seen for seen in page.modules if seen.module.kind in ("article", "opinion", "tail", "photo")]
    low = [seen for seen in articles if seen.is_foot and seen.module.rank in (2, 3) and seen.module.columns >= 2]
    if len(articles) >= MANY and not low:
        yield BrokenRule("foot", (), "nothing of the second or third rank stands at the foot")


def picture_directions(page: SeenPage) -> Iterator[BrokenRule]:
    """`picture-direction`: where the text says 见上图, a photo of its story lies above that line, and so on."""
    for seen in page.modules:
        photos = [ink_box(picture) for picture in seen.pictures]
        for block in seen.of_role("body", "list", "quote", "box"):
            for number, line in enumerate(block.lines):
                # The words may be broken between lines; the first line's place stands for both.
                following = block.lines[number + 1].text[:4] if number + 1 < len(block.lines) else ""
                for found in _PICTURE.finditer(line.text + following):
                    box = Box(block.x, block.y + number * block.leading, block.x + block.width, 0.0)
                    if found.start() < len(line.text) and not _lies(found["side"], box, photos, block.leading):
                        yield _wrong(seen, found[0])


def _lies(side: str, line: Box, photos: list[Box], leading: float) -> bool:
    match side:
        case "上":
            return any(photo.bottom <= line.top + NEAR for photo in photos)
        case "下":
            return any(photo.top >= line.top + leading - NEAR for photo in photos)
        case "左":
            return any(photo.right <= line.left + NEAR for photo in photos)
        case _:
            return any(photo.left >= line.right - NEAR for photo in photos)


def _wrong(seen: SeenModule, words: str) -> BrokenRule:
    return seen.broken("picture-direction", f"the text says '{words}', but no photo of the story lies there")
