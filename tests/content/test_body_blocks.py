"""Plain paragraphs made directly are the very blocks that the parser makes, with the same faults in the same places."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.content import markdown
from broadsheet.content.body_blocks import parse_body
from broadsheet.content.markdown import parse_markdown
from conftest import REPOSITORY
from paper_site import SITES

SOURCES = sorted(path for root in (REPOSITORY / "content", SITES) for path in root.rglob("*.md") if path.is_file())
WORDS = [
    "大桥通车",
    "本报讯",
    "记者 王五",
    "24日",
    "A word",
    "12.5",
    "。",
    "，",
    "“",
    "”",
    " ",
    "  ",
    "\u3000",
    "\t",
    "\xa0",
    ".",
]
MARKS = [
    "**",
    "*",
    "_",
    "`",
    "~~",
    "[",
    "]",
    "](02)",
    "![图](a.png)",
    "\\",
    "<b>",
    "&amp;",
    "[^1]",
    "http://a.example/",
    "\\\n",
]
STARTS = [
    "",
    "## ",
    "### ",
    "# ",
    "- ",
    "1. ",
    "2)",
    "> ",
    ">",
    "\u3000\u3000",
    " ",
    "    ",
    "\t",
    ":::",
    "：：：",
    "```",
    "|",
    "=",
    "---",
]
STARTS += [
    "**本报讯** ",
    "\u3000\u3000**本报讯** ",
    "[1]: 02",
    "[^1]: ",
    ":::box 框",
    "+",
    "#",
    "~~~",
    "***",
    "- - -",
    "```",
    "|",
    "=",
    "---",
]
PARAGRAPHS = st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(WORDS + MARKS), max_size=5).map("".join)).map(
    "".join
)
BODIES = st.lists(st.tuples(PARAGRAPHS, st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n", "\n\n\n\n", ""])), max_size=6)


def assert_parsed_alike(text: str) -> None:
    place = {"path": "content/issues/2026/2026-11-24/01/a.md", "first_line": 7, "language": "zh-Hans"}
    assert parse_body(text, **place) == parse_markdown(text, **place)  # type: ignore[arg-type]


@settings(max_examples=800)
@given(BODIES.map(lambda parts: "".join(paragraph + end for paragraph, end in parts)))
@example("**本报讯** 大桥通车。\n\n### 小标题\n\n\u3000\u3000**甲**\u3000乙\n\n")
@example("\n\n正文\n\n\n[链接](nowhere.md)\n")
@example("## \xa0\n\n\u3000\n\n**甲**乙**丙**\n")
@example("1. 甲\n\n   乙\n\n[甲]\n\n[甲]: 02\n")
def test_any_body(text: str) -> None:
    assert_parsed_alike(text)


@settings(max_examples=300)
@given(st.text(alphabet="一二 \n\n\n*_#>-+1.)：:`~[]()!<&\\\u3000\t|^a", max_size=60))
def test_hostile_bodies(text: str) -> None:
    assert_parsed_alike(text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_fixture(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    assert_parsed_alike(text)
    assert_parsed_alike(text.rpartition("\n---\n")[2])


def test_plain_bodies_do_without_the_parser() -> None:
    """The path is taken at all."""
    with patch.object(markdown, "parse_markdown", side_effect=AssertionError):
        parsed, _ = parse_body(
            "**本报讯** 大桥通车。\n\n### 小标题\n\n\u3000\u3000市民上桥，“看一看”。\n",
            path="a.md",
            first_line=3,
            language="zh-Hans",
        )
    assert [line for line, _ in parsed.blocks] == [3, 5, 7]
