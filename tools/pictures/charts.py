"""The graphics desk's charts: a week's prices, and the mended bridge from the side and in cross-section."""

from __future__ import annotations

from inks import INK, RED
from sheet import Point, Sheet, box, polygon, smooth
from type_faces import wide, write

GROUND = "#fbf8f1"
GREY = "#6d7378"
RULE = "#d8d3c6"
SOURCE_SIZE = 30

DAYS = ("11月16日", "17日", "18日", "19日", "20日", "21日", "22日")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
PRICES: dict[str, tuple[float, ...]] = {
    "鸡蛋": (5.1, 5.1, 5.0, 5.0, 4.9, 4.9, 4.9),
    "番茄": (3.6, 3.7, 3.9, 4.0, 4.1, 4.1, 4.2),
    "小白菜": (2.8, 2.7, 2.6, 2.4, 2.3, 2.2, 2.2),
    "萝卜": (1.5, 1.5, 1.4, 1.4, 1.3, 1.3, 1.2),
}
"""元 per 500 g, Monday to Sunday."""


def ground(sheet: Sheet, source: str) -> None:
    """The desk's plain ground with its source line."""
    sheet.canvas.clear(sheet.paint(GROUND).getColor())
    write(sheet, source, 60, sheet.height - 44, SOURCE_SIZE, GREY)


def price_chart(sheet: Sheet) -> None:
    """Four prices over a week as lines named at their ends; the one that rose is red."""
    ground(sheet, "数据：本报在城东区六家菜市场每日上午9时抄录的均价")
    left, right, top, bottom = 150.0, 1500.0, 120.0, 920.0

    def at(day: int, price: float) -> Point:
        return left + (right - left) * day / 6, bottom - (bottom - top) * (price - 1) / 4.4

    for price in range(1, 6):
        y = at(0, price)[1]
        sheet.line([(left - 50, y), (right + 30, y)], INK if price == 1 else RULE, 3 if price == 1 else 2)
        write(sheet, f"{price}", left - 70, y + 13, 36, GREY, align="right")
    write(sheet, "元/500克", 60, 76, 34, GREY)
    for day, name in enumerate(DAYS):
        x = at(day, 1)[0]
        sheet.line([(x, bottom), (x, bottom + 12)], INK, 3)
        write(sheet, WEEKDAYS[day], x, bottom + 56, 34, INK, align="centre")
        write(sheet, name, x, bottom + 98, 28, GREY, align="centre")
    for name, prices in PRICES.items():
        ink, weight = (RED, 9.0) if name == "番茄" else ("#4a555e", 5.0)
        points = [at(day, price) for day, price in enumerate(prices)]
        sheet.line(points, ink, weight)
        for x, y in points:
            sheet.disc(x, y, weight * 1.15, GROUND)
            sheet.disc(x, y, weight * 0.85, ink)
        sheet.disc(*points[-1], weight * 1.7, ink)
        sheet.disc(*points[0], weight * 1.4, ink)
        write(sheet, f"{prices[0]:.1f}", points[0][0], points[0][1] - 26, 36, ink, 500, "centre")
        x, y = points[-1]
        write(sheet, name, x + 40, y + 15, 44, ink, 700)
        after = x + 40 + wide(name, 44, 700) + 22
        write(sheet, f"{prices[-1]:.1f}", after, y + 15, 44, ink, 700)
        change = (prices[-1] - prices[0]) / prices[0] * 100
        write(sheet, f"{'涨' if change > 0 else '跌'}{abs(change):.0f}%", after + 92, y + 14, 34, ink, 400)
    x, y = at(3, 4.0)
    write(sheet, "番茄一周贵了六角", x - 10, y - 52, 36, RED, 500, "centre")


def measure(sheet: Sheet, left: float, right: float, y: float, text: str, ink: str = INK, size: float = 34) -> None:
    """A dimension line from `left` to `right` with its figure set into the middle."""
    sheet.line([(left, y), (right, y)], ink, 2.5)
    for x, way in ((left, 1), (right, -1)):
        sheet.line([(x, y - 16), (x, y + 16)], ink, 2.5)
        sheet.shape([(x, y), (x + way * 20, y - 7), (x + way * 20, y + 7)], ink)
    room = wide(text, size, 500) / 2 + 16
    sheet.rect((left + right) / 2 - room, y - size * 0.7, room * 2, size * 1.4, GROUND)
    write(sheet, text, (left + right) / 2, y + size * 0.36, size, ink, 500, "centre")


def bridge_diagram(sheet: Sheet) -> None:
    """Above, the bridge from the side with its hangers; below, the deck in cross-section with its new lanes."""
    ground(sheet, "制图：江城日报图表组　据文渡大桥维修工程公开资料绘制，立面与断面比例不同")
    _side_view(sheet)
    sheet.line([(60, 640), (1940, 640)], RULE, 2)
    _cross_section(sheet)


def _side_view(sheet: Sheet) -> None:
    x: float
    left, right, deck = 90.0, 1910.0, 432.0
    towers = (806.0, 1194.0)
    sheet.fill(
        smooth([(60, 500), (360, 512), (560, 566), (1440, 566), (1640, 512), (1940, 496), (1940, 600), (60, 600)]),
        "#e6e1d3",
    )
    sheet.gradient(box(430, 520, 1140, 80), (0, 520), (0, 600), [(0, "#cfe0e3", 1), (1, "#e9f0ee", 1)])
    sheet.line([(430, 520), (1570, 520)], "#7fa3ad", 2.5)
    sheet.fill(polygon([(60, 500), (300, 500), (470, 600), (60, 600)]), "#d9d2c0")
    sheet.fill(polygon([(1940, 500), (1700, 500), (1530, 600), (1940, 600)]), "#d9d2c0")
    write(sheet, "清 江", 1000, 576, 32, "#5d8894", 400, "centre")
    for x in (190, 290, 390, 490, 590, 690, 1310, 1410, 1510, 1610, 1710, 1810):
        sheet.rect(x - 7, deck, 14, 110 if 350 < x < 1650 else 74, "#8c9196")
    for tower in towers:
        sheet.shape([(tower - 17, 590), (tower - 11, 168), (tower + 11, 168), (tower + 17, 590)], INK)
        sheet.rect(tower - 34, 560, 68, 40, INK)

    def cable(x: float) -> float:
        if x < towers[0]:
            return deck - 10 - 250 * ((x - 510) / (towers[0] - 510)) ** 1.35 if x > 510 else deck
        if x > towers[1]:
            return cable(2000 - x)
        return deck - 42 - 218 * ((x - 1000) / 194) ** 2

    count = 48
    spots = [530 + 940 * i / (count - 1) for i in range(count)]
    for x in spots:
        if min(abs(x - tower) for tower in towers) > 12:
            sheet.line([(x, cable(x)), (x, deck)], RED, 3)
    line = [(510 + 980 * i / 120, cable(510 + 980 * i / 120)) for i in range(121)]
    sheet.line(line, INK, 6)
    sheet.rect(left, deck - 4, right - left, 14, INK)
    measure(sheet, towers[0], towers[1], 110, "主跨 240 米")
    sheet.line([(towers[0], 120), (towers[0], 162)], GREY, 1.5)
    sheet.line([(towers[1], 120), (towers[1], 162)], GREY, 1.5)
    measure(sheet, left, right, 50, "全长 1,126 米")
    write(sheet, "更换吊索 96 根", 396, 226, 44, RED, 700, "centre")
    write(sheet, "上、下游各 48 根", 396, 276, 30, GREY, 400, "centre")
    sheet.line([(552, 250), (690, 322)], RED, 2)
    sheet.disc(690, 322, 6, RED)
    write(sheet, "北岸", 110, 556, 32, GREY)
    write(sheet, "南岸", 1890, 556, 32, GREY, align="right")
    write(sheet, "主塔", 1226, 186, 32, GREY)


def _cross_section(sheet: Sheet) -> None:
    metre, middle, deck = 62.0, 1000.0, 868.0
    half = 13.0

    def at(place: float) -> float:
        return middle + place * metre

    sheet.shape(
        [
            (at(-half), deck),
            (at(half), deck),
            (at(half), deck + 22),
            (at(9.5), deck + 66),
            (at(-9.5), deck + 66),
            (at(-half), deck + 22),
        ],
        "#c9c5b8",
    )
    sheet.line([(at(-half), deck), (at(half), deck)], INK, 5)
    for left, right in ((-13.0, -9.5), (9.5, 13.0)):
        sheet.rect(at(left), deck - 12, (right - left) * metre, 12, RED)
    for left, right in ((-9.5, -7.0), (7.0, 9.5)):
        sheet.rect(at(left), deck - 8, (right - left) * metre, 8, "#d98f86")
    for side in (-1, 1):
        sheet.rect(at(side * 6.9) - 5, 668, 10, deck - 668, INK)
        sheet.line([(at(side * 13), deck - 8), (at(side * 13), deck - 74)], INK, 5)
        sheet.line([(at(side * 9.5), deck - 8), (at(side * 9.5), deck - 42)], INK, 4)
        sheet.line([(at(side * 6.9), 668), (at(side * 6.9), 650)], RED, 4)
        _walker(sheet, at(side * 11.7), deck - 12)
        _walker(sheet, at(side * 10.7), deck - 12)
        _rider(sheet, at(side * 8.25), deck - 8)
    for x, high, broad in ((-5.0, 1.6, 1.9), (-1.6, 3.0, 2.5), (1.8, 1.6, 1.9), (5.1, 1.6, 1.9)):
        sheet.round_rect(
            at(x - broad / 2), deck - (high + 0.35) * metre * 0.95, broad * metre, high * metre * 0.95, 22, "#8c9196"
        )
        sheet.round_rect(
            at(x - broad / 2 + 0.2),
            deck - (high + 0.2) * metre * 0.95,
            (broad - 0.4) * metre,
            high * metre * 0.34,
            12,
            "#dfe4e4",
        )
        for wheel in (-0.32, 0.32):
            sheet.round_rect(at(x + broad * wheel) - 9, deck - 32, 18, 32, 6, INK)
    for x in (-3.45, 0.0, 3.45):
        sheet.rect(at(x) - 10, deck - 4, 20, 4, GROUND)
    for left, right, text, ink in (
        (-13.0, -9.5, "步道 3.5 米", RED),
        (-9.5, -7.0, "自行车道 2.5 米", INK),
        (-7.0, 7.0, "机动车道", GREY),
        (7.0, 9.5, "自行车道 2.5 米", INK),
        (9.5, 13.0, "步道 3.5 米", RED),
    ):
        x = (at(left) + at(right)) / 2
        y = deck + 96
        sheet.line([(at(left) + 5, y - 26), (at(right) - 5, y - 26)], ink, 3)
        for end in (at(left) + 5, at(right) - 5):
            sheet.line([(end, y - 34), (end, y - 18)], ink, 3)
        first, _, rest = text.partition(" ")
        write(sheet, first, x, y + 18, 33, ink, 700 if ink == RED else 500, "centre")
        write(sheet, rest, x, y + 58, 33, ink, 700 if ink == RED else 400, "centre")
    write(sheet, "步道加宽", 90, 716, 40, RED, 700)
    write(sheet, "桥面断面", 1910, 716, 34, GREY, 400, "right")


def _walker(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y - 98, 11, INK)
    sheet.limb((x, y - 76), (x, y - 46), 14, 10, INK)
    sheet.limb((x - 4, y - 46), (x - 8, y - 4), 7, 5, INK)
    sheet.limb((x + 4, y - 46), (x + 8, y - 4), 7, 5, INK)


def _rider(sheet: Sheet, x: float, y: float) -> None:
    sheet.round_rect(x - 5, y - 44, 10, 44, 5, INK)
    sheet.line([(x - 22, y - 62), (x + 22, y - 62)], INK, 5)
    sheet.limb((x, y - 84), (x, y - 54), 14, 11, INK)
    sheet.disc(x, y - 108, 11, INK)
