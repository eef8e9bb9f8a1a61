"""What holds for any sheet whatever: no crash, every row accounted for, typed tables of one length."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sheets import accounted, rows_of, sheet

from sentia.book import schema
from sentia.book.linking import link
from sentia.book.places import area
from sentia.errors import SentiaError
from sentia.workbook.files.cells import EMPTY
from sentia.workbook.recognition import recognise

HEADERS = st.sampled_from(
    [
        "Company",
        "Deal name",
        "Stage",
        "Amount",
        "Close Date",
        "Status",
        "Email",
        "Phone",
        "First Name",
        "Last Name",
    ]
    + [
        "Title",
        "Name",
        "ID",
        "Order ID",
        "Order date",
        "Quantity",
        "Unit price",
        "Last contact",
        "Owner",
        "Type",
        "Date",
    ]
    + [
        "Won",
        "Closed",
        "Subject",
        "Probability",
        "Total",
        "",
        "Colour",
        "Created",
        "Quote ID",
        "Valid until",
        "Due date",
    ]
)
VALUES = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(-5, 10**6),
    st.floats(allow_nan=False, width=32),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.sampled_from(
        ["Acme", "Jo Fox", "jo@acme.com", "Won", "Lost", "Proposal", "03/04/2026", "1.234,5", "Total", "-"]
    ),
)


@st.composite
def sheets(draw):
    headers = draw(st.lists(HEADERS, min_size=1, max_size=8))
    rows = draw(st.lists(st.lists(VALUES, min_size=len(headers), max_size=len(headers)), max_size=8))
    above = draw(st.lists(st.lists(VALUES, min_size=len(headers), max_size=len(headers)), max_size=2))
    return sheet(
        draw(st.sampled_from(["Sheet1", "Deals", "orders", "Contacts", "Activities"])), *above, headers, *rows
    )


@settings(max_examples=80)
@given(st.lists(sheets(), min_size=1, max_size=2))
def test_whatever_a_sheet_holds_every_row_is_taken_or_passed_over_with_a_reason(found):
    try:
        recognised = recognise(found)
    except SentiaError:
        return
    for one, understood in zip(found, recognised.sheets, strict=True):
        assert rows_of(understood) == one.n_rows
        assert all(line["why"] for line in understood["skipped"])
    for raw in recognised.tables:
        assert len(raw.frame) == len(raw.rows)
        assert set(raw.columns) <= set(raw.frame.columns) <= set(schema.fields(raw.table))
        assert all(raw.frame[name].dtype == schema.column(raw.table, name).dtype for name in raw.frame)
        assert raw.is_derived or len(np.unique(raw.rows)) == len(raw.rows)


@st.composite
def sheets_of_tables(draw):
    """Two or three small tables on one sheet, beside or below one another, something or nothing between."""
    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=3))
    gap, is_beside = draw(st.integers(0, 2)), draw(st.booleans())
    between = draw(st.sampled_from([None, "Next", 5]))
    if is_beside:
        height = max(map(len, blocks)) + draw(st.integers(0, 2))
        padded = [block + [[None] * len(block[0])] * (height - len(block)) for block in blocks]
        rows = [sum((part + [None] * gap for part in parts), []) for parts in zip(*padded, strict=True)]
    else:
        width = max(len(block[0]) for block in blocks)
        lines = [row for block in blocks for row in [*block, *[[None]] * gap, [between]]]
        rows = [[*row, *[None] * (width - len(row))] for row in lines]
    return sheet(draw(st.sampled_from(["Sheet1", "Deals", "Plan"])), *rows)


BLOCKS = [
    [["Company", "City"], ["Acme", "Rome"], ["Bolt", "Oslo"]],
    [["Name", "E-mail", "Company"], ["Jo Fox", "jo@acme.com", "Acme"]],
    [["Deal name", "Company", "Stage", "Amount"], ["Pumps", "Acme", "Lead", 5], ["Nuts", None, None, None]],
    [["Region", "Jan", "Feb", "Mar"], ["North", 1, 2, 3]],
    [["Call Bo first"], ["and Al"]],
    [["Total", 5], ["Sum of Amount", 7]],
]


@settings(max_examples=50)
@given(sheets_of_tables())
def test_of_several_tables_in_one_sheet_every_row_is_taken_or_passed_over_with_a_reason(one):
    try:
        recognised = recognise([one])
    except SentiaError:
        return
    (understood,) = recognised.sheets
    accounted(understood, one.n_rows)
    taken = {row for raw in recognised.tables for row in raw.rows.tolist()}
    assert len(taken - {understood["header_row"]}) <= understood["rows"]
    tables = [area(table["range"]) for table in understood.get("tables", ())]
    assert not any(a.meets(b) for n, a in enumerate(tables) for b in tables[n + 1 :])
    link(recognised.tables)


@settings(max_examples=40)
@given(sheets())
def test_every_column_with_a_header_or_a_value_is_either_used_or_left_alone(one):
    try:
        understood = recognise([one]).sheets[0]
    except SentiaError:
        return
    if (
        "tables" in understood
        or understood["header_row"] is None
        or any("beside" in n for n in understood["notes"])
    ):
        return
    below = [cells.kind[understood["header_row"] - 1 :] for cells in one.columns]
    told = len(understood["columns"]) + len(understood["left_alone"])
    assert told == sum(bool((kind != EMPTY).any()) for kind in below)
