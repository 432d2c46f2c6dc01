"""The paper, its theme and what is made of both once for all issues: read and checked, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import __version__
from broadsheet.build.digest import digest_of
from broadsheet.build.libraries import library_version
from broadsheet.build.options import BuildOptions
from broadsheet.content.paper import parse_base_url, validate_paper
from broadsheet.content.source import SiteSource
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error
from broadsheet.edition import addresses
from broadsheet.edition.views import LinkView, NameplateView, SiteView
from broadsheet.model import Paper, StandingPage
from broadsheet.output.bilingual import load_second_locale
from broadsheet.output.disk import STATE_FOLDER, disk_faults
from broadsheet.output.locale import Locale, load_locale
from broadsheet.output.plan import OutputFile
from broadsheet.output.theme import Theme, load_theme

if TYPE_CHECKING:
    from broadsheet.build.brand import BrandFiles
    from broadsheet.build.press_setup import PaperAtPress
    from broadsheet.press.fonts.faces import FaceSet

SHARE_FOLDER = "share"
"""Of share pictures and icons, among the caches."""

_LIBRARIES = ("babel", "jinja2", "lunar-python", "markdown-it-py", "markupsafe", "mdit-py-plugins", "pillow", "segno")
"""Those whose version may change the bytes of an edition; the press counts its own."""


@dataclass(frozen=True, slots=True)
class PaperOnDisk:
    """The paper as its own files have it, before any theme."""

    source: SiteSource
    paper: Paper
    standing: tuple[StandingPage, ...]


@dataclass(frozen=True, slots=True)
class SharedFacts:
    """The paper as every issue meets it."""

    on_disk: PaperOnDisk
    theme: Theme
    locale: Locale
    second: Locale | None
    """The other language of the interface; `None` when the paper offers none."""
    site: SiteView
    files: tuple[OutputFile, ...]
    """The theme's assets and the nameplate."""
    faces: FaceSet
    """Of the printed page, in which share pictures and icons are set as well."""
    brand: BrandFiles
    press: PaperAtPress | None
    """`None` when the pages are not composed."""
    digest: str
    """SHA-256 of all this and of the options that change documents: equal digests, equal documents."""


def read_paper(source: SiteSource, options: BuildOptions) -> tuple[PaperOnDisk | None, tuple[Diagnostic, ...]]:
    """The paper and its standing pages; `None` with errors when paper.yaml says nothing that can be used."""
    paper, diagnostics = validate_paper(source, base_url=_base_url(options))
    if paper is None:
        return None, diagnostics
    if not source.standing and not source.standing_files:
        return PaperOnDisk(source, paper, ()), diagnostics
    from broadsheet.content.standing import validate_standing  # late: it brings the parser of Markdown along

    standing, found = validate_standing(source, paper, addresses.RESERVED_NAMES)
    return PaperOnDisk(source, paper, standing), diagnostics + found


def read_theme(root: Path, paper: Paper) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The paper's theme; `None` with errors when it cannot be used."""
    places = paper.location("theme_options"), paper.location("theme")
    return load_theme(paper.theme, root, paper.theme_options, *places)


def read_facts(
    root: Path, source: SiteSource, options: BuildOptions
) -> tuple[SharedFacts | None, tuple[Diagnostic, ...]]:
    """All of it, from the site's source; `None` with errors when no issue can be built."""
    from broadsheet.build.brand import prepare_brand  # late, as all that brings Pillow, HarfBuzz or an XML parser along

    on_disk, diagnostics = read_paper(source, options)
    if on_disk is None:
        return None, diagnostics
    paper, standing = on_disk.paper, on_disk.standing
    theme, found = read_theme(root, paper)
    diagnostics += found
    if theme is None:
        return None, diagnostics
    locale, found = load_locale(theme, paper.language, paper.location("language"))
    diagnostics += found
    second, found = load_second_locale(theme, locale, paper.location("theme_options"))
    diagnostics += found
    nameplate, files, found = _nameplate(root, paper)
    diagnostics += found
    site = SiteView(
        name=paper.name,
        language=paper.language,
        tagline=paper.tagline,
        base_url=paper.base_url,
        nameplate=nameplate,
        theme_options=theme.values,
        standing=tuple(LinkView(addresses.standing_address(page.slug), page.title.text) for page in standing),
        imprint=paper.imprint,
        section_slugs=tuple((section.name, section.slug) for section in paper.sections),
        has_authors=paper.authors,
    )
    faces, share_cache = _faces(root, paper, theme), root / STATE_FOLDER / SHARE_FOLDER
    with disk_faults(share_cache, root):
        brand = prepare_brand(root, paper, site, faces, share_cache)
    site = replace(site, icons=brand.icons)
    facts = SharedFacts(
        on_disk=on_disk,
        theme=theme,
        locale=locale,
        second=second,
        site=site,
        files=(*(OutputFile.of(address, data) for address, data in theme.assets), *files, *brand.files),
        faces=faces,
        brand=brand,
        press=None,
        digest="",
    )
    if options.press:
        from broadsheet.build.press_setup import prepare_press  # late, as in build.issue

        press, found = prepare_press(root, paper, theme, locale, site)
        diagnostics += found
        if press is None:
            return None, diagnostics
        facts = replace(facts, press=press)
    return replace(facts, digest=_digest(facts, options)), diagnostics


def _faces(root: Path, paper: Paper, theme: Theme) -> FaceSet:
    """The faces of the printed page; with a fault among them, which the press tells, Broadsheet's own."""
    from broadsheet.press.fonts.face import candidates_of
    from broadsheet.press.fonts.faces import default_faces, find_faces

    candidates = candidates_of(paper.press.fonts, theme.faces)
    faces, _, _ = find_faces(candidates, (root, *theme.folders), paper.language)
    return faces or default_faces(paper.language)


def _digest(facts: SharedFacts, options: BuildOptions) -> str:
    versions = tuple(f"{name} {library_version(name)}" for name in _LIBRARIES)
    paper = replace(facts.on_disk.paper, value_locations=())
    press = (facts.press.digest, options.recompose) if facts.press else None
    looks = facts.theme.digest, facts.faces.digest, facts.brand.digest
    return digest_of((__version__, versions, paper, facts.site, looks, options.drafts, press))


def _nameplate(root: Path, paper: Paper) -> tuple[NameplateView | None, tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    if paper.nameplate is None:
        return None, (), ()
    from broadsheet.build.nameplate import prepare_nameplate

    return prepare_nameplate(root, paper.nameplate, paper.location("nameplate"))


def _base_url(options: BuildOptions) -> str | None:
    """The command line's base_url; `None` to keep the paper's."""
    if options.base_url is None:
        return None
    parsed = parse_base_url(options.base_url)
    if parsed is None:
        message = f"--base-url must be an absolute http or https address (got '{options.base_url}')"
        raise BroadsheetError(error("bad-usage", Location("--base-url"), message))
    return parsed
