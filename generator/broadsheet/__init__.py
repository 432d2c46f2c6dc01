"""Broadsheet: a static-site generator for newspapers."""

__version__ = "0.1.0"
"""Told here, where the build of the package reads it: to ask the installed package takes 25 ms at every start."""
