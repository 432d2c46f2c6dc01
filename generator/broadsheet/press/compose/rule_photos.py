"""Checks of photos: how they stand to each other, how they are cropped, how fine they are, their captions."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.press.compose.material import PressPhoto
from broadsheet.press.compose.rule_boxes import NEAR, Box, block_size, ink_box, union
from broadsheet.press.compose.rule_facts import EXEMPT_KINDS, SeenModule, SeenPage, between
from broadsheet.press.layout import BrokenRule, Picture, TextBlock

DOMINANT = 2.0
MOST_CROP = 0.1
"""Of the picture, on each side."""
LEAST_PPI = 150
GOOD_PPI = 200
CAPTION_SIZE = 8.0


def photos_together(page: SeenPage) -> Iterator[BrokenRule]:
    """`photo`: one photo dominates the page, and photos of two modules do not touch.

    The largest covers twice what the next does; a gallery counts as one, for it is seen as one. Photos touch when only
    a gap between columns or a row of white parts them, their captions included. Adverts are not looked at.
    """
    modules = [seen for seen in page.modules if seen.module.kind not in EXEMPT_KINDS]
    areas = sorted(((area, seen) for seen in modules for area in _areas(page, seen)), key=lambda found: -found[0])
    if len(areas) > 1 and areas[0][0] < DOMINANT * areas[1][0] * 0.995:
        (first, one), (second, other) = areas[0], areas[1]
        yield between("photo", one, other, f"the largest photo covers {first / second:.2f} times the next, not 2")
    grid = page.grid
    for number, one in enumerate(modules):
        for other in modules[number + 1 :]:
            if any(
                (a.meets_across(b, grid.gap + NEAR) and a.meets_down(b, -NEAR))
                or (a.meets_down(b, grid.leading + NEAR) and a.meets_across(b, -NEAR))
                for a in _figures(one)
                for b in _figures(other)
            ):
                yield between("photo", one, other, "photos of two modules touch")


def _areas(page: SeenPage, seen: SeenModule) -> list[float]:
    gallery = {photo.path for story in page.stories_of(seen) for photo in story.photos if photo.layout == "gallery"}
    single = [ink_box(picture).area for picture in seen.pictures if picture.path not in gallery]
    together = sum(ink_box(picture).area for picture in seen.pictures if picture.path in gallery)
    return [*single, together] if together else single


def _figures(seen: SeenModule) -> list[Box]:
    """Each photo with the caption below it."""
    captions = seen.of_role("caption")
    found = []
    for picture in seen.pictures:
        box = ink_box(picture)
        own = [ink_box(c) for c in captions if _is_below(seen, c, box)]
        found.append(union([box, *own]))
    return found


def _is_below(seen: SeenModule, caption: TextBlock, box: Box) -> bool:
    other = Box(caption.x, caption.y, caption.x + caption.width, caption.y + len(caption.lines) * caption.leading)
    return other.meets_across(box, -NEAR) and -NEAR <= other.top - box.bottom <= 1.5 * seen.grid.leading


# --- crop and resolution --------------------------------------------------------------------------------------------


def crops(page: SeenPage) -> Iterator[BrokenRule]:
    """`crop`: at most a tenth goes on each side, the focus stays, `crop: never` stays whole, nothing is distorted."""
    for seen, picture, photo in _with_photo(page):
        left, top, right, bottom = picture.crop
        lost = max(left, top, 1 - right, 1 - bottom)
        if lost > 1e-6 and not photo.crop:
            yield seen.broken("crop", f"{photo.path} is cropped, though it must stay whole")
        elif lost > MOST_CROP + 1e-3:
            yield seen.broken("crop", f"{photo.path} loses {lost:.0%} on a side")
        x, y = photo.focus or (0.5, 0.5)
        if not (left <= x <= right and top <= y <= bottom):
            yield seen.broken("crop", f"{photo.path} is cropped past its focus")
        shown = (right - left) * photo.width / max(1e-6, (bottom - top) * photo.height)
        printed = picture.width / max(1e-6, picture.height)
        if abs(shown / printed - 1) > 0.01:
            yield seen.broken("crop", f"{photo.path} is distorted: {shown:.2f} is printed as {printed:.2f}")


def resolutions(page: SeenPage) -> Iterator[BrokenRule]:
    """`resolution` below 150 pixels per inch, an error; `resolution-low` below 200, a warning."""
    for seen, picture, photo in _with_photo(page):
        left, _, right, _ = picture.crop
        ppi = (right - left) * photo.width / max(1e-6, picture.width / 72)
        if ppi < GOOD_PPI - 0.5:
            rule = "resolution" if ppi < LEAST_PPI - 0.5 else "resolution-low"
            yield seen.broken(rule, f"{photo.path} is printed at {ppi:.0f} pixels per inch")


def _with_photo(page: SeenPage) -> Iterator[tuple[SeenModule, Picture, PressPhoto]]:
    for seen in page.modules:
        photos = {photo.path: photo for story in page.stories_of(seen) for photo in story.photos}
        for picture in seen.pictures:
            if picture.path in photos:
                yield seen, picture, photos[picture.path]


def captions(page: SeenPage) -> Iterator[BrokenRule]:
    """`caption`: of 8 pt, below its photo and as wide; below a gallery as wide as all photos of its row."""
    for seen in page.modules:
        if seen.module.kind in EXEMPT_KINDS:
            continue
        for caption in seen.of_role("caption"):
            if abs(block_size(caption) - CAPTION_SIZE) > 0.05:
                yield seen.broken("caption", f"a caption is set in {block_size(caption):g} pt")
            above = [ink_box(picture) for picture in seen.pictures if _is_below(seen, caption, ink_box(picture))]
            row = union(above) if above else None
            if row is None:
                yield seen.broken("caption", "a caption stands under no photo")
            elif abs(row.left - caption.x) > NEAR or abs(row.width - caption.width) > NEAR:
                yield seen.broken("caption", f"a caption of {caption.width:.0f} pt under {row.width:.0f} pt of photo")
