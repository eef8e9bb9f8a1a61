"""The last touch comes from a column that really says one; which one, and which were left alone, is said."""

import io

import pandas as pd
import pytest

from sentia.book.as_of import planning_day
from sentia.workbook.from_files import check, read_book


def opened(text: str, answers: dict | None = None):
    file = io.BytesIO(text.encode())
    file.name = "crm.csv"
    return read_book(file, answers, trusted=True)


def touches(book) -> list[list]:
    rows = book.activities[["done_at", "direction", "notes"]]
    return [[f"{day:%Y-%m-%d}", *rest] for day, *rest in rows.astype(object).where(rows.notna(), None).to_numpy()]


def said(book) -> str:
    return " ".join(check(book)["sheets"][0]["notes"])


HUBSPOT = "Record ID,Deal Name,Associated Company,Deal Stage,Amount,Deal owner,{}\n"
SALESFORCE = "Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,{}\n"


def test_hubspots_last_contacted_counts_and_its_last_activity_does_not() -> None:
    book = opened(
        HUBSPOT.format("Last Contacted,Last Activity Date")
        + "1,Pumps,Acme,Contract Sent,10,Ann,2026-03-01,2026-03-09\n2,Nuts,Bolt,Contract Sent,10,Ann,,2026-03-09\n"
    )
    assert touches(book) == [["2026-03-01", None, "from the column Last Contacted"]]
    assert "Last touch from Last Contacted; Last Activity Date left alone because it counts notes" in said(book)


def test_a_last_activity_alone_is_the_nearest_and_what_it_counts_is_said() -> None:
    book = opened(
        HUBSPOT.format("Last Activity Date,Last Modified Date")
        + "1,Pumps,Acme,Contract Sent,10,Ann,2026-03-09,2026-04-01\n"
    )
    assert touches(book) == [["2026-03-09", None, "from the column Last Activity Date"]]
    assert "the nearest to one in this table: it counts notes and finished tasks too" in said(book)
    assert "Last Modified Date moves with every edit and is not used" in said(book)


def test_salesforces_last_activity_in_the_future_is_a_planned_one_and_moves_no_day() -> None:
    book = opened(
        SALESFORCE.format("Last Activity,Last Modified Date")
        + "Pumps,Acme,Ann,Prospecting,10,9/30/2026,8/13/2026,8/14/2026\n"
        + "Nuts,Bolt,Ann,Prospecting,10,9/30/2026,12/13/2026,8/15/2026\n"
    )
    assert touches(book) == [["2026-08-13", None, "from the column Last Activity"]]
    assert "in 1 row it lies after everything else here and is taken as planned" in said(book)
    assert planning_day(book) == pd.Timestamp("2026-08-14")


@pytest.mark.parametrize("header", ["Last Modified Date", "Modified On", "Last Updated on", "Last Action"])
def test_the_day_of_an_edit_is_no_touch(header: str) -> None:
    book = opened(f"Opportunity,Customer,Stage,Expected Revenue,{header}\nPumps,Acme,New,10,2026-03-01\n")
    assert book.activities.empty
    assert f"No last touch in this table: {header} moves with every edit." in said(book)


def test_of_a_mail_sent_and_one_received_the_later_counts_and_says_who_began_it() -> None:
    book = opened(
        "Deal - Title,Deal - Organization,Deal - Stage,Deal - Status,Deal - Last email sent,"
        "Deal - Last email received,Deal - Last activity date,Deal - Update time\n"
        "Pumps,Acme,Qualified,Open,2026-03-01 10:00:00,2026-03-04 10:00:00,2026-03-09,2026-04-01 10:00:00\n"
        "Nuts,Bolt,Qualified,Open,2026-03-05 10:00:00,2026-03-04 10:00:00,2026-03-09,2026-04-01 10:00:00\n"
        "Cams,Corda,Qualified,Open,,,2026-03-09,2026-04-01 10:00:00\n"
    )
    assert touches(book) == [
        ["2026-03-04", "in", "from the column Deal - Last email received"],
        ["2026-03-05", "out", "from the column Deal - Last email sent"],
    ]
    assert "Deal - Last activity date left alone" in said(book)


def test_a_mail_received_alone_is_no_unanswered_question() -> None:
    book = opened(
        "Deal - Title,Deal - Organization,Deal - Stage,Deal - Status,Deal - Last email received\n"
        "Pumps,Acme,Qualified,Open,2026-03-04 10:00:00\n"
    )
    assert book.activities["direction"].isna().all()


def test_a_last_done_activity_comes_before_a_last_activity() -> None:
    book = opened(
        "Deal,Company,Stage,Amount,Last activity,Last done activity\n"
        "Pumps,Acme,Demo,10,2026-03-09,2026-03-02\nNuts,Bolt,Demo,10,2026-03-08,\n"
    )
    assert touches(book) == [
        ["2026-03-02", None, "from the column Last done activity"],
        ["2026-03-08", None, "from the column Last activity"],
    ]


def test_a_column_that_the_rep_left_alone_is_left_alone() -> None:
    text = HUBSPOT.format("Last Activity Date") + "1,Pumps,Acme,Contract Sent,10,Ann,2026-03-09\n"
    book = opened(text, {"column:crm.csv|crm|Last Activity Date": "left alone"})
    assert book.activities.empty


def test_a_sheet_without_any_of_these_columns_says_nothing_of_them() -> None:
    assert "touch" not in said(opened("Deal,Company,Stage,Amount\nPumps,Acme,Demo,10\n"))
