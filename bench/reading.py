"""What a reader waits for: Lighthouse on a phone's settings, for a front, a page and an article.

Serves the built edition as a host would and prints the four scores of each document, with what costs points. Needs
Node and Chromium; Lighthouse itself is fetched on first use, in the version named below.

    python bench/reading.py [folder of the edition]
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import browser_path  # noqa: E402  the tests' host and browser
from browser.hosting import hosted  # noqa: E402

LIGHTHOUSE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> None:
    """Prints the scores; ends with 1 where one is below LEAST."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "output")
    issue = json.loads((folder / "latest.json").read_text(encoding="utf-8"))
    print(f"{'':44}" + "".join(f"{name:>16}" for name in CATEGORIES))
    lowest = 100
    with hosted(folder) as hosting:
        for address in documents(folder, issue):
            report = audited(hosting.url + address)
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            lowest = min(lowest, *scores)
            print(f"{address:44}" + "".join(f"{score:16}" for score in scores))
            for line in costs(report):
                print(f"    {line}")
    sys.exit(lowest < LEAST)


def documents(folder: Path, latest: dict[str, Any]) -> tuple[str, str, str]:
    """The front of the newest issue, its first page, and the article that leads it."""
    issue = json.loads((folder / latest["issue"]).read_text(encoding="utf-8"))
    first = min(issue["articles"], key=lambda article: (article["page"], article["priority"]))
    return issue["url"], issue["pages"][0]["url"], first["url"]


def audited(url: str) -> dict[str, Any]:
    """Lighthouse's report on a document."""
    npm = shutil.which("npm", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if npm is None:
        sys.exit("npm is needed")
    command = [npm, "exec", "--yes", f"--package={LIGHTHOUSE}", "--", "lighthouse", url, "--quiet", "--output=json"]
    command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    path = f"{Path(npm).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "CHROME_PATH": browser_path(), "PATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def costs(report: dict[str, Any]) -> list[str]:
    """What was found wanting, and by how much it weighs."""
    found = []
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{name}: {audit['title']} {audit.get('displayValue', '')} ({audit['score']:.2f})")
    return found


if __name__ == "__main__":
    main()
