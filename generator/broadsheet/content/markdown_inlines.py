"""Inline tokens of the Markdown parser as the model's inline runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from markdown_it.token import Token

from broadsheet.content.body_blocks import PhotoMark
from broadsheet.content.han import FULL_WIDTH_SPACE, breaks_without_space
from broadsheet.content.inline_text import plain_text
from broadsheet.content.links import BadTarget, judge_target
from broadsheet.diagnostics import Diagnostic, Location, warning
from broadsheet.model import Code, FootnoteMark, Inline, LineBreak, Link, Styled, Text

STYLES: dict[str, Literal["em", "strong", "s"]] = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
FAILED_PHOTO = re.compile(r"!\[[^\]]*\]\(")


@dataclass(frozen=True, slots=True)
class Source:
    """The body that the tokens come from."""

    lines: tuple[str, ...]
    """Of the body alone."""
    path: str
    first_line: int
    """1-based line of the file on which the body begins."""
    language: str
    files: Collection[str] | None
    """Site-relative paths of the files a link may lead to; `None`: not known, so not checked."""

    def location(self, inline: Token, offset: int = 0) -> Location:
        """The place in the file of an offset in an inline token's source."""
        before, line_in_token = inline.content[:offset], inline.content.count("\n", 0, offset)
        number = (inline.map or [0])[0] + line_in_token
        text = inline.content.split("\n")[line_in_token]
        # Inline source is cut out of its line (marks, indents and table bars are gone), mostly at the line's end.
        start = self.lines[number].rfind(text) if text and number < len(self.lines) else -1
        column = start + offset - (before.rfind("\n") + 1) + 1 if start >= 0 else None
        return Location(self.path, self.first_line + number, column)


@dataclass(slots=True)
class InlineText:
    """What an inline token comes to."""

    inlines: tuple[Inline, ...]
    photos: tuple[PhotoMark, ...]
    """In order; they are not in `inlines`."""
    diagnostics: list[Diagnostic]


@dataclass(slots=True)
class _Frame:
    """An inline element that is open."""

    kind: str
    """The opening token's type; empty for the whole text."""
    token: Token | None
    runs: list[Inline] = field(default_factory=list)


class InlineReader:
    """Reads one inline token."""

    def __init__(self, inline: Token, source: Source, number_of_note: Callable[[str], int | None]) -> None:
        self.inline = inline
        self.source = source
        self.number_of_note = number_of_note
        self.tokens: Sequence[Token] = inline.children or ()
        self.frames = [_Frame("", None)]
        self.photos: list[PhotoMark] = []
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> InlineText:
        """The model's runs, the photos among them, and what is wrong with them."""
        for index, token in enumerate(self.tokens):
            self._take(index, token)
        inlines = _trimmed(self.frames[0].runs)
        return InlineText(inlines, tuple(self.photos), self.diagnostics)

    def _take(self, index: int, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._add_text(token.content)
                if FAILED_PHOTO.search(token.content):
                    self._warn_failed_photo()
            case "code_inline":
                self.frames[-1].runs.append(Code(token.content))
            case "softbreak":
                self._add_text(self._soft_break(index))
            case "hardbreak":
                self.frames[-1].runs.append(LineBreak())
            case "html_inline":
                self._add_text(token.content)
                self._warn_raw_html(token)
            case "image":
                self._add_photo(token)
            case "footnote_ref":
                self._add_footnote_mark(token)
            case "em_open" | "strong_open" | "s_open" | "link_open":
                self.frames.append(_Frame(token.type, token))
            case "em_close" | "strong_close" | "s_close" | "link_close":
                self._close()
            case _:
                self._add_text(token.content)

    def _add_text(self, text: str) -> None:
        """Joins the text with that before it."""
        runs = self.frames[-1].runs
        if runs and isinstance(runs[-1], Text):
            runs[-1] = Text(runs[-1].text + text)
        elif text:
            runs.append(Text(text))

    def _soft_break(self, index: int) -> str:
        before = next((text[-1] for token in reversed(self.tokens[:index]) if (text := _shown(token))), " ")
        after = next((text[0] for token in self.tokens[index + 1 :] if (text := _shown(token))), " ")
        if before == " " or after == " " or breaks_without_space(before, after, self.source.language):
            return ""
        return " "

    def _close(self) -> None:
        """Ends the innermost element. A style inside itself adds nothing, so that depth stays bounded."""
        frame = self.frames.pop()
        runs = self.frames[-1].runs
        if frame.kind == "link_open":
            assert frame.token is not None
            runs.extend(self._linked(frame.token, tuple(frame.runs)))
        elif not frame.runs or any(outer.kind == frame.kind for outer in self.frames):
            runs.extend(frame.runs)
        else:
            runs.append(Styled(STYLES[frame.kind], tuple(frame.runs)))

    def _linked(self, token: Token, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The link, or its text alone when its target is not allowed."""
        written = str(token.attrGet("href") or "")
        # The token is pushed after `[`; an autolink's at its `<`.
        location = self._location(token, 0 if token.markup == "autolink" else -1)
        target = judge_target(written, path=self.source.path, files=self.source.files)
        if isinstance(target, BadTarget):
            self.diagnostics.append(
                warning("bad-link", location, f"{target.message}; the link is dropped, its text kept", hint=target.hint)
            )
            return children
        if not plain_text(children).strip():
            message = f"the link to '{written}' has no text and is dropped"
            self.diagnostics.append(warning("bad-link", location, message, hint="write [text](target)"))
            return children
        return (Link(target.kind, target.target, children, location),)

    def _add_photo(self, token: Token) -> None:
        src, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        self.photos.append(PhotoMark(unquote(src), _alt(token).strip(), title.strip(), self._location(token)))

    def _add_footnote_mark(self, token: Token) -> None:
        label = str(token.meta["label"])
        number = self.number_of_note(label)
        if number is None:
            self._add_text(f"[^{label}]")
            message = f"there is no footnote '[^{label}]:' in this body"
            hint = f"add a line that begins with [^{label}]:"
            self.diagnostics.append(warning("unknown-footnote", self._location(token), message, hint=hint))
        else:
            self.frames[-1].runs.append(FootnoteMark(number))

    def _warn_raw_html(self, token: Token) -> None:
        location = self._location(token)
        if not any(d.code == "raw-html" and d.location.line == location.line for d in self.diagnostics):
            shown = token.content.partition("\n")[0]
            message = f"raw HTML is not read and is shown as text (got '{shown}')"
            self.diagnostics.append(warning("raw-html", location, message, hint="write Markdown, or \\< for a plain <"))

    def _warn_failed_photo(self) -> None:
        match = FAILED_PHOTO.search(self.inline.content)
        location = self.source.location(self.inline, match.start() if match else 0)
        hint = "an address with spaces stands in angle brackets: ![alt](<the bridge.jpg>)"
        message = "this photo cannot be read and is shown as text"
        self.diagnostics.append(warning("bad-link", location, message, hint=hint))

    def _location(self, token: Token, shift: int = 0) -> Location:
        return self.source.location(self.inline, max(0, (token.map or [0])[0] + shift))


def _shown(token: Token) -> str:
    """The characters a token shows, for those that show any."""
    if token.type in ("text", "text_special", "code_inline", "html_inline"):
        return token.content
    return " " if token.type == "hardbreak" else ""


def _alt(photo: Token) -> str:
    """The text in a photo's square brackets, without marks; a photo in it counts as its own."""
    parts = []
    for token in photo.children or ():
        match token.type:
            case "image":
                parts.append(_alt(token))
            case "softbreak":
                parts.append(" ")
            case _:
                parts.append(_shown(token))
    return "".join(parts)


def _trimmed(runs: list[Inline]) -> tuple[Inline, ...]:
    """Without the space that a photo taken out, or an indent, leaves at either end."""
    kept = list(runs)
    while kept and (isinstance(kept[0], LineBreak) or _is_blank(kept[0])):
        kept.pop(0)
    while kept and (isinstance(kept[-1], LineBreak) or _is_blank(kept[-1])):
        kept.pop()
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(first.text.lstrip(FULL_WIDTH_SPACE + " "))
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = Text(last.text.rstrip(" "))
    return tuple(kept)


def _is_blank(run: Inline) -> bool:
    return isinstance(run, Text) and not run.text.strip(FULL_WIDTH_SPACE + " ")
