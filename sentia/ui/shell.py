"""What every page shares: its icon, and opening the book even when a link leads straight to the page."""

from pathlib import Path

from streamlit import net_util

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.kept import wait_for_kept_book
from sentia.ui.progress import do_what_waits

# Asked by a page of another site, Streamlit would look up this machine's address on the network to compare it.
net_util._internal_ip = net_util._external_ip = "127.0.0.1"
ICON = str(Path(__file__).parent / "icon.png")


def open_page(title: str) -> state.Open:
    """Set the browser tab's title and return the open book, once a book that this browser keeps is back."""
    st.set_page_config(page_title=f"{title} · Sentia", page_icon=ICON, layout="wide")
    do_what_waits()
    wait_for_kept_book()
    return state.opened()
