"""Letters that press a button where there is a keyboard; what a phone would show of them is left away."""

from sentia.ui import elements as st


def is_phone() -> bool:
    """Whether the page is looked at on a phone, by the browser's own name."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def key(letter: str) -> str | None:
    """The letter as a button's shortcut; None where there is no keyboard."""
    return None if is_phone() else letter
