"""The steps that were agreed on open deals and are due: one line a deal, on a large deal one a person."""

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.desk import Desk
from sentia.day.folding import AND
from sentia.day.wording import brief

APART = "activity:"  # begins the pot of what was agreed with one more of a deal's people
_STEP = ["next_step", "next_step_on", "next_step_at"]


def with_agreed_steps(deals: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The deals with what was agreed with whom as their next step, and `pot` and `people`.

    A deal's steps are those in its own columns and the planned activities about it. The first of its people leads
    (the deal's own contact, then whoever's step is due first); what was agreed with others is said behind it. A
    deal as large as one in five of the book's has a row for each of them instead: `people` rows share its dollars,
    each further one has the pot of its activity.
    """
    words = deals["next_step"].map(brief, na_action="ignore").astype("str")
    deals = deals.assign(next_step=words, pot="deal:" + deals["opportunity_id"], people=1.0)
    due = desk.follow_ups["next step late"]
    due = due.loc[due["opportunity_id"].isin(deals.index)]
    if due.empty:
        return deals
    each = _by_person(due, deals)
    is_large = (deals["priced"] >= desk.amounts.high) & (deals["priced"] > desk.amounts.usual)
    is_large = is_large.reindex(each["opportunity_id"]).to_numpy(bool)
    first = ~each["opportunity_id"].duplicated()
    apart = each.loc[first | is_large]
    behind = each.loc[~first & ~is_large]
    said = (AND + behind["next_step"] + _whose(behind, desk)).groupby(behind["opportunity_id"]).agg("".join)
    said = apart["opportunity_id"].map(said).astype("str").where(first)
    apart = apart.assign(
        next_step=apart["next_step"] + said.fillna(""),
        people=apart.groupby("opportunity_id")["opportunity_id"].transform("size").astype(float),
    )
    rows = deals.reindex(apart["opportunity_id"]).set_axis(apart.index)
    rows = rows.assign(**{name: apart[name] for name in [*_STEP, "contact_id", "people"]})
    rows = rows.assign(pot=rows["pot"].where(first.reindex(rows.index), APART + apart["activity_id"].fillna("")))
    rows = _sharing(rows).set_axis(pd.Index(apart["opportunity_id"]))
    return stacked([deals.loc[~deals.index.isin(rows.index)], rows])


def _by_person(due: pd.DataFrame, deals: pd.DataFrame) -> pd.DataFrame:
    """One row a deal and person with steps that are due: all of them in words, the first one's day and hour."""
    own = deals["contact_id"].reindex(due["opportunity_id"]).to_numpy(object)
    due = due.assign(
        contact_id=due["contact_id"].where(due["contact_id"].notna(), own),
        is_other=due["contact_id"].notna().to_numpy() & (due["contact_id"].to_numpy(object) != own),
    )
    order = ["opportunity_id", "is_other", "agreed_on", "starts_at", "pot"]
    due = due.sort_values(order, kind="stable")
    due = due.assign(next_step=due["what"].map(brief, na_action="ignore"), whom=due["contact_id"].fillna(""))
    by = due.groupby(["opportunity_id", "is_other", "whom"], sort=False)
    first = by.first()  # of each column the first that is known
    words = by["next_step"].agg(lambda steps: AND.join(steps.dropna()) or np.nan)
    first = first.assign(
        next_step=words.astype("str"), next_step_on=first["agreed_on"], next_step_at=first["starts_at"]
    )
    return first.reset_index()


def _whose(steps: pd.DataFrame, desk: Desk) -> pd.Series:
    name = desk.facts.contacts["name"].reindex(steps["contact_id"]).set_axis(steps.index).astype("str")
    return (" (" + name + ")").fillna("")


def _sharing(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their share of the deal's dollars."""
    return rows.assign(**{name: rows[name] / rows["people"] for name in ("priced", "priced_low", "priced_high")})
