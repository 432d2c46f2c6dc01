"""A build killed at any moment leaves an edition whose links resolve, and the next build repairs the rest."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import NewSite
from paper_site import PaperSite

KILLS = 60


def dead_links(output: Path) -> set[str]:
    """Relative links of the documents on disk that lead to no file."""
    dead = set()
    for document in output.rglob("*.html"):
        for link in LexborHTMLParser(document.read_text(encoding="utf-8")).css("a[href], img[src], link[href]"):
            target = (link.attributes.get("href") or link.attributes.get("src") or "").partition("#")[0]
            is_ours = bool(target) and "://" not in target and not target.startswith("mailto:")
            if is_ours and not (document.parent / unquote(target)).exists():
                dead.add(f"{document.relative_to(output)} → {target}")
    return dead


def large(site: PaperSite) -> PaperSite:
    for day in ("2026-11-22", "2026-11-23", "2026-11-24"):
        for page in range(1, 7):
            for number in range(8):
                piece = f"{page:02}/story-{number}"
                site.article(piece, f"第{number}篇。" * 40, issue=f"content/issues/2026/{day}", title=f"新闻{number}")
    return site


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost(site: NewSite) -> None:
    paper = large(site())
    command = [sys.executable, "-m", "broadsheet", "--site", str(paper.root), "build", "--quiet"]
    started = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - started
    chance = random.Random(20261124)
    killed = 0
    for number in range(KILLS):
        for article in paper.root.glob("content/issues/2026/*/*/*.md"):
            text = article.read_text(encoding="utf-8").rpartition("改")[0] or article.read_text(encoding="utf-8")
            article.write_text(f"{text}改{number}\n", encoding="utf-8")
        build = subprocess.Popen(command)
        time.sleep(chance.uniform(0.2 * whole, whole))
        build.send_signal(signal.SIGKILL)
        killed += build.wait() == -signal.SIGKILL
        assert dead_links(paper.root / "output") == set()
    assert killed > KILLS // 4
    subprocess.run(command, check=True)
    assert paper.build().result.written == 0
    clean = paper.build(output="clean").files()
    mended = paper.build().files()
    assert mended == clean
    assert f"改{KILLS - 1}" in (paper.root / "output/2026/11/24/01/story-0.html").read_text(encoding="utf-8")
