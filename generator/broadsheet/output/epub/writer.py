"""The text of an article as XHTML for e-readers.

Characters that XML forbids (XML 1.0, 2.2) come from no text: reading the content leaves them out.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.model import Block, Footnotes, Inline, LineBreak, Paragraph, Rule, Table
from broadsheet.output.escape import escaped
from broadsheet.output.html import BlockWriter


class XhtmlWriter(BlockWriter):
    """Writes the blocks of one piece as XML, and what e-readers treat as their own: notes (DPUB-ARIA 1.1)."""

    __slots__ = ()

    def _block(self, block: Block) -> str:
        return "<hr/>" if isinstance(block, Rule) else super()._block(block)

    def _inline(self, inline: Inline) -> str:
        return "<br/>\n" if isinstance(inline, LineBreak) else super()._inline(inline)

    def _table(self, table: Table) -> str:
        """Without the box that scrolls: a book has pages."""
        return self._bare_table(table)

    # --- footnotes, which e-readers show where they are mentioned -----------------------------------------------------

    def _mark(self, number: int) -> str:
        return super()._mark(number).replace(' role="doc-noteref"', ' role="doc-noteref" epub:type="noteref"')

    def _footnotes(self, block: Footnotes) -> str:
        notes = "\n".join(self._note(number, blocks) for number, blocks in block.notes)
        return f'<div class="footnotes">\n{notes}\n</div>'

    def _note(self, number: int, blocks: Sequence[Block]) -> str:
        """The number is the way back, as no list may hold the notes."""
        if number in self._marked:
            say = escaped(f"{number} {self.say('footnote_back')}")
            lead = f'<a href="#{self._id("ref", number)}" role="doc-backlink" aria-label="{say}">{number}</a>'
        else:
            lead = str(number)
        first, rest = (blocks[0], blocks[1:]) if blocks and isinstance(blocks[0], Paragraph) else (None, blocks)
        text = f"<p>{lead} {self.inline(first.inlines) if first else ''}</p>\n{self.blocks(rest)}".rstrip()
        return f'<aside id="{self._id("note", number)}" epub:type="footnote" role="doc-footnote">{text}</aside>'
