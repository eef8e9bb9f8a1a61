"""What is wrong at an account: complaints, invoices that are overdue, a credit stop. Selling rests there."""

import pandas as pd

from sentia.facts.evidence import CODES
from sentia.facts.happened import Happened

COLUMNS = ["what", "since_on", "closed_on", "account_id", "contact_id", "subject", "amount"]
CASE, INVOICE, CREDIT = "case", "invoice", "credit"


def troubles(facts: Happened) -> pd.DataFrame:
    """One row a trouble until the day: `what` (case, invoice, credit), `since_on`, `closed_on` (NaT: it is open).

    An invoice counts where the book says which are paid; the oldest of an account with all that is owed there.
    """
    if not (facts.has("cases") or facts.has("orders") or facts.accounts["credit_stop"].notna().any()):
        return pd.DataFrame(columns=[*COLUMNS, *CODES])
    stopped = facts.accounts.loc[facts.accounts["credit_stop"].eq(True), ["account_id"]].assign(what=CREDIT)
    parts = [part for part in (_cases(facts), _overdue(facts), stopped) if len(part)]
    if not parts:
        return pd.DataFrame(columns=[*COLUMNS, *CODES])
    found = pd.concat([part.reindex(columns=COLUMNS) for part in parts], ignore_index=True)
    days, texts = (
        dict.fromkeys(["since_on", "closed_on"], "datetime64[us]"),
        ["what", "account_id", "contact_id", "subject"],
    )
    found = found.astype(days | dict.fromkeys(texts, "str") | {"amount": float})
    at_work = found["contact_id"].map(facts.contacts["account_id"]).astype("str")
    nothing = pd.Series(index=found.index, dtype="str")
    return facts.coded(found.assign(account_id=found["account_id"].fillna(at_work), opportunity_id=nothing))


def _cases(facts: Happened) -> pd.DataFrame:
    cases = facts.book.tables["cases"]
    cases = cases.loc[~(cases["opened_on"] > facts.on)].sort_index()
    closed_on = cases["closed_on"].where(cases["closed_on"] <= facts.on)
    return cases.assign(what=CASE, since_on=cases["opened_on"], closed_on=closed_on)


def _overdue(facts: Happened) -> pd.DataFrame:
    orders = facts.book.orders[["account_id", "amount", "due_on", "paid_on"]]
    if orders["paid_on"].isna().all():
        return orders.iloc[:0]  # nobody keeps there what is paid
    late = (orders["due_on"] < facts.on) & ~(orders["paid_on"] <= facts.on)
    late = orders.loc[late].sort_index().dropna(subset="account_id")
    owed = late.groupby("account_id", as_index=False).agg(since_on=("due_on", "min"), amount=("amount", "sum"))
    return owed.assign(what=INVOICE)


def troubled(facts: Happened) -> frozenset[int]:
    """The accounts (`at`) at which something is wrong now."""
    found = facts.once(troubles)
    return frozenset(found.loc[found["closed_on"].isna(), "at"]) - {-1}
