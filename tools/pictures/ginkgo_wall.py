"""The ginkgo story's last picture: the sweeper by the red wall."""

from __future__ import annotations

import math

from ginkgo import leaf
from inks import (
    INK,
    PAPER,
    RED,
)
from library import branch
from people import Dress, Pose, person
from sheet import Sheet, box, polygon, smooth


def ginkgo_3(sheet: Sheet) -> None:
    """A long red wall with grey tiles; a sweeper with a bamboo broom gathers gold into a heap."""
    sheet.canvas.clear(sheet.paint("#9c2a20").getColor())
    sheet.gradient(box(0, 0, 2000, 900), (0, 120), (0, 900), [(0, "#b23a28", 1), (1, "#8a211c", 1)])
    sheet.shade(box(0, 150, 2000, 750), "#5c1414", (0, 900), (600, 200), 0.6, 0.0)
    sheet.gouges(box(0, 200, 2000, 680), "#c9583c", 50, 260, 8, 0, 0.35, 2)
    sheet.rect(0, 0, 2000, 60, "#cfdcd2")
    sheet.shape([(-10, 40), (2010, 40), (2010, 150), (-10, 150)], "#4a5154")
    for i in range(46):
        x = i * 44.0
        sheet.round_rect(x, 36, 26, 120, 12, "#5f686b")
        sheet.disc(x + 13, 156, 19, "#3a4144")
        sheet.disc(x + 13, 156, 10, "#6d777a")
    sheet.rect(0, 26, 2000, 22, "#3a4144")
    sheet.rect(0, 178, 2000, 18, "#e9d9b4", 0.9)
    sheet.rect(0, 840, 2000, 70, "#7c7468")
    for i in range(14):
        sheet.line([(i * 150 + 30, 842), (i * 150 + 30, 908)], "#5c554c", 4)
    shade_tree = "#6b1712"
    sheet.curve([(1760, 900), (1745, 600), (1775, 300), (1740, 190)], shade_tree, 46)
    for sx, sy, tx, ty in ((1752, 620, 1480, 430), (1765, 470, 1950, 300), (1765, 380, 1560, 250)):
        branch(sheet, (sx, sy), (tx, ty), 18, 3, shade_tree)
    ground = box(0, 905, 2000, 440)
    sheet.gradient(ground, (0, 905), (0, 1333), [(0, "#d99f38", 1), (1, "#f2c04a", 1)])
    golds = ["#f6c43a", "#ffd95e", "#e3a12c", "#ffe58a", "#d08c22", "#c27c1a"]
    for _ in range(1500):
        near = sheet.random.random() ** 1.2
        y = 910 + 430 * near
        sheet.ellipse(sheet.random.uniform(0, 2000), y, 7 + 16 * near, 3 + 7 * near, sheet.random.choice(golds))
    sheet.fill(
        smooth([(760, 1080), (1100, 1040), (1500, 1130), (1900, 1333), (1000, 1340), (700, 1210)]), "#8d8272", 0.9
    )
    sheet.gouges(
        smooth([(760, 1080), (1100, 1040), (1500, 1130), (1900, 1333), (1000, 1340), (700, 1210)]),
        "#c9b98e",
        50,
        200,
        6,
        12,
        0.7,
        6,
    )
    for _ in range(60):
        sheet.ellipse(
            sheet.random.uniform(780, 1700), sheet.random.uniform(1090, 1320), 14, 6, sheet.random.choice(golds)
        )
    for _ in range(520):
        t = sheet.random.gauss(0, 0.36)
        high = 190 * math.exp(-t * t * 4)
        leaf(
            sheet,
            560 + t * 440,
            1230 - sheet.random.random() * high,
            sheet.random.uniform(26, 52),
            sheet.random.uniform(0, 360),
            sheet.random.choice(golds),
            None,
            0.8,
        )
    sheet.fill(smooth([(1130, 1196), (1290, 1180), (1700, 1180), (1500, 1216)]), "#4a3428", 0.45)
    pose = Pose(
        lean=20,
        near_hip=20,
        near_knee=-10,
        far_hip=-20,
        far_knee=-14,
        near_arm=40,
        near_elbow=28,
        far_arm=66,
        far_elbow=20,
        nod=16,
    )
    joints = person(
        sheet,
        1210,
        1200,
        660,
        pose,
        Dress(
            coat="#e8762c",
            legs="#2f3f4a",
            skin="#c98f6e",
            hair="#2b1c14",
            broad=0.9,
            hem=0.08,
            hat="#e9d9b4",
            scarf=PAPER,
        ),
        -1,
    )
    far, near_hand = joints.far_hand, joints.near_hand
    top = (near_hand[0] + 90, near_hand[1] - 250)
    tip = (far[0] - 150, 1140)
    sheet.line([top, (far[0], far[1]), tip], "#8a6a34", 14)
    for k in range(16):
        sheet.line([tip, (tip[0] - 150 + k * 13, 1250 + 10 * math.sin(k))], "#a8843c" if k % 2 else "#7c5c28", 6)
    sheet.rect(tip[0] - 16, tip[1] - 8, 32, 26, RED)
    for hand in (far, near_hand):
        sheet.disc(hand[0], hand[1], 17, "#c98f6e")
    _bicycle_cart(sheet, 1660, 1130)
    for _ in range(34):
        leaf(
            sheet,
            sheet.random.uniform(40, 1960),
            sheet.random.uniform(220, 900),
            sheet.random.uniform(24, 58),
            sheet.random.uniform(0, 360),
            sheet.random.choice(golds[:4]),
            "#c98f22",
        )


def _bicycle_cart(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape([(x - 190, y - 190), (x + 190, y - 190), (x + 160, y - 40), (x - 160, y - 40)], "#3d5a5c")
    sheet.shade(
        polygon([(x - 190, y - 190), (x + 190, y - 190), (x + 160, y - 40), (x - 160, y - 40)]),
        "#16282c",
        (x, y - 40),
        (x, y - 200),
        0.7,
        0.0,
    )
    for _ in range(40):
        leaf(
            sheet,
            x + sheet.random.uniform(-160, 160),
            y - 186 - abs(sheet.random.gauss(0, 26)),
            40,
            sheet.random.uniform(0, 360),
            sheet.random.choice(["#f6c43a", "#ffd95e", "#e3a12c"]),
        )
    for wheel in (x - 90, x + 90):
        sheet.canvas.drawCircle(wheel, y, 70, sheet.paint(INK, line=13))
        for k in range(6):
            a = k * math.pi / 6
            sheet.line(
                [(wheel - math.cos(a) * 66, y - math.sin(a) * 66), (wheel + math.cos(a) * 66, y + math.sin(a) * 66)],
                INK,
                3,
            )
    sheet.line([(x - 180, y - 120), (x - 290, y - 210)], INK, 13)
