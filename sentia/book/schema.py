"""The tables of a book and their columns, as data: said once, used for reading, grids and documentation.

Kinds of column: `id` and `text` are strings, `date` is a day and `moment` a day with a time of day (both
`datetime64[us]`, without a zone), `number`, `money`, `minutes` and `days` are floats, `rate` is a float from 0
to 1, `flag` is a nullable boolean. A missing value is NaN, NaT or NA, never an empty string.
"""

from functools import cache

import pandas as pd

from sentia.book.column import DTYPES, Column, columns_of

__all__ = ["DTYPES", "Column"]
ACCOUNTS = columns_of(
    "account_id id: what the file calls this account",
    "name text: the company's name",
    "status text prospect|customer|former: whether it buys, might, or did",
    "industry text: what it does",
    "employees number: how many people work there",
    "owner text: the rep it belongs to",
    "country text: where it is",
    "timezone text: its clock, such as Europe/Madrid",
    "address text: street and number",
    "city text: town",
    "postal_code text: post code, as text",
    "region text: state, county or sales region",
    "website text: its address on the web",
    "parent text: the company that owns it, by id or name",
    "potential_spend money: what it could buy in a year, from anyone",
    "since_on date: when we first knew of it",
    "contract_ends_on date: when its contract with us ends or renews",
    "notice_on date: the last day on which that contract can be ended",
    "competitor_ends_on date: when its contract with another supplier ends",
    "is_key flag: a key account, as the rep marks it",
    "credit_stop flag: it may not buy on credit until it has paid",
    "every_days days: how often it should hear from us, as the rep wishes",
    "notes text: anything the rep wrote",
    "do_not_contact flag: asked to be left alone",
)
CONTACTS = columns_of(
    "contact_id id: what the file calls this person",
    "name text: the person's name",
    "account_id id: where they work, by id or name",
    "previous_account id: where they worked before, by id or name",
    "moved_on date: when they changed employer",
    "relationship text: buyer, user, champion, friend, partner, former colleague",
    "role text buyer|user|champion|decides|gatekeeper: their part in buying",
    "title text: their job",
    "email text: e-mail address",
    "phone text: telephone number",
    "timezone text: their clock",
    "birthday_on date: their birthday; the year may be any",
    "best_hours text: when they like to be called, such as 9-11",
    "owner text: the rep they belong to",
    "referred_by text: who introduced them",
    "profile_url text: their public profile",
    "checked_on date: when their career was last looked up",
    "every_days days: how often they should hear from us, as the rep wishes",
    "notes text: anything the rep wrote",
    "do_not_contact flag: asked to be left alone",
    "no_email flag: wants no e-mail; a call is welcome",
)
OPPORTUNITIES = columns_of(
    "opportunity_id id: what the file calls this deal",
    "name text: what it is about",
    "account_id id: the company, by id or name",
    "contact_id id: the person, by id or name",
    "owner text: the rep it belongs to",
    "status text open|won|lost: how it stands",
    "stage text: how far it is, in the file's own words",
    "amount money: its size if won",
    "currency text: the amount's currency code",
    "recurrence text once|monthly|yearly: how often the amount is paid",
    "probability rate: the win chance the file states",
    "created_on date: when it began",
    "stage_since_on date: when it reached this stage",
    "expected_close_on date: when it should be decided",
    "closed_on date: when it was decided",
    "lost_reason text: why it was lost",
    "source text: where it came from",
    "product text: what they would buy",
    "type text new|renewal|expansion: a new sale, one that goes on, or more for a customer",
    "partner text: the partner or reseller through whom it is sold, by id or name",
    "next_step text: what was agreed to happen next",
    "next_step_on date: when that should happen",
    "next_step_at moment: at what time of that day, where one was agreed",
    "blocked_until_on date: nothing can happen before this day",
    "waiting_on text us|them|legal|procurement: whose turn it is",
    "referred_by text: who introduced it",
    "notes text: anything the rep wrote",
)
QUOTES = columns_of(
    "quote_id id: what the file calls this quote",
    "opportunity_id id: the deal it belongs to, by id or name",
    "account_id id: the company, by id or name",
    "contact_id id: the person it went to, by id or name",
    "amount money: what it offers",
    "currency text: the amount's currency code",
    "sent_on date: when it was sent",
    "valid_until_on date: the last day it holds",
    "status text: draft, sent, accepted, declined, expired",
)
ACTIVITIES = columns_of(
    "activity_id id: what the file calls this activity",
    "done_at moment: when it happened; empty if it is only planned",
    "due_on date: when it was to happen",
    "done_or_planned text planned|done: whether it has happened",
    "kind text: call, email, message, meeting, visit, demo, info sent, quote sent, favour, note, task, touch",
    "direction text in|out: who began it",
    "outcome text: reached, done, no answer, voicemail, gatekeeper, replied, opened, said no, stop, planned, "
    "cancelled, no show, bounced, away",
    "minutes minutes: how long it took",
    "account_id id: the company, by id or name",
    "contact_id id: the person, by id or name",
    "opportunity_id id: the deal, by id or name",
    "owner text: who did it",
    "subject text: what it was about",
    "promise text: what was promised",
    "promise_by text us|them: who promised it",
    "promise_on date: by when",
    "notes text: anything the rep wrote",
)
ORDERS = columns_of(
    "order_id id: what the file calls this order",
    "account_id id: who bought, by id or name",
    "ordered_on date: when",
    "amount money: for how much",
    "product text: what",
    "due_on date: when it has to be paid",
    "paid_on date: when it was paid",
)
CASES = columns_of(
    "case_id id: what the file calls this case",
    "account_id id: the company, by id or name",
    "contact_id id: the person who reported it, by id or name",
    "opened_on date: when it was reported",
    "closed_on date: when it was put right; empty while it is open",
    "severity text: how grave it is, in the file's own words",
    "subject text: what is wrong",
)
CALENDAR = columns_of(
    "starts_at moment: when it starts",
    "ends_at moment: when it ends",
    "title text: what it is",
)
LOG = columns_of(
    "log_id id: one line of one day",
    "planned_for date: the day",
    "kind text: the kind of action",
    "account_id id: the company",
    "contact_id id: the person",
    "opportunity_id id: the deal",
    "minutes minutes: what it was to cost",
    "gain money: what it was to bring",
    "gain_low money: at least",
    "gain_high money: at most",
    "total money: against never doing it",
    "basis text learned|assumed|mixed|yours: what the numbers stand on",
    "starts_at moment: when it was to start",
    "status text planned|done|skipped|snoozed|left|parked: what became of it",
    "done_at moment: when it was done",
    "minutes_spent minutes: what it really cost",
    "outcome text: what came of it",
    "made money: what it really brought",
    "reason text: why it was skipped or put off",
    "return_on date: when it comes back",
    "playbook text: the digest of the playbook it was priced with",
)
OWN_ACTIONS = columns_of(
    "own_action_id id: one line of the rep's own",
    "what text: what to do, in the rep's own words",
    "account_id id: the company it is for",
    "contact_id id: the person it is for",
    "opportunity_id id: the deal it is for",
    "due_on date: the last day for it; empty: any day",
    "starts_at moment: when it has to start; empty: any time",
    "minutes minutes: what it takes",
    "worth money: what it brings, as the rep sees it",
    "done_at moment: when it was done",
)
JUDGEMENTS = columns_of(
    "judgement_id id: one thing the rep judges otherwise",
    "account_id id: the company it is about",
    "contact_id id: the person it is about",
    "opportunity_id id: the deal it is about",
    "kind text: the kind of line it is about; empty: every line of that deal, person or company",
    "said_on date: when the rep said so",
    "is_pinned flag: belongs in the day whatever it brings",
    "pinned_for date: the one day it is pinned to; empty: every day until it is done",
    "win_rate rate: the rep's own chance of winning",
    "worth money: what it is worth to the rep if won",
    "minutes minutes: what the line takes",
    "every_days days: how often they should hear from us",
    "notes text: why",
)

IN_FILES: dict[str, tuple[Column, ...]] = {
    "accounts": ACCOUNTS,
    "contacts": CONTACTS,
    "opportunities": OPPORTUNITIES,
    "quotes": QUOTES,
    "activities": ACTIVITIES,
    "orders": ORDERS,
    "cases": CASES,
    "calendar": CALENDAR,
    "log": LOG,
}
JUDGED = {"own_actions": OWN_ACTIONS, "judgements": JUDGEMENTS}  # the rep's own judgement; no file names them so
TABLES = IN_FILES | JUDGED
IDS = {
    "accounts": "account_id",
    "contacts": "contact_id",
    "opportunities": "opportunity_id",
    "quotes": "quote_id",
    "activities": "activity_id",
    "orders": "order_id",
    "cases": "case_id",
    "log": "log_id",
    "own_actions": "own_action_id",
    "judgements": "judgement_id",
}
LINKS = {
    "account_id": "accounts",
    "contact_id": "contacts",
    "opportunity_id": "opportunities",
    "previous_account": "accounts",
}


def column(table: str, field: str) -> Column:
    """The column `field` of `table`; KeyError if the schema has none."""
    return next(c for c in TABLES[table] if c.name == field)


def fields(table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [column.name for column in TABLES[table]]


def empty(table: str) -> pd.DataFrame:
    """A table without rows, with every column in its dtype and `row_key` as its index."""
    return _empty(table).copy(deep=False)


@cache
def _empty(table: str) -> pd.DataFrame:
    frame = pd.DataFrame({c.name: pd.Series(dtype=c.dtype) for c in TABLES[table]})
    return frame.set_axis(pd.Index([], dtype="str", name="row_key"))


def no_prices() -> pd.DataFrame:
    """A price list without a product: a row is its name or id (`product`), its `price` and its `currency`."""
    return pd.DataFrame(columns=["product", "price", "currency"], dtype="str").astype({"price": "float64"})


def conform(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with exactly the schema's columns, in order and in their dtypes.

    Columns the schema does not know are left out; columns that are missing are added empty. Values must
    already be of the column's kind: text that is no number raises ValueError.

    Examples
    --------
    >>> conform("orders", pd.DataFrame({"account_id": ["A"], "amount": [5]}))[["account_id", "amount"]]
      account_id  amount
    0          A     5.0
    """
    return pd.DataFrame({c.name: _typed(frame, c) for c in TABLES[table]}, index=frame.index)


def _typed(frame: pd.DataFrame, column: Column) -> pd.Series:
    if column.name not in frame:
        return pd.Series(index=frame.index, dtype=column.dtype)
    return conform_values(frame[column.name], column)


def conform_values(values: pd.Series, column: Column) -> pd.Series:
    """The same values in the dtype of `column`; days lose their time. Raises ValueError or TypeError."""
    if str(values.dtype) == column.dtype:
        return values.dt.normalize() if column.kind == "date" else values
    if column.kind in ("date", "moment"):
        values = pd.to_datetime(values, format="ISO8601")
        values = values.dt.normalize() if column.kind == "date" else values
    elif column.dtype == "str":
        values = values.astype(object).where(values.notna(), None)
    return values.astype(column.dtype)
