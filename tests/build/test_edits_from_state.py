"""After any edits, what is published night by night without the archive equals the edition of the whole archive."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest

from build.edits import EDITS, change_theme, first_paper, set_up_paper
from build.nightly import LATER, Nights, errors, git
from paper_site import PaperSite

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OF_SOME_ISSUES = tuple(edit for edit in EDITS if edit not in {set_up_paper, change_theme})
"""Edits after which most of the archive stays as it is."""


@pytest.mark.parametrize(
    ("nights", "seed"), [(2, 1), *(pytest.param(40, seed, marks=pytest.mark.slow) for seed in range(2, 6))]
)
def test_nights_of_edits(tmp_path: Path, nights: int, seed: int) -> None:
    chance = Random(seed)
    paper = Nights(tmp_path)
    first_paper(paper.site.root)
    paper.publish(everything=True)
    published = 0
    for _ in range(nights):
        for _ in range(chance.randint(1, 3)):
            chance.choice(OF_SOME_ISSUES)(paper.site, chance)
        if _can_be_built(paper):
            _publish(paper, _edited(paper))
            published += 1
        else:
            git(paper.site.root, "checkout", "--quiet", ".")
            git(paper.site.root, "clean", "--quiet", "-d", "--force")
    assert published > nights // 3


def _publish(paper: Nights, wanted: list[str]) -> None:
    """From a checkout of these issues and, when the build asks for them, of others."""
    paper.commit()
    while True:
        paper.check_out(*wanted)
        result = paper.build()
        if result.ok:
            paper.upload(paper.from_scratch())
            return
        assert set(errors(result)) <= {"missing-issues", "missing-photo"}, result.diagnostics
        told = " ".join(diagnostic.message for diagnostic in result.diagnostics)
        named = [name for name in paper.issues() if re.search(rf"{name}(?![\w-])", told)]
        assert set(wanted) < set(paper.issues()), result.diagnostics
        wanted = sorted({*wanted, *(named if not set(named) <= set(wanted) else paper.issues())})


def _can_be_built(paper: Nights) -> bool:
    """From nothing."""
    copy = PaperSite(paper.folder / "tried")
    shutil.copytree(paper.site.root / "content", copy.root / "content")
    built = copy.build(now=LATER)
    shutil.rmtree(copy.root)
    return built.result.ok


def _edited(paper: Nights) -> list[str]:
    """Names of the issues with files that are new or other than those committed."""
    told = git(paper.site.root, "-c", "core.quotePath=false", "status", "--porcelain", "-z", "--untracked-files=all")
    paths = [entry.rpartition(" ")[2] for entry in told.split("\0")]
    names = {path.split("/")[3] for path in paths if path.startswith("content/issues/") and path.count("/") > 3}
    return sorted(name for name in names if name in paper.issues())
