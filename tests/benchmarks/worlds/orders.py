"""Half-years of accounts that order again and again and have no deal: attention makes them buy a little more.

While a talk is fresh an account orders more often and is less likely to stop. When each would order and stop, for
so much attention, was drawn beforehand; what is credited is what it buys on average.
"""

from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.making import make_book
from tests.benchmarks.worlds.deals import FIRST_REPLY, REPLY_DECAY, days_of

SIZE, BEFORE = 240, 540  # accounts; days of orders before the first day
LIVE, NO_ANSWER = 22.0, 4.0
MORE, HALF_LIFE = 0.4, 45.0  # the share by which a fresh talk raises orders, and how long it is fresh
STOPS, KEEPS = (
    1 / 500,
    0.6,
)  # the chance a day that an account stops, and the share of it that a fresh talk keeps off
SHAPE = 3  # of the waits between orders: more regular than chance
LN2 = np.log(2)


class Orders:
    """One half-year of accounts; the same seed gives the same accounts and fates, whoever plans."""

    def __init__(self, seed: int, days: int) -> None:
        random = np.random.default_rng(seed)
        self.calls: list[tuple[int, int, str]] = []
        self.workdays = [d for d in range(days * 7 // 5) if d % 7 < 5][:days]
        self.rate = 1 / random.lognormal(np.log(35), 0.6, SIZE)
        self.amount = np.round(random.lognormal(np.log(900), 1.0, SIZE), 2)
        self.reply = np.clip(FIRST_REPLY + random.normal(0, 0.12, SIZE), 0.1, 0.9)
        self.luck, self.spread = random.random((SIZE, 200)), random.lognormal(-0.125, 0.5, (SIZE, 200))
        waits = random.gamma(SHAPE, 1 / SHAPE, (SIZE, 600))
        self.due = np.cumsum(waits, axis=1)  # how much of the rate has to pass for each order
        self.stops_at = random.exponential(1, SIZE)
        self.last_live = np.where(random.random(SIZE) < 0.7, -np.floor(random.exponential(60, SIZE)) - 1, np.nan)
        self.first_live, self.last_try = self.last_live.copy(), np.full(SIZE, np.nan)
        self.tries, self.tried, self.talks = (np.zeros(SIZE, int) for _ in range(3))
        self.passed, self.danger, self.sales, self.longest = (np.zeros(SIZE) for _ in range(4))
        self.placed: list[tuple[int, int]] = []
        stopped = self.stops_at < STOPS * BEFORE / 2
        self.stops_at = np.where(stopped, 0.0, self.stops_at)
        quit_on = np.where(stopped, -random.integers(1, BEFORE // 2, SIZE), 0)
        for day in range(-BEFORE, 0):
            self._order(day, np.where((quit_on == 0) | (day < quit_on), self.rate, 0.0))

    @property
    def size(self) -> int:
        """How many accounts there are."""
        return SIZE

    @cached_property
    def ids(self) -> np.ndarray:
        """What the file calls each account."""
        return np.array([f"A{n:04d}" for n in range(SIZE)])

    def seen(self, day: int) -> pd.DataFrame:
        """One row an account, by its place: what a rule may rank by."""
        placed = pd.DataFrame(self.placed, columns=["row", "day"])
        year = placed.loc[placed["day"] > day - 365].groupby("row").size().reindex(range(SIZE), fill_value=0)
        last = placed.groupby("row")["day"].max().reindex(range(SIZE)).fillna(-BEFORE)
        spend = year.to_numpy() * self.amount
        return pd.DataFrame(
            {
                "amount": spend,
                "chance": 1.0,
                "minutes": FIRST_REPLY * LIVE + (1 - FIRST_REPLY) * NO_ANSWER,
                "closes_in": last + 365 / np.maximum(year, 1) - day,
                "quiet": np.nan_to_num(day - self.last_live, nan=BEFORE),
                "since_talk": np.nan_to_num(day - self.last_live, nan=np.inf),
                "since_try": np.nan_to_num(day - self.last_try, nan=np.inf),
            }
        )

    def book(self, day: int) -> Book:
        """The book on the morning of a day."""
        people = np.char.add("C", self.ids)
        accounts = pd.DataFrame(
            {"account_id": self.ids, "name": np.char.add("Firm ", self.ids), "status": "customer"}
        )
        contacts = pd.DataFrame({"contact_id": people, "name": np.char.add("Person ", self.ids), "phone": "1"})
        contacts = contacts.assign(account_id=self.ids)
        rows, days = (np.array(column) for column in zip(*self.placed, strict=True))
        orders = {"account_id": self.ids[rows], "ordered_on": days_of(days), "amount": self.amount[rows]}
        orders = pd.DataFrame(orders | {"order_id": [f"O{n}" for n in range(len(rows))]})
        return make_book(accounts=accounts, contacts=contacts, orders=orders, activities=self._log())

    def _log(self) -> pd.DataFrame:
        known = [(int(self.first_live[row]), row, "reached") for row in np.flatnonzero(~np.isnan(self.first_live))]
        days, rows, outcomes = zip(*(known + self.calls), strict=True)
        ids = self.ids[list(rows)]
        return pd.DataFrame(
            {
                "done_at": days_of(np.array([-BEFORE, *days])),
                "outcome": ["reached", *outcomes],
                "account_id": [None, *ids],
                "contact_id": [None, *np.char.add("C", ids)],
                "kind": "call",
                "direction": "out",
            }
        )

    def call(self, row: int, day: int) -> float:
        """Call one account, and give the minutes that it took."""
        turn = min(self.tried[row], 199)
        self.tried[row] += 1
        self.last_try[row] = day
        if self.luck[row, turn] >= self.reply[row] * REPLY_DECAY ** self.tries[row]:
            self.tries[row] += 1
            self.calls.append((day, row, "no answer"))
            return NO_ANSWER
        self.longest[row] = max(self.longest[row], day - np.fmax(self.last_live[row], 0))
        self.last_live[row], self.tries[row] = day, 0
        self.talks[row] += 1
        self.calls.append((day, row, "reached"))
        return LIVE * self.spread[row, turn]

    def _fresh(self, day: int) -> np.ndarray:
        return np.nan_to_num(0.5 ** ((day - self.last_live) / HALF_LIFE), nan=0.0)

    def _order(self, day: int, rate: np.ndarray) -> None:
        before = self.passed.copy()
        self.passed += rate
        count = (self.due <= self.passed[:, None]).sum(axis=1) - (self.due <= before[:, None]).sum(axis=1)
        self.placed += [(int(row), day) for row in np.flatnonzero(count)]

    def night(self, day: int, upto: float) -> None:
        """Let the days after `day` and up to `upto` pass; the run-out after the last is a quarter."""
        for one in range(day + 1, int(min(upto, day + 91)) + 1):
            fresh = self._fresh(one)
            self.danger += STOPS * (1 - KEEPS * fresh)
            rate = np.where(self.danger < self.stops_at, self.rate * (1 + MORE * fresh), 0.0)
            self.sales += rate * self.amount
            self._order(one, rate)

    def result(self) -> dict[str, float]:
        """Sales, and who was left: those never tried, never reached."""
        waited = np.where(self.talks > 0, self.longest, self.workdays[-1])
        return {
            "sales": float(self.sales.sum()),
            "never tried": float((self.tried == 0).mean()),
            "never reached": float((self.talks == 0).mean()),
            "longest wait": float(np.quantile(waited, 0.99)),
        }

    def true_index(self, day: int) -> pd.Series:
        """What a call brings until its next turn, per minute, to one who knows what each account would buy."""
        silent = np.nan_to_num(day - self.last_live, nan=1000.0)
        left = 0.5 ** (silent / HALF_LIFE)
        turn = (1 - left) * HALF_LIFE / LN2 - silent * left
        keeps = KEEPS / 2  # what staying is worth, of what is to come in half a year
        is_there = self.danger < self.stops_at
        reply = self.reply * REPLY_DECAY**self.tries
        minutes = reply * LIVE + (1 - reply) * NO_ANSWER
        return pd.Series(is_there * self.rate * self.amount * (MORE + keeps) * turn * reply / minutes)
