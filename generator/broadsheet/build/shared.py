"""What all issues of a build share: paper, theme, language, the standing facts of every document."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from broadsheet import __version__
from broadsheet.build.brand import BrandFiles, prepare_brand
from broadsheet.build.digest import digest_of
from broadsheet.build.options import BuildOptions
from broadsheet.build.pictures import copy_file
from broadsheet.content.names import is_photo
from broadsheet.content.paper import parse_base_url, validate_paper
from broadsheet.content.read import read_bytes, read_site
from broadsheet.content.source import SiteSource
from broadsheet.content.standing import validate_standing
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error
from broadsheet.edition import addresses
from broadsheet.edition.views import LinkView, NameplateView, SiteView
from broadsheet.model import Paper, StandingPage
from broadsheet.output.bilingual import load_second_locale
from broadsheet.output.locale import load_locale
from broadsheet.output.photos import PhotoFault, picture_size
from broadsheet.output.plan import OutputFile
from broadsheet.output.render import Renderer, renderer_for
from broadsheet.output.state import STATE_FOLDER, disk_faults
from broadsheet.output.theme import Theme, load_theme
from broadsheet.press.fonts.face import candidates_of
from broadsheet.press.fonts.faces import FaceSet, default_faces, find_faces

if TYPE_CHECKING:
    from broadsheet.build.press_setup import PaperAtPress

_LIBRARIES = ("babel", "jinja2", "lunar-python", "markdown-it-py", "markupsafe", "mdit-py-plugins", "pillow", "segno")
"""Those whose version may change the bytes of an edition; the press counts its own."""


@dataclass(frozen=True, slots=True)
class PaperOnDisk:
    """The paper as its own files have it, before any theme."""

    source: SiteSource
    paper: Paper
    standing: tuple[StandingPage, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The paper as every issue meets it."""

    root: Path
    on_disk: PaperOnDisk
    theme: Theme
    renderer: Renderer
    site: SiteView
    files: tuple[OutputFile, ...]
    """The theme's assets and the nameplate."""
    cache: Path
    """Folder of the prepared photos."""
    faces: FaceSet
    """Of the printed page, in which share pictures and icons are set as well."""
    brand: BrandFiles
    share_cache: Path
    """Folder of share pictures and icons."""
    press: PaperAtPress | None
    """`None` when the pages are not composed."""
    digest: str
    """SHA-256 of all this and of the options that change documents: equal digests, equal documents."""


def read_paper(root: Path, options: BuildOptions) -> tuple[PaperOnDisk | None, tuple[Diagnostic, ...]]:
    """The paper and its standing pages; `None` with errors when paper.yaml says nothing that can be used.

    Raises BroadsheetError for a folder that is no site.
    """
    source, diagnostics = read_site(root)
    paper, found = validate_paper(source, base_url=_base_url(options))
    diagnostics += found
    if paper is None:
        return None, diagnostics
    standing, found = validate_standing(source, paper, addresses.RESERVED_NAMES)
    return PaperOnDisk(source, paper, standing), diagnostics + found


def read_theme(root: Path, paper: Paper) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The paper's theme; `None` with errors when it cannot be used."""
    places = paper.location("theme_options"), paper.location("theme")
    return load_theme(paper.theme, root, paper.theme_options, *places)


def clear_caches(root: Path) -> None:
    """Forgets pictures, e-books, parts of the search index and what the press has made; the states of builds stay."""
    for name in ("ebooks", "photos", "press", "search", "share"):
        shutil.rmtree(root / STATE_FOLDER / name, ignore_errors=True)


def prepare_shared(root: Path, options: BuildOptions) -> tuple[Shared | None, tuple[Diagnostic, ...]]:
    """Reads the paper and its theme; `None` with errors when no issue can be built."""
    on_disk, diagnostics = read_paper(root, options)
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
    faces, share_cache = _faces(root, paper, theme), root / STATE_FOLDER / "share"
    with disk_faults(share_cache, root):
        brand = prepare_brand(root, paper, site, faces, share_cache)
    site = replace(site, icons=brand.icons)
    shared = Shared(
        root=root,
        on_disk=on_disk,
        theme=theme,
        renderer=renderer_for(theme, locale, second),
        site=site,
        files=(*(OutputFile.of(address, data) for address, data in theme.assets), *files, *brand.files),
        cache=root / STATE_FOLDER / "photos",
        faces=faces,
        brand=brand,
        share_cache=share_cache,
        press=None,
        digest="",
    )
    if options.press:
        from broadsheet.build.press_setup import prepare_press  # late, as in build.issue

        press, found = prepare_press(root, paper, theme, locale, site)
        diagnostics += found
        if press is None:
            return None, diagnostics
        shared = replace(shared, press=press)
    return replace(shared, digest=_digest(shared, options)), diagnostics


def _faces(root: Path, paper: Paper, theme: Theme) -> FaceSet:
    """The faces of the printed page; with a fault among them, which the press tells, Broadsheet's own."""
    candidates = candidates_of(paper.press.fonts, theme.faces)
    faces, _, _ = find_faces(candidates, (root, *theme.folders), paper.language)
    return faces or default_faces(paper.language)


def _digest(shared: Shared, options: BuildOptions) -> str:
    versions = tuple(f"{name} {version(name)}" for name in _LIBRARIES)
    paper = replace(shared.on_disk.paper, value_locations=())
    press = (shared.press.digest, options.recompose) if shared.press else None
    looks = shared.theme.digest, shared.faces.digest, shared.brand.digest
    return digest_of((__version__, versions, paper, shared.site, looks, options.drafts, press))


def _nameplate(root: Path, paper: Paper) -> tuple[NameplateView | None, tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """The nameplate's picture as it is, under a name with its hash; reports `broken-photo` for one that is none."""
    if paper.nameplate is None:
        return None, (), ()
    file = copy_file(root, paper.nameplate, "assets/")
    if not is_photo(paper.nameplate):
        return NameplateView(file.address, *_drawing_size(read_bytes(root, paper.nameplate))), (file,), ()
    size = picture_size(read_bytes(root, paper.nameplate))
    if isinstance(size, PhotoFault):
        # A pointer in place of the picture was told when paper.yaml was read.
        told = size.code == "lfs-pointer"
        return None, (), () if told else (error(size.code, paper.location("nameplate"), size.message, hint=size.hint),)
    return NameplateView(file.address, *size), (file,), ()


def _drawing_size(data: bytes) -> tuple[int, int] | tuple[None, None]:
    """Width and height of an SVG in proportion, from its viewBox (SVG 2, 8.2); none where it has none."""
    try:
        numbers = [float(part) for part in re.split(r"[\s,]+", fromstring(data).get("viewBox", "").strip())]
    except (ParseError, DefusedXmlException, ValueError):
        return None, None
    width, height = (round(number) for number in numbers[2:]) if len(numbers) == 4 else (0, 0)
    return (width, height) if width > 0 and height > 0 else (None, None)


def _base_url(options: BuildOptions) -> str | None:
    """The command line's base_url; `None` to keep the paper's."""
    if options.base_url is None:
        return None
    parsed = parse_base_url(options.base_url)
    if parsed is None:
        message = f"--base-url must be an absolute http or https address (got '{options.base_url}')"
        raise BroadsheetError(error("bad-usage", Location("--base-url"), message))
    return parsed
