"""A page set by hand as a document on disk: its view, stylesheet, faces and the theme's assets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from broadsheet.edition.views import PageHead, PageView, PictureView, PressView, SectionGroup
from broadsheet.model import Title
from broadsheet.output.locale import load_locale
from broadsheet.output.page_view import PageMarkup, PieceLink, page_view
from broadsheet.output.page_view_styles import WebFace
from broadsheet.output.render import Renderer
from broadsheet.press.compose.page import compose_page
from broadsheet.press.fonts.faces import FaceSet, default_faces
from broadsheet.press.fonts.sfnt import woff2
from broadsheet.press.fonts.subset import subset
from broadsheet.press.grid import Grid, grid_of
from broadsheet.press.layout import Element, Module, PageLayout, TextBlock
from output import theme_samples
from press.hand_set import SHEET, hand_set
from press.random_pages import random_page

PATH = "2026/11/24/01/index.html"
FOLDER = "2026/11/24/01"
PHOTO = PictureView(((480, f"{FOLDER}/bridge-480.a.webp"), (1200, f"{FOLDER}/bridge-1200.b.webp")), 1200, 800, "一座桥")
LINKS = {
    "01/bridge": PieceLink(f"{FOLDER}/bridge.html", "老桥重开，“第一步”走了三个月", ""),
    "01/square": PieceLink(f"{FOLDER}/square.html", "广场夜里亮起来", ""),
}


@dataclass(frozen=True)
class Sample:
    """A layout with its markup and the files of its faces."""

    layout: PageLayout
    grid: Grid
    markup: PageMarkup
    fonts: tuple[tuple[str, bytes], ...]
    """(address, bytes)."""


def sample(language: str = "zh-Hans") -> Sample:
    """A page set by hand."""
    return made_of(hand_set(language), grid_of(SHEET, language))


def composed(seed: int, kind: str, language: str) -> Sample:
    """A page that the press composed of random stories."""
    page_input = random_page(seed, language, kind=kind)
    return made_of(compose_page(page_input, default_faces(language)), page_input.grid)


def made_of(layout: PageLayout, grid: Grid) -> Sample:
    """A layout in the faces of its language."""
    faces, fonts = web_faces(layout, default_faces(layout.language))
    others = {
        piece: PieceLink(f"{FOLDER}/bridge.html", "题", "") for module in layout.modules for piece in module.pieces
    }
    markup = page_view(layout, grid, PATH, others | LINKS, {"bridge.jpg": PHOTO}, faces)
    return Sample(layout, grid, markup, fonts)


def web_faces(layout: PageLayout, faces: FaceSet) -> tuple[dict[str, WebFace], tuple[tuple[str, bytes], ...]]:
    """The subsets that the page needs, by role."""
    characters: dict[str, set[str]] = {"body": set()}
    for block in text_blocks(layout):
        for line in block.lines:
            for segment in line.segments:
                characters.setdefault(segment.style.face, set()).update(segment.text)
    found: dict[str, WebFace] = {}
    files: dict[str, bytes] = {}
    for role, used in sorted(characters.items()):
        for key, shared in faces.shares(role, used) or ((role, ()),):
            data = woff2(subset(faces.faces[key], shared))
            address = f"{FOLDER}/{key.replace('~', '-')}.{hashlib.sha256(data).hexdigest()[:10]}.woff2"
            found[key], files[address] = WebFace(address, faces.faces[key].stroke), data
    return found, tuple(files.items())


def text_blocks(layout: PageLayout) -> Iterator[TextBlock]:
    """All with lines, in the order of the markup: furniture, then of each module its own and its pieces' blocks."""
    parts = [layout.furniture]
    for module in layout.modules:
        owners = (None, *module.pieces)
        parts += [tuple(e for e in module.elements if _owner(e, module) == owner) for owner in owners]
    yield from (element for part in parts for element in part if isinstance(element, TextBlock) and element.lines)


def _owner(element: Element, module: Module) -> str | None:
    piece = getattr(element, "piece", "")
    return piece if piece in module.pieces else None


def page(root: Path, made: Sample, language: str = "zh-Hans") -> tuple[PageView, Renderer]:
    """The page's view with its press part, and a renderer for it."""
    theme = theme_samples.theme(root)
    pieces = tuple(
        replace(theme_samples.piece(number, 80), id=name, address=link.address, title=Title((link.title,)))
        for number, (name, link) in enumerate(LINKS.items(), start=1)
    )
    site = replace(theme_samples.site(theme), language=language)
    press = PressView(made.markup.html, made.markup.css_address, 270, 390, f"{FOLDER}/page.pdf", None)
    following = PageHead("02", "", "2026/11/24/02/index.html")
    view = replace(theme_samples.page(site, SectionGroup("", pieces)), press=press, next=following)
    return view, Renderer(theme, load_locale(theme, language)[0])


def publish(root: Path, made: Sample, language: str = "zh-Hans") -> Path:
    """Writes the page with all it needs; the path of its document."""
    view, renderer = page(root, made, language)
    files = dict(theme_samples.theme(root).assets) | dict(made.fonts)
    files |= {made.markup.css_address: made.markup.css, PATH: renderer.render(view)}
    for address, data in files.items():
        (root / address).parent.mkdir(parents=True, exist_ok=True)
        (root / address).write_bytes(data)
    for width, address in PHOTO.variants:
        Image.new("RGB", (width, width * 2 // 3), "#7a8899").save(root / address)
    for address in (*(link.address for link in LINKS.values()), "2026/11/24/02/index.html", f"{FOLDER}/page.pdf"):
        (root / address).parent.mkdir(parents=True, exist_ok=True)
        (root / address).write_text("<!doctype html><title>there</title>", encoding="utf-8")
    return root / PATH
