"""Plain lines read directly give the very nodes that libyaml gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.content.located_yaml import plain_mapping
from broadsheet.content.yaml_tree import parse_tree
from broadsheet.diagnostics import Diagnostic
from conftest import REPOSITORY
from content.test_any_input import SETTINGS
from paper_site import SITES

SOURCES = sorted(
    path
    for root in (REPOSITORY / "content", SITES)
    for path in root.rglob("*")
    if path.suffix in (".md", ".yaml") and path.is_file()
)


def reads_alike(text: str) -> bool:
    """Whether the text is read directly; if so, libyaml must see the same and complain of nothing."""
    plain = plain_mapping(text, "x.yaml")
    if plain is None:
        return False
    problems: list[Diagnostic] = []
    tree = parse_tree(text, "x.yaml", problems)
    assert type(tree) is type(plain)
    assert tree == plain
    assert _kinds(tree) == _kinds(plain)
    assert problems == []
    return True


def _kinds(node: object) -> object:
    """The types of a tree's nodes, since tuples of different types can be equal."""
    return (type(node).__name__, [_kinds(item) for item in node]) if isinstance(node, tuple) else type(node).__name__


LINES = st.one_of(
    st.tuples(
        st.sampled_from(["title", "kicker", "photos", "tags", "a_b"]),
        st.one_of(
            st.sampled_from(
                ["标题", "记者 何在", "3", "no", "~", "12:30", "a: b", "a #b", "a#b", "x:", '"q"', "'q'", ""]
            ),
            st.sampled_from(
                ["- a", "[a]", "{a: b}", "*a", "&a b", "!t a", "|", ">", "? a", "a\tb", "a ", "\xa0a", "a\u2028b"]
            ),
            st.text(alphabet="ab一，“”:# -'\"[]{}\\,&*!|>%@`?=<~\t\u3000\xa0\x85\ufeff😀", max_size=8),
        ),
    ).map(lambda pair: f"{pair[0]}: {pair[1]}"),
    st.sampled_from(
        ["photos:", "tags:", "title:", "", "# note", "...", "---", "  - src: a.png", "    caption: 图", "  - a"]
    ),
    st.sampled_from(
        ["- a", " more", "    alt: 图", "   alt: 图", "  -  src: b", "     credit: 摄", "  - x: y: z", "  - "]
    ),
    st.text(alphabet="ab: -#\n\"'", max_size=10),
)
TEXTS = st.tuples(st.sampled_from(["---\n", "", "--- \n"]), st.lists(LINES, max_size=9)).map(
    lambda parts: parts[0] + "\n".join([*parts[1], ""])
)


@settings(max_examples=600)
@given(TEXTS | SETTINGS)
@example("---\ntitle: 标题\nphotos:\n  - src: a.png\n    alt: 图\n  - src: b.png\npriority: 1\n")
@example("tags:\n  - 甲\n  - 乙\n")
@example("number: \"1\"\nname: ''\n")
def test_any_text(text: str) -> None:
    reads_alike(text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_fixture(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    reads_alike(text if path.suffix == ".yaml" else text.partition("\n---\n")[0] + "\n")


def test_what_is_read_directly() -> None:
    """The path is taken at all: what most articles begin with."""
    assert reads_alike("---\ntitle: 标题\nbyline: 记者 何在\npriority: 3\n")
    assert reads_alike(
        '---\ntitle: "标题: 副题"\nphotos:\n  - src: a.png\n    caption: 图\n  - src: b.png\n    alt: 图\n'
    )
    assert reads_alike("tags:\n    - 甲\n    - 乙\nnumber: '010'\n")


@pytest.mark.parametrize(
    "text", ["", "a: b", "a: b: c\n", "a: b\n c\n", "a: b\na: c\n", "a:\n- b\n", "a: b #c\n", "- a\n"]
)
def test_what_is_left_to_libyaml(text: str) -> None:
    assert not reads_alike(text)
