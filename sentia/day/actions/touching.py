"""What one more touch is worth to a deal: the formula that several kinds of action share."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.judgement import add_own_numbers
from sentia.day.ranges import ranged
from sentia.day.value import ONCE, chance_after, touch_range, touch_value
from sentia.day.wording import figure, lift, span
from sentia.estimates.deciding import add_decided
from sentia.playbook import Playbook
from sentia.touches import unknown_as

FACTORS = (
    *("base", "counted_from", "chance_now", "decided", "if_answered", "if_never", "cooled", "counts", "moves"),
    *("has_again", "share"),
)
# The kinds whose half-lives are those of the freshness of a deal and of a lead.
DEAL, LEAD = "progress", "keep in touch"


def add_touch_total(deals: pd.DataFrame, kind: str, desk: Desk, once: pd.Series | None = None) -> pd.DataFrame:
    """Add what one touch brings to one row per deal: `worth`, `total` and `today` with their ranges, `days`.

    Needs `win_rate` with its range, `priced` with its range, `days_quiet` (NaN: unknown, then `days` is one
    half-life, never longer than the deal is known; at least one where nobody was spoken to yet), `tries` and
    `heard_on`. What the rep says of this kind of line comes first. Also added is what the working shows
    (`FACTORS`): `base` is the priced amount in the rep's own money, `chance_now` the win chance as it stands.
    `total` is base x the chance of a reply x the share of `value.touch_value`, `today` how much of it is lost
    until the next turn. Where `once` (by default what the kind says) nothing comes back with the silence: left
    undone it stays so, and `today` is open.
    """
    playbook = desk.playbook
    deals = add_own_numbers(deals, desk.judgements, kind, playbook.worth_of_a_dollar, desk.currency)
    once = pd.Series(kind in ONCE, deals.index) if once is None else once
    half_life = _half_lives(deals, kind, playbook)
    days, fresh_for = _days(deals, half_life, desk.on), half_life.to_numpy()
    if "expected_close_on" not in deals:
        deals = deals.assign(expected_close_on=pd.NaT)
    deals = add_decided(deals, desk.decided_a_day, desk.on, playbook)
    replies = [desk.reply(records, kind).to_numpy() for records in (deals, deals.assign(tries=0.0))]
    reply, best = replies[0], np.maximum(*replies)
    win_rate, decided = deals["win_rate"].to_numpy(float), deals["decided"].to_numpy(float)
    silence = np.where(once, np.inf, days)
    value = touch_value(win_rate, silence, decided, fresh_for, playbook, reply=best)
    of_total, of_turn = touch_range(deals, silence, fresh_for, playbook, desk.learned, best)
    share, turn, pays = value["share"] * reply, value.pop("turn"), _pays(deals, desk)
    today = np.divide(turn, value["share"], out=np.zeros_like(turn), where=value["share"] > 0)
    today = np.where(once, np.nan, today)
    return deals.assign(
        **value,
        chance_now=chance_after(win_rate, days, fresh_for, playbook),
        days=days,
        base=pays["priced"],
        counted_from=pays["counted_from"],
        worth=pays["priced"] * deals["win_rate"],
        total=pays["priced"] * share,
        **ranged(pays["priced"] * share, of_total),
        today=today,
        today_low=today * of_turn.low / of_total.low,
        today_high=today * of_turn.high / of_total.high,
        pot_size=pays["priced"],
    )


def _pays(deals: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """What each deal pays the rep if won, by the tier of the day on which it closes; as the rep says, where so.

    One without a day ahead closes when it is likely to be decided (`decided`).
    """
    likely = desk.on + pd.to_timedelta(np.ceil(1 / deals["decided"]), unit="D")
    closes_on = deals["expected_close_on"].where(deals["expected_close_on"] >= desk.on, likely)
    counted_from = desk.pay.counted_from(closes_on)
    own = deals.get("own_size", pd.Series(np.nan, deals.index))
    pays = own.fillna(desk.pay.of(deals["priced"], counted_from))
    return pd.DataFrame({"priced": pays, "counted_from": counted_from.mask(own.notna())})


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
        *paid_steps(line, desk),
        f"Won in {fresh} of cases just after a talk, in {never} if never spoken to again; {gone} of that is gone",
        f"Decided in about {span_of}, so a talk still counts by then in {counts} of cases",
        f"It moves the deal for good by {moves}, of which {again} is to be had again by now",
        f"({fresh} - {never}) x {gone} x {counts} + {moves} x {again} = {line['share']:.5f}",
        f"{base} x {reply:.1%} who answer x {line['share']:.5f} = {total} against never",
    ]


def paid_steps(line: pd.Series, desk: Desk) -> list[str]:
    """What the amount pays the rep, by tiers of the quota; nothing where dollars mean sales."""
    playbook, currency = desk.playbook, desk.currency
    if playbook.money == "sales" or pd.isna(line["counted_from"]) or not line["priced"] > 0:
        return []
    parts = desk.pay.parts(line["priced"], line["counted_from"])
    words = " + ".join(f"{figure(part, currency)} x {rate:.2%}" for part, rate in parts)
    sold = figure(line["counted_from"], currency)
    tiers = f", after the {sold} sold in its period" if len(desk.pay.rates) > 1 else ""
    return [f"Your {playbook.money}{tiers}: {words} = {figure(line['base'], currency)}"]


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
