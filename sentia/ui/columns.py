"""What each column of a sheet was taken for, as a table in which the rep says it better."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import read_only
from sentia.ui.rereading import read_anew, show_trouble
from sentia.workbook.meaning.column_corrections import column_question
from sentia.workbook.meaning.field_names import AS_FOUND, LEFT_ALONE, fields_on

_LEFT, _FOUND = "left alone", "as it was found"
_SURE, _LIKELY = 0.9, 0.6
_LETTERS, _NAME, _FIELD, _HOW_SURE = 64, 150, 220, 80  # pixels


def show_columns(sheet: Mapping, table: Mapping, key: str) -> None:
    """The columns of one table of a sheet: taken as what, how sure and why; a change is taken at once."""
    lines, words = table["every_column"], _words(table["kind"])
    shown = {field: said for said, field in words.items()}
    taken = [shown.get(line["taken"], _plain(line["taken"])) or _LEFT for line in lines]
    config = st.column_config
    st.data_editor(
        _frame(lines, taken),
        key=f"{key}-columns",
        hide_index=True,
        width="stretch",
        height="content",
        num_rows="fixed",
        disabled=read_only(["Column", "Header", "How sure", "Why"]),
        column_config={
            "Column": config.TextColumn(width=_LETTERS, pinned=True),
            "Header": config.TextColumn(width=_NAME),
            "Taken as": config.SelectboxColumn(
                options=list(dict.fromkeys([*words, *taken, _LEFT, _FOUND])), required=True, width=_FIELD
            ),
            "How sure": config.TextColumn(width=_HOW_SURE),
            "Why": config.TextColumn(width="large"),
        },
        on_change=_take,
        args=(f"{key}-columns", sheet, lines, words),
    )
    show_trouble(f"{key}-columns")


def _words(kind: str) -> dict[str, str]:
    return fields_on(kind)


def _plain(field: str) -> str:
    """A field that nobody can choose, in words: what it is called without its table."""
    return field.rpartition(".")[2].replace("_", " ")


def _frame(lines: Sequence[Mapping], taken: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Column": [line["column"] for line in lines],
            "Header": [line["header"] for line in lines],
            "Taken as": list(taken),
            "How sure": [how_sure(line["confidence"]) for line in lines],
            "Why": [line["why"] for line in lines],
        }
    )


def how_sure(confidence: float | None) -> str:
    """A confidence from 0 to 1 in a word; "" where there is none.

    Examples
    --------
    >>> how_sure(0.97), how_sure(0.7), how_sure(0.4), how_sure(None)
    ('sure', 'likely', 'a guess', '')
    """
    if confidence is None:
        return ""
    return "sure" if confidence >= _SURE else "likely" if confidence >= _LIKELY else "a guess"


def _take(key: str, sheet: Mapping, lines: Sequence[Mapping], words: Mapping[str, str]) -> None:
    """What was chosen for columns, as answers about them; a choice that says nothing new is none."""
    changed = (state.widget_value(key) or {}).get("edited_rows", {})
    answers = {}
    for position, values in changed.items():
        field = {**words, _LEFT: LEFT_ALONE, _FOUND: AS_FOUND}.get(values.get("Taken as"))
        if field is not None:
            answers[column_question(sheet["file"], sheet["sheet"], lines[int(position)]["name"])] = field
    if answers:
        read_anew(key, answers, sheet)
