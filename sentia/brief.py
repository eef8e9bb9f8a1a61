"""What is known of somebody before they are spoken to: the rep's own words, the last touches, what stands open."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.currencies import main_currency
from sentia.book.persons import person_key
from sentia.day.wording import brief, money
from sentia.facts.quotes import open_quotes
from sentia.touches import READ_OFF, TEXT_KINDS, YEAR, own_text

NOTED_AT = {"contacts": "contact_id", "opportunities": "opportunity_id", "accounts": "account_id"}
WORDS_SHOWN, TOUCHES_SHOWN = 2, 3
A_DAY = pd.Timedelta(days=1)
THEIRS = {"call": "they called", "email": "they wrote", "message": "they wrote", "touch": "heard from them"}
OURS = {
    **{"call": "you called", "email": "you wrote", "message": "you wrote", "touch": "in touch"},
    **{"info sent": "information sent", "favour": "a favour"},
}
OUTCOMES = {
    **{"reached": "talked", "voicemail": "left a voicemail", "gatekeeper": "did not get through", "done": ""},
    **{"replied": "they replied", "opened": "they opened it", "stop": "asked to be left alone"},
    **{"no show": "they did not come", "bounced": "it did not arrive", "away": "they were away"},
}


@dataclass(frozen=True)
class Story:
    """What a rep looks at before a contact, the newest first.

    Attributes
    ----------
    own_words : DataFrame
        One row a note of the rep's: `said` word for word, `on` (missing where nothing tells its day), and
        `where` it stands, as sheet and row.
    touches : DataFrame
        One row a touch or a try: `on`, and `words` for it.
    open : tuple of str
        The next step and the open quotes, a sentence each.
    """

    own_words: pd.DataFrame
    touches: pd.DataFrame
    open: tuple[str, ...]


def story_of(book: Book, record: Mapping[str, Any] | pd.Series, on: pd.Timestamp) -> Story:
    """The story of the person that a record names, else of its account, else of its deal.

    Parameters
    ----------
    record : mapping
        With `contact_id`, `account_id` and `opportunity_id`, such as a row of a day's `actions`.
    on : Timestamp
        The day; what came after it, or is only planned, is not told.
    """
    people = same_person(book.contacts, record["contact_id"])
    log = log_with(book, record, people)
    log = log.loc[(log["done_at"] < on + A_DAY) & ~log["outcome"].isin(["planned", "cancelled"])]
    log = log.sort_values("done_at", ascending=False, kind="stable")
    touches = log.loc[~log["kind"].isin(("note", "task"))].head(TOUCHES_SHOWN)
    words = [_touch_words(row) for row in touches.to_dict("records")]
    shown = pd.DataFrame({"on": touches["done_at"].to_numpy(), "words": words})
    return Story(_own_words(book, record, people, log).head(WORDS_SHOWN), shown, _open(book, record, people, on))


def same_person(contacts: pd.DataFrame, contact_id: Any) -> pd.Series:
    """The ids of all rows of this person, whatever rows they have (see `persons.person_key`).

    Examples
    --------
    >>> two = pd.DataFrame({"contact_id": ["1", "2"], "name": ["Ana", "A. Silva"], "email": ["a@b.example"] * 2,
    ...                     "phone": None, "account_id": ["A", "B"]}, dtype="str")
    >>> same_person(two, "1").tolist()
    ['1', '2']
    """
    own = contacts.loc[contacts["contact_id"] == contact_id]
    if own.empty:
        return own["contact_id"]
    alike = pd.Series(False, contacts.index)
    for name in ("name", "email", "phone", "profile_url"):
        if name in contacts:
            alike |= contacts[name].isin(own[name].dropna())
    some = contacts.loc[alike | (contacts["contact_id"] == contact_id)]
    key = person_key(some)
    return some.loc[key.isin(key.loc[some["contact_id"] == contact_id]), "contact_id"]


def log_with(book: Book, record: Mapping[str, Any] | pd.Series, people: pd.Series) -> pd.DataFrame:
    """The activities with these people, or with nobody named about the record's deal or at its account.

    Of a record without a person: all about its account, else about its deal.
    """
    log = book.activities
    deal, account = (log[name].eq(record[name]).fillna(False) for name in ("opportunity_id", "account_id"))
    if len(people):
        nobody = log["contact_id"].isna()
        loose = log["opportunity_id"].isna() & account
        return log.loc[log["contact_id"].isin(people) | (nobody & (deal | loose))]
    return log.loc[account if isinstance(record["account_id"], str) else deal]


def _touch_words(row: Mapping[Hashable, Any]) -> str:
    """
    Examples
    --------
    >>> _touch_words({"kind": "call", "direction": "out", "outcome": "reached", "minutes": 24.0,
    ...               "subject": "Price"})
    'you called, 24 min, talked: Price'
    """
    kind = row["kind"] if isinstance(row["kind"], str) else "touch"
    was = (THEIRS if row["direction"] == "in" else OURS).get(kind, kind)
    outcome = row["outcome"] if isinstance(row["outcome"], str) else ""
    is_long = row["minutes"] > 0 and kind not in TEXT_KINDS
    minutes = f"{row['minutes']:.0f} min" if is_long else ""
    head = ", ".join(part for part in (was, minutes, OUTCOMES.get(outcome, outcome)) if part)
    return f"{head}: {brief(row['subject'])}" if isinstance(row["subject"], str) else head


def _own_words(
    book: Book, record: Mapping[str, Any] | pd.Series, people: pd.Series, log: pd.DataFrame
) -> pd.DataFrame:
    """The rep's own notes: in the log, newest first, then of the person, the deal and the account."""
    is_theirs = log["direction"].eq("in") & log["kind"].isin(TEXT_KINDS)
    notes = own_text(log["notes"].mask(is_theirs | log["kind"].eq(READ_OFF)))
    is_note = log["kind"].eq("note") & notes.isna()
    logged = notes.mask(is_note, log["subject"])
    found = [_said(book, "activities", logged, log["done_at"], is_note.map({True: "subject", False: "notes"}))]
    ids = (people, [record["opportunity_id"]], [record["account_id"]])
    for (table, link), wanted in zip(NOTED_AT.items(), ids, strict=True):
        rows = book.tables[table]
        rows = rows.loc[rows[link].isin(list(wanted)), "notes"]
        no_day = pd.Series(pd.NaT, rows.index, dtype="datetime64[us]")
        found.append(_said(book, table, rows, no_day, pd.Series("notes", rows.index)))
    return pd.concat(found).drop_duplicates("said")


def _said(book: Book, table: str, texts: pd.Series, days: pd.Series, fields: pd.Series) -> pd.DataFrame:
    texts = texts.dropna().head(WORDS_SHOWN)
    where = [_place(book, table, key, fields[key]) for key in texts.index]
    said = {"said": texts.to_numpy(), "on": days.loc[texts.index].to_numpy(), "where": where}
    return pd.DataFrame(said).astype({"on": "datetime64[us]", "said": "str", "where": "str"})


def _place(book: Book, table: str, key: str, field: str) -> str:
    cell = book.cell(table, key, field)
    return f"{cell.sheet}, row {cell.row}" if cell is not None else "noted here"


def _open(
    book: Book, record: Mapping[str, Any] | pd.Series, people: pd.Series, on: pd.Timestamp
) -> tuple[str, ...]:
    deals = book.opportunities
    deal = deals.loc[deals["opportunity_id"].eq(record["opportunity_id"]) & deals["next_step"].notna()].head(1)
    agreed = zip(deal["next_step"], deal["next_step_on"], strict=True)
    steps = [f"Next step: {step}{_by(day)}" for step, day in agreed]
    quotes = open_quotes(book.quotes, on)
    mine = quotes["opportunity_id"].eq(record["opportunity_id"]) | quotes["contact_id"].isin(people)
    quotes = quotes.loc[mine.fillna(False) & quotes["sent_on"].ge(on - YEAR)]
    quotes = quotes.assign(currency=quotes["currency"].fillna(main_currency(deals)))
    return (*steps, *(_quote_words(quote) for quote in quotes.to_dict("records")))


def _by(day: pd.Timestamp) -> str:
    return f", {day.day} {day:%B}" if pd.notna(day) else ""


def _quote_words(quote: Mapping[Hashable, Any]) -> str:
    until = f", holds until{_by(quote['valid_until_on'])[1:]}" if pd.notna(quote["valid_until_on"]) else ""
    return f"Open quote: {money(quote['amount'], quote['currency'])}, sent{_by(quote['sent_on'])[1:]}{until}"
