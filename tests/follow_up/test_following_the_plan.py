"""Each record of any book has one state, and whoever follows the catch-up plan day by day leaves nobody."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from small_books import ON, account, book_of, days_ago, deal, person

from sentia.follow_up.catch_up import catch_up
from sentia.follow_up.coverage import CLOSED, DATED, EXPOSED, STATES, coverage
from sentia.playbook import Playbook

DAY = pd.Timedelta(days=1)
TIGHT = Playbook(guaranteed_share=16 / (450 * 0.8))  # two touches a day
MOST_DAYS = 15
ago = st.one_of(st.none(), st.integers(0, 500))
customer = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["customer", "prospect", "former", None]),
        "last": ago,
        "alone": st.booleans(),
        "deal": st.sampled_from([None, "open", "open", "won", "lost"]),
        "step": st.one_of(st.none(), st.integers(-20, 40)),
    }
)


def when(days):
    return None if days is None else days_ago(days)


def book_with(customers):
    """A book of such customers, with a contact each; some with a deal, a touch, a dated step."""
    accounts, people, deals, log = [], [], [], []
    for key, one in enumerate(customers):
        accounts.append(account(str(key), status=one["status"], do_not_contact=one["alone"] and key % 3 == 0))
        people.append(person(str(key)))
        if one["deal"]:
            closed = None if one["deal"] == "open" else when(one["last"] or 90)
            step = None if one["step"] is None else ON + one["step"] * DAY
            deals.append(deal(str(key), status=one["deal"], closed_on=closed, next_step_on=step))
        if one["last"] is not None:
            talk = {"kind": "call", "outcome": "reached", "done_at": when(one["last"])}
            log.append({"contact_id": f"C{key}"} | talk)
    tables = {"accounts": accounts, "contacts": people, "opportunities": deals, "activities": log}
    return book_of(**{name: rows for name, rows in tables.items() if rows})


@settings(max_examples=3, deadline=None)
@given(st.lists(customer, min_size=1, max_size=6), st.integers(0, 60))
def test_every_record_of_any_book_stands_in_exactly_one_state(customers, ahead):
    book = book_with(customers)
    found = coverage(book, ON + ahead * DAY)
    assert not found.duplicated(["table", "record_id"]).any()
    assert found["state"].isin(STATES).all()
    assert (found["state"].eq(CLOSED) == found["reason"].notna()).all()
    assert found.loc[found["state"].eq(DATED), "next_on"].gt(ON + (ahead - 1) * DAY).all()
    everybody = {*book.accounts["account_id"], *book.contacts["contact_id"]}
    is_open = book.opportunities["status"] == "open"
    assert everybody | set(book.opportunities.loc[is_open, "opportunity_id"]) <= set(found["record_id"])


def touched(book, record, day):
    """The book with a talk with a record's person about its deal, on a day; its next step, if late, done."""
    row = {name: record[name] for name in ("account_id", "contact_id", "opportunity_id")}
    row = {name: value for name, value in row.items() if isinstance(value, str)}
    book = book.add("activities", kind="call", outcome="reached", done_at=day + pd.Timedelta(hours=9), **row)
    if "opportunity_id" in row:
        book = book.edit("opportunities", row["opportunity_id"], next_step_on=None)
    return book


@settings(max_examples=2, deadline=None)
@given(st.lists(st.integers(35, 300), min_size=3, max_size=4))
def test_whoever_follows_the_plan_day_by_day_leaves_nobody_and_keeps_nobody_waiting_longer(quiet):
    plain = {"status": "customer", "alone": False, "deal": None, "step": None}
    book = book_with([plain | {"last": days} for days in quiet])
    waiting = coverage(book, ON, playbook=TIGHT)
    plan = catch_up(waiting, ON, TIGHT)
    shown, reached_by, since = plan.longest_wait, plan.reached_by, waiting.set_index("record_id")["due_on"]
    day, waited = ON, {}
    while len(plan.touches) and day < ON + MOST_DAYS * DAY:
        day = plan.touches["planned_on"].min()
        for _, call in plan.touches.loc[plan.touches["planned_on"] == day].iterrows():
            book = touched(book, call, day)
            waited.setdefault(call["contact_id"], (day - since[call["contact_id"]]).days)
        plan = catch_up(coverage(book, day, playbook=TIGHT), day, TIGHT)
    assert coverage(book, day, playbook=TIGHT)["state"].ne(EXPOSED).all()
    assert waited.keys() == set(waiting.loc[waiting["state"] == EXPOSED, "contact_id"])
    assert max(waited.values(), default=0) <= (shown if pd.notna(shown) else 0)
    assert pd.isna(reached_by) or day <= reached_by
