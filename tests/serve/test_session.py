"""A preview's builds: a saved article is answered from memory, and in the end the edition is that of a clean build."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from selectolax.lexbor import LexborHTMLParser

from broadsheet.build import BuildOptions, BuildResult, build_edition
from broadsheet.build.session import BuildSession
from build.edits import EDITS, Edit, first_paper, folder_of, rewrite_article, set_key
from paper_site import ISSUE, PaperSite

ARTICLE = f"{ISSUE}/01/market.md"
ADDRESS = "2026/11/24/01/market.html"
NEW_YEAR = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
"""When all issues are out: what was out once stays out, which a build from nothing cannot know."""


class Previewed(PaperSite):
    """A site with a session that builds it, and with whatever has changed since the session was told last."""

    def __init__(self, folder: Path, *, press: bool = False) -> None:
        super().__init__(first_paper(folder / "site").root)
        self.options = BuildOptions(output=self.root / "preview", drafts=True, future=True, press=press, now=NEW_YEAR)
        self.session = BuildSession(self.root, self.options, clock=lambda: NEW_YEAR)
        self.seen = self._stamps()
        self.is_whole = True
        """Whether the last save was followed by a whole build."""
        self._good = folder / "good"

    def saved(self) -> list[str]:
        """The files saved since it was asked last."""
        before, self.seen = self.seen, self._stamps()
        changed = {path for path, _ in before.items() ^ self.seen.items()}
        return sorted(str(path) for path in changed)

    def whole(self) -> BuildResult:
        result = self.session.build(wait_for_press=True)
        assert result is not None
        return result

    def document(self, address: str) -> str:
        return (self.options.output / address).read_text(encoding="utf-8")

    def clean(self) -> tuple[BuildResult, Path]:
        """A build from nothing."""
        folder = self.root.parent / "clean"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.root, folder, ignore=shutil.ignore_patterns(".broadsheet", "preview"))
        return build_edition(folder, replace(self.options, output=folder / "preview")), folder / "preview"

    def compare(self, result: BuildResult) -> bool:
        """After a whole build: it is good where one from nothing is, and leaves the same; whether that is so."""
        clean, output = self.clean()
        if clean.ok:
            assert result.ok, result.diagnostics
            assert files_of(self.options.output) == files_of(output)
        return clean.ok

    def compare_issue(self, name: str) -> None:
        """After a save that was answered: what a reader of the issue sees is right already.

        A build from nothing may have errors that one of issues built before tells as warnings.
        """
        clean, output = self.clean()
        if not clean.ok:
            return
        folder = f"{name[:10].replace('-', '/')}{name[10:]}"
        for path in [*sorted((output / folder).rglob("*.html")), output / "index.html"]:
            address = path.relative_to(output).as_posix()
            assert main(self.document(address)) == main(path.read_text(encoding="utf-8")), address

    def keep_good(self) -> None:
        """Keeps the content as it can be built."""
        shutil.rmtree(self._good, ignore_errors=True)
        shutil.copytree(self.root / "content", self._good)

    def take_back(self) -> None:
        """Puts the content back as it was kept."""
        shutil.rmtree(self.root / "content")
        shutil.copytree(self._good, self.root / "content")

    def _stamps(self) -> dict[Path, tuple[int, int, int]]:
        found = {}
        for folder in ("content", "themes"):
            for path in (self.root / folder).rglob("*"):
                if path.is_file():
                    stamp = path.stat()
                    found[path] = stamp.st_mtime_ns, stamp.st_ino, stamp.st_size
        return found


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main(document: str) -> str:
    node = LexborHTMLParser(document).css_first("main")
    return (node and node.html) or ""


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Previewed]:
    made = Previewed(tmp_path)
    assert made.whole().ok
    made.saved()
    yield made
    made.session.close()


def test_a_saved_article_is_right_at_once_and_the_rest_with_the_next_whole_build(paper: Previewed) -> None:
    paper.edit(ARTICLE, "早市六点开门。", "早市提前到五点。")
    before = files_of(paper.options.output)
    answer = paper.session.rewrite(paper.saved())
    assert answer is not None
    assert answer.ok
    assert answer.is_press_behind
    assert "早市提前到五点。" in paper.document(ADDRESS)
    assert "早市提前到五点。" in paper.document("2026/11/24/01/index.html")
    paper.compare_issue("2026-11-24")
    written = {address for address, data in files_of(paper.options.output).items() if before[address] != data}
    assert len(written) == answer.written
    assert all(address.startswith("2026/11/24/") or address == "index.html" for address in written)
    result = paper.whole()
    assert not result.is_seen or result.written
    paper.compare(result)


def test_a_save_reads_the_saved_article_alone(paper: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    opened = Path.read_bytes

    def noting(path: Path) -> bytes:
        read.append(path.name)
        return opened(path)

    paper.edit(ARTICLE, "早市六点开门。", "早市提前到五点。")
    saved = paper.saved()
    monkeypatch.setattr(Path, "read_bytes", noting)
    monkeypatch.setattr("broadsheet.content.read.read_text", lambda *_: pytest.fail("an issue was read"))
    assert paper.session.rewrite(saved) is not None
    assert read == ["market.md"]


def test_an_issue_is_read_when_one_of_its_documents_is_looked_at(
    paper: Previewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.session.keep_ready("/2026/11/22/01/market.html")
    paper.session.keep_ready("/archive/index.html")
    paper.session.keep_ready("/2026/11/01/01/market.html")
    monkeypatch.setattr("broadsheet.content.read.read_text", lambda *_: pytest.fail("an issue was read"))
    paper.edit(f"{folder_of('2026-11-22')}/01/market.md", "早市六点开门。", "早市提前到五点。")
    assert paper.session.rewrite(paper.saved()) is not None
    monkeypatch.undo()
    paper.compare(paper.whole())


def test_several_articles_of_several_issues_are_answered(paper: Previewed) -> None:
    for day in ("2026-11-22", "2026-11-23", "2026-11-24"):
        paper.edit(f"{folder_of(day)}/01/market.md", "早市六点开门。", "早市提前到五点。")
        paper.edit(f"{folder_of(day)}/02/bridge.md", "下篇。", "下篇，改过了。")
        answer = paper.session.rewrite(paper.saved())
        assert answer is not None
        assert answer.ok
    for day in ("22", "23", "24"):
        assert "早市提前到五点。" in paper.document(f"2026/11/{day}/01/market.html")
        assert "下篇，改过了。" in paper.document(f"2026/11/{day}/01/bridge.html")
    paper.compare(paper.whole())


def test_nothing_is_written_while_an_article_has_an_error(paper: Previewed) -> None:
    before = files_of(paper.options.output)
    paper.edit(ARTICLE, 'title: "早市"', "title: 早市\nkind: nonsense")
    answer = paper.session.rewrite(paper.saved())
    assert answer is not None
    assert [each.code for each in answer.diagnostics] == ["bad-value"]
    assert not answer.ok
    paper.edit(f"{folder_of('2026-11-23')}/01/market.md", "早市六点开门。", "早市提前到五点。")
    answer = paper.session.rewrite(paper.saved())
    assert answer is not None
    assert not answer.ok
    assert files_of(paper.options.output) == before
    assert not paper.whole().ok
    paper.edit(ARTICLE, "kind: nonsense", "kind: opinion")
    answer = paper.session.rewrite(paper.saved())
    assert answer is not None
    assert answer.ok
    assert "早市提前到五点。" in paper.document("2026/11/23/01/market.html")
    paper.compare(paper.whole())


def test_warnings_that_only_a_whole_build_finds_stay(paper: Previewed) -> None:
    paper.write("content/pages/about.md", "---\ntitle: 关于\n---\n\n关于。\n").write("content/pages/stray.txt", "x")
    assert paper.session.rewrite(paper.saved()) is None
    told = {each.code for each in paper.whole().diagnostics}
    assert told
    paper.edit(ARTICLE, "早市六点开门。", "![江边](none.png)")
    answer = paper.session.rewrite(paper.saved())
    assert answer is not None
    assert {each.code for each in answer.diagnostics} >= told | {"missing-photo"}


MORE_THAN_TEXT: tuple[Callable[[PaperSite], object], ...] = (
    lambda site: site.edit("content/paper.yaml", "江城日报", "江城晚报"),
    lambda site: site.write("themes/broadsheet/locales/zh-Hans.yaml", "archive: 往期\n"),
    lambda site: site.article("01/new", "新的一篇。"),
    lambda site: site.remove(f"{ISSUE}/01/new.md"),
    lambda site: site.photo(f"{ISSUE}/01/p.png", (40, 30)),
    lambda site: site.write(f"{ISSUE}/01/page.yaml", "name: 头版\n"),
    lambda site: site.write(f"{ISSUE}/issue.yaml", "title: 特刊\n"),
    lambda site: site.article("01/market", "新的一期。", issue=folder_of("2026-11-25")),
    lambda site: site.remove(folder_of("2026-11-25")),
    lambda site: site.edit(ARTICLE, "---\n\n", "aliases: [2026/11/24/01/old.html]\n---\n\n"),
    lambda site: site.edit(ARTICLE, "---\n\n", "slug: bazaar\n---\n\n"),
    lambda site: site.write(ARTICLE, b"\xff\xfe"),
)


def test_whatever_is_more_than_a_text_is_built_as_a_whole(paper: Previewed) -> None:
    for number, change in enumerate(MORE_THAN_TEXT):
        change(paper)
        assert paper.session.rewrite(paper.saved()) is None
        paper.compare(paper.whole())
        if number in (3, 7):
            paper.edit(ARTICLE, "开门", "开门又关门")
            answer = paper.session.rewrite(paper.saved())
            assert answer is not None
            assert answer.written


def test_what_an_editor_leaves_for_a_moment_is_no_change(paper: Previewed) -> None:
    answer = paper.session.rewrite([str(paper.root / ISSUE / "01/4913"), str(paper.root / ISSUE / "01")])
    assert answer is not None
    assert answer.written == 0
    assert paper.session.rewrite([str(paper.root / "content/4913")]) is None


def test_nothing_is_answered_when_anything_may_have_been_saved(paper: Previewed) -> None:
    assert paper.session.rewrite(None) is None
    paper.edit(ARTICLE, "早市六点开门。", "早市提前到五点。")
    assert paper.session.rewrite(paper.saved()) is None
    result = paper.session.build(wait_for_press=True, is_overtaken=lambda: True)
    assert result is not None  # there is nothing else to show
    paper.compare(result)


def test_a_whole_build_that_is_ended_early_changes_nothing_and_the_next_one_all(paper: Previewed) -> None:
    paper.edit(ARTICLE, "早市六点开门。", "早市提前到五点。")
    assert paper.session.rewrite(paper.saved()) is not None
    before = files_of(paper.options.output)
    assert paper.session.build(wait_for_press=True, is_overtaken=lambda: True) is None
    threading.Timer(0.05, paper.session.end_early).start()
    began = time.monotonic()
    result = paper.session.build(wait_for_press=True)
    if result is None:  # nearly always: a build takes longer
        assert {a: d for a, d in files_of(paper.options.output).items() if ".broadsheet-new" not in a} == before
        assert time.monotonic() - began < 5
        result = paper.whole()
    paper.compare(result)


def test_another_state_is_met_by_a_whole_build(paper: Previewed) -> None:
    for state in (paper.root / ".broadsheet").glob("*.state"):
        state.write_bytes(b"nonsense")
    assert paper.whole().ok
    paper.edit(ARTICLE, "早市六点开门。", "早市提前到五点。")
    assert paper.session.rewrite(paper.saved()) is not None
    paper.compare(paper.whole())


Steps = list[tuple[Edit, int]]

DESK = (*(rewrite_article, set_key) * 10, *EDITS)
"""Mostly what a preview answers at once."""


def follow(steps: Steps) -> int:
    """Takes the steps one after the other; how many of their saves were answered."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Previewed(Path(folder))
        with contextlib.closing(paper.session):
            paper.compare(paper.whole())
            paper.keep_good()
            answered = sum(take(edit, paper, Random(seed)) for edit, seed in steps)
            paper.compare(paper.whole())
    return answered


def take(edit: Edit, paper: Previewed, chance: Random) -> bool:
    """A step, the answer to its save if there is one, and mostly a whole build; whether the save was answered.

    Content that cannot be built is mostly taken back, as editors do.
    """
    edit(paper, chance)
    saved = paper.saved()
    answer = paper.session.rewrite(saved)
    is_answered = answer is not None and answer.ok
    if is_answered and paper.is_whole and len(names := {Path(path).parents[1].name for path in saved}) == 1:
        paper.compare_issue(*names)
    paper.is_whole = answer is None or chance.random() < 0.7
    if paper.is_whole and paper.compare(paper.whole()):
        paper.keep_good()
    elif paper.is_whole and chance.random() < 0.8:
        paper.take_back()
        paper.session.rewrite(paper.saved())
        paper.compare(paper.whole())
    return answer is not None


def drawn(edits: tuple[Edit, ...], count: int, seed: int) -> Steps:
    chance = Random(seed)
    return [(chance.choice(edits), chance.randrange(1_000_000)) for _ in range(count)]


def test_an_evening_at_the_desk() -> None:
    assert follow(drawn(DESK, 8, 4)) > 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_year_at_the_desk(seed: int) -> None:
    assert follow(drawn(DESK, 100, seed)) > 30


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(DESK), st.integers(0, 1_000_000)), max_size=20))
def test_any_steps_at_the_desk(steps: Steps) -> None:
    follow(steps)
