"""Everything true of a book on a day, once: what happened, and what is planned."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.currencies import counted_amounts, main_currency, priced_rows, rates_of
from sentia.book.matching import is_among, looked_up
from sentia.book.once import same_again
from sentia.estimates.product_lines import stopped_products_by_account
from sentia.estimates.reordering import reordering_by_account
from sentia.facts.declines import fresh_looks
from sentia.facts.happened import Happened
from sentia.facts.quotes import open_quotes
from sentia.facts.rests_said import away_until, blocked_until
from sentia.facts.steps import appointments, dated_steps
from sentia.facts.working_days import working_days_after
from sentia.playbook import Playbook
from sentia.usual import KEY_SHARE


@dataclass(frozen=True)
class Facts(Happened):
    """A facts that knows which steps are still to be done."""

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Every dated step that is still to be done (see `steps.dated_steps`)."""
        return dated_steps(self)

    @cached_property
    def usual_amount(self) -> float:
        """The median of what won deals, else all, come to, in the book's currency; NaN where none is known."""
        deals, amounts = self.every_deal, self.counted(self.every_deal)
        known = amounts.loc[amounts > 0]
        won = known.loc[deals.loc[known.index, "status"] == "won"]
        return float((won if len(won) else known).median())

    def counted(self, deals: pd.DataFrame) -> pd.Series:
        """What each deal comes to in the book's currency (see `currencies.counted_amounts`)."""
        currency = main_currency(priced_rows(self.book.opportunities, self.book.quotes))
        rates = rates_of(self.book.answers, currency)
        return counted_amounts(deals, currency, rates, self.playbook.recurring_months)

    @cached_property
    def reorders(self) -> pd.DataFrame:
        """How each account orders (see `reordering.reordering_by_account`), and `is_gone`: it surely stopped.

        That is said only where the model and the account's own rhythm agree: of public customers those that either
        alone called gone came back as often as the others.

        In a book without orders the deals won stand for them.
        """
        orders = self.book.orders
        if orders.empty:
            won = self.book.opportunities.loc[self.book.opportunities["status"] == "won"]
            won = won.assign(amount=self.counted(won))
            orders = won[["account_id", "closed_on", "amount"]].rename(columns={"closed_on": "ordered_on"})
        rhythm = reordering_by_account(orders, self.on, self.playbook.overdue_tail)
        still = np.fmax(rhythm["alive"], 1 - rhythm["gone"])
        return rhythm.assign(is_gone=still < self.playbook.gone_below)

    @cached_property
    def stopped_products(self) -> pd.DataFrame:
        """The product that each account stopped while it goes on buying on time (see `product_lines`)."""
        buys = self.reorders.loc[
            ~self.reorders["is_gone"] & (self.reorders["days_since"] <= self.reorders["overdue_days"])
        ]
        orders = self.book.orders
        if buys.empty or orders["product"].isna().all():
            orders = orders.iloc[:0]
        orders = orders.loc[is_among(orders["account_id"], buys.index)]
        return stopped_products_by_account(orders, self.on, self.playbook.overdue_tail)

    @cached_property
    def key_accounts(self) -> frozenset[int]:
        """The key accounts (`at`): as marked, and those of the tenth that bought most in a year."""
        accounts = self.accounts
        spend = self.reorders["spend_12"].reindex(accounts.index)
        spend = spend.loc[spend > 0]
        largest = spend.index[spend.rank(ascending=False, method="max") <= KEY_SHARE * len(spend)]
        is_key = accounts["is_key"].eq(True) | accounts.index.isin(largest)
        return frozenset(accounts.loc[is_key, "at"])

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """The open quotes of this owner (see `quotes.open_quotes`); none of a deal decided or somebody else's."""
        quotes = open_quotes(self.book.quotes.sort_index(), self.on)
        if quotes.empty:
            return quotes.assign(who=-1, deal=-1, at=-1)
        deals, every = self.deals, self.every_deal
        is_mine = self.is_mine(looked_up(quotes["account_id"], self.owners))
        loose = is_mine & ~is_among(quotes["opportunity_id"], every["opportunity_id"])
        quotes = quotes.loc[is_among(quotes["opportunity_id"], deals["opportunity_id"]) | loose]
        of_deal = deals[["contact_id", "account_id", "currency"]].reindex(quotes["opportunity_id"])
        of_deal = of_deal.set_axis(quotes.index)
        quotes = quotes.assign(
            contact_id=quotes["contact_id"].fillna(of_deal["contact_id"]),
            account_id=quotes["account_id"].fillna(of_deal["account_id"]),
            currency=quotes["currency"].fillna(of_deal["currency"]).fillna(main_currency(every)),
        )
        return self.coded(quotes)

    @cached_property
    def blocked_until(self) -> pd.Series:
        """The day until which each deal waits (see `rests_said.blocked_until`)."""
        return blocked_until(self)

    @cached_property
    def away_until(self) -> pd.Series:
        """The day until which each person is away, by `who` (see `rests_said.away_until`)."""
        return self.once(away_until)

    @cached_property
    def looks(self) -> pd.DataFrame:
        """Every last no with the day of its fresh look (see `declines.fresh_looks`)."""
        return fresh_looks(self)

    def waits_for_a_look(self, records: pd.DataFrame) -> pd.Series:
        """Whether the last word at each record's account (else its person's) was no, and it buys nothing."""
        looks, orders = self.looks, self.reorders
        buys = orders.index[(orders["spend_12"] > 0) & ~orders["is_gone"]]
        here = records["at"].isin(looks.loc[looks["at"] >= 0, "at"]) & ~is_among(records["account_id"], buys)
        return here | ((records["at"] < 0) & records["who"].isin(looks.loc[looks["at"] < 0, "who"]))

    @cached_property
    def appointments(self) -> pd.DataFrame:
        """The accounts that an appointment still to come names (see `steps.appointments`)."""
        return appointments(self)

    def is_planned(self, records: pd.DataFrame) -> np.ndarray:
        """Whether a step is planned for each record: about its deal, with its person, at its account.

        A step about another deal of the same person does not count for a deal; a late step does count, as it has
        a follow-up of its own.
        """
        steps = self.steps
        if steps.empty and self.appointments.empty:
            return np.zeros(len(records), bool)
        loose = steps.loc[steps["deal"] < 0]
        with_nobody = loose.loc[loose["who"] < 0]
        deal, who, at = (records[code].to_numpy() for code in ("deal", "who", "at"))
        is_deal = records["opportunity_id"].notna().to_numpy()
        is_person = who >= 0
        of_deal = _within(deal, steps["deal"]) | _within(who, loose["who"]) | _within(at, with_nobody["at"])
        of_person = _within(who, steps["who"]) | _within(at, with_nobody["at"])
        of_account = _within(at, steps["at"])
        planned = np.where(is_deal, of_deal, np.where(is_person, of_person, of_account))
        return planned | _within(at, self.appointments["at"])

    def working_days(self, days: pd.Series, count: float | pd.Series, records: pd.DataFrame) -> pd.Series:
        """The day so many working days after each day, in the country of each record."""
        return working_days_after(days, count, self.country_of(records) if days.notna().any() else None)

    def owner_of(self, records: pd.DataFrame) -> pd.Series:
        """Whose each record is: the deal's owner, else the person's, else the account's."""
        of_deal = looked_up(records["opportunity_id"], self.every_deal["owner"])
        of_person = looked_up(records["contact_id"], self.contacts["owner"])
        return of_deal.fillna(of_person).fillna(looked_up(records["account_id"], self.owners))

    def names_of(self, records: pd.DataFrame) -> pd.DataFrame:
        """The names of each record's `account` and `contact`."""
        account = looked_up(records["account_id"], self.accounts["name"])
        return pd.DataFrame(
            {"account": account, "contact": looked_up(records["contact_id"], self.contacts["name"])}
        )


@same_again
def facts_of_day(book: Book, on: pd.Timestamp, playbook: Playbook, owner: str | None) -> Facts:
    """The facts of a book on a day, for one owner (None: everybody's); the last are kept for who asks again."""
    return Facts(book, on, playbook, owner)


def _within(codes: np.ndarray, among: pd.Series) -> np.ndarray:
    return (codes >= 0) & np.isin(codes, among.to_numpy(int))
