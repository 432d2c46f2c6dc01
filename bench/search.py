"""The search on an archive of 6,400 articles: size, time and memory to make it, bytes over the wire for a first query.

    .venv/bin/python bench/search.py [ISSUES] [QUERIES]

Issues have 64 articles of about 800 characters. A first query is the whole page in a fresh browser, scripts and styles,
manifest, what the query needs of the index, titles and the excerpts in view, counted as the browser counts them.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY / "tests"))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue  # noqa: E402
from broadsheet.output.search_month import MonthEntry, manifest, month_file  # noqa: E402
from broadsheet.output.search_segment import make_segment, pack_segment, unpack_segment  # noqa: E402
from browser.conftest import FLAGS, browser_path  # noqa: E402
from browser.hosting import hosted  # noqa: E402
from nonsense import Nonsense  # noqa: E402
from paper_site import PAPER, PaperSite  # noqa: E402
from search_reader import keyed, queries, truth  # noqa: E402

ARTICLES = 64
FIRST = dt.date(2026, 8, 1)
LIMIT = 150_000
"""Bytes that a first query may take."""


def make_index(folder: Path, count: int) -> list[SearchableIssue]:
    """The index of so many issues; prints what it took."""
    made: list[SearchableIssue] = []
    packed: dict[str, list[tuple[dt.date, bytes]]] = {}
    taken = 0.0
    for issue in Nonsense(1).issues(FIRST, count, ARTICLES):
        made.append(issue)
        began = time.process_time()
        packed.setdefault(f"{issue.date:%Y-%m}", []).append((issue.date, pack_segment(make_segment(issue))[1]))
        taken += time.process_time() - began
    print(f"segments: {taken:.1f} s, {taken / count / ARTICLES * 1000:.2f} ms an article")
    entries, months = [], []
    for month, parts in packed.items():
        began = time.process_time()
        file = month_file([unpack_segment(part) for _, part in parts])
        months.append(time.process_time() - began)
        (folder / f"{month}.idx").write_bytes(file.content)
        entries.append(MonthEntry(month, f"{month}.idx", file.head, parts[0][0], parts[-1][0]))
    (folder / "index.json").write_bytes(manifest(entries))
    kept = sum(len(part) for parts in packed.values() for _, part in parts)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"a month's file: {max(months):.2f} s at most")
    print(f"index: {size / 1e6:.1f} MB, {size / count / ARTICLES / 1000:.1f} kB an article; kept: {kept / 1e6:.1f} MB")
    print(
        f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, the articles themselves included"
    )
    return made


def write_texts(folder: Path, articles: dict[str, SearchableArticle]) -> None:
    """The articles as excerpts are taken from: as large as a real `.ninjs.json`."""
    for address, article in articles.items():
        body = "\n".join(article.body)
        html = "\n".join(f"<p>{line}</p>" for line in article.body)
        bodies = [{"contentType": "text/plain", "value": body}, {"contentType": "text/html", "value": html}]
        file = folder / address.replace(".html", ".ninjs.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"title": article.title, "bodies": bodies}, ensure_ascii=False), encoding="utf-8")


def first_query(browser: Browser, url: str, query: str) -> tuple[int, int, float]:
    """Articles found, bytes over the wire, seconds until the count is told."""
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    bytes_taken: list[int] = []

    def note(event: dict[str, Any]) -> None:
        bytes_taken.append(int(event["encodedDataLength"]))

    wire.on("Network.loadingFinished", note)
    began = time.perf_counter()
    page.goto(f"{url}search.html?q={quote(query)}")
    page.wait_for_function("/^(找到|没有)/.test(document.querySelector('.search-status')?.textContent)")
    seconds = time.perf_counter() - began
    page.wait_for_load_state("networkidle")
    said = page.locator(".search-status").inner_text()
    context.close()
    digits = "".join(character for character in said if character.isdigit())
    return int(digits or 0), sum(bytes_taken), seconds


def main(issues: int, count: int) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        built = PaperSite(Path(folder)).write("content/paper.yaml", PAPER).article("01/one").build()
        for old in (built.output / "search").iterdir():
            old.unlink()
        articles = keyed(make_index(built.output / "search", issues))
        write_texts(built.output, articles)
        asked = queries(articles.values(), count)
        figures, wrong = [], []
        with hosted(built.output) as host, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
            for query in asked:
                found, size, seconds = first_query(chromium, host.url, query)
                figures.append((size, seconds, query))
                if found != len(truth(articles, query)):
                    wrong.append(query)
            chromium.close()
    sizes, times = [size for size, _, _ in figures], [seconds for _, seconds, _ in figures]
    print(f"{len(asked)} first queries over {len(articles)} articles: {len(wrong)} wrong {wrong[:5]}")
    print(f"bytes over the wire: median {statistics.median(sizes):,.0f}, most {max(sizes):,} ({max(figures)[2]!r})")
    print(f"{sum(size > LIMIT for size in sizes)} over {LIMIT:,}; seconds: median {statistics.median(times):.2f}")


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["100", "200"][len(sys.argv) - 1 :])))
