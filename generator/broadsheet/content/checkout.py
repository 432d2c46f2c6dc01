"""What git knows of the issues' folders: the id of each folder's tree, and whether the disk holds just that tree.

Git is asked by a handful of commands, however many issues there are, and only ever for what it can say for sure. Where
it is not there, refuses, or might mean other bytes than those on disk, the answer is nothing, and the files are read.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from broadsheet.content.names import fold, issue_name
from broadsheet.content.source import IssueFolder

_PATIENCE = 120
"""Seconds after which git counts as not there."""

_FEW = 32
"""So many folders are named to git one by one; of more it is asked about all."""

_SETTINGS = ("core.checkStat=default", "core.fsmonitor=false", "core.trustctime=true", "core.untrackedCache=false")
"""Of those with which git looks less closely or starts programs, the careful choice."""

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what it lacks
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}

_LEANS_ON_CALLER = re.compile(
    "GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|PREFIX"
    "|GRAFT_FILE|SHALLOW_FILE|NAMESPACE|REPLACE_REF_BASE|INTERNAL_SUPER_PREFIX|(GLOB|NOGLOB|ICASE)_PATHSPECS|ATTR_.*)"
)
"""What a hook of git sets for its children, which may mean another repository."""

_CHANGES_BYTES = frozenset({"crlf", "eol", "filter", "ident", "text", "working-tree-encoding"})
"""Attributes of files that git may write to disk otherwise than they are in the repository."""


@dataclass(frozen=True, slots=True)
class CommittedIssue:
    """An issue's folder in the commit that is checked out, be it on disk or not."""

    path: str
    """Site-relative, as the commit spells it."""
    tree: str
    """The id of its tree, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that is checked out."""

    id: str
    """In hexadecimal."""
    prefix: str
    """The site's folder in the repository, with a slash at its end; empty when it is the whole repository."""
    issues: Mapping[str, CommittedIssue]
    """By the issue's name."""


def read_commit(root: Path) -> Commit | None:
    """The commit that the site is a checkout of; `None` when it is none, or the paper is not in the commit."""
    inside = _git(root, "rev-parse", "--is-inside-work-tree", "--show-prefix", "HEAD")
    if inside is None or not inside.startswith(b"true\n"):
        return None
    prefix, _, commit = os.fsdecode(inside[5:-1]).rpartition("\n")
    content = _subtrees(root, commit, ["content"])
    if content is None or not any(fold(path) == "content/paper.yaml" for path in content):
        return None
    issues = next((path for path in content if fold(path) == "content/issues"), None)
    years = _subtrees(root, commit, [issues] if issues else [])
    folders = None if years is None else _subtrees(root, commit, [path for path, tree in years.items() if tree])
    if folders is None:
        return None
    found = {}
    for path, tree in folders.items():
        name = issue_name(path.rpartition("/")[2])
        if name is not None and tree is not None:
            found[name.name] = CommittedIssue(path, tree)
    return Commit(commit, prefix, found)


@dataclass(frozen=True, slots=True)
class CleanIssues:
    """Names of issues whose folders on disk are as in the commit."""

    checked_out: frozenset[str]
    """All of them: each file is what git makes of the one in the commit, and there are no others."""
    byte_for_byte: frozenset[str]
    """Those whose files are the very bytes in the commit: git changes line ends or runs filters (LFS) in none."""


def clean_issues(root: Path, commit: Commit, folders: Iterable[IssueFolder]) -> CleanIssues:
    """Which of the issues are on disk just as the commit has them, name for name.

    Not those with a link in them, which lies outside of what git knows of the folder, or with a folder that git cannot
    know of because nothing is in it. Whoever keeps stamps takes them before asking: an edit made while git looks is
    seen by the next build then.
    """
    asked = {f.path: f.name for f in folders if f.name in commit.issues and commit.issues[f.name].path == f.path}
    if not asked:
        return CleanIssues(frozenset(), frozenset())
    paths = sorted(asked if len(asked) <= _FEW else {path.rsplit("/", 2)[0] for path in asked})
    changed = _changed_files(root, commit, paths)
    listed = _git(root, "ls-files", "-z", "-s", "-v", "--", *paths)
    if changed is None or listed is None:
        return CleanIssues(frozenset(), frozenset())
    doubtful = set(map(_folder_of, changed))
    files: dict[str, list[str]] = {}
    for line in _split(listed):
        facts, _, path = line.partition("\t")
        folder = _folder_of(path)
        files.setdefault(folder, []).append(path)
        # Anything but "H": a file that git was told not to look at, or not to check out; anything but 100…: a link.
        if not facts.startswith("H 100"):
            doubtful.add(folder)
    same = [p for p in asked if p not in doubtful and _names_below(root, p) == _with_folders(files.get(p, ()), p)]
    converted = set(map(_folder_of, _converted_files(root, [file for path in same for file in files[path]])))
    return CleanIssues(
        frozenset(asked[path] for path in same), frozenset(asked[path] for path in same if path not in converted)
    )


def left_out(root: Path) -> list[str]:
    """Site-relative paths of files that a sparse checkout leaves out of `content/` and `themes/`, sorted."""
    listed = _git(root, "ls-files", "-z", "-v", "--", "content", "themes") or b""
    paths = (line[2:] for line in _split(listed) if line.startswith(("S ", "s ")))
    return sorted(path for path in paths if not os.path.lexists(os.path.join(root, path)))  # noqa: PTH118


def git_trees(root: Path, folders: Iterable[IssueFolder]) -> dict[str, str]:
    """Of each issue that is on disk just as the commit has it, byte for byte: the id of its tree, by its name."""
    commit = read_commit(root)
    if commit is None:
        return {}
    clean = clean_issues(root, commit, folders).byte_for_byte
    return {name: commit.issues[name].tree for name in clean}


def _git(root: Path, *words: str, told: str = "") -> bytes | None:
    """What git answers; `None` when it cannot or will not. It never asks, writes, or reaches for the network."""
    command = ["git", "-C", os.fspath(root), *(word for setting in _SETTINGS for word in ("-c", setting)), *words]
    environment = {key: value for key, value in os.environ.items() if not _LEANS_ON_CALLER.fullmatch(key)}
    try:
        done = subprocess.run(
            command,
            env=environment | _ENVIRONMENT,
            input=os.fsencode(told),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _subtrees(root: Path, commit: str, folders: Iterable[str]) -> dict[str, str | None] | None:
    """What the commit has in these folders, by site-relative path: the tree's id of a folder, `None` of a file."""
    wanted = [f"{folder}/" for folder in folders]
    answer = _git(root, "ls-tree", "-z", commit, "--", *wanted) if wanted else b""
    if answer is None:
        return None
    found: dict[str, str | None] = {}
    for line in _split(answer):
        facts, _, path = line.partition("\t")
        _, kind, object_id = facts.split(" ")
        found[path] = object_id if kind == "tree" else None
    return found


def _changed_files(root: Path, commit: Commit, paths: Iterable[str]) -> list[str] | None:
    """Site-relative paths of tracked files that are not as in the commit; `None` when another is checked out by now."""
    form = ("--porcelain=v2", "--branch", "-z", "--no-renames")
    answer = _git(root, "status", *form, "--untracked-files=no", "--ignore-submodules=all", "--", *paths)
    if answer is None:
        return None
    changed = []
    at = None
    for line in _split(answer):
        kind, _, rest = line.partition(" ")
        if line.startswith("# branch.oid "):
            at = line.removeprefix("# branch.oid ")
        elif kind in ("1", "u"):
            changed.append(rest.split(" ", 7 if kind == "1" else 9)[-1].removeprefix(commit.prefix))
        elif kind != "#":
            return None
    return changed if at == commit.id else None


def _converted_files(root: Path, files: list[str]) -> list[str]:
    """Those that git may write to disk otherwise than they are in the repository; all when it does not say."""
    answer = _git(root, "check-attr", "-z", "--stdin", "-a", told="\0".join(files))
    if answer is None or (_git(root, "config", "--get", "core.autocrlf") or b"false").strip() != b"false":
        return files
    words = _split(answer)
    found = zip(words[::3], words[1::3], words[2::3], strict=True)
    return [path for path, attribute, value in found if attribute in _CHANGES_BYTES and value != "unset"]


def _split(answer: bytes) -> list[str]:
    return os.fsdecode(answer).rstrip("\0").split("\0") if answer else []


def _folder_of(path: str) -> str:
    """The issue's folder that a file is in: `content/issues/2026/2026-11-24`."""
    return "/".join(path.split("/", 4)[:4])


def _with_folders(files: Iterable[str], top: str) -> set[str]:
    """The files that a build may read, and the folders that they make, with a slash at their ends."""
    found = set()
    for path in files:
        inside = path[len(top) + 1 :]
        if not inside.startswith(".") and "/." not in inside:
            found.add(path)
        *folders, _ = inside.split("/")
        parent = top
        for folder in folders:
            if folder.startswith("."):
                break
            parent = f"{parent}/{folder}"
            found.add(f"{parent}/")
    return found


def _names_below(root: Path, top: str) -> set[str] | None:
    """The same as it is on disk; `None` when that cannot be read."""
    found = set()
    folders = [top]
    try:
        while folders:
            folder = folders.pop()
            with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    path = f"{folder}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        found.add(f"{path}/")
                        folders.append(path)
                    else:
                        found.add(path)
    except OSError:
        return None
    return found
