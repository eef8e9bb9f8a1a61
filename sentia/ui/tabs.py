"""The visitor's own tab: its name, its clock, which others are open, and whether it is at this machine."""

import sys
from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sentia.ui import elements as st

APP = Path(__file__).parents[2] / "app.py"
SHARED = "--anyone-on-the-network-may-edit"
HOW_TO_OPEN = "python -m sentia open my-book.xlsx"
LISTENS = (
    "The book named at the start is not opened: this app can be reached from the network, and a book on the disk "
    f"is for the person at this machine. Start it with: {HOW_TO_OPEN}"
)
FROM_ELSEWHERE = (
    "The book named at the start is for the person at the machine that runs Sentia; it is not shown here."
)
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def session_name() -> str:
    """This tab's own name; tests have one tab."""
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else context.session_id


def is_alive(session: str) -> bool:
    """Whether another tab of this server is still open."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def local_clock() -> pd.Timestamp:
    """The visitor's own time of day, to the minute, without a zone."""
    return local_clock_exact().floor("min").as_unit("us")


def local_clock_exact() -> pd.Timestamp:
    """The same to the second."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return pd.Timestamp(datetime.now(zone).replace(tzinfo=None))


def path_given() -> Path | None:
    """The workbook that was named when the app was started, as `python -m sentia open` does."""
    files = [word for word in _given() if word != SHARED]
    return Path(files[0]).absolute() if files else None


def why_not_here() -> str:
    """Why this visitor may not see the book on the disk, in a sentence; "" where they may.

    The server's own address decides, and what the browser says of the way it came; no header makes a stranger
    local. It is allowed to everybody where the option was given that says so.
    """
    if SHARED in _given():
        return ""
    if not is_loopback(st.get_option("server.address")):
        return LISTENS
    return "" if came_directly(st.context.headers.to_dict()) else FROM_ELSEWHERE


def is_loopback(host: str | None) -> bool:
    """Whether an address is this machine's own, which no other one reaches.

    Examples
    --------
    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "192.168.1.4", None)]
    [True, True, True, False, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def came_directly(headers: Mapping[str, str]) -> bool:
    """Whether a browser came straight to this machine's own address: a proxy or another site betrays itself.

    Examples
    --------
    >>> came_directly({"Host": "localhost:8501", "Origin": "http://localhost:8501"})
    True
    >>> came_directly({"Host": "localhost:8501", "Origin": "https://sales.example.com"})
    False
    >>> came_directly({"Host": "localhost:8501", "X-Forwarded-For": "127.0.0.1"})
    False
    """
    given = {name.lower(): value for name, value in headers.items()}
    hosts = [f"//{given['host']}"] if "host" in given else []
    hosts += [given["origin"]] if "origin" in given else []
    if any(name in given for name in FORWARDED):
        return False
    return all(is_loopback(urlsplit(host).hostname) for host in hosts)


def _given() -> list[str]:
    """What stands behind the app's name on the command line; nothing where it was not started so."""
    script, *given = sys.argv
    return given if Path(script).absolute() == APP else []
