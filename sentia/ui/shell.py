"""What every page shares: its icon, and opening the book even when a link leads straight to the page."""

from pathlib import Path

from streamlit import net_util
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sentia.errors import SentiaError, sentence_of
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.kept import wait_for_kept_book
from sentia.ui.progress import do_what_waits

# Asked by a page of another site, Streamlit would look up this machine's address on the network to compare it.
net_util._internal_ip = net_util._external_ip = "127.0.0.1"
ICON = str(Path(__file__).parent / "icon.png")


def open_page(title: str) -> state.Open:
    """Set the browser tab's title and return the open book, once a book that this browser keeps is back.

    What goes wrong from here on is one sentence.
    """
    st.set_page_config(page_title=f"{title} · Sentia", page_icon=ICON, layout="wide")
    trouble = st.session_state.pop(st.TROUBLE, "")
    with st.container():  # there on every run: a fragment is known by its place on the page
        if trouble:
            _say(trouble)
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        context.on_script_error = _said
    do_what_waits()
    wait_for_kept_book()
    return state.opened()


def _said(error: Exception) -> bool:
    """Say an error in a sentence in place of Streamlit's own box; Streamlit has logged its trace by then."""
    _say(str(error) if isinstance(error, SentiaError) else sentence_of(error, "showing this page"))
    return True


def _say(sentence: str) -> None:
    st.error(sentence, icon=":material/error:")
