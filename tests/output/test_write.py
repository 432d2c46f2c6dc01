from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.diagnostics import BroadsheetError
from broadsheet.output.manifest import UNSURE, Manifest
from broadsheet.output.plan import OutputFile
from broadsheet.output.write import WriteReport, changed_on_disk, write_edition

PAGE = b'<!DOCTYPE html><html><head><meta name="generator" content="Broadsheet 0.1"></head>'


@dataclass
class Site:
    """A site whose state lives in memory; `save` stands for the state on disk."""

    root: Path
    state: Manifest | None = None
    saves: list[tuple[Manifest, frozenset[str]]] = field(default_factory=list)

    @property
    def output(self) -> Path:
        return self.root / "output"

    def put(self, address: str, content: bytes | str) -> Path:
        path = self.output / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def write(self, *files: OutputFile, keep: frozenset[str] = frozenset(), prune: bool = True) -> WriteReport:
        report = write_edition(self.output, files, keep, self.state, prune=prune, site=self.root, save=self._save)
        if not [fault for fault in report.diagnostics if fault.severity == "error"]:
            self.state = report.manifest
        return report

    def build(self, *, keep: frozenset[str] = frozenset(), prune: bool = True, **pages: str) -> WriteReport:
        """`a_b="x"` stands for the file a/b.html with the text x."""
        files = [OutputFile.of(name.replace("_", "/") + ".html", text.encode()) for name, text in pages.items()]
        return self.write(*files, keep=keep, prune=prune)

    def _save(self, manifest: Manifest, touched: frozenset[str]) -> None:
        self.state = manifest
        self.saves.append((manifest, touched))

    def tree(self) -> dict[str, str]:
        return {
            path.relative_to(self.output).as_posix(): path.read_text()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def folders(self) -> set[str]:
        return {path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_dir()}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def faults(report: WriteReport) -> list[tuple[str, str]]:
    return [(fault.code, fault.location.path) for fault in report.diagnostics]


# -- writing and pruning ---------------------------------------------------------------------------


def test_the_first_build_writes_everything(site: Site) -> None:
    report = site.build(index="home", a_b="text")
    assert site.tree() == {"index.html": "home", "a/b.html": "text"}
    assert (report.removed, report.unchanged, report.diagnostics) == ((), 0, ())
    assert site.folders() == {"a"}


def test_only_what_differs_is_written(site: Site) -> None:
    site.build(index="home", a="old", b="same")
    kept = (site.output / "b.html").stat()
    report = site.build(index="home", a="new", b="same")
    assert report.written == ("a.html",)
    assert report.unchanged == 2
    assert (site.output / "b.html").stat().st_mtime_ns == kept.st_mtime_ns


def test_without_a_change_neither_disk_nor_state_is_touched(site: Site) -> None:
    site.build(index="home")
    site.saves.clear()
    before = site.output.stat().st_mtime_ns
    report = site.build(index="home")
    assert (report.written, report.unchanged, site.saves) == ((), 1, [])
    assert site.output.stat().st_mtime_ns == before
    assert report.manifest == site.state


def test_unchanged_files_are_not_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build(index="home", a="text")

    def unwanted(path: Path) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("broadsheet.output.plan.digest_on_disk", unwanted)
    assert site.build(index="home", a="text").unchanged == 2


@pytest.mark.parametrize("content", ["HAND", "changed by hand", ""])
def test_what_was_changed_by_hand_is_mended(site: Site, content: str) -> None:
    site.build(index="home")
    path = site.put("index.html", content)
    os.utime(path, ns=(1, 1))
    assert changed_on_disk(site.output, site.state or {}) == {"index.html"}
    assert site.build(index="home").written == ("index.html",)
    assert site.tree() == {"index.html": "home"}


def test_a_touched_file_with_the_same_bytes_stays(site: Site) -> None:
    site.build(index="home")
    os.utime(site.output / "index.html", ns=(1, 1))
    assert changed_on_disk(site.output, site.state or {}) == frozenset()
    report = site.build(index="home")
    assert (report.written, report.unchanged) == ((), 1)
    assert report.manifest["index.html"].mtime_ns == 1


def test_a_file_removed_by_hand_comes_back(site: Site) -> None:
    site.build(index="home", a_b="text")
    (site.output / "a/b.html").unlink()
    (site.output / "a").rmdir()
    assert changed_on_disk(site.output, site.state or {}) == {"a/b.html"}
    assert site.build(index="home", a_b="text").written == ("a/b.html",)


def test_stale_files_go_with_the_folders_they_leave_empty(site: Site) -> None:
    site.build(index="home", a_b_c="1", a_d="2", e_f="3")
    (site.output / "empty").mkdir()
    site.put("e/stranger.txt", "mine")
    report = site.build(index="home", a_d="2")
    assert report.removed == ("a/b/c.html", "e/f.html")
    assert site.tree() == {"index.html": "home", "a/d.html": "2", "e/stranger.txt": "mine"}
    assert site.folders() == {"a", "e", "empty"}
    assert report.manifest.keys() == {"index.html", "a/d.html"}


def test_what_is_kept_stays_ours(site: Site) -> None:
    site.build(index="home", a="1", b="2")
    site.build(index="new", keep=frozenset({"a.html", "never-written.html"}))
    assert site.tree() == {"index.html": "new", "a.html": "1"}
    assert site.state is not None
    assert site.state.keys() == {"index.html", "a.html"}


def test_without_pruning_old_files_stay_and_stay_ours(site: Site) -> None:
    site.build(index="home", a="1")
    site.build(index="home", prune=False)
    assert site.tree() == {"index.html": "home", "a.html": "1"}
    assert site.build(index="home").removed == ("a.html",)


def test_a_file_of_the_cache_is_copied(site: Site) -> None:
    cached = site.root / "cached"
    cached.write_bytes(b"picture")
    file = OutputFile("p.webp", cached, OutputFile.of("p.webp", b"picture").digest)
    assert site.write(file).written == ("p.webp",)
    assert site.write(file).unchanged == 1
    assert site.tree() == {"p.webp": "picture"}


def test_a_cache_file_that_changed_meanwhile_is_not_published(site: Site) -> None:
    cached = site.root / "cached"
    cached.write_bytes(b"damaged")
    with pytest.raises(BroadsheetError, match="changed while"):
        site.write(OutputFile("p.webp", cached, OutputFile.of("p.webp", b"picture").digest))
    assert site.tree() == {}


def test_what_is_linked_comes_before_what_links_to_it(site: Site) -> None:
    order = [
        "assets/style.abc.css",
        "2026/11/24/01/bridge-480.abc.webp",
        "2026/11/24/01/flood.html",
        "2026/11/24/01/落叶.html",
        "2026/11/24/01/index.html",
        "2026/11/24/01/page.json",
        "2026/11/24/index.html",
        "404.html",
        "archive/index.html",
        "feed.xml",
        "2026/11/24-evening/issue.json",
        "2026/11/24/issue.json",
        "latest.json",
        "index.html",
    ]
    report = site.write(*(OutputFile.of(address, address.encode()) for address in sorted(order)))
    assert list(report.written) == order


def test_modes_follow_the_umask(site: Site) -> None:
    umask = os.umask(0o027)
    try:
        site.build(a_b="text")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((site.output / "a/b.html").stat().st_mode) == 0o640
    assert stat.S_IMODE((site.output / "a").stat().st_mode) == 0o750


# -- what is not ours -----------------------------------------------------------------------------


def test_every_stranger_in_the_way_is_reported_and_nothing_written(site: Site) -> None:
    site.build(index="home")
    site.put("a.html", "mine")
    site.put("b.html", "mine")
    site.saves.clear()
    report = site.build(index="new", a="1", b="2", c="3")
    assert faults(report) == [("file-in-the-way", "output/a.html"), ("file-in-the-way", "output/b.html")]
    assert site.tree() == {"index.html": "home", "a.html": "mine", "b.html": "mine"}
    assert (site.saves, report.written) == ([], ())


def test_a_stranger_with_the_same_bytes_is_adopted(site: Site) -> None:
    site.build(index="home")
    site.put("a.html", "1")
    assert site.build(index="home", a="1").diagnostics == ()
    assert site.build(index="home").removed == ("a.html",)


def test_without_state_our_own_marks_may_be_overwritten_and_nothing_is_pruned(site: Site) -> None:
    site.put("index.html", PAGE + b"old")
    site.put("old.html", PAGE)
    site.put("2026/11/24/issue.json", '{"schema": 1}')
    report = site.write(OutputFile.of("index.html", PAGE), OutputFile.of("2026/11/24/issue.json", b'{"schema": 2}'))
    assert faults(report) == [("no-state", "output")]
    assert "1 file that is not of this edition" in report.diagnostics[0].message
    assert len(report.written) == 2
    assert (site.output / "old.html").exists()


def test_without_state_a_file_without_our_mark_is_in_the_way(site: Site) -> None:
    site.put("index.html", "<html>someone's")
    assert faults(site.write(OutputFile.of("index.html", PAGE))) == [("file-in-the-way", "output/index.html")]


def test_hidden_files_and_our_own_call_for_no_warning(site: Site) -> None:
    site.put(".gitignore", "*")
    site.put(".git/config", "x")
    site.put("index.html", "home")
    assert site.build(index="home").diagnostics == ()


def test_a_folder_in_the_way_of_a_file(site: Site) -> None:
    site.build(index="home")
    site.put("a.html/mine.txt", "mine")
    assert faults(site.build(index="home", a="1")) == [("file-in-the-way", "output/a.html")]


def test_an_empty_folder_makes_way(site: Site) -> None:
    (site.output / "a.html/b/c").mkdir(parents=True)
    assert site.build(a="1").diagnostics == ()
    assert site.tree() == {"a.html": "1"}


def test_a_file_in_the_way_of_a_folder(site: Site) -> None:
    site.build(index="home")
    site.put("a", "mine")
    assert faults(site.build(index="home", a_b="1", a_c="2")) == [
        ("file-in-the-way", "output/a/b.html"),
        ("file-in-the-way", "output/a/c.html"),
    ]
    assert site.tree() == {"index.html": "home", "a": "mine"}


@pytest.mark.parametrize(("old", "new"), [("a", "a/b.html"), ("a/b.html", "a"), ("a/b/c/d", "a/b")])
def test_our_own_stale_files_make_way(site: Site, old: str, new: str) -> None:
    site.write(OutputFile.of(old, b"old"))
    report = site.write(OutputFile.of(new, b"new"))
    assert site.tree() == {new: "new"}
    assert report.removed == (old,)


def test_nothing_is_written_or_removed_through_a_symbolic_link(site: Site) -> None:
    site.build(index="home", a_b="1")
    outside = site.root / "outside"
    outside.mkdir()
    (outside / "b.html").write_text("precious")
    (site.output / "a/b.html").unlink()
    (site.output / "a").rmdir()
    (site.output / "a").symlink_to(outside)
    assert faults(site.build(index="home", a_b="2")) == [("file-in-the-way", "output/a/b.html")]
    site.build(index="home")
    assert (outside / "b.html").read_text() == "precious"
    assert (site.output / "a").is_symlink()


def test_a_symbolic_link_at_an_address_is_in_the_way_even_with_equal_bytes(site: Site) -> None:
    site.build(index="home")
    target = site.root / "target"
    target.write_text("1")
    (site.output / "a.html").symlink_to(target)
    assert faults(site.build(index="home", a="1")) == [("file-in-the-way", "output/a.html")]


def test_the_output_itself_may_be_a_symbolic_link(site: Site) -> None:
    (site.root / "www").mkdir()
    site.output.symlink_to(site.root / "www")
    site.build(index="home")
    assert (site.root / "www/index.html").read_text() == "home"


# -- clashes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["Bridge.html", "bridge.html", "BRIDGE.HTML"])
def test_addresses_that_some_file_system_takes_for_one_clash(site: Site, other: str) -> None:
    report = site.write(OutputFile.of("bridge.html", b"1"), OutputFile.of(other, b"2"))
    assert faults(report) == [("address-clash", f"output/{other}")]
    assert not site.output.exists()


def test_a_new_address_may_clash_with_one_that_stays(site: Site) -> None:
    site.build(Bridge="1")
    report = site.build(bridge="2", keep=frozenset({"Bridge.html"}))
    assert faults(report) == [("address-clash", "output/bridge.html")]
    assert site.tree() == {"Bridge.html": "1"}


def test_one_file_named_twice_is_no_clash(site: Site) -> None:
    file = OutputFile.of("assets/a.css", b"x")
    assert site.write(file, file).written == ("assets/a.css",)


def test_a_file_and_a_folder_of_one_name_clash(site: Site) -> None:
    assert faults(site.write(OutputFile.of("a", b"1"), OutputFile.of("a/b", b"2"))) == [("address-clash", "output/a/b")]


@pytest.mark.parametrize("address", ["../a", "/etc/passwd", "", "a//b", ".broadsheet-new/0"])
def test_an_address_never_leaves_the_edition(site: Site, address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        site.write(OutputFile.of(address, b"x"))


def test_a_name_that_only_differs_by_case_is_not_removed_where_case_is_ignored(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build(About="1")
    # Such a file system answers for both names with one file.
    monkeypatch.setattr(Path, "samefile", lambda one, other: str(one).lower() == str(other).lower())
    site.build(about="2")
    assert "About.html" in site.tree()


# -- faults of the disk ---------------------------------------------------------------------------


def failing_replace(monkeypatch: pytest.MonkeyPatch, after: int, fault: BaseException) -> None:
    """`Path.replace` raises from its call number `after` on."""
    real: Callable[[Path, Path], Path] = Path.replace
    calls = 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls > after:
            raise fault
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("after", range(4))
def test_a_build_killed_in_the_middle_is_completed_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    site.build(index="home", a="1", b_gone="2", c="3")
    with monkeypatch.context() as patch:
        failing_replace(patch, after, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            site.build(index="new", a="new", c="3", d_new="4", e="5")
    assert not (site.output / ".broadsheet-new").exists()
    assert site.state is not None
    unsure = {address for address, file in site.state.items() if file == UNSURE}
    assert unsure == {"index.html", "a.html", "b/gone.html", "d/new.html", "e.html"}
    assert set(site.tree()) <= site.state.keys()
    assert changed_on_disk(site.output, site.state) == unsure
    report = site.build(index="newest", a="1", c="3")
    assert report.diagnostics == ()
    assert site.tree() == {"index.html": "newest", "a.html": "1", "c.html": "3"}
    assert site.folders() == set()


def test_the_state_during_the_writes_names_old_and_new(site: Site) -> None:
    site.build(index="home", a="1", b="2")
    site.saves.clear()
    site.build(index="home", a="new", c="3")
    ((manifest, touched),) = site.saves
    assert touched == {"a.html", "b.html", "c.html"}
    assert {address for address in manifest if manifest[address] == UNSURE} == touched
    assert manifest.keys() == touched | {"index.html"}


def test_a_full_disk_names_the_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        failing_replace(patch, 1, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        with pytest.raises(BroadsheetError) as caught:
            site.build(index="home", a="1", b="2")
    fault = caught.value.diagnostic
    assert (fault.code, fault.location.path) == ("cannot-write", "output/b.html")
    assert fault.message == "cannot be written: No space left on device"
    assert site.tree() == {"a.html": "1"}
    site.build(index="home", a="1", b="2")
    assert len(site.tree()) == 3


def test_a_file_instead_of_the_output_folder(site: Site) -> None:
    site.output.write_text("a file")
    with pytest.raises(BroadsheetError) as caught:
        site.build(index="home")
    assert (caught.value.diagnostic.code, caught.value.diagnostic.location.path) == ("cannot-write", "output")
    assert site.output.read_text() == "a file"


def test_a_name_that_is_too_long_is_reported(site: Site) -> None:
    with pytest.raises(BroadsheetError, match="too long"):
        site.write(OutputFile.of("长" * 100 + ".html", b"x"))


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_a_killed_build_left_is_cleared(site: Site, kind: str) -> None:
    outside = site.root / "outside"
    outside.mkdir()
    (outside / "0").write_text("precious")
    site.output.mkdir()
    left = site.output / ".broadsheet-new"
    match kind:
        case "folder":
            site.put(".broadsheet-new/0", "half a fi")
        case "file":
            left.write_text("x")
        case _:
            left.symlink_to(outside)
    site.build(index="home")
    assert site.tree() == {"index.html": "home"}
    assert (outside / "0").read_text() == "precious"


# -- any sequence of builds -----------------------------------------------------------------------

addresses = st.lists(st.sampled_from(["a", "b", "c.html", "index.html"]), min_size=1, max_size=3).map("/".join)
editions = st.dictionaries(addresses, st.sampled_from(["x", "y", "longer"]), max_size=6)


def without_clash(edition: dict[str, str]) -> dict[str, str]:
    return {a: text for a, text in edition.items() if not any(b.startswith(a + "/") for b in edition)}


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(editions.map(without_clash), st.integers(0, 8)), min_size=1, max_size=5))
def test_after_any_builds_killed_or_not_the_output_is_the_last_edition(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[dict[str, str], int]]
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    site.put("stranger.txt", "mine")
    site.state = {}
    for edition, killed_after in builds:
        files = [OutputFile.of(address, text.encode()) for address, text in edition.items()]
        with pytest.MonkeyPatch.context() as patch:
            failing_replace(patch, killed_after, KeyboardInterrupt())
            try:
                site.write(*files)
                killed = False
            except KeyboardInterrupt:
                killed = True
        assert site.tree()["stranger.txt"] == "mine"
        assert set(site.tree()) - {"stranger.txt"} <= site.state.keys()
        if not killed:
            assert site.tree() == edition | {"stranger.txt": "mine"}
            assert site.state.keys() == edition.keys()
            assert site.write(*files).written == ()
