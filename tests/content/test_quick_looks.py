"""The quick looks that spare texts the slow patterns never say no where a pattern would have found something."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.content.conventions import _folded, newsroom
from broadsheet.content.patterns import JumpPattern, NearJump

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "en")


def always_holds(pattern: Iterable[Any], marks: tuple[str, ...]) -> bool:
    """Whether every text that a parsed pattern matches holds one of the marks, as far as its letters alone tell."""
    run = ""
    for operation, value in pattern:
        if operation is op.LITERAL:
            run += chr(value).lower()
            if any(mark in run for mark in marks):
                return True
            continue
        run = ""
        match operation:
            case op.SUBPATTERN | op.ATOMIC_GROUP:
                inner = value[-1] if operation is op.SUBPATTERN else value
                if always_holds(inner, marks):
                    return True
            case op.BRANCH:
                if all(always_holds(branch, marks) for branch in value[1]):
                    return True
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                if value[0] > 0 and always_holds(value[2], marks):
                    return True
            case op.ASSERT:
                if value[0] > 0 and always_holds(value[1], marks):
                    return True
            case op.IN:
                if all(item[0] is op.LITERAL and chr(item[1]).lower() in marks for item in value):
                    return True
    return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_jump_line_holds_a_mark(language: str) -> None:
    room = newsroom(language)
    lines: list[JumpPattern | NearJump] = [*room._jumps, room._near_jump]
    for pattern in (pattern for line in lines for pattern in (line.alone, line.start, line.end)):
        assert always_holds(parser.parse(pattern._source, pattern._flags), room._jump_marks), pattern._source


def test_a_pattern_without_a_mark_is_noticed() -> None:
    assert always_holds(parser.parse("(?:第[0-9]版|头版)"), ("版",))
    assert not always_holds(parser.parse("(?:第[0-9]版|头条)"), ("版",))
    assert not always_holds(parser.parse("(?:版)?面"), ("版",))


WORDS = [
    *(
        "记者",
        "王五",
        "唐　果",
        "通讯员",
        "摄",
        "供图",
        "图",
        "文",
        "本报讯",
        "新华社北京11月24日电",
        "资料图片",
        "摄影",
    ),
    *(
        "２",
        "文／图",
        "报道",
        "撮影",
        "写真",
        "【東京＝",
        "】",
        "新华社发",
        "攝",
        "●",
        "图片来源",
        "市民上桥",
        "Jane Doe",
    ),
    *("（上接第二版）", "下转", "版", "from page", "ｃｏｎｔinued on A2", "Photo by", "File photo", "Courtesy of"),
    *"（）()【】。，：: \u3000\n/",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map("".join)


@settings(max_examples=600)
@given(st.sampled_from(LANGUAGES), TEXTS)
@example("zh-Hans", "大桥通车。（新华社记者 王五 摄）")
@example("zh-Hans", "●本报记者 王五")
def test_outlines_find_all_that_their_forms_find(language: str, text: str) -> None:
    room = newsroom(language)
    folded = _folded(text.strip())
    for credit in room._credits:
        if any(form.search(folded) for form in credit.forms):
            assert credit.outline.search(folded)
    for opening in room._openings:
        if opening.forms[0].match(folded):
            assert opening.outline.match(folded)


@settings(max_examples=300)
@given(st.sampled_from(LANGUAGES), TEXTS)
def test_brackets_where_a_jump_line_stands(language: str, text: str) -> None:
    """The quick look at a text's two ends, and at its marks, against the patterns alone."""
    room = newsroom(language)
    for jump in (*room._jumps, room._near_jump):
        found = {place: getattr(jump, place).search(_folded(text)) for place in ("alone", "start", "end")}
        assert not any(found.values()) or room.may_hold_jump(text)
        assert not found["start"] or text.lstrip()[0] in "（(【[［〔"
        assert not found["end"] or text.rstrip(" 　\n。.：:")[-1] in "）)】]］〕"
