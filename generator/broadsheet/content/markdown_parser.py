"""The Markdown parser of the newsroom: CommonMark, set up and extended by our rules.

CommonMark 0.31 plus tables, strikethrough and footnotes; less indented code, Setext headings and raw HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_block.reference import reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from broadsheet.content.fact_box import fact_box
from broadsheet.content.han import FULL_WIDTH_SPACE, is_chinese_punctuation, is_wide
from broadsheet.content.links import looks_like_target

DEEPEST_BLOCK = 30
"""Levels of quotes and lists; what lies deeper is a paragraph, so that no input exhausts the stack."""

TERMINATES_ALL: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


@cache
def newsroom_markdown() -> MarkdownIt:
    """The parser; it holds no state of a text, so one serves them all."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * DEEPEST_BLOCK})
    markdown.inline = NewsroomInline()
    markdown.enable(["table", "strikethrough"]).disable(["code", "lheading", "html_block"])
    # Links are judged and addresses escaped when the blocks are made; until then a target is what was written.
    for name in ("validateLink", "normalizeLink", "normalizeLinkText"):
        setattr(markdown, name, _accept if name == "validateLink" else _as_written)
    footnote_plugin(markdown, inline=False, move_to_end=False, always_match_refs=True)
    block, inline = markdown.block.ruler, markdown.inline.ruler
    block.before("table", "too_deep", too_deep)
    block.before("table", "full_width_indent", full_width_indent, TERMINATES_ALL)
    block.before("fence", "fact_box", fact_box, TERMINATES_ALL)
    block.at("reference", reference_to_target)
    inline.after("html_inline", "open_comment", open_comment)
    return markdown


def _accept(url: str) -> bool:
    return True


def _as_written(url: str) -> str:
    return url


# --- blocks ---------------------------------------------------------------------------------------------------------


def too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Makes plain paragraphs of what is nested beyond reason; markdown-it would leave it out without a word."""
    return not silent and state.level >= DEEPEST_BLOCK and paragraph(state, start_line, end_line, silent)


def full_width_indent(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that starts with U+3000 begins a paragraph, without its indent (CLREQ, section 3.3.2)."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(FULL_WIDTH_SPACE, start, state.eMarks[start_line]):
        return False
    if silent:
        return True
    line = state.src[start : state.eMarks[start_line]]
    text = line.lstrip(FULL_WIDTH_SPACE + " \t")
    if not text:
        state.line = start_line + 1
        return True
    saved = state.bMarks[start_line], state.tShift[start_line]
    state.bMarks[start_line], state.tShift[start_line] = state.eMarks[start_line] - len(text), 0
    paragraph(state, start_line, end_line, silent)
    state.bMarks[start_line], state.tShift[start_line] = saved
    return True


REFERENCE = re.compile(r"(?P<label>\[[^\]]*\]):[ \t]*<?(?P<target>[^\s>]*)")


def reference_to_target(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A definition `[name]: target`, only where it is one: `[问]: 今天几点开门` and what no link uses are text."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    match = REFERENCE.match(state.src, start, state.eMarks[start_line])
    if match is None or not looks_like_target(match["target"]):
        return False
    if not re.search(re.escape(match["label"]) + "(?!:)", state.src, re.IGNORECASE):
        return False
    return reference(state, start_line, end_line, silent)


# --- inline ---------------------------------------------------------------------------------------------------------


def open_comment(state: StateInline, silent: bool) -> bool:
    """The start of an HTML comment that a blank line cuts; as text, like all raw HTML."""
    if not state.src.startswith("<!--", state.pos):
        return False
    if not silent:
        state.push("html_inline", "", 0).content = "<!--"
    state.pos += len("<!--")
    return True


class NewsroomInline(ParserInline):
    """Parses inline text with our state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Appends the tokens of `src` to `tokens`, and gives them."""
        state = NewsroomInlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class NewsroomInlineState(StateInline):
    """Knows where its tokens begin, and which punctuation is Chinese."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A new token whose `map` holds its offset in the inline source (twice; markdown-it leaves it empty)."""
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Whether a run of delimiters opens or closes emphasis.

        CommonMark 0.31, section 6.2, with one change: Chinese punctuation counts as a letter, and Latin punctuation
        may stand beside a Han character as it may beside a space, since Chinese has no spaces to tell by. So
        `**真，**她` and `他说**(真)**她` are bold (compare the proposal "CJK-friendly emphasis" to CommonMark).
        """
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        mark_before, mark_after = _is_latin_punctuation(before), _is_latin_punctuation(after)
        left_flanking = not space_after and (not mark_after or space_before or mark_before or is_wide(before))
        right_flanking = not space_before and (not mark_before or space_after or mark_after or is_wide(after))
        return Scanned(
            can_open=left_flanking and (canSplitWord or not right_flanking or _is_punctuation(before)),
            can_close=right_flanking and (canSplitWord or not left_flanking or _is_punctuation(after)),
            length=end - start,
        )


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _is_latin_punctuation(char: str) -> bool:
    return _is_punctuation(char) and not is_chinese_punctuation(char)


def parse_tokens(text: str, env: EnvType) -> Sequence[Token]:
    """The block tokens of a body; inline tokens are their children."""
    return newsroom_markdown().parse(text, env)
