from __future__ import annotations

import io
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, features

from broadsheet import raster
from broadsheet.output import photos
from broadsheet.output.photos import (
    PhotoFault,
    PreparedPhoto,
    check_photo,
    picture_size,
    prepare_photo,
    variant_sizes,
)

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (255, 255, 255)


def quarters(width: int = 120, height: int = 80) -> Image.Image:
    """Red, green / blue, white: any turn shows."""
    image = Image.new("RGB", (2, 2))
    image.putdata([RED, GREEN, BLUE, WHITE])
    return image.resize((width, height), Image.Resampling.NEAREST)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def prepared(data: bytes, cache: Path) -> PreparedPhoto:
    photo = prepare_photo(data, cache)
    assert isinstance(photo, PreparedPhoto), photo
    return photo


def widest(photo: PreparedPhoto) -> Image.Image:
    with Image.open(photo.variants[-1].file) as image:
        image.load()
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours of the four quarters, row by row."""
    w, h = image.size
    return [
        image.convert("RGB").getpixel((x, y)) or ()  # type: ignore[misc]
        for y in (h // 4, h * 3 // 4)
        for x in (w // 4, w * 3 // 4)
    ]


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_widths_end_at_the_original_and_never_above_it() -> None:
    assert variant_sizes(4000, 3000) == ((480, 360), (800, 600), (1200, 900), (1800, 1350))
    assert variant_sizes(1300, 1000) == ((480, 369), (800, 615), (1300, 1000))
    assert variant_sizes(300, 200) == ((300, 200),)
    assert variant_sizes(480, 1) == ((480, 1),)


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_every_size_can_be_encoded_and_keeps_the_ratio(width: int, height: int) -> None:
    sizes = variant_sizes(width, height)
    assert [w for w, _ in sizes] == sorted({w for w, _ in sizes})
    for w, h in sizes:
        assert 1 <= w <= width
        assert 1 <= h <= min(16_383, max(height, 1))
        assert w == 1 or abs(h - w * height / width) <= 1


def test_variants_are_what_they_say(tmp_path: Path) -> None:
    photo = prepared(encoded(quarters(2000, 1000)), tmp_path)
    assert (photo.width, photo.height) == (2000, 1000)
    assert [variant.width for variant in photo.variants] == [480, 800, 1200, 1800]
    for variant in photo.variants:
        assert variant.size == variant.file.stat().st_size
        with Image.open(variant.file) as image:
            assert image.format == "WEBP"
            assert image.size == (variant.width, variant.height)
    assert all(map(near, corners(widest(photo)), [RED, GREEN, BLUE, WHITE]))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_picture_stands_upright(tmp_path: Path, kind: str, orientation: int) -> None:
    turns_back = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    filed = quarters()
    if orientation in raster._TURNS:
        turn = raster._TURNS[orientation]
        filed = filed.transpose(turns_back.get(orientation, turn))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    data = encoded(filed, kind, exif=exif, **({"lossless": True} if kind == "WEBP" else {}))
    photo = prepared(data, tmp_path)
    assert (photo.width, photo.height) == (120, 80) == picture_size(data)
    assert widest(photo).size == (120, 80)
    assert all(map(near, corners(widest(photo)), [RED, GREEN, BLUE, WHITE]))


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
def test_avif_is_read(tmp_path: Path) -> None:
    photo = prepared(encoded(quarters(), "AVIF", quality=90), tmp_path)
    assert all(map(near, corners(widest(photo)), [RED, GREEN, BLUE, WHITE], [25] * 4))


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "RGBA", "LA", "LAB", "I;16"])
def test_every_mode_gives_a_picture(tmp_path: Path, mode: str) -> None:
    grey = mode in {"L", "1", "LA", "I;16"}
    if mode == "LAB":
        image = ImageCms.profileToProfile(
            quarters(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        )
        assert image is not None
    elif mode == "I;16":
        image = Image.new("I;16", (2, 2))
        image.putdata([30 * 257, 160 * 257, 60 * 257, 65535])
        image = image.resize((120, 80), Image.Resampling.NEAREST)
    else:
        image = quarters().convert(mode)
    kind = "TIFF" if mode in {"LAB", "CMYK", "YCbCr"} else "PNG"
    photo = prepared(encoded(image, kind), tmp_path)
    found = corners(widest(photo))
    if not grey:
        assert all(map(near, found, [RED, GREEN, BLUE, WHITE], [40] * 4)), found
    if mode == "I;16":
        assert [near(c, (t,) * 3) for c, t in zip(found, (30, 160, 60, 255), strict=True)] == [True] * 4
    assert widest(photo).mode == "RGB"  # nothing in these is transparent


def test_a_cmyk_jpeg_keeps_its_colours(tmp_path: Path) -> None:
    found = corners(widest(prepared(encoded(quarters().convert("CMYK"), "JPEG", quality=95), tmp_path)))
    assert all(map(near, found, [RED, GREEN, BLUE, WHITE], [25] * 4)), found


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_stays(tmp_path: Path, mode: str) -> None:
    image = Image.new("RGBA", (120, 80), (0, 0, 0, 0))
    image.paste((200, 200, 200, 255), (60, 0, 120, 80))
    shown = widest(prepared(encoded(image.convert(mode), "PNG"), tmp_path))
    assert shown.mode == "RGBA"
    alpha = shown.getchannel("A")
    assert (alpha.getpixel((10, 40)), alpha.getpixel((110, 40))) == (0, 255)


def test_of_a_moving_picture_the_first_frame_counts(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (RED, BLUE)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert near(corners(widest(prepared(data, tmp_path)))[0], RED)


def wide_gamut_profile() -> bytes:
    """An sRGB profile whose red and green primaries have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {bytes(profile[i : i + 4]): i for i in range(132, 132 + 12 * profile[131], 12)}
    red, green = at[b"rXYZ"] + 4, at[b"gXYZ"] + 4
    profile[red : red + 8], profile[green : green + 8] = profile[green : green + 8], profile[red : red + 8]
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_profile_decides_about_the_colours_and_then_goes(tmp_path: Path, mode: str) -> None:
    image = Image.new("RGB", (60, 40), (230, 20, 20)).convert(mode)
    if mode == "RGBA":
        image.putalpha(120)
    shown = widest(prepared(encoded(image, "PNG", icc_profile=wide_gamut_profile()), tmp_path))
    red, green, _ = corners(shown)[0]
    assert green > 200 > 80 > red
    assert "icc_profile" not in shown.info
    assert shown.mode == mode


@pytest.mark.parametrize("profile", [b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_does_not_fit_is_passed_over(tmp_path: Path, profile: bytes) -> None:
    shown = widest(prepared(encoded(quarters(), "PNG", icc_profile=profile), tmp_path))
    assert all(map(near, corners(shown), [RED, GREEN, BLUE, WHITE]))


def test_no_metadata_is_left(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "SECRET"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (30.0, 40.0, 50.0)
    data = encoded(quarters(), exif=exif, xmp=b"<x>SECRET</x>", comment=b"SECRET")
    assert data.count(b"SECRET") == 3
    photo = prepared(data, tmp_path)
    for variant in photo.variants:
        content = variant.file.read_bytes()
        assert not any(mark in content for mark in (b"SECRET", b"EXIF", b"XMP ", b"ICCP"))


def test_a_broken_exif_block_does_not_lose_the_picture(tmp_path: Path) -> None:
    data = encoded(quarters(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert prepared(data, tmp_path).width == 120


@pytest.mark.parametrize("function", [lambda data, cache: prepare_photo(data, cache), lambda d, _: check_photo(d)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_truncated_picture_is_broken(tmp_path: Path, kind: str, function: Any) -> None:
    data = encoded(Image.effect_noise((300, 200), 90).convert("RGB"), kind)
    fault = function(data[: len(data) * 2 // 3], tmp_path)
    assert isinstance(fault, PhotoFault)
    assert fault.code == "broken-photo"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data", [b"", b"text", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_picture_is_broken(tmp_path: Path, data: bytes) -> None:
    for fault in (prepare_photo(data, tmp_path), check_photo(data), picture_size(data)):
        assert fault == PhotoFault(
            "broken-photo",
            "the file is no picture that can be read",
            "export it again, as JPEG, PNG, WebP, AVIF, TIFF or GIF",
        )


@pytest.mark.parametrize(("side", "count"), [(10_001, "100,020,001"), (40_000, "1,600,000,000")])
def test_too_many_pixels_are_refused_by_the_header(tmp_path: Path, side: int, count: str) -> None:
    small = bytearray(encoded(quarters(8, 8), "GIF"))
    small[6:10] = side.to_bytes(2, "little") * 2
    for fault in (prepare_photo(bytes(small), tmp_path), picture_size(bytes(small))):
        assert isinstance(fault, PhotoFault)
        assert fault.code == "huge-photo"
        assert fault.message == f"a picture may have 100,000,000 pixels at most (got {count})"


def test_an_lfs_pointer_is_told_apart(tmp_path: Path) -> None:
    data = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    fault = prepare_photo(data, tmp_path)
    assert isinstance(fault, PhotoFault)
    assert (fault.code, fault.hint) == ("lfs-pointer", "run `git lfs pull` before building")


def test_the_second_call_decodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(quarters())
    first = prepared(data, tmp_path)
    monkeypatch.setattr(photos, "_encode_all", None)
    assert prepared(data, tmp_path) == first


@pytest.mark.parametrize("damage", ["truncated", "flipped", "gone", "no record", "bad record"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    data = encoded(quarters(900, 600))
    first = prepared(data, tmp_path)
    file = first.variants[0].file
    good = file.read_bytes()
    record = next(tmp_path.rglob("*.json"))
    match damage:
        case "truncated":
            file.write_bytes(good[:20])
        case "flipped":
            file.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
        case "gone":
            file.unlink()
        case "no record":
            record.unlink()
        case _:
            record.write_text("[1, 2, []]")
    assert prepared(data, tmp_path) == first
    assert file.read_bytes() == good


def test_another_recipe_is_another_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(quarters())
    one = prepared(data, tmp_path)
    monkeypatch.setattr(photos, "_RECIPE", "another")
    assert prepared(data, tmp_path).variants[0].file != one.variants[0].file


def test_processes_and_threads_agree(tmp_path: Path) -> None:
    data = encoded(quarters(1000, 700))
    source = tmp_path / "photo.jpg"
    source.write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from broadsheet.output.photos import prepare_photo\n"
        "p = prepare_photo(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])); print(*(v.digest for v in p.variants))"
    )
    command = [sys.executable, "-c", code, str(source)]
    children = [
        subprocess.Popen([*command, str(tmp_path / where)], stdout=subprocess.PIPE, text=True)
        for where in ("common", "common", "own")
    ]
    found: list[PreparedPhoto] = []
    threads = [threading.Thread(target=lambda: found.append(prepared(data, tmp_path / "common"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    answers = {child.communicate()[0] for child in children}
    for thread in threads:
        thread.join()
    assert len(answers) == 1
    assert {" ".join(v.digest for v in photo.variants) + "\n" for photo in found} == answers
    assert not list(tmp_path.rglob("*.new"))


def test_what_comes_back_can_be_sent_between_processes(tmp_path: Path) -> None:
    photo = prepared(encoded(quarters()), tmp_path)
    fault = prepare_photo(b"", tmp_path)
    assert pickle.loads(pickle.dumps((photo, fault))) == (photo, fault)


SMALL_FILES = [encoded(quarters(24, 16), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SMALL_FILES), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6))
def test_broken_bytes_never_raise(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, changes: list[tuple[int, int]]
) -> None:
    mangled = bytearray(data)
    for at, value in changes:
        mangled[at % len(mangled)] = value
    cache = tmp_path_factory.mktemp("cache")
    result = prepare_photo(bytes(mangled), cache)
    assert isinstance(result, (PreparedPhoto, PhotoFault))
    assert isinstance(picture_size(bytes(mangled)), (tuple, PhotoFault))
    check_photo(bytes(mangled))
