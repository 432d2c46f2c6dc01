"""Blocks as strips: rows, cuts, what may open and close a column."""

from __future__ import annotations

import itertools

import pytest

from broadsheet.model.body import (
    Block,
    CodeBlock,
    FactBox,
    FootnoteMark,
    Footnotes,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Subhead,
    Table,
    Text,
)
from broadsheet.press.layout import Frame, Stroke, TextBlock
from broadsheet.press.typeset.stack import stack
from broadsheet.press.typeset.strip import Cut, Galley, Strip
from press.typeset_samples import HAN_GRID, blocks_of, han_setter, lines_of, paragraph, units_set

FIRST, SECOND = "昨天清晨江面起了大雾。" * 3, "渡轮今天照常开行。" * 3


def galley(*blocks: Block, em: float = 13, start: Cut | None = None) -> Galley:
    return han_setter().galley(blocks, em * 9.0, start, piece="p")


def strip_texts(made: Galley) -> list[str]:
    return ["／".join(line.text for block in _blocks(strip) for line in block.lines) for strip in made.strips]


def _blocks(strip: Strip) -> list[TextBlock]:
    return [element for element in strip.elements if isinstance(element, TextBlock)]


def inlines(text: str) -> tuple[Text, ...]:
    return (Text(text),) if text else ()


def table(*rows: tuple[str, ...]) -> Table:
    cells = [tuple(inlines(cell) for cell in row) for row in rows]
    return Table(("left", "right", "", "")[: len(rows[0])], cells[0], tuple(cells[1:]))  # type: ignore[arg-type]


# --- running text and cuts ---


def test_lines_are_rows_whose_baselines_stand_on_the_grid() -> None:
    made = galley(paragraph(FIRST))
    assert {strip.rows for strip in made.strips} == {1}
    assert {(block.baseline, block.leading) for block in blocks_of(made)} == {(HAN_GRID.baseline, 12.0)}


def test_a_last_line_does_not_open_a_column_unless_it_is_the_only_one() -> None:
    made = galley(paragraph(FIRST), paragraph("完了。"))
    assert [strip.may_open for strip in made.strips] == [True, True, False, True]


def test_strips_tell_where_sentences_end() -> None:
    ends = {strip.end.character: strip.ends_sentence for strip in galley(paragraph(FIRST)).strips}
    assert ends[len(FIRST)] is True
    assert all(is_end == (FIRST[character - 1] == "。") for character, is_end in ends.items())


def test_a_cut_after_any_strip_goes_on_where_it_ended() -> None:
    body = (paragraph(FIRST), Subhead(2, inlines("插题")), paragraph(SECOND))
    whole = galley(*body)
    for strip in whole.strips:
        rest = galley(*body, start=strip.end)
        assert "".join(units_set(rest).values()) == (FIRST + "插题" + SECOND)[_position(strip.end) :]


def _position(cut: Cut) -> int:
    return cut.character + sum(map(len, (FIRST, "插题", SECOND)[: cut.unit]))


def test_the_rest_of_a_cut_paragraph_has_no_indent() -> None:
    rest = galley(paragraph(FIRST), paragraph(SECOND), start=Cut(0, 11))
    first = next(lines_of(rest))
    assert (first.start, first.segments[0].x, first.opens) == (11, 0.0, False)
    after = galley(paragraph(FIRST), paragraph(SECOND), start=Cut(0, len(FIRST)))
    line = next(lines_of(after))
    assert (line.unit, line.segments[0].x, line.opens) == (1, 18.0, True)


def test_units_are_what_lines_refer_to() -> None:
    body: tuple[Block, ...] = (
        Paragraph((Text("见注"), FootnoteMark(1), Text("。"))),
        FactBox(
            "题", (Quote((paragraph("引文"),)), ListBlock(True, 9, True, ((paragraph("甲"),), (paragraph("乙"),))))
        ),
        table(("头", "尾"), ("1", "")),
        CodeBlock("a\n  b"),
        Rule(),
        Footnotes(((1, (paragraph("注文"),)),)),
    )
    units = han_setter().units(body)
    assert units == ("见注1。", "题", "引文", "甲", "乙", "头", "尾", "1", "", "a\n  b", "注文")
    assert units_set(galley(*body)) == {number: "".join(text.split()) for number, text in enumerate(units) if text}


def test_equal_requests_share_one_galley() -> None:
    setter = han_setter()
    body = (paragraph(FIRST),)
    assert setter.galley(body, 117.0, piece="p") is setter.galley(body, 117.0, Cut(0, 0), piece="p")
    assert setter.galley(body, 180.0, piece="p") is not setter.galley(body, 117.0, piece="p")


# --- subheads, spare rows ---


def test_a_subhead_has_a_spare_row_above_and_never_closes_a_column() -> None:
    made = galley(paragraph("一。"), Subhead(2, inlines("一块黑板")), paragraph("二。"))
    spare, head = made.strips[1:3]
    assert (spare.is_spare, spare.elements, spare.may_close) == (True, (), False)
    assert (head.rows, head.may_close, head.is_body, head.start, head.end) == (1, False, False, Cut(1, 0), Cut(1, 4))
    (block,) = _blocks(head)
    assert block.role == "subhead"
    assert block.lines[0].segments[0].x == pytest.approx((117 - 4 * 10) / 2)


def test_no_spare_row_at_either_end_nor_two_together() -> None:
    made = galley(Subhead(2, inlines("题")), CodeBlock("x"), table(("头",), ("格",)), Rule())
    spares = [strip.is_spare for strip in made.strips]
    assert not spares[0]
    assert not spares[-1]
    assert all(not (one and two) for one, two in itertools.pairwise(spares))


def test_a_rule_is_a_spare_row_with_a_short_stroke_in_the_middle() -> None:
    (rule,) = [strip for strip in galley(paragraph("一。"), Rule(), paragraph("二。")).strips if strip.is_spare]
    (stroke,) = rule.elements
    assert isinstance(stroke, Stroke)
    assert stroke.x + stroke.length / 2 == pytest.approx(117 / 2)


# --- what is set apart ---


def test_quotations_are_set_in_and_in_another_face() -> None:
    (narrow,) = blocks_of(galley(Quote((paragraph("江"),))))
    (wide,) = blocks_of(galley(Quote((paragraph("江"),)), em=27))
    assert (narrow.role, narrow.x, narrow.width) == ("quote", 9.0, 108.0)
    assert (wide.x, wide.width) == (18.0, 27 * 9 - 36)
    assert narrow.lines[0].segments[0].style.face == "body-em"


def test_list_marks_hang_beside_the_text() -> None:
    made = galley(ListBlock(False, 1, True, ((paragraph("江" * 20),), (paragraph("城"),))))
    mark, first, rest, second_mark, second = blocks_of(made)
    assert [mark.lines[0].text, second_mark.lines[0].text] == ["•", "•"]
    assert (mark.x, first.x, first.width, rest.x, second.x) == (0.0, 9.0, 108.0, 9.0, 9.0)
    assert (mark.lines[0].unit, first.lines[0].segments[0].x) == (-1, 0.0)
    numbered = [block.lines[0].text for block in blocks_of(galley(ListBlock(True, 9, True, ((paragraph("甲"),),) * 2)))]
    assert numbered == ["9.", "甲", "10.", "甲"]


def test_the_rest_of_a_cut_list_item_has_no_mark() -> None:
    made = galley(ListBlock(False, 1, True, ((paragraph("江" * 20),),)), start=Cut(0, 5))
    assert [block.role for block in blocks_of(made)] == ["list", "list"]
    assert "•" not in "".join(strip_texts(made))


def test_a_tables_rows_are_strips_with_rules_between() -> None:
    made = galley(table(("线路", "首班"), ("31路", "6:00"), ("文渡渡轮", "5:40")))
    assert strip_texts(made) == ["线路／首班", "31路／6:00", "文渡渡轮／5:40"]
    assert [strip.may_open for strip in made.strips] == [True, False, False]
    left, right = _blocks(made.strips[1])
    assert left.x == 0
    assert right.x + right.width == pytest.approx(117.0)
    line = right.lines[0]
    assert line.width == pytest.approx(right.width), "right-aligned"
    strokes = [[e.y for e in strip.elements if isinstance(e, Stroke)] for strip in made.strips]
    assert strokes == [[0.0, 12.0], [12.0], [12.0]]


def test_cells_wrap_in_their_column() -> None:
    made = galley(table(("线路", "说明"), ("渡轮", "15分钟一班，先跑两个星期，看过客流再定")))
    assert made.strips[1].rows >= 2
    for block in blocks_of(made):
        assert all(line.width <= block.width + 0.01 for line in block.lines)


def test_short_cells_keep_to_one_line_while_long_ones_wrap() -> None:
    matches = ("19日 9:00", "白鹭港", "公交公司队对文渡船工队，胜者进入决赛，负者争第三名")
    made = galley(table(("时间", "赛场", "对阵"), matches))
    when, where, who = _blocks(made.strips[1])
    assert [len(block.lines) for block in (when, where)] == [1, 1]
    assert len(who.lines) > 2
    assert who.width > when.width, "what is longest has most of the room"


def test_a_table_short_of_room_is_set_smaller_before_its_cells_wrap() -> None:
    wide, narrow = ("公共交通线", "一号线路", "5:40", "23:1"), ("公交", "线", "5:40", "23:1")
    for row, size in ((narrow, 8.0), (wide, 7.5)):
        made = galley(table(row, row))
        assert [strip.rows for strip in made.strips] == [1, 1]
        assert {block.lines[0].segments[0].style.size for block in blocks_of(made)} == {size}


def test_a_cell_is_divided_after_a_comma_before_a_date_is() -> None:
    made = galley(table(("科目", "时间", "考场"), ("钢琴、二胡", "20日 18:30", "三楼画室")), em=11)
    cells = [[line.text for line in block.lines] for block in _blocks(made.strips[1])]
    assert cells == [["钢琴、", "二胡"], ["20日 18:30"], ["三楼画室"]]


def test_verses_begin_below_each_other_from_any_cut() -> None:
    verses = Paragraph((Text("江水天天过"), LineBreak(), Text("报纸天天来"), LineBreak(), Text("桥上有人等着看")))
    starts = [block.lines[0].segments[0].x for block in blocks_of(galley(verses))]
    assert starts == [18.0, 18.0, 18.0]
    rest = blocks_of(galley(verses, start=Cut(0, 6)))
    assert [block.lines[0].segments[0].x for block in rest] == [18.0, 18.0]
    rest = blocks_of(galley(verses, start=Cut(0, 8)))
    assert [block.lines[0].segments[0].x for block in rest] == [0.0, 18.0], "the rest of a verse has none"


def test_a_table_too_wide_becomes_lines_of_label_and_value() -> None:
    heads = tuple(f"头{number}" for number in range(8))
    row = tuple(f"值{number}" for number in range(8))
    made = galley(table(heads, row, row))
    assert [strip.rows for strip in made.strips] == [8, 8]
    assert strip_texts(made)[0].startswith("头0／值0／头1／值1")
    assert strip_texts(made)[1].startswith("头0／值0／头1／值1")
    assert units_set(made) == dict(enumerate((*heads, *row, *row)))


def test_a_long_table_may_be_parted_but_not_at_its_ends() -> None:
    made = galley(table(("头",), *[(f"{number}",) for number in range(20)]))
    opens = [strip.may_open for strip in made.strips]
    assert opens[:3] == [True, False, True]
    assert opens[-2:] == [True, False]
    assert made.strips[0].may_close is False


def test_a_box_carries_its_ground_in_every_strip() -> None:
    made = galley(FactBox("渡轮遇雾怎么办", (paragraph("江" * 20),)))
    heights = [sum(e.height for e in strip.elements if isinstance(e, Frame)) for strip in made.strips]
    assert heights == [6.0, *[strip.rows * 12.0 for strip in made.strips[1:-1]], 6.0]
    assert [block.role for block in blocks_of(made)][:2] == ["box-title", "box"]
    assert all(block.x == 9.0 and block.width == 99.0 for block in blocks_of(made))
    assert [strip.may_close for strip in made.strips][:2] == [False, False]
    assert not any(strip.may_open for strip in made.strips[1:])
    placed = [e for e in stack(made.strips, 0.0, 0.0, HAN_GRID) if isinstance(e, Frame)]
    assert [(frame.y, frame.height) for frame in placed] == [(6.0, sum(heights))]


def test_a_long_box_may_be_parted_in_the_middle() -> None:
    made = galley(FactBox("题", tuple(paragraph("江" * 30) for _ in range(8))))
    assert any(strip.may_open for strip in made.strips[4:-4])
    assert not any(strip.may_open for strip in (*made.strips[1:4], *made.strips[-3:]))


def test_code_keeps_its_white_space_and_goes_on_below() -> None:
    text = "def a():\n    return " + "x" * 40 + "\n\nend"
    made = galley(CodeBlock(text))
    lines = list(lines_of(made))
    assert "".join(line.text for line in lines) == text.replace("\n", "")
    assert lines[1].text.startswith("    return")
    assert all(line.width <= 117.0 for line in lines)
    assert [line.start for line in lines[1:]] == [line.end for line in lines[:-1]]


def test_footnotes_stand_small_below_a_short_rule() -> None:
    made = galley(paragraph("完。"), Footnotes(((1, (paragraph("注文。"),)), (2, (paragraph("又一注。"),)))))
    rule, first, _ = made.strips[1:]
    assert isinstance(rule.elements[0], Stroke)
    assert not rule.may_close
    number, note = _blocks(first)
    assert (number.lines[0].text, note.lines[0].segments[0].style.size, note.role) == ("1", 8.0, "footnote")


# --- stacking ---


def test_lines_of_running_text_are_stacked_into_one_block() -> None:
    made = galley(paragraph(FIRST), Subhead(2, inlines("题")), paragraph(SECOND))
    blocks = [element for element in stack(made.strips, 100.0, 50.0, HAN_GRID) if isinstance(element, TextBlock)]
    assert [block.role for block in blocks] == ["body", "subhead", "body"]
    assert [len(block.lines) for block in blocks] == [3, 1, 3]
    assert [(block.x, block.y) for block in blocks] == [(100.0, 50.0), (100.0, 98.0), (100.0, 110.0)]


def test_a_head_below_two_spare_rows_stands_between_its_rows() -> None:
    first, spare, head, *rest = galley(paragraph(FIRST), Subhead(2, inlines("题")), paragraph(SECOND)).strips[2:]
    one = stack((first, spare, head, *rest), 0.0, 0.0, HAN_GRID)
    two = stack((first, spare, spare, head, *rest), 0.0, 0.0, HAN_GRID)
    tops = [[element.y for element in made if isinstance(element, TextBlock)] for made in (one, two)]
    assert tops == [[0.0, 24.0, 36.0], [0.0, 30.0, 48.0]], (
        "one and a half rows above, a half below; the text on the grid"
    )
    several = stack((spare, spare, head, head, *rest), 0.0, 0.0, HAN_GRID)
    assert [e.y for e in several if isinstance(e, TextBlock)][:2] == [18.0, 30.0]
