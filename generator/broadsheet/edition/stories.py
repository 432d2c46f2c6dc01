"""What all views of an issue's stories have in common: their text with its pictures, addresses, summaries."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.edition import addresses
from broadsheet.edition.figures import with_pictures
from broadsheet.edition.text import count_characters, summarise
from broadsheet.edition.views import LinkView, PictureView
from broadsheet.model import Article, Issue, Piece


class Stories:
    """The articles of an issue by their pieces; each thing is made once, however many views show it."""

    def __init__(self, issue: Issue, pictures: Mapping[str, PictureView]) -> None:
        self._setup = issue.setup
        self.story = {piece.id: article for article in issue.articles for piece in article.pieces}
        """The article that a piece is of, by the piece's id, as are the others."""
        self.piece = {piece.id: piece for article in issue.articles for piece in article.pieces}
        self.blocks = {name: with_pictures(piece.blocks, pictures) for name, piece in self.piece.items()}
        self.characters = {name: count_characters(blocks) for name, blocks in self.blocks.items()}
        """Letters and digits."""
        self._addresses: dict[str, str] = {}
        self._summaries: dict[tuple[str, ...], str] = {}

    def address(self, piece: Piece) -> str:
        """In the edition, of the article's page or the tail's own."""
        address = self._addresses.get(piece.id)
        if address is None:
            setup = self._setup
            address = addresses.piece_address(setup.date, setup.suffix, piece.page, piece.slug)
            self._addresses[piece.id] = address
        return address

    def link(self, article: Article) -> LinkView:
        """To the whole story, with its headline."""
        return LinkView(self.address(article.head), article.title.text, article.language)

    def summary(self, article: Article) -> str:
        """As written, else made of all its pieces."""
        return article.summary or self.summarised(article.pieces, article.opening)

    def piece_summary(self, article: Article, piece: Piece) -> str:
        """The same for one piece where it is printed."""
        if piece is article.head:
            return article.summary or self.summarised((piece,), article.opening)
        return self.summarised((piece,))

    def summarised(self, pieces: tuple[Piece, ...], opening: int = 0) -> str:
        """Of these pieces, in this order; made once, for the front, the page and the story."""
        ids = tuple(piece.id for piece in pieces)
        if ids not in self._summaries:
            blocks = (block for piece in ids for block in self.blocks[piece])
            self._summaries[ids] = summarise(blocks, opening=opening)
        return self._summaries[ids]
