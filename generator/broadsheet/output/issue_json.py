"""`issue.json`: the machine-readable issue, with its signal of completeness."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from broadsheet.edition import addresses
from broadsheet.edition.figures import photos_shown
from broadsheet.edition.views import ArticleView, IssueViews, PageView, PictureView
from broadsheet.model import Article, Issue, JumpEnd, Page, Paper, Photo, Piece
from broadsheet.output.json_file import json_file

SCHEMA = 1


def issue_json(issue: Issue, views: IssueViews, paper: Paper, digest: str) -> bytes:
    """The issue as JSON: UTF-8, keys in the order of the interface, one newline at the end.

    `digest` is that of the issue's other files.
    """
    setup = issue.setup
    by_code = {view.page.code: view for view in views.pages}
    pages = {page.code: page for page in issue.pages}
    document = {
        "schema": SCHEMA,
        "paper": paper.name,
        "date": setup.date.isoformat(),
        "until": setup.until.isoformat() if setup.until else None,
        "suffix": setup.suffix or None,
        "number": setup.number or None,
        "language": paper.language,
        "url": views.front.path,
        "complete": True,
        "digest": digest,
        "pages": [
            _page(by_code[page.code], pages[page.code]) if page.code in by_code else _lost(page.code, page.name)
            for page in setup.pages
        ],
        "articles": [
            _article(article, view, order, issue)
            for order, (article, view) in enumerate(zip(issue.articles, views.articles, strict=True), start=1)
        ],
    }
    return json_file(document)


def with_digest(issue_json: bytes, digest: str) -> bytes:
    """The same document when files of the issue changed of which it says nothing else."""
    return json_file({**json.loads(issue_json), "digest": digest})


def digest_of_files(published: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the sorted lines `path sha256`, each ended by a newline.

    `published` lists (address, SHA-256 in hex) of an issue's files but issue.json.
    """
    lines = sorted(f"{address} {digest}\n" for address, digest in published)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _page(view: PageView, page: Page) -> dict[str, Any]:
    return {
        "code": view.page.code,
        "name": view.page.name,
        "url": view.path,
        "credits": {role: list(names) for role, names in view.credits},
        "pdf": view.press.pdf if view.press else None,
        "images": _images(view.press.picture if view.press else None),
        "sections": [group.name for group in view.groups if group.name],
        "pieces": list(page.pieces),
    }


def _images(picture: PictureView | None) -> list[dict[str, Any]]:
    """The page as pictures, by width."""
    if picture is None:
        return []
    return [
        {"url": address, "width": width, "height": round(picture.height * width / picture.width)}
        for width, address in picture.variants
    ]


def _lost(code: str, name: str) -> dict[str, Any]:
    """A page that was printed but is not in the content."""
    empty: dict[str, Any] = {"credits": {}, "pdf": None, "images": [], "sections": [], "pieces": []}
    return {"code": code, "name": name, "url": None, **empty}


def _article(article: Article, view: ArticleView, order: int, issue: Issue) -> dict[str, Any]:
    retraction = article.retraction
    separator = "、" if article.language.partition("-")[0] in ("zh", "ja") else ", "
    return {
        "id": article.id,
        "url": view.path,
        "title": article.title.text,
        "kicker": list(article.kicker),
        "deck": list(article.deck),
        "summary": view.summary,
        "byline": [
            {"name": person.name, "role": person.role or None, "affiliation": person.affiliation or None}
            for person in article.byline
        ],
        "dateline": article.dateline or None,
        "source": article.source or None,
        "sections": list(article.sections),
        "kind": article.kind.value,
        "priority": article.priority,
        "page": article.head.page,
        "order": order,
        "characters": view.characters,
        "lang": article.language,
        "tags": list(article.tags),
        "pieces": [_piece(piece, issue) for piece in article.pieces],
        "photos": [_photo(photo, picture, separator) for photo, picture in photos_shown(view)],
        "corrections": [{"date": c.date.isoformat(), "text": c.text} for c in article.corrections],
        "retracted": {"date": retraction.date.isoformat(), "reason": retraction.reason} if retraction else None,
    }


def _piece(piece: Piece, issue: Issue) -> dict[str, Any]:
    setup = issue.setup
    return {
        "id": piece.id,
        "page": piece.page,
        "url": addresses.piece_address(setup.date, setup.suffix, piece.page, piece.slug),
        "from": _end(piece.continued_from),
        "on": _end(piece.continues_on),
    }


def _end(end: JumpEnd | None) -> str | None:
    """Piece id within the issue, `ISSUE/page/slug` across issues, the bare page code where the other end is lost."""
    if end is None:
        return None
    if end.date is not None:
        return f"{end.issue}/{end.piece}" if end.issue and end.piece else None
    return end.piece or end.page


def _photo(photo: Photo, picture: PictureView, separator: str) -> dict[str, Any]:
    return {
        "url": picture.variants[-1][1],
        "caption": photo.caption or None,
        "credit": separator.join(photo.credit) or None,
        "alt": photo.alt or None,
        "width": picture.width,
        "height": picture.height,
    }
