"""The grid of calendars, and names in bylines as links."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from broadsheet.model import Person
from broadsheet.output.byline import linked_byline
from broadsheet.output.calendar import first_weekday, weekdays, weeks
from output.theme_samples import locale, site, theme

NOWHERE = Path("/nonexistent")


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("zh-Hans", 0),
        ("zh-Hant", 6),
        ("zh-TW", 6),
        ("ja", 6),
        ("en", 6),
        ("en-GB", 0),
        ("ar-EG", 5),
        ("tlh", 0),
        ("", 0),
    ],
)
def test_weeks_begin_as_cldr_says(language: str, first: int) -> None:
    assert first_weekday(language) == first


@given(date=st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)), language=st.sampled_from(["zh", "en", "ar-EG"]))
def test_every_day_of_a_month_stands_once_under_its_weekday(date: dt.date, language: str) -> None:
    month = date.replace(day=1)
    rows = weeks(month, language)
    assert [len(row) for row in rows] == [7] * 6
    days = [day for row in rows for day in row if day is not None]
    assert days[0] == month
    assert [(b - a).days for a, b in itertools.pairwise(days)] == [1] * (len(days) - 1)
    assert days[-1].month == month.month
    assert days[-1].day >= 28
    for row in rows:
        assert all(day is None or day.weekday() == (first_weekday(language) + at) % 7 for at, day in enumerate(row))


def test_weekdays_are_named_in_the_language_of_the_strings() -> None:
    assert weekdays("en", "zh-Hans")[0] == ("M", "Monday")
    assert weekdays("zh-Hans", "en-US")[0] == ("日", "星期日")


PEOPLE = (Person("周雁", "记者"), Person("<顾>&", "记者"), Person("An Li", "摄影", "江大"))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "en"])
def test_a_linked_byline_reads_as_the_plain_one(language: str) -> None:
    words = locale(NOWHERE, language)
    view = site(theme(NOWHERE), has_authors=True)
    line = linked_byline(PEOPLE, words, view, lambda address: f"../{address}")
    assert html.unescape(re.sub("<[^>]+>", "", line)) == words.byline(PEOPLE)
    assert line.count('<a rel="author" href="../authors/') == 3
    assert "&lt;顾&gt;&amp;" in line


def test_without_authors_documents_no_name_is_a_link() -> None:
    line = linked_byline(PEOPLE, locale(NOWHERE), site(theme(NOWHERE)), str)
    assert "<a" not in line
