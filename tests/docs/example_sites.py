"""Sites made of the examples in a section of the manual."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from broadsheet.console import as_text
from broadsheet.content.han import is_han
from broadsheet.diagnostics import BroadsheetError, Diagnostic
from docs.manual import Section
from paper_site import ISSUE, PaperSite

LATER = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
"""When every issue of the examples is out."""

_WHOLE_WORDS: Any = {"break_long_words": False, "break_on_hyphens": False}
_PICTURE = re.compile(r"[\w./-]+\.(?:jpe?g|png|webp)\b")


def example_site(section: Section, root: Path) -> PaperSite:
    """The section's whole files, the photos that they name, and whatever else a paper needs.

    A section with a Chinese example belongs to a Chinese paper, any other to an English one.
    """
    files = section.files
    site = PaperSite(root)
    language = "zh-Hans" if any(map(is_han, "".join(files.values()))) else "en"
    site.write("content/paper.yaml", f"name: Courier\nlanguage: {language}\nbase_url: https://courier.example/\n")
    for path, text in files.items():
        site.write(path, text)
        for picture in _PICTURE.findall(text) if path.endswith(".md") else ():
            site.photo(f"{path.rpartition('/')[0]}/{picture}", (300, 200))
    if not any(re.fullmatch(r"content/issues/.*/[^/]+\.md", path) for path in files):
        site.article("01/flood", "Text.", title="Flood")
    return site


def build(site: PaperSite, **options: Any) -> tuple[Diagnostic, ...]:
    """What a build says, also when it cannot go on."""
    try:
        return site.build(**{"now": LATER, **options}).result.diagnostics
    except BroadsheetError as fault:
        return (fault.diagnostic,)


def printed(diagnostics: Sequence[Diagnostic], root: Path) -> list[str]:
    """The diagnostics as the manual shows them.

    As the command line prints them, but for the beginning of long paths, the site's folder, and lines that are folded.
    """
    lines = [line for diagnostic in diagnostics for line in as_text(diagnostic).splitlines()]
    short = [line.replace(f"{ISSUE}/", "…/").replace(str(root), "courier") for line in lines]
    return [part for line in short for part in textwrap.wrap(line, 116, subsequent_indent="    ", **_WHOLE_WORDS)]
