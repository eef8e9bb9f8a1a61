"""The blank template: filled in it is understood whole, empty it says so, and its example is never a record."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from sentia.book import schema
from sentia.errors import NoRecords
from sentia.workbook.from_files import check, read_book
from sentia.workbook.meaning.bodies import EXAMPLE
from sentia.workbook.template import TABLES, heading, template_workbook


@pytest.fixture(scope="module")
def template() -> bytes:
    return template_workbook()


@pytest.fixture(scope="module")
def filled_in(template: bytes) -> bytes:
    """The template with one record a sheet, written like its example."""
    workbook = load_workbook(BytesIO(template))
    for sheet in workbook:
        for cell in sheet[2]:
            sheet.cell(3, cell.column, "mine" if cell.value == EXAMPLE else cell.value)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_every_column_of_the_template_is_taken_for_what_it_is(filled_in: bytes) -> None:
    understood = check(read_book(filled_in))
    taken = {
        (sheet["sheet"].lower(), column["header"]): column["fields"]
        for sheet in understood["sheets"]
        for column in sheet["columns"]
    }
    wanted = {
        (table, heading(table, column)): [f"{table}.{column.name}"]
        for table in TABLES
        for column in schema.TABLES[table]
    }
    assert {key: fields for key, fields in taken.items() if key in wanted} == {
        key: fields for key, fields in wanted.items() if key in taken
    }
    assert all(sheet["left_alone"] == [] for sheet in understood["sheets"])
    assert understood["faults"] == []


def test_a_record_written_like_the_example_is_read_whole(filled_in: bytes) -> None:
    book = read_book(filled_in)
    deal = book.opportunities.iloc[0]
    assert (deal["name"], deal["amount"], deal["status"]) == ("Warehouse shelves", 12_000, "open")
    assert book.accounts["name"].tolist() == ["Birch Ltd"]
    assert book.contacts["account_id"].tolist() == book.accounts["account_id"].tolist()
    assert book.activities["minutes"].tolist() == [20]
    assert book.activities["contact_id"].tolist() == book.contacts["contact_id"].tolist()


def test_the_example_itself_is_never_a_record_and_is_said_to_be_skipped(filled_in: bytes) -> None:
    sheets = check(read_book(filled_in))["sheets"]
    assert [sheet["rows"] for sheet in sheets] == [1] * len(TABLES)
    assert all(sheet["skipped"] == [{"row": 2, "why": "the template's example"}] for sheet in sheets)


def test_an_empty_template_says_where_to_write(template: bytes) -> None:
    with pytest.raises(NoRecords, match="still empty: write your first deal below the example row"):
        read_book(template)


def test_every_heading_has_a_note_and_every_choice_a_list(template: bytes) -> None:
    workbook = load_workbook(BytesIO(template))
    assert [sheet.title.lower() for sheet in workbook] == list(TABLES)
    assert all(cell.comment for sheet in workbook for cell in sheet[1])
    offered = {
        sheet.title.lower(): {rule.formula1 for rule in sheet.data_validations.dataValidation}
        for sheet in workbook
    }
    assert '"open,won,lost"' in offered["opportunities"]
    assert '"yes,no"' in offered["contacts"]
    assert '"us,them"' in offered["activities"]
