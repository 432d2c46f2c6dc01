"""Tasks run here, in processes and on executors of others: in order, watched, and stopped without a trace."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.build import processes
from broadsheet.build.executors import Workers, run
from broadsheet.diagnostics import BroadsheetError, Location, error
from build import odd_jobs
from build.living import survivors

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")

HERE = Workers()
WAYS = {
    "here": HERE,
    "fork": Workers(3, start_method="fork"),
    "forkserver": Workers(2, start_method="forkserver"),
    "spawn": Workers(2, start_method="spawn"),
}
LONG = 100.0
"""Seconds of work claimed, so that processes are started."""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc")


@pytest.fixture(params=["here", "fork", "threads", "pool"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    match request.param:
        case "threads":
            with ThreadPoolExecutor(2) as executor:
                yield Workers(2, executor=executor)
        case "pool":
            with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as executor:
                yield Workers(2, executor=executor)
        case way:
            yield WAYS[way]


def made(work: Callable[..., Any], context: Any, count: int, workers: Workers, **options: Any) -> list[Any]:
    with run(work, context, range(count), workers=workers, **{"seconds": LONG, **options}) as results:
        return list(results)


def test_results_come_in_order(workers: Workers) -> None:
    assert made(odd_jobs.square, 5, 300, workers) == [5 + n * n for n in range(300)]


@pytest.mark.parametrize("way", ["forkserver", "spawn"])
def test_processes_need_not_be_forked(way: str) -> None:
    copies = made(odd_jobs.copies, odd_jobs.Counted(), 40, WAYS[way])
    assert {number for _, number in copies} == {1}, "the context is unpickled once in each"
    assert len({process for process, _ in copies} | {os.getpid()}) > 1


def test_nothing_to_do_is_done(workers: Workers) -> None:
    assert made(odd_jobs.square, 5, 0, workers) == []


@settings(max_examples=20)
@given(st.integers(0, 40), st.integers(1, 5), st.integers(0, 60))
def test_every_task_is_made_once_up_to_the_first_that_fails(count: int, width: int, failing: int) -> None:
    results: list[int] = []
    with (
        contextlib.suppress(ValueError),
        run(odd_jobs.fail_at, failing, range(count), workers=Workers(width, start_method="fork"), seconds=LONG) as some,
    ):
        results.extend(some)
    assert results == list(range(min(count, failing)))


def test_the_context_reaches_each_worker_once(workers: Workers) -> None:
    copies = made(odd_jobs.copies, odd_jobs.Counted(), 40, workers)
    odd_jobs._contexts.clear()
    assert {number for _, number in copies} <= {0, 1}


def test_little_work_is_done_here() -> None:
    places = made(odd_jobs.place, None, 5, Workers(2, start_method="fork"), seconds=None)
    assert {process for _, process in places} == {os.getpid()}


def test_much_work_is_begun_here_and_goes_on_in_processes() -> None:
    places = made(odd_jobs.place, None, 60, Workers(2, start_method="fork"), seconds=None)
    assert [task for task, _ in places] == list(range(60))
    assert places[0][1] == os.getpid()
    assert len({process for _, process in places}) == 3


def test_one_task_is_done_here_however_long() -> None:
    assert made(odd_jobs.place, None, 1, Workers(2)) == [(0, os.getpid())]


def test_results_are_not_made_far_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "AHEAD", 1)
    monkeypatch.setattr(processes, "MOST_FED", 8)
    with run(odd_jobs.trace, tmp_path, range(500), workers=Workers(2, start_method="fork"), seconds=LONG) as results:
        assert next(results) == 0, "the slowest of them"
        assert len(list(tmp_path.iterdir())) <= 2 * 8 + 1
        time.sleep(0.2)
        assert len(list(tmp_path.iterdir())) <= 4 * 8 + 1


def test_progress_names_what_is_made() -> None:
    told: list[tuple[int, int, str]] = []
    made(odd_jobs.square, 0, 3, Workers(2), name=lambda n: f"n{n}", progress=lambda *said: told.append(said))
    assert told == [(1, 3, "n0"), (2, 3, "n1"), (3, 3, "n2")]


# --- faults ---------------------------------------------------------------------------------------------------------


def test_a_fault_arrives_with_the_workers_traceback(workers: Workers) -> None:
    with pytest.raises(ValueError, match="task 7") as caught:
        made(odd_jobs.fail_at, 7, 20, workers)
    assert "in fail_at" in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("way", ["here", "fork"])
def test_of_several_faults_the_first_is_told(way: str) -> None:
    for _ in range(3):
        with pytest.raises(ValueError, match=r"task 1$"):
            made(odd_jobs.fail_from, 1, 8, WAYS[way])


def test_a_diagnostic_arrives_as_it_was(workers: Workers) -> None:
    with pytest.raises(BroadsheetError) as caught:
        made(odd_jobs.stop_at, 7, 20, workers)
    assert caught.value.diagnostic == error("template-error", Location("themes/x/page.html", 3), "no", hint="do")


def test_broadsheet_errors_can_be_pickled() -> None:
    fault = BroadsheetError(error("unknown-issue", Location("content/issues"), "none", hint="one"))
    copy = pickle.loads(pickle.dumps(fault))
    assert (copy.diagnostic, str(copy)) == (fault.diagnostic, str(fault))


def test_a_fault_that_cannot_travel_is_told() -> None:
    with pytest.raises(Exception, match="Locked: locked"):
        made(odd_jobs.lock_at, 3, 9, WAYS["fork"])


def test_a_result_that_cannot_travel_is_a_fault() -> None:
    with pytest.raises(TypeError, match="pickle"):
        made(odd_jobs.lock, None, 9, WAYS["fork"])


def test_a_context_that_cannot_be_taken_is_a_fault(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ImportError):
        made(odd_jobs.square, odd_jobs.Untakeable(), 9, WAYS["spawn"])
    assert capfd.readouterr().err == ""


@posix_only
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_a_workers_death_names_what_it_was_at(way: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BroadsheetError) as caught:
        made(odd_jobs.die_at, 41, 100, WAYS[way], name=lambda n: f"issue {n}")
    told = caught.value.diagnostic
    assert (told.code, told.message) == ("worker-died", "a worker died while it made issue 41: it was killed (SIGKILL)")
    assert told.hint is not None
    assert "--jobs" in told.hint
    assert capfd.readouterr().err == ""
    assert multiprocessing.active_children() == []


def test_a_worker_that_leaves_is_told() -> None:
    with pytest.raises(BroadsheetError, match="while it made 4: it ended with status 3"):
        made(odd_jobs.leave_at, 4, 9, WAYS["fork"])


def test_a_death_in_a_pool_of_others_is_told() -> None:
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("forkserver"))
    with pool as executor, pytest.raises(BroadsheetError) as caught:
        made(odd_jobs.leave_at, 1, 3, Workers(2, executor=executor))
    assert caught.value.diagnostic.code == "worker-died"


def test_without_room_for_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(multiprocessing.get_context("fork").Process, "start", refuse)
    places = made(odd_jobs.place, None, 4, WAYS["fork"])
    assert {process for _, process in places} == {os.getpid()}


# --- the end --------------------------------------------------------------------------------------------------------


def test_whoever_leaves_early_leaves_no_process() -> None:
    with run(odd_jobs.place, None, range(500), workers=WAYS["fork"], seconds=LONG) as results:
        next(results)
        assert len(multiprocessing.active_children()) == 3
    assert multiprocessing.active_children() == []


def test_whoever_fails_leaves_no_process() -> None:
    def consume() -> None:
        with run(odd_jobs.place, None, range(500), workers=WAYS["fork"], seconds=LONG) as results:
            for _ in results:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        consume()
    assert multiprocessing.active_children() == []


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from broadsheet.build.executors import Workers, run
from build import odd_jobs
from build.living import survivors

if __name__ == "__main__":
    workers = Workers(2, start_method={way!r})
    try:
        with run(odd_jobs.note, Path({folder!r}), range(8), workers=workers, seconds=100) as results:
            list(results)
    except KeyboardInterrupt:
        sys.exit(130)
"""


@contextlib.contextmanager
def program(folder: Path, way: str) -> Iterator[subprocess.Popen[str]]:
    """A program whose two workers are busy, in a process group of its own, as a terminal would start it."""
    script = folder / "program.py"
    script.write_text(PROGRAM.format(tests=str(Path(__file__).parents[1]), way=way, folder=str(folder)))
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            deadline = time.monotonic() + 30
            while len(list(folder.glob("*.begun"))) < 2:
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.01)
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def workers_of(folder: Path) -> list[int]:
    return [int(path.stem.partition("-")[2]) for path in folder.glob("*.begun")]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_interrupt_ends_everything_at_once(way: str, tmp_path: Path) -> None:
    with program(tmp_path, way) as process:
        os.killpg(process.pid, signal.SIGINT)
        began = time.monotonic()
        assert process.wait(10) == 130
        assert time.monotonic() - began < 2
        assert survivors(workers_of(tmp_path)) == []
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert list(tmp_path.glob("*.ended")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("way", ["fork", "forkserver"])
def test_workers_do_not_outlive_the_one_who_builds(way: str, tmp_path: Path) -> None:
    with program(tmp_path, way) as process:
        process.kill()
        process.wait(10)
        assert survivors(workers_of(tmp_path)) == []


# --- how processes are started --------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="the best way differs")
def test_forking_is_for_processes_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_threads", lambda: 1)
    assert processes.safe_start_method() == "fork"
    monkeypatch.setattr(processes, "_threads", lambda: 2)
    assert processes.safe_start_method() == "forkserver"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_threads_are_counted() -> None:
    before = processes._threads()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(int).result()
        assert processes._threads() == before + 1
