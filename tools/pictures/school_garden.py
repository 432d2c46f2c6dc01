"""The school's garden."""

from __future__ import annotations

import math

from inks import (
    GOLD,
    INK,
    NAVY,
    OCHRE,
    PAPER,
    SKIN,
    TEAL,
    VERMILION,
    WHITE,
)
from people import BEND, CROUCH, STAND, STROLL, Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth
from skyline import hills


def school_garden(sheet: Sheet) -> None:
    """Behind the school: beds of cabbage and radish in rows; children plant, water and pull."""
    x: float
    sheet.sky("#8cc5d6", "#bfe0dc", "#f3f1d6", bottom=560)
    for x, y, s in ((300, 140, 1.2), (980, 100, 0.9), (1620, 180, 1.3)):
        for dx, dy, r in ((-100, 10, 54), (-30, -14, 76), (60, 0, 66), (120, 16, 40)):
            sheet.ellipse(x + dx * s, y + dy * s, r * 1.4 * s, r * 0.58 * s, WHITE, 0.95)
    hills(sheet, 560, 150, "#a8cbb4", 3)
    sheet.rect(1060, 210, 960, 400, "#e6a672")
    sheet.shade(box(1060, 210, 960, 400), "#b3603a", (2000, 610), (1100, 210), 0.6, 0.0)
    sheet.rect(1030, 190, 1000, 30, PAPER)
    for row in range(2):
        for column in range(6):
            x, y = 1110 + column * 150, 260 + row * 172
            sheet.rect(x - 8, y - 8, 106, 122, PAPER)
            sheet.rect(x, y, 90, 106, "#3a6a78")
            sheet.shape([(x + 10, y + 106), (x + 50, y), (x + 72, y), (x + 32, y + 106)], "#9cc4c4", 0.8)
            sheet.rect(x + 42, y, 6, 106, PAPER)
    sheet.disc(1560, 150, 60, PAPER)
    sheet.disc(1560, 150, 48, "#3a6a78")
    sheet.line([(1560, 150), (1560, 116)], PAPER, 6)
    sheet.line([(1560, 150), (1584, 160)], PAPER, 6)
    for x in range(0, 1100, 46):
        sheet.rect(x, 500, 10, 110, "#6a8f7c")
    sheet.rect(-10, 500, 1080, 12, "#6a8f7c")
    sheet.fill(box(0, 600, 2000, 740), "#d9c08c")
    sheet.shade(box(0, 600, 2000, 740), "#b08a52", (0, 1333), (0, 640), 0.5, 0.0)
    rows = ((650, 0.46, "cabbage"), (770, 0.64, "radish"), (930, 0.9, "cabbage"), (1160, 1.3, "radish"))
    children = {
        650: (
            (420, 190, STAND, VERMILION, 1),
            (820, 190, BEND, GOLD, 1),
            (1380, 196, STROLL, NAVY, -1),
            (1700, 262, STAND, "#5a4a7a", -1),
        ),
        770: ((250, 270, CROUCH, TEAL, 1), (1120, 280, BEND, VERMILION, -1), (1800, 270, STAND, OCHRE, -1)),
        930: ((560, 390, BEND, "#f0f0e0", 1), (1420, 380, CROUCH, NAVY, -1)),
        1160: (),
    }
    for y, size, kind in rows:
        for x, tall, pose, coat, face in children[y]:
            person(
                sheet,
                x,
                y + 20 * size,
                tall,
                pose,
                Dress(
                    coat=coat,
                    legs="#33506a",
                    skin=SKIN,
                    hair=INK,
                    broad=0.9,
                    hem=0.04,
                    scarf=GOLD if x in (420, 1120) else None,
                    hat=GOLD if x in (250, 560, 1380) else None,
                    long_hair=x in (820, 1120, 1700),
                ),
                face,
            )
        bed = polygon([(-20, y), (2020, y), (2020, y + 120 * size), (-20, y + 120 * size)])
        sheet.fill(bed, "#7a4f30")
        sheet.shade(bed, "#3a2214", (0, y + 120 * size), (0, y), 0.8, 0.1)
        sheet.rect(-20, y + 100 * size, 2040, 30 * size, "#b5773f")
        step = 140 * size if kind == "cabbage" else 112 * size
        x = sheet.random.uniform(0, step)
        while x < 2060:
            (_cabbage if kind == "cabbage" else _radish)(sheet, x, y + 56 * size, size)
            x += step
    person(
        sheet,
        1010,
        1345,
        560,
        Pose(
            lean=30,
            near_hip=12,
            near_knee=-16,
            far_hip=-6,
            far_knee=-8,
            near_arm=34,
            near_elbow=16,
            far_arm=46,
            far_elbow=10,
            nod=8,
        ),
        Dress(coat=VERMILION, legs="#33506a", skin=SKIN, hair=INK, broad=0.9, hem=0.04, long_hair=True, scarf=None),
        -1,
    )
    _radish(sheet, 800, 1130, 1.35, pulled=True)
    person(
        sheet,
        1700,
        1350,
        540,
        Pose(lean=12, near_arm=50, near_elbow=10, far_arm=56, far_elbow=8, nod=10),
        Dress(coat=GOLD, legs="#33506a", skin=SKIN, hair=INK, broad=0.9, hem=0.05, hat="#e9dcc0"),
        -1,
    )
    can_x, can_y = 1426.0, 1086.0
    sheet.shape(
        [(can_x, can_y), (can_x + 110, can_y), (can_x + 120, can_y + 110), (can_x - 10, can_y + 110)], "#2f6f7a"
    )
    sheet.limb((can_x, can_y + 80), (can_x - 96, can_y + 10), 15, 10, "#2f6f7a")
    sheet.limb((can_x - 88, can_y - 10), (can_x - 118, can_y + 26), 13, 13, "#2f6f7a")
    sheet.canvas.drawArc(oval(can_x + 60, can_y, 60, 60).getBounds(), 180, 180, False, sheet.paint("#2f6f7a", line=14))
    for i in range(12):
        sheet.line(
            [
                (can_x - 118 - i * 6, can_y + 30 + i * 3),
                (can_x - 150 - i * 9, can_y + 130 + sheet.random.uniform(0, 60)),
            ],
            "#dff2f0",
            4,
            0.9,
        )


def _cabbage(sheet: Sheet, x: float, y: float, size: float) -> None:
    for k in range(7):
        turn = math.pi * (0.08 + 0.84 * k / 6)
        px, py = x - math.cos(turn) * 46 * size, y - math.sin(turn) * 40 * size
        sheet.ellipse(px, py, 30 * size, 28 * size, ("#5f9a52", "#7fb35e", "#4d8447")[k % 3])
    sheet.ellipse(x, y - 12 * size, 36 * size, 34 * size, "#b9d582")
    sheet.curve(
        [(x - 24 * size, y - 20 * size), (x, y - 6 * size), (x + 20 * size, y - 30 * size)], "#7fb35e", 4 * size
    )


def _radish(sheet: Sheet, x: float, y: float, size: float, pulled: bool = False) -> None:
    if pulled:
        root = smooth(
            [
                (x - 32 * size, y),
                (x + 32 * size, y),
                (x + 26 * size, y + 80 * size),
                (x, y + 150 * size),
                (x - 26 * size, y + 80 * size),
            ]
        )
        sheet.fill(root, "#f7ecdc")
        sheet.shade(root, "#c98f86", (x, y), (x, y + 110 * size), 0.6, 0.0)
    else:
        sheet.ellipse(x, y + 6 * size, 24 * size, 20 * size, "#f2dcd0")
        sheet.ellipse(x, y + 16 * size, 26 * size, 14 * size, "#5c3822")
    for k in range(5):
        lean = (k - 2) * 24 * size
        tip = (x + lean * 1.7, y - (96 - abs(k - 2) * 16) * size)
        sheet.fill(
            smooth(
                [(x, y), (x + lean * 0.7 - 14 * size, y - 50 * size), tip, (x + lean * 0.9 + 14 * size, y - 46 * size)]
            ),
            "#4d8447" if k % 2 else "#79ab55",
        )
