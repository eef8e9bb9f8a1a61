"""Move an open deal on: the next live touch, or the step that was agreed.

Formula: the priced amount times what a touch adds (`value.touch_share`), half-life 14 days.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.actions.pending import awaits_answer, is_blocked, is_small_lead
from sentia.day.actions.touching import add_touch_total, silence
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.wording import day_words, sentence

KIND = "progress"


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open deal that can move today; see `columns.candidates_of`.

    Left to other kinds: deals with an unanswered quote or information just sent, and small leads. Not today:
    deals blocked until a later day, and deals whose agreed next step is later.
    """
    deals = desk.deals
    later = deals["next_step_on"] > desk.on
    elsewhere = awaits_answer(desk) | is_small_lead(desk)
    deals = add_touch_total(deals.loc[~later & ~elsewhere & ~is_blocked(desk)], KIND, desk)
    agreed = deals["next_step_on"] <= desk.on
    cadence = pd.Timedelta(days=desk.playbook.cadence_ideal["open deal"])
    return candidates_of(
        KIND,
        deals,
        pot="deal:" + deals["opportunity_id"],
        topic=_topics(deals, desk),
        because=_reasons(deals, desk),
        due_on=deals["next_step_on"].where(agreed, deals["heard_on"] + cadence),
        is_must=deals["next_step_on"] == desk.on,
        is_agreed=agreed,
    )


def _topics(deals: pd.DataFrame, desk: Desk) -> list[str]:
    hopeless = deals["win_rate"] < desk.playbook.chase_above
    agreed = (deals["next_step_on"] <= desk.on) & deals["next_step"].notna()
    columns = zip(deals["name"].fillna("the deal"), deals["next_step"], agreed, hopeless, strict=True)
    return [_topic(*row) for row in columns]


def _topic(name: str, step: str, is_agreed: bool, is_hopeless: bool) -> str:
    if is_agreed:
        return f"the agreed step, {step}"
    return f"whether {name} goes on or is closed" if is_hopeless else name


def _reasons(deals: pd.DataFrame, desk: Desk) -> list[str]:
    agreed = (
        deals["next_step"].fillna("the next step") + " was agreed for " + day_words(deals["next_step_on"])
    ).fillna("")
    size = amount_words(deals, desk.currency) + " at " + deals["stage"].fillna("no stage")
    chance = [f"{rate:.0%} of such deals are won" for rate in deals["win_rate"]]
    return [
        sentence(*parts) for parts in zip(agreed, size, chance, map(silence, deals["days_quiet"]), strict=True)
    ]
