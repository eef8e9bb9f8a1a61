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

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.book.matching import numbers_of
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
    moves = moved_for_good(chance, decided, fresh - never, playbook)
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
    chance: np.ndarray, decided: np.ndarray, freshness: np.ndarray, playbook: Playbook
) -> np.ndarray:
    """What an answered touch moves for good of the win chance: the chance that it does x the lift.

    However often a deal is touched before it is decided, with the chance of a first reply, all of it together is
    never more than what was still to be won and freshness does not bring.
    """
    odds = logit(np.clip(chance, CHANCE_LEAST, 1 - CHANCE_LEAST))
    lift = playbook.move_chance * (expit(odds + playbook.move_step) - expit(odds))
    most = np.maximum((1 - chance) / playbook.first_reply - freshness, 0) * decided * playbook.move_recharge / LN2
    return np.minimum(lift, most)


def touch_band(
    deals: pd.DataFrame, days: np.ndarray, half_life: np.ndarray, playbook: Playbook
) -> tuple[np.ndarray, np.ndarray]:
    """The 80% range of what a touch brings as factors on it (low, high); `deals` have their `decided`.

    One at a time are varied the touch's effect, the win chance (`win_low`, `win_high`), how soon the deal is
    decided, how long a touch stays fresh, what a talk moves for good (each right within `band_factor` either way)
    and the chance of a reply (within its root); their factors are combined as independent on the log scale.
    """
    decided, wide = deals["decided"].to_numpy(float), playbook.band_factor

    def share(
        chance: str = "win_rate", effect: float | None = None, pace: float = 1, lasts: float = 1
    ) -> np.ndarray:
        chances, fresh_for = deals[chance].to_numpy(float), half_life * lasts
        found = touch_value(chances, days, decided * pace, fresh_for, playbook, effect)
        return np.maximum(found["share"], SHARE_LEAST)

    found = touch_value(deals["win_rate"].to_numpy(float), days, decided, half_life, playbook)
    middle, moved = np.maximum(found["share"], SHARE_LEAST), found["moves"] * found["has_again"]
    varied = [
        [share(effect=playbook.touch_effect_low), share(effect=playbook.touch_effect_high)],
        [share("win_low"), share("win_high")],
        [share(pace=1 / wide), share(pace=wide)],
        [share(lasts=1 / wide), share(lasts=wide)],
        [middle - moved * (1 - 1 / wide), middle + moved * (wide - 1)],
        [middle / wide**0.5, middle * wide**0.5],
    ]
    down = sum(np.log(np.minimum(np.minimum(*pair) / middle, 1)) ** 2 for pair in varied)
    up = sum(np.log(np.maximum(np.maximum(*pair) / middle, 1)) ** 2 for pair in varied)
    return np.exp(-np.sqrt(down)), np.exp(np.sqrt(up))


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


def assumed_band(assumptions: int, playbook: Playbook) -> tuple[float, float]:
    """The range of a chain of so many assumptions, each right within `band_factor` either way.

    Examples
    --------
    >>> [round(factor, 2) for factor in assumed_band(4, Playbook())]
    [0.25, 4.0]
    """
    high = playbook.band_factor ** (assumptions**0.5)
    return 1 / high, high


def add_gain(actions: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `is_once`, `next_turn`, `gain`, `gain_low` and `gain_high` to one row per action, from its totals.

    gain = total x `today`, the share that is lost by leaving it to its next turn. Of what is done once that share
    is 1 - q(W), q halving with its kind's half-life and W (`next_turn`, working days) when its turn would come:
    the minutes of all that is due over the free minutes of a day, at least one. In whole cents, so that every
    total equals its lines.

    Examples
    --------
    >>> promise = {"kind": ["promise"], "today": [np.nan], "waiting": [2.0], "minutes": [10.0], "fades": [np.nan]}
    >>> totals = {"total": [1000.0], "total_low": [500.0], "total_high": [2000.0]}
    >>> add_gain(pd.DataFrame(promise | totals), Playbook())["gain"].round(2).tolist()
    [129.45]
    """
    turn = next_turn(actions, playbook)
    half_life = actions["fades"].fillna(numbers_of(actions["kind"], playbook.half_lives))
    share = actions["today"].fillna(1 - 0.5 ** (turn * WEEK / half_life))
    gains = {to: (actions[name] * share).round(CENTS) for name, to in zip(TOTALS, GAINS, strict=True)}
    return actions.assign(is_once=actions["today"].isna(), today=share, next_turn=turn, **gains)


def next_turn(actions: pd.DataFrame, playbook: Playbook) -> float:
    """In how many working days the turn of what is left today comes: all that is due over a day's free minutes."""
    return max(1.0, float(actions.loc[actions["waiting"].notna(), "minutes"].sum() / free_minutes(playbook)))


def free_minutes(playbook: Playbook) -> float:
    """The minutes that a whole day without appointments has for planned work."""
    lunch = max(playbook.lunch_ends - playbook.lunch_starts, 0)
    return (playbook.work_ends - playbook.work_starts - lunch) * (1 - playbook.open_share)
