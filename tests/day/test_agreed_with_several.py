"""What was agreed with several people of one deal: a line each on a large deal, else one line that names them."""

import pytest
from small_books import ON, account, actions_of, book_of, deal, person

from sentia.day.day import plan_day

TODAY = {"due_on": ON, "kind": "task", "account_id": "A1", "opportunity_id": "O1"}
STEPS = [
    TODAY | {"activity_id": "T1", "contact_id": "C1", "subject": "Agree on payment"},
    TODAY | {"activity_id": "T2", "contact_id": "C2", "subject": "Send the drawings"},
    TODAY | {"activity_id": "T3", "contact_id": "C3", "subject": "Settle the delivery"},
]


def tables(amount=400_000.0, steps=STEPS):
    small = [deal(str(key), amount=20_000.0, next_step_on=ON, contact_id=None) for key in range(4, 9)]
    return {
        "accounts": [account(str(key)) for key in (1, *range(4, 9))],
        "contacts": [person(str(key), account_id="A1") for key in (1, 2, 3)],
        "opportunities": [deal("1", stage="Negotiation", amount=amount), *small],
        "activities": steps,
    }


def lines_of(**values):
    found = actions_of(**tables(**values))
    return found.loc[found["opportunity_id"] == "O1"]


def test_a_task_of_today_is_what_the_line_of_its_deal_says():
    line = lines_of(steps=STEPS[:1]).iloc[0]
    assert line["action"] == "Call Ann 1 at Company 1 about what was agreed: Agree on payment"
    assert line["is_must"]
    assert line["because"].startswith("Agreed for 23 November")


def test_each_of_three_people_of_a_large_deal_has_a_step_of_their_own_and_the_dollars_are_the_deals():
    lines, alone = lines_of(), lines_of(steps=STEPS[:1])
    assert set(lines["contact_id"]) == {"C1", "C2", "C3"}
    assert sorted(lines["topic"]) == [f"what was agreed: {step['subject']}" for step in STEPS]
    assert lines["total"].sum() == pytest.approx(alone["total"].sum())


def test_on_a_small_deal_one_line_names_the_others():
    line = lines_of(amount=3_000.0).iloc[0]
    assert line["topic"] == (
        "what was agreed: Agree on payment, and about Send the drawings (Ann 2), "
        "and about Settle the delivery (Ann 3)"
    )


def test_among_deals_of_one_size_none_is_large():
    assert len(lines_of(amount=20_000.0)) == 1


def test_all_three_have_their_place_in_the_day():
    day = plan_day(book_of(**tables()), ON)
    people = set(day.actions.loc[day.actions["opportunity_id"] == "O1", "contact_id"])
    assert people == {"C1", "C2", "C3"}
