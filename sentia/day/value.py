"""What the formulas of all kinds of action share: one scale, and the worth of one touch.

Every formula gives `total`, what doing the action brings against never doing it. `gain`, what doing it today
rather than later brings, follows from `total` in one way for every kind, so that like is compared with like.
"""

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.playbook import Playbook

CHANCE_LEAST = 1e-4
SHARE_LEAST = 1e-8
DAY = 1  # "later" is a day later
CENTS = 2


def chance_after(
    chance: np.ndarray, days: np.ndarray | float, kind: str, playbook: Playbook, effect: float | None = None
) -> np.ndarray:
    """The win chance of a deal last touched so many days ago.

    On the log-odds scale: logit(chance) + effect x (freshness - usual attention), since `chance` is that of
    deals whose last touch was, on average, as fresh as usual. Freshness is 1 on the day of a touch and halves
    with every half-life of the kind.

    Examples
    --------
    >>> chance_after(np.array([0.35]), 0.0, "quote", Playbook()).round(4).tolist()
    [0.4088]
    """
    effect = playbook.touch_effect if effect is None else effect
    freshness = 0.5 ** (np.maximum(days, 0) / playbook.half_lives[kind])
    odds = logit(np.clip(chance, CHANCE_LEAST, 1 - CHANCE_LEAST))
    return expit(odds + effect * (freshness - playbook.usual_attention))


def touch_chances(
    chance: np.ndarray, days: np.ndarray, kind: str, playbook: Playbook, effect: float | None = None
) -> dict[str, np.ndarray]:
    """The win chance if a touch today is answered (`if_answered`), missed (`if_missed`), never made (`if_never`).

    An answered touch renews the deal's freshness, a missed one leaves it as it will be tomorrow, and never
    touching lets it fade for its useful life (`useful_life` half-lives).
    """
    never = days + playbook.useful_life * playbook.half_lives[kind]
    when = {"if_answered": 0.0, "if_missed": days + DAY, "if_never": never}
    return {name: chance_after(chance, then, kind, playbook, effect) for name, then in when.items()}


def touch_share(chances: dict[str, np.ndarray], reply: np.ndarray) -> np.ndarray:
    """The share of an amount that one touch brings against never: reply x answered + (1 - reply) x missed - never.

    Examples
    --------
    >>> chances = touch_chances(np.array([0.35]), np.array([6]), "quote", Playbook())
    >>> touch_share(chances, np.array([0.48])).round(4).tolist()
    [0.0755]
    """
    return reply * chances["if_answered"] + (1 - reply) * chances["if_missed"] - chances["if_never"]


def touch_band(
    deals: pd.DataFrame, days: np.ndarray, reply: np.ndarray, kind: str, playbook: Playbook
) -> tuple[np.ndarray, np.ndarray]:
    """The 80% range of `touch_share` as factors on it (low, high).

    The touch's effect and the win chance (`win_low`, `win_high`) are varied one at a time; their factors are
    combined as independent on the log scale.
    """

    def share(chance: str, effect: float | None = None) -> np.ndarray:
        chances = touch_chances(deals[chance].to_numpy(float), days, kind, playbook, effect)
        return np.maximum(touch_share(chances, reply), SHARE_LEAST)

    effects = [share("win_rate", effect) for effect in (playbook.touch_effect_low, playbook.touch_effect_high)]
    varied, middle = [effects, [share("win_low"), share("win_high")]], share("win_rate")
    down = sum(np.log(np.minimum(np.minimum(*pair) / middle, 1)) ** 2 for pair in varied)
    up = sum(np.log(np.maximum(np.maximum(*pair) / middle, 1)) ** 2 for pair in varied)
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
    (`forgotten`) and keep = 2^(-1 / (`delay_life` half-lives)) is what one more day leaves of the total. In
    whole cents, so that every total equals its lines.

    Examples
    --------
    >>> quote = pd.DataFrame({"kind": ["quote"], "total": [1000.0], "total_low": [500.0], "total_high": [2000.0]})
    >>> add_gain(quote, Playbook())["gain"].round(2).tolist()
    [219.56]
    """
    share = actions["kind"].map(today_shares(playbook)).astype(float)
    return actions.assign(
        gain=(actions["total"] * share).round(CENTS),
        gain_low=(actions["total_low"] * share).round(CENTS),
        gain_high=(actions["total_high"] * share).round(CENTS),
    )


def today_shares(playbook: Playbook) -> dict[str, float]:
    """For each kind of action, the share of its total that is lost by not doing it today."""
    return {kind: 1 - (1 - playbook.forgotten[kind]) * kept(kind, playbook) for kind in playbook.half_lives}


def kept(kind: str, playbook: Playbook) -> float:
    """What one more day leaves of what an action brings, if it is still done then."""
    return 0.5 ** (DAY / (playbook.delay_life * playbook.half_lives[kind]))
