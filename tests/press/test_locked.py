"""Locked pages: a correction moves nothing but the article it is made in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from broadsheet.content.layout_lock import layout_lock
from broadsheet.content.source import SourceText
from broadsheet.diagnostics import Diagnostic
from broadsheet.model import LayoutLock, Paragraph, Text
from broadsheet.press.compose.lock import lock_text, text_rows
from broadsheet.press.compose.material import PageInput, Story
from broadsheet.press.compose.page import compose_page
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Module, PageLayout
from press.random_pages import random_page

FACES = default_faces("zh-Hans")
SEED = 11


@cache
def page() -> PageInput:
    return random_page(SEED, columns=5)


@cache
def layout() -> PageLayout:
    return compose_page(page(), FACES)


def read(text: str) -> LayoutLock:
    problems: list[Diagnostic] = []
    lock = layout_lock(SourceText("01/layout.lock", text, ""), problems)
    assert problems == []
    assert lock is not None
    return lock


@cache
def locked() -> PageInput:
    return replace(page(), lock=read(lock_text(layout(), {})))


def changed(name: str, change: str, made: PageInput | None = None) -> PageLayout:
    """The locked page with that story's first paragraph longer by `change`, or without it."""
    made = made or locked()

    def edited(story: Story) -> Story:
        first = Paragraph((Text(change), *story.blocks[0].inlines))  # type: ignore[union-attr]
        return replace(story, blocks=(first, *story.blocks[1:]))

    stories = tuple(edited(story) if story.id == name else story for story in made.stories)
    return compose_page(replace(made, stories=stories), FACES)


def places(made: PageLayout) -> dict[str, tuple[int, int, int, int]]:
    return {module.id: (module.column, module.row, module.columns, module.rows) for module in made.modules}


def others(made: PageLayout, name: str) -> list[Module]:
    return [module for module in made.modules if module.id != name]


def told(made: PageLayout) -> list[str]:
    return [broken.detail for broken in made.broken if broken.rule == "locked"]


@pytest.fixture
def long_story() -> str:
    """The id of a story in a module of its own that begins with a paragraph."""
    able = [m for m in layout().modules if len(m.pieces) == 1 and m.legs and not m.overset]
    by_id = {story.id: story for story in page().stories}
    return max((m for m in able if isinstance(by_id[m.id].blocks[0], Paragraph)), key=text_rows).id


def test_a_lock_says_what_the_layout_is() -> None:
    assert layout().modules
    lock = locked().lock
    assert lock is not None
    assert {m.id: (m.column, m.row, m.columns, m.rows) for m in lock.modules} == places(layout())
    assert (lock.columns, lock.rows) == (page().grid.columns, page().grid.rows)


def test_a_locked_page_is_composed_as_it_was() -> None:
    again = compose_page(locked(), FACES)
    assert again.modules == layout().modules
    assert told(again) == []


def test_a_character_more_moves_nothing(long_story: str) -> None:
    made = changed(long_story, "今")
    assert places(made) == places(layout())
    assert others(made, long_story) == others(layout(), long_story)
    assert told(made) == []


def test_with_far_too_much_the_page_says_what_to_cut(long_story: str) -> None:
    made = changed(long_story, "今天江上又起了一阵风。" * 60)
    assert places(made) == places(layout())
    assert others(made, long_story) == others(layout(), long_story)
    (said,) = told(made)
    module = next(module for module in made.modules if module.id == long_story)
    assert module.overset > 0
    assert said.startswith(f"cut {module.overset} characters")


def test_a_story_that_is_gone_leaves_its_place_to_a_notice(long_story: str) -> None:
    rest = replace(locked(), stories=tuple(story for story in locked().stories if story.id != long_story))
    made = compose_page(rest, FACES)
    assert others(made, f"filler-{long_story}") == others(layout(), long_story)
    assert any(f"'{long_story}' is gone" in said for said in told(made))


def test_a_new_story_has_no_place_in_the_lock(long_story: str) -> None:
    new = replace(next(story for story in page().stories if story.id == long_story), id="01/new")
    made = compose_page(replace(locked(), stories=(*locked().stories, new)), FACES)
    assert "'01/new' has no place in layout.lock" in told(made)


def test_a_lock_for_another_grid_is_told_and_not_followed() -> None:
    lock = locked().lock
    assert lock is not None
    made = compose_page(replace(locked(), lock=replace(lock, columns=8)), FACES)
    assert made.modules == layout().modules
    assert told(made) == ["layout.lock was made for another grid: the page was composed anew"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("grid: [5, 85]\n", ["missing-key"]),
        ("grid: [5, 85]\nmodules:\n  a: {at: [1, 1]}\n", ["missing-key"]),
        ("grid: [5, 85]\nmodules:\n  a: {at: [1], size: [2, 3]}\n", ["wrong-type"]),
        ("grid: [5, x]\nmodules:\n  a: {at: [1, 1], size: [2, 3]}\n", ["bad-value"]),
        ("grid: [5, 85]\nmodules:\n  a: {at: [1, 1], size: [2, 3], wide: 4}\n", ["unknown-key"]),
    ],
)
def test_a_damaged_lock_is_told_with_its_place(text: str, codes: list[str]) -> None:
    problems: list[Diagnostic] = []
    layout_lock(SourceText("01/layout.lock", text, ""), problems)
    assert [problem.code for problem in problems] == codes
    assert all(problem.location.path == "01/layout.lock" and problem.location.line for problem in problems)
