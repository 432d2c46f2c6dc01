"""The composed page for the browser: positioned text that scales like a picture.

One em is the size of the page's body; places are shares of the sheet. What screen readers would stutter at, or have
heard in the reading list before, is hidden from them: of each article the headline remains, a link in reading order.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.edition.views import PictureView
from broadsheet.output import links
from broadsheet.output.escape import escaped
from broadsheet.output.page_view_styles import PageStyles, WebFace, number
from broadsheet.output.page_view_text import block_style, class_attribute, lines_html
from broadsheet.press.emit.areas import Area, areas
from broadsheet.press.fonts.uniform import ASCENT
from broadsheet.press.grid import POINTS_PER_MM, Grid
from broadsheet.press.layout import Colour, Element, Fill, Frame, Module, PageLayout, Picture, Stroke, TextBlock

_DESK = 506
"""Width of the page view beside its list, in px; see page-view.css."""
_HAIRLINE = 0.3
"""In points."""


@dataclass(frozen=True, slots=True)
class PieceLink:
    """Where a piece of the page leads."""

    address: str
    title: str
    """Its headline, for those who hear a link without one."""
    language: str
    """Of the text; empty where it is the page's."""


@dataclass(frozen=True, slots=True)
class PageMarkup:
    """A composed page for its document."""

    html: str
    css_address: str
    css: bytes


def page_view(
    layout: PageLayout,
    grid: Grid,
    path: str,
    pieces: Mapping[str, PieceLink],
    pictures: Mapping[str, PictureView],
    faces: Mapping[str, WebFace],
) -> PageMarkup:
    """The sheet as markup, for the document at `path`, and the stylesheet that lies beside it.

    `pieces` by id: one that is not there (retracted, for instance) leads nowhere. `pictures` by site path, the
    nameplate's drawing included: one that is not there leaves its place white. `faces` as in `PageStyles`.
    """
    styles = PageStyles(layout, path, faces)
    writer = _Writer(layout, pieces, pictures, styles, path)
    places = {area.piece: area for area in areas(layout, grid)}
    parts = [
        writer.hidden(layout.furniture),
        *(writer.module(module, places) for module in layout.modules),
        writer.hidden(layout.rules),
    ]
    return _markup(f"<div class=sheet>{''.join(parts)}</div>", styles.css(), path)


def picture_view(
    found: Sequence[Area],
    size_mm: tuple[float, float],
    path: str,
    pieces: Mapping[str, PieceLink],
    picture: PictureView,
) -> PageMarkup:
    """A page made elsewhere: its picture, with the areas of its articles as links."""
    width, height = (side * POINTS_PER_MM for side in size_mm)
    layout = PageLayout("", "", width, height, 1, 1, 1.0, 9.0, 0.0, 0.0, (), (), (), Fill(0, 0, 0))
    styles = PageStyles(layout, path, {})
    writer = _Writer(layout, pieces, {"": picture}, styles, path)
    shown = writer.hidden([Picture("", "", 0.0, 0.0, width, height)])
    linked = "".join(writer.group(area.piece, writer.area(area, is_named=True)) for area in found)
    return _markup(f"<div class=sheet>{shown}{linked}</div>", styles.css(), path)


def _markup(html: str, css: str, path: str) -> PageMarkup:
    data = css.encode()
    address = f"{posixpath.dirname(path)}/page.{hashlib.sha256(data).hexdigest()[:10]}.css"
    return PageMarkup(html, address, data)


@dataclass(frozen=True, slots=True)
class _Writer:
    layout: PageLayout
    pieces: Mapping[str, PieceLink]
    pictures: Mapping[str, PictureView]
    styles: PageStyles
    path: str

    def href(self, address: str) -> str:
        return links.relative(self.path, address)

    # --- modules ----------------------------------------------------------------------------------------------------

    def module(self, module: Module, places: Mapping[str, Area]) -> str:
        """What is the module's own, then its pieces in reading order."""
        own = [element for element in module.elements if _piece(element) not in module.pieces]
        parts = [self.hidden(own)]
        for piece in module.pieces:
            elements = [element for element in module.elements if _piece(element) == piece]
            parts.append(self.group(piece, self._piece(piece, elements, places.get(piece))))
        return "".join(parts)

    def group(self, piece: str, inner: str) -> str:
        """All that belongs to one piece."""
        language = self.pieces[piece].language if piece in self.pieces else ""
        lang = f' lang="{escaped(language)}"' if language else ""
        return f'<div data-piece="{escaped(piece)}"{lang}>{inner}</div>\n'

    def _piece(self, piece: str, elements: list[Element], place: Area | None) -> str:
        """The area first, below all others; the headline is a link, everything else hidden."""
        headline = next((element for element in elements if _is_headline(element)), None)
        has_link = piece in self.pieces and headline is not None
        parts = [self.area(place, is_named=not has_link)] if place is not None else []
        at = elements.index(headline) if headline is not None and has_link else len(elements)
        parts.append(self.hidden(elements[:at]))
        if has_link:
            assert isinstance(headline, TextBlock)
            parts += [self._headline(headline, piece), self.hidden(elements[at + 1 :])]
        return "".join(parts)

    def area(self, area: Area, *, is_named: bool) -> str:
        """The ground under a piece, which opens the article.

        Named, it is the piece's link for keys and screen readers; else the headline is, and they pass the area by.
        """
        if area.piece not in self.pieces:
            return ""
        link = self.pieces[area.piece]
        sheet = self.layout
        place = self.styles.place(
            area.x * sheet.width, area.y * sheet.height, area.width * sheet.width, area.height * sheet.height
        )
        name = f'aria-label="{escaped(link.title)}"' if is_named else "tabindex=-1 aria-hidden=true"
        return f'<a class="area {place}" href="{escaped(self.href(link.address))}" {name}></a>'

    def _headline(self, block: TextBlock, piece: str) -> str:
        href = escaped(self.href(self.pieces[piece].address))
        return self._block(block, f'<a href="{href}" data-piece="{escaped(piece)}">')

    def hidden(self, elements: Iterable[Element]) -> str:
        """Elements that screen readers pass by; links in them are for pointers alone."""
        inner = "".join(self._element(element) for element in elements)
        return f"<div aria-hidden=true>{inner}</div>" if inner else ""

    # --- elements ---------------------------------------------------------------------------------------------------

    def _element(self, element: Element) -> str:
        match element:
            case TextBlock():
                opening = f'<a href="{escaped(self.href(element.link))}" tabindex=-1>' if element.link else ""
                return self._block(element, opening)
            case Picture():
                return self._picture(element)
            case Frame():
                return self._frame(element)
            case Stroke():
                return self._stroke(element)

    def _block(self, block: TextBlock, opening: str) -> str:
        """The lines where their baselines stand as the model says, whatever the faces' own heights."""
        base = block_style(block)
        baseline = (block.leading - base.size) / 2 + ASCENT * base.size
        place = self.styles.place(block.x, block.y + block.baseline - baseline, block.width)
        # A link may not hold another.
        lines = lines_html(block, base, self.styles, None if opening else self.href)
        closing = "</a>" if opening else ""
        classes = class_attribute([place, self.styles.type(base, block.leading)])
        return f"<div{classes}>{opening}{lines}{closing}</div>\n"

    def _picture(self, picture: Picture) -> str:
        found = self.pictures.get(picture.path)
        if found is None:
            return ""
        place = self.styles.place(picture.x, picture.y, picture.width, picture.height)
        left, top, right, bottom = picture.crop
        if picture.crop == (0.0, 0.0, 1.0, 1.0):
            return self._image(found, picture.width, [place])
        across, down = right - left, bottom - top
        whole = self.styles.named(
            "i",
            f"left:{number(-100 * left / across)}%;top:{number(-100 * top / down)}%"
            f";width:{number(100 / across)}%;height:{number(100 / down)}%",
        )
        return f'<div class="crop {place}">{self._image(found, picture.width / across, [whole])}</div>'

    def _image(self, picture: PictureView, width: float, classes: list[str]) -> str:
        share = width / self.layout.width
        sizes = f"(min-width:1024px) {round(_DESK * share)}px, {round(100 * share)}vw"
        variants = ", ".join(f"{self.href(address)} {pixels}w" for pixels, address in picture.variants)
        responsive = f' srcset="{escaped(variants)}" sizes="{sizes}"' if len(picture.variants) > 1 else ""
        source = escaped(self.href(picture.variants[-1][1]))
        return f'<img{class_attribute(classes)} loading=lazy decoding=async alt="" src="{source}"{responsive}>'

    def _frame(self, frame: Frame) -> str:
        place = self.styles.place(frame.x, frame.y, frame.width, frame.height)
        looks = []
        if frame.stroke:
            looks.append(f"border:{self._line(frame.stroke, frame.colour)}")
        if frame.fill:
            looks.append(f"background:{self.styles.colour(frame.fill)}")
        return f"<div{class_attribute([place, self.styles.named('b', ';'.join(looks))])}></div>"

    def _stroke(self, stroke: Stroke) -> str:
        half = stroke.thickness / 2
        line = self._line(stroke.thickness, stroke.colour)
        if stroke.vertical:
            place = self.styles.place(stroke.x - half, stroke.y, 0, stroke.length)
            look = self.styles.named("b", f"border-left:{line}")
        else:
            place = self.styles.place(stroke.x, stroke.y - half, stroke.length, 0)
            look = self.styles.named("b", f"border-top:{line}")
        return f"<div{class_attribute([place, look])}></div>"

    def _line(self, thickness: float, colour: Colour) -> str:
        """A border, on screens at least a pixel wide: some browsers leave out what is less. Hairlines are paler."""
        is_hairline = colour == "grey" and thickness <= _HAIRLINE
        ems = number(thickness / self.layout.body_size)
        return f"max({ems}em,var(--least)) solid {self.styles.colour('hair' if is_hairline else colour)}"


def _piece(element: Element) -> str:
    return "" if isinstance(element, Stroke) else element.piece


def _is_headline(element: Element) -> bool:
    return isinstance(element, TextBlock) and element.role == "headline"
