from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.edition.views import JumpView
from broadsheet.model import Person
from broadsheet.output.locale import Locale, han_number, load_locale
from output.theme_samples import DAY, ISSUE, locale, theme, write

NOWHERE = Path("/nonexistent")
PLAIN = JumpView("02", None, None, "", "")


@pytest.fixture(scope="module")
def zh() -> Locale:
    return locale(NOWHERE)


@pytest.fixture(scope="module")
def en() -> Locale:
    return locale(NOWHERE, "en")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "en"])
def test_every_language_has_every_string(language: str) -> None:
    assert pickle.loads(pickle.dumps(locale(NOWHERE, language))).language == language


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("en-GB", "en"),
        ("ja-JP", "ja"),
    ],
)
def test_the_nearest_language_serves(language: str, found: str) -> None:
    assert locale(NOWHERE, language).language == found


def test_an_unknown_language_is_served_in_english_with_a_warning() -> None:
    found, diagnostics = load_locale(theme(NOWHERE), "tlh")
    assert found.language == "en"
    assert [diagnostic.code for diagnostic in diagnostics] == ["unknown-language"]


def test_a_nearer_theme_changes_single_strings(tmp_path: Path) -> None:
    write(tmp_path, {"themes/broadsheet/locales/zh-Hans.yaml": "archive: 旧报\n"})
    found, diagnostics = load_locale(theme(tmp_path), "zh-Hans")
    assert diagnostics == ()
    assert (found.text("archive"), found.text("home")) == ("旧报", "首页")


def test_a_string_with_a_wrong_placeholder_is_reported_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, {"themes/broadsheet/locales/zh-Hans.yaml": "home: 首页\nsource: 来源 {sauce}\n"})
    found, (diagnostic,) = load_locale(theme(tmp_path), "zh-Hans")
    assert diagnostic.code == "bad-theme"
    assert str(diagnostic.location) == "themes/broadsheet/locales/zh-Hans.yaml:2:1"
    assert found.text("source", source="甲") == "来源：甲"


def test_strings_missing_in_a_new_language_are_english(tmp_path: Path) -> None:
    write(tmp_path, {"themes/broadsheet/locales/de.yaml": "home: Start\n"})
    found, (diagnostic,) = load_locale(theme(tmp_path), "de")
    assert diagnostic.code == "missing-string"
    assert (found.text("home"), found.text("archive")) == ("Start", "Archive")


def test_dates(zh: Locale, en: Locale) -> None:
    assert zh.date(DAY) == "2026年11月24日　星期二"
    assert zh.date(DAY, "month_day") == "11月24日"
    assert en.date(DAY) == "Tuesday, November 24, 2026"
    assert zh.lunar(DAY) == "农历丙午年十月十六"
    assert zh.issue_date(replace(ISSUE, until=dt.date(2026, 11, 25))) == "2026年11月24日至2026年11月25日"


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "100")],
)
def test_han_numbers(number: int, word: str) -> None:
    assert han_number(number) == word


@pytest.mark.parametrize(
    ("language", "code", "label", "on", "back"),
    [
        ("zh-Hans", "02", "第02版", "（下转第二版）", "（上接第二版）"),
        ("zh-Hans", "A2", "第A2版", "（下转A2版）", "（上接A2版）"),
        ("zh-Hans", "04-05", "第04–05版", "（下转第四、五版）", "（上接第四、五版）"),
        ("zh-Hant", "12", "第12版", "（下轉第十二版）", "（上接第十二版）"),
        ("ja", "02", "02面", "（2面に続く）", "（2面から続く）"),
        ("en", "02", "Page 02", "(Continued on page 2)", "(Continued from page 2)"),
        ("en", "A2", "Page A2", "(Continued on page A2)", "(Continued from page A2)"),
    ],
)
def test_pages_and_jump_lines(language: str, code: str, label: str, on: str, back: str) -> None:
    found, jump = locale(NOWHERE, language), replace(PLAIN, page=code)
    assert (found.page(code), found.jump_on(jump), found.jump_from(jump)) == (label, on, back)


def test_jump_lines_across_issues_name_the_day(zh: Locale, en: Locale) -> None:
    jump = replace(PLAIN, page="01", date=dt.date(2026, 11, 23))
    assert zh.jump_from(jump) == "（上接11月23日第一版）"
    assert en.jump_from(jump) == "(Continued from page 1, November 23)"


def test_latin_jump_lines_name_the_keyword(zh: Locale, en: Locale) -> None:
    jump = replace(PLAIN, page="A2", word="Bridge")
    assert (en.jump_on(jump), en.jump_from(jump)) == ("(See BRIDGE, page A2)", "(BRIDGE, from page A2)")
    assert zh.jump_on(jump) == "（下转A2版）"


def test_bylines_set_a_role_once(zh: Locale, en: Locale) -> None:
    people = (Person("周雁", "记者"), Person("顾小满", "记者"), Person("白石舟", "通讯员"))
    assert zh.byline(people) == "记者 周雁　顾小满　通讯员 白石舟"
    assert en.byline((Person("A. Lee"), Person("B. Ray"))) == "By A. Lee and B. Ray"
    reporters = (Person("A. Lee", "reporter"), Person("B. Ray", "reporter"))
    assert en.byline(reporters) == "By A. Lee, reporter and B. Ray, reporter"


def test_plurals(en: Locale) -> None:
    assert (en.text("pages_today", count=1), en.text("pages_today", count=8)) == ("1 page", "8 pages")
    assert (en.length(900), en.length(4200)) == ("1 minute", "4 minutes")


# --- the Chinese calendar -------------------------------------------------------------------------------------------


def test_on_its_day_the_solar_term_stands_in_the_folio(zh: Locale) -> None:
    assert zh.lunar(dt.date(2026, 11, 22)) == "农历丙午年十月十四　小雪"
    assert zh.lunar(dt.date(2026, 11, 24)) == "农历丙午年十月十六"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (dt.date(2026, 3, 5), "農曆丙午年正月十七　驚蟄"),
        (dt.date(2026, 4, 20), "農曆丙午年三月初四　穀雨"),
        (dt.date(2026, 2, 1), "農曆乙巳年臘月十四"),
        (dt.date(2025, 8, 1), "農曆乙巳年閏六月初八"),
    ],
)
def test_traditional_papers_name_months_and_terms_in_their_own_characters(date: dt.date, said: str) -> None:
    assert locale(NOWHERE, "zh-Hant").lunar(date) == said


def test_every_solar_term_is_named_once_a_year(zh: Locale) -> None:
    days = (dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(365))
    terms = [said.rpartition("　")[2] for said in map(zh.lunar, days) if "　" in said]
    assert len(terms) == len(set(terms)) == 24
    assert terms[0] == "小寒"
