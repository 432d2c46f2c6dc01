"""Sites to try things on."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from paper_site import PAPER, SITES, PaperSite

NewSite = Callable[..., PaperSite]


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
