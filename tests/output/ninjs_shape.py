"""The parts of IPTC ninjs 3.1 that articles use, as the standard has them: any other property is refused.

Made from the specification's property list (iptc.org/std/ninjs, "ninjs properties"); names are in camel case there, and
no object but an association may have properties of its own.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

Uri = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9+.-]*:[!-~]+$")]


class _Strict(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    pass


class Standard(_Strict):
    name: Literal["ninjs"]
    version: Literal["3.1"]
    schema: Literal["http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"]


class Said(_Strict):
    """A headline or description."""

    value: str
    role: str = ""
    content_type: str = ""


class Body(_Strict):
    value: str
    role: str = ""
    content_type: str = ""
    char_count: int = 0
    word_count: int = 0


class Named(_Strict):
    """A person or subject."""

    name: str
    rel: str = ""
    uri: Uri | None = None


class InfoSource(_Strict):
    name: str
    role: str = ""
    uri: Uri | None = None


class Genre(_Strict):
    name: str


class Rendition(_Strict):
    name: str
    href: Uri | None = None
    content_type: str = ""
    width: int = 0
    height: int = 0


class AlternativeId(_Strict):
    role: str
    value: str


class _Item(_Strict):
    uri: Uri
    type: Literal["text", "picture"]
    standard: Standard | None = None
    representation_type: Literal["full", "partial"] = "full"
    pub_status: Literal["usable", "withheld", "canceled"] = "usable"
    first_created: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None
    version_created: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None
    embargoed_until: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None
    language: str = ""
    title: str = ""
    by: str = ""
    headlines: list[Said] = []
    descriptions: list[Said] = []
    bodies: list[Body] = []
    people: list[Named] = []
    subjects: list[Named] = []
    info_sources: list[InfoSource] = []
    genres: list[Genre] = []
    renditions: list[Rendition] = []
    alt_ids: list[AlternativeId] = []


class Association(_Item, kw_only=True):
    name: str
    rel: str = ""


class NewsObject(_Item):
    associations: list[Association] = []


def read_ninjs(data: bytes) -> NewsObject:
    """The article; raises msgspec.ValidationError for what the standard does not allow."""
    return msgspec.json.decode(data, type=NewsObject)
