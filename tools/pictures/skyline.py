"""Things that stand far behind: rows of blocks and ridges of hills."""

from __future__ import annotations

import math

from sheet import Point, Sheet


def roofs(
    sheet: Sheet, left: float, right: float, ground: float, tall: float, ink: str, windows: str | None = None
) -> None:
    """A skyline of blocks up to `tall` pixels high standing on `ground`; `windows` is the ink of lit ones."""
    x = left
    while x < right:
        wide = sheet.random.uniform(0.25, 0.8) * tall
        high = sheet.random.uniform(0.35, 1.0) * tall
        sheet.rect(x, ground - high, wide + 1, high, ink)
        if sheet.random.random() < 0.4:
            sheet.rect(x + wide * 0.3, ground - high - tall * 0.12, wide * 0.25, tall * 0.13, ink)
        if windows:
            step = tall * 0.11
            for row in range(int(high / step) - 1):
                for column in range(int(wide / step) - 1):
                    if sheet.random.random() < 0.22:
                        sheet.rect(
                            x + (column + 0.7) * step,
                            ground - high + (row + 0.7) * step,
                            step * 0.4,
                            step * 0.5,
                            windows,
                        )
        x += wide + sheet.random.uniform(0, 0.1) * tall


def hills(sheet: Sheet, ground: float, tall: float, ink: str, waves: float = 3.0) -> None:
    """A ridge across the sheet that rises up to `tall` above `ground`."""
    start = sheet.random.uniform(0, 6)
    points: list[Point] = [(-20.0, ground)]
    for i in range(41):
        x = sheet.width * i / 40
        rise = (
            0.5
            + 0.3 * math.sin(start + waves * x / sheet.width * 3)
            + 0.2 * math.sin(start * 2 + waves * x / sheet.width * 7.3)
        )
        points.append((x, ground - tall * rise))
    sheet.shape([*points, (sheet.width + 20, ground)], ink)
