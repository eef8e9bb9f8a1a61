"""Exports of a made-up trade in each vendor's shape: the counts, sums, days and links of the trade come back."""

from collections import Counter
from functools import cache

import pandas as pd
import pytest
from made_exports import BRITISH, GERMAN, LOCALES, US, VENDORS, Locale, Vendor
from made_sheets import rows_of
from made_trade import STATUSES, Deal, Trade, make_trade

from sentia.book.book import Book
from sentia.book.origin import Source
from sentia.workbook.from_files import check, read_book

TELLING, OPEN = 28, 12  # the last day of a month that stands in a trade: over 12 it tells day and month apart
_trades = {last_day: make_trade(last_day) for last_day in (TELLING, OPEN)}
_BY_NAME = {vendor.name: vendor for vendor in VENDORS}
_WRITTEN = [(US, TELLING), (US, OPEN), (GERMAN, TELLING)]  # ISO is the same in every locale
_MORE = {"salesforce": [(BRITISH, OPEN)], "home_grown": [(BRITISH, OPEN)], "pipedrive": [(GERMAN, OPEN)]}
CASES = [
    (vendor.name, locale.name, day)
    for vendor in VENDORS
    for locale, day in (_WRITTEN[:1] if vendor.is_iso else [*_WRITTEN, *_MORE.get(vendor.name, ())])
]
every_export = pytest.mark.parametrize(("vendor", "locale", "last_day"), CASES)
_LOCALES = {locale.name: locale for locale in LOCALES}
DAY_FIRST, MONTH_FIRST = "day first", "month first"


@cache
def opened(vendor: str, locale: str, last_day: int, answer: str = "") -> Book:
    """The book that a vendor's export in this locale makes, each open order of day and month answered so."""
    files = _BY_NAME[vendor].make(_trades[last_day], _LOCALES[locale])
    answers = {f"dates:{name}": answer for name in files} if answer else None
    return read_book([Source(name, data) for name, data in files.items()], answers, trusted=True)


def settled(vendor: str, locale: str, last_day: int) -> tuple[Book, Trade, Vendor]:
    """The same with the right answer given where one is asked for, its trade and its vendor."""
    answer = DAY_FIRST if _LOCALES[locale].is_day_first else MONTH_FIRST
    is_asked = any(question["id"].startswith("dates:") for question in asked_of(vendor, locale, last_day))
    book = opened(vendor, locale, last_day, answer if is_asked else "")
    return book, _trades[last_day], _BY_NAME[vendor]


def asked_of(vendor: str, locale: str, last_day: int) -> tuple[dict, ...]:
    return opened(vendor, locale, last_day).understanding.questions


def exported(vendor: Vendor, trade: Trade) -> tuple[Deal, ...]:
    return trade.of(*vendor.statuses)


def deals_of(book: Book, vendor: Vendor) -> pd.DataFrame:
    """The deals by what tells them apart: their title, or the number in their id where they have none."""
    deals = book.opportunities
    key = deals["name"] if vendor.has_titles else deals["opportunity_id"].str.extract(r"(\d+)$")[0].astype(int)
    return deals.set_axis(key, axis=0)


def key_of(deal: Deal, vendor: Vendor) -> object:
    return deal.title if vendor.has_titles else deal.number


def days(frame: pd.DataFrame, name: str) -> dict:
    """The days of a column by the deals' keys, None where there is none."""
    return {key: None if pd.isna(day) else day.date() for key, day in frame[name].items()}


def is_open_question(vendor: Vendor, locale: Locale, last_day: int) -> bool:
    return last_day == OPEN and not vendor.is_iso and locale is not GERMAN  # with dots the day is first


@every_export
def test_as_many_deals_are_open_won_and_lost_as_there_were(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    counts = check(book)["counts"]
    expected = Counter(deal.status for deal in exported(made, trade))
    assert {status: counts[status] for status in STATUSES} == {status: expected[status] for status in STATUSES}
    assert counts["opportunities"] == len(exported(made, trade))


@every_export
def test_their_amounts_add_up_by_outcome_and_currency(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    expected: Counter = Counter()
    for deal in exported(made, trade):
        expected[deal.status, deal.currency if made.has_currency else ""] += deal.amount or 0
    deals = book.opportunities
    currency = deals["currency"].where(deals["amount"].notna()) if made.has_currency else ""
    found = deals.groupby([deals["status"], currency if made.has_currency else deals["status"] * 0])[
        "amount"
    ].sum()
    assert {key: pytest.approx(total) for key, total in found.items()} == dict(expected)
    missing = sum(deal.amount is None for deal in exported(made, trade))
    assert deals["amount"].isna().sum() == missing


@every_export
def test_each_deal_has_the_days_it_had(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    deals, truth = deals_of(book, made), exported(made, trade)
    closed = {key_of(d, made): d.closed.date() if d.closed else None for d in truth}
    assert days(deals, "closed_on") == closed
    kept = made.has_expected_once_closed
    expected = {key_of(d, made): d.expected if kept or d.status == "open" else None for d in truth}
    assert days(deals, "expected_close_on") == expected
    if made.has_created:
        assert days(deals, "created_on") == {key_of(d, made): d.created.date() for d in truth}


@every_export
def test_each_deal_is_of_its_company_and_stands_for_its_person(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    deals = deals_of(book, made)
    accounts = book.accounts.set_index("account_id")["name"]
    company = {key: accounts.get(account, account) for key, account in deals["account_id"].items()}
    assert company == {key_of(d, made): d.company for d in exported(made, trade)}
    assert len(book.accounts) == len({d.company for d in exported(made, trade)})


@every_export
def test_people_called_null_are_people(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    if len(book.contacts):
        people = {deal.person.name for deal in exported(made, trade)}
        assert set(book.contacts["name"]) == people
        assert len(book.contacts) == len(people)


@every_export
def test_every_call_comes_back_with_its_moment_and_its_minutes(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    if made.touches is None:
        return
    calls = book.activities[book.activities["kind"] == "call"]
    truth = [touch for touch in trade.touches if made.touches(touch)]
    assert len(calls) == len(truth)
    assert calls["minutes"].sum() == pytest.approx(sum(touch.minutes for touch in truth))
    done = sorted(touch.at.date() for touch in truth if touch.is_done)
    assert sorted(calls["done_at"].dropna().dt.date) == done
    titles = book.opportunities.set_index("opportunity_id")["name"]
    linked = sorted(titles.get(deal) for deal in calls["opportunity_id"])
    assert linked == sorted(touch.deal.title for touch in truth)


@every_export
def test_nothing_is_asked_where_the_file_decides_and_one_thing_where_it_does_not(vendor, locale, last_day):
    made = _BY_NAME[vendor]
    asked = [q["id"] for q in asked_of(vendor, locale, last_day) if q["id"].startswith("dates:")]
    expected = 1 if is_open_question(made, _LOCALES[locale], last_day) else 0
    assert len(asked) == len(set(asked)) == expected


@every_export
def test_no_cell_is_a_fault_and_every_row_is_accounted_for(vendor, locale, last_day):
    book, trade, made = settled(vendor, locale, last_day)
    found = check(book)
    assert [fault for fault in found["faults"] if "row" in fault and fault["row"]] == []
    for sheet in found["sheets"]:
        assert sheet["used_as"], sheet["why"]
        rows = [line["row"] for line in sheet["skipped"]]
        assert len(rows) == len(set(rows))
        assert rows_of(sheet) >= sheet["rows"] + 1


@pytest.mark.parametrize("locale", [US, BRITISH], ids=lambda locale: locale.name)
def test_the_wrong_answer_gives_other_days_so_that_the_question_matters(locale):
    right, trade, made = settled("zoho", locale.name, OPEN)
    wrong = opened("zoho", locale.name, OPEN, MONTH_FIRST if locale.is_day_first else DAY_FIRST)
    assert days(deals_of(right, made), "created_on") != days(deals_of(wrong, made), "created_on")
