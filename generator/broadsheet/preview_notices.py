"""What the preview lays on a page: the overlay of errors, the strip of warnings, and a page for when there is none.

Their frames lie in `preview_parts/`. Whatever is put into them is escaped here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.diagnostics import Diagnostic

if TYPE_CHECKING:
    from broadsheet.preview_words import PreviewWords

MOST_SHOWN = 50
"""Faults that the overlay or the strip lists; the terminal has them all."""


def overlay(faults: Sequence[Diagnostic], words: PreviewWords, sorry: str = "") -> str:
    """The list of errors as a dialog over the page, out of reach of the theme's styles; or an apology."""
    title = words.text("preview_crashed") if sorry else words.text("preview_failed", count=len(faults))
    body = f'<p lang="en">{html.escape(sorry)}</p>' if sorry else _fault_list(faults, words)
    return _filled("overlay.html", words, title, body)


def strip(warnings: Sequence[Diagnostic], words: PreviewWords) -> str:
    """The warnings as a strip along the window's lower edge, which opens to a list of them."""
    title = words.text("preview_warnings", count=len(warnings))
    return _filled("strip.html", words, title, _fault_list(warnings, words))


def blank_page(title: str, text: str, language: str) -> bytes:
    """A page to lay the overlay on when there is none."""
    return _filled_part(
        "blank.html", {"language": language, "title": html.escape(title), "text": html.escape(text)}
    ).encode()


def _filled(name: str, words: PreviewWords, title: str, body: str) -> str:
    close = html.escape(words.text("preview_close"))
    language = html.escape(words.language)
    return _filled_part(name, {"language": language, "title": html.escape(title), "close": close, "body": body})


def _fault_list(faults: Sequence[Diagnostic], words: PreviewWords) -> str:
    items = [_fault_item(fault, words) for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        items.append(f"<li>{html.escape(words.text('preview_more', count=len(faults) - MOST_SHOWN))}</li>")
    return "<ol>\n{}\n</ol>".format("\n".join(items))


def _fault_item(fault: Diagnostic, words: PreviewWords) -> str:
    """One fault; the diagnostics themselves are English."""
    notes = [words.text("preview_hint", text=fault.hint)] if fault.hint else []
    notes += [words.text("preview_see", place=place) for place in fault.related]
    lines = [
        f"<code>{html.escape(str(fault.location))}</code>",
        f'<strong lang="en">{html.escape(fault.message)}</strong>',
        *(f"<span>{html.escape(note)}</span>" for note in notes),
    ]
    return f'<li data-code="{fault.code}">{"".join(lines)}</li>'


def _filled_part(name: str, values: dict[str, str]) -> str:
    """A part with each `{{key}}` replaced by its value, which may hold braces of its own."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], _part(name))


@cache
def _part(name: str) -> str:
    return (Path(__file__).parent / "preview_parts" / name).read_text(encoding="utf-8")
