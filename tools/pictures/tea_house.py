"""The tea house in its morning light."""

from __future__ import annotations

import math

from inks import (
    INK,
    RED,
)
from people import Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth


def tea_house(sheet: Sheet) -> None:
    """A lattice window full of green morning; two old men over a chess board, and near us a pot that steams."""
    sheet.canvas.clear(sheet.paint("#2b2019").getColor())
    sheet.gradient(box(0, 0, 2000, 1000), (0, 0), (0, 1000), [(0, "#221914", 1), (1, "#4a3323", 1)])
    window = box(330, 110, 1340, 640)
    sheet.gradient(window, (0, 110), (0, 750), [(0, "#e9efc6", 1), (0.6, "#c3d6a0", 1), (1, "#8fb083", 1)])
    sheet.canvas.save()
    sheet.canvas.clipPath(window)
    for _ in range(26):
        x, y = sheet.random.uniform(330, 1670), sheet.random.uniform(420, 800)
        sheet.ellipse(
            x,
            y,
            sheet.random.uniform(50, 130),
            sheet.random.uniform(36, 80),
            sheet.random.choice(["#6f9a68", "#88ac74", "#557f58"]),
            0.7,
        )
    for x in (560, 610, 1390, 1450, 1500):
        sheet.curve([(x, 760), (x + 14, 430), (x - 8, 100)], "#5d8757", 15)
        for k in range(9):
            sheet.fill(
                polygon(
                    [
                        (x, 200 + k * 55),
                        (x + (70 if k % 2 else -74), 176 + k * 55),
                        (x + (20 if k % 2 else -20), 214 + k * 55),
                    ]
                ),
                "#4f7a4e",
            )
    sheet.shade(window, "#f7f6d8", (1000, 110), (1000, 600), 0.5, 0.0)
    sheet.canvas.restore()
    wood = "#1d1510"
    for x in (330, 660, 1000, 1340, 1670):
        sheet.rect(x - 15, 80, 30, 700, wood)
    for y in (110, 750):
        sheet.rect(300, y - 16, 1400, 32, wood)
    for panel in range(4):
        left = 330 + panel * 337
        for k in range(1, 5):
            if k in (1, 4):
                sheet.rect(left + k * 67 - 4, 110, 9, 640, wood)
        for k in range(1, 8):
            if k in (1, 2, 6, 7):
                sheet.rect(left, 110 + k * 80 - 4, 337, 9, wood)
        cx, cy = left + 168, 430
        for across, down in ((100, 160), (58, 94)):
            sheet.line(
                [(cx - across, cy), (cx, cy - down), (cx + across, cy), (cx, cy + down), (cx - across, cy)], wood, 8
            )
    for dx in (360, 700, 1040, 1380):
        sheet.fill(polygon([(dx, 120), (dx + 260, 120), (dx - 60, 1333), (dx - 520, 1333)]), "#eef3c8", 0.075, 10)
    for x in (180, 1820):
        sheet.line([(x, -10), (x, 190)], "#120c09", 6)
        sheet.glow(x, 300, 330, "#ffb04a", 0.4)
        lantern = oval(x, 290, 92, 108)
        sheet.fill(lantern, "#c9402a")
        sheet.shade(lantern, "#ffcf6a", (x, 260), (x + 92, 400), 0.7, 0.0)
        for k in (-50, 0, 50):
            sheet.curve([(x + k * 0.5, 184), (x + k * 1.3, 290), (x + k * 0.5, 396)], "#7a1a18", 5)
        sheet.rect(x - 40, 176, 80, 18, "#2a1710")
        sheet.rect(x - 40, 388, 80, 18, "#2a1710")
        sheet.line([(x, 404), (x, 480)], "#d99a3a", 9)
    table = 905.0
    men = ((705.0, 1, "#39515a", "#d8d2c4", None), (1295.0, -1, "#5a4a3a", "#c9c3b5", "#2a221c"))
    for x, face, coat, hair, hat in men:
        pose = Pose(
            lean=18,
            near_hip=84,
            near_knee=-84,
            far_hip=80,
            far_knee=-80,
            near_arm=46 if face > 0 else 22,
            near_elbow=38 if face > 0 else 108,
            far_arm=40,
            far_elbow=44,
            nod=18,
        )
        person(
            sheet,
            x,
            table + 76,
            760,
            pose,
            Dress(coat=coat, legs="#1b1613", skin="#c18a63", hair=hair, broad=0.85, hem=0.05, hat=hat),
            face,
            seat=True,
        )
        sheet.rect(x - face * 60 - 90, table + 110, 190, 24, "#120c09")
        sheet.rect(x - face * 60 - 74, table + 130, 20, 240, "#120c09")
        sheet.rect(x - face * 60 + 56, table + 130, 20, 240, "#120c09")
    sheet.shape([(720, table - 24), (1280, table - 24), (1340, table + 22), (660, table + 22)], "#8a5a34")
    sheet.rect(660, table + 22, 680, 30, "#4a2c18")
    for x in (700, 1276):
        sheet.rect(x, table + 50, 26, 380, "#2a1810")
    sheet.shape([(880, table - 16), (1120, table - 16), (1140, table + 12), (860, table + 12)], "#e0bf84")
    for i in range(9):
        sheet.ellipse(
            890 + sheet.random.uniform(0, 220), table - 8 + sheet.random.uniform(0, 14), 13, 7, RED if i % 2 else INK
        )
    front = polygon([(-10, 1150), (2010, 1110), (2010, 1340), (-10, 1340)])
    sheet.fill(front, "#6b4226")
    sheet.shade(front, "#24150c", (2000, 1333), (500, 1120), 0.85, 0.05)
    sheet.gouges(front, "#8a5a34", 40, 500, 7, -1.2, 0.6, 1)
    _pot(sheet, 430, 1170)
    for x, y in ((790, 1235), (960, 1200)):
        sheet.ellipse(x, y + 34, 96, 22, "#24150c", 0.6)
        cup = smooth([(x - 66, y - 46), (x + 66, y - 46), (x + 40, y + 30), (x - 40, y + 30)])
        sheet.fill(cup, "#e9e4d2")
        sheet.shade(cup, "#5f8a94", (x + 70, y + 20), (x - 30, y - 20), 0.6, 0.0)
        sheet.ellipse(x, y - 46, 66, 15, "#c9c4ae")
        sheet.ellipse(x, y - 44, 56, 11, "#8a6a2a")
    sheet.ellipse(1610, 1190, 190, 40, "#24150c", 0.5)
    sheet.ellipse(1610, 1176, 180, 38, "#d8cfb8")
    for _ in range(40):
        sheet.ellipse(
            1610 + sheet.random.gauss(0, 62),
            1160 - abs(sheet.random.gauss(0, 16)),
            20,
            11,
            sheet.random.choice(["#b5773f", "#c98b4c", "#8a5428"]),
        )


def _pot(sheet: Sheet, x: float, y: float) -> None:
    sheet.ellipse(x, y + 84, 270, 38, "#1b100a", 0.6, 6)
    body = smooth(
        [
            (x - 190, y - 40),
            (x - 130, y - 140),
            (x, y - 170),
            (x + 130, y - 140),
            (x + 190, y - 40),
            (x + 150, y + 60),
            (x, y + 88),
            (x - 150, y + 60),
        ]
    )
    spout = smooth(
        [
            (x + 150, y + 10),
            (x + 230, y - 60),
            (x + 270, y - 160),
            (x + 316, y - 164),
            (x + 290, y - 60),
            (x + 200, y + 50),
        ]
    )
    sheet.canvas.drawOval(oval(x - 206, y - 50, 88, 92).getBounds(), sheet.paint("#7a3524", line=32))
    for part in (spout, body):
        sheet.fill(part, "#8f3f2a")
        sheet.shade(part, "#2e110b", (x + 260, y + 80), (x - 60, y - 120), 0.85, 0.0)
    sheet.shade(body, "#e0946a", (x - 190, y - 160), (x - 20, y), 0.6, 0.0)
    sheet.ellipse(x, y - 152, 116, 26, "#6a2a1b")
    sheet.fill(
        smooth([(x - 110, y - 158), (x - 70, y - 196), (x, y - 208), (x + 70, y - 196), (x + 110, y - 158)]), "#8f3f2a"
    )
    sheet.disc(x, y - 222, 25, "#6a2a1b")
    for k in range(7):
        sheet.ellipse(
            x + 306 + 40 * math.sin(k * 0.9) + k * 8,
            y - 210 - k * 90,
            30 + k * 13,
            66 + k * 6,
            "#f3f3dc",
            0.4 - k * 0.04,
            16,
        )
