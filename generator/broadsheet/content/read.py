"""Stage one: the site's files, read from disk. With `files_on_disk`, all that opens files of `content/`.

Reading the site looks at names alone, so that its time does not grow with what the issues hold; reading an issue opens
all its files. Faults of names, links and encodings are reported here, those of values where they are validated.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from broadsheet.content.decode import decode
from broadsheet.content.files_on_disk import MAX_TEXT_BYTES, content_file, digested, read_text
from broadsheet.content.folders import Entry, leaves_site, list_folder, unreadable
from broadsheet.content.issue_folders import issue_folders, stray
from broadsheet.content.names import (
    article_order,
    fold,
    page_code,
    page_keys,
    suffix_of,
)
from broadsheet.content.source import (
    ContentFile,
    IssueFolder,
    IssueSource,
    PageSource,
    SiteSource,
    SourceText,
)
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error, warning

# --- the site -------------------------------------------------------------------------------------------------------


def read_site(root: Path) -> tuple[SiteSource, tuple[Diagnostic, ...]]:
    """The paper's settings, its standing pages and the names of its issues.

    Raises BroadsheetError when there is no folder `content/`.
    """
    content = root / "content"
    if not content.is_dir():
        message = f"there is no paper in {root}: a folder content/ with a paper.yaml is needed"
        hint = "give the paper's folder with --site, or begin one with broadsheet init"
        raise BroadsheetError(error("unreadable-site", Location("content"), message, hint=hint))
    if leaves_site(root, content):
        message = "content/ is a symbolic link that leads out of the site"
        raise BroadsheetError(error("unreadable-site", Location("content"), message))
    problems: list[Diagnostic] = []
    paper_yaml: SourceText | None = None
    issues: tuple[IssueFolder, ...] = ()
    standing: list[SourceText] = []
    standing_files: list[str] = []
    files: list[str] = []
    entries = list_folder(root, content, "content", problems)
    for entry in entries:
        match entry.folded, entry.is_folder:
            case "paper.yaml", False:
                paper_yaml = read_text(entry, problems)
            case "issues", True:
                issues = issue_folders(root, entry, problems)
            case "pages", True:
                _read_standing(root, entry, standing, standing_files, problems)
            case _, True:
                problems.append(
                    stray(entry, "nothing reads this folder; content/ holds paper.yaml, issues/ and pages/")
                )
            case _:
                files.append(entry.path)
    if not any(entry.folded == "paper.yaml" for entry in entries):
        problems.append(_no_paper(entries))
    if not issues:
        hint = "begin one with broadsheet new issue DATE"
        problems.append(warning("no-issues", Location("content/issues"), "the paper has no issue", hint=hint))
    site = SiteSource(root, paper_yaml, issues, tuple(standing), tuple(standing_files), tuple(files))
    return site, tuple(problems)


def _no_paper(entries: Iterable[Entry]) -> Diagnostic:
    near = next((entry.name for entry in entries if entry.folded in ("paper.yml", "paper.yaml.txt")), None)
    hint = f"rename {near} to paper.yaml" if near else "write one that begins with 'name: …'"
    return error("missing-file", Location("content/paper.yaml"), "there is no paper.yaml", hint=hint)


def _read_standing(
    root: Path, folder: Entry, standing: list[SourceText], files: list[str], problems: list[Diagnostic]
) -> None:
    for entry in list_folder(root, folder.disk, folder.path, problems):
        if entry.is_folder:
            problems.append(stray(entry, "nothing reads this folder; standing pages lie in content/pages/ itself"))
        elif suffix_of(entry.name) == ".md":
            text = read_text(entry, problems)
            if text is not None:
                standing.append(text)
        else:
            files.append(entry.path)


# --- an issue -------------------------------------------------------------------------------------------------------


def read_issue(root: Path, folder: IssueFolder) -> tuple[IssueSource, tuple[Diagnostic, ...]]:
    """All files of an issue; photos and other files are digested, not kept."""
    problems: list[Diagnostic] = []
    issue_yaml: SourceText | None = None
    pages: list[PageSource] = []
    files: list[ContentFile] = []
    for entry in list_folder(root, root / folder.path, folder.path, problems):
        if entry.is_folder:
            if page_keys(entry.name) is None:
                problems.append(_bad_page_folder(entry))
            else:
                pages.append(_read_page(root, entry, problems))
        elif entry.folded == "issue.yaml":
            issue_yaml = read_text(entry, problems)
        else:
            files.extend(digested(entry, problems))
    pages_kept = _in_order(pages, problems)
    digest = _issue_digest(folder, issue_yaml, pages, files)
    return IssueSource(folder, issue_yaml, pages_kept, tuple(files), digest), tuple(problems)


def read_outline(root: Path, folder: IssueFolder) -> tuple[IssueSource, tuple[Diagnostic, ...]]:
    """The issue without what lies in its pages' folders and beside them: issue.yaml and the pages' names alone.

    Its digest is empty.
    """
    problems: list[Diagnostic] = []
    issue_yaml: SourceText | None = None
    pages: list[PageSource] = []
    for entry in list_folder(root, root / folder.path, folder.path, problems):
        if entry.is_folder:
            if page_keys(entry.name) is None:
                problems.append(_bad_page_folder(entry))
            else:
                pages.append(PageSource.unopened(page_code(entry.name), entry.path))
        elif entry.folded == "issue.yaml":
            issue_yaml = read_text(entry, problems)
    return IssueSource(folder, issue_yaml, _in_order(pages, problems), (), ""), tuple(problems)


def _bad_page_folder(entry: Entry) -> Diagnostic:
    message = f"a page's folder is named by its code, such as 01 or A2, a spread 04-05 (got '{entry.name}')"
    return error("bad-folder-name", Location(entry.path), message, hint="rename it, or move it out of the issue")


def _read_page(root: Path, folder: Entry, problems: list[Diagnostic]) -> PageSource:
    page_yaml: SourceText | None = None
    printed_pdf: ContentFile | None = None
    lock: SourceText | None = None
    articles: list[tuple[str, SourceText]] = []
    files: list[ContentFile] = []
    folders: list[str] = []
    is_empty = True
    for entry in list_folder(root, folder.disk, folder.path, problems):
        if entry.is_folder:
            folders.append(entry.path)
        elif entry.folded == "page.yaml":
            page_yaml = read_text(entry, problems)
        elif entry.folded == "page.pdf":
            is_empty = False
            printed_pdf = next(iter(digested(entry, problems)), None)
        elif entry.folded == "layout.lock":
            lock = read_text(entry, problems)
        elif suffix_of(entry.name) == ".md":
            is_empty = False
            text = read_text(entry, problems)
            if text is not None:
                articles.append((entry.name, text))
        else:
            files.extend(digested(entry, problems))
    articles.sort(key=lambda article: article_order(article[0]))
    texts = tuple(text for _, text in articles)
    code = page_code(folder.name)
    return PageSource(code, folder.path, page_yaml, texts, printed_pdf, lock, tuple(files), is_empty, tuple(folders))


def _in_order(pages: Iterable[PageSource], problems: list[Diagnostic]) -> tuple[PageSource, ...]:
    """The pages in natural order, those left out whose code an earlier one has; two folders for one are reported."""
    owners: dict[tuple[str, int], PageSource] = {}
    kept: list[PageSource] = []
    for page in sorted(pages, key=lambda page: (page_keys(page.code) or (), page.path)):
        keys = page_keys(page.code) or ()
        first = next((owners[key] for key in keys if key in owners), None)
        if first is None:
            owners.update(dict.fromkeys(keys, page))
            kept.append(page)
            continue
        message = f"the folders '{page.code}' and '{first.code}' claim the same page"
        problems.append(
            error("repeated-page", Location(page.path), message, hint="join them", related=(Location(first.path),))
        )
    return tuple(kept)


def _issue_digest(
    folder: IssueFolder, issue_yaml: SourceText | None, pages: Iterable[PageSource], files: Iterable[ContentFile]
) -> str:
    everything: list[SourceText | ContentFile | None] = [issue_yaml, *files]
    empty: list[str] = []
    for page in pages:
        everything += [page.page_yaml, page.printed_pdf, page.lock, *page.articles, *page.files]
        empty += [f"{path}/" for path in (page.path, *page.folders)]
    lines = sorted([f"{file.path} {file.digest}" for file in everything if file is not None] + empty)
    return hashlib.sha256("\n".join([folder.path, *lines]).encode()).hexdigest()


# --- files ----------------------------------------------------------------------------------------------------------


def find_file(root: Path, path: str) -> Path | Diagnostic:
    """Where a site-relative path lies on disk, its names compared as names are.

    Else a diagnostic, placed at the file itself: `missing-file`, `symlink-outside` or `unreadable-file`.
    """
    try:
        disk = root / path
        if not disk.is_file():
            disk = _spelled_otherwise(root, path)
        if leaves_site(root, disk):
            return error("symlink-outside", Location(path), "a symbolic link on the way leads out of the site")
        if not disk.is_file():
            return error("missing-file", Location(path), "there is no such file")
    except (FileNotFoundError, NotADirectoryError):
        return error("missing-file", Location(path), "there is no such file")
    except (OSError, RuntimeError, ValueError) as fault:
        return unreadable(path, fault if isinstance(fault, OSError) else OSError(0, "not a path that can be followed"))
    return disk


def _spelled_otherwise(root: Path, path: str) -> Path:
    """The path with each of its names as its folder spells it, where there is one that is equal as names are."""
    disk = root
    for name in path.split("/"):
        exact = disk / name
        if not exact.exists():
            wanted = fold(name)
            exact = next((child for child in sorted(disk.iterdir()) if fold(child.name) == wanted), exact)
        disk = exact
    return disk


def inspect_file(root: Path, path: str) -> ContentFile | Diagnostic:
    """A file that no issue's reading has listed, digested; the path of the result is as on disk, in NFC."""
    disk = find_file(root, path)
    if isinstance(disk, Diagnostic):
        return disk
    try:
        relative = unicodedata.normalize("NFC", disk.relative_to(root).as_posix())
        return content_file(disk, relative)
    except OSError as fault:
        return unreadable(path, fault)


def reread(root: Path, text: SourceText) -> SourceText | None:
    """A text file as it is now; `None` when it cannot be read as one any more."""
    try:
        data = read_bytes(root, text.path)
        if len(data) > MAX_TEXT_BYTES:
            return None
        return SourceText(text.path, decode(data, text.path), hashlib.sha256(data).hexdigest())
    except BroadsheetError:
        return None


def read_bytes(root: Path, path: str) -> bytes:
    """A file's bytes, by its site-relative path. Raises BroadsheetError when they cannot be had."""
    disk = find_file(root, path)
    if isinstance(disk, Diagnostic):
        raise BroadsheetError(disk)
    try:
        return disk.read_bytes()
    except OSError as fault:
        raise BroadsheetError(unreadable(path, fault)) from fault
