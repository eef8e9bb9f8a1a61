"""The rep's word on how a sheet is to be read: taken at once, or a sentence why it cannot be."""

from collections.abc import Mapping
from dataclasses import replace

from sentia.errors import BadQuestion, SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.progress import Told, later
from sentia.workbook.from_files import READING_STEPS

TROUBLE = "sentia.sheet-trouble"


def sheet_key(number: int, generation: int) -> str:
    """The key of the line of a sheet, so that it can be kept unfolded."""
    return f"sheet-{number}-{generation}"


def read_anew(about: str, answers: Mapping[str, str], sheet: Mapping) -> None:
    """Read the files with these answers about a sheet and keep its line open; where that cannot be, say so.

    `about` names the place on the page where the sentence stands. It is done at the head of the page.
    """
    count = len(state.opened().book.files) + READING_STEPS
    later("Reading again with your answer", count, lambda told: _read_anew_now(about, answers, sheet, told))


def _read_anew_now(about: str, answers: Mapping[str, str], sheet: Mapping, told: Told) -> None:
    state.remember(TROUBLE, ("", ""))
    try:
        _check_unedited(sheet)
        state.answer_several(answers, told)
    except SentiaError as error:
        state.remember(TROUBLE, (about, str(error)))
        return
    opened = replace(state.opened(), generation=state.opened().generation + 1)
    state.put(opened)
    names = [(one["file"], one["sheet"]) for one in opened.book.understanding.sheets]
    state.remember(sheet_key(names.index((sheet["file"], sheet["sheet"])), opened.generation), True)


def show_trouble(about: str) -> None:
    """Why the last word about this could not be taken, if it could not."""
    of, trouble = state.widget_value(TROUBLE) or ("", "")
    if trouble and of == about:
        st.error(trouble, icon=":material/error:")


def _check_unedited(sheet: Mapping) -> None:
    """A sheet is read anew only while none of its rows is edited: the edits would lose their rows."""
    place = f"{sheet['file']}|{sheet['sheet']}|"
    edits = [edit for step in state.opened().book.journal.done for edit in step if edit.row_key.startswith(place)]
    if edits:
        raise BadQuestion(
            f"You changed {len(edits)} value{'' if len(edits) == 1 else 's'} on '{sheet['sheet']}'; "
            "take them back with Undo first, then choose how it is read."
        )
