"""Books with hardly anything in them: every public call works on each, and says nothing that is not so."""

import pandas as pd
import pytest

import sentia
from sentia.book.as_of import planning_day
from sentia.book.checks import check_book
from sentia.day.report import day_report
from sentia.playbook import playbook_from

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


def deals(count, **columns):
    """So many deals of growing size, each column a value or what gives one by its number."""
    rows = [{"account_id": f"A{n}", "name": f"Deal {n}", "amount": 1_000.0 * (n + 1)} for n in range(count)]
    told = [
        {name: value(n) if callable(value) else value for name, value in columns.items()} for n in range(count)
    ]
    return [row | more for row, more in zip(rows, told, strict=True)]


HISTORIES = {
    "zero closed": (deals(6, stage="Proposal"), "no contact noted"),
    "all won": (deals(6, status="won", closed_on="2026-10-01"), "bought in a year"),
    "all lost": (deals(6, status="lost", closed_on="2026-01-01"), "of such noes turn, assumed"),
    "one stage": (deals(30, stage="Pipeline"), "at Pipeline"),
    "no amounts": (deals(6, stage="Proposal", amount=None), "No amount in the file"),
    "won in the future": (
        deals(9, status=lambda n: "won" if n else "open", closed_on=lambda n: "2027-05-05" if n else None),
        "no contact noted",
    ),
    "a thousand sources": (
        deals(
            300,
            stage="Proposal",
            source=lambda n: f"Source {n}",
            status=lambda n: ("won", "lost", "open")[n % 3],
            closed_on=lambda n: None if n % 3 == 2 else "2026-05-05",
        ),
        "Proposal",
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_of_any_kind_gives_a_day_with_or_without_a_quota_and_says_what_is_so(name):
    rows, words = HISTORIES[name]
    book = sentia.make_book(opportunities=pd.DataFrame(rows))
    plain = sentia.plan_day(book, ON)
    paid = sentia.plan_day(book, ON, playbook_from({"commission_rate": 0.1, "quota": 50_000}))
    assert words.lower() in " ".join(plain.actions["because"]).lower()
    assert paid.actions["gain"].sum() == pytest.approx(0.1 * plain.actions["gain"].sum(), rel=0.03, abs=0.2)
    assert "of the quota of $50,000" in " ".join(paid.notes)
    assert set(plain.actions["basis"]) <= {"learned", "assumed", "mixed"}
    if name in ("zero closed", "all lost", "one stage"):
        assert "assumed" in set(plain.actions["basis"])
    sold = sum(row["amount"] for row in rows) if name == "all won" else 0
    if name in ("zero closed", "all won", "all lost", "won in the future"):
        assert f": ${sold:,.0f} of the quota" in " ".join(paid.notes)
