"""The choir in rehearsal."""

from __future__ import annotations

from inks import (
    PAPER,
    ROSE,
    SAND,
    WHITE,
    mix,
)
from sheet import Sheet, box, smooth


def chorus(sheet: Sheet) -> None:
    """Four rows of singers in one sweep of colour, open-mouthed, and the conductor's raised arms in the foreground."""
    x: float
    y: float
    sheet.sky("#2f2748", "#5a4270", "#a8638a", bottom=1333)
    for i in range(9):
        pipe = 1000 + (i - 4) * 196
        for k in range(5):
            x = pipe + (k - 2) * 37
            high = 500 - abs(i - 4) * 34 - abs(k - 2) * 46
            sheet.round_rect(x - 15, 560 - high, 30, high + 20, 15, "#8a5a86" if (i + k) % 2 else "#7a4d7c")
            sheet.rect(x - 6, 520 - 24, 12, 30, "#3d2a52")
    sheet.shade(box(0, 0, 2000, 620), "#221a38", (0, 0), (0, 620), 0.6, 0.05)
    sheet.glow(1000, 640, 1050, "#ffd9a0", 0.5)
    rows = (
        (470, 15, 0.8, "#34506e", ROSE),
        (600, 14, 0.92, "#e3b45a", "#7a2430"),
        (745, 13, 1.05, "#b5324a", PAPER),
        (905, 11, 1.2, "#f1e3c9", "#b3001b"),
    )
    for y, count, size, robe, stole in rows:
        for i in range(count):
            t = (i + 0.5) / count * 2 - 1
            x = 1000 + t * 960
            _singer(
                sheet,
                x,
                y + 70 * t * t * -1 + 40 * abs(t),
                size,
                robe,
                stole,
                sheet.random.choice(["#e0ab88", "#d29a74", "#c78d68"]),
                -t,
            )
        edge = smooth(
            [
                (-40, y + 300 * size),
                (500, y + 320 * size),
                (1000, y + 326 * size),
                (1500, y + 320 * size),
                (2040, y + 300 * size),
                (2040, y + 420),
                (-40, y + 420),
            ]
        )
        sheet.shade(edge, "#2b1a38", (0, y + 420), (0, y + 290), 0.0, 0.0)
    sheet.fill(
        smooth([(-60, 1215), (500, 1180), (1000, 1172), (1500, 1180), (2060, 1215), (2060, 1400), (-60, 1400)]),
        "#4a2440",
    )
    sheet.shade(box(0, 1160, 2000, 180), "#1b1028", (0, 1333), (0, 1180), 0.8, 0.0)
    ink = "#150e20"
    x, y = 1000.0, 1400.0
    sheet.fill(
        smooth(
            [(x - 190, y), (x - 176, y - 250), (x - 70, y - 350), (x + 70, y - 350), (x + 176, y - 250), (x + 190, y)]
        ),
        ink,
    )
    sheet.limb((x, y - 340), (x, y - 400), 36, 36, "#a8714f")
    sheet.ellipse(x, y - 452, 74, 90, ink)
    sheet.shape([(x - 34, y - 366), (x + 34, y - 366), (x + 26, y - 344), (x - 26, y - 344)], PAPER)
    for side, elbow, hand in (
        (-1, (x - 330, y - 250), (x - 430, y - 480)),
        (1, (x + 320, y - 270), (x + 400, y - 530)),
    ):
        sheet.limb((x + side * 150, y - 260), elbow, 56, 44, ink)
        sheet.limb(elbow, hand, 44, 30, ink)
        sheet.limb((hand[0] - side * 2, hand[1] + 6), (hand[0], hand[1] - 10), 32, 30, PAPER)
        sheet.disc(hand[0] + side * 4, hand[1] - 40, 33, "#a8714f")
        for k in (-1, 0, 1):
            sheet.limb(
                (hand[0] + side * 4 + k * 16, hand[1] - 54),
                (hand[0] + side * 10 + k * 24, hand[1] - 96),
                10,
                7,
                "#a8714f",
            )
    sheet.line([(x + 404, y - 580), (x + 580, y - 760)], WHITE, 7)


def _singer(sheet: Sheet, x: float, y: float, size: float, robe: str, stole: str, skin: str, turn: float) -> None:
    body = smooth(
        [
            (x - 78 * size, y + 340 * size),
            (x - 74 * size, y + 80 * size),
            (x - 30 * size, y + 46 * size),
            (x + 30 * size, y + 46 * size),
            (x + 74 * size, y + 80 * size),
            (x + 78 * size, y + 340 * size),
        ]
    )
    sheet.fill(body, robe)
    sheet.shade(
        body, mix(robe, "#2b1a38", 0.75), (x + 80 * size, y + 340 * size), (x - 30 * size, y + 80 * size), 0.7, 0.0
    )
    sheet.shape(
        [
            (x - 30 * size, y + 50 * size),
            (x, y + 110 * size),
            (x + 30 * size, y + 50 * size),
            (x + 44 * size, y + 62 * size),
            (x, y + 150 * size),
            (x - 44 * size, y + 62 * size),
        ],
        stole,
    )
    for side in (-1, 1):
        sheet.limb(
            (x + side * 66 * size, y + 100 * size),
            (x + side * 52 * size, y + 190 * size),
            25 * size,
            22 * size,
            mix(robe, "#2b1a38", 0.22),
        )
        sheet.disc(x + side * 36 * size, y + 176 * size, 15 * size, skin)
    sheet.shape(
        [
            (x - 52 * size, y + 146 * size),
            (x - 2 * size, y + 158 * size),
            (x - 2 * size, y + 220 * size),
            (x - 58 * size, y + 204 * size),
        ],
        WHITE,
    )
    sheet.shape(
        [
            (x + 52 * size, y + 146 * size),
            (x + 2 * size, y + 158 * size),
            (x + 2 * size, y + 220 * size),
            (x + 58 * size, y + 204 * size),
        ],
        SAND,
    )
    sheet.limb((x, y + 20 * size), (x, y + 54 * size), 17 * size, 18 * size, mix(skin, "#5a3040", 0.2))
    long_hair = sheet.random.random() < 0.5
    hair = sheet.random.choice(["#1d1524", "#2c1c22", "#3a2428", "#8d8794"])
    if long_hair:
        sheet.fill(
            smooth(
                [
                    (x - 48 * size, y + 40 * size),
                    (x - 46 * size, y - 30 * size),
                    (x, y - 62 * size),
                    (x + 46 * size, y - 30 * size),
                    (x + 48 * size, y + 40 * size),
                ]
            ),
            hair,
        )
    sheet.ellipse(x + turn * 4 * size, y - 4 * size, 35 * size, 43 * size, skin)
    sheet.fill(
        smooth(
            [
                (x - 39 * size, y - 2 * size),
                (x - 36 * size, y - 42 * size),
                (x, y - 58 * size),
                (x + 36 * size, y - 42 * size),
                (x + 39 * size, y - 2 * size),
                (x + 26 * size, y - 28 * size),
                (x - 10 * size, y - 34 * size),
            ]
        ),
        hair,
    )
    for side in (-1, 1):
        sheet.curve(
            [
                (x + (side * 20 - 6 + turn * 9) * size, y - 8 * size),
                (x + (side * 20 + turn * 9) * size, y - 5 * size),
                (x + (side * 20 + 6 + turn * 9) * size, y - 8 * size),
            ],
            "#2b1a28",
            3.4 * size,
        )
    sheet.ellipse(x + turn * 9 * size, y + 21 * size, 8 * size, 11 * size, "#6a1424")
