# ruff: noqa: E501
"""A book small enough to check in the head: four accounts, six deals, round amounts."""

from datetime import date, datetime

import pandas as pd

from sample_data.ledger import OWNER

ACCOUNTS = """
account_id | name           | status   | industry       | owner | country       | timezone         | since_on
ACC-1      | Alder Bakery   | customer | Food and drink | Pat   | United States | America/New_York | 2024-03-04
ACC-2      | Birch Hotels   | prospect | Hospitality    | Pat   | United States | America/New_York | 2026-07-06
ACC-3      | Cedar Clinics  | prospect | Healthcare     | Pat   | United States | America/New_York | 2026-09-14
ACC-4      | Dogwood Garden | prospect | Retail         | Pat   | United States | America/New_York | 2025-12-01
"""
CONTACTS = """
contact_id | name       | account_id | relationship | title              | email                        | phone           | referred_by
CON-1      | Ana Lima   | ACC-1      | buyer        | Head baker         | ana@alderbakery.example      | +1 212 555 0101 |
CON-2      | Ben Osei   | ACC-2      | buyer        | Purchasing manager | ben@birchhotels.example      | +1 212 555 0102 |
CON-3      | Chloe Tran | ACC-2      | user         | Front desk lead    | chloe@birchhotels.example    | +1 212 555 0103 |
CON-4      | Dev Patel  | ACC-3      | champion     | IT manager         | dev@cedarclinics.example     | +1 212 555 0104 | Finn Berg
CON-5      | Eve Novak  | ACC-4      | buyer        | Owner              | eve@dogwoodgarden.example    | +1 212 555 0105 |
CON-6      | Finn Berg  |            | friend       | Consultant         | finn@home.example            | +1 212 555 0106 |
"""
OPPORTUNITIES = """
opportunity_id | name                    | account_id | contact_id | owner | status | stage       | amount | currency | recurrence | created_on | stage_since_on | expected_close_on | closed_on  | lost_reason | source   | next_step               | next_step_on
OPP-1          | Label printers          | ACC-1      | CON-1      | Pat   | won    | Closed won  | 20000  | USD      | once       | 2026-04-06 | 2026-06-15     | 2026-06-15        | 2026-06-15 |             | Website  |                         |
OPP-2          | Till scanners           | ACC-4      | CON-5      | Pat   | lost   | Closed lost | 12000  | USD      | once       | 2025-12-01 | 2026-02-20     | 2026-02-20        | 2026-02-20 | Timing      | Website  |                         |
OPP-3          | Wristbands for the pool | ACC-2      | CON-3      | Pat   | open   | Lead        | 2000   | USD      | once       | 2026-07-06 | 2026-07-06     |                   |            |             | Website  |                         |
OPP-4          | Room label printers     | ACC-2      | CON-2      | Pat   | open   | Quote sent  | 24000  | USD      | once       | 2026-09-07 | 2026-11-12     | 2026-12-18        |            |             | Website  |                         |
OPP-5          | Ward scanners           | ACC-3      | CON-4      | Pat   | open   | Negotiation | 10000  | USD      | once       | 2026-09-14 | 2026-11-02     | 2026-12-04        |            |             | Referral | Call about the contract | 2026-11-23
OPP-6          | Service contract        | ACC-1      | CON-1      | Pat   | open   | Info sent   | 6000   | USD      | yearly     | 2026-11-02 | 2026-11-16     | 2027-01-15        |            |             | Existing customer |                |
"""
QUOTES = """
quote_id | opportunity_id | account_id | contact_id | amount | sent_on    | valid_until_on | status
QUO-1    | OPP-1          | ACC-1      | CON-1      | 20000  | 2026-05-18 | 2026-06-30     | accepted
QUO-2    | OPP-4          | ACC-2      | CON-2      | 24000  | 2026-11-12 | 2026-12-31     | sent
"""
ACTIVITIES = """
activity_id | done_at          | kind       | direction | outcome   | minutes | account_id | contact_id | opportunity_id | owner | subject
ACT-1       | 2026-02-20 10:00 | call       | out       | said no   | 10      | ACC-4      | CON-5      | OPP-2          | Pat   | Not this year, ask again
ACT-2       | 2026-05-18 11:00 | quote sent | out       |           | 20      | ACC-1      | CON-1      | OPP-1          | Pat   | Quote for label printers
ACT-3       | 2026-06-15 09:30 | call       | out       | reached   | 10      | ACC-1      | CON-1      | OPP-1          | Pat   | They order
ACT-4       | 2026-06-17 09:00 | email      | out       | replied   | 5       | ACC-1      | CON-1      | OPP-1          | Pat   | Thank you for the order
ACT-5       | 2026-07-16 14:00 | call       | out       | reached   | 10      | ACC-2      | CON-3      | OPP-3          | Pat   | Asked about wristbands
ACT-6       | 2026-09-14 10:00 | call       | out       | reached   | 15      | ACC-3      | CON-4      | OPP-5          | Pat   | First call, introduced by Finn
ACT-7       | 2026-09-16 16:00 | call       | out       | reached   | 10      |            | CON-6      |                | Pat   | Thank you for introducing Dev
ACT-8       | 2026-10-20 13:00 | demo       | out       | reached   | 60      | ACC-2      | CON-2      | OPP-4          | Pat   | Demo at the hotel
ACT-9       | 2026-10-21 09:00 | email      | out       | replied   | 10      | ACC-2      | CON-2      | OPP-4          | Pat   | Summary of the demo
ACT-10      | 2026-11-12 15:00 | quote sent | out       |           | 20      | ACC-2      | CON-2      | OPP-4          | Pat   | Quote for room label printers
ACT-11      | 2026-11-16 11:00 | info sent  | out       |           | 10      | ACC-1      | CON-1      | OPP-6          | Pat   | What the contract covers
ACT-12      | 2026-11-20 15:30 | call       | out       | reached   | 15      | ACC-3      | CON-4      | OPP-5          | Pat   | Contract: talk again on Monday
"""
ORDERS = """
order_id | account_id | ordered_on | amount | product
ORD-1    | ACC-1      | 2026-04-24 | 1000   | Labels
ORD-2    | ACC-1      | 2026-05-26 | 1000   | Labels
ORD-3    | ACC-1      | 2026-06-24 | 1000   | Labels
ORD-4    | ACC-1      | 2026-07-24 | 1000   | Labels
ORD-5    | ACC-1      | 2026-08-24 | 1000   | Labels
ORD-6    | ACC-1      | 2026-09-23 | 1000   | Labels
"""
CALENDAR = """
starts_at        | ends_at          | title
2026-11-23 09:00 | 2026-11-23 10:00 | Sales team meeting
2026-11-23 14:00 | 2026-11-23 15:00 | One to one with Dana
"""


def first_day() -> dict[str, pd.DataFrame]:
    """The tables of the small book, one frame a sheet."""
    sheets = {
        "accounts": ACCOUNTS, "contacts": CONTACTS, "opportunities": OPPORTUNITIES, "quotes": QUOTES,
        "activities": ACTIVITIES, "orders": ORDERS, "calendar": CALENDAR,
    }  # fmt: skip
    return {table: _frame(text) for table, text in sheets.items()}


def _frame(text: str) -> pd.DataFrame:
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return pd.DataFrame([[_value(n, c) for n, c in zip(header, row, strict=True)] for row in rows], columns=header)


def _value(name: str, cell: str) -> str | float | date | datetime | None:
    if not cell:
        return None
    if name in ("amount", "minutes"):
        return int(cell)
    if name.endswith("_on"):
        return date.fromisoformat(cell)
    if name.endswith("_at"):
        return datetime.fromisoformat(cell)
    return OWNER if name == "owner" else cell
