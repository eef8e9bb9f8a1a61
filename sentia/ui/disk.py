"""A book that lies on the rep's own disk: what is not saved yet, saving it, and what changed underneath."""

from dataclasses import replace

from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import markup
from sentia.workbook.disk.shelf import save, stamp_of
from sentia.workbook.disk.writer import claim


def show_on_disk(opened: state.Open) -> None:
    """One line about the workbook on disk and its button; nothing where the book was dropped into the page."""
    if opened.on_disk is None:
        if state.path_given() and state.widget_value(state.TROUBLE):
            st.error(state.widget_value(state.TROUBLE), icon=":material/error:")
        return
    name = opened.on_disk.path.name
    if not state.is_writer():
        _show_reader(name)
        return
    for sentence in opened.on_disk.said:
        st.caption(markup(":material/history: {}", sentence))
    if opened.on_disk.is_changed:
        _show_changed(name)
    else:
        _show_standing(opened, name)


def _show_standing(opened: state.Open, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_standing(opened, name), width="content")
        if not opened.on_disk.is_saved(opened.book):
            st.button("Save", on_click=_save, icon=":material/save:", shortcut="Ctrl+S", type="primary")
    trouble = state.widget_value(state.DISK_TROUBLE)
    if trouble:
        st.error(trouble, icon=":material/error:")


def _standing(opened: state.Open, name: str) -> str:
    steps = opened.on_disk.unsaved_steps(opened.book)
    if not opened.on_disk.is_saved(opened.book):
        count = "1 change" if steps == 1 else f"{steps:,} changes" if steps else "Changes"
        return f"{name} · {count} not saved yet, but kept safe"
    return f"{name} · saved: {opened.receipt}" if opened.receipt else f"{name} · saved"


def _show_reader(name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{name} is open in another tab, which writes it; here you look.", width="content")
        st.button("Write here instead", on_click=_write_here)


def _show_changed(name: str) -> None:
    st.warning(f"{name} was changed outside Sentia. Read it again; what you changed here goes on top.")
    st.button("Read it again", on_click=_read_again, type="primary")


def _write_here() -> None:
    """Let this tab write from now on, with the book as the other one left it."""
    opened = state.opened()
    if claim(opened.on_disk.place, state.session_name(), state.is_alive, by_force=True):
        _read_again()


def _read_again() -> None:
    """Read the workbook anew; what was not saved goes over it."""
    opened = state.opened()
    state.put(state.from_disk(opened.on_disk.path, opened.generation + 1))


def _save() -> None:
    """Write the book to its file; a sentence where that cannot be done."""
    opened = state.opened()
    state.remember(state.DISK_TROUBLE, "")
    try:
        on_disk, receipt = save(opened.book, opened.on_disk, stamp_of(state.local_clock_exact()))
        state.put(replace(opened, on_disk=on_disk, receipt=receipt.sentence))
    except SentiaError as error:
        state.remember(state.DISK_TROUBLE, str(error))
