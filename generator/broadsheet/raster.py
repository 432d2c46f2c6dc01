"""Pictures that newsrooms file, opened safely and brought to what outputs agree on: upright, eight bits, sRGB.

What is filed is untrusted: only formats named here are opened, and sizes are judged before anything is decoded.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageCms, features
from PIL import __version__ as pillow_version

MAX_PIXELS = 100_000_000
"""More are not decoded: 300 MB of memory for each worker."""

_FORMATS = ("JPEG", "MPO", "PNG", "GIF", "WEBP", "TIFF", "AVIF")
"""Not those that start other programs (EPS) or that no newsroom files."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF 2.32, tag 0x0112: what makes the picture upright; 5 and up swap width and height."""


class HugePictureError(Exception):
    """A picture that is not decoded for its size."""

    def __init__(self, pixels: int | None) -> None:
        super().__init__(f"more than {MAX_PIXELS:,} pixels")
        self.pixels = pixels
        """`None` when unknown."""


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture with its header read and its size judged, nothing decoded, and Pillow's own warnings silenced.

    Raises HugePictureError, and nearly anything for broken bytes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.init()
        try:
            image = Image.open(io.BytesIO(data), formats=[name for name in _FORMATS if name in Image.OPEN])
        except Image.DecompressionBombError as fault:
            pixels = re.search(r"\d+", str(fault))
            raise HugePictureError(int(pixels[0]) if pixels else None) from fault
        with image:
            if image.width * image.height > MAX_PIXELS:
                raise HugePictureError(image.width * image.height)
            yield image


def orientation_of(image: Image.Image) -> int:
    """EXIF's; 1, upright as it is, when there is none that can be read and for TIFF, which Pillow turns itself."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # a broken EXIF block is no reason to lose the picture
        return 1
    return 1 if image.format == "TIFF" or orientation not in _TURNS else int(orientation)


def upright_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Width and height once turned; the same function turns them back."""
    return (size[1], size[0]) if orientation >= 5 else size


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """The picture turned as its orientation says."""
    return image.transpose(_TURNS[orientation]) if orientation in _TURNS else image


def eight_bits(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized without loss of tones or transparency."""
    if image.mode == "I" or image.mode.startswith("I;16"):
        # 16-bit grey: a plain conversion clips all but the darkest tones to white.
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        return image.convert("RGB") if image.getchannel("A").getextrema() == (255, 255) else image
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in {"RGB", "L", "CMYK", "LAB"} else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the profile means them, in mode RGB or RGBA.

    A profile that is broken or for another kind of picture counts as none.
    """
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if image.mode == "LAB":
        lab_profile = ImageCms.createProfile("LAB")
        return ImageCms.profileToProfile(image, lab_profile, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            if converted is not None:
                return converted
    return image if image.mode == mode else image.convert(mode)


def library_versions() -> str:
    """The versions of the libraries that decide about decoded and encoded bytes."""
    libraries = ("webp", "avif", "jpg", "libjpeg_turbo", "zlib", "littlecms2")
    return " ".join((pillow_version, *(str(features.version(library)) for library in libraries)))
