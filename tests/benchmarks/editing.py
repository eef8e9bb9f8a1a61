"""How long each page of a book of 20,000 rows takes: with nothing changed, and after an edit.

Run as `python -m tests.benchmarks.editing` from the project's root. The book is a workbook of five sheets, opened
as a rep opens it. Prints the seconds of each page's script; every page may take 0.15 s when it is drawn again with
nothing changed, and the Book page and the day that follows an edit 2 s together.
"""

import statistics
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
from streamlit.testing.v1 import AppTest

from sentia.book.origin import Source
from sentia.ui import state
from sentia.workbook.from_files import read_book

ROOT = Path(__file__).parents[2]
ON = pd.Timestamp("2026-11-23")
ACCOUNTS, CONTACTS, DEALS, ACTIVITIES, ORDERS = 1_000, 3_000, 4_000, 10_000, 2_000
PAGES = ("today", "follow_ups", "book", "playbook")
AGAIN, AFTER_AN_EDIT, RUNS, MOST = 0.15, 2.0, 5, 120
STAGES = ["Lead", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]
SHARES = [0.05, 0.05, 0.05, 0.05, 0.4, 0.4]


def sheets(seed: int = 1) -> dict[str, pd.DataFrame]:
    """The five sheets of a rep of four years."""
    random = np.random.default_rng(seed)
    account = [f"A{n}" for n in range(ACCOUNTS)]
    at = random.integers(0, ACCOUNTS, CONTACTS)
    who, deal = random.integers(0, CONTACTS, DEALS), random.integers(0, DEALS, ACTIVITIES)
    bought_by = random.integers(0, ACCOUNTS, ORDERS)
    created = _days(random, DEALS, 1_200)
    stage = random.choice(STAGES, DEALS, p=SHARES)
    closed = pd.Series(created + pd.to_timedelta(random.integers(10, 90, DEALS), unit="D")).clip(upper=ON)
    names = [f"Person {_letters(n)}" for n in range(CONTACTS)]
    return {
        "Accounts": pd.DataFrame(
            {"Account ID": account, "Account": [f"{_letters(n)} Works" for n in range(ACCOUNTS)]}
        ),
        "Contacts": pd.DataFrame(
            {
                "Contact ID": [f"C{n}" for n in range(CONTACTS)],
                "Name": names,
                "Account ID": [account[n] for n in at],
                "Email": [f"{name.replace(' ', '.').lower()}@mail.example" for name in names],
            }
        ),
        "Deals": pd.DataFrame(
            {
                "Opportunity ID": [f"D{n}" for n in range(DEALS)],
                "Deal": [f"{_letters(n)} line" for n in range(DEALS)],
                "Account ID": [account[at[n]] for n in who],
                "Contact ID": [f"C{n}" for n in who],
                "Stage": stage,
                "Amount": random.lognormal(9, 1, DEALS).round(-2),
                "Created": created,
                "Expected close": ON + pd.to_timedelta(random.integers(-30, 120, DEALS), unit="D"),
                "Closed on": closed.where(np.isin(stage, ["Won", "Lost"])),
            }
        ),
        "Activities": pd.DataFrame(
            {
                "Activity ID": [f"T{n}" for n in range(ACTIVITIES)],
                "Date": _days(random, ACTIVITIES, 1_200),
                "Type": random.choice(["Call", "Email", "Meeting"], ACTIVITIES),
                "Opportunity ID": [f"D{n}" for n in deal],
                "Contact ID": [f"C{who[n]}" for n in deal],
                "Account ID": [account[at[who[n]]] for n in deal],
            }
        ),
        "Orders": pd.DataFrame(
            {
                "Order ID": [f"O{n}" for n in range(ORDERS)],
                "Account ID": [account[n] for n in bought_by],
                "Order date": _days(random, ORDERS, 1_200),
                "Order total": random.lognormal(8, 1, ORDERS).round(2),
            }
        ),
    }


def _days(random: np.random.Generator, count: int, span: int) -> pd.DatetimeIndex:
    return ON - pd.to_timedelta(random.integers(1, span, count), unit="D")


def _letters(number: int) -> str:
    """A name of its own for each number, unlike the others'."""
    places = range(4)
    return "".join("bcdfghklmnprstvz"[number // 16**n % 16] + "aeio"[number // 4**n % 4] for n in places).title()


def workbook() -> bytes:
    """The sheets as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    for name, frame in sheets().items():
        sheet = book.create_sheet(name)
        sheet.append(list(frame.columns))
        for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
            sheet.append(list(row))
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def opened() -> state.Open:
    """The workbook as it stands in a rep's session."""
    book = read_book([Source("mine.xlsx", workbook())])
    return state.Open(book, ON, now=None, generation=1)


def page(name: str, desk: state.Open) -> AppTest:
    """A page of this book, not yet run."""
    run = AppTest.from_file(ROOT / f"pages/{name}.py", default_timeout=MOST)
    run.session_state[state.KEY] = desk
    return run


def timed(run: AppTest) -> float:
    """Seconds that one run of a page takes."""
    begun = time.perf_counter()
    run.run()
    seconds = time.perf_counter() - begun
    if run.exception:
        raise SystemExit(run.exception[0].message)
    return seconds


def edited(desk: state.Open, amount: float) -> state.Open:
    """The same with the amount of one open deal changed."""
    deals = desk.book.opportunities
    deal = deals.loc[deals["status"] == "open", "opportunity_id"].iloc[0]
    return replace(desk, book=desk.book.edit("opportunities", deal, amount=amount))


def main() -> None:
    """Print every page's seconds against the budgets."""
    desk = opened()
    rows = sum(map(len, desk.book.tables.values()))
    sys.stdout.write(f"{rows:,} rows, {len(desk.book.opportunities):,} deals\n")
    runs = {name: page(name, desk) for name in PAGES}
    for name, run in runs.items():
        first = timed(run)
        again = statistics.median(timed(run) for _ in range(RUNS))
        budget = f"budget {AGAIN * 1e3:.0f} ms"
        sys.stdout.write(f"{name:10} first {first:5.2f} s, again {again * 1e3:4.0f} ms ({budget})\n")
    for name in ("book", "today"):
        took = []
        for number in range(RUNS):
            runs[name].session_state[state.KEY] = edited(desk, 1_000_000 + number)
            took.append(timed(runs[name]))
        budget = f"budget {AFTER_AN_EDIT:.0f} s for both pages"
        sys.stdout.write(f"{name:10} after an edit {statistics.median(took):5.2f} s ({budget})\n")


if __name__ == "__main__":
    main()
