"""Pictures of the two small test papers: an English harbour, its car ferry, and a pier at evening."""

from __future__ import annotations

from crowds import crowd
from ferries import gull
from inks import (
    BRICK,
    GOLD,
    INK,
    NAVY,
    OCHRE,
    PAPER,
    RED,
    TEAL,
    VERMILION,
    WHITE,
)
from people import STAND, STROLL, Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth
from skyline import hills


def harbour(sheet: Sheet) -> None:
    """A small harbour: terraced houses up the hill, fishing boats, the breakwater with its striped lighthouse."""
    sheet.sky("#d5dfe0", "#e8ebe2", "#f6eedb", bottom=720)
    sheet.fill(smooth([(-60, 740), (-40, 330), (300, 240), (700, 380), (1050, 560), (1300, 740)]), "#7f9a7c")
    sheet.shade(box(-60, 240, 1360, 500), "#4d6b58", (0, 740), (300, 260), 0.6, 0.0)
    walls = ["#f2e6cc", "#e8b79a", "#c9dbd6", "#f0d28a", "#d98f7a", "#dfe6df", "#a9c3c9"]
    for row in range(4):
        y = 440 + row * 98
        x = -30.0
        while x < 620 + row * 190:
            wide, high = sheet.random.uniform(70, 112), sheet.random.uniform(104, 140)
            sheet.rect(x, y - high + 60, wide, high + 60, sheet.random.choice(walls))
            sheet.shape(
                [(x - 7, y - high + 62), (x + wide / 2, y - high + 14), (x + wide + 7, y - high + 62)],
                sheet.random.choice(["#5b6468", "#8a4a3a", "#6d5a50"]),
            )
            for k in range(2):
                sheet.rect(x + 14 + k * (wide - 44), y - high + 88, 17, 27, "#3d5560")
                sheet.rect(x + 14 + k * (wide - 44), y - high + 136, 17, 27, "#3d5560")
            sheet.rect(x + wide * 0.72, y - high + 2, 14, 40, "#7a5a4a")
            x += wide
    sheet.rect(-10, 776, 1290, 90, "#8e948f")
    sheet.gouges(box(0, 780, 1280, 84), "#5e6d68", 90, 80, 5, 0, 0.8, 1)
    sheet.gradient(box(0, 850, 2000, 490), (0, 850), (0, 1333), [(0, "#9fc0bd", 1), (1, "#2d5f70", 1)])
    sheet.gradient(box(1280, 716, 720, 150), (0, 716), (0, 860), [(0, "#c3d6d0", 1), (1, "#9fc0bd", 1)])
    sheet.ripples(735, 860, "#f2f2e2", 60, 0.7, left=1290)
    sheet.ripples(870, 1333, "#f2f2e2", 190, 0.6)
    sheet.ripples(880, 1333, "#1d4a5c", 190, 0.5)
    sheet.shape([(1180, 866), (1230, 800), (1800, 742), (1880, 742), (1880, 800), (1500, 866)], "#77807c")
    sheet.shape([(1230, 800), (1800, 742), (1880, 742), (1300, 812)], "#a5aba3")
    for i in range(5):
        a, b = 1790 + i * 5, 1890 - i * 5
        y = 750 - i * 74
        sheet.shape([(a, y), (b, y), (b - 5, y - 74), (a + 5, y - 74)], WHITE if i % 2 else RED)
    sheet.shade(
        polygon([(1790, 750), (1890, 750), (1868, 380), (1812, 380)]), "#3d2a2a", (1890, 700), (1800, 700), 0.7, 0.0
    )
    sheet.rect(1798, 370, 84, 16, INK)
    sheet.rect(1818, 316, 44, 56, "#fff1c4")
    sheet.fill(smooth([(1806, 318), (1840, 272), (1874, 318)]), RED)
    sheet.glow(1840, 344, 170, "#fff1c4", 0.6)
    for x, y, size, ink in (
        (560, 960, 0.8, TEAL),
        (1080, 1000, 1.0, RED),
        (330, 1150, 1.35, NAVY),
        (1500, 1180, 1.3, OCHRE),
    ):
        _trawler(sheet, x, y, size, ink)
    for x, y, size in ((1300, 300, 54), (1480, 420, 38), (1120, 220, 34), (900, 1090, 60)):
        gull(sheet, x, y, size, WHITE)
    crowd(sheet, 60, 1180, 790, 92, 12, ["#4d5f6b", BRICK, "#2d4a52", OCHRE, NAVY])


def _trawler(sheet: Sheet, x: float, y: float, size: float, ink: str) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, y + dy * size

    sheet.fill(oval(x, y + 56 * size, 200 * size, 16 * size), "#1d4a5c", 0.5)
    hull = smooth([at(-190, -60), at(-60, -26), at(90, -30), at(220, -96), at(170, 46), at(-150, 46)])
    sheet.fill(hull, ink)
    sheet.shade(hull, INK, at(0, 50), at(0, -60), 0.7, 0.0)
    sheet.curve([at(-190, -60), at(-60, -26), at(90, -30), at(220, -96)], PAPER, 9 * size)
    sheet.shape([at(-10, -36), at(-4, -140), at(96, -140), at(104, -40)], PAPER)
    sheet.shape([at(4, -124), at(88, -124), at(90, -86), at(4, -86)], "#2d4a52")
    sheet.shape([at(-16, -140), at(106, -140), at(100, -156), at(-10, -156)], ink)
    sheet.line([at(-70, -30), at(-70, -300)], "#4a3428", 9 * size)
    sheet.line([at(-70, -290), at(-180, -70)], "#4a3428", 4 * size)
    sheet.line([at(-70, -290), at(200, -90)], "#4a3428", 3 * size)
    sheet.line([at(-70, -200), at(-160, -240)], "#4a3428", 7 * size)
    sheet.shape([at(-70, -296), at(-20, -282), at(-70, -264)], VERMILION)
    for k in range(3):
        sheet.disc(*at(-120 + k * 40, -4), 15 * size, GOLD)


def car_ferry(sheet: Sheet) -> None:
    """From the slipway: a black and white car ferry lowers its bow ramp under a slate sky, a deckhand waves."""
    sheet.sky("#39475a", "#6a7b8a", "#c3b9a6", bottom=760)
    sheet.gouges(box(0, 60, 2000, 420), "#52627a", 60, 560, 26, -3, 0.6, 2)
    sheet.gouges(box(0, 460, 2000, 220), "#e3cfa8", 30, 520, 12, 0, 0.7, 1)
    hills(sheet, 770, 140, "#56707a", 3)
    sheet.gradient(box(0, 765, 2000, 570), (0, 765), (0, 1333), [(0, "#9aa39c", 1), (1, "#2a4450", 1)])
    sheet.ripples(775, 1333, "#e9dfc4", 240, 0.6)
    sheet.ripples(800, 1333, "#1b3340", 240, 0.6)
    x, y = 1000.0, 1000.0
    hull = smooth(
        [
            (x - 470, y - 250),
            (x - 500, y - 120),
            (x - 400, y + 30),
            (x + 400, y + 30),
            (x + 500, y - 120),
            (x + 470, y - 250),
        ]
    )
    sheet.fill(hull, "#1a222b")
    sheet.rect(x - 430, y - 520, 860, 290, PAPER)
    sheet.shade(box(x - 430, y - 520, 860, 290), "#8d8f8a", (x + 430, y - 230), (x - 200, y - 500), 0.6, 0.0)
    sheet.rect(x - 300, y - 660, 600, 150, WHITE)
    for i in range(7):
        sheet.rect(x - 280 + i * 82, y - 636, 66, 62, "#2d4452")
    sheet.rect(x - 340, y - 676, 680, 22, RED)
    sheet.rect(x - 470, y - 530, 940, 20, WHITE)
    crowd(sheet, x - 420, x - 310, y - 528, 110, 3, [OCHRE, TEAL, VERMILION])
    crowd(sheet, x + 310, x + 420, y - 528, 110, 3, [OCHRE, NAVY, VERMILION])
    for side in (-1, 1):
        sheet.rect(x + side * 200 - 45, y - 810, 90, 150, RED)
        sheet.rect(x + side * 200 - 45, y - 810, 90, 34, INK)
        sheet.round_rect(x + side * 372 - 40, y - 470, 80, 120, 36, "#e4742f")
        sheet.rect(x + side * 372 - 44, y - 416, 88, 10, INK)
    sheet.line([(x, y - 676), (x, y - 900)], INK, 10)
    sheet.line([(x - 70, y - 830), (x + 70, y - 830)], INK, 7)
    mouth = polygon([(x - 270, y - 400), (x + 270, y - 400), (x + 290, y - 30), (x - 290, y - 30)])
    sheet.fill(mouth, "#0f161d")
    for k in range(3):
        sheet.glow(x - 150 + k * 150, y - 372, 170, "#ffdf9a", 0.8)
        sheet.disc(x - 150 + k * 150, y - 380, 11, "#fff6d8")
    for cx, ink in ((x - 140, "#a83a30"), (x + 110, "#3f7480")):
        _car(sheet, cx, y - 60, 0.86, ink, True)
    ramp = polygon([(x - 300, y - 40), (x + 300, y - 40), (x + 420, y + 190), (x - 420, y + 190)])
    sheet.fill(ramp, "#59646a")
    sheet.shade(ramp, "#1a222b", (x, y + 190), (x, y - 40), 0.6, 0.0)
    for k in range(6):
        t = k / 5
        sheet.line([(x - 300 - 120 * t, y - 30 + 210 * t), (x + 300 + 120 * t, y - 30 + 210 * t)], GOLD, 7)
    for side in (-1, 1):
        sheet.line([(x + side * 300, y - 400), (x + side * 410, y + 170)], INK, 7)
    slip = polygon([(x - 560, y + 170), (x + 560, y + 170), (x + 1100, 1350), (x - 1100, 1350)])
    sheet.fill(slip, "#8a8577")
    sheet.shade(slip, "#35383a", (x, 1340), (x, y + 170), 0.8, 0.05)
    sheet.shape([(x - 12, y + 200), (x + 12, y + 200), (x + 30, 1340), (x - 30, 1340)], PAPER, 0.8)
    _car(sheet, 560, 1290, 1.5, "#2f5f6b", False)
    _car(sheet, 1500, 1300, 1.5, "#c9a04a", False)
    person(
        sheet,
        1120,
        1240,
        330,
        Pose(near_arm=150, near_elbow=-20, far_arm=40, far_elbow=10),
        Dress(coat="#e4742f", legs="#1f2a33", skin="#d39b76", hair=INK, broad=0.95, hem=0.08, hat=GOLD),
        -1,
    )
    for gx, gy, size in ((380, 330, 70), (1620, 250, 56), (520, 470, 40), (1460, 430, 36)):
        gull(sheet, gx, gy, size, WHITE)


def _car(sheet: Sheet, x: float, y: float, size: float, ink: str, lights: bool) -> None:
    for side in (-1, 1):
        sheet.round_rect(x + side * 74 * size - 17 * size, y - 34 * size, 34 * size, 48 * size, 9 * size, "#11171c")
    sheet.fill(
        smooth(
            [
                (x - 104 * size, y),
                (x - 106 * size, y - 66 * size),
                (x - 74 * size, y - 82 * size),
                (x - 56 * size, y - 140 * size),
                (x + 56 * size, y - 140 * size),
                (x + 74 * size, y - 82 * size),
                (x + 106 * size, y - 66 * size),
                (x + 104 * size, y),
            ]
        ),
        ink,
    )
    sheet.shape(
        [
            (x - 62 * size, y - 82 * size),
            (x - 48 * size, y - 128 * size),
            (x + 48 * size, y - 128 * size),
            (x + 62 * size, y - 82 * size),
        ],
        "#22323c",
    )
    for side in (-1, 1):
        if lights:
            sheet.glow(x + side * 76 * size, y - 44 * size, 90 * size, "#fff3c0", 0.8)
        sheet.disc(x + side * 76 * size, y - 44 * size, 14 * size, "#fff6d8" if lights else "#b3001b")
    sheet.round_rect(x - 30 * size, y - 34 * size, 60 * size, 18 * size, 4 * size, PAPER)


def pier(sheet: Sheet) -> None:
    """Evening at the pier: a wooden jetty with a tiled pavilion and lanterns runs out into green and gold water."""
    x: float
    y: float
    size: float
    sheet.sky("#123a44", "#2f7068", "#9db586", "#f3cf7a", bottom=800)
    sheet.glow(1460, 760, 900, "#ffe08a", 0.8)
    sheet.disc(1460, 716, 78, "#fff0b8")
    for y, ink in ((300, "#3f8074"), (470, "#8fae82"), (600, "#e9c877")):
        sheet.gouges(box(0, y - 50, 2000, 120), ink, 22, 560, 12, 0, 0.7, 0.6)
    hills(sheet, 800, 230, "#3d6a5c", 3)
    hills(sheet, 804, 120, "#23493f", 5)
    sheet.gradient(
        box(0, 796, 2000, 540), (0, 796), (0, 1333), [(0, "#e3c06a", 1), (0.35, "#4f8a76", 1), (1, "#0c2f38", 1)]
    )
    sheet.ripples(806, 1333, "#ffe6a0", 280, 0.65)
    sheet.ripples(840, 1333, "#082630", 260, 0.6)
    sheet.gouges(polygon([(1380, 800), (1540, 800), (1700, 1333), (1240, 1333)]), "#fff0b8", 80, 200, 11, 0, 0.9, 0.5)
    dark = "#0e1f24"
    deck = polygon([(-10, 1100), (1120, 838), (1240, 838), (700, 1340), (-10, 1340)])
    sheet.fill(deck, "#5a4a36")
    sheet.shade(deck, "#17130e", (0, 1333), (1150, 850), 0.85, 0.0)
    for i in range(26):
        t = (i / 26) ** 1.8
        sheet.line(
            [(1120 - 1130 * t, 838 + 262 * t), (1240 - 700 * t * 0.98, 838 + 640 * t)], "#1d1812", 2 + 5 * t, 0.8
        )
    sheet.shape([(1240, 838), (700, 1340), (760, 1340), (1246, 850)], dark)
    for t in (0.06, 0.2, 0.42, 0.75):
        x, y = 1240 - 540 * t, 838 + 502 * t
        sheet.rect(x, y, 12 + 26 * t, 90 + 260 * t, dark)
        high = 90 + 330 * t
        sheet.rect(x - 4, y - high, 7 + 12 * t, high, dark)
        sheet.line([(x, y - high), (x + 40 + 60 * t, y - high)], dark, 5 + 6 * t)
        lx, ly, size = x + 40 + 60 * t, y - high + 24 + 40 * t, 17 + 40 * t
        sheet.glow(lx, ly, size * 6, "#ffb04a", 0.6)
        sheet.fill(oval(lx, ly, size, size * 1.2), "#d9482b")
        sheet.shade(oval(lx, ly, size, size * 1.2), "#ffdf8a", (lx, ly), (lx + size, ly + size), 0.8, 0.0)
    px, py = 1180.0, 842.0
    for dx in (-120, -44, 44, 120):
        sheet.rect(px + dx - 8, py - 200, 16, 200, dark)
    sheet.rect(px - 140, py - 14, 280, 22, dark)
    sheet.glow(px, py - 110, 240, "#ffd27a", 0.7)
    for level, wide in ((190, 210), (280, 130)):
        sheet.fill(
            smooth(
                [
                    (px - wide - 30, py - level - 26),
                    (px - wide + 30, py - level),
                    (px, py - level + 4),
                    (px + wide - 30, py - level),
                    (px + wide + 30, py - level - 26),
                    (px + wide * 0.5, py - level - 66),
                    (px, py - level - 92),
                    (px - wide * 0.5, py - level - 66),
                ]
            ),
            "#17343a",
        )
    sheet.disc(px, py - 390, 13, dark)
    crowd(sheet, px - 110, px + 110, py, 100, 5, ["#2b3d3c", "#43392f"], "#7a5a40")
    person(
        sheet,
        560,
        1210,
        420,
        STROLL,
        Dress(coat="#8a2c28", legs=dark, skin="#a8754f", hair=dark, broad=0.9, hem=0.16, long_hair=True, scarf=GOLD),
        1,
    )
    person(
        sheet,
        430,
        1230,
        440,
        STAND,
        Dress(coat="#1d3f4a", legs=dark, skin="#a8754f", hair=dark, broad=0.95, hem=0.1),
        1,
    )
    person(
        sheet,
        860,
        990,
        230,
        STAND,
        Dress(coat="#3a4f48", legs=dark, skin="#8a6244", hair=dark, broad=0.9, hat="#c9a45a"),
        1,
    )
    sheet.line([(900, 880), (1060, 760)], dark, 4)
    sheet.line([(1060, 760), (1076, 960)], "#f3e6b8", 1.5)
    for x, y, size in ((1640, 930, 240), (1790, 850, 130), (300, 860, 140)):
        sheet.fill(
            smooth(
                [
                    (x - size / 2, y - size * 0.12),
                    (x, y - size * 0.02),
                    (x + size / 2, y - size * 0.12),
                    (x + size * 0.34, y + size * 0.04),
                    (x - size * 0.34, y + size * 0.04),
                ]
            ),
            dark,
        )
        sheet.fill(
            smooth(
                [
                    (x - size * 0.2, y - size * 0.03),
                    (x - size * 0.12, y - size * 0.16),
                    (x + size * 0.14, y - size * 0.16),
                    (x + size * 0.22, y - size * 0.03),
                ]
            ),
            "#2b241a",
        )
        sheet.glow(x + size * 0.24, y - size * 0.1, size * 0.3, "#ffcf7a", 0.9)
