"""Icons: legible names, nameplates that fit, room for a home screen's mask."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from broadsheet.output.icons import Brand, icon, rows_of
from broadsheet.output.nameplate_picture import nameplate_picture
from broadsheet.output.web_app import short_name
from broadsheet.press.fonts.faces import default_faces

BRAND = Brand("江城日报", None, "#b3001b", "#ffffff")


def made(brand: Brand, size: int, *, maskable: bool = False) -> Image.Image:
    data = icon(brand, default_faces("zh-Hans"), size, maskable=maskable)
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.convert("RGB")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box of what is not the ground."""
    corner = image.getpixel((0, 0))
    assert corner is not None
    box = ImageChops.difference(image, Image.new("RGB", image.size, corner)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("江城日报", ("江城", "日报")),
        ("海港晚報", ("海港", "晚報")),
        ("江城", ("江城",)),
        ("青年报", ("青年", "报")),
        ("江城经济报", ("江城经", "济报")),
        ("大江南北青年日报", ("大江南", "北青年", "日报")),
        ("大江南北青年日报周末版", ("大",)),
        ("報", ("報",)),
        ("The Tidewater Courier", ("TC",)),
        ("Courier", ("C",)),
        ("The Port & Harbour News of the North", ("PHN",)),
        ("the", ("T",)),
        ("江城 Daily", ("江D",)),
        ("★", ("★",)),
    ],
)
def test_rows(name: str, rows: tuple[str, ...]) -> None:
    assert rows_of(name) == rows


@pytest.mark.parametrize(("size", "filled"), [(32, 0.92), (180, 0.78), (512, 0.78)])
def test_the_name_fills_the_icon_and_stands_in_its_middle(size: int, filled: float) -> None:
    image = made(BRAND, size)
    assert image.size == (size, size)
    left, top, right, bottom = ink(image)
    assert max(right - left, bottom - top) == pytest.approx(size * filled, abs=3)
    assert left == pytest.approx(size - right, abs=2)
    assert top == pytest.approx(size - bottom, abs=2)


def test_a_mask_cuts_nothing_off() -> None:
    left, top, right, bottom = ink(made(BRAND, 512, maskable=True))
    farthest = max(abs(x - 256) ** 2 + abs(y - 256) ** 2 for x in (left, right) for y in (top, bottom))
    assert farthest**0.5 <= 0.4 * 512


def test_a_square_nameplate_is_shown_and_a_wide_one_is_not() -> None:
    square, wide = (Image.new("RGBA", size, "#00ff00") for size in ((300, 260), (900, 200)))
    assert made(Brand("江城日报", square, "#b3001b", "#fff"), 180).getpixel((90, 90)) == (0, 255, 0)
    assert made(Brand("江城日报", square, "#b3001b", "#fff"), 180).getpixel((2, 2)) == (255, 255, 255)
    assert made(Brand("江城日报", wide, "#b3001b", "#fff"), 180).getpixel((2, 2)) == (0xB3, 0, 0x1B)


def test_letters_stand_out_from_a_light_accent() -> None:
    light = made(Brand("江城日报", None, "#ffe08a", "#fff"), 180)
    assert min(light.convert("L").getextrema()) == 0


def test_bytes_are_the_same_each_time() -> None:
    assert icon(BRAND, default_faces("zh-Hans"), 192) == icon(BRAND, default_faces("zh-Hans"), 192)


def test_a_drawing_becomes_pixels_without_its_white() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M20 40h60v20h-60z"/></svg>'
    picture = nameplate_picture(drawing, is_drawing=True)
    assert picture is not None
    assert picture.width == pytest.approx(3 * picture.height, abs=3)
    assert nameplate_picture(b"<svg", is_drawing=True) is None
    assert nameplate_picture(b"nothing", is_drawing=False) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江城日报", "江城日报"),
        ("The Post", "The Post"),
        ("The Tidewater Courier", "Tidewater"),
        ("Internationalisierungsblatt", "Internationalisierungsblatt"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short
