"""The open opportunities of a book with their win chances and the reasons."""

import pandas as pd

from sentia.book.book import Book
from sentia.estimates.winning import add_reasons, add_win_rate
from sentia.playbook import Playbook

SCORED = [
    *("opportunity_id", "account_id", "account", "owner", "stage", "amount", "win_rate", "low", "high"),
    *("expected_close_on", "reasons"),
]


def score_opportunities(book: Book, on: str | pd.Timestamp, playbook: Playbook | None = None) -> pd.DataFrame:
    """One row per open opportunity, indexed by `row_key`: `win_rate` with its 80% interval `low`, `high`.

    Rates from 0 to 1; `reasons` is a list of {"factor", "odds", "words"}. `on` is the day the chances are for;
    they do not depend on it while they come from stages alone. A book without open deals gives no rows.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"stage": ["Proposal", "Won"], "amount": [10, 20]}))
    >>> score_opportunities(book, "2026-11-23")["win_rate"].tolist()
    [0.35]
    """
    deals = book.opportunities
    scored = add_reasons(add_win_rate(deals.loc[deals["status"] == "open"], playbook or Playbook()))
    names = book.accounts.drop_duplicates("account_id").set_index("account_id")["name"]
    scored = scored.assign(account=scored["account_id"].map(names)).rename(
        columns={"win_low": "low", "win_high": "high"}
    )
    return scored[SCORED]
