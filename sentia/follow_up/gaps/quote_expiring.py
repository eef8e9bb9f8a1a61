"""Quote expiring: three working days before its last valid day.

Silenced when it is accepted, declined or extended; by no touch and no plan.
"""

import pandas as pd

from sentia.book.currencies import main_currency
from sentia.book.matching import looked_up
from sentia.follow_up.board import Board
from sentia.follow_up.gaps.columns import clocks_of
from sentia.follow_up.quotes import open_quotes
from sentia.follow_up.wording import day_words, money

KIND, NEXT_TOUCH = "quote expiring", "Call before it lapses"
ACTIONS = ("quote",)
IS_SALES, STANDS, BY_TICK = True, False, False


def my_open_quotes(board: Board) -> pd.DataFrame:
    """The open quotes of this owner (see `quotes.open_quotes`); none whose deal is decided or somebody else's."""
    quotes = open_quotes(board.book.quotes.sort_index(), board.on)
    deals, every = board.deals, board.every_deal
    own = board.is_mine(looked_up(quotes["account_id"], board.owners)) & ~quotes["opportunity_id"].isin(
        every.index
    )
    quotes = quotes.loc[quotes["opportunity_id"].isin(deals.index) | own]
    of_deal = (
        deals[["contact_id", "account_id", "currency"]].reindex(quotes["opportunity_id"]).set_axis(quotes.index)
    )
    quotes = quotes.assign(
        contact_id=quotes["contact_id"].fillna(of_deal["contact_id"]),
        account_id=quotes["account_id"].fillna(of_deal["account_id"]),
        currency=of_deal["currency"].fillna(main_currency(every)),
    )
    return board.coded(quotes)


def clocks(board: Board) -> pd.DataFrame:
    """One row an open quote that still holds."""
    quotes = my_open_quotes(board)
    quotes = quotes.loc[quotes["valid_until_on"] >= board.on]
    due_on = board.working_days(quotes["valid_until_on"], -board.playbook.quote_expiry, quotes)
    return clocks_of(KIND, quotes, due_on, quotes["sent_on"], pot="quote:" + quotes["quote_id"])


def say(gaps: pd.DataFrame, board: Board) -> list[str]:
    """How much, and until when it holds."""
    rows = zip(gaps["amount"], gaps["currency"], day_words(gaps["valid_until_on"]), strict=True)
    return [
        f"{'A quote' if pd.isna(amount) else f'A quote of {money(amount, code)}'} holds until {day}"
        for amount, code, day in rows
    ]
