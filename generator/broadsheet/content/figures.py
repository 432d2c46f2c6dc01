"""Photos in their places: what the article files becomes figures among the blocks of its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from broadsheet.content.body_blocks import PhotoMark
from broadsheet.content.conventions import Newsroom
from broadsheet.content.filed_photos import FiledPhoto, joined, marked_photo
from broadsheet.content.files import ReachableFiles
from broadsheet.content.names import fold
from broadsheet.content.read import read_bytes
from broadsheet.diagnostics import BroadsheetError, Diagnostic, warning
from broadsheet.model import Block, Figure, Footnotes, Kind, Photo, PhotoLayout, Subhead


@dataclass(frozen=True, slots=True)
class _Group:
    """Photos that will be one figure."""

    layout: PhotoLayout
    photos: tuple[FiledPhoto, ...]


@dataclass(frozen=True, slots=True)
class PhotoDesk:
    """What setting an article's photos takes besides its text."""

    listed: tuple[FiledPhoto, ...]
    """Of the front matter."""
    kind: Kind
    files: ReachableFiles
    newsroom: Newsroom


def set_photos(
    pieces: Sequence[Sequence[Block | PhotoMark]], desk: PhotoDesk, problems: list[Diagnostic]
) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each piece with figures for its photos; the lead photo is the first block of the first piece.

    A photo of the body stands where it is. Those of the front matter that the body does not place go into the first
    piece: the lead first, galleries last, the others spread evenly over the text.
    """
    if not desk.listed and not any(isinstance(block, PhotoMark) for piece in pieces for block in piece):
        return tuple(tuple(cast("Sequence[Block]", piece)) for piece in pieces)
    placed = [_place_marks(piece, desk, problems, first=number == 0) for number, piece in enumerate(pieces)]
    used = {fold(photo.path) for piece in placed for item in piece if isinstance(item, _Group) for photo in item.photos}
    unplaced = [photo for photo in desk.listed if fold(photo.path) not in used]
    placed[0] = _place_listed(placed[0], unplaced)
    return tuple(
        tuple(_figure(item, desk, problems) if isinstance(item, _Group) else item for item in piece) for piece in placed
    )


# --- photos of the body ---------------------------------------------------------------------------------------------


def _place_marks(
    blocks: Iterable[Block | PhotoMark], desk: PhotoDesk, problems: list[Diagnostic], *, first: bool
) -> list[Block | _Group]:
    listed = {fold(photo.path): photo for photo in desk.listed}
    placed: list[Block | _Group] = []
    may_lead = first
    for block in blocks:
        if not isinstance(block, PhotoMark):
            placed.append(block)
            may_lead = False
            continue
        marked = marked_photo(block, desk.files, problems)
        if marked is None:
            continue
        known = listed.get(fold(marked.path))
        photo = joined(known, marked) if known else marked
        group = _Group(_layout_in_body(photo, desk.kind, may_lead=may_lead), (photo,))
        if group.layout == "lead":
            placed.insert(0, group)
            may_lead = False
        else:
            _append(placed, group)
    return placed


def _layout_in_body(photo: FiledPhoto, kind: Kind, *, may_lead: bool) -> PhotoLayout:
    """The layout stated, else `inline`; a lead is what stands before any text, as a photo story's first photo does."""
    if photo.layout == "lead" or (photo.layout is None and kind is Kind.PHOTO):
        return "lead" if may_lead else "inline"
    return photo.layout or "inline"


def _append(placed: list[Block | _Group], group: _Group) -> None:
    """Adds a group, a gallery's neighbour to that gallery."""
    last = placed[-1] if placed else None
    if group.layout == "gallery" and isinstance(last, _Group) and last.layout == "gallery":
        placed[-1] = replace(last, photos=(*last.photos, *group.photos))
    else:
        placed.append(group)


# --- photos of the front matter alone -------------------------------------------------------------------------------


def _place_listed(placed: list[Block | _Group], unplaced: Sequence[FiledPhoto]) -> list[Block | _Group]:
    has_lead = any(isinstance(item, _Group) and item.layout == "lead" for item in placed)
    has_lead = has_lead or any(photo.layout == "lead" for photo in unplaced)
    lead: list[Block | _Group] = []
    inline: list[_Group] = []
    galleries: list[Block | _Group] = []
    for photo in unplaced:
        layout: PhotoLayout = photo.layout or ("inline" if has_lead else "lead")
        if layout == "lead":
            has_lead = True
            lead.append(_Group(layout, (photo,)))
        elif layout == "gallery":
            _append_listed(galleries, photo, unplaced)
        else:
            inline.append(_Group(layout, (photo,)))
    return _at_the_end([*lead, *_spread(placed, inline)], galleries)


def _append_listed(galleries: list[Block | _Group], photo: FiledPhoto, unplaced: Sequence[FiledPhoto]) -> None:
    """Adds a gallery item to the gallery of its neighbour in the list, else begins one."""
    number = unplaced.index(photo)
    group = _Group("gallery", (photo,))
    if number and unplaced[number - 1].layout == "gallery":
        _append(galleries, group)
    else:
        galleries.append(group)


def _spread(placed: list[Block | _Group], groups: Sequence[_Group]) -> list[Block | _Group]:
    """The groups at even distances between the blocks, never right after a subhead or a photo of the body."""
    if not groups:
        return placed
    end = next((number for number, item in enumerate(placed) if isinstance(item, Footnotes)), len(placed))
    places: list[int] = []
    for number in range(1, len(groups) + 1):
        place = max(round(number * end / (len(groups) + 1)), min(1, end), *places)
        while 0 < place < end and isinstance(placed[place - 1], Subhead | _Group):
            place += 1
        places.append(place)
    spread = list(placed)
    for place, group in reversed(list(zip(places, groups, strict=True))):
        spread.insert(place, group)
    return spread


def _at_the_end(placed: list[Block | _Group], groups: Sequence[Block | _Group]) -> list[Block | _Group]:
    """The groups after the text, before its notes."""
    end = len(placed)
    while end and isinstance(placed[end - 1], Footnotes):
        end -= 1
    return [*placed[:end], *groups, *placed[end:]]


# --- figures --------------------------------------------------------------------------------------------------------


def _figure(group: _Group, desk: PhotoDesk, problems: list[Diagnostic]) -> Figure:
    captioned = any(photo.caption for photo in group.photos)
    photos = tuple(_photo(photo, group.layout, desk, problems, captioned=captioned) for photo in group.photos)
    caption = next((photo.caption for photo in reversed(photos) if photo.caption), "")
    credit_line = next((photo.credit_line for photo in reversed(photos) if photo.credit_line), "")
    return Figure(group.layout, photos, caption, credit_line)


def _photo(
    filed: FiledPhoto, layout: PhotoLayout, desk: PhotoDesk, problems: list[Diagnostic], *, captioned: bool
) -> Photo:
    """The photo with caption and credit told apart; what the article does not say is taken from the file's own data.

    `captioned`: the figure has a caption, so that the file's is not wanted.
    """
    caption, names, credit_line = desk.newsroom.caption_credit(filed.caption)
    if filed.credit:
        names, credit_line = desk.newsroom.stated_credit(filed.credit)
    if not credit_line or not (captioned or caption):
        caption, names, credit_line = _from_file(filed, caption, names, credit_line, desk, captioned=captioned)
    _check_alt(filed, caption, problems)
    return Photo(filed.path, caption, names, credit_line, filed.alt, layout, filed.focus, filed.crop, filed.location)


def _from_file(
    filed: FiledPhoto,
    caption: str,
    names: tuple[str, ...],
    credit_line: str,
    desk: PhotoDesk,
    *,
    captioned: bool,
) -> tuple[str, tuple[str, ...], str]:
    from broadsheet.content.photo_metadata import photo_metadata  # late: opens pictures, which few articles need

    try:
        own = photo_metadata(read_bytes(desk.files.root, filed.path))
    except BroadsheetError:
        return caption, names, credit_line  # what cannot be read is reported where the photo is prepared
    if not (captioned or caption) and own.caption:
        caption, own_names, own_line = desk.newsroom.caption_credit(own.caption)
        if not credit_line:
            names, credit_line = own_names, own_line
    if not credit_line and own.credit:
        names, credit_line = desk.newsroom.stated_credit(own.credit)
    return caption, names, credit_line


def _check_alt(filed: FiledPhoto, caption: str, problems: list[Diagnostic]) -> None:
    name = filed.path.rpartition("/")[2]
    if not filed.alt:
        message = f"the photo '{name}' has no alternative text"
        hint = "say in 'alt' what the picture shows, for those who do not see it"
        problems.append(warning("missing-alt", filed.location, message, hint=hint))
    elif fold(filed.alt.strip(" 。.")) in (fold(caption.strip(" 。.")), fold(filed.caption.strip(" 。."))):
        message = f"the alternative text of '{name}' only repeats the caption"
        hint = "say what the picture shows; the caption is read out as well"
        problems.append(warning("alt-repeats-caption", filed.location, message, hint=hint))
