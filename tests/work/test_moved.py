"""Moved: greeted within five working days."""

import pytest
from small_books import ON, account, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "moved"


def tables(*log, moved="11-11", **values):
    people = [person(previous_account="A9", moved_on=day(moved))]
    firms = [account(), account("9", name="Birch")]
    return {"accounts": firms, "contacts": people, "activities": [*log]} | values


def test_it_is_due_five_working_days_after():
    assert first_due(KIND, **tables()) == "11-18"


@pytest.mark.parametrize(
    ("when", "outcome", "stands"), [("11-12", None, False), ("11-10", None, True), ("11-12", "no answer", True)]
)
def test_a_touch_since_silences_it(when, outcome, stands):
    log = activity(when, opportunity_id=None, outcome=outcome)
    assert is_due(KIND, ON, **tables(log)) == stands


def test_a_move_to_come_is_none_yet_and_the_old_employer_is_named():
    assert not is_due(KIND, ON, **tables(moved="12-01"))
    assert gaps_on(ON, tables(), KIND)["because"].tolist() == [
        "Ann 1 left Birch 12 days ago; no greeting noted yet"
    ]


def two_lists(*log, at="A9", mail="ann@mail.example", **values):
    """Ann in the file's own list at their company, with a deal, and in the list of a network at Birch."""
    people = [person(email=mail), person("2", name="Ann 1", account_id=at, email=mail)]
    return {
        "accounts": [account(), account("9", name="Birch")],
        "contacts": people,
        "opportunities": [deal("1", status="won", stage="Won", created_on=day("01-07"), closed_on=day("03-02"))],
        "activities": [*log],
    } | values


def test_whom_a_second_list_has_elsewhere_is_greeted_there():
    gap = gaps_on(ON, two_lists(), KIND).iloc[0]
    assert (gap["account_id"], gap["contact_id"]) == ("A9", "C2")
    assert gap["because"] == "Ann 1 is at Birch by a second list, no longer at Company 1; no greeting noted yet"


def test_one_employer_in_both_lists_is_no_move_and_neither_is_another_person():
    assert not is_due(KIND, ON, **two_lists(at="A1"))
    assert not is_due(KIND, ON, **two_lists(contacts=[person(), person("2", name="Ann 1", account_id="A9")]))


def test_of_three_employers_nobody_knows_which_is_the_new_one():
    third = person("3", name="Ann 1", account_id="A8", email="ann@mail.example")
    tables = two_lists()
    tables["contacts"].append(third)
    tables["accounts"].append(account("8", name="Cedar"))
    assert not is_due(KIND, ON, **tables)


def test_with_a_past_at_both_or_a_talk_since_nobody_is_said_to_have_moved():
    both = [*two_lists()["opportunities"], deal("9", contact_id=None)]
    assert not is_due(KIND, ON, **two_lists(opportunities=both))
    talk = activity("11-12", contact_id="C2", opportunity_id=None)
    assert not is_due(KIND, ON, **two_lists(talk))
