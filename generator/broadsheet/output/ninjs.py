"""An article for machines: IPTC ninjs 3.1 (News in JSON), with the text as plain lines and as HTML."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from broadsheet.edition import addresses
from broadsheet.edition.figures import photos_shown
from broadsheet.edition.published import changed_on
from broadsheet.edition.story_text import story_captions, story_lines
from broadsheet.edition.views import ArticleView, PictureView, SiteView
from broadsheet.model import Photo
from broadsheet.output.escape import escaped
from broadsheet.output.html import BlockWriter
from broadsheet.output.json_file import json_file
from broadsheet.output.links import absolute, relative
from broadsheet.output.locale import Locale
from broadsheet.output.pictures import media_type, picture_files, widest

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def ninjs(view: ArticleView, locale: Locale) -> bytes:
    """The article as ninjs: UTF-8, one newline at the end; of a retracted one the notice alone.

    `uri` is its address on the web; for a paper without a base_url, a name made of its place in the edition (RFC 9562,
    UUID version 5). Then nothing has an `href`: `altIds` tell the places.
    """
    document = {
        "uri": _uri(view.site, view.path),
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "pubStatus": _status(view),
        "firstCreated": view.issue.published.isoformat(),
        "versionCreated": changed_on(view.issue.published, _last_change(view)).isoformat(),
        "embargoedUntil": view.issue.published.isoformat() if view.issue.is_held else None,
        "language": view.language,
        "title": view.title.text,
        "headlines": _headlines(view),
        "by": locale.people(view.byline) if view.byline else None,
        "people": [
            _named(person.name, "author", view, view.site.author_address(person.name)) for person in view.byline
        ],
        "infoSources": list(_sources(view)),
        "subjects": [
            *(_named(name, "section", view, view.site.section_address(name)) for name in view.sections),
            *({"name": tag, "rel": "tag"} for tag in view.tags),
        ],
        "genres": [{"name": view.kind.value}],
        "descriptions": list(_descriptions(view)),
        "bodies": _bodies(view, locale) if view.retraction is None else [],
        "renditions": _own_rendition(view),
        "associations": [_photo(photo, picture, view) for photo, picture in photos_shown(view)],
        "altIds": _alternative_ids(view),
    }
    return json_file({key: value for key, value in document.items() if value})


def _uri(site: SiteView, address: str) -> str:
    if site.base_url is not None:
        return absolute(site.base_url, address)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.name}/{address}").urn


def _status(view: ArticleView) -> str:
    if view.retraction is not None:
        return "canceled"
    return "withheld" if view.is_draft or view.issue.is_held else "usable"


def _last_change(view: ArticleView) -> dt.date | None:
    retracted = (view.retraction.date,) if view.retraction is not None else ()
    return max((*(correction.date for correction in view.corrections), *retracted), default=None)


def _headlines(view: ArticleView) -> list[dict[str, str]]:
    return [
        {"role": "main", "value": view.title.text},
        *({"role": "kicker", "value": line} for line in view.kicker),
        *({"role": "deck", "value": line} for line in view.deck),
    ]


def _named(name: str, rel: str, view: ArticleView, address: str | None) -> dict[str, str]:
    """A person or subject; the web address of its document where it surely has one, as this article is listed in it."""
    named, base = {"name": name, "rel": rel}, view.site.base_url
    return {**named, "uri": absolute(base, address)} if base and address and view.is_listed else named


def _sources(view: ArticleView) -> Iterator[dict[str, str]]:
    """The paper, and where the text came from if not from its own people."""
    paper = {"name": view.site.name, "role": "publisher"}
    yield {**paper, "uri": view.site.base_url} if view.site.base_url is not None else paper
    if view.source:
        yield {"name": view.source, "role": "source"}


def _descriptions(view: ArticleView) -> Iterator[dict[str, str]]:
    if view.summary:
        yield {"role": "summary", "value": view.summary}
    for correction in view.corrections:
        yield {"role": "correction", "value": f"{correction.date.isoformat()} {correction.text}"}
    if view.retraction is not None:
        yield {"role": "retraction", "value": f"{view.retraction.date.isoformat()} {view.retraction.reason}"}


def _bodies(view: ArticleView, locale: Locale) -> list[dict[str, Any]]:
    """The text twice: as lines, the captions after it, and as HTML without the photos, which are associations."""
    lines = story_lines(view)
    plain = "\n".join((*lines, *story_captions(view)))
    counted = {"charCount": len("\n".join(lines))}  # captions do not count, as ninjs has it
    return [
        {"role": "main", "contentType": "text/plain", **counted, "value": plain},
        {"role": "main", "contentType": "text/html", **counted, "value": _html(view, locale)},
    ]


def _html(view: ArticleView, locale: Locale) -> str:
    base, own = view.site.base_url, addresses.ninjs_address(view.path)
    gap = locale.text("dateline_gap")
    written = []
    for number, part in enumerate(view.parts):
        writer = BlockWriter(
            href=lambda address: relative(own, address) if base is None else absolute(base, address),
            figure=lambda figure: "",
            say=locale.text,
            prefix=part.marker,
            shift=0 if part.title is None else 1,
        )
        if part.title is not None:
            written.append(f"<h2>{escaped(part.title.text)}</h2>")
        written.append(str(writer.story(part.blocks, "" if number else view.dateline, gap)))
    return "\n".join(line for text in written for line in text.splitlines() if line)


def _own_rendition(view: ArticleView) -> list[dict[str, Any]]:
    if view.site.base_url is None:
        return []
    return [{"name": "web", "href": absolute(view.site.base_url, view.path), "contentType": "text/html"}]


def _photo(photo: Photo, picture: PictureView, view: ArticleView) -> dict[str, Any]:
    file = widest(picture)
    told = (("caption", photo.caption), ("alt", photo.alt))
    base = view.site.base_url
    renditions = [
        {
            "name": f"{each.width}w",
            "contentType": media_type(each.address),
            "width": each.width,
            "height": each.height,
            **({} if base is None else {"href": absolute(base, each.address)}),
        }
        for each in picture_files(picture)
    ]
    association = {
        "name": photo.path.rpartition("/")[2],
        "rel": "photo",
        "uri": _uri(view.site, file.address),
        "type": "picture",
        "by": photo.credit_line,
        "descriptions": [{"role": role, "value": text} for role, text in told if text],
        "renditions": renditions,
        "altIds": [{"role": "path", "value": file.address}],
    }
    return {key: value for key, value in association.items() if value}


def _alternative_ids(view: ArticleView) -> list[dict[str, str]]:
    """Its id in the issue and among all issues, its place in the edition, and the pages that print it."""
    piece = view.parts[0].piece
    pages = dict.fromkeys(part.page.code for part in view.parts)
    return [
        {"role": "id", "value": piece},
        {"role": "ref", "value": f"{view.issue.name}/{piece}"},
        {"role": "path", "value": view.path},
        *({"role": "printPage", "value": page} for page in pages),
    ]
