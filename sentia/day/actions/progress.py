"""Move an open deal on: the next live touch, or the step that was agreed.

Formula: the priced amount x what a touch adds (`value.touch_share`), half-life 14 days.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import awaits_answer, is_enquiry, is_hopeless, is_small_lead, waits
from sentia.day.actions.touching import add_touch_total, reply_lifts, silences, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.wording import brief, day_words, sentence
from sentia.facts.working_days import working_days_after
from sentia.work.turns import rests_with_them, turn_words

KIND = "progress"
SECONDS = 60
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open deal that can move today; see `columns.candidates_of`.

    Left to other kinds: deals with an unanswered quote or information just sent, enquiries, small leads, and deals
    that are hardly ever won. Not today:
    deals blocked until a later day, deals whose agreed next step is later, and deals whose turn is theirs before a
    polite check is due.
    """
    deals, elsewhere = desk.deals, awaits_answer(desk) | is_small_lead(desk) | is_hopeless(desk) | is_enquiry(desk)
    blocked = deals["blocked_until_on"] > desk.on
    resting = elsewhere | waits(deals, desk) | blocked | rests_with_them(deals, desk.on)
    if resting.all():
        return no_candidates()
    deals = add_touch_total(deals.loc[~resting], KIND, desk)
    agreed = deals["next_step_on"] <= desk.on
    return candidates_of(
        KIND,
        deals,
        touch_factors(deals),
        pot="deal:" + deals["opportunity_id"],
        topic=_topics(deals, agreed, desk),
        because=_reasons(deals, agreed, desk),
        due_on=_due(deals, agreed, desk),
        is_must=agreed,
        is_agreed=agreed,
        opens=_hour(deals["next_step_at"], desk),
    )


def _hour(moments: pd.Series, desk: Desk) -> pd.Series:
    """The minute of the day at which each step was agreed; NaN for those of another day, and those without one."""
    is_today = moments.dt.normalize() == desk.on
    return ((moments - desk.on).dt.total_seconds() / SECONDS).where(is_today)


def _due(deals: pd.DataFrame, agreed: pd.Series, desk: Desk) -> pd.Series:
    """The agreed day; a working day after a new lead's arrival; else the cadence of open deals."""
    ideal = deals["heard_on"] + pd.Timedelta(days=desk.playbook.cadence_ideal["open deal"])
    first_call = working_days_after(deals["created_on"], desk.playbook.lead_days)
    is_new = deals["last_touch_on"].isna() & deals["days_quiet"].notna()
    due_on = deals["check_on"].fillna(ideal.mask(is_new, first_call))
    return due_on.where(~agreed, deals["next_step_on"])


def _topics(deals: pd.DataFrame, agreed: pd.Series, desk: Desk) -> list[str]:
    names = deals["name"].fillna(deals["product"]).fillna("their plans")
    steps_agreed = deals["next_step"].where(agreed)
    rows = zip(names, steps_agreed, strict=True)
    return [f"what was agreed: {brief(step)}" if isinstance(step, str) else brief(name) for name, step in rows]


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
