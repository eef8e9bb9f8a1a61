"""Decide on a deal that is hardly ever won: go on with it for a reason, or close it.

Formula: the priced amount x what a touch adds (`value.touch_value`), half-life 14 days, as for any deal; only
the call is short, because it asks one question.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import deals_for
from sentia.day.actions.touching import add_touch_total, silences, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.wording import brief, sentence

KIND = "qualify"
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open deal that is hardly ever won, or whose first call or quote was left for months."""
    deals = deals_for(KIND, desk)
    if deals.empty:
        return no_candidates()
    deals = add_touch_total(deals, KIND, desk)
    names = deals["name"].fillna(deals["product"]).fillna("their plans")
    return candidates_of(
        KIND,
        deals,
        touch_factors(deals),
        pot="deal:" + deals["opportunity_id"],
        topic=[f"whether to go on with {brief(name)} or close it" for name in names],
        because=_reasons(deals, desk),
    )


def _reasons(deals: pd.DataFrame, desk: Desk) -> list[str]:
    size, stages = amount_words(deals, desk.currency), (" at " + deals["stage"]).fillna("")
    rows = zip(size, stages, silences(deals, desk), deals["win_rate"], strict=True)
    return [
        sentence(f"{amount}{stage}", quiet, f"{rate:.1%} of such deals are won")
        for amount, stage, quiet, rate in rows
    ]
