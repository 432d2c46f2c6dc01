"""Figures in company: passers-by, an audience from behind, a cyclist, a boat."""

from __future__ import annotations

import math

from inks import (
    SKIN,
)
from people import STAND, STROLL, WALK, Dress, Pose, person
from sheet import Sheet, polygon, smooth


def crowd(
    sheet: Sheet, left: float, right: float, y: float, tall: float, count: int, inks: list[str], skin: str = SKIN
) -> None:
    """People standing and strolling in a row, unevenly, with their feet about `y`."""
    for i in range(count):
        x = left + (right - left) * (i + sheet.random.uniform(0.15, 0.85)) / count
        size = tall * sheet.random.uniform(0.86, 1.06)
        coat = sheet.random.choice(inks)
        dress = Dress(
            coat=coat,
            legs=sheet.random.choice(inks),
            skin=skin,
            hem=sheet.random.choice((0.04, 0.08, 0.16)),
            broad=sheet.random.choice((0.7, 0.9, 1.0)),
            long_hair=sheet.random.random() < 0.4,
        )
        person(
            sheet,
            x,
            y + sheet.random.uniform(-0.02, 0.02) * tall,
            size,
            sheet.random.choice((STAND, WALK, STROLL, STAND)),
            dress,
            sheet.random.choice((-1, 1)),
        )


def backs(sheet: Sheet, left: float, right: float, y: float, head: float, count: int, inks: list[str]) -> None:
    """An audience from behind: heads of about `head` pixels radius at `y`, above shoulders."""
    for i in range(count):
        x = left + (right - left) * (i + sheet.random.uniform(0.3, 0.7)) / count
        size = head * sheet.random.uniform(0.9, 1.1)
        ink = sheet.random.choice(inks)
        top = y + sheet.random.uniform(-0.3, 0.3) * head
        sheet.fill(
            smooth(
                [
                    (x - size * 2.1, top + size * 5),
                    (x - size * 1.9, top + size * 2.0),
                    (x - size * 0.6, top + size * 1.25),
                    (x + size * 0.6, top + size * 1.25),
                    (x + size * 1.9, top + size * 2.0),
                    (x + size * 2.1, top + size * 5),
                ]
            ),
            ink,
        )
        sheet.ellipse(x, top, size * 0.86, size * 1.08, ink)
        if sheet.random.random() < 0.35:
            sheet.disc(x, top - size * 1.25, size * 0.42, ink)


def cyclist(sheet: Sheet, x: float, y: float, tall: float, dress: Dress, bike: str, face: int = 1) -> None:
    """A rider in profile with the wheels on `y`; `tall` is the height of the rider standing."""
    wheel = tall * 0.2
    back, front = (x - face * tall * 0.3, y - wheel), (x + face * tall * 0.32, y - wheel)
    for hub in (back, front):
        sheet.canvas.drawCircle(hub[0], hub[1], wheel, sheet.paint(bike, line=tall * 0.016))
        for spoke in range(8):
            turn = spoke * math.pi / 8
            dx, dy = math.cos(turn) * wheel, math.sin(turn) * wheel
            sheet.line([(hub[0] - dx, hub[1] - dy), (hub[0] + dx, hub[1] + dy)], bike, tall * 0.003, 0.5)
    crank = (x - face * tall * 0.02, y - wheel * 0.9)
    saddle, bars = (x - face * tall * 0.12, y - tall * 0.46), (x + face * tall * 0.25, y - tall * 0.5)
    for a, b in (
        (back, crank),
        (back, (saddle[0] + face * tall * 0.02, saddle[1] + tall * 0.06)),
        (crank, saddle),
        (crank, (bars[0], bars[1] + tall * 0.06)),
        (saddle, (bars[0], bars[1] + tall * 0.04)),
        (front, bars),
    ):
        sheet.line([a, b], bike, tall * 0.016)
    sheet.limb(
        (saddle[0] - face * tall * 0.05, saddle[1]),
        (saddle[0] + face * tall * 0.03, saddle[1]),
        tall * 0.014,
        tall * 0.01,
        bike,
    )
    pose = Pose(
        lean=22,
        near_hip=64,
        near_knee=-56,
        far_hip=24,
        far_knee=-30,
        near_arm=58,
        near_elbow=12,
        far_arm=54,
        far_elbow=14,
        nod=-12,
    )
    person(sheet, saddle[0], saddle[1] - tall * 0.02, tall, pose, dress, face, seat=True)


def boat(sheet: Sheet, x: float, y: float, length: float, ink: str, deck: str | None = None) -> None:
    """A wooden boat in profile with its waterline on `y`; `deck` is the ink of a mat roof, None for an open boat."""
    half = length / 2
    sheet.fill(
        smooth(
            [
                (x - half, y - length * 0.11),
                (x - half * 0.5, y - length * 0.03),
                (x + half * 0.5, y - length * 0.03),
                (x + half, y - length * 0.12),
                (x + half * 0.7, y + length * 0.02),
                (x - half * 0.7, y + length * 0.02),
            ]
        ),
        ink,
    )
    if deck:
        sheet.fill(
            polygon(
                [
                    (x - half * 0.4, y - length * 0.03),
                    (x + half * 0.35, y - length * 0.03),
                    (x + half * 0.3, y - length * 0.14),
                    (x, y - length * 0.185),
                    (x - half * 0.36, y - length * 0.14),
                ]
            ),
            deck,
        )
