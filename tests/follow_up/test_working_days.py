"""Working days: weekends and public holidays of the country a clock runs in."""

import pandas as pd
import pytest
from holidays import list_supported_countries

from sentia.book.countries import countries_of, country_code
from sentia.facts.working_days import working_days_after


def after(day, count, country=""):
    found = working_days_after(pd.to_datetime(pd.Series([day])), count, pd.Series([country]))
    return f"{found.iloc[0]:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # Friday and one is Monday
        ("2026-11-21", 1, "2026-11-23"),  # so is Saturday and one
        ("2026-11-18", 3, "2026-11-23"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", -3, "2026-11-18"),
        ("2026-11-22", -3, "2026-11-18"),  # Sunday: Friday, Thursday, Wednesday
    ],
)
def test_weekends_are_left_out(day, count, after):
    found = working_days_after(pd.Series(pd.to_datetime([day])), count)
    assert found.tolist() == [pd.Timestamp(after)]


@pytest.mark.parametrize(
    ("day", "count", "country", "wanted"),
    [
        ("2026-11-25", 1, "US", "2026-11-27"),  # Thursday 26 November is Thanksgiving
        ("2026-11-25", 1, "ES", "2026-11-26"),
        ("2026-12-04", 2, "ES", "2026-12-09"),  # Tuesday 8 December is the Immaculate Conception
        ("2026-12-04", 2, "US", "2026-12-08"),
        ("2026-12-24", 1, "GB", "2026-12-29"),  # Boxing Day, a Saturday, is kept on Monday
        ("2026-12-09", -2, "ES", "2026-12-04"),
        ("2026-11-19", 1, "SA", "2026-11-22"),  # Friday and Saturday are the weekend
        ("2026-11-19", 1, "IL", "2026-11-22"),
        ("2026-01-30", 1, "", "2026-02-02"),  # over the end of a month
        ("2024-02-28", 1, "", "2024-02-29"),  # of a leap year
        ("2026-12-31", 1, "US", "2027-01-04"),  # New Year's Day is a Friday
    ],
)
def test_a_clock_keeps_the_holidays_and_weekends_of_its_own_country(day, count, country, wanted):
    assert after(day, count, country) == wanted


def test_each_row_counts_its_own_days_in_its_own_country():
    days = pd.to_datetime(pd.Series(["2026-11-25", None, "2026-12-04"], index=[7, 8, 9]))
    found = working_days_after(
        days, pd.Series([1, 1, 2], index=[7, 8, 9]), pd.Series(["US", "US", "ES"], [7, 8, 9])
    )
    assert found.index.tolist() == [7, 8, 9]
    assert found.dt.strftime("%m-%d").tolist()[::2] == ["11-27", "12-09"]
    assert pd.isna(found[8])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("USA", "US"),
        ("United Kingdom", "GB"),
        ("Deutschland", "DE"),
        ("ESP", "ES"),
        ("Czech Republic", "CZ"),
        ("?", ""),
    ],
)
def test_a_country_is_known_however_it_is_written(words, code):
    assert country_code(words) == code


def test_a_time_zone_says_the_country_where_no_country_is_given():
    found = countries_of(pd.Series([None, "Spain"]), pd.Series(["America/New_York", "America/New_York"]))
    assert found.tolist() == ["US", "ES"]


def test_every_country_has_a_calendar_without_a_warning():
    for country in list_supported_countries():
        assert after("2026-03-02", 1, country) >= "2026-03-03"
