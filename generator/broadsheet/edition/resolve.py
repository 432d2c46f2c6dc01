"""References become addresses: links in the text, the ear's link, and jumps across issues.

Nothing across issues is joined: a side that states a jump is linked to the other, which stays as it was published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from broadsheet.content.names import parse_ref
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.edition.addresses import same_page
from broadsheet.edition.face import IssueFace, PieceFace
from broadsheet.model import Article, Inline, Issue, JumpEnd, Link, Page, Piece, Ref, StandingPage
from broadsheet.model.tree import replace_links

Faces = Callable[[str], IssueFace | None]
"""The face of an issue by its name; `None` when there is no such issue."""


@dataclass(frozen=True, slots=True)
class References:
    """The other issues that an issue speaks of."""

    names: tuple[str, ...]
    """Sorted, each once."""


def resolve_references(
    issue: Issue, own: IssueFace, faces: Faces, *, left_out: frozenset[str], files: Mapping[str, str]
) -> tuple[Issue, References, tuple[Diagnostic, ...]]:
    """The issue with every reference an address, or plain text where its target is not there.

    `left_out` holds ids of this issue's pieces that are not built (drafts, held articles); `files` gives the address
    of every file that links may be copied from (site-relative path → address). Reports `unknown-ref` (error),
    `ref-not-out` and `lost-page` (warnings).
    """
    resolver = _Resolver(issue, own, faces, left_out, files)
    articles = tuple(resolver.article(article) for article in issue.articles)
    pages = tuple(resolver.page(page) for page in issue.pages)
    resolved = replace(issue, articles=articles, pages=pages)
    return resolved, References(tuple(sorted(resolver.names))), tuple(resolver.diagnostics)


def resolve_standing(
    page: StandingPage, faces: Faces, files: Mapping[str, str]
) -> tuple[StandingPage, tuple[Diagnostic, ...]]:
    """A standing page with its references as addresses; it has no issue of its own, so they name one."""
    resolver = _Resolver(None, None, faces, frozenset(), files)
    resolved = replace(page, blocks=replace_links(page.blocks, resolver.link))
    return resolved, tuple(resolver.diagnostics)


class _Resolver:
    """Turns references into addresses, and notes those that lead nowhere and the issues they speak of."""

    def __init__(
        self,
        issue: Issue | None,
        own: IssueFace | None,
        faces: Faces,
        left_out: frozenset[str],
        files: Mapping[str, str],
    ) -> None:
        self.issue = issue
        self.own = own
        self.faces = faces
        self.left_out = left_out
        self.files = files
        self.names: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def article(self, article: Article) -> Article:
        return replace(article, pieces=tuple(self._piece(piece) for piece in article.pieces))

    def page(self, page: Page) -> Page:
        """The page with its ear's link an address; emptied where it leads nowhere."""
        ear = page.setup.ear
        if ear is None or not ear.link or _is_web(ear.link):
            return page
        address = self.address(ear.link, ear.location) or ""
        return replace(page, setup=replace(page.setup, ear=replace(ear, link=address)))

    def _piece(self, piece: Piece) -> Piece:
        return replace(
            piece,
            blocks=replace_links(piece.blocks, self.link),
            continued_from=self._across(piece, piece.continued_from),
            continues_on=self._across(piece, piece.continues_on),
        )

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The link with an address, or its text alone."""
        match link.kind:
            case "ref":
                target = self.address(link.target, link.location)
            case "file":
                target = self.files.get(link.target)
            case _:
                return (link,)
        return (replace(link, kind="address", target=target),) if target else link.children

    def address(self, text: str, location: Location) -> str | None:
        """The address a ref leads to; `None`, with a diagnostic, when it leads nowhere."""
        ref = parse_ref(text)
        if ref is None:
            hint = "write a page, page/slug or ISSUE/page/slug, such as 02/flood"
            self.diagnostics.append(error("bad-ref", location, f"'{text}' is no reference", hint=hint))
            return None
        face = self._face(ref.issue, location)
        if face is None:
            return None
        found = face.page_address(ref.page) if ref.slug is None else self._piece_address(face, ref)
        if found is None:
            self._report_missing(face, ref, location)
        return found

    def _piece_address(self, face: IssueFace, ref: Ref) -> str | None:
        piece = face.piece(ref.page, ref.slug or "")
        return piece.address if piece else None

    def _face(self, name: str | None, location: Location) -> IssueFace | None:
        """The face of an issue that can be linked to; reports when there is none."""
        if self.own is not None and name in (None, self.own.name):
            return self.own
        if name is None:
            message = "outside an issue a reference names one"
            self.diagnostics.append(error("bad-ref", location, message, hint="write ISSUE/page/slug"))
            return None
        self.names.add(name)
        face = self.faces(name)
        if face is None:
            self.diagnostics.append(
                error("unknown-ref", location, f"there is no issue '{name}'", hint="use the issue folder's name")
            )
        elif not face.is_out:
            self.diagnostics.append(
                warning("ref-not-out", location, f"issue '{name}' is not out; the reference is set as plain text")
            )
            return None
        return face

    def _report_missing(self, face: IssueFace, ref: Ref, location: Location) -> None:
        if face is self.own and f"{ref.page}/{ref.slug}" in self.left_out:
            self.diagnostics.append(
                warning("ref-not-out", location, f"'{ref}' is left out of this build: it is set as plain text")
            )
            return
        if ref.slug is None or face.page_address(ref.page) is None:
            if face is self.own and self.issue is not None and _is_lost(self.issue, ref.page):
                self.diagnostics.append(
                    warning("lost-page", location, f"page {ref.page} is lost; the reference is set as plain text")
                )
                return
            self.diagnostics.append(
                error(
                    "unknown-ref",
                    location,
                    f"issue '{face.name}' has no page '{ref.page}'",
                    hint=f"its pages: {', '.join(face.pages)}",
                )
            )
            return
        slugs = [piece.slug for piece in face.pieces if face.piece(ref.page, piece.slug) is not None]
        self.diagnostics.append(
            error(
                "unknown-ref",
                location,
                f"page {ref.page} of issue '{face.name}' has no piece '{ref.slug}'",
                hint=did_you_mean(ref.slug, slugs) or f"its pieces: {', '.join(slugs)}",
            )
        )

    def _across(self, piece: Piece, end: JumpEnd | None) -> JumpEnd | None:
        """A jump's end in another issue, with its address if it is there."""
        if end is None or end.issue is None or end.location is None:
            return end
        face = self._face(end.issue, end.location)
        if face is None:
            return replace(end, piece=None)
        found = _other_end(face, piece, end)
        if found is None:
            if end.piece is not None:
                self._report_missing(face, Ref(end.issue, end.page, end.piece.partition("/")[2]), end.location)
            else:
                self.diagnostics.append(
                    warning(
                        "missing-jump-end",
                        end.location,
                        f"which piece on page {end.page} of issue '{end.issue}' is meant is not certain; "
                        "the jump line is set as plain text",
                        hint=f"name it in full: {end.issue}/{end.page}/slug",
                    )
                )
            return replace(end, piece=None)
        return replace(end, piece=found.id, page=found.page, address=found.address, story=found.title)


def _other_end(face: IssueFace, piece: Piece, end: JumpEnd) -> PieceFace | None:
    """The piece of another issue that a jump means: by ref, else by slug or title on the page it names."""
    if end.piece is not None:
        return face.piece(end.page, end.piece.partition("/")[2])
    same_slug = face.piece(end.page, piece.slug)
    if same_slug is not None:
        return same_slug
    on_page = [other for other in face.pieces if face.piece(end.page, other.slug) is other]
    title = piece.title.text
    alike = [other for other in on_page if other.title in title or title in other.title]
    return alike[0] if len(alike) == 1 else None


def _is_lost(issue: Issue, code: str) -> bool:
    return any(page.lost and same_page(page.code, code) for page in issue.setup.pages)


def _is_web(link: str) -> bool:
    return link.startswith(("http://", "https://", "mailto:"))
