"""Stage one: the site's files, read from disk. The only module that opens files of `content/`.

Reading the site looks at names alone, so that its time does not grow with what the issues hold; reading an issue opens
all its files. Faults of names, links and encodings are reported here, those of values where they are validated.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from broadsheet.content.decode import decode
from broadsheet.content.folders import Entry, leaves_site, list_folder, unreadable
from broadsheet.content.names import (
    article_order,
    fold,
    issue_name,
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

MAX_TEXT_BYTES = 1_000_000
"""Size of the largest text file that is read."""

_HEAD_BYTES = 64


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
                paper_yaml = _read_text(entry, problems)
            case "issues", True:
                issues = _read_issue_names(root, entry, problems)
            case "pages", True:
                _read_standing(root, entry, standing, standing_files, problems)
            case _, True:
                problems.append(
                    _stray(entry, "nothing reads this folder; content/ holds paper.yaml, issues/ and pages/")
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
            problems.append(_stray(entry, "nothing reads this folder; standing pages lie in content/pages/ itself"))
        elif suffix_of(entry.name) == ".md":
            text = _read_text(entry, problems)
            if text is not None:
                standing.append(text)
        else:
            files.append(entry.path)


def _read_issue_names(root: Path, issues: Entry, problems: list[Diagnostic]) -> tuple[IssueFolder, ...]:
    found: dict[str, IssueFolder] = {}
    for year in list_folder(root, issues.disk, issues.path, problems):
        if not year.is_folder:
            problems.append(_stray(year, "nothing reads this file; issues lie in folders such as 2026/2026-11-24"))
        elif not re.fullmatch("[0-9]{4}", year.folded):
            problems.append(_bad_year_folder(year))
        else:
            for entry in list_folder(root, year.disk, year.path, problems):
                folder = _issue_folder(entry, year, problems)
                if folder is not None:
                    found[folder.name] = folder
    return tuple(sorted(found.values(), key=lambda folder: (folder.date, folder.suffix)))


def _bad_year_folder(entry: Entry) -> Diagnostic:
    name = issue_name(entry.name)
    hint = f"move it to {name.date.year:04}/{name.name}" if name else "name it by a year, such as 2026, or move it away"
    message = f"a year's folder is expected here (got '{entry.name}')"
    return error("bad-folder-name", Location(entry.path), message, hint=hint)


def _issue_folder(entry: Entry, year: Entry, problems: list[Diagnostic]) -> IssueFolder | None:
    if not entry.is_folder:
        problems.append(_stray(entry, "nothing reads this file; an issue is a folder such as 2026-11-24"))
        return None
    name = issue_name(entry.name)
    if name is None:
        message = (
            f"an issue's folder is named by its date, such as 2026-11-24 or 2026-11-24-evening (got '{entry.name}')"
        )
        problems.append(error("bad-folder-name", Location(entry.path), message, hint=_date_hint(entry.name)))
        return None
    if f"{name.date.year:04}" != year.folded:
        message = f"the issue {name.name} lies in the folder of the year {year.name}"
        hint = f"move it to content/issues/{name.date.year:04}/"
        problems.append(error("wrong-year-folder", Location(entry.path), message, hint=hint))
        return None
    return IssueFolder(name.name, name.date, name.suffix, entry.path)


def _date_hint(name: str) -> str:
    """What to type for `2026-1-5` and `20260105`, and for a date that the calendar does not have."""
    match = re.match(r"([0-9]{4})[-._]?([0-9]{1,2})[-._]?([0-9]{1,2})$", name)
    guess = issue_name(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else None
    if guess is not None:
        return f"did you mean '{guess.name}'?"
    return "there is no such date" if match else "rename it, or move it out of content/issues/"


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
            issue_yaml = _read_text(entry, problems)
        else:
            files.extend(_digest(entry, problems))
    pages.sort(key=lambda page: (page_keys(page.code) or (), page.path))
    pages_kept = _without_repeated(pages, problems)
    digest = _issue_digest(folder, issue_yaml, pages, files)
    return IssueSource(folder, issue_yaml, pages_kept, tuple(files), digest), tuple(problems)


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
            page_yaml = _read_text(entry, problems)
        elif entry.folded == "page.pdf":
            is_empty = False
            printed_pdf = next(iter(_digest(entry, problems)), None)
        elif entry.folded == "layout.lock":
            lock = _read_text(entry, problems)
        elif suffix_of(entry.name) == ".md":
            is_empty = False
            text = _read_text(entry, problems)
            if text is not None:
                articles.append((entry.name, text))
        else:
            files.extend(_digest(entry, problems))
    articles.sort(key=lambda article: article_order(article[0]))
    texts = tuple(text for _, text in articles)
    code = page_code(folder.name)
    return PageSource(code, folder.path, page_yaml, texts, printed_pdf, lock, tuple(files), is_empty, tuple(folders))


def _without_repeated(pages: Iterable[PageSource], problems: list[Diagnostic]) -> tuple[PageSource, ...]:
    """The pages whose codes no earlier page has; two folders for one page are reported."""
    owners: dict[tuple[str, int], PageSource] = {}
    kept: list[PageSource] = []
    for page in pages:
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
    disk = root
    try:
        for name in path.split("/"):
            exact = disk / name
            if not exact.exists():
                wanted = fold(name)
                exact = next((child for child in sorted(disk.iterdir()) if fold(child.name) == wanted), exact)
            disk = exact
        if leaves_site(root, disk):
            return error("symlink-outside", Location(path), "a symbolic link on the way leads out of the site")
        if not disk.is_file():
            return error("missing-file", Location(path), "there is no such file")
    except (FileNotFoundError, NotADirectoryError):
        return error("missing-file", Location(path), "there is no such file")
    except (OSError, RuntimeError, ValueError) as fault:
        return unreadable(path, fault if isinstance(fault, OSError) else OSError(0, "not a path that can be followed"))
    return disk


def inspect_file(root: Path, path: str) -> ContentFile | Diagnostic:
    """A file that no issue's reading has listed, digested; the path of the result is as on disk, in NFC."""
    disk = find_file(root, path)
    if isinstance(disk, Diagnostic):
        return disk
    try:
        relative = unicodedata.normalize("NFC", disk.relative_to(root).as_posix())
        return _content_file(disk, relative)
    except OSError as fault:
        return unreadable(path, fault)


def read_bytes(root: Path, path: str) -> bytes:
    """A file's bytes, by its site-relative path. Raises BroadsheetError when they cannot be had."""
    disk = find_file(root, path)
    if isinstance(disk, Diagnostic):
        raise BroadsheetError(disk)
    try:
        return disk.read_bytes()
    except OSError as fault:
        raise BroadsheetError(unreadable(path, fault)) from fault


def _content_file(disk: Path, path: str) -> ContentFile:
    with disk.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = os.fstat(file.fileno()).st_size
    return ContentFile(path, size, digest, head)


def _digest(entry: Entry, problems: list[Diagnostic]) -> tuple[ContentFile, ...]:
    """The file as one, or nothing when it cannot be read."""
    try:
        return (_content_file(entry.disk, entry.path),)
    except OSError as fault:
        problems.append(unreadable(entry.path, fault))
        return ()


def _read_text(entry: Entry, problems: list[Diagnostic]) -> SourceText | None:
    """A text file; `None` with a diagnostic when it is too large, unreadable, or no UTF-8 text."""
    try:
        with entry.disk.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except OSError as fault:
        problems.append(unreadable(entry.path, fault))
        return None
    if len(data) > MAX_TEXT_BYTES:
        message = f"the text is over 1 MB ({entry.size:,} bytes)"
        problems.append(error("file-too-large", Location(entry.path), message, hint="split it"))
        return None
    try:
        text = decode(data, entry.path)
    except BroadsheetError as fault:
        problems.append(fault.diagnostic)
        return None
    return SourceText(entry.path, text, hashlib.sha256(data).hexdigest())


def _stray(entry: Entry, message: str) -> Diagnostic:
    return warning("stray-file", Location(entry.path), message, hint="remove it, or let its name begin with a dot")
