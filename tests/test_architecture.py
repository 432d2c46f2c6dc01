"""The order of the stages, read from the imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import broadsheet

PACKAGE = Path(broadsheet.__file__).parent
ORDER = {
    "diagnostics": 0,
    "late": 0,
    "atomic": 0,
    "memo": 0,
    "raster": 0,
    "model": 1,
    "content": 2,
    "edition": 3,
    "press": 4,
    "output": 5,
    "build": 6,
}
"""Rank of what a module belongs to; the commands stand above all."""
PRINTING = {"cli", "console", "serve"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "themes" not in path.parts)


def _part(dotted: str) -> str:
    return dotted.split(".")[1] if "." in dotted else ""


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    found |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    return {_part(name) for name in found if name.startswith("broadsheet.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_stage_imports_a_later_one(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    rank = ORDER.get(own, 7)
    later = {part for part in _imports(path) if ORDER.get(part, 7) > rank}
    if own in ORDER:
        assert later == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_commands_print(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    prints = any(isinstance(func, ast.Name) and func.id == "print" for func in calls)
    assert not prints or path.stem in PRINTING
