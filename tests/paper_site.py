"""A site to try things on: made of a fixture paper or of a few files, edited, built, and looked into."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from broadsheet.build import BuildOptions, BuildResult, build_edition, check_site
from broadsheet.diagnostics import Diagnostic, Severity

SITES = Path(__file__).parent / "sites"
NIGHT = dt.datetime(2026, 11, 24, 23, 0, tzinfo=dt.UTC)
"""When tests build, unless they say otherwise."""

PAPER = "name: 江城日报\nlanguage: zh-Hans\nbase_url: https://example.org/\n"
ISSUE = "content/issues/2026/2026-11-24"


@dataclass(frozen=True)
class Built:
    """An edition on disk."""

    output: Path
    result: BuildResult

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.result.diagnostics]

    @property
    def errors(self) -> list[str]:
        return [d.code for d in self.result.diagnostics if d.severity is Severity.ERROR]

    def text(self, address: str) -> str:
        return (self.output / address).read_text(encoding="utf-8")

    def json(self, address: str) -> Any:
        return json.loads(self.text(address))

    def document(self, address: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.text(address))

    def main(self, address: str) -> LexborNode:
        """The one `main` of a document."""
        (main,) = self.document(address).css("main")
        return main

    def words(self, address: str) -> str:
        """The text of `main`, white space folded."""
        return " ".join(self.main(address).text().split())

    def files(self) -> dict[str, bytes]:
        """Every file of the edition by address."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


class PaperSite:
    """A site under test; every change returns the site, so that a test reads as one sentence."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str | bytes) -> Self:
        """A file of the site, made or replaced."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def article(self, piece: str, body: str = "正文一段。", *, issue: str = ISSUE, **front_matter: object) -> Self:
        """An article at `01/slug`; front-matter values are written as JSON, which is YAML too."""
        values = {"title": piece.partition("/")[2], **front_matter}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
        return self.write(f"{issue}/{piece}.md", f"---\n{lines}---\n\n{body}\n")

    def photo(self, path: str, size: tuple[int, int] = (900, 600), colour: str = "#7a8899") -> Self:
        """A plain picture, its format by its ending."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, colour).save(file)
        return self

    def edit(self, path: str, old: str, new: str) -> Self:
        """Replaces a text that stands in a file exactly once."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def remove(self, path: str) -> Self:
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        return self

    def build(self, *issues: str, output: str = "output", now: dt.datetime = NIGHT, **options: Any) -> Built:
        folder = self.root / output
        wanted = replace(BuildOptions(output=folder, now=now, issues=issues, press=False), **options)
        return Built(folder, build_edition(self.root, wanted))

    def check(self, *paths: str) -> tuple[Diagnostic, ...]:
        return check_site(self.root, tuple(self.root / path for path in paths), now=NIGHT)

    def codes(self) -> list[str]:
        """The codes of `check`, in order of place."""
        return [diagnostic.code for diagnostic in self.check()]
