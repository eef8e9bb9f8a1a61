"""Whatever table somebody made, whole and from its bytes: no crash, and no row is lost without a word."""

import csv
import json
from collections import Counter
from datetime import date
from io import BytesIO, StringIO

from hypothesis import event, given, settings
from hypothesis import strategies as st
from made_sheets import rows_of
from openpyxl import Workbook

from sentia.book.book import Book
from sentia.book.origin import Source
from sentia.errors import SentiaError
from sentia.workbook.from_files import check, read_book

HEADERS = (
    "Company, Account Name, Kunde, Société, Firma, Deal - Title, Deal Name, Opportunity, Topic, Vorgang, Amount, "
    "Deal - Value, Wert, Montant HT, Importe, Est. Revenue, Expected Revenue, Currency, Stage, Phase, Étape, "
    "Status, Close Date, Expected Closing, Abschlussdatum, Created, Last contact, Next step, Contact Name, "
    "First Name, Last Name, E-mail, Phone, Owner, Salesperson, Title, Name, Type, Source, Notes, Won, "
    "Probability (%), (Do Not Modify) Opportunity, Record ID, __c, #, ?, Column1, Amout, Clsoe Date, 2026-01, Q1, "
    "Total, Subject, Activity date, Call duration, Done, Order ID, Quantity, Unit price, Valid until"
).split(", ")
NAMED = ("Company", "Account Name", "Kunde", "Deal Name", "Opportunity", "Contact Name", "Last Name", "Title")
DAYS = st.dates(date(1899, 1, 1), date(2100, 1, 1))
CELLS = {  # what a column may hold: one kind of value each, as people and programs write it
    "names": st.sampled_from(["Acme", "Bolt AG", "Null", "N/A", "Jo Fox", "Müller & Söhne", "Total", "x" * 300]),
    "days": DAYS.map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    "iso days": DAYS.map(str),
    "days with words": st.sampled_from(["TBD", "03/04/2026", "Q4 2026", "0000-00-00", "31.12.2026", "soon"]),
    "amounts": st.sampled_from(["1.234,50", "1,234.50", "12k", "€ 5", "(7)", "10-15k", "n/a", "0", "#REF!"]),
    "numbers": st.one_of(st.integers(-5, 10**12).map(str), st.floats(-1e9, 1e9).map(repr)),
    "chances": st.sampled_from(["65%", "0.4", "40", "999", "High", "niedrig"]),
    "stages": st.sampled_from(["Closed Won", "lost", "Proposal", "A. Lead", "🔥 hot", "-None-", "Gewonnen"]),
    "addresses": st.sampled_from(["jo@acme.example", "+49 30 1234567", "www.acme.example", "a@b; c@d"]),
    "flags": st.sampled_from(["yes", "nein", "x", "TRUE", "maybe"]),
    "anything": st.text(max_size=12),
    "nothing": st.just(""),
}


@st.composite
def columns(draw, rows: int, is_named: bool = False) -> list[str]:
    """A header and its cells, some of them empty; of a named one both are those of who or what a row is about."""
    cells = CELLS["names" if is_named else draw(st.sampled_from(sorted(CELLS)))]
    header = draw(
        st.sampled_from(NAMED) if is_named else st.one_of(st.sampled_from(HEADERS), st.text(max_size=10))
    )
    return [header, *(draw(st.one_of(st.just(""), cells, cells)) for _ in range(rows))]


@st.composite
def tables(draw) -> list[list[str]]:
    """The rows of a table, blank rows and a footer among them, perhaps something above the header."""
    n_rows = draw(st.integers(0, 9))
    made = [draw(columns(n_rows, place < 2)) for place in range(draw(st.integers(1, 9)))]
    made = draw(st.permutations(made))
    rows = [list(row) for row in zip(*made, strict=True)]
    for place in draw(st.lists(st.integers(1, len(rows)), max_size=2)):
        rows.insert(place, [""] * len(made))
    above = draw(st.sampled_from([[], [["Pipeline review"]], [["My deals"], []]]))
    below = draw(st.sampled_from([[], [["Total", "5"]], [[], ["Confidential Information"]], [["Copyright"]]]))
    return [row + [""] * (len(made) - len(row)) for row in [*above, *rows, *below]]


def as_text(rows: list[list[str]], delimiter: str) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(rows: list[list[str]]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(["".join(c for c in cell if c.isprintable()) for cell in row])
    for row in made.active.iter_rows():
        for cell in row:
            cell.data_type = "s"  # never a formula
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def opened(name: str, data: bytes) -> Book | None:
    """The book, or None where a sentence says that it is none."""
    try:
        return read_book(Source(name, data), trusted=True)
    except SentiaError as error:
        said = str(error)
    assert name in said
    assert "\n" not in said
    return None


def last_row(rows: list[list[str]]) -> int:
    """The last row in which anything stands."""
    return max((number for number, row in enumerate(rows, 1) if any(cell for cell in row)), default=0)


@settings(max_examples=40, deadline=None)
@given(tables(), st.sampled_from([",", ";", "\t", "xlsx"]))
def test_every_row_of_any_table_is_taken_or_passed_over_with_a_reason(rows, form):
    name, data = ("made.xlsx", as_workbook(rows)) if form == "xlsx" else ("made.csv", as_text(rows, form))
    book = opened(name, data)
    event("a book" if book else "no book, and a sentence why")
    if book is None:
        return
    told = check(book)
    json.dumps(told, allow_nan=False)
    (sheet,) = told["sheets"]
    assert all(line["why"] for line in sheet["skipped"])
    assert rows_of(sheet) >= last_row(rows)
    taken = {int(key.split("|")[2].lstrip("ABCDEFGHIJ")) for key in _own_keys(book, sheet)}
    passed = {line["row"] for line in sheet["skipped"]}
    assert not taken & passed
    assert len(taken) == sheet["rows"] or sheet["used_as"] in (["order lines"], ["orders"]) or "tables" in sheet


def _own_keys(book: Book, sheet: dict) -> list[str]:
    """The keys of the records that the rows of a sheet are, with those that they only name."""
    return [key for name in sheet["used_as"] if name in book.tables for key in book.tables[name].index]


DEALS = {
    "Deal name": ["Pumps", "Nuts", "Gears", "Belts", "Rings"],
    "Company": ["Acme", "Bolt AG", "Cog Ltd", "Acme", "Elm Inc"],
    "Stage": ["Proposal", "Closed Won", "Closed Lost", "Negotiation", "Closed Won"],
    "Amount": ["1.000,50", "2.000,00", "300,00", "", "5,25"],
    "Created": ["13.01.2026", "01.02.2026", "03.04.2026", "05.06.2026", "07.08.2026"],
    "Owner": ["Ann", "Bo", "Ann", "Bo", "Ann"],
    "Next step": ["Call", "", "", "Send quote", ""],
}


@settings(max_examples=8, deadline=None)
@given(st.permutations(sorted(DEALS)), st.permutations(range(5)), st.sets(st.sampled_from(["Owner", "Next step"])))
def test_neither_the_order_of_columns_and_rows_nor_a_missing_column_changes_what_is_counted(
    order, places, missing
):
    headers = [header for header in order if header not in missing]
    rows = [headers, *([DEALS[header][place] for header in headers] for place in places)]
    deals = opened("deals.csv", as_text(rows, ";")).opportunities
    assert Counter(deals["status"]) == {"open": 2, "won": 2, "lost": 1}
    assert deals["amount"].sum() == 1000.5 + 2000 + 300 + 5.25
    assert sorted(f"{day:%m-%d}" for day in deals["created_on"]) == ["01-13", "02-01", "04-03", "06-05", "08-07"]
