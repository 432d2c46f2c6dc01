"""Which piece continues which: the ends of jumps within one issue find each other.

Pairing goes in steps, surest first, each repeated over what is left: a full ref at either end, equal slug, the
keyword of the jump line in the other title, equal or contained title, the only candidate. Nothing is guessed: what
is left over is reported with its candidates and the line to add.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from broadsheet.diagnostics import Diagnostic
from broadsheet.edition import jump_faults
from broadsheet.edition.addresses import same_page, same_slug
from broadsheet.edition.loose import LoosePiece, page_of, printed_page
from broadsheet.model import IssueSetup, JumpStatement


@dataclass(frozen=True, slots=True)
class Chains:
    """How the pieces of an issue hang together."""

    next: Mapping[str, str]
    """Piece id → id of the piece that continues it."""
    plain: frozenset[str]
    """Ids of pieces whose tentative jump line (`See MARKET, A2`) is a plain reference."""

    @property
    def previous(self) -> dict[str, str]:
        """Piece id → id of the piece it continues."""
        return {tail: head for head, tail in self.next.items()}


Test = Callable[[LoosePiece, LoosePiece], bool]


def pair_jumps(pieces: Iterable[LoosePiece], setup: IssueSetup) -> tuple[Chains, tuple[Diagnostic, ...]]:
    """Joins the pieces of one issue into chains.

    Reports `unknown-ref`, `jump-fork`, `unmatched-jump`, `missing-jump-end`, `jump-order` (errors) and `lost-page`
    (a warning; nothing where issue.yaml says that the page is lost). A pair that is reported is not joined.
    """
    pairing = _Pairing(tuple(pieces), setup)
    pairing.by_full_ref()
    for test in (_equal_slug, _keyword_in_title, _title_contained, _only_candidate):
        pairing.by_test(test)
    plain = pairing.report_rest()
    pairing.undo_disorder()
    return Chains(pairing.next, frozenset(plain)), tuple(pairing.diagnostics)


def is_within(statement: JumpStatement, setup: IssueSetup) -> bool:
    """Whether a jump statement speaks of its own issue."""
    return statement.ref.issue in (None, setup.name) and statement.date is None


class _Pairing:
    """The ends still open, and the pairs found so far."""

    def __init__(self, pieces: tuple[LoosePiece, ...], setup: IssueSetup) -> None:
        self.pieces = {piece.id: piece for piece in pieces}
        self.setup = setup
        self.next = _cuts_in_one_file(pieces)
        self.diagnostics: list[Diagnostic] = []
        self.open_on = {p.id: p for p in pieces if p.on and is_within(p.on, setup)}
        self.open_from = {p.id: p for p in pieces if p.from_ and is_within(p.from_, setup)}

    # --- the steps --------------------------------------------------------------------------------------------------

    def by_full_ref(self) -> None:
        """A ref that names page and slug at either end; the other end is derived when it says nothing."""
        for head in [piece for piece in self.open_on.values() if piece.on and piece.on.ref.slug]:
            if head.id in self.open_on and head.on:
                tail = self._named(head.on, "continues_on", {tail: head for head, tail in self.next.items()})
                self._join_if_agreed(head, tail)
        for tail in [piece for piece in self.open_from.values() if piece.from_ and piece.from_.ref.slug]:
            if tail.id in self.open_from and tail.from_:
                named = self._named(tail.from_, "continued_from", self.next)
                self._join_if_agreed(named, tail)

    def by_test(self, test: Test) -> None:
        """Joins the pairs in which each end is the other's only one that passes the test, until none is left."""
        joined = True
        while joined:
            joined = False
            for head in list(self.open_on.values()):
                tails = [tail for tail in self._tails_for(head) if test(head, tail)]
                if len(tails) == 1 and len([h for h in self._heads_for(tails[0]) if test(h, tails[0])]) == 1:
                    self._join(head, tails[0])
                    joined = True

    def report_rest(self) -> set[str]:
        """Reports the ends still open; gives the ids of those that are plain references."""
        plain: set[str] = set()
        covered: set[str] = set()
        for head in self.open_on.values():
            on = head.on
            if on is None or on.tentative:
                plain.add(head.id)
            elif not self._reported_page(head, on):
                tails = self._tails_for(head)
                covered.update(tail.id for tail in tails)
                self.diagnostics.append(jump_faults.open_head(head, on, tails))
        for tail in self.open_from.values():
            from_ = tail.from_
            if from_ is None or tail.id in covered:
                continue
            if not self._reported_page(tail, from_):
                self.diagnostics.append(jump_faults.open_tail(tail, from_, self._heads_for(tail)))
        return plain

    def _reported_page(self, piece: LoosePiece, statement: JumpStatement) -> bool:
        """Whether the page stated tells it all: it is not there, or is the piece's own."""
        if same_page(piece.page, statement.ref.page):
            self.diagnostics.append(jump_faults.own_page(piece, statement))
            return True
        if printed_page(self.setup, statement.ref.page) is None:
            self.diagnostics.append(jump_faults.absent_page(piece, statement, self.setup))
        return page_of(self.setup, statement.ref.page) is None

    def undo_disorder(self) -> None:
        """Reports and undoes joins in which a tail stands on its head's page or before it."""
        order = {page.code: number for number, page in enumerate(self.setup.pages)}
        for head_id, tail_id in list(self.next.items()):
            head, tail = self.pieces[head_id], self.pieces[tail_id]
            if order[head.page] >= order[tail.page]:
                self.diagnostics.append(jump_faults.disorder(head, tail))
                del self.next[head_id]

    # --- what they need ---------------------------------------------------------------------------------------------

    def _named(self, statement: JumpStatement, key: str, taken: Mapping[str, str]) -> LoosePiece | None:
        """The piece a full ref names, if there and free; reports if not. A lost page is reported with the rest."""
        ref = statement.ref
        if page_of(self.setup, ref.page) is None:
            return None
        on_page = [piece for piece in self.pieces.values() if same_page(piece.page, ref.page)]
        found = next((piece for piece in on_page if same_slug(piece.slug, ref.slug or "")), None)
        if found is None:
            self.diagnostics.append(jump_faults.unknown_piece(key, statement, sorted(p.slug for p in on_page)))
        elif found.id in taken:
            self.diagnostics.append(jump_faults.fork(statement, found, self.pieces[taken[found.id]]))
        else:
            return found
        for ends in (self.open_on, self.open_from):
            for piece in [p for p in ends.values() if statement in (p.on, p.from_)]:
                del ends[piece.id]
        return None

    def _join_if_agreed(self, head: LoosePiece | None, tail: LoosePiece | None) -> None:
        if head is None or tail is None:
            return
        if self._agrees(head.on, tail) and self._agrees(tail.from_, head):
            self._join(head, tail)
        else:
            self.diagnostics.append(jump_faults.disagreement(head, tail))
            self.open_on.pop(head.id, None)
            self.open_from.pop(tail.id, None)

    def _join(self, head: LoosePiece, tail: LoosePiece) -> None:
        self.next[head.id] = tail.id
        self.open_on.pop(head.id, None)
        self.open_from.pop(tail.id, None)

    def _tails_for(self, head: LoosePiece) -> list[LoosePiece]:
        return [tail for tail in self.open_from.values() if self._fits(head, tail)]

    def _heads_for(self, tail: LoosePiece) -> list[LoosePiece]:
        return [head for head in self.open_on.values() if self._fits(head, tail)]

    def _fits(self, head: LoosePiece, tail: LoosePiece) -> bool:
        """Whether both ends state something, and what they state agrees."""
        stated = head.on is not None and tail.from_ is not None
        return stated and self._agrees(head.on, tail) and self._agrees(tail.from_, head)

    def _agrees(self, statement: JumpStatement | None, other: LoosePiece) -> bool:
        """Whether what one end states, if anything, is the other piece."""
        return statement is None or (
            is_within(statement, self.setup)
            and same_page(other.page, statement.ref.page)
            and (statement.ref.slug is None or same_slug(statement.ref.slug, other.slug))
        )


def _cuts_in_one_file(pieces: Iterable[LoosePiece]) -> dict[str, str]:
    by_file: dict[str, list[LoosePiece]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.index):
        by_file.setdefault(piece.manuscript.path, []).append(piece)
    return {
        before.id: after.id
        for group in by_file.values()
        for before, after in itertools.pairwise(group)
        if after.index == before.index + 1
    }


# --- tests of a pair, surest first ----------------------------------------------------------------------------------


def _equal_slug(head: LoosePiece, tail: LoosePiece) -> bool:
    return same_slug(head.slug, tail.slug)


def _keyword_in_title(head: LoosePiece, tail: LoosePiece) -> bool:
    words = (
        (head.on and head.on.keyword, tail),
        (tail.from_ and tail.from_.keyword, head),
        (head.manuscript.jump_word, tail),
        (tail.manuscript.jump_word, head),
    )
    return any(word and word.casefold() in piece.manuscript.title.text.casefold() for word, piece in words)


def _title_contained(head: LoosePiece, tail: LoosePiece) -> bool:
    if head.on is None or head.on.tentative:
        return False
    one, other = (
        "".join(character for character in piece.manuscript.title.text.casefold() if character.isalnum())
        for piece in (head, tail)
    )
    return bool(one and other) and (one in other or other in one)


def _only_candidate(head: LoosePiece, tail: LoosePiece) -> bool:
    return head.on is not None and not head.on.tentative
