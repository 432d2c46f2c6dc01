"""What a build promises, asked of a large archive."""

from __future__ import annotations

import time

from broadsheet.build.issues import Edition
from broadsheet.build.promises import check_vanished
from broadsheet.output.state import UNSURE, IssueState, State

LONGEST = 2.0
"""Seconds: a look at each address takes a hundredth of that."""


def test_what_vanished_from_a_large_archive_is_found_at_once() -> None:
    addresses = {
        f"issue-{number}": tuple(f"2026/{number}/01/{article}.html" for article in range(60)) for number in range(300)
    }
    state = State(
        files={address: UNSURE for own in addresses.values() for address in own},
        issues={name: IssueState("", {}, own) for name, own in addresses.items()},
        out=tuple(addresses),
    )
    before = time.perf_counter()
    now = frozenset(state.files) - {"2026/7/01/7.html"}
    (gone,) = check_vanished(Edition({}, {}, (), ()), state, now)
    assert "2026/7/01/7.html" in gone.message
    assert time.perf_counter() - before < LONGEST
