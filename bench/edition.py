"""How long builds of the demonstration paper take, each as a share of the full build in the same run.

    .venv/bin/python bench/edition.py [ROUNDS]

Every build is a process of its own, as editors and CI start it. Times are medians of wall seconds.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


def seconds(site: Path, *options: str) -> float:
    """Wall seconds of one `broadsheet build`."""
    command = [sys.executable, "-m", "broadsheet", "--site", str(site), "build", "--quiet", *options]
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def seconds_after_an_edit(site: Path) -> float:
    """Wall seconds of a build after a word was added to one article."""
    article = next((site / "content/issues/2026/2026-11-24/03").glob("*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "又及。\n", encoding="utf-8")
    return seconds(site)


def main(rounds: int) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copytree(REPOSITORY / "content", site / "content")
        kinds: dict[str, Callable[[], float]] = {
            "everything, photos too": lambda: seconds(site, "--clean"),
            "nothing changed": lambda: seconds(site),
            "one article edited": lambda: seconds_after_an_edit(site),
        }
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, run in kinds.items():
                taken[kind].append(run())
        files = sum(path.is_file() for path in (site / "output").rglob("*"))
    full = statistics.median(taken["everything, photos too"])
    print(f"{files} files, median of {rounds} rounds")
    for kind, times in taken.items():
        middle = statistics.median(times)
        print(f"{kind:24} {middle:6.2f} s   {middle / full:5.2f} of the full build")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
