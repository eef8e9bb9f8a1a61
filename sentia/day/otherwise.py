"""What happens if a line is not done: one short sentence a line, from the numbers it was priced with."""

import numpy as np
import pandas as pd

from sentia.day.actions import preparation
from sentia.day.wording import money

OWED = "they still wait for it"
UNPREPARED = "you go into it unprepared"
WAITS = "they wait on"
NO_MORE = 0.005  # two chances that read the same


def add_otherwise(lines: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Add `otherwise` to one row a candidate: what is lost until its next turn, and what if it is never done.

    The chance that fades is told where the kind of work knows one; without a price, that they go on waiting.

    Examples
    --------
    >>> line = {"gain": [398.0], "total": [1813.0], "chance_now": [0.35], "if_never": [0.30], "is_agreed": [False]}
    >>> add_otherwise(pd.DataFrame(line), "USD")["otherwise"].tolist()
    ['left to its next turn, it brings $398 less; never done, the chance falls from 35% to 30%']
    """
    blank = pd.Series(np.nan, lines.index)
    is_one = lines["serves"].map(len) == 1 if "serves" in lines else pd.Series(True, lines.index)
    now, never = (lines.get(name, blank).where(is_one) for name in ("chance_now", "if_never"))
    rows = zip(
        lines["gain"], lines["total"] * lines.get("scale", 1.0), now, never, lines["is_agreed"], strict=True
    )
    words = pd.Series([_words(*row, currency) for row in rows], lines.index, dtype="str")
    return lines.assign(otherwise=words.mask(lines.get("kind", blank) == preparation.KIND, UNPREPARED))


def _words(gain: float, total: float, now: float, never: float, is_agreed: bool, currency: str) -> str:
    if pd.isna(gain):
        return OWED if is_agreed else WAITS
    if now - never >= NO_MORE and f"{now:.0%}" != f"{never:.0%}":
        last = f"the chance falls from {now:.0%} to {never:.0%}"
    else:
        last = f"{money(total, currency)} less"
    return f"left to its next turn, it brings {money(gain, currency)} less; never done, {last}"
