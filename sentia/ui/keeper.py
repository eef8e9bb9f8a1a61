"""The small program in the rep's own browser that keeps a book there and hands it back (keeper.js)."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

from sentia.book.origin import Source
from sentia.ui import elements as st

KEY = "sentia-keeper"
COOKIE = "sentia_kept"  # says that this browser keeps a book, and nothing else
_PROGRAM = component("sentia_keeper", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def mount(orders: Mapping[str, Any], files: Sequence[Source], /, **heard: Callable[[], None]) -> None:
    """Hand this to the browser's program.

    Parameters
    ----------
    orders : mapping
        Plain values, as keeper.js reads them.
    files : sequence of Source
        Files whose bytes go with it; only those that the browser asked for, since every rerun hands over again.
    **heard : callable
        What is called when the program tells something: `back` what it keeps, `piece` a part of the kept files,
        `wants` the digests of files whose bytes it needs, `told` what became of keeping the book. What it tells
        is `answered`.
    """
    called = {f"on_{event}_change": call for event, call in heard.items()}
    _PROGRAM(key=KEY, data=parcel(orders, files), width=1, height=1, **called)


def answered(event: str) -> Any:
    """What the browser's program just told under this name."""
    return (st.session_state.get(KEY) or {}).get(event)


def parcel(told: Mapping[str, Any], files: Sequence[Source]) -> bytes:
    """Four bytes of length, so much JSON, and the bytes of the files one after the other.

    Examples
    --------
    >>> parcel({"a": 1}, [Source("x", b"deals")])[-5:]
    b'deals'
    """
    sent = [{"digest": file.digest, "size": len(file.data)} for file in files]
    head = json.dumps({**told, "sent": sent}).encode()
    return b"".join([len(head).to_bytes(4), head, *(file.data for file in files)])


def is_kept_here() -> bool:
    """Whether this browser says that it keeps a book."""
    return st.context.cookies.get(COOKIE) == "1"
