"""An archive in memory: made-up issues, what builds noted of them, and which of their listings were loaded."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import msgspec

from broadsheet.build.above import SiteFiles
from broadsheet.build.packed import pack_tight
from broadsheet.build.shared import Shared
from broadsheet.build.site import make_site_files
from broadsheet.build.site_work import SiteWork, SiteWorkContext, SiteWorkDone, do_site_work
from broadsheet.edition.listing import IssueListing
from broadsheet.edition.references import Faces
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import SiteView, View
from broadsheet.output.manifest import WrittenFile
from output.record_samples import Sample
from output.theme_samples import locale, theme

NOWHERE = Path("/nonexistent")
STRINGS = locale(NOWHERE)
THEME = theme(NOWHERE)


@dataclass
class MemoryArchive:
    """As `build.shown.Archive`; counts what is asked of it."""

    samples: Iterable[Sample]
    shards: dict[str, bytes] = field(default_factory=dict)
    """What the last build noted."""
    disk: dict[str, bytes] = field(default_factory=dict)
    """What the last build wrote, by address."""
    loaded: list[str] = field(default_factory=list)
    """Names of the issues whose listings were asked for."""
    noted: dict[str, bytes] = field(default_factory=dict)
    """What this build notes."""
    read: set[str] = field(default_factory=set)
    """Names of the shards that were read."""

    def __post_init__(self) -> None:
        samples = sorted(self.samples, key=lambda each: _order(each[0]))
        self.shown = tuple(issue for issue, _ in samples)
        self._listings = {issue.head.name: listing for issue, listing in samples}

    def listing(self, name: str) -> IssueListing:
        self.loaded.append(name)
        return self._listings[name]

    def packed_listing(self, name: str) -> bytes:
        return pack_tight(self.listing(name))

    def shard(self, name: str) -> bytes | None:
        self.read.add(name)
        return self.shards.get(name)

    def keep_shard(self, name: str, value: bytes | None) -> None:
        assert name not in self.noted
        if value is not None:
            self.noted[name] = value
        elif name in self.shards:
            self.noted[name] = self.shards[name]

    def untouched(self, address: str) -> WrittenFile | None:
        data = self.disk.get(address)
        return WrittenFile(hashlib.sha256(data).hexdigest(), len(data), 0) if data is not None else None


def _order(issue: ShownIssue) -> tuple[dt.datetime, bool, str, str]:
    head = issue.head
    return head.published, head.suffix != "", head.suffix, head.name


class _Renderer:
    """Renders a view as all that it holds."""

    def __init__(self) -> None:
        self.rendered: list[str] = []

    def render(self, view: View) -> bytes:
        self.rendered.append(view.path)
        return msgspec.json.encode(view)


@dataclass(frozen=True)
class Above:
    """The files above the issues after a build."""

    archive: MemoryArchive
    files: dict[str, bytes]
    """All, by address."""
    made: frozenset[str]
    """Addresses of those made in this build."""
    rendered: frozenset[str]
    """Addresses of the documents rendered in this build."""
    result: SiteFiles

    def next(self, samples: Iterable[Sample]) -> MemoryArchive:
        """The archive as the next build meets it."""
        return MemoryArchive(samples, dict(self.archive.noted), dict(self.files))


def build_above(archive: MemoryArchive, site: SiteView, digest: str = "as ever") -> Above:
    """Makes the files above the issues; documents are not rendered in a theme, but told as JSON."""
    renderer = _Renderer()
    shared = SimpleNamespace(
        root=NOWHERE,
        on_disk=SimpleNamespace(standing=(), source=SimpleNamespace(issues=())),
        theme=THEME,
        locale=STRINGS,
        renderer=renderer,
        site=site,
        files=(),
        digest=digest,
    )
    context = SiteWorkContext(cast("Shared", shared))

    def run(works: Iterable[SiteWork]) -> Iterator[SiteWorkDone]:
        return (do_site_work(context, work) for work in works)

    result = make_site_files(cast("Shared", shared), archive, cast("Faces", None), run)
    made = {file.address: file.content for file in result.files if isinstance(file.content, bytes)}
    assert result.kept <= archive.disk.keys()
    assert not result.kept & made.keys()
    kept = {address: archive.disk[address] for address in result.kept}
    return Above(archive, kept | made, frozenset(made), frozenset(renderer.rendered), result)
