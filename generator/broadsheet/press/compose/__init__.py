"""Composition: articles become modules, modules a page."""
