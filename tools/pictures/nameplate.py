"""The paper's nameplate: four heavy characters as outlines, which need no font and follow the reader's dark mode."""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

NAME = "江城日报"
GAP = 0.032
"""White between the ink of neighbouring characters, in ems: set by eye, so that narrow 日 does not float."""
NARROW = 0.92
"""Width of the characters against their height: condensed, as on a masthead."""
OPTICAL = {"日": (0.99, 0.95)}
"""Width and height of characters that need their own: a closed box looks large, and 日 is narrow by itself."""


def nameplate(font_file: Path) -> str:
    """The SVG, set from the serif (宋体) black face in `font_file`."""
    font = TTFont(font_file, fontNumber=0)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    em = font["head"].unitsPerEm
    outlines, edges = SVGPathPen(glyphs, lambda value: f"{value:.0f}"), BoundsPen(glyphs)
    left = 0.0
    for character in NAME:
        glyph = glyphs[names[ord(character)]]
        ink = BoundsPen(glyphs)
        glyph.draw(ink)
        width, height = OPTICAL.get(character, (NARROW, 1.0))
        middle = (ink.bounds[1] + ink.bounds[3]) / 2
        place = (width, 0, 0, -height, left - ink.bounds[0] * width, -middle * (1 - height))
        for pen in (outlines, edges):
            glyph.draw(TransformPen(pen, place))
        left += (ink.bounds[2] - ink.bounds[0]) * width + em * GAP
    x0, y0, x1, y1 = (round(edge) for edge in edges.bounds)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x0} {y0} {x1 - x0} {y1 - y0}" role="img">\n'
        f"<title>{NAME}</title>\n"
        "<style>path{fill:#b3001b}@media (prefers-color-scheme:dark){path{fill:#ff6f6f}}</style>\n"
        f'<path d="{outlines.getCommands()}"/>\n</svg>\n'
    )
