"""Measures Broadsheet and other generators on the same newspaper, in turn, and prints tables in Markdown.

    .venv/bin/python -m bench.run [--sizes 10 100 365] [--rounds 5] [--scenarios full nothing edit add save]
                                  [--generators hugo zola broadsheet …] [--work FOLDER] [--limit SECONDS] [--saves 50]

`docs/performance.md` tells what is compared, and how to read the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.archive import make_issue
from bench.bring import FOLDER, bring
from bench.generators import BASE, Generator, generators
from bench.layouts import LAYOUTS, write_archive
from bench.saves import Edited, measure_saves
from bench.tables import Saved, Taken, build_table, growth_table, save_table

SCENARIOS = {
    "full": "Everything is built, no output, state or cache being there",
    "nothing": "Built again, nothing having changed",
    "edit": "Built again, one article of the newest issue having changed",
    "add": "Built again, one issue having come",
    "save": "Saved to browser, one article of the newest issue",
}
_HERE = Path(__file__).parent
_STATES = (".broadsheet", "resources", ".hugo_build.lock", "cache", "__pycache__")
"""What generators leave in a site."""
_EDITED = "04/a3"


@dataclass(slots=True)
class Subject:
    """A generator with a site of its own."""

    generator: Generator
    site: Path
    output: Path
    issues: int
    """In the site now."""
    seed: int
    runs: dict[str, list[Taken]] = field(default_factory=dict)
    """By scenario."""

    def lay_out(self, node_modules: Path) -> None:
        """Writes the site."""
        write_archive(self.site, self.generator.layout, 0, self.issues, self.seed)
        if self.generator.layout == "eleventy":
            (self.site / "node_modules").symlink_to(node_modules)

    def build(self, scenario: str, number: int) -> Taken:
        """Changes the site as the scenario says, for the time of that number, and builds."""
        again = scenario != "full"
        if scenario == "full":
            self.forget()
        elif scenario == "edit":
            article = self._newest_article()
            text = article.read_text(encoding="utf-8")
            article.write_text(f"{text}\n第{number + 1}次修订。\n", encoding="utf-8")
        elif scenario == "add":
            write_archive(self.site, self.generator.layout, self.issues, self.issues + 1, self.seed)
            self.issues += 1
        if again and self.generator.before is not None:
            self.generator.before(self.site, make_issue(self.seed, self.issues - 1).date)
        command = self.generator.again if again and self.generator.again is not None else self.generator.build
        return measured([word.format(output=self.output) for word in command], self.site)

    def forget(self) -> None:
        """Removes output, state and caches."""
        shutil.rmtree(self.output, ignore_errors=True)
        for name in _STATES:
            shutil.rmtree(self.site / name, ignore_errors=True)
            if (self.site / name).is_file():
                (self.site / name).unlink()

    def to_serve(self) -> Edited:
        """The site as `bench.saves` wants it."""
        issue = make_issue(self.seed, self.issues - 1)
        folder = f"{issue.date:%Y/%m/%d}" if self.generator.layout.startswith("broadsheet") else str(issue.date)
        address = f"{folder}/{_EDITED}{'/' if self.generator.folders else '.html'}"
        served = self.output.with_name(f"{self.output.name}-served")
        return Edited(self.generator, self.site, served, self._newest_article(), address)

    def _newest_article(self) -> Path:
        issue = make_issue(self.seed, self.issues - 1)
        article = next(article for article in issue.articles if article.id == _EDITED)
        return self.site / LAYOUTS[self.generator.layout].article(issue, article)


def measured(command: Sequence[str], site: Path) -> Taken:
    """Runs the command in the site's folder; ends the program when it fails."""
    environment = {**os.environ, "NODE_ENV": "production"}
    wrapped = [sys.executable, "-S", "-E", str(_HERE / "measured.py"), *command]
    done = subprocess.run(wrapped, cwd=site, env=environment, capture_output=True, text=True)
    if done.returncode or json.loads(done.stdout)["status"]:
        raise SystemExit(f"failed: {' '.join(command)} in {site}\n{done.stderr[-2000:]}")
    told = json.loads(done.stdout)
    return Taken(told["wall"], told["cpu"], told["peak"])


def measure_builds(subjects: Sequence[Subject], scenario: str, rounds: int) -> None:
    """Builds in turn; of several rounds, one goes before them and does not count."""
    warm = rounds > 1
    for number in range(rounds + warm):
        for subject in subjects:
            taken = subject.build(scenario, number)
            if number or not warm:
                subject.runs.setdefault(scenario, []).append(taken)
            _tell(f"{subject.issues} issues, {scenario}, {subject.generator.title}: {taken.wall:.3f} s")


def main() -> None:
    """Prints a table for each size and scenario as soon as it is measured, and the growth at the end."""
    asked = arguments().parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers are ended and sites removed
    tools = bring(asked.tools)
    chosen = {name: each for name, each in generators(tools).items() if name in asked.generators}
    full: dict[str, dict[int, float]] = {generator.title: {} for generator in chosen.values()}
    for size in sorted(asked.sizes):
        fitting = [name for name, each in chosen.items() if _expected(full[each.title], size) <= asked.limit]
        with tempfile.TemporaryDirectory(dir=asked.work) as work:
            sites = Path(work)
            subjects = [
                Subject(chosen[name], sites / name, sites / f"{name}-output", size, asked.seed) for name in fitting
            ]
            for subject in subjects:
                _tell(f"{size} issues: writing the site of {subject.generator.title}")
                subject.lay_out(tools.node_modules)
            for scenario in (name for name in SCENARIOS if name in asked.scenarios):
                print(f"\n### {size:,} issues: {SCENARIOS[scenario][0].lower()}{SCENARIOS[scenario][1:]}\n")
                print(_table(subjects, scenario, asked.rounds, asked.saves), flush=True)
            for subject in subjects:
                if "full" in subject.runs:
                    walls = [run.wall for run in subject.runs["full"]]
                    full[subject.generator.title][size] = statistics.median(walls)
    if "full" in asked.scenarios and len(asked.sizes) > 1:
        print("\n### How a full build grows\n")
        print(growth_table(full, sorted(asked.sizes)))


def _table(subjects: Sequence[Subject], scenario: str, rounds: int, saves: int) -> str:
    if scenario == "save":
        return save_table(_saves(subjects, saves))
    for subject in subjects:
        if scenario != "full" and not subject.output.exists():
            subject.build("full", 0)
    measure_builds(subjects, scenario, rounds)
    base = next((subject.generator.title for subject in subjects if subject.generator.layout == BASE), None)
    return build_table({subject.generator.title: subject.runs[scenario] for subject in subjects}, base)


def _saves(subjects: Sequence[Subject], count: int) -> dict[str, list[Saved]]:
    sites = [subject.to_serve() for subject in subjects if subject.generator.serve is not None]
    measure_saves(sites, count)
    return {site.generator.title: site.saves for site in sites}


def _expected(full: dict[int, float], size: int) -> float:
    """Seconds that a full build of so many issues may take, by the largest measured so far."""
    if not full:
        return 0
    largest = max(full)
    return full[largest] * size / largest


def arguments() -> argparse.ArgumentParser:
    """What the command takes."""
    parser = argparse.ArgumentParser(prog="bench.run", description=__doc__.splitlines()[0])
    names = ("hugo", "hugo-segment", "zola", "eleventy", "pelican", "broadsheet", "broadsheet-full")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 365], metavar="ISSUES")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scenarios", nargs="+", choices=list(SCENARIOS), default=list(SCENARIOS))
    parser.add_argument("--generators", nargs="+", choices=names, default=list(names))
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    work = "where sites and outputs are put for the time: /dev/shm is a RAM disk  [default: the temporary folder]"
    parser.add_argument("--work", type=Path, metavar="FOLDER", help=work)
    limit = "leave a generator out where its full build would take longer  [default: 150]"
    parser.add_argument("--limit", type=float, default=150, metavar="SECONDS", help=limit)
    parser.add_argument("--tools", type=Path, default=FOLDER, metavar="FOLDER", help="where the other generators are")
    return parser


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
