"""What happens to files behind a build's back: times that lie, names that change hands, git, hands in the output."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from random import Random

from build.edits import Edit
from build.stories import articles
from paper_site import PaperSite

LONG_AGO, TO_COME = 315_532_800_000_000_000, 4_102_444_800_000_000_000
"""1980 and 2100, in nanoseconds."""
VARIANTS = {"。": "！", "！": "。"}
"""Characters of one size."""


# --- the content ----------------------------------------------------------------------------------------------------


def edit_unseen(site: PaperSite, chance: Random) -> None:
    """Another text of the same size, with the modification time of the old one."""
    files = articles(site)
    if files:
        article = chance.choice(files)
        before = article.stat()
        article.write_text(_varied(article.read_text(encoding="utf-8")), encoding="utf-8")
        os.utime(article, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert article.stat().st_size == before.st_size


def replace_unseen(site: PaperSite, chance: Random) -> None:
    """The same by a rename, as editors and sync tools save."""
    files = articles(site)
    if files:
        article = chance.choice(files)
        before = article.stat()
        new = article.with_suffix(".tmp")
        new.write_text(_varied(article.read_text(encoding="utf-8")), encoding="utf-8")
        os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
        new.replace(article)


def touch(site: PaperSite, chance: Random) -> None:
    """A modification time long past or to come, the bytes as they are."""
    files = articles(site)
    if files:
        os.utime(chance.choice(files), ns=(LONG_AGO, chance.choice((0, LONG_AGO, TO_COME))))


def touch_all(site: PaperSite, chance: Random) -> None:
    """As after a checkout: every file of the paper has the same new time."""
    moment = chance.choice((LONG_AGO, 1_800_000_000_000_000_000))
    for path in (site.root / "content").rglob("*"):
        os.utime(path, ns=(moment, moment))


def copy_over(site: PaperSite, chance: Random) -> None:
    """The paper moved to another disk and back: all inodes are new; times are kept, or not."""
    copy = chance.choice((shutil.copy2, shutil.copyfile))
    shutil.copytree(site.root / "content", site.root / "moved", copy_function=copy)
    shutil.rmtree(site.root / "content")
    (site.root / "moved").rename(site.root / "content")


def _varied(text: str) -> str:
    for one, other in VARIANTS.items():
        if one in text:
            return text.replace(one, other)
    return text


# --- git ------------------------------------------------------------------------------------------------------------


def commit(site: PaperSite, chance: Random) -> None:
    """Makes the site a repository when it is none, and commits what is there."""
    if not (site.root / ".git").exists():
        git(site, "init", "-q")
        site.write(".gitignore", ".broadsheet/\noutput/\n")
    git(site, "add", "-A")
    git(site, "commit", "-q", "--allow-empty", "-m", "edition")


def check_out_earlier(site: PaperSite, chance: Random) -> None:
    """An earlier commit, or back to the last one."""
    commit(site, chance)
    commits = git(site, "rev-list", "--all", "-n", "10").split()
    git(site, "checkout", "-q", chance.choice(commits))


def clone_over(site: PaperSite, chance: Random) -> None:
    """A fresh clone of the last commit, where only the state of the last build is kept: as in CI."""
    commit(site, chance)
    with tempfile.TemporaryDirectory(dir=site.root.parent) as folder:
        clone = Path(folder, "clone")
        git(site, "clone", "-q", f"--depth={chance.choice((1, 50))}", site.root.as_uri(), str(clone))
        for name in ("content", "themes", ".git"):
            shutil.rmtree(site.root / name, ignore_errors=True)
            if (clone / name).exists():
                (clone / name).rename(site.root / name)


def git(site: PaperSite, *words: str) -> str:
    """What git says, run with no settings but its own."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    who = {f"GIT_{role}_{what}": "desk@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-C", str(site.root), *words], check=True, capture_output=True, text=True, env=settings | who
    )
    return done.stdout


# --- the output -----------------------------------------------------------------------------------------------------


def meddle(site: PaperSite, chance: Random) -> None:
    """A file of the output removed, changed, touched, or turned into an empty folder."""
    output = site.root / "output"
    files = sorted(path for path in output.rglob("*") if path.is_file())
    if files:
        victim = chance.choice(files)
        what = chance.choice(("remove", "change", "cut", "touch"))
        if what == "remove":
            victim.unlink()
        elif what == "change":
            victim.write_bytes(victim.read_bytes() + b"changed by hand")
        elif what == "cut":
            victim.write_bytes(b"")
        else:
            os.utime(victim, ns=(LONG_AGO, LONG_AGO))


def remove_folder_of_output(site: PaperSite, chance: Random) -> None:
    folders = sorted(path for path in (site.root / "output").rglob("*") if path.is_dir())
    if folders:
        shutil.rmtree(chance.choice(folders))


FILE_EDITS: tuple[Edit, ...] = (
    edit_unseen,
    replace_unseen,
    touch,
    touch_all,
    copy_over,
    meddle,
    remove_folder_of_output,
)
GIT_EDITS: tuple[Edit, ...] = (commit, commit, check_out_earlier, clone_over)
