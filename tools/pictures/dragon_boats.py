"""The dragon boat race."""

from __future__ import annotations

import math

from crowds import crowd
from inks import (
    CREAM,
    GOLD,
    INK,
    NAVY,
    OCHRE,
    PAPER,
    RED,
    ROSE,
    TEAL,
    VERMILION,
    WHITE,
)
from people import Dress, Pose, person
from sheet import Sheet, box, oval, smooth
from skyline import hills


def dragon_boat(sheet: Sheet) -> None:
    """Wide: a red dragon boat drives from left to right, paddles in one beat, drummer up front, spray behind."""
    sheet.sky("#f2b84b", "#f7d683", "#fbe9bd", bottom=400)
    for i in range(13):
        turn = math.pi * (1.0 + i / 12)
        wide = 0.05
        sheet.shape(
            [
                (1420, 400),
                (1420 + math.cos(turn - wide) * 1900, 400 + math.sin(turn - wide) * 1900),
                (1420 + math.cos(turn + wide) * 1900, 400 + math.sin(turn + wide) * 1900),
            ],
            "#ef9f3a",
            0.55,
        )
    sheet.disc(1420, 372, 112, "#e4572e")
    hills(sheet, 420, 150, "#7aa08c", 4)
    bank = box(0, 398, 2000, 70)
    sheet.fill(bank, "#35604f")
    crowd(sheet, 0, 2000, 432, 92, 48, [PAPER, VERMILION, OCHRE, NAVY, TEAL, ROSE])
    for i in range(20):
        x = 50 + i * 104
        sheet.line([(x, 430), (x, 270)], "#4a3428", 4)
        sheet.shape([(x, 272), (x + 66, 286), (x, 318)], (RED, GOLD, TEAL, WHITE)[i % 4])
    sheet.gradient(
        box(0, 440, 2000, 700), (0, 440), (0, 1125), [(0, "#5fb0a8", 1), (0.35, "#1f7f86", 1), (1, "#0b4657", 1)]
    )
    sheet.ripples(455, 1125, "#c9ead6", 300, 0.7)
    sheet.ripples(500, 1125, "#083a4a", 240, 0.7)
    _dragon(sheet, 760, 560, 0.42, TEAL, GOLD)
    _dragon(sheet, 880, 830, 0.88, RED, GOLD)


def _dragon(sheet: Sheet, x: float, y: float, size: float, hull: str, trim: str) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, y + dy * size

    crew = 10
    for i in range(crew):
        px, py = at(-620 + i * 118, -30)
        coat = WHITE if hull == RED else ROSE
        pose = Pose(
            lean=38,
            near_hip=86,
            near_knee=-80,
            far_hip=80,
            far_knee=-80,
            near_arm=58,
            near_elbow=8,
            far_arm=84,
            far_elbow=16,
            nod=-20,
        )
        joints = person(
            sheet,
            px,
            py,
            330 * size,
            pose,
            Dress(coat=coat, legs=INK, skin="#c07a52", hair=INK, broad=0.8, hem=0.02, hat=None, scarf=hull),
            1,
            seat=True,
        )
        hand, high = joints.near_hand, joints.far_hand
        blade = (hand[0] - 34 * size, y + 104 * size)
        sheet.line([high, blade], "#7a4a28", 12 * size)
        sheet.limb(
            (blade[0] + 6 * size, blade[1] - 50 * size),
            (blade[0] - 10 * size, blade[1] + 26 * size),
            15 * size,
            20 * size,
            trim,
        )
    body = smooth(
        [
            at(-900, -150),
            at(-800, -40),
            at(-600, 12),
            at(0, 26),
            at(600, 6),
            at(760, -50),
            at(860, -190),
            at(930, -190),
            at(900, -60),
            at(800, 60),
            at(600, 110),
            at(0, 124),
            at(-600, 106),
            at(-840, 30),
        ]
    )
    sheet.fill(body, hull)
    sheet.canvas.save()
    sheet.canvas.clipPath(body)
    for i in range(64):
        sx = -860 + i * 28
        sheet.canvas.drawArc(
            oval(*at(sx, 62), 24 * size, 24 * size).getBounds(), 0, 180, False, sheet.paint(trim, line=5 * size)
        )
        sheet.canvas.drawArc(
            oval(*at(sx + 14, 88), 24 * size, 24 * size).getBounds(),
            0,
            180,
            False,
            sheet.paint(trim, 0.7, line=4 * size),
        )
    sheet.canvas.restore()
    sheet.shade(body, "#4a0010" if hull == RED else "#0c3038", at(0, 130), at(0, -10), 0.7, 0.0)
    sheet.curve([at(-870, -60), at(-800, -34), at(-600, 14), at(0, 30), at(600, 8), at(760, -50)], trim, 14 * size)
    head = smooth(
        [
            at(850, -180),
            at(846, -270),
            at(900, -340),
            at(1000, -350),
            at(1100, -300),
            at(1150, -262),
            at(1120, -236),
            at(1030, -246),
            at(1110, -206),
            at(1080, -184),
            at(980, -200),
            at(930, -160),
        ]
    )
    sheet.fill(head, hull)
    sheet.shade(head, "#4a0010" if hull == RED else "#0c3038", at(900, -160), at(1000, -340), 0.6, 0.0)
    for dx, dy, ex, ey in (
        (890, -330, 800, -440),
        (930, -345, 860, -470),
        (850, -250, 750, -300),
        (852, -200, 770, -230),
    ):
        sheet.limb(at(dx, dy), at(ex, ey), 20 * size, 3 * size, trim)
    sheet.disc(*at(1000, -300), 28 * size, WHITE)
    sheet.disc(*at(1008, -298), 13 * size, INK)
    sheet.curve([at(1120, -250), at(1190, -280), at(1240, -230)], trim, 9 * size)
    sheet.curve([at(1090, -190), at(1130, -120), at(1080, -80)], trim, 9 * size)
    sheet.shape([at(1040, -240), at(1062, -240), at(1050, -214)], WHITE)
    sheet.shape([at(1076, -236), at(1098, -234), at(1086, -210)], WHITE)
    for i in range(5):
        sheet.limb(
            at(-870 - i * 14, -120 + i * 10),
            at(-960 - i * 26, -260 + i * 66),
            22 * size,
            3 * size,
            trim if i % 2 else hull,
        )
    drum = at(690, -74)
    sheet.round_rect(drum[0] - 60 * size, drum[1] - 66 * size, 120 * size, 120 * size, 26 * size, "#8a1420")
    sheet.ellipse(drum[0], drum[1] - 66 * size, 62 * size, 20 * size, CREAM)
    person(
        sheet,
        *at(590, -60),
        360 * size,
        Pose(
            lean=4,
            near_hip=80,
            near_knee=-80,
            far_hip=76,
            far_knee=-80,
            near_arm=140,
            near_elbow=20,
            far_arm=62,
            far_elbow=10,
        ),
        Dress(coat=trim, legs=INK, skin="#c07a52", hair=INK, broad=0.85, scarf=RED),
        1,
        seat=True,
    )
    person(
        sheet,
        *at(-760, -40),
        380 * size,
        Pose(lean=-8, near_hip=16, far_hip=-10, near_arm=50, near_elbow=20, far_arm=60, far_elbow=16),
        Dress(coat=trim, legs=INK, skin="#c07a52", hair=INK, broad=0.85),
        1,
    )
    sheet.line([at(-690, -170), at(-1010, 120)], "#7a4a28", 13 * size)
    sheet.fill(
        smooth(
            [
                at(-1000, 96),
                at(-500, 104),
                at(300, 116),
                at(860, 60),
                at(1010, 84),
                at(700, 140),
                at(-300, 150),
                at(-900, 150),
            ]
        ),
        "#e6f4e4",
    )
    for _ in range(int(130 * size)):
        px, py = at(sheet.random.uniform(-1000, 960), sheet.random.uniform(20, 140))
        sheet.disc(px, py, sheet.random.uniform(2, 10) * size, "#f4fbef", 0.9)
    for i in range(crew):
        px, py = at(-640 + i * 118, 112)
        sheet.fill(
            smooth(
                [
                    (px - 60 * size, py + 12 * size),
                    (px - 34 * size, py - 44 * size),
                    (px - 10 * size, py - 8 * size),
                    (px + 16 * size, py - 60 * size),
                    (px + 50 * size, py + 12 * size),
                ]
            ),
            "#f4fbef",
        )
    sheet.gouges(
        box(x - 900 * size, y + 160 * size, 1800 * size, 120 * size),
        hull,
        int(90 * size),
        170 * size,
        9 * size,
        0,
        0.6,
        1,
    )
