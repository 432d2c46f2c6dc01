"""The interface in two languages: each document brings both, and no text of an article is taken for the interface's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from broadsheet.diagnostics import Location
from broadsheet.model import Person
from broadsheet.output.bilingual import (
    BilingualLocale,
    first_of,
    load_second_locale,
    paired,
    second_of,
    spelled_out,
)
from broadsheet.output.locale import load_locale
from broadsheet.output.render import Renderer
from output.theme_samples import DAY, ISSUE, article, chain, figure, locale, paragraph, site, theme

NOWHERE = Path("/nonexistent")
PLACE = Location("content/paper.yaml", 9, 3)
SITE = site(theme(NOWHERE, second_language="en"))
BOTH = BilingualLocale(locale(NOWHERE), locale(NOWHERE, "en"))


def bilingual() -> Renderer:
    loaded = theme(NOWHERE, second_language="en")
    return Renderer(loaded, *(load_locale(loaded, language)[0] for language in ("zh-Hans", "en")))


# --- pairs ------------------------------------------------------------------------------------------------------------


def test_a_locale_says_everything_in_both_languages() -> None:
    said = BOTH.text("retracted_on", date=BOTH.date(DAY, "short"))
    assert (first_of(said), second_of(said)) == ("2026年11月24日撤回", "Retracted November 24, 2026")
    assert second_of(BOTH.page("02")) == "Page 02"
    assert second_of(BOTH.issue_date(ISSUE)) == "Tuesday, November 24, 2026"
    assert second_of(BOTH.weekdays("zh-Hans", "zh-Hans")[0][1]) == "Monday"


def test_people_and_their_roles_stay_as_the_paper_prints_them() -> None:
    assert BOTH.byline((Person("周雁", "记者"),)) == "记者 周雁"


def test_the_length_is_counted_as_the_text_is_written() -> None:
    assert second_of(BOTH.length(1148)) == "1148 characters"
    english_first = BilingualLocale(locale(NOWHERE, "en"), locale(NOWHERE))
    assert second_of(english_first.length(3000)) == "3分钟"


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("<a>{}</a>", '<a data-second="B">A</a>'),
        ("<p>{} 要闻</p>", '<p><span data-second="B">A</span> 要闻</p>'),
        ('<nav aria-label="{} x">', '<nav aria-label="A x" data-second-aria-label="B x" data-second-on="aria-label">'),
        ("<title>{} - 报</title>", '<title data-second="B - 报">A - 报</title>'),
        ('<meta content="{}">', '<meta content="A">'),
        ("<script>{}</script>", "<script>A</script>"),
        ("<option>{}</option>", '<option data-second="B">A</option>'),
        ("{}", '<span data-second="B">A</span>'),
    ],
)
def test_pairs_become_markup_wherever_they_stand(template: str, written: str) -> None:
    assert spelled_out(template.format(paired("A", "B"))) == written


def test_what_is_the_same_in_both_is_not_marked() -> None:
    assert paired("PDF", "PDF") == "PDF"


def test_a_pair_that_holds_markup_stays_in_the_first_language() -> None:
    assert spelled_out(f"<p>{paired('<b>A</b>', '<b>B</b>')}</p>") == "<p><b>A</b></p>"


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufdec\ufded\ufdee"), max_size=20)


@given(TEXTS, TEXTS, TEXTS)
def test_either_side_comes_out_as_it_went_in(first: str, second: str, around: str) -> None:
    html = Markup('<p title="{0}{1}">{0}{1}<i>{1}</i></p>').format(around, paired(first, second))
    document = LexborHTMLParser(spelled_out(str(html)))
    (shown,) = document.css("p")
    assert shown.attributes["title"] == around + first
    assert shown.text() == around + first + first
    (inner,) = document.css("i")
    other = inner.attributes.get("data-second")
    assert other == (second if first != second and inner.text() == first else None)


# --- documents --------------------------------------------------------------------------------------------------------


def test_documents_of_one_language_have_nothing_of_another() -> None:
    loaded = theme(NOWHERE)
    text = Renderer(loaded, load_locale(loaded, "zh-Hans")[0]).render(article(site(loaded))).decode()
    assert "data-second" not in text
    assert "language.js" not in text


def test_the_first_language_reads_as_if_there_were_no_second() -> None:
    one, two = theme(NOWHERE), theme(NOWHERE, second_language="en")
    plain = Renderer(one, load_locale(one, "zh-Hans")[0]).render(chain(site(one)))
    both = bilingual().render(chain(site(two)))

    def shown(document: bytes) -> list[str]:
        (main,) = LexborHTMLParser(document.decode()).css("main")
        return main.text().split()

    assert shown(plain) == shown(both)


def test_no_word_of_the_text_is_marked() -> None:
    view = article(
        site(theme(NOWHERE, second_language="en")), paragraph("更正"), figure(), deck=("往期",), kicker=("首页",)
    )
    document = LexborHTMLParser(bilingual().render(view).decode())
    for content in document.css(".text, .headline, .deck, .kicker, figcaption:not(.qr *), .nameplate"):
        assert content.css("[data-second]") == [], content.html


def test_no_mark_of_a_pair_is_left() -> None:
    renderer = bilingual()
    for view in (
        article(site(theme(NOWHERE, second_language="en"))),
        chain(site(theme(NOWHERE, second_language="en"))),
    ):
        assert not re.search("[\ufdec-\ufdee]", renderer.render(view).decode())


# --- the option -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["tlh", "zh-CN", "zh-Hans"])
def test_a_language_that_cannot_be_offered_is_an_error(language: str) -> None:
    second, (fault,) = load_second_locale(theme(NOWHERE, second_language=language), locale(NOWHERE), PLACE)
    assert second is None
    assert (fault.code, fault.location) == ("bad-value", PLACE)


def test_papers_offer_none_unless_they_say_so() -> None:
    assert load_second_locale(theme(NOWHERE), locale(NOWHERE), PLACE) == (None, ())
