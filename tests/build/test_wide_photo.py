"""A photo that runs across a broadsheet page is printed from what was filed, not from the widest web variant."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pypdfium2.raw

from paper_site import ISSUE, PAPER, PaperSite

NewSite = Callable[..., PaperSite]


def test_a_wide_photo_keeps_its_resolution_in_print(site: NewSite) -> None:
    made = site().write("content/paper.yaml", PAPER)
    made.photo(f"{ISSUE}/01/river.jpg", (4200, 2100))
    photo = {"src": "river.jpg", "alt": "江", "caption": "江面。", "layout": "lead"}
    made.article("01/01-river", "江水在这里拐了一个弯。" * 60, title="江面昨天起雾", kind="photo", photos=[photo])
    built = made.build(press=True)
    document = pypdfium2.PdfDocument((built.output / "2026/11/24/01/page.pdf").read_bytes())
    try:
        page = document[0]
        images = [o for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        (left, _, right, _), pixels = images[0].get_bounds(), images[0].get_px_size()[0]
        assert (right - left) / 72 > 9, "it runs across most of the page"
        assert pixels / ((right - left) / 72) > 200
    finally:
        document.close()
