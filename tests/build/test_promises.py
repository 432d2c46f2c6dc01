"""What a build promises, asked of a large archive."""

from __future__ import annotations

import time

from broadsheet.build.promises import check_vanished

LONGEST = 2.0
"""Seconds: a look at each address takes a hundredth of that."""


def test_what_vanished_from_a_large_archive_is_found_at_once() -> None:
    before = {
        f"issue-{number}": tuple(f"2026/{number}/01/{article}.html" for article in range(60)) for number in range(300)
    }
    now = {address for own in before.values() for address in own} - {"2026/7/01/7.html"}
    began = time.perf_counter()
    (gone,) = check_vanished(before, (), now.__contains__, frozenset())
    assert "2026/7/01/7.html" in gone.message
    assert time.perf_counter() - began < LONGEST
