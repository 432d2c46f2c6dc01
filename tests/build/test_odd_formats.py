"""Sheets that nobody prints on, but paper.yaml allows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from paper_site import ISSUE, PAPER, PaperSite

NewSite = Callable[..., PaperSite]


@pytest.mark.parametrize(
    "sheet", ["{width: 50, height: 50}", "{width: 2000, height: 50}", "{width: 300, height: 400, rows: 1}"]
)
def test_any_sheet_that_is_allowed_gives_a_page(site: NewSite, sheet: str) -> None:
    made = site().write("content/paper.yaml", f"{PAPER}format: {sheet}\n").photo(f"{ISSUE}/01/a.jpg")
    photo = {"src": "a.jpg", "alt": "江"}
    made.article("01/01-a", "江水拐了一个弯。" * 40, title="江面起雾", photos=[photo])
    made.article("01/02-b", "江水拐了一个弯。" * 10, title="路灯修好")
    made.build(press=True)
