"""Files in and out of the browser: opening the rep's own, and handing it back."""

from sentia.book.origin import Source
from sentia.errors import SentiaError, foreseen
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.progress import Told, later
from sentia.ui.taking_back import show_downloads
from sentia.ui.wording import not_saved_yet
from sentia.workbook.from_files import READING_STEPS


def show_open(opened: state.Open) -> None:
    """The place to drop one or several files; what cannot be read gets one sentence and changes nothing.

    Folded once a book of the rep's own is open.
    """
    if opened.is_sample:
        _show_drop_place(opened)
    else:
        with st.expander("Open another file, or add one", key=f"open-{opened.generation}"):
            _show_drop_place(opened)
    trouble = state.widget_value(state.TROUBLE)
    if trouble:
        st.error(trouble, icon=":material/error:")


def _show_drop_place(opened: state.Open) -> None:
    attempt = state.widget_value(ATTEMPT) or 0
    key = f"upload-{opened.generation}-{attempt}"
    adds = not opened.is_sample and st.toggle("Keep what is open and add to it", key=f"add-{opened.generation}")
    if opened.unsaved and not opened.is_sample and not adds:
        st.caption(
            f"{not_saved_yet(opened.unsaved)}: take the workbook before you open another, or they are gone."
        )
    st.file_uploader(
        "Open your own: an Excel file or a CRM export, one or several together",
        accept_multiple_files=True,
        key=key,
        on_change=_open,
        args=(key, adds),
        max_upload_size=50,
    )
    st.download_button(
        "Or begin with a blank workbook to fill in",
        _template,
        file_name="Sentia template.xlsx",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        key=f"template-{key}",
    )


def _template() -> bytes:
    from sentia.workbook.template import template_workbook  # the writers load slowly, and most visits need none

    return template_workbook()


ATTEMPT = "sentia.attempt"


def _open(key: str, adds: bool) -> None:
    uploads = state.widget_value(key)
    state.remember(state.TROUBLE, "")
    if not uploads:
        return
    sources = [Source(upload.name, upload.getvalue()) for upload in uploads]
    names = ", ".join(source.name for source in sources)
    later(f"Opening {names}", len(sources) + READING_STEPS, lambda told: _open_now(sources, adds, told))


def _open_now(sources: list[Source], adds: bool, told: Told) -> None:
    """Open the files; what cannot be read gets one sentence, and a place to drop another."""
    try:
        with foreseen(f"opening {', '.join(source.name for source in sources)}"):
            state.open_files(sources, adds, told)
    except SentiaError as error:
        state.remember(state.TROUBLE, str(error))
        state.remember(ATTEMPT, (state.widget_value(ATTEMPT) or 0) + 1)


def show_take_back(opened: state.Open) -> None:
    """Undo, redo and the download of each source, with the receipt of what changed in it."""
    book = opened.book
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Undo", on_click=state.undo, icon=":material/undo:", **changing(disabled=not book.journal.done))
        st.button(
            "Redo", on_click=state.redo, icon=":material/redo:", **changing(disabled=not book.journal.undone)
        )
    show_downloads(opened)
