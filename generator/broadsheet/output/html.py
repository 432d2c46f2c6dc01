"""The text of an article as HTML: blocks and inline runs to markup, everything escaped.

Spacing between Han and Latin is left to the stylesheet (text-autospace, CLREQ 3.2.2); the text stays as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from broadsheet.edition.views import FigureView
from broadsheet.model import (
    Block,
    Code,
    CodeBlock,
    FactBox,
    Figure,
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
    Title,
)
from broadsheet.model.tree import plain_text
from broadsheet.output.escape import escaped, written

_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_CLOSING = "”’」』）》】〉"
_AFTER_PAUSE = re.compile(
    rf"(?:(?<=[，；：！？])|(?<=[，；：！？][{_CLOSING}]))(?![{_CLOSING}，；：！？。、…—]|$)",
)
"""Between two clauses of a headline, behind the mark that ends the first."""
_QUANTITY = re.compile(
    r"(?<![A-Za-z0-9.,:])[0-9][0-9.,:]*[%％]?[十百千万亿]?"
    r"(?:平方米|立方米|平方公里|公里|公斤|公顷|千米|厘米|毫米|小时|分钟|个月|[\u3005\u4e00-\u9fff])"
)
"""A figure with its unit, which no line may part (CLREQ 3.1.4): 5.4公里, 12月."""
_EVERY_LINE = 8
"""Em that the narrowest line of any headline holds."""
_OPENS_WITH_BRACKET = ("（", "(", "【", "〔", "［")
_ADDRESS = re.compile(r"(?:https?://|www\.|[^\s@]+@)\S+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/\S*")


@dataclass(slots=True)
class BlockWriter:
    """Writes the blocks of one piece."""

    href: Callable[[str], str]
    """The href for an address of the edition, from the document written."""
    figure: Callable[[FigureView], str]
    """The theme's macro."""
    say: Callable[[str], str]
    """An interface string by key."""
    prefix: str = ""
    """What makes ids unique where one document shows several pieces: the piece's marker, `p02`."""
    shift: int = 0
    """By how many levels subheads are lowered below the piece's headline."""
    _marked: set[int] = field(default_factory=set)
    """Footnotes whose first mark is written: an id may stand once only."""

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """The blocks, one after the other."""
        return Markup("\n".join(map(self._block, blocks)))

    def story(self, blocks: Sequence[Block], dateline: str, gap: str) -> Markup:
        """The blocks with the dateline run in at the start of the first paragraph.

        A text that opens with its dateline keeps it, marked; else it is set there. `gap` keeps it from what follows;
        a bracket (本报讯（记者 …）) needs none, and a text that has a gap of its own keeps it.
        """
        at = next((number for number, block in enumerate(blocks) if isinstance(block, Paragraph)), None)
        if not dateline or at is None:
            return self.blocks(blocks)
        opening = f"<p>{self._opening(blocks[at], dateline, gap)}</p>"
        parts = (self.blocks(blocks[:at]), Markup(opening), self.blocks(blocks[at + 1 :]))
        return Markup("\n").join(part for part in parts if part)

    def inline(self, inlines: Iterable[Inline]) -> str:
        """Inline runs."""
        # Most paragraphs are one run of plain text.
        return "".join([written(run.text) if type(run) is Text else self._inline(run) for run in inlines])

    def _opening(self, block: Block, dateline: str, gap: str) -> str:
        assert isinstance(block, Paragraph)
        marked = f'<span class="dateline">{escaped(dateline)}</span>'
        first = block.inlines[0] if block.inlines else None
        if isinstance(first, Text) and first.text.startswith(dateline):
            rest = first.text[len(dateline) :]
            # A gap that is a space may be missing in the copy; one with a dash is the writer's to set.
            stripped = rest.lstrip(" ")
            if gap.isspace() and stripped[:1].isalnum():
                rest = gap + stripped
            return marked + self.inline((Text(rest), *block.inlines[1:]))
        if isinstance(first, Text) and first.text.startswith(_OPENS_WITH_BRACKET) and gap.isspace():
            gap = ""
        return f"{marked}{escaped(gap)}{self.inline(block.inlines)}"

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(inlines):
                return f"<p>{self.inline(inlines)}</p>"
            case Subhead(level, inlines):
                tag = f"h{min(level + self.shift, 6)}"
                return f"<{tag}>{self.inline(inlines)}</{tag}>"
            case Quote(blocks):
                return f"<blockquote>\n{self.blocks(blocks)}\n</blockquote>"
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case CodeBlock(text):
                return f"<pre><code>{escaped(text)}</code></pre>"
            case Rule():
                return "<hr>"
            case FactBox():
                return self._box(block)
            case FigureView():
                return str(self.figure(block))
            case Footnotes():
                return self._footnotes(block)
            case Figure():
                raise TypeError("the edition gives figures with their pictures: FigureView")

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return written(text)
            case Styled(style, children):
                return f"<{style}>{self.inline(children)}</{style}>"
            case Code(text):
                return f"<code>{escaped(text)}</code>"
            case LineBreak():
                return "<br>\n"
            case FootnoteMark(number):
                return self._mark(number)
            case Link(kind, target, children):
                if kind in ("ref", "file"):  # led nowhere, as a diagnostic has told
                    return self.inline(children)
                text = self.inline(children)
                is_address = _ADDRESS.fullmatch(plain_text(children)) is not None
                kept = ' class="address"' if is_address else ""
                return f'<a{kept} href="{escaped(self.href(target))}">{text}</a>'

    def _list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        loose = "" if block.tight else ' class="loose"'
        items = "\n".join(f"<li>{self._item(item, block.tight)}</li>" for item in block.items)
        return f"<{tag}{start}{loose}>\n{items}\n</{tag}>"

    def _item(self, blocks: tuple[Block, ...], tight: bool) -> str:
        """An item of a tight list is its text, without a paragraph around it."""
        if not tight:
            return self.blocks(blocks)
        parts = (self.inline(part.inlines) if isinstance(part, Paragraph) else self._block(part) for part in blocks)
        return "\n".join(parts)

    def _table(self, table: Table) -> str:
        """Within a box of its own that scrolls on narrow screens, by keyboard as well (WCAG 2.1.1)."""
        label = escaped(self.say("table"))
        return f'<div class="table" role="group" tabindex="0" aria-label="{label}">\n{self._bare_table(table)}\n</div>'

    def _bare_table(self, table: Table) -> str:
        sides = [_side(table, column) for column in range(len(table.head))]
        head = self._row(sides, table.head, "th")
        rows = "\n".join(self._row(sides, row, "td") for row in table.rows)
        body = f"<tbody>\n{rows}\n</tbody>\n" if rows else ""
        return f"<table>\n<thead>\n{head}\n</thead>\n{body}</table>"

    def _row(self, sides: Sequence[str], cells: tuple[tuple[Inline, ...], ...], tag: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        written = []
        for cell, alignment in zip(cells, sides, strict=True):
            text = self.inline(cell)
            side = f' class="{alignment}"' if alignment else ""
            written.append(f"<{tag}{side}{scope}>{text}</{tag}>" if text or tag == "td" else f"<td{side}></td>")
        return f"<tr>{''.join(written)}</tr>"

    def _box(self, box: FactBox) -> str:
        if not box.title:
            label = f' aria-label="{escaped(self.say("box"))}"'
            return f'<aside class="box"{label}>\n{self.blocks(box.blocks)}\n</aside>'
        title = escaped(box.title)
        heading = f'<p class="box-title">{title}</p>\n'
        return f'<aside class="box" aria-label="{title}">\n{heading}{self.blocks(box.blocks)}\n</aside>'

    # --- footnotes --------------------------------------------------------------------------------------------------

    def _mark(self, number: int) -> str:
        anchor = "" if number in self._marked else f' id="{self._id("ref", number)}"'
        self._marked.add(number)
        # The word joiner keeps the mark from beginning a line (CLREQ 3.1.4).
        link = f'<a href="#{self._id("note", number)}"{anchor} role="doc-noteref">{number}</a>'
        return f'\u2060<sup class="note">{link}</sup>'

    def _footnotes(self, block: Footnotes) -> str:
        label = escaped(self.say("footnotes"))
        notes = "\n".join(self._note(number, blocks) for number, blocks in block.notes)
        return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n{notes}\n</ol>\n</section>'

    def _note(self, number: int, blocks: tuple[Block, ...]) -> str:
        back = ""
        if number in self._marked:
            say = escaped(self.say("footnote_back"))
            back = f' <a class="back" href="#{self._id("ref", number)}" role="doc-backlink" aria-label="{say}">↩</a>'
        last = blocks[-1] if blocks else None
        if isinstance(last, Paragraph):
            before = f"{self.blocks(blocks[:-1])}\n" if len(blocks) > 1 else ""
            text = f"{before}<p>{self.inline(last.inlines)}{back}</p>"
        else:
            text = f"{self.blocks(blocks)}{back}"
        return f'<li id="{self._id("note", number)}" value="{number}">{text}</li>'

    def _id(self, kind: str, number: int) -> str:
        return f"{self.prefix}-{kind}-{number}" if self.prefix else f"{kind}-{number}"


def headline(title: Title) -> Markup:
    """The headline with its clauses kept whole: a line breaks between them first (CLREQ 3.1.1, headings)."""
    return Markup(" ".join(_clauses(part, alone=len(title.parts) == 1) for part in title.parts))


def clauses(text: str) -> Markup:
    """A line that comes as text, cut at the spaces between Han characters as well as behind its pauses."""
    return headline(Title(tuple(_BETWEEN_HAN.split(text))))


def longest(title: Title) -> Markup:
    """A style that tells the length of the longest clause in em, of a Latin headline that of its longest word.

    Empty where every line holds it. What is a little too long for its line is set smaller rather than broken.
    """
    is_latin = not any(unicodedata.east_asian_width(character) in "WF" for character in title.text)
    stretches = (
        re.split(r"[\s-]+", title.text) if is_latin else [c for part in title.parts for c in _AFTER_PAUSE.split(part)]
    )
    widest = max(map(ems, stretches))
    return Markup(f' style="--longest:{round(widest + 0.1, 1):g}"') if widest > _EVERY_LINE else Markup("")


def ems(text: str) -> float:
    """The width of a text in its own size: Han characters 1, Latin letters and figures .62."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.62 for character in text)


def _clauses(part: str, *, alone: bool) -> str:
    found = _AFTER_PAUSE.split(part)
    if alone and len(found) == 1:
        return _quantities(part)
    return "".join([f'<span class="clause">{_quantities(clause)}</span>' for clause in found])


def _quantities(text: str) -> str:
    """The text with figures and their units kept together."""
    made, at = "", 0
    for match in _QUANTITY.finditer(text):
        made += f'{written(text[at : match.start()])}<span class="unit">{written(match[0])}</span>'
        at = match.end()
    return made + written(text[at:])


def _side(table: Table, column: int) -> str:
    """Where the newsroom did not say so, a column of figures stands at the right, its head with it."""
    if table.alignments[column]:
        return str(table.alignments[column])
    cells = [text for row in table.rows if (text := plain_text(row[column]).strip())]
    figures = [_is_figure(text) for text in cells]
    return "right" if any(figures) and all(figures[n] or cells[n] in "-–—/" for n in range(len(cells))) else ""


def _is_figure(text: str) -> bool:
    bare = re.sub(r"[,.%:\s]", "", text).strip("+-−")
    return bare.isascii() and bare.isdecimal()
