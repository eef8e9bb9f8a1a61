"""Columns that may be something else than they were taken for, as the accounts of the sheets tell."""

from collections.abc import Iterator, Mapping, Sequence

from sentia.book.book import Book

MOST = 3  # questions that are asked at once


def unsure_columns(sheets: Sequence[Mapping]) -> list[dict]:
    """The doubtful columns of these sheets, those that are not used at all first.

    Parameters
    ----------
    sheets : sequence of mapping
        The accounts of the sheets (`book.understanding.sheets`).

    Returns
    -------
    list of dict
        `account` (the sheet's), `kind` (what its rows are), `rows` (how many), `header`, `name` (as an answer
        names the column), `taken` (a field as text, "" where it is not used), `others` (what it may be as well).
    """
    found = [
        one for sheet in sheets for table in sheet.get("tables") or [sheet] for one in _of_table(sheet, table)
    ]
    return sorted(found, key=lambda one: bool(one["taken"]))[:MOST]


def _of_table(sheet: Mapping, table: Mapping) -> Iterator[dict]:
    for line in table["every_column"]:
        if line.get("or"):
            yield {
                "account": sheet,
                "kind": table["kind"],
                "rows": table["rows"],
                "header": line["header"],
                "name": line["name"],
                "taken": line["taken"],
                "others": tuple(line["or"]),
            }


def unused_columns(book: Book, field: str = "") -> list[str]:
    """What the columns are called that no field uses though they look like one that is missing.

    `field` narrows it to those that may be it, such as "opportunities.amount".
    """
    asked = unsure_columns(book.understanding.sheets)
    return [one["header"] for one in asked if not one["taken"] and (not field or field in one["others"])]
