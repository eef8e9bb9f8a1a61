"""Which day a book opens on, and from when it is planned."""

import pandas as pd
import pytest

from sentia.book.as_of import default_day
from sentia.book.making import make_book
from sentia.playbook import Playbook


def book(last: str):
    """A book whose last recorded fact, an order, is on this day."""
    return make_book(orders=pd.DataFrame({"account_id": ["Acme"], "ordered_on": [last], "amount": [5.0]}))


@pytest.mark.parametrize(
    ("last", "clock", "day"),
    [
        ("2026-11-20", "2026-11-23 08:00", "2026-11-23"),  # fresh: today
        ("2026-11-20", "2026-11-23 17:29", "2026-11-23"),  # still at work
        ("2026-11-20", "2026-11-23 17:30", "2026-11-24"),  # the day is over: tomorrow
        ("2026-11-20", "2026-11-21 10:00", "2026-11-23"),  # a Saturday: Monday
        ("2026-11-10", "2026-11-23 08:00", "2026-11-23"),  # 13 days old: today
        ("2026-11-09", "2026-11-23 08:00", "2026-11-10"),  # 14 days old: the working day after it
        ("1998-05-08", "2026-11-23 08:00", "1998-05-11"),  # an old book, last written on a Friday
    ],
)
def test_a_fresh_book_opens_today_and_an_old_one_on_its_own_day(last: str, clock: str, day: str) -> None:
    assert default_day(book(last), pd.Timestamp(clock), Playbook()) == pd.Timestamp(day)
