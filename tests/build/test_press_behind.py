"""A preview shows the edited text at once and the recomposed page when it is ready."""

from __future__ import annotations

from collections.abc import Callable

from paper_site import ISSUE, PAPER, PaperSite

NewSite = Callable[..., PaperSite]

PAGE = "2026/11/24/01"
TEXT = "江边的市场今天早上六点开门，摊主们把新到的菜一筐一筐摆上台面，问价的人已经排到了门口。"


def paper(site: NewSite) -> PaperSite:
    made = site().write("content/paper.yaml", PAPER + "format: tabloid\n")
    for number in range(1, 4):
        made.article(f"01/0{number}-story{number}", "\n\n".join([TEXT * 3] * 4), title=f"第{number}条街修好了路灯")
    return made


def test_the_text_is_new_and_the_page_as_it_was_until_the_press_has_caught_up(site: NewSite) -> None:
    made = paper(site)
    before = made.build(press=True)
    assert not before.result.is_press_behind
    made.edit(f"{ISSUE}/01/02-story2.md", "---\n\n江边", "---\n\n昨夜一场雨，江边")
    quick = made.build(press=True, wait_for_press=False)
    assert quick.result.is_press_behind
    assert "昨夜一场雨" in quick.text(f"{PAGE}/story2.html")
    old = before.files()
    assert quick.files()[f"{PAGE}/page.pdf"] == old[f"{PAGE}/page.pdf"]
    assert "昨夜" not in quick.main(f"{PAGE}/index.html").css(".sheet")[0].text()
    then = made.build(press=True)
    assert not then.result.is_press_behind
    assert "昨夜" in then.main(f"{PAGE}/index.html").css(".sheet")[0].text().replace("\u200b", "")
    clean = made.build(press=True, clean=True, output="clean")
    assert then.files() == clean.files()


def test_nothing_is_behind_when_every_page_is_known(site: NewSite) -> None:
    made = paper(site)
    made.build(press=True)
    assert not made.build(press=True, wait_for_press=False).result.is_press_behind


def test_an_issue_that_was_never_composed_is_shown_without_its_pages(site: NewSite) -> None:
    made = paper(site)
    first = made.build(press=True, wait_for_press=False)
    assert first.result.is_press_behind
    assert f"{PAGE}/page.pdf" not in first.files()
    assert made.build(press=True).result.is_press_behind is False
    assert (made.root / "output" / PAGE / "page.pdf").exists()
