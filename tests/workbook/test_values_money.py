"""Columns of amounts, numbers and rates."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.workbook.files.cells import Cells
from sentia.workbook.values import currency_codes, read_money, read_number, read_rate


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
        "12-15k", "10k - 15k", "TBD", "?", "65%", "12 boxes", "1.2.3", "1,23,4", "12 34", "(415) 293-3313",
        "030 0074321", "2026-03-31", "10,000+", "€", "k", "12k M", "$5 €", "12/15", "one thousand", "9" * 40,
        "250 mil", ">10k", "up to 5k",
    ],
)  # fmt: skip
def test_ranges_percentages_phones_and_words_are_faults(text):
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
    assert read.values.tolist()[:3] == [1200, 5, 2000]
    assert read.unread.tolist() == [3, 4]


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


def test_a_word_repeated_among_amounts_is_nothing_and_a_range_stays_a_fault():
    read, _ = read_money(Cells.from_values([*["12k"] * 4, *["On request"] * 3, *["10-15k"] * 3]))
    assert read.unread.tolist() == [7, 8, 9]
    assert "“On request” in 3 cells read as nothing" in read.notes


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
