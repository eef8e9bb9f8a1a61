"""Days to come that somebody will be glad we knew: ends of contracts, trials and warranties, and birthdays."""

import re

import pandas as pd

from sentia.facts.happened import Happened
from sentia.touches.note_dates import day_named
from sentia.vocabulary import folded, pattern, says

CONTRACT, THEIRS, TRIAL, WARRANTY, BIRTHDAY = "contract", "theirs", "trial", "warranty", "birthday"
SUBJECT = "dates ahead"
LINKS = ["account_id", "contact_id", "opportunity_id"]
COLUMNS = ["what", "on_day", *LINKS, "owner"]
WITHIN = 60  # characters between what ends and the day on which it does
SHOWN_AFTER = pd.Timedelta(days=14)  # a day that has gone by says nothing of the next


def dates_ahead(facts: Happened) -> pd.DataFrame:
    """One row a day to come: `what` (contract, theirs, trial, warranty, birthday), `on_day` and whose it is.

    From the columns of accounts and contacts, else from what their notes, or those of their deals, plainly say.
    A contract is decided on the last day on which it can be ended. Of a birthday the next or the last of the week.
    """
    found = pd.concat([_on_accounts(facts), _birthdays(facts), _noted(facts)], ignore_index=True)
    found = found.loc[found["on_day"] >= facts.on - SHOWN_AFTER].astype({"on_day": "datetime64[us]"})
    found = found.sort_values("on_day", kind="stable").drop_duplicates(["what", "account_id", "contact_id"])
    return facts.coded(found.astype(dict.fromkeys(["what", *LINKS, "owner"], "str")))


def _on_accounts(facts: Happened) -> pd.DataFrame:
    accounts = facts.accounts
    days = {
        CONTRACT: accounts["notice_on"].fillna(accounts["contract_ends_on"]),
        THEIRS: accounts["competitor_ends_on"],
    }
    parts = [_rows(accounts.assign(on_day=day), what) for what, day in days.items()]
    return pd.concat(parts)


def _rows(records: pd.DataFrame, what: str) -> pd.DataFrame:
    return records.loc[records["on_day"].notna()].assign(what=what).reindex(columns=COLUMNS)


def _birthdays(facts: Happened) -> pd.DataFrame:
    people = facts.contacts
    born = people.loc[people["birthday_on"].notna(), "birthday_on"]
    this_year = born + pd.to_timedelta(0, unit="D")
    days = [_in_year(day, facts.on) for day in this_year]
    return _rows(people.assign(on_day=pd.Series(days, born.index, dtype="datetime64[us]")), BIRTHDAY)


def _in_year(day: pd.Timestamp, on: pd.Timestamp) -> pd.Timestamp:
    """The birthday of somebody born on a day that is next, or was in the last days; 29 February is the 28th."""
    turns = [day + pd.DateOffset(years=year - day.year) for year in (on.year - 1, on.year, on.year + 1)]
    return next(turn for turn in turns if turn >= on - SHOWN_AFTER)


def _noted(facts: Happened) -> pd.DataFrame:
    """What notes plainly say, read from the last touch on; of an account, a person, or a deal that was won."""
    won = facts.every_deal.loc[facts.every_deal["status"] == "won"]
    none = {name: pd.Series(dtype="str") for name in LINKS}
    tables = [
        table.assign(**{n: v for n, v in none.items() if n not in table})
        for table in (facts.accounts, facts.contacts, won)
    ]
    noted = pd.concat(
        [
            table.loc[says(table["notes"], SUBJECT, "ends") | says(table["notes"], SUBJECT, BIRTHDAY)]
            for table in tables
        ]
    )
    if noted.empty:
        return pd.DataFrame(columns=COLUMNS)
    texts = zip(noted["notes"], noted[LINKS + ["owner"]].to_dict("records"), strict=True)
    rows = [{"what": what, "on_day": day} | record for text, record in texts for what, day in said(text, facts.on)]
    return pd.DataFrame(rows, columns=COLUMNS)


def said(text: str, on: pd.Timestamp) -> list[tuple[str, pd.Timestamp]]:
    """What a note says ends, and when; a day without a year is the next such.

    Examples
    --------
    >>> said("Service contract ends 1 March 2027. Likes jazz.", pd.Timestamp("2026-11-23"))
    [('contract', Timestamp('2027-03-01 00:00:00'))]
    """
    found = []
    for part in re.split(r"[;\n]|\.(?= )", text):
        words = folded(part)
        day = day_named(part, on)
        if day is None:
            continue
        kinds = [what for what in (TRIAL, WARRANTY, CONTRACT) if re.search(pattern(SUBJECT, what), words)]
        if kinds and re.search(pattern(SUBJECT, "ends"), words):
            theirs = re.search(pattern(SUBJECT, THEIRS), words) is not None
            found.append((THEIRS if theirs else kinds[0], day))
        elif re.search(pattern(SUBJECT, BIRTHDAY), words):
            found.append((BIRTHDAY, day))
    return found
