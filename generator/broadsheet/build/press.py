"""The press in the build: an issue's pages composed, printed and put into its views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from broadsheet.build.pictures import Pictures, PrintSource
from broadsheet.build.press_cache import PressCache, layout_key
from broadsheet.build.press_faults import layout_faults, missing_glyphs, print_faults
from broadsheet.build.press_fonts import IssueFonts, issue_fonts
from broadsheet.build.press_jumps import authored_ends, composed_ends, with_marked_jumps
from broadsheet.build.press_material import jump_words, page_input
from broadsheet.build.press_printed import masking_of, read_printed
from broadsheet.build.press_room import PressRoom
from broadsheet.build.press_setup import PaperAtPress
from broadsheet.build.press_work import (
    ComposeJob,
    Print,
    PrintFile,
    PrintJob,
    compose,
    composed_before,
    print_pages,
    printed_before,
)
from broadsheet.build.pressed import PressedIssue, PressedPage, remember, with_pages
from broadsheet.content.read import read_bytes
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition import addresses
from broadsheet.edition.views import IssueViews, PictureView, PressView
from broadsheet.model import Article, Issue, Page
from broadsheet.output.page_view import PageMarkup, PieceLink, page_view, picture_view
from broadsheet.output.plan import OutputFile
from broadsheet.press.compose.hints import settled_hints
from broadsheet.press.compose.issue import ComposedPage, compose_issue
from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.printable import missing_characters
from broadsheet.press.emit.page_json import foreign_page_json, page_json
from broadsheet.press.emit.pdf import Links, UnprintableError
from broadsheet.press.emit.typst_page import Imprint, PrintedPage
from broadsheet.press.grid import POINTS_PER_MM
from broadsheet.press.layout import PageLayout


def compose_pages(
    issue: Issue, views: IssueViews, pictures: Pictures, paper: PaperAtPress, room: PressRoom, *, recompose: bool
) -> tuple[tuple[ComposedPage, ...], tuple[Diagnostic, ...]]:
    """The layout of every page that is not made elsewhere, the composer's jumps among them included.

    Reports `layout-conflict` and what `layout_faults` tells.
    """
    found: list[Diagnostic] = []
    inputs = tuple(_inputs(issue, views, pictures, paper, found, recompose=recompose))

    def compose_all(pages: tuple[PageInput, ...]) -> tuple[PageLayout, ...]:
        jobs = [ComposeJob(page, paper.faces, paper.cache) for page in pages]
        return tuple(room.map(compose, jobs, composed_before))

    words = jump_words((page.code for page in issue.setup.pages), paper.material.locale)
    composed = compose_issue(inputs, words, compose_all, may_jump=paper.may_jump)
    folders = {page.code: page.setup.folder for page in issue.pages}
    paths = piece_paths(issue)
    for page in composed:
        found.extend(layout_faults(page.layout, folders[page.page.code], paths))
    return composed, tuple(found)


def press_issue(
    issue: Issue,
    views: IssueViews,
    pictures: Pictures,
    paper: PaperAtPress,
    room: PressRoom,
    texts: Mapping[str, str],
    retracted: tuple[Article, ...],
    *,
    recompose: bool,
) -> PressedIssue:
    """Composes and prints the pages of an issue. `texts` gives the source of each article by its path.

    `retracted` are the retracted articles as they were, which pages made elsewhere may still show.

    Reports `print-fault`, an error where a page cannot be printed at all, and what its parts report.
    """
    composed, found = compose_pages(issue, views, pictures, paper, room, recompose=recompose)
    press = _Press(issue, views, pictures, paper, retracted)
    jobs = [press.print_job(page) for page in composed]
    if composed and not any(page.setup.printed_pdf for page in issue.pages):
        jobs.append(press.issue_job(composed))
    try:
        prints = room.map(print_pages, jobs, printed_before)
    except UnprintableError as fault:
        told = error("print-fault", Location(issue.setup.folder), f"a page cannot be printed: {fault}")
        return PressedIssue(views, (), (*found, told))
    fonts = press.fonts(composed)
    pages: dict[str, PressedPage] = {}
    for page, printed in zip(composed, prints, strict=False):
        pages[page.page.code] = press.page(page, printed, fonts)
        found += tuple(press.missing_glyphs(page.page, texts))
    for outside in issue.pages:
        if outside.setup.printed_pdf is not None:
            pressed, told_of_it = press.made_elsewhere(outside, read_bytes(paper.root, outside.setup.printed_pdf))
            found += told_of_it
            if pressed is not None:
                pages[outside.code] = pressed
    found += tuple(press.print_faults(composed, prints))
    whole = press.issue_file(prints[-1]) if len(prints) > len(composed) else ()
    common = (*fonts.common, *whole)
    remember(PressCache(paper.cache), issue, pages, common)
    files = (*common, *(file for page in pages.values() for file in page.files))
    return PressedIssue(with_pages(views, pages), files, found)


def is_ready(issue: Issue, views: IssueViews, pictures: Pictures, paper: PaperAtPress, *, recompose: bool) -> bool:
    """Whether every page was composed before, as it is now."""
    cache = PressCache(paper.cache)
    inputs = _inputs(issue, views, pictures, paper, [], recompose=recompose)
    return all(cache.has(layout_key(page, paper.faces.digest), "layout") for page in inputs)


def piece_paths(issue: Issue) -> dict[str, str]:
    """The file of each piece, by its id."""
    return {piece.id: piece.path for article in issue.articles for piece in article.pieces}


def _inputs(
    issue: Issue,
    views: IssueViews,
    pictures: Pictures,
    paper: PaperAtPress,
    found: list[Diagnostic],
    *,
    recompose: bool,
) -> Iterator[PageInput]:
    by_code = {view.page.code: view for view in views.pages}
    datelines = {a.head.id: a.dateline for a in issue.articles if a.dateline and not a.dateline_in_text}
    for page in issue.pages:
        if page.setup.printed_pdf is not None:
            continue
        made = page_input(page, by_code[page.code], pictures.originals, datelines, paper.material)
        hints, faults = settled_hints(made.hints, made.grid, made.grid.rows)
        place = page.setup.layout_location or Location(page.setup.folder)
        found.extend(warning("layout-conflict", place, f"page {page.code}: {fault}") for fault in faults)
        yield replace(made, hints=hints, lock=None if recompose else made.lock)


class _Press:
    """What is printed of one issue, and where it goes."""

    def __init__(
        self, issue: Issue, views: IssueViews, pictures: Pictures, paper: PaperAtPress, retracted: tuple[Article, ...]
    ) -> None:
        setup = issue.setup
        self._issue = issue
        self._retracted = retracted
        self._front = views.front
        self._views = {view.page.code: view for view in views.pages}
        self._pieces = {piece.id: piece for view in views.pages for group in view.groups for piece in group.pieces}
        self._paper = paper
        self._site = paper.material.site
        self._cache = PressCache(paper.cache)
        self._files = dict(pictures.for_print)
        self._shown = dict(pictures.views)
        if paper.nameplate is not None:
            path, file, view = paper.nameplate
            self._files[path], self._shown[path] = PrintSource(file, file.stem), view
        self._folder = addresses.issue_folder(setup.date, setup.suffix)
        self._folders = {code: addresses.page_folder(setup.date, setup.suffix, code) for code in self._views}

    # --- pages the press composed -----------------------------------------------------------------------------------

    def print_job(self, page: ComposedPage) -> PrintJob:
        """What is needed to print one page."""
        printed = self._printed_page(page)
        links = Links(self._site.base_url or "", self._folders[page.page.code].rstrip("/"))
        paper = self._paper
        return PrintJob((printed,), paper.faces, self._files, self._imprint(printed.title), links, paper.cache)

    def issue_job(self, composed: tuple[ComposedPage, ...]) -> PrintJob:
        """The whole issue as one document, its jump lines leading to where the story goes on in it."""
        pages = tuple(self._printed_page(page) for page in composed)
        ends = dict(authored_ends(self._issue)) | dict(composed_ends(composed))
        marked = tuple(replace(page, layout=with_marked_jumps(page.layout, ends)) for page in pages)
        links = Links(self._site.base_url or "", self._folder.rstrip("/"), dict(ends.values()))
        paper = self._paper
        return PrintJob(marked, paper.faces, self._files, self._imprint(""), links, paper.cache, has_pictures=False)

    def issue_file(self, printed: Print) -> tuple[OutputFile, ...]:
        """The document of the whole issue."""
        return (OutputFile(f"{self._folder}issue.pdf", printed.pdf.file, printed.pdf.digest),)

    def page(self, page: ComposedPage, printed: Print, fonts: IssueFonts) -> PressedPage:
        """A composed page with everything published of it."""
        code, layout = page.page.code, page.layout
        view, grid = self._views[code], page.page.grid
        links = {story.id: self._link(story.id, story.link, " ".join(story.title)) for story in page.page.stories}
        markup = page_view(layout, grid, view.path, links, self._shown, fonts.faces[code])
        model = page_json(layout, grid, view.path, {piece: link.address for piece, link in links.items()})
        size = (layout.width / POINTS_PER_MM, layout.height / POINTS_PER_MM)
        return self._pressed(code, printed, markup, model, size, fonts.by_page[code])

    def print_faults(self, composed: tuple[ComposedPage, ...], prints: Sequence[Print]) -> Iterator[Diagnostic]:
        """Warnings for what is not in the PDFs as it should be: of the pages, and of the issue what is its alone."""
        of_pages: set[str] = set()
        for page, printed in zip(composed, prints, strict=False):
            code = page.page.code
            of_pages.update(printed.complaints)
            yield from print_faults(printed.complaints, f"page.pdf of page {code}", self._setup_folder(code))
        for printed in prints[len(composed) :]:
            others = [complaint for complaint in printed.complaints if complaint not in of_pages]
            yield from print_faults(others, "issue.pdf", self._issue.setup.folder)

    def missing_glyphs(self, page: PageInput, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
        """Warnings for the characters of a page that no face can print."""
        faces = self._paper.faces
        missing = [(story.id, each) for story in page.stories for each in missing_characters(story, faces)]
        return missing_glyphs(missing, piece_paths(self._issue), texts, self._setup_folder(page.code))

    def fonts(self, composed: tuple[ComposedPage, ...]) -> IssueFonts:
        """The web fonts of all pages."""
        layouts = (page.layout for page in composed)
        return issue_fonts(layouts, self._paper.faces, self._cache, self._folder, self._folders)

    def _setup_folder(self, code: str) -> str:
        """The page's folder in the content."""
        return next(page.setup.folder for page in self._issue.pages if page.code == code)

    def _printed_page(self, page: ComposedPage) -> PrintedPage:
        space = "　" if self._paper.material.grid.script == "han" else " "
        title = f"{page.page.furniture.page_label} {page.page.furniture.page_name}".strip()
        return PrintedPage(page.layout, title, {story.id: space.join(story.title) for story in page.page.stories})

    def _imprint(self, title: str) -> Imprint:
        date = self._paper.material.locale.issue_date(self._front.issue, "short")
        name = f"{self._site.name} {date} {title}".strip()
        return Imprint(name, self._site.name, self._site.language, self._issue.setup.date, self._paper.accent)

    def _link(self, piece_id: str, address: str, title: str) -> PieceLink:
        language = self._pieces[piece_id.partition("+")[0]].language
        return PieceLink(address, title, language if language != self._site.language else "")

    # --- pages made elsewhere ---------------------------------------------------------------------------------------

    def made_elsewhere(self, page: Page, pdf: bytes) -> tuple[PressedPage | None, tuple[Diagnostic, ...]]:
        """A page whose own PDF takes the composed page's place; none when the PDF cannot be read."""
        view = self._views[page.code]
        pieces = [self._pieces[piece] for piece in page.pieces if piece in self._pieces]
        title = f"{self._paper.material.locale.page(page.code)} {view.page.name}".strip()
        links = Links(self._site.base_url or "", self._folders[page.code].rstrip("/"))
        masking = masking_of(title, self._imprint(title), links, self._pieces.values(), self._paper)
        found, diagnostics = read_printed(self._issue, page, pieces, pdf, self._retracted, masking, self._cache)
        if found is None:
            return None, diagnostics
        names = {piece.id: masking.notice if piece.retraction else piece.title.text for piece in pieces}
        ways = {piece.id: self._link(piece.id, piece.address, names[piece.id]) for piece in pieces}
        picture = self._picture(page.code, found.printed.pictures)
        markup = picture_view(found.areas, found.size_mm, view.path, ways, picture)
        where = {piece: way.address for piece, way in ways.items()}
        model = foreign_page_json(page.code, view.path, found.size_mm, found.areas, where)
        return self._pressed(page.code, found.printed, markup, model, found.size_mm), diagnostics

    # --- what all pages publish -------------------------------------------------------------------------------------

    def _pressed(
        self,
        code: str,
        printed: Print,
        markup: PageMarkup,
        model: bytes,
        size_mm: tuple[float, float],
        fonts: tuple[OutputFile, ...] = (),
    ) -> PressedPage:
        folder = self._folders[code]
        thumbnail, *pictures = printed.pictures
        pdf = OutputFile(f"{folder}page.pdf", printed.pdf.file, printed.pdf.digest)
        files = (
            OutputFile.of(markup.css_address, markup.css),
            OutputFile.of(f"{folder}page.json", model),
            pdf,
            *(OutputFile(self._address(code, each), each.file, each.digest) for each in printed.pictures),
            *fonts,
        )
        view = PressView(markup.html, markup.css_address, *size_mm, pdf.address, self._picture(code, tuple(pictures)))
        return PressedPage(view, self._picture(code, (thumbnail,)), files)

    def _picture(self, code: str, files: tuple[PrintFile, ...]) -> PictureView:
        variants = tuple((file.width, self._address(code, file)) for file in files)
        return PictureView(variants, files[-1].width, files[-1].height, "")

    def _address(self, code: str, file: PrintFile) -> str:
        return f"{self._folders[code]}page-{file.width}.webp"
