"""Summaries made from the text."""

from __future__ import annotations

import pytest

from conftest import NewSite
from paper_site import ISSUE


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("本报讯（记者 毛迪）", "昨天夜里江水又涨了三寸。"),
        ("新华社北京11月23日电 ", "昨天夜里江水又涨了三寸。"),
        ("（记者 毛迪）", "昨天夜里江水又涨了三寸。"),
        ("本报记者 毛迪\n\n", "昨天夜里江水又涨了三寸。"),
        ("", "昨天夜里江水又涨了三寸。"),
    ],
)
def test_a_summary_begins_after_the_run_in_credit(site: NewSite, opening: str, rest: str) -> None:
    built = site().article("01/a", f"{opening}{rest}").build()
    assert built.codes == []
    (article,) = built.json("2026/11/24/issue.json")["articles"]
    assert article["summary"] == rest


def test_a_summary_that_is_written_stays(site: NewSite) -> None:
    built = site().article("01/a", "本报讯（记者 毛迪）昨天。", summary="本报讯：江水又涨。").build()
    (article,) = built.json("2026/11/24/issue.json")["articles"]
    assert article["summary"] == "本报讯：江水又涨。"


def test_a_photo_story_is_summed_up_by_its_caption(site: NewSite) -> None:
    photos = [{"src": "a.png", "alt": "江面", "caption": "清晨的江面。毛迪摄"}]
    built = site().photo(f"{ISSUE}/01/a.png").article("01/a", "", kind="photo", photos=photos).build()
    (article,) = built.json("2026/11/24/issue.json")["articles"]
    assert article["summary"] == "清晨的江面。"
