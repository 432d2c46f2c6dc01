"""Standing pages: `content/pages/about.md` becomes `about.html`."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from broadsheet.content.body import read_standing_body
from broadsheet.content.conventions import newsroom
from broadsheet.content.fields import Fields
from broadsheet.content.files import ReachableFiles
from broadsheet.content.front_matter import split_front_matter
from broadsheet.content.names import fold, is_photo, slug_fault, slug_like
from broadsheet.content.source import SiteSource, SourceText
from broadsheet.content.titles import title_of
from broadsheet.content.used_files import linked_files
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.model import Paper, StandingPage, Title

STANDING_KEYS = ("title", "summary", "lang")

_MEANT = {"description": "summary", "language": "lang", "headline": "title"}


def validate_standing(
    site: SiteSource, paper: Paper, reserved: Collection[str]
) -> tuple[tuple[StandingPage, ...], tuple[Diagnostic, ...]]:
    """The standing pages by file name.

    `reserved`: names at the edition's root that other outputs have, without ending.
    """
    problems: list[Diagnostic] = []
    files = ReachableFiles(site.root, listed=site.standing_files)
    taken = {fold(name) for name in reserved}
    pages: list[StandingPage] = []
    for source in site.standing:
        page = _standing_page(source, paper, files, taken, problems)
        first = next((other for other in pages if fold(other.slug) == fold(page.slug)), None)
        if first is None:
            pages.append(page)
            continue
        message = f"two standing pages have the name '{page.slug}'"
        problems.append(error("repeated-slug", Location(page.path), message, related=(Location(first.path),)))
    problems.extend(_unused(site, pages))
    return tuple(pages), tuple(problems)


def _standing_page(
    source: SourceText, paper: Paper, files: ReachableFiles, taken: Collection[str], problems: list[Diagnostic]
) -> StandingPage:
    file = split_front_matter(source, problems)
    fields = Fields(file.front, STANDING_KEYS, problems, meant=_MEANT)
    if file.readable:
        fields.require("title", code="missing-title", hint="add 'title: ' with the page's name")
    slug = unicodedata.normalize("NFC", source.path.rpartition("/")[2].rpartition(".")[0])
    _check_slug(slug, source.path, taken, problems)
    language = fields.language("lang") or paper.language
    return StandingPage(
        slug=slug,
        title=title_of(fields.text("title")) if fields.has("title") else Title((slug,)),
        summary=fields.text("summary"),
        blocks=read_standing_body(file, language, newsroom(language), files, problems),
        language=language,
        path=source.path,
    )


def _check_slug(slug: str, path: str, taken: Collection[str], problems: list[Diagnostic]) -> None:
    if fold(slug) in taken:
        message = f"'{slug}' is the name of an output file"
        problems.append(error("reserved-name", Location(path), message, hint="name the page otherwise"))
        return
    fault = slug_fault(slug)
    if fault is not None:
        near = slug_like(slug)
        hint = f"did you mean '{near}'?" if near and slug_fault(near) is None else None
        problems.append(error("bad-slug", Location(path), f"the file's name '{slug}' {fault}", hint=hint))


def _unused(site: SiteSource, pages: Collection[StandingPage]) -> tuple[Diagnostic, ...]:
    used = {fold(path) for page in pages for path in linked_files(page.blocks)}
    found: list[Diagnostic] = []
    for path in site.standing_files:
        if fold(path) in used:
            continue
        if is_photo(path):
            found.append(warning("unused-photo", Location(path), "no standing page shows this photo"))
        else:
            found.append(warning("stray-file", Location(path), "nothing reads this file"))
    return tuple(found)
