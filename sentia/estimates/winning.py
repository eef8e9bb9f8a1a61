"""The chance that an open opportunity is won, with its 80% range."""

import pandas as pd
from scipy.special import betaincinv

from sentia.book.stages import add_stage_kind
from sentia.playbook import Playbook

LOW, HIGH = 0.1, 0.9


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


def add_reasons(scored: pd.DataFrame) -> pd.DataFrame:
    """Add `reasons`, a list of {"factor", "odds", "words"}, to the rows that `add_win_rate` gave.

    `odds` is the win chance as odds (won to lost), the only factor while chances come from stages alone.
    """
    stage = scored["stage"].fillna("no stage")
    reasons = [
        [
            {
                "factor": "stage",
                "odds": round(p / (1 - p), 3),
                "words": f"{name}: {p:.0%} of such deals are won, assumed",
            }
        ]
        for name, p in zip(stage, scored["win_rate"].clip(upper=0.999), strict=True)
    ]
    return scored.assign(reasons=pd.Series(reasons, index=scored.index, dtype=object))
