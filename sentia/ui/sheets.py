"""Each file and sheet as it was found, one line each, and the rep's word on where its table is."""

from collections.abc import Sequence

import pandas as pd

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.columns import show_columns
from sentia.ui.markup import markup
from sentia.ui.rereading import read_anew, sheet_key, show_trouble
from sentia.workbook.meaning.account_of import HIDDEN
from sentia.workbook.meaning.corrections import AS_FOUND, LEFT_ALONE, question_of

_FEW = 4  # rows that are named one by one
_ROW_WIDTH = 96  # pixels
_SKIPPED = {
    "blank": ("blank row", "blank rows"),
    "a total": ("total", "totals"),
    "the header again": ("repeated header", "repeated headers"),
    "above the header": ("row above the header", "rows above the header"),
    "a second row of the header": ("second header row", "second header rows"),
    "the header of another table": ("header of another table", "headers of other tables"),
    "a title above the header": ("title", "titles"),
    "a title between the records": ("title", "titles"),
    "says what the columns hold": ("row that says what the columns hold", "rows that say what the columns hold"),
    "the header again, in other words": ("second header", "second headers"),
    "a footer, not a record": ("footer", "footers"),
    "nothing on it says who or what it is": ("row that names nobody", "rows that name nobody"),
    "deleted in the CRM": ("row deleted in the CRM", "rows deleted in the CRM"),
    "a lead that was converted, so its deal stands elsewhere": ("converted lead", "converted leads"),
    "beside the table": ("row beside the table", "rows beside the table"),
    "outside the chosen range": ("row outside your range", "rows outside your range"),
}


def show_sheets(opened: state.Open) -> None:
    """One line a sheet: used as what, header row, rows taken and skipped; the details and the choice folded."""
    sheets = opened.book.understanding.sheets
    files = {sheet["file"] for sheet in sheets}
    for number, sheet in enumerate(sheets):
        key = sheet_key(number, opened.generation)
        name = f"{sheet['file']}: {sheet['sheet']}" if len(files) > 1 else sheet["sheet"]
        hidden = " · hidden sheet" if HIDDEN in sheet["notes"] else ""
        line = st.expander(markup("**{}** · {}{}", name, summary(sheet), hidden), key=key, on_change="rerun")
        if line.open:
            with line:
                _show_sheet(opened, sheet, key)


def summary(sheet: dict) -> str:
    """What became of a sheet, on one line.

    Examples
    --------
    >>> deals = {"used_as": ["opportunities"], "rows": 700, "header_row": 4}
    >>> summary(deals | {"skipped": [{"row": 1, "why": "blank"}]})
    'opportunities · 700 rows · header in row 4 · 1 skipped'
    >>> summary({"used_as": [], "why": "a pivot table, not a list of records"})
    'left alone: a pivot table, not a list of records'
    """
    if not sheet["used_as"]:
        return sheet["why"] if sheet["why"].startswith(LEFT_ALONE) else f"{LEFT_ALONE}: {sheet['why']}"
    tables = sheet.get("tables", [sheet])
    headers = list(dict.fromkeys(table["header_row"] for table in tables if table["header_row"]))
    where = {0: "no header", 1: f"header in row {headers[0] if headers else 0}"}
    passed = sum(line.get("rows", 1) for line in sheet["skipped"])
    rows = sum(table["rows"] for table in tables)
    parts = [", ".join(sheet["used_as"]), "1 row" if rows == 1 else f"{rows:,} rows"]
    parts += [where.get(len(headers)) or f"headers in rows {_listed(headers)}"]
    return " · ".join([*parts, *([f"{passed:,} skipped"] if passed else [])])


def skipped_words(lines: Sequence[dict]) -> str:
    """The rows passed over, grouped by their reason.

    Examples
    --------
    >>> skipped_words([{"row": 3, "why": "blank"}, {"row": 4, "why": "blank"}, {"row": 9, "why": "a total"}])
    '2 blank rows, 1 total in row 9'
    """
    rows: dict[str, list[int]] = {}
    more = [f"{line['why']}" for line in lines if "rows" in line]
    for line in lines:
        if "rows" not in line:
            rows.setdefault(line["why"], []).append(line["row"])
    return ", ".join([*(_group(why, found) for why, found in rows.items()), *more])


def _group(why: str, rows: list[int]) -> str:
    one, several = _SKIPPED.get(why, (f"row: {why}", f"rows: {why}"))
    at = "" if why == "blank" or len(rows) > _FEW else f" in row{'s' if len(rows) > 1 else ''} {_listed(rows)}"
    return f"{len(rows):,} {one if len(rows) == 1 else several}{at}"


def _listed(rows: Sequence[int]) -> str:
    *first, last = [f"{row:,}" for row in rows]
    return f"{', '.join(first)} and {last}" if first else last


def _show_sheet(opened: state.Open, sheet: dict, key: str) -> None:
    """The sheet as it was found, its first rows, what each column was taken for, and another place to read."""
    for note in sheet["notes"]:
        st.caption(note)
    for number, table in enumerate(sheet.get("tables", [sheet])):
        _show_table(sheet, table, f"{key}-{number}")
    _show_choice(opened, sheet, key)


def _show_table(sheet: dict, table: dict, key: str) -> None:
    if "range" in table:
        st.markdown(markup("**{}** · {}", table["range"], summary(table)))
    if table["used_as"] and table["skipped"]:
        st.caption(f"Skipped: {skipped_words(table['skipped'])}.")
    if table["first_rows"]["rows"]:
        st.dataframe(
            first_rows(table),
            hide_index=True,
            width="stretch",
            height="content",
            key=f"{key}-rows",
            column_config={"Row": st.column_config.TextColumn(pinned=True, width=_ROW_WIDTH)},
        )
    if table["every_column"]:
        st.markdown("What each column was taken for: choose another where it is wrong.")
        show_columns(sheet, table, key)


def first_rows(table: dict) -> pd.DataFrame:
    """The first rows of a table under the letters of their columns, with the header's row marked."""
    shown, header = table["first_rows"], table["header_row"]
    numbers = range(shown["from"], shown["from"] + len(shown["rows"]))
    row = [f"{number} · header" if number == header else str(number) for number in numbers]
    return pd.DataFrame(shown["rows"], columns=shown["columns"]).assign(Row=row)[["Row", *shown["columns"]]]


def _show_choice(opened: state.Open, sheet: dict, key: str) -> None:
    """Another header row or range, or none of this sheet; taken at once."""
    question = question_of(sheet["file"], sheet["sheet"])
    said = opened.book.answers.get(question, AS_FOUND)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Header row, or the range of the table",
            value="" if said in (AS_FOUND, LEFT_ALONE) else said,
            placeholder=f"such as {sheet['header_row'] or 1}, or B4:H200",
            key=f"{key}-place",
            on_change=_answer_typed,
            args=(question, f"{key}-place", sheet),
            width=320,
            **changing(),
        )
        if sheet["used_as"]:
            st.button(
                "Leave this sheet alone",
                key=f"{key}-leave",
                on_click=_answer,
                args=(question, LEFT_ALONE, sheet),
                **changing(),
            )
        if said != AS_FOUND:
            st.button(
                "Read it as it was found",
                key=f"{key}-found",
                on_click=_answer,
                args=(question, AS_FOUND, sheet),
                **changing(),
            )
    show_trouble(question)


def _answer_typed(question: str, key: str, sheet: dict) -> None:
    _answer(question, (state.widget_value(key) or "").strip() or AS_FOUND, sheet)


def _answer(question: str, place: str, sheet: dict) -> None:
    read_anew(question, {question: place}, sheet)
