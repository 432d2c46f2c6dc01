"""The pages of an issue together: where one is too full, a long story goes on in a later page that has room.

A jump of the composer's lives in the composed pages alone: its jump lines lead to the story's own address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from broadsheet.edition.text import block_texts
from broadsheet.press.compose.material import JumpText, PageInput, Story
from broadsheet.press.layout import PageLayout

MOST_JUMPS = 2
"""Of the composer's from one page (composition.md: jumps)."""
BEFORE, AFTER = 15, 20
"""Lines that stay before a cut and go after it, at least."""

Compose = Callable[[tuple[PageInput, ...]], tuple[PageLayout, ...]]
"""Composes pages, several at once if it can, and remembers those it has composed before."""


@dataclass(frozen=True, slots=True)
class JumpWords:
    """A page's jump lines: `（下转第二版）` leads to it, `（上接第二版）` comes from it."""

    code: str
    on: str
    back: str


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """A page with what it was composed from, the composer's tails included."""

    page: PageInput
    layout: PageLayout

    @property
    def continues_on(self) -> dict[str, str]:
        """To which page each story that the composer cut goes on, by piece id."""
        targets = {story.id: story.may_jump[0] for story in self.page.stories if story.may_jump is not None}
        return {module.id: targets[module.id] for module in self.layout.modules if module.cut and module.id in targets}


def compose_issue(
    pages: tuple[PageInput, ...], words: Iterable[JumpWords], compose: Compose, *, may_jump: bool
) -> tuple[ComposedPage, ...]:
    """All pages of an issue, in their order."""
    desk = _Desk(pages, {each.code: each for each in words}, compose)
    desk.compose(range(len(pages)))
    if may_jump:
        desk.follow_locks()
        for number in range(len(pages)):
            desk.relieve(number)
    return tuple(ComposedPage(page, layout) for page, layout in zip(desk.pages, desk.layouts, strict=True))


class _Desk:
    """The pages of an issue while jumps are tried."""

    def __init__(self, pages: tuple[PageInput, ...], words: Mapping[str, JumpWords], compose: Compose) -> None:
        self.pages = list(pages)
        self._words = words
        self._compose = compose
        self._made: dict[int, PageLayout] = {}

    @property
    def layouts(self) -> list[PageLayout]:
        """The layout of every page."""
        return [self._made[number] for number in range(len(self.pages))]

    def compose(self, numbers: Iterable[int]) -> None:
        """Composes some pages as they now are."""
        wanted = tuple(numbers)
        made = self._compose(tuple(self.pages[number] for number in wanted))
        self._made.update(zip(wanted, made, strict=True))

    # --- jumps that a lock asks for ---

    def follow_locks(self) -> None:
        """Makes the jumps of locked pages again."""
        for number, page in enumerate(self.pages):
            targets = {module.id: module.continues_on for module in page.lock.modules} if page.lock else {}
            for story in page.stories:
                target = self._number_of(targets.get(story.id, ""), after=number)
                if target is not None and story.may_jump is None:
                    self._try([(number, story, target)], keep_always=True)

    def _number_of(self, code: str, after: int) -> int | None:
        return next((n for n in range(after + 1, len(self.pages)) if self.pages[n].code == code), None)

    # --- jumps that a full page needs ---

    def relieve(self, number: int) -> None:
        """Lets long stories of a page that cannot hold its text go on elsewhere, when that makes things better."""
        for _ in range(MOST_JUMPS):
            if not overset_of(self._made[number]):
                return
            if not any(self._try([choice]) for choice in self._choices(number)):
                return

    def _choices(self, number: int) -> Iterator[tuple[int, Story, int]]:
        """(page, story, target) worth trying, the likeliest first."""
        page, layout = self.pages[number], self._made[number]
        if page.lock is not None or sum(story.may_jump is not None for story in page.stories) >= MOST_JUMPS:
            return
        too_much = -(-overset_of(layout) // characters_a_line(page))
        stories = sorted((s for s in page.stories if can_jump(s, page)), key=lambda s: (s.priority, -length(s)))
        targets = [n for n in range(number + 1, len(self.pages)) if self.pages[n].lock is None]
        wanted = max(too_much, AFTER)
        for story in stories[:3]:
            ranked = sorted(targets, key=lambda n: self._reluctance(story, n, wanted))
            yield from ((number, story, target) for target in ranked[:2] if self._room(target) >= wanted)

    def _reluctance(self, story: Story, target: int, wanted: int) -> tuple[bool, int, int]:
        """Small for a page that suits the story's tail: of the same section, with room, near."""
        page = self.pages[target]
        same = any(set(other.sections) & set(story.sections) for other in page.stories)
        return (not same, -min(self._room(target), 3 * wanted), target)

    def _room(self, number: int) -> int:
        """Cells that a page could still take."""
        layout = self._made[number]
        return layout.fill.cells - layout.least if not overset_of(layout) else 0

    # --- trying ---

    def _try(self, jumps: list[tuple[int, Story, int]], *, keep_always: bool = False) -> bool:
        """Makes the jumps; takes them back, and says no, when more characters are overset than before."""
        touched = {number for source, _, target in jumps for number in (source, target)}
        before = {number: (self.pages[number], self._made[number]) for number in touched}
        worth = _faults(layout for _, layout in before.values())
        for source, story, target in jumps:
            self._jump(source, story, target)
        if keep_always or _faults(self._made[number] for number in touched) < worth:
            return True
        for number, (page, layout) in before.items():
            self.pages[number], self._made[number] = page, layout
        return False

    def _jump(self, source: int, story: Story, target: int) -> None:
        codes = self.pages[source].code, self.pages[target].code
        line = JumpText(self._words[codes[1]].on, story.link)
        cut_story = replace(story, may_jump=(codes[1], line))
        self._replace(source, story, cut_story)
        self.compose((source,))
        module = next((m for m in self._made[source].modules if m.id == story.id and m.cut), None)
        if module is None or module.cut is None:
            return
        tail = tail_of(story, module.cut, codes[1], JumpText(self._words[codes[0]].back, story.link))
        page = self.pages[target]
        self.pages[target] = replace(page, stories=(*page.stories, tail))
        self.compose((target,))

    def _replace(self, number: int, old: Story, new: Story) -> None:
        page = self.pages[number]
        self.pages[number] = replace(page, stories=tuple(new if story is old else story for story in page.stories))


def tail_of(story: Story, cut: tuple[int, int], code: str, jump_from: JumpText) -> Story:
    """The rest of a story that the composer cut, as a story of the page with that code."""
    return replace(
        story,
        id=f"{story.id}+{code}",
        kind="tail",
        priority=3,
        kicker=(),
        deck=(),
        byline="",
        photos=(),
        jump_from=jump_from,
        may_jump=None,
        from_cut=cut,
    )


def can_jump(story: Story, page: PageInput) -> bool:
    """Whether the composer may cut it: a long text of one page alone, not a tail, advert, notice or photo story."""
    if story.kind not in {"article", "opinion"} or story.jump_on or story.jump_from or story.may_jump:
        return False
    return length(story) >= (BEFORE + AFTER) * characters_a_line(page)


def characters_a_line(page: PageInput) -> int:
    """About how many characters a line of the base measure holds."""
    em = page.grid.body_size if page.grid.script == "han" else page.grid.body_size * 0.45
    return max(1, int(page.grid.measure / em))


def length(story: Story) -> int:
    """Characters of its text."""
    return sum(len(text) for text in block_texts(story.blocks))


def overset_of(layout: PageLayout) -> int:
    """Characters that found no room on the page."""
    return sum(module.overset for module in layout.modules)


def _faults(layouts: Iterable[PageLayout]) -> tuple[int, int]:
    """What makes pages worse: first lost text, then broken rules."""
    made = tuple(layouts)
    return sum(map(overset_of, made)), sum(len(layout.broken) for layout in made)
