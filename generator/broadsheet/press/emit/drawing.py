"""Drawings (SVG) that are to be printed: whether the PDF can embed them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import typst

_LETTERS = re.compile(rb"<(?:\w+:)?text[\s>]")


def drawing_fault(data: bytes) -> str:
    """Why a drawing cannot be embedded, in English; empty when it can."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
        folder = Path(name)
        (folder / "drawing.svg").write_bytes(data)
        source = folder / "main.typ"
        source.write_text('#image("drawing.svg")\n', encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        try:
            typst.Compiler(source, root=folder, font_paths=fonts).compile(format="pdf")
        except typst.TypstError as fault:
            return str(fault)
    return ""


def has_letters(data: bytes) -> bool:
    """Whether a drawing holds text, which is printed in its own font nowhere: that font is not embedded."""
    return _LETTERS.search(data) is not None
