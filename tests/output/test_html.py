from __future__ import annotations

from broadsheet.model import (
    Block,
    Code,
    FactBox,
    FootnoteMark,
    Footnotes,
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
    Title,
)
from broadsheet.output.html import BlockWriter, clauses, headline, longest
from output.theme_samples import HERE, figure, paragraph


def writer(prefix: str = "", shift: int = 0) -> BlockWriter:
    return BlockWriter(lambda address: f"../{address}", lambda shown: f"[{shown.caption}]", str.upper, prefix, shift)


def html(*blocks: Block) -> str:
    return str(writer().blocks(blocks))


def test_text_is_escaped() -> None:
    assert html(paragraph('<b> & "x"')) == "<p>&lt;b&gt; &amp; &#34;x&#34;</p>"


def test_inline_runs() -> None:
    runs = Paragraph((Styled("strong", (Text("真，"),)), Code("<i>"), LineBreak(), Styled("s", (Text("旧"),))))
    assert html(runs) == "<p><strong>真，</strong><code>&lt;i&gt;</code><br>\n<s>旧</s></p>"


def test_links_lead_from_the_document_and_unresolved_ones_are_text() -> None:
    def link(kind: str) -> Paragraph:
        return Paragraph((Link(kind, "a&b.html", (Text("见"),), HERE),))  # type: ignore[arg-type]

    assert html(link("address")) == '<p><a href="../a&amp;b.html">见</a></p>'
    assert html(link("ref")) == "<p>见</p>"


def test_subheads_sink_below_the_headline_they_stand_under() -> None:
    assert writer(shift=1).blocks((Subhead(2, (Text("一"),)), Subhead(6, (Text("二"),)))) == "<h3>一</h3>\n<h6>二</h6>"


def test_tight_lists_have_no_paragraphs_and_numbered_ones_keep_their_start() -> None:
    items = ((paragraph("一"),), (paragraph("二"), ListBlock(False, 1, True, ((paragraph("三"),),))))
    assert html(ListBlock(True, 3, True, items)) == (
        '<ol start="3">\n<li>一</li>\n<li>二\n<ul>\n<li>三</li>\n</ul></li>\n</ol>'
    )
    assert "<li><p>一</p></li>" in html(ListBlock(False, 1, False, items[:1]))


def test_tables_scroll_by_keyboard_and_figures_align_right() -> None:
    table = Table(("", ""), ((Text("菜"),), ()), (((Text("萝卜"),), (Text("1.5"),)),))
    text = html(table)
    assert '<div class="table" role="group" tabindex="0" aria-label="TABLE">' in text
    assert '<th scope="col">菜</th><td class="right"></td>' in text
    assert '<td>萝卜</td><td class="right">1.5</td>' in text


def test_a_column_of_figures_stands_at_the_right_with_its_head() -> None:
    def cells(*texts: str) -> tuple[tuple[Text, ...], ...]:
        return tuple((Text(text),) for text in texts)

    rows = cells("1", "x", "-", "1"), cells("2%", "1", "3", "2")
    text = html(Table(("", "", "", "left"), cells("a", "b", "c", "d"), rows))
    assert '<th class="right" scope="col">a</th><th scope="col">b</th><th class="right" scope="col">c</th>' in text
    assert '<th class="left" scope="col">d</th>' in text
    assert '<td class="right">1</td><td>x</td><td class="right">-</td><td class="left">1</td>' in text


def test_addresses_may_break_anywhere() -> None:
    def link(text: str) -> str:
        return html(Paragraph((Link("address", "a.html", (Text(text),), HERE),)))

    addresses = ["https://a.example/b", "letters@a.example"]
    assert [text for text in (*addresses, "见第二版", "9.5") if "class" in link(text)] == addresses


def test_a_fact_box_is_named_by_its_title() -> None:
    assert html(FactBox("背景", (paragraph("一"),))) == (
        '<aside class="box" aria-label="背景">\n<p class="box-title">背景</p>\n<p>一</p>\n</aside>'
    )
    assert 'aria-label="BOX"' in html(FactBox("", ()))


def test_quotes_rules_and_figures() -> None:
    assert html(Quote((paragraph("一"),)), Rule(), figure()) == "<blockquote>\n<p>一</p>\n</blockquote>\n<hr>\n[大桥。]"


def test_footnotes_lead_there_and_back_with_ids_of_their_own() -> None:
    text = Paragraph((Text("水位"), FootnoteMark(2), Text("又"), FootnoteMark(2)))
    notes = Footnotes(((2, (paragraph("基面"),)),))
    written = str(writer(prefix="p02").blocks((text, notes)))
    assert written.count('id="p02-ref-2"') == 1
    assert written.count('href="#p02-note-2"') == 2
    assert '<li id="p02-note-2" value="2"><p>基面 <a class="back" href="#p02-ref-2"' in written


def test_a_dateline_runs_in_at_the_first_paragraph() -> None:
    story = writer().story((figure(), paragraph("桥通了。"), paragraph("二")), "本报讯", "　")
    assert story == '[大桥。]\n<p><span class="dateline">本报讯</span>　桥通了。</p>\n<p>二</p>'


def test_a_text_that_opens_with_its_dateline_keeps_it() -> None:
    story = writer().story((paragraph("本报讯（记者 林渡）钟走了。"),), "本报讯", "　")
    assert story == '<p><span class="dateline">本报讯</span>（记者 林渡）钟走了。</p>'


def test_a_dateline_is_kept_from_the_text_unless_a_bracket_follows() -> None:
    def opening(text: str, gap: str = "　") -> str:
        written = writer().story((paragraph(text),), "本报讯", gap)
        return str(written).removeprefix('<p><span class="dateline">本报讯</span>')

    assert opening("桥通了。") == "　桥通了。</p>"
    assert opening("（记者 林渡）钟走了。") == "（记者 林渡）钟走了。</p>"
    assert opening("本报讯桥通了。") == "　桥通了。</p>"
    assert opening("本报讯 桥通了。") == "　桥通了。</p>"
    assert opening("本报讯 officials", " — ") == " officials</p>"


def test_a_story_without_paragraphs_has_no_dateline() -> None:
    assert writer().story((figure(),), "本报讯", "") == "[大桥。]"


def test_headlines_keep_their_clauses_whole() -> None:
    assert headline(Title(("<一>",))) == "&lt;一&gt;"
    assert headline(Title(("封闭", "通了"))) == '<span class="clause">封闭</span> <span class="clause">通了</span>'
    assert clauses("封闭 通了") == headline(Title(("封闭", "通了")))
    assert clauses("The bridge 桥") == "The bridge 桥"


def test_clauses_end_behind_their_pauses() -> None:
    def parts(text: str) -> list[str]:
        return str(clauses(text)).replace("</span>", "").split('<span class="clause">')[1:]

    assert parts("首日过江，省下半小时") == ["首日过江，", "省下半小时"]
    assert parts("“真的？”他说：“走”") == ["“真的？”", "他说：", "“走”"]
    assert parts("真的？！走！") == ["真的？！", "走！"]


def test_figures_keep_their_units() -> None:
    assert clauses("延到23点") == '延到<span class="unit">23点</span>'
    assert clauses("绕行5.4公里 去G20峰会") == (
        '<span class="clause">绕行<span class="unit">5.4公里</span></span> <span class="clause">去G20峰会</span>'
    )


def test_a_headline_tells_its_longest_clause_or_word_where_a_line_may_not_hold_it() -> None:
    assert longest(Title(("封闭十四个月", "文渡大桥昨晨终于通了"))) == ' style="--longest:10.1"'
    assert longest(Title(("三条线，A1和A2今起换新的线路图",))) == ' style="--longest:11.6"'
    assert longest(Title(("封闭十四个月", "大桥通了"))) == ""
    assert longest(Title(("The bridge is open to all who walk",))) == ""
    assert longest(Title(("The Counterrevolutionaries",))) == ' style="--longest:13.7"'
