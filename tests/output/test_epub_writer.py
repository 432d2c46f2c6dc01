from __future__ import annotations

from typing import Any

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

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
from broadsheet.output.epub.container import pack
from broadsheet.output.epub.writer import XhtmlWriter
from output.theme_samples import HERE, paragraph

EPUB_NAMES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def writer() -> XhtmlWriter:
    return XhtmlWriter(lambda address: f"../{address}", lambda shown: "<figure/>", str.upper, "p01", 0)


def xhtml(*blocks: Block) -> str:
    return str(writer().blocks(blocks))


def test_empty_elements_are_closed() -> None:
    assert xhtml(Paragraph((Text("a"), LineBreak(), Text("b"))), Rule()) == "<p>a<br/>\nb</p>\n<hr/>"


def test_a_table_stands_in_no_box_that_scrolls() -> None:
    table = Table(("", ""), ((Text("日"),), (Text("值"),)), (((Text("一"),), (Text("1"),)),))
    assert xhtml(table).startswith("<table>\n<thead>")


def test_a_note_leads_back_to_its_first_mark() -> None:
    note = Footnotes(((1, (paragraph("甲"), paragraph("乙"))),))
    assert xhtml(Paragraph((FootnoteMark(1),)), note) == (
        '<p>\u2060<sup class="note"><a href="#p01-note-1" id="p01-ref-1" role="doc-noteref" epub:type="noteref">1</a>'
        "</sup></p>\n"
        '<div class="footnotes">\n<aside id="p01-note-1" epub:type="footnote" role="doc-footnote"><p>'
        '<a href="#p01-ref-1" role="doc-backlink" aria-label="1 FOOTNOTE_BACK">1</a> 甲</p>\n<p>乙</p></aside>\n</div>'
    )


def test_a_note_that_nothing_mentions_leads_nowhere() -> None:
    assert "<p>2 甲</p>" in xhtml(Footnotes(((2, (paragraph("甲"),)),)))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
RUNS = st.recursive(
    TEXTS.map(Text) | TEXTS.map(Code) | st.just(LineBreak()) | st.integers(1, 3).map(FootnoteMark),
    lambda inner: (
        st.builds(Styled, st.sampled_from(["em", "strong", "s"]), st.tuples(inner))
        | st.builds(Link, st.sampled_from(["web", "address", "file"]), TEXTS, st.tuples(inner), st.just(HERE))
    ),
    max_leaves=3,
)
INLINES: st.SearchStrategy[tuple[Inline, ...]] = st.lists(RUNS, max_size=3).map(tuple)


def _table(size: tuple[int, int], texts: list[Any]) -> Table:
    columns, rows = size
    cells = iter(texts)
    head = tuple(next(cells) for _ in range(columns))
    return Table(
        ("right",) if columns == 1 else ("right", ""),
        head,
        tuple(tuple(next(cells) for _ in range(columns)) for _ in range(rows)),
    )


TABLES = st.builds(_table, st.tuples(st.integers(1, 2), st.integers(0, 2)), st.lists(INLINES, min_size=6, max_size=6))
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.builds(Paragraph, INLINES)
    | st.builds(Subhead, st.integers(2, 6), INLINES)
    | TEXTS.map(CodeBlock)
    | st.just(Rule())
    | TABLES,
    lambda inner: (
        st.tuples(inner).map(Quote)
        | st.builds(FactBox, TEXTS, st.tuples(inner))
        | st.builds(ListBlock, st.booleans(), st.integers(1, 9), st.booleans(), st.tuples(st.tuples(inner)))
        | st.tuples(st.tuples(st.integers(1, 3), st.tuples(inner))).map(Footnotes)
    ),
    max_leaves=4,
)


@given(st.lists(BLOCKS, max_size=3))
def test_whatever_the_text_it_is_xml(blocks: list[Block]) -> None:
    root = fromstring(f"<body {EPUB_NAMES}>{writer().blocks(blocks)}</body>")
    assert root.tag.endswith("body")


def test_the_same_files_make_the_same_container() -> None:
    files = (("EPUB/a.xhtml", b"<p/>" * 99), ("EPUB/b.jpg", b"\xff\xd8"))
    assert pack(files) == pack(iter(files))
    assert pack(files) != pack(files[::-1])
