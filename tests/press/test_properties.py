"""What holds for any page: nothing lost, nothing twice, nothing on top of another, and what is broken is said."""

from __future__ import annotations

import functools
from collections import Counter

import pytest

from broadsheet.press.compose.page import compose_page
from broadsheet.press.compose.rule_words import bare, leaves_of
from broadsheet.press.compose.rules import broken_rules
from broadsheet.press.fonts.faces import FaceSet, default_faces
from broadsheet.press.layout import PageLayout, TextBlock
from press.random_pages import KINDS, random_page, tail_page

NEVER = frozenset({"grid", "measure", "overlap", "outside", "hole", "lost", "repeated"})
"""Rules that no page breaks, whatever is asked of it."""
LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "en")


@functools.cache
def faces(language: str) -> FaceSet:
    """The faces of the language, opened once."""
    return default_faces(language)


def composed(seed: int, language: str, kind: str) -> PageLayout:
    """A random page, composed."""
    return compose_page(random_page(seed, language, kind=kind), faces(language))


def assert_sound(seed: int, language: str, kind: str) -> None:
    """Composes a page and checks what holds for any."""
    page = random_page(seed, language, kind=kind)
    layout = compose_page(page, faces(language))
    found = broken_rules(layout, page)
    assert layout.broken == found
    assert [finding for finding in found if finding.rule in NEVER] == []
    assert layout.fill.cells == layout.columns * layout.rows
    assert 0 <= layout.fill.slack + layout.fill.filler <= layout.fill.cells


def test_equal_arguments_give_equal_pages() -> None:
    assert random_page(7, kind="front") == random_page(7, kind="front")
    assert random_page(7) != random_page(8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_pages_are_about_as_an_editor_plans_them(language: str) -> None:
    pages = [random_page(seed, language) for seed in range(40)]
    counts = Counter(len(page.stories) for page in pages)
    assert min(counts) >= 5
    assert max(counts) <= 12
    assert len(counts) > 3
    assert any(story.photos for page in pages for story in page.stories)
    assert all(page.stories[0].priority == 1 for page in pages)
    assert len({story.id for story in pages[0].stories}) == len(pages[0].stories)


@pytest.mark.parametrize("seed", range(25))
def test_ordinary_pages_are_sound(seed: int) -> None:
    assert_sound(seed, "zh-Hans", "ordinary")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "ordinary"])
def test_pages_of_every_kind_are_sound(kind: str) -> None:
    assert_sound(1, "zh-Hans", kind)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_pages_of_every_language_are_sound(language: str) -> None:
    assert_sound(1, language, "ordinary")


def test_composition_is_a_function_of_the_page() -> None:
    assert composed(3, "zh-Hans", "ordinary") == composed(3, "zh-Hans", "ordinary")


def test_head_and_tail_together_have_every_character_once() -> None:
    page = random_page(2, kind="jumping")
    layout = compose_page(page, faces("zh-Hans"))
    head = next(module for module in layout.modules if page.stories[0].id in module.pieces)
    assert head.cut is not None
    tail = tail_page(page, head.cut, 2)
    after = compose_page(tail, faces("zh-Hans"))
    assert [finding for finding in after.broken if finding.rule in NEVER] == []
    whole = "".join(bare(leaf) for leaf in leaves_of(page.stories[0].blocks))
    printed = _words(layout, page.stories[0].id) + _words(after, tail.stories[-1].id)
    overset = sum(module.overset for module in after.modules if tail.stories[-1].id in module.pieces)
    assert len(printed) + overset >= len(whole)
    assert whole.startswith(printed)


def _words(layout: PageLayout, piece: str) -> str:
    """A piece's words without the marks of its lists, in the order of its text."""
    lines = [
        line
        for module in layout.modules
        for block in module.elements
        if isinstance(block, TextBlock) and block.piece == piece
        for line in block.lines
        if line.unit >= 0
    ]
    return "".join(bare(line.text) for line in sorted(lines, key=lambda line: (line.unit, line.start)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25, 200))
def test_two_hundred_ordinary_pages_are_sound(seed: int) -> None:
    assert_sound(seed, "zh-Hans", "ordinary")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(2, 6))
def test_many_pages_of_every_kind_and_language_are_sound(seed: int, kind: str, language: str) -> None:
    assert_sound(seed, language, kind)
