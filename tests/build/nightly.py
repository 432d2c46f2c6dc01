"""A paper in git that is published night by night from checkouts that hold next to nothing."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.build import BuildOptions, BuildResult, build_changes, build_edition
from broadsheet.diagnostics import Severity
from paper_site import PAPER, PaperSite

LATER = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
"""When all issues are out."""

OPTIONS = "theme_options: {share_pictures: no, epub: no, ninjs: no, reading_controls: no}\n"
"""Less to make: what an edition is made of does not matter here, but search and offline reading do."""

SETTINGS = ("-c", "user.name=Desk", "-c", "user.email=desk@courier.example", "-c", "core.autocrlf=false")


def git(folder: Path, *words: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-C", str(folder), *SETTINGS, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def folder_of(issue: str) -> str:
    return f"content/issues/{issue[:4]}/{issue}"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its address."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def options(**more: Any) -> BuildOptions:
    return replace(BuildOptions(output=Path("output"), now=LATER, press=False), **more)


def errors(result: BuildResult) -> list[str]:
    return [d.code for d in result.diagnostics if d.severity is Severity.ERROR]


class Nights:
    """The paper's repository (`site`), what the web server has (`published`) and the state kept since last night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = PaperSite(folder / "origin").write("content/paper.yaml", PAPER + OPTIONS)
        git(self.site.root, "init", "--quiet")  # harmless where there is one
        self.published: dict[str, bytes] = {}
        self.state: Path | None = None
        self.changes = folder / "changes"
        self.checkout = folder / "checkout"
        self.templates = folder / "templates"

    def copied_to(self, folder: Path) -> Nights:
        """The same paper, with what is published and the state of last night, elsewhere."""
        shutil.copytree(self.folder, folder)
        other = Nights(folder)
        other.published = dict(self.published)
        other.state = folder / self.state.name if self.state else None
        return other

    def issue(self, name: str, *articles: str, body: str = "", **front_matter: object) -> None:
        """An issue of one page, with these articles."""
        for article in articles or ("flood",):
            text = body or f"{name} 的洪水正文一段。"
            self.site.article(f"01/{article}", text, issue=folder_of(name), **front_matter)

    def commit(self) -> None:
        git(self.site.root, "add", "--all")
        git(self.site.root, "commit", "--quiet", "--allow-empty", "--message", "edition")

    def check_out(self, *issues: str, everything: bool = False) -> Path:
        """A new checkout, with the settings, the standing pages and these issues."""
        shutil.rmtree(self.checkout, ignore_errors=True)
        git(self.folder, "clone", "--quiet", "--no-checkout", "--depth=1", self.site.root.as_uri(), "checkout")
        if not everything:
            patterns = ["/*", "!/content/issues/*/*/", *(f"/{folder_of(issue)}/" for issue in issues)]
            git(self.checkout, "sparse-checkout", "set", "--no-cone", *patterns)
        git(self.checkout, "checkout", "--quiet")
        self._lend_templates(self.checkout)
        time.sleep(0.06)
        return self.checkout

    def build(self, **more: Any) -> BuildResult:
        """Builds what changed in the checkout since last night."""
        state = str(self.state) if self.state else None
        return build_changes(self.checkout, options(**{"changed_only": self.changes, "from_state": state, **more}))

    def publish(self, *issues: str, everything: bool = False, **more: Any) -> BuildResult:
        """A night: what is committed is checked out, built, uploaded and compared with an edition from scratch."""
        self.commit()
        self.check_out(*issues, everything=everything)
        result = self.build(**more)
        assert result.ok, result.diagnostics
        self.upload(self.from_scratch())
        return result

    def publish_asking(self, *issues: str) -> list[str]:
        """The same, with the folders that the build asks for added to the checkout; gives the issues that took."""
        self.commit()
        wanted = list(issues)
        for _ in range(9):
            self.check_out(*wanted)
            result = self.build()
            if result.ok:
                self.upload(self.from_scratch())
                return wanted
            assert set(errors(result)) == {"missing-issues"}, result.diagnostics
            told = " ".join(diagnostic.message for diagnostic in result.diagnostics)
            named = re.findall(r"\d{4}-\d\d-\d\d", told) or self.issues()
            assert not set(named) <= set(wanted), told
            wanted += named
        raise AssertionError(f"it asks for ever more: {wanted}")

    def upload(self, whole: dict[str, bytes]) -> None:
        """Does to the published edition what the folder of changes says, which must be just what has to be done."""
        new = tree(self.changes / "edition")
        gone = (self.changes / "deleted.txt").read_text(encoding="utf-8").splitlines()
        assert gone == sorted(self.published.keys() - whole.keys())
        assert new.keys() == {a for a, content in whole.items() if self.published.get(a) != content}
        self.upload_unseen()
        assert self.published == whole

    def upload_unseen(self) -> None:
        """Brings the changes to the web server, and keeps the state for the next night."""
        for address in (self.changes / "deleted.txt").read_text(encoding="utf-8").splitlines():
            del self.published[address]
        self.published |= tree(self.changes / "edition")
        self.state = self.folder / "kept.state"
        shutil.copy(self.changes / "state", self.state)

    def from_scratch(self) -> dict[str, bytes]:
        """The edition of all that is committed."""
        with_all = self.folder / "whole"
        shutil.rmtree(with_all, ignore_errors=True)
        git(self.folder, "clone", "--quiet", self.site.root.as_uri(), "whole")
        self._lend_templates(with_all)
        result = build_edition(with_all, options(output=with_all / "output"))
        if not self.templates.exists():
            shutil.copytree(with_all / ".broadsheet/templates", self.templates)
        assert result.ok, result.diagnostics
        return tree(with_all / "output")

    def _lend_templates(self, checkout: Path) -> None:
        """Compiling them anew takes most of the time."""
        if self.templates.exists():
            shutil.copytree(self.templates, checkout / ".broadsheet/templates")

    def issues(self) -> list[str]:
        return sorted(path.name for path in self.site.root.glob("content/issues/*/*"))
