"""Photos in modules: crops, sizes, several in one rectangle, captions."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from broadsheet.model import PageFormat
from broadsheet.press.compose.material import PressPhoto
from broadsheet.press.compose.photos import CROP_SIDE, Cluster, clusters, crop_box, partitions, resolution
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.grid import grid_of
from broadsheet.press.layout import Picture, TextBlock
from broadsheet.press.typeset.typesetter import Typesetter

GRID = grid_of(PageFormat("tabloid", 270, 390, (12, 12, 16, 12), 5, None), "zh-CN")
SETTER = Typesetter(default_faces("zh-CN"), GRID, "zh-CN")
PHOTO = PressPhoto("content/a.jpg", 3000, 2000, "图为河堤合龙现场。", "王五 摄", "河堤", "lead", None, True)


def one(photo: PressPhoto, width: float) -> Cluster:
    (found,) = clusters((photo,), width, GRID, SETTER)
    return found


@pytest.mark.parametrize("seed", range(30))
def test_a_crop_takes_a_tenth_a_side_at_most_keeps_the_focus_and_distorts_nothing(seed: int) -> None:
    rng = random.Random(seed)
    focus = (rng.random(), rng.random()) if seed % 3 else None
    photo = replace(PHOTO, width=rng.randint(500, 4000), height=rng.randint(500, 4000), focus=focus)
    cluster = one(photo, GRID.span(rng.randint(1, 4)))
    for rows in range(cluster.least, cluster.most + 1):
        (picture, *_) = cluster.elements("02/a", 0, 0, rows)
        assert isinstance(picture, Picture)
        left, top, right, bottom = picture.crop
        assert max(left, top, 1 - right, 1 - bottom) <= CROP_SIDE + 1e-9
        x, y = focus or (0.5, 0.5)
        assert left - 1e-9 <= x <= right + 1e-9
        assert top - 1e-9 <= y <= bottom + 1e-9
        shown = (right - left) * photo.width / ((bottom - top) * photo.height)
        assert shown == pytest.approx(picture.width / picture.height)


def test_a_photo_that_may_not_be_cropped_stays_whole() -> None:
    photo = replace(PHOTO, crop=False)
    cluster = one(photo, GRID.span(2))
    assert cluster.least == cluster.most
    (picture, *_) = cluster.elements("02/a", 0, 0, cluster.least)
    assert isinstance(picture, Picture)
    assert picture.crop == (0, 0, 1, 1)
    assert picture.width / picture.height == pytest.approx(1.5)


def test_the_crop_centres_the_focus_as_far_as_it_may() -> None:
    assert crop_box(replace(PHOTO, focus=(0.9, 0.5)), 1.3, 1) == pytest.approx((0.1, 0, 0.9667, 1), abs=1e-3)
    assert crop_box(PHOTO, 1.5, 1) == (0, 0, 1, 1)
    assert crop_box(PHOTO, 1.2, 1) == pytest.approx((0.1, 0, 0.9, 1))


def test_a_photo_has_a_range_of_heights_and_its_caption_lies_within() -> None:
    cluster = one(PHOTO, GRID.span(3))
    assert cluster.most - cluster.least >= 6
    for rows in range(cluster.least, cluster.most + 1):
        picture, caption = cluster.elements("02/a", 10, 100, rows)
        assert isinstance(picture, Picture)
        assert isinstance(caption, TextBlock)
        assert caption.role == "caption"
        assert "王五 摄" in caption.lines[-1].text
        assert (caption.x, caption.width) == pytest.approx((picture.x, picture.width))
        assert caption.y >= picture.y + picture.height
        assert caption.y + caption.leading * len(caption.lines) <= 100 + rows * GRID.leading


def test_resolution_counts_the_pixels_that_show() -> None:
    assert resolution(PHOTO, 144, 96) == pytest.approx(1500)
    assert resolution(replace(PHOTO, width=300, height=200), 216, 144) == pytest.approx(100)
    assert one(replace(PHOTO, width=600, height=400), GRID.span(3)).resolution(20) < 150


def test_photos_side_by_side_are_equally_high_and_fill_the_width() -> None:
    photos = (PHOTO, replace(PHOTO, path="b", width=1500), replace(PHOTO, path="c", crop=False))
    cluster = next(c for c in clusters(photos, GRID.span(5), GRID, SETTER) if len(c.lines) == 1)
    for rows in range(cluster.least, cluster.most + 1):
        pictures = [e for e in cluster.elements("02/a", 0, 0, rows) if isinstance(e, Picture)]
        assert len({round(p.height, 6) for p in pictures}) == 1
        assert pictures[-1].x + pictures[-1].width == pytest.approx(GRID.span(5))
        assert pictures[2].crop == (0, 0, 1, 1)


def test_a_gallery_with_one_caption_has_it_below_all_its_photos() -> None:
    bare = replace(PHOTO, caption="", credit_line="", layout="gallery")
    photos = (bare, replace(PHOTO, layout="gallery"))
    cluster = next(c for c in clusters(photos, GRID.span(4), GRID, SETTER) if len(c.lines) == 1)
    elements = cluster.elements("02/a", 0, 0, cluster.least)
    captions = [e for e in elements if isinstance(e, TextBlock)]
    assert len(captions) == 1
    assert (captions[0].x, captions[0].width) == pytest.approx((0, GRID.span(4)))


@pytest.mark.parametrize("count", range(1, 13))
def test_any_number_of_photos_finds_lines(count: int) -> None:
    for width in (13, 27, 69):
        found = partitions(count, width)
        assert found
        assert all(sum(lines) == count for lines in found)
    assert all(max(lines) <= 69 // 6 for lines in partitions(count, 69))


def test_at_the_foot_the_white_stands_above_the_photo() -> None:
    cluster = one(replace(PHOTO, caption="", credit_line=""), GRID.span(1))
    rows = cluster.least + 1
    (low,) = cluster.elements("02/a", 0, 0, rows, at_foot=True)
    (high,) = cluster.elements("02/a", 0, 0, rows)
    assert isinstance(low, Picture)
    assert isinstance(high, Picture)
    assert low.y > high.y
    # Level with the feet of the characters beside it.
    assert low.y + low.height == pytest.approx(rows * GRID.leading - (GRID.leading - GRID.body_size) / 2)
