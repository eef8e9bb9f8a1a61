"""Books of a few rows on one Monday, for tests that can be checked in the head."""

import pandas as pd

from sentia.book.making import make_book
from sentia.day.candidates import candidates
from sentia.day.desk import Desk
from sentia.playbook import Playbook

ON = pd.Timestamp("2026-11-23")  # a Monday


def days_ago(days, hour=0):
    """The day so many days before that Monday; at an hour, a moment of it."""
    return ON - pd.Timedelta(days=days) + pd.Timedelta(hours=hour)


def book_of(**tables):
    """A book out of lists of rows."""
    return make_book(**{name: pd.DataFrame(rows) for name, rows in tables.items()})


def desk_of(owner=None, playbook=None, **tables):
    """The desk of that Monday."""
    return Desk(book_of(**tables), ON, playbook or Playbook(), owner)


def actions_of(owner=None, playbook=None, **tables):
    """Every candidate of that Monday with one subject."""
    found = candidates(desk_of(owner, playbook, **tables))
    return found.loc[found["serves"].map(len) == 1]


def only_one(actions):
    """The one candidate there is."""
    assert actions.index.size == 1, actions.index.tolist()
    return actions.iloc[0]


def deal(key="1", stage="Proposal", amount=24_000.0, **values):
    """An open deal of an account and a contact of the same key, begun a hundred days ago."""
    row = {"opportunity_id": f"O{key}", "name": f"Deal {key}", "account_id": f"A{key}", "contact_id": f"C{key}"}
    return row | {"stage": stage, "amount": amount, "created_on": days_ago(100)} | values


def person(key="1", **values):
    """A contact at the account of the same key."""
    return {"contact_id": f"C{key}", "name": f"Ann {key}", "account_id": f"A{key}", "phone": None} | values


def account(key="1", **values):
    """An account, a prospect unless it bought."""
    return {"account_id": f"A{key}", "name": f"Company {key}"} | values


def call(key="1", days=6, **values):
    """A call that reached the contact of that key, so many days ago at ten."""
    row = {"activity_id": f"L{key}-{days}", "kind": "call", "outcome": "reached", "direction": "out"}
    return row | {"contact_id": f"C{key}", "opportunity_id": f"O{key}", "done_at": days_ago(days, 10)} | values


def log_since(days=400):
    """A log that began so many days ago, with a call to somebody who plays no part."""
    return [{"activity_id": "L0", "kind": "call", "contact_id": "C0", "done_at": days_ago(days, 9)}]


def stranger(**values):
    """The person of `log_since`, who is left alone so that only the log is of use."""
    return {"contact_id": "C0", "name": "Nobody", "do_not_contact": True} | values


def orders(key, days, amount=1000.0):
    """Orders of an account, so many days ago each."""
    return [
        {"order_id": f"R{key}-{ago}", "account_id": f"A{key}", "ordered_on": days_ago(ago), "amount": amount}
        for ago in days
    ]
