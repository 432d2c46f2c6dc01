"""Where the jump lines lead inside an issue's PDF: from head to tail and back, on the printed pages themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.model import Issue
from broadsheet.press.compose.issue import ComposedPage
from broadsheet.press.layout import Element, Line, PageLayout, TextBlock

End = tuple[str, str]
"""(piece id, role of the jump line)."""
Target = tuple[str, str]
"""(link that stands for the target in the document, piece id that it leads to)."""


def authored_ends(issue: Issue) -> Iterator[tuple[End, Target]]:
    """The jumps between pieces of the issue."""
    for article in issue.articles:
        for piece, following in zip(article.pieces, article.pieces[1:], strict=False):
            yield from _both(piece.id, following.id)


def composed_ends(pages: Iterable[ComposedPage]) -> Iterator[tuple[End, Target]]:
    """The jumps that the composer made."""
    for page in pages:
        for head, code in page.continues_on.items():
            yield from _both(head, f"{head}+{code}")


def _both(head: str, tail: str) -> Iterator[tuple[End, Target]]:
    yield (head, "jump-on"), (f"#{tail}", tail)
    yield (tail, "jump-from"), (f"#{head}", head)


def with_marked_jumps(layout: PageLayout, ends: Mapping[End, Target]) -> PageLayout:
    """The layout with every jump line whose other end is printed in the document leading there."""

    def marked(element: Element) -> Element:
        if not isinstance(element, TextBlock):
            return element
        if (target := ends.get((element.piece, element.role))) is not None:
            return replace(element, lines=_linked(element.lines, ""), link=target[0])
        if element.role == "headline" and (target := ends.get((element.piece, "jump-from"))) is not None:
            return replace(element, lines=_linked(element.lines, target[0]))  # （上接第一版） run in
        return element

    modules = tuple(replace(module, elements=tuple(map(marked, module.elements))) for module in layout.modules)
    return replace(layout, modules=modules)


def _linked(lines: tuple[Line, ...], link: str) -> tuple[Line, ...]:
    """The lines with every link in them leading elsewhere."""
    return tuple(
        replace(line, segments=tuple(replace(each, link=link) if each.link else each for each in line.segments))
        for line in lines
    )
