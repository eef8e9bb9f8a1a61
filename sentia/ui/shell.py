"""What every page shares: its icon, and opening the book even when a link leads straight to the page."""

from pathlib import Path

from sentia.ui import elements as st
from sentia.ui import state

ICON = str(Path(__file__).parent / "icon.png")


def open_page(title: str) -> state.Open:
    """Set the browser tab's title and return the open book."""
    st.set_page_config(page_title=f"{title} · Sentia", page_icon=ICON, layout="wide")
    return state.opened()
