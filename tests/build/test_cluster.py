"""The workers of a Dask cluster do the work, or it is told why not."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.build import cluster, executors
from broadsheet.build.cluster import Cluster
from broadsheet.build.executors import Workers, run
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location
from build import dask_cluster, odd_jobs
from conftest import NewSite

pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with one worker of two threads."""
    folder = tmp_path_factory.mktemp("cluster")
    with (
        dask_cluster.scheduler(folder) as address,
        dask_cluster.workers(address, folder, "--no-nanny", "--nthreads", "2"),
    ):
        yield address


def made(work: Callable[..., Any], context: Any, count: int, address: str, folder: Path) -> list[Any]:
    workers = Workers(cluster=Cluster(address, (folder / "content", folder / "output")))
    with run(work, context, range(count), workers=workers, name=lambda n: f"issue {n}") as results:
        return list(results)


def refusal(address: str, folder: Path, work: Callable[..., Any] = odd_jobs.square, context: int = 0) -> Diagnostic:
    with pytest.raises(BroadsheetError) as caught:
        made(work, context, 3, address, folder)
    return caught.value.diagnostic


def test_the_cluster_does_the_work(address: str, tmp_path: Path) -> None:
    assert made(odd_jobs.square, 5, 500, address, tmp_path) == [5 + n * n for n in range(500)]
    assert list(tmp_path.glob("*/*")) == [], "what workers were shown is gone"


def test_the_context_reaches_a_worker_once(address: str, tmp_path: Path) -> None:
    copies = made(odd_jobs.copies, odd_jobs.Counted(), 20, address, tmp_path)
    assert len(set(copies)) == 1


def test_faults_arrive_as_from_processes(address: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="task 7") as caught:
        made(odd_jobs.fail_at, 7, 20, address, tmp_path)
    assert "in fail_at" in "".join(traceback.format_exception(caught.value))
    told = refusal(address, tmp_path, odd_jobs.stop_at, 2)
    assert (told.code, told.location) == ("template-error", Location("themes/x/page.html", 3))


def test_leaving_early_is_quick_and_stops_the_workers(address: str, tmp_path: Path) -> None:
    traces = tmp_path / "traces"
    traces.mkdir()
    workers = Workers(cluster=Cluster(address, (tmp_path / "output",)))
    with run(odd_jobs.trace, traces, range(5000), workers=workers) as results:
        next(results)
        began = time.monotonic()
    assert time.monotonic() - began < 1.5
    time.sleep(0.2)
    count = len(list(traces.iterdir()))
    time.sleep(0.3)
    assert len(list(traces.iterdir())) == count < 5000


def test_without_tasks_no_cluster_is_asked(tmp_path: Path) -> None:
    assert made(odd_jobs.square, 0, 0, "tcp://nowhere:1", tmp_path) == []


# --- why not --------------------------------------------------------------------------------------------------------


def test_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = refusal("tcp://127.0.0.1:8786", tmp_path)
    assert (told.code, told.hint) == ("no-cluster", "pip install 'broadsheet[cluster]'")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tcp://nowhere.invalid:8786", "scheduler", "gopher://x:1"])
def test_no_scheduler_answers(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT", 0.5)
    told = refusal(address, tmp_path)
    assert told.code == "no-cluster"
    assert f"no scheduler answers at {address}" in told.message


def test_other_versions_are_told(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = cluster.versions()
    assert {"broadsheet", "Python", "jinja2"} <= {name for name, _ in own}
    monkeypatch.setattr(cluster, "versions", lambda: (("broadsheet", "99.0"), *own[1:]))
    told = refusal(address, tmp_path)
    assert told.code == "cluster-mismatch"
    assert f"has broadsheet {own[0][1]}, this computer 99.0" in told.message
    assert "127.0.0.1" in told.message


def test_a_folder_that_workers_do_not_see_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terms = cluster.Terms
    monkeypatch.setattr(cluster, "Terms", lambda versions, files: terms(versions, (tmp_path / "other/file",)))
    told = refusal(address, tmp_path)
    assert told.code == "cluster-mismatch"
    assert f"does not see {tmp_path / 'other'}" in told.message


def test_a_folder_where_workers_cannot_write_is_told(tmp_path: Path) -> None:
    here = Path("/proc/version")
    if not here.is_file():
        pytest.skip("needs a folder where nobody can write")
    told = cluster.disagreement(cluster.Terms((), (here,)))
    assert told is not None
    assert told.startswith("cannot write in /proc")


def test_a_folder_that_cannot_be_made_is_told(address: str, tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file")
    assert refusal(address, tmp_path).code == "cannot-write"


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT", 2)
    with dask_cluster.scheduler(tmp_path) as address:
        told = refusal(address, tmp_path)
        assert (told.code, told.message) == ("no-cluster", f"the scheduler at {address} has no worker")


@pytest.mark.slow
def test_when_the_last_worker_dies_the_build_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(executors, "LOOK_EVERY", 0.5)
    monkeypatch.setattr(cluster, "LONELY", 2)
    with dask_cluster.scheduler(tmp_path) as address, dask_cluster.workers(address, tmp_path, "--no-nanny"):
        told = refusal(address, tmp_path, odd_jobs.die_at, 1)
    assert (told.code, told.message) == ("no-cluster", f"the scheduler at {address} has no worker left")


@pytest.mark.slow
def test_an_issue_that_kills_every_worker_is_named(tmp_path: Path) -> None:
    with dask_cluster.scheduler(tmp_path) as address, dask_cluster.workers(address, tmp_path, "--nthreads", "1"):
        told = refusal(address, tmp_path, odd_jobs.die_at, 1)
    assert told.code == "worker-died"
    assert told.message.startswith("a worker died while it made issue 1: ")


@pytest.mark.slow
def test_a_scheduler_that_goes_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(executors, "LOOK_EVERY", 0.5)

    def build() -> None:
        with contextlib.ExitStack() as stack:
            address = stack.enter_context(dask_cluster.scheduler(tmp_path))
            with dask_cluster.workers(address, tmp_path, "--no-nanny"):
                workers = Workers(cluster=Cluster(address, (tmp_path / "output",)))
                with run(odd_jobs.place, None, range(5000), workers=workers) as results:
                    next(results)
                    stack.close()
                    list(results)

    with pytest.raises(BroadsheetError) as caught:
        build()
    assert caught.value.diagnostic.code == "no-cluster"


# --- editions -------------------------------------------------------------------------------------------------------


def test_an_edition_made_by_a_cluster_is_the_same(address: str, site: NewSite) -> None:
    paper = site()
    for day in range(19, 25):
        issue = f"content/issues/2026/2026-11-{day}"
        before = "" if day == 19 else f"见[昨天](2026-11-{day - 1}/01/flood)。"
        paper.article("01/flood", f"第{day}天。{before}", issue=issue)
        paper.article("02/bridge", "大桥通车。", issue=issue)
    built = paper.build(cluster=address)
    assert (built.result.issues_built, built.codes) == (6, [])
    assert built.files() == paper.build(output="here").files()
    assert paper.build(cluster=address).result.issues_built == 0
    paper.edit("content/issues/2026/2026-11-21/02/bridge.md", "大桥通车", "大桥今天通车")
    again = paper.build(cluster=address)
    assert again.result.issues_built == 1
    assert again.files() == paper.build(output="here").files()


def test_errors_of_an_issue_are_told_by_the_cluster(address: str, site: NewSite) -> None:
    paper = site().article("01/flood", section="没有的栏目").article("01/bridge")
    paper.write("content/paper.yaml", "name: 江城日报\nlanguage: zh-Hans\nsections: [{name: 要闻, slug: news}]\n")
    built = paper.build(cluster=address)
    assert built.errors == ["unknown-section"]
    assert not built.output.exists()


ISSUES = 3_650


@pytest.mark.slow
def test_ten_years_are_made_by_a_cluster(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    repository = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-m", "bench.archive", str(paper), str(ISSUES)], cwd=repository, check=True)
    here = edition(paper)
    with (
        dask_cluster.scheduler(tmp_path) as address,
        dask_cluster.workers(address, tmp_path, "--nthreads", "1", count=2),
    ):
        there = edition(paper, "--cluster", address)
    shutil.rmtree(paper)  # gigabytes, which pytest would keep
    assert here == there


def edition(paper: Path, *options: str) -> str:
    """Builds anew; the digest of all addresses and bytes."""
    command = [sys.executable, "-m", "broadsheet", "--site", str(paper), "build", "--no-press", "--quiet"]
    shutil.rmtree(paper / ".broadsheet", ignore_errors=True)
    shutil.rmtree(paper / "output", ignore_errors=True)
    subprocess.run([*command, *options], check=True)
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(paper / "output"):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            digest.update(f"{path.relative_to(paper)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
