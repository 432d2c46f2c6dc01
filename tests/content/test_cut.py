"""A body cut at its jump lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.content.body_blocks import PhotoMark, parse_body
from broadsheet.content.conventions import newsroom
from broadsheet.content.cut import CutPiece, cut_at_jump_lines
from broadsheet.content.inline_text import plain_text
from broadsheet.diagnostics import Diagnostic
from broadsheet.model import Block, FactBox, Footnotes, JumpStatement, ListBlock, Paragraph, Quote, Subhead, Table

PATH = "content/issues/2026/2026-11-24/01/bridge.md"


def cut(
    body: str, page: str = "01", language: str = "zh-Hans", *, ends_here: bool = False, begins_here: bool = False
) -> tuple[tuple[CutPiece, ...], tuple[Diagnostic, ...]]:
    parsed, _ = parse_body(body, path=PATH, first_line=1, language=language)
    return cut_at_jump_lines(
        parsed.blocks,
        newsroom=newsroom(language),
        path=PATH,
        front_page="01",
        page_code=page,
        ends_here=ends_here,
        begins_here=begins_here,
    )


def named(block: Block | PhotoMark) -> str:
    match block:
        case Paragraph(inlines) | Subhead(_, inlines):
            return plain_text(inlines)
        case PhotoMark(src):
            return src
        case FactBox(title, blocks):
            return f"box {title}" + "".join(map(named, blocks))
        case Footnotes(notes):
            return "notes " + " ".join(str(number) for number, _ in notes)
        case other:
            return type(other).__name__


def end(statement: JumpStatement | None) -> str:
    return str(statement.ref) if statement else ""


def shown(piece: CutPiece) -> str:
    """`01> text, text >02`."""
    text = ", ".join(map(named, piece.blocks))
    came, goes = end(piece.continued_from), end(piece.continues_on)
    return (f"{came}> " if came else "") + text + (f" >{goes}" if goes else "")


def pieces(body: str, page: str = "01", language: str = "zh-Hans") -> list[str]:
    found, problems = cut(body, page, language)
    assert problems == ()
    return list(map(shown, found))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一\n\n二", ["一, 二"]),
        ("", [""]),
        # at the end
        ("一（下转第二版）", ["一 >02"]),
        ("一。 (下转第2版)。", ["一。 >02"]),
        ("一\n\n（下转第二版）", ["一 >02"]),
        ("一\n\n下转第二版", ["一 >02"]),
        ("一\n\n　　（紧接第二版）", ["一 >02"]),
        ("一\n（转第二版）", ["一 >02"]),
        ("一**（下转第二版）**", ["一 >02"]),
        ("**一（下转第二版）**", ["一 >02"]),
        # at the beginning
        ("（上接第一版）一", ["01> 一"]),
        ("(上接1版) 一", ["01> 一"]),
        ("（上接第一版）\n\n一", ["01> 一"]),
        ("上接第一版\n\n一", ["01> 一"]),
        ("（紧接第一版）一", ["01> 一"]),
        ("（接第一版）\n一", ["01> 一"]),
        ("**（上接第一版）**一", ["01> 一"]),
        # both
        ("（上接第一版）一（下转第三版）", ["01> 一 >03"]),
        ("（紧接第一版）一（紧接第三版）", ["01> 一 >03"]),
        ("（上接第一版）\n\n一\n\n（下转第三版）", ["01> 一 >03"]),
        # between
        ("一\n\n（下转第二版）\n\n二", ["一 >02", "二"]),
        ("一（下转第二版）\n\n二", ["一 >02", "二"]),
        ("一\n\n（紧接第二版）\n\n二", ["一 >02", "二"]),
        ("一\n\n（下转第二版）\n\n（上接第一版）\n\n二", ["一 >02", "01> 二"]),
        ("一（下转第二版）\n\n（上接第一版）二", ["一 >02", "01> 二"]),
        ("一\n\n（紧接第二版）\n\n（紧接第一版）\n\n二", ["一 >02", "01> 二"]),
        ("一（下转第二版）\n\n二（下转第五版）\n\n三", ["一 >02", "二 >05", "三"]),
        (
            "一（下转第二版）\n\n（上接第一版）二（下转第五版）\n\n（上接第二版）三",
            ["一 >02", "01> 二 >05", "02> 三"],
        ),
        # a title of the tail, photos and boxes beside the lines
        ("一（下转第二版）\n\n## 续\n\n二", ["一 >02", "续, 二"]),
        ("一（下转第二版）\n\n![图](a.jpg)\n\n（上接第一版）二", ["一 >02", "01> a.jpg, 二"]),
        ("一（下转第二版）\n\n![图](a.jpg)", ["一, a.jpg >02"]),
        ("一（下转第二版）\n\n:::box 题\n甲\n:::", ["一, box 题甲 >02"]),
        ("![图](a.jpg)\n\n（上接第一版）一", ["01> a.jpg, 一"]),
        (":::box 题\n甲\n:::\n\n（上接第一版）一", ["01> box 题甲, 一"]),
        ("- 条\n\n（下转第二版）", ["ListBlock >02"]),
        ("一（下转第二版）\n\n- 条", ["一 >02", "ListBlock"]),
        # words that only look like it
        ("一（详见第二版）\n\n二", ["一（详见第二版）, 二"]),
        ("一（下转第二版）二", ["一（下转第二版）二"]),
        ("> （下转第二版）\n\n一", ["Quote, 一"]),
        (":::box 题\n（下转第二版）\n:::\n\n一", ["box 题（下转第二版）, 一"]),
    ],
)
def test_pieces(body: str, expected: list[str]) -> None:
    assert pieces(body) == expected


def test_letters_are_those_of_the_piece() -> None:
    body = "一（下转B1版）\n\n（上接A1版）二（下转2版）\n\n（上接1版）三"
    assert pieces(body, "A1") == ["一 >B1", "A1> 二 >B2", "B1> 三"]


def test_a_piece_may_come_from_a_spread() -> None:
    assert pieces("一（下转第六版）\n\n（上接第五版）二", "04-05") == ["一 >06", "05> 二"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One (Continued on page A2)\n\n(Continued from page A1)\n\nTwo", ["One >A2", "A1> Two"]),
        ("One\n\nContinued on page A2\n\nTwo", ["One >A2", "Two"]),
        ("(From Page A1) One", ["A1> One"]),
        # a tentative line ends a text or is part of it
        ("One\n\n(See MARKET, A2)", ["One >A2"]),
        ("One (See MARKET, A2)", ["One >A2"]),
        ("One\n\n(See MARKET, A2)\n\nTwo", ["One, (See MARKET, A2), Two"]),
        ("One (See MARKET, A2)\n\n- Two", ["One (See MARKET, A2), ListBlock"]),
        ("(See MARKET, A2)", ["(See MARKET, A2)"]),
        ("One (See page A2)", ["One (See page A2)"]),
    ],
)
def test_english_pieces(body: str, expected: list[str]) -> None:
    assert pieces(body, "A1", "en") == expected


def test_lines_can_be_switched_off() -> None:
    body = "（上接第一版）一（下转第三版）"
    assert [shown(piece) for piece in cut(body, ends_here=True)[0]] == ["01> 一（下转第三版）"]
    assert [shown(piece) for piece in cut(body, begins_here=True)[0]] == ["（上接第一版）一 >03"]
    assert cut(body, begins_here=True)[1] == ()


@pytest.mark.parametrize(
    ("body", "expected", "line"),
    [
        ("（下转第二版）\n\n一", ["（下转第二版）, 一"], 1),
        ("（下转第二版）", ["（下转第二版）"], 1),
        ("一\n\n（上接第一版）\n\n二", ["一, （上接第一版）, 二"], 3),
        ("一\n\n（上接第一版）二", ["一, （上接第一版）二"], 3),
        ("一（下转第二版）\n\n（上接第三版）二", ["一 >02", "（上接第三版）二"], 3),
        ("一（下转第二版）\n\n（上接11月23日第一版）二", ["一 >02", "（上接11月23日第一版）二"], 3),
        ("一（下转第二版）\n\n（下转第三版）\n\n二", ["一 >02", "（下转第三版）, 二"], 3),
        ("一（下转第二版）\n\n（上接第一版）", ["一, （上接第一版） >02"], 3),
        ("（上接第一版）\n\n（上接第一版）\n\n一", ["01> （上接第一版）, 一"], 3),
        ("一（下转11月25日第二版）\n\n二", ["一（下转11月25日第二版）, 二"], 1),
    ],
)
def test_lines_that_state_something_impossible_stay(body: str, expected: list[str], line: int) -> None:
    found, problems = cut(body)
    assert list(map(shown, found)) == expected
    assert [(fault.code, fault.severity, fault.location.line) for fault in problems] == [
        ("ambiguous-jump-line", "error", line)
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("（上接第1版①）\n\n一", 1),
        ("（上接第1版①）一", 1),
        ("一（下转第2、3版）", 1),
        ("一\n\n下转第二版▲", 3),
        ("（下转第二版）一", 1),
        ("一（上接第一版）", 1),
    ],
)
def test_lines_that_are_not_understood_stay_and_are_told(body: str, line: int) -> None:
    (piece,), (problem,) = cut(body, "02")
    assert "".join(text_of(piece.blocks)) == body.replace("\n", "")
    assert (problem.code, problem.severity, problem.location.line) == ("unread-jump-line", "warning", line)
    assert cut(body, "02", begins_here=True, ends_here=True)[1] == ()


def test_no_colon_of_a_line_back_is_left() -> None:
    assert pieces("（上接第一版）：一", "02") == ["01> 一"]


def test_a_cut_to_the_page_it_stands_on() -> None:
    _, (problem,) = cut("一（下转第一版）\n\n二")
    assert problem.code == "ambiguous-jump-line"
    assert "leads to the page it stands on" in problem.message


def test_a_dated_line_at_the_end_is_a_jump() -> None:
    (piece,), problems = cut("一（下转11月25日第二版）")
    assert problems == ()
    assert piece.continues_on is not None
    assert piece.continues_on.date == (11, 25)


# --- footnotes ------------------------------------------------------------------------------------------------------


def test_footnotes_follow_their_marks() -> None:
    body = "一[^1]（下转第二版）\n\n二[^2]\n\n[^1]: 甲[^3]\n\n[^2]: 乙\n\n[^3]: 丙"
    assert pieces(body) == ["一, notes 1 3 >02", "二, notes 2"]


@pytest.mark.parametrize(
    "marked", ["> 二[^1]", "- 二[^1]", "|二[^1]|\n|-|", "**二[^1]**", ":::box 题\n二[^1]\n:::\n\n三"]
)
def test_marks_are_found_in_all_blocks(marked: str) -> None:
    first, second = cut(f"一（下转第二版）\n\n{marked}\n\n[^1]: 甲")[0]
    assert named(second.blocks[-1]) == "notes 1"
    assert "notes" not in shown(first)


def test_a_mark_beside_a_jump_line_is_kept() -> None:
    assert pieces("一（下转第二版）\n\n二\n\n（下转第三版）[^1]\n\n[^1]: 甲") == ["一 >02", "二, , notes 1 >03"]


# --- nothing is lost ------------------------------------------------------------------------------------------------

LINES = (
    *("（下转第二版）", "(上接第一版)", "（紧接第三版）", "（上接第二版）", "（下转第三版）", "（转A2版）"),
    *("（上接11月23日第一版）", "（详见第二版）", "下转第二版", "江面起雾，", "船", "![图](a.jpg)", "**船**"),
    *("\n\n", "\n\n", "\n\n", "\n\n## 水\n\n", "\n\n> 引\n\n"),
)


def words(parts: list[str]) -> str:
    return "".join("".join(parts).split())


def text_of(blocks: tuple[Block | PhotoMark, ...]) -> list[str]:
    texts: list[str] = []
    for part in blocks:
        match part:
            case Paragraph(inlines) | Subhead(_, inlines):
                texts.append(plain_text(inlines))
            case Quote(inner) | FactBox(_, inner):
                texts += text_of(inner)
            case PhotoMark(src):
                texts.append(src)
            case ListBlock() | Table():
                raise AssertionError(part)
    return texts


@given(st.lists(st.sampled_from(LINES), max_size=14).map("".join), st.booleans(), st.booleans())
def test_every_character_is_in_a_piece_or_a_jump_line(body: str, ends_here: bool, begins_here: bool) -> None:
    parsed, _ = parse_body(body, path=PATH, first_line=1, language="zh-Hans")
    found, _ = cut(body, ends_here=ends_here, begins_here=begins_here)
    kept: list[str] = []
    for piece in found:
        kept += [piece.continued_from.text] if piece.continued_from else []
        kept += text_of(piece.blocks)
        kept += [piece.continues_on.text] if piece.continues_on else []
    before = words(text_of(tuple(part for _, part in parsed.blocks)))
    assert sorted(words(kept)) == sorted(before)
    assert all(piece.continues_on is not None for piece in found[:-1])
