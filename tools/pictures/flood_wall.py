"""The flood wall at low water."""

from __future__ import annotations

from inks import (
    INK,
    PAPER,
    RED,
    WHITE,
)
from people import STROLL, WALK, Dress, Pose, person, silhouette
from sheet import Sheet, box, lens, polygon, smooth
from skyline import hills, roofs


def flood_wall(sheet: Sheet) -> None:
    """Low-water winter: the stone flood wall sweeps away with its tide-gauge figures; two inspectors look up at it."""
    sheet.sky("#d9cfae", "#ece3c8", "#f6eed9", bottom=520)
    hills(sheet, 520, 150, "#b9bfa6", 3)
    roofs(sheet, 1100, 2020, 524, 130, "#a8a68f")
    sheet.gradient(
        box(0, 515, 2000, 820), (0, 515), (0, 1333), [(0, "#c9c3a0", 1), (0.5, "#8d9678", 1), (1, "#5d6d58", 1)]
    )
    sheet.ripples(530, 1000, "#f1e8cb", 200, 0.7, left=800)
    sheet.ripples(560, 1333, "#4c5c4a", 140, 0.5, left=700)
    sheet.shape([(1330, 540), (2010, 660), (2010, 1340), (260, 1340), (1000, 640), (1290, 540)], "#c7ab7c")
    sheet.shade(
        polygon([(1330, 540), (2010, 660), (2010, 1340), (260, 1340), (1000, 640), (1290, 540)]),
        "#7c6340",
        (600, 1340),
        (1350, 560),
        0.75,
        0.0,
    )
    sheet.gradient(
        polygon([(1340, 545), (2010, 600), (2010, 900), (1560, 700)]),
        (1340, 545),
        (2010, 800),
        [(0, "#c9c3a0", 1), (1, "#7f8b70", 1)],
    )
    sheet.ripples(590, 860, "#f1e8cb", 60, 0.6, left=1560)
    wall = polygon(
        [
            (-10, -10),
            (-10, 1240),
            (520, 990),
            (900, 760),
            (1180, 610),
            (1320, 545),
            (1300, 470),
            (1120, 420),
            (800, 290),
            (420, 90),
            (260, -10),
        ]
    )
    sheet.fill(wall, "#7d7a6a")
    sheet.canvas.save()
    sheet.canvas.clipPath(wall)
    for row in range(15):
        share = row / 14
        y0, y1 = -160 + share * 1400, 468 + share * 78
        sheet.line([(-10, y0), (1320, y1)], "#4d4c43", 5, 0.8)
    for column in range(30):
        t = (column / 30) ** 0.52
        x = -10 + 1330 * t
        for row in range(14):
            a, b = row / 14, (row + 1) / 14
            top = -160 + a * 1400 + (468 + a * 78 - (-160 + a * 1400)) * (x + 10) / 1330
            low = -160 + b * 1400 + (468 + b * 78 - (-160 + b * 1400)) * (x + 10) / 1330
            if (row + column) % 2:
                sheet.line([(x, top), (x, low)], "#4d4c43", 5 * (1.25 - t), 0.8)
            if sheet.random.random() < 0.35:
                nx = -10 + 1330 * ((column + 1) / 30) ** 0.52
                sheet.shape(
                    [(x, top), (nx, top + (nx - x) * 0.1), (nx, low - (nx - x) * 0.2), (x, low)],
                    sheet.random.choice(["#8d8a78", "#6f6d5f", "#98937d"]),
                    0.7,
                )
    sheet.shape([(-10, 800), (1320, 522), (1320, 548), (-10, 1260)], "#55604a", 0.55)
    sheet.shade(wall, "#2c2e28", (0, 1250), (420, 150), 0.75, 0.02)
    sheet.canvas.restore()
    sheet.shape(
        [
            (260, -10),
            (420, 90),
            (800, 290),
            (1120, 420),
            (1300, 470),
            (1300, 456),
            (1120, 396),
            (820, 262),
            (460, 40),
            (380, -10),
        ],
        "#c9c4ae",
    )
    gauge = polygon([(585, 250), (690, 290), (690, 880), (585, 945)])
    sheet.fill(gauge, WHITE)
    for i in range(28):
        share = i / 28
        y, z = 250 + share * 695, 290 + share * 590
        if i % 4 == 0:
            sheet.shape([(585, y), (690, z), (690, z + 10), (585, y + 11)], RED)
        elif i % 2:
            sheet.shape([(640, (y + z) / 2), (690, z), (690, z + 18), (640, (y + z) / 2 + 18)], INK)
    sheet.shape([(585, 560), (690, 560), (690, 572), (585, 574)], RED)
    for x, y, tall, ink, pose, hat in (
        (985, 1010, 330, "#e4742f", Pose(near_arm=128, near_elbow=10, far_arm=20, far_elbow=70, nod=-18), WHITE),
        (1130, 1030, 320, "#2d4f5f", Pose(near_arm=40, near_elbow=80, far_arm=34, far_elbow=88, nod=12), WHITE),
    ):
        sheet.fill(lens(x + 60, y + 4, 360, 16, 0.05), "#4a3c28", 0.5)
        person(
            sheet,
            x,
            y,
            tall,
            pose,
            Dress(coat=ink, legs="#2c3630", skin="#c98f6e", hair=INK, broad=0.85, hat=hat, hem=0.06),
            -1,
        )
    sheet.shape([(1082, 868), (1130, 858), (1138, 900), (1092, 908)], PAPER)
    person(sheet, 1520, 800, 150, WALK, silhouette("#5b5a4c"), 1)
    boat_x, boat_y = 1700, 660
    sheet.fill(
        smooth(
            [
                (boat_x - 150, boat_y - 18),
                (boat_x, boat_y - 4),
                (boat_x + 170, boat_y - 24),
                (boat_x + 120, boat_y + 16),
                (boat_x - 120, boat_y + 16),
            ]
        ),
        "#5a4330",
    )
    sheet.shape(
        [(boat_x - 40, boat_y - 8), (boat_x - 30, boat_y - 60), (boat_x + 60, boat_y - 60), (boat_x + 74, boat_y - 8)],
        "#a8452f",
    )
    for x in (500, 760, 930, 1080):
        top = 130 + (x - 460) * 0.52
        size = 90 - (x - 500) * 0.085
        person(sheet, x, top, size * 1.5, STROLL if x % 3 else WALK, silhouette("#4d4c43"), 1 if x < 900 else -1)
