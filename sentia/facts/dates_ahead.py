"""Days to come that somebody will be glad we knew: ends of contracts, trials and warranties, and birthdays."""

import re

import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.happened import Happened
from sentia.touches.note_dates import day_named
from sentia.vocabulary import folded, pattern, says

CONTRACT, THEIRS, TRIAL, WARRANTY, BIRTHDAY = "contract", "theirs", "trial", "warranty", "birthday"
SUBJECT = "dates ahead"
COLUMNS = ["what", "on_day", "account_id", "contact_id", "opportunity_id", "owner"]
LINKS = COLUMNS[2:5]
GONE = pd.Timedelta(days=14)  # a day that passed longer ago says nothing any more
_PARTS = re.compile(r"[;\n]|\.(?= \D)")


def dates_ahead(facts: Happened) -> pd.DataFrame:
    """One row a day to come: `what` (contract, theirs, trial, warranty, birthday), `on_day` and whose it is.

    From the columns of accounts and contacts, else from what their notes, or those of a deal that was won, plainly
    say. A contract is decided on the last day on which it can be ended.
    """
    accounts, people = facts.accounts, facts.contacts
    decided_on = accounts["notice_on"].fillna(accounts["contract_ends_on"])
    born = people["birthday_on"].dropna()
    birthdays = pd.Series([_next_turn(day, facts.on) for day in born], born.index, dtype="datetime64[us]")
    dated = (
        (accounts, decided_on, CONTRACT),
        (accounts, accounts["competitor_ends_on"], THEIRS),
        (people, birthdays, BIRTHDAY),
    )
    rows = [_rows(*dates) for dates in dated if dates[1].notna().any()]
    found = stacked([*rows, _noted(facts)], ignore_index=True)
    if found.empty:
        return found
    found = found.astype(dict.fromkeys(["what", *LINKS, "owner"], "str"))
    found = found.astype({"on_day": "datetime64[us]"}).loc[lambda rows: rows["on_day"] >= facts.on - GONE]
    return facts.coded(found.loc[~found[["what", *LINKS]].duplicated()])


def _rows(records: pd.DataFrame, days: pd.Series, what: str) -> pd.DataFrame:
    days = days.dropna()
    return records.loc[days.index, [*LINKS, "owner"]].assign(what=what, on_day=days)[COLUMNS]


def _next_turn(day: pd.Timestamp, on: pd.Timestamp) -> pd.Timestamp:
    """The next birthday of somebody born on a day, or one of the last days; 29 February is the 28th elsewhere."""
    turns = (day + pd.DateOffset(years=year - day.year) for year in (on.year - 1, on.year, on.year + 1))
    return next(turn for turn in turns if turn >= on - GONE)


def _noted(facts: Happened) -> pd.DataFrame:
    """What the notes of accounts, people and deals that were won plainly say."""
    deals = facts.every_deal
    won = deals["notes"].where(deals["status"] == "won")
    tables = ((facts.accounts, facts.accounts["notes"]), (facts.contacts, facts.contacts["notes"]), (deals, won))
    noted = list(
        table.loc[says(notes, SUBJECT, "ends") | says(notes, SUBJECT, BIRTHDAY), ["notes", *LINKS, "owner"]]
        for table, notes in tables
        if notes.notna().any()
    )
    rows = [
        {"what": what, "on_day": day} | record
        for table in noted
        for record in table.to_dict("records")
        for what, day in said(record["notes"], facts.on)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def said(text: str, on: pd.Timestamp) -> list[tuple[str, pd.Timestamp]]:
    """What a note says ends, and when; a day without a year is the next such.

    Examples
    --------
    >>> said("Service contract ends 1 March 2027. Likes jazz.", pd.Timestamp("2026-11-23"))
    [('contract', Timestamp('2027-03-01 00:00:00'))]
    """
    parts = [(folded(part), day_named(part, on)) for part in _PARTS.split(text)]
    named = [(_what(words), day) for words, day in parts if day is not None]
    return [(what, day) for what, day in named if what is not None]


def _what(words: str) -> str | None:
    """Which date a clause is about; None where it is about none."""
    kinds = [what for what in (TRIAL, WARRANTY, CONTRACT) if re.search(pattern(SUBJECT, what), words)]
    if kinds and re.search(pattern(SUBJECT, "ends"), words):
        return THEIRS if re.search(pattern(SUBJECT, THEIRS), words) else kinds[0]
    return BIRTHDAY if re.search(pattern(SUBJECT, BIRTHDAY), words) else None
