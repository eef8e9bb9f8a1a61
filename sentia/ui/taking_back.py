"""The workbook handed back in the browser, with its receipt: what changed, what was refused, what is kept."""

import streamlit as st

from sentia.errors import SentiaError
from sentia.ui import state
from sentia.ui.results import Download, own_text_of, workbook_of
from sentia.ui.wording import escaped

NOTHING = "Nothing is changed yet. What you change goes into your own file; every other cell stays as it is."
WITH_PLAN = "Add the plan of this day and the follow-ups as sheets"
_WANTED = "sentia.take-anyway"


def show_downloads(opened: state.Open) -> None:
    """A download for each source; before anything is changed only where the rep asks for the plan."""
    key = f"{_WANTED}-{opened.generation}"
    if not _has_changes(opened) and not state.widget_value(key):
        st.caption(NOTHING)
        st.button("Take it with the plan of this day", on_click=state.remember, args=(key, True))
        return
    with_plan = st.toggle(WITH_PLAN, value=True, key=f"with-plan-{opened.generation}")
    for source in opened.book.sources:
        _show_download(opened, source.name, with_plan)


def _has_changes(opened: state.Open) -> bool:
    book = opened.book
    return bool(book.journal.done or book.numbers or book.answers)


def _show_download(opened: state.Open, source: str, with_plan: bool) -> None:
    try:
        taken = workbook_of(opened, source, with_plan)
    except SentiaError as error:
        st.warning(escaped(str(error)))
        return
    if taken.why:
        st.warning(f"{escaped(taken.why)} So your file stays as it is, and this is a separate workbook.")
    st.download_button(
        f"Take back {taken.name}",
        taken.data,
        file_name=taken.name,
        on_click="ignore",
        key=f"take-{source}",
        type="primary",
    )
    show_receipt(taken)
    _show_own_text(opened, source)


def _show_own_text(opened: state.Open, source: str) -> None:
    """The edited csv itself, for who wants to hand it on; Sentia needs the workbook, not this."""
    try:
        taken = own_text_of(opened, source)
    except SentiaError as error:
        st.caption(escaped(str(error)))
        return
    if taken is None:
        return
    st.download_button(
        f"Take {taken.name} alone", taken.data, file_name=taken.name, on_click="ignore", key=f"text-{source}"
    )
    show_receipt(taken)


def show_receipt(taken: Download) -> None:
    """What changed in the workbook, in a sentence; below it what was refused and why, and what else to know."""
    receipt = taken.receipt
    st.caption(escaped(receipt.sentence))
    for note in receipt.notes:
        st.caption(escaped(note))
    if receipt.refused:
        few = "One value" if len(receipt.refused) == 1 else f"{len(receipt.refused):,} values"
        with st.expander(f"{few} your cells could not take: kept on the sheet Sentia additions"):
            st.markdown("\n".join(f"- {escaped(why)}" for why in receipt.refused))
