"""Checks that nothing is lost and nothing printed twice: the words of each piece against those of its manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.model import (
    Block,
    Code,
    CodeBlock,
    FactBox,
    FootnoteMark,
    Footnotes,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Subhead,
    Table,
    Text,
)
from broadsheet.model import Link as LinkRun
from broadsheet.press.compose.material import Story
from broadsheet.press.compose.rule_facts import SeenModule, SeenPage
from broadsheet.press.layout import BrokenRule, Line

_MARK = re.compile(r"(?:[•·●○■□◆▪–—*＊]+|[(（\[〔]?(?:\d+|[①-⑳])[)）\]〕]?[.．、]?)")
"""What may stand before a unit's words and is none of them: a list's mark, a footnote's number."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line of a piece with the module it stands in."""

    seen: SeenModule
    line: Line
    in_table: bool


def words(page: SeenPage) -> Iterator[BrokenRule]:
    """`lost`, `repeated`: each character of each piece is printed once, in order, white space apart.

    A composer's head is printed up to its cut, a tail from there on. What found no room is `overset`: its characters
    are counted and must be as many as the module says. The words are taken from the blocks of the manuscript, so that
    a typesetter which drops some on its way to lines is found out. A story that stands in no module is lost as a whole.
    """
    lines = _by_piece(page)
    missing: dict[str, list[int]] = {}
    for story in page.page.stories:
        modules = [seen for seen in page.modules if story.id in seen.module.pieces]
        if not modules:
            yield BrokenRule("lost", (story.id,), "the story stands in no module")
            continue
        printed = lines.get(story.id, [])
        yield from _ranges(story, printed, modules[0])
        problem, unprinted = _compared(story, printed)
        if problem:
            yield modules[0].broken("lost", problem)
        elif modules[0].module.cut is None:
            missing.setdefault(modules[0].module.id, []).append(unprinted)
        yield from _photos(story, modules)
        if printed or not modules[0].module.overset:  # Else all of it found no room, and is counted.
            yield from _heads(story, modules[0])
    for seen in page.modules:
        yield from _uncounted(page, seen, sum(missing.get(seen.module.id, [])))


def overset(page: SeenPage) -> Iterator[BrokenRule]:
    """`overset`: characters that found no room, told for each piece; the number begins the detail."""
    printed = _by_piece(page)
    for seen in page.modules:
        if not seen.module.overset:
            continue
        stories = page.stories_of(seen)
        if len(stories) == 1:
            yield seen.broken("overset", f"{seen.module.overset} characters find no room")
            continue
        for story in stories:
            _, missing = _compared(story, printed.get(story.id, []))
            if missing:
                yield BrokenRule("overset", (story.id,), f"{missing} characters find no room")


def _by_piece(page: SeenPage) -> dict[str, list[_Printed]]:
    found: dict[str, list[_Printed]] = {}
    for seen in page.modules:
        for block in seen.blocks:
            for line in block.lines:
                if line.unit >= 0:
                    found.setdefault(block.piece, []).append(_Printed(seen, line, block.role == "table"))
    return found


# --- by place in the text -------------------------------------------------------------------------------------------


def _ranges(story: Story, printed: list[_Printed], seen: SeenModule) -> Iterator[BrokenRule]:
    """The lines of each unit follow each other without gap or overlap, and the units each other.

    A table may be set row by row or, where it is too wide, record by record: its cells are in no one order.
    """
    units: dict[int, list[Line]] = {}
    for each in printed:
        units.setdefault(each.line.unit, []).append(each.line)
    ordered = [each.line.unit for each in printed if not each.in_table]
    if ordered != sorted(ordered):
        yield seen.broken("lost", "paragraphs are not in the order of the text")
    first, start = story.from_cut or (0, 0)
    for unit, lines in units.items():
        at = start if unit == first else 0
        for line in lines:
            if line.start != at:
                rule = "repeated" if line.start < at else "lost"
                yield seen.broken(rule, f"'{line.text[:12]}' begins at {line.start} of unit {unit}, not at {at}")
            at = line.end
    cut = seen.module.cut
    if cut is not None and printed:
        last = max((line.unit, line.end) for lines in units.values() for line in lines)
        if last != tuple(cut) and not (cut[1] == 0 and last[0] == cut[0] - 1):
            yield seen.broken("lost", f"the text ends at {last}, though it is cut at {tuple(cut)}")


# --- by its characters ----------------------------------------------------------------------------------------------


def _compared(story: Story, printed: list[_Printed]) -> tuple[str, int]:
    """What `compare` says of the whole story, or of a tail from its cut on."""
    leaves = [bare(leaf) for leaf in _from_there(list(leaves_of(story.blocks)), story.from_cut)]
    by_unit: dict[int, str] = {}
    for each in printed:
        text = each.line.text.removesuffix("-") if each.line.hyphenated else each.line.text
        by_unit[each.line.unit] = by_unit.get(each.line.unit, "") + bare(text)
    texts = [by_unit[unit] for unit in sorted(by_unit)]
    return compare(leaves, "".join(texts))


def _uncounted(page: SeenPage, seen: SeenModule, missing: int) -> Iterator[BrokenRule]:
    """Characters of the module that are not printed and not counted as overset either, or the other way round.

    Its count may hold the white space among them or not.
    """
    told = seen.module.overset
    spaces = sum(spaces_of(story.blocks) for story in page.stories_of(seen))
    if seen.module.cut is None and not missing <= told <= missing + spaces:
        rule = "lost" if missing > told else "repeated"
        yield seen.broken(rule, f"{missing} characters are not printed, {told} are said to be overset")


def compare(leaves: Iterable[str], printed: str) -> tuple[str, int]:
    """(what is wrong, how many characters are missing at the end): the printed text against the manuscript's leaves.

    Before each leaf a mark may stand that the manuscript does not spell out. Empty for a text that is right as far as
    it goes.
    """
    at, missing = 0, 0
    for leaf in leaves:
        rest = printed[at:]
        if not rest:
            missing += len(leaf)
            continue
        size = min(len(leaf), len(rest))
        if rest[:size] != leaf[:size]:
            mark = _MARK.match(rest)
            skipped = mark.end() if mark else 0
            size = min(len(leaf), len(rest) - skipped)
            if not mark or rest[skipped : skipped + size] != leaf[:size]:
                return f"'{rest[:16]}' is printed where the text has '{leaf[:16]}'", 0
            at += skipped
        at += size
        missing += len(leaf) - size
    if at < len(printed):
        return f"'{printed[at : at + 16]}' is printed after the text's end", 0
    return "", missing


def spaces_of(blocks: Iterable[Block]) -> int:
    """White space in the text, which a count of characters may hold or not."""
    return sum(character.isspace() for leaf in leaves_of(blocks) for character in leaf)


def _from_there(leaves: list[str], cut: tuple[int, int] | None) -> list[str]:
    """What a tail must print: the leaves, which are the units of cuts, from the cut on."""
    unit, character = cut or (0, 0)
    return [leaves[unit][character:], *leaves[unit + 1 :]] if unit < len(leaves) else []


def bare(text: str) -> str:
    """A text without white space and without the marks that typesetting may put for others."""
    return "".join(text.split()).replace("\u00ad", "").replace("\u200b", "").replace("\u2060", "").replace("⸺", "——")


def leaves_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Each stretch of words in reading order: paragraphs, subheads, items, cells, lines of notes."""
    for block in blocks:
        match block:
            case Paragraph() | Subhead():
                yield text_of(block.inlines)
            case Quote():
                yield from leaves_of(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from leaves_of(item)
            case Table():
                for row in (block.head, *block.rows):
                    yield from (text_of(cell) for cell in row)
            case CodeBlock():
                yield block.text
            case FactBox():
                if block.title:
                    yield block.title
                yield from leaves_of(block.blocks)
            case Footnotes():
                for _, note in block.notes:
                    yield from leaves_of(note)
            case _:
                continue


def text_of(inlines: Iterable[Inline]) -> str:
    """The characters of a run, footnote marks as their numbers."""
    parts = []
    for inline in inlines:
        match inline:
            case Text() | Code():
                parts.append(inline.text)
            case Styled() | LinkRun():
                parts.append(text_of(inline.children))
            case FootnoteMark():
                parts.append(str(inline.number))
            case _:
                parts.append(" ")
    return "".join(parts)


# --- headline and photos --------------------------------------------------------------------------------------------


def _heads(story: Story, seen: SeenModule) -> Iterator[BrokenRule]:
    """The headline is printed whole; a tail may print a shorter one of its own title."""
    own = [block for block in seen.of_role("headline", "body", "list") if block.piece in (story.id, "")]
    printed = bare("".join(line.text for block in own for line in block.lines))
    title = bare("".join(story.title))
    if title and title not in printed and story.from_cut is None and seen.module.kind != "advert":
        yield BrokenRule("lost", (story.id,), f"the headline '{title[:16]}' is not printed")


def _photos(story: Story, modules: list[SeenModule]) -> Iterator[BrokenRule]:
    """Each photo of a whole story is printed once with its caption; a jump may take photos along."""
    if story.from_cut is not None or any(seen.module.cut for seen in modules):
        return
    for photo in story.photos:
        times = sum(picture.path == photo.path for seen in modules for picture in seen.pictures)
        if times != 1:
            rule = "lost" if times == 0 else "repeated"
            yield modules[0].broken(rule, f"{photo.path} is printed {times} times")
        captions = [line for seen in modules for block in seen.of_role("caption") for line in block.lines]
        text = bare("".join(line.text.removesuffix("-") if line.hyphenated else line.text for line in captions))
        if bare(photo.caption) not in text:
            yield modules[0].broken("lost", f"the caption of {photo.path} is not printed")
