"""The bridge at dawn: along the deck into the sun."""

from __future__ import annotations

import math

from inks import (
    PAPER,
    VERMILION,
    mix,
)
from people import STROLL, WALK, Dress, person
from sheet import Point, Sheet, box, polygon, smooth
from skyline import hills, roofs


def bridge_dawn(sheet: Sheet) -> None:
    """Along the deck of the suspension bridge into the rising sun: cyclists and walkers come towards us."""
    vx, vy, focal, eye = 1240.0, 700.0, 1450.0, 2.7

    def at(x: float, y: float, z: float) -> Point:
        return vx + focal * x / z, vy - focal * (y - eye) / z

    sheet.sky("#33506b", "#7d8fa0", "#e8b08c", "#fbd9a0", bottom=vy + 20)
    sheet.glow(vx - 330, vy - 90, 1000, "#ffe9b0", 0.95)
    sheet.disc(vx - 330, vy - 96, 118, "#fff4d2")
    sheet.gouges(box(0, 90, 2000, 380), "#f3c9a3", 70, 420, 9, 0, 0.5, 1.5)
    hills(sheet, vy + 20, 190, "#a98f93", 4)
    roofs(sheet, -20, 2020, vy + 22, 105, "#8a7684")
    water = box(0, vy + 18, 2000, 640)
    sheet.gradient(water, (0, vy), (0, 1333), [(0, "#f0c095", 1), (0.25, "#8f93a0", 1), (1, "#2c4459", 1)])
    sheet.ripples(vy + 30, 1333, "#fbd9a0", 260, 0.55)
    sheet.gouges(
        polygon([(vx - 430, vy + 22), (vx - 230, vy + 22), (vx - 420, 1100), (vx - 900, 1100)]),
        "#fff0c4",
        90,
        150,
        8,
        0,
        0.85,
        0.5,
    )
    sheet.ripples(vy + 60, 1333, "#22384c", 200, 0.5)
    near, far = 2.4, 900.0
    deck = polygon([at(-7.5, 0, near), at(-7.5, 0, far), at(7.5, 0, far), at(7.5, 0, near)])
    sheet.gradient(deck, (0, vy), (0, 1333), [(0, "#f6d3a2", 1), (0.3, "#a98a84", 1), (1, "#54495a", 1)])
    sheet.gradient(
        polygon([at(-6.9, 0, near), at(-6.9, 0, far), at(-4.2, 0, far), at(-4.2, 0, near)]),
        (0, vy),
        (0, 1333),
        [(0, "#e8a878", 1), (1, "#8a3d38", 1)],
    )
    sheet.shade(deck, "#2d2a3c", (0, 1333), (0, 860), 0.62, 0.0)
    for step in range(60):
        z = 3.0 + step * 5
        sheet.shape([at(0.9, 0, z), at(0.9, 0, z + 2.2), at(1.06, 0, z + 2.2), at(1.06, 0, z)], PAPER, 0.85)
    sheet.shape([at(-4.2, 0, near), at(-4.2, 0, far), at(-4.05, 0, far), at(-4.05, 0, near)], PAPER, 0.9)
    sheet.shape([at(3.9, 0, near), at(3.9, 0, far), at(4.05, 0, far), at(4.05, 0, near)], PAPER, 0.9)
    for tower, ink in ((330.0, "#8a6c78"), (88.0, "#3a3346")):
        _gate(sheet, [at(-9.4, -2, tower), at(-8.3, 36, tower), at(-6.6, 36, tower), at(-7.0, -2, tower)], ink)
        _gate(sheet, [at(7.0, -2, tower), at(6.6, 36, tower), at(8.3, 36, tower), at(9.4, -2, tower)], ink)
        for high in (10.5, 21.5, 32.0):
            _gate(
                sheet,
                [at(-8, high, tower), at(-8, high + 2.0, tower), at(8, high + 2.0, tower), at(8, high, tower)],
                ink,
            )

    def cable(z: float) -> float:
        if z < 88:
            return 3.0 + 32 * math.pow(z / 88, 1.5)
        span = (z - 209) / 121
        return 4.5 + 30.5 * min(span * span, 1.0)

    for x in (-7.5, 7.5):
        depths = [4 + i * 2.2 for i in range(148)]
        for z in depths[::3]:
            sheet.line([at(x, 0, z), at(x, cable(z), z)], "#3a3346", max(1.2, 42 / z))
        for a, b in zip(depths, depths[1:], strict=False):
            sheet.limb(at(x, cable(a), a), at(x, cable(b), b), max(1.5, 190 / a), max(1.5, 190 / b), "#2b2738")
        for high in (1.15, 0.7, 0.3):
            sheet.shape(
                [at(x, high, near), at(x, high, far), at(x, high + 0.07, far), at(x, high + 0.07, near)], "#2b2738"
            )
        for i in range(90):
            z = 3.2 + i * 1.6
            sheet.line([at(x, 0, z), at(x, 1.15, z)], "#2b2738", max(1.0, 60 / z))
    walkers = [
        (-5.5, 46, 0),
        (-2.2, 60, 1),
        (5.7, 52, 1),
        (2.4, 40, 0),
        (-5.4, 27, 0),
        (5.2, 30, 1),
        (6.2, 24, 1),
        (2.7, 19.5, 0),
        (-5.7, 15.5, 0),
        (5.3, 14.0, 1),
        (6.3, 13.4, 1),
        (-2.0, 12.4, 0),
        (-5.2, 8.2, 0),
        (2.5, 8.6, 0),
        (5.9, 9.2, 1),
    ]
    coats = ["#5a3b47", "#3c3550", "#7c3a3a", "#2f3f55"]
    for i, (x, z, walking) in enumerate(walkers):
        foot = at(x, 0, z)
        tall = focal * 1.72 / z
        sheet.shape(
            [
                (foot[0] - tall * 0.1, foot[1]),
                (foot[0] + tall * 0.1, foot[1]),
                (foot[0] + (foot[0] - vx) * 0.5 + tall * 0.28, foot[1] + tall * 1.0),
                (foot[0] + (foot[0] - vx) * 0.5 - tall * 0.22, foot[1] + tall * 1.0),
            ],
            "#1f1c2c",
            0.35,
        )
        coat = coats[i % 4]
        dress = Dress(
            coat=mix(coat, "#e8b08c", min(0.6, z / 90)),
            legs=mix("#231f30", "#c79a8c", min(0.6, z / 90)),
            skin=mix("#c98f6e", "#e8b08c", 0.2),
            hair="#231f30",
            broad=1.0,
            hem=0.1 if i % 2 else 0.05,
            scarf=VERMILION if i in (8, 13, 9) else None,
            long_hair=i % 3 == 0,
        )
        if walking:
            person(sheet, foot[0], foot[1], tall, STROLL if i % 2 else WALK, dress, -1 if i % 2 else 1)
        else:
            _rider_from_front(sheet, foot, tall, dress)


def _gate(sheet: Sheet, points: list[Point], ink: str) -> None:
    path = polygon(points)
    bounds = path.getBounds()
    sheet.fill(path, ink)
    sheet.shade(path, "#b57f78", (bounds.left(), 0), (bounds.right(), 0), 0.5, 0.0)


def _rider_from_front(sheet: Sheet, foot: Point, tall: float, dress: Dress) -> None:
    x, y = foot
    for side in (-1, 1):
        sheet.limb(
            (x + side * tall * 0.06, y - tall * 0.5),
            (x + side * tall * 0.105, y - tall * (0.36 + side * 0.03)),
            tall * 0.05,
            tall * 0.042,
            dress.legs,
        )
        sheet.limb(
            (x + side * tall * 0.105, y - tall * (0.36 + side * 0.03)),
            (x + side * tall * 0.085, y - tall * (0.14 + side * 0.05)),
            tall * 0.036,
            tall * 0.024,
            dress.legs,
        )
    sheet.round_rect(x - tall * 0.02, y - tall * 0.42, tall * 0.04, tall * 0.42, tall * 0.02, "#1a1724")
    body = [
        (x - tall * 0.05, y - tall * 0.97),
        (x + tall * 0.05, y - tall * 0.97),
        (x + tall * 0.125, y - tall * 0.9),
        (x + tall * 0.09, y - tall * 0.56),
        (x, y - tall * 0.5),
        (x - tall * 0.09, y - tall * 0.56),
        (x - tall * 0.125, y - tall * 0.9),
    ]
    sheet.fill(smooth(body), dress.coat)
    for side in (-1, 1):
        sheet.limb(
            (x + side * tall * 0.11, y - tall * 0.88),
            (x + side * tall * 0.18, y - tall * 0.72),
            tall * 0.036,
            tall * 0.03,
            dress.coat,
        )
        sheet.limb(
            (x + side * tall * 0.18, y - tall * 0.72),
            (x + side * tall * 0.15, y - tall * 0.58),
            tall * 0.03,
            tall * 0.022,
            dress.coat,
        )
        sheet.disc(x + side * tall * 0.15, y - tall * 0.575, tall * 0.026, dress.skin)
    sheet.line([(x - tall * 0.17, y - tall * 0.56), (x + tall * 0.17, y - tall * 0.56)], "#1a1724", tall * 0.022)
    sheet.disc(x, y - tall * 0.5, tall * 0.034, "#fff4d2")
    sheet.limb((x, y - tall * 0.97), (x, y - tall * 1.04), tall * 0.03, tall * 0.03, dress.skin)
    sheet.ellipse(x, y - tall * 1.07, tall * 0.055, tall * 0.07, dress.skin)
    sheet.fill(
        smooth(
            [
                (x - tall * 0.06, y - tall * 1.07),
                (x - tall * 0.05, y - tall * 1.14),
                (x, y - tall * 1.16),
                (x + tall * 0.05, y - tall * 1.14),
                (x + tall * 0.06, y - tall * 1.07),
                (x, y - tall * 1.105),
            ]
        ),
        dress.hair,
    )
    if dress.scarf:
        sheet.limb(
            (x - tall * 0.05, y - tall * 0.97),
            (x + tall * 0.05, y - tall * 0.965),
            tall * 0.028,
            tall * 0.028,
            dress.scarf,
        )
