"""What is measured: always the same paper, and made by each generator into the same site."""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.archive import ARTICLES_A_PAGE, PAGES, PHOTOS, SECTIONS, Issue, make_issue
from bench.bring import Tools, bring
from bench.compare import differences, documents
from bench.generators import generators
from bench.layouts import LAYOUTS, write_archive
from bench.run import SCENARIOS, Subject, arguments
from bench.tables import Saved, Taken, build_table, growth_table, save_table
from hypothesis import given, settings
from hypothesis import strategies as st

REPOSITORY = Path(__file__).parent.parent
DIGESTS = {0: "41e5e510bb02e395", 364: "54ed2eaeba68bc6a"}
"""Of issues by index, with the seed 1: what was measured once can be measured again."""


# --- the paper ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", DIGESTS)
def test_paper_is_always_the_same(index: int) -> None:
    assert hashlib.sha256(repr(make_issue(1, index)).encode()).hexdigest()[:16] == DIGESTS[index]


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(0, 10**4))
def test_issues_are_as_told(seed: int, index: int) -> None:
    issue = make_issue(seed, index)
    by_id = {article.id: article for article in issue.articles}
    assert list(by_id) == [f"{page:02}/a{order}" for page in range(1, 9) for order in range(1, 9)]
    assert (len(PAGES), ARTICLES_A_PAGE) == (8, 8)
    for article in issue.articles:
        assert 300 <= sum(map(len, article.blocks)) < 2400
        assert article.section in SECTIONS
        assert article.photo is None or 0 <= article.photo.number < PHOTOS
        if article.continues_on is not None:
            tail = by_id[article.continues_on]
            assert (tail.continued_from, tail.section) == (article.id, article.section)
            assert tail.page > article.page
            assert tail.order > 1
    assert sum(article.continues_on is not None for article in issue.articles) in (3, 4)
    for page in range(1, 9):
        sections = [article.section for article in issue.articles if article.page == page]
        assert sections == sorted(sections)
        assert len(set(sections)) == 3


@pytest.mark.parametrize("layout", LAYOUTS)
def test_issues_can_be_added(layout: str, tmp_path: Path) -> None:
    write_archive(tmp_path / "whole", layout, 0, 3)
    write_archive(tmp_path / "grown", layout, 0, 2)
    write_archive(tmp_path / "grown", layout, 2, 3)
    assert _tree(tmp_path / "whole") == _tree(tmp_path / "grown")


def _tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_tell_where_an_article_is(layout: str, tmp_path: Path) -> None:
    write_archive(tmp_path, layout, 0, 1)
    issue = make_issue(1, 0)
    for article in issue.articles:
        assert article.title in (tmp_path / LAYOUTS[layout].article(issue, article)).read_text(encoding="utf-8")


# --- the same site --------------------------------------------------------------------------------------------------


def _built_by_broadsheet(site: Path, issues: int) -> Path:
    write_archive(site, "broadsheet", 0, issues)
    command = [sys.executable, "-m", "broadsheet", "--site", str(site), "build", "--quiet", "--no-press", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return site / "output"


def test_paper_has_no_fault_and_its_documents_are_whole(tmp_path: Path) -> None:
    said = documents(_built_by_broadsheet(tmp_path, 1))
    issue = make_issue(1, 0)
    assert len(said) == 1 + len(PAGES) + len(issue.articles)
    for article in issue.articles:
        words = said[f"/2016/01/01/{article.id}"]
        for text in (article.title, article.kicker, article.deck):
            assert text in words
        assert article.byline in words or not article.byline


def test_differences_are_told(tmp_path: Path) -> None:
    for name, text in (("one", "甲"), ("other", "乙")):
        page = tmp_path / name / "2016-01-01/01/a1.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<p>{text} <a href="/2016-01-01/01/">1</a></p><nav class="pager">{text}</nav>')
    assert differences(tmp_path / "one", tmp_path / "one") == []
    assert len(differences(tmp_path / "one", tmp_path / "other")) == 1
    relative = tmp_path / "relative/2016/01/01/01/a1/index.html"
    relative.parent.mkdir(parents=True)
    relative.write_text('<p>甲\n <a href="../index.html">1</a></p>\n<nav class=pager>甲</nav>')
    assert differences(tmp_path / "one", tmp_path / "relative") == []
    relative.write_text('<p>甲 <a href="../../02/">1</a></p><nav class=pager>甲</nav>')
    assert len(differences(tmp_path / "one", tmp_path / "relative")) == 1
    relative.write_text('<p>甲 <a href="../">1</a></p><nav class=pager></nav>')
    assert len(differences(tmp_path / "one", tmp_path / "relative")) == 1
    assert differences(tmp_path / "one", tmp_path / "relative", without_pager={"/2016/01/01/01/a1"}) == []


@pytest.mark.slow
def test_generators_make_the_same_site(tmp_path: Path) -> None:
    tools = bring()
    outputs = {}
    for name, generator in generators(tools).items():
        subject = Subject(generator, tmp_path / name, tmp_path / f"{name}-output", 3, 1)
        subject.lay_out(tools.node_modules)
        subject.build("full", 0)
        outputs[name] = subject.output
    issues = [make_issue(1, index) for index in range(3)]
    continued = {address for issue in issues for address in _beside_continuations(issue)}
    assert len(documents(outputs["hugo"])) == 3 * (1 + 8 + 64)
    assert 3 * 6 < len(continued) < 3 * 12
    for name in ("zola", "eleventy", "pelican"):
        assert differences(outputs["hugo"], outputs[name]) == [], name
    assert differences(outputs["hugo"], outputs["broadsheet"], without_pager=continued) == []


def _beside_continuations(issue: Issue) -> set[str]:
    """Articles that are continuations, or stand before or after one."""
    near = {
        (article.page, article.order + step)
        for article in issue.articles
        if article.continued_from is not None
        for step in (-1, 0, 1)
    }
    return {
        f"/{issue.date:%Y/%m/%d}/{article.id}" for article in issue.articles if (article.page, article.order) in near
    }


@pytest.mark.slow
def test_what_is_added_and_edited_is_built(tmp_path: Path) -> None:
    tools = bring()
    for name, generator in generators(tools).items():
        subject = Subject(generator, tmp_path / name, tmp_path / f"{name}-output", 2, 1)
        subject.lay_out(tools.node_modules)
        for number, scenario in enumerate(("full", "nothing", "edit", "add", "edit")):
            subject.build(scenario, number)
        said = documents(subject.output)
        assert len(said) == 3 * (1 + 8 + 64), name
        assert "第3次修订。" in said["/2016/01/02/04/a3"], name
        assert "第5次修订。" in said["/2016/01/03/04/a3"], name


# --- measuring ------------------------------------------------------------------------------------------------------

BUSY = """
import os, time
if os.fork() == 0:
    os.setsid()
    time.sleep(0.2)          # the parent has ended by now
    filled = bytearray(90_000_000)
    while time.process_time() < 0.3:
        pass
"""


def test_processes_that_outlive_their_parent_count() -> None:
    measured = [sys.executable, str(REPOSITORY / "bench/measured.py"), sys.executable, "-c", BUSY]
    taken = json.loads(subprocess.run(measured, capture_output=True, text=True, check=True).stdout)
    assert taken["status"] == 0
    assert taken["cpu"] >= 0.3
    assert taken["peak"] > 85


def test_tables() -> None:
    runs = {"Hugo": [Taken(2, 4, 100), Taken(4, 4, 120), Taken(3, 4, 110)], "Other": [Taken(1, 1, 9)] * 3}
    assert build_table(runs, "Hugo").splitlines()[2:] == [
        "| Hugo | 3.000 | 2.000–4.000 | 4.000 | 110 | 1.000 | 1.000 |",
        "| Other | 1.000 | 1.000–1.000 | 1.000 | 9 | 0.333 | 0.250 |",
    ]
    assert build_table({"Other": runs["Other"]}, None).endswith("| – | – |")
    saves = {"Hugo": [Saved(0.1, 0.2), Saved(0.3, 0.4)], "Other": [Saved(None, 1)]}
    assert save_table(saves).splitlines()[2:] == [
        "| Hugo | 2 | 200 | 100–300 | 300 | 200–400 |",
        "| Other | 1 | – | – | 1000 | 1000–1000 |",
    ]
    grown = growth_table({"Hugo": {10: 1.0, 100: 9.5}, "Other": {10: 2.0}}, [10, 100])
    assert grown.splitlines()[2:] == ["| Hugo | 1.000 | 9.500 (× 9.5) |", "| Other | 2.000 | – |"]


def test_manual_names_every_option() -> None:
    text = (REPOSITORY / "docs/performance.md").read_text(encoding="utf-8")
    parser = arguments()
    options = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    assert [name for action in options for name in action.option_strings if f"`{name}`" not in text] == []
    words = [*SCENARIOS, *(word for action in options for word in action.choices or ())]
    assert [word for word in words if f"`{word}`" not in text] == []


def test_generators_that_can_be_asked_for_are_there() -> None:
    asked = next(action for action in arguments()._actions if action.dest == "generators")
    known = generators(Tools(("h",), ("z",), ("e",), ("p",), REPOSITORY))
    assert list(asked.choices or ()) == list(known)
    assert {generator.layout for generator in known.values()} == set(LAYOUTS)
