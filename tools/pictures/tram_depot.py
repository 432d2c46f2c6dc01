"""The tram depot."""

from __future__ import annotations

from inks import (
    GOLD,
    INK,
    ORANGE,
    PAPER,
    RED,
    SKIN,
    TEAL,
    mix,
)
from people import Dress, Pose, person
from sheet import Sheet, box, polygon, smooth


def tram_depot(sheet: Sheet) -> None:
    """The shed from the pit: steel roof, shafts of light, three trams side by side and two fitters at work."""
    sheet.sky("#2a3b42", "#5d7676", "#9fb0a4", bottom=1000)
    vx, vy = 1000.0, 560.0
    sheet.shape([(760, 470), (1240, 470), (1240, 720), (760, 720)], "#e9e4c4")
    sheet.glow(vx, 590, 620, "#f8efc8", 0.8)
    for i in range(7):
        size = (0.3, 0.42, 0.6, 0.84, 1.18, 1.65, 2.3)[i]
        ink = mix("#8fa39c", "#16232a", i / 6)
        left, right, high = vx - 860 * size, vx + 860 * size, vy - 250 * size
        peak = vy - 430 * size
        width = 22 * size
        sheet.line(
            [(left, vy + 320 * size), (left, high), (vx, peak), (right, high), (right, vy + 320 * size)], ink, width
        )
        sheet.line([(left, high), (right, high)], ink, width * 0.7)
        for k in range(1, 8):
            x = left + (right - left) * k / 8
            top = high - (high - peak) * (1 - abs(k - 4) / 4)
            sheet.line([(x, high), (x, top)], ink, width * 0.4)
            sheet.line(
                [
                    (x, high),
                    (
                        left + (right - left) * (k + (1 if k < 4 else -1)) / 8,
                        high - (high - peak) * (1 - abs(k + (1 if k < 4 else -1) - 4) / 4),
                    ),
                ],
                ink,
                width * 0.36,
            )
    for x, lean in ((420, 250), (900, 160), (1420, -120)):
        sheet.fill(
            polygon([(x, 0), (x + 150, 0), (x + 150 + lean + 90, 1050), (x + lean - 60, 1050)]), "#f8efc8", 0.2, 12
        )
    floor = polygon([(-20, 1333), (760, 716), (1240, 716), (2020, 1333)])
    sheet.fill(box(0, 716, 2000, 617), "#3b4646")
    sheet.fill(floor, "#58625c")
    sheet.shade(box(0, 716, 2000, 617), "#1c2628", (0, 1333), (0, 760), 0.9, 0.05)
    for track in (-760, -240, 240, 760):
        for rail in (-62, 62):
            sheet.shape(
                [
                    (vx + (track + rail) * 0.26 - 2, 720),
                    (vx + (track + rail) * 0.26 + 2, 720),
                    (vx + (track + rail) * 1.42 + 9, 1333),
                    (vx + (track + rail) * 1.42 - 9, 1333),
                ],
                "#cfd3bd",
            )
    _tram(sheet, 545, 1010, 0.82, TEAL)
    _tram(sheet, 1440, 1030, 0.9, "#c9a03c")
    _tram(sheet, 985, 1165, 1.22, RED)
    for x, y, tall, pose, face, coat in (
        (1650, 1270, 430, Pose(lean=8, near_arm=100, near_elbow=16, far_arm=80, far_elbow=30, nod=-8), -1, ORANGE),
        (330, 1255, 420, Pose(near_arm=30, near_elbow=90, far_arm=24, far_elbow=80, nod=14), 1, ORANGE),
    ):
        person(
            sheet,
            x,
            y,
            tall,
            pose,
            Dress(coat=coat, legs="#1f2f3c", skin=SKIN, hair=INK, broad=0.85, hat=GOLD, hem=0.02),
            face,
        )
    sheet.rect(1760, 1110, 130, 160, "#1d2b30")
    sheet.rect(1748, 1096, 154, 20, "#b3432f")
    for i in range(3):
        sheet.rect(1770, 1130 + i * 44, 110, 32, "#33464c")
    sheet.shape([(372, 1062), (430, 1052), (436, 1104), (380, 1112)], PAPER)


def _tram(sheet: Sheet, x: float, y: float, size: float, ink: str) -> None:
    def part(dx: float, dy: float, wide: float, high: float, radius: float, colour: str) -> None:
        sheet.round_rect(x + (dx - wide / 2) * size, y + dy * size, wide * size, high * size, radius * size, colour)

    sheet.ellipse(x, y + 16 * size, 250 * size, 30 * size, "#11191b", 0.6, 10)
    body = smooth(
        [
            (x - 196 * size, y),
            (x - 200 * size, y - 330 * size),
            (x - 168 * size, y - 560 * size),
            (x, y - 590 * size),
            (x + 168 * size, y - 560 * size),
            (x + 200 * size, y - 330 * size),
            (x + 196 * size, y),
        ]
    )
    part(0, -32, 420, 44, 12, "#161f22")
    sheet.fill(body, ink)
    sheet.canvas.save()
    sheet.canvas.clipPath(body)
    sheet.rect(x - 240 * size, y - 600 * size, 480 * size, 330 * size, "#f4ead0")
    sheet.rect(x - 240 * size, y - 286 * size, 480 * size, 18 * size, mix(ink, INK, 0.5))
    sheet.canvas.restore()
    sheet.shade(body, "#1b1416", (x + 230 * size, y), (x - 120 * size, y - 200 * size), 0.62, 0.0)
    glass = smooth(
        [
            (x - 168 * size, y - 300 * size),
            (x - 152 * size, y - 484 * size),
            (x, y - 500 * size),
            (x + 152 * size, y - 484 * size),
            (x + 168 * size, y - 300 * size),
        ]
    )
    sheet.fill(glass, "#24424d")
    sheet.shape(
        [
            (x - 110 * size, y - 310 * size),
            (x - 40 * size, y - 486 * size),
            (x + 16 * size, y - 488 * size),
            (x - 54 * size, y - 310 * size),
        ],
        "#a8c4bd",
        0.75,
    )
    sheet.rect(x - 6 * size, y - 496 * size, 12 * size, 196 * size, "#f4ead0")
    part(0, -566, 190, 54, 10, "#1a2326")
    for i in range(3):
        sheet.disc(x + (i - 1) * 30 * size, y - 539 * size, 8 * size, GOLD)
    sheet.disc(x, y - 150 * size, 52 * size, "#f4ead0")
    sheet.disc(x, y - 150 * size, 43 * size, ink)
    sheet.disc(x, y - 150 * size, 32 * size, "#fff8d8")
    sheet.glow(x, y - 150 * size, 150 * size, "#fff3c0", 0.6)
    for side in (-1, 1):
        sheet.disc(x + side * 138 * size, y - 96 * size, 22 * size, "#f4ead0")
        sheet.disc(x + side * 138 * size, y - 96 * size, 15 * size, "#e4742f")
    part(0, -28, 330, 40, 8, "#2b2f30")
    sheet.line(
        [(x - 60 * size, y - 590 * size), (x, y - 690 * size), (x + 60 * size, y - 590 * size)], "#161f22", 8 * size
    )
    sheet.line([(x - 90 * size, y - 692 * size), (x + 90 * size, y - 692 * size)], "#161f22", 8 * size)
