"""The grid: one table of the book, edited in place; each gesture is one step that can be undone."""

from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book, checked_value
from sentia.book.edits import Edit
from sentia.errors import CannotEdit
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import read_only

SHOWN_FIRST = {
    "opportunities": (
        "name",
        "account_id",
        "stage",
        "amount",
        "next_step",
        "next_step_on",
        "expected_close_on",
        "status",
    ),
    "accounts": ("name", "status", "industry", "potential_spend", "owner"),
    "contacts": ("name", "account_id", "title", "phone", "email"),
    "quotes": ("account_id", "amount", "sent_on", "valid_until_on", "status"),
    "activities": ("done_at", "kind", "outcome", "subject", "account_id", "contact_id"),
    "orders": ("account_id", "ordered_on", "amount", "product"),
    "cases": ("account_id", "contact_id", "opened_on", "closed_on", "severity", "subject"),
    "calendar": ("starts_at", "ends_at", "title"),
    "own_actions": ("what", "contact_id", "account_id", "due_on", "minutes", "worth", "done_at"),
    "judgements": (
        *("opportunity_id", "contact_id", "account_id", "kind", "win_rate", "worth", "minutes"),
        *("is_pinned", "pinned_for", "notes", "said_on"),
    ),
    "log": ("planned_for", "status", "outcome", "kind", "account_id", "contact_id", "minutes", "gain", "reason"),
}
ALWAYS = ("opportunities", "accounts", "contacts", "own_actions")  # shown without a row too
AGAIN = "sentia.grid-again"
HIGHEST, ROW_HEIGHT, BORDER = 420, 35, 3  # pixels
LINKED_NAMES = {
    "account_id": ("accounts", "account_id"),
    "contact_id": ("contacts", "contact_id"),
    "opportunity_id": ("opportunities", "opportunity_id"),
}


def show_grid(opened: state.Open, table: str) -> None:
    """One table of the open book; cells that no single cell of the file holds, and formulas, are read-only."""
    again = state.widget_value(AGAIN) or 0  # a grid in which something was refused starts anew
    book, key = opened.book, f"grid-{table}-{opened.generation}-{again}"
    fields = _fields(book, table)
    frame = book.tables[table].loc[_order(book, table)]
    state.remember(f"{key}-rows", frame.index)
    st.data_editor(
        _named(book, table, frame[fields]),
        key=key,
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(HIGHEST, ROW_HEIGHT * (len(frame) + 1) + BORDER),
        placeholder="",
        disabled=read_only([name for name in fields if not is_editable(book, table, name)]),
        column_config={name: _column(schema.column(table, name)) for name in fields},
        on_change=_fold,
        args=(table, key, fields),
    )


def _order(book: Book, table: str) -> pd.Index:
    """The rows as the grid shows them: open deals first, and in that order whatever is edited."""
    index = book.tables[table].index
    if table != "opportunities":
        return index
    closed = book.base[table]["status"].reindex(index).isin(["won", "lost"])
    return index[closed.argsort(kind="stable")]


def _fields(book: Book, table: str) -> list[str]:
    """The columns to show: the telling ones first, then every other that holds anything."""
    first = [name for name in SHOWN_FIRST[table] if _is_used(book, table, name)]
    rest = [name for name in schema.fields(table) if name not in first and _is_used(book, table, name)]
    return first + rest


def _is_used(book: Book, table: str, name: str) -> bool:
    values = book.tables[table][name]
    if name == schema.IDS.get(table):
        return bool((values != values.index).any())
    return bool(values.notna().any()) or is_editable(book, table, name)


def is_editable(book: Book, table: str, name: str) -> bool:
    """Whether a column has cells of its own in the file, and links nothing; the log is read-only."""
    origin = book.origins.get(table)
    linked = name in schema.LINKS or name == schema.IDS.get(table)
    has_cells = origin is not None and any(name in part.columns for part in origin.parts)
    return not linked and (has_cells or table in schema.JUDGED) and table != "log"


def _named(book: Book, shown: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the names of accounts and contacts instead of their ids."""
    for name, (table, identity) in LINKED_NAMES.items():
        if name in frame and table != shown:
            names = book.tables[table].drop_duplicates(identity).set_index(identity)["name"]
            frame = frame.assign(**{name: frame[name].map(names).fillna(frame[name]).astype("str")})
    return frame


def _column(column: schema.Column) -> Any:
    config = st.column_config
    if column.kind == "date":
        return config.DateColumn(column.label, help=column.meaning, format="YYYY-MM-DD")
    if column.kind == "moment":
        return config.DatetimeColumn(column.label, help=column.meaning, format="YYYY-MM-DD HH:mm")
    if column.kind == "flag":
        return config.CheckboxColumn(column.label, help=column.meaning)
    if column.kind in ("money", "number", "minutes", "days"):
        return config.NumberColumn(column.label, help=column.meaning, format="localized")
    if column.kind == "rate":
        return config.NumberColumn(column.label, help=column.meaning, format="percent")
    if column.choices:
        return config.SelectboxColumn(column.label, help=column.meaning, options=list(column.choices))
    return config.TextColumn(column.label, help=column.meaning)


def _fold(table: str, key: str, fields: list[str]) -> None:
    """What the grid says was changed, as one step; the same changes said twice are no step."""
    changed = (state.widget_value(key) or {}).get("edited_rows", {})
    rows = state.widget_value(f"{key}-rows")
    book, refused = state.opened().book, []
    edits: list[Edit] = []
    for position, values in changed.items():
        for name, value in values.items():
            try:
                edits.append(_edit(book, table, rows[int(position)], name, value))
            except CannotEdit as error:
                refused.append(str(error))
    if edits:
        state.put_book(book.apply(edits))
    state.remember("sentia.refused", refused)
    if refused:
        state.remember(AGAIN, (state.widget_value(AGAIN) or 0) + 1)


def _edit(book: Book, table: str, row_key: str, name: str, value: Any) -> Edit:
    if book.is_formula(table, row_key, name):
        raise CannotEdit(
            f"{schema.column(table, name).label} is a formula in this row; change the cells it reads."
        )
    if book.cell(table, row_key, name) is None and not row_key.startswith("new:"):
        raise CannotEdit(f"{schema.column(table, name).label} has no cell of its own in this row.")
    return Edit(table, row_key, name, checked_value(schema.column(table, name), value))


def show_refused() -> None:
    """Why the last change was not taken, if it was not."""
    for sentence in state.widget_value("sentia.refused") or []:
        st.warning(sentence)
