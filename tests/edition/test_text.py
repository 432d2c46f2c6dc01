"""Counting characters and making summaries."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.edition import addresses
from broadsheet.edition.text import SUMMARY_LIMIT, count_characters, summarise
from broadsheet.model import FactBox, Footnotes, ListBlock, Paragraph, Quote, Subhead, Table, Text


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_characters_are_letters_and_digits_of_every_part_of_the_body() -> None:
    blocks = (
        paragraph("桥长1126米，walk！"),
        Subhead(2, (Text("小标题"),)),
        ListBlock(False, 1, True, ((paragraph("一项"),),)),
        Table(("", ""), ((Text("头"),), (Text("b"),)), (((Text("9"),), ()),)),
        FactBox("背景", (paragraph("盒子"),)),
        Footnotes(((1, (paragraph("注"),)),)),
    )
    assert count_characters(blocks) == 7 + 4 + 3 + 2 + 3 + 4 + 1


@given(st.text(), st.text())
def test_every_letter_and_digit_counts_once_and_nothing_else(one: str, other: str) -> None:
    counted = sum(character.isalpha() or character.isdecimal() for character in one + other)
    assert count_characters((paragraph(one), Quote((paragraph(other),)))) == counted


def test_figures_that_are_no_digits_do_not_count() -> None:
    assert count_characters((paragraph("第②½页Ⅳ〇_3"),)) == 3


@pytest.mark.parametrize(
    ("paragraphs", "summary"),
    [
        (["短。"], "短。"),
        (["甲" * 40 + "。" + "乙" * 40 + "。" + "丙" * 40 + "。"], "甲" * 40 + "。" + "乙" * 40 + "。"),
        (["他说：“走吧。”然后走了。"], "他说：“走吧。”然后走了。"),
        (["One sentence only.", "Another one."], "One sentence only. Another one."),
        ([], ""),
    ],
)
def test_a_summary_is_whole_sentences(paragraphs: list[str], summary: str) -> None:
    assert summarise(map(paragraph, paragraphs)) == summary


def test_one_endless_sentence_is_cut_at_a_comma() -> None:
    text = "，".join(["水流过桥下"] * 60)
    summary = summarise([paragraph(text)])
    assert summary.endswith("……")
    assert len(summary) < SUMMARY_LIMIT * 1.5
    assert text.startswith(summary.removesuffix("……"))


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_has_a_summary_of_bounded_length(texts: list[str]) -> None:
    summary = summarise(paragraph(text) for text in texts)
    letters = sum(character.isalpha() or character.isdecimal() for character in summary)
    assert letters <= 2 * SUMMARY_LIMIT


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("1", "01", True), ("A2", "a02", True), ("A2", "B2", False), ("04-05", "5", True), ("04-05", "6", False)],
)
def test_page_codes_are_equal_without_leading_zeros(one: str, other: str, same: bool) -> None:
    assert addresses.same_page(one, other) is same


def test_addresses_follow_from_date_page_and_slug() -> None:
    day = dt.date(2026, 11, 24)
    assert addresses.issue_address(day, "evening") == "2026/11/24-evening/index.html"
    assert addresses.piece_address(day, "", "A2", "cafe\u0301") == "2026/11/24/A2/caf\u00e9.html"
