"""The public scale in the vegetable market."""

from __future__ import annotations

import math

from inks import (
    INK,
    LEAF,
    PAPER,
    RED,
    VERMILION,
    mix,
)
from people import Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth


def market_scale(sheet: Sheet) -> None:
    """Close to the stall: the round public scale hangs between buyer and seller, greens and tomatoes heaped."""
    sheet.sky("#2f6a5c", "#3f8270", "#6fa888", bottom=900)
    sheet.fill(box(0, 899, 2000, 200), "#6fa888")
    for i in range(14):
        x = -40 + i * 156
        sheet.shape([(x, -10), (x + 78, -10), (x + 70, 150), (x - 8, 150)], PAPER)
        sheet.shape([(x + 78, -10), (x + 156, -10), (x + 148, 150), (x + 70, 150)], VERMILION)
        sheet.canvas.drawArc(oval(x + 31, 150, 39, 34).getBounds(), 0, 180, True, sheet.paint(PAPER))
        sheet.canvas.drawArc(oval(x + 109, 150, 39, 34).getBounds(), 0, 180, True, sheet.paint(VERMILION))
    sheet.shade(box(0, 0, 2000, 190), "#6b2018", (0, 190), (0, 0), 0.45, 0.0)
    for x in range(5):
        sheet.rect(80 + x * 470, 230, 300, 300, mix("#2f6a5c", "#184438", 0.5 + 0.1 * (x % 2)))
        for k in range(3):
            for j in range(6):
                sheet.ellipse(
                    110 + x * 470 + j * 48,
                    310 + k * 92,
                    28,
                    24,
                    ("#c98a3a", "#8fae5a", "#c9543a", "#d9c38a")[(x + k) % 4],
                    0.75,
                )
            sheet.rect(80 + x * 470, 330 + k * 92, 300, 14, "#1f4a3c")
    sheet.shade(box(0, 190, 2000, 900), "#173a30", (0, 190), (0, 900), 0.6, 0.05)
    woman = Dress(
        coat="#e9dcc0", legs=INK, skin="#d39b76", hair=INK, hem=0.1, broad=0.95, long_hair=True, scarf=VERMILION
    )
    person(sheet, 480, 1760, 1420, Pose(lean=8, near_arm=52, near_elbow=44, far_arm=66, far_elbow=40, nod=10), woman, 1)
    vendor = Dress(coat="#22506a", legs=INK, skin="#c0835c", hair="#2a2320", hem=0.1, broad=1.0, hat="#d9b45a")
    person(
        sheet, 1600, 1760, 1450, Pose(lean=6, near_arm=80, near_elbow=24, far_arm=60, far_elbow=54, nod=8), vendor, -1
    )
    apron = polygon([(1496, 900), (1706, 900), (1740, 1330), (1460, 1330)])
    sheet.fill(apron, "#17384c")
    cx, cy = 1030.0, 470.0
    sheet.line([(cx, 120), (cx, 300)], INK, 14)
    sheet.canvas.drawCircle(cx, 282, 34, sheet.paint(INK, line=14))
    sheet.disc(cx + 12, cy + 14, 214, "#173a30", 0.5)
    sheet.disc(cx, cy, 208, RED)
    sheet.disc(cx, cy, 180, "#fdf6e3")
    for i in range(60):
        turn = i * math.pi / 30
        inner = 140 if i % 5 == 0 else 156
        sheet.line(
            [
                (cx + math.sin(turn) * inner, cy - math.cos(turn) * inner),
                (cx + math.sin(turn) * 170, cy - math.cos(turn) * 170),
            ],
            INK,
            7 if i % 5 == 0 else 3,
        )
    hand = math.radians(76)
    sheet.limb(
        (cx - math.sin(hand) * 40, cy + math.cos(hand) * 40),
        (cx + math.sin(hand) * 148, cy - math.cos(hand) * 148),
        10,
        3,
        RED,
    )
    sheet.disc(cx, cy, 20, INK)
    sheet.shade(oval(cx, cy, 180, 180), "#c9b384", (cx + 180, cy + 180), (cx, cy), 0.6, 0.0)
    sheet.line([(cx, cy + 208), (cx, cy + 262)], INK, 12)
    for dx in (-190, 0, 190):
        sheet.line([(cx, cy + 262), (cx + dx, cy + 420)], INK, 5)
    for dx, dy in ((-110, 386), (-40, 366), (30, 372), (100, 388), (-70, 340), (0, 326), (66, 346)):
        blob = oval(cx + dx, cy + dy, 54, 48)
        sheet.fill(blob, "#d9402c")
        sheet.shade(blob, "#7a1410", (cx + dx + 50, cy + dy + 50), (cx + dx - 20, cy + dy - 20), 0.75, 0.0)
        sheet.fill(
            polygon(
                [
                    (cx + dx - 16, cy + dy - 40),
                    (cx + dx, cy + dy - 30),
                    (cx + dx + 18, cy + dy - 42),
                    (cx + dx + 6, cy + dy - 26),
                    (cx + dx - 6, cy + dy - 26),
                ]
            ),
            LEAF,
        )
    pan = smooth(
        [(cx - 212, cy + 408), (cx + 212, cy + 408), (cx + 150, cy + 480), (cx, cy + 500), (cx - 150, cy + 480)]
    )
    sheet.fill(pan, "#c9c8ba")
    sheet.shade(pan, "#5e6d68", (cx + 200, cy + 500), (cx - 100, cy + 410), 0.8, 0.0)
    sheet.shape([(-10, 1080), (2010, 1080), (2010, 1340), (-10, 1340)], "#6b4426")
    sheet.shade(box(0, 1080, 2000, 260), "#2e1b10", (0, 1333), (0, 1080), 0.8, 0.0)
    for x, kind in (
        (110, "greens"),
        (480, "radish"),
        (850, "tomato"),
        (1230, "greens"),
        (1600, "egg"),
        (1930, "radish"),
    ):
        _basket(sheet, x, 1180, kind)


def _basket(sheet: Sheet, x: float, y: float, kind: str) -> None:
    for _ in range(26 if kind == "greens" else 17):
        px, py = x + sheet.random.gauss(0, 76), y - 40 - abs(sheet.random.gauss(0, 52))
        if kind == "greens":
            lean = (px - x) * 0.5
            leaf = smooth(
                [(px, py + 70), (px - 34 + lean * 0.4, py - 10), (px + lean, py - 90), (px + 36 + lean * 0.6, py - 16)]
            )
            sheet.fill(leaf, sheet.random.choice(["#6fa04e", "#4d8447", "#8fb85a", "#3d7344"]))
            sheet.line([(px, py + 80), (px + lean * 0.7, py - 60)], "#e6edc4", 5)
        elif kind == "radish":
            root = smooth(
                [
                    (px - 100, py),
                    (px - 60, py - 30),
                    (px + 50, py - 26),
                    (px + 92, py),
                    (px + 50, py + 26),
                    (px - 60, py + 22),
                ]
            )
            sheet.fill(root, "#f4ead8")
            sheet.shade(root, "#c9ae86", (px, py + 30), (px, py - 24), 0.7, 0.0)
            sheet.limb((px + 90, py), (px + 150, py - 26), 14, 6, LEAF)
        else:
            ink, dark, size = ("#d9402c", "#7a1410", 48) if kind == "tomato" else ("#e9c49c", "#b3835a", 40)
            blob = oval(px, py, size, size * (0.9 if kind == "tomato" else 1.16))
            sheet.fill(blob, ink)
            sheet.shade(blob, dark, (px + size, py + size), (px - size * 0.3, py - size * 0.4), 0.7, 0.0)
    basket = polygon([(x - 184, y - 20), (x + 184, y - 20), (x + 150, y + 170), (x - 150, y + 170)])
    sheet.fill(basket, "#b5813f")
    sheet.canvas.save()
    sheet.canvas.clipPath(basket)
    for row in range(6):
        for column in range(12):
            if (row + column) % 2:
                sheet.round_rect(x - 190 + column * 33, y - 12 + row * 32, 32, 26, 8, "#d9a85c")
    sheet.canvas.restore()
    sheet.shade(basket, "#4a2c14", (x + 150, y + 170), (x - 100, y), 0.7, 0.0)
    sheet.limb((x - 186, y - 20), (x + 186, y - 20), 17, 17, "#8a5a2a")
