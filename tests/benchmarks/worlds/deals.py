"""Half-years of open deals whose truth no planner sees: how a talk works, who answers, when each is decided.

A deal is decided on a day that was drawn before anybody called, so that every planner meets the same fates. What
is credited is the amount times its true chance on that day, which takes the luck of single deals out of the
comparison; the book sees who really said yes. Deals still open at the end are decided on their day without another
call.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.book.book import Book
from sentia.book.making import make_book

FIRST = pd.Timestamp("2026-01-05")  # a Monday
MINUTES = 300  # of calls a day
STAGES = {"Lead": 0.05, "Qualified": 0.15, "Demo": 0.25, "Proposal": 0.35, "Negotiation": 0.55, "Verbal yes": 0.8}
LIVE, NO_ANSWER = np.array([10, 15, 20, 15, 20, 10.0]), 4.0  # minutes of a call, by stage; of one nobody answers
FIRST_REPLY, REPLY_DECAY = 0.48, 0.77
UNTOUCHED = 10  # days open, after which a deal that nobody tried counts as never touched
PAST, OPEN, NEW = 80, 260, 4.0  # deals decided before, deals open at the start, new ones a working day
SPREAD = 0.8  # of the amounts, on the log scale
LN2 = np.log(2)


@dataclass(frozen=True)
class Truth:
    """How a world works: what a fresh talk adds (log-odds), and for how long (days until half of it is gone).

    A talk moves a deal for good by `step` log-odds with chance `move`, once the last one is some days ago
    (`recharge`, days until half of it is to be had again); one within `too_soon` days costs `harm` for good.
    """

    effect: float = 0.5
    half_life: float = 14.0
    move: float = 0.3
    step: float = 0.5
    recharge: float = 3.0
    harm: float = 0.0
    too_soon: float = 0.0
    decided_after: float = 60.0


class Deals:
    """One half-year; the same seed gives the same deals, fates and answers, whoever plans."""

    def __init__(self, truth: Truth, seed: int, days: int) -> None:
        self.truth, self.calls = truth, []
        random = np.random.default_rng(seed)
        self.workdays = [d for d in range(days * 7 // 5) if d % 7 < 5][:days]
        arrivals = np.repeat(self.workdays, random.poisson(NEW, len(self.workdays)))
        began = -random.exponential(truth.decided_after, OPEN).clip(0, 200).astype(int) - 1
        self.created = np.concatenate([began, arrivals])
        size = self.size = len(self.created)
        wait = 1 + random.exponential(truth.decided_after, size)
        self.decided = (np.maximum(self.created, 0) + np.ceil(wait)).astype(int)
        self.expected = self.created + (self.decided - self.created) * random.lognormal(0, 0.5, size)
        self.amount = np.round(random.lognormal(np.log(9000), SPREAD, size), -2) + 100
        self.latent = random.normal(-1.7, 0.9, size)
        self.noise = random.normal(0, 0.8, size)
        self.reply = np.clip(FIRST_REPLY + random.normal(0, 0.12, size), 0.1, 0.9)
        self.luck = random.random((3, size, 200))  # of answers, of moves, of the decision
        self.spread = random.lognormal(-0.125, 0.5, (size, 200))
        last = np.floor(began * random.random(OPEN)).astype(int)
        never = np.full(size - OPEN, np.nan)
        self.last_live = np.concatenate([np.where(random.random(OPEN) < 0.8, last, np.nan), never])
        self.first_live, self.last_try = self.last_live.copy(), np.full(size, np.nan)
        self.tries, self.tried, self.talks = (np.zeros(size, int) for _ in range(3))
        self.longest = np.zeros(size)
        self.past = self._past(random)
        self.sales, self.is_won = np.zeros(size), np.full(size, False)

    def _past(self, random: np.random.Generator) -> pd.DataFrame:
        """The deals that were decided in the year before."""
        closed = -random.integers(1, 365, PAST)
        return pd.DataFrame(
            {
                "opportunity_id": [f"P{n:04d}" for n in range(PAST)],
                "status": np.where(random.random(PAST) < 0.22, "won", "lost"),
                "amount": np.round(random.lognormal(np.log(9000), SPREAD, PAST), -2) + 100,
                "created_on": days_of(closed - random.exponential(self.truth.decided_after, PAST).astype(int) - 1),
                "closed_on": days_of(closed),
            }
        )

    # What anybody sees

    def is_open(self, day: int) -> np.ndarray:
        """Whether each deal is open on a day."""
        return (self.created <= day) & (self.decided > day)

    @property
    def stage(self) -> np.ndarray:
        """The place of the stage each deal is seen in: the one nearest to what it is, a little off."""
        steps = logit(np.array(list(STAGES.values())))
        return np.abs(self.latent[:, None] + self.noise[:, None] - steps[None, :]).argmin(axis=1)

    def seen(self, day: int) -> pd.DataFrame:
        """One row an open deal, by its place: what a rule may rank by."""
        rows = np.flatnonzero(self.is_open(day))
        stage = self.stage[rows]
        return pd.DataFrame(
            {
                "amount": self.amount[rows],
                "chance": np.array(list(STAGES.values()))[stage],
                "minutes": FIRST_REPLY * LIVE[stage] + (1 - FIRST_REPLY) * NO_ANSWER,
                "closes_in": self.expected[rows] - day,
                "quiet": day - np.fmax(self.last_live, self.created)[rows],
                "since_talk": np.nan_to_num(day - self.last_live[rows], nan=np.inf),
                "since_try": np.nan_to_num(day - self.last_try[rows], nan=np.inf),
            },
            index=rows,
        )

    def book(self, day: int) -> Book:
        """The book on the morning of a day: what happened, nothing of the truth."""
        rows = np.flatnonzero(self.created <= day)
        decided = self.decided[rows] <= day
        names = np.array(list(STAGES))[self.stage[rows]]
        status = np.where(decided, np.where(self.is_won[rows], "won", "lost"), "open")
        deals = pd.DataFrame(
            {
                "opportunity_id": self.ids[rows],
                "name": self.ids[rows],
                "contact_id": np.char.add("C", self.ids[rows]),
                "status": status,
                "stage": np.where(decided, None, names),
                "amount": self.amount[rows],
                "created_on": days_of(self.created[rows]),
                "expected_close_on": days_of(self.expected[rows]),
                "closed_on": days_of(np.where(decided, self.decided[rows], np.nan)),
            }
        )
        people = pd.DataFrame({"contact_id": deals["contact_id"], "name": "Person " + deals["name"], "phone": "1"})
        deals = pd.concat([deals, self.past], ignore_index=True)
        return make_book(opportunities=deals, contacts=people, activities=self._log())

    @cached_property
    def ids(self) -> np.ndarray:
        """What the file calls each deal."""
        return np.array([f"D{n:04d}" for n in range(self.size)])

    def _log(self) -> pd.DataFrame:
        before = np.flatnonzero(~np.isnan(self.first_live[:OPEN]))
        known = [(int(self.first_live[row]), row, "reached") for row in before]
        days, rows, outcomes = zip(*(known + self.calls), strict=True)
        ids = self.ids[list(rows)]
        start = {"done_at": days_of(np.array([-205, *days])), "outcome": ["reached", *outcomes]}
        links = {"opportunity_id": [None, *ids], "contact_id": [None, *np.char.add("C", ids)]}
        return pd.DataFrame(start | links | {"kind": "call", "direction": "out"})

    # What happens

    def call(self, row: int, day: int) -> float:
        """Call about one deal, and give the minutes that it took."""
        chance = self.reply[row] * REPLY_DECAY ** self.tries[row]
        turn = min(self.tried[row], 199)
        self.tried[row] += 1
        self.last_try[row] = day
        if self.luck[0, row, turn] >= chance or self.decided[row] <= day:
            self.tries[row] += 1
            self.calls.append((day, row, "no answer"))
            return NO_ANSWER
        minutes = LIVE[self.stage[row]] * self.spread[row, turn]
        self._talk(row, day)
        self.calls.append((day, row, "reached"))
        return minutes

    def _talk(self, row: int, day: int) -> None:
        truth, gap = self.truth, np.nan_to_num(day - self.last_live[row], nan=np.inf)
        self.longest[row] = max(self.longest[row], day - np.fmax(self.last_live[row], max(self.created[row], 0)))
        if self.luck[1, row, min(self.talks[row], 199)] < truth.move * (1 - 0.5 ** (gap / truth.recharge)):
            self.latent[row] += truth.step
        if gap < truth.too_soon:
            self.latent[row] -= truth.harm
        self.talks[row] += 1
        self.last_live[row], self.tries[row] = day, 0

    def chance(self, rows: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The true chance of each deal were it decided on that day."""
        fresh = np.nan_to_num(0.5 ** ((days - self.last_live[rows]) / self.truth.half_life), nan=0.0)
        return expit(self.latent[rows] + self.truth.effect * (fresh - 0.5))

    def night(self, day: int, upto: float) -> None:
        """Decide the deals whose day lies after `day` and up to `upto`."""
        rows = np.flatnonzero((self.decided > day) & (self.decided <= upto))
        chance = self.chance(rows, self.decided[rows])
        self.sales[rows] = self.amount[rows] * chance
        self.is_won[rows] = self.luck[2, rows, 0] < chance

    def result(self) -> dict[str, float]:
        """Sales, and who was left: of the deals that were open for ten days those never tried, never reached."""
        last = self.workdays[-1]
        open_for = np.minimum(self.decided, last) - np.maximum(self.created, 0)
        there = open_for >= UNTOUCHED
        waited = np.where(self.talks > 0, self.longest, open_for)[there]
        return {
            "sales": float(self.sales.sum()),
            "never tried": float((self.tried[there] == 0).mean()),
            "never reached": float((self.talks[there] == 0).mean()),
            "longest wait": float(np.quantile(waited, 0.99)),
        }

    def true_index(self, day: int) -> pd.Series:
        """What a call brings until its next turn, per minute, to one who knows all but the days of decision."""
        truth, rows = self.truth, np.flatnonzero(self.is_open(day))
        silent = np.nan_to_num(day - self.last_live[rows], nan=1000.0)
        pace = 1 / truth.decided_after
        k, left = pace + LN2 / truth.half_life, 0.5 ** (silent / truth.half_life)
        fall = expit(self.latent[rows] + truth.effect / 2) - expit(self.latent[rows] - truth.effect / 2)
        fades = fall * (pace / k * -np.expm1(-k * silent) - left * -np.expm1(-pace * silent))
        again = 0.5 ** (silent / truth.recharge)
        lift = truth.move * (expit(self.latent[rows] + truth.step) - expit(self.latent[rows]))
        moves = lift * (1 - again - again * LN2 / truth.recharge * -np.expm1(-pace * silent) / pace)
        hurts = np.where(
            silent < truth.too_soon, expit(self.latent[rows]) - expit(self.latent[rows] - truth.harm), 0
        )
        reply = self.reply[rows] * REPLY_DECAY ** self.tries[rows]
        minutes = reply * LIVE[self.stage[rows]] + (1 - reply) * NO_ANSWER
        return pd.Series(self.amount[rows] * reply * (fades + moves - hurts) / minutes, rows)


def days_of(offsets: np.ndarray) -> pd.DatetimeIndex:
    """The days so many days after the first."""
    return FIRST + pd.to_timedelta(np.floor(offsets), unit="D")
