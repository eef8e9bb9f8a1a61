"""Move an open deal on: the next live touch, or the step that was agreed.

Formula: the priced amount x what a touch adds (`value.touch_value`), half-life 14 days; a step that was agreed is
done once, like a promise.
"""

import pandas as pd

from sentia.day.actions.agreed import with_agreed_steps
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import deals_for
from sentia.day.actions.touching import add_touch_total, reply_lifts, silences, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.wording import brief, day_words, sentence
from sentia.work.turns import turn_words

KIND = "progress"
SECONDS = 60
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open deal for which something is due that no other kind of line does."""
    deals = deals_for(KIND, desk)
    if deals.empty:
        return no_candidates()
    deals = with_agreed_steps(deals, desk)
    agreed = deals["next_step_on"] <= desk.on
    deals = add_touch_total(deals, KIND, desk, once=agreed)
    return candidates_of(
        KIND,
        deals,
        touch_factors(deals),
        pot=deals["pot"],
        topic=_topics(deals, agreed, desk),
        because=_reasons(deals, agreed, desk),
        is_must=agreed,
        is_agreed=agreed,
        fades=pd.Series(desk.playbook.half_lives["promise"], deals.index).where(agreed),
        opens=_hour(deals["next_step_at"], desk),
    )


def _hour(moments: pd.Series, desk: Desk) -> pd.Series:
    """The minute of the day at which each step was agreed; NaN for those of another day, and those without one."""
    is_today = moments.dt.normalize() == desk.on
    return ((moments - desk.on).dt.total_seconds() / SECONDS).where(is_today)


def _topics(deals: pd.DataFrame, agreed: pd.Series, desk: Desk) -> list[str]:
    names = deals["name"].fillna(deals["product"]).fillna("their plans")
    steps_agreed = deals["next_step"].where(agreed)
    rows = zip(names, steps_agreed, strict=True)
    return [f"what was agreed: {step}" if isinstance(step, str) else brief(name) for name, step in rows]


def _reasons(deals: pd.DataFrame, agreed: pd.Series, desk: Desk) -> list[str]:
    at = deals["next_step_at"].where(deals["next_step_at"].dt.normalize() == deals["next_step_on"])
    hours = (" at " + at.dt.strftime("%H:%M")).astype("str").fillna("")
    days = ("agreed for " + day_words(deals["next_step_on"]) + hours).where(agreed).fillna("")
    size = amount_words(deals, desk.currency)
    stages = (" at " + deals["stage"]).fillna("")
    quiet, turns = silences(deals, desk), turn_words(deals, desk.on)
    rows = zip(days, size, stages, quiet, turns, reply_lifts(deals), strict=True)
    return [
        sentence(day, f"{amount}{stage}", words, turn) + lifts for day, amount, stage, words, turn, lifts in rows
    ]
