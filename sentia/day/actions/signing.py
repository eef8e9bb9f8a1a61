"""What a deal agreed by word still lacks to be signed, as far as the file keeps it."""

import pandas as pd

from sentia.day.desk import Desk
from sentia.day.quota import to_quarter_end

VERBAL = "verbal"
DECIDES = "decides"


def lacks_to_sign(deals: pd.DataFrame, desk: Desk) -> pd.Series:
    """What each deal at a verbal yes lacks, with the days to the quarter's end, in words, by its id.

    Only what the file has a place for is missed: its amount, a quote in writing, somebody who decides and
    signs, a day for it, a dated step; and the word of whoever has to let it pass.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> from sentia.playbook import Playbook
    >>> agreed = {"opportunity_id": ["1"], "stage": ["Verbal yes"], "amount": [900.0], "next_step_on": [None]}
    >>> book = make_book(opportunities=pd.DataFrame(agreed | {"expected_close_on": ["2026-12-01"]}))
    >>> desk = Desk(book, pd.Timestamp("2026-11-23"), Playbook())
    >>> lacks_to_sign(desk.deals, desk).tolist()
    ['to sign it lacks somebody to sign and a dated step; 29 selling days to 31 December']
    """
    agreed = deals.loc[deals["stage_kind"] == VERBAL]
    if agreed.empty:
        return pd.Series(dtype="str")
    missing, left = _missing(agreed, desk), to_quarter_end(desk)
    words = [_words([what for what, is_so in row.items() if is_so], left) for row in missing.to_dict("records")]
    return pd.Series(words, agreed.index, dtype="str")


def _missing(deals: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    quotes, people = desk.book.quotes, desk.facts.contacts
    written = quotes["opportunity_id"].isin(deals["opportunity_id"])
    accepted = set(quotes.loc[written & quotes["status"].eq("accepted"), "opportunity_id"])
    sent = set(quotes.loc[written, "opportunity_id"])
    deciders = set(people.loc[people["role"].eq(DECIDES), "account_id"].dropna())
    missing = {
        "an amount": ~(deals["amount"] > 0),
        "a quote in writing": ~deals["opportunity_id"].isin(sent) & bool(len(quotes)),
        "their yes to the quote in writing": deals["opportunity_id"].isin(sent - accepted),
        "somebody who decides": ~deals["account_id"].isin(deciders) & people["role"].notna().any(),
        "somebody to sign": deals["contact_id"].isna() & ~deals["account_id"].isin(desk.main_contacts.index),
        "the word of their lawyers": deals["turn"].eq("legal"),
        "the word of their buyers": deals["turn"].eq("procurement"),
        "a day for signing": ~(deals["expected_close_on"] >= desk.on),
        "a dated step": ~(deals["next_step_on"] >= desk.on),
    }
    return pd.DataFrame(missing)


def _words(lacks: list[str], left: str) -> str:
    if not lacks:
        return f"nothing the file shows keeps them from signing; {left}"
    named = " and ".join([", ".join(lacks[:-1]), lacks[-1]] if len(lacks) > 1 else lacks)
    return f"to sign it lacks {named}; {left}"
