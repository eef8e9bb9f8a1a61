"""Decide on a deal that is hardly ever won: go on with it for a reason, or close it.

Formula: the priced amount x what a touch adds (`value.touch_share`), half-life 14 days, as for any deal; only
the call is short, because it asks one question.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import awaits_answer, is_hopeless, waits
from sentia.day.actions.touching import add_touch_total, silences, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.wording import brief, sentence
from sentia.work.turns import rests_with_them

KIND = "qualify"
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open deal with a win chance under `chase_above`; see `pending.is_hopeless`."""
    chosen = is_hopeless(desk) & ~awaits_answer(desk) & ~waits(desk.deals, desk)
    chosen &= ~rests_with_them(desk.deals, desk.on)
    if not chosen.any():
        return no_candidates()
    deals = add_touch_total(desk.deals.loc[chosen], KIND, desk)
    names = deals["name"].fillna(deals["product"]).fillna("their plans")
    cadence = pd.Timedelta(days=desk.playbook.cadence_ideal["open deal"])
    return candidates_of(
        KIND,
        deals,
        touch_factors(deals),
        pot="deal:" + deals["opportunity_id"],
        topic=[f"whether to go on with {brief(name)} or close it" for name in names],
        because=_reasons(deals, desk),
        due_on=deals["heard_on"] + cadence,
    )


def _reasons(deals: pd.DataFrame, desk: Desk) -> list[str]:
    size, stages = amount_words(deals, desk.currency), (" at " + deals["stage"]).fillna("")
    rows = zip(size, stages, silences(deals, desk), deals["win_rate"], strict=True)
    return [
        sentence(f"{amount}{stage}", quiet, f"{rate:.1%} of such deals are won")
        for amount, stage, quiet, rate in rows
    ]
