"""The columns of a gap, and how one comes from a record."""

import numpy as np
import pandas as pd

from sentia.book.matching import first_known
from sentia.facts.facts import Facts
from sentia.facts.wording import span

LINKS = ["account_id", "contact_id", "opportunity_id", "quote_id"]
GAP = ["kind", *LINKS, "due_on", "since_on", "amount", "because", "next_touch", "pot"]
_OF_GAP = {"opportunity_id": "deal:", "quote_id": "quote:", "contact_id": "person:", "account_id": "account:"}
_WITH_WHOM = {"contact_id": "person:", "opportunity_id": "deal:", "account_id": "account:"}
SHARED = ["kind", *LINKS, "due_on", "since_on", "amount", "pot", "about", "who", "deal", "at"]


def clocks_of(
    kind: str, records: pd.DataFrame, due_on: pd.Series, since_on: pd.Series, **values: object
) -> pd.DataFrame:
    """The records with what every gap has, one row a clock that runs, indexed by `gap_id` ("kind|pot").

    Parameters
    ----------
    due_on, since_on : Series of datetime
        The day the follow-up is due, and the day of what happened. Where `due_on` is NaT no clock runs.
    values
        `about`, the pot of a line of the day that would do it, if not the deal, quote, person or account; `pot`,
        what tells the gap from others of its kind, if not what it is about; and facts for the sentence.
    """
    nothing = pd.Series(index=records.index, dtype="str")
    links = {name: records.get(name, nothing) for name in LINKS}
    about = values["about"] if "about" in values else first_known(links, _OF_GAP)
    pot = values.get("pot", about)
    due_on = days(due_on)
    runs = (due_on.notna() & pot.notna() & ~pot.where(due_on.notna()).duplicated()).to_numpy()
    own = values | {"kind": kind, "due_on": due_on, "since_on": days(since_on), "about": about, "pot": pot}
    if "amount" not in records:
        own["amount"] = float("nan")
    gaps = records.assign(**links | own)
    gaps = gaps if runs.all() else gaps.loc[runs]
    return gaps.set_axis(pd.Index(first_known(gaps, {"pot": kind + "|"}), name="gap_id"))


def buyers_of(waits: pd.DataFrame, facts: Facts) -> tuple[pd.DataFrame, pd.Series]:
    """This owner's accounts that wait longer than is usual for an order, with whom to call, and when each was due.

    `waits` is indexed by account id, with `last_on` and `overdue_days`; an account with a step planned is none.
    """
    accounts = facts.accounts.loc[facts.accounts.index.isin(waits.index)].join(waits)
    contact = facts.main_contacts.reindex(accounts["account_id"]).set_axis(accounts.index).astype("str")
    mine = facts.is_mine(accounts["owner"]) & ~facts.is_planned(accounts)
    accounts = accounts.assign(contact_id=contact).loc[mine]
    return accounts, accounts["last_on"] + pd.to_timedelta(np.ceil(accounts["overdue_days"]), unit="D")


def lapses_on(kind: str, gaps: pd.DataFrame, facts: Facts) -> pd.Series:
    """The last day on which each gap is of its kind (see `Playbook.lapses`); NaT where it never lapses."""
    if "lapses_on" in gaps:
        return gaps["lapses_on"].astype("datetime64[us]")
    if kind not in facts.playbook.lapses:
        return pd.Series(pd.NaT, gaps.index, dtype="datetime64[us]")
    return facts.working_days(gaps["due_on"], facts.playbook.lapses[kind], gaps)


def whom(log: pd.DataFrame) -> pd.Series:
    """Whom each row of the log is with, as a pot: the person, else the deal, else the account."""
    return first_known(log, _WITH_WHOM)


def days(moments: pd.Series) -> pd.Series:
    """The day of each moment, in the dtype of the book's days."""
    return moments.astype("datetime64[us]").dt.normalize()


def ago(day: pd.Series, on: pd.Timestamp) -> pd.Series:
    """How long ago each day was, in days (float)."""
    return (on - day).dt.days.astype(float)


def when(days: float) -> str:
    """So many days ago, in words: "today", "12 days ago"."""
    return f"{span(days)} ago" if days else "today"


def about_decided(log: pd.DataFrame, on: pd.Series, facts: Facts) -> pd.Series:
    """Whether each row of the log is about a deal that was decided on its day or later."""
    deals = facts.deal_of(log, ["status", "closed_on"])
    return deals["status"].isin(["won", "lost"]) & ~(deals["closed_on"] < on)


THANKS = r"(?i)\b(?:thank|danke|dank|merci|gracias|grazie|obrigad|bedankt)"


def says_thanks(places: np.ndarray, facts: Facts) -> np.ndarray:
    """Whether the activity at each place of the log says thanks in its subject or notes; False where it is -1."""
    rows = facts.rows(places, ["row"])["row"].fillna(-1)
    return pd.Series(facts.texts(rows), dtype="str").str.contains(THANKS, na=False).to_numpy(bool)
