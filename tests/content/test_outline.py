"""An issue's outline, had without opening its pages, is that of the whole issue."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.content.issue import validate_issue
from broadsheet.content.issue_settings import read_setup
from broadsheet.content.paper import validate_paper
from broadsheet.content.read import read_issue, read_site
from broadsheet.diagnostics import BroadsheetError, Diagnostic
from broadsheet.model import IssueOutline, IssueSetup
from conftest import REPOSITORY
from content.test_any_input import SETTINGS
from paper_site import ISSUE, PAPER, SITES, PaperSite

ROOTS = [REPOSITORY, SITES / "english", SITES / "traditional", *sorted((SITES / "broken").iterdir())]
PUBLISHED = "timezone: Asia/Shanghai\npages: {01: 要闻, 2: 综合}\n"


def outlines(root: Path) -> dict[str, IssueOutline | None]:
    """Of every issue of a site; what the whole issues say of themselves must be the same."""
    try:
        source, _ = read_site(root)
    except BroadsheetError:
        return {}
    paper, _ = validate_paper(source)
    found: dict[str, IssueOutline | None] = {}
    for folder in source.issues if paper else ():
        assert paper is not None
        outline, told = read_setup(root, folder, paper)
        whole, all_told = _whole(root, folder.name)
        assert outline == (whole.outline if whole else None)
        assert set(told) <= set(all_told)
        assert {fault for fault in all_told if fault.location.path == f"{folder.path}/issue.yaml"} <= set(told)
        found[folder.name] = outline
    return found


def _whole(root: Path, name: str) -> tuple[IssueSetup | None, tuple[Diagnostic, ...]]:
    source, _ = read_site(root)
    paper, _ = validate_paper(source)
    folder = source.issue(name)
    assert folder is not None
    assert paper is not None
    issue, told = read_issue(root, folder)
    setup, found = validate_issue(issue, paper, root)
    return setup, (*told, *found)


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_every_fixture(root: Path) -> None:
    outlines(root)


ISSUE_SETTINGS = st.lists(
    st.one_of(
        SETTINGS,
        st.sampled_from(["number: 010\n", "title: 国庆特刊\n", "until: 2026-11-25\n", "until: 2026-11-23\n"]),
        st.sampled_from(["published: 2026-11-24 5:30\n", "published: 2026-11-23T22:00Z\n", "published: early\n"]),
        st.lists(
            st.sampled_from(["{code: 1}", "{code: 02-03, name: 副刊}", "{code: 4, lost: yes}", "{code: A1}", "{}"])
        ).map(lambda items: f"pages: [{', '.join(items)}]\n"),
    ),
    max_size=4,
).map("".join)
FOLDERS = st.lists(st.sampled_from(["01", "1", "02", "03", "02-03", "A1", "a1", "old", "10"]), max_size=5, unique=True)


@settings(max_examples=100)
@given(ISSUE_SETTINGS, FOLDERS)
@example("pages: [{code: 1}, {code: 02-03}, {code: 4, lost: yes}]\n", ["01", "02-03"])
def test_any_issue(settings_of_issue: str, pages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = PaperSite(Path(folder)).write("content/paper.yaml", PAPER + PUBLISHED)
        site.write(f"{ISSUE}/issue.yaml", settings_of_issue.encode("utf-8", "replace"))
        for page in pages:
            site.write(f"{ISSUE}/{page}/a.md", "---\ntitle: 标题\n---\n正文。\n")
        outlines(site.root)


def test_what_an_outline_tells(tmp_path: Path) -> None:
    site = PaperSite(tmp_path).write("content/paper.yaml", PAPER + PUBLISHED)
    site.write(f"{ISSUE}/issue.yaml", "number: 12\npages: [{code: 1}, {code: 02-03}, {code: 4, lost: yes}]\n")
    for page in ("01", "02-03"):
        site.write(f"{ISSUE}/{page}/a.md", b"\xff")  # never opened
    (outline,) = outlines(tmp_path).values()
    assert outline is not None
    assert (outline.number, outline.page_count) == ("12", 4)
    assert outline.published.isoformat() == "2026-11-24T00:00:00+08:00"


def test_an_issue_without_pages_has_no_outline(tmp_path: Path) -> None:
    site = PaperSite(tmp_path).write("content/paper.yaml", PAPER).write(f"{ISSUE}/issue.yaml", "number: 12\n")
    assert list(outlines(site.root).values()) == [None]
