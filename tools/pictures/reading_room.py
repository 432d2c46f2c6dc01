"""The reading room."""

from __future__ import annotations

from inks import (
    BRICK,
    OCHRE,
    PAPER,
    PINE,
    SAND,
    SKIN,
    TEAL,
)
from library import smooth_arch
from sheet import Sheet, box, oval, polygon, smooth


def reading_room(sheet: Sheet) -> None:
    """Upright: sun falls through one great window across long tables where readers bend over lamps and books."""
    x: float
    side: float
    sheet.sky("#6e4a33", "#8d6140", "#a97a50", bottom=1300)
    for side in (-1, 1):
        base = 0 if side < 0 else 1333
        for shelf in range(9):
            for depth in range(5):
                near, far = base - side * depth * 76, base - side * (depth + 1) * 76
                y0 = 60 + shelf * 128
                slope = (depth - 2) * 6
                if depth < 4:
                    x = min(near, far)
                    while x < max(near, far) - 8:
                        wide = sheet.random.uniform(10, 22)
                        high = sheet.random.uniform(72, 106) - depth * 7
                        sheet.rect(
                            x,
                            y0 + 110 - high - slope,
                            wide - 2,
                            high,
                            sheet.random.choice(
                                ["#5e2b25", "#8a4a2c", "#3d4a3c", "#a8743c", "#4a3428", "#2f3f45", "#b98f58"]
                            ),
                        )
                        x += wide
                    sheet.rect(min(near, far), y0 + 110 - slope, 77, 11, "#3a241a")
    left, right, top, sill = 376, 957, 330, 1010
    sheet.fill(smooth_arch(left - 40, right + 40, top - 20, sill + 24), "#4a2f20")
    glass = smooth_arch(left, right, top, sill)
    sheet.gradient(glass, (0, 100), (0, sill), [(0, "#fdf3cf", 1), (0.7, "#f9dd9b", 1), (1, "#e9c27c", 1)])
    sheet.canvas.save()
    sheet.canvas.clipPath(glass)
    for x, y, r in ((470, 860, 120), (620, 930, 150), (790, 880, 130), (900, 800, 110), (420, 700, 60)):
        sheet.disc(x, y, r, "#a9a868", 0.75)
        sheet.shade(oval(x, y, r, r), "#6e7d4a", (x + r, y + r), (x - r, y - r), 0.7, 0.0)
    sheet.canvas.restore()
    for i in range(1, 4):
        x = left + (right - left) * i / 4
        sheet.rect(x - 6, 90, 12, sill - 90, "#4a2f20")
    for y in (330, 560, 790):
        sheet.rect(left, y - 6, right - left, 12, "#4a2f20")
    sheet.rect(left - 70, sill, right - left + 140, 30, "#3a241a")
    floor = box(0, 1130, 1333, 870)
    sheet.gradient(floor, (0, 1130), (0, 2000), [(0, "#8d6140", 1), (1, "#3d2619", 1)])
    sheet.rect(0, 1030, 1333, 130, "#5a3a28")
    for dx in (0, 150, 300, 450):
        sheet.fill(
            polygon(
                [
                    (left + dx - 10, 330),
                    (left + dx + 120, 330),
                    (left + dx * 1.7 - 60, 2000),
                    (left + dx * 1.7 - 330, 2000),
                ]
            ),
            "#ffe9b0",
            0.16,
            10,
        )
    coats = ["#7a2430", TEAL, OCHRE, "#3d4a5c", PINE, BRICK]
    for row, (y, size) in enumerate(((1230, 0.5), (1420, 0.78), (1740, 1.25))):
        half = 560 * size + 120
        for seat in range(3 if row < 2 else 2):
            x = 666 + (seat - (1 if row < 2 else 0.5)) * half * (0.72 if row < 2 else 0.95)
            _reader(sheet, x, y + 8 * size, size, coats[(row * 2 + seat) % 6], seat % 2 == 0)
        sheet.shape(
            [(666 - half, y), (666 + half, y), (666 + half * 1.22, y + 92 * size), (666 - half * 1.22, y + 92 * size)],
            "#b5773f",
        )
        sheet.shade(
            polygon(
                [
                    (666 - half, y),
                    (666 + half, y),
                    (666 + half * 1.22, y + 92 * size),
                    (666 - half * 1.22, y + 92 * size),
                ]
            ),
            "#5c321c",
            (1333, y),
            (300, y),
            0.6,
            0.0,
        )
        sheet.rect(666 - half * 1.22, y + 92 * size, half * 2.44, 26 * size, "#5c321c")
        for side in (-0.98, 0.98):
            sheet.rect(666 + half * side * 1.1 - 14 * size, y + 110 * size, 30 * size, 240 * size, "#3a2016")
        for lamp in (-0.36, 0.36) if row < 2 else (0.0,):
            _desk_lamp(sheet, 666 + half * lamp, y + 40 * size, size)
        for k in range(3):
            bx = 666 + (k - 1.1) * half * 0.62 + 40 * size
            sheet.shape(
                [
                    (bx - 70 * size, y + 40 * size),
                    (bx, y + 50 * size),
                    (bx, y + 76 * size),
                    (bx - 84 * size, y + 64 * size),
                ],
                PAPER,
            )
            sheet.shape(
                [
                    (bx + 70 * size, y + 40 * size),
                    (bx, y + 50 * size),
                    (bx, y + 76 * size),
                    (bx + 84 * size, y + 64 * size),
                ],
                SAND,
            )
    sheet.shade(box(0, 1700, 1333, 300), "#24140d", (0, 2000), (0, 1700), 0.8, 0.0)


def _reader(sheet: Sheet, x: float, y: float, size: float, coat: str, bun: bool) -> None:
    sheet.fill(
        smooth(
            [
                (x - 105 * size, y + 30 * size),
                (x - 100 * size, y - 80 * size),
                (x - 40 * size, y - 128 * size),
                (x + 40 * size, y - 128 * size),
                (x + 100 * size, y - 80 * size),
                (x + 105 * size, y + 30 * size),
            ]
        ),
        coat,
    )
    sheet.shade(
        oval(x, y - 40 * size, 112 * size, 100 * size),
        "#2b1810",
        (x + 110 * size, y),
        (x - 40 * size, y - 60 * size),
        0.0,
        0.0,
    )
    sheet.limb((x, y - 120 * size), (x + 2 * size, y - 150 * size), 24 * size, 22 * size, SKIN)
    sheet.ellipse(x + 4 * size, y - 178 * size, 46 * size, 54 * size, SKIN)
    sheet.fill(
        smooth(
            [
                (x - 48 * size, y - 168 * size),
                (x - 44 * size, y - 220 * size),
                (x + 4 * size, y - 244 * size),
                (x + 52 * size, y - 218 * size),
                (x + 54 * size, y - 170 * size),
                (x + 30 * size, y - 196 * size),
                (x - 20 * size, y - 198 * size),
            ]
        ),
        "#2b1810",
    )
    if bun:
        sheet.disc(x + 6 * size, y - 250 * size, 24 * size, "#2b1810")
    for side in (-1, 1):
        sheet.limb(
            (x + side * 92 * size, y - 64 * size), (x + side * 56 * size, y + 24 * size), 26 * size, 20 * size, coat
        )


def _desk_lamp(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.glow(x, y - 60 * size, 230 * size, "#ffe9a8", 0.6)
    sheet.rect(x - 6 * size, y - 118 * size, 12 * size, 118 * size, "#c99a3a")
    sheet.ellipse(x, y + 4 * size, 44 * size, 12 * size, "#8a6420")
    sheet.fill(
        smooth(
            [
                (x - 92 * size, y - 104 * size),
                (x - 70 * size, y - 156 * size),
                (x + 70 * size, y - 156 * size),
                (x + 92 * size, y - 104 * size),
            ]
        ),
        "#1f5a4a",
    )
    sheet.rect(x - 78 * size, y - 110 * size, 156 * size, 8 * size, "#fff3c0")
