"""Figures with their pictures: put into the blocks of a text, and found there again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.edition.views import ArticleView, FigureView, PictureView
from broadsheet.model import Block, Figure, Photo
from broadsheet.model.tree import figures_in, replace_figures


def with_pictures(blocks: Iterable[Block], pictures: Mapping[str, PictureView]) -> tuple[Block, ...]:
    """The blocks, every figure with its pictures.

    `pictures` are by the photos' site-relative paths; the alternative text of each is set here.
    """

    def pictured(figure: Figure) -> FigureView:
        return FigureView(
            layout=figure.layout,
            photos=figure.photos,
            caption=figure.caption,
            credit_line=figure.credit_line,
            pictures=tuple(replace(pictures[photo.path], alt=photo.alt) for photo in figure.photos),
        )

    return replace_figures(blocks, pictured)


def figures_shown(blocks: Iterable[Block]) -> Iterator[FigureView]:
    """Every figure that has its pictures, in reading order."""
    return (figure for figure in figures_in(blocks) if isinstance(figure, FigureView))


def photos_shown(view: ArticleView) -> Iterator[tuple[Photo, PictureView]]:
    """The photos of all parts in reading order; one without a caption of its own has its figure's."""
    for part in view.parts:
        for figure in figures_shown(part.blocks):
            for photo, picture in zip(figure.photos, figure.pictures, strict=True):
                yield replace(photo, caption=photo.caption or figure.caption), picture
