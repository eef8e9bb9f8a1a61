"""Keep in touch: a short word with those whose turn it is, whatever their size.

Formula: for an account that buys, its spend a day x elasticity x the days of attention that a talk renews x the
chance to reach it (see `growing`); for small leads, prospects and acquaintances a lead's amount x what a touch
adds (`value.touch_value`), half-life 90 days.
"""

import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import deals_for
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.actions.touching import add_touch_total, reply_lifts, silences, touch_factors
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.follow_ups import due_for
from sentia.day.wording import brief, sentence

KIND, NEW = "keep in touch", "what is new with them"
TURNS = ("quiet beyond cadence", "attempt unanswered", "new lead untouched")
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account without an open deal, a small lead or an acquaintance, once its turn has come.

    And what is due there that is no sale: a date ahead, and trouble, for which nobody waits.
    """
    return stacked([_small_deals(desk), _others(desk)], ignore_index=True)


def _small_deals(desk: Desk) -> pd.DataFrame:
    leads = deals_for(KIND, desk)
    if leads.empty:
        return no_candidates()
    leads = add_touch_total(leads, KIND, desk)
    return candidates_of(
        KIND,
        leads,
        touch_factors(leads),
        pot="deal:" + leads["opportunity_id"],
        topic=[brief(topic) for topic in leads["name"].fillna(NEW)],
        because=_lead_reasons(leads, desk),
    )


def _others(desk: Desk) -> pd.DataFrame:
    """What is due with a person or at an account and about no open deal."""
    columns = ["account_id", "contact_id", "opportunity_id", "kind", "due_on", "because", "next_touch"]
    due = due_for(KIND, desk.follow_ups, columns)
    due = due.loc[~due["opportunity_id"].isin(desk.deals.index)]
    if due.empty:
        return no_candidates()
    is_turn = due["kind"].isin(TURNS)
    topic = due["next_touch"].str[:1].str.lower() + due["next_touch"].str[1:]
    nothing = pd.Series(index=due.index, dtype="str")
    due = due.assign(topic=topic.mask(is_turn, NEW), opportunity_id=nothing)
    due = due.assign(is_must=due["kind"].eq("next step late"), is_agreed=~is_turn)
    return _about_their_deal(priced(KIND, due, desk), desk)


def _about_their_deal(lines: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The same lines; a word with somebody who has an open deal is about that deal."""
    names = desk.deals["name"].fillna(desk.deals["product"])
    names = lines["opportunity_id"].map(names).map(brief, na_action="ignore").astype("str")
    return lines.assign(topic=lines["topic"].mask(lines["topic"].eq(NEW) & names.notna(), names))


def _lead_reasons(leads: pd.DataFrame, desk: Desk) -> list[str]:
    rows = zip(amount_words(leads, desk.currency), silences(leads, desk), reply_lifts(leads), strict=True)
    return [sentence(f"{size} lead", quiet, "and it is their turn") + lifts for size, quiet, lifts in rows]
