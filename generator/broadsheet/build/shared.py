"""What all issues of a build share: paper, theme, language, the standing facts of every document."""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.build import shared_memory
from broadsheet.build.options import BuildOptions
from broadsheet.build.shared_memory import SharedBefore
from broadsheet.content.read import read_site
from broadsheet.content.source import SiteSource
from broadsheet.content.stamps import disk_clock
from broadsheet.diagnostics import BroadsheetError, Diagnostic, has_errors
from broadsheet.output.disk import STATE_FOLDER

if TYPE_CHECKING:
    from broadsheet.build.brand import BrandFiles
    from broadsheet.build.press_setup import PaperAtPress
    from broadsheet.build.shared_facts import PaperOnDisk, SharedFacts
    from broadsheet.edition.views import SiteView
    from broadsheet.model import Paper
    from broadsheet.output.locale import Locale
    from broadsheet.output.plan import OutputFile
    from broadsheet.output.render import Renderer
    from broadsheet.output.theme import Theme
    from broadsheet.press.fonts.faces import FaceSet


class Shared:
    """The paper as every issue meets it.

    When nothing of it changed since a build before, its digest is known and all else is read at first use: a build of
    nothing new needs neither theme nor fonts. Other processes are given the names and read it themselves.
    """

    def __init__(
        self, root: Path, options: BuildOptions, source: SiteSource, known: SharedBefore | None = None
    ) -> None:
        """`known` is what a build before found, where nothing has changed."""
        self.root = root
        self.source = source
        """The site's own files, issues as names."""
        self.stamp = known.stamp if known is not None else ""
        """Of all that this is made from, more than the digest covers; empty when it is not known."""
        self._options = options
        self._known = known

    def __reduce__(self) -> tuple[Any, ...]:
        return _shared_elsewhere, (self.root, self._options)

    @cached_property
    def facts(self) -> SharedFacts:
        """All of it. Raises BroadsheetError with the first error when the site has been broken meanwhile."""
        from broadsheet.build.shared_facts import read_facts

        facts, diagnostics = read_facts(self.root, self.source, self._options)
        if facts is None:
            raise BroadsheetError(next(each for each in diagnostics if has_errors((each,))))
        return facts

    @property
    def digest(self) -> str:
        """SHA-256 of all this and of the options that change documents: equal digests, equal documents."""
        return self.facts.digest if self._known is None or "facts" in self.__dict__ else self._known.digest

    @property
    def on_disk(self) -> PaperOnDisk:
        """The paper as its own files have it, before any theme."""
        return self.facts.on_disk

    @property
    def paper(self) -> Paper:
        """What paper.yaml says."""
        return self.facts.on_disk.paper

    @property
    def theme(self) -> Theme:
        """The paper's theme."""
        return self.facts.theme

    @property
    def locale(self) -> Locale:
        """The interface's language."""
        return self.facts.locale

    @property
    def site(self) -> SiteView:
        """What every document knows of the paper."""
        return self.facts.site

    @property
    def files(self) -> tuple[OutputFile, ...]:
        """The theme's assets, the nameplate and the icons."""
        return self.facts.files

    @property
    def faces(self) -> FaceSet:
        """Of the printed page, in which share pictures and icons are set as well."""
        return self.facts.faces

    @property
    def brand(self) -> BrandFiles:
        """The paper's own sign."""
        return self.facts.brand

    @property
    def press(self) -> PaperAtPress | None:
        """`None` when the pages are not composed."""
        return self.facts.press if self._options.press else None

    @property
    def chosen_faces(self) -> tuple[str, ...]:
        """`headline: Noto Sans CJK …` for each role of the printed page for which paper or theme name a face."""
        if self._known is not None:
            return self._known.chosen_faces
        return self.press.chosen if self.press is not None else ()

    @property
    def renderer(self) -> Renderer:
        """Made at first use, once in each process."""
        from broadsheet.output.render import renderer_for

        cache = self.root / STATE_FOLDER / "templates"
        return renderer_for(self.theme, self.locale, self.facts.second, cache=cache)

    @property
    def cache(self) -> Path:
        """Folder of the prepared photos."""
        return self.root / STATE_FOLDER / "photos"

    @property
    def share_cache(self) -> Path:
        """Folder of share pictures and icons."""
        return self.root / STATE_FOLDER / "share"


def prepare_shared(root: Path, options: BuildOptions) -> tuple[Shared | None, tuple[Diagnostic, ...]]:
    """Reads the paper and its theme, where they changed; `None` with errors when no issue can be built.

    Raises BroadsheetError for a folder that is no site.
    """
    clock = disk_clock(root / STATE_FOLDER)
    source, diagnostics = read_site(root)
    stamp = shared_memory.stamp_of_inputs(root, options, clock)
    before = shared_memory.recall(root, options, stamp, clock) if stamp and not options.clean else None
    if before is not None:
        return Shared(root, options, source, before), diagnostics + before.diagnostics
    shared = Shared(root, options, source)
    from broadsheet.build.shared_facts import read_facts

    facts, found = read_facts(root, source, options)
    if facts is None:
        return None, diagnostics + found
    shared.facts = facts
    shared.stamp = shared_memory.remember(root, options, stamp, clock, facts, found) if stamp else ""
    return shared, diagnostics + found


def clear_caches(root: Path) -> None:
    """Forgets pictures, books, parts of the search index, compiled templates, what the press made; states stay."""
    for name in ("ebooks", "photos", "press", "search", "share", "shared", "templates"):
        shutil.rmtree(root / STATE_FOLDER / name, ignore_errors=True)


def _shared_elsewhere(root: Path, options: BuildOptions) -> Shared:
    return Shared(root, options, read_site(root)[0])
