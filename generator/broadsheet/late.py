"""Packages whose names are imported when somebody asks for them (PEP 562).

The classes of a package take longer to make than many a command takes to run: who needs one should not wait for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """What is to be the `__getattr__` of a package.

    `names` gives for each of its modules the names that the package has from there, separated by spaces.
    """
    modules = {name: module for module, own in names.items() for name in own.split()}

    def ask(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return ask
