"""After any sequence of edits, a build that keeps what it can equals a clean one, byte for byte."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from paper_site import PAPER, PaperSite

DAYS = ("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-24-evening")
PAGES = ("01", "02")
SLUGS = ("bridge", "ferry", "江豚")
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)

days, pages, slugs = st.sampled_from(DAYS), st.sampled_from(PAGES), st.sampled_from(SLUGS)
texts = st.sampled_from(
    ("大桥通了。", "渡船照开。", "（上接11月23日第一版）\n\n下篇。", "见[那篇](2026-11-23/01/bridge)。")
)


class Editing(RuleBasedStateMachine):
    """An editor at work; after each change the paper is built on, and compared with a build from nothing."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.site = PaperSite(self.folder).write("content/paper.yaml", PAPER)
        self.site.article("01/bridge", "上篇。", issue=self.issue("2026-11-23"))
        self.now = NOON

    def issue(self, day: str) -> str:
        return f"content/issues/{day[:4]}/{day}"

    def articles(self) -> list[Path]:
        return sorted(self.folder.glob("content/issues/*/*/*/*.md"))

    @rule(day=days, page=pages, slug=slugs, text=texts, draft=st.booleans(), photo=st.booleans())
    def write(self, day: str, page: str, slug: str, text: str, draft: bool, photo: bool) -> None:
        front: dict[str, object] = {"draft": draft}
        if photo:
            front["photos"] = [{"src": "p.png", "alt": "图", "layout": "inline"}]
            self.site.photo(f"{self.issue(day)}/{page}/p.png", (40, 30))
        self.site.article(f"{page}/{slug}", text, issue=self.issue(day), **front)

    @precondition(lambda self: len(self.articles()) > 1)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        victim = data.draw(st.sampled_from(self.articles()))
        victim.unlink()
        if not list(victim.parent.glob("*.md")):
            shutil.rmtree(victim.parent)
        if not [child for child in victim.parents[1].iterdir() if child.is_dir()]:
            shutil.rmtree(victim.parents[1])

    @rule(day=days)
    def remove_issue(self, day: str) -> None:
        folder = self.folder / self.issue(day)
        others = [path for path in self.articles() if folder not in path.parents]
        if folder.is_dir() and others:
            shutil.rmtree(folder)

    @rule(day=days, hour=st.integers(0, 30))
    def publish_at(self, day: str, hour: int) -> None:
        if (self.folder / self.issue(day)).is_dir():
            moment = dt.datetime(2026, 11, 24, tzinfo=dt.UTC) + dt.timedelta(hours=hour)
            self.site.write(f"{self.issue(day)}/issue.yaml", f"published: {moment.isoformat()}\n")

    @rule(hours=st.integers(1, 6))
    def wait(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @rule(tagline=st.sampled_from(("江水天天过", "报纸天天来")))
    def change_the_paper(self, tagline: str) -> None:
        self.site.write("content/paper.yaml", f"{PAPER}tagline: {tagline}\n")

    @rule(text=st.sampled_from(("关于", "关于本报")))
    def write_standing_page(self, text: str) -> None:
        self.site.write("content/pages/about.md", f"---\ntitle: {text}\n---\n\n{text}。\n")

    @rule(colour=st.sampled_from(("#112233", "#445566")))
    def change_the_theme(self, colour: str) -> None:
        self.site.write("themes/broadsheet/assets/extra.css", f"p {{ color: {colour} }}")

    @rule(mark=st.sampled_from(("<!-- a -->", "<!-- b -->")))
    def override_a_template(self, mark: str) -> None:
        extended = '{% extends "super/archive.html" %}'
        self.site.write("themes/broadsheet/templates/archive.html", f"{extended}{{# {mark} #}}")

    @invariant()
    def equal_to_a_clean_build(self) -> None:
        if not hasattr(self, "site"):
            return
        built = self.site.build(now=self.now)
        copy = PaperSite(Path(tempfile.mkdtemp()))
        shutil.copytree(self.folder / "content", copy.root / "content")
        if (self.folder / "themes").is_dir():
            shutil.copytree(self.folder / "themes", copy.root / "themes")
        clean = copy.build(now=self.now)
        once_out = built.result.ok and clean.result.held and not built.result.held
        # An old issue whose reference was taken from it by others does not stop a build that knows it was built before.
        taken_away = not clean.result.ok and set(clean.errors) == {"unknown-ref"}
        assert built.result.ok == clean.result.ok or taken_away
        if built.result.ok and clean.result.ok and not once_out:
            assert built.files() == clean.files()
        shutil.rmtree(copy.root)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


class EditingAtLength(Editing):
    """The same for longer."""


EVERYTHING = list(HealthCheck)
TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=6, stateful_step_count=10, deadline=None, suppress_health_check=EVERYTHING)
TestEditingAtLength = pytest.mark.slow(EditingAtLength.TestCase)
TestEditingAtLength.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=EVERYTHING
)
