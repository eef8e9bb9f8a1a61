"""What one more touch is worth to a deal: the formula that several kinds of action share."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.judgement import add_own_numbers
from sentia.day.value import chance_after, touch_band, touch_chances, touch_share
from sentia.day.wording import figure, lift, span
from sentia.estimates.replies import reply_chance
from sentia.touches import unknown_as

FACTORS = ("base", "chance_now", "if_answered", "if_missed", "if_never")


def add_touch_total(deals: pd.DataFrame, kind: str, desk: Desk) -> pd.DataFrame:
    """Add `worth`, `total` with its range, `basis`, `days` and what the working shows to one row per deal.

    Needs `win_rate` with its range, `priced` with its range, `days_quiet` (NaN: unknown, then `days` is one
    half-life, never longer than the deal is known), `tries` and `heard_on`. What the rep says of this kind of line
    comes first. `base` is the priced amount in the
    rep's own money, `chance_now` the win chance as it stands; `total` is base x `value.touch_share`. The basis
    is mixed where the silence is recorded and the amount given, else assumed.
    """
    playbook, rate = desk.playbook, desk.playbook.worth_of_a_dollar
    deals = add_own_numbers(deals, desk.judgements, kind, rate, desk.currency)
    days = unknown_as(deals["days_quiet"], playbook.half_lives[kind], deals["heard_on"], desk.on).to_numpy()
    reply = reply_chance(deals["tries"], playbook).to_numpy()
    win_rate = deals["win_rate"].to_numpy(float)
    chances = touch_chances(win_rate, days, kind, playbook)
    share = touch_share(chances, reply)
    low, high = touch_band(deals, days, reply, kind, playbook)
    is_known = deals["days_quiet"].notna() & (deals["amount_is"] == "given")
    return deals.assign(
        **chances,
        chance_now=chance_after(win_rate, days, kind, playbook),
        days=days,
        base=deals["priced"] * rate,
        worth=deals["priced"] * rate * deals["win_rate"],
        total=deals["priced"] * rate * share,
        total_low=deals["priced_low"] * rate * share * low,
        total_high=deals["priced_high"] * rate * share * high,
        pot_size=deals["priced"] * rate,
        basis=pd.Series(np.where(is_known, "mixed", "assumed"), deals.index, dtype="str"),
    )


def touch_factors(deals: pd.DataFrame) -> dict[str, pd.Series]:
    """The numbers that `touch_steps` shows, of deals that `add_touch_total` priced."""
    return {name: deals[name] for name in FACTORS}


def touch_steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one touch, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    reply = line["progress_chance"]
    chances = [f"{line[name]:.2%}" for name in ("if_answered", "if_missed", "if_never")]
    return [
        f"Won in {chances[0]} of cases if they answer, {chances[1]} if they do not, {chances[2]} if never asked",
        f"{figure(line['base'], desk.currency)} x ({reply:.1%} x {chances[0]} + {1 - reply:.1%} x {chances[1]} "
        f"- {chances[2]}) = {figure(line['total'], desk.currency)} against never",
    ]


def reply_lifts(deals: pd.DataFrame) -> list[str]:
    """What an answer does to each deal's chance, as a last clause: "; a reply lifts ... from 35% to 41%"."""
    pairs = zip(deals["chance_now"].tolist(), deals["if_answered"].tolist(), strict=True)
    return [f"; a reply {lift(now, then)}" for now, then in pairs]


def silences(deals: pd.DataFrame, desk: Desk) -> list[str]:
    """How long nobody has spoken with each; where that is not recorded, the silence that is assumed."""
    rows = zip(deals["days_quiet"], deals["days"], deals["last_touch_on"].notna(), strict=True)
    return [silence(quiet, assumed, is_touched) for quiet, assumed, is_touched in rows]


def silence(quiet: float, assumed: float, is_touched: bool) -> str:
    """How long nobody has spoken, in words.

    Examples
    --------
    >>> silence(12, 12, True), silence(3, 3, False)
    ('quiet for 12 days', 'in for 3 days and nobody has called yet')
    >>> silence(float("nan"), 14, False)
    'no contact noted, 14 days of silence assumed'
    """
    if pd.isna(quiet):
        return f"no contact noted, {f'{span(assumed)} of silence assumed' if round(assumed) else 'new today'}"
    if not is_touched:
        return f"in for {span(quiet)} and nobody has called yet" if quiet else "in since today"
    return f"quiet for {span(quiet)}" if quiet else "spoken to today"
