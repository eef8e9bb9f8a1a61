"""The sheet "Sentia day": the planned day, one row a line, with what came of it to be chosen in Excel."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.done import OUTCOMES
from sentia.book.places import column_letters
from sentia.workbook.added.names import DAY as NAME
from sentia.workbook.added.names import DAY_DONE, DAY_KEY
from sentia.workbook.cell_values import CLOCK, DAY, MONEY, is_missing, python_value
from sentia.workbook.patch.changes import Value
from sentia.workbook.patch.result_sheet import Formula, ResultSheet, Target

HOUR = 60
SKIPPED = "Skipped"
SHOWN = {  # what stands in a day's actions, by heading
    **{"Time": "starts_at", "Who": "contact", "Account": "account", "Action": "action", "Minutes": "minutes"},
    **{"Expected minutes": "expected_minutes", "Gain": "gain", "Low": "gain_low", "High": "gain_high"},
    **{"Return per hour": "return_per_hour", "Because": "because"},
}
TECHNICAL = {
    **{"Kind": "kind", "Total": "total", "Basis": "basis"},
    **{"Account id": "account_id", "Contact id": "contact_id", "Opportunity id": "opportunity_id"},
}
_FORMATS = {
    **{"Time": CLOCK, "Gain": MONEY, "Low": MONEY, "High": MONEY, "Return per hour": MONEY, "Total": MONEY},
    **{"Minutes": "0", "Expected minutes": "0.0", "Planned for": DAY},
}
_WIDTHS = {"Time": 8, "Who": 22, "Account": 24, "Action": 44, "Because": 70, DAY_DONE: 13, "Your rows": 20}
_LINKS = (("opportunity_id", "opportunities"), ("contact_id", "contacts"), ("account_id", "accounts"))
SERVES = "Serves"


def day_sheet(actions: pd.DataFrame, book: Book | None = None, source: str = "", on: Any = None) -> ResultSheet:
    """The planned day; the return per hour is a formula over the gain and minutes beside it.

    `return_per_hour` = gain / expected minutes x 60, or over the planned minutes where those are all there is.

    Parameters
    ----------
    actions : DataFrame
        A day's actions, one row a line; columns that are missing stay away.
    book : Book, optional
        Where the lines' own rows are looked up.
    source : str
        The file that the sheet goes into: only its rows are linked.
    on : date, optional
        The day, so that what is chosen in Excel can be written down for it.
    """
    shown = {heading: name for heading, name in SHOWN.items() if name in actions}
    kept = {heading: name for heading, name in TECHNICAL.items() if name in actions}
    targets = _targets(actions, book, source)
    columns: dict[str, list[Value]] = {heading: _cells(actions[name]) for heading, name in shown.items()}
    columns |= {DAY_DONE: [None] * len(actions), "Your rows": [_named(target) for target in targets]}
    columns |= {"Planned for": [on and python_value(on)] * len(actions)}
    columns |= {heading: _cells(actions[name]) for heading, name in kept.items()}
    columns |= {SERVES: _serves(actions), DAY_KEY: [str(key) for key in actions.index]}
    headings = list(columns)
    _work_out(columns, headings)
    return _dressed(headings, columns, targets)


def _dressed(headings: list[str], columns: Mapping[str, list[Value]], targets: list[Target | None]) -> ResultSheet:
    place = headings.index
    rows: list[list[Value]] = [headings, *(list(row) for row in zip(*columns.values(), strict=True))]
    return ResultSheet(
        NAME,
        rows,
        formats={place(h): shown for h, shown in _FORMATS.items() if h in headings},
        widths={place(h): width for h, width in _WIDTHS.items() if h in headings},
        bars=(place("Gain"),) if "Gain" in headings else (),
        wrapped=tuple(place(h) for h in ("Action", "Because") if h in headings),
        hidden=tuple(n for n in range(len(headings)) if n > place("Your rows")),
        choices={place(DAY_DONE): (*(each.word for each in OUTCOMES), SKIPPED)},
        links={(row, place("Your rows")): target for row, target in enumerate(targets, 2) if target},
    )


def _cells(values: pd.Series) -> list[Value]:
    return [None if is_missing(value) else python_value(value) for value in values.astype(object)]


def _serves(actions: pd.DataFrame) -> list[Value]:
    """The candidates that each line stands for, a line each: its own and those folded into the same call."""
    if "serves" not in actions:
        return [str(key) for key in actions.index]
    return ["\n".join(map(str, keys)) for keys in actions["serves"]]


def _work_out(columns: dict[str, list[Value]], headings: list[str]) -> None:
    """Put a live formula where the return per hour stands."""
    minutes = "Expected minutes" if "Expected minutes" in columns else "Minutes"
    if not {"Return per hour", "Gain", minutes} <= set(columns):
        return
    gain, spent = (column_letters(headings.index(h)) for h in ("Gain", minutes))
    columns["Return per hour"] = [
        Formula(f'=IF({spent}{row}>0,{gain}{row}/{spent}{row}*{HOUR},"")', shown=shown)
        for row, shown in enumerate(columns["Return per hour"], 2)
    ]


def _targets(actions: pd.DataFrame, book: Book | None, source: str) -> list[Target | None]:
    if book is None:
        return [None] * len(actions)
    links = [(_rows_of(book, table, source), actions[name]) for name, table in _LINKS if name in actions]
    return [
        next((rows[i] for rows, ids in links for i in [ids.iloc[n]] if i in rows), None)
        for n in range(len(actions))
    ]


def _rows_of(book: Book, table: str, source: str) -> dict[str, Target]:
    """The cell where each record that has a row of this file begins, by the record's id."""
    origin, ids = book.origins.get(table), book.base[table][schema.IDS[table]]
    if origin is None:
        return {}
    places = zip(ids.tolist(), origin.part.tolist(), origin.row.tolist(), strict=True)
    found: dict[str, Target] = {}
    for identity, part, row in places:
        if part >= 0 and origin.parts[part].file == source:
            first = min(origin.parts[part].columns.values(), default=0)
            found.setdefault(identity, Target(origin.parts[part].sheet, row, first))
    return found


def _named(target: Target | None) -> str | None:
    return f"{target.sheet}, row {target.row}" if target else None
