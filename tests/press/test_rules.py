"""Rules of lines, space and words, each on the hand-made page: kept as it stands, broken once it is spoilt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.model import ListBlock, Paragraph, Quote, Subhead, Table, Text
from broadsheet.press.compose.material import JumpText
from broadsheet.press.compose.rule_words import compare, leaves_of
from broadsheet.press.compose.rules import WARNINGS, broken_rules, soft_rules
from broadsheet.press.layout import Line, Picture, Stroke, TextBlock
from press.layout_factory import GRID, broken, good_page


def lines_changed(block: TextBlock, number: int, **changes: object) -> TextBlock:
    """One line of a block changed."""
    lines = list(block.lines)
    lines[number] = replace(lines[number], **changes)  # type: ignore[arg-type]
    return replace(block, lines=tuple(lines))


def rewritten(line: Line, text: str) -> Line:
    """The line with other characters."""
    return replace(line, segments=(replace(line.segments[0], text=text),))


def test_a_good_page_breaks_nothing() -> None:
    page = good_page()
    assert broken_rules(page.layout, page.page) == ()


def test_a_finding_names_the_pieces_and_says_what_is_wrong() -> None:
    page = good_page().with_text("B", "body", lambda block: replace(block, y=block.y + 0.5))
    (finding,) = broken_rules(page.layout, page.page)
    assert finding.pieces == ("02/b",)
    assert finding.detail == "98 lines stand up to 0.50 pt off the baseline grid"


def test_warnings_are_told_from_errors() -> None:
    assert "resolution-low" in WARNINGS
    assert "resolution" not in WARNINGS


# --- lines ----------------------------------------------------------------------------------------------------------


def test_body_stands_on_the_grid_within_a_tenth_of_a_point() -> None:
    assert broken(good_page().with_text("D", "body", lambda b: replace(b, y=b.y + 0.09))) == set()
    assert broken(good_page().with_text("D", "body", lambda b: replace(b, y=b.y + 0.2))) == {"grid"}
    assert broken(good_page().with_text("D", "body", lambda b: replace(b, leading=11.9))) >= {"grid"}


def test_the_layout_has_the_grid_of_its_page() -> None:
    assert broken(good_page().with_layout(leading=12.5)) == {"grid"}


def test_no_line_is_wider_than_its_measure() -> None:
    page = good_page().with_text("D", "body", lambda b: lines_changed(b, 3, width=b.width + 3))
    assert "measure" in broken(page)


@pytest.mark.parametrize(
    ("text", "rules"), [("完。", {"last-line"}), ("完了。", set()), ("5。", {"last-line"}), ("5G。", set())]
)
def test_a_last_line_has_two_characters(text: str, rules: set[str]) -> None:
    def shorten(block: TextBlock) -> TextBlock:
        last = block.lines[-1]
        if not last.closes:
            return block
        made = replace(rewritten(last, text), end=last.start + len(text))
        return replace(block, lines=(*block.lines[:-1], made))

    page = good_page().with_text("E", "body", shorten)
    printed = "".join(
        line.text for b in page.module("E").elements if isinstance(b, TextBlock) for line in b.lines[-99:]
    )
    body = printed.removeprefix("停水通知")
    page = page.with_story("E", blocks=(Paragraph((Text(body),)),))
    assert broken(page) == rules


def test_a_line_may_stretch_to_115() -> None:
    assert broken(good_page().with_text("A", "body", lambda b: lines_changed(b, 0, stretch=1.15))) == {"stretch"} - {
        "stretch"
    }
    assert broken(good_page().with_text("D", "body", lambda b: lines_changed(b, 0, stretch=1.16))) == {"stretch"}


def test_one_line_in_a_hundred_may_stretch_visibly() -> None:
    one = good_page().with_text("E", "body", lambda b: lines_changed(b, 0, stretch=1.1))
    many = good_page().with_text("A", "body", lambda b: lines_changed(lines_changed(b, 0, stretch=1.1), 1, stretch=1.1))
    assert broken(one) == set()
    assert broken(many) == {"stretch"}


def test_a_line_that_hides_its_stretch_is_found_by_its_tracking() -> None:
    def spread(block: TextBlock) -> TextBlock:
        line = block.lines[0]
        segment = replace(line.segments[0], text=line.text, tracking=1.6)
        return lines_changed(block, 0, segments=(segment,))

    assert broken(good_page().with_text("E", "body", spread)) == {"stretch"}


# --- space ----------------------------------------------------------------------------------------------------------


def test_type_of_two_modules_does_not_overlap() -> None:
    page = good_page().with_text("D", "body", lambda b: replace(b, x=b.x + 60))
    assert "overlap" in broken(page)


def test_two_modules_do_not_share_cells() -> None:
    assert "overlap" in broken(good_page().with_module("D", columns=3))


def test_type_does_not_lie_on_a_photo() -> None:
    page = good_page().with_elements("A", Picture, lambda p: replace(p, y=p.y + 36))
    assert "overlap" in broken(page)


def test_no_rule_crosses_type() -> None:
    page = good_page()
    rule = Stroke(GRID.x(1) + 5, GRID.y(50), 200, 0.25, vertical=True)
    assert "overlap" in broken(page.with_layout(rules=(*page.layout.rules, rule)))


def test_nothing_leaves_the_type_area() -> None:
    assert "outside" in broken(good_page().with_text("D", "body", lambda b: replace(b, x=b.x - 20)))
    page = good_page()
    rule = Stroke(GRID.left - 9, GRID.y(20), 5, 0.25)
    assert broken(page.with_layout(rules=(*page.layout.rules, rule))) == {"outside"}


def test_every_cell_belongs_to_a_module() -> None:
    page = good_page()
    without = tuple(module for module in page.layout.modules if module.id != "02/e")
    assert {"hole", "lost"} <= broken(page.with_layout(modules=without))
    assert "hole" in broken(page.with_layout(modules=()))


def test_no_white_patch_stands_inside_a_module() -> None:
    page = good_page().with_text("D", "body", lambda b: replace(b, lines=b.lines[:-5]) if b.lines[-1].closes else b)
    assert "hole" in broken(page)


def test_no_white_stands_below_the_furniture() -> None:
    assert "hole" in broken(good_page().with_layout(furniture=()))


# --- words ----------------------------------------------------------------------------------------------------------


def test_a_line_left_out_is_lost_text() -> None:
    page = good_page().with_text("B", "body", lambda b: replace(b, lines=(*b.lines[:4], *b.lines[5:])))
    assert "lost" in broken(page)


def test_a_line_set_twice_is_repeated_text() -> None:
    page = good_page().with_text("B", "body", lambda b: replace(b, lines=(*b.lines[:4], b.lines[3], *b.lines[4:])))
    assert "repeated" in broken(page)


def test_other_words_than_the_manuscripts_are_lost_text() -> None:
    page = good_page().with_text(
        "B", "body", lambda b: replace(b, lines=(rewritten(b.lines[0], "错" * 13), *b.lines[1:]))
    )
    assert broken(page) == {"lost"}


def test_a_manuscript_longer_than_the_print_is_lost_text_unless_it_is_overset() -> None:
    page = good_page()
    text = next(story for story in page.page.stories if story.id == "02/d").blocks[0]
    assert isinstance(text, Paragraph)
    longer = page.with_story("D", blocks=(Paragraph((*text.inlines, Text("还有七个字没处放"))),))
    assert broken(longer) == {"lost"}
    assert broken(longer.with_module("D", overset=8)) == {"overset"}
    assert broken(page.with_module("D", overset=8)) == {"overset", "repeated"}


def test_a_composers_head_ends_at_its_cut() -> None:
    page = good_page()
    text = next(story for story in page.page.stories if story.id == "02/d").blocks[0]
    assert isinstance(text, Paragraph)
    size = len(text.inlines[0].text) if isinstance(text.inlines[0], Text) else 0
    longer = page.with_story(
        "D",
        blocks=(Paragraph((*text.inlines, Text("别处再说"))),),
        may_jump=("03", JumpText("初二学生的账本", "")),
    )
    assert "lost" not in broken(longer.with_module("D", cut=(0, size)))
    assert "lost" in broken(longer.with_module("D", cut=(0, size + 2)))


def test_a_tail_begins_at_its_cut() -> None:
    page = good_page()
    before = "前面的话在别的版上"

    def later(block: TextBlock) -> TextBlock:
        shift = len(before)
        lines = tuple(replace(one, opens=False, start=one.start + shift, end=one.end + shift) for one in block.lines)
        return replace(block, lines=lines)

    text = next(story for story in page.page.stories if story.id == "02/d").blocks[0]
    assert isinstance(text, Paragraph)
    tail = page.with_text("D", "body", later).with_story(
        "D",
        blocks=(Paragraph((Text(before), *text.inlines)),),
        from_cut=(0, len(before)),
        jump_from=JumpText("初二学生的账本", ""),
    )
    assert broken(tail) == set()
    assert "lost" in broken(tail.with_story("D", from_cut=(0, len(before) - 1)))


def test_a_story_without_a_module_is_lost() -> None:
    page = good_page()
    extra = replace(page.page.stories[0], id="02/x", photos=())
    stories = replace(page, page=replace(page.page, stories=(*page.page.stories, extra)))
    assert broken(stories) == {"lost"}


def test_a_headline_a_photo_and_a_caption_are_printed() -> None:
    assert "lost" in broken(good_page().with_text("B", "headline", lambda b: replace(b, lines=())))
    assert "lost" in broken(good_page().with_elements("C", Picture, lambda p: None))
    assert "lost" in broken(good_page().with_text("C", "caption", lambda b: None))


def test_marks_of_lists_are_no_words_of_the_manuscript() -> None:
    assert compare(["一条", "两条"], "•一条•两条") == ("", 0)
    assert compare(["一条", "两条"], "1.一条2.两条") == ("", 0)
    assert compare(["10元", "20元"], "10元20元") == ("", 0)
    assert compare(["一条", "两条"], "一条") == ("", 2)
    assert compare(["一条"], "一条一条")[0]
    assert compare(["一条", "两条"], "一条三条")[0]


def test_the_manuscripts_words_are_read_in_the_order_of_print() -> None:
    one, two = Paragraph((Text("一"),)), Paragraph((Text("二"),))
    table = Table(("", ""), ((Text("a"),), (Text("b"),)), (((Text("c"),), (Text("d"),)),))
    blocks = (Subhead(2, (Text("头"),)), ListBlock(False, 1, True, ((one,), (two,))), Quote((one,)), table)
    assert list(leaves_of(blocks)) == ["头", "一", "二", "一", "a", "b", "c", "d"]


def test_loose_word_spaces_are_a_soft_finding() -> None:
    page = good_page().with_text("E", "body", lambda b: replace(b, lines=(_latin(b.lines[0]), *b.lines[1:])))
    assert "stretch" not in broken(page)
    assert "word-space" in {finding.rule for finding in soft_rules(page.layout, page.page)}


def _latin(line: Line) -> Line:
    return replace(rewritten(line, "On Tuesday m"), stretch=1.5)


# --- soft -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "found"), [("（见左图）", True), ("（见右图）", False), ("左图书馆", False)])
def test_a_photo_lies_where_the_text_says(words: str, found: bool) -> None:
    def speak(block: TextBlock) -> TextBlock:
        first = block.lines[12]
        made = rewritten(first, words + first.text[len(words) :])
        is_first = block.lines[0].opens
        return replace(block, lines=(*block.lines[:12], made, *block.lines[13:])) if is_first else block

    page = good_page().with_text("A", "body", speak)
    rules = {finding.rule for finding in soft_rules(page.layout, page.page)}
    assert ("picture-direction" in rules) == found
