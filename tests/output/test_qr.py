"""QR codes: a reader's phone finds the address, whatever it is."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from broadsheet.output.links import absolute
from broadsheet.output.qr import qr_svg

ADDRESS = "https://jiangcheng.example/2026/11/24/01/bridge-reopens.html"


def scanned(svg: str) -> str:
    """What a decoder reads in the drawing: its path's strokes are painted as a browser would."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    paths = re.findall(r'<path (?:fill|stroke)="(#\w+)" d="([^"]+)"', svg)
    assert [colour for colour, _ in paths] == ["#fff", "#000"]
    module = 4
    image = Image.new("L", (side * module, side * module), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for command, values in re.findall(r"([Mmh])([^Mmh]*)", paths[1][1]):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", values)]
        if command == "M":
            x, y = numbers
        elif command == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            top = (y - 0.5) * module
            draw.rectangle((x * module, top, (x + numbers[0]) * module - 1, top + module - 1), fill=0)
            x += numbers[0]
    found = zxingcpp.read_barcodes(image)
    return found[0].text if found else ""


def test_a_decoder_reads_the_address() -> None:
    assert scanned(qr_svg(ADDRESS, "code")) == ADDRESS


@settings(max_examples=30)
@given(
    slug=st.text("abcdefghijklmnopqrstuvwxyz0123456789-江城桥報のé", min_size=1, max_size=60),
    base=st.sampled_from(["https://jiangcheng.example/", "https://a.example/some/paper/", "http://x.example:8080/"]),
)
def test_a_decoder_reads_any_address(slug: str, base: str) -> None:
    address = absolute(base, f"2026/11/24-evening/A2/{slug}.html")
    assert scanned(qr_svg(address, "code")) == address


def test_it_is_light_named_and_without_a_size() -> None:
    svg = qr_svg(ADDRESS, 'the "address"')
    assert len(svg) < 2200
    assert svg.startswith('<svg role="img" aria-label="the &#34;address&#34;" viewBox="0 0 41 41">')
    head = svg.partition(">")[0]
    assert "width" not in head
    assert "style" not in svg


def test_there_are_four_modules_of_white_around_it() -> None:
    assert re.search(r'stroke="#000" d="M4 4\.5h7', qr_svg(ADDRESS, ""))


@pytest.mark.parametrize("length", [20, 120, 400])
def test_long_addresses(length: int) -> None:
    address = f"https://jiangcheng.example/{'a' * length}"
    assert scanned(qr_svg(address, "")) == address
