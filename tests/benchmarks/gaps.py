"""How long all gaps of a large book take: `python -m tests.benchmarks.gaps`.

20,000 contacts at 5,000 accounts in two countries, 20,000 deals of which 4,000 are open, 3,000 quotes, 200,000
activities (one in fifty with a promise) and 40,000 orders. Prints each run; the first also loads the libraries.
"""

import sys
import time

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.follow_up.catch_up import catch_up
from sentia.follow_up.coverage import coverage_of
from sentia.follow_up.missing import facts_on, gaps_of
from sentia.work.running import running_on

ON = pd.Timestamp("2026-11-23")
BUDGET, RUNS, DAYS = 2.0, 5, 1_000
ACCOUNTS, CONTACTS, DEALS, OPEN, QUOTES, ACTIVITIES, ORDERS = 5_000, 20_000, 20_000, 4_000, 3_000, 200_000, 40_000
KINDS = ["call", "email", "note", "meeting", "info sent", "quote sent", "task", "favour", "demo"]
SHARES = [0.45, 0.3, 0.07, 0.06, 0.04, 0.03, 0.02, 0.02, 0.01]
PROMISES = ["send the data sheet", "ask about delivery", "confirm the budget", "send references"]


def ids(prefix: str, numbers: np.ndarray) -> list[str]:
    """One id a number."""
    return [f"{prefix}{number}" for number in numbers]


def large_book(seed: int = 0) -> Book:
    """A generated book of these sizes."""
    random = np.random.default_rng(seed)
    at = random.integers(0, ACCOUNTS, CONTACTS)
    who, deal = random.integers(0, CONTACTS, DEALS), random.integers(0, DEALS, ACTIVITIES)
    tables = {
        "accounts": _accounts(random),
        "contacts": _contacts(random, at),
        "opportunities": _deals(random, at, who),
        "activities": _activities(random, at, who, deal),
        "quotes": _quotes(random, at, who),
        "orders": _orders(random),
    }
    blank = {name: schema.empty(name) for name in schema.TABLES if name not in tables}
    return Book({name: _keyed(name, frame) for name, frame in tables.items()} | blank)


def _keyed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    rows = pd.Index([f"book.xlsx|{table}|{row}" for row in range(2, len(frame) + 2)], dtype="str", name="row_key")
    return schema.conform(table, frame.set_axis(rows))


def _days(random: np.random.Generator, count: int, first: int = -DAYS, last: int = 0) -> pd.DatetimeIndex:
    return ON + pd.to_timedelta(random.integers(first, last, count), unit="D")


def _some(random: np.random.Generator, values: object, share: float) -> pd.Series:
    values = pd.Series(values)
    return values.where(random.random(len(values)) < share)


def _accounts(random: np.random.Generator) -> pd.DataFrame:
    number = np.arange(ACCOUNTS)
    status = random.choice(["customer", "prospect", "former"], ACCOUNTS, p=[0.5, 0.4, 0.1])
    country = random.choice(["United States", "Spain"], ACCOUNTS)
    named = [f"Company {n}" for n in number]
    return pd.DataFrame({"account_id": ids("A", number), "name": named, "status": status, "country": country})


def _contacts(random: np.random.Generator, at: np.ndarray) -> pd.DataFrame:
    number = np.arange(CONTACTS)
    frame = {"contact_id": ids("C", number), "name": [f"Person {n}" for n in number], "account_id": ids("A", at)}
    mails = [f"person{n}@company{a}.example" for n, a in zip(number, at, strict=True)]
    checked = _some(random, _days(random, CONTACTS, -400), 0.2)
    moved = _some(random, _days(random, CONTACTS, -200), 0.02)
    giver = _some(random, [f"Person {n}" for n in random.integers(0, CONTACTS, CONTACTS)], 0.02)
    return pd.DataFrame(frame | {"email": mails, "checked_on": checked, "moved_on": moved, "referred_by": giver})


def _deals(random: np.random.Generator, at: np.ndarray, who: np.ndarray) -> pd.DataFrame:
    is_open = np.arange(DEALS) < OPEN
    status = np.where(is_open, "open", random.choice(["won", "lost"], DEALS))
    created = _days(random, DEALS)
    closed = pd.Series(created + pd.to_timedelta(random.integers(5, 90, DEALS), unit="D")).where(~is_open)
    stage = np.where(is_open, random.choice(["Lead", "Qualified", "Demo", "Proposal"], DEALS), "Closed")
    steps = _some(random, _days(random, DEALS, -30, 60), 0.4)
    reasons = random.choice(["Timing", "Price", "No fit", "Budget"], DEALS)
    return pd.DataFrame(
        {
            "opportunity_id": ids("O", np.arange(DEALS)),
            "name": "Labels",
            "account_id": ids("A", at[who]),
            "contact_id": ids("C", who),
            "status": status,
            "stage": stage,
            "amount": np.round(random.lognormal(9, 1, DEALS)),
            "created_on": created,
            "closed_on": closed.where(closed <= ON, ON),
            "expected_close_on": _days(random, DEALS, -60, 120),
            "lost_reason": pd.Series(reasons).where(status == "lost"),
            "next_step": pd.Series("Call about the budget", range(DEALS)).where(steps.notna()),
            "next_step_on": steps,
        }
    )


def _activities(random: np.random.Generator, at: np.ndarray, who: np.ndarray, deal: np.ndarray) -> pd.DataFrame:
    kind = random.choice(KINDS, ACTIVITIES, p=SHARES)
    outcome = random.choice(["reached", "no answer", "replied", "voicemail"], ACTIVITIES, p=[0.5, 0.25, 0.2, 0.05])
    promised = random.random(ACTIVITIES) < 0.02
    about = random.random(ACTIVITIES) < 0.7
    return pd.DataFrame(
        {
            "activity_id": ids("L", np.arange(ACTIVITIES)),
            "done_at": _days(random, ACTIVITIES)
            + pd.to_timedelta(random.integers(540, 1020, ACTIVITIES), unit="min"),
            "kind": kind,
            "direction": random.choice(["out", "in"], ACTIVITIES, p=[0.9, 0.1]),
            "outcome": outcome,
            "account_id": ids("A", at[who[deal]]),
            "contact_id": ids("C", who[deal]),
            "opportunity_id": pd.Series(ids("O", deal)).where(about),
            "subject": random.choice(["Where they stand", "Data sheet", "References sent", "Price"], ACTIVITIES),
            "promise": pd.Series(random.choice(PROMISES, ACTIVITIES)).where(promised),
            "promise_by": pd.Series(random.choice(["us", "them"], ACTIVITIES)).where(promised),
        }
    )


def _quotes(random: np.random.Generator, at: np.ndarray, who: np.ndarray) -> pd.DataFrame:
    of = random.choice(OPEN, QUOTES, replace=False)
    sent = _days(random, QUOTES, -120)
    links = {"opportunity_id": ids("O", of), "account_id": ids("A", at[who[of]]), "contact_id": ids("C", who[of])}
    valid = sent + pd.Timedelta(days=60)
    frame = {"quote_id": ids("Q", np.arange(QUOTES)), "sent_on": sent, "valid_until_on": valid, "status": "sent"}
    return pd.DataFrame(frame | links | {"amount": np.round(random.lognormal(9, 1, QUOTES))})


def _orders(random: np.random.Generator) -> pd.DataFrame:
    amount = np.round(random.lognormal(7, 1, ORDERS))
    frame = {"order_id": ids("R", np.arange(ORDERS)), "account_id": ids("A", random.integers(0, ACCOUNTS, ORDERS))}
    return pd.DataFrame(frame | {"ordered_on": _days(random, ORDERS), "amount": amount})


def main() -> None:
    """Print one line a run: the gaps alone, with the state of every record, and the plan for those not dated."""
    book, alone, both, plans = large_book(), [], [], []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        running = running_on(facts_on(book, ON))
        gaps = gaps_of(running)
        alone.append(time.perf_counter() - begin)
        records = coverage_of(running)
        both.append(time.perf_counter() - begin)
        catch_up(records, ON, book.playbook)
        plans.append(time.perf_counter() - begin - both[-1])
        found = f"{len(gaps):>7} gaps in {alone[-1]:.2f} s, with {len(records)} records in {both[-1]:.2f} s"
        sys.stdout.write(f"{found}, their plan {plans[-1]:.2f} s more\n")
    medians = np.median(alone[1:]), np.median(both[1:])
    sys.stdout.write(f"median {medians[0]:.2f} s, with the records {medians[1]:.2f} s, budget {BUDGET:.0f} s\n")


if __name__ == "__main__":
    main()
