"""The same font files in a browser: widths, baselines, stand-ins."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import sync_playwright

from broadsheet.press.fonts.faces import FaceSet, default_faces
from broadsheet.press.fonts.sfnt import woff2
from broadsheet.press.fonts.subset import subset
from browser.conftest import FLAGS, browser_path
from press.font_samples import CHINESE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-fonts")]

CASES = [
    (CHINESE, "body", "江城——AVATo fi，“日报”……1,250人"),
    (CHINESE, "headline", "江城——AVATo fi，“日报”"),
    ("ja", "body", "朝刊——っー「天気」AV To"),
    ("en", "body", "The office’s first fjord—“AVATAR” To V. W Y"),
    ("en", "headline", "Waffles in the office: 江城 ①"),
]
STYLE = "white-space:pre;text-spacing-trim:space-all;text-autospace:no-autospace"
PAGE = """<!doctype html><meta charset="utf-8"><style>{faces}</style><body style="width:9000px">{lines}"""
LINE = (
    '<p lang="en" style="margin:0;font:100px/150px {family}"><span class="plain" style="{style}">{text}</span>'
    '<b style="display:inline-block;width:1px"></b></p>'
    '<p lang="zh" style="margin:0;font:100px/150px {family}"><span class="tracked" style="{style};letter-spacing:8px">'
    "{text}</span></p>"
)


def web_faces(number: int, faces: FaceSet, role: str, text: str) -> tuple[str, str]:
    """The style rules of a role's face and its stand-ins, and the list of their families."""
    rules, families = "", []
    for key, characters in faces.shares(role, text):
        data = base64.b64encode(woff2(subset(faces.faces[key], characters))).decode("ascii")
        families.append(f"F{number}{key.replace('~', '-')}")
        rules += f"@font-face{{font-family:{families[-1]};src:url(data:font/woff2;base64,{data})}}"
    return rules, ",".join(families)


def test_chromium_sets_lines_as_wide_and_as_high_as_the_model() -> None:
    rules, lines, widths, tracked = "", "", [], []
    for number, (language, role, text) in enumerate(CASES):
        faces = default_faces(language)
        rule, families = web_faces(number, faces, role, text)
        rules, lines = rules + rule, lines + LINE.format(family=families, style=STYLE, text=text)
        widths.append(faces.advance(role, text) * 100)
        width, units = faces.tracked(role, text)
        tracked.append(width * 100 + 8 * units)  # the browser adds it after the last unit as well
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        page = chromium.new_page()
        page.set_content(PAGE.format(faces=rules, lines=lines))
        page.evaluate("document.fonts.ready")
        statuses = page.evaluate("[...document.fonts].map(font => font.status)")
        measure = "found => found.map(element => element.getBoundingClientRect().width)"
        plain, spread = (page.eval_on_selector_all(f".{name}", measure) for name in ("plain", "tracked"))
        baselines = page.eval_on_selector_all(
            "b", "marks => marks.map(mark => mark.getBoundingClientRect().bottom - mark.parentNode.offsetTop)"
        )
        chromium.close()
    assert set(statuses) == {"loaded"}
    assert plain == pytest.approx(widths, abs=0.25)
    assert spread == pytest.approx(tracked, abs=0.25)
    assert baselines == pytest.approx([25 + 88] * len(CASES), abs=0.5)
