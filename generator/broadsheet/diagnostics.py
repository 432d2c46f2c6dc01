"""What is wrong with the content, where, and what to type instead.

Every stage returns its value and a tuple of diagnostics; none of them prints or raises about content.
`CODES` is the list of all codes there are: stable, kebab-case, explained one by one in the manual.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does not (unless `--strict`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the site."""

    path: str
    """Relative to the site's root, with forward slashes: `content/issues/2026/2026-11-24/01/flood.md`."""
    line: int | None = None
    """1-based; `None` when the fault is the whole file's."""
    column: int | None = None
    """1-based, in characters, not bytes; `None` when the fault is the whole line's or file's."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, with all that is needed to mend it."""

    severity: Severity
    code: str
    """A key of `CODES`."""
    location: Location
    message: str
    """One sentence without a full stop, naming the value received."""
    hint: str | None = None
    """What to type; `None` when the message says it all."""
    related: tuple[Location, ...] = ()
    """The other ends of the fault, in order of place."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"diagnostic code {self.code!r} is not in diagnostics.CODES")


def error(
    code: str, location: Location, message: str, *, hint: str | None = None, related: Iterable[Location] = ()
) -> Diagnostic:
    """A fault that stops the build."""
    return Diagnostic(Severity.ERROR, code, location, message, hint, tuple(related))


def warning(
    code: str, location: Location, message: str, *, hint: str | None = None, related: Iterable[Location] = ()
) -> Diagnostic:
    """A fault that the build reports and lives with."""
    return Diagnostic(Severity.WARNING, code, location, message, hint, tuple(related))


def as_warning(diagnostic: Diagnostic) -> Diagnostic:
    """The same fault where it does not stop the build."""
    return replace(diagnostic, severity=Severity.WARNING)


def did_you_mean(value: str, known: Iterable[str]) -> str | None:
    """The hint `did you mean '…'?`, or `None` when nothing known is near.

    One-character slips in two-character Han words (民声 for 民生) count as near.
    """
    known = tuple(known)
    near = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else None


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file, line and column, each once; a fault of a whole line is told at its first column."""
    told = (
        replace(d, location=replace(d.location, column=1)) if d.location.line and d.location.column is None else d
        for d in diagnostics
    )
    return tuple(
        sorted(
            dict.fromkeys(told),
            key=lambda d: (d.location.path, d.location.line or 0, d.location.column or 0, d.severity, d.code),
        )
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


class BroadsheetError(Exception):
    """Cannot go on at all: an unreadable site, a broken theme, a full disk. Carries one diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.location}: {diagnostic.message}")
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[BroadsheetError], tuple[Diagnostic]]:
        """How it travels from a worker: as its diagnostic."""
        return type(self), (self.diagnostic,)


CODES: dict[str, str] = {
    # files and folders
    "not-utf-8": "a text file is not UTF-8",
    "null-byte": "a text file contains a null byte",
    "control-character": "a control character in a text, left out",
    "file-too-large": "a text file is over 1 MB",
    "symlink-outside": "a symbolic link leaves the site",
    "path-outside": "a path leaves content/",
    "unreadable-file": "the operating system refuses to read a file",
    "bad-folder-name": "a folder where an issue or page is expected has another kind of name",
    "wrong-year-folder": "the year folder disagrees with the issue's date",
    "repeated-folder": "two folders have names equal after normalisation",
    "repeated-file": "two files have names equal after normalisation",
    "bad-file-name": "a name with control characters, or not UTF-8",
    "repeated-page": "two page folders have equal codes without leading zeros, or a spread claims a page twice",
    "stray-file": "a file that nothing reads",
    "unused-photo": "a photo that no article shows",
    "empty-page": "a page with no article on it",
    "empty-issue": "an issue folder without any page",
    "missing-file": "a file that must be there is not",
    "no-issues": "the paper has no issue",
    # YAML and settings
    "broken-yaml": "the YAML cannot be parsed",
    "unclosed-front-matter": "front matter has no closing ---",
    "no-front-matter": "an article without front matter",
    "too-many-nodes": "aliases or nesting make the YAML explode",
    "duplicate-key": "a key stands twice",
    "unknown-key": "a key that the format does not have",
    "missing-key": "a key that must be there is not",
    "wrong-type": "a value has another shape than the key takes",
    "bad-value": "a value is not one of those allowed",
    "bad-date": "not a calendar date, or not a date and time",
    "bad-timezone": "not an IANA time zone",
    "bad-url": "not an absolute http(s) address",
    "bad-slug": "a slug with characters it may not have",
    "bad-page-code": "not a page code",
    "unknown-language": "no interface strings for the language",
    "unknown-theme": "the theme is not there",
    "no-base-url": "no base_url: feeds, sitemap and canonical links are left out",
    "reserved-name": "a standing page or slug takes the name of an output file",
    "unlisted-page": "a page folder that issue.yaml does not list",
    "missing-page": "a page listed in issue.yaml without a folder",
    # articles
    "missing-title": "an article without a title",
    "repeated-slug": "two pieces with the same slug on one page",
    "unknown-section": "a section that paper.yaml does not name",
    "ear-inside": "an ear on a page without the nameplate",
    "layout-names-nothing": "a layout hint names a slug that is not on the page",
    # Markdown
    "heading-in-body": "a first-level heading in the body",
    "raw-html": "raw HTML in the body, shown as text",
    "unclosed-box": "a fact box without its end",
    "bad-box": "a line of colons that neither begins nor ends a fact box",
    "bad-link": "a link whose target is not allowed",
    "photo-in-text": "a photo in the middle of a paragraph",
    "empty-body": "an article without text",
    "broken-paragraph": "a paragraph that ends in mid-sentence",
    "unknown-footnote": "a footnote mark without its note",
    "unused-footnote": "a note that nothing mentions",
    "repeated-footnote": "two notes with one mark",
    "long-table-row": "a table row with more cells than its head",
    # photos
    "missing-photo": "the photo's file is not there",
    "broken-photo": "the file is no picture that can be read",
    "broken-pdf": "page.pdf is no PDF",
    "huge-photo": "the picture has more pixels than is safe to open",
    "lfs-pointer": "a Git LFS pointer stands in place of the photo",
    "missing-alt": "a photo without alternative text",
    "alt-repeats-caption": "the alternative text only repeats the caption",
    # fonts
    "unknown-face": "none of the fonts named for a role is there",
    "broken-font": "the file is no font that can be read",
    "system-font": "a role is set in a font of this machine, so that pages made elsewhere differ",
    "missing-glyph": "a character that no font of the page has, printed as 〓",
    # composed pages
    "broken-layout": "a composed page that breaks a rule of composition",
    "overset-text": "text that found no room on its page",
    "layout-conflict": "layout hints that contradict each other or the page",
    "locked-page": "a page that no longer fits its layout.lock",
    "coarse-photo": "a photo with too few pixels for the size it is printed in",
    "picture-direction": "the text says above, below, left or right of a photo that stands elsewhere",
    "print-fault": "something is not in a page's PDF as it should be",
    "unfound-article": "an article that is not found on the page's own PDF",
    # jumps and references
    "bad-ref": "not a page, page/slug or ISSUE/page/slug",
    "unknown-ref": "a reference to something that is not there",
    "ref-not-out": "a reference to an issue that is not out, or to an article left out of this build",
    "unmatched-jump": "a jump whose other end cannot be told",
    "missing-jump-end": "a jump with one end only",
    "lost-page": "a jump to or from a page that is not in the content",
    "jump-order": "a tail before its head, or a jump in a circle",
    "jump-fork": "two pieces claim the same other end",
    "jump-page-absent": "a jump inside one file leads to a page that is not there",
    "ambiguous-jump-line": "a jump line that states something impossible",
    "unread-jump-line": "what looks like a jump line, but is not understood as one",
    "tail-differs": "a tail's front matter disagrees with its head's",
    "draft-tail": "a draft tail of a live head",
    # aliases and addresses
    "bad-alias": "an alias is not an address inside the edition",
    "alias-in-use": "an alias is the address of something else",
    "vanished-address": "an address of the last build is gone without an alias",
    "address-clash": "two outputs claim the same address",
    # output
    "file-in-the-way": "a file that the build did not write stands where an output goes",
    "no-state": "no state of an earlier build: nothing was pruned",
    "damaged-state": "the state of the last build cannot be read",
    "cannot-write": "the output cannot be written",
    "template-error": "a template fails",
    "bad-theme": "theme.yaml or a theme's file is wrong",
    "unknown-theme-option": "a theme option that the theme does not declare",
    "missing-string": "a locale file lacks an interface string",
    # command line
    "unreadable-site": "the folder is no Broadsheet site",
    "bad-usage": "the command's words do not fit",
    "unknown-issue": "no such issue",
    "held-article": "an article was held back from the command line",
    "expectation-failed": "the issue expected is not out, or has other pages",
    # editions without the archive on disk
    "missing-issues": "the checkout lacks issues that the build needs",
    "unusable-state": "the state of --from-state cannot be had, or is not this paper's",
    # workers
    "worker-died": "a process that made a part of the edition died",
    "no-cluster": "the cluster cannot be used or was lost",
    "cluster-mismatch": "a worker of the cluster has other versions, or does not see the site's folders",
}
"""Every code with its meaning; severities are chosen where the diagnostic is made."""
