"""Sites to try things on."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from paper_site import PAPER, SITES, Built, PaperSite

NewSite = Callable[..., PaperSite]
REPOSITORY = Path(__file__).parent.parent

# How long an example takes says something of the machine alone: time is measured in bench/.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration paper, built once for each worker; tests that ask for it run on one (`xdist_group`)."""
    root = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(REPOSITORY / "content", root / "content")
    return PaperSite(root).build(press=True)


@pytest.fixture(scope="session")
def edition(demonstration: Built) -> Path:
    """The demonstration paper's edition on disk."""
    return demonstration.output


@pytest.fixture
def site(tmp_path: Path) -> NewSite:
    """Makes sites: `site("english")` is a copy of that fixture paper, `site()` a paper without an issue."""
    numbers = itertools.count(1)

    def make(name: str | None = None) -> PaperSite:
        root = tmp_path / f"site-{next(numbers)}"
        if name is not None:
            shutil.copytree(SITES / name, root)
            return PaperSite(root)
        return PaperSite(root).write("content/paper.yaml", PAPER)

    return make
