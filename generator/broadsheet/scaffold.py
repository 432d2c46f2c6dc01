"""Beginning a paper, an issue or an article: files with the right names that an editor only has to fill in.

The texts lie in `scaffold/`, by language. Nothing that exists is ever overwritten.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet import __version__
from broadsheet.content.names import (
    fold,
    issue_name,
    page_code,
    page_keys,
    slug_fault,
    slug_like,
    split_order,
)
from broadsheet.diagnostics import BroadsheetError, Location, did_you_mean, error
from broadsheet.glance import glance

TEXTS = Path(__file__).parent / "scaffold"

STARTERS: dict[str, tuple[str, str]] = {
    "zh-Hans": ("我的报纸", "Asia/Shanghai"),
    "zh-Hant": ("我的報紙", "Asia/Taipei"),
    "en": ("The Morning Paper", "UTC"),
    "ja": ("わたしの新聞", "Asia/Tokyo"),
}
"""By language: the name and the time zone of a new paper."""

FIRST_PAGES = ("01", "02", "03", "04")
"""Pages of an issue that follows no other."""


# --- a paper --------------------------------------------------------------------------------------------------------


def begin_paper(
    folder: Path, language: str, *, name: str | None = None, date: str | None = None, timezone: str | None = None
) -> tuple[Path, ...]:
    """Writes a new paper into `folder` and gives the files it consists of.

    Raises BroadsheetError when the folder holds anything but a git repository, or a value cannot be used.
    """
    default_name, default_zone = STARTERS[language]
    title = default_name if name is None else name.strip()
    if not title or any(unicodedata.category(character) in ("Cc", "Cs", "Cn", "Zl", "Zp") for character in title):
        raise _bad_usage("--name", f"--name must be a line of text (got '{name}')")
    zone_name = timezone or default_zone
    zone = _zone(zone_name)
    issue = issue_name(date or f"{dt.datetime.now(zone):%Y-%m-%d}")
    if issue is None or issue.suffix:
        raise _bad_usage("--date", f"--date must be a date such as 2026-11-24 (got '{date}')")
    _refuse_full(folder)
    midnight = dt.datetime.combine(issue.date, dt.time(), zone).astimezone(dt.UTC)
    values = {
        "name": title,
        "quoted_name": json.dumps(title, ensure_ascii=False),
        "timezone": zone_name,
        "date": issue.name,
        "cron": f"{midnight.minute} {midnight.hour} * * *",
        "version": __version__,
    }
    issue_folder = f"content/issues/{issue.date.year:04}/{issue.name}/"
    written = [
        _write(folder / ".gitignore", _text("gitignore.txt")),
        _write(folder / ".github/workflows/publish.yml", _filled("publish.yml", values)),
    ]
    starter = TEXTS / language / "paper"
    for text in sorted(path for path in starter.rglob("*") if path.is_file()):
        target = text.relative_to(starter).as_posix().replace("content/issue/", issue_folder, 1)
        written.append(_write(folder / target, _filled(text.relative_to(TEXTS).as_posix(), values)))
    return tuple(written)


def _refuse_full(folder: Path) -> None:
    hint = "give a folder that is empty or not there yet"
    if folder.exists() and not folder.is_dir():
        raise _bad_usage(folder.as_posix(), "a paper needs a folder, and this is a file", hint)
    others = [entry.name for entry in folder.iterdir() if entry.name != ".git"] if folder.exists() else []
    if others:
        # A hidden file is named only when there is no other: people look for it and see an empty folder.
        shown = min(others, key=lambda name: (name.startswith("."), name))
        raise _bad_usage(folder.as_posix(), f"the folder is not empty: it holds '{shown}'", hint)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise _bad_usage("--timezone", f"--timezone must be a zone such as Asia/Shanghai (got '{name}')") from None


# --- an issue -------------------------------------------------------------------------------------------------------


def begin_issue(site: Path, name: str, pages: int | None) -> tuple[Path, ...]:
    """Makes the folders of a new issue, each with its page.yaml, and gives the files written.

    The pages are coded as those of the newest issue, and counted on from its last when there are to be more.
    Raises BroadsheetError when there is such an issue already.
    """
    issue = issue_name(name)
    if issue is None:
        hint = "a second issue the same day is called 2026-11-24-evening"
        raise _bad_usage("content/issues", f"an issue is named by its date, such as 2026-11-24 (got '{name}')", hint)
    issues = _issues(site)
    if issue.name in issues:
        hint = f"a second issue the same day needs a suffix of its own: {issue.date}-evening"
        place = _relative(site, issues[issue.name]).path
        raise _bad_usage(place, f"there is an issue {issue.name} already", hint)
    newest = issues[max(issues)] if issues else None
    codes = _codes(newest, pages)
    folder = site / "content/issues" / f"{issue.date.year:04}" / issue.name
    written = [_write(folder / "issue.yaml", _own_text(site, "issue.yaml"))]
    page_yaml = _own_text(site, "page.yaml")
    return (*written, *(_write(folder / code / "page.yaml", page_yaml) for code in codes))


def _codes(newest: Path | None, wanted: int | None) -> list[str]:
    """Page codes as in the newest issue, as many as wanted."""
    codes = [code for folder in _pages(newest) for code in folder.split("-")] if newest else []
    codes = codes or list(FIRST_PAGES)
    while wanted is not None and len(codes) < wanted:
        letters, number = re.fullmatch(r"([A-Z]*)([0-9]+)", codes[-1]).groups()  # type: ignore[union-attr]
        codes.append(f"{letters}{int(number) + 1:0{len(number)}}")
    return codes[:wanted]


def _issues(site: Path) -> dict[str, Path]:
    """Folders of issues by name."""
    if not (site / "content").is_dir():
        hint = "give the paper's folder with --site, or begin one with broadsheet init"
        message = f"there is no folder content/ in '{site}'"
        raise BroadsheetError(error("unreadable-site", Location("content"), message, hint=hint))
    named = ((issue_name(folder.name), folder) for folder in (site / "content/issues").glob("*/*") if folder.is_dir())
    return {name.name: folder for name, folder in named if name}


def _pages(issue: Path) -> dict[str, Path]:
    """Folders of an issue's pages by code, in natural order."""
    folders = [folder for folder in issue.iterdir() if folder.is_dir() and page_keys(folder.name)]
    folders.sort(key=lambda folder: page_keys(folder.name) or ())
    return {page_code(folder.name): folder for folder in folders}


# --- an article -----------------------------------------------------------------------------------------------------


def begin_article(site: Path, page: str, slug: str, issue: str | None = None) -> Path:
    """Writes the front matter of a new article, after the others on its page, and gives the file.

    Raises BroadsheetError when there is no such issue or page, or the slug cannot be used or is taken.
    """
    folder = _page_folder(site, _issue_folder(site, issue), page)
    slug = unicodedata.normalize("NFC", slug)
    fault = slug_fault(slug)
    if fault:
        like = slug_like(slug)
        hint = f"try '{like}'" if like and slug_fault(like) is None else None
        raise BroadsheetError(error("bad-slug", _relative(site, folder), f"the slug '{slug}' {fault}", hint=hint))
    names = [path for path in folder.iterdir() if path.suffix.lower() == ".md"]
    for path in names:
        if fold(split_order(path.stem)[1]) == fold(slug):
            message = f"there is an article '{slug}' on this page already"
            raise BroadsheetError(error("repeated-slug", _relative(site, path), message))
    number = 1 + max((split_order(path.stem)[0] or 0 for path in names), default=0)
    order = f"{number:02}-" if number < 100 else ""
    return _write(folder / f"{order}{slug}.md", _own_text(site, "article.md"))


def _issue_folder(site: Path, name: str | None) -> Path:
    issues = _issues(site)
    if not issues:
        hint = "begin one with broadsheet new issue DATE"
        raise BroadsheetError(error("unknown-issue", Location("content/issues"), "the paper has no issue", hint=hint))
    if name is None:
        return issues[max(issues)]
    if fold(name) not in issues:
        hint = did_you_mean(name, issues) or f"the newest is {max(issues)}"
        place = Location("content/issues")
        raise BroadsheetError(error("unknown-issue", place, f"there is no issue '{name}'", hint=hint))
    return issues[fold(name)]


def _page_folder(site: Path, issue: Path, page: str) -> Path:
    """The folder of a page; a spread is found by either code."""
    pages = _pages(issue)
    keys = page_keys(page)
    for code, folder in pages.items():
        if keys and set(keys) <= set(page_keys(code) or ()):
            return folder
    hint = f"its pages are {', '.join(pages)}" if pages else "make a folder named by the page's code: 01"
    raise _bad_usage(_relative(site, issue).path, f"the issue {issue.name} has no page '{page}'", hint)


# --- texts and files ------------------------------------------------------------------------------------------------


def _text(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


def _filled(name: str, values: dict[str, str]) -> str:
    """A text with each `<<key>>` replaced by its value."""
    return re.sub(r"<<(\w+)>>", lambda match: values[match[1]], _text(name))


def _own_text(site: Path, name: str) -> str:
    """A text in the paper's language, else in English."""
    return _text(f"{_nearest_language(site)}/new/{name}")


def _nearest_language(site: Path) -> str:
    """The starter language nearest to the paper's; a broken paper.yaml must not stop a new article."""
    tag = glance(site, "language") or "zh-Hans"
    if re.match(r"zh-(Hant|TW|HK|MO)\b", tag, re.IGNORECASE):
        return "zh-Hant"
    primary = tag.partition("-")[0].lower()
    return {"zh": "zh-Hans", "ja": "ja"}.get(primary, "en")


def _write(path: Path, text: str) -> Path:
    """Writes a new file with its folders; raises BroadsheetError when that cannot be done or the file exists."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as fault:
        message = f"cannot write the file: {fault.strerror}"
        raise BroadsheetError(error("cannot-write", Location(path.as_posix()), message)) from fault
    return path


def _relative(site: Path, path: Path) -> Location:
    return Location(path.relative_to(site).as_posix())


def _bad_usage(place: str, message: str, hint: str | None = None) -> BroadsheetError:
    """A word of the command line that cannot be used: told of the file or folder that it is about, or of the option."""
    return BroadsheetError(error("bad-usage", Location(place), message, hint=hint))
