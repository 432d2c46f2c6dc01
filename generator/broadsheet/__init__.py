"""Broadsheet: a static-site generator for newspapers."""

from importlib.metadata import version

__version__ = version("broadsheet")
