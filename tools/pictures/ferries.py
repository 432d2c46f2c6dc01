"""The ferry in sun and the ferry in fog."""

from __future__ import annotations

from crowds import crowd
from inks import (
    BRICK,
    GOLD,
    NAVY,
    OCHRE,
    PINE,
    RED,
    TEAL,
    VERMILION,
    WHITE,
)
from people import STAND, STROLL, Dress, person
from sheet import Sheet, box, polygon, smooth
from skyline import hills, roofs


def ferry(sheet: Sheet) -> None:
    """A bright noon: the two-deck ferry leaves the landing, passengers at the rail, green hill behind."""
    x: float
    y: float
    sheet.sky("#5fa3ae", "#a9d0c6", "#f3e6c0", bottom=640)
    for x, y, size in ((420, 170, 1.0), (1290, 120, 1.5), (1760, 260, 0.8)):
        for dx, dy, r in ((-110, 12, 60), (-40, -14, 84), (50, -4, 72), (120, 16, 50)):
            sheet.ellipse(x + dx * size, y + dy * size, r * 1.4 * size, r * 0.62 * size, "#fdf6e3")
    hills(sheet, 660, 300, "#7fae94", 3)
    hills(sheet, 660, 190, "#4d8a72", 5)
    sheet.shade(box(0, 470, 2000, 190), PINE, (0, 660), (0, 480), 0.6, 0.0)
    roofs(sheet, 900, 2020, 664, 110, "#e6d3ac")
    roofs(sheet, -20, 800, 664, 80, "#d9b48a")
    sheet.gradient(
        box(0, 655, 2000, 860), (0, 655), (0, 1500), [(0, "#8cc3b6", 1), (0.3, "#2f8288", 1), (1, "#0f4a58", 1)]
    )
    sheet.ripples(675, 1500, "#e9f3dc", 420, 0.75)
    sheet.ripples(720, 1500, "#0e4351", 320, 0.6)
    x, y = 190.0, 985.0
    hull = smooth(
        [
            (x - 40, y - 120),
            (x + 300, y - 92),
            (x + 1200, y - 92),
            (x + 1690, y - 190),
            (x + 1560, y + 60),
            (x + 1380, y + 96),
            (x + 150, y + 96),
            (x + 30, y + 50),
        ]
    )
    sheet.fill(hull, RED)
    sheet.canvas.save()
    sheet.canvas.clipPath(hull)
    sheet.rect(0, y + 42, 2000, 80, "#22323a")
    sheet.rect(0, y + 30, 2000, 12, WHITE)
    sheet.shade(hull, "#5a0014", (0, y + 100), (0, y - 120), 0.75, 0.0)
    sheet.canvas.restore()
    sheet.curve([(x - 40, y - 118), (x + 300, y - 92), (x + 1200, y - 92), (x + 1690, y - 190)], WHITE, 13)
    sheet.rect(x + 140, y - 275, 1090, 182, "#fdf3da")
    sheet.rect(x + 90, y - 300, 1230, 28, WHITE)
    for i in range(9):
        sheet.round_rect(x + 176 + i * 118, y - 246, 92, 100, 14, "#23596a")
        sheet.shape(
            [
                (x + 180 + i * 118, y - 150),
                (x + 220 + i * 118, y - 246),
                (x + 246 + i * 118, y - 246),
                (x + 206 + i * 118, y - 150),
            ],
            "#8fc4c2",
            0.8,
        )
    people = [OCHRE, TEAL, VERMILION, NAVY, "#e8d7b0", BRICK]
    crowd(sheet, x + 160, x + 1010, y - 296, 178, 12, people)
    for high in (362, 334, 306):
        sheet.rect(x + 130, y - high - 8, 900, 7, WHITE)
    for i in range(16):
        sheet.rect(x + 130 + i * 60, y - 370, 6, 74, WHITE)
    sheet.rect(x + 1020, y - 470, 230, 172, "#fdf3da")
    sheet.rect(x + 1040, y - 446, 190, 76, "#23596a")
    sheet.rect(x + 1000, y - 492, 270, 26, RED)
    sheet.rect(x + 120, y - 500, 880, 20, "#e9b44a")
    for i in range(12):
        sheet.shape(
            [(x + 120 + i * 73.3, y - 482), (x + 193 + i * 73.3, y - 482), (x + 157 + i * 73.3, y - 456)],
            VERMILION if i % 2 else WHITE,
        )
    for px in (140, 420, 700, 980):
        sheet.rect(x + px, y - 490, 9, 190, "#7c6a50")
    sheet.rect(x + 560, y - 640, 96, 150, "#22323a")
    sheet.rect(x + 560, y - 600, 96, 34, GOLD)
    for i in range(6):
        sheet.ellipse(x + 560 - i * 74, y - 670 - i * 28, 40 + i * 16, 24 + i * 9, "#fdf6e3", 0.6 - i * 0.08, 8)
    sheet.line([(x + 1130, y - 492), (x + 1130, y - 680)], "#4b3a2a", 8)
    sheet.shape([(x + 1134, y - 676), (x + 1250, y - 650), (x + 1134, y - 616)], RED)
    crowd(sheet, x + 1290, x + 1480, y - 112, 176, 3, people)
    for i in range(5):
        sheet.canvas.drawCircle(x + 300 + i * 230, y - 20, 34, sheet.paint("#22323a", line=15))
    sheet.fill(smooth([(x + 1500, y + 90), (x + 1700, y + 40), (x + 1900, y + 66), (x + 1740, y + 96)]), "#f1f6e6")
    sheet.fill(
        smooth(
            [
                (x - 220, y + 80),
                (x + 200, y + 78),
                (x + 900, y + 92),
                (x + 1620, y + 84),
                (x + 1250, y + 122),
                (x + 200, y + 132),
            ]
        ),
        "#e9f3dc",
        0.9,
    )
    sheet.gouges(box(120, y + 110, 1600, 210), "#9d1b27", 90, 190, 9, 0, 0.55, 1)
    sheet.gouges(box(160, y + 240, 1300, 170), "#fdf3da", 40, 150, 8, 0, 0.5, 1)
    for gx, gy, size in ((1560, 330, 62), (1700, 430, 44), (1420, 470, 36), (620, 300, 30)):
        gull(sheet, gx, gy, size, WHITE)
    sheet.rect(0, 1420, 2000, 90, "#3a2a20")
    for i in range(9):
        sheet.rect(60 + i * 240, 1290, 34, 220, "#2b1f18")
        sheet.ellipse(77 + i * 240, 1290, 17, 7, "#6b4c33")
    sheet.curve([(77 + i * 120, 1316 + (i % 2) * 46) for i in range(18)], "#d8b47a", 10)


def gull(sheet: Sheet, x: float, y: float, size: float, ink: str) -> None:
    """A gliding gull, `size` pixels from body to wing tip."""
    sheet.fill(
        smooth(
            [
                (x - size, y - size * 0.36),
                (x - size * 0.45, y - size * 0.34),
                (x, y - size * 0.02),
                (x + size * 0.5, y - size * 0.42),
                (x + size * 1.05, y - size * 0.34),
                (x + size * 0.5, y - size * 0.22),
                (x + size * 0.08, y + size * 0.16),
                (x - size * 0.12, y + size * 0.14),
                (x - size * 0.5, y - size * 0.16),
            ]
        ),
        ink,
    )


def ferry_fog(sheet: Sheet) -> None:
    """Thick fog at the landing: a pontoon with waiting people, lamps, and the ferry a grey ghost on the water."""
    sheet.sky("#8fa3a8", "#b7c4c3", "#d4d9d1", "#c3cbc6", bottom=1333)
    sheet.gradient(box(0, 700, 2000, 633), (0, 700), (0, 1333), [(0, "#cdd4cd", 1), (1, "#6f8a90", 1)])
    sheet.glow(1480, 300, 620, "#fff3cf", 0.7)
    sheet.disc(1480, 300, 74, "#fdf4d8", 0.8, 6)
    ghost = "#9fb0b2"
    x, y = 1130.0, 715.0
    sheet.fill(
        smooth([(x - 40, y - 54), (x + 500, y - 46), (x + 660, y - 84), (x + 600, y + 26), (x + 20, y + 26)]),
        ghost,
        1,
        3,
    )
    sheet.rect(x + 60, y - 130, 440, 80, "#a8b7b8")
    sheet.rect(x + 30, y - 142, 500, 14, ghost)
    sheet.rect(x + 90, y - 206, 380, 9, ghost)
    sheet.rect(x + 400, y - 208, 96, 70, ghost)
    sheet.rect(x + 240, y - 262, 46, 66, ghost)
    for i in range(8):
        sheet.rect(x + 84 + i * 52, y - 116, 30, 40, "#c3ccc8")
    crowd(sheet, x + 90, x + 380, y - 142, 62, 7, [ghost, "#98a9ac"], ghost)
    for lx in (x + 448, x + 60):
        sheet.glow(lx, y - 170, 170, "#ffdf9a", 0.85)
        sheet.disc(lx, y - 170, 9, "#fff3cf")
    sheet.fill(box(0, 560, 2000, 120), "#d4d9d1", 0.42, 50)
    sheet.fill(box(900, 700, 1200, 60), "#d4d9d1", 0.6, 24)
    sheet.ripples(740, 1333, "#e9ebe2", 200, 0.6)
    sheet.ripples(800, 1333, "#55707a", 170, 0.5)
    deck = polygon([(-10, 985), (760, 905), (1010, 930), (420, 1333), (-10, 1333)])
    sheet.fill(deck, "#46545a")
    sheet.shade(deck, "#232d33", (0, 1333), (700, 920), 0.85, 0.05)
    for i in range(11):
        sheet.line([(-10 + i * 78, 985 - i * 8 + 2), (-260 + i * 130, 1333)], "#2c383e", 4, 0.7)
    sheet.shape([(760, 905), (1010, 930), (1010, 962), (420, 1375), (420, 1333)], "#232d33")
    for px, py, high in ((740, 905, 250), (560, 924, 270), (330, 950, 300), (60, 980, 335)):
        sheet.rect(px - 6, py - high * 0.42, 12, high * 0.42, "#2c383e")
        if px in (740, 330):
            sheet.rect(px - 5, py - high * 1.7, 10, high * 1.7, "#333f45")
            sheet.glow(px, py - high * 1.72, 250, "#ffd98a", 0.9)
            sheet.shape(
                [
                    (px - 30, py - high * 1.66),
                    (px + 30, py - high * 1.66),
                    (px + 14, py - high * 1.8),
                    (px - 14, py - high * 1.8),
                ],
                "#232d33",
            )
            sheet.disc(px, py - high * 1.645, 15, "#fff6d8")
    sheet.curve([(740, 815), (650, 836), (560, 822), (445, 852), (330, 830), (190, 870), (60, 846)], "#2c383e", 7)
    waiting = (
        ("#5d6b72", 700, 925, 236, STAND, -1),
        ("#53616a", 632, 944, 250, STAND, 1),
        (BRICK, 500, 985, 278, STROLL, 1),
        ("#37444f", 420, 1000, 292, STAND, 1),
        ("#46525c", 205, 1050, 330, STAND, 1),
    )
    for ink, px, py, tall, pose, face in waiting:
        person(
            sheet,
            px,
            py,
            tall,
            pose,
            Dress(
                coat=ink,
                legs="#2a343b",
                skin="#b39a86",
                hair="#232b31",
                hem=0.12,
                broad=0.85,
                scarf=RED if px == 420 else None,
                long_hair=px in (632, 205),
            ),
            face,
        )
    x, y = 800.0, 1245.0
    for hub in (x - 150, x + 140):
        sheet.canvas.drawCircle(hub - 340, y - 92, 92, sheet.paint("#1c252b", line=11))
    x -= 340
    sheet.line(
        [(x - 150, y - 92), (x - 60, y - 212), (x + 100, y - 210), (x - 20, y - 96), (x - 150, y - 92)], "#1c252b", 10
    )
    sheet.line([(x + 140, y - 92), (x + 92, y - 262), (x + 46, y - 272)], "#1c252b", 10)
    sheet.line([(x - 20, y - 96), (x - 74, y - 246)], "#1c252b", 10)
    sheet.line([(x - 104, y - 250), (x - 46, y - 250)], "#1c252b", 20)
    person(
        sheet,
        x + 30,
        y + 30,
        480,
        STAND,
        Dress(coat="#2a3a46", legs="#1c252b", skin="#a88a74", hair="#1c252b", hem=0.06, broad=0.95, hat="#1c252b"),
        1,
    )
    sheet.rect(x - 190, y - 252, 100, 90, "#8a5a3a")
    sheet.fill(box(0, 760, 1100, 90), "#d4d9d1", 0.36, 40)
