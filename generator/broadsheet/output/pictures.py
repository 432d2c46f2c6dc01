"""Pictures of views, as files for machines name them."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.edition.views import PictureView

_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One file of a picture."""

    address: str
    width: int
    """In pixels."""
    height: int


def picture_files(picture: PictureView) -> tuple[PictureFile, ...]:
    """Its files, by width."""
    return tuple(
        PictureFile(address, width, round(picture.height * width / picture.width))
        for width, address in picture.variants
    )


def widest(picture: PictureView) -> PictureFile:
    """Its widest file."""
    return picture_files(picture)[-1]


def widest_address(picture: PictureView) -> str:
    """The address of its widest file."""
    return picture.variants[-1][1]


def media_type(address: str) -> str:
    """The media type of a picture's file, by its ending; raises KeyError for an ending that is none of a picture."""
    return _TYPES[address.rpartition(".")[2].lower()]
