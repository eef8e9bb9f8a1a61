"""The book as follow-ups see it on one day: who was reached when, by whom, and what is still to come."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from sentia import touches
from sentia.book.book import Book
from sentia.book.checks import DIFFERENT, is_written_twice
from sentia.book.countries import NOT_KNOWN, countries_of
from sentia.book.matching import looked_up, places_of
from sentia.book.once import Once, alike_without_rows
from sentia.book.stages import add_stage_kind
from sentia.facts.evidence import CODES, LINKS, ORDER, STAGE, evidence, is_somebodys
from sentia.facts.owners import account_owners
from sentia.facts.people import contacts_of, main_contacts, sole_contacts
from sentia.facts.permission import reachable
from sentia.facts.reasons import lost_deals
from sentia.facts.records import by_id, in_id_order
from sentia.playbook import Playbook
from sentia.touches import add_touch, is_told_again, order_of
from sentia.usual import LONGEST_PACE

LOGGED = [*touches.READ, *LINKS]
WISH = ["account_id", "contact_id", "every_days"]
FLAGS = ["is_touch", "is_attempt", "is_inbound", "is_asking", "is_word", "is_favour", "is_no_show"]
TOUCHED = ["done_at", "on", "kind", "outcome", *LINKS, *FLAGS, "automatic", "back_on", "row", "who", "deal", "at"]


@dataclass(frozen=True)
class Happened(Once):
    """A book on a day, for one owner (None: everybody's), under a playbook.

    Records and the log carry three numbers that link them: `who` (the person, whatever rows they have), `deal`
    and `at` (the account); -1 where there is none.
    """

    book: Book
    on: pd.Timestamp
    playbook: Playbook
    owner: str | None = None
    own_wishes: pd.DataFrame | None = None

    @cached_property
    def wishes(self) -> pd.DataFrame:
        """At which pace the rep wishes to keep up with whom: by the file's own column, then by what was said here.

        One a contact or an account (see `cadence.add_wishes`); those given, where they were.
        """
        if self.own_wishes is not None:
            return self.own_wishes
        book = self.book
        judged = book.judgements.sort_values(["said_on", "judgement_id"], na_position="first", kind="stable")
        tables = (book.accounts, book.contacts)
        if judged.empty and not any(
            "every_days" in table and table["every_days"].notna().any() for table in tables
        ):
            return judged[WISH]
        accounts, people = (table.reindex(columns=WISH).dropna(subset="every_days") for table in tables)
        nowhere = pd.Series(index=people.index, dtype="str")  # a person's own, wherever they work
        every = pd.concat([accounts, people.assign(account_id=nowhere), judged[WISH]])
        return every.loc[every["every_days"].between(1, LONGEST_PACE)]

    def has(self, table: str) -> bool:
        """Whether the book has any row of a table."""
        return len(self.book.tables[table]) > 0

    # Who

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """One row a contact by its id: its columns, `person`, `owner`, `country`, `who`, `at`, and no deal."""
        return contacts_of(self.book.contacts, self)

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """One row an account, indexed by its id: its columns, `owner`, `country`, `at`; no person and no deal."""
        accounts = by_id(self.book.accounts, "account_id")
        country = countries_of(accounts["country"], accounts["timezone"])
        country = country.where(country != NOT_KNOWN, self.playbook.country or NOT_KNOWN)
        nothing = pd.Series(index=accounts.index, dtype="str")
        links = {"at": np.arange(len(accounts)), "who": -1, "deal": -1, "contact_id": nothing}
        return accounts.assign(owner=self.owners, country=country, opportunity_id=nothing, **links)

    @cached_property
    def owners(self) -> pd.Series:
        """Whose each account is (see `owners.account_owners`)."""
        return account_owners(self.book.accounts, self.book.opportunities)

    @cached_property
    def every_deal(self) -> pd.DataFrame:
        """One row a deal, open or closed, anybody's, indexed by its id, with `stage_kind` and the codes.

        Of several deals with one id one keeps it, the others go by their row key; a deal that stands a second
        time on an equal row counts once. A deal without a person has its account's main contact.
        """
        deals = in_id_order(self.book.opportunities, "opportunity_id")
        if self.book.answers.get("twice") != DIFFERENT:
            deals = deals.loc[~is_written_twice(deals)]
        ids = deals["opportunity_id"].mask(deals["opportunity_id"].duplicated(), deals.index.to_series())
        contact = deals["contact_id"].fillna(looked_up(deals["account_id"], self.main_contacts))
        is_named = deals["contact_id"].notna()
        deals = deals.assign(opportunity_id=ids, row_key=deals.index, is_named=is_named, contact_id=contact)
        deals = deals.set_axis(pd.Index(ids.array))
        return self.coded(add_stage_kind(deals))

    def deal_of(self, records: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
        """What is known of the deal of each record (see `every_deal`); missing where it has none."""
        places = places_of(records["opportunity_id"], self.every_deal["opportunity_id"])
        return self.every_deal[columns].reset_index(drop=True).reindex(places).set_axis(records.index)

    @cached_property
    def deals(self) -> pd.DataFrame:
        """The open deals of this owner (see `every_deal`)."""
        return self.every_deal.loc[self.every_deal["status"].eq("open") & self.is_mine(self.every_deal["owner"])]

    @cached_property
    def main_contacts(self) -> pd.Series:
        """The person to call at each account (see `people.main_contacts`)."""
        if self.contacts.empty:
            return main_contacts(self.contacts[["contact_id", "account_id"]])
        touched, who = self.touched, self.contacts["who"].to_numpy()
        recent = touched["is_touch"].to_numpy() & (touched["on"] > self.on - touches.YEAR).to_numpy()
        counts = np.bincount(touched["who"].to_numpy()[recent] + 1, minlength=who.max(initial=-1) + 2)
        last = self.rows(self.last("is_touch", "who")[who], ["on"])["on"].to_numpy()
        people = self.contacts[["contact_id", "account_id", "who"]]
        people = people.assign(touches_last_year=counts[who + 1], last_touch_on=last)
        return main_contacts(reachable(people, self))

    @cached_property
    def sole_contacts(self) -> pd.Series:
        """The contact of each account that has only one."""
        return sole_contacts(self.contacts)

    def is_mine(self, owners: pd.Series) -> pd.Series:
        """Whether each owner is this rep; rows without an owner are everybody's."""
        return owners.isna() | (owners == self.owner) if self.owner else pd.Series(True, owners.index)

    # What happened

    @cached_property
    def has_log(self) -> bool:
        """Whether the book has an activity log at all."""
        return bool(pd.notna(self.log_starts))

    @cached_property
    def log_starts(self) -> pd.Timestamp:
        """The first day of the activity log; NaT where the book has none."""
        return touches.log_starts(self.book.activities)

    @cached_property
    def touched(self) -> pd.DataFrame:
        """Everything that happened until the day, oldest first, each thing once: the log and what else shows it.

        With what it was (see `touches.add_touch`), its `row` in the log (-1: it is not there), and whose (`who`,
        `deal`, `at`).
        """
        log = self.book.activities[LOGGED].assign(source=self._sources(), row=np.arange(len(self.book.activities)))
        more = evidence(self.book, self.on)
        log = pd.concat([log, more.set_index("activity_id", drop=False).assign(row=-1)]) if len(more) else log
        return _each_once(log, self)

    def _sources(self) -> pd.Series | str:
        """Which sheet each activity is on, where there are several."""
        origin = self.book.origins.get("activities")
        if origin is None or len(origin.parts) <= 1:
            return "log"
        return self.book.activities.index.to_series().str.rsplit("|", n=1).str[0]

    @cached_property
    def _ids(self) -> dict[str, pd.Series]:
        """The ids of contacts, deals and accounts, each once."""
        return {
            "who": self.contacts["contact_id"],
            "deal": self.book.opportunities["opportunity_id"].drop_duplicates(),
            "at": self.accounts["account_id"],
        }

    def texts(self, rows: pd.Series) -> list[str]:
        """What the activities in these rows of the book's log (-1: none) say: subject and notes, one text each."""
        once, places = np.unique(rows.to_numpy(int), return_inverse=True)
        log = self.book.activities[["subject", "notes"]].iloc[once[once >= 0]].fillna("")
        said = [*([""] if len(once) and once[0] < 0 else []), *(log["subject"] + "\n" + log["notes"])]
        return [said[place] for place in places]

    def coded(self, records: pd.DataFrame) -> pd.DataFrame:
        """Add `who`, `deal` and `at` to records with `contact_id`, `opportunity_id` and `account_id`."""
        rows = {code: places_of(records[link], self._ids[code]) for code, link in CODES.items()}
        persons = np.append(self.contacts["who"].to_numpy(), -1)
        return records.assign(**rows | {"who": persons[rows["who"]]})

    def last(self, flag: str, by: str, kept: np.ndarray | None = None) -> np.ndarray:
        """The place in `touched` of the last row with this flag of each `who`, `deal` or `at`; -1 where none is.

        The last element is -1, so that a record without the link (-1) finds none. `kept` restricts the rows.
        """
        codes, is_so = self.touched[by].to_numpy(), self.touched[flag].to_numpy()
        places = np.flatnonzero((codes >= 0) & (is_so if kept is None else is_so & kept))
        count = int(self.contacts["who"].max()) + 1 if by == "who" and len(self.contacts) else len(self._ids[by])
        last = np.full(count + 1, -1)
        last[codes[places]] = places
        return last

    def places(self, flag: str, records: pd.DataFrame, kept: np.ndarray | None = None) -> np.ndarray:
        """The place in `touched` of the last row with this flag that concerns each record; -1 where none does.

        A deal: about it or with its person (without one, with its account about no deal); else the person's;
        else the account's.
        """
        about = self.last(flag, "deal", kept)[records["deal"]]
        person = self.last(flag, "who", kept)[records["who"]]
        no_deal = self.touched["deal"].to_numpy() < 0
        loose = self.last(flag, "at", no_deal if kept is None else kept & no_deal)[records["at"]]
        account = self.last(flag, "at", kept)[records["at"]]
        is_person = records["who"].to_numpy() >= 0
        is_deal = records["opportunity_id"].notna().to_numpy()
        with_them = np.where(is_person, person, np.where(is_deal, loose, account))
        return np.where(is_deal, np.maximum(about, with_them), with_them)

    def since(self, rows: pd.DataFrame, flag: str, kept: np.ndarray | None = None) -> np.ndarray:
        """The place of the last row with this flag that can answer each row of the log; -1 where there is none.

        From its person, or from nobody named about its deal or its account; of a row without a person anybody's.
        """
        kept = np.ones(len(self.touched), bool) if kept is None else kept
        nobody = kept & (self.touched["who"].to_numpy() < 0)
        of_account = nobody & (self.touched["deal"].to_numpy() < 0)
        theirs = np.maximum.reduce(
            [
                self.last(flag, "who", kept)[rows["who"]],
                self.last(flag, "deal", nobody)[rows["deal"]],
                self.last(flag, "at", of_account)[rows["at"]],
            ]
        )
        anybody = np.where(
            rows["deal"] >= 0, self.last(flag, "deal", kept)[rows["deal"]], self.last(flag, "at", kept)[rows["at"]]
        )
        return np.where(rows["who"] >= 0, theirs, anybody)

    def rows(self, places: np.ndarray, columns: list[str]) -> pd.DataFrame:
        """The rows of `touched` at these places; missing where the place is -1."""
        return pd.DataFrame({name: take(self.touched[name].array, places, allow_fill=True) for name in columns})

    def days(self, flag: str, records: pd.DataFrame) -> pd.Series:
        """The day of the last row with this flag that concerns each record; NaT where none does."""
        on = self.rows(self.places(flag, records), ["on"])["on"]
        return on.set_axis(records.index).astype("datetime64[us]")

    @cached_property
    def lost_deals(self) -> pd.DataFrame:
        """Every deal lost until the day, anybody's, with why (see `reasons.lost_deals`)."""
        return lost_deals(self.every_deal, self.on, self.playbook)

    def country_of(self, records: pd.DataFrame) -> pd.Series:
        """The country whose working days count for each record: its person's, else its account's, else ours."""
        at_home = self.playbook.country or NOT_KNOWN
        of_person = looked_up(records["contact_id"], self.contacts["country"])
        of_account = looked_up(records["account_id"], self.accounts["country"])
        return of_person.where(of_person != NOT_KNOWN, of_account).fillna(at_home)


@alike_without_rows
def _each_once(log: pd.DataFrame, facts: Happened) -> pd.DataFrame:
    """What happened with anybody, with what it was and whose, oldest first, each thing once."""
    log = _at_their_account(facts.coded(add_touch(log, facts.on)), facts.contacts)
    log["is_touch"] |= log["kind"].isin([ORDER, STAGE]) & (log["on"] <= facts.on)
    kept = is_somebodys(log) & log["done_at"].notna().to_numpy() & ~is_told_again(log, log["who"].to_numpy())
    order = order_of(log)
    return log[TOUCHED].take(order[kept[order]]).reset_index(drop=True)


def _at_their_account(log: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The same rows; what is with a person and names no account is at theirs."""
    at, who = log["at"].to_numpy(), log["who"].to_numpy()
    first = np.append(people["at"].to_numpy()[~people["who"].duplicated()], -1)
    return log.assign(at=np.where((at >= 0) | (who < 0), at, first[who]))
