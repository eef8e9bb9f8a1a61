"""Which day is looked at, and from when it is planned."""

from dataclasses import replace

import pandas as pd

from sentia.ui import state
from sentia.ui.tabs import local_clock

BEHIND = pd.Timedelta(minutes=20)


def plan_from_now() -> None:
    """Let what is left of today begin at this minute."""
    state.put(replace(state.opened(), now=local_clock()))


def is_behind() -> bool:
    """Whether the day shown is today and was planned a good while ago."""
    shown, clock = state.opened(), local_clock()
    since = shown.now or shown.on + pd.Timedelta(minutes=shown.playbook.work_starts)
    return shown.on == clock.normalize() and clock > since + BEHIND and not shown.is_sample


def is_over() -> bool:
    """Whether the day shown was today when the book was opened, and is no more."""
    shown = state.opened()
    is_past = shown.is_default_day and not shown.is_sample and shown.on < local_clock().normalize()
    return is_past and state.as_opened(shown.book).on != shown.on


def plan_next_day() -> None:
    """Go on to the day that the book would open on now."""
    fresh = state.as_opened(state.opened().book)
    state.put(replace(state.opened(), on=fresh.on, now=fresh.now, minutes=None))


def choose_day(day: pd.Timestamp) -> None:
    """Look at another day, from its start (from now if it is today)."""
    now = local_clock() if day == local_clock().normalize() else None
    state.put(replace(state.opened(), on=day, now=now, minutes=None, is_default_day=False))
