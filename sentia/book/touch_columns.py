"""The columns in which a rep keeps when they last spoke and what comes next: a logged touch changes them."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.origin import beside
from sentia.book.places import column_letters

REACHED = frozenset({"reached", "said no"})
_TOUCH = "touch"  # the kind of a touch that is read off a column beside a record
_RECORDS = {"account_id": "accounts", "contact_id": "contacts", "opportunity_id": "opportunities"}


def kept_up(book: Book, touches: Iterable[dict[str, Any]]) -> list[Edit]:
    """The edits of the rep's own columns that follow from touches that are logged.

    The day of the last touch, on the row of each record that a touch reached somebody about; and an agreed next
    step of its deal whose day has come, which is done. A try that reached nobody changes neither.

    Parameters
    ----------
    touches : iterable of dict
        Activities with `done_at`, `outcome` and links, as they are added.
    """
    edits = [
        edit
        for touch in touches
        if touch.get("outcome") in REACHED
        for edit in (*_last_spoken(book, touch), *_step_done(book, touch))
    ]
    return list(dict.fromkeys(edits))


def told(book: Book, state: str) -> dict[str, str]:
    """What an activity says of itself, done or planned, where the file has a column that says it of others."""
    name = "done_or_planned"
    parts = book.origins["activities"].parts if "activities" in book.origins else ()
    return {name: state} if any(name in part.columns for part in parts) else {}


def _last_spoken(book: Book, touch: dict[str, Any]) -> list[Edit]:
    links = {name: touch[name] for name in _RECORDS if isinstance(touch.get(name), str)}
    rows = [key for name, one in links.items() for key in _rows(book, name, one)]
    return [edit for key in rows for edit in _spoken_on(book, key + beside("activities"), touch["done_at"], links)]


def _rows(book: Book, link: str, record: str) -> Sequence[str]:
    """The rows of a record of its own; a person who stands on the row of a deal has no other row than that."""
    frame = book.tables[_RECORDS[link]]
    rows = frame.index[frame[link] == record]
    return [row for row in rows if link == "opportunity_id" or row not in book.opportunities.index]


def _spoken_on(book: Book, key: str, at: pd.Timestamp, links: dict[str, Any]) -> list[Edit]:
    cell = book.cell("activities", key, "done_at")
    if cell is None or book.is_formula("activities", key, "done_at"):
        return []
    spoken = Edit("activities", key, "done_at", at.normalize())
    if key in book.activities.index:
        held = book.activities.loc[key]
        is_ours = held["kind"] == _TOUCH and not held["done_at"] >= at.normalize()
        return [spoken] if is_ours else []
    row = {"activity_id": key, "kind": _TOUCH} | links  # as the file says it, once that cell is filled
    return [spoken, *(Edit("activities", key, name, value, follows=True) for name, value in row.items())]


def _step_done(book: Book, touch: dict[str, Any]) -> list[Edit]:
    deals = book.opportunities
    is_its = deals["opportunity_id"] == touch.get("opportunity_id")
    mine = deals.loc[is_its & deals["next_step_on"].le(touch["done_at"])]
    return [
        Edit("opportunities", key, name, None)
        for key in mine.index
        for name in ("next_step", "next_step_on")
        if not book.is_formula("opportunities", key, name)
    ]


def columns_of_last_step(book: Book) -> list[str]:
    """The headers of the rep's own columns whose cells the last step changes, each once."""
    step = book.journal.done[-1] if book.journal.done else ()
    cells = [book.cell(edit.table, edit.row_key, edit.field) for edit in step if not edit.follows]
    told = {
        (sheet["file"], sheet["sheet"], line["column"]): line["header"]
        for sheet in book.understanding.sheets
        for table in sheet.get("tables", [sheet])
        for line in table["every_column"]
    }
    places = [(cell.file, cell.sheet, column_letters(cell.column)) for cell in cells if cell is not None]
    return list(dict.fromkeys(told[place] for place in places if told.get(place)))
