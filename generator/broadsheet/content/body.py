"""The body of an article: parsed, cut at its jump lines, its photos set in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.content.body_blocks import PhotoMark, parse_body
from broadsheet.content.broken_paragraphs import broken_paragraphs
from broadsheet.content.conventions import Newsroom
from broadsheet.content.cut import CutPiece, cut_at_jump_lines
from broadsheet.content.figures import PhotoDesk, set_photos
from broadsheet.content.filed_photos import FiledPhoto, has_photo_fault
from broadsheet.content.files import ReachableFiles
from broadsheet.content.front_matter import MarkdownFile
from broadsheet.content.inline_text import plain_text
from broadsheet.content.nodes import LineIndex
from broadsheet.content.source import ContentFile
from broadsheet.content.stated_jumps import StatedJumps
from broadsheet.content.used_files import linked_files
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.model import (
    Block,
    FactBox,
    Figure,
    Kind,
    ManuscriptPiece,
    Paragraph,
    Person,
    Photo,
    Subhead,
)

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that neither HTML nor feeds may hold."""

_SET_IN_LINES = (Kind.NOTICE, Kind.ADVERT)
"""Kinds whose lines are set one by one and end as they like."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How the text begins."""

    text: str
    """Of the first paragraph; empty when there is none."""
    people: tuple[Person, ...]
    """Of the run-in credit; empty when there is none."""
    dateline: str
    length: int
    """Characters of the text that the run-in credit takes; 0 without one."""


@dataclass(frozen=True, slots=True)
class BodyDesk:
    """What reading a body takes besides its text."""

    page: str
    """Code of the page the article lies on."""
    front: str
    """Code of the issue's page 1; empty when there is none."""
    kind: Kind
    language: str
    newsroom: Newsroom
    files: ReachableFiles
    listed: tuple[FiledPhoto, ...]
    """Photos of the front matter."""
    jumps: StatedJumps


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A body ready for the manuscript."""

    pieces: tuple[ManuscriptPiece, ...]
    photos: tuple[Photo, ...]
    """Of all pieces, in reading order."""
    opening: Opening


def read_body(file: MarkdownFile, desk: BodyDesk, problems: list[Diagnostic]) -> ReadBody:
    """The pieces of an article with their photos; never none."""
    lines = _parse(file, desk.language, desk.files, problems)
    cut, found = cut_at_jump_lines(
        lines,
        newsroom=desk.newsroom,
        path=file.path,
        page_code=desk.page,
        front_page=desk.front,
        ends_here=desk.jumps.ends_here,
        begins_here=desk.jumps.begins_here,
    )
    problems.extend(found)
    if desk.kind not in _SET_IN_LINES:
        problems.extend(broken_paragraphs(lines, desk.newsroom, file.path, desk.page))
    cut = _with_stated(cut, desk.jumps)
    photo_desk = PhotoDesk(desk.listed, desk.kind, desk.files, desk.newsroom)
    set_pieces = set_photos([piece.blocks for piece in cut], photo_desk, problems)
    pieces = tuple(
        ManuscriptPiece(blocks, piece.continued_from, piece.continues_on)
        for blocks, piece in zip(set_pieces, cut, strict=True)
    )
    photos = tuple(
        [photo for piece in pieces for block in piece.blocks if isinstance(block, Figure) for photo in block.photos]
    )
    if file.readable and not any(piece.blocks for piece in pieces) and not has_photo_fault(problems, file.path):
        hint = "write the text below the front matter, or remove the file"
        problems.append(warning("empty-body", Location(file.path), "the article has no text", hint=hint))
    return ReadBody(pieces, photos, _opening(pieces[0].blocks, desk.newsroom))


def read_standing_body(
    file: MarkdownFile, language: str, newsroom: Newsroom, files: ReachableFiles, problems: list[Diagnostic]
) -> tuple[Block, ...]:
    """The blocks of a standing page; nothing in it is a jump line."""
    blocks = [block for _, block in _parse(file, language, files, problems)]
    (done,) = set_photos([blocks], PhotoDesk((), Kind.ARTICLE, files, newsroom), problems)
    if file.readable and not done:
        problems.append(warning("empty-body", Location(file.path), "the page has no text"))
    return done


def _parse(
    file: MarkdownFile, language: str, files: ReachableFiles, problems: list[Diagnostic]
) -> tuple[tuple[int, Block | PhotoMark], ...]:
    body = _without_controls(file, problems)
    parsed, found = parse_body(body, path=file.path, first_line=file.first_line, language=language, files=files.listed)
    problems.extend(found)
    blocks = [block for _, block in parsed.blocks if not isinstance(block, PhotoMark)]
    _check_linked(blocks, file.path, files, problems)
    return parsed.blocks


def _check_linked(blocks: Iterable[Block], path: str, files: ReachableFiles, problems: list[Diagnostic]) -> None:
    """Reports files to be copied that are not what they seem."""
    for linked in linked_files(blocks):
        file = files.find(linked)
        if isinstance(file, ContentFile) and file.is_lfs_pointer:
            message = f"a Git LFS pointer stands in place of the linked file '{linked.rpartition('/')[2]}'"
            problems.append(error("lfs-pointer", Location(path), message, hint="run git lfs pull"))


def _without_controls(file: MarkdownFile, problems: list[Diagnostic]) -> str:
    """The body, a space in place of each control character; these are reported."""
    if CONTROL.search(file.body) is None:
        return file.body
    lines = LineIndex(file.path, file.body)
    for found in CONTROL.finditer(file.body):
        place = lines.location(found.start())
        place = replace(place, line=(place.line or 1) + file.first_line - 1)
        message = f"a control character (U+{ord(found[0]):04X}) in the text is left out"
        problems.append(warning("control-character", place, message, hint="delete it"))
    return CONTROL.sub(" ", file.body)


def _with_stated(cut: tuple[CutPiece, ...], jumps: StatedJumps) -> tuple[CutPiece, ...]:
    """The pieces with what the front matter says about the article's two ends."""
    pieces = list(cut)
    if jumps.continued_from is not None:
        pieces[0] = replace(pieces[0], continued_from=jumps.continued_from)
    if jumps.continues_on is not None:
        pieces[-1] = replace(pieces[-1], continues_on=jumps.continues_on)
    return tuple(pieces)


def _opening(blocks: tuple[Block, ...], newsroom: Newsroom) -> Opening:
    """The first paragraph's text with its run-in credit; photos and boxes before it do not count."""
    for block in blocks:
        match block:
            case Paragraph(inlines):
                text = plain_text(inlines).lstrip()
                found = newsroom.run_in_credit(text)
                if found is None:
                    return Opening(text, (), "", 0)
                return Opening(text, found.people, found.dateline, found.length)
            case Figure() | FactBox() | Subhead():
                continue
            case _:
                break
    return Opening("", (), "", 0)
