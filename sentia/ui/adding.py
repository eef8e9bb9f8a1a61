"""A new row through a form, and a row archived instead of deleted."""

from datetime import date, datetime, time
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.archiving import ARCHIVED, archive
from sentia.book.book import Book
from sentia.book.changes import record_names
from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.grid import SHOWN_FIRST

ADD, ARCHIVE = "Add a row", "Archive a row"
MOST_WORDS = 40  # a column with more different words than this is no list to choose from
LISTS = (
    "stage",
    "status",
    "kind",
    "outcome",
    "relationship",
    "owner",
    "currency",
    "industry",
    "product",
    "source",
)
TROUBLE = "sentia.adding.trouble"


def show_rows(opened: state.Open, table: str) -> None:
    """The buttons below the grid: a new row, and the end of one."""
    if table == "log":
        st.caption("The log is kept by Sentia: what was planned and what became of it.")
        return
    with st.container(horizontal=True):
        if st.button(ADD, icon=":material/add:", key=f"add-row-{table}", **changing()):
            state.remember(TROUBLE, "")
            _add_row(opened, table)
        can_end = table in ARCHIVED and len(opened.book.tables[table]) > 0
        if can_end and st.button(ARCHIVE, icon=":material/archive:", key=f"archive-row-{table}", **changing()):
            state.remember(TROUBLE, "")
            _archive_row(opened, table)


@st.dialog(ADD)
def _add_row(opened: state.Open, table: str) -> None:
    """A form with the telling fields first; nothing is asked for but what tells the row from others."""
    book, key = opened.book, f"new-{table}-{len(opened.book.journal)}"
    first = [name for name in SHOWN_FIRST[table] if name != schema.IDS.get(table)]
    rest = [name for name in schema.fields(table) if name not in first and name != schema.IDS.get(table)]
    with st.form(key, border=False):
        for name in first:
            _field(book, table, name, key)
        with st.expander("More"):
            for name in rest:
                _field(book, table, name, key)
        if st.form_submit_button(
            "Add it", type="primary", on_click=_add, args=(table, [*first, *rest], key), **changing()
        ):
            _close_unless_in_trouble()
    _show_trouble()


def _field(book: Book, table: str, name: str, key: str) -> None:
    """One field as the widget of its kind: links and the words of a column by name, to be chosen."""
    column, key = schema.column(table, name), f"{key}-{name}"
    choices = _choices(book, table, column)
    about = {"key": key, "help": column.meaning}
    if choices:
        free = not column.choices and name not in schema.LINKS
        options = list(choices)
        st.selectbox(
            column.label,
            options,
            None,
            format_func=lambda value: choices.get(value, value),
            placeholder="",
            accept_new_options=free,
            **about,
        )
    elif column.kind == "flag":
        st.checkbox(column.label, **about)
    elif column.kind == "date":
        st.date_input(column.label, None, **about)
    elif column.kind == "moment":
        st.datetime_input(column.label, None, **about)
    elif column.kind in ("number", "money", "minutes", "days", "rate"):
        st.number_input(column.label, 0.0, 1.0 if column.kind == "rate" else None, None, **about)
    else:
        st.text_input(column.label, **about)


def _choices(book: Book, table: str, column: schema.Column) -> dict[str, str]:
    """What may be chosen, and what it is called; nothing where the field is written freely."""
    if column.choices:
        return {word: word for word in column.choices}
    if column.name in schema.LINKS:
        linked = schema.LINKS[column.name]
        records = book.tables[linked].drop_duplicates(schema.IDS[linked])
        ids = records[schema.IDS[linked]]
        return dict(zip(ids, records["name"].fillna(ids), strict=True))
    used = book.tables[table][column.name].dropna().unique() if column.name in LISTS else []
    return {word: word for word in used} if len(used) <= MOST_WORDS else {}


def _add(table: str, fields: list[str], key: str) -> None:
    given = {name: _plain(state.widget_value(f"{key}-{name}")) for name in fields}
    values = {name: value for name, value in given.items() if value not in (None, "", False)}
    if not values:
        state.remember(TROUBLE, "Nothing is filled in yet.")
        return
    try:
        is_taken = state.put_book(state.opened().book.add(table, **values))
        state.remember(TROUBLE, "" if is_taken else state.write_access().why_not)
    except SentiaError as error:
        state.remember(TROUBLE, str(error))


def _plain(value: Any) -> Any:
    return pd.Timestamp(value) if isinstance(value, date | datetime) and not isinstance(value, time) else value


@st.dialog(ARCHIVE)
def _archive_row(opened: state.Open, table: str) -> None:
    book, key = opened.book, f"archive-{table}-{len(opened.book.journal)}"
    st.caption(f"It stays in your file as {ARCHIVED[table]}, and takes no more part in your day.")
    names = record_names(book, table).to_dict()
    with st.form(key, border=False):
        st.selectbox("Which", list(names), None, format_func=names.get, placeholder="", key=f"{key}-row")
        st.text_input("Because", key=f"{key}-why")
        if st.form_submit_button("Archive it", type="primary", on_click=_archive, args=(table, key), **changing()):
            _close_unless_in_trouble()
    _show_trouble()


def _archive(table: str, key: str) -> None:
    row, why, opened = state.widget_value(f"{key}-row"), state.widget_value(f"{key}-why"), state.opened()
    if row is None:
        state.remember(TROUBLE, "Choose which one first.")
        return
    try:
        is_taken = state.put_book(archive(opened.book, table, row, why or "", opened.on))
        state.remember(TROUBLE, "" if is_taken else state.write_access().why_not)
    except SentiaError as error:
        state.remember(TROUBLE, str(error))


def _close_unless_in_trouble() -> None:
    if not state.widget_value(TROUBLE):
        st.rerun()


def _show_trouble() -> None:
    if state.widget_value(TROUBLE):
        st.warning(state.widget_value(TROUBLE))
