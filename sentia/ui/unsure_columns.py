"""The strip above the day: what doubtful columns were taken for, and one tap to say it better."""

from sentia.book.unsure_columns import unsure_columns
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.rereading import read_anew, show_trouble
from sentia.workbook.meaning.column_corrections import column_question
from sentia.workbook.meaning.field_names import LEFT_ALONE, fields_on

_NOT_USED = "leave it alone"


def show_unsure_columns(opened: state.Open) -> None:
    """One line a doubtful column, with what it may be; nothing where nothing is doubtful."""
    asked = unsure_columns(opened.book.understanding.sheets)
    if not asked:
        return
    with st.container(border=True):
        for number, one in enumerate(asked):
            _ask(one, f"unsure-{number}-{opened.generation}")


def _ask(one: dict, key: str) -> None:
    words = {field: said for said, field in fields_on(one["kind"]).items()}
    fields = [field for field in (one["taken"], *one["others"]) if field in words]
    options = {words[field]: field for field in fields} | {_NOT_USED: LEFT_ALONE}
    st.segmented_control(
        _question(one, words),
        list(options),
        key=key,
        on_change=_answer,
        args=(one, options, key),
        **changing(),
    )
    show_trouble(key)


def _question(one: dict, words: dict[str, str]) -> str:
    sheet = one["account"]["sheet"]
    if one["taken"]:
        return f"{sheet}: “{one['header']}” is taken as “{words.get(one['taken'], one['taken'])}”. Not so?"
    return f"{sheet}: “{one['header']}” is not used. What is it?"


def _answer(one: dict, options: dict[str, str], key: str) -> None:
    """What was chosen for the column; the files are read again with it."""
    field = options.get(state.widget_value(key) or "", one["taken"] or LEFT_ALONE)
    sheet = one["account"]
    read_anew(key, {column_question(sheet["file"], sheet["sheet"], one["name"]): field}, sheet)
