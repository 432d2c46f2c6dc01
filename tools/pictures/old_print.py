"""The finish of an old photograph."""

from __future__ import annotations

import numpy as np
from PIL import Image
from sheet import Floats

EDGE = 70
"""Width of the print's white border, in pixels."""


def aged(picture: Image.Image, seed: int) -> Image.Image:
    """An old print: one brown tone, faded blacks, scratches, spots, a pale border and a turned corner."""
    chance = np.random.default_rng(seed)
    colours: Floats = np.asarray(picture, dtype=np.float32)
    height, width = colours.shape[:2]
    grey = colours @ np.array([0.3, 0.59, 0.11], dtype=np.float32) / 255
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    grey = 0.5 + (grey - 0.5) * 1.06 - 0.24 * ((across**2 + down**2) / 2) ** 2
    for _ in range(7):
        start, drift = chance.integers(0, width), chance.uniform(-0.05, 0.05)
        rows = np.arange(chance.integers(0, height // 2), chance.integers(height // 2, height))
        columns = (start + drift * rows + 2 * np.sin(rows / 90)).astype(int).clip(0, width - 2)
        grey[rows, columns] += 0.22
    dark, light = np.array([44, 30, 20], dtype=np.float32), np.array([246, 230, 196], dtype=np.float32)
    toned = dark + (light - dark) * grey.clip(0, 1)[..., None]
    spots = Image.new("L", (width, height), 0)
    stain = np.asarray(spots, dtype=np.float32).copy()
    for _ in range(90):
        x, y, size = chance.uniform(0, width), chance.uniform(0, height), chance.uniform(2, 9) ** 1.1
        left, top = max(0, int(x - size)), max(0, int(y - size))
        patch = stain[top : int(y + size), left : int(x + size)]
        rows2, columns2 = np.mgrid[top : top + patch.shape[0], left : left + patch.shape[1]]
        patch[(rows2 - y) ** 2 + (columns2 - x) ** 2 < size**2] = 1
    toned += stain[..., None] * np.array([14, 10, 2], dtype=np.float32)
    edge = np.minimum.reduce(
        [
            np.arange(height)[:, None] + 0 * np.arange(width),
            np.arange(height)[::-1, None] + 0 * np.arange(width),
            0 * np.arange(height)[:, None] + np.arange(width),
            0 * np.arange(height)[:, None] + np.arange(width)[::-1],
        ]
    )
    border = (EDGE - edge).clip(0, 2)[..., None] / 2
    toned = toned * (1 - border) + np.array([240, 226, 198], dtype=np.float32) * border
    return Image.fromarray(toned.clip(0, 255).astype(np.uint8))
