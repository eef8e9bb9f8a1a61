"""What the formulas of all kinds of action share: one scale, and the worth of one touch.

Every formula gives `total`, what doing the action brings against never doing it, and `today`, the share of it
that is lost by leaving it to its next turn; `gain` is their product, so that like is compared with like.

A touch lifts a deal's chance while it is fresh, and pays if the decision falls in that time. What is lost by
leaving it to its next turn is the index of a thing that fades and is renewed by a touch: the price of a touch at
which one now and one a moment later are equal (Whittle 1988). With silence of s days, half-life h, L the chance
a day that the deal is decided, k = L + ln 2 / h and F the chance fresh less the chance forgotten, of the amount
that answers bring:

    against never        F (1 - 2^(-s/h)) L / k
    until its next turn  F [(L / k) (1 - e^(-k s)) - 2^(-s/h) (1 - e^(-L s))]

What a talk moves for good, M, is not to be had again the next day; with x = 2^(-s/r) it recharges:

    against never        M (1 - x)
    until its next turn  M [1 - x - x (ln 2 / r) (1 - e^(-L s)) / L]
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.book.matching import numbers_of
from sentia.day.ranges import Part, Range, amount_part, combined, reply_part
from sentia.playbook import Playbook

CHANCE_LEAST = 0.005
SHARE_LEAST = 1e-8
CENTS = 2
TOTALS, GAINS = ("total", "total_low", "total_high"), ("gain", "gain_low", "gain_high")
LN2 = np.log(2)
FOREVER = np.inf
WEEK = 7 / 5  # days in a working day
AT_ONCE = 1.0  # half-life, in days, of what only today can do
ONCE = (
    *("answer", "promise", "meeting follow-up", "info sent", "enquiry", "fresh look", "greet", "repair"),
    *("introduction", "re-order", "own action", "career", "preparation"),
)  # what is done once and does not come back with the silence


def chance_after(
    chance: np.ndarray,
    days: np.ndarray | float,
    half_life: np.ndarray | float,
    playbook: Playbook,
    effect: float | None = None,
) -> np.ndarray:
    """The win chance of a deal last touched so many days ago.

    On the log-odds scale: logit(chance) + effect x (freshness - usual attention), since `chance` is that of
    deals whose last touch was, on average, as fresh as usual. Freshness is 1 on the day of a touch and halves
    with every half-life (days).

    Examples
    --------
    >>> chance_after(np.array([0.35]), 0.0, 7, Playbook()).round(4).tolist()
    [0.4088]
    """
    effect = playbook.touch_effect if effect is None else effect
    freshness = 0.5 ** (np.maximum(days, 0) / half_life)
    odds = logit(np.clip(chance, CHANCE_LEAST, 1 - CHANCE_LEAST))
    return expit(odds + effect * (freshness - playbook.usual_attention))


def touch_value(
    chance: np.ndarray,
    days: np.ndarray,
    decided: np.ndarray,
    half_life: np.ndarray | float,
    playbook: Playbook,
    effect: float | None = None,
    reply: np.ndarray | float = 0.0,
) -> dict[str, np.ndarray]:
    """What an answered touch brings to deals, as shares of their amounts, and what its working shows.

    Parameters
    ----------
    chance, days, decided : array of float
        The win chance at usual attention, the days of silence (infinite: what is owed and would never be done),
        the chance a day that the deal is decided.
    half_life : array of float or float
        Days until half of a touch's effect is gone.
    effect : float or None
        What a touch adds, in log-odds; None: the playbook's.
    reply : array of float or float
        The best chance of a reply that such a deal may have, where it is above the playbook's first.

    Returns
    -------
    dict
        `if_answered` and `if_never` (the chance just after a talk, and if never spoken to again), `cooled` (the
        share of their difference that silence took), `counts` (the chance that the decision falls while a talk
        counts), `moves` (what it moves for good), `has_again` (how much of that is to be had again); `share`
        against never and `turn` until its next turn.

    Examples
    --------
    >>> found = touch_value(np.array([0.35]), np.array([14.0]), np.array([1 / 60]), 14, Playbook())
    >>> {name: round(float(found[name][0]), 4) for name in ("counts", "moves", "share", "turn")}
    {'counts': 0.2518, 'moves': 0.0361, 'share': 0.0489, 'turn': 0.036}
    """
    recharge, pace = playbook.move_recharge, decided + LN2 / half_life
    fresh, never = (chance_after(chance, then, half_life, playbook, effect) for then in (0.0, FOREVER))
    left, counts, decided_by_now = 0.5 ** (days / half_life), decided / pace, -np.expm1(-decided * days)
    again = 1 - 0.5 ** (days / recharge)
    moves = moved_for_good(chance, decided, fresh - never, playbook, reply)
    faded = (fresh - never) * (1 - left) * counts
    late = (fresh - never) * (counts * -np.expm1(-pace * days) - left * decided_by_now)
    recharged = (1 - again) * (LN2 / recharge) * decided_by_now / decided
    return {
        "if_answered": fresh,
        "if_never": never,
        "cooled": 1 - left,
        "counts": counts,
        "moves": moves,
        "has_again": again,
        "share": faded + moves * again,
        "turn": late + moves * (again - recharged),
    }


def moved_for_good(
    chance: np.ndarray,
    decided: np.ndarray,
    freshness: np.ndarray,
    playbook: Playbook,
    reply: np.ndarray | float = 0.0,
) -> np.ndarray:
    """What an answered touch moves for good of the win chance: the chance that it does x the lift.

    However often a deal is touched before it is decided, with the chance of a first reply (`reply` where that is
    more), all of it together is never more than what was still to be won and freshness does not bring.
    """
    odds = logit(np.clip(chance, CHANCE_LEAST, 1 - CHANCE_LEAST))
    lift = playbook.move_chance * (expit(odds + playbook.move_step) - expit(odds))
    left = np.maximum((1 - chance) / np.maximum(playbook.first_reply, reply) - freshness, 0)
    most = left * decided * playbook.move_recharge / LN2
    return np.minimum(lift, most)


def touch_range(
    deals: pd.DataFrame,
    days: np.ndarray,
    half_life: np.ndarray,
    playbook: Playbook,
    learned: Mapping[str, float],
    reply: np.ndarray | float = 0.0,
) -> tuple[Range, Range]:
    """The 80% ranges of what a touch brings, against never and until its next turn; `deals` have their `decided`.

    Varied one at a time: the touch's effect, the win chance (`win_low`, `win_high`), how soon the deal is decided,
    how long a touch stays fresh, what a talk moves for good (each right within `band_factor` either way), the
    chance of a reply (within its root; it and the pace nearer where the book shows them) and the amount.
    `learned` says how much of the `win`, the `pace` and the `reply` is the book's own history.
    """
    decided, wide = deals["decided"].to_numpy(float), playbook.band_factor
    paces = wide ** (1 - learned["pace"]) ** 0.5

    def touched(
        chance: str = "win_rate", effect: float | None = None, pace: float = 1, lasts: float = 1
    ) -> dict[str, np.ndarray]:
        chances, fresh_for = deals[chance].to_numpy(float), half_life * lasts
        return touch_value(chances, days, decided * pace, fresh_for, playbook, effect, reply)

    middle = touched()
    moved = middle["moves"] * middle["has_again"]
    varied = [
        (touched(effect=playbook.touch_effect_low), touched(effect=playbook.touch_effect_high), 0.0),
        (touched("win_low"), touched("win_high"), learned["win"]),
        (touched(pace=1 / paces), touched(pace=paces), learned["pace"]),
        (touched(lasts=1 / wide), touched(lasts=wide), 0.0),
    ]
    always = [reply_part(playbook, learned["reply"]), amount_part(deals)]

    def of(name: str) -> Range:
        known = np.maximum(middle[name], SHARE_LEAST)
        ends = [(low[name], high[name], told) for low, high, told in varied]
        ends.append((known - moved * (1 - 1 / wide), known + moved * (wide - 1), 0.0))
        parts = [Part(*(np.maximum(end, SHARE_LEAST) / known for end in pair), told) for *pair, told in ends]
        return combined([*parts, *always])

    return of("share"), of("turn")


def flow_value(days: pd.Series, half_life: float) -> pd.DataFrame:
    """What an answered touch brings to an account that buys, in days of what attention brings there.

    `flow` against never, (1 - 2^(-s/h)) / a with a = ln 2 / h, and `turn` until its next turn, flow - s 2^(-s/h).

    Examples
    --------
    >>> flow_value(pd.Series([0.0, 45.0]), 45.0).round(1).to_numpy().tolist()
    [[0.0, 0.0], [32.5, 10.0]]
    """
    left = 0.5 ** (days / half_life)
    flow = (1 - left) * half_life / LN2
    return pd.DataFrame({"flow": flow, "turn": flow - (days * left).fillna(0.0)})


def add_gain(actions: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `is_once`, `next_turn`, `gain`, `gain_low` and `gain_high` to one row per action, from its totals.

    gain = total x `today`, the share that is lost by leaving it to its next turn. Of what is done once that share
    is 1 - q(W), q halving with its kind's half-life and W (`next_turn`, working days) when its turn would come:
    the minutes of all that is due over the free minutes of a day, at least one. In whole cents, so that every
    total equals its lines.

    Examples
    --------
    >>> promise = {"kind": ["promise"], "today": [np.nan], "waiting": [2.0], "minutes": [10.0], "fades": [np.nan]}
    >>> totals = {"total": [1000.0], "total_low": [500.0], "total_high": [2000.0], "learned": [0.0]}
    >>> add_gain(pd.DataFrame(promise | totals), Playbook())["gain"].round(2).tolist()
    [129.45]
    """
    turn = next_turn(actions, playbook)
    half_life = actions["fades"].fillna(numbers_of(actions["kind"], playbook.half_lives))
    share = actions["today"].fillna(1 - 0.5 ** (turn * WEEK / half_life))
    is_once, wide = actions["today"].isna(), playbook.band_factor
    ends = [1 - 0.5 ** (turn * WEEK / (half_life * times)) for times in (wide, 1 / wide)]
    fades = Part(*(end / share for end in ends))
    totals = Part(*(actions[name] / actions["total"] for name in TOTALS[1:]), actions["learned"])
    found = combined([totals, fades])
    is_ranged = is_once & actions["total_high"].gt(actions["total_low"])  # the rep's own worth has no range
    actions = actions.assign(is_once=is_once, today=share, next_turn=turn)
    gains = {
        "gain": actions["total"] * share,
        "gain_low": actions["total_low"] * actions.get("today_low", share).fillna(share),
        "gain_high": actions["total_high"] * actions.get("today_high", share).fillna(share),
    }
    gains["gain_low"] = (gains["gain"] * found.low).where(is_ranged, gains["gain_low"])
    gains["gain_high"] = (gains["gain"] * found.high).where(is_ranged, gains["gain_high"])
    learned = found.learned.where(is_ranged, actions["learned"])
    return actions.assign(learned=learned, **{name: each.round(CENTS) for name, each in gains.items()})


def next_turn(actions: pd.DataFrame, playbook: Playbook) -> float:
    """In how many working days the turn of what is left today comes: all that is due over a day's free minutes."""
    return max(1.0, float(actions.loc[actions["waiting"].notna(), "minutes"].sum() / free_minutes(playbook)))


def free_minutes(playbook: Playbook) -> float:
    """The minutes that a whole day without appointments has for planned work."""
    lunch = max(playbook.lunch_ends - playbook.lunch_starts, 0)
    return (playbook.work_ends - playbook.work_starts - lunch) * (1 - playbook.open_share)
