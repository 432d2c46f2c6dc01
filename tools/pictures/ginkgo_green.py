"""The ginkgo at the end of October, still green, and the tailor who waits for it."""

from __future__ import annotations

import math

from ginkgo import leaf
from inks import (
    GOLD,
    INK,
    OCHRE,
    PAPER,
    RED,
    SKIN,
    VERMILION,
    WHITE,
    mix,
)
from people import Dress, Pose, person
from sheet import Sheet, box, polygon, smooth

GREENS = ("#4f7f43", "#6a9a4c", "#86ae58", "#3d6a3c", "#9cbc66")
GOLDS = ("#e9bd45", "#d9a836", "#f2d268")


def ginkgo_green(sheet: Sheet) -> None:
    """One green crown over a lane's white wall, gold on its sunny edge only; a lit shop window, a child looking up."""
    sheet.sky("#a6cdd3", "#cfe1d6", "#f3ecd2", bottom=900)
    sheet.gradient(box(0, 1060, 2000, 280), (0, 1060), (0, 1333), [(0, "#cfc3a2", 1), (1, "#9c8d6c", 1)])
    for row in range(6):
        y = 1080 + 250 * (row / 6) ** 1.3
        sheet.line([(0, y), (2000, y)], "#84775a", 3 + row * 0.6, 0.6)
        for k in range(16 - row):
            x = (k + (row % 2) * 0.5) * 2000 / (15 - row)
            sheet.line([(x, y), (x + (x - 1000) * 0.03, y + 30 + row * 9)], "#84775a", 3, 0.5)
    _shop(sheet)
    _trunk(sheet)
    _crown(sheet)
    for x, y, size, turn, ink in (
        (760, 1200, 26, 100, GOLD),
        (870, 1284, 32, 210, "#8fb055"),
        (1480, 1236, 28, 40, GOLD),
        (1720, 1290, 34, 150, "#e9bd45"),
        (930, 960, 30, 205, GOLD),
    ):
        leaf(sheet, x, y, size, turn, ink, mix(ink, "#6b4a1c", 0.4), 0.5 if y > 1000 else 1.0)
    child = person(
        sheet,
        1010,
        1250,
        330,
        Pose(lean=-6, near_arm=10, near_elbow=12, far_arm=-8, near_hip=5, far_hip=-6, nod=-26),
        Dress(coat=VERMILION, legs="#2f4a63", skin=SKIN, hair=INK, broad=0.85, hem=0.04),
        1,
    )
    sheet.round_rect(child.neck[0] - 62, child.neck[1] + 6, 46, 104, 14, "#23596a")
    sheet.round_rect(child.neck[0] - 68, child.neck[1] + 52, 34, 48, 8, OCHRE)
    sheet.curve([(child.neck[0] - 30, child.neck[1] + 10), (child.neck[0] + 8, child.neck[1] + 30)], "#23596a", 11)


def _shop(sheet: Sheet) -> None:
    wall = box(-10, 330, 860, 760)
    sheet.fill(wall, "#efe7d3")
    sheet.shade(wall, "#b9a582", (0, 1090), (500, 360), 0.45, 0.0)
    sheet.shape([(-10, 200), (900, 270), (920, 340), (-10, 340)], "#4c5559")
    for k in range(31):
        x = -10 + k * 30
        sheet.line([(x, 201 + k * 2.3), (x + 2, 336)], "#2f373b", 7)
    sheet.rect(-10, 330, 935, 16, "#353d40")
    sheet.rect(-10, 1030, 860, 60, "#8b8a7e")
    window = box(150, 480, 560, 400)
    sheet.fill(window, "#3a2a1f")
    sheet.gradient(window, (430, 480), (430, 880), [(0, "#ffd98c", 1), (0.6, "#e8a860", 1), (1, "#9a6238", 1)])
    sheet.glow(520, 560, 300, "#fff1c2", 0.9)
    sheet.canvas.save()
    sheet.canvas.clipPath(window)
    for k, ink in enumerate((RED, "#2d6a72", "#e9dfc6", "#4d3350", OCHRE)):
        x = 176 + k * 56
        sheet.shape([(x, 520), (x + 46, 520), (x + 50, 690), (x - 4, 690)], ink, 0.92)
        sheet.line([(x + 23, 496), (x + 23, 522)], "#4a3428", 5)
    sheet.rect(150, 494, 300, 7, "#4a3428")
    sheet.line([(520, 470), (520, 540)], "#2a1d15", 5)
    sheet.shape([(476, 580), (564, 580), (540, 536), (500, 536)], "#2f5d48")
    person(
        sheet,
        610,
        880,
        560,
        Pose(lean=14, near_arm=50, near_elbow=34, far_arm=46, far_elbow=30, nod=24),
        Dress(coat="#5a6f8c", legs=INK, skin="#d39b72", hair="#3a3431", broad=0.8, scarf="#e9dfc6"),
        -1,
        seat=True,
    )
    sheet.rect(150, 838, 560, 60, "#6b4226")
    _machine(sheet, 320, 840)
    sheet.shape([(250, 836), (470, 836), (440, 872), (300, 888), (230, 856)], RED)
    sheet.canvas.restore()
    for x in (150, 710):
        sheet.rect(x - 12, 466, 24, 430, "#7a4a2c")
    for y in (480, 880):
        sheet.rect(126, y - 12, 608, 24, "#7a4a2c")
    sheet.shape([(60, 470), (140, 486), (140, 876), (60, 900)], "#8a5833")
    sheet.shape([(74, 500), (126, 510), (126, 670), (74, 678)], "#cfe0d4", 0.85)
    sheet.shape([(74, 700), (126, 694), (126, 852), (74, 868)], "#cfe0d4", 0.85)
    sheet.shape([(100, 890), (760, 890), (786, 920), (84, 920)], "#a2683d")
    sheet.rect(84, 920, 702, 16, "#6b4226")
    sheet.shape([(176, 905), (262, 899), (270, 876), (184, 882)], WHITE)
    sheet.shape([(262, 899), (348, 905), (354, 882), (270, 876)], PAPER)
    for k in range(3):
        sheet.line([(198, 887 + k * 6), (252, 884 + k * 6)], "#6d6553", 2)
        sheet.line([(284, 884 + k * 6), (336, 887 + k * 6)], "#6d6553", 2)
    sheet.rect(610, 850, 60, 44, "#8a3d2f")
    for k in range(5):
        lean = (k - 2) * 14
        sheet.fill(
            smooth([(640, 852), (640 + lean - 8, 820), (640 + lean * 1.8, 796), (640 + lean + 8, 822)]), "#4f7f43"
        )


def _machine(sheet: Sheet, x: float, y: float) -> None:
    sheet.round_rect(x - 110, y - 18, 230, 20, 5, "#1a1c20")
    sheet.round_rect(x + 50, y - 104, 46, 96, 12, "#1a1c20")
    sheet.round_rect(x - 96, y - 112, 190, 36, 16, "#1a1c20")
    sheet.round_rect(x - 104, y - 110, 34, 74, 10, "#1a1c20")
    sheet.rect(x - 90, y - 40, 5, 32, "#b7b7ae")
    sheet.disc(x + 112, y - 92, 34, "#2a2d33")
    sheet.disc(x + 112, y - 92, 14, "#b7b7ae")
    sheet.line([(x - 60, y - 94), (x + 40, y - 94)], GOLD, 5)


def _trunk(sheet: Sheet) -> None:
    trunk = smooth(
        [
            (1236, 640),
            (1400, 640),
            (1412, 900),
            (1430, 1100),
            (1510, 1190),
            (1330, 1176),
            (1130, 1196),
            (1216, 1100),
            (1232, 900),
        ]
    )
    sheet.fill(trunk, "#6b5240")
    sheet.shade(trunk, "#2e2018", (1460, 1190), (1230, 700), 0.85, 0.05)
    sheet.gouges(trunk, "#a08263", 60, 130, 9, 88, 0.7, 8)
    for end in ((900, 420), (1130, 220), (1500, 160), (1780, 400)):
        sheet.limb((1318, 720), end, 46, 12, "#5a4433")
    sheet.ellipse(1330, 1196, 300, 30, "#4a3f2b", 0.4, 8)


def _crown(sheet: Sheet) -> None:
    puffs = (
        (1330, 330, 420),
        (1010, 400, 300),
        (1650, 360, 330),
        (1200, 150, 330),
        (1520, 120, 330),
        (1840, 520, 240),
        (880, 560, 190),
        (1330, 560, 300),
    )
    for x, y, size in puffs:
        sheet.disc(x, y, size * 0.86, "#3d6a3c")
    for _ in range(5200):
        x, y, size = sheet.random.choice(puffs)
        turn, far = sheet.random.uniform(0, 2 * math.pi), sheet.random.random() ** 0.5
        px, py = x + math.cos(turn) * far * size, y + math.sin(turn) * far * size * 0.9
        light = (math.sin(turn) * -0.5 + math.cos(turn) * 0.5) * far
        ink = mix(sheet.random.choice(GREENS), "#eef0b0" if light > 0 else "#1f4030", abs(light) * 0.42)
        edge = (px - 1560) / 480 + (420 - py) / 900
        if edge > 0.55 and sheet.random.random() < (edge - 0.5) * 0.95:
            ink = sheet.random.choice(GOLDS)
        leaf(sheet, px, py, sheet.random.uniform(18, 38), sheet.random.uniform(0, 360), ink)
    for x, y, size in puffs:
        sheet.shade(
            polygon(
                [
                    (x - size * 0.7, y + size * 0.2),
                    (x + size * 0.4, y + size * 0.3),
                    (x + size * 0.2, y + size * 0.8),
                    (x - size * 0.5, y + size * 0.75),
                ]
            ),
            "#1f3d2c",
            (x - size * 0.2, y + size),
            (x, y + size * 0.2),
            0.5,
            0.0,
        )
