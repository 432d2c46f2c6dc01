"""The graphics desk's maps of the invented city: bus lines, the half marathon and the coming cold."""

from __future__ import annotations

import math

from charts import GREY, GROUND, ground
from inks import INK, RED
from sheet import Point, Sheet, oval, polygon, smooth
from type_faces import write, write_along

LAND = "#f1ecdf"
WATER = "#cfdfe2"
WATER_INK = "#5d8894"
GREEN = "#dde5cf"
STREET = "#ffffff"
BLUE = "#1f5673"
BROWN = "#8a6a2f"

RIVER_LINE: list[Point] = [
    (-80, 430),
    (240, 500),
    (560, 640),
    (860, 700),
    (1180, 660),
    (1480, 720),
    (1760, 880),
    (2100, 960),
]
"""The course of 清江 through the city on a sheet of 2000 × 1500."""
NORTH_BRIDGE, FERRY_BRIDGE = (474.0, 600.0), (1180.0, 660.0)


def town(sheet: Sheet, source: str) -> None:
    """Base map: land, river, hill, wetland, streets and bridges."""
    ground(sheet, source)
    frame = polygon([(60, 60), (1940, 60), (1940, 1390), (60, 1390)])
    sheet.fill(frame, LAND)
    sheet.canvas.save()
    sheet.canvas.clipPath(frame, True)
    sheet.fill(smooth([(1560, 60), (1990, 40), (2010, 470), (1850, 520), (1700, 430), (1600, 280)]), GREEN)
    for size in (1.0, 0.68, 0.38):
        sheet.canvas.drawPath(
            smooth(
                [
                    (1810 + math.cos(a) * 150 * size, 260 + math.sin(a) * 170 * size)
                    for a in [i * 0.7854 for i in range(8)]
                ]
            ),
            sheet.paint("#b9c6a4", line=2),
        )
    sheet.fill(smooth([(60, 620), (260, 680), (430, 790), (400, 930), (210, 960), (60, 900)]), GREEN)
    for _ in range(60):
        x, y = sheet.random.uniform(90, 390), sheet.random.uniform(700, 920)
        sheet.line([(x, y), (x, y - 16)], "#a9ba92", 3)
    for slope in range(9):
        x = 140 + slope * 230
        sheet.line([(x, 40), (x + 60 * math.sin(slope), 1420)], STREET, 7)
        y = 130 + slope * 160
        sheet.curve([(40, y - 40), (700, y + 40), (1300, y), (1960, y + 60)], STREET, 7)
    sheet.canvas.drawPath(smooth(RIVER_LINE, closed=False), sheet.paint(WATER, line=120))
    for bridge in (NORTH_BRIDGE, FERRY_BRIDGE):
        lean = 0.42 if bridge == NORTH_BRIDGE else 0.05
        dx, dy = math.sin(lean) * 92, math.cos(lean) * 92
        sheet.line([(bridge[0] + dx, bridge[1] - dy), (bridge[0] - dx, bridge[1] + dy)], "#8c9196", 20)
        sheet.line([(bridge[0] + dx, bridge[1] - dy), (bridge[0] - dx, bridge[1] + dy)], STREET, 13)
    sheet.canvas.restore()
    write_along(sheet, "清江", 1560, 752, 42, WATER_INK, 27, 400, 40)
    for name, x, y in (("北滩新区", 280, 260), ("城西区", 800, 250), ("城东区", 1390, 330), ("南岸区", 1060, 1240)):
        write_along(sheet, name, x, y, 44, "#a39c8a", 0, 500, 14)
    write(sheet, "东屏山", 1810, 268, 36, "#728059", 500, "centre")
    write(sheet, "清江湿地", 225, 830, 34, "#728059", 500, "centre", halo=GREEN)
    sheet.line([(1880, 1340), (1880, 1250)], INK, 4)
    sheet.shape([(1880, 1226), (1894, 1262), (1866, 1262)], INK)
    write(sheet, "北", 1880, 1214, 30, INK, 500, "centre")
    sheet.line([(1590, 1340), (1790, 1340)], INK, 4)
    for x in (1590, 1790):
        sheet.line([(x, 1328), (x, 1340)], INK, 4)
    write(sheet, "1公里", 1690, 1322, 28, INK, 400, "centre")


def route(sheet: Sheet, points: list[Point], ink: str, width: float = 15) -> None:
    """A line of a route with a light edge, its corners rounded."""
    sheet.line(points, GROUND, width + 9)
    sheet.line(points, ink, width)


def stop(
    sheet: Sheet,
    x: float,
    y: float,
    ink: str,
    name: str,
    dx: float = 0,
    dy: float = 0,
    align: str = "left",
    big: bool = False,
) -> None:
    """A stop and its name, `dx`, `dy` away."""
    sheet.disc(x, y, 21 if big else 14, ink)
    sheet.disc(x, y, 13 if big else 8, GROUND)
    if name:
        write(sheet, name, x + dx, y + dy, 38 if big else 32, INK, 700 if big else 500, align, halo=LAND)


def badge(sheet: Sheet, x: float, y: float, text: str, ink: str) -> None:
    """The number of a line in a rounded sign on the line itself."""
    sheet.round_rect(x - 66, y - 32, 132, 64, 32, GROUND)
    sheet.round_rect(x - 60, y - 26, 120, 52, 26, ink)
    write(sheet, text, x, y + 14, 38, GROUND, 700, "centre")


def bus_map(sheet: Sheet) -> None:
    """Three bus lines, each named on itself: 31 over the bridge in red, 32 on the south bank, 33 from the station."""
    town(sheet, "制图：江城日报图表组　据市公交公司线路表绘制，示意图，站点有省略")
    line33 = [
        (640.0, 1110.0),
        (640.0, 950.0),
        (437.0, 684.0),
        (511.0, 516.0),
        (590.0, 480.0),
        (900.0, 480.0),
        (1320.0, 480.0),
        (1530.0, 420.0),
        (1700.0, 420.0),
    ]
    line32 = [(940.0, 1290.0), (940.0, 1010.0), (1010.0, 830.0), (1400.0, 830.0), (1520.0, 960.0), (1520.0, 1140.0)]
    line31 = [(250.0, 410.0), (470.0, 410.0), (640.0, 560.0), (1180.0, 560.0), (1180.0, 930.0), (1290.0, 1050.0)]
    for points, ink in ((line33, BROWN), (line32, BLUE), (line31, RED)):
        route(sheet, points, ink, 18 if ink == RED else 14)
    badge(sheet, 860, 560, "31路", RED)
    badge(sheet, 940, 1130, "32路", BLUE)
    badge(sheet, 1120, 480, "33路", BROWN)
    stop(sheet, 250, 410, RED, "北滩新区", 0, -40, "centre", True)
    stop(sheet, 1180, 660, RED, "文渡大桥", 40, 14, "left", True)
    stop(sheet, 1290, 1050, RED, "市图书馆", -4, 68, "centre", True)
    stop(sheet, 640, 560, RED, "长堤路", -6, 56, "centre")
    stop(sheet, 940, 1290, BLUE, "南岸区", -40, 14, "right", True)
    stop(sheet, 1010, 830, BLUE, "文渡码头", -34, 4, "right", True)
    stop(sheet, 1520, 1140, BLUE, "江城中学", 40, 14, "left", True)
    stop(sheet, 1400, 830, BLUE, "少年宫", 30, 12)
    stop(sheet, 640, 1110, BROWN, "火车站", -40, 14, "right", True)
    stop(sheet, 1320, 480, BROWN, "石桥巷", 0, -40, "centre", True)
    stop(sheet, 1700, 420, BROWN, "东屏山", 34, 40, "left", True)
    stop(sheet, 474, 600, BROWN, "北滩大桥", -34, 10, "right")
    sheet.disc(1180, 830, 20, INK)
    sheet.disc(1180, 830, 12, GROUND)
    write(sheet, "31路与32路换乘", 1206, 890, 30, INK, 500, halo=LAND)


def marathon_route(sheet: Sheet) -> None:
    """Half marathon: from the ferry landing up the south bank, over both bridges and on to the stadium."""
    town(sheet, "制图：江城日报图表组　11月29日上午7时30分起跑，比赛期间沿线分段封闭")
    course: list[Point] = [
        (1040, 806),
        (830, 800),
        (620, 744),
        (436, 686),
        (512, 516),
        (760, 596),
        (1000, 586),
        (1180, 556),
        (1200, 800),
        (1400, 812),
        (1640, 930),
        (1780, 1040),
        (1650, 1180),
        (1440, 1190),
    ]
    path = smooth(course, closed=False)
    sheet.canvas.drawPath(path, sheet.paint(GROUND, line=26))
    sheet.canvas.drawPath(path, sheet.paint(RED, line=15))
    for x, y, name, dx, dy, align in (
        (620, 744, "5公里", -10, 66, "centre"),
        (760, 596, "10公里", 0, -38, "centre"),
        (1200, 800, "15公里", 36, -12, "left"),
        (1780, 1040, "20公里", -34, 12, "right"),
    ):
        sheet.disc(x, y, 20, GROUND)
        sheet.disc(x, y, 13, INK)
        write(sheet, name, x + dx, y + dy, 36, INK, 700, align, halo=LAND)
    for x, y in ((830, 800), (512, 516), (1000, 586), (1640, 930)):
        sheet.disc(x, y, 18, GROUND)
        sheet.fill(smooth([(x, y - 15), (x + 10, y + 3), (x, y + 13), (x - 10, y + 3)]), BLUE)
    write(sheet, "饮水点", 1000, 552, 30, BLUE, 500, "centre", halo=LAND)
    sheet.disc(1040, 806, 30, GROUND)
    sheet.disc(1040, 806, 23, RED)
    write(sheet, "起点　文渡码头", 1040, 880, 44, RED, 700, "centre", halo=LAND)
    finish = (1440.0, 1190.0)
    sheet.canvas.drawOval(oval(finish[0] - 74, finish[1], 74, 46).getBounds(), sheet.paint("#b98a6a", line=16))
    sheet.ellipse(finish[0] - 74, finish[1], 56, 28, "#b8c79a")
    sheet.disc(*finish, 30, GROUND)
    sheet.disc(*finish, 23, RED)
    write(sheet, "终点　江城中学田径场", finish[0] - 40, finish[1] + 92, 44, RED, 700, "centre", halo=LAND)
    write(sheet, "北滩大桥", 400, 602, 32, INK, 500, "right", halo=LAND)
    write(sheet, "文渡大桥", 1216, 650, 32, INK, 500, "left", halo=LAND)
    write(sheet, "长堤路", 880, 636, 28, GREY, 400, "centre")
    write(sheet, "21公里", 100, 150, 76, RED, 700)
    write(sheet, "半程马拉松", 100, 204, 36, INK, 500)


def weather_map(sheet: Sheet) -> None:
    """Cold air comes from the north: three days' fronts over the river valley, with the lows of each day."""
    ground(sheet, "制图：江城日报图表组　预报：江城市气象台11月22日16时")
    frame = polygon([(60, 60), (1940, 60), (1940, 1390), (60, 1390)])
    sheet.fill(frame, "#f3efe4")
    sheet.canvas.save()
    sheet.canvas.clipPath(frame, True)
    fronts = [
        (250.0, "#9db9c6", "24日 周二", "夜间冷锋过北滩"),
        (600.0, "#bed2d8", "25日 周三", "全市降温，阵风6级"),
        (990.0, "#dbe6e6", "26日 周四", "晨间最冷，山上有雪"),
    ]
    edges: list[list[Point]] = []
    for y, _, _, _ in fronts:
        edges.append(
            [(40 + 1920 * i / 8, y + 70 * math.sin(i * 0.8 + y / 300) + (i - 4) ** 2 * -5 + 40) for i in range(9)]
        )
    for edge, (_, ink, _, _) in reversed(list(zip(edges, fronts, strict=True))):
        path = smooth(edge, closed=False)
        path.lineTo(1960, 0)
        path.lineTo(40, 0)
        path.close()
        sheet.fill(path, ink)
    river = [(-80.0, 690.0), (300.0, 715.0), (700.0, 820.0), (1050.0, 800.0), (1400.0, 905.0), (2050.0, 1060.0)]
    sheet.canvas.drawPath(smooth(river, closed=False), sheet.paint(GROUND, line=44))
    sheet.canvas.drawPath(smooth(river, closed=False), sheet.paint("#7fa7b4", line=30))
    for edge in edges:
        _front(sheet, edge)
    for x in (520.0, 1000.0, 1480.0):
        for share in (0.0, 0.36):
            _arrow(sheet, x, 110 + share * 900, 170, "#3c6c84")
    sheet.canvas.restore()
    write(sheet, "冷空气", 1240, 190, 60, "#1f4a60", 700, "centre", halo="#9db9c6")
    for edge, (_, _, day, note) in zip(edges, fronts, strict=True):
        x, y = edge[0][0] + 70, edge[0][1] - 70
        write(sheet, day, x, y - 8, 46, INK, 700)
        write(sheet, note, x, y + 40, 32, "#33444d", 400)
    for x, y, low, name in (
        (760, 400, "2℃", "北滩新区"),
        (1050, 684, "2℃", "江城市区"),
        (1010, 1130, "4℃", "南岸区"),
        (560, 872, "3℃", "清江湿地"),
    ):
        big = name == "江城市区"
        sheet.disc(x, y, 11 if big else 9, RED if big else INK)
        write(sheet, low, x + 28, y + 20, 96 if big else 56, RED if big else INK, 700, halo="#eef1ea")
        write(sheet, name, x + 30, y + (64 if big else 58), 32, INK, 500, halo="#eef1ea")
    _mountain(sheet, 1580, 786)
    write_along(sheet, "清江", 1300, 868, 26, GROUND, 17, 500, 20)
    write(sheet, "数字为26日最低气温", 1880, 1350, 32, GREY, 400, "right")
    write(sheet, "箭头为冷空气方向", 1880, 1304, 32, GREY, 400, "right")


def _front(sheet: Sheet, edge: list[Point]) -> None:
    sheet.curve(edge, BLUE, 6)
    for a, b in zip(edge, edge[1:], strict=False):
        for share in (0.25, 0.75):
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            sheet.shape([(x - 20, y - 2), (x + 20, y - 2), (x, y + 34)], BLUE)


def _arrow(sheet: Sheet, x: float, y: float, length: float, ink: str) -> None:
    sheet.limb((x, y), (x, y + length), 3, 9, ink)
    sheet.shape([(x - 30, y + length - 6), (x + 30, y + length - 6), (x, y + length + 46)], ink)


def _mountain(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape([(x - 150, y + 70), (x - 40, y - 90), (x + 20, y - 20), (x + 70, y - 70), (x + 180, y + 70)], "#7d8a86")
    sheet.shape(
        [(x - 40, y - 90), (x - 84, y - 26), (x - 52, y - 40), (x - 34, y - 20), (x - 12, y - 44), (x + 2, y - 42)],
        GROUND,
    )
    sheet.shape([(x + 70, y - 70), (x + 40, y - 42), (x + 62, y - 46), (x + 78, y - 32), (x + 104, y - 28)], GROUND)
    for dx, dy in ((-120, -120), (-60, -150), (10, -120), (70, -140), (130, -110), (-10, -180)):
        for turn in range(3):
            a = turn * math.pi / 3
            sheet.line(
                [
                    (x + dx - math.cos(a) * 14, y + dy - math.sin(a) * 14),
                    (x + dx + math.cos(a) * 14, y + dy + math.sin(a) * 14),
                ],
                BLUE,
                4,
            )
    write(sheet, "东屏山　中到大雪", x + 10, y + 124, 40, INK, 700, "centre", halo="#dbe6e6")
