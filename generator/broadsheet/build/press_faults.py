"""What the press has to say about a page: rules it could not keep, text that found no room, characters without type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.diagnostics import Diagnostic, Location, warning
from broadsheet.press.layout import BrokenRule, PageLayout

_CODES = {
    "resolution": "coarse-photo",
    "resolution-low": "coarse-photo",
    "picture-direction": "picture-direction",
    "locked": "locked-page",
    "pin": "layout-conflict",
}
"""Of rules that an editor can do something about; any other is `broken-layout`."""
_HINTS = {
    "coarse-photo": "file a larger picture",
    "picture-direction": "change the word, or move the photo in the text",
    "locked-page": "cut or add as it says, or give the page a new layout: broadsheet lock --recompose",
    "layout-conflict": "change the pin in page.yaml, or the length of the article",
    "broken-layout": "change the length of an article, or give page.yaml a layout",
}

_PRINT_HINT = "the page is published all the same: look at it in print"


def layout_faults(layout: PageLayout, folder: str, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Warnings about a composed page.

    Reports `overset-text`, `coarse-photo`, `picture-direction`, `locked-page` and `broken-layout`.
    `folder` is the page's; `paths` gives the file of each piece by its id.
    """
    for broken in layout.broken:
        if broken.rule == "overset":
            piece, over = broken.pieces[0].partition("+")[0], counted(int(broken.detail.partition(" ")[0]))
            message = f"{over} of '{piece}' found no room on page {layout.code}"
            place = Location(paths.get(piece, folder))
            yield warning("overset-text", place, message, hint=f"cut {over}, or move an article to another page")
    for (rule, pieces), details in _by_rule(layout.broken).items():
        code = _CODES.get(rule, "broken-layout")
        own = [Location(paths[piece]) for piece in pieces if piece in paths]
        place = own[0] if code != "broken-layout" and own else Location(folder)
        more = f" (and {len(details) - 1} more like it)" if len(details) > 1 else ""
        message = f"page {layout.code}: {details[0]}{more}"
        yield warning(code, place, message, hint=_HINTS[code], related=own if place.path == folder else own[1:])


def _by_rule(broken: Iterable[BrokenRule]) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """What is said of each rule and the pieces concerned: one fault, one message."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for each in broken:
        if each.rule != "overset":
            pieces = tuple(dict.fromkeys(piece.partition("+")[0] for piece in each.pieces))
            found.setdefault((each.rule, pieces), []).append(each.detail)
    return found


def print_faults(complaints: Iterable[str], file: str, folder: str) -> Iterator[Diagnostic]:
    """`print-fault` for each thing that is not in a PDF as it should be; `file` is the PDF's name for the editor."""
    for complaint in complaints:
        yield warning("print-fault", Location(folder), f"{file}: {complaint}", hint=_PRINT_HINT)


def missing_glyphs(
    missing: Iterable[tuple[str, str]], paths: Mapping[str, str], texts: Mapping[str, str], folder: str
) -> Iterator[Diagnostic]:
    """`missing-glyph` for each (piece id, character) that no face can print, at its first line in the article.

    `texts` gives the source of each article by its path. Words of the page's own are reported at its folder.
    """
    for piece, character in sorted(set(missing)):
        path = paths.get(piece.partition("+")[0])
        line = _line_of(texts.get(path or "", ""), character)
        place = Location(path, line) if path else Location(folder)
        # Marks of direction among others would garble the message.
        shown = f"'{character}' (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"
        message = f"no font of the page can print {shown}: 〓 stands for it"
        hint = "write it otherwise, or name a font that has it in 'press: fonts' of paper.yaml"
        yield warning("missing-glyph", place, message, hint=hint)


def counted(characters: int) -> str:
    """`1 character`, `43 characters`."""
    return f"{characters} character" + ("" if characters == 1 else "s")


def _line_of(text: str, character: str) -> int | None:
    place = text.find(character)
    return None if place < 0 else text.count("\n", 0, place) + 1
