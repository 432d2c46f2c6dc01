"""Random pages as editors make them: so many stories, of such length, that a page is about full."""

from __future__ import annotations

import random
from dataclasses import replace

from broadsheet.content.formats import named_formats
from broadsheet.model import (
    LayoutHints,
)
from broadsheet.press.compose.material import JumpText, PageInput, PressPhoto, Story
from broadsheet.press.grid import Grid, grid_of
from press.random_text import Desk, blocks_of, furniture_of, length_of, photo_of
from press.random_words import ENGLISH, GRAMMARS, fill

KINDS = (
    "ordinary",
    "front",
    "sparse",
    "full",
    "one",
    "forty",
    "tiny",
    "long",
    "no-photos",
    "only-photos",
    "briefs",
    "jumping",
)
"""`ordinary` and `front` fill their page as an editor would; the others try what a page bears: two fifths of the text,
half as much again, one article, forty, 100 characters, 20,000; `jumping` has a lead too long for the page, which may
continue on page 03."""

_WEIGHTS = {1: 0.30, 2: 0.17, 3: 0.11, 4: 0.07, 5: 0.025}
"""Shares of a page's cells by priority."""
FILLED = 0.96
"""Of a line, on average: paragraphs end before it does."""
BODY = 0.52
"""Least share of the page's cells that are text: well over three fifths of what photos leave."""


def random_page(seed: int, language: str = "zh-Hans", columns: int | None = None, kind: str = "ordinary") -> PageInput:
    """A page of that kind; equal arguments give equal pages.

    `columns`: 5 is a tabloid, 8 a broadsheet (Latin: 5 a Berliner, 6 a broadsheet); `None` lets the seed choose, the
    small sheet three times of four. `kind` is one of `KINDS`.
    """
    rng = random.Random(f"{seed} {language} {columns} {kind}")
    grammar = GRAMMARS.get(language, ENGLISH)
    grid = _grid(rng, language, columns)
    desk = Desk(rng, grammar, grid, language)
    is_front = kind == "front"
    furniture = furniture_of(desk, is_front)
    rows = grid.rows - (14 if is_front else 3) - (2 if furniture.banner else 0)
    stories = _stories(desk, kind, rows * grid.columns)
    code = "01" if is_front else "02"
    stories = tuple(
        replace(s, id=f"{code}/story-{n:02}", link=f"{code}/story-{n:02}/") for n, s in enumerate(stories, 1)
    )
    if kind == "jumping":
        jump = JumpText("（下转第三版）" if grid.script == "han" else "Continued on page 3", stories[0].link)
        stories = (replace(stories[0], may_jump=("03", jump)), *stories[1:])
    return PageInput(code, language, grid, stories, furniture, LayoutHints())


def tail_page(page: PageInput, cut: tuple[int, int], seed: int) -> PageInput:
    """A page on which the first story of a `jumping` page goes on from its cut, among stories of its own."""
    head = page.stories[0]
    back = JumpText("（上接第二版）" if page.grid.script == "han" else "Continued from page 2", head.link)
    tail = replace(head, id=f"{head.id}+03", kind="tail", priority=3, photos=(), jump_from=back, may_jump=None)
    tail = replace(tail, from_cut=cut, kicker=(), deck=())
    own = random_page(seed, page.language, page.grid.columns, "sparse")
    renamed = tuple(replace(s, id=s.id.replace("02/", "03/"), link=s.link.replace("02/", "03/")) for s in own.stories)
    return replace(own, code="03", stories=(*renamed, tail))


def _grid(rng: random.Random, language: str, columns: int | None) -> Grid:
    formats = named_formats(language)
    is_large = rng.random() < 0.25 if columns is None else columns >= 6
    latin_small = formats["berliner"] if language == "en" else formats["tabloid"]
    grid = grid_of(formats["broadsheet"] if is_large else latin_small, language)
    if columns is None or columns == grid.columns:
        return grid
    return grid_of(replace(formats["broadsheet"], name="custom", columns=columns), language)


# --- stories --------------------------------------------------------------------------------------------------------


def _stories(desk: Desk, kind: str, cells: int) -> tuple[Story, ...]:
    rng = desk.rng
    match kind:
        case "one":
            return (_story(desk, 1, cells * 0.5, has_photo=True),)
        case "forty":
            return tuple(_story(desk, min(5, 1 + n // 2), cells / 30, has_photo=n % 7 == 3) for n in range(40))
        case "tiny":
            return (_written(desk, "article", 1, 100, ()),)
        case "long":
            return (_written(desk, "article", 1, 20_000, (photo_of(desk, 1, lead=True),)),)
        case "only-photos":
            shown = [(photo_of(desk, n, lead=n == 0),) for n in range(rng.randint(2, 5))]
            return tuple(_written(desk, "photo", 1 if n == 0 else 3, 60, photo) for n, photo in enumerate(shown))
        case "briefs":
            return tuple(_written(desk, "brief", 5, rng.randint(60, 160), ()) for _ in range(rng.randint(6, 14)))
    return _planned(desk, kind, cells)


def _planned(desk: Desk, kind: str, cells: int) -> tuple[Story, ...]:
    """Stories whose areas add up to about the page; photos are left out until more than half of it is text."""
    rng = desk.rng
    load = {"sparse": 0.4, "full": 1.5, "jumping": 0.85}.get(kind, rng.uniform(0.93, 1.03))
    priorities = _priorities(desk)
    total = sum(_WEIGHTS[priority] for priority in priorities)
    shares = [load * cells * _WEIGHTS[p] / total * rng.uniform(0.85, 1.15) for p in priorities]
    scale = load * cells / sum(shares)
    places = _photo_places(rng, priorities) if kind != "no-photos" else []
    while True:
        stories = [
            _story(desk, priority, share * scale, has_photo=n in places)
            for n, (priority, share) in enumerate(zip(priorities, shares, strict=True))
        ]
        stories = _levelled(desk, stories, load * cells)
        if sum(_text_cells(desk, story) for story in stories) >= BODY * load * cells or not places:
            break
        places.pop()
    if kind == "jumping":
        stories[0] = replace(
            stories[0], blocks=(*stories[0].blocks, *blocks_of(desk, 0.4 * cells * desk.line, plain=True))
        )
    return tuple(stories)


def _levelled(desk: Desk, stories: list[Story], cells: float) -> list[Story]:
    """The stories, the longest of them cut or lengthened until all together take about so many cells."""
    longest = max(range(len(stories)), key=lambda n: (_text_cells(desk, stories[n]), -n))
    story = stories[longest]
    spare = cells - sum(_cells(desk, each) for each in stories)
    blocks = list(story.blocks)
    while spare < -2 and len(blocks) > 2:
        spare += length_of(blocks.pop()) / desk.line / FILLED
    if spare > 2:
        blocks += blocks_of(desk, spare * desk.line * FILLED, plain=True)
    return [replace(story, blocks=tuple(blocks)) if n == longest else each for n, each in enumerate(stories)]


def _priorities(desk: Desk) -> list[int]:
    """A lead, one or two seconds, some thirds, fourths and briefs: 5 to 12 in all."""
    rng, large = desk.rng, desk.grid.columns * desk.grid.rows > 600
    seconds, thirds = rng.randint(1, 2), rng.randint(2, 3) if large else rng.randint(1, 3)
    fourths = rng.randint(2, 4) if large else rng.randint(2, 3)
    briefs = min(12 - 1 - seconds - thirds - fourths, rng.choice((0, 0, 2, 3, 4)))
    return [1] + [2] * seconds + [3] * thirds + [4] * fourths + [5] * briefs


def _photo_places(rng: random.Random, priorities: list[int]) -> list[int]:
    """The lead has a photo mostly, and then one or two others sometimes; briefs and the shortest stories have none."""
    if rng.random() < 0.2:
        return []
    others = [n for n, priority in enumerate(priorities) if priority in (2, 3)]
    return [0, *rng.sample(others, min(len(others), rng.choice((0, 1, 1, 2))))]


def _head_cells(desk: Desk, priority: int, *, deck: bool, kicker: bool) -> float:
    """What headline, byline and the white below the module take, about."""
    rows, columns = {1: (8.0, 3.8), 2: (5.5, 2.8), 3: (4.5, 2.2), 4: (3.5, 1.6), 5: (1.3, 1.0)}[priority]
    extra = (1.8 if deck else 0.0) + (1.6 if kicker else 0.0) + (1.3 if priority < 5 else 0.0)
    wider = 1.2 if desk.grid.columns > 6 else 1.0
    return (rows + extra + (1 if priority < 5 else 0.5)) * min(wider * columns, desk.grid.columns)


def _text_cells(desk: Desk, story: Story) -> float:
    return sum(length_of(block) for block in story.blocks) / desk.line / FILLED


def _cells(desk: Desk, story: Story) -> float:
    """What a story takes, about."""
    head = _head_cells(desk, story.priority, deck=bool(story.deck), kicker=bool(story.kicker))
    photos = sum(_photo_cells(desk, photo, story.priority) for photo in story.photos)
    return head + photos + _text_cells(desk, story)


def _photo_cells(desk: Desk, photo: PressPhoto, priority: int) -> float:
    """A photo with its caption, in the size that it would like to have."""
    ratio = photo.width / photo.height
    wide = 4 if desk.grid.columns > 6 else 3
    columns = min(desk.grid.columns, {1: wide - 1 if ratio < 1 else wide, 2: 1 if ratio < 1 else 2}.get(priority, 1))
    return columns * (desk.grid.span(columns) / ratio / desk.grid.leading + 4)


def _story(desk: Desk, priority: int, cells: float, *, has_photo: bool) -> Story:
    """A story that takes about so many cells, photos and headline included."""
    rng = desk.rng
    has_kicker, has_deck = rng.random() < 0.3 and priority < 4, rng.random() < 0.5 and priority < 4
    shown = (photo_of(desk, rng.randint(1, 999), lead=priority == 1),) if has_photo else ()
    taken = _head_cells(desk, priority, deck=has_deck, kicker=has_kicker)
    taken += sum(_photo_cells(desk, photo, priority) for photo in shown)
    lines = max(cells - taken, 0.3 * cells, 4.0)
    kind = (
        "brief"
        if priority == 5
        else rng.choice(("article",) * 8 + ("opinion", "notice"))
        if priority == 4
        else "article"
    )
    story = _written(desk, kind, priority, round(lines * desk.line * FILLED), shown)
    kicker = (fill(rng.choice(desk.grammar.decks), desk.grammar, rng),) if has_kicker else ()
    deck = (fill(rng.choice(desk.grammar.decks), desk.grammar, rng),) if has_deck else ()
    return replace(story, kicker=kicker, deck=deck)


def _written(desk: Desk, kind: str, priority: int, characters: int, photos: tuple[PressPhoto, ...]) -> Story:
    rng, grammar = desk.rng, desk.grammar
    parts = [fill(rng.choice(grammar.headlines), grammar, rng)]
    if desk.grid.script == "han" and priority < 4 and rng.random() < 0.5:
        parts.append(fill(rng.choice(grammar.headlines), grammar, rng))
    byline = fill(grammar.byline, grammar, rng) if kind in ("article", "opinion") and rng.random() < 0.8 else ""
    title = tuple(part[0].upper() + part[1:] for part in parts)
    blocks = blocks_of(desk, characters, plain=priority > 3)
    nothing: tuple[str, ...] = ()
    return Story("", kind, priority, title, nothing, nothing, byline, "", blocks, photos, "", None, None, desk.language)
