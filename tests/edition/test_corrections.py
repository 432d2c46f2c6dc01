"""The corrections page: the newest first, and a list for each year that stays as it is."""

from __future__ import annotations

from typing import Any

from conftest import NewSite
from paper_site import ISSUE, Built, PaperSite

OLD = "content/issues/2025/2025-12-30"


def corrected(site: PaperSite, slug: str, issue: str, *dates: str, **more: Any) -> PaperSite:
    corrections = [{"date": date, "text": f"{date}的更正。"} for date in dates]
    return site.article(f"01/{slug}", issue=issue, title=f"稿件{slug}", corrections=corrections, **more)


def told(built: Built, address: str) -> list[str]:
    """The headlines of a list, in order."""
    return [node.text(strip=True) for node in built.document(address).css(".entries h2")]


def test_each_year_has_a_list_by_the_day_of_the_correction(site: NewSite) -> None:
    built = corrected(corrected(site(), "a", OLD, "2025-12-31", "2026-01-02"), "b", ISSUE, "2026-11-24").build()
    assert told(built, "corrections.html") == ["稿件b", "稿件a", "稿件a"]
    assert told(built, "corrections/2026.html") == ["稿件b", "稿件a"]
    assert told(built, "corrections/2025.html") == ["稿件a"]
    links = [a.attributes["href"] for a in built.document("corrections.html").css(".years a")]
    assert links == ["corrections/2026.html", "corrections/2025.html"]


def test_a_new_correction_leaves_the_lists_of_other_years_alone(site: NewSite) -> None:
    paper = corrected(site(), "a", OLD, "2025-12-31").article("01/b")
    before = paper.build().files()
    after = corrected(paper, "b", ISSUE, "2026-11-24").build().files()
    assert after["corrections/2025.html"] == before["corrections/2025.html"]
    assert after["corrections.html"] != before["corrections.html"]


def test_the_newest_hundred_are_shown_at_once(site: NewSite) -> None:
    paper = site()
    for number in range(1, 13):
        days = [f"2026-{number:02}-{day:02}" for day in range(1, 11)]
        corrected(paper, f"a{number:02}", OLD, *days)
    built = paper.build()
    assert len(told(built, "corrections.html")) == 100
    assert len(told(built, "corrections/2026.html")) == 120


def test_headlines_in_another_language_say_so(site: NewSite) -> None:
    built = corrected(site(), "a", ISSUE, "2026-11-24", lang="en").build()
    for address in ("corrections.html", "corrections/2026.html"):
        (headline,) = built.document(address).css(".entries h2")
        assert headline.attributes["lang"] == "en"


def test_a_paper_without_any_says_so(site: NewSite) -> None:
    built = site().article("01/a").build()
    assert "没有更正" in built.words("corrections.html")
    assert built.document("corrections.html").css(".years") == []
