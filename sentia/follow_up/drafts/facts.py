"""The facts of a message, as the book has them: names, the deal, amounts, days; what is not known stays away."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.follow_up.drafts.languages import Language

_LINKS = {
    "accounts": "account_id",
    "contacts": "contact_id",
    "opportunities": "opportunity_id",
    "quotes": "quote_id",
}
_BLANKS = re.compile(r"[ \t\r\n]+")
_ASKED = ("no answer", "voicemail")
# The activities whose last day each message speaks of.
_SPOKEN_OF = {
    "answer": {"direction": ("in",)},
    "try again": {"outcome": _ASKED},
    "information": {"kind": ("info sent",)},
    "summary": {"kind": ("meeting", "visit", "demo")},
}


def facts_of(
    book: Book, line: Mapping[str, Any], about: str, on: pd.Timestamp, language: Language, owner: str | None
) -> dict[str, str]:
    """What a message about a line may say, by the names of its places (`first`, `deal`, `amount`, `day` ...).

    Parameters
    ----------
    line : mapping
        The ids of a follow-up or of a line of the day; `gap`, its id, where it has one.
    about : str
        Which message (see `languages.about_of`).
    """
    records = {table: _record(book, table, line.get(name)) for table, name in _LINKS.items()}
    deal, contact, quote = (records[name] for name in ("opportunities", "contacts", "quotes"))
    if about == "quote" and not quote:
        quote = _last_quote(book, line.get("opportunity_id"), on)
    days = {"day": _day(book, line, about, on, deal, quote), "until": quote.get("valid_until_on")}
    facts = {
        "name": contact.get("name"),
        "first": _first(contact.get("name")),
        "account": records["accounts"].get("name"),
        "deal": deal.get("product") if _is_missing(deal.get("name")) else deal.get("name"),
        "amount": language.money(quote.get("amount"), deal.get("currency")),
        "owner": owner,
        "other": _other(book, line, about, contact, on),
    }
    facts |= {name: language.day(day, on) for name, day in days.items()} | _promise(book, line, language, on)
    said = {name: _BLANKS.sub(" ", str(fact)).strip() for name, fact in facts.items() if not _is_missing(fact)}
    return said | ({"owner": owner.strip()} if "owner" in said else {})  # a signature may have several lines


def _is_missing(fact: Any) -> bool:
    return pd.isna(fact) or not str(fact).strip()


def _record(book: Book, table: str, key: Any) -> dict[str, Any]:
    rows = book.tables[table]
    found = rows.loc[rows[_LINKS[table]] == key] if isinstance(key, str) else rows.iloc[:0]
    return found.iloc[0].dropna().to_dict() if len(found) else {}


def _first(name: Any) -> str | None:
    """The first name of somebody, where it is plain which one it is."""
    if not isinstance(name, str) or "," in name or "." in name.split()[0]:
        return None
    return name.split()[0]


def _last_quote(book: Book, deal: Any, on: pd.Timestamp) -> dict[str, Any]:
    quotes = book.quotes
    quotes = quotes.loc[(quotes["opportunity_id"] == deal) & (quotes["sent_on"] <= on)].sort_values("sent_on")
    return quotes.iloc[-1].dropna().to_dict() if len(quotes) else {}


def _day(
    book: Book, line: Mapping[str, Any], about: str, on: pd.Timestamp, deal: dict[str, Any], quote: dict[str, Any]
) -> pd.Timestamp | None:
    """The day that the message speaks of; None where the book has none."""
    if about == "quote":
        return quote.get("sent_on")
    if about in ("fresh look", "timetable"):
        return deal.get("closed_on" if about == "fresh look" else "expected_close_on")
    if about == "order":
        return book.orders.loc[book.orders["account_id"] == line.get("account_id"), "ordered_on"].max()
    return _last_activity(book, line, _SPOKEN_OF[about], on) if about in _SPOKEN_OF else None


def _last_activity(
    book: Book, line: Mapping[str, Any], wanted: Mapping[str, tuple[str, ...]], on: pd.Timestamp
) -> pd.Timestamp | None:
    """The day of the last such activity with this very person."""
    log = book.activities
    is_it = (log["contact_id"] == line.get("contact_id")) & (log["done_at"] < on + pd.Timedelta(days=1))
    for name, words in wanted.items():
        is_it &= log[name].isin(words)
    return log.loc[is_it, "done_at"].max()


def _promise(book: Book, line: Mapping[str, Any], language: Language, on: pd.Timestamp) -> dict[str, Any]:
    """The words and the day of the promise that the line is about."""
    _, _, key = str(line.get("gap", "")).partition("promise:")
    rows = book.activities.loc[book.activities["activity_id"] == key] if key else book.activities.iloc[:0]
    if rows.empty:
        return {}
    said = rows.iloc[0]
    day = {} if pd.isna(said["promise_on"]) else {"day": language.day(said["promise_on"], on)}
    return {"promise": said["promise"]} | day


def _other(
    book: Book, line: Mapping[str, Any], about: str, contact: dict[str, Any], on: pd.Timestamp
) -> str | None:
    """The old company of somebody who moved; whom somebody introduced."""
    if about == "greet":
        old = contact.get("previous_account")
        return _record(book, "accounts", old).get("name")
    _, _, whom = str(line.get("gap", "")).partition(">")
    return _record(book, "contacts", whom).get("name") or _record(book, "accounts", whom).get("name")
