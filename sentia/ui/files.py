"""Files in and out of the browser: opening the rep's own, and handing it back."""

import streamlit as st

from sentia.book.origin import Source
from sentia.errors import SentiaError
from sentia.ui import state
from sentia.ui.results import workbook_of


def show_open(opened: state.Open) -> None:
    """The place to drop one or several files; what cannot be read gets one sentence and changes nothing."""
    attempt = state.widget_value(ATTEMPT) or 0
    key = f"upload-{opened.generation}-{attempt}"
    adds = not opened.is_sample and st.toggle("Keep what is open and add to it", key=f"add-{opened.generation}")
    st.file_uploader(
        "Open your own: an Excel file or a CRM export, one or several together",
        accept_multiple_files=True,
        key=key,
        on_change=_open,
        args=(key, adds),
        max_upload_size=50,
    )
    trouble = state.widget_value(TROUBLE)
    if trouble:
        st.error(trouble.replace("$", "\\$"), icon=":material/error:")


TROUBLE, ATTEMPT = "sentia.trouble", "sentia.attempt"


def _open(key: str, adds: bool) -> None:
    uploads = state.widget_value(key)
    state.remember(TROUBLE, "")
    if not uploads:
        return
    try:
        state.open_files([Source(upload.name, upload.getvalue()) for upload in uploads], adds)
    except SentiaError as error:
        state.remember(TROUBLE, str(error))
        state.remember(ATTEMPT, (state.widget_value(ATTEMPT) or 0) + 1)


def show_take_back(opened: state.Open) -> None:
    """Undo, redo and the download of each edited source, with what changed in it."""
    book = opened.book
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Undo", on_click=state.undo, disabled=not book.journal.done, icon=":material/undo:")
        st.button("Redo", on_click=state.redo, disabled=not book.journal.undone, icon=":material/redo:")
    if not book.journal.done:
        st.caption(
            "Nothing is changed yet. What you change goes into your own file; every other cell stays as it is."
        )
        return
    for source in book.sources:
        _show_download(opened, source.name)


def _show_download(opened: state.Open, source: str) -> None:
    try:
        name, data, receipt = workbook_of(opened.book.digest, source, _book=opened.book)
    except SentiaError as error:
        st.warning(str(error).replace("$", "\\$"))
        return
    st.download_button(
        f"Take back {name}", data, file_name=name, on_click="ignore", key=f"take-{source}", type="primary"
    )
    st.caption(receipt)
