"""Lines of type in the PDF where Typst would have its own idea of them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from broadsheet.press.emit.pdf import Links, page_pdf
from broadsheet.press.emit.typst_page import Imprint, PrintedPage
from broadsheet.press.emit.typst_text import lines_source, number, paragraphs, string, style_names
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Fill, Line, Module, PageLayout, Segment, TextBlock, TextStyle
from press.pdf_reading import text_of
from press.read_back import Comparison, read_back

BODY = TextStyle("body", 10)
Part = tuple[str, dict[str, object]]


def line(language: str, *parts: str | Part, indent: float = 0.0) -> Line:
    """Parts after each other, each measured by the faces; options: half, tracking, spacing, rise, at (em)."""
    faces = default_faces(language)
    pen, segments = indent, []
    for part in parts:
        text, options = part if isinstance(part, tuple) else (part, {})
        half, tracking = bool(options.get("half")), float(str(options.get("tracking", 0)))
        spacing, rise = float(str(options.get("spacing", 0))), float(str(options.get("rise", 0)))
        pen += float(str(options.get("gap", 0)))
        if half:
            width = faces.half("body", text) * 10
        elif text.isascii():
            width = faces.advance("body", text) * 10 + spacing * text.count(" ")
        else:
            width = sum(faces.advance("body", each) for each in text) * 10 + tracking * (len(text) - 1)
        style = TextStyle("body", 10, rise=rise, decoration=options.get("decoration", ""))  # type: ignore[arg-type]
        segments.append(Segment(text, pen, width, style, tracking, spacing, half))
        pen += width
    return Line(tuple(segments), pen)


def compared(language: str, lines: Sequence[Line]) -> tuple[Comparison, str]:
    """Body lines below each other, printed and read back; and their text as it is copied."""
    return read_blocks(language, [TextBlock("body", "p", 20, 20, 300, 15, 11, tuple(lines))])


def read_blocks(language: str, blocks: Sequence[TextBlock]) -> tuple[Comparison, str]:
    module = Module("p", "article", 1, 0, 0, 1, 1, ("p",), tuple(blocks))
    layout = PageLayout("01", language, 400, 400, 1, 1, 15, 10, 20, 20, (), (module,), (), Fill(1, 0, 0))
    imprint = Imprint("T", "A", language, datetime.date(2026, 1, 1))
    document = page_pdf(PrintedPage(layout, "P"), imprint, default_faces(language), {}, Links())
    assert document.complaints == ()
    return read_back(document.data, [layout], None), text_of(document.data)


HALF: dict[str, object] = {"half": True}
CASES: dict[str, tuple[str, list[Line]]] = {
    "full-width marks at both edges": (
        "zh-CN",
        [line("zh-CN", "“他说，（好）。”", "好"), line("zh-CN", "（好，", "好"), line("zh-CN", "《好》、“好”——", "好")],
    ),
    "half-width marks at both edges": (
        "zh-CN",
        [line("zh-CN", ("（", HALF), "好", ("）", HALF), "好"), line("zh-CN", ("“", HALF), "好", ("。", HALF), "好")],
    ),
    "marks that meet, one of them half": (
        "zh-CN",
        [
            line("zh-CN", "好", ("。", HALF), "”", "好"),
            line("zh-CN", "好", ("，", HALF), ("《", HALF), "好"),
            line("zh-CN", "好", ("”", HALF), ("）", HALF), ("。", HALF), "好"),
            line("zh-CN", "他——好……好——", ("”", HALF), "……"),
        ],
    ),
    "marks that meet in a squeezed line": (
        "ja",
        [line("ja", "た", ("。", HALF | {"gap": -0.35}), ("「", HALF | {"gap": -0.35}), ("急ぐ", {"tracking": -0.35}))],
    ),
    "tracking over scripts": (
        "ja",
        [
            line("ja", ("東京の新しいバス、走る。", {"tracking": 0.4}), "年"),
            line("ja", ("すべて「が」", {"tracking": -0.2}), "年"),
        ],
    ),
    "kana that the font would kern": ("ja", [line("ja", "すべてあらためてトー", "年")]),
    "Latin words and digits among Han": (
        "zh-CN",
        [line("zh-CN", "长", ("412", {"gap": 2.5}), ("米，", {"gap": 2.5}), "Broadsheet", "年")],
    ),
    "Han and Latin in one segment": ("zh-CN", [line("zh-CN", "第2版News好", "年")]),
    "stretched and squeezed word spaces": (
        "en",
        [
            line("en", ("Type is set in a line", {"spacing": 1.3}), "x"),
            line("en", ("Type of AV Today", {"spacing": -0.4}), "x"),
        ],
    ),
    "ligatures and kerning": ("en", [line("en", "official AVATAR fly", "x"), line("en", "Te", "x")]),
    "raised marks and decorations": (
        "en",
        [
            line("en", "note", ("1", {"rise": 3}), "and", ("struck", {"decoration": "strike"}), "out"),
            line("en", "next"),
        ],
    ),
    "an indent and a gap": ("zh-CN", [line("zh-CN", "“好", ("好”", {"gap": 33}), "好", indent=20)]),
    "what a source would take for markup": ("en", [line("en", 'a "quoted" \\n #let *x* = $1$ [y] // z', "end")]),
}


@pytest.mark.parametrize("case", CASES)
def test_lines_stand_as_the_model_has_them(case: str) -> None:
    language, lines = CASES[case]

    comparison, _ = compared(language, lines)

    assert comparison.differences == ()
    assert comparison.total == len(lines)


def test_word_spaces_stretch_but_not_fixed_ones() -> None:
    faces = default_faces("en")
    width = 10 * sum(faces.advance("body", part) for part in ("a", " ", "b", "\u00a0", "c")) + 4
    stretched = Segment("a b\u00a0c", 0, width, BODY, spacing=4)

    comparison, _ = compared("en", [Line((stretched, Segment("x", width, 5, BODY)), width + 5)])

    assert comparison.differences == ()


def test_an_empty_line_keeps_its_place() -> None:
    comparison, _ = compared("en", [line("en", "one"), Line((), 0), line("en", "three")])

    assert (comparison.differences, comparison.total) == ((), 2)


def test_a_list_number_and_its_item_are_told_apart() -> None:
    number_block = TextBlock("list", "p", 20, 20, 15, 15, 11, (line("zh-CN", "1."),))
    item = TextBlock("list", "p", 30, 20, 300, 15, 11, (line("zh-CN", ("“", HALF), "好"),))

    assert read_blocks("zh-CN", [number_block, item])[0].differences == ()


def test_lines_of_a_paragraph_copy_as_they_read() -> None:
    _, text = compared("zh-CN", [line("zh-CN", "他说", ("。", HALF), "”", "好"), line("zh-CN", ("“", HALF), "他们")])

    assert text == "他说。”好\n“他们"


def test_a_hyphen_of_the_typesetter_is_no_text() -> None:
    style = TextStyle("body", 10)
    divided = Line((Segment("co-", 0, 15, style),), 15, hyphenated=True)

    source = lines_source((divided,), {(style, False): "s0"}, str)

    assert source == '#e#s0("co")#e#pdf.artifact(s0("-"))'


def test_a_segment_without_link_takes_its_blocks() -> None:
    style = TextStyle("body", 10)
    own = Line((Segment("a", 0, 5, style), Segment("b", 5, 5, style, link="b.html"), Segment("c", 10, 5, style)), 15)

    source = lines_source((own,), {(style, False): "s"}, string, "block.html")

    assert source.count("#link(") == 3
    assert (
        source.index('#link("block.html")')
        < source.index('"a"')
        < source.index('#link("b.html")')
        < source.index('"b"')
    )


def test_paragraphs_are_told_by_their_first_and_last_lines() -> None:
    type_ = (Segment("a", 0, 5, BODY),)
    lines = (
        Line(type_, 5, opens=True), Line(type_, 5, closes=True), Line(type_, 5, opens=True), Line(type_, 5),
        Line((), 0), Line(type_, 5, opens=True, closes=True), Line(type_, 5),
    )  # fmt: skip
    block = TextBlock("body", "p", 0, 0, 10, 12, 9, lines)

    assert [(first, len(group)) for first, group in paragraphs(block)] == [(0, 2), (2, 2), (5, 1), (6, 1)]


def test_each_style_has_one_name() -> None:
    styles = (BODY, TextStyle("headline", 20), BODY)
    lines = tuple(Line((Segment("a", 0, 5, style, half=half),), 5) for style in styles for half in (False, True))

    names = style_names([TextBlock("body", "p", 0, 0, 10, 12, 9, lines)])

    assert list(names.values()) == ["s0", "s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("value", "digits"), [(0.0, "0"), (12.0, "12"), (0.12345, "0.1235"), (-0.5, "-0.5"), (-0.00001, "0"), (100, "100")]
)
def test_numbers_are_short(value: float, digits: str) -> None:
    assert number(value) == digits


def test_strings_are_quoted() -> None:
    assert string('a"\\\t') == '"a\\"\\\\\\u{9}"'
