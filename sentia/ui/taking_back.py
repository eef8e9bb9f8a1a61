"""The workbook handed back in the browser, with its receipt: what changed, what was refused, what is kept."""

from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import Markup, markup
from sentia.ui.results import Download, made_of, own_text_of, put_together

NOTHING = "Nothing is changed yet. What you change goes into your own file; every other cell stays as it is."
DISK = "disk-"  # the place beside what is said of a workbook on the disk
WITH_PLAN = "Add the plan of this day and the follow-ups as sheets"


def show_downloads(opened: state.Open, place: str = "", at_once: bool = False) -> None:
    """For each source its workbook, put together only when it is asked for, with its receipt.

    Before anything is changed there is nothing in it but the plan.

    Parameters
    ----------
    place : str
        Tells two such places of a page apart: what their keys begin with.
    at_once : bool
        Whether it is asked for already, where there is but one.
    """
    has_changes = _has_changes(opened)
    if not has_changes:
        st.caption(NOTHING)
    with_plan = not has_changes or st.toggle(WITH_PLAN, value=True, key=f"{place}with-plan-{opened.generation}")
    is_asked_for = at_once and len(opened.book.sources) == 1
    for source in opened.book.sources:
        _show_download(opened, source.name, with_plan, place, is_asked_for)


def show_taking(opened: state.Open, source: str) -> None:
    """The workbook with all that is in this tab, to be taken where it cannot be saved."""
    _show_download(opened, source, False, DISK)


def _has_changes(opened: state.Open) -> bool:
    book = opened.book
    return bool(book.journal.done or book.numbers or book.answers)


def _asking(opened: state.Open, source: str, has_changes: bool, place: str) -> str:
    """What the button says that puts a workbook together."""
    if place == DISK:
        return "Take the workbook"
    what = "it" if len(opened.book.sources) == 1 else source
    return f"Take {what} with your changes" if has_changes else f"Take {what} with the plan of this day"


def _show_download(
    opened: state.Open, source: str, with_plan: bool, place: str, is_asked_for: bool = False
) -> None:
    """The button that puts the workbook together, and in its place the workbook once that is done."""
    taken, spot, has_changes = made_of(opened, source, with_plan), st.empty(), _has_changes(opened)
    kind, asking = "primary" if has_changes else "secondary", _asking(opened, source, has_changes, place)
    if taken is None and (is_asked_for or spot.button(asking, key=f"{place}make-{source}", type=kind)):
        try:
            with spot.container():
                taken = put_together(opened, source, with_plan)
        except SentiaError as error:
            spot.warning(str(error))
    if taken is None:
        return
    _show_made(opened, taken, source, spot, place)
    if place != DISK:
        _show_own_text(opened, source, place)


def _show_made(opened: state.Open, taken: Download, source: str, spot: st.Place, place: str) -> None:
    spot.download_button(
        f"Take back {taken.name}",
        taken.data,
        file_name=taken.name,
        on_click=state.note_taken,
        args=(opened.book, source),
        key=f"{place}take-{source}",
        type="primary",
    )
    if taken.why:
        st.warning(f"{taken.why} So your file stays as it is, and this is a separate workbook.")
    show_receipt(taken)


def _show_own_text(opened: state.Open, source: str, place: str) -> None:
    """The edited csv itself, for who wants to hand it on; Sentia needs the workbook, not this."""
    try:
        taken = own_text_of(opened, source)
    except SentiaError as error:
        st.caption(str(error))
        return
    if taken is None:
        return
    st.download_button(
        f"Take {taken.name} alone",
        taken.data,
        file_name=taken.name,
        on_click="ignore",
        key=f"{place}text-{source}",
    )
    show_receipt(taken)


def show_receipt(taken: Download) -> None:
    """What changed in the workbook, in a sentence; below it what was refused and why, and what else to know."""
    receipt = taken.receipt
    st.caption(receipt.sentence)
    for note in receipt.notes:
        st.caption(note)
    if receipt.refused:
        few = "One value" if len(receipt.refused) == 1 else f"{len(receipt.refused):,} values"
        with st.expander(f"{few} your cells could not take: kept on the sheet Sentia additions"):
            st.markdown(Markup("\n").join(markup("- {}", why) for why in receipt.refused))
