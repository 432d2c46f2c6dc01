"""Jumps of the composer's: from a page that is too full to a later one with room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.edition.text import block_texts
from broadsheet.model import Paragraph, Text
from broadsheet.press.compose.issue import JumpWords, compose_issue, tail_of
from broadsheet.press.compose.material import JumpText, PageInput, Story
from broadsheet.press.layout import Fill, Module, PageLayout
from press.random_pages import random_page

CELLS = 400
LINE = 13


def story(name: str, characters: int, *, sections: tuple[str, ...] = (), kind: str = "article") -> Story:
    return Story(
        id=name,
        kind=kind,
        priority=2,
        title=(name,),
        kicker=(),
        deck=(),
        byline="",
        label="",
        blocks=(Paragraph((Text("字" * characters),)),),
        photos=(),
        link=f"{name}.html",
        jump_from=None,
        jump_on=None,
        language="zh-Hans",
        sections=sections,
    )


def page(code: str, *stories: Story) -> PageInput:
    return replace(random_page(0, columns=5), code=code, stories=stories)


def length(one: Story) -> int:
    start = one.from_cut[1] if one.from_cut else 0
    return sum(map(len, block_texts(one.blocks))) - start


def press(pages: tuple[PageInput, ...]) -> tuple[PageLayout, ...]:
    """A press that needs a cell for each line: what does not fit is overset, unless a story may jump."""
    return tuple(map(layout_of, pages))


def layout_of(made: PageInput) -> PageLayout:
    over = sum(-(-length(s) // LINE) for s in made.stories) - CELLS
    modules = []
    for number, one in enumerate(made.stories):
        cut, overset = None, 0
        if over > 0 and one.may_jump:
            cut, over = (0, length(one) - over * LINE), 0
        elif over > 0 and number == len(made.stories) - 1:
            overset = over * LINE
        modules.append(Module(one.id, one.kind, 2, 0, 0, 1, 1, (one.id,), (), overset=overset, cut=cut))
    used = sum(-(-length(s) // LINE) for s in made.stories)
    fill = Fill(CELLS, max(0, CELLS - used), 0)
    least = min(used, CELLS)
    return PageLayout(made.code, "zh-Hans", 1, 1, 5, 80, 12, 9, 0, 0, (), tuple(modules), (), fill, least)


WORDS = [JumpWords(code, f"（下转{code}）", f"（上接{code}）") for code in ("01", "02", "03")]


def composed(*pages: PageInput, may_jump: bool = True) -> dict[str, tuple[PageInput, PageLayout]]:
    return {one.page.code: (one.page, one.layout) for one in compose_issue(pages, WORDS, press, may_jump=may_jump)}


def lines(count: int) -> int:
    return count * LINE


def overset(layout: PageLayout) -> int:
    return sum(module.overset for module in layout.modules)


def test_pages_that_hold_their_text_stay_as_they_are() -> None:
    made = composed(page("01", story("01/a", lines(200))), page("02", story("02/b", lines(300))))
    assert [len(one.stories) for one, _ in made.values()] == [1, 1]
    assert all(s.may_jump is None for one, _ in made.values() for s in one.stories)


def test_a_full_page_continues_a_long_story_on_a_later_page_with_room() -> None:
    made = composed(
        page("01", story("01/a", lines(300)), story("01/b", lines(150))), page("02", story("02/c", lines(300)))
    )
    first, second = made["01"], made["02"]
    assert overset(first[1]) == overset(second[1]) == 0
    (head,) = [s for s in first[0].stories if s.may_jump]
    tail = second[0].stories[-1]
    assert head.may_jump == ("02", JumpText("（下转02）", head.link))
    assert (tail.id, tail.kind, tail.link) == (f"{head.id}+02", "tail", head.link)
    assert tail.jump_from == JumpText("（上接01）", head.link)
    assert tail.from_cut == next(m.cut for m in first[1].modules if m.cut)


def test_no_jump_is_made_where_none_is_wanted() -> None:
    pages = page("01", story("01/a", lines(450))), page("02", story("02/c", lines(100)))
    made = composed(*pages, may_jump=False)
    assert overset(made["01"][1]) == lines(50)
    assert len(made["02"][0].stories) == 1


def test_the_page_of_the_same_section_is_preferred() -> None:
    sports = ("体育",)
    made = composed(
        page("01", story("01/a", lines(450), sections=sports)),
        page("02", story("02/c", lines(100), sections=("民生",))),
        page("03", story("03/d", lines(100), sections=sports)),
    )
    assert [len(one.stories) for one, _ in made.values()] == [1, 1, 2]


@pytest.mark.parametrize(
    "first",
    [
        story("01/a", lines(450), kind="advert"),
        story("01/a", lines(450), kind="notice"),
        replace(story("01/a", lines(450)), jump_on=JumpText("（下转第三版）", "x")),
    ],
)
def test_what_must_stay_whole_is_not_cut(first: Story) -> None:
    made = composed(page("01", first), page("02", story("02/c", lines(100))))
    assert len(made["02"][0].stories) == 1


def test_a_jump_that_only_moves_the_trouble_is_taken_back() -> None:
    made = composed(page("01", story("01/a", lines(470))), page("02", story("02/c", lines(395))))
    assert len(made["02"][0].stories) == 1
    assert made["01"][0].stories[0].may_jump is None


def test_a_tail_carries_the_heads_text_and_nothing_else_of_it() -> None:
    head = replace(story("01/a", lines(60)), kicker=("引题",), deck=("副题",), byline="记者 甲")
    tail = tail_of(head, (0, 99), "02", JumpText("（上接第一版）", head.link))
    assert (tail.kicker, tail.deck, tail.byline, tail.photos) == ((), (), "", ())
    assert (tail.blocks, tail.from_cut, tail.title) == (head.blocks, (0, 99), head.title)
