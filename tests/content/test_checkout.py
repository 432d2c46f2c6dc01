"""Git is believed only where the disk holds just what the commit has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.content.checkout import clean_issues, git_trees, left_out, read_commit
from broadsheet.content.names import issue_name
from broadsheet.content.source import IssueFolder

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD, NEW = "content/issues/2025/2025-11-24", "content/issues/2026/2026-11-24"


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "gitconfig").write_text(
        "[user]\nname = Desk\nemail = desk@courier.example\n[init]\ndefaultBranch = main\n"
        '[protocol "file"]\nallow = always\n'
    )


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "--all", "--force", ".")
    git(folder, "commit", "--quiet", "--message", "edition")


def write(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text)


def paper(site: Path) -> Path:
    write(site, "content/paper.yaml", "name: Courier\n")
    for folder in (OLD, NEW, f"{NEW}-evening"):
        write(site, f"{folder}/issue.yaml", "number: 1\n")
        write(site, f"{folder}/01/flood.md", f"a flood in {folder}\n")
        write(site, f"{folder}/01/洪水.jpg", "picture")
        write(site, f"{folder}/02/rain.md", "rain\n")
    return site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A paper of three issues, committed."""
    folder = paper(tmp_path / "site")
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def folder_of(path: str) -> IssueFolder:
    name = issue_name(path.rpartition("/")[2])
    assert name is not None
    return IssueFolder(name.name, name.date, name.suffix, path)


FOLDERS = [folder_of(path) for path in (OLD, NEW, f"{NEW}-evening")]
ALL = {folder.name for folder in FOLDERS}


def clean(site: Path) -> set[str]:
    return set(git_trees(site, FOLDERS))


def checked_out(site: Path) -> set[str]:
    head = read_commit(site)
    assert head is not None
    return set(clean_issues(site, head, FOLDERS).checked_out)


def test_a_clean_checkout_has_the_trees_of_its_commit(site: Path) -> None:
    assert git_trees(site, FOLDERS) == {f.name: git(site, "rev-parse", f"HEAD:{f.path}") for f in FOLDERS}
    assert git_trees(site, FOLDERS[:1]).keys() == {"2025-11-24"}
    assert git_trees(site, []) == {}


def test_many_folders_are_asked_for_at_once(site: Path) -> None:
    days = [f"content/issues/2024/2024-0{month}-{day:02}" for month in (1, 3) for day in range(1, 31)]
    for day in days:
        write(site, f"{day}/01/flood.md", "a flood\n")
    commit(site)
    write(site, f"{days[7]}/01/flood.md", "no flood\n")
    folders = [folder_of(day) for day in days]
    assert git_trees(site, folders).keys() == {folder.name for folder in folders} - {folders[7].name}


# --- what makes a folder differ from its commit ---------------------------------------------------------------------


def _edited(site: Path) -> None:
    write(site, f"{NEW}/01/flood.md", "another flood\n")


def _edited_with_its_size_and_time(site: Path) -> None:
    path = site / NEW / "02/rain.md"
    before = path.stat()
    path.write_text("hail\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _edited_unseen_by_settings(site: Path) -> None:
    git(site, "config", "core.checkStat", "minimal")
    git(site, "config", "core.trustctime", "false")
    _edited_with_its_size_and_time(site)


def _staged(site: Path) -> None:
    _edited(site)
    git(site, "add", ".")


def _untracked(site: Path) -> None:
    write(site, f"{NEW}/01/new.md", "new\n")


def _ignored(site: Path) -> None:
    write(site, ".git/info/exclude", "*.tif\n")
    write(site, f"{NEW}/01/photo.tif", "picture")


def _an_empty_page(site: Path) -> None:
    (site / NEW / "03").mkdir()


def _removed(site: Path) -> None:
    (site / NEW / "01/flood.md").unlink()


def _renamed_in_case(site: Path) -> None:
    git(site, "config", "core.ignoreCase", "true")
    (site / NEW / "01/flood.md").rename(site / NEW / "01/Flood.md")


def _assumed_unchanged(site: Path) -> None:
    git(site, "update-index", "--assume-unchanged", f"{NEW}/01/flood.md")
    _edited(site)


def _skipped_in_the_checkout(site: Path) -> None:
    git(site, "update-index", "--skip-worktree", f"{NEW}/01/flood.md")
    _edited(site)


def _a_link(site: Path) -> None:
    write(site, "content/pages/map.jpg", "picture")
    (site / NEW / "01/map.jpg").symlink_to("../../../../pages/map.jpg")
    commit(site)


def _a_folder_that_is_a_link(site: Path) -> None:
    shutil.move(site / NEW / "01", site / "01")
    (site / NEW / "01").symlink_to(site / "01")


def _conflicting(site: Path) -> None:
    git(site, "switch", "--quiet", "--create", "other")
    write(site, f"{NEW}/01/flood.md", "theirs\n")
    commit(site)
    git(site, "switch", "--quiet", "main")
    write(site, f"{NEW}/01/flood.md", "ours\n")
    commit(site)
    with pytest.raises(subprocess.CalledProcessError):
        git(site, "merge", "other")


def _a_repository_of_its_own(site: Path) -> None:
    page = site / NEW / "03"
    write(page, "flood.md", "a flood\n")
    git(page, "init", "--quiet")
    commit(page)
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "a repository in a repository")


def _line_ends(site: Path) -> None:
    write(site, f"{NEW}/.gitattributes", "*.md text eol=crlf\n")
    commit(site)


def _a_filter(site: Path) -> None:
    """As Git LFS has it: what is on disk is not what is in the repository."""
    git(site, "config", "filter.shout.clean", "tr A-Z a-z")
    git(site, "config", "filter.shout.smudge", "tr a-z A-Z")
    write(site, f"{NEW}/.gitattributes", "*.md filter=shout\n")
    commit(site)


DIFFERENCES = [
    _edited, _edited_with_its_size_and_time, _edited_unseen_by_settings, _staged, _untracked, _ignored, _an_empty_page,
    _removed, _renamed_in_case, _assumed_unchanged, _skipped_in_the_checkout, _a_link, _a_folder_that_is_a_link,
    _conflicting, _a_repository_of_its_own, _line_ends, _a_filter,
]  # fmt: skip
CONVERSIONS = (_line_ends, _a_filter)


@pytest.mark.parametrize("differ", DIFFERENCES, ids=lambda differ: differ.__name__[1:])
def test_a_folder_that_may_not_be_as_committed_is_not_clean(site: Path, differ: Callable[[Path], None]) -> None:
    differ(site)
    assert clean(site) == ALL - {"2026-11-24"}
    assert checked_out(site) == (ALL if differ in CONVERSIONS else ALL - {"2026-11-24"})


def test_line_ends_changed_for_all_files_make_none_clean(site: Path) -> None:
    git(site, "config", "core.autocrlf", "true")
    assert clean(site) == set()
    assert checked_out(site) == ALL
    git(site, "config", "core.autocrlf", "false")
    assert clean(site) == ALL


def test_attributes_that_change_no_byte_do_no_harm(site: Path) -> None:
    write(site, ".gitattributes", "*.jpg binary\n*.md diff\n")
    commit(site)
    assert clean(site) == ALL


def test_hidden_files_and_files_elsewhere_do_no_harm(site: Path) -> None:
    write(site, f"{NEW}/01/.flood.md.swp", "editor")
    write(site, f"{NEW}/.backup/old.md", "old")
    write(site, f"{OLD}/01/.gitkeep", "")
    write(site, "content/pages/about.md", "about\n")
    assert clean(site) == ALL
    commit(site)
    assert clean(site) == ALL


def test_a_page_that_is_kept_by_a_hidden_file_is_clean(site: Path) -> None:
    write(site, f"{NEW}/03/.gitkeep", "")
    commit(site)
    assert clean(site) == ALL


def test_new_times_do_no_harm(site: Path) -> None:
    for path in (site / NEW).rglob("*"):
        os.utime(path, ns=(1, 1))
    assert clean(site) == ALL


# --- repositories of all kinds --------------------------------------------------------------------------------------


def test_a_sparse_checkout_knows_the_issues_that_it_leaves_out(site: Path, tmp_path: Path) -> None:
    sparse = tmp_path / "sparse"
    git(tmp_path, "clone", "--quiet", "--no-checkout", str(site), "sparse")
    git(sparse, "sparse-checkout", "set", NEW)
    git(sparse, "checkout", "--quiet")
    write(sparse, "content/paper.yaml", "name: Courier\n")
    assert not (sparse / OLD).exists()
    head = read_commit(sparse)
    assert head is not None
    assert {name: issue.path for name, issue in head.issues.items()} == {f.name: f.path for f in FOLDERS}
    assert head.issues["2025-11-24"].tree == git(site, "rev-parse", f"HEAD:{OLD}")
    assert clean(sparse) == {"2026-11-24"}
    assert {"/".join(path.split("/")[:4]) for path in left_out(sparse)} == {OLD, f"{NEW}-evening"}
    assert left_out(site) == left_out(tmp_path) == []


@pytest.mark.parametrize("options", [["--depth=1"], ["--filter=blob:none"]], ids=["shallow", "without old files"])
def test_clones_that_leave_history_out_are_as_good(site: Path, tmp_path: Path, options: list[str]) -> None:
    git(site, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", *options, site.as_uri(), "clone")
    assert clean(tmp_path / "clone") == ALL


def test_a_clone_without_trees_fetches_nothing(site: Path, tmp_path: Path) -> None:
    git(site, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=tree:0", "--no-checkout", site.as_uri(), "clone")
    write(tmp_path / "clone", "content/paper.yaml", "name: Courier\n")
    objects = set((tmp_path / "clone/.git/objects").rglob("*"))
    assert read_commit(tmp_path / "clone") is None
    assert set((tmp_path / "clone/.git/objects").rglob("*")) == objects


def test_a_second_worktree_is_as_good(site: Path, tmp_path: Path) -> None:
    git(site, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert clean(tmp_path / "tree") == ALL


@pytest.mark.parametrize("name", ["paper", "江城日报", "a\nb", "with space"])
def test_a_site_in_a_folder_of_the_repository(tmp_path: Path, name: str) -> None:
    folder = paper(tmp_path / "repository" / name)
    git(folder.parent, "init", "--quiet")
    commit(folder.parent)
    assert clean(folder) == ALL
    _edited(folder)
    assert clean(folder) == ALL - {"2026-11-24"}


def test_a_site_that_is_a_submodule(site: Path, tmp_path: Path) -> None:
    parent = tmp_path / "parent"
    parent.mkdir()
    git(parent, "init", "--quiet")
    git(parent, "submodule", "--quiet", "add", str(site), "paper")
    git(parent, "commit", "--quiet", "--message", "with a paper")
    assert clean(parent / "paper") == ALL


def test_a_year_that_is_a_submodule_is_not_known(site: Path, tmp_path: Path) -> None:
    year = tmp_path / "year"
    write(year, "2024-11-24/01/flood.md", "a flood\n")
    git(year, "init", "--quiet")
    commit(year)
    git(site, "submodule", "--quiet", "add", str(year), "content/issues/2024")
    git(site, "commit", "--quiet", "--message", "a year elsewhere")
    folder = folder_of("content/issues/2024/2024-11-24")
    assert git_trees(site, [*FOLDERS, folder]).keys() == ALL


def test_no_repository_no_commit_no_paper_no_folder(tmp_path: Path) -> None:
    folder = paper(tmp_path / "site")
    assert read_commit(folder) is None
    git(folder, "init", "--quiet")
    assert read_commit(folder) is None
    assert read_commit(tmp_path / "missing") is None
    assert git_trees(folder, FOLDERS) == {}


def test_a_repository_around_the_site_that_does_not_hold_it(tmp_path: Path) -> None:
    """Else every issue that is not on disk would count as deleted."""
    write(tmp_path, "notes.txt", "mine\n")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    assert read_commit(paper(tmp_path / "site")) is None


def test_a_bare_repository(site: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(site), "bare.git")
    assert read_commit(tmp_path / "bare.git") is None


def test_folders_in_other_spellings(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, "content/Paper.yaml", "name: Courier\n")
    write(site, "content/Issues/2026/2026-11-24/01/flood.md", "a flood\n")
    git(site, "init", "--quiet")
    commit(site)
    assert git_trees(site, [folder_of("content/Issues/2026/2026-11-24")]).keys() == {"2026-11-24"}
    assert git_trees(site, [folder_of("content/issues/2026/2026-11-24")]) == {}


# --- git that is not itself -----------------------------------------------------------------------------------------


def test_without_git_nothing_is_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_commit(site) is None
    assert git_trees(site, FOLDERS) == {}


def test_a_checkout_of_somebody_else_is_not_looked_into(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert git_trees(site, FOLDERS) == {}


def test_a_locked_index_does_not_hold_it_up(site: Path) -> None:
    (site / ".git/index.lock").write_bytes(b"")
    assert clean(site) == ALL


def test_a_damaged_index_says_nothing(site: Path) -> None:
    (site / ".git/index").write_bytes(b"nonsense")
    assert git_trees(site, FOLDERS) == {}


def test_a_git_that_hangs_is_given_up(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr("broadsheet.content.checkout._PATIENCE", 0.2)
    assert git_trees(site, FOLDERS) == {}


def test_settings_of_people_change_no_answer(site: Path, tmp_path: Path) -> None:
    settings = {
        "status.short": "true",
        "status.relativePaths": "true",
        "status.showUntrackedFiles": "all",
        "color.ui": "always",
        "status.showStash": "true",
        "core.quotePath": "true",
        "core.untrackedCache": "true",
        "core.pager": "false",
        "core.fsmonitor": str(tmp_path / "monitor"),
        "alias.status": "log",
        "diff.renames": "copies",
    }
    (tmp_path / "monitor").write_text(f"#!/bin/sh\ntouch '{tmp_path / 'started'}'\n")
    (tmp_path / "monitor").chmod(0o755)
    for key, value in settings.items():
        git(site, "config", key, value)
    (tmp_path / "started").unlink(missing_ok=True)
    assert clean(site) == ALL
    _edited(site)
    assert clean(site) == ALL - {"2026-11-24"}
    assert not (tmp_path / "started").exists()


def test_a_hook_of_another_repository_does_not_mislead(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert clean(site) == ALL


def test_nothing_is_written(site: Path) -> None:
    for path in (site / NEW).rglob("*.md"):
        os.utime(path)
    before = (site / ".git/index").read_bytes()
    assert clean(site) == ALL
    assert (site / ".git/index").read_bytes() == before


def test_a_commit_made_meanwhile_makes_none_clean(site: Path) -> None:
    head = read_commit(site)
    assert head is not None
    write(site, f"{NEW}/01/flood.md", "another flood\n")
    commit(site)
    assert clean_issues(site, head, FOLDERS).checked_out == frozenset()
