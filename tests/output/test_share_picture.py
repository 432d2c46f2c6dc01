"""Share pictures: everything is inside, in order, and the same on every machine."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from broadsheet.output.share_picture import (
    HEIGHT,
    WIDTH,
    ShareCard,
    SharePhoto,
    SharePlan,
    crop_window,
    plan_share_picture,
    share_picture,
)
from broadsheet.press.fonts.faces import default_faces

CHINESE = ShareCard(
    name="江城日报",
    nameplate=None,
    title=("大雾锁江", "六百人等一条船"),
    kicker="能见度最低时不足30米",
    deck="文渡码头昨晨停航4小时10分",
    folio="2026年11月24日　第01版 要闻",
    language="zh-Hans",
    accent="#b3001b",
    ground="#ffffff",
    photo=None,
)
ENGLISH = replace(
    CHINESE,
    name="The Tidewater Courier",
    title=("Council votes to reopen the Ropewalk Bridge after eleven months of repairs",),
    kicker="From the quay",
    deck="",
    folio="November 24, 2026　Page A1 Front Page",
    language="en",
)
LONG = "江水漫过老桥，三百居民连夜撤，市防汛指挥部凌晨召开紧急会议要求各区县转移低洼地带群众并确保供应" * 3


def plan_of(card: ShareCard) -> SharePlan:
    faces = default_faces(card.language)
    return plan_share_picture(card, faces, faces)


def drawn(card: ShareCard) -> Image.Image:
    faces = default_faces(card.language)
    return Image.open(io.BytesIO(share_picture(card, faces, faces))).convert("RGB")


def photo(folder: Path, size: tuple[int, int], **changed: object) -> SharePhoto:
    """A photo whose left half is green and whose right half is blue."""
    image = Image.new("RGB", size, "#00ff00")
    image.paste("#0000ff", (size[0] // 2, 0, *size))
    file = folder / f"{size[0]}x{size[1]}.webp"
    image.save(file, lossless=True)
    return replace(SharePhoto(file, *size, None, may_crop=True), **changed)  # type: ignore[arg-type]


def assert_sound(card: ShareCard) -> None:
    """All lines are inside the column of the text, below one another, none in the photo."""
    plan = plan_of(card)
    right = 56 + plan.text_width
    boxes = []
    for placed in sorted(plan.lines, key=lambda placed: placed.baseline):
        box = placed.ink()
        boxes.append(box)
        # A letter may pass its own width by a hair: the arm of an f.
        assert box[0] > 56 - 0.12 * placed.size
        assert box[2] < right + 0.12 * placed.size, f"{box} passes the column's edge at {right}"
        assert box[1] > 20
        assert box[3] < HEIGHT - 20
    for above, below in itertools.pairwise(boxes):
        assert above[3] < below[1] + 12, f"{below} stands in {above}"
    if plan.photo is not None:
        assert plan.photo[0] > right


@pytest.mark.parametrize(
    "card",
    [
        CHINESE,
        ENGLISH,
        replace(CHINESE, title=("雪",), kicker="", deck=""),
        replace(CHINESE, title=(LONG,), kicker=LONG, deck=LONG),
        replace(CHINESE, title=("“体检”", "《江城志》（修订本）今日首发"), kicker=""),
        replace(ENGLISH, title=("Verkehrsinfrastrukturfinanzierungsgesellschaft" * 2,)),
        replace(ENGLISH, title=("A headline that goes on and on " * 12,)),
        replace(CHINESE, title=("老橋が十一か月ぶりに開通、", "住民三百人が渡り初め"), language="ja"),
    ],
    ids=["chinese", "english", "one character", "very long", "quoted", "one long word", "many words", "japanese"],
)
@pytest.mark.parametrize("with_photo", [False, True], ids=["text alone", "with photo"])
def test_nothing_is_clipped(card: ShareCard, tmp_path: Path, with_photo: bool) -> None:
    assert_sound(replace(card, photo=photo(tmp_path, (900, 600))) if with_photo else card)


@settings(max_examples=40)
@given(
    title=st.lists(
        st.text("江城日报老桥通行，。《》“”！—AbC 12.5fi", min_size=1, max_size=30).filter(lambda text: text.strip()),
        min_size=1,
        max_size=3,
    ),
    kicker=st.text("江城 news，", max_size=60),
    language=st.sampled_from(["zh-Hans", "en"]),
)
def test_any_headline_is_inside(title: list[str], kicker: str, language: str) -> None:
    assert_sound(replace(CHINESE, title=tuple(title), kicker=kicker.strip(), deck="", language=language))


def test_size_weight_and_bytes(tmp_path: Path) -> None:
    card = replace(CHINESE, photo=photo(tmp_path, (900, 600)))
    faces = default_faces("zh-Hans")
    data = share_picture(card, faces, faces)
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(data) <= 90_000
    assert data == share_picture(card, faces, faces)


def test_noise_is_kept_light(tmp_path: Path) -> None:
    file = tmp_path / "noise.webp"
    Image.effect_noise((900, 900), 120).convert("RGB").save(file, quality=95)
    faces = default_faces("zh-Hans")
    data = share_picture(replace(CHINESE, photo=SharePhoto(file, 900, 900, None, may_crop=True)), faces, faces)
    assert len(data) <= 160_000


def test_a_short_headline_is_larger_than_a_long_one() -> None:
    sizes = [
        max(placed.size for placed in plan_of(replace(CHINESE, title=title, deck="")).lines)
        for title in (("雪",), ("大雾锁江六百人等一条船",), (LONG,))
    ]
    assert sizes[0] > sizes[1] > sizes[2] >= 40


def test_lines_end_at_the_writers_breaks() -> None:
    glyphs = [
        "".join(glyph.character for glyph in placed.line.glyphs)
        for placed in plan_of(CHINESE).lines
        if placed.colour == "#121212"
    ]
    assert glyphs == ["大雾锁江", "六百人等一条船"]


def test_a_photo_bleeds_off_the_right_and_keeps_its_focus(tmp_path: Path) -> None:
    card = replace(CHINESE, photo=photo(tmp_path, (1600, 600), focus=(0.05, 0.5)))
    image = drawn(card)
    assert _is_near(image, (WIDTH - 3, 3), (0, 255, 0))
    assert _is_near(image, (WIDTH - 3, HEIGHT - 3), (0, 255, 0))
    image = drawn(replace(card, photo=photo(tmp_path, (1600, 600), focus=(0.95, 0.5))))
    assert _is_near(image, (WIDTH - 3, 3), (0, 0, 255))


def test_a_drawing_is_shown_whole(tmp_path: Path) -> None:
    card = replace(CHINESE, photo=photo(tmp_path, (1600, 600), may_crop=False))
    box = plan_of(card).photo
    assert box is not None
    assert abs((box[2] - box[0]) / (box[3] - box[1]) - 1600 / 600) < 0.02
    image = drawn(card)
    assert _is_near(image, (box[0] + 4, HEIGHT // 2), (0, 255, 0))
    assert _is_near(image, (box[2] - 4, HEIGHT // 2), (0, 0, 255))
    assert _is_near(image, (WIDTH - 3, 3), (255, 255, 255))


def test_a_nameplate_stands_in_place_of_the_name() -> None:
    plate = Image.new("RGBA", (400, 100), "#00ff00")
    image = drawn(replace(CHINESE, nameplate=plate))
    assert _is_near(image, (80, 90), (0, 255, 0))
    assert len(plan_of(replace(CHINESE, nameplate=plate)).lines) == len(plan_of(CHINESE).lines) - 1


@given(
    size=st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    target=st.tuples(st.integers(1, 1200), st.integers(1, 630)),
    focus=st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_crop_stays_inside_the_photo_and_fills_its_place(
    size: tuple[int, int], target: tuple[int, int], focus: tuple[float, float] | None
) -> None:
    left, top, right, bottom = crop_window(size, target, focus)
    assert -1e-6 <= left < right <= size[0] + 1e-6
    assert -1e-6 <= top < bottom <= size[1] + 1e-6
    assert (right - left) / (bottom - top) == pytest.approx(target[0] / target[1])
    assert right - left == pytest.approx(size[0]) or bottom - top == pytest.approx(size[1])
    if focus is not None:
        assert left - 1e-6 <= focus[0] * size[0] <= right + 1e-6


def _is_near(image: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = image.getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 24 for one, other in zip(found, colour, strict=True))
