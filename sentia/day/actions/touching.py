"""What one more touch is worth to a deal: the formula that several kinds of action share."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.value import touch_band, touch_share
from sentia.day.wording import span
from sentia.estimates.replies import reply_chance
from sentia.touches import unknown_as


def add_touch_total(deals: pd.DataFrame, kind: str, desk: Desk) -> pd.DataFrame:
    """Add `worth`, `total` with its range, `chance_now`, `chance_touched` and `basis` to one row per deal.

    Needs `win_rate` with its range, `priced` with its range, `days_quiet` (NaN: unknown, then one half-life,
    never longer than the deal is known), `tries` and `heard_on`. `total` is the priced amount in the rep's
    own money times `value.touch_share`. The basis is mixed where the silence is recorded and the amount
    given, else assumed.
    """
    playbook, rate = desk.playbook, desk.playbook.worth_of_a_dollar
    days = unknown_as(deals["days_quiet"], playbook.half_lives[kind], deals["heard_on"], desk.on)
    reply = reply_chance(deals["tries"], playbook)
    share = touch_share(deals["win_rate"], days, reply, kind, playbook)
    low, high = touch_band(deals, days, reply, kind, playbook)
    is_known = deals["days_quiet"].notna() & (deals["amount_is"] == "given")
    return deals.assign(
        worth=deals["priced"] * rate * deals["win_rate"],
        total=deals["priced"] * rate * share,
        total_low=deals["priced_low"] * rate * share * low,
        total_high=deals["priced_high"] * rate * share * high,
        pot_size=deals["priced"] * rate,
        basis=pd.Series(np.where(is_known, "mixed", "assumed"), deals.index, dtype="str"),
    )


def silence(days: float) -> str:
    """How long nobody has spoken, or that it is not known."""
    if pd.isna(days):
        return "no contact recorded"
    return "spoken to today" if days < 1 else f"quiet for {span(days)}"
