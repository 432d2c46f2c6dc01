"""Photos on their way into a PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms

from broadsheet import raster
from broadsheet.press.emit import print_photos as module
from broadsheet.press.emit.print_photos import PrintPhoto, print_photo, print_photos
from broadsheet.press.layout import Picture

RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(size: tuple[int, int] = (800, 400)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def picture(
    width: float = 72, height: float = 36, crop: tuple[float, float, float, float] = (0, 0, 1, 1), path: str = "a.jpg"
) -> Picture:
    return Picture("p", path, 0, 0, width, height, crop)


def printed(data: bytes, cache: Path, wanted: Picture | None = None) -> Image.Image:
    photo = print_photo(wanted or picture(), data, cache)
    assert photo is not None
    assert photo.name.endswith(".jpg")
    return Image.open(io.BytesIO(photo.data))


def near(image: Image.Image, place: tuple[float, float], colour: tuple[int, ...]) -> bool:
    found = image.convert("RGB").getpixel((int(place[0] * image.width), int(place[1] * image.height)))
    assert isinstance(found, tuple)
    return all(abs(a - b) < 14 for a, b in zip(found, colour, strict=True))


def test_a_photo_is_brought_to_the_resolution_of_print(tmp_path: Path) -> None:
    image = printed(encoded(halves((2000, 1000))), tmp_path)

    assert image.size == (220, 110)  # an inch by half an inch
    assert near(image, (0.2, 0.5), RED)
    assert near(image, (0.8, 0.5), BLUE)


def test_a_photo_is_never_enlarged(tmp_path: Path) -> None:
    assert printed(encoded(halves((100, 50))), tmp_path).size == (100, 50)


def test_only_what_the_layout_shows_is_embedded(tmp_path: Path) -> None:
    image = printed(encoded(halves((2000, 1000))), tmp_path, picture(crop=(0.55, 0, 1, 1)))

    assert near(image, (0.05, 0.5), BLUE)


def test_a_crop_of_a_large_jpeg_keeps_the_resolution(tmp_path: Path) -> None:
    """Decoded at a reduced scale, the shown tenth must still have the pixels it needs."""
    fine = Image.new("L", (4000, 2000))
    fine.paste(255, (1802, 0, 1804, 2000))

    image = printed(encoded(fine, "JPEG", quality=95), tmp_path, picture(crop=(0.425, 0.45, 0.475, 0.5)))

    assert image.size == (200, 100)
    brightest = image.getextrema()[1]
    assert isinstance(brightest, int)
    assert brightest > 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_stands_upright(kind: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the top of the picture is at the file's left
    lying = halves().transpose(Image.Transpose.ROTATE_90)

    image = printed(encoded(lying, kind, exif=exif), tmp_path)

    assert image.size == (220, 110)
    assert near(image, (0.2, 0.5), RED)


def test_no_metadata_comes_along(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "somebody"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    image = printed(encoded(halves(), "JPEG", exif=exif, icc_profile=profile, comment=b"secret"), tmp_path)

    assert not image.getexif()
    assert {"exif", "icc_profile", "comment", "photoshop"}.isdisjoint(image.info)


def test_cmyk_and_grey_are_printed_as_they_look(tmp_path: Path) -> None:
    grey = printed(encoded(Image.new("L", (400, 200), 120), "JPEG"), tmp_path)
    cmyk = printed(encoded(halves().convert("CMYK"), "JPEG"), tmp_path)
    deep = printed(encoded(Image.new("I;16", (400, 200), 30000)), tmp_path)

    assert (grey.mode, deep.mode, cmyk.mode) == ("L", "L", "RGB")
    assert near(grey, (0.5, 0.5), (120, 120, 120))
    assert near(deep, (0.5, 0.5), (117, 117, 117))
    assert near(cmyk, (0.2, 0.5), RED)


def test_a_profile_is_followed(tmp_path: Path) -> None:
    """A picture in L*a*b* is one whose numbers are no sRGB at all."""
    lab = ImageCms.profileToProfile(
        halves(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None

    assert near(printed(encoded(lab, "TIFF"), tmp_path), (0.8, 0.5), BLUE)


def test_what_is_transparent_shows_the_sheet(tmp_path: Path) -> None:
    drawing = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    drawing.paste((*RED, 255), (0, 0, 200, 200))

    image = printed(encoded(drawing), tmp_path)

    assert near(image, (0.2, 0.5), RED)
    assert near(image, (0.8, 0.5), (255, 255, 255))


def test_a_photo_full_of_detail_is_kept_light(tmp_path: Path) -> None:
    noise = Image.effect_noise((1800, 1350), 90)

    photo = print_photo(picture(560, 420), encoded(noise), tmp_path)

    assert photo is not None
    assert len(photo.data) < 0.8 * len(encoded(noise.resize((1711, 1283)), "JPEG", quality=78, subsampling="4:2:0"))


@pytest.mark.parametrize("data", [b"", b"no picture", encoded(halves(), "JPEG")[:500], encoded(halves(), "BMP")])
def test_what_cannot_be_decoded_is_left_out(data: bytes, tmp_path: Path) -> None:
    assert print_photo(picture(), data, tmp_path) is None


def test_a_picture_too_large_to_decode_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MAX_PIXELS", 800 * 400 - 1)

    assert print_photo(picture(), encoded(halves()), tmp_path) is None


def test_a_drawing_is_embedded_as_it_is(tmp_path: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'

    photo = print_photo(picture(path="nameplate.SVG"), drawing, tmp_path)

    assert photo == PrintPhoto(photo.name if photo else "", drawing)
    assert photo.name.endswith(".svg")


def test_a_photo_prepared_once_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(halves())
    first = print_photo(picture(), data, tmp_path)
    monkeypatch.setattr(module, "_jpeg", lambda *_: pytest.fail("made again"))

    assert print_photo(picture(), data, tmp_path) == first


def test_another_crop_or_size_is_another_photo(tmp_path: Path) -> None:
    data = encoded(halves((2000, 1000)))
    wanted = (picture(), picture(crop=(0.1, 0, 1, 1)), picture(80, 40))

    names = {photo.name for each in wanted if (photo := print_photo(each, data, tmp_path))}

    assert len(names) == 3


def test_a_damaged_cache_is_mended(tmp_path: Path) -> None:
    data = encoded(halves())
    first = print_photo(picture(), data, tmp_path)
    (file,) = tmp_path.rglob("*.jpg")
    file.write_bytes(file.read_bytes()[:-9])

    assert print_photo(picture(), data, tmp_path) == first


def test_broken_files_are_told_apart_from_sound_ones(tmp_path: Path) -> None:
    files = {"a.png": encoded(halves()), "b.png": b"broken", "c.png": encoded(halves())}
    wanted = [picture(path=path) for path in ("b.png", "a.png", "b.png", "c.png")]

    photos, broken = print_photos(wanted, files.__getitem__, tmp_path)

    assert broken == ("b.png",)
    assert [each.path for each in photos] == ["a.png", "c.png"]
    assert photos[wanted[1]].name == photos[wanted[3]].name
