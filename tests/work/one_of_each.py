"""A book of a few rows for each kind of work, in which that kind is due on the Monday of the small books."""

from small_books import account, days_ago, deal, orders, person
from small_gaps import activity, day, old_log

SOON = {"next_step_on": day("12-20"), "next_step": "Demo"}
NEW = {"stage": "Lead"}


def given_on(text):
    """A deal that Paloma introduced on a day."""
    return deal(referred_by="Paloma", created_on=day(text), **SOON)


GIVEN = {
    "contacts": [person(), person("2", name="Paloma", account_id=None)],
    "opportunities": [given_on("06-01")],
    "activities": old_log(),
}

SMALL_BOOKS = {
    "reply owed": {"opportunities": [deal(**SOON)], "activities": [activity("11-16", "email", direction="in")]},
    "promise due": {
        "opportunities": [deal(**SOON)],
        "activities": [activity("11-16", promise="references", promise_by="us", promise_on=day("11-23"))],
    },
    "trouble": {
        "accounts": [account(status="customer")],
        "cases": [{"case_id": "K1", "account_id": "A1", "opened_on": day("11-18"), "subject": "Pump leaks"}],
    },
    "next step late": {"opportunities": [deal(next_step="Demo", next_step_on=day("11-19"))]},
    "new lead untouched": {
        "contacts": [person(), person("0", account_id=None, do_not_contact=True)],  # whom the old log is with
        "opportunities": [deal(stage="Lead", created_on=day("11-18"))],
        "activities": old_log(),
    },
    "meeting today": {"opportunities": [deal(next_step="Demo", next_step_on=day("11-23"))]},
    "no show": {"opportunities": [deal()], "activities": [activity("11-17", "demo", outcome="no show")]},
    "attempt unanswered": {"opportunities": [deal()], "activities": [activity("11-16", outcome="no answer")]},
    "information sent": {"opportunities": [deal()], "activities": [activity("11-16", "info sent")]},
    "quote unanswered": {
        "opportunities": [deal()],
        "quotes": [{"quote_id": "Q1", "opportunity_id": "O1", "amount": 9000.0, "sent_on": day("11-16")}],
        "activities": [activity("11-10")],
    },
    "quote expiring": {
        "opportunities": [deal(**SOON)],
        "quotes": [
            {"quote_id": "Q1", "opportunity_id": "O1", "sent_on": day("11-16"), "valid_until_on": day("11-25")}
        ],
    },
    "close date passed": {
        "opportunities": [deal(expected_close_on=day("11-13"), **SOON)],
        "activities": [activity("11-16", outcome="reached")],
    },
    "date ahead": {"accounts": [account(status="customer", contract_ends_on=day("2027-01-15"))]},
    "meeting without follow-up": {"opportunities": [deal()], "activities": [activity("11-17", "meeting")]},
    "go on or close": {"opportunities": [deal(created_on=day("08-03"), **NEW)], "activities": old_log()},
    "no next step": {"opportunities": [deal()], "activities": [activity("11-16", outcome="reached")]},
    "quiet beyond cadence": {"accounts": [account(status="customer", since_on=day("08-03"))]},
    "re-order overdue": {"accounts": [account(status="customer")], "orders": orders("1", range(60, 400, 30))},
    "fresh look due": {
        "accounts": [account()],
        "opportunities": [deal(status="lost", closed_on=days_ago(272), lost_reason="Budget")],
    },
    "moved": {
        "accounts": [account(), account("9")],
        "contacts": [person(previous_account="A9", moved_on=day("11-11"))],
    },
    "won and not thanked": {
        "opportunities": [deal(status="won", closed_on=day("11-16"))],
        "activities": [activity("11-10", outcome="reached")],
    },
    "introduction to ask": {"opportunities": [deal(status="won", closed_on=day("10-14"))]},
    "introduction to thank": GIVEN
    | {"opportunities": [deal(referred_by="Paloma", created_on=day("11-11"), **SOON)]},
    "introduction to return": GIVEN,
    "career unchecked": {
        "accounts": [account(status="customer")],
        "contacts": [person()],
        "activities": [activity("03-02", opportunity_id=None)],
    },
    "nobody to call": {"opportunities": [deal(contact_id=None), deal("2")], "contacts": [person("2")]},
}
