"""Small literal sheets for the tests of recognition."""

from sentia.workbook.files.cells import Cells, Sheet


def sheet(name: str, *rows: list, file: str | None = None, **facts) -> Sheet:
    """A sheet of these rows, in a csv called as the sheet unless the file is named."""
    columns = tuple(Cells.from_values(list(column)) for column in zip(*rows, strict=True))
    return Sheet(file or f"{name}.csv", name, columns, **facts)


def fields_of(understood: dict) -> dict[str, list[str]]:
    """Header to fields, of one sheet as `check` tells it."""
    return {column["header"]: column["fields"] for column in understood["columns"]}


def only(recognised, table: str):
    """The one RawTable of this name."""
    (found,) = [raw for raw in recognised.tables if raw.table == table]
    return found


def rows_of(understood: dict) -> int:
    """Rows taken, passed over, and the header's own."""
    passed = sum(line.get("rows", 1) for line in understood["skipped"])
    return understood["rows"] + passed + (understood["header_row"] is not None)


def accounted(understood: dict, n_rows: int) -> None:
    """Check that every row of the sheet, and of each of its tables, is taken, passed over or the header."""
    assert rows_of(understood) == n_rows
    for table in understood.get("tables", ()):
        first, _, last = table["range"].partition(":")
        assert rows_of(table) == _row(last or first) - _row(first) + 1
        assert all(line["why"] for line in table["skipped"])


def _row(cell: str) -> int:
    return int("".join(letter for letter in cell if letter.isdigit()))
