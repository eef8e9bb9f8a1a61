"""What already fills a day: the book's own calendar and whatever else the rep is busy with."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.stacking import stacked
from sentia.errors import BadQuestion

DAY_MINUTES = 24 * 60
SECONDS = 60
Busy = Sequence[tuple[str, str]] | pd.DataFrame | None


def appointments_on(book: Book, busy: Busy, on: pd.Timestamp) -> pd.DataFrame:
    """The day's appointments, one row each: `starts`, `ends` (minutes after midnight) and `title`, by start.

    What lasts over midnight counts with the part that lies in the day; what has no end or ends before it
    starts does not count.

    Raises
    ------
    BadQuestion
        `busy` holds something that is no moment.
    """
    both = stacked([book.calendar, _given(busy)], ignore_index=True)
    if both.empty:
        return pd.DataFrame({"starts": [], "ends": []}, dtype=int).assign(title=both["title"])
    starts, ends = (_minutes(both[name], on) for name in ("starts_at", "ends_at"))
    both = pd.DataFrame({"starts": starts, "ends": ends, "title": both["title"]})
    both = both.loc[(ends > starts) & (starts < DAY_MINUTES) & (ends > 0)]
    inside = both.assign(
        starts=np.floor(both["starts"].clip(lower=0)), ends=np.ceil(both["ends"].clip(upper=DAY_MINUTES))
    )
    typed = inside.astype({"starts": int, "ends": int})
    return typed.sort_values(["starts", "ends", "title"]).reset_index(drop=True)


def _given(busy: Busy) -> pd.DataFrame:
    if busy is None:
        return schema.empty("calendar")
    frame = busy if isinstance(busy, pd.DataFrame) else pd.DataFrame(list(busy), columns=["starts_at", "ends_at"])
    try:
        return schema.conform("calendar", frame)
    except (ValueError, TypeError) as error:
        raise BadQuestion(f"busy: found something that is no moment ({error}); write 2026-11-23 09:30.") from None


def _minutes(moments: pd.Series, on: pd.Timestamp) -> pd.Series:
    return (moments - on).dt.total_seconds() / SECONDS
