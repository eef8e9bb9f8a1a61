"""Quiet beyond cadence: class by class, by own rhythm, by own wish; a touch resets it, an edit never."""

import pandas as pd
import pytest
from small_books import ON, account, deal, orders, person
from small_gaps import activity, day, first_due, gaps_on, is_due, old_log

KIND = "quiet beyond cadence"
HEARD = activity("06-01", opportunity_id=None)


@pytest.mark.parametrize(
    ("stage", "due"),
    [
        ("Verbal agreement", "11-05"),
        ("Negotiation", "11-07"),
        ("Proposal", "11-09"),
        ("Meeting held", "11-12"),
        ("Qualified", "11-16"),
        (None, "11-16"),
    ],
)
def test_the_nearer_a_deal_is_to_its_decision_the_sooner_it_is_due(stage, due):
    rows = {"contacts": [person()], "opportunities": [deal(stage=stage)], "activities": [activity("11-02")]}
    assert first_due(KIND, **rows) == due


def test_it_is_said_what_is_usual_at_that_stage():
    rows = {
        "contacts": [person()],
        "opportunities": [deal(stage="Negotiation")],
        "activities": [activity("11-02")],
    }
    found = gaps_on(ON, rows, KIND)["because"].tolist()
    assert found == ["Quiet for 21 days; usual for a deal in negotiation: every 5 days"]


BOTH = {"contacts": [person(), person("2", account_id="A1")]}
BOTH |= {"activities": [activity("11-02", opportunity_id=None), *old_log()]}


def test_everybody_at_a_key_account_has_a_turn_of_their_own():
    rows = BOTH | {"accounts": [account(status="customer", is_key=True)]}
    found = gaps_on(ON, rows, KIND).set_index("contact_id")["due_on"]
    assert found.to_dict() == {"C1": day("11-16"), "C2": day("2024-12-09")}  # the log knows of no word with C2
    assert gaps_on(ON, rows | {"accounts": [account(status="customer")]}, KIND).empty


def test_the_deal_of_a_key_account_keeps_its_own_turn_and_the_others_there_theirs():
    rows = BOTH | {"accounts": [account(is_key=True)], "opportunities": [deal()]}
    found = gaps_on(ON, rows, KIND)
    assert sorted(found["contact_id"]) == ["C1", "C2"]
    assert found.set_index("contact_id")["opportunity_id"].dropna().to_dict() == {"C1": "O1"}


def test_without_a_log_a_key_account_has_one_turn():
    rows = {"accounts": [account(is_key=True)], "contacts": BOTH["contacts"], "orders": orders("1", [30])}
    found = gaps_on(ON, rows, KIND)
    assert (found["due_on"].tolist(), len(found)) == ([day("11-07")], 1)


def test_the_tenth_that_buys_most_is_a_key_account():
    keys = [str(key) for key in range(1, 12)]
    rows = {
        "accounts": [account(key, status="customer") for key in keys],
        "contacts": [person(key) for key in keys],
        "activities": [activity("11-02", key=key, opportunity_id=None) for key in keys],
        "orders": [row for key in keys for row in orders(key, [100], 1000.0 * int(key))],
    }
    assert gaps_on(ON, rows, KIND)["contact_id"].tolist() == ["C11"]


def test_a_small_lead_is_due_after_ninety_days():
    won = deal("2", status="won", amount=20_000.0, closed_on=day("2025-01-10"))
    lead = deal(stage="Lead", amount=900.0)
    rows = {"contacts": [person(), person("2")], "activities": [activity("08-03"), *old_log()]}
    found = gaps_on(ON, rows | {"opportunities": [lead, won]}, KIND)
    assert found.loc[found["opportunity_id"] == "O1", "due_on"].tolist() == [day("11-01")]


@pytest.mark.parametrize(("status", "due"), [("customer", "07-01"), ("prospect", "08-30"), ("former", None)])
def test_an_account_is_due_by_its_class(status, due):
    rows = {"accounts": [account(status=status)], "contacts": [person()], "activities": [HEARD]}
    assert first_due(KIND, **rows) == due


def test_a_customer_is_due_by_its_own_rhythm_of_ordering():
    steady = orders("1", range(5, 400, 20))
    rows = {"accounts": [account(status="customer")], "contacts": [person()], "orders": steady}
    found = gaps_on(ON, rows | {"activities": [activity("11-02", opportunity_id=None)]}, KIND)
    assert found["due_on"].tolist() == [day("11-22")]
    assert "their own rhythm: every 20 days" in found["because"].iloc[0]


def test_an_acquaintance_is_due_after_ninety_days():
    ann = person(account_id=None)
    assert first_due(KIND, contacts=[ann], activities=[HEARD]) == "08-30"


def test_what_the_rep_wishes_wins():
    wishes = pd.DataFrame({"contact_id": ["C1"], "account_id": [None], "every_days": [21.0]})
    rows = {"accounts": [account(status="customer")], "contacts": [person()], "activities": [HEARD]}
    found = gaps_on(ON, rows, KIND, wishes=wishes)
    assert found.loc[found["contact_id"] == "C1", "due_on"].min() == day("06-22")
    noted = rows | {"judgements": [{"contact_id": "C1", "every_days": 21.0}]}
    assert gaps_on(ON, noted, KIND)["due_on"].min() == day("06-22")


def test_a_wish_in_the_file_counts_until_another_is_said_here():
    rows = {"accounts": [account(status="customer")], "activities": [HEARD]}
    rows |= {"contacts": [person(every_days=21.0)]}
    found = gaps_on(ON, rows, KIND)
    assert found["due_on"].tolist() == [day("06-22")]
    assert "you wish: every 21 days" in found["because"].iloc[0]
    said = rows | {"judgements": [{"contact_id": "C1", "every_days": 50.0}]}
    assert gaps_on(ON, said, KIND)["due_on"].tolist() == [day("07-21")]


def test_whom_one_wishes_to_keep_up_with_speaks_for_the_account_once():
    rows = {"accounts": [account(status="customer", every_days=10.0)], "activities": [HEARD]}
    assert len(gaps_on(ON, rows | {"contacts": [person()]}, KIND)) == 1
    found = gaps_on(ON, rows | {"contacts": [person(every_days=21.0)]}, KIND)
    assert found["contact_id"].tolist() == ["C1"]
    assert found["due_on"].tolist() == [day("06-22")]


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-20"), False),
        (activity("11-20", "email", direction="in"), False),
        (activity("11-20", outcome="no answer"), True),
        (activity("11-20", "note"), True),
    ],
)
def test_any_real_touch_resets_it(later, stands):
    rows = {"contacts": [person()], "opportunities": [deal()], "activities": [activity("11-02"), later]}
    assert is_due(KIND, ON, **rows) == stands


def test_a_plan_silences_it():
    rows = {"contacts": [person()], "opportunities": [deal(next_step_on=day("12-01"))]}
    assert not is_due(KIND, ON, **rows, activities=[activity("11-02")])


def test_without_a_log_the_best_evidence_counts_and_is_named():
    rows = {"contacts": [person()], "opportunities": [deal(stage_since_on=day("11-02"))]}
    found = gaps_on(ON, rows, KIND)
    assert found["due_on"].tolist() == [day("11-09")]
    assert found["because"].iloc[0].startswith("Quiet for 21 days (by the day it reached its stage)")


def test_of_whom_nothing_is_known_it_is_due_at_once_and_said():
    found = gaps_on(ON, {"accounts": [account(status="prospect")]}, KIND)
    assert found["because"].tolist() == ["No contact is noted; not yet dated"]
    assert found["days_late"].tolist() == [0]


LEGAL = {"stage": "Legal review", "stage_since_on": day("11-02")}


@pytest.mark.parametrize(
    ("values", "due"),
    [
        (LEGAL, "11-12"),  # their lawyers usually have it for ten days
        (LEGAL | {"waiting_on": "us"}, "11-07"),
        ({"waiting_on": "procurement", "stage_since_on": day("11-02")}, "11-12"),
        (
            LEGAL | {"stage_since_on": day("09-01")},
            "11-12",
        ),  # after the one check, its longest silence
    ],
)
def test_a_deal_that_rests_with_them_is_due_on_the_day_of_one_polite_check(values, due):
    rows = {"contacts": [person()], "opportunities": [deal(**values)], "activities": [activity("11-02")]}
    assert first_due(KIND, **rows) == due


def test_it_is_said_with_whom_a_deal_rests():
    rows = {"contacts": [person()], "opportunities": [deal(**LEGAL)], "activities": [activity("11-02")]}
    found = gaps_on(ON, rows, KIND)
    assert found["because"].tolist() == ["Quiet for 21 days; with their lawyers for 21 days: one polite check"]


def test_it_is_our_turn_once_they_wrote_and_the_reps_own_pace_wins_over_any_turn():
    rows = {"contacts": [person()], "opportunities": [deal(**LEGAL)], "activities": [activity("11-02")]}
    wrote = rows | {"activities": [activity("11-02", "email", direction="in")]}
    assert first_due(KIND, **wrote) == "11-07"
    wished = rows | {"judgements": [{"contact_id": "C1", "every_days": 4.0}]}
    assert first_due(KIND, **wished) == "11-06"
