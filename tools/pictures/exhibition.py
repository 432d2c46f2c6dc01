"""The exhibition's three old photographs of the river city: the wharf, the lane, and the bridge being built."""

from __future__ import annotations

from crowds import boat, crowd, cyclist
from inks import (
    SEPIA,
    SEPIA_DARK,
    SEPIA_LIGHT,
    SEPIA_MID,
    SEPIA_PAPER,
    mix,
)
from people import CROUCH, SIT, STAND, STROLL, WALK, Dress, Pose, person
from sheet import Sheet, box, oval, polygon, smooth
from skyline import hills


def _dress(tone: float, hat: bool = False, long: bool = False) -> Dress:
    coat = mix(SEPIA_DARK, SEPIA_LIGHT, tone)
    return Dress(
        coat=coat,
        legs=mix(SEPIA_DARK, coat, 0.35),
        skin=mix(SEPIA_MID, SEPIA_LIGHT, 0.5),
        hair=SEPIA_DARK,
        shoe=SEPIA_DARK,
        broad=0.9,
        hem=0.12 if long else 0.05,
        hat=SEPIA_LIGHT if hat else None,
    )


def wharf(sheet: Sheet) -> None:
    """Steps down to the water, junks with battened sails, porters under carrying poles."""
    sheet.sky("#dcc49a", "#ead7b0", "#f0e2c2", bottom=720)
    hills(sheet, 700, 210, "#c9ad80", 3)
    for i in range(17):
        x = 860 + i * 74
        high = sheet.random.uniform(60, 130)
        sheet.rect(x, 700 - high, 66, high, mix(SEPIA_MID, SEPIA_LIGHT, sheet.random.random() * 0.6))
        sheet.shape([(x - 8, 700 - high), (x + 33, 666 - high), (x + 74, 700 - high)], SEPIA)
    sheet.gradient(box(0, 695, 2000, 810), (0, 695), (0, 1500), [(0, "#e3cda0", 1), (1, "#8a6a45", 1)])
    sheet.ripples(710, 1500, SEPIA_PAPER, 300, 0.7)
    sheet.ripples(760, 1500, SEPIA, 220, 0.4)
    for x, y, size in ((1700, 760, 0.42), (1330, 800, 0.6), (820, 770, 0.45), (1560, 1000, 1.15)):
        _junk(sheet, x, y, size)
    steps = polygon([(-10, 720), (420, 800), (1260, 1330), (1340, 1510), (-10, 1510)])
    sheet.fill(steps, SEPIA_MID)
    for i in range(17):
        y = 760 + i * 46
        right = 320 + i * 62
        sheet.shape([(-10, y), (right, y + 30), (right + 8, y + 42), (-10, y + 14)], SEPIA)
        sheet.shape([(-10, y - 12), (right - 8, y + 20), (right, y + 30), (-10, y)], SEPIA_LIGHT)
    sheet.shade(steps, SEPIA_DARK, (0, 1500), (500, 800), 0.7, 0.0)
    for x, y, tall, face in ((380, 1010, 250, 1), (640, 1200, 330, -1), (330, 1380, 430, 1), (900, 1420, 450, -1)):
        joints = person(sheet, x, y, tall, WALK if x != 900 else STROLL, _dress(0.2 if x % 4 else 0.45, hat=True), face)
        bar = joints.neck[1] + tall * 0.01
        sheet.curve(
            [(x - tall * 0.42, bar + tall * 0.05), (x, bar), (x + tall * 0.42, bar + tall * 0.05)],
            SEPIA_DARK,
            tall * 0.018,
        )
        for side in (-1, 1):
            px = x + side * tall * 0.4
            for dx in (-0.07, 0.07):
                sheet.line([(px, bar + tall * 0.05), (px + dx * tall, bar + tall * 0.36)], SEPIA_DARK, 3)
            sheet.fill(
                smooth(
                    [
                        (px - tall * 0.11, bar + tall * 0.34),
                        (px, bar + tall * 0.29),
                        (px + tall * 0.11, bar + tall * 0.34),
                        (px + tall * 0.08, bar + tall * 0.48),
                        (px - tall * 0.08, bar + tall * 0.48),
                    ]
                ),
                mix(SEPIA, SEPIA_LIGHT, 0.3),
            )
    person(sheet, 130, 1490, 470, STAND, _dress(0.05, long=True), 1)
    boat(sheet, 1250, 1330, 480, SEPIA_DARK, SEPIA)
    person(sheet, 1080, 1300, 250, Pose(lean=10, near_arm=50, far_arm=30), _dress(0.1, hat=True), 1)
    sheet.line([(1120, 1110), (1010, 1440)], SEPIA_DARK, 8)


def _junk(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.fill(
        smooth(
            [
                (x - 250 * size, y - 90 * size),
                (x - 120 * size, y - 34 * size),
                (x + 120 * size, y - 30 * size),
                (x + 230 * size, y - 76 * size),
                (x + 190 * size, y + 26 * size),
                (x - 190 * size, y + 26 * size),
            ]
        ),
        SEPIA_DARK,
    )
    for mast, high, wide in ((-40, 520, 170), (120, 400, 120)):
        mx = x + mast * size
        sheet.line([(mx, y - 30 * size), (mx, y - (high + 60) * size)], SEPIA_DARK, 11 * size)
        sail = smooth(
            [
                (mx - wide * 0.7 * size, y - 90 * size),
                (mx - wide * 0.9 * size, y - high * 0.5 * size),
                (mx - wide * 0.5 * size, y - high * 0.92 * size),
                (mx + wide * 0.3 * size, y - (high + 30) * size),
                (mx + wide * 0.62 * size, y - high * 0.5 * size),
                (mx + wide * 0.55 * size, y - 80 * size),
            ]
        )
        sheet.fill(sail, mix(SEPIA_MID, SEPIA_LIGHT, 0.25))
        sheet.shade(sail, SEPIA, (mx + wide * size, y), (mx - wide * 0.6 * size, y - high * size), 0.7, 0.0)
        for k in range(1, 7):
            ly = y - (80 + (high - 90) * k / 7) * size
            sheet.line(
                [(mx - wide * 0.86 * size, ly + 8 * size), (mx + wide * 0.6 * size, ly - 14 * size)], SEPIA, 5 * size
            )
    sheet.fill(oval(x, y + 40 * size, 230 * size, 16 * size), SEPIA_DARK, 0.4)


def lane(sheet: Sheet) -> None:
    """A flagged lane between two-storey shop houses: eaves, blinds, signboards, a barber and a bicycle."""
    sheet.sky("#ead7b0", "#f3e6c8", "#f6ecd4", bottom=900)
    vx, vy = 1080.0, 760.0
    sheet.rect(900, 470, 360, 330, "#d9c294")
    sheet.shape([(870, 480), (1080, 380), (1290, 480)], SEPIA_MID)
    for side in (-1, 1):
        for i in range(5):
            near, far = 1.9 * 0.62**i, 1.9 * 0.62 ** (i + 1)
            tone = mix(SEPIA_DARK, "#c9ad80", 0.2 + i * 0.17)
            x0, x1 = vx + side * 620 * near, vx + side * 620 * far

            def at(x: float, near_size: float, share: float) -> tuple[float, float]:
                return x, vy + (400 - share * 1050) * near_size

            wall = polygon([at(x0, near, 0), at(x1, far, 0), at(x1, far, 0.92), at(x0, near, 0.92)])
            sheet.fill(wall, mix(tone, SEPIA_LIGHT, 0.42 if side > 0 else 0.12))
            sheet.shade(wall, SEPIA_DARK, (x0, vy + 400 * near), (x1, vy - 300 * near), 0.5, 0.05)
            for k in range(3):
                a = 0.08 + k * 0.3
                xa, xb = x0 + (x1 - x0) * a, x0 + (x1 - x0) * (a + 0.22)
                sa, sb = near + (far - near) * a, near + (far - near) * (a + 0.22)
                sheet.shape(
                    [at(xa, sa, 0.0), at(xb, sb, 0.0), at(xb, sb, 0.38), at(xa, sa, 0.38)], mix(tone, SEPIA_DARK, 0.6)
                )
                sheet.shape(
                    [at(xa, sa, 0.56), at(xb, sb, 0.56), at(xb, sb, 0.8), at(xa, sa, 0.8)], mix(tone, SEPIA_DARK, 0.45)
                )
                for bar in range(1, 4):
                    xm, sm = xa + (xb - xa) * bar / 4, sa + (sb - sa) * bar / 4
                    sheet.line([at(xm, sm, 0.56), at(xm, sm, 0.8)], mix(tone, SEPIA_LIGHT, 0.4), 4 * sm)
            for level, out in ((0.46, 95), (0.95, 130)):
                eave = polygon(
                    [
                        at(x0, near, level + 0.09),
                        at(x1, far, level + 0.09),
                        (at(x1, far, level)[0] - side * out * far, at(x1, far, level)[1]),
                        (at(x0, near, level)[0] - side * out * near, at(x0, near, level)[1]),
                    ]
                )
                sheet.fill(eave, mix(tone, SEPIA_DARK, 0.35))
                sheet.shade(eave, SEPIA_LIGHT, (0, at(x0, near, level + 0.1)[1]), (0, at(x0, near, level)[1]), 0.5, 0.0)
            sign_x = x0 + (x1 - x0) * 0.35 - side * 110 * near
            size = near * 0.8
            sheet.rect(
                sign_x - 34 * size,
                vy - 210 * size,
                68 * size,
                330 * size,
                SEPIA_DARK if i % 2 else mix(SEPIA, SEPIA_LIGHT, 0.75),
            )
            ink = SEPIA_LIGHT if i % 2 else SEPIA_DARK
            for mark in range(3):
                _mark(sheet, sign_x, vy + (-150 + mark * 100) * size, 46 * size, ink)
    road = polygon([(vx - 150, vy + 60), (vx + 150, vy + 60), (vx + 1180, 1510), (vx - 1240, 1510)])
    sheet.fill(road, mix(SEPIA_MID, SEPIA_LIGHT, 0.6))
    for row in range(12):
        y0, y1 = 60 + 700 * (row / 12) ** 1.7, 60 + 700 * ((row + 1) / 12) ** 1.7
        for column in range(-4, 5):
            if sheet.random.random() < 0.6:
                s0, s1 = 150 + (y0 - 60) * 1.45, 150 + (y1 - 60) * 1.45
                sheet.shape(
                    [
                        (vx + s0 * column / 4.5, vy + y0),
                        (vx + s0 * (column + 1) / 4.5, vy + y0),
                        (vx + s1 * (column + 1) / 4.5 - 3, vy + y1 - 4),
                        (vx + s1 * column / 4.5 + 3, vy + y1 - 4),
                    ],
                    mix(SEPIA_MID, SEPIA_LIGHT, sheet.random.random() * 0.8),
                )
    sheet.shade(road, SEPIA_DARK, (300, 1500), (1200, 900), 0.6, 0.0)
    crowd(sheet, 960, 1220, 845, 110, 6, [SEPIA, SEPIA_MID, SEPIA_DARK], SEPIA_MID)
    person(sheet, 900, 960, 220, STROLL, _dress(0.3, long=True), 1)
    person(sheet, 1290, 1010, 250, WALK, _dress(0.7), -1)
    cyclist(sheet, 1120, 1180, 340, _dress(0.15), SEPIA_DARK, -1)
    person(
        sheet,
        470,
        1330,
        480,
        Pose(lean=5, near_arm=70, near_elbow=20, far_arm=60, far_elbow=26, nod=12),
        _dress(0.9, long=True),
        1,
    )
    person(sheet, 660, 1360, 440, SIT, _dress(0.95, long=True), 1)
    sheet.rect(610, 1170, 110, 190, SEPIA_DARK)
    person(
        sheet, 1560, 1400, 330, Pose(near_hip=14, far_hip=-14, near_arm=100, near_elbow=30, far_arm=70), _dress(0.2), -1
    )
    person(sheet, 1700, 1420, 310, CROUCH, _dress(0.55), -1)
    sheet.canvas.drawCircle(1470, 1352, 64, sheet.paint(SEPIA_DARK, line=10))


def _mark(sheet: Sheet, x: float, y: float, size: float, ink: str) -> None:
    """Strokes that look like a character on a weathered sign without being one."""
    for k in range(3):
        sheet.line(
            [(x - size * 0.42, y - size * 0.3 + k * size * 0.3), (x + size * 0.42, y - size * 0.34 + k * size * 0.3)],
            ink,
            size * 0.1,
        )
    sheet.line([(x, y - size * 0.5), (x - size * 0.04, y + size * 0.46)], ink, size * 0.11)


def bridge_1977(sheet: Sheet) -> None:
    """The bridge half built: two towers, the first cables, a catwalk and a group of workers posing on the bank."""
    x: float
    sheet.sky("#d9c093", "#e6d0a6", "#f0e0bd", bottom=880)
    hills(sheet, 860, 150, "#c9ae82", 3)
    sheet.gradient(box(0, 850, 2000, 660), (0, 850), (0, 1500), [(0, "#e3cda0", 1), (1, "#a88558", 1)])
    sheet.ripples(860, 1300, SEPIA_PAPER, 240, 0.7)
    for x, size, tone in ((1560, 0.62, 0.45), (520, 1.0, 0.15)):
        ink = mix(SEPIA_DARK, SEPIA_LIGHT, tone)
        for side in (-1, 1):
            leg = polygon(
                [
                    (x + side * 120 * size - 36 * size, 1010),
                    (x + side * 84 * size - 26 * size, 150 + (1 - size) * 560),
                    (x + side * 84 * size + 26 * size, 150 + (1 - size) * 560),
                    (x + side * 120 * size + 36 * size, 1010),
                ]
            )
            sheet.fill(leg, ink)
            sheet.shade(leg, SEPIA_LIGHT, (x - 160 * size, 500), (x + 160 * size, 500), 0.4, 0.0)
        for level in (0.12, 0.42, 0.72):
            y = 1010 - (860 - (1 - size) * 560) * (1 - level)
            sheet.rect(x - 110 * size, y, 220 * size, 46 * size, ink)
        for k in range(13):
            y = 990 - k * 66 * size
            sheet.line([(x - 180 * size, y), (x + 180 * size, y)], SEPIA, 4 * size)
            if k < 12:
                sheet.line([(x - 180 * size, y), (x + 180 * size, y - 66 * size)], SEPIA, 3 * size)
        for side in (-180, -60, 60, 180):
            sheet.line([(x + side * size, 1010), (x + side * size, 1010 - 800 * size)], SEPIA, 5 * size)
        sheet.rect(x - 200 * size, 990, 400 * size, 70 * size, SEPIA_DARK)
    crane_y = 150
    sheet.line([(520, crane_y), (520, 40)], SEPIA_DARK, 14)
    sheet.line([(330, 70), (800, 40)], SEPIA_DARK, 12)
    sheet.line([(520, 20), (330, 70)], SEPIA_DARK, 5)
    sheet.line([(520, 20), (800, 40)], SEPIA_DARK, 5)
    sheet.line([(740, 46), (740, 300)], SEPIA_DARK, 4)
    sheet.rect(700, 300, 80, 50, SEPIA_DARK)
    for dy, width in ((0, 9), (26, 4)):
        sheet.curve(
            [
                (-20, 560 + dy),
                (240, 330 + dy),
                (520, 156 + dy),
                (800, 420 + dy),
                (1040, 520 + dy),
                (1300, 470 + dy),
                (1560, 368 + dy),
                (1800, 520 + dy),
                (2020, 640 + dy),
            ],
            SEPIA_DARK,
            width,
        )
    for i in range(5):
        x = 560 + i * 62
        sheet.rect(x, 930 + i * 2, 52, 36, SEPIA_DARK)
    for x, y, size in ((1180, 1010, 260), (900, 940, 150)):
        boat(sheet, x, y, size, SEPIA_DARK)
    bank = smooth([(-60, 1180), (400, 1110), (900, 1140), (1500, 1100), (2060, 1160), (2060, 1600), (-60, 1600)])
    sheet.fill(bank, SEPIA_MID)
    sheet.shade(bank, SEPIA_DARK, (0, 1500), (0, 1120), 0.8, 0.1)
    for x, y in ((120, 1240), (1820, 1260)):
        for k in range(4):
            sheet.rect(x - 120 + k * 10, y - k * 40, 240 - k * 20, 34, mix(SEPIA_DARK, SEPIA_MID, 0.3 + k * 0.14))
    rows = ((1290, 350, 10, 330, 1690), (1400, 430, 7, 420, 1600))
    for y, tall, count, left, right in rows:
        for i in range(count):
            x = left + (right - left) * (i + 0.5) / count + sheet.random.uniform(-14, 14)
            tone = sheet.random.choice((0.08, 0.25, 0.5, 0.75))
            arms = sheet.random.choice(
                (
                    STAND,
                    Pose(near_arm=24, near_elbow=70, far_arm=20, far_elbow=80),
                    Pose(near_arm=-34, near_elbow=96, far_arm=-10, far_elbow=10),
                )
            )
            person(
                sheet,
                x,
                y,
                tall * sheet.random.uniform(0.93, 1.05),
                arms,
                _dress(tone, hat=sheet.random.random() < 0.7),
                1 if x < 1000 else -1,
            )
