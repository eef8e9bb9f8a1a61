"""What both sample books are written with: the books' days, and rows that are numbered once all are there."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from sentia.book import schema

DAY = date(2026, 11, 23)
LAST = date(2026, 11, 20)
START = date(2023, 11, 20)
OWNER = "Pat Reyes"
HOLIDAYS = [
    f"{year}-{day}" for year in range(2023, 2027)
    for day in ("01-01", "07-04", "12-24", "12-25", "12-26", "12-31")
] + ["2023-11-23", "2024-05-27", "2024-11-28", "2025-05-26", "2025-11-27", "2026-05-25", "2026-11-26"]  # fmt: skip

# kind, outcome: median minutes and the spread of their logarithm
MINUTES = {
    "no answer": (3, 0.35), "voicemail": (3, 0.35), "said no": (9, 0.5), "call": (12, 0.6), "email": (7, 0.5),
    "meeting": (50, 0.3), "demo": (55, 0.25), "info sent": (9, 0.4), "quote sent": (24, 0.4), "favour": (14, 0.5),
    "note": (3, 0.4), "task": (15, 0.5),
}  # fmt: skip
PREFIX = {
    "accounts": "ACC-{:03}", "contacts": "CON-{:03}", "opportunities": "OPP-{:04}", "quotes": "QUO-{:03}",
    "activities": "ACT-{:05}", "orders": "ORD-{:04}",
}  # fmt: skip
SORTED_BY = {
    "accounts": ["since_on", "account_id"], "contacts": ["account_id", "contact_id"],
    "opportunities": ["created_on", "opportunity_id"], "quotes": ["sent_on", "quote_id"],
    "activities": ["done_at", "due_on", "activity_id"], "orders": ["ordered_on", "order_id"],
    "calendar": ["starts_at"],
}  # fmt: skip


def days_ago(days: int) -> date:
    """The working day so many calendar days before the book's day; ValueError on a weekend or a holiday."""
    day = DAY - timedelta(days=days)
    if not np.is_busday(day, holidays=HOLIDAYS):
        raise ValueError(f"{days} days before {DAY} is {day:%A %d %B %Y}, no working day.")
    return day


def working_day(day: date, later: int = 0) -> date:
    """The working day so many working days after `day`; a day off counts as the next working day."""
    return np.busday_offset(day, later, roll="forward", holidays=HOLIDAYS).astype(object)


def working_day_before(day: date, earlier: int = 0) -> date:
    """The working day so many working days before `day`; a day off counts as the last working day."""
    return np.busday_offset(day, -earlier, roll="backward", holidays=HOLIDAYS).astype(object)


@dataclass
class Ledger:
    """The rows of a book while it is being written, and the known facts planted in it.

    Rows are dictionaries of the schema's columns; ids are provisional (`accounts#7`) until `tables` numbers
    each table by date, as a CRM would have.
    """

    rng: np.random.Generator
    rows: dict[str, list[dict]] = field(default_factory=lambda: {table: [] for table in SORTED_BY})
    planted: dict[str, list[dict]] = field(default_factory=dict)

    def add(self, table: str, **values: object) -> dict:
        """One more row in `table`, with a provisional id."""
        key = {schema.IDS[table]: f"{table}#{len(self.rows[table]):05}"} if table in schema.IDS else {}
        self.rows[table].append({**key, **values})
        return self.rows[table][-1]

    def activity(
        self,
        contact: dict,
        on: date,
        kind: str = "call",
        outcome: str | None = None,
        deal: dict | None = None,
        hours: tuple[int, int] = (9, 17),
        **values: object,
    ) -> dict:
        """One thing that happened with `contact` on a day: a call that was answered unless said otherwise."""
        if outcome is None and values.get("direction") != "in":
            outcome = {"call": "reached", "email": "replied", "meeting": "reached", "demo": "reached"}.get(kind)
        at = time(int(self.rng.integers(*hours)), 5 * int(self.rng.integers(12)))
        row = {
            "done_at": datetime.combine(on, at), "kind": kind, "direction": "out", "outcome": outcome,
            "minutes": self.minutes(kind, outcome), "account_id": (deal or contact).get("account_id"),
            "contact_id": contact["contact_id"], "opportunity_id": deal and deal["opportunity_id"], "owner": OWNER,
        }  # fmt: skip
        if kind in ("note", "task"):
            row["direction"] = None
        return self.add("activities", **(row | values))

    def minutes(self, kind: str, outcome: str | None) -> int:
        """How long such a thing took: lognormal around its kind's median, never under a minute."""
        missed = kind == "call" and outcome in ("no answer", "voicemail", "said no")
        median, spread = MINUTES[outcome if missed else kind]
        return max(1, round(median * float(np.exp(self.rng.normal(0, spread)))))

    def plant(self, kind: str, sentence: str, *rows: dict, **more: object) -> dict:
        """Remember a known fact: its kind, a sentence, and the ids of the rows it stands in."""
        ids = {name: row[name] for row in reversed(rows) for name in schema.IDS.values() if row.get(name)}
        self.planted.setdefault(kind, []).append({"sentence": sentence, **ids, **more})
        return self.planted[kind][-1]

    def tables(self) -> tuple[dict[str, pd.DataFrame], dict[str, list[dict]]]:
        """Every table numbered by date and linked by the new ids, and the planted facts with those ids."""
        final: dict[str, str] = {}
        tables = {}
        for table, by in SORTED_BY.items():
            rows = [
                {k: final.get(v, v) if isinstance(v, str) else v for k, v in row.items()}
                for row in self.rows[table]
            ]
            tables[table] = _numbered(table, pd.DataFrame(rows), by, final)
        facts = {kind: [_final(fact, final) for fact in rows] for kind, rows in self.planted.items()}
        return tables, facts


def _numbered(table: str, frame: pd.DataFrame, by: list[str], final: dict[str, str]) -> pd.DataFrame:
    frame = frame.sort_values([name for name in by if name in frame], ignore_index=True)
    if table in schema.IDS:
        new = [PREFIX[table].format(number) for number in range(1, len(frame) + 1)]
        final.update(zip(frame[schema.IDS[table]], new, strict=True))
        frame[schema.IDS[table]] = new
    return frame[[name for name in schema.fields(table) if name in frame and frame[name].notna().any()]]


def _final(fact: dict, final: dict[str, str]) -> dict:
    fact = {name: final.get(value, value) if isinstance(value, str) else value for name, value in fact.items()}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fact.items()}
