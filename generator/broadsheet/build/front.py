"""The front of an issue whose neighbours changed, made again without its pages and articles.

The newest issues keep what that takes: a new issue changes the front of the one before it, whose folder need not even
be on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from broadsheet.edition import addresses
from broadsheet.edition.views import FrontView, Neighbours
from broadsheet.output.issue_json import digest_of_files, with_digest
from broadsheet.output.manifest import Manifest
from broadsheet.output.offline import with_file
from broadsheet.output.plan import OutputFile
from broadsheet.output.sealed import DamagedStateError

if TYPE_CHECKING:
    from broadsheet.build.shared import Shared


@dataclass(frozen=True, slots=True)
class FrontMaterial:
    """What a front was made of, and the documents that tell its digest."""

    view: FrontView
    issue_json: str
    offline: str
    """offline.json; empty when the theme has none."""


@dataclass(frozen=True, slots=True)
class MadeFront:
    """A front with the documents that tell of it."""

    material: FrontMaterial
    digest: str
    """Of issue.json."""
    files: tuple[OutputFile, ...]
    """Those that may differ from what they were; the home page among them when the issue is the latest."""


def make_front(
    material: FrontMaterial, shared: Shared, neighbours: Neighbours, files: Manifest, *, is_latest: bool
) -> MadeFront:
    """The front beside these neighbours; `files` are those of the issue as they are now."""
    view = replace(material.view, site=shared.site, previous=neighbours.previous, next=neighbours.next)
    folder = addresses.issue_folder(view.issue.date, view.issue.suffix)
    made = [OutputFile.of(view.path, shared.renderer.render(view))]
    offline = b""
    if material.offline:
        offline = with_file(material.offline.encode(), made[0])
        made.append(OutputFile.of(f"{folder}{addresses.OFFLINE_LIST}", offline))
    digests = {address: file.digest for address, file in files.items()} | {file.address: file.digest for file in made}
    digest = digest_of_files(_published(digests, folder).items())
    issue_json = with_digest(material.issue_json.encode(), digest)
    made.append(OutputFile.of(f"{folder}{addresses.ISSUE_JSON}", issue_json))
    if is_latest:
        made.append(home_page(view, shared))
    return MadeFront(FrontMaterial(view, issue_json.decode(), offline.decode()), digest, tuple(made))


def home_page(front: FrontView, shared: Shared) -> OutputFile:
    """The front once more, at the edition's root."""
    return OutputFile.of(addresses.HOME, shared.renderer.render(replace(front, path=addresses.HOME)))


def packed_front(material: FrontMaterial) -> bytes:
    """For the state."""
    return msgspec.json.encode(material)


def unpacked_front(data: bytes) -> FrontMaterial:
    """Raises DamagedStateError."""
    try:
        return msgspec.json.decode(data, type=FrontMaterial)
    except (msgspec.MsgspecError, ValueError) as fault:
        raise DamagedStateError(str(fault)) from fault


def _published(digests: Mapping[str, str], folder: str) -> dict[str, str]:
    """All of the issue's folder but issue.json."""
    own = f"{folder}{addresses.ISSUE_JSON}"
    return {address: digest for address, digest in digests.items() if address.startswith(folder) and address != own}
