"""The build: files of a site become an edition."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.build.changed_only import build_changes
    from broadsheet.build.check import check_site
    from broadsheet.build.options import BuildOptions, BuildResult, Expectation, Progress
    from broadsheet.build.pipeline import build_edition

__all__ = [
    "BuildOptions",
    "BuildResult",
    "Expectation",
    "Progress",
    "build_changes",
    "build_edition",
    "check_site",
]

_MODULES = {"build_changes": "changed_only", "build_edition": "pipeline", "check_site": "check"}
"""Where a name is; all others are in `options`."""


def __getattr__(name: str) -> Any:
    """Imports what is asked for when it is asked for (PEP 562), so that `broadsheet build` need not load the rest."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'options')}"), name)
