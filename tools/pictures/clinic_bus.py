"""The clinic bus in its hill village."""

from __future__ import annotations

from inks import (
    BARK,
    GOLD,
    INK,
    NAVY,
    OCHRE,
    PAPER,
    SKIN,
    TEAL,
    VERMILION,
    WHITE,
    WOOD,
)
from people import STAND, STROLL, Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth
from skyline import hills


def tree(sheet: Sheet, x: float, y: float, tall: float, crown: str, dark: str, trunk: str = BARK) -> None:
    """A round-headed tree standing on `y`, its shade on the lower right."""
    sheet.limb((x, y), (x + tall * 0.02, y - tall * 0.5), tall * 0.05, tall * 0.025, trunk)
    for dx, dy in ((-0.16, -0.62), (0.17, -0.58)):
        sheet.limb((x, y - tall * 0.34), (x + tall * dx, y + tall * dy), tall * 0.022, tall * 0.012, trunk)
    for dx, dy, r in (
        (-0.24, -0.58, 0.19),
        (0.25, -0.56, 0.2),
        (0.0, -0.52, 0.17),
        (-0.1, -0.78, 0.22),
        (0.15, -0.77, 0.2),
        (0.02, -0.66, 0.24),
    ):
        blob = oval(x + dx * tall, y + dy * tall, r * tall, r * tall * 0.88)
        sheet.fill(blob, crown)
        sheet.shade(
            blob,
            dark,
            (x + (dx + r * 0.8) * tall, y + (dy + r * 0.9) * tall),
            (x + (dx - r * 0.4) * tall, y + (dy - r * 0.6) * tall),
            0.85,
            0.0,
        )


def clinic_bus(sheet: Sheet) -> None:
    """The white clinic bus under a camphor tree in a village square; old people wait on benches and are measured."""
    x: float
    y: float
    wide: float
    high: float
    px: float
    py: float
    sheet.sky("#f4d9a6", "#f7e6c4", "#fbf1dc", bottom=760)
    hills(sheet, 620, 380, "#c5cfae", 2.4)
    hills(sheet, 660, 240, "#93b092", 4)
    hills(sheet, 720, 130, "#5f8a72", 6)
    for k in range(7):
        sheet.curve(
            [(1150, 560 + k * 22), (1450, 520 + k * 26), (1750, 560 + k * 22), (2020, 530 + k * 28)], "#d9d59c", 5, 0.8
        )
    for x, wide, high, wall in (
        (-40, 360, 250, "#efe3c8"),
        (330, 250, 190, "#dfcba4"),
        (1560, 300, 220, "#efe3c8"),
        (1830, 260, 270, "#e3cfa8"),
    ):
        sheet.rect(x, 780 - high, wide, high, wall)
        sheet.shade(box(x, 780 - high, wide, high), "#a8835a", (x + wide, 780), (x, 780 - high), 0.6, 0.0)
        sheet.fill(
            smooth(
                [
                    (x - 40, 780 - high + 6),
                    (x + 20, 780 - high - 66),
                    (x + wide / 2, 780 - high - 76),
                    (x + wide - 20, 780 - high - 66),
                    (x + wide + 40, 780 - high + 6),
                ]
            ),
            "#5b6468",
        )
        for k in range(int(wide / 110)):
            sheet.rect(x + 40 + k * 110, 780 - high + 60, 46, 66, "#6b4a34")
    sheet.gradient(box(0, 770, 2000, 563), (0, 770), (0, 1333), [(0, "#e3c490", 1), (1, "#c3935c", 1)])
    sheet.shade(box(0, 770, 2000, 563), "#96683c", (0, 1333), (0, 850), 0.6, 0.0)
    sheet.fill(
        smooth([(120, 1110), (700, 1050), (1300, 1050), (1760, 1110), (1500, 1190), (500, 1200)]), "#6d5a44", 0.55
    )
    tree(sheet, 330, 1060, 1080, "#5f8f55", "#1f4a3a")
    x, y, wide, high = 560.0, 1080.0, 1010.0, 500.0
    body = smooth(
        [
            (x, y),
            (x - 4, y - high + 60),
            (x + 50, y - high),
            (x + wide - 150, y - high),
            (x + wide - 40, y - high + 60),
            (x + wide, y - 170),
            (x + wide + 10, y),
        ]
    )
    for wheel in (x + 200, x + wide - 230):
        sheet.disc(wheel, y + 8, 88, INK)
    sheet.fill(body, WHITE)
    sheet.canvas.save()
    sheet.canvas.clipPath(body)
    sheet.rect(x - 20, y - 170, wide + 60, 58, TEAL)
    sheet.rect(x - 20, y - 104, wide + 60, 14, OCHRE)
    for wheel in (x + 200, x + wide - 230):
        sheet.disc(wheel, y + 8, 106, "#b9ae98")
    sheet.canvas.restore()
    sheet.shade(body, "#b5a98c", (x, y), (x + 300, y - high), 0.55, 0.0)
    for wheel in (x + 200, x + wide - 230):
        sheet.disc(wheel, y + 8, 88, INK)
        sheet.disc(wheel, y + 8, 44, "#b9b4a6")
        sheet.disc(wheel, y + 8, 16, INK)
    for i in range(4):
        if i != 2:
            sheet.round_rect(x + 50 + i * 190, y - 420, 158, 176, 20, "#2d5460")
            sheet.shape(
                [
                    (x + 80 + i * 190, y - 250),
                    (x + 136 + i * 190, y - 416),
                    (x + 170 + i * 190, y - 416),
                    (x + 114 + i * 190, y - 250),
                ],
                "#86aeb0",
                0.8,
            )
    sheet.fill(
        smooth(
            [
                (x + wide - 170, y - 250),
                (x + wide - 170, y - 420),
                (x + wide - 120, y - 424),
                (x + wide - 60, y - 380),
                (x + wide - 16, y - 250),
            ]
        ),
        "#2d5460",
    )
    sheet.rect(x + 424, y - 440, 170, 440, "#2d4a52")
    sheet.glow(x + 509, y - 240, 200, "#ffe9b0", 0.7)
    sheet.rect(x + 440, y - 26, 140, 26, "#6b5a40")
    sheet.rect(x + 430, y + 6, 160, 40, "#8a7450")
    cx, cy = x + 130, y - 206 - 10
    heart = smooth(
        [(cx, cy + 62), (cx - 64, cy - 4), (cx - 46, cy - 54), (cx, cy - 32), (cx + 46, cy - 54), (cx + 64, cy - 4)]
    )
    sheet.disc(cx, cy + 4, 90, WHITE)
    sheet.fill(heart, VERMILION)
    sheet.line(
        [(cx - 46, cy), (cx - 16, cy), (cx - 4, cy - 24), (cx + 10, cy + 24), (cx + 22, cy), (cx + 48, cy)], WHITE, 8
    )
    awning = polygon([(x + 380, y - 450), (x + 830, y - 450), (x + 950, y - 330), (x + 300, y - 330)])
    sheet.fill(awning, OCHRE)
    for i in range(5):
        sheet.shape(
            [
                (x + 380 + i * 90, y - 450),
                (x + 425 + i * 90, y - 450),
                (x + 365 + i * 130, y - 330),
                (x + 300 + i * 130, y - 330),
            ],
            PAPER,
        )
    sheet.shade(awning, "#7c4a1c", (0, y - 330), (0, y - 450), 0.45, 0.0)
    for px in (x + 306, x + 944):
        sheet.line([(px, y - 330), (px, y + 70)], "#5a4630", 9)
    sheet.disc(x + wide - 6, y - 90, 24, GOLD)
    person(
        sheet,
        x + 512,
        y + 36,
        400,
        Pose(near_arm=58, near_elbow=30, far_arm=30, far_elbow=50),
        Dress(coat=WHITE, legs="#4b6a70", skin=SKIN, hair=INK, hem=0.16, broad=0.9, long_hair=True),
        1,
    )
    sheet.shape([(1180, 1096), (1390, 1096), (1400, 1112), (1170, 1112)], WOOD)
    for px in (1190, 1376):
        sheet.rect(px, 1110, 14, 130, "#5a3a24")
    person(
        sheet,
        1470,
        1250,
        400,
        Pose(
            lean=16,
            near_hip=84,
            near_knee=-84,
            far_hip=80,
            far_knee=-80,
            near_arm=58,
            near_elbow=16,
            far_arm=50,
            far_elbow=20,
            nod=6,
        ),
        Dress(coat="#4d6a8a", legs=INK, skin="#c98f6e", hair="#dcd6c8", broad=0.85, hem=0.08),
        -1,
    )
    sheet.rect(1430, 1120, 100, 16, "#5a3a24")
    person(
        sheet,
        1095,
        1250,
        390,
        Pose(
            lean=20,
            near_hip=84,
            near_knee=-84,
            far_hip=80,
            far_knee=-80,
            near_arm=62,
            near_elbow=-6,
            far_arm=54,
            far_elbow=4,
            nod=10,
        ),
        Dress(coat=WHITE, legs="#4b6a70", skin=SKIN, hair=INK, broad=0.85, hem=0.08, long_hair=True),
        1,
    )
    sheet.rect(1040, 1120, 100, 16, "#5a3a24")
    sheet.round_rect(1236, 1036, 110, 60, 10, "#37525c")
    sheet.limb((1330, 1052), (1380, 1076), 6, 6, INK)
    waiting = (
        (150, 1270, "#8a3d2f", 1, STAND, "#cfc8ba"),
        (300, 1290, "#3d5a4c", 1, STAND, "#dcd6c8"),
        (420, 1262, "#7a5a8a", 1, STROLL, INK),
        (1770, 1240, "#a8642f", -1, STROLL, "#cfc8ba"),
    )
    for px, py, coat, face, pose, hair in waiting:
        person(
            sheet,
            px,
            py,
            420,
            Pose(lean=10, near_arm=26, near_elbow=20, far_arm=-4, far_elbow=10) if pose is STAND else pose,
            Dress(
                coat=coat,
                legs="#2c2a28",
                skin="#c98f6e",
                hair=hair,
                broad=0.9,
                hem=0.1,
                scarf=OCHRE if px == 300 else None,
            ),
            face,
        )
        if pose is STAND:
            sheet.line([(px + 108, py - 178), (px + 118, py)], "#5a3a24", 9)
    person(sheet, 1890, 1266, 250, STAND, Dress(coat=VERMILION, legs=NAVY, skin=SKIN, hair=INK, broad=0.9), -1)
    for _ in range(16):
        px, py = sheet.random.uniform(40, 800), sheet.random.uniform(1150, 1320)
        sheet.ellipse(px, py, 11, 5, "#8a9a4c")
