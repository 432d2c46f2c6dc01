"""What a link in a body may lead to: a ref, a file beside the article, or an address."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from broadsheet.content.names import fold
from broadsheet.diagnostics import did_you_mean

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
WEB = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@])", re.IGNORECASE)
PAGE = r"[A-Za-z]{0,2}\d{1,3}(?:-[A-Za-z]{0,2}\d{1,3})?"
REF = re.compile(rf"(?:\d{{4}}-\d\d-\d\d(?:-[a-z0-9-]+)?/)?{PAGE}(?:/[^\s/.:?#\\]+)?", re.ASCII)
ALLOWED = "a link leads to a page (02), an article (02/flood), a file beside it, or an http(s) or mailto address"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where an allowed link leads."""

    kind: Literal["ref", "file", "web"]
    target: str
    """As in `model.Link`."""


@dataclass(frozen=True, slots=True)
class BadTarget:
    """Why a link is dropped."""

    message: str
    hint: str | None = ALLOWED


def is_web(address: str) -> bool:
    """Whether it leaves the edition: `https://…`, `mailto:…`."""
    return SCHEME.match(address) is not None


def looks_like_target(text: str) -> bool:
    """Whether the text could be meant as a link's target at all."""
    return bool(SCHEME.match(text) or REF.fullmatch(text)) or any(mark in text for mark in "./#")


def judge_target(written: str, *, path: str, files: Collection[str] | None) -> LinkTarget | BadTarget:
    """The target of a link as written in the file `path`.

    With `files`, the site-relative paths of the files there are, a link to another file is bad.
    """
    if WEB.match(written):
        from markdown_it.common.normalize_url import normalizeLink  # late: the reading pages need not wait for it

        try:
            return LinkTarget("web", normalizeLink(written))
        except ValueError:
            return BadTarget(f"'{written}' is not an address")
    if SCHEME.match(written) or written.startswith(("#", "?", "/", "\\")) or not written.strip():
        return BadTarget(f"a link may not lead to '{written}'")
    target = unicodedata.normalize("NFC", unquote(written))
    if REF.fullmatch(target):
        return LinkTarget("ref", target)
    return _judge_file(target, path=path, files=files)


def _judge_file(target: str, *, path: str, files: Collection[str] | None) -> LinkTarget | BadTarget:
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if not resolved.startswith(f"{path.partition('/')[0]}/"):
        return BadTarget(f"the file '{target}' lies outside content/", "put the file beside the article")
    if target.endswith(".md"):
        page, _, name = resolved.removesuffix(".md").rpartition("/")
        slug = re.sub(r"^\d\d-", "", name)
        return BadTarget(
            f"'{target}' is a manuscript, not a page of the edition", f"write {posixpath.basename(page)}/{slug}"
        )
    if files is None:
        return LinkTarget("file", resolved)
    known = {fold(file): file for file in files}
    if file := known.get(fold(resolved)):
        return LinkTarget("file", file)
    folder = posixpath.dirname(resolved)
    beside = [posixpath.basename(file) for file in files if posixpath.dirname(file) == folder]
    return BadTarget(f"there is no file '{target}'", did_you_mean(posixpath.basename(target), beside) or ALLOWED)
