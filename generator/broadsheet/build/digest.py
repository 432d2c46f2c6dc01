"""Digests of values, by which a build knows what it has made before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256 over values whose `repr` tells all of them: texts, numbers, tuples and frozen dataclasses."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
