"""The opera stage."""

from __future__ import annotations

import math

from crowds import backs
from inks import (
    GOLD,
    INK,
    OCHRE,
    RED,
    TEAL,
    WHITE,
)
from sheet import Point, Sheet, box, oval, polygon, smooth


def opera_stage(sheet: Sheet) -> None:
    """Red curtains, a spotlight: a heroine with pheasant feathers flings her water sleeves above the crowd."""
    x: float
    sheet.canvas.clear(sheet.paint("#3d0a14").getColor())
    back = box(250, 120, 1500, 900)
    sheet.gradient(back, (0, 120), (0, 1020), [(0, "#1d3b4a", 1), (1, "#3f7378", 1)])
    sheet.disc(1240, 420, 220, "#f3d27c")
    sheet.shade(oval(1240, 420, 220, 220), "#dc9b39", (1240, 640), (1240, 300), 0.7, 0.0)
    for y, inkk in ((650, "#2d5f68"), (760, "#24505a"), (860, "#1b414c")):
        points: list[Point] = [(250, 1020)]
        points += [(250 + i * 75, y + 70 * math.sin(i * 0.9 + y) - 40 * math.sin(i * 2.1)) for i in range(21)]
        sheet.shape([*points, (1750, 1020)], inkk)
    for x, y in ((520, 300), (640, 250), (1520, 300), (420, 420)):
        for dx, dy, r in ((-60, 10, 34), (0, -10, 46), (60, 8, 36)):
            sheet.ellipse(x + dx, y + dy, r * 1.5, r * 0.55, "#cfe0d2", 0.8)
    sheet.shape([(80, 1010), (1920, 1010), (2010, 1190), (-10, 1190)], "#a8642f")
    for i in range(16):
        sheet.line([(120 + i * 118, 1010), (-40 + i * 138, 1190)], "#7d4520", 4)
    sheet.shape([(150, 1010), (1850, 1010), (1890, 1060), (110, 1060)], "#6b3417", 0.5)
    spot = polygon([(1120, -10), (1240, -10), (1480, 1120), (560, 1120)])
    sheet.fill(spot, "#fff3c0", 0.22, 16)
    sheet.ellipse(1010, 1098, 470, 62, "#ffe29a", 0.75)
    for side in (-1, 1):
        for fold in range(6):
            x = 1000 + side * (1010 - fold * 66)
            wide = 84 - fold * 3
            drop = 1120 - fold * 34
            curtain = smooth(
                [
                    (x - side * wide * -0.1, -30),
                    (x - side * wide, -30),
                    (x - side * wide * (0.7 - fold * 0.16), 520),
                    (x - side * wide * (1.3 - fold * 0.34), drop),
                    (x + side * wide * 0.5, drop + 30),
                    (x + side * wide * 0.2, 500),
                ]
            )
            sheet.fill(curtain, "#b3121f" if fold % 2 else "#8c0b18")
            sheet.shade(curtain, "#3d0a14", (x + side * wide, 0), (x - side * wide, 0), 0.75, 0.05)
    for i in range(9):
        x = i * 250 - 0.0
        swag = smooth([(x - 150, -60), (x - 130, 90), (x, 190), (x + 130, 90), (x + 150, -60)])
        sheet.fill(swag, "#a30f1c" if i % 2 else "#c41f2b")
        sheet.shade(swag, "#3d0a14", (0, 190), (0, 20), 0.6, 0.0)
        sheet.curve([(x - 130, 92), (x, 192), (x + 130, 92)], GOLD, 12)
        for k in range(9):
            tx = x - 104 + k * 26
            ty = 96 + 94 * (1 - ((tx - x) / 130) ** 2)
            sheet.line([(tx, ty), (tx, ty + 28)], OCHRE, 5)
    _heroine(sheet, 1000, 1100)
    sheet.rect(0, 1186, 2000, 40, "#1b0a0f")
    for i in range(14):
        sheet.glow(80 + i * 142, 1184, 90, "#ffdf8a", 0.5)
        sheet.ellipse(80 + i * 142, 1186, 26, 12, "#fff3c0")
    backs(sheet, -60, 2060, 1180, 46, 15, ["#2a0d18", "#34131f"])
    backs(sheet, -100, 2100, 1262, 64, 12, ["#16070d", "#1d0a12"])


def _heroine(sheet: Sheet, x: float, y: float) -> None:
    for side in (-1, 1):
        flag = smooth(
            [(x + side * 30, y - 470), (x + side * 170, y - 690), (x + side * 250, y - 640), (x + side * 130, y - 470)]
        )
        sheet.fill(flag, TEAL if side > 0 else "#2f5a8a")
        sheet.curve([(x + side * 24, y - 440), (x + side * 172, y - 700)], GOLD, 8)
        inner = smooth(
            [(x + side * 16, y - 500), (x + side * 70, y - 740), (x + side * 150, y - 720), (x + side * 80, y - 500)]
        )
        sheet.fill(inner, RED)
        sheet.curve([(x + side * 14, y - 460), (x + side * 70, y - 750)], GOLD, 8)
    skirt = smooth(
        [
            (x - 74, y - 330),
            (x + 74, y - 330),
            (x + 170, y - 150),
            (x + 250, y - 6),
            (x + 60, y + 10),
            (x - 120, y + 8),
            (x - 250, y - 10),
            (x - 160, y - 150),
        ]
    )
    sheet.fill(skirt, "#f6ead0")
    sheet.shade(skirt, "#d9708a", (x, y + 10), (x, y - 250), 0.75, 0.0)
    for i in range(7):
        t = i / 6 - 0.5
        sheet.curve([(x + t * 130, y - 320), (x + t * 300, y - 150), (x + t * 470, y - 6)], "#c05a72", 5)
    for t, inkk in ((-0.55, TEAL), (0.0, RED), (0.55, TEAL)):
        panel = smooth(
            [
                (x + t * 120 - 44, y - 330),
                (x + t * 120 + 44, y - 330),
                (x + t * 330 + 58, y - 70),
                (x + t * 350, y - 26),
                (x + t * 330 - 58, y - 70),
            ]
        )
        sheet.fill(panel, inkk)
        sheet.canvas.drawPath(panel, sheet.paint(GOLD, line=7))
    body = smooth(
        [
            (x - 44, y - 540),
            (x - 110, y - 520),
            (x - 84, y - 400),
            (x - 86, y - 310),
            (x + 86, y - 310),
            (x + 84, y - 400),
            (x + 110, y - 520),
            (x + 44, y - 540),
        ]
    )
    sheet.fill(body, RED)
    sheet.shade(body, "#4a0010", (x + 110, y - 320), (x - 60, y - 520), 0.6, 0.0)
    sheet.canvas.drawPath(body, sheet.paint(GOLD, line=7))
    sheet.rect(x - 88, y - 352, 176, 34, GOLD)
    sheet.disc(x, y - 430, 30, GOLD)
    sheet.disc(x, y - 430, 19, WHITE)
    right = smooth(
        [
            (x + 80, y - 500),
            (x + 200, y - 560),
            (x + 300, y - 640),
            (x + 420, y - 660),
            (x + 560, y - 560),
            (x + 690, y - 600),
            (x + 760, y - 520),
            (x + 640, y - 460),
            (x + 500, y - 470),
            (x + 410, y - 550),
            (x + 330, y - 540),
            (x + 220, y - 440),
            (x + 96, y - 430),
        ]
    )
    left = smooth(
        [
            (x - 80, y - 500),
            (x - 190, y - 470),
            (x - 280, y - 400),
            (x - 380, y - 420),
            (x - 450, y - 320),
            (x - 560, y - 250),
            (x - 640, y - 130),
            (x - 560, y - 120),
            (x - 470, y - 210),
            (x - 380, y - 280),
            (x - 300, y - 310),
            (x - 180, y - 380),
            (x - 90, y - 420),
        ]
    )
    for sleeve, far in ((right, x + 760), (left, x - 640)):
        sheet.fill(sleeve, WHITE)
        sheet.shade(sleeve, "#c3d3cf", (far, y - 300), (x, y - 560), 0.55, 0.0)
    for side in (-1, 1):
        sheet.limb((x + side * 84, y - 490), (x + side * 170, y - (516 if side > 0 else 452)), 40, 44, RED)
        sheet.limb(
            (x + side * 172, y - (520 if side > 0 else 450)),
            (x + side * 184, y - (526 if side > 0 else 444)),
            46,
            46,
            GOLD,
        )
    sheet.limb((x, y - 540), (x + 4, y - 575), 26, 24, "#f6dcc8")
    for side in (-1, 1):
        plume = [
            (x + side * 40, y - 690),
            (x + side * 150, y - 900),
            (x + side * 350, y - 960),
            (x + side * 520, y - 850),
        ]
        sheet.curve(plume, "#8a4a1c", 16)
        sheet.curve(plume, "#d9a24a", 8)
        for i in range(24):
            t = i / 23
            px = x + side * (40 + 480 * t**0.9)
            py = y - 690 - 300 * math.sin(t * 2.35) ** 0.9 + 55 * t
            if i % 2:
                sheet.disc(px, py, 4, "#5c2c10")
    face = oval(x + 6, y - 620, 50, 62)
    sheet.fill(face, "#fbe8da")
    sheet.ellipse(x - 18, y - 618, 24, 22, "#e98a96", 0.8, 6)
    sheet.ellipse(x + 32, y - 618, 22, 22, "#e98a96", 0.8, 6)
    for side in (-1, 1):
        sheet.curve([(x + 8 + side * 8, y - 630), (x + 8 + side * 26, y - 638), (x + 8 + side * 40, y - 650)], INK, 6)
        sheet.curve([(x + 8 + side * 8, y - 652), (x + 8 + side * 38, y - 670)], INK, 5)
    sheet.ellipse(x + 8, y - 586, 9, 6, RED)
    crown = smooth(
        [
            (x - 64, y - 640),
            (x - 74, y - 700),
            (x - 40, y - 740),
            (x, y - 770),
            (x + 46, y - 740),
            (x + 80, y - 700),
            (x + 70, y - 640),
            (x + 40, y - 676),
            (x + 4, y - 684),
            (x - 34, y - 676),
        ]
    )
    sheet.fill(crown, TEAL)
    sheet.canvas.drawPath(crown, sheet.paint(GOLD, line=7))
    for i in range(7):
        sheet.disc(x - 66 + i * 23, y - 690 - 50 * math.sin(i / 6 * math.pi), 15, RED if i % 2 else WHITE)
    for side in (-1, 1):
        sheet.curve([(x + side * 62, y - 650), (x + side * 76, y - 560), (x + side * 66, y - 490)], INK, 12)
