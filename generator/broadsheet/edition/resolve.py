"""References become addresses: links in the text, the ear's link, and jumps across issues.

Nothing across issues is joined: a side that states a jump is linked to the other, which stays as it was published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from operator import is_

from broadsheet.content.links import is_web
from broadsheet.content.names import parse_ref
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.edition.face import IssueFace, PieceFace
from broadsheet.edition.references import Faces, References
from broadsheet.model import Article, Inline, Issue, JumpEnd, Link, Page, Piece, Ref, StandingPage
from broadsheet.model.tree import replace_links

_PLAIN = "it is set as plain text"


def resolve_references(
    issue: Issue, own: IssueFace, faces: Faces, files: Mapping[str, str]
) -> tuple[Issue, References, tuple[Diagnostic, ...]]:
    """The issue with every reference an address, or plain text where its target is not there.

    `files` gives the address of every file that links may lead to (site-relative path → address). Reports
    `unknown-ref` (error), `ref-not-out` and `lost-page` (warnings), and `missing-jump-end` (a warning) for a jump line
    across issues whose other end is not certain.
    """
    resolver = _Resolver(own, faces, files)
    articles = tuple(resolver.article(article) for article in issue.articles)
    pages = tuple(resolver.page(page) for page in issue.pages)
    references = References(tuple(sorted(resolver.names)), tuple(sorted(resolver.days)))
    return replace(issue, articles=articles, pages=pages), references, tuple(resolver.diagnostics)


def resolve_standing(
    page: StandingPage, faces: Faces, files: Mapping[str, str]
) -> tuple[StandingPage, tuple[Diagnostic, ...]]:
    """A standing page with its references as addresses; it has no issue of its own, so they name one."""
    resolver = _Resolver(None, faces, files)
    resolved = replace(page, blocks=replace_links(page.blocks, resolver.link))
    return resolved, tuple(resolver.diagnostics)


class _Resolver:
    """Turns references into addresses, and notes those that lead nowhere and the issues they speak of."""

    def __init__(self, own: IssueFace | None, faces: Faces, files: Mapping[str, str]) -> None:
        self.own = own
        self.faces = faces
        self.files = files
        self.names: set[str] = set()
        self.days: set[dt.date] = set()
        self.diagnostics: list[Diagnostic] = []

    def article(self, article: Article) -> Article:
        pieces = tuple(map(self._piece, article.pieces))
        return article if all(map(is_, pieces, article.pieces)) else replace(article, pieces=pieces)

    def page(self, page: Page) -> Page:
        """The page with its ear's link an address; emptied where it leads nowhere."""
        ear = page.setup.ear
        if ear is None or not ear.link or is_web(ear.link):
            return page
        address = self._address(ear.link, ear.location) or ""
        return replace(page, setup=replace(page.setup, ear=replace(ear, link=address)))

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The link with an address, or its text alone."""
        match link.kind:
            case "ref":
                target = self._address(link.target, link.location)
            case "file":
                target = self.files.get(link.target)
            case _:
                return (link,)
        return (replace(link, kind="address", target=target),) if target else link.children

    # --- refs -------------------------------------------------------------------------------------------------------

    def _address(self, text: str, location: Location) -> str | None:
        """The address a ref leads to; `None`, with a diagnostic, when it leads nowhere."""
        ref = parse_ref(text)
        if ref is None:
            hint = "write a page, page/slug or ISSUE/page/slug, such as 02/flood"
            self.diagnostics.append(error("bad-ref", location, f"'{text}' is no reference", hint=hint))
            return None
        face = self._face(ref, location)
        if face is None:
            return None
        if ref.slug is None:
            address = face.page_address(ref.page)
            if address is None:
                self._report_missing_page(face, ref, location)
            return address
        piece = self._named_piece(face, ref, location)
        return piece.address if piece else None

    def _named_piece(self, face: IssueFace, ref: Ref, location: Location) -> PieceFace | None:
        """The piece that a ref names; `None`, with a diagnostic, when it is not in the edition."""
        piece = face.piece(ref.page, ref.slug or "")
        if piece is None:
            self._report_missing_piece(face, ref, location)
            return None
        if piece.is_left_out:
            message = f"'{ref}' is left out of this build: {_PLAIN}"
            hint = "it becomes a link when the article is published"
            self.diagnostics.append(warning("ref-not-out", location, message, hint=hint))
            return None
        return piece

    def _face(self, ref: Ref, location: Location) -> IssueFace | None:
        """The face of the issue a ref names, if it can be linked to; reports when it cannot."""
        if self.own is not None and ref.issue in (None, self.own.name):
            return self.own
        if ref.issue is None:
            message = "outside an issue a reference names one"
            self.diagnostics.append(error("bad-ref", location, message, hint="write ISSUE/page/slug"))
            return None
        self.names.add(ref.issue)
        face = self.faces.face(ref.issue)
        if face is None:
            hint = "use the name of the issue's folder"
            self.diagnostics.append(error("unknown-ref", location, f"there is no issue '{ref.issue}'", hint=hint))
        elif not face.is_out:
            message = f"issue '{ref.issue}' is not out: the reference is set as plain text"
            hint = "it becomes a link when that issue is published"
            self.diagnostics.append(warning("ref-not-out", location, message, hint=hint))
            return None
        return face

    def _report_missing_page(self, face: IssueFace, ref: Ref, location: Location) -> None:
        if face.is_lost(ref.page):
            message = f"page {ref.page} of issue '{face.name}' is lost: {_PLAIN}"
            self.diagnostics.append(warning("lost-page", location, message))
        else:
            message = f"issue '{face.name}' has no page '{ref.page}'"
            hint = f"its pages: {', '.join(face.pages)}"
            self.diagnostics.append(error("unknown-ref", location, message, hint=hint))

    def _report_missing_piece(self, face: IssueFace, ref: Ref, location: Location) -> None:
        if face.page_address(ref.page) is None:
            self._report_missing_page(face, ref, location)
            return
        slugs = [piece.slug for piece in face.pieces if face.piece(ref.page, piece.slug) is piece]
        message = f"page {ref.page} of issue '{face.name}' has no piece '{ref.slug}'"
        hint = did_you_mean(ref.slug or "", slugs) or f"its pieces: {', '.join(slugs)}"
        self.diagnostics.append(error("unknown-ref", location, message, hint=hint))

    # --- jumps across issues ----------------------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> Piece:
        """The piece with its references resolved; the very same one where it has none."""
        blocks = replace_links(piece.blocks, self.link)
        before, after = self._across(piece, piece.continued_from), self._across(piece, piece.continues_on)
        if blocks is piece.blocks and before is piece.continued_from and after is piece.continues_on:
            return piece
        return replace(piece, blocks=blocks, continued_from=before, continues_on=after)

    def _across(self, piece: Piece, end: JumpEnd | None) -> JumpEnd | None:
        """A jump's end in another issue, with its address if it is there."""
        if end is None or end.location is None:
            return end
        issue: str | None
        if end.issue is not None and end.piece is not None:
            ref = Ref(end.issue, end.page, end.piece.partition("/")[2])
            face = self._face(ref, end.location)
            found, issue = self._named_piece(face, ref, end.location) if face else None, end.issue
        else:
            found, issue = self._piece_of_day(piece, end, end.location)
        if found is None:
            return replace(end, issue=issue)
        story = "" if found.is_retracted else found.title
        return replace(end, piece=found.id, issue=issue, page=found.page, address=found.address, story=story)

    def _piece_of_day(self, piece: Piece, end: JumpEnd, location: Location) -> tuple[PieceFace | None, str | None]:
        """The piece that a dated jump line means, and its issue: on the page named, by slug or headline.

        Of several issues that day the one without suffix comes first, so that an evening issue that is published later
        changes nothing.
        """
        day = end.date or dt.date.min
        self.days.add(day)
        names = (end.issue,) if end.issue else tuple(n for n in self.faces.papers_of(day) if not self._is_own(n))
        faces = [face for name in names if (face := self.faces.face(name)) is not None and face.is_out]
        self.names.update(names)
        for face in faces:
            found = _other_end(face, piece, end.page)
            if found is not None and not found.is_left_out:
                return found, face.name
        if not faces:
            message = f"there is no issue of {day.isoformat()}: the jump line is set as plain text"
            self.diagnostics.append(warning("lost-page", location, message))
        elif all(face.page_address(end.page) is None for face in faces):
            message = f"the issue of {day.isoformat()} has no page {end.page}: the jump line is set as plain text"
            self.diagnostics.append(warning("lost-page", location, message))
        else:
            message = f"which piece on page {end.page} of {day.isoformat()} is meant is not certain: {_PLAIN}"
            hint = f"name it in full: {faces[0].name}/{end.page}/slug"
            self.diagnostics.append(warning("missing-jump-end", location, message, hint=hint))
        return None, faces[0].name if faces else end.issue

    def _is_own(self, name: str) -> bool:
        return self.own is not None and name == self.own.name


def _other_end(face: IssueFace, piece: Piece, page: str) -> PieceFace | None:
    """The piece on a page of another issue that is the other end: of the same slug, alike in title, or alone there."""
    same_slug = face.piece(page, piece.slug)
    if same_slug is not None:
        return same_slug
    on_page = [other for other in face.pieces if face.piece(page, other.slug) is other]
    title = piece.title.text
    alike = [other for other in on_page if other.title in title or title in other.title]
    candidates = alike or on_page
    return candidates[0] if len(candidates) == 1 else None
