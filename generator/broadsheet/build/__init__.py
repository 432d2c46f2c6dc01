"""The build: files of a site become an edition."""

from broadsheet.build.check import check_site
from broadsheet.build.options import BuildOptions, BuildResult, Expectation, Progress
from broadsheet.build.pipeline import build_edition

__all__ = [
    "BuildOptions",
    "BuildResult",
    "Expectation",
    "Progress",
    "build_edition",
    "check_site",
]
