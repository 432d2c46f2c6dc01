"""The ginkgo story: the avenue, one branch close up, and the sweeper by the red wall."""

from __future__ import annotations

import math

from crowds import cyclist
from inks import (
    PAPER,
    mix,
)
from people import STROLL, WALK, Dress, Pose, person
from sheet import Sheet, polygon, smooth


def leaf(
    sheet: Sheet, x: float, y: float, size: float, turn: float, ink: str, vein: str | None = None, flat: float = 1.0
) -> None:
    """A ginkgo leaf: a notched fan `size` pixels high, turned by `turn` degrees; `flat` squeezes it as if it lay."""
    sheet.canvas.save()
    sheet.canvas.translate(x, y)
    sheet.canvas.scale(1, flat)
    sheet.canvas.rotate(turn)
    edge = [
        (-0.56, -0.62),
        (-0.46, -0.84),
        (-0.2, -0.98),
        (-0.03, -0.9),
        (0.0, -0.66),
        (0.04, -0.9),
        (0.22, -0.99),
        (0.47, -0.83),
        (0.57, -0.6),
    ]
    points = [(0.0, 0.0), (-0.2, -0.2), *edge, (0.2, -0.2)]
    sheet.line([(0, 0), (size * 0.05, size * 0.5)], mix(ink, "#6b4a1c", 0.4), max(1.0, size * 0.03))
    sheet.fill(smooth([(px * size, py * size) for px, py in points]), ink)
    if vein:
        for px, py in edge:
            if px:
                sheet.line([(0, 0), (px * size * 0.86, py * size * 0.9)], vein, max(1.0, size * 0.012), 0.8)
    sheet.canvas.restore()


def ginkgo_1(sheet: Sheet) -> None:
    """An avenue of gold in one point of view, the ground gold too; a couple, a child and a cyclist far off."""
    sheet.sky("#a9cbd0", "#dfe6cf", "#fdf0c4", bottom=760)
    sheet.glow(1000, 640, 700, "#fff8da", 0.9)
    sheet.gradient(
        polygon([(960, 690), (1040, 690), (2200, 1333), (-200, 1333)]),
        (0, 690),
        (0, 1333),
        [(0, "#fbe7ac", 1), (1, "#c98f3a", 1)],
    )
    sheet.fill(polygon([(-10, 700), (960, 690), (-200, 1333)]), "#c08a2e")
    sheet.fill(polygon([(2010, 700), (1040, 690), (2200, 1333)]), "#b98228")
    golds = ["#f2bd3d", "#e3a12c", "#f9d468", "#d08c22", "#f6c94f"]
    for i in range(8):
        size = 0.16 * 1.42**i
        for side in (-1, 1):
            x, base = 1000 + side * 520 * size, 690 + 190 * size
            fade = mix("#3d2a1c", "#d9c08c", 0.75 - i / 10.5)
            sheet.limb((x, base), (x + side * 6 * size, base - 640 * size), 34 * size, 16 * size, fade)
            for k in range(4):
                sheet.limb(
                    (x, base - (280 + k * 90) * size),
                    (x + (1 if k % 2 else -1) * 210 * size, base - (440 + k * 100) * size),
                    12 * size,
                    5 * size,
                    fade,
                )
            for _ in range(120 + i * 26):
                a, r = sheet.random.uniform(0, 6.283), sheet.random.random() ** 0.5
                px, py = x + math.cos(a) * r * 330 * size, base - 700 * size + math.sin(a) * r * 400 * size
                ink = mix(sheet.random.choice(golds), "#fbf0cc", 0.66 - i * 0.092)
                if py > base - 720 * size and math.cos(a) * side > 0:
                    ink = mix(ink, "#8a5a1c", 0.28)
                sheet.ellipse(px, py, sheet.random.uniform(16, 40) * size, sheet.random.uniform(12, 28) * size, ink)
    for _ in range(900):
        near = sheet.random.random() ** 1.3
        y = 700 + 630 * near
        x = 1000 + sheet.random.uniform(-1, 1) * (80 + 1150 * near)
        size = 4 + 15 * near
        sheet.ellipse(x, y, size, size * 0.42, sheet.random.choice([*golds, "#b5761c", "#fbe08a"]))
    for x in (300, 760, 1500):
        sheet.fill(
            polygon([(x, 1333), (x + 150, 1333), (1000 + (x - 1000) * 0.15, 740), (1000 + (x - 1040) * 0.15, 740)]),
            "#7a4f1c",
            0.14,
        )
    cyclist(
        sheet,
        1060,
        800,
        120,
        Dress(coat="#6b7a78", legs="#4a4a44", skin="#b58a6a", hair="#4a3a2c", broad=0.7),
        "#4a3a2c",
        -1,
    )
    person(
        sheet,
        905,
        900,
        230,
        STROLL,
        Dress(coat="#7a6a5a", legs="#4a3c30", skin="#c08a66", hair="#3a2a20", broad=0.85, hem=0.14),
        1,
    )
    person(
        sheet,
        1180,
        1150,
        440,
        WALK,
        Dress(
            coat="#b3001b",
            legs="#2b2320",
            skin="#d39b76",
            hair="#231a16",
            broad=0.9,
            hem=0.16,
            long_hair=True,
            scarf=PAPER,
        ),
        -1,
    )
    person(
        sheet,
        1300,
        1160,
        470,
        STROLL,
        Dress(coat="#3d4a4f", legs="#231d1a", skin="#c98f6e", hair="#231a16", broad=0.95, hem=0.1),
        -1,
    )
    person(
        sheet,
        800,
        1180,
        280,
        Pose(
            lean=6,
            near_hip=26,
            near_knee=-10,
            far_hip=-22,
            far_knee=-30,
            near_arm=150,
            near_elbow=10,
            far_arm=150,
            far_elbow=-10,
        ),
        Dress(coat="#2f6f7a", legs="#2b2320", skin="#d39b76", hair="#231a16", broad=0.95),
        1,
    )
    for _ in range(26):
        leaf(
            sheet,
            sheet.random.uniform(60, 1940),
            sheet.random.uniform(60, 1280),
            sheet.random.uniform(20, 56),
            sheet.random.uniform(0, 360),
            sheet.random.choice(golds),
            "#c98f22",
        )


def ginkgo_2(sheet: Sheet) -> None:
    """Upright: one branch from below against a deep blue sky, its fans lit through so that every vein shows."""
    sheet.sky("#123f5c", "#1f6685", "#5fa3ae", bottom=2000)
    sheet.glow(1180, 300, 900, "#d6efe2", 0.5)
    for _ in range(46):
        x, y = sheet.random.uniform(0, 1333), sheet.random.uniform(0, 2000)
        sheet.ellipse(
            x,
            y,
            sheet.random.uniform(26, 74),
            sheet.random.uniform(26, 70),
            sheet.random.choice(["#f2d27a", "#e9bd55", "#8fc0b4"]),
            0.16,
            9,
        )
    wood = "#2b1c14"
    spine = [(-40, 1720), (240, 1480), (480, 1240), (700, 900), (960, 560), (1180, 140), (1230, -40)]
    sheet.curve(spine[:4], wood, 44)
    sheet.curve(spine[2:], wood, 30)
    sheet.curve(spine[:4], "#5c3f2a", 10)
    twigs = (
        (240, 1480, 110, 1080),
        (480, 1240, 860, 1250),
        (600, 1060, 330, 760),
        (700, 900, 1090, 900),
        (860, 690, 560, 420),
        (960, 560, 1290, 520),
        (1070, 350, 820, 130),
        (330, 1390, 560, 1640),
    )
    for x, y, tx, ty in twigs:
        sheet.curve([(x, y), ((x + tx) / 2 + 20, (y + ty) / 2 - 24), (tx, ty)], wood, 17)
    golds = ["#f6c43a", "#ffd95e", "#eaa928", "#ffe58a", "#f2b32d"]
    spots = []
    for x, y, tx, ty in twigs:
        for t in (0.3, 0.62, 1.0):
            px, py = x + (tx - x) * t, y + (ty - y) * t
            sheet.disc(px, py, 15, wood)
            for k in range(5 if t == 1.0 else 3):
                spots.append((px, py, k, t))
    for px, py, k, t in spots:
        size = sheet.random.uniform(150, 240) * (0.8 + 0.3 * t)
        turn = -130 + k * 74 + sheet.random.uniform(-24, 24)
        reach = size * 0.34
        a = math.radians(turn)
        ink = sheet.random.choice(golds)
        sheet.line([(px, py), (px + math.sin(a) * reach, py - math.cos(a) * reach)], "#c9a13a", 6)
        leaf(sheet, px + math.sin(a) * reach, py - math.cos(a) * reach, size, turn, ink, mix(ink, "#b5761c", 0.55))
    big = ((1000, 1700, 450, -14), (330, 1860, 300, 34))
    for x, y, size, turn in big:
        leaf(sheet, x, y, size, turn, "#ffe27a", "#d99a22")
