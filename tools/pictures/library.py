"""The library's lit window, with the arch and the bare branches that other scenes borrow."""

from __future__ import annotations

import math

from inks import (
    PAPER,
)
from people import Dress, Pose, person
from sheet import Point, Sheet, box, polygon


def library_window(sheet: Sheet) -> None:
    """Upright: a tall lit window of the library at night, a reader on the sill, shelves behind, a bicycle below."""
    x: float
    sheet.canvas.clear(sheet.paint("#1a2740").getColor())
    wall = box(0, 0, sheet.width, 1760)
    sheet.gradient(wall, (0, 0), (0, 1760), [(0, "#16213a", 1), (1, "#2c4262", 1)])
    for row in range(37):
        for column in range(15):
            x = column * 104 - (row % 2) * 52
            if sheet.random.random() < 0.4:
                sheet.rect(x + 2, row * 48 + 2, 99, 43, sheet.random.choice(["#1f3050", "#243758", "#1a2845"]))
    left, right, top, sill = 330, 1010, 330, 1400
    sheet.glow(670, 900, 1000, "#ffc65c", 0.42)
    frame = smooth_arch(left - 46, right + 46, top - 60, sill + 20)
    sheet.fill(frame, "#3d5677")
    glass = smooth_arch(left, right, top, sill)
    sheet.gradient(glass, (0, top), (0, sill), [(0, "#ffdf8e", 1), (0.6, "#ffc65c", 1), (1, "#f0a23e", 1)])
    sheet.canvas.save()
    sheet.canvas.clipPath(glass)
    for shelf in range(6):
        y = 620 + shelf * 140
        x = left + 10.0
        while x < right - 20:
            wide = sheet.random.uniform(12, 34)
            high = sheet.random.uniform(74, 116)
            if sheet.random.random() < 0.9:
                sheet.rect(
                    x,
                    y - high,
                    wide - 3,
                    high,
                    sheet.random.choice(["#b5532f", "#c98132", "#8a3d2f", "#d89a48", "#7a5a3a", "#a8702f", "#5e6b4a"]),
                    0.9,
                )
            x += wide
        sheet.rect(left, y, right - left, 14, "#8a5528")
    sheet.shade(glass, "#ffe9b0", (670, 560), (670, 1100), 0.55, 0.0)
    lamp = 820
    sheet.line([(lamp, top - 80), (lamp, 560)], "#5c3a22", 5)
    sheet.shape([(lamp - 26, 560), (lamp + 26, 560), (lamp + 92, 640), (lamp - 92, 640)], "#2d5a4f")
    sheet.glow(lamp, 660, 330, "#fff6d6", 0.8)
    sheet.canvas.restore()
    for x in (left + 226, left + 452):
        sheet.rect(x - 7, top - 230, 14, sill - top + 240, "#24395a")
    for y in (690, 1040):
        sheet.rect(left, y - 7, right - left, 14, "#24395a")
    reader = Dress(coat="#7a2430", legs="#1b2338", skin="#c58358", hair="#141a2a", shoe="#141a2a", broad=0.7, hem=0.03)
    pose = Pose(
        lean=-6,
        near_hip=112,
        near_knee=-100,
        far_hip=92,
        far_knee=-4,
        near_arm=44,
        near_elbow=58,
        far_arm=40,
        far_elbow=66,
        nod=30,
    )
    joints = person(sheet, 500, 1352, 640, pose, reader, 1, seat=True)
    hand = joints.near_hand
    sheet.shape(
        [
            (hand[0] - 14, hand[1] + 14),
            (hand[0] + 62, hand[1] - 66),
            (hand[0] + 84, hand[1] - 48),
            (hand[0] + 10, hand[1] + 34),
        ],
        PAPER,
    )
    sheet.shape(
        [
            (hand[0] + 10, hand[1] + 34),
            (hand[0] + 84, hand[1] - 48),
            (hand[0] + 104, hand[1] - 22),
            (hand[0] + 36, hand[1] + 50),
        ],
        "#e3c898",
    )
    sheet.rect(left - 90, sill - 8, right - left + 180, 44, "#47628a")
    sheet.rect(left - 60, sill + 36, right - left + 120, 24, "#1b2942")
    ground = polygon([(0, 1760), (1333, 1760), (1333, 2000), (0, 2000)])
    sheet.gradient(ground, (0, 1760), (0, 2000), [(0, "#2a3a52", 1), (1, "#111a2c", 1)])
    sheet.fill(polygon([(300, 2000), (430, 1762), (930, 1762), (1090, 2000)]), "#e0a24a", 0.42)
    sheet.shade(
        polygon([(300, 2000), (430, 1762), (930, 1762), (1090, 2000)]), "#1a2740", (0, 2000), (0, 1762), 0.7, 0.05
    )
    _leaning_bicycle(sheet, 880, 1790, 300)
    trunk = [(1190, 1800), (1205, 1300), (1180, 900), (1215, 420), (1195, -20)]
    sheet.curve(trunk, "#0d1424", 52)
    for start, reach, rise in (
        (1300, -330, 260),
        (1010, 170, 220),
        (760, -420, 330),
        (520, -360, 300),
        (330, 150, 260),
        (180, -520, 190),
    ):
        branch(sheet, (1195, start), (1195 + reach, start - rise), 22, 5, "#0d1424", "#d99a3a")


def smooth_arch(left: float, right: float, top: float, bottom: float) -> object:
    """A tall window with a round head whose straight sides begin at `top`."""
    middle, half = (left + right) / 2, (right - left) / 2
    head = [
        (middle - half * math.cos(math.pi * i / 24), top - half * 0.72 * math.sin(math.pi * i / 24)) for i in range(25)
    ]
    return polygon([(left, bottom), *head, (right, bottom)])


def branch(sheet: Sheet, start: Point, end: Point, width: float, depth: int, ink: str, leaf: str | None = None) -> None:
    """A bare branch that forks `depth` times; `leaf` is the ink of a few leaves left at the tips."""
    bend = (
        (start[0] + end[0]) / 2 + (end[1] - start[1]) * 0.1,
        (start[1] + end[1]) / 2 - abs(end[0] - start[0]) * 0.06,
    )
    sheet.curve([start, bend, end], ink, width)
    if depth == 0:
        if leaf and sheet.random.random() < 0.5:
            sheet.ellipse(end[0], end[1], 9, 13, leaf)
        return
    dx, dy = end[0] - start[0], end[1] - start[1]
    for turn in (-0.55, 0.42):
        angle = turn * sheet.random.uniform(0.7, 1.3)
        share = sheet.random.uniform(0.48, 0.68)
        tip = (
            end[0] + (dx * math.cos(angle) - dy * math.sin(angle)) * share,
            end[1] + (dx * math.sin(angle) + dy * math.cos(angle)) * share,
        )
        branch(sheet, end, tip, width * 0.58, depth - 1, ink, leaf)


def _leaning_bicycle(sheet: Sheet, x: float, y: float, size: float) -> None:
    ink = "#0b111e"
    for hub in (x - size * 0.36, x + size * 0.36):
        sheet.canvas.drawCircle(hub, y - size * 0.24, size * 0.24, sheet.paint(ink, line=9))
    frame = [
        (x - size * 0.36, y - size * 0.24),
        (x - size * 0.12, y - size * 0.56),
        (x + size * 0.27, y - size * 0.54),
        (x - size * 0.04, y - size * 0.22),
        (x - size * 0.36, y - size * 0.24),
    ]
    sheet.line(frame, ink, 8)
    sheet.line([(x - size * 0.04, y - size * 0.22), (x - size * 0.15, y - size * 0.64)], ink, 8)
    sheet.line(
        [(x + size * 0.36, y - size * 0.24), (x + size * 0.24, y - size * 0.68), (x + size * 0.14, y - size * 0.7)],
        ink,
        8,
    )
    sheet.line([(x - size * 0.22, y - size * 0.65), (x - size * 0.08, y - size * 0.65)], ink, 14)
    sheet.rect(x + size * 0.26, y - size * 0.66, size * 0.2, size * 0.17, "#5c3a22")
