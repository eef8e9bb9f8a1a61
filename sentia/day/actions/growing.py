"""What one more contact with an account that buys is worth: what attention brings there until it has faded."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.ranges import Part, assumption, combined, ranged, reply_part
from sentia.day.value import ONCE, flow_value
from sentia.day.wording import figure, span
from sentia.playbook import Playbook
from sentia.touches import unknown_as

YEAR, GROW = 365, "grow"
PEERS, PEER_QUANTILE = 8, 0.8
EIGHTY = 1.2816  # spreads of a normal variable on either side of its middle that hold 80% of it
FLOW = ("spend", "headroom", "days", "flow")


def add_growth(accounts: pd.DataFrame, kind: str, desk: Desk) -> pd.DataFrame:
    """Add `worth` (a year's spend), `total` and `today` with their ranges and factors to one row per account.

    Headroom is what the account could buy beyond what it does: as the rep states it, else as its peers buy. A
    day's spend is the year's to be expected, which counts the chance that the account still buys. total = (spend +
    headroom share x headroom) a day x elasticity x the chance to reach it x `flow`, the days of attention that a
    talk renews (`value.flow_value`), in the rep's own money; what is done once renews all of them.
    """
    playbook, half_life = desk.playbook, desk.playbook.half_lives[GROW]
    spend = accounts["expected_12"].fillna(accounts["spend_12"]) * desk.pay.next_dollar
    headroom = (could_buy(accounts, desk) - accounts["spend_12"]).fillna(0).clip(lower=0) * desk.pay.next_dollar
    days = unknown_as(accounts["days_quiet"], pd.Series(half_life, accounts.index), accounts["heard_on"], desk.on)
    value = flow_value(days if kind not in ONCE else days + np.inf, half_life)
    room = playbook.headroom_share * headroom
    total = (spend + room) / YEAR * playbook.elasticity * value["flow"] * desk.reply(accounts, kind)
    known = accounts["potential_spend"].notna()
    parts = [assumption(playbook), reply_part(playbook, desk.learned["reply"]), spend_part(accounts)]
    parts.append(_headroom(spend, room, known, playbook))
    return accounts.assign(
        spend=spend,
        headroom=headroom,
        days=days,
        flow=value["flow"],
        worth=spend,
        total=total,
        **ranged(total, combined([*parts, *_lasting(days, "flow", desk)])),
        **({"today": np.nan} if kind in ONCE else _today(value, parts, days, desk)),
    )


def spend_part(accounts: pd.DataFrame) -> Part:
    """What an account spends in a year, as its orders show it: the nearer, the more of them there are."""
    wide = np.exp(EIGHTY / np.sqrt(accounts["orders"].astype(float).fillna(0).clip(lower=1)))
    return Part(1 / wide, wide, 1.0)


def _headroom(spend: pd.Series, room: pd.Series, known: pd.Series, playbook: Playbook) -> Part:
    """What an account could buy beyond what it does: a guess, unless the rep says it."""
    wide = playbook.band_factor
    ends = ((spend + room * times) / (spend + room) for times in (1 / wide, wide))
    return Part(*(end.mask(known, 1.0).fillna(1.0) for end in ends))


def _lasting(days: pd.Series, name: str, desk: Desk) -> list[Part]:
    """How long attention lasts with an account that buys, right within `band_factor` either way."""
    half_life, wide = desk.playbook.half_lives[GROW], desk.playbook.band_factor
    ends = [flow_value(days, half_life * times)[name] for times in (1 / wide, wide)]
    middle = flow_value(days, half_life)[name]
    return [Part(*((end / middle).fillna(1.0) for end in ends))]


def _today(value: pd.DataFrame, parts: list[Part], days: pd.Series, desk: Desk) -> dict[str, pd.Series]:
    """The share of the total that is lost until the next turn, with what makes its own range of the total's."""
    of_total, of_turn = (combined([*parts, *_lasting(days, name, desk)]) for name in ("flow", "turn"))
    today = (value["turn"] / value["flow"]).fillna(0.0)
    low, high = today * of_turn.low / of_total.low, today * of_turn.high / of_total.high
    return {"today": today, "today_low": low, "today_high": high}


def could_buy(accounts: pd.DataFrame, desk: Desk) -> pd.Series:
    """What each account could buy in a year, from anyone; at least what it buys now."""
    buyers = desk.accounts.loc[desk.accounts["spend_12"] > 0]
    by_industry = buyers.groupby("industry")["spend_12"]
    known = by_industry.quantile(PEER_QUANTILE)[by_industry.size() >= PEERS]
    everyone = buyers["spend_12"].quantile(PEER_QUANTILE) if len(buyers) >= PEERS else np.nan
    peers = accounts["industry"].map(known).astype(float).fillna(everyone)
    return np.fmax(accounts["potential_spend"].fillna(peers), accounts["spend_12"])


def growth_factors(accounts: pd.DataFrame) -> dict[str, pd.Series]:
    """The numbers that `growth_steps` shows, of accounts that `add_growth` priced."""
    return {name: accounts[name] for name in FLOW}


def growth_steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one more contact, so that it can be redone by hand."""
    playbook, currency = desk.playbook, desk.currency
    room = f" + {playbook.headroom_share:.1%} x {figure(line['headroom'], currency)}" if line["headroom"] else ""
    more = f", and could bring {figure(line['headroom'], currency)} more" if line["headroom"] else ""
    return [
        f"The next year should bring {figure(line['spend'], currency)}, by how they ordered so far{more}",
        f"Attention brings {playbook.elasticity:.0%} of what is bought, and halves in "
        f"{span(playbook.half_lives[GROW])}; a talk now renews {line['flow']:.1f} days of it",
        f"({figure(line['spend'], currency)}{room}) / {YEAR} x {playbook.elasticity:.0%} x {line['flow']:.1f} "
        f"x {line['progress_chance']:.1%} who answer = {figure(line['total'], currency)} against never",
    ]
