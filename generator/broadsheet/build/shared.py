"""What all issues of a build share: paper, theme, language, the standing facts of every document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from broadsheet import __version__
from broadsheet.build.options import BuildOptions
from broadsheet.content.paper import parse_base_url, validate_paper
from broadsheet.content.read import read_bytes, read_site
from broadsheet.content.source import SiteSource
from broadsheet.content.standing import validate_standing
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error
from broadsheet.edition import addresses
from broadsheet.edition.views import LinkView, NameplateView, SiteView
from broadsheet.model import Paper, StandingPage
from broadsheet.output.locale import load_locale
from broadsheet.output.photos import PhotoFault, picture_size
from broadsheet.output.plan import OutputFile
from broadsheet.output.render import Renderer, renderer_for
from broadsheet.output.state import STATE_FOLDER
from broadsheet.output.theme import Theme, load_theme

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "mdit-py-plugins", "pillow")
"""Those whose version may change the bytes of an edition."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The paper as every issue meets it."""

    root: Path
    source: SiteSource
    paper: Paper
    standing: tuple[StandingPage, ...]
    theme: Theme
    renderer: Renderer
    site: SiteView
    files: tuple[OutputFile, ...]
    """The theme's assets and the nameplate."""
    cache: Path
    """Folder of the prepared photos."""
    digest: str
    """SHA-256 of all this and of the options that change documents: equal digests, equal documents."""


def prepare_shared(root: Path, options: BuildOptions) -> tuple[Shared | None, tuple[Diagnostic, ...]]:
    """Reads the paper and its theme; `None` with errors when no issue can be built.

    Raises BroadsheetError for a folder that is no site.
    """
    source, diagnostics = read_site(root)
    paper, found = validate_paper(source, base_url=_base_url(options))
    diagnostics += found
    if paper is None:
        return None, diagnostics
    standing, found = validate_standing(source, paper, addresses.RESERVED_NAMES)
    diagnostics += found
    theme, found = load_theme(
        paper.theme, root, paper.theme_options, paper.location("theme_options"), paper.location("theme")
    )
    diagnostics += found
    if theme is None:
        return None, diagnostics
    locale, found = load_locale(theme, paper.language, paper.location("language"))
    diagnostics += found
    nameplate, files = _nameplate(root, paper)
    site = SiteView(
        name=paper.name,
        language=paper.language,
        tagline=paper.tagline,
        base_url=paper.base_url,
        nameplate=nameplate,
        theme_options=theme.values,
        standing=tuple(LinkView(addresses.standing_address(page.slug), page.title.text) for page in standing),
        imprint=paper.imprint,
    )
    cache = root / STATE_FOLDER / "photos"
    assets = tuple(OutputFile.of(address, data) for address, data in theme.assets)
    shared = Shared(
        root, source, paper, standing, theme, renderer_for(theme, locale), site, (*assets, *files), cache, ""
    )
    return replace(shared, digest=_digest(shared, options)), diagnostics


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256 over values whose `repr` tells all of them: texts, numbers, tuples and frozen dataclasses."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(shared: Shared, options: BuildOptions) -> str:
    versions = tuple(f"{name} {version(name)}" for name in _LIBRARIES)
    shown = (options.drafts, options.future, options.hold)
    return digest_of((__version__, versions, shared.paper, shared.site, shared.theme.digest, shown))


def _nameplate(root: Path, paper: Paper) -> tuple[NameplateView | None, tuple[OutputFile, ...]]:
    """The nameplate's picture as it is, under a name with its hash."""
    if paper.nameplate is None:
        return None, ()
    data = read_bytes(root, paper.nameplate)
    stem, _, extension = paper.nameplate.rpartition("/")[2].rpartition(".")
    file = OutputFile.of(f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{extension.lower()}", data)
    size = picture_size(data)
    width, height = (None, None) if isinstance(size, PhotoFault) else size
    return NameplateView(file.address, width, height), (file,)


def _base_url(options: BuildOptions) -> str | None:
    """The command line's base_url; `None` to keep the paper's."""
    if options.base_url is None:
        return None
    parsed = parse_base_url(options.base_url)
    if parsed is None:
        message = f"--base-url must be an absolute http or https address (got '{options.base_url}')"
        raise BroadsheetError(error("bad-usage", Location("--base-url"), message))
    return parsed
