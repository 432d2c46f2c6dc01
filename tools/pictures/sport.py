"""Sport: the floodlit football match and the table-tennis serve."""

from __future__ import annotations

import math

from inks import (
    GOLD,
    INK,
    PAPER,
    RED,
    SKIN,
    TEAL,
    WHITE,
    mix,
)
from people import RUN, Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth


def football(sheet: Sheet) -> None:
    """Floodlights over a full stand: the forward in red strikes, the keeper flies across his goal."""
    sheet.sky("#0d1b2c", "#16344a", "#275a66", bottom=620)
    stand = polygon([(-10, 300), (1400, 400), (2010, 330), (2010, 640), (-10, 640)])
    sheet.fill(stand, "#12263a")
    for row in range(11):
        for column in range(86):
            x = column * 24 + (row % 2) * 12
            y = 330 + row * 27 + (70 * x / 1400 if x < 1400 else 70 - 70 * (x - 1400) / 610) * (1 - row / 12)
            if sheet.random.random() < 0.9:
                ink = sheet.random.choice(
                    ["#2f5a72", "#8a3d3a", "#c9a05a", "#44708a", "#b5533f", "#d8d2c0", "#23465c", "#23465c"]
                )
                sheet.disc(x, y, 7.5, mix(ink, "#e0b08c", 0.25))
                sheet.fill(smooth([(x - 11, y + 22), (x - 8, y + 8), (x + 8, y + 8), (x + 11, y + 22)]), ink)
    sheet.shade(stand, "#0a1626", (0, 300), (0, 640), 0.7, 0.05)
    for x in (260, 1010, 1740):
        sheet.line([(x, 420), (x, 70)], "#0a1420", 16)
        sheet.rect(x - 90, 30, 180, 76, "#0a1420")
        for i in range(4):
            for j in range(2):
                sheet.glow(x - 66 + i * 44, 52 + j * 34, 120, "#fff6d8", 0.5)
                sheet.disc(x - 66 + i * 44, 52 + j * 34, 13, "#fffbe8")
        sheet.fill(polygon([(x - 70, 90), (x + 70, 90), (x + 520, 1000), (x - 520, 1000)]), "#fff6d8", 0.07, 14)
    sheet.rect(0, 610, 2000, 64, "#b3001b")
    for i in range(8):
        sheet.rect(30 + i * 260, 622, 190, 40, (PAPER, GOLD, TEAL)[i % 3])
        sheet.rect(50 + i * 260, 636, 150, 12, "#b3001b")
    pitch = box(0, 670, 2000, 663)
    sheet.gradient(pitch, (0, 670), (0, 1333), [(0, "#3f8a5c", 1), (1, "#1d5a41", 1)])
    for i in range(5):
        y0, y1 = 670 + 663 * (i / 5) ** 1.6, 670 + 663 * ((i + 0.5) / 5) ** 1.6
        sheet.rect(0, y0, 2000, y1 - y0, "#58a56c", 0.35)
    sheet.shade(pitch, "#0f3a2c", (0, 1333), (0, 760), 0.6, 0.0)
    sheet.shape([(-10, 790), (1500, 790), (1500, 800), (-10, 800)], PAPER, 0.9)
    sheet.shape([(800, 800), (812, 800), (300, 1340), (260, 1340)], PAPER, 0.85)
    gx, gy = 1290.0, 800.0
    for i in range(24):
        sheet.line([(gx + i * 27, gy - 330), (gx + 50 + i * 27, gy - 20)], "#e9efe6", 2, 0.6)
    for i in range(13):
        sheet.line([(gx + i * 4, gy - 330 + i * 26), (gx + 660 + i * 4, gy - 330 + i * 26)], "#e9efe6", 2, 0.6)
    sheet.line([(gx, gy), (gx, gy - 336), (gx + 690, gy - 336), (gx + 690, gy)], WHITE, 17)
    keeper = Dress(coat=GOLD, legs=INK, skin=SKIN, hair=INK, broad=0.8, hem=0.0)
    sheet.canvas.save()
    sheet.canvas.translate(1560, 700)
    sheet.canvas.rotate(-62)
    person(
        sheet,
        0,
        150,
        330,
        Pose(
            lean=4,
            near_hip=26,
            near_knee=-40,
            far_hip=-14,
            far_knee=-30,
            near_arm=160,
            near_elbow=10,
            far_arm=176,
            far_elbow=6,
            nod=-10,
        ),
        keeper,
        1,
    )
    sheet.canvas.restore()
    sheet.ellipse(1540, 830, 170, 16, "#0f3a2c", 0.6)
    person(
        sheet,
        950,
        870,
        300,
        RUN,
        Dress(coat=PAPER, legs="#24506a", skin="#c98f6e", hair=INK, broad=0.75, hem=0.02, shoe=WHITE),
        1,
    )
    person(
        sheet,
        120,
        900,
        340,
        Pose(
            lean=10,
            near_hip=40,
            near_knee=-50,
            far_hip=-24,
            far_knee=-40,
            near_arm=-30,
            near_elbow=70,
            far_arm=36,
            far_elbow=80,
        ),
        Dress(coat=RED, legs=WHITE, skin="#b87a54", hair=INK, broad=0.75, hem=0.02, shoe=GOLD),
        1,
    )
    for dx in (40, 20):
        sheet.ellipse(560 + dx, 1300, 250, 22, "#0c2f25", 0.4)
    strike = Pose(
        lean=-20,
        near_hip=74,
        near_knee=-6,
        far_hip=-14,
        far_knee=-26,
        near_arm=-56,
        near_elbow=10,
        far_arm=70,
        far_elbow=30,
        nod=28,
    )
    joints = person(
        sheet,
        560,
        1300,
        860,
        strike,
        Dress(coat=RED, legs=WHITE, skin="#c0835c", hair=INK, broad=0.85, hem=0.03, shoe=GOLD),
        1,
    )
    _stocking(sheet, joints.near_foot, 860)
    bx, by = 1165.0, 640.0
    for i in range(7):
        t = i / 7
        sheet.limb(
            (870 + (bx - 870) * t, 960 + (by - 960) * t),
            (870 + (bx - 870) * (t + 0.11), 960 + (by - 960) * (t + 0.11)),
            3 + 5 * t,
            3 + 6 * t,
            mix("#3f8a5c", "#f5eddc", 0.3 + 0.5 * t),
        )
    sheet.disc(bx, by, 50, WHITE)
    sheet.shade(oval(bx, by, 50, 50), "#6d8a8a", (bx + 40, by + 50), (bx - 10, by - 20), 0.7, 0.0)
    sheet.shape([(bx + 16 * math.cos(a), by + 16 * math.sin(a)) for a in [k * 1.2566 - 1.57 for k in range(5)]], INK)
    for k in range(5):
        a = k * 1.2566 - 1.57
        sheet.line(
            [(bx + 16 * math.cos(a), by + 16 * math.sin(a)), (bx + 34 * math.cos(a), by + 34 * math.sin(a))], INK, 4
        )
        sheet.shape(
            [
                (bx + 36 * math.cos(a - 0.3), by + 36 * math.sin(a - 0.3)),
                (bx + 48 * math.cos(a - 0.26), by + 48 * math.sin(a - 0.26)),
                (bx + 48 * math.cos(a + 0.26), by + 48 * math.sin(a + 0.26)),
                (bx + 36 * math.cos(a + 0.3), by + 36 * math.sin(a + 0.3)),
            ],
            INK,
        )
    for _ in range(60):
        px, py = 760 + sheet.random.gauss(0, 90), 1290 - abs(sheet.random.gauss(0, 50))
        sheet.line([(px, py), (px + sheet.random.uniform(-8, 16), py - sheet.random.uniform(6, 20))], "#7cc08a", 4)


def _stocking(sheet: Sheet, foot: tuple[float, float], tall: float) -> None:
    sheet.disc(foot[0] - tall * 0.01, foot[1], tall * 0.024, "#e3a020")


def table_tennis(sheet: Sheet) -> None:
    """Upright: the ball hangs at the top of the toss, the girl's eyes and bat wait below; one diagonal table."""
    sheet.canvas.clear(sheet.paint("#d9482b").getColor())
    sheet.sky("#e6603a", "#d9482b", "#b52a22", bottom=2000)
    for i in range(5):
        sheet.canvas.drawCircle(860, 360, 190 + i * 170, sheet.paint("#f0874f", 0.5 - i * 0.07, line=30))
    sheet.shade(box(0, 0, 1333, 2000), "#8a1418", (0, 2000), (500, 600), 0.75, 0.0)
    sheet.fill(polygon([(0, 1500), (1333, 1290), (1333, 2000), (0, 2000)]), "#7c1820")
    shadow = polygon([(120, 1790), (1333, 1560), (1333, 1720), (360, 1960)])
    sheet.fill(shadow, "#4a0c14", 0.7)
    x, y = 500.0, 1880.0
    pose = Pose(
        lean=26,
        near_hip=44,
        near_knee=-56,
        far_hip=-18,
        far_knee=-36,
        near_arm=118,
        near_elbow=12,
        far_arm=-34,
        far_elbow=74,
        nod=-46,
    )
    dress = Dress(coat="#16324a", legs="#101f30", skin="#e8b48e", hair="#14141c", shoe=PAPER, broad=0.85, hem=0.03)
    joints = person(sheet, x, y, 1290, pose, dress, 1)
    hair = joints.head
    sheet.fill(
        smooth(
            [
                (hair[0] - 56, hair[1] - 40),
                (hair[0] - 120, hair[1] + 20),
                (hair[0] - 230, hair[1] + 60),
                (hair[0] - 280, hair[1] + 150),
                (hair[0] - 200, hair[1] + 130),
                (hair[0] - 110, hair[1] + 90),
                (hair[0] - 50, hair[1] + 30),
            ]
        ),
        "#14141c",
    )
    sheet.disc(hair[0] - 66, hair[1] - 4, 20, GOLD)
    palm = joints.near_hand
    sheet.limb((palm[0] - 10, palm[1] + 6), (palm[0] + 50, palm[1] - 24), 22, 12, "#e8b48e")
    hand = joints.far_hand
    sheet.canvas.save()
    sheet.canvas.translate(*hand)
    sheet.canvas.rotate(-38)
    sheet.rect(-15, -20, 30, 104, "#c98b4c")
    sheet.ellipse(0, -104, 92, 104, "#101018")
    sheet.ellipse(-7, -106, 88, 100, "#b3001b")
    sheet.shade(oval(-7, -106, 88, 100), "#5a000e", (80, 0), (-60, -180), 0.7, 0.0)
    sheet.disc(0, 20, 30, "#e8b48e")
    sheet.canvas.restore()
    top = polygon([(300, 1560), (1340, 1330), (1340, 1600), (760, 1800)])
    sheet.fill(top, "#1f6f78")
    sheet.shade(top, "#0d3a48", (1333, 1750), (500, 1480), 0.8, 0.0)
    sheet.line([(300, 1560), (1340, 1330)], WHITE, 11)
    sheet.line([(300, 1560), (760, 1800), (1340, 1600)], WHITE, 14)
    sheet.shape([(760, 1806), (1340, 1606), (1340, 1644), (760, 1846)], "#0b2c38")
    sheet.line([(530, 1680), (1340, 1464)], WHITE, 6, 0.9)
    sheet.shape([(1120, 1296), (1340, 1400), (1340, 1526), (1120, 1410)], "#f5eddc", 0.55)
    for i in range(8):
        sheet.line([(1120 + i * 30, 1300 + i * 14), (1120 + i * 30, 1412 + i * 15)], WHITE, 3)
    sheet.line([(1118, 1296), (1340, 1400)], WHITE, 13)
    sheet.line([(1118, 1280), (1118, 1424)], INK, 12)
    for px in (740, 1180):
        sheet.line([(px, 1840 if px == 740 else 1690), (px - 20, 2010)], "#101820", 24)
    for i in range(6):
        sheet.disc(palm[0] + 34 + i * 6, palm[1] - 120 - i * 84, 7 + i * 2.5, "#ffd9b0", 0.25 + 0.1 * i)
    bx, by = palm[0] + 74, palm[1] - 690
    sheet.glow(bx, by, 210, "#fff1d0", 0.8)
    sheet.disc(bx, by, 46, WHITE)
    sheet.shade(oval(bx, by, 46, 46), "#e0a878", (bx + 40, by + 44), (bx - 10, by - 10), 0.7, 0.0)
