"""What stands above the issues, as the last build left it: all of it stays where nothing of it can have changed.

That is found out by stamps and by the entries of the issues, without the paper, its theme, or a document's view.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from broadsheet.build.archive import EditionArchive
from broadsheet.build.issues import Edition
from broadsheet.build.options import BuildOptions
from broadsheet.build.shared import Shared
from broadsheet.diagnostics import Diagnostic
from broadsheet.output.plan import OutputFile
from broadsheet.output.state import State

_SHARD = "above"


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """All files that belong to no issue."""

    files: tuple[OutputFile, ...]
    """Those made now."""
    kept: frozenset[str]
    """Addresses of those that stay as the last build wrote them."""
    diagnostics: tuple[Diagnostic, ...]


class _Noted(msgspec.Struct, frozen=True, array_like=True):
    key: bytes
    diagnostics: tuple[Diagnostic, ...]


def files_as_they_are(shared: Shared, edition: Edition, state: State, options: BuildOptions) -> SiteFiles | None:
    """All files of no issue, kept; `None` when one may have to be made, and in builds of some issues."""
    key = _key(shared, edition, state)
    kept = state.shard(_SHARD)
    if options.issues or options.clean or edition.made or not key or kept is None:
        return None
    try:
        noted = msgspec.msgpack.decode(kept, type=_Noted)
    except (msgspec.MsgspecError, ValueError):
        return None
    archive = EditionArchive(edition.records, state, options)
    if noted.key != key or any(archive.untouched(address) is None for address in state.site_files):
        return None
    state.keep_shards()
    return SiteFiles((), frozenset(state.site_files), noted.diagnostics)


def note_files(made: SiteFiles, shared: Shared, edition: Edition, state: State, options: BuildOptions) -> None:
    """Notes what this build's files of no issue were made from."""
    key = b"" if options.issues else _key(shared, edition, state)
    state.keep_shard(_SHARD, msgspec.msgpack.encode(_Noted(key, made.diagnostics)))


def _key(shared: Shared, edition: Edition, state: State) -> bytes:
    """Digest of all that they show; empty when that is not known without reading it."""
    if not shared.stamp:
        return b""
    digest = hashlib.sha256(f"{shared.stamp} {shared.digest}".encode())
    for folder in shared.source.issues:
        digest.update(f"\n{folder.name}".encode())
    for name in edition.records:
        digest.update(f"\n{name} ".encode() + state.entry_now(name).entry)
    return digest.digest()
