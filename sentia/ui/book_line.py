"""The line on every page that says which book is open, what is not saved yet, and where it is kept."""

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.disk import show_on_disk
from sentia.ui.files import show_open
from sentia.ui.keeping import DECLINED, ELSEWHERE, FAILED, GONE, KEEP, Keeping, keeping
from sentia.ui.kept import decline, forget, is_own, is_safe, keep_here, said_of, show_keeper
from sentia.ui.markup import markup
from sentia.ui.taking_back import show_downloads
from sentia.ui.wording import not_saved_yet
from sentia.workbook.browser_copy import LARGEST, is_too_large

SAMPLE = "This is a sample territory, on its own day. Nothing in it is real."
KEEP_HERE = "Keep this book in this browser"
WHAT_IS_KEPT = (
    "The files you opened, your changes and where you are in the day stay in this browser on this device, and are "
    "back after the page is loaded again. Nobody else sees them; one button on the Book page removes them."
)
MEGABYTE = 1_000_000
ONLY_HERE = "in this tab only"


def show_book_line(opened: state.Open, named: bool = False, opens: bool = True) -> None:
    """Which book this is, what is not saved yet, and where it is kept.

    Parameters
    ----------
    named : bool
        Whether the page does not name the book itself.
    opens : bool
        Whether a file can be opened from here.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="book-line"):
        if opened.is_sample:
            _show_sample(opened, named, opens)
        elif is_own(opened):
            _show_own(opened, named)
        show_keeper()
    if keeping().trouble:
        st.warning(keeping().trouble)
    show_on_disk(opened)


def _show_sample(opened: state.Open, named: bool, opens: bool) -> None:
    was_open = [name for name, _ in keeping().was_open]
    words, button = SAMPLE, "Open yours"
    if was_open:
        names = ", ".join(was_open)
        words = markup("**{}** was open in this tab and was not kept, so open it again. {}", names, SAMPLE)
        button = f"Open {names} again"
    (st.caption if named and not was_open else st.markdown)(words, width="content")
    if opens:
        with st.popover(button, icon=":material/upload_file:"):
            show_open(opened)
    _show_take(opened)


def _show_own(opened: state.Open, named: bool) -> None:
    known = keeping()
    said, where = said_of(opened), _where(opened, known)
    names = ", ".join(source.name for source in opened.book.sources)
    begun = f"{where[:1].upper()}{where[1:]}"
    words = f"{said} {begun}." if said else f"{names} · {where}" if named else begun
    st.caption(words, width="content")
    _show_take(opened)
    if known.order == KEEP and not known.status:
        return
    if not known.status and not is_too_large(opened.book):
        st.button(KEEP_HERE, on_click=keep_here, help=WHAT_IS_KEPT, key="keep-here")
        st.button("No, thanks", on_click=decline, type="tertiary", key="keep-not")
    elif known.status == ELSEWHERE:
        st.button("Keep this one instead", on_click=keep_here, key="keep-instead")
    elif known.status == FAILED:
        st.button("Try again to keep it", on_click=keep_here, key="keep-again")


def _where(opened: state.Open, known: Keeping) -> str:
    """Where the open book is, in a few words."""
    if is_safe(opened, known):
        return "kept in this browser"
    if is_too_large(opened.book):
        return f"{ONLY_HERE}: more than the {LARGEST // MEGABYTE} MB that a browser keeps"
    return {
        ELSEWHERE: f"{ONLY_HERE}: another tab keeps its own book in this browser",
        GONE: f"{ONLY_HERE}: another tab removed what this browser kept",
    }.get(known.status, f"{ONLY_HERE}, and gone when the page is loaded again")


def _show_take(opened: state.Open) -> None:
    """What no file holds yet, as the way to take it."""
    if opened.unsaved:
        words = f"{not_saved_yet(opened.unsaved)} · Take the workbook"
        st.button(words, on_click=_take, icon=":material/download:", key="take-the-workbook")


def _take() -> None:
    _show_taking()


@st.dialog("Take the workbook", on_dismiss="rerun")
def _show_taking() -> None:
    """The workbook with all that was changed, over whichever page is open."""
    show_downloads(state.opened(), place="dialog-", at_once=True)


def show_keeping(opened: state.Open) -> None:
    """Whether this browser keeps the book, to be changed at any time; for the page of the book."""
    known = keeping()
    if not is_own(opened) or is_too_large(opened.book):
        return
    if is_safe(opened, known):
        size = sum(len(each.data) for each in opened.book.files) / MEGABYTE
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"This browser keeps the book, {max(size, 0.1):,.1f} MB. {WHAT_IS_KEPT}", width="content")
            st.button("Remove it from this browser", on_click=forget, key="forget")
    elif known.status in (DECLINED, GONE, FAILED):
        st.button(KEEP_HERE, on_click=keep_here, help=WHAT_IS_KEPT, key="keep-after-all")
