"""A build killed at any moment leaves an edition that readers can walk about in, and the next one completes it."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from build.edits import first_paper, folder_of
from build.interrupted import count_changes, kill_at, look_at_changes
from build.links_on_disk import dead_links, torn_files
from build.newsroom import difference, files_below, lend_templates
from paper_site import PaperSite

KILLS = 200


class TwoEditions:
    """A site whose content changes to and fro between two versions, of which each is known as built from nothing."""

    def __init__(self, folder: Path, issues: int = 3) -> None:
        self.site = PaperSite(folder / "site")
        self.contents: list[Path] = []
        self.trees: list[dict[str, bytes]] = []
        lend_templates(self.site.root)
        for number in range(2):
            copy = first_paper(folder / f"version-{number}")
            _add_issues(copy, issues)
            lend_templates(copy.root)
            if number:
                _work_on(copy)
            self.contents.append(copy.root)
            self.trees.append(copy.build().files())
            shutil.rmtree(copy.root / "output")
            shutil.rmtree(copy.root / ".broadsheet")

    @property
    def output(self) -> Path:
        return self.site.root / "output"

    def take(self, number: int) -> None:
        """The content of that version; the output stays."""
        for name in ("content", "themes"):
            shutil.rmtree(self.site.root / name, ignore_errors=True)
            if (self.contents[number] / name).is_dir():
                shutil.copytree(self.contents[number] / name, self.site.root / name)

    def forget(self) -> None:
        for name in ("output", ".broadsheet"):
            shutil.rmtree(self.site.root / name, ignore_errors=True)
        lend_templates(self.site.root)

    def faults(self, *, over_nothing: bool) -> set[str]:
        """Of what lies there while one version is built over the other, or over nothing."""
        stay = [] if over_nothing else [address for address in self.trees[0] if address in self.trees[1]]
        return dead_links(self.output, stay) | torn_files(self.output, *self.trees)

    def complete(self) -> None:
        built = self.site.build()
        assert built.result.ok, built.result.diagnostics

    def check_completed(self, number: int) -> None:
        assert difference(files_below(self.output), self.trees[number]) == []


def _add_issues(site: PaperSite, count: int) -> None:
    for number in range(3, count):
        day = f"2026-10-{number - 2:02}"
        for piece in ("01/bridge", "01/ferry", "02/market"):
            site.article(piece, "江水天天过。" * 20, issue=folder_of(day), title=f"{piece}{number}")


def _work_on(site: PaperSite) -> None:
    """Something of everything: articles changed, new, gone and renamed, an issue new, another gone, one moved up."""
    last, middle = folder_of("2026-11-24"), folder_of("2026-11-23")
    site.edit(f"{middle}/01/market.md", "早市六点开门", "早市五点开门。见[新闻](2026-11-23/02/news)")
    site.article("02/news", "见[早市](2026-11-23/01/market)。", issue=middle, title="新闻")
    site.article("03/extra", "号外。", issue=last, photos=[{"src": "p.png", "alt": "江边"}])
    site.photo(f"{last}/03/p.png", (48, 30))
    site.remove(f"{last}/02/ferry.md").article("02/tug", "拖轮。", issue=last, title="拖轮")
    (site.root / last / "01/market.md").rename(site.root / last / "01/stalls.md")
    site.remove(folder_of("2026-11-22"))
    site.article("01/bridge", "晚刊。", issue=folder_of("2026-11-23-evening"), title="晚刊头条")
    site.write("themes/broadsheet/assets/extra.css", "p { color: #123 }")


@pytest.fixture
def two(tmp_path: Path) -> TwoEditions:
    return TwoEditions(tmp_path)


def test_at_no_change_to_the_disk_a_reader_meets_a_dead_link(two: TwoEditions) -> None:
    for number, over_nothing in ((0, True), (1, False), (0, False)):
        two.take(number)
        assert look_at_changes(two.site, partial(two.faults, over_nothing=over_nothing)) == set()
        two.check_completed(number)


def test_killed_at_a_change_to_the_disk_the_next_build_completes_it(two: TwoEditions) -> None:
    two.take(0)
    changes = count_changes(two.site)
    _try_each(two, random.Random(1124).sample(range(1, changes), 4))


@pytest.mark.slow
def test_killed_at_each_change_to_the_disk_the_next_build_completes_it(two: TwoEditions) -> None:
    two.take(0)
    changes = count_changes(two.site)
    _try_each(two, range(1, changes + 1))


def _try_each(two: TwoEditions, changes: list[int] | range) -> None:
    """Over the other version each time, which the build before has completed."""
    there = 0
    for number in changes:
        two.take(1 - there)
        was_killed = kill_at(two.site, number)
        assert two.faults(over_nothing=False) == set()
        two.complete()
        there = 1 - there
        two.check_completed(there)
        if not was_killed:
            two.forget()
            two.take(there)
            kill_at(two.site, number)
            assert two.faults(over_nothing=True) == set()
            two.complete()
            two.check_completed(there)


@pytest.mark.parametrize("kills", [3, pytest.param(KILLS // 2, marks=pytest.mark.slow)])
def test_killed_at_any_moment_nothing_is_lost(two: TwoEditions, kills: int) -> None:
    _kill_at_random(two, kills, seed=20261124)


@pytest.mark.slow
def test_killed_at_any_moment_an_archive_is_not_lost(tmp_path: Path) -> None:
    _kill_at_random(TwoEditions(tmp_path, issues=30), KILLS // 2, seed=20261125)


def _kill_at_random(two: TwoEditions, kills: int, seed: int) -> None:
    """Real processes, killed after any time; now over a whole edition, now over nothing, now over a killed build."""
    chance = random.Random(seed)
    command = [sys.executable, "-m", "broadsheet", "--site", str(two.site.root), "build", "--quiet", "--no-press"]
    command += ["--now", "2026-11-24T23:00"]
    two.take(0)
    fresh = _seconds(command)
    two.take(1)
    incremental = _seconds(command)
    there: int | None = 1
    killed = 0
    for _ in range(kills):
        if chance.random() < 0.3:
            two.forget()
            there = None
        wanted = 1 - there if there is not None else chance.randint(0, 1)
        two.take(wanted)
        build = subprocess.Popen(command, start_new_session=True)
        time.sleep(chance.uniform(0.1, 1) * (fresh if there is None else incremental))
        build.send_signal(signal.SIGKILL)
        killed += build.wait() == -signal.SIGKILL
        assert two.faults(over_nothing=there is None) == set()
        if chance.random() < 0.7:
            subprocess.run(command, check=True)
            two.check_completed(wanted)
            there = wanted
    assert killed >= kills // 10
    subprocess.run(command, check=True)
    two.check_completed(wanted)


def _seconds(command: list[str]) -> float:
    started = time.monotonic()
    subprocess.run(command, check=True)
    return time.monotonic() - started
