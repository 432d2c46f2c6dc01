"""The landing's stone steps after the autumn flood."""

from __future__ import annotations

import math

from inks import (
    GOLD,
    INK,
    NAVY,
    OCHRE,
    PAPER,
    RED,
    SKIN,
    TEAL,
    VERMILION,
    WHITE,
    mix,
)
from people import BEND, STAND, STROLL, Dress, Joints, Pose, person
from sheet import Sheet, box, lens, polygon, smooth
from skyline import hills, roofs

SHORE, EDGE = 650.0, 1333.0
CLEAN = 9
"""From this step on (counted from the water) the stone has been washed."""

PUSH = Pose(lean=20, near_hip=20, near_knee=-8, far_hip=-22, far_knee=-12, near_arm=38, near_elbow=14, far_arm=58)
HOSE = Pose(lean=14, near_hip=18, near_knee=-10, far_hip=-16, far_knee=-4, near_arm=56, near_elbow=18, far_arm=44)


def river_steps(sheet: Sheet) -> None:
    """Seen from the top: washed steps near us, muddy ones down to the river, and the people who part the two."""
    sheet.sky("#9cc4cc", "#d2e0d0", "#f6ead0", bottom=400)
    hills(sheet, 392, 150, "#a9bfae", 3)
    roofs(sheet, 60, 1500, 398, 96, "#8da39b")
    sheet.gradient(
        box(0, 392, 2000, 300), (0, 392), (0, 692), [(0, "#cbbd93", 1), (0.5, "#a48f63", 1), (1, "#7f6a45", 1)]
    )
    sheet.ripples(400, 650, "#f4e7c4", 120, 0.6)
    sheet.ripples(430, 660, "#63512f", 90, 0.4)
    _ferry(sheet, 1240, 500)
    _steps(sheet)
    for x, y, size in ((330, 236, 34), (470, 176, 26), (610, 262, 20)):
        sheet.curve([(x - size, y - size * 0.5), (x - size * 0.3, y - size * 0.5), (x, y)], WHITE, 5)
        sheet.curve([(x, y), (x + size * 0.4, y - size * 0.55), (x + size, y - size * 0.45)], WHITE, 5)
    for x, y, tall, pose, coat, face in (
        (250, 742, 150, BEND, TEAL, 1),
        (420, 752, 156, STAND, VERMILION, -1),
        (1010, 748, 152, BEND, NAVY, -1),
        (1640, 752, 156, STROLL, OCHRE, 1),
    ):
        _shadow(sheet, x, y, tall)
        person(sheet, x, y, tall, pose, Dress(coat=coat, legs="#3c4a52", skin=SKIN, hair=INK, hem=0.05), face)
    for x, y, tall, coat, face, hat in (
        (760, 880, 260, "#e9e2cc", 1, GOLD),
        (1760, 905, 280, "#6b7f58", -1, None),
        (1170, 846, 236, "#5b4a66", -1, None),
    ):
        _shadow(sheet, x, y, tall)
        dress = Dress(coat=coat, legs="#33424c", skin=SKIN, hair=INK, broad=0.8, hat=hat, long_hair=hat is None)
        _broom(sheet, person(sheet, x, y, tall, PUSH, dress, face), x, y, tall, face)
    _shadow(sheet, 470, 1110, 430)
    hose = person(
        sheet,
        470,
        1110,
        430,
        HOSE,
        Dress(coat="#d8632d", legs="#22323c", skin=SKIN, hair=INK, shoe="#1b2a2a", broad=0.85, hem=0.06, hat="#efe3c0"),
        1,
    )
    _jet(sheet, hose, 470, 1110)
    _carrier(sheet, 1430, 1240, 520)
    sheet.rect(1876, 860, 58, 500, "#3d2b1e")
    sheet.ellipse(1905, 860, 29, 12, "#6f4d33")
    for k in range(4):
        sheet.curve([(1868, 980 + k * 22), (1905, 992 + k * 22), (1942, 980 + k * 22)], "#d8b47a", 15)


def _level(step: int) -> float:
    return SHORE + (EDGE + 60 - SHORE) * math.pow(step / 20, 1.55)


def _steps(sheet: Sheet) -> None:
    for step in range(21):
        top, low = _level(step), _level(step + 1)
        muddy = step < CLEAN
        stone = mix("#8a6a43", "#9d7c52", step / CLEAN) if muddy else mix("#c9c2ae", "#ddd6c2", (step - CLEAN) / 12)
        tread = box(-10, top, 2020, low - top + 1)
        sheet.fill(tread, stone)
        sheet.shade(tread, "#4f3820" if muddy else "#8b8672", (0, low), (0, top), 0.6 if muddy else 0.42, 0.0)
        thick = 2 + 10 * (step / 20)
        sheet.rect(-10, low - thick, 2020, thick, "#4a351f" if muddy else "#77725f")
        sheet.rect(-10, low - thick * 1.5, 2020, thick * 0.5, "#b3936a" if muddy else "#f4eedd", 0.8)
        wide = 90 + step * 22
        joint = sheet.random.uniform(0, wide)
        while joint < 2000:
            sheet.line(
                [(joint, top), (1000 + (joint - 1000) * 1.03, low - thick)], "#6a5234" if muddy else "#98927d", 3
            )
            joint += wide * sheet.random.uniform(0.8, 1.3)
        if muddy:
            sheet.gouges(tread, "#6b4c2b", 26, 90 + step * 16, 7 + step, 0, 0.8, 4)
            sheet.gouges(tread, "#c4a472", 12, 70 + step * 12, 5, 0, 0.7, 4)
    low = _level(CLEAN)
    tongue = [(-10.0, low - 4)]
    for i in range(26):
        tongue.append((i * 80.0, low + 8 + 30 * abs(math.sin(i * 1.7)) * sheet.random.uniform(0.2, 1.0)))
    sheet.shape([*tongue, (2010, low - 4)], "#9d7c52")
    sheet.gouges(box(-10, low + 30, 2020, 400), WHITE, 46, 190, 8, 0, 0.55, 2)
    sheet.fill(box(-10, SHORE - 8, 2020, 16), "#e9d9b0", 0.7, 5)


def _shadow(sheet: Sheet, x: float, y: float, tall: float) -> None:
    sheet.fill(lens(x + tall * 0.2, y + tall * 0.006, tall * 0.9, tall * 0.04, 0.02), "#2f2417", 0.45)


def _broom(sheet: Sheet, joints: Joints, x: float, y: float, tall: float, face: int) -> None:
    foot = (x + face * tall * 0.62, y - tall * 0.03)
    hand = joints.near_hand
    top = (hand[0] - (foot[0] - hand[0]) * 0.7, hand[1] - (foot[1] - hand[1]) * 0.7)
    sheet.line([top, foot], "#7a5a34", tall * 0.022)
    sheet.disc(hand[0], hand[1], tall * 0.025, SKIN)
    sheet.shape(
        [
            (foot[0] - face * tall * 0.05, foot[1] - tall * 0.1),
            (foot[0] + face * tall * 0.01, foot[1] - tall * 0.09),
            (foot[0] + face * tall * 0.14, foot[1] + tall * 0.05),
            (foot[0] - face * tall * 0.06, foot[1] + tall * 0.05),
        ],
        "#b98d4a",
    )
    for k in range(6):
        sheet.disc(
            foot[0] + face * tall * (0.16 + 0.04 * k),
            foot[1] + tall * sheet.random.uniform(-0.05, 0.04),
            tall * 0.013,
            "#6b4c2b",
        )


def _jet(sheet: Sheet, joints: Joints, x: float, y: float) -> None:
    hand = joints.near_hand
    sheet.curve(
        [
            (-20, 1300),
            (120, 1262),
            (260, 1290),
            (x - 90, 1180),
            (x - 40, 990),
            (joints.far_hand[0], joints.far_hand[1]),
            hand,
        ],
        "#2f6f7a",
        17,
    )
    sheet.limb(hand, (hand[0] + 52, hand[1] + 12), 11, 8, "#3a3f42")
    start = (hand[0] + 52, hand[1] + 12)
    for k in range(9):
        reach, fall = 250 + k * 12, 128 + k * 7
        sheet.curve(
            [start, (start[0] + reach * 0.5, start[1] + fall * 0.22 - 12), (start[0] + reach, start[1] + fall)],
            "#eef6f2",
            7 - k * 0.45,
            0.75,
        )
    for _ in range(44):
        px, py = start[0] + 300 + sheet.random.gauss(0, 60), start[1] + 150 - abs(sheet.random.gauss(0, 34))
        sheet.disc(px, py, sheet.random.uniform(3, 9), "#f4faf6", 0.85)
    sheet.ellipse(start[0] + 310, start[1] + 168, 140, 18, "#e3efe9", 0.6, 4)


def _carrier(sheet: Sheet, x: float, y: float, tall: float) -> None:
    _shadow(sheet, x, y, tall * 1.3)
    pose = Pose(lean=4, near_hip=26, near_knee=-30, far_hip=-14, far_knee=-8, near_arm=70, near_elbow=40, far_arm=-14)
    dress = Dress(
        coat="#2f5d78", legs="#2b3036", skin="#c98f6a", hair=INK, shoe="#1d2022", broad=0.95, hem=0.07, hat="#d9b56a"
    )
    shoulder = y - tall * 0.79
    joints = person(sheet, x, y, tall, pose, dress, -1)
    for side in (-1, 1):
        end = (x + side * tall * 0.62, shoulder + tall * 0.05)
        basket_y = y - tall * 0.36
        for dx in (-0.13, 0.13):
            sheet.line([end, (end[0] + dx * tall, basket_y)], "#6b4c2b", 6)
        sheet.fill(
            smooth(
                [
                    (end[0] - tall * 0.17, basket_y),
                    (end[0] + tall * 0.17, basket_y),
                    (end[0] + tall * 0.125, basket_y + tall * 0.2),
                    (end[0] - tall * 0.125, basket_y + tall * 0.2),
                ]
            ),
            "#b5803f",
        )
        weave = polygon(
            [
                (end[0] - tall * 0.16, basket_y + 8),
                (end[0] + tall * 0.16, basket_y + 8),
                (end[0] + tall * 0.12, basket_y + tall * 0.2),
                (end[0] - tall * 0.12, basket_y + tall * 0.2),
            ]
        )
        sheet.shade(
            weave, "#5a3a1c", (end[0] + tall * 0.17, basket_y + tall * 0.2), (end[0] - tall * 0.1, basket_y), 0.8, 0.0
        )
        for k in range(3):
            level = basket_y + tall * (0.06 + 0.05 * k)
            sheet.curve(
                [(end[0] - tall * 0.15, level), (end[0], level + 10), (end[0] + tall * 0.15, level)], "#7a5226", 5
            )
        sheet.ellipse(end[0], basket_y, tall * 0.17, tall * 0.05, "#6b4c2b")
        sheet.ellipse(end[0], basket_y - tall * 0.012, tall * 0.14, tall * 0.045, "#4f3820")
    sheet.curve(
        [
            (x - tall * 0.64, shoulder + tall * 0.055),
            (x - tall * 0.3, shoulder + tall * 0.006),
            (x, shoulder - tall * 0.008),
            (x + tall * 0.3, shoulder + tall * 0.006),
            (x + tall * 0.64, shoulder + tall * 0.055),
        ],
        "#c79a55",
        tall * 0.028,
    )
    sheet.disc(joints.near_hand[0], joints.near_hand[1], tall * 0.026, "#c98f6a")


def _ferry(sheet: Sheet, x: float, y: float) -> None:
    hull = smooth([(x - 20, y - 34), (x + 330, y - 30), (x + 430, y - 58), (x + 396, y + 14), (x + 14, y + 14)])
    sheet.fill(hull, RED)
    sheet.shade(hull, "#5d0f18", (x, y + 20), (x, y - 50), 0.7, 0.0)
    sheet.rect(x + 34, y - 88, 290, 54, WHITE)
    for k in range(8):
        sheet.rect(x + 46 + k * 34, y - 78, 22, 26, "#2d5f6c")
    sheet.rect(x + 18, y - 96, 330, 9, PAPER)
    sheet.rect(x + 60, y - 142, 220, 8, GOLD)
    for k in range(4):
        sheet.rect(x + 66 + k * 68, y - 140, 4, 46, "#7c6a50")
    sheet.rect(x + 250, y - 136, 62, 42, WHITE)
    sheet.rect(x + 258, y - 128, 46, 18, "#2d5f6c")
    sheet.rect(x + 150, y - 178, 30, 40, "#22323a")
    for k in range(8):
        px = x + 76 + k * 22
        person(sheet, px, y - 94, 40, STAND, Dress(coat=(NAVY, OCHRE, TEAL, VERMILION)[k % 4], legs=INK), 1)
    sheet.fill(lens(x + 190, y + 20, 520, 9, 0.0), "#f8efd6", 0.9)
