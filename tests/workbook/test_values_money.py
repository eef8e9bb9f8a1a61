"""Columns of amounts, numbers and rates."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.workbook.files.cells import Cells
from sentia.workbook.values import currency_codes, read_currency, read_money, read_number, read_rate


def _amounts(*values):
    return [None if v != v else v for v in read_money(Cells.from_values(values))[0].values]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,234.56", 1234.56),
        ("€ 1.234,56", 1234.56),
        ("1.234,56 €", 1234.56),
        ("1\u00a0234,56\u202f€", 1234.56),
        ("CHF 1'234.50", 1234.5),
        ("CHF 1’234.50", 1234.5),
        ("12,34,567", 1234567),
        ("1.234.567", 1234567),
        ("1,234,567.89", 1234567.89),
        ("12k", 12_000),
        ("12 K€", 12_000),
        ("12 k$", 12_000),
        ("1.2M", 1_200_000),
        ("12 Mio", 12_000_000),
        ("1,5 Mio. €", 1_500_000),
        ("£0.5bn", 500_000_000),
        ("(500)", -500),
        ("($1,500.00)", -1500),
        ("-$500", -500),
        ("$-500", -500),
        ("500-", -500),
        ("\u2212500", -500),
        ("500.-", 500),
        ("1.234,--", 1234),
        ("approx 12000", 12_000),
        ("~12k", 12_000),
        ("ca. 12.000 €", 12_000),
        ("1.2e+06", 1_200_000),
        (".5", 0.5),
        ("$.50", 0.5),
        ("12.", 12),
        ("0", 0),
        ("R$ 10,50", 10.5),
        ("Rs. 500", 500),
        ("117.0", 117),
        ("500 tis. Kč", 500_000),
        ("1,5 mil. Kč", 1_500_000),
        ("2,5 mln zł", 2_500_000),
        ("100 tys. zł", 100_000),
        ("1,5 Md€", 1_500_000_000),
        ("R$ 250 mil", 250_000),
        ("1,200.00 (EUR)", 1200),
        ("5000円", 5000),
    ],
)
def test_an_amount_is_read_however_it_is_written(text, amount):
    assert _amounts(text) == [pytest.approx(amount)]


@pytest.mark.parametrize(
    "text",
    [
        "12-15%", "15k - 10k", "later", "65%", "12 boxes", "1.2.3", "1,23,4", "12 34", "(415) 293-3313",
        "030 0074321", "2026-03-31", "12-15-20k", "€", "k", "12k M", "$5 €", "12/15", "one thousand", "9" * 40,
        "250 mil", "<10k", "up to 5k",
    ],
)  # fmt: skip
def test_upper_limits_percentages_phones_and_words_are_faults(text):
    read, _ = read_money(Cells.from_values([text]))
    assert read.unread.tolist() == [0]
    assert read.wanted == "an amount such as 12000"


def test_a_lone_point_is_decided_by_the_rest_of_the_column():
    assert _amounts("1.234", "12,50") == [1234, 12.5]
    assert _amounts("1.234", "12.50") == [1.234, 12.5]
    assert _amounts("1,234", "12.50") == [1234, 12.5]
    assert _amounts("1,234", "12,50") == [1.234, 12.5]
    assert _amounts("1.234", "2.345.678") == [1234, 2345678]


def test_without_any_evidence_three_digits_are_thousands_and_it_is_said():
    read, _ = read_money(Cells.from_values(["5", "1.234"]))
    assert read.values.tolist() == [5, 1234]
    assert read.notes == ("1.234 in row 2, and others like it, read as thousands: nothing says it has decimals",)


def test_two_or_four_digits_behind_the_mark_are_decimals_three_are_not():
    assert _amounts("1.23") == [1.23]
    assert _amounts("1.234") == [1234]
    assert _amounts("1.2345") == [1.2345]
    assert _amounts("0.234") == [0.234]
    assert _amounts("1234.567") == [1234.567]


def test_a_column_that_mixes_both_styles_is_read_cell_by_cell_where_it_can():
    assert _amounts("1.234,50", "1,234.50", "1.234") == [1234.5, 1234.5, 1234]


def test_how_a_column_was_read_is_said():
    notes = read_money(Cells.from_values(["1,5k", "~2k", "3 Mio"]))[0].notes
    assert notes == ("decimal comma", "2 in thousands (k)", "1 in millions (M)", "1 written as approximate")


def test_numbers_count_as_they_are():
    assert _amounts(12000, 0.5, -3.0, None) == [12000, 0.5, -3, None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$5", "USD"), ("US$ 5", "USD"), ("USD 5", "USD"), ("5 €", "EUR"), ("EUR5", "EUR"), ("£5", "GBP"),
        ("¥5", "JPY"), ("5 kr", "kr"), ("CHF 5", "CHF"), ("5 Fr.", "CHF"), ("C$5", "CAD"),
        ("$5 CAD", "CAD"), ("5 zł", "PLN"), ("5 Kč", "CZK"), ("₹5", "INR"),
        ("5 lei", "RON"), ("NT$5", "TWD"), ("¥5 CNY", "CNY"), ("5 (GBP)", "GBP"),
    ],
)  # fmt: skip
def test_the_currency_beside_an_amount_is_kept(text, code):
    read, currencies = read_money(Cells.from_values([text, 7]))
    assert read.values.tolist() == [5, 7]
    assert currencies[0] == code
    assert currencies.isna().tolist() == [False, True]


def test_a_column_without_currencies_has_none():
    assert read_money(Cells.from_values(["5", "12k", "x $"]))[1] is None


cents = st.integers(-(10**11), 10**11)
GERMAN = str.maketrans(",.", ".,")


@settings(max_examples=40, deadline=None)
@given(st.lists(cents, min_size=1, max_size=8))
def test_amounts_written_the_american_or_the_german_way_come_back_to_the_cent(amounts):
    american = [f"{cent / 100:,.2f}" for cent in amounts]
    expected = [cent / 100 for cent in amounts]
    assert _amounts(*american) == expected
    assert _amounts(*[text.translate(GERMAN) for text in american]) == expected
    assert _amounts(*[f"{text.translate(GERMAN)} €".replace(".", "\u202f") for text in american]) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_whole_amounts_grouped_in_thousands_come_back(amounts):
    for mark in (",", ".", " ", "'"):
        assert _amounts(*[f"{amount:,}".replace(",", mark) for amount in amounts]) == amounts


def test_a_number_is_read_as_an_amount_is_and_a_band_of_sizes_is_a_fault():
    read = read_number(Cells.from_values(["1,200", 5, "2k", "11-50", "1000+"]))
    assert read.values.tolist() == [1200, 5, 2000, pytest.approx(float("nan"), nan_ok=True), 1000]
    assert read.unread.tolist() == [3]


def _rates(*values):
    return [None if v != v else v for v in read_rate(Cells.from_values(values)).values]


def test_the_largest_number_tells_whether_chances_are_percentages():
    assert _rates(0.1, 0.65, 1) == [0.1, 0.65, 1]
    assert _rates(10, 65, 100) == [0.1, 0.65, 1]
    assert _rates(0, 1, 2) == [0, 0.01, 0.02]


def test_a_percent_sign_says_it_itself():
    assert _rates("65%", "7,5 %", "0.4") == [0.65, 0.075, 0.4]
    assert _rates("65%", 40) == [0.65, 0.4]


def test_one_percentage_among_fractions_lost_its_sign():
    assert _rates(0.2, 0.4, 0.6, 65) == [0.2, 0.4, 0.6, 0.65]


def test_high_medium_and_low_are_chances_and_it_is_said():
    read = read_rate(Cells.from_values(["High", "medium", "LOW", "cold", "niedrig"]))
    assert read.values.tolist() == [0.8, 0.5, 0.2, 0.2, 0.2]
    assert read.notes == ("high, medium and low are read as 80%, 50% and 20%",)


def test_a_chance_below_zero_or_over_a_hundred_percent_is_a_fault():
    read = read_rate(Cells.from_values([50, 100, 101, -7, "101%", "-5%", "$5k"]))
    assert read.values.tolist()[:2] == [0.5, 1]
    assert read.unread.tolist() == [2, 3, 4, 5, 6]


def test_chances_in_words_of_other_languages_and_with_percent_written_out():
    assert _rates("vysoká", "střední", "nízká") == [0.8, 0.5, 0.2]
    assert _rates("wysokie", "średnie", "niskie") == [0.8, 0.5, 0.2]
    assert _rates("élevée", "moyenne", "faible") == [0.8, 0.5, 0.2]
    assert _rates("sehr hoch", "very low") == [0.9, 0.1]
    assert _rates("65 percent", "50 Prozent", "20 pour cent") == [0.65, 0.5, 0.2]


def test_999_among_chances_is_nothing_and_it_is_said_and_alone_it_is_a_fault():
    read = read_rate(Cells.from_values([50, 999, 20, -1, 150]))
    assert read.unread.tolist() == [4]
    assert read.notes == ("0 to 100, read as percent", "-1 and 999: 2 cells that are no chance, read as nothing")
    assert read_rate(Cells.from_values([999])).unread.tolist() == [0]


def test_a_word_repeated_among_amounts_is_nothing_and_a_percentage_stays_a_fault():
    read, _ = read_money(Cells.from_values([*["12k"] * 4, *["On request"] * 3, *["15%"] * 3]))
    assert read.unread.tolist() == [7, 8, 9]
    assert "“On request” in 3 cells read as nothing" in read.notes


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5-10k", 5000),
        ("5k - 10k", 5000),
        ("500-1k", 500),
        ("$5,000–$10,000", 5000),
        ("€5-10k", 5000),
        ("5 to 10k €", 5000),
        ("5 bis 10 TEUR", 5000),
        ("1.5-2M", 1_500_000),
        ("1.200 - 1.500 €", 1200),
        ("1000..2000", 1000),
    ],
)
def test_of_a_range_the_lower_end_is_taken_and_it_is_said(text, amount):
    read, _ = read_money(Cells.from_values([text, 7]))
    assert read.values.tolist() == [amount, 7]
    assert f"1 range, such as {text} in row 1: the lower end is taken" in read.notes


def test_a_range_keeps_its_currency():
    assert read_money(Cells.from_values(["$5,000–$10,000", "€5-10k", "5-10k"]))[1].tolist()[:2] == ["USD", "EUR"]


def test_a_range_of_people_is_no_number():
    assert read_number(Cells.from_values(["11-50"])).unread.tolist() == [0]


@pytest.mark.parametrize("text", ["ca. 5k", "10k+", ">5k", "from 5k", "5k?", "ab 5k", "min. 5k", "over 5k"])
def test_about_and_at_least_are_the_number_and_noted(text):
    read, _ = read_money(Cells.from_values([text]))
    assert read.values.tolist() in ([5000], [10_000])
    assert read.notes[-1] == "1 written as approximate"


@pytest.mark.parametrize(
    ("text", "amount", "often"),
    [
        ("1200 €/month", 1200, "monthly"),
        ("1,200 per month", 1200, "monthly"),
        ("€500 pcm", 500, "monthly"),
        ("500 pro Monat", 500, "monthly"),
        ("1000 mtl.", 1000, "monthly"),
        ("1.200 €/mes", 1200, "monthly"),
        ("500/mo", 500, "monthly"),
        ("500 p.m.", 500, "monthly"),
        ("1.2k p.a.", 1200, "yearly"),
        ("12k/yr", 12_000, "yearly"),
        ("12k per year", 12_000, "yearly"),
        ("12k/a", 12_000, "yearly"),
        ("€ 12.000 / Jahr", 12_000, "yearly"),
        ("5-10k p.a.", 5000, "yearly"),
        ("ARR 5k", None, None),
        ("12k M", None, None),
        ("500", 500, None),
        ("5 m", 5_000_000, None),
        ("€5m", 5_000_000, None),
    ],
)
def test_how_often_an_amount_is_paid_is_read_beside_it(text, amount, often):
    read, _ = read_money(Cells.from_values([text, 7]))
    assert [None if v != v else v for v in read.values] == [amount, 7]
    assert (None if read.often is None else read.often.iloc[0]) == often


@pytest.mark.parametrize("text", ["tbd", "TBC", "t.b.d.", "?", "??", "to be confirmed", "unklar", "k.A."])
def test_what_is_not_known_yet_is_nothing_at_once_and_said(text):
    read, _ = read_money(Cells.from_values([text, 500]))
    assert read.unread.tolist() == []
    assert read.notes == (f"“{text}” in 1 cell read as nothing",)


def test_several_currencies_of_one_column_are_kept_apart():
    read, currencies = read_money(Cells.from_values(["$1,200.00", "€ 900", "£300", 500]))
    assert read.values.tolist() == [1200, 900, 300, 500]
    assert currencies.tolist()[:3] == ["USD", "EUR", "GBP"]
    assert currencies.isna().tolist() == [False, False, False, True]


def test_a_column_of_currencies_is_codes_whatever_they_are_called():
    named = ["EUR", "eur", "€", "Euro", "US Dollar", "USD - US Dollar", "Kč", "złoty", "Points", None]
    codes = currency_codes(pd.Series(named, dtype="str"))
    assert codes.tolist()[:9] == ["EUR", "EUR", "EUR", "EUR", "USD", "USD", "CZK", "PLN", "Points"]
    assert pd.isna(codes[9])


def test_words_that_are_no_currency_are_left_unread_and_the_others_hold():
    read = read_currency(Cells.from_values(["SEK", "not billed", "Schweizer Franken", "see contract", "xof"]))
    assert read.values.dropna().tolist() == ["SEK", "Schweizer Franken", "xof"]
    assert (read.unread.tolist(), read.wanted) == ([1, 3], "a currency such as EUR")
