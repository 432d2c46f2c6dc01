"""The night market."""

from __future__ import annotations

from crowds import crowd
from inks import (
    BARK,
    BRICK,
    INK,
    LEAF,
    MIST,
    NAVY,
    OCHRE,
    ORANGE,
    PAPER,
    RED,
    ROSE,
    SKIN,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
    mix,
)
from people import REACH, STROLL, WALK, Dress, person
from sheet import Sheet, box, polygon
from skyline import roofs


def night_market(sheet: Sheet) -> None:
    """A lane of stalls at night: awnings lit from below, strings of bulbs, steam, and people in silhouette."""
    sheet.sky("#0d1526", "#1b2a45", "#3a3550", bottom=820)
    roofs(sheet, -30, 640, 860, 620, "#131d31", "#c9973f")
    roofs(sheet, 1330, 2040, 860, 680, "#131d31", "#c9973f")
    roofs(sheet, 560, 1420, 840, 240, "#232c48", "#d9a950")
    sheet.glow(1000, 800, 900, "#ffb347", 0.75)
    sheet.gradient(
        polygon([(830, 800), (1170, 800), (2300, 1333), (-300, 1333)]),
        (0, 790),
        (0, 1333),
        [(0, "#ffcf7a", 1), (0.35, "#a8603a", 1), (1, "#3a2a35", 1)],
    )
    for row in range(5):
        scale = (0.34, 0.48, 0.68, 0.96, 1.36)[row]
        for side in (-1, 1):
            x, y = 1000 + side * 690 * scale, 790 + 300 * scale
            _stall(sheet, x, y, scale, side, (RED, TEAL, ORANGE, NAVY, VERMILION)[(row * 2 + (side > 0)) % 5])
        sheet.glow(1000, 790 + 150 * scale, 420 * scale, "#ffcf7a", 0.28)
        if row in (1, 2, 3):
            inks = [("#6b3a34", "#4a2d3a"), ("#43283a", "#2b2238"), ("#241d30", "#1a1828")][row - 1]
            crowd(
                sheet,
                1000 - 430 * scale,
                1000 + 430 * scale,
                790 + 315 * scale,
                265 * scale,
                7 - row,
                list(inks),
                "#d98a55",
            )
    for strand in range(4):
        high = 150 + strand * 120
        spread = 1150 - strand * 260
        points = [(1000 + spread * t, high + 190 * (1 - t * t)) for t in [i / 10 - 1 for i in range(21)]]
        sheet.curve(points, "#0b1120", 3)
        for x, y in points[1:-1]:
            size = 13 - strand * 2.2
            sheet.glow(x, y + size, size * 6, "#ffcf7a", 0.6)
            sheet.disc(x, y + size, size, "#fff1c4")
    person(
        sheet,
        860,
        1322,
        560,
        STROLL,
        Dress(
            coat="#1c2238",
            legs="#12131f",
            skin="#a8613f",
            hair="#0c0f1a",
            hem=0.14,
            broad=0.9,
            long_hair=True,
            scarf=RED,
        ),
        1,
    )
    person(
        sheet,
        1105,
        1330,
        600,
        WALK,
        Dress(coat="#2a2034", legs="#12131f", skin="#a8613f", hair="#0c0f1a", broad=0.95),
        -1,
    )
    person(sheet, 985, 1318, 330, WALK, Dress(coat=OCHRE, legs="#1a1828", skin="#b56a45", hair="#0c0f1a", broad=1), 1)


def _stall(sheet: Sheet, x: float, y: float, scale: float, side: int, awning: str) -> None:
    wide, high = 300 * scale, 330 * scale
    sheet.rect(x - wide, y - high, wide * 2, high * 0.62, mix("#ffb950", "#ffe3a0", 0.4))
    sheet.shade(
        box(x - wide, y - high, wide * 2, high * 0.62),
        "#d9722f",
        (x + side * wide, y),
        (x - side * wide * 0.6, y),
        0.7,
        0.0,
    )
    for i in range(6):
        px = x - wide * 0.8 + wide * 1.6 * i / 5
        sheet.ellipse(px, y - high * 0.42, wide * 0.13, high * 0.09, sheet.random.choice([BRICK, WOOD, LEAF, ORANGE]))
        sheet.rect(px - wide * 0.1, y - high * 0.42, wide * 0.2, high * 0.05, BARK)
    vendor = Dress(
        coat=sheet.random.choice([PAPER, MIST, ROSE]),
        legs=INK,
        skin=SKIN,
        broad=0.9,
        hat=WHITE if scale > 0.6 else None,
    )
    person(sheet, x + side * wide * 0.25, y + high * 0.1, high * 0.94, REACH, vendor, -side)
    sheet.rect(x - wide * 1.04, y - high * 0.38, wide * 2.08, high * 0.44, mix(awning, INK, 0.55))
    sheet.shade(
        box(x - wide * 1.04, y - high * 0.38, wide * 2.08, high * 0.44),
        "#0e1322",
        (0, y + high * 0.1),
        (0, y - high * 0.4),
        0.85,
        0.1,
    )
    for post in (-1, 1):
        sheet.rect(x + post * wide - 4 * scale, y - high * 1.1, 9 * scale, high * 1.15, "#17131f")
    top = y - high * 1.05
    count = 9
    for i in range(count):
        ink = awning if i % 2 else mix(PAPER, "#ffb950", 0.4)
        a, b = x - wide * 1.15 + wide * 2.3 * i / count, x - wide * 1.15 + wide * 2.3 * (i + 1) / count
        c, d = x - wide * 0.95 + wide * 1.9 * i / count, x - wide * 0.95 + wide * 1.9 * (i + 1) / count
        sheet.shape([(c, top - high * 0.26), (d, top - high * 0.26), (b, top), (a, top)], ink)
        sheet.canvas.drawArc(_bounds(a, top - high * 0.06, b, top + high * 0.07), 0, 180, True, sheet.paint(ink))
    sheet.shade(
        polygon(
            [
                (x - wide * 0.95, top - high * 0.26),
                (x + wide * 0.95, top - high * 0.26),
                (x + wide * 1.15, top + 10),
                (x - wide * 1.15, top + 10),
            ]
        ),
        "#0e1322",
        (0, top - high * 0.3),
        (0, top + 10),
        0.75,
        0.0,
    )
    for i in range(4):
        px, py = x + (i - 1.5) * wide * 0.4, y - high * 0.55 - i * 12 * scale
        sheet.ellipse(px, py - high * 0.35, 30 * scale, 80 * scale, "#fff1d8", 0.16, 16 * scale)


def _bounds(left: float, top: float, right: float, bottom: float) -> object:
    return box(left, top, right - left, bottom - top).getBounds()
