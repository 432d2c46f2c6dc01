"""Which documents above the issues stay on disk as they are: what they show is noted from one build to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import TypeVar

import msgspec

from broadsheet.build.shown import Archive

_T = TypeVar("_T")


class Documents:
    """The documents of no issue in this build: by address, a digest of all that each was made from."""

    def __init__(self, archive: Archive, shared: str, last: Mapping[str, bytes]) -> None:
        """`shared` is the digest of what all documents share; `last` has the digests that the last build noted."""
        self._archive = archive
        self._shared = shared
        self._last = last
        self.keys: dict[str, bytes] = {}
        """Of all, to be noted for the next build."""
        self.kept: set[str] = set()
        """Addresses of those that stay."""

    def stays(self, address: str, shown: object) -> bool:
        """Whether the last build made it from the same and nobody touched it since; `shown` is all that it shows."""
        return self.stay((address,), shown)

    def stay(self, addresses: Collection[str], shown: object) -> bool:
        """The same of several that are only made together."""
        key = digest_of_parts(self._shared, shown)
        self.keys |= dict.fromkeys(addresses, key)
        if any(self._last.get(each) != key or self._archive.untouched(each) is None for each in addresses):
            return False
        self.kept.update(addresses)
        return True

    def all_stay(self) -> bool:
        """Whether everything that the last build noted is untouched; for callers who know that it shows the same."""
        if any(self._archive.untouched(address) is None for address in self._last):
            return False
        self.keys = dict(self._last)
        self.kept = set(self._last)
        return True


def digest_of_parts(*parts: object) -> bytes:
    """A digest of values that JSON can tell: texts, numbers, dates, tuples, views."""
    return blake2b(msgspec.json.encode(parts), digest_size=16).digest()


def noted(archive: Archive, shard: str, kind: type[_T]) -> _T | None:
    """What the last build noted under that name; `None` for nothing, or nothing of that kind."""
    data = archive.shard(shard)
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError:
        return None


def note(archive: Archive, shard: str, value: object) -> None:
    """Notes it for the next build. Moments in time do not keep their offset: write them as texts."""
    archive.keep_shard(shard, msgspec.msgpack.encode(value))
