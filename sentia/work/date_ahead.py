"""A date ahead: a contract, trial, warranty or lease that ends, ours or a competitor's, and a birthday.

Our contract from 120 days before it is decided, a competitor's 180, a warranty or lease 90, a trial five working
days; a birthday on its day, with nothing to sell. Silenced by a planned step or a renewal that is open there (a
birthday by neither), and once it is ticked off. It lapses two weeks after its day.
"""

import numpy as np
import pandas as pd

from sentia.facts.dates_ahead import BIRTHDAY, CONTRACT, GONE, THEIRS, TRIAL, WARRANTY, dates_ahead
from sentia.facts.facts import Facts
from sentia.facts.wording import day_words
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "date ahead", "Be there in time"
DRAFT = "in touch"
ACTIONS = ("keep in touch",)
RANK = 95
IS_SALES, STANDS, BY_TICK = False, False, True
NEEDS = ("accounts", "contacts", "opportunities")
TOUCH = {
    CONTRACT: "Prepare the renewal",
    THEIRS: "Be there before they decide",
    TRIAL: "Ask how the trial went, and what comes next",
    WARRANTY: "Ask what comes after it",
    BIRTHDAY: "Wish them well, and sell nothing",
}
SAID = {
    CONTRACT: "Their contract with us is decided by {day}",
    THEIRS: "Their contract with another supplier ends on {day}",
    TRIAL: "Their trial ends on {day}",
    WARRANTY: "Their warranty or lease ends on {day}",
    BIRTHDAY: "Their birthday is on {day}",
}


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a date of an account or a person."""
    dates = facts.once(dates_ahead)
    if dates.empty:
        return dates
    dates = dates.loc[facts.is_mine(dates["owner"].fillna(facts.owner_of(dates)))]
    renewals = facts.deals.loc[facts.deals["type"].eq("renewal").fillna(False), "at"]
    handled = facts.is_planned(dates) | (dates["at"].isin(renewals) & dates["what"].eq(CONTRACT)).to_numpy()
    dates = dates.loc[~handled | dates["what"].eq(BIRTHDAY)]
    before = dates["what"].map(
        {what: facts.playbook.clocks[f"{what} ends"] for what in (CONTRACT, THEIRS, WARRANTY)}
    )
    due_on = dates["on_day"] - pd.to_timedelta(before.astype(float).fillna(0), unit="D")
    trial = facts.working_days(dates["on_day"], -facts.playbook.clocks_working["trial ends"], dates)
    due_on = due_on.mask(dates["what"].eq(TRIAL), trial)
    lapses_on = dates["on_day"] + pd.to_timedelta(np.where(dates["what"].eq(BIRTHDAY), 2, GONE.days), unit="D")
    whose = ("person:" + dates["contact_id"]).fillna("account:" + dates["account_id"])
    pot = (
        whose.fillna("deal:" + dates["opportunity_id"])
        + ":"
        + dates["what"]
        + ":"
        + dates["on_day"].dt.strftime("%Y-%m-%d")
    )
    touch = dates["what"].map(TOUCH)
    return clocks_of(KIND, dates, due_on, due_on, pot=pot, next_touch=touch, lapses_on=lapses_on)


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What ends, and when."""
    years = gaps["on_day"].dt.year.astype("str").where(gaps["on_day"].dt.year != facts.on.year, "")
    rows = zip(gaps["what"], day_words(gaps["on_day"]) + (" " + years).where(years != "", ""), strict=True)
    return [SAID[what].format(day=day) for what, day in rows]
