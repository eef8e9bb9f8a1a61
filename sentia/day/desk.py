"""The book as it lies on one rep's desk on one day: deals, quotes, accounts and people, with what prices them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sentia import touches
from sentia.book.book import Book
from sentia.book.checks import DIFFERENT, is_written_twice
from sentia.book.currencies import in_currency
from sentia.book.matching import looked_up
from sentia.book.persons import person_key
from sentia.book.stage_table import add_stage
from sentia.day.amounts import Amounts, add_priced_amount, amounts_of
from sentia.day.follow_ups import due_follow_ups
from sentia.day.judgement import Judgements, add_own_numbers
from sentia.estimates.reordering import reordering_by_account
from sentia.estimates.winning import add_fading, add_win_rate
from sentia.facts.declines import declined_until
from sentia.facts.facts import Facts
from sentia.facts.people import main_contacts, sole_contacts
from sentia.facts.permission import reachable
from sentia.facts.quotes import open_quotes, unanswered
from sentia.facts.reasons import last_nos, lost_deals
from sentia.playbook import Playbook
from sentia.touches import add_touch, days_between, in_order, latest_of, quiet_by, quiet_of
from sentia.work.turns import add_turn

# What a desk needs of each table: fewer columns are faster to sort and to join.
# fmt: off
ACCOUNT = ["account_id", "name", "status", "industry", "owner", "potential_spend", "since_on", "do_not_contact"]
CONTACT = ["contact_id", "name", "account_id", "owner", "email", "phone", "do_not_contact"]
DEAL = [
    "opportunity_id", "name", "account_id", "contact_id", "owner", "status", "stage", "amount", "currency",
    "recurrence", "created_on", "stage_since_on", "expected_close_on", "product", "source", "next_step",
    "next_step_on", "next_step_at", "blocked_until_on", "waiting_on",
]
LOGGED = [*touches.READ, "account_id", "contact_id", "opportunity_id"]
# fmt: on


@dataclass(frozen=True)
class Desk:
    """A book on a day, for one owner (None: everybody's), under a playbook."""

    book: Book
    on: pd.Timestamp
    playbook: Playbook
    owner: str | None = None

    @cached_property
    def amounts(self) -> Amounts:
        """What deals are usually worth, and in which currency."""
        return amounts_of(self.book, self.playbook)

    @cached_property
    def currency(self) -> str:
        """The currency of most amounts; what the money on the page is in."""
        return self.amounts.currency

    @cached_property
    def touched(self) -> pd.DataFrame:
        """Every activity, oldest first, with what it was (see `touches.add_touch`) and whose (`person`)."""
        log = add_touch(self.book.activities[LOGGED], self.on)
        return in_order(log.assign(person=looked_up(log["contact_id"], self._people["person"])))

    @cached_property
    def log_starts(self) -> pd.Timestamp:
        """The first day of the activity log; NaT where the book has none."""
        return touches.log_starts(self.book.activities)

    @cached_property
    def has_log(self) -> bool:
        """Whether the book has an activity log at all."""
        return bool(pd.notna(self.log_starts))

    @cached_property
    def _people(self) -> pd.DataFrame:
        people = _by_id(self.book.contacts[CONTACT], "contact_id")
        owner = people["owner"].fillna(looked_up(people["account_id"], self._owners))
        return people.assign(person=person_key(people), owner=owner)

    @cached_property
    def _owners(self) -> pd.Series:
        """Whose each account is: its own owner, else that of its newest deal."""
        deals = self.book.opportunities[["opportunity_id", "account_id", "owner", "created_on"]]
        newest = deals.dropna(subset=["account_id", "owner"])
        newest = newest.sort_values(["created_on", "opportunity_id"], na_position="first", kind="stable")
        newest = newest.drop_duplicates("account_id", keep="last").set_index("account_id")
        accounts = _by_id(self.book.accounts[["account_id", "owner"]], "account_id")
        return accounts["owner"].fillna(looked_up(accounts["account_id"], newest["owner"]))

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """One row a contact, indexed by `contact_id`: its columns, `person`, and how long that person is quiet."""
        return self._people.join(quiet_of(self._people["person"], self._quiet_people, self.on))

    @cached_property
    def _quiet_people(self) -> pd.DataFrame:
        return quiet_by(self.touched, "person", self.on)

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """One row an account, indexed by `account_id`: its columns, how it buys, how long quiet, whom to call.

        `contact_id` is its main contact, `has_deal` whether a deal is open there (anybody's), `heard_on` the day
        its turn counts from: the last touch, else (in a book with a log) its first day, else its last order.
        `is_gone`: it has surely stopped
        buying, by the model or by its own rhythm; `is_overdue`: it has not, and waits longer than is usual.
        """
        accounts = _by_id(self.book.accounts[ACCOUNT], "account_id").assign(owner=self._owners)
        quiet = quiet_by(self.touched, "account_id", self.on)
        accounts = accounts.join(quiet_of(accounts["account_id"], quiet, self.on))
        accounts = accounts.join(reordering_by_account(self.orders, self.on, self.playbook.overdue_tail))
        is_gone = np.fmin(accounts["alive"], 1 - accounts["gone"]) < self.playbook.gone_below
        deals = self.book.opportunities
        with_deal = deals.loc[deals["status"] == "open", "account_id"].dropna().unique()
        return accounts.assign(
            contact_id=looked_up(accounts["account_id"], self.main_contacts),
            has_deal=accounts["account_id"].isin(with_deal),
            is_gone=is_gone,
            is_overdue=(accounts["tail"] < self.playbook.overdue_tail) & ~is_gone,
            heard_on=self._heard_on(accounts),
        )

    def _heard_on(self, accounts: pd.DataFrame) -> pd.Series:
        known = accounts["since_on"].fillna(accounts["first_on"])
        untouched = known if self.has_log else accounts["last_on"].fillna(accounts["since_on"])
        return accounts["last_touch_on"].fillna(untouched).astype("datetime64[us]")

    @cached_property
    def orders(self) -> pd.DataFrame:
        """What was bought, one row an order; in a book without orders the deals won stand for them."""
        if len(self.book.orders):
            return self.book.orders
        won = self.book.opportunities.loc[self.book.opportunities["status"] == "won"]
        won = won.assign(amount=self.in_main_currency(won))
        return won[["account_id", "closed_on", "amount"]].rename(columns={"closed_on": "ordered_on"})

    def in_main_currency(self, deals: pd.DataFrame) -> pd.Series:
        """The amounts of deals in the book's currency; missing where they are in another one without a rate."""
        return in_currency(deals, self.currency, self.amounts.rates)

    @cached_property
    def lost_deals(self) -> pd.DataFrame:
        """Every deal lost until the day, anybody's, with why (see `reasons.lost_deals`)."""
        return lost_deals(self.book.opportunities, self.on, self.playbook)

    @cached_property
    def last_nos(self) -> pd.DataFrame:
        """The lost deal that was the last word of each account or person (see `reasons.last_nos`)."""
        return last_nos(self.lost_deals, self.book.opportunities)

    @cached_property
    def main_contacts(self) -> pd.Series:
        """The person to call at each account (see `people.main_contacts`)."""
        people = self.contacts.assign(who=self.board.contacts["who"])
        return main_contacts(reachable(people, self.board))

    @cached_property
    def board(self) -> Facts:
        """The same book as follow-ups see it."""
        return Facts(self.book, self.on, self.playbook, self.owner)

    @cached_property
    def follow_ups(self) -> Mapping[str, pd.DataFrame]:
        """The follow-ups that are due, by kind of gap (see `follow_ups.due_follow_ups`)."""
        return due_follow_ups(self.board)

    @cached_property
    def sole_contacts(self) -> pd.Series:
        """The contact of each account that has only one."""
        return sole_contacts(self.contacts)

    @cached_property
    def deals(self) -> pd.DataFrame:
        """One row an open deal of this owner, indexed by `opportunity_id`, with win chance, amount and silence.

        Of several deals with one id the first keeps it, the others go by their row key. `days_quiet` counts
        from the last touch about the deal or with its person, whichever is later; from its first day where
        the log covers its whole life; it is NaN where nothing is known. `turn` says whose turn it is (see
        `turns.add_turn`). The rep's own chance and worth come first (see `judgement.add_own_numbers`).
        """
        deals = add_stage(self.book.opportunities[DEAL], self.book.stages, self.book.stage_facts)
        ids = deals["opportunity_id"].mask(deals["opportunity_id"].duplicated(), deals.index.to_series())
        deals = deals.assign(opportunity_id=ids).set_index("opportunity_id", drop=False).rename_axis(None)
        deals = deals.loc[(deals["status"] == "open") & self.is_mine(deals["owner"])]
        deals = deals.loc[~self._is_said_twice(deals)]
        contact = deals["contact_id"].fillna(looked_up(deals["account_id"], self.main_contacts))
        waits_until = self.board.blocked_until.reindex(deals.index)
        deals = deals.assign(contact_id=contact, blocked_until_on=waits_until)
        deals = add_win_rate(deals, self.playbook)
        deals = self._with_silence(add_priced_amount(deals, self.amounts)).pipe(add_turn, self.playbook)
        last_word_on = latest_of(deals["heard_on"], deals["expected_close_on"])
        deals = add_fading(deals, last_word_on, self.on, self.playbook)
        return add_own_numbers(deals, self.judgements, None, self.playbook.worth_of_a_dollar, self.currency)

    @cached_property
    def declined_deals(self) -> frozenset[str]:
        """The open deals that somebody said no to of late (see `declines.declined_until`)."""
        deals = self.board.deals
        return frozenset(deals.index[declined_until(deals, self.board) > self.on])

    @cached_property
    def declined_on(self) -> pd.Series:
        """The day of the last no of each account whose last word it was, by account id.

        Until the fresh look is due nothing there counts a dollar as a lead; from then on the fresh look speaks.
        """
        nos = self.last_nos.dropna(subset="account_id")
        return nos.set_index("account_id")["closed_on"]

    @cached_property
    def best_deals(self) -> Mapping[str, pd.Series]:
        """The open deal that is worth most to each person, and at each account, by `person` and `account_id`.

        None they said no to of late.
        """
        deals = self.deals[["opportunity_id", "contact_id", "account_id", "priced", "win_rate"]]
        deals = deals.loc[~deals["opportunity_id"].isin(self.declined_deals)]
        deals = deals.assign(
            size=deals["priced"] * deals["win_rate"], person=looked_up(deals["contact_id"], self._people["person"])
        )
        best = deals.sort_values(["size", "opportunity_id"], ascending=[False, True], kind="stable")
        first = {by: best.dropna(subset=by).drop_duplicates(by) for by in ("person", "account_id")}
        return {by: rows.set_index(by)["opportunity_id"] for by, rows in first.items()}

    @cached_property
    def judgements(self) -> Judgements:
        """What the rep judges otherwise than Sentia."""
        return Judgements(self.book.judgements, self._people["person"])

    def _is_said_twice(self, deals: pd.DataFrame) -> pd.Series:
        """Whether each deal stands a second time on an equal row, so that its dollars count once.

        Only deals without an id of their own can be meant; the rep may say that they are different deals.
        """
        if self.book.answers.get("twice") == DIFFERENT:
            return pd.Series(False, deals.index)
        return is_written_twice(deals)

    def _with_silence(self, deals: pd.DataFrame) -> pd.DataFrame:
        own = quiet_of(deals["opportunity_id"], quiet_by(self.touched, "opportunity_id", self.on), self.on)
        theirs = self._their_silence(deals)
        last_touch = latest_of(own["last_touch_on"], theirs["last_touch_on"])
        is_theirs = theirs["last_touch_on"] > own["last_touch_on"].fillna(touches.LONG_AGO)
        since = deals["created_on"].where(deals["created_on"] >= self.log_starts)
        tries = own["tries"].where(last_touch.notna(), np.fmax(own["tries"], theirs["tries"]))
        return deals.assign(
            last_touch_on=last_touch,
            last_try_on=latest_of(own["last_try_on"], theirs["last_try_on"]),
            last_kind=own["last_kind"].where(~is_theirs, theirs["last_kind"]),
            is_owed=own["is_owed"].where(~is_theirs, theirs["is_owed"]),
            tries=tries.where(~is_theirs, theirs["tries"]),
            days_quiet=days_between(last_touch, self.on).fillna(days_between(since, self.on)),
            heard_on=last_touch.fillna(latest_of(deals["created_on"], deals["stage_since_on"])),
        )

    def _their_silence(self, deals: pd.DataFrame) -> pd.DataFrame:
        """The silence of each deal's person; of its account, touches about no deal, where it has no person."""
        loose = quiet_by(self.touched.loc[self.touched["opportunity_id"].isna()], "account_id", self.on)
        person = looked_up(deals["contact_id"], self._people["person"])
        with_person = quiet_of(person, self._quiet_people, self.on)
        return with_person.where(person.notna(), quiet_of(deals["account_id"], loose, self.on))

    @cached_property
    def unanswered_quotes(self) -> pd.DataFrame:
        """The open quotes of this owner without a word since (see `quotes.unanswered`).

        A quote whose deal is closed, or somebody else's, is none.
        """
        quotes = open_quotes(self.book.quotes, self.on)
        is_mine = self.is_mine(looked_up(quotes["account_id"], self._owners))
        of_deal = quotes["opportunity_id"].isin(self.deals.index)
        return unanswered(quotes.loc[of_deal | (quotes["opportunity_id"].isna() & is_mine)], self.touched)

    def is_mine(self, owners: pd.Series) -> pd.Series:
        """Whether each owner is this rep; rows without an owner are everybody's."""
        return owners.isna() | (owners == self.owner) if self.owner else pd.Series(True, owners.index)


def _by_id(records: pd.DataFrame, identity: str) -> pd.DataFrame:
    """The records by their id, each id once."""
    return records.drop_duplicates(identity).set_index(identity, drop=False).rename_axis(None)
