"""Where the press works and what it remembers."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.build.executors import Workers, run
from broadsheet.build.press_cache import PressCache, layout_key
from broadsheet.build.press_room import WORTH_IT, PressRoom
from broadsheet.press.layout import Fill, PageLayout
from press.random_pages import random_page

LAYOUT = PageLayout("01", "zh-Hans", 10, 20, 5, 80, 12, 9, 0, 0, (), (), (), Fill(400, 0, 0))


def where(number: int) -> tuple[int, int, int]:
    """A job that says which process it ran in."""
    return number, os.getpid(), threading.get_ident()


def dying_elsewhere(job: tuple[int, int]) -> int:
    number, here = job
    if os.getpid() != here:
        os._exit(1)
    return number


def failing(number: int) -> int:
    if number == 2:
        raise ValueError("page 2")
    return number


def test_few_jobs_run_where_they_are() -> None:
    with PressRoom(2) as room:
        assert [process for _, process, _ in room.map(where, range(WORTH_IT - 1))] == [os.getpid()] * (WORTH_IT - 1)


def test_one_job_at_a_time_needs_no_process() -> None:
    with PressRoom(1) as room:
        assert {process for _, process, _ in room.map(where, range(6))} == {os.getpid()}


def test_many_jobs_run_in_processes_and_come_back_in_order() -> None:
    with PressRoom(2) as room:
        made = room.map(where, range(6))
        assert [number for number, _, _ in made] == list(range(6))
        assert os.getpid() not in {process for _, process, _ in made}
        again = room.map(where, [7])
    assert again[0][1] != os.getpid(), "processes once started are used for everything"


def test_a_fault_in_a_job_reaches_the_one_who_asked() -> None:
    with PressRoom(2) as room, pytest.raises(ValueError, match="page 2"):
        room.map(failing, range(6))


def waiting(seconds: float) -> None:
    time.sleep(seconds)


def test_whoever_is_interrupted_does_not_wait_for_the_processes() -> None:
    before = set(multiprocessing.active_children())
    alarm = threading.Timer(1.0, signal.pthread_kill, [threading.get_ident(), signal.SIGINT])
    with contextlib.suppress(KeyboardInterrupt), PressRoom(2) as room:
        room.map(where, range(6))
        alarm.start()
        room.map(waiting, [60.0] * 6)
    assert set(multiprocessing.active_children()) <= before


def places_of_a_worker(context: object, number: int) -> set[int]:
    with PressRoom(2) as room:
        return {process for _, process, _ in room.map(where, range(6))} - {os.getpid()}


def test_a_worker_starts_no_processes() -> None:
    with run(places_of_a_worker, None, range(2), workers=Workers(2, start_method="forkserver"), seconds=10) as places:
        assert list(places) == [set(), set()]


def test_when_the_processes_die_the_work_is_done_here() -> None:
    with PressRoom(2) as room:
        assert room.map(dying_elsewhere, [(number, os.getpid()) for number in range(6)]) == list(range(6))


# --- the cache ------------------------------------------------------------------------------------------------------


def test_a_layout_is_found_again_under_its_key(tmp_path: Path) -> None:
    cache = PressCache(tmp_path)
    assert cache.layout("ab12") is None
    cache.keep_layout("ab12", LAYOUT)
    assert cache.layout("ab12") == LAYOUT
    assert cache.layout("ab13") is None


def test_a_damaged_layout_counts_as_none(tmp_path: Path) -> None:
    cache = PressCache(tmp_path)
    cache.keep_layout("ab12", LAYOUT)
    (file,) = tmp_path.rglob("*.layout")
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert cache.layout("ab12") is None
    file.write_bytes(b"")
    assert cache.layout("ab12") is None


def test_a_file_is_sound_only_with_its_digest(tmp_path: Path) -> None:
    cache = PressCache(tmp_path)
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    cache.keep_file("ab12", "x.pdf", b"abc")
    assert cache.is_sound("ab12", "x.pdf", digest)
    cache.file("ab12", "x.pdf").write_bytes(b"abd")
    assert not cache.is_sound("ab12", "x.pdf", digest)
    assert not cache.is_sound("ab12", "y.pdf", digest)


def test_every_input_of_a_layout_is_in_its_key() -> None:
    page = random_page(0, columns=5)
    other = replace(page.stories[0], byline="记者 乙")
    changed = [
        replace(page, stories=(other, *page.stories[1:])),
        replace(page, hints=replace(page.hints, lead="x")),
        replace(page, furniture=replace(page.furniture, banner="通栏")),
        replace(page, grid=replace(page.grid, rows=70)),
    ]
    keys = {layout_key(each, "faces") for each in (page, *changed)} | {layout_key(page, "other faces")}
    assert len(keys) == 6
    assert layout_key(replace(page), "faces") == layout_key(page, "faces")
