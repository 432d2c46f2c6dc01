"""The text of a body as blocks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.content.body_blocks import PhotoMark, parse_body
from broadsheet.content.inline_text import plain_text, without_end, without_start
from broadsheet.content.links import BadTarget, LinkTarget, judge_target
from broadsheet.diagnostics import Diagnostic, Location
from broadsheet.model import (
    Block,
    Code,
    CodeBlock,
    FactBox,
    FootnoteMark,
    Footnotes,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Subhead,
    Table,
    Text,
)

PATH = "content/issues/2026/2026-11-24/01/bridge.md"


def inline(run: Inline) -> str:
    match run:
        case Text(text):
            return text
        case Styled(style, children):
            return f"<{style}>{line(children)}</{style}>"
        case Code(text):
            return f"`{text}`"
        case LineBreak():
            return "/"
        case FootnoteMark(number):
            return f"^{number}"
        case Link(kind, target, children):
            return f"<{kind} {target}>{line(children)}</>"


def line(runs: Iterable[Inline]) -> str:
    return "".join(map(inline, runs))


def shown(block: Block | PhotoMark) -> str:
    """A block in one line: paragraphs as they are, all else by name."""
    match block:
        case Paragraph(inlines):
            return line(inlines)
        case Subhead(level, inlines):
            return f"h{level}({line(inlines)})"
        case Quote(blocks):
            return f"quote({several(blocks)})"
        case ListBlock(ordered, start, tight, items):
            name = (f"from {start}" if ordered else "list") + ("" if tight else " loose")
            return f"{name}({'; '.join(map(several, items))})"
        case Table(alignments, head, rows):
            cells = "; ".join(" | ".join(map(line, row)) for row in (head, *rows))
            return f"table[{','.join(alignments)}]({cells})"
        case CodeBlock(text):
            return f"code({text})"
        case Rule():
            return "rule"
        case FactBox(title, blocks):
            return f"box {title}({several(blocks)})"
        case Footnotes(notes):
            return f"notes({'; '.join(f'{number}: {several(blocks)}' for number, blocks in notes)})"
        case PhotoMark(src, alt, title):
            return f"photo({src}|{alt}|{title})"
        case _:
            raise AssertionError(block)


def several(blocks: Iterable[Block | PhotoMark]) -> str:
    return ", ".join(map(shown, blocks))


def parsed(text: str, language: str = "zh-Hans", **more: frozenset[str]) -> tuple[list[str], tuple[Diagnostic, ...]]:
    body, diagnostics = parse_body(text, path=PATH, first_line=5, language=language, **more)
    return [shown(block) for _, block in body.blocks], diagnostics


def sound(text: str, language: str = "zh-Hans") -> list[str]:
    blocks, diagnostics = parsed(text, language)
    assert diagnostics == ()
    return blocks


def faults(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(fault.code, fault.location.line, fault.location.column) for fault in parsed(text)[1]]


# --- emphasis -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**真，**她", "<strong>真，</strong>她"),
        ("她说**“真”**了", "她说<strong>“真”</strong>了"),
        ("**“真”**她", "<strong>“真”</strong>她"),
        ("**真**，她", "<strong>真</strong>，她"),
        ("“**真**”", "“<strong>真</strong>”"),
        ("前**《书》**后", "前<strong>《书》</strong>后"),
        ("*（真）*她", "<em>（真）</em>她"),
        ("他说**(真)**她", "他说<strong>(真)</strong>她"),
        ("他**加粗(括号)**后", "他<strong>加粗(括号)</strong>后"),
        ("真——**假……**后", "真——<strong>假……</strong>后"),
        ("~~删，~~后", "<s>删，</s>后"),
        ("***甲***乙", "<em><strong>甲</strong></em>乙"),
        ("**甲*乙*丙**", "<strong>甲<em>乙</em>丙</strong>"),
        ("a **b,** c", "a <strong>b,</strong> c"),
        ("2*3*4=24", "2<em>3</em>4=24"),
        # no emphasis
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("file_name_here", "file_name_here"),
        ("她__真__她", "她__真__她"),
        ("**甲", "**甲"),
        (r"\*甲\*", "*甲*"),
        ("10~20度，30~40度", "10~20度，30~40度"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert sound(text) == [expected]


def test_a_style_inside_itself_adds_nothing() -> None:
    assert sound("**甲 **乙** 丙**") == ["<strong>甲 乙 丙</strong>"]


# --- lines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("汉\n字", "zh-Hans", "汉字"),
        ("汉，\n字", "zh-Hans", "汉，字"),
        ("字——\n字", "zh-Hans", "字——字"),
        ("说：\n“字”", "zh-Hans", "说：“字”"),
        ("かな\nカナ", "ja", "かなカナ"),
        ("**汉**\n字", "zh-Hans", "<strong>汉</strong>字"),
        ("汉\n**字**", "zh-Hans", "汉<strong>字</strong>"),
        # the space stays
        ("汉\nabc", "zh-Hans", "汉 abc"),
        ("abc\n汉", "zh-Hans", "abc 汉"),
        ("abc\ndef", "en", "abc def"),
        ("한국\n어", "ko", "한국 어"),
        ("汉“\n字", "en", "汉“ 字"),
        # hard breaks
        ("甲  \n乙", "zh-Hans", "甲/乙"),
        ("甲\\\n乙", "zh-Hans", "甲/乙"),
    ],
)
def test_line_breaks(text: str, language: str, expected: str) -> None:
    assert sound(text, language) == [expected]
    assert sound(text.replace("\n", "\r\n"), language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("　　一\n　　二", ["一", "二"]),
        ("　一\n二\n　三", ["一二", "三"]),
        ("一\n　　二", ["一", "二"]),
        ("　　\n一", ["一"]),
        ("　　**一**", ["<strong>一</strong>"]),
        ("　　![图](a.jpg)", ["photo(a.jpg|图|)"]),
        ("> 　　引\n> 　　引", ["quote(引, 引)"]),
        ("- 条\n　　段", ["list(条)", "段"]),
        ("一　二", ["一　二"]),
        ("　　## 不是小标题", ["## 不是小标题"]),
    ],
)
def test_a_full_width_space_begins_a_paragraph(text: str, expected: list[str]) -> None:
    assert sound(text) == expected


@pytest.mark.parametrize("text", ["    四格", "\t跳格", "一\n\n    四格"])
def test_no_code_by_indents(text: str) -> None:
    assert not any(block.startswith("code") for block in sound(text))


def test_no_underlined_headings() -> None:
    assert sound("标题\n===") == ["标题 ==="]
    assert sound("一\n---\n二") == ["一", "rule", "二"]


def test_blocks_know_their_lines() -> None:
    body, _ = parse_body("一\n\n> 二\n\n![图](a.jpg)\n", path=PATH, first_line=5, language="zh-Hans")
    assert [number for number, _ in body.blocks] == [5, 7, 9]


# --- other blocks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 小标题", "h2(小标题)"),
        ("###### 六", "h6(六)"),
        ("#标签", "#标签"),
        ("- 甲\n- 乙", "list(甲; 乙)"),
        ("- 甲\n\n- 乙", "list loose(甲; 乙)"),
        ("3. 甲\n4. 乙", "from 3(甲; 乙)"),
        ("0. 甲", "from 0(甲)"),
        ("1) 甲\n2) 乙", "from 1(甲; 乙)"),
        ("- 甲\n  1. 乙\n     - 丙", "list(甲, from 1(乙, list(丙)))"),
        ("> 甲\n>\n> > 乙", "quote(甲, quote(乙))"),
        ("> - 甲\n>   ## 乙", "quote(list(甲, h2(乙)))"),
        ("```\n甲\n  *乙*\n```", "code(甲\n  *乙*)"),
        ("***", "rule"),
        ("1、甲", "1、甲"),
        ("2026.11.24", "2026.11.24"),
    ],
)
def test_blocks(text: str, expected: str) -> None:
    assert sound(text) == [expected]


def test_a_first_level_heading_is_an_error() -> None:
    assert parsed("一\n\n# 标题")[0] == ["一", "h2(标题)"]
    assert faults("一\n\n# 标题") == [("heading-in-body", 7, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 甲 | 乙 |\n|:-|-:|\n| 1 | **2** |", "table[left,right](甲 | 乙; 1 | <strong>2</strong>)"),
        ("甲 | 乙\n:-: | -\n1 | 2", "table[center,](甲 | 乙; 1 | 2)"),
        ("|甲|乙|\n|-|-|\n|1|", "table[,](甲 | 乙; 1 | )"),
        ("|甲|\n|-|", "table[](甲)"),
        ("|甲|\n|-|\n|1\\|2|", "table[](甲; 1|2)"),
        ("甲|乙", "甲|乙"),
    ],
)
def test_tables(text: str, expected: str) -> None:
    assert sound(text) == [expected]


def test_a_row_longer_than_the_head() -> None:
    assert faults("|甲|\n|-|\n|1|2|") == [("long-table-row", 7, 1)]
    assert faults("> |甲|\n> |-|\n> |1|2|") == [("long-table-row", 7, 1)]


# --- footnotes ------------------------------------------------------------------------------------------------------


def test_footnotes_are_numbered_by_mention_and_stand_last() -> None:
    text = "一[^b]二[^a]三[^b]\n\n[^a]: 甲[^c]\n[^b]: 乙\n\n末段\n\n[^c]: 丙"
    assert sound(text) == ["一^1二^2三^1", "末段", "notes(1: 乙; 2: 甲^3; 3: 丙)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一[^1]\n\n[^1]: 甲\n\n    乙", ["一^1", "notes(1: 甲, 乙)"]),
        ("|甲[^1]|\n|-|\n\n[^1]: 注", ["table[](甲^1)", "notes(1: 注)"]),
        ("- 条[^1]\n\n[^1]: 注", ["list(条^1)", "notes(1: 注)"]),
        (":::box 题\n甲[^1]\n:::\n\n[^1]: 注", ["box 题(甲^1)", "notes(1: 注)"]),
    ],
)
def test_footnotes_in_blocks(text: str, expected: list[str]) -> None:
    assert sound(text) == expected


@pytest.mark.parametrize(
    ("text", "blocks", "fault"),
    [
        ("一[^x]二", ["一[^x]二"], ("unknown-footnote", 5, 2)),
        ("一\n\n[^x]: 注", ["一", "注"], ("unused-footnote", 7, 1)),
        ("一[^x]\n\n[^x]: 甲\n\n[^x]: 乙", ["一^1", "乙", "notes(1: 甲)"], ("repeated-footnote", 9, 1)),
    ],
)
def test_footnotes_that_do_not_fit(text: str, blocks: list[str], fault: tuple[str, int, int | None]) -> None:
    assert parsed(text)[0] == blocks
    assert faults(text) == [fault]


# --- fact boxes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::box 相关链接\n甲\n\n- 乙\n:::\n丙", ["box 相关链接(甲, list(乙))", "丙"]),
        (":::box\n甲\n:::", ["box (甲)"]),
        ("::: box　新闻背景\n　　甲\n　　乙\n:::", ["box 新闻背景(甲, 乙)"]),
        ("一\n:::box 题\n甲\n:::", ["一", "box 题(甲)"]),
        ("::::box 外\n:::box 内\n甲\n:::\n::::", ["box 外(box 内(甲))"]),
        (":::box 题\n```\n:::\n```\n:::", ["box 题(code(:::))"]),
        ("> :::box 题\n> 甲\n> :::\n\n乙", ["quote(box 题(甲))", "乙"]),
        (":::box 题\n|甲|\n|-|\n|1|\n:::", ["box 题(table[](甲; 1))"]),
        (":::box 题\n:::", ["box 题()"]),
    ],
)
def test_fact_boxes(text: str, expected: list[str]) -> None:
    assert sound(text) == expected


@pytest.mark.parametrize(
    ("text", "blocks", "found"),
    [
        (":::box 题\n甲", ["box 题(甲)"], [("unclosed-box", 5, 1)]),
        ("> :::box 题\n> 甲\n\n乙", ["quote(box 题(甲))", "乙"], [("unclosed-box", 5, 1)]),
        ("甲\n\n:::", ["甲", ":::"], [("bad-box", 7, 1)]),
        ("::: note 题", ["::: note 题"], [("bad-box", 5, 1)]),
        ("：：：box 题", ["：：：box 题"], [("bad-box", 5, 1)]),
    ],
)
def test_boxes_that_do_not_fit(text: str, blocks: list[str], found: list[tuple[str, int, None]]) -> None:
    assert parsed(text)[0] == blocks
    assert faults(text) == found


# --- raw HTML -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["<b>粗</b>", "<div>", "<!-- 注 -->", "甲<br>乙", "<script>x()</script>", "<!-- 注", "<?php ?>"]
)
def test_raw_html_is_text(text: str) -> None:
    blocks, diagnostics = parsed(text)
    assert blocks == [text]
    assert {fault.code for fault in diagnostics} <= {"raw-html"}
    assert diagnostics or text == "<?php ?"


def test_raw_html_is_told_once_a_line() -> None:
    assert faults("甲<b>乙</b>\n丙<i>丁</i>") == [("raw-html", 5, 2), ("raw-html", 6, 2)]


@pytest.mark.parametrize(("text", "expected"), [("a < b", "a < b"), ("&lt;b&gt;", "<b>"), (r"\<b>", "<b>")])
def test_a_plain_bracket_is_no_html(text: str, expected: str) -> None:
    assert sound(text) == [expected]


# --- photos ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('![桥](bridge.jpg "大桥。王五 摄")', ["photo(bridge.jpg|桥|大桥。王五 摄)"]),
        ("![桥](../01/bridge.jpg)", ["photo(../01/bridge.jpg|桥|)"]),
        ("![](<the bridge.jpg>)", ["photo(the bridge.jpg||)"]),
        ("![a](a%20b.jpg)", ["photo(a b.jpg|a|)"]),
        ("![a](a.jpg)\n![b](b.jpg)", ["photo(a.jpg|a|)", "photo(b.jpg|b|)"]),
        ("![**粗**体](a.jpg)", ["photo(a.jpg|粗体|)"]),
    ],
)
def test_photos(text: str, expected: list[str]) -> None:
    assert sound(text) == expected


@pytest.mark.parametrize(
    ("text", "blocks", "fault"),
    [
        ("甲![桥](a.jpg)乙", ["甲乙", "photo(a.jpg|桥|)"], ("photo-in-text", 5, 2)),
        ("- ![桥](a.jpg)", ["photo(a.jpg|桥|)"], ("photo-in-text", 5, 3)),
        (":::box 题\n![桥](a.jpg)\n:::", ["box 题()", "photo(a.jpg|桥|)"], ("photo-in-text", 6, 1)),
        ("![桥](a b.jpg)", ["![桥](a b.jpg)"], ("bad-link", 5, 1)),
    ],
)
def test_photos_out_of_place(text: str, blocks: list[str], fault: tuple[str, int, int]) -> None:
    assert parsed(text)[0] == blocks
    assert faults(text) == [fault]


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见[桥](02)。", "见<ref 02>桥</>。"),
        ("[桥](2026-11-23-evening/A2/bridge)", "<ref 2026-11-23-evening/A2/bridge>桥</>"),
        ("[**桥**](02/大桥)", "<ref 02/大桥><strong>桥</strong></>"),
        ("<https://example.org/>", "<web https://example.org/>https://example.org/</>"),
        ("[桥][b]\n\n[b]: 02/bridge", "<ref 02/bridge>桥</>"),
        ("[B]\n\n[b]: 02/bridge", "<ref 02/bridge>B</>"),
        ("https://example.org/", "https://example.org/"),
        # in Chinese copy square brackets are text
        ("[问]：今天几点开门", "[问]：今天几点开门"),
        ("[问]: 今天几点开门", "[问]: 今天几点开门"),
        ("[单价]: 3.5元/斤", "[单价]: 3.5元/斤"),
    ],
)
def test_links(text: str, expected: str) -> None:
    assert sound(text) == [expected]


FILES = frozenset({"content/issues/2026/2026-11-24/01/Plan.pdf", "content/issues/2026/2026-11-24/02/map.pdf"})


@pytest.mark.parametrize(
    ("written", "kind", "target"),
    [
        ("02", "ref", "02"),
        ("a2/flood", "ref", "a2/flood"),
        ("04-05", "ref", "04-05"),
        ("2026-11-23/01/x", "ref", "2026-11-23/01/x"),
        ("02/%E6%A1%A5", "ref", "02/桥"),
        ("plan.pdf", "file", "content/issues/2026/2026-11-24/01/Plan.pdf"),
        ("../02/map.pdf", "file", "content/issues/2026/2026-11-24/02/map.pdf"),
        ("HTTPS://example.org/桥", "web", "HTTPS://example.org/%E6%A1%A5"),
        ("mailto:desk@example.org", "web", "mailto:desk@example.org"),
    ],
)
def test_targets(written: str, kind: str, target: str) -> None:
    judged = judge_target(written, path=PATH, files=FILES)
    assert isinstance(judged, LinkTarget)
    assert (judged.kind, judged.target) == (kind, target)


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.b",
        "//example.org",
        "/etc/passwd",
        "#top",
        "?q",
        "\\\\host",
        "",
        " ",
        "../../../../../etc/passwd",
        "http://",
        "mailto:nobody",
        "none.pdf",
        "02-bridge.md",
        "..%2F..%2F..%2F..%2F..%2Fetc/passwd",
    ],
)
def test_targets_that_are_not_allowed(written: str) -> None:
    assert isinstance(judge_target(written, path=PATH, files=FILES), BadTarget)


def test_a_bad_link_leaves_its_text() -> None:
    blocks, diagnostics = parsed("见[**桥**](javascript:x)。")
    assert blocks == ["见<strong>桥</strong>。"]
    assert [(fault.code, fault.severity, str(fault.location)[-4:]) for fault in diagnostics] == [
        ("bad-link", "warning", ":5:2")
    ]


def test_a_link_to_a_manuscript_is_told_what_to_write() -> None:
    judged = judge_target("../02/03-bridge.md", path=PATH, files=FILES)
    assert isinstance(judged, BadTarget)
    assert judged.hint == "write 02/bridge"


# --- nothing is lost ------------------------------------------------------------------------------------------------

HAN = "大桥江水船岸灯雨"
MARKUP = (
    *("**", "*", "~~", "~", "_", ">", "-", "1.", "##", "#", "|", ":::box", ":::", "[", "]", "](02)", "![", "](a.jpg)"),
    *("[^1]", "[^1]:", "\\", "<b>", "<!--", "&", "——", "，", "（", "）", " ", "    ", "　", "\t"),
    *("\n", "\n\n", "  \n", "\n|-|\n", "\n> ", "\n- ", "\n1. "),
)


def han(text: str) -> str:
    return "".join(char for char in text if char in HAN)


def everything(blocks: Iterable[Block | PhotoMark]) -> str:
    return "".join(map(shown, blocks))


@given(st.lists(st.sampled_from([*HAN, *MARKUP]), max_size=40).map("".join))
def test_every_han_character_comes_through(text: str) -> None:
    assume("~~~" not in text)  # what follows a fence is the name of a language
    body, diagnostics = parse_body(text, path=PATH, first_line=1, language="zh-Hans")
    kept = han(everything(block for _, block in body.blocks))
    if any(fault.code == "long-table-row" for fault in diagnostics):
        return  # an error that stops the build
    assert sorted(kept) == sorted(han(text))


@given(st.text(alphabet="大桥江ab，。“”（）—…　 \n", max_size=60))
def test_plain_copy_stays_in_order(text: str) -> None:
    body, diagnostics = parse_body(text, path=PATH, first_line=1, language="zh-Hans")
    assert diagnostics == ()
    kept = "".join(plain_text(block.inlines) for _, block in body.blocks if isinstance(block, Paragraph))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    parse_body(text, path=PATH, first_line=1, language="zh-Hans")


@pytest.mark.parametrize("text", ["> " * 500 + "深", "- " * 500 + "深", "*" * 5000 + "深", "[" * 3000 + "深"])
def test_depth_is_bounded(text: str) -> None:
    body, _ = parse_body(text, path=PATH, first_line=1, language="zh-Hans")
    assert "深" in everything(block for _, block in body.blocks)


# --- runs shortened -------------------------------------------------------------------------------------------------

LINK = Link("ref", "02", (Text("三"),), Location(PATH))
RUNS = (Text("一"), Styled("strong", (Text("二 "), LINK)), FootnoteMark(1), Text("四"))


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, "一<strong>二 <ref 02>三</></strong>^1四"),
        (1, "一<strong>二 <ref 02>三</></strong>^1"),
        (2, "一<strong>二</strong>^1"),
        (4, "一^1"),
        (5, "^1"),
    ],
)
def test_runs_without_their_end(length: int, expected: str) -> None:
    assert line(without_end(RUNS, length)) == expected


@pytest.mark.parametrize(
    ("length", "expected"),
    [(1, "<strong>二 <ref 02>三</></strong>^1四"), (2, "<strong><ref 02>三</></strong>^1四"), (4, "^1四"), (5, "^1")],
)
def test_runs_without_their_start(length: int, expected: str) -> None:
    assert line(without_start(RUNS, length)) == expected
