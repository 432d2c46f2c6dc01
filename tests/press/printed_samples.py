"""Pages made elsewhere: small PDFs set with Typst, their blocks where a test wants them."""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import typst

from broadsheet.press.fonts.candidates import package_file

WIDTH, HEIGHT = 500.0, 700.0
"""Of every page here, in points."""

_HAN = "Noto Serif SC"
_LATIN = "Source Serif Pro"
_SETUP = (
    "#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
    '#set text(font: ("{latin}", "{han}"), size: 9pt, lang: "{language}", top-edge: 0.88em, bottom-edge: -0.12em)\n'
    "#set par(leading: 3pt, justify: false)\n"
)


@dataclass(frozen=True)
class Box:
    """Text set `width` points wide with its first line's top at (x, y)."""

    x: float
    y: float
    width: float
    text: str
    size: float = 9.0


@dataclass(frozen=True)
class Plate:
    """A picture."""

    x: float
    y: float
    width: float
    height: float


def story(seed: int, length: int) -> str:
    """So many Han characters that no other story has in this order, in sentences."""
    choice = random.Random(seed)
    characters = [chr(choice.randrange(0x4E00, 0x9000)) for _ in range(length)]
    return "".join(f"{character}，" if place % 23 == 22 else character for place, character in enumerate(characters))


def printed(*pages: Iterable[Box | Plate], language: str = "zh") -> bytes:
    """The pages as one PDF, in the file's order as given."""
    source = _SETUP.format(width=WIDTH, height=HEIGHT, han=_HAN, latin=_LATIN, language=language)
    source += "#pagebreak()\n".join("".join(map(_placed, page)) for page in pages)
    return _compiled(source)


def altered(pdf: bytes, *, rotation: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """The document with its first page turned clockwise, and cropped to (left, bottom, right, top) in points."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    page.set_rotation(rotation)
    if crop is not None:
        page.set_cropbox(*crop)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def locked() -> bytes:
    """A document that a password locks (ISO 32000-1, 7.6.3)."""
    cipher = "<" + "5a" * 32 + ">"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {cipher} /U {cipher} /P -4 >>",
    )
    text, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(text)
    text += f"xref\n0 5\n0000000000 65535 f \n{table}"
    text += f"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [{cipher} {cipher}] >>\nstartxref\n{start}\n%%EOF\n"
    return text.encode()


def _placed(each: Box | Plate) -> str:
    if isinstance(each, Plate):
        pixel = '(120, 136, 153)), format: (encoding: "rgb8", width: 1, height: 1)'
        drawn = f'image(bytes({pixel}, width: {each.width}pt, height: {each.height}pt, fit: "stretch")'
    else:
        drawn = f"box(width: {each.width}pt, text(size: {each.size}pt)[{each.text}])"
    return f"#place(dx: {each.x}pt, dy: {each.y}pt, {drawn})\n"


@functools.cache
def _fonts() -> typst.Fonts:
    han = package_file("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")
    latin = package_file("font_source_serif_pro", "files/SourceSerifPro-Regular.otf")
    assert han is not None
    assert latin is not None
    folders = [str(han.parent), str(latin.parent)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _compiled(source: str) -> bytes:
    data = typst.compile(source.encode(), format="pdf", font_paths=_fonts())
    assert isinstance(data, bytes)
    return data
