"""The nameplate as pixels, for pictures that show it; drawings (SVG) are rasterised by typst."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image

from broadsheet.raster import eight_bits, in_srgb, opened, orientation_of, upright

RASTER_HEIGHT = 400
"""Pixels of a drawing as it is rasterised; nobody shows it higher."""


def nameplate_picture(data: bytes, *, is_drawing: bool) -> Image.Image | None:
    """The nameplate in mode RGBA, the white around it cut off; `None` when it cannot be shown or is empty."""
    try:
        return _trimmed(_rasterised(data) if is_drawing else _decoded(data))
    except Exception:  # decoders raise nearly anything; what is broken was told when the paper was read
        return None


def _rasterised(data: bytes) -> Image.Image:
    import typst  # 70 ms that papers without a drawing need not wait for

    with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
        folder = Path(name)
        (folder / "nameplate.svg").write_bytes(data)
        source = folder / "main.typ"
        page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)"
        source.write_text(f'{page}\n#image("nameplate.svg", height: {RASTER_HEIGHT}pt)\n', encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        made = typst.Compiler(source, root=folder, font_paths=fonts).compile(format="png", ppi=72.0)
    assert isinstance(made, bytes)
    with Image.open(io.BytesIO(made)) as image:
        return image.convert("RGBA")


def _decoded(data: bytes) -> Image.Image:
    with opened(data) as image:
        orientation = orientation_of(image)
        profile = image.info.get("icc_profile")
        return upright(in_srgb(eight_bits(image), profile), orientation).convert("RGBA")


def _trimmed(image: Image.Image) -> Image.Image | None:
    box = image.getchannel("A").getbbox()
    return image.crop(box) if box is not None else None
