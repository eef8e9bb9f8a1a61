"""What a session knows of its visitor's browser: whether it keeps the open book, and what it was asked to do."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from sentia.ui import state

KEPT, ELSEWHERE, GONE, FAILED, DECLINED = "kept", "elsewhere", "gone", "failed", "declined"
BRING_BACK, KEEP, FORGET = "bring back", "keep", "forget"
_STATE = "sentia.kept"


@dataclass(frozen=True)
class Keeping:
    """What is known of this visitor's browser.

    Attributes
    ----------
    order, order_id : str
        The last thing that the browser's program was asked to do; each id is obeyed once.
    is_answered : bool
        Whether it has said what it keeps.
    status : str
        Whether it keeps this tab's book, or why not; "" where that was never wanted.
    wants : tuple of str
        Digests of the files whose bytes it asked for.
    was_open : tuple of (str, str)
        Names and digests of the files that were open in this tab before it was loaded again.
    said, said_at : str
        What is to be said of the book that came back, as long as the book has this digest.
    trouble : str
        Why something could not be kept or brought back.
    is_new : bool
        Whether the status changed since the page was drawn.
    """

    order: str = BRING_BACK
    order_id: str = ""
    is_answered: bool = False
    status: str = ""
    wants: tuple[str, ...] = ()
    was_open: tuple[tuple[str, str], ...] = ()
    said: str = ""
    said_at: str = ""
    trouble: str = ""
    is_new: bool = False


def keeping() -> Keeping:
    """What this session knows of the browser."""
    known = state.widget_value(_STATE)
    if known is None:
        known = Keeping(order_id=secrets.token_hex(8))
        state.remember(_STATE, known)
    return known


def note(**values: Any) -> None:
    """Note this of the browser."""
    state.remember(_STATE, replace(keeping(), **values))
