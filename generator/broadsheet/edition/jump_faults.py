"""The messages of jump linking: every one names both ends and the line to add."""

from __future__ import annotations

from broadsheet.diagnostics import Diagnostic, did_you_mean, error, warning
from broadsheet.edition.loose import LoosePiece, listed_pages
from broadsheet.model import IssueSetup, JumpStatement


def unknown_piece(key: str, statement: JumpStatement, slugs: list[str]) -> Diagnostic:
    """A full ref to a page that is there but has no such piece."""
    near = did_you_mean(statement.ref.slug or "", slugs)
    return error(
        "unknown-ref",
        statement.location,
        f"{key} names '{statement.ref}', but page {statement.ref.page} has no such piece",
        hint=near or (f"its pieces: {', '.join(slugs)}" if slugs else None),
    )


def fork(statement: JumpStatement, claimed: LoosePiece, holder: LoosePiece) -> Diagnostic:
    """A full ref to a piece that another is joined to already."""
    return error(
        "jump-fork",
        statement.location,
        f"'{statement.ref}' names '{claimed.id}', which is already joined to '{holder.id}'",
        hint="one piece has one continuation and one beginning",
        related=(holder.location, claimed.location),
    )


def disagreement(head: LoosePiece, tail: LoosePiece) -> Diagnostic:
    """Two ends of which one names the other, and the other something else."""
    on = head.on.ref if head.on else tail.id
    from_ = tail.from_.ref if tail.from_ else head.id
    return error(
        "unmatched-jump",
        head.on.location if head.on else head.location,
        f"the two ends disagree: '{head.id}' continues on {on}, '{tail.id}' is continued from {from_}",
        hint=f"write continues_on: {tail.id} in the first, continued_from: {head.id} in the second",
        related=(tail.from_.location if tail.from_ else tail.location,),
    )


def absent_page(piece: LoosePiece, statement: JumpStatement, setup: IssueSetup) -> Diagnostic:
    """An end on a page that is not in the content, and not known to be lost."""
    page = statement.ref.page
    if setup.pages_listed:
        says = "continues on" if statement is piece.on else "is continued from"
        return error(
            "missing-jump-end",
            statement.location,
            f"'{piece.id}' {says} page {page}, which issue.yaml does not list",
            hint=listed_pages(setup),
        )
    return warning(
        "lost-page",
        statement.location,
        f"'{piece.id}' is joined to page {page}, which is not in the content",
        hint=f"add the page folder {page}; when the page is no more, list the pages in issue.yaml, "
        f'this one as {{code: "{page}", lost: true}}',
    )


def own_page(piece: LoosePiece, statement: JumpStatement) -> Diagnostic:
    """An end on the very page that the piece stands on."""
    says = "continues on" if statement is piece.on else "is continued from"
    what = "continuation" if statement is piece.on else "beginning"
    return error(
        "missing-jump-end",
        statement.location,
        f"'{piece.id}' {says} page {statement.ref.page}, but it stands on page {piece.page} itself",
        hint=f"write the page where its {what} is, or move the article to the right page",
    )


def open_head(head: LoosePiece, on: JumpStatement, tails: list[LoosePiece]) -> Diagnostic:
    """A piece that continues on a page of the content, where no tail is surely its own."""
    page = on.ref.page
    if not tails:
        return error(
            "missing-jump-end",
            on.location,
            f"'{head.id}' continues on page {page}, but no piece there is continued from page {head.page}",
            hint=f"begin the continuation on page {page} with its jump line, or give it "
            f"continued_from: {head.id}; continues_on: none sets this line aside",
        )
    return error(
        "unmatched-jump",
        on.location,
        f"'{head.id}' continues on page {page}, but which piece there is not certain: {_listed(tails)}",
        hint=f"say which:  continues_on: {tails[0].id}",
        related=tuple(tail.location for tail in tails),
    )


def open_tail(tail: LoosePiece, from_: JumpStatement, heads: list[LoosePiece]) -> Diagnostic:
    """A piece continued from a page of the content, where no head is surely its own."""
    page = from_.ref.page
    if not heads:
        return error(
            "missing-jump-end",
            from_.location,
            f"'{tail.id}' is continued from page {page}, but no piece there continues on page {tail.page}",
            hint=f"end the beginning on page {page} with its jump line, or give it "
            f"continues_on: {tail.id}; continued_from: none sets this line aside",
        )
    return error(
        "unmatched-jump",
        from_.location,
        f"'{tail.id}' is continued from page {page}, but which piece there is not certain: {_listed(heads)}",
        hint=f"say which:  continued_from: {heads[0].id}",
        related=tuple(head.location for head in heads),
    )


def disorder(head: LoosePiece, tail: LoosePiece) -> Diagnostic:
    """A tail on its head's page or before it, and so any circle."""
    statement = head.on or head.piece.continues_on or tail.from_
    return error(
        "jump-order",
        statement.location if statement else head.location,
        f"'{tail.id}' continues '{head.id}', but does not stand on a later page",
        hint="a story runs from page to page in printed order",
        related=(tail.location,),
    )


def _listed(pieces: list[LoosePiece]) -> str:
    return ", ".join(f"'{piece.id}'" for piece in pieces)
