"""Values of the build as the bytes that the state keeps: JSON, which keeps the offsets of moments."""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from broadsheet.diagnostics import Diagnostic
from broadsheet.edition.face import IssueFace
from broadsheet.edition.record import IssueRecord
from broadsheet.output.sealed import DamagedStateError

if TYPE_CHECKING:
    from broadsheet.edition.listing import IssueListing

Value = TypeVar("Value")

pack = msgspec.json.encode
"""A frozen dataclass, or a tuple of some, as bytes."""


def pack_tight(value: object) -> bytes:
    """A face or a listing, which an archive has thousands of, in a third of the bytes."""
    return zlib.compress(pack(value), 1)


def unpacked_record(data: bytes) -> IssueRecord:
    """Raises DamagedStateError, as its neighbours."""
    return _unpacked(data, _RECORD)


def unpacked_face(data: bytes) -> IssueFace:
    """What `pack_tight` made of a face."""
    return _unpacked(_loosened(data), _FACE)


def unpacked_listing(data: bytes) -> IssueListing:
    """What `pack_tight` made of a listing."""
    return _unpacked(_loosened(data), _listings())


def unpacked_warnings(data: bytes) -> tuple[Diagnostic, ...]:
    """What `pack` made of diagnostics."""
    return _unpacked(data, _WARNINGS)


def key_of(parts: Iterable[object]) -> str:
    """Digest of values that `pack` takes: equal keys, equal values."""
    return hashlib.sha256(msgspec.json.encode(tuple(parts))).hexdigest()


_RECORD = msgspec.json.Decoder(IssueRecord)
_FACE = msgspec.json.Decoder(IssueFace)
_WARNINGS = msgspec.json.Decoder(tuple[Diagnostic, ...])


@functools.cache
def _listings() -> msgspec.json.Decoder[IssueListing]:
    from broadsheet.edition.listing import IssueListing  # late: half of all views come with it

    return msgspec.json.Decoder(IssueListing)


def _loosened(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as fault:
        raise DamagedStateError(str(fault)) from fault


def _unpacked(data: bytes, decoder: msgspec.json.Decoder[Value]) -> Value:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, KeyError) as fault:
        raise DamagedStateError(str(fault)) from fault
