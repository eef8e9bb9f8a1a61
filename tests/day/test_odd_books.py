"""Books with hardly anything in them: every public call works on each, and says nothing that is not so."""

import pandas as pd
import pytest

import sentia
from sentia.book.as_of import planning_day
from sentia.book.checks import check_book
from sentia.day.report import day_report

ON = "2026-11-23"
ODD = {
    "nothing": {},
    "empty tables": {"opportunities": [], "contacts": [], "activities": []},
    "only contacts": {"contacts": [{"name": "Ann", "email": "ann@x.example"}, {"name": "Bo"}]},
    "only accounts": {"accounts": [{"name": "Acme"}]},
    "only orders": {"orders": [{"account_id": "Acme", "ordered_on": "2026-10-01", "amount": 5.0}] * 3},
    "orders without amounts": {
        "orders": [{"account_id": "A", "ordered_on": f"2026-0{n}-01"} for n in range(1, 9)]
    },
    "orders without dates": {"orders": [{"account_id": "Acme", "amount": 5.0}]},
    "only quotes": {"quotes": [{"account_id": "Acme", "sent_on": "2026-11-01"}]},
    "only activities": {"activities": [{"account_id": "Acme", "kind": "call", "done_at": "2026-01-01 09:00"}]},
    "one deal": {"opportunities": [{"name": "Renewal"}]},
    "one deal with an amount of nothing": {"opportunities": [{"name": "Renewal", "amount": 0.0}]},
    "deals lost without a day": {"opportunities": [{"account_id": "Acme", "status": "lost"}]},
    "deals won without a day": {"opportunities": [{"account_id": "Acme", "status": "won", "amount": 5.0}]},
    "no date at all": {
        "opportunities": [{"name": "Renewal", "amount": 5.0}, {"status": "lost", "account_id": "Acme"}],
        "activities": [{"kind": "call", "opportunity_id": "Renewal"}],
        "quotes": [{"opportunity_id": "Renewal"}],
        "orders": [{"account_id": "Acme", "amount": 3.0}],
        "calendar": [{"title": "Some day"}],
    },
    "columns of nothing": {
        "opportunities": pd.DataFrame(
            {"amount": [float("nan")] * 2, "created_on": [None] * 2, "stage": [None] * 2}
        ),
        "contacts": pd.DataFrame({"email": [float("nan")] * 2, "phone": [None] * 2}),
    },
    "amounts below nothing": {
        "opportunities": [{"name": "Credit", "amount": -500.0}, {"name": "Renewal", "amount": 9.0}]
    },
    "days of the far future": {"opportunities": [{"name": "Renewal", "created_on": "2200-01-01", "amount": 5.0}]},
}


@pytest.fixture(params=ODD, ids=lambda name: name)
def book(request):
    return sentia.make_book(**{name: pd.DataFrame(rows) for name, rows in ODD[request.param].items()})


def test_every_call_works_on_a_book_with_hardly_anything_in_it(book):
    day = sentia.plan_day(book, ON)
    report = day_report(day)
    lines = pd.concat([day.actions, day.left_out]) if len(day.left_out) else day.actions
    assert lines["because"].notna().all()
    assert not lines["because"].str.contains("nan|NaT|None|<NA>").any()
    assert not lines["action"].str.contains("nan|NaT|None|<NA>").any()
    assert (day.actions["gain"].fillna(0) >= 0).all()
    assert len(report["actions"]) == len(day.actions)
    assert len(sentia.score_opportunities(book, ON)) == (book.opportunities["status"] == "open").sum()
    assert isinstance(check_book(book), tuple)
    assert planning_day(book, pd.Timestamp(ON)) is not None


def test_a_book_with_nothing_to_do_has_an_empty_day_and_no_error():
    day = sentia.plan_day(sentia.make_book(), ON)
    assert day.actions.empty
    assert day.left_out.empty
    assert (day.planned_gain, day.price_per_hour) == (0, 0)
