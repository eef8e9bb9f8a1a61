"""The chance that an open opportunity is won, with its 80% range."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv, expit, logit

from sentia.book.stages import add_stage_kind
from sentia.playbook import Playbook

LOW, HIGH = 0.1, 0.9
LEAST = 1e-6
SLIPPED_DAYS = 56


def add_win_rate(opportunities: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `stage_kind`, `win_rate`, `win_low` and `win_high` (rates) to one row per opportunity.

    The win rate is the playbook's for the kind of stage the deal is in; won is 1, lost is 0. The range is the
    central 80% of a beta distribution worth `stage_weight` closed deals.

    Examples
    --------
    >>> deals = pd.DataFrame({"stage": ["Proposal", "Closed Lost"]})
    >>> add_win_rate(deals, Playbook())[["win_rate", "win_low", "win_high"]].round(2).to_numpy().tolist()
    [[0.35, 0.15, 0.57], [0.0, 0.0, 0.0]]
    """
    staged = add_stage_kind(opportunities)
    rates = pd.Series(dict(playbook.stage_win_rates), dtype=float)
    weight = playbook.stage_weight
    table = pd.DataFrame(
        {
            "win_rate": rates,
            "win_low": betaincinv(weight * rates, weight * (1 - rates), LOW),
            "win_high": betaincinv(weight * rates, weight * (1 - rates), HIGH),
        }
    )
    table.loc["won"], table.loc["lost"] = 1.0, 0.0
    return staged.drop(columns=[c for c in table if c in staged]).join(table, on="stage_kind")


def add_fading(deals: pd.DataFrame, last_word_on: pd.Series, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """Lower the win rate and its range of open deals that are late, or silent for long; add the odds' factors.

    `faded` is 1 until `fades_after` days after the last word (the latest of the last touch, the last stage and the
    expected close), then halved every `fading_half` days. `slipped` is 1 until the expected close and falls to
    `slipped_odds` within the eight weeks after it. A deal without any day does neither.

    Examples
    --------
    >>> deals = pd.DataFrame({"win_rate": [0.35], "win_low": [0.15], "win_high": [0.57]})
    >>> heard = pd.Series(pd.to_datetime(["2026-01-01"]))
    >>> deals = deals.assign(expected_close_on=heard)
    >>> add_fading(deals, heard, heard[0] + pd.Timedelta(days=28), Playbook())["win_rate"].round(3).tolist()
    [0.236]
    """
    late = ((on - last_word_on).dt.days.astype(float) - playbook.fades_after).clip(lower=0).fillna(0)
    slipped = (on - deals["expected_close_on"]).dt.days.astype(float).clip(0, SLIPPED_DAYS).fillna(0)
    if not (late.any() or slipped.any()):
        return deals.assign(faded=1.0, slipped=1.0)
    factors = {
        "faded": 0.5 ** (late / playbook.fading_half),
        "slipped": playbook.slipped_odds ** (slipped / SLIPPED_DAYS),
    }
    lower = factors["faded"] * factors["slipped"]
    rates = deals[["win_rate", "win_low", "win_high"]].clip(LEAST, 1 - LEAST)
    lowered = pd.DataFrame(expit(logit(rates).add(np.log(lower), axis="index")), deals.index, rates.columns)
    return deals.assign(**lowered.where(lower < 1, deals[rates.columns]), **factors)


def add_reasons(scored: pd.DataFrame) -> pd.DataFrame:
    """Add `reasons`, a list of {"factor", "odds", "words"}, to deals from `add_win_rate` and `add_fading`.

    The `odds` of the stage are its own (won to lost), those of the other factors multiply them.
    """
    stage_rate = scored["stage_rate"].clip(upper=1 - LEAST)
    rows = zip(scored["stage"].fillna("no stage"), stage_rate, scored["faded"], scored["slipped"], strict=True)
    reasons = [
        [
            _stage_reason(name, rate),
            *_odds_reason("silence", "nothing heard for long", faded),
            *_odds_reason("slipped close", "its expected close has passed", slipped),
        ]
        for name, rate, faded, slipped in rows
    ]
    return scored.assign(reasons=pd.Series(reasons, index=scored.index, dtype=object))


def _stage_reason(name: str, rate: float) -> dict:
    words = f"{name}: {rate:.0%} of such deals are won, assumed"
    return {"factor": "stage", "odds": round(rate / (1 - rate), 3), "words": words}


def _odds_reason(factor: str, why: str, odds: float) -> list[dict]:
    return (
        []
        if odds == 1
        else [{"factor": factor, "odds": round(odds, 4), "words": f"{why}: odds x{odds:.2g}, assumed"}]
    )
