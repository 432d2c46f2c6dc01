"""A sheet on the press: the canvas scenes draw on, with flat inks, grain shading, gouge marks and the finish."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia
from PIL import Image, ImageFilter

Point = tuple[float, float]
Floats = npt.NDArray[np.float32]

MOST_BYTES = 480_000
"""A finished JPEG is saved at a lower quality until it is no larger than this."""


def colour_of(ink: str, alpha: float = 1.0) -> int:
    """An ink (#rrggbb) as skia's colour, with `alpha` from 0 to 1."""
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    return int(skia.Color(red, green, blue, round(alpha * 255)))


@cache
def _grain(size: int, blur: float) -> Floats:
    """A square of noise spread evenly over 0–1 whose specks are about `blur` pixels wide; the same on every run."""
    noise = np.random.default_rng(18230).normal(128, 60, (size, size)).clip(0, 255).astype(np.uint8)
    soft = np.asarray(Image.fromarray(noise).filter(ImageFilter.GaussianBlur(blur)), dtype=np.float32)
    spread = (soft - soft.mean()) / soft.std()
    even: Floats = (1 / (1 + np.exp(-1.7 * spread))).astype(np.float32)
    return even


class Sheet:
    """One picture: a skia canvas of `width` × `height` pixels with the print-maker's strokes as methods."""

    def __init__(self, width: int, height: int, ground: str, seed: int) -> None:
        """An empty sheet of `ground` ink; `seed` fixes its chance."""
        self.width, self.height = width, height
        self.random = random.Random(seed)
        self.surface = skia.Surface(width, height)
        self.canvas = self.surface.getCanvas()
        self.canvas.clear(colour_of(ground))

    # -- plain inks ---------------------------------------------------------------------------------------------

    def paint(self, ink: str, alpha: float = 1.0, line: float = 0.0, blur: float = 0.0) -> skia.Paint:
        """A paint that fills, or strokes with a round pen when `line` (pixels) is given; `blur` softens the edge."""
        paint = skia.Paint(AntiAlias=True, Color=colour_of(ink, alpha))
        if line:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(line)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        return paint

    def fill(self, path: skia.Path, ink: str, alpha: float = 1.0, blur: float = 0.0) -> None:
        """Fill `path` with flat ink."""
        self.canvas.drawPath(path, self.paint(ink, alpha, blur=blur))

    def shape(self, points: Sequence[Point], ink: str, alpha: float = 1.0) -> None:
        """Fill the polygon through `points`."""
        self.fill(polygon(points), ink, alpha)

    def rect(self, x: float, y: float, width: float, height: float, ink: str, alpha: float = 1.0) -> None:
        """Fill a rectangle."""
        self.canvas.drawRect(skia.Rect.MakeXYWH(x, y, width, height), self.paint(ink, alpha))

    def round_rect(
        self, x: float, y: float, width: float, height: float, radius: float, ink: str, alpha: float = 1.0
    ) -> None:
        """Fill a rectangle with round corners."""
        self.canvas.drawRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius, self.paint(ink, alpha))

    def disc(self, x: float, y: float, radius: float, ink: str, alpha: float = 1.0, blur: float = 0.0) -> None:
        """Fill a circle."""
        self.canvas.drawCircle(x, y, radius, self.paint(ink, alpha, blur=blur))

    def ellipse(
        self, x: float, y: float, across: float, down: float, ink: str, alpha: float = 1.0, blur: float = 0.0
    ) -> None:
        """Fill an ellipse given its centre and its two radii."""
        self.canvas.drawOval(
            skia.Rect.MakeLTRB(x - across, y - down, x + across, y + down), self.paint(ink, alpha, blur=blur)
        )

    def line(self, points: Sequence[Point], ink: str, width: float, alpha: float = 1.0) -> None:
        """Draw straight strokes through `points`."""
        self.canvas.drawPath(polygon(points, closed=False), self.paint(ink, alpha, line=width))

    def curve(self, points: Sequence[Point], ink: str, width: float, alpha: float = 1.0) -> None:
        """Draw a smooth stroke through `points`."""
        self.canvas.drawPath(smooth(points, closed=False), self.paint(ink, alpha, line=width))

    def limb(self, start: Point, end: Point, first: float, last: float, ink: str) -> None:
        """A tapering round stroke from radius `first` to radius `last`."""
        angle = math.atan2(end[1] - start[1], end[0] - start[0]) + math.pi / 2
        dx, dy = math.cos(angle), math.sin(angle)
        self.shape(
            [
                (start[0] + dx * first, start[1] + dy * first),
                (end[0] + dx * last, end[1] + dy * last),
                (end[0] - dx * last, end[1] - dy * last),
                (start[0] - dx * first, start[1] - dy * first),
            ],
            ink,
        )
        self.disc(*start, first, ink)
        self.disc(*end, last, ink)

    def gradient(self, path: skia.Path, start: Point, end: Point, stops: Sequence[tuple[float, str, float]]) -> None:
        """Fill `path` with a straight gradient; each stop is (place 0–1, ink, alpha)."""
        paint = skia.Paint(AntiAlias=True, Dither=True)
        paint.setShader(
            skia.GradientShader.MakeLinear(
                points=[skia.Point(*start), skia.Point(*end)],
                colors=[colour_of(ink, alpha) for _, ink, alpha in stops],
                positions=[place for place, _, _ in stops],
            )
        )
        self.canvas.drawPath(path, paint)

    def sky(self, *inks: str, bottom: float | None = None) -> None:
        """A sky from the top edge to `bottom`, through `inks` at even steps."""
        floor = self.height if bottom is None else bottom
        steps = [(i / (len(inks) - 1), ink, 1.0) for i, ink in enumerate(inks)]
        self.gradient(box(0, 0, self.width, floor), (0, 0), (0, floor), steps)

    def glow(self, x: float, y: float, radius: float, ink: str, alpha: float = 0.6) -> None:
        """Light that fades to nothing at `radius`."""
        paint = skia.Paint(AntiAlias=True, Dither=True)
        paint.setShader(
            skia.GradientShader.MakeRadial(
                center=skia.Point(x, y),
                radius=radius,
                colors=[colour_of(ink, alpha), colour_of(ink, alpha * 0.35), colour_of(ink, 0)],
                positions=[0, 0.4, 1],
            )
        )
        self.canvas.drawCircle(x, y, radius, paint)

    # -- texture ------------------------------------------------------------------------------------------------

    def shade(self, path: skia.Path, ink: str, start: Point, end: Point, dark: float = 0.8, light: float = 0.0) -> None:
        """Grain shading inside `path`: specks of ink, `dark` of them at `start` thinning out to `light` at `end`."""
        bounds = path.getBounds()
        left, top = max(0, int(bounds.left())), max(0, int(bounds.top()))
        right, bottom = min(self.width, math.ceil(bounds.right())), min(self.height, math.ceil(bounds.bottom()))
        if right <= left or bottom <= top:
            return
        across, down = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
        dx, dy = end[0] - start[0], end[1] - start[1]
        place = ((across - start[0]) * dx + (down - start[1]) * dy) / (dx * dx + dy * dy)
        density = dark + (light - dark) * place.clip(0, 1)
        noise = _grain(2048, 1.2)[top:bottom, left:right]
        alpha = ((density - noise) / 0.22 + 0.5).clip(0, 1) * (density > 0.01)
        pixels = np.empty((bottom - top, right - left, 4), dtype=np.uint8)
        for channel, offset in enumerate((1, 3, 5)):
            pixels[..., channel] = int(ink[offset : offset + 2], 16)
        pixels[..., 3] = (alpha * 160).astype(np.uint8)
        image = skia.Image.fromarray(pixels, colorType=skia.kRGBA_8888_ColorType)
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        self.canvas.drawImage(image, left, top)
        self.canvas.restore()

    def gouges(
        self,
        area: skia.Path,
        ink: str,
        count: int,
        length: float,
        width: float,
        angle: float = 0.0,
        alpha: float = 1.0,
        wobble: float = 6.0,
    ) -> None:
        """Lens-shaped marks of a gouge scattered in `area`, all near `angle` (degrees, 0 = level)."""
        bounds = area.getBounds()
        self.canvas.save()
        self.canvas.clipPath(area, skia.ClipOp.kIntersect, True)
        for _ in range(count):
            x = self.random.uniform(bounds.left(), bounds.right())
            y = self.random.uniform(bounds.top(), bounds.bottom())
            size = self.random.uniform(0.4, 1.0)
            turn = math.radians(angle + self.random.uniform(-wobble, wobble))
            self.fill(lens(x, y, length * size, width * size, turn), ink, alpha)
        self.canvas.restore()

    def ripples(
        self,
        top: float,
        bottom: float,
        ink: str,
        count: int,
        alpha: float = 1.0,
        left: float = 0.0,
        right: float | None = None,
    ) -> None:
        """Ripples of a river that lies between `top` (far, small marks) and `bottom` (near, large marks)."""
        end = self.width if right is None else right
        for _ in range(count):
            near = self.random.random() ** 1.6
            y = top + (bottom - top) * near
            length = (26 + 170 * near) * self.random.uniform(0.5, 1.4)
            self.fill(lens(self.random.uniform(left, end), y, length, 1.6 + 6.5 * near, 0.0), ink, alpha)

    # -- the finish ---------------------------------------------------------------------------------------------

    def pixels(self) -> Floats:
        """The picture so far as an array of height × width × RGB, 0–255."""
        found = self.surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
        colours: Floats = found[..., :3].astype(np.float32)
        return colours

    def printed(self, grain: float = 0.05, vignette: float = 0.10) -> Image.Image:
        """The picture as it comes off the press: a little grain, uneven ink and darker corners."""
        colours = self.pixels()
        fine = _grain(2048, 1.3)[: self.height, : self.width] - 0.5
        uneven = _grain(2048, 14.0)[: self.height, : self.width] - 0.5
        down, across = np.ogrid[-1 : 1 : self.height * 1j, -1 : 1 : self.width * 1j]
        corner = ((across**2 + down**2) / 2) ** 1.5
        tone = 1 + fine * grain + uneven * grain * 0.4 - corner * vignette
        return Image.fromarray((colours * tone[..., None]).clip(0, 255).astype(np.uint8))


def save(picture: Image.Image, target: Path) -> int:
    """Write `picture` as a JPEG no larger than `MOST_BYTES`; return its size in bytes."""
    for quality in (84, 80, 76, 72, 67, 62, 56):
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=quality, optimize=True, progressive=True)
        if data.tell() <= MOST_BYTES:
            break
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data.getvalue())
    return data.tell()


# -- paths ------------------------------------------------------------------------------------------------------


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """A path of straight edges."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], closed)
    return path


def box(x: float, y: float, width: float, height: float) -> skia.Path:
    """A rectangle as a path."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def oval(x: float, y: float, across: float, down: float) -> skia.Path:
    """An ellipse as a path, from its centre and radii."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - across, y - down, x + across, y + down))
    return path


def smooth(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """A path that runs smoothly through every point (Catmull–Rom)."""
    path = skia.Path()
    path.moveTo(*points[0])
    count = len(points)
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, count - 1)]
        path.cubicTo(
            b[0] + (c[0] - a[0]) / 6,
            b[1] + (c[1] - a[1]) / 6,
            c[0] - (d[0] - b[0]) / 6,
            c[1] - (d[1] - b[1]) / 6,
            c[0],
            c[1],
        )
    if closed:
        path.close()
    return path


def lens(x: float, y: float, length: float, width: float, turn: float) -> skia.Path:
    """A thin lens about its middle, turned by `turn` radians: one cut of a gouge."""
    dx, dy = math.cos(turn) * length / 2, math.sin(turn) * length / 2
    path = skia.Path()
    path.moveTo(x - dx, y - dy)
    path.quadTo(x - math.sin(turn) * width, y + math.cos(turn) * width, x + dx, y + dy)
    path.quadTo(x + math.sin(turn) * width, y - math.cos(turn) * width, x - dx, y - dy)
    path.close()
    return path
