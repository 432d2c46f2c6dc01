"""The wetland story: cranes across the sun, cranes in still water, and the bird-watchers who count them."""

from __future__ import annotations

from inks import (
    RED,
    WHITE,
    mix,
)
from people import STAND, Dress, Pose, person
from sheet import Point, Sheet, box, oval, polygon, smooth
from skyline import hills


def reeds(
    sheet: Sheet,
    left: float,
    right: float,
    y: float,
    tall: float,
    count: int,
    inks: list[str],
    plume: str | None = None,
) -> None:
    """Reeds of about `tall` pixels that lean in one wind, with seed heads of `plume` ink."""
    for _ in range(count):
        x = sheet.random.uniform(left, right)
        high = tall * sheet.random.uniform(0.55, 1.1)
        lean = high * sheet.random.uniform(0.04, 0.24)
        ink = sheet.random.choice(inks)
        sheet.curve([(x, y), (x + lean * 0.25, y - high * 0.5), (x + lean, y - high)], ink, max(2.0, tall * 0.012))
        sheet.fill(
            polygon(
                [(x, y - high * 0.3), (x + lean * 0.4 + high * 0.2, y - high * 0.62), (x + lean * 0.2, y - high * 0.36)]
            ),
            ink,
        )
        if plume and sheet.random.random() < 0.6:
            tip = (x + lean, y - high)
            sheet.fill(
                smooth(
                    [
                        (tip[0] - high * 0.01, tip[1] + high * 0.06),
                        (tip[0] + high * 0.03, tip[1] - high * 0.03),
                        (tip[0] + high * 0.14, tip[1] - high * 0.1),
                        (tip[0] + high * 0.1, tip[1] + high * 0.0),
                        (tip[0] + high * 0.04, tip[1] + high * 0.05),
                    ]
                ),
                plume,
            )


def flying(
    sheet: Sheet,
    x: float,
    y: float,
    span: float,
    beat: float,
    body: str,
    tips: str,
    cap: str | None = None,
    face: int = 1,
) -> None:
    """A crane in flight: neck out, legs trailing; `beat` from -1 (wings down) to 1 (up), `span` pixels wide."""

    def at(dx: float, dy: float) -> Point:
        return x + dx * span * face, y + dy * span

    sheet.limb(at(-0.1, 0.01), at(-0.36, 0.03), span * 0.012, span * 0.005, tips)
    sheet.limb(at(0.1, -0.01), at(0.24, -0.012), span * 0.022, span * 0.012, tips)
    sheet.limb(at(0.24, -0.012), at(0.34, -0.03), span * 0.012, span * 0.011, body)
    sheet.fill(polygon([at(0.34, -0.042), at(0.42, -0.026), at(0.34, -0.02)]), "#8a7a4a" if cap else tips)
    if cap:
        sheet.ellipse(*at(0.343, -0.04), span * 0.014, span * 0.008, cap)
    for depth, ink in ((0.82, mix(body, tips, 0.28)), (1.0, body)):
        lift = -0.36 * beat * depth
        shift = 0.06 if depth < 1 else 0.0
        wing = [
            at(0.1 + shift, -0.02),
            at(0.06 + shift, lift * 0.55 - 0.04),
            at(-0.04 + shift, lift - 0.02),
            at(-0.2 + shift, lift * 1.16),
            at(-0.12 + shift, lift * 0.6 + 0.03),
            at(-0.1 + shift, 0.03),
        ]
        sheet.fill(smooth(wing), ink)
        for k in range(5):
            sheet.limb(
                at(-0.05 + shift - k * 0.022, lift * (0.9 - k * 0.05)),
                at(-0.16 + shift - k * 0.026, lift * (1.22 - k * 0.13)),
                span * 0.014,
                span * 0.004,
                tips,
            )
    sheet.fill(smooth([at(0.13, -0.012), at(0.0, -0.045), at(-0.14, 0.0), at(-0.02, 0.045), at(0.08, 0.03)]), body)


def standing(
    sheet: Sheet, x: float, y: float, tall: float, face: int = 1, feeding: bool = False, ghost: str | None = None
) -> None:
    """A red-crowned crane on long legs whose feet are on `y`; `ghost` draws it all in one ink, for distance."""
    white, black = (ghost, ghost) if ghost else (WHITE, "#1a2027")

    def at(dx: float, dy: float) -> Point:
        return x + dx * tall * face, y - dy * tall

    for dx in (-0.02, 0.05):
        sheet.line(
            [at(dx, 0.44), at(dx + 0.014, 0.23), at(dx - 0.004, 0.0)], black if ghost else "#3a3f42", tall * 0.014
        )
        sheet.line(
            [at(dx - 0.03, 0.004), at(dx - 0.004, 0.012), at(dx + 0.05, 0.0)],
            black if ghost else "#3a3f42",
            tall * 0.01,
        )
    body = smooth([at(0.16, 0.56), at(0.08, 0.65), at(-0.1, 0.62), at(-0.26, 0.47), at(-0.12, 0.42), at(0.06, 0.42)])
    tail = smooth(
        [
            at(-0.1, 0.56),
            at(-0.28, 0.5),
            at(-0.37, 0.33),
            at(-0.3, 0.34),
            at(-0.25, 0.29),
            at(-0.2, 0.36),
            at(-0.1, 0.42),
        ]
    )
    sheet.fill(body, white)
    if not ghost:
        sheet.shade(body, "#8fa6b0", at(-0.1, 0.4), at(0.0, 0.64), 0.7, 0.0)
    sheet.fill(tail, black)
    neck = (
        [at(0.12, 0.54), at(0.2, 0.6), at(0.25, 0.42), at(0.3, 0.2), at(0.35, 0.1)]
        if feeding
        else [at(0.1, 0.58), at(0.17, 0.68), at(0.13, 0.8), at(0.17, 0.91), at(0.22, 0.95)]
    )
    sheet.limb(neck[0], neck[1], tall * 0.038, tall * 0.024, black)
    sheet.curve(neck, black, tall * 0.045)
    head = neck[-1]
    down = 1 if feeding else 0
    sheet.ellipse(head[0], head[1], tall * 0.036, tall * 0.028, white)
    if not ghost:
        sheet.ellipse(head[0], head[1] - tall * 0.02, tall * 0.026, tall * 0.012, RED)
        sheet.disc(head[0] + face * tall * 0.012, head[1] - tall * 0.002, tall * 0.006, black)
    beak = (head[0] + face * tall * (0.06 if down else 0.13), head[1] + tall * (0.11 if down else 0.012))
    sheet.limb(head, beak, tall * 0.013, tall * 0.004, black if ghost else "#8a7a4a")


def cranes_1(sheet: Sheet) -> None:
    """Sunrise: a great orange sun behind mist, a skein of cranes across it, reeds in front."""
    sheet.sky("#e9a25c", "#f2bd7c", "#f9dca8", "#f3c58c", bottom=1000)
    sheet.glow(1250, 560, 900, "#fff0c4", 0.8)
    sheet.disc(1250, 560, 330, "#e4572e")
    sheet.shade(oval(1250, 560, 330, 330), "#f4a04a", (1250, 900), (1250, 420), 0.95, 0.0)
    sheet.gouges(box(700, 690, 1200, 220), "#f6cf98", 60, 520, 14, 0, 0.85, 0.6)
    hills(sheet, 930, 170, "#cf8f62", 3)
    hills(sheet, 950, 90, "#a8664a", 5)
    sheet.gradient(
        box(0, 945, 2000, 390), (0, 945), (0, 1333), [(0, "#f3c58c", 1), (0.5, "#c9754a", 1), (1, "#5a2f30", 1)]
    )
    sheet.ripples(960, 1333, "#fbe3b4", 230, 0.7)
    sheet.ripples(1000, 1333, "#6b3434", 180, 0.5)
    sheet.gouges(polygon([(1080, 950), (1420, 950), (1520, 1333), (980, 1333)]), "#ffdf9a", 90, 210, 11, 0, 0.9, 0.5)
    dark = "#3a2226"
    flock = (
        (1010, 470, 330, 0.9),
        (1330, 380, 300, 0.5),
        (700, 590, 360, -0.35),
        (1210, 660, 280, 0.75),
        (1560, 290, 240, 0.95),
        (420, 470, 250, 0.55),
        (300, 700, 290, 0.9),
        (1740, 420, 190, -0.2),
        (1790, 210, 160, 0.8),
        (880, 280, 210, -0.45),
    )
    for x, y, span, beat in flock:
        flying(sheet, x, y, span, beat, dark, dark)
    reeds(sheet, -60, 760, 1350, 620, 120, ["#2b191d", "#3d2426", "#4f2e2b"], "#7a4636")
    reeds(sheet, 1500, 2060, 1350, 460, 80, ["#2b191d", "#3d2426"], "#7a4636")
    reeds(sheet, 700, 1560, 1350, 170, 70, ["#2b191d", "#3d2426"])


def cranes_2(sheet: Sheet) -> None:
    """Two red-crowned cranes in pale blue shallows, one calling, one feeding; a grey flock behind."""
    sheet.sky("#c9dbe2", "#dde8e6", "#eef0e6", bottom=560)
    hills(sheet, 520, 110, "#b5c8cf", 3)
    sheet.fill(box(-20, 470, 2040, 70), "#e9efe8", 0.7, 26)
    sheet.gradient(
        box(0, 520, 2000, 820), (0, 520), (0, 1333), [(0, "#dfeae6", 1), (0.35, "#a5c6cf", 1), (1, "#3f7488", 1)]
    )
    reeds(sheet, -20, 700, 560, 120, 120, ["#a8b596", "#93a586", "#b9b48a"], "#c9bd96")
    reeds(sheet, 1300, 2020, 566, 140, 120, ["#a8b596", "#93a586", "#b9b48a"], "#c9bd96")
    for x, y, tall, face, feed in (
        (760, 620, 150, 1, False),
        (860, 634, 150, -1, True),
        (980, 616, 140, 1, False),
        (1090, 640, 160, 1, True),
        (1210, 622, 146, -1, False),
        (600, 640, 156, 1, True),
    ):
        standing(sheet, x, y, tall, face, feed, "#8ea7b2")
        sheet.limb((x, y + 6), (x, y + tall * 0.5), 5, 14, "#a9c3cb")
    sheet.ripples(560, 1333, "#eef4ee", 260, 0.75)
    sheet.ripples(700, 1333, "#2d6076", 160, 0.45)
    for x, y, tall, face, feed in ((640, 1010, 840, 1, False), (1290, 1070, 800, -1, True)):
        sheet.canvas.save()
        sheet.canvas.translate(0, y * 1.6)
        sheet.canvas.scale(1, -0.6)
        sheet.canvas.saveLayerAlpha(None, 150)
        standing(sheet, x, y, tall, face, feed)
        sheet.canvas.restore()
        sheet.canvas.restore()
    sheet.ripples(1030, 1333, "#7fb0bf", 90, 0.7)
    sheet.ripples(1060, 1333, "#3f7488", 70, 0.8)
    for x, y, tall, face, feed in ((640, 1010, 840, 1, False), (1290, 1070, 800, -1, True)):
        for k in range(3):
            sheet.canvas.drawOval(
                oval(x + face * 14, y, 90 + k * 60, 12 + k * 9).getBounds(),
                sheet.paint("#eef4ee", 0.9 - k * 0.25, line=5),
            )
        standing(sheet, x, y, tall, face, feed)
    reeds(sheet, 1640, 2060, 1370, 820, 46, ["#4f6a4a", "#6d8250", "#8a8f4f"], "#d9c28a")
    reeds(sheet, -60, 180, 1370, 560, 24, ["#4f6a4a", "#6d8250"], "#d9c28a")


def cranes_3(sheet: Sheet) -> None:
    """Evening under a huge lilac sky: cranes come in to roost past the boardwalk with its watchers."""
    y: float
    sheet.sky("#3d4270", "#7a6a94", "#c98f9a", "#f0bd94", bottom=1010)
    for y, ink, count in ((240, "#8f7aa0", 22), (430, "#d9a09a", 26), (620, "#f3c9a0", 26)):
        sheet.gouges(box(0, y - 70, 2000, 170), ink, count, 620, 18, -2, 0.6, 1.0)
    sheet.disc(330, 300, 56, "#f6e6cc")
    sheet.disc(354, 288, 52, "#6d6390", 0.9)
    hills(sheet, 1010, 210, "#8a6580", 3)
    hills(sheet, 1020, 100, "#5f4a68", 5)
    sheet.gradient(box(0, 1010, 2000, 330), (0, 1010), (0, 1333), [(0, "#e9b494", 1), (1, "#5a4a6e", 1)])
    sheet.ripples(1020, 1333, "#fbdcb4", 160, 0.6)
    for lead_x, lead_y, count, gap in (
        (1180, 230, 15, 62),
        (1650, 430, 11, 46),
        (760, 520, 9, 40),
        (1180, 690, 13, 30),
        (1830, 220, 7, 34),
    ):
        for i in range(count):
            for side in (-1, 1):
                if i == 0 and side > 0:
                    continue
                x = lead_x - i * gap + sheet.random.uniform(-8, 8)
                y = lead_y + side * i * gap * 0.3 + i * gap * 0.1 + sheet.random.uniform(-6, 6)
                flying(sheet, x, y, gap * 1.25, sheet.random.uniform(-0.5, 1), "#2b2644", "#2b2644")
    for _ in range(46):
        x = sheet.random.uniform(860, 1960)
        standing(
            sheet,
            x,
            sheet.random.uniform(1036, 1076),
            sheet.random.uniform(40, 62),
            sheet.random.choice((-1, 1)),
            sheet.random.random() < 0.4,
            "#43375a",
        )
    dark = "#1d1a2e"
    sheet.shape([(-10, 1130), (960, 1130), (1010, 1160), (-10, 1166)], dark)
    for x in range(9):
        sheet.rect(30 + x * 118, 1150, 16, 200, dark)
        sheet.rect(34 + x * 118, 1020, 9, 120, dark)
    sheet.rect(-10, 1018, 990, 10, dark)
    sheet.rect(-10, 1070, 990, 7, dark)
    for x, tall, pose, face, coat, hat in (
        (170, 360, Pose(near_arm=112, near_elbow=42, far_arm=108, far_elbow=48, nod=-8), 1, dark, dark),
        (330, 380, Pose(lean=14, near_arm=60, near_elbow=70, far_arm=50, far_elbow=80, nod=4), 1, "#7a2636", None),
        (620, 350, Pose(near_arm=120, near_elbow=4, far_arm=6, far_elbow=10, nod=-10), 1, dark, None),
        (735, 240, Pose(near_arm=116, near_elbow=40, far_arm=112, far_elbow=46, nod=-12), 1, "#9a5a3a", "#9a5a3a"),
        (865, 365, STAND, 1, dark, dark),
    ):
        person(
            sheet,
            x,
            1134,
            tall,
            pose,
            Dress(
                coat=coat,
                legs=dark,
                skin="#4a3444",
                hair=dark,
                shoe=dark,
                broad=0.85,
                hem=0.08,
                hat=hat,
                long_hair=x == 620,
            ),
            face,
        )
    sheet.limb((405, 818), (500, 796), 13, 20, dark)
    for dx in (-52, 4, 58):
        sheet.line([(438, 826), (438 + dx, 1132)], dark, 9)
    reeds(sheet, 1020, 2060, 1350, 230, 130, ["#1d1a2e", "#2d2640", "#3a2e48"], "#8a6274")
    reeds(sheet, -40, 1000, 1350, 120, 70, ["#1d1a2e", "#2d2640"])
