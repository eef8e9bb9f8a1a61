"""The open opportunities of a book with their win chances and the reasons."""

import pandas as pd

from sentia.book.book import Book
from sentia.day.day import day_of
from sentia.day.desk import Desk, desk_of_day
from sentia.day.ranges import Part, amount_part, combined, stands_on
from sentia.estimates.winning import add_reasons
from sentia.playbook import Playbook

SCORED = [
    *("opportunity_id", "account_id", "account", "owner", "stage", "amount", "win_rate", "low", "high"),
    *("expected_close_on", "reasons", "priced", "priced_low", "priced_high", "amount_as", "basis"),
]


def score_opportunities(book: Book, on: str | pd.Timestamp, playbook: Playbook | None = None) -> pd.DataFrame:
    """One row per open opportunity: `win_rate` with its 80% interval `low`, `high`, as a day on `on` prices it.

    Rates from 0 to 1; `reasons` is a list of {"factor", "odds", "words"}. `amount` is the file's own, `priced`
    what the deal counts as, with its range, in the book's currency; `amount_as` says how it was made where it is
    not the given one, and `basis` says what chance and amount stand on (see `ranges`). A book without open deals
    gives no rows.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"stage": ["Proposal", "Won"], "amount": [10, 20]}))
    >>> score_opportunities(book, "2026-11-23")["win_rate"].tolist()
    [0.35]
    """
    return scores_of(desk_of_day(book, day_of(on), playbook or book.playbook, None))


def scores_of(desk: Desk) -> pd.DataFrame:
    """The same of a desk."""
    deals = desk.deals
    won = Part(*(deals[name] / deals["win_rate"] for name in ("win_low", "win_high")), desk.learned["win"])
    learned = pd.Series(combined([won, amount_part(deals)]).learned, deals.index)
    deals = deals.assign(basis=stands_on(learned))
    named = add_reasons(deals, desk.winning).assign(account=deals["account_id"].map(desk.accounts["name"]))
    return named.rename(columns={"win_low": "low", "win_high": "high"})[SCORED].reset_index(drop=True)
