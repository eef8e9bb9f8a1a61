"""What the formulas of all kinds of action share: one scale, and the worth of one touch.

Every formula gives `total`, what doing the action brings against never doing it. `gain`, what doing it today
rather than later brings, follows from `total` in one way for every kind, so that like is compared with like.
"""

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.playbook import Playbook

NEVER = 3  # half-lives without a touch: what "never" means within an item's useful life
FADING = 4  # a total loses half of itself in four half-lives of delay
CHANCE_LEAST = 1e-4


def attention(days: pd.Series, half_life: pd.Series | float) -> pd.Series:
    """How fresh a touch so many days ago still is: 1 today, half after one half-life."""
    return 0.5 ** (days.clip(lower=0) / half_life)


def chance_after(
    chance: pd.Series, days: pd.Series, half_life: pd.Series | float, effect: float, usual: float
) -> pd.Series:
    """The win chance of a deal last touched so many days ago.

    On the log-odds scale: logit(chance) + effect x (attention(days) - usual), since `chance` is that of deals
    whose last touch was, on average, as fresh as `usual`.

    Examples
    --------
    >>> chance_after(pd.Series([0.45]), pd.Series([0]), 7, 0.5, 0.5).round(4).tolist()
    [0.5123]
    """
    odds = logit(chance.clip(CHANCE_LEAST, 1 - CHANCE_LEAST))
    return pd.Series(expit(odds + effect * (attention(days, half_life) - usual)), chance.index)


def touch_share(
    chance: pd.Series,
    days: pd.Series,
    reply: pd.Series,
    kind: str,
    playbook: Playbook,
    effect: float | None = None,
) -> pd.Series:
    """The share of an amount that one touch today brings, against none within the item's useful life.

    reply x p(0) + (1 - reply) x p(days + 1) - p(days + 3 half-lives), with p from `chance_after`: an answered
    touch renews the deal's attention, a missed one leaves it as it is, and never touching lets it fade.
    """
    half_life, usual = playbook.half_lives[kind], playbook.usual_attention
    effect = playbook.touch_effect if effect is None else effect

    def at(quiet: pd.Series) -> pd.Series:
        return chance_after(chance, quiet, half_life, effect, usual)

    return reply * at(days * 0) + (1 - reply) * at(days + 1) - at(days + NEVER * half_life)


def touch_band(
    deals: pd.DataFrame, days: pd.Series, reply: pd.Series, kind: str, playbook: Playbook
) -> tuple[pd.Series, pd.Series]:
    """The 80% range of `touch_share` as factors on it (low, high).

    The touch's effect and the win chance (`win_low`, `win_high`) are varied one at a time; their factors are
    combined as independent on the log scale.
    """

    def share(chance: str, effect: float | None = None) -> pd.Series:
        return touch_share(deals[chance], days, reply, kind, playbook, effect).clip(lower=CHANCE_LEAST**2)

    middle = share("win_rate")
    varied = [
        (
            share("win_rate", playbook.touch_effect_low) / middle,
            share("win_rate", playbook.touch_effect_high) / middle,
        ),
        (share("win_low") / middle, share("win_high") / middle),
    ]
    down = sum(np.log(np.minimum(low, high).clip(upper=1)) ** 2 for low, high in varied)
    up = sum(np.log(np.maximum(low, high).clip(lower=1)) ** 2 for low, high in varied)
    return np.exp(-np.sqrt(down)), np.exp(np.sqrt(up))


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
    """Add `gain`, `gain_low` and `gain_high` to one row per action, from `kind` and its totals.

    gain = total x (1 - (1 - f) x keep), where f is the share of such items that never get done if not today
    (`forgotten`) and keep = 2^(-1 / (4 half-lives)) is what one more day leaves of the total.

    Examples
    --------
    >>> quote = pd.DataFrame({"kind": ["quote"], "total": [1000.0], "total_low": [500.0], "total_high": [2000.0]})
    >>> add_gain(quote, Playbook())["gain"].round(2).tolist()
    [219.56]
    """
    share = actions["kind"].map(today_shares(playbook)).astype(float)
    return actions.assign(
        gain=actions["total"] * share,
        gain_low=actions["total_low"] * share,
        gain_high=actions["total_high"] * share,
    )


def today_shares(playbook: Playbook) -> dict[str, float]:
    """For each kind of action, the share of its total that is lost by not doing it today."""
    return {
        kind: 1 - (1 - playbook.forgotten[kind]) * 0.5 ** (1 / (FADING * half_life))
        for kind, half_life in playbook.half_lives.items()
    }
