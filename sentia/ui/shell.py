"""What every page shares: its icon, and opening the book even when a link leads straight to the page."""

from pathlib import Path

from streamlit import net_util

from sentia.ui import elements as st
from sentia.ui import state

# Asked by a page of another site, Streamlit would look up this machine's address on the network to compare it.
net_util._internal_ip = net_util._external_ip = "127.0.0.1"
ICON = str(Path(__file__).parent / "icon.png")


def open_page(title: str) -> state.Open:
    """Set the browser tab's title and return the open book."""
    st.set_page_config(page_title=f"{title} · Sentia", page_icon=ICON, layout="wide")
    return state.opened()
