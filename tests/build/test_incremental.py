"""After any sequence of steps, a build that keeps what it can equals a clean one, byte for byte."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from build.edits import EDITS
from build.file_edits import FILE_EDITS, GIT_EDITS, commit
from build.newsroom import BUILDS, Newsroom, Step

STEPS: tuple[Step, ...] = (*EDITS, *FILE_EDITS, *BUILDS)
STEPS_WITH_GIT: tuple[Step, ...] = (*STEPS, *GIT_EDITS * 3)

Sequence = list[tuple[Step, int]]
"""Steps, each with the seed of its chance."""

EVERYTHING = list(HealthCheck)


def sequences(steps: tuple[Step, ...]) -> st.SearchStrategy[Sequence]:
    return st.lists(st.tuples(st.sampled_from(steps), st.integers(0, 1_000_000)), min_size=1, max_size=25)


def follow(sequence: Sequence, *, git: bool = False, lends_templates: bool = True) -> Newsroom:
    """Takes the steps, each with its comparison."""
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Path(folder), lends_templates=lends_templates)
        if git:
            commit(room, Random(0))
        room.compare()
        for step, seed in sequence:
            room.step(step, seed)
    return room


def drawn(steps: tuple[Step, ...], count: int, seed: int) -> Sequence:
    chance = Random(seed)
    return [(chance.choice(steps), chance.randrange(1_000_000)) for _ in range(count)]


@pytest.mark.parametrize(("seed", "git"), [(1, False), (2, True)])
def test_an_evening_of_edits(seed: int, git: bool) -> None:
    steps = STEPS_WITH_GIT if git else STEPS
    room = follow(drawn(steps, 12, seed), git=git)
    assert room.compared > 6


@pytest.mark.slow
@pytest.mark.parametrize("git", [False, True])
@pytest.mark.parametrize("seed", range(10, 13))
def test_a_year_of_edits(seed: int, git: bool) -> None:
    steps = STEPS_WITH_GIT if git else STEPS
    room = follow(drawn(steps, 150, seed), git=git, lends_templates=False)
    assert room.compared > 50


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=EVERYTHING)
@given(sequences(STEPS))
def test_any_sequence_of_steps(sequence: Sequence) -> None:
    follow(sequence)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=EVERYTHING)
@given(sequences(STEPS_WITH_GIT))
def test_any_sequence_of_steps_in_a_repository(sequence: Sequence) -> None:
    follow(sequence, git=True)
