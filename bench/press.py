"""How good and how fast the press is: the goals of its issue, measured on random pages and on the demonstration paper.

    .venv/bin/python bench/press.py [--pages 200] [--printed 20] [--shown 6] [PART …]

Parts: `random` composes random ordinary pages of a Chinese paper; `printed` reads some of them back from their PDF and
from Chromium; `demonstration` does both with the real articles of `content/`; `build` times a cold build of an issue.
All of them without names. Times are wall seconds on this machine, one page at a time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

sys.path.pop(0)  # The script's own folder, in which `press` is this file.
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from playwright.sync_api import Browser, sync_playwright

from broadsheet.build import BuildOptions, build_edition, press, press_work
from broadsheet.press.compose.issue import ComposedPage, compose_issue
from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.page import compose_page
from broadsheet.press.compose.rule_facts import SeenPage
from broadsheet.press.compose.rule_lines import TELLING_STRETCH, is_han, stretch_of
from broadsheet.press.compose.rule_space import empty_cells
from broadsheet.press.compose.rules import WARNINGS, broken_rules
from broadsheet.press.emit.pdf import Links, page_pdf
from broadsheet.press.emit.typst_page import Imprint, PrintedPage
from broadsheet.press.fonts.faces import FaceSet, default_faces
from broadsheet.press.layout import Line, PageLayout, TextBlock
from browser.conftest import FLAGS, browser_path
from press.page_view_samples import made_of, publish
from press.random_pages import random_page
from press.read_back import read_back

REPOSITORY = Path(__file__).parent.parent
PARTS = ("random", "printed", "demonstration", "build")
ISSUE = "2026-11-24"
"""Of the demonstration paper: eight pages."""
UNSOUND = frozenset({"overlap", "outside", "hole", "lost", "repeated"})

SHOWN_LINES = """() => {
  const sheet = document.querySelector('.sheet'), origin = sheet.getBoundingClientRect();
  const scale = origin.width / sheet.offsetWidth;
  const found = [];
  for (const line of sheet.querySelectorAll('div > span, div > a > span')) {
    let text = '', left = Infinity, right = -Infinity, top = Infinity;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, range = document.createRange();
      range.selectNodeContents(node);
      text += node.data;
      const after = scale * parseFloat(getComputedStyle(node.parentElement).letterSpacing) || 0;
      for (const box of range.getClientRects()) {
        left = Math.min(left, box.left - origin.left);
        right = Math.max(right, box.right - origin.left - after);
        top = Math.min(top, box.top - origin.top);
      }
    }
    found.push([text, left, right, top]);
  }
  return [origin.width, found];
}"""
"""Each line of the page view: its text, its ends and its top, in px."""


@dataclass(slots=True)
class Figures:
    """What is counted over some pages."""

    pages: int = 0
    seconds: list[float] = field(default_factory=list)
    fill: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)
    """Share of the page's cells that carry nothing, as the checks see it."""
    broken: Counter[str] = field(default_factory=Counter)
    """Pages by rule."""
    kept: int = 0
    """Pages that break no hard rule."""
    unsound: int = 0
    """Overlaps, holes, lost and repeated characters."""
    overset: int = 0
    """Characters."""
    lines: int = 0
    telling: int = 0
    """Stretched over 1.08."""
    torn: int = 0
    """Stretched over 1.15."""

    def add(self, page: PageInput, layout: PageLayout) -> None:
        """Counts a composed page."""
        found = broken_rules(layout, page)
        hard = {finding.rule for finding in found} - WARNINGS
        self.pages += 1
        self.kept += not hard
        self.broken.update(hard)
        self.unsound += sum(finding.rule in UNSOUND for finding in found)
        self.overset += sum(module.overset for module in layout.modules)
        self.fill.append(layout.fill.share)
        self.empty.append(empty_cells(SeenPage(layout, page)) / max(1, layout.fill.cells))
        stretches = [stretch_of(line) for _, _, line in body_lines(layout) if is_han(line.text)]
        self.lines += len(stretches)
        self.telling += sum(stretch > TELLING_STRETCH + 1e-3 for stretch in stretches)
        self.torn += sum(stretch > 1.15 + 5e-3 for stretch in stretches)

    def rows(self) -> Iterator[tuple[str, str]]:
        """What is measured, and the figure."""
        yield "overlaps, holes, lost or repeated characters", str(self.unsound)
        yield "page filled, median / worst", f"{statistics.median(self.fill):.1%} / {min(self.fill):.1%}"
        yield "  cells that the checks see empty, median / worst", _pair(self.empty, "{:.1%}")
        rules = ", ".join(f"{rule} {count}" for rule, count in self.broken.most_common()) or "none"
        yield "pages that break no hard rule", f"{self.kept} of {self.pages} ({self.kept / self.pages:.0%})"
        yield "  pages by broken rule", rules
        yield "  characters overset", str(self.overset)
        shares = (self.telling / max(1, self.lines), self.torn)
        yield "lines stretched > 1.08 / > 1.15", f"{shares[0]:.2%} / {shares[1]} of {self.lines}"
        if self.seconds:
            yield "compose a page, median / worst", _pair(self.seconds, "{:.2f} s")


def _pair(values: Sequence[float], form: str) -> str:
    return f"{form.format(statistics.median(values))} / {form.format(max(values))}"


def body_lines(layout: PageLayout) -> Iterator[tuple[TextBlock, int, Line]]:
    """Each line of running text with its block and place in it."""
    for module in layout.modules:
        for block in module.elements:
            if isinstance(block, TextBlock) and block.role == "body":
                for number, line in enumerate(block.lines):
                    yield block, number, line


# --- random pages ---------------------------------------------------------------------------------------------------


def compose_random(count: int, faces: FaceSet) -> tuple[Figures, list[tuple[PageInput, PageLayout]]]:
    """Figures of random pages, and the pages."""
    figures, made = Figures(), []
    for seed in range(count):
        page = random_page(seed)
        started = time.perf_counter()
        layout = compose_page(page, faces)
        figures.seconds.append(time.perf_counter() - started)
        figures.add(page, layout)
        made.append((page, layout))
    return figures, made


def lines_in_pdf(layouts: Sequence[PageLayout], faces: FaceSet) -> tuple[int, int]:
    """Body lines that the PDF has as the model has them, of all."""
    imprint = Imprint("Pages", "Bench", "zh-Hans", dt.date(2026, 11, 24))
    equal = total = 0
    for layout in layouts:
        printed = page_pdf(PrintedPage(layout, "", {}), imprint, faces, {}, Links())
        found = read_back(printed.data, (layout,))
        equal, total = equal + found.equal, total + found.total
    return equal, total


def lines_in_chromium(browser: Browser, layout: PageLayout, document: Path) -> tuple[int, int]:
    """Body lines that stand in the page view where the model has them, within half a pixel, of all."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(document.as_uri() + "#page-view")
    page.evaluate("document.fonts.ready")
    width, shown = page.evaluate(SHOWN_LINES)
    page.close()
    scale = width / layout.width
    places: dict[str, list[tuple[float, float]]] = {}
    for text, left, right, _ in shown:
        places.setdefault(text, []).append((left, right))
    equal = total = 0
    for block, _, line in body_lines(layout):
        left, right = (block.x + line.segments[0].x) * scale, (block.x + line.width) * scale
        near = [place for place in places.get(line.text, []) if abs(place[0] - left) + abs(place[1] - right) < 1]
        total += 1
        equal += bool(near)
    return equal, total


# --- the demonstration paper ----------------------------------------------------------------------------------------


def demonstration_pages(output: Path) -> tuple[tuple[ComposedPage, ...], list[float]]:
    """The pages of the demonstration paper as a build composes them into `output`, and the seconds of each composing.

    A page whose story goes on elsewhere, and the page it goes on, are composed more than once.
    """
    composed: list[ComposedPage] = []
    seconds: list[float] = []

    def listening(*given: object, **named: object) -> tuple[ComposedPage, ...]:
        pages = compose_issue(*given, **named)  # type: ignore[arg-type]
        composed.extend(pages)
        return pages

    def timed(job: press_work.ComposeJob) -> PageLayout:
        started = time.perf_counter()
        layout = press_work.compose(job)
        seconds.append(time.perf_counter() - started)
        return layout

    options = BuildOptions(output=output, now=dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC), jobs=1)
    site = output.parent
    shutil.copytree(REPOSITORY / "content", site / "content")
    with mock.patch.object(press, "compose_issue", listening), mock.patch.object(press, "compose", timed):
        build_edition(site, options)
    return tuple(composed), seconds


def cold_build(*options: str) -> tuple[float, int, Path]:
    """Wall seconds of a build of one issue without any cache, its warnings, and the site's folder."""
    site = Path(tempfile.mkdtemp(prefix="broadsheet-bench-"))
    shutil.copytree(REPOSITORY / "content", site / "content")
    command = [sys.executable, "-m", "broadsheet", "--site", str(site), "build", "--quiet", *options, ISSUE]
    started = time.perf_counter()
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - started, ran.stderr.count(": warning["), site


def complaints(pdf: Path) -> int:
    """Lines that poppler has to say about a document; 0 where poppler is not installed."""
    if shutil.which("pdftotext") is None:
        return 0
    ran = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=False)
    return len(ran.stderr.splitlines()) + (ran.returncode != 0)


# --- the table ------------------------------------------------------------------------------------------------------


def show(title: str, rows: Iterator[tuple[str, str]]) -> None:
    """Prints a part of the table."""
    print(f"\n{title}")
    for name, value in rows:
        print(f"  {name:52} {value}")


def shares(name: str, found: tuple[int, int]) -> tuple[str, str]:
    """A row for lines that are equal."""
    equal, total = found
    return name, f"{equal} of {total} ({equal / max(1, total):.2%})"


def of_random(options: argparse.Namespace, faces: FaceSet) -> None:
    """The parts `random` and `printed`."""
    figures, made = compose_random(options.pages, faces)
    if "random" in options.parts:
        show(f"{options.pages} random ordinary pages", figures.rows())
    if "printed" not in options.parts:
        return
    every = max(1, len(made) // options.printed)
    found = [lines_in_pdf([layout for _, layout in made[::every]], faces)]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        counts = [0, 0]
        for number, (page, layout) in enumerate(made[:: max(1, len(made) // options.shown)]):
            document = publish(Path(folder) / str(number), made_of(layout, page.grid), layout.language)
            equal, total = lines_in_chromium(browser, layout, document)
            counts = [counts[0] + equal, counts[1] + total]
        browser.close()
    found.append((counts[0], counts[1]))
    names = ("body lines equal in model and PDF", "body lines equal in model and Chromium")
    show("lines of random pages", iter([shares(name, each) for name, each in zip(names, found, strict=True)]))


def of_demonstration() -> None:
    """The part `demonstration`."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        pages, seconds = demonstration_pages(output)
        figures = Figures(seconds=seconds)
        for each in pages:
            figures.add(each.page, each.layout)
        rows = [*figures.rows(), shares("body lines equal in model and PDF", _printed_equal(output, pages))]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
            found = [lines_in_chromium(browser, each.layout, _document(output, each)) for each in pages]
            browser.close()
        rows.append(
            shares("body lines equal in model and Chromium", (sum(a for a, _ in found), sum(b for _, b in found)))
        )
        show(f"the demonstration paper, {len(pages)} pages", iter(rows))


def _printed_equal(output: Path, pages: tuple[ComposedPage, ...]) -> tuple[int, int]:
    counts = [read_back(_document(output, each).with_name("page.pdf").read_bytes(), (each.layout,)) for each in pages]
    return sum(each.equal for each in counts), sum(each.total for each in counts)


def _document(output: Path, composed: ComposedPage) -> Path:
    """The page's document in the edition, found by the address of one of its stories."""
    address = next(story.link for story in composed.page.stories if story.link and story.from_cut is None)
    issue = "/".join(address.split("/")[:3])
    return output / issue / composed.page.code / "index.html"


def of_build() -> None:
    """The part `build`."""
    taken, warnings, site = cold_build()
    without, _, bare = cold_build("--no-press")
    pdfs = sorted(site.glob("output/2026/11/24/*/page.pdf"))
    sizes = [pdf.stat().st_size / 1000 for pdf in pdfs]
    rows = [
        ("8-page issue, cold, with PDFs and pictures", f"{taken:.1f} s"),
        ("  without the press", f"{without:.1f} s"),
        ("  warnings", str(warnings)),
        ("PDF of a page, median / largest", _pair(sizes, "{:.0f} KB") if sizes else "none"),
        ("  lines that poppler complains in", str(sum(complaints(pdf) for pdf in pdfs))),
    ]
    rows += [("issue.pdf", f"{each.stat().st_size / 1000:.0f} KB") for each in site.glob("output/2026/11/24/issue.pdf")]
    show(f"build of {ISSUE}", iter(rows))
    for folder in (site, bare):
        shutil.rmtree(folder)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200, help="random pages (200)")
    parser.add_argument("--printed", type=int, default=20, help="of them read back from PDF (20)")
    parser.add_argument("--shown", type=int, default=6, help="of them read back from Chromium (6)")
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []], help=", ".join(PARTS))
    options = parser.parse_args()
    options.parts = options.parts or list(PARTS)
    faces = default_faces("zh-Hans")
    if {"random", "printed"} & set(options.parts):
        of_random(options, faces)
    if "demonstration" in options.parts:
        of_demonstration()
    if "build" in options.parts:
        of_build()


if __name__ == "__main__":
    main()
