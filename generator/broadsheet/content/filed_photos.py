"""Photos as an article files them: the front matter's list, joined with the photos that stand in its body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from broadsheet.content import meant
from broadsheet.content.body_blocks import PhotoMark
from broadsheet.content.fields import Fields
from broadsheet.content.files import ReachableFiles, contained_path
from broadsheet.content.names import PHOTO_SUFFIXES, fold, is_photo
from broadsheet.content.nodes import shorten
from broadsheet.content.source import ContentFile
from broadsheet.content.values import number_of, tuple_of
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.model import PhotoLayout

PHOTO_KEYS = ("src", "caption", "credit", "alt", "layout", "focus", "crop")
LAYOUTS = ("lead", "inline", "left", "right", "gallery")


_FAULTS = ("missing-photo", "path-outside", "symlink-outside", "unreadable-file", "broken-photo", "lfs-pointer")


@dataclass(frozen=True, slots=True)
class FiledPhoto:
    """What an article says about a photo."""

    path: str
    """Of the file, site-relative."""
    caption: str
    credit: str
    alt: str
    layout: PhotoLayout | None
    """`None` when the article leaves it to its place."""
    focus: tuple[float, float] | None
    crop: bool
    location: Location
    """Of the file's name."""


def listed_photos(fields: Fields, files: ReachableFiles) -> tuple[FiledPhoto, ...]:
    """The photos of the front matter whose files are there, in the order given, each once."""
    photos: dict[str, FiledPhoto] = {}
    for item in fields.mappings("photos", PHOTO_KEYS, meant=meant.PHOTO):
        photo = _listed(item, files)
        if photo is None:
            continue
        first = photos.setdefault(fold(photo.path), photo)
        if first is not photo:
            message = f"the photo '{item.text('src')}' stands twice in 'photos'"
            fields.problems.append(warning("bad-value", photo.location, message, related=(first.location,)))
    return _one_lead(tuple(photos.values()), fields.problems)


def _listed(item: Fields, files: ReachableFiles) -> FiledPhoto | None:
    item.require("src", hint="add 'src: ' with the name of the photo's file")
    src = item.scalar("src")
    path = photo_path(src.stripped, src.location, files, item.problems) if src else None
    focus = tuple_of(
        item.node("focus"), ("x", "y"), "'focus'", lambda s, what, found: number_of(s, what, 0, 1, found), item.problems
    )
    layout = item.choice("layout", LAYOUTS)
    crop = item.choice("crop", ("auto", "never"))
    if src is None or path is None:
        return None
    return FiledPhoto(
        path,
        caption=item.text("caption"),
        credit=item.text("credit"),
        alt=item.text("alt"),
        layout=cast("PhotoLayout | None", layout),
        focus=(focus[0], focus[1]) if focus else None,
        crop=crop != "never",
        location=src.location,
    )


def _one_lead(photos: tuple[FiledPhoto, ...], problems: list[Diagnostic]) -> tuple[FiledPhoto, ...]:
    """The photos with the first lead alone; further ones stand in the text."""
    leads = [photo for photo in photos if photo.layout == "lead"]
    for extra in leads[1:]:
        message = "only one photo can have the layout 'lead'"
        problems.append(
            warning("bad-value", extra.location, message, hint="write 'layout: inline'", related=(leads[0].location,))
        )
    return tuple(replace(photo, layout="inline") if photo in leads[1:] else photo for photo in photos)


def marked_photo(mark: PhotoMark, files: ReachableFiles, problems: list[Diagnostic]) -> FiledPhoto | None:
    """A photo that stands in the body; `None`, with a diagnostic, when its file cannot be used."""
    path = photo_path(mark.src, mark.location, files, problems)
    return FiledPhoto(path, mark.title, "", mark.alt, None, None, True, mark.location) if path else None


def joined(listed: FiledPhoto, marked: FiledPhoto) -> FiledPhoto:
    """One photo named in front matter and body: the front matter's data count, gaps are filled from the body."""
    return replace(listed, caption=listed.caption or marked.caption, alt=listed.alt or marked.alt)


def has_photo_fault(problems: Iterable[Diagnostic], path: str) -> bool:
    """Whether a photo of the article at `path` was reported, so that it may be all that is missing from it."""
    return any(problem.code in _FAULTS and problem.location.path == path for problem in problems)


def photo_path(src: str, location: Location, files: ReachableFiles, problems: list[Diagnostic]) -> str | None:
    """The file that an article means by `src`; what is wrong with it is reported at `location`."""
    path = contained_path(location.path, src)
    if path is None or "://" in src:
        problems.append(_not_a_path(src, location))
        return None
    found = files.find(path)
    if isinstance(found, Diagnostic):
        code = "missing-photo" if found.code == "missing-file" else found.code
        beside = [name for name in files.beside(location.path) if is_photo(name)]
        hint = did_you_mean(src, beside) or (f"beside the article lie {', '.join(beside[:5])}" if beside else None)
        message = f"the photo '{shorten(src)}' cannot be used: {found.message}"
        problems.append(error(code, location, message, hint=hint))
        return None
    fault = _no_picture(found, src, location)
    if fault is not None:
        problems.append(fault)
        return None
    return found.path


def _not_a_path(src: str, location: Location) -> Diagnostic:
    shown = shorten(src)
    if "://" in src:
        message = f"a photo is a file of the site (got '{shown}')"
        return error("missing-photo", location, message, hint="save it beside the article")
    if "\\" in src:
        message = f"folders are parted by / in a photo's path (got '{shown}')"
        return error("path-outside", location, message, hint=f"write {shown.replace(chr(92), '/')}")
    message = f"a photo must lie in content/, its path relative to the article (got '{shown}')"
    return error("path-outside", location, message, hint="save it beside the article")


def _no_picture(file: ContentFile, src: str, location: Location) -> Diagnostic | None:
    """What the file's beginning and name tell; whether it can be opened is seen when it is prepared."""
    if file.is_lfs_pointer:
        message = f"a Git LFS pointer stands in place of the photo '{shorten(src)}'"
        return error("lfs-pointer", location, message, hint="run git lfs pull")
    if not is_photo(file.path):
        endings = ", ".join(sorted(PHOTO_SUFFIXES))
        message = f"'{shorten(src)}' is no photo by its name; a photo ends in {endings}"
        return error("broken-photo", location, message, hint="save it as JPEG, PNG or WebP")
    return None
