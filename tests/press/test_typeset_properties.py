"""Whatever is typeset, at whatever measure and from whatever cut: nothing is lost, and the rules of type hold."""

from __future__ import annotations

from typing import Literal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.diagnostics import Location
from broadsheet.model.body import (
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
from broadsheet.press.layout import TextStyle
from broadsheet.press.typeset.classes import NO_END, NO_START
from broadsheet.press.typeset.latin import LAST_SPACE, WIDEST_SPACE, Care, fit_latin
from broadsheet.press.typeset.paragraphs import ParagraphSetter
from broadsheet.press.typeset.runs import plain
from broadsheet.press.typeset.strip import Cut
from press.typeset_samples import (
    PlainMetrics,
    blocks_of,
    faults,
    han_setter,
    latin_setter,
    lines_of,
    paragraph,
    printed,
    units_set,
)

HAN = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以"
COMMON = st.text(alphabet=HAN, min_size=1, max_size=9)
CLAUSE_END = st.sampled_from(["，", "。", "、", "；", "：", "？", "！", "，", "。”", "……", "——"])
WORD = st.text(alphabet="abcdefghilmnorstuy", min_size=1, max_size=14)
LATIN_WORD = st.sampled_from(["2026", "31", "600", "GDP", "Python", "17℃", "3.4", "96%", "A2", "CN 00-0000"])
LOCATION = Location("a.md", 1, 1)


@st.composite
def han_text(draw: st.DrawFn, clauses: int = 12) -> str:
    """Sentences as a paper has them: clauses of one to nine characters with a mark, quotations, figures."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, clauses))):
        words = draw(COMMON)
        if draw(st.integers(0, 5)) == 0:
            words += draw(LATIN_WORD) + draw(COMMON)
        opening = draw(st.sampled_from(["", "", "", "“", "《", "（"]))
        closing = {"": "", "“": "”", "《": "》", "（": "）"}[opening]
        parts.append(opening + words + closing + draw(CLAUSE_END))
    return "".join(parts)


ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("江城大雾锁，。、；：？！“”‘’（）《》〈〉…—·～％℃ーっゃ々"),
        st.sampled_from("abcdefXYZ0123456789 .,-/'()$%&@:"),
        st.sampled_from(" \u00a0\u200b\u00ad\u3000😀é"),
    ),
    min_size=1,
    max_size=120,
)


@st.composite
def inline_runs(draw: st.DrawFn) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.one_of(han_text(clauses=4), ANY_TEXT))
        kinds: list[Inline] = [
            Text(text),
            Styled("strong", (Text(text),)),
            Styled("em", (Text(text), Styled("s", (Text("删"),)))),
            Code(text),
            Link("web", "https://example.org/", (Text(text),), LOCATION),
            FootnoteMark(3),
            LineBreak(),
        ]
        runs.append(draw(st.sampled_from(kinds)))
    runs.append(Text("完"))
    return tuple(runs)


PARAGRAPH = st.builds(Paragraph, inline_runs())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 5))
    row = st.tuples(*[inline_runs()] * columns)
    alignments: tuple[Literal["left", "right"], ...] = tuple(
        draw(st.lists(st.sampled_from(("left", "right")), min_size=columns, max_size=columns))
    )
    return Table(alignments, draw(row), tuple(draw(st.lists(row, max_size=3))))


def blocks(depth: int = 2) -> st.SearchStrategy[tuple[Block, ...]]:
    kinds: list[st.SearchStrategy[Block]] = [
        PARAGRAPH,
        st.builds(Subhead, st.integers(2, 3), inline_runs()),
        st.just(Rule()),
        st.builds(CodeBlock, st.text(alphabet="abc =()\n\t，中", max_size=60)),
        tables(),
    ]
    if depth:
        inner = blocks(depth - 1)
        kinds += [
            st.builds(Quote, inner),
            st.builds(
                ListBlock,
                st.booleans(),
                st.integers(1, 12),
                st.booleans(),
                st.lists(inner, min_size=1, max_size=3).map(tuple),
            ),
            st.builds(FactBox, st.sampled_from(["", "相关链接"]), inner),
        ]
    return st.lists(st.one_of(kinds), min_size=1, max_size=3).map(tuple)


BODY = st.tuples(blocks(), st.lists(PARAGRAPH, max_size=2)).map(
    lambda parts: (*parts[0], Footnotes(tuple((number, (note,)) for number, note in enumerate(parts[1], 1))))
)
MEASURES = st.sampled_from([8.0, 11.0, 13.0, 20.0, 22.0, 27.0, 13.4])


@settings(max_examples=60, deadline=None)
@given(BODY, MEASURES, st.booleans(), st.data())
def test_every_character_is_set_exactly_once_from_any_cut(
    body: tuple[Block, ...], em: float, latin: bool, data: st.DataObject
) -> None:
    setter = latin_setter() if latin else han_setter()
    units = setter.units(body)
    unit = data.draw(st.integers(0, len(units) - 1)) if units else 0
    character = data.draw(st.integers(0, len(units[unit]))) if units else 0
    galley = setter.galley(body, em * 9.0, Cut(unit, character), piece="p")
    rest = {unit: units[unit][character:]} if units else {}
    rest |= {number: text for number, text in enumerate(units) if number > unit}
    assert units_set(galley) == {number: printed(text) for number, text in rest.items() if printed(text)} | {
        number: "" for number in units_set(galley) if not printed(rest[number])
    }


@settings(max_examples=60, deadline=None)
@given(BODY, MEASURES, st.booleans())
def test_lines_follow_each_other_and_stay_in_the_measure(body: tuple[Block, ...], em: float, latin: bool) -> None:
    setter = latin_setter() if latin else han_setter()
    galley = setter.galley(body, em * 9.0, piece="p")
    for block in blocks_of(galley):
        assert faults(block.lines, block.width) == []
        assert block.x + block.width <= em * 9.0 + 0.01 or em * 9.0 < 60
    ends: dict[int, int] = {}
    for line in lines_of(galley):
        assert line.start == ends.get(line.unit, 0)
        assert line.end > line.start or not line.segments
        ends[line.unit] = line.end
    assert all(ends[number] == len(setter.units(body)[number]) for number in ends)


@settings(max_examples=120, deadline=None)
@given(han_text(clauses=30), st.sampled_from([13.0, 20.0, 22.0, 27.0]))
def test_han_paragraphs_keep_the_rules(text: str, em: float) -> None:
    setter = han_setter()
    lines = tuple(lines_of(setter.galley((paragraph(text),), em * 9.0, piece="p")))
    assert faults(lines, em * 9.0) == []
    for line in lines[:-1]:
        # A line that nothing fills without breaking a hard rule stays short, at the most that type is stretched.
        assert abs(line.width - em * 9.0) < 0.01 or line.stretch > 1.15 - 1e-6
        assert line.stretch <= 1.15 + 1e-6
        assert line.text[-1] not in NO_END
        assert text[line.end] not in NO_START
        assert text[line.end - 1 : line.end + 1] not in ("——", "……")
        assert not (text[line.end - 1].isascii() and text[line.end].isascii()) or text[line.end - 1] == " "
    last = [character for character in lines[-1].text if character in HAN]
    assert len(last) >= 2 or len(lines) == 1 or any(character.isalnum() for character in lines[-1].text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet="abcdefghilmnorstuy", min_size=1, max_size=14), min_size=1, max_size=60),
    st.integers(20, 50),
)
@example(["a" * letters for letters in (1, 1, 4, 5, 8, 11, 14, 11)], 30)  # one line, and that at 2.77
def test_latin_paragraphs_keep_the_rules(words: list[str], em: int) -> None:
    measure, text = em * 9.0, " ".join(words)
    lines = tuple(lines_of(latin_setter().galley((paragraph(text),), measure, piece="p")))
    assert faults(lines, measure) == []
    # Words stand farther apart, and lines stay short, only in paragraphs that no break whatever sets otherwise.
    can_be_filled = is_filled_by_wide_spaces(text, measure)
    widest = WIDEST_SPACE if can_be_filled else LAST_SPACE
    running = 0
    for line in lines[:-1]:
        running = running + 1 if line.hyphenated else 0
        assert running <= 2
        if abs(line.width - measure) < 0.01:
            assert 0.8 - 1e-6 <= line.stretch <= widest + 2e-4
        else:
            assert not can_be_filled


def is_filled_by_wide_spaces(text: str, measure: float) -> bool:
    """Whether some breaks leave no line of a Latin paragraph short, and no word space over 250 %."""
    indent = 9.0
    body = plain(text, TextStyle("body", 9.0))
    items = ParagraphSetter(PlainMetrics(), "latin").items(body, False, "en", measure - indent)
    return bool(fit_latin(items, measure, indent, Care.LOOSE))
