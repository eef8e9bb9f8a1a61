"""What one more touch is worth to a deal: the formula that several kinds of action share."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.judgement import add_own_numbers
from sentia.day.value import ONCE, chance_after, touch_band, touch_value
from sentia.day.wording import figure, lift, span
from sentia.estimates.deciding import add_decided
from sentia.estimates.replies import reply_chance
from sentia.playbook import Playbook
from sentia.touches import unknown_as

FACTORS = (
    *("base", "chance_now", "decided", "if_answered", "if_never", "cooled", "counts", "moves", "has_again"),
    "share",
)
# The kinds whose half-lives are those of the freshness of a deal and of a lead.
DEAL, LEAD = "progress", "keep in touch"


def add_touch_total(deals: pd.DataFrame, kind: str, desk: Desk, once: pd.Series | None = None) -> pd.DataFrame:
    """Add what one touch brings to one row per deal: `worth`, `total` with its range, `today`, `basis`, `days`.

    Needs `win_rate` with its range, `priced` with its range, `days_quiet` (NaN: unknown, then `days` is one
    half-life, never longer than the deal is known; at least one where nobody was spoken to yet), `tries` and
    `heard_on`. What the rep says of this kind of line comes first. Also added is what the working shows
    (`FACTORS`): `base` is the priced amount in the rep's own money, `chance_now` the win chance as it stands.
    `total` is base x the chance of a reply x the share of `value.touch_value`, `today` how much of it is lost
    until the next turn. Where `once` (by default what the kind says) nothing comes back with the silence: left
    undone it stays so, and `today` is open. The basis is mixed where the silence is recorded and the amount
    given, else assumed.
    """
    playbook, rate = desk.playbook, desk.playbook.worth_of_a_dollar
    deals = add_own_numbers(deals, desk.judgements, kind, rate, desk.currency)
    once = pd.Series(kind in ONCE, deals.index) if once is None else once
    half_life = _half_lives(deals, kind, playbook)
    days = _days(deals, half_life, desk.on)
    if "expected_close_on" not in deals:
        deals = deals.assign(expected_close_on=pd.NaT)
    deals = add_decided(deals, desk.decided_a_day, desk.on, playbook)
    reply = reply_chance(deals["tries"], playbook).to_numpy()
    win_rate, decided = deals["win_rate"].to_numpy(float), deals["decided"].to_numpy(float)
    silence = np.where(once, np.inf, days)
    value = touch_value(win_rate, silence, decided, half_life.to_numpy(), playbook)
    share, turn = value["share"] * reply, value.pop("turn")
    low, high = touch_band(deals, silence, half_life.to_numpy(), playbook)
    is_known = deals["days_quiet"].notna() & (deals["amount_is"] == "given")
    today = np.divide(turn, value["share"], out=np.zeros_like(turn), where=value["share"] > 0)
    return deals.assign(
        **value,
        chance_now=chance_after(win_rate, days, half_life.to_numpy(), playbook),
        days=days,
        base=deals["priced"] * rate,
        worth=deals["priced"] * rate * deals["win_rate"],
        total=deals["priced"] * rate * share,
        total_low=deals["priced_low"] * rate * share * low,
        total_high=deals["priced_high"] * rate * share * high,
        today=np.where(once, np.nan, today),
        pot_size=deals["priced"] * rate,
        basis=pd.Series(np.where(is_known, "mixed", "assumed"), deals.index, dtype="str"),
    )


def _days(deals: pd.DataFrame, half_life: pd.Series, on: pd.Timestamp) -> np.ndarray:
    """The silence to price with: a quote that was sent is a word of ours, elsewhere the first talk is."""
    days = unknown_as(deals["days_quiet"], half_life, deals["heard_on"], on)
    is_new = deals["last_touch_on"].isna() & deals["days_quiet"].notna() & ("sent_on" not in deals)
    return days.where(~is_new, np.maximum(days, half_life)).to_numpy()


def _half_lives(deals: pd.DataFrame, kind: str, playbook: Playbook) -> pd.Series:
    """How long a touch stays fresh: the kind's own half-life; of what is done once, the deal's or the lead's."""
    if kind not in ONCE:
        return pd.Series(playbook.half_lives[kind], deals.index)
    of_deal, of_lead = playbook.half_lives[DEAL], playbook.half_lives[LEAD]
    return pd.Series(np.where(deals["opportunity_id"].notna(), of_deal, of_lead), deals.index)


def touch_factors(deals: pd.DataFrame) -> dict[str, pd.Series]:
    """The numbers that `touch_steps` shows, of deals that `add_touch_total` priced."""
    return {name: deals[name] for name in FACTORS}


def touch_steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one touch, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    reply, span_of = line["progress_chance"], span(1 / line["decided"])
    fresh, never = (f"{line[name]:.2%}" for name in ("if_answered", "if_never"))
    gone, counts, moves, again = (f"{line[name]:.2%}" for name in ("cooled", "counts", "moves", "has_again"))
    base, total = figure(line["base"], desk.currency), figure(line["total"], desk.currency)
    return [
        f"Won in {fresh} of cases just after a talk, in {never} if never spoken to again; {gone} of that is gone",
        f"Decided in about {span_of}, so a talk still counts by then in {counts} of cases",
        f"It moves the deal for good by {moves}, of which {again} is to be had again by now",
        f"({fresh} - {never}) x {gone} x {counts} + {moves} x {again} = {line['share']:.5f}",
        f"{base} x {reply:.1%} who answer x {line['share']:.5f} = {total} against never",
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
