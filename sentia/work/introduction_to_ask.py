"""Introduction to ask for: 30 days after a good delivery, while it is fresh.

Silenced once it was asked for, and by a complaint since; after `no longer to ask` days the moment has passed,
until the next delivery.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.work.clocks import ago, clocks_of, when

KIND, NEXT_TOUCH = "introduction to ask", "Ask whom else they know"
DRAFT = "ask introduction"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("introduction",)
RANK = 180
NEEDS = ("opportunities",)
IS_SALES, STANDS, BY_TICK = True, False, True
IS_TOUCH = False  # it is no reason to be in touch with them
ASKED = r"(?i)\b(?:referral|refer(?:red|ence)? (?:us|me)|introduc|recommend|empfehl|recomend)"
COMPLAINED = r"(?i)\b(?:complain|complaint|claim|broken|defect|faulty|reklam|beschwer|reclam|wrong delivery)"
SINCE_ASKED = pd.Timedelta(days=365)  # nobody is asked again within a year


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an account: its last deal won, with the person it was won with."""
    deals, clock = facts.every_deal, facts.playbook.clocks
    won = deals.loc[deals["status"].eq("won") & deals["closed_on"].le(facts.on) & (deals["at"] >= 0)]
    if won.empty:
        return won
    won = won.loc[won["closed_on"] + pd.Timedelta(days=clock["no longer to ask"]) >= facts.on]
    won = won.sort_values(["closed_on", "opportunity_id"], kind="stable").drop_duplicates("at", keep="last")
    won = won.loc[facts.is_mine(won["owner"])]
    if won.empty:
        return won
    asked_on, complained_on = (_last_said(pattern, won["at"], facts) for pattern in (ASKED, COMPLAINED))
    won = won.loc[~(complained_on >= won["closed_on"]) & ~(asked_on >= facts.on - SINCE_ASKED)]
    due_on = won["closed_on"] + pd.Timedelta(days=clock[KIND])
    return clocks_of(KIND, won, due_on, won["closed_on"])


def _last_said(pattern: str, at: pd.Series, facts: Facts) -> pd.Series:
    """The last day something noted at each account (`at`) says this."""
    noted = facts.touched.loc[np.isin(facts.touched["at"], at) & (facts.touched["row"] >= 0), ["row", "at", "on"]]
    texts = facts.book.activities[["subject", "notes"]].take(noted["row"])
    said = texts["subject"].str.contains(pattern, na=False) | texts["notes"].str.contains(pattern, na=False)
    days = noted.loc[said.to_numpy(bool)].groupby("at")["on"].max().astype("datetime64[us]")
    return days.reindex(at).set_axis(at.index)


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When it was won."""
    rows = ago(gaps["since_on"], facts.on)
    return [f"Won {when(days)}; if all went well, a good moment to ask" for days in rows]
