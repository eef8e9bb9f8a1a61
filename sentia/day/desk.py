"""The book as it lies on one rep's desk on one day: deals, quotes, accounts and people, with what prices them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sentia import touches
from sentia.book.book import Book
from sentia.book.matching import looked_up
from sentia.book.once import same_again
from sentia.book.stage_table import add_stage
from sentia.day.amounts import Amounts, add_priced_amount, amounts_of
from sentia.day.follow_ups import due_follow_ups
from sentia.day.judgement import Judgements, add_own_numbers
from sentia.day.reaching import Reaching
from sentia.estimates.deciding import WEIGHT, decided_a_day
from sentia.estimates.pay import Pay, pay_of, period_of
from sentia.estimates.sold import sold_between
from sentia.estimates.stage_rates import add_renewals
from sentia.estimates.timing import TimeToWin, add_likely_close, chance_by, time_to_win
from sentia.estimates.winning import Winning, add_fading, add_win_rate, winning_of
from sentia.facts.declines import declined_until
from sentia.facts.facts import Facts, facts_of_day
from sentia.facts.quotes import unanswered
from sentia.playbook import Playbook
from sentia.touches import days_between, latest_of, quiet_by, quiet_of
from sentia.work.running import Running, running_on
from sentia.work.turns import add_turn

# What a desk needs of each table: fewer columns are faster to sort and to join.
# fmt: off
ACCOUNT = ["account_id", "name", "status", "industry", "owner", "potential_spend", "since_on", "do_not_contact"]
CONTACT = ["contact_id", "name", "account_id", "owner", "email", "phone", "do_not_contact"]
DEAL = [
    "opportunity_id", "name", "account_id", "contact_id", "owner", "status", "stage", "amount", "currency",
    "recurrence", "created_on", "stage_since_on", "expected_close_on", "product", "source", "next_step",
    "next_step_on", "next_step_at", "blocked_until_on", "waiting_on", "probability", "type",
]
LOGGED = [*touches.READ, "account_id", "contact_id", "opportunity_id"]
# fmt: on


@dataclass(frozen=True)
class Desk(Reaching):
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
    def decided_a_day(self) -> float:
        """The share of the book's open deals that is decided in a day (see `deciding.decided_a_day`)."""
        return decided_a_day(self.facts.every_deal, self.playbook)

    @cached_property
    def time_to_win(self) -> TimeToWin:
        """How long deals that are won take (see `timing.time_to_win`)."""
        return time_to_win(self.facts.every_deal, self.on, self.playbook)

    def won_by(self, day: pd.Timestamp) -> np.ndarray:
        """The chance that each open deal, if it is won, is won by a day."""
        return chance_by(self.deals, self.time_to_win, self.on, day)

    @cached_property
    def currency(self) -> str:
        """The currency of most amounts; what the money on the page is in."""
        return self.amounts.currency

    @cached_property
    def facts(self) -> Facts:
        """Everything true of the book on the day."""
        return facts_of_day(self.book, self.on, self.playbook, self.owner)

    @cached_property
    def touched(self) -> pd.DataFrame:
        """What the log knows, oldest first, with what it was (see `touches.add_touch`) and whose (`person`)."""
        log = self.facts.touched
        log = log.loc[log["row"] >= 0]
        persons = np.append(self._people["person"].to_numpy(object)[~self._people["who"].duplicated()], None)
        return log.assign(person=pd.Series(persons[log["who"]], log.index, dtype="str"))

    @property
    def log_starts(self) -> pd.Timestamp:
        """The first day of the activity log; NaT where the book has none."""
        return self.facts.log_starts

    @property
    def has_log(self) -> bool:
        """Whether the book has an activity log at all."""
        return self.facts.has_log

    @cached_property
    def _people(self) -> pd.DataFrame:
        return self.facts.contacts[[*CONTACT, "person", "who", "at"]]

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
        buying, by the model and by its own rhythm; `is_overdue`: it has not, and waits longer than is usual.
        """
        accounts = self.facts.accounts[[*ACCOUNT, "at"]]
        quiet = quiet_by(self.touched, "account_id", self.on)
        accounts = accounts.join(quiet_of(accounts["account_id"], quiet, self.on)).join(self.facts.reorders)
        is_gone = accounts["is_gone"].eq(True)
        deals = self.facts.every_deal
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
    def sales(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What this rep sold, `on` and `amount` (in the book's currency): the deals won, and the orders."""
        deals, orders = self.book.opportunities, self.book.orders
        deals = deals.loc[(deals["status"] == "won") & self.is_mine(deals["owner"])]
        orders = orders.loc[self.is_mine(looked_up(orders["account_id"], self.facts.accounts["owner"]))]
        won = pd.DataFrame({"on": deals["closed_on"], "amount": self.facts.counted(deals)})
        return won, pd.DataFrame({"on": orders["ordered_on"], "amount": orders["amount"]})

    @cached_property
    def pay(self) -> Pay:
        """What the rep makes of a sale, by what was sold in the quota's period so far (see `pay.pay_of`)."""
        starts_on, _ = period_of(self.on, self.playbook)
        return pay_of(self.playbook, sold_between(self.sales, starts_on, self.on), self.on)

    @property
    def main_contacts(self) -> pd.Series:
        """The person to call at each account (see `people.main_contacts`)."""
        return self.facts.main_contacts

    @cached_property
    def running(self) -> Running:
        """Every clock of every kind of work, as follow-ups see it."""
        return self.facts.once(running_on)

    @cached_property
    def follow_ups(self) -> Mapping[str, pd.DataFrame]:
        """The work that is due, by kind (see `follow_ups.due_follow_ups`)."""
        return due_follow_ups(self.running)

    @cached_property
    def deals(self) -> pd.DataFrame:
        """One row an open deal of this owner, indexed by `opportunity_id`, with win chance, amount and silence.

        Of several deals with one id one keeps it, the others go by their row key. `days_quiet` counts
        from the last touch about the deal or with its person, whichever is later; from its first day where
        the log covers its whole life; it is NaN where nothing is known. `turn` says whose turn it is (see
        `turns.add_turn`), `likely_close_on` when it closes if it is won. The rep's own
        chance and worth come first (see `judgement.add_own_numbers`).
        """
        deals = self._staged_deals.assign(
            blocked_until_on=self.facts.blocked_until.reindex(self._staged_deals.index)
        )
        deals = add_win_rate(deals, self.winning)
        deals = self._with_silence(add_priced_amount(deals, self.amounts)).pipe(add_turn, self.playbook)
        last_word_on = latest_of(deals["heard_on"], deals["expected_close_on"])
        deals = add_fading(deals, last_word_on, self.on, self.playbook)
        deals = add_likely_close(deals, self.time_to_win, self.on, self.playbook)
        return add_own_numbers(deals, self.judgements, None, self.playbook.worth_of_a_dollar, self.currency)

    @cached_property
    def _staged_deals(self) -> pd.DataFrame:
        """The open deals of this owner with the kind of their stage, as the book's table of stages has it.

        One that renews what they have stands at least where renewals start.
        """
        deals = self.facts.deals
        keyed = add_stage(deals[DEAL].set_axis(deals["row_key"]), self.book.stages, self.book.stage_facts)
        return add_renewals(keyed.set_axis(deals.index), self.playbook)

    @cached_property
    def winning(self) -> Winning:
        """What prices win chances (see `winning.winning_of`)."""
        facts = self.facts
        return winning_of(facts.every_deal, self._staged_deals, facts.accounts, self.on, self.playbook)

    @cached_property
    def declined_deals(self) -> frozenset[str]:
        """The open deals that somebody said no to of late (see `declines.declined_until`)."""
        deals = self.facts.deals
        return frozenset(deals.index[declined_until(deals, self.facts) > self.on])

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
        person = looked_up(deals["contact_id"], self._people["person"])
        with_person = quiet_of(person, self._quiet_people, self.on)
        if person.notna().all():
            return with_person
        loose = quiet_by(self.touched.loc[self.touched["opportunity_id"].isna()], "account_id", self.on)
        return with_person.where(person.notna(), quiet_of(deals["account_id"], loose, self.on))

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """The open quotes of this owner, with `ours` and `tries` (NaN where they answered)."""
        quotes = self.facts.quotes.drop(columns=["who", "deal", "at"])
        return quotes.join(unanswered(self.facts.quotes, self.facts.touched)[["ours", "tries"]])

    @cached_property
    def learned(self) -> Mapping[str, float]:
        """How much of win chances, the pace of deciding and replies is the book's own history, 0 to 1."""
        decided = self.facts.every_deal["status"].isin(["won", "lost"]).sum()
        known = {"win": self.winning.learned_from / (self.winning.learned_from + self.playbook.stage_weight)}
        return known | {"pace": decided / (decided + WEIGHT), "reply": self.replies.found.learned}

    def is_mine(self, owners: pd.Series) -> pd.Series:
        """Whether each owner is this rep; rows without an owner are everybody's."""
        return self.facts.is_mine(owners)


@same_again
def desk_of_day(book: Book, on: pd.Timestamp, playbook: Playbook, owner: str | None) -> Desk:
    """The desk of a book on a day; the last one is kept for who asks for it again."""
    return Desk(book, on, playbook, owner)
