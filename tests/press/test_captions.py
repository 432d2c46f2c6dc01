"""Captions: the credit keeps together and stands where the eye looks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.press.compose.captions import SIZE, Caption, caption_of
from broadsheet.press.compose.material import PressPhoto
from press.typeset_samples import HAN_GRID, LATIN_GRID, han_setter, latin_setter

PHOTO = PressPhoto("content/a.jpg", 3000, 2000, "", "", "", "lead", None, True)


def set_caption(words: str, credit: str, ems: float, *, latin: bool = False) -> Caption:
    grid, setter = (LATIN_GRID, latin_setter()) if latin else (HAN_GRID, han_setter())
    return caption_of(replace(PHOTO, caption=words, credit_line=credit), ems * SIZE, grid, setter)


@pytest.mark.parametrize("count", range(1, 40))
def test_a_credit_is_never_parted_while_a_line_holds_it(count: int) -> None:
    caption = set_caption(("龙舟在清江直道上冲刺" * 4)[:count] + "。", "程一诺 摄", 14)
    assert caption.lines[-1].text.endswith("程一诺 摄")
    assert all(line.width <= 14 * SIZE + 0.01 for line in caption.lines)


def test_a_credit_follows_a_caption_of_one_line_after_an_em() -> None:
    (line,) = set_caption("今天开航", "王五 摄", 20).lines
    assert line.text == "今天开航　王五 摄"
    first, white, name, *_ = line.segments
    assert (first.x + first.width, white.width) == pytest.approx((white.x, SIZE))
    assert name.x == pytest.approx(5 * SIZE)
    (line,) = set_caption("The dam.", "Photo: A. Name", 30, latin=True).lines
    assert line.text == "The dam. Photo: A. Name"
    assert line.segments[1].width == SIZE


def test_a_credit_stands_at_the_right_end_of_the_last_of_several_lines() -> None:
    lines = set_caption("龙舟在清江直道上冲刺，", "王五 摄", 8).lines
    assert [line.text for line in lines] == ["龙舟在清江直道上", "冲刺，　王五 摄"]
    assert lines[-1].width == pytest.approx(8 * SIZE)


def test_a_credit_without_room_has_a_line_of_its_own_flush_right() -> None:
    lines = set_caption("龙舟在清江直道", "王五 摄", 8).lines
    assert [line.text for line in lines] == ["龙舟在清江直道", "王五 摄"]
    assert lines[-1].width == pytest.approx(8 * SIZE)
    assert lines[-1].segments[0].x > 3 * SIZE


def test_of_a_credit_wider_than_the_photo_no_name_is_parted() -> None:
    lines = set_caption("", "程一诺、欧阳晓、司马光、白居易 摄", 6).lines
    assert [line.text for line in lines] == ["程一诺、", "欧阳晓、", "司马光、", "白居易 摄"]


def test_a_photo_may_have_a_caption_or_a_credit_or_neither() -> None:
    assert set_caption("", "", 20).lines == ()
    assert [line.text for line in set_caption("今天", "", 20).lines] == ["今天"]
    assert [line.text for line in set_caption("", "王五 摄", 20).lines] == ["王五 摄"]
