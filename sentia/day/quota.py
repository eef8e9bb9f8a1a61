"""How far the rep is with the quota, and how many days there are left to sell in."""

import numpy as np
import pandas as pd

from sentia.book.countries import NOT_KNOWN
from sentia.day.desk import Desk
from sentia.day.forecast import brought
from sentia.day.wording import day_words, money, rough
from sentia.estimates.pay import DAY, period_of
from sentia.facts.working_days import working_calendar
from sentia.playbook import Playbook

QUARTER = 3  # months


def quota_words(desk: Desk) -> list[str]:
    """What is sold of the quota, until when, and what open deals are likely to add; none without a quota."""
    playbook, pay = desk.playbook, desk.pay
    if playbook.quota is None:
        return []
    left = selling_days(desk.on, pay.ends_on, playbook)
    sold = f"{money(pay.sold, desk.currency)} of the quota of {money(playbook.quota, desk.currency)}"
    pays = f"; the next dollar pays {pay.next_dollar:.2%}" if playbook.money == "commission" else ""
    return [
        f"Sold since {_day(pay.starts_on)}: {sold}, {pay.sold / playbook.quota:.0%}, with {left} until "
        f"{_day(pay.ends_on)}{pays}.{_undated(desk)}",
        *_likely(desk),
    ]


def _likely(desk: Desk) -> list[str]:
    """What the open deals bring before the period ends, by when each is likely to close."""
    by_then = brought(desk.deals, desk.won_by(desk.pay.ends_on)[:, None], desk).iloc[0]
    if not by_then["likely"] > 0:
        return []
    likely, low, high = (rough(by_then[name], desk.currency) for name in ("likely", "low", "high"))
    return [f"Open deals are likely to close for {likely} of sales by then, 8 times in 10 {low} to {high}."]


def _undated(desk: Desk) -> str:
    """That what was sold on an unknown day counts for no period."""
    won, _ = desk.sales
    amount = float(won.loc[won["on"].isna(), "amount"].sum())
    return f" {rough(amount, desk.currency)} won on days the file does not say are not in it." if amount else ""


def _day(day: pd.Timestamp) -> str:
    return f"{day_words(pd.Series([day])).iloc[0]} {day.year}"


def selling_days(on: pd.Timestamp, until: pd.Timestamp, playbook: Playbook) -> str:
    """The working days from this day to that one, both among them, in words.

    Examples
    --------
    >>> selling_days(pd.Timestamp("2026-12-24"), pd.Timestamp("2026-12-31"), Playbook(country="US"))
    '5 selling days'
    """
    days = [moment.to_datetime64().astype("datetime64[D]") for moment in (on, until + DAY)]
    count = int(np.busday_count(*days, busdaycal=working_calendar(playbook.country or NOT_KNOWN)))
    return f"{count} selling {'day' if count == 1 else 'days'}"


def to_quarter_end(desk: Desk) -> str:
    """How long there is to sell in this quarter of the rep's own year: "28 selling days to 31 December"."""
    _, ends_on = period_of(desk.on, desk.playbook, QUARTER)
    return f"{selling_days(desk.on, ends_on, desk.playbook)} to {day_words(pd.Series([ends_on])).iloc[0]}"
