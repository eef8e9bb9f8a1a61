"""A book that lies on the rep's own disk: what is not saved yet, saving it, and why it cannot be written here."""

from collections.abc import Callable
from dataclasses import replace

from sentia.book.book import Book
from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import markup
from sentia.ui.tabs import local_clock_exact
from sentia.ui.taking_back import show_taking
from sentia.workbook.disk.shelf import OnDisk, open_on_disk, reread, save, stamp_of
from sentia.workbook.disk.writer import ANOTHER_TAB, HERE, WriteAccess, unchanged_writer


def show_on_disk(opened: state.Open) -> None:
    """One line about the workbook on disk and its button; nothing where the book was dropped into the page."""
    _show_not_taken()
    if opened.on_disk is None:
        if state.path_given() and state.widget_value(state.TROUBLE):
            st.error(state.widget_value(state.TROUBLE), icon=":material/error:")
        return
    access = state.write_access()
    for sentence in opened.on_disk.said if access.may_edit else ():
        st.caption(markup(":material/history: {}", sentence))
    if not access.may_edit:
        _show_looking(opened)
    elif opened.on_disk.is_changed:
        _show_changed(opened)
    else:
        _show_standing(opened)
    trouble = state.widget_value(state.DISK_TROUBLE)
    if trouble:
        st.error(trouble, icon=":material/error:")
    if trouble or opened.is_only_here:
        show_taking(opened, opened.on_disk.path.name)


def _show_not_taken() -> None:
    """That the last tap was refused, and why; said once."""
    why = state.widget_value(state.NOT_TAKEN)
    if why:
        state.remember(state.NOT_TAKEN, "")
        st.error(f"Not taken: {why}", icon=":material/block:")
        st.toast(f"Not taken: {why}", icon=":material/block:")


def _has_unsaved(opened: state.Open) -> bool:
    return not opened.on_disk.is_saved(opened.book)


def _show_standing(opened: state.Open) -> None:
    access = state.write_access()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_standing(opened), width="content")
        if access.holder == HERE and _has_unsaved(opened):
            st.button("Save", on_click=_save, icon=":material/save:", shortcut="Ctrl+S", type="primary")
        if not access.is_kept:
            st.button("Try again", on_click=_try_again, icon=":material/refresh:")
    if not access.is_kept:
        st.warning(access.why_not, icon=":material/warning:")


def _standing(opened: state.Open) -> str:
    name = opened.on_disk.path.name
    if not _has_unsaved(opened):
        return f"{name} · saved: {opened.receipt}" if opened.receipt else f"{name} · saved"
    kept = "and in this tab only" if opened.is_only_here else "but kept safe"
    return f"{name} · {_changes(opened)} not saved yet, {kept}"


def _changes(opened: state.Open) -> str:
    steps = opened.on_disk.unsaved_steps(opened.book)
    return "1 change" if steps == 1 else f"{steps:,} changes" if steps else "Changes"


def _show_looking(opened: state.Open) -> None:
    """Why this tab only looks, and the way to write here where there is one."""
    access = state.write_access()
    here = f" {_changes(opened)} made here could not be kept; take the workbook." if opened.is_only_here else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(access.why_not + here, width="content")
        if access.holder == ANOTHER_TAB and not opened.is_only_here:
            st.button("Write here instead", on_click=_write_here)


def _show_changed(opened: state.Open) -> None:
    name = opened.on_disk.path.name
    st.warning(f"{name} was changed outside Sentia. Read it again; what you changed here goes on top.")
    st.button("Read it again", on_click=_read_again, type="primary")


def _write_here() -> None:
    """Let this tab write from now on, with the book as the other one left it."""
    opened = state.opened()
    with unchanged_writer():
        _show_anew(lambda: open_on_disk(opened.on_disk.path), by_force=True)


def _read_again() -> None:
    """Read the workbook anew; what was not saved goes over it."""
    opened = state.opened()
    with unchanged_writer():
        _show_anew(lambda: reread(opened.book, opened.on_disk))


def _show_anew(read: Callable[[], tuple[Book, OnDisk]], by_force: bool = False) -> None:
    """Show the workbook as it is read now, on the same day and desk; where it cannot be read, say so and stay."""
    opened = state.opened()
    state.remember(state.DISK_TROUBLE, "")
    try:
        book, on_disk = read()
    except SentiaError as error:
        state.remember(state.DISK_TROUBLE, str(error))
        return
    generation = opened.generation + 1
    anew = replace(opened, book=book, on_disk=on_disk, kept=book, generation=generation, receipt="")
    state.show(state.written_here(anew, by_force))


def _try_again() -> None:
    """Write what is in this tab only to the disk, now that it may take it."""
    state.remember(state.DISK_TROUBLE, "")
    with unchanged_writer():
        state.show(state.written_here(state.opened()))


def _save() -> None:
    """Write the book to its file; a sentence where that cannot be done."""
    opened = state.opened()
    state.remember(state.DISK_TROUBLE, "")
    with unchanged_writer():
        if state.write_access().holder != HERE:
            state.remember(state.NOT_TAKEN, state.write_access().why_not)
            return
        try:
            on_disk, receipt = save(opened.book, opened.on_disk, stamp_of(local_clock_exact()))
        except SentiaError as error:
            state.remember(state.DISK_TROUBLE, str(error))
            return
        state.show(
            replace(opened, on_disk=on_disk, receipt=receipt.sentence, access=WriteAccess(), kept=opened.book)
        )
