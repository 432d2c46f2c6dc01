"""An article file becomes a manuscript."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.content import meant
from broadsheet.content.body import BodyDesk, Opening, ReadBody, read_body
from broadsheet.content.conventions import Newsroom, newsroom
from broadsheet.content.fields import Fields
from broadsheet.content.filed_photos import listed_photos
from broadsheet.content.files import ReachableFiles
from broadsheet.content.front_matter import MarkdownFile, split_front_matter
from broadsheet.content.names import alias_address, fold, slug_fault, slug_like, split_order
from broadsheet.content.nodes import Node, Scalar, Sequence
from broadsheet.content.source import SourceText
from broadsheet.content.stated_jumps import stated_jumps
from broadsheet.content.titles import title_of
from broadsheet.content.values import number_of, tuple_of
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error
from broadsheet.model import (
    Correction,
    Kind,
    Manuscript,
    Paper,
    Person,
    Retraction,
    Title,
)

ARTICLE_KEYS = (
    "title",
    "kicker",
    "deck",
    "summary",
    "byline",
    "dateline",
    "source",
    "section",
    "kind",
    "priority",
    "photos",
    "continues_on",
    "continued_from",
    "jump_word",
    "corrections",
    "retracted",
    "tags",
    "draft",
    "slug",
    "aliases",
    "lang",
    "area",
)
PERSON_KEYS = ("name", "role", "affiliation")
CORRECTION_KEYS = ("date", "text")
RETRACTION_KEYS = ("date", "reason")
_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class ArticleDesk:
    """What an article is checked against."""

    paper: Paper
    page: str
    """Code of the page folder."""
    front: str
    """Code of the issue's page 1; empty when there is none."""
    files: ReachableFiles
    sections: Mapping[str, str]
    """By their folded names and other spellings, as paper.yaml spells them."""


def section_names(paper: Paper) -> dict[str, str]:
    """The sections of a paper for `ArticleDesk`."""
    return {fold(name): section.name for section in paper.sections for name in (section.name, *section.aliases)}


def validate_article(
    source: SourceText, order_on_page: int, desk: ArticleDesk, problems: list[Diagnostic]
) -> Manuscript:
    """The manuscript of a file.

    With faults it stands on defaults (a title made of the slug), so that jumps to and from it can be checked as well.
    """
    file = split_front_matter(source, problems)
    fields = Fields(file.front, ARTICLE_KEYS, problems, meant=meant.ARTICLE)
    if file.readable:
        fields.require("title", code="missing-title", hint="add 'title: ' with the headline")
    slug = _slug(source.path, fields)
    language = fields.language("lang") or desk.paper.language
    room = newsroom(language)
    kind = Kind(fields.choice("kind", _KINDS, meant=meant.KIND) or Kind.ARTICLE)
    body = _body(file, fields, kind, language, room, desk)
    byline, byline_in_text = _byline(fields, room, body.opening)
    dateline, dateline_in_text = _dateline(fields, body.opening)
    return Manuscript(
        path=source.path,
        page=desk.page,
        slug=slug,
        order_on_page=order_on_page,
        title=title_of(fields.text("title")) if fields.has("title") else Title((slug,)),
        kicker=_lines(fields, "kicker"),
        deck=_lines(fields, "deck"),
        summary=fields.text("summary"),
        byline=byline,
        byline_in_text=byline_in_text,
        dateline=dateline,
        dateline_in_text=dateline_in_text,
        opening=body.opening.length,
        source=fields.text("source"),
        sections=_sections(fields, desk),
        kind=kind,
        priority=fields.integer("priority", 1, 5),
        photos=body.photos,
        jump_word=fields.text("jump_word"),
        corrections=_corrections(fields),
        retraction=_retraction(fields),
        tags=tuple(dict.fromkeys(fields.texts("tags"))),
        draft=fields.flag("draft"),
        aliases=_aliases(fields),
        language=language,
        pieces=body.pieces,
        stated=fields.given(),
        key_places=fields.key_places(),
        area=_area(fields),
    )


def _body(file: MarkdownFile, fields: Fields, kind: Kind, language: str, room: Newsroom, desk: ArticleDesk) -> ReadBody:
    listed = listed_photos(fields, desk.files)
    body_desk = BodyDesk(
        desk.page, desk.front, kind, language, room, desk.files, listed, stated_jumps(fields, desk.page)
    )
    return read_body(file, body_desk, fields.problems)


# --- names ----------------------------------------------------------------------------------------------------------


def _slug(path: str, fields: Fields) -> str:
    """The key `slug`, else the file's name without place and ending; a faulty one is reported."""
    scalar = fields.scalar("slug")
    if scalar is not None:
        slug = unicodedata.normalize("NFC", scalar.stripped)
        place, what = scalar.location, "'slug'"
    else:
        slug = split_order(path.rpartition("/")[2].rpartition(".")[0])[1]
        place, what = Location(path), "the slug of the file's name"
    fault = slug_fault(slug)
    if fault is not None:
        near = slug_like(slug)
        hint = (
            f"did you mean '{near}'?"
            if near and slug_fault(near) is None
            else "name the file NN-slug.md, such as 01-flood.md"
        )
        fields.problems.append(error("bad-slug", place, f"{what} '{slug}' {fault}", hint=hint))
    return slug


def _aliases(fields: Fields) -> tuple[str, ...]:
    aliases: list[str] = []
    for scalar in fields.scalars("aliases"):
        address = alias_address(scalar.stripped)
        if address is None:
            message = f"an alias is a path from the edition's root to a folder or an .html file (got '{scalar.shown}')"
            hint = "write it like 2026/11/24/01/flood.html"
            fields.problems.append(error("bad-alias", scalar.location, message, hint=hint))
        elif address not in aliases:
            aliases.append(address)
    return tuple(aliases)


# --- headline and people --------------------------------------------------------------------------------------------


def _lines(fields: Fields, name: str) -> tuple[str, ...]:
    """A text or list of texts, each line of a text one."""
    return tuple([line.strip() for text in fields.texts(name) for line in text.splitlines() if line.strip()])


def _byline(fields: Fields, room: Newsroom, opening: Opening) -> tuple[tuple[Person, ...], bool]:
    """The people of the front matter, else of the body's opening; and whether they stand in the text."""
    node = fields.node("byline")
    if node is None:
        return opening.people, bool(opening.people)
    stated: list[Person] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        stated.extend(_people(item, room, fields.problems))
    in_text = [person.name for person in stated] == [person.name for person in opening.people]
    return tuple(stated), bool(stated) and in_text


def _people(item: Node, room: Newsroom, problems: list[Diagnostic]) -> tuple[Person, ...]:
    if isinstance(item, Scalar):
        return room.people(item.stripped) if item.stripped else ()
    if isinstance(item, Sequence):
        message = "an item of 'byline' must be a text such as 记者 毛迪, or {name, role, affiliation}"
        problems.append(error("wrong-type", item.location, f"{message} (got a list)"))
        return ()
    person = Fields(item, PERSON_KEYS, problems, meant=meant.PERSON)
    person.require("name")
    name = person.text("name")
    return (Person(name, person.text("role"), person.text("affiliation")),) if name else ()


def _dateline(fields: Fields, opening: Opening) -> tuple[str, bool]:
    stated = fields.text("dateline")
    if not stated:
        return opening.dateline, bool(opening.dateline)
    return stated, opening.text.startswith(stated)


# --- the record -----------------------------------------------------------------------------------------------------


def _sections(fields: Fields, desk: ArticleDesk) -> tuple[str, ...]:
    """The sections as paper.yaml spells them; unknown ones are reported and left out."""
    paper = desk.paper
    found: list[str] = []
    for scalar in fields.scalars("section"):
        name = unicodedata.normalize("NFC", " ".join(scalar.stripped.split()))
        if not paper.sections:
            fault = slug_fault(name.replace(" ", "-"))
            if fault is not None:
                message = f"the section '{scalar.shown}' cannot be its own slug: it {fault}"
                hint = "list it in paper.yaml under 'sections', with a slug"
                fields.problems.append(error("bad-slug", scalar.location, message, hint=hint))
                continue
            found.append(name)
        elif (spelling := desk.sections.get(fold(name))) is not None:
            found.append(spelling)
        else:
            names = tuple(section.name for section in paper.sections)
            hint = did_you_mean(name, names) or "paper.yaml names " + ", ".join(names)
            message = f"unknown section '{scalar.shown}'"
            fields.problems.append(error("unknown-section", scalar.location, message, hint=hint))
    return tuple(dict.fromkeys(found))


def _corrections(fields: Fields) -> tuple[Correction, ...]:
    corrections: list[Correction] = []
    for item in fields.mappings("corrections", CORRECTION_KEYS, meant=meant.RECORD):
        item.require("date", hint="add 'date: 2026-11-24'")
        item.require("text")
        date, text = item.date("date"), item.text("text")
        if date and text:
            corrections.append(Correction(date, text))
    return tuple(corrections)


def _retraction(fields: Fields) -> Retraction | None:
    item = fields.mapping("retracted", RETRACTION_KEYS, meant=meant.RECORD)
    if item is None:
        return None
    item.require("date", hint="add 'date: 2026-11-24'")
    item.require("reason")
    date, reason = item.date("date"), item.text("reason")
    return Retraction(date, reason) if date and reason else None


def _area(fields: Fields) -> tuple[float, float, float, float] | None:
    node = fields.node("area")
    names = ("x", "y", "width", "height")
    area = tuple_of(node, names, "'area'", lambda s, what, found: number_of(s, what, 0, 1, found), fields.problems)
    if area is None or node is None:
        return None
    x, y, width, height = area
    if not (width and height) or x + width > 1.0001 or y + height > 1.0001:
        message = "'area' must lie on the page: x + width and y + height are 1 at most, width and height over 0"
        fields.problems.append(error("bad-value", node.location, message))
        return None
    return x, y, width, height
