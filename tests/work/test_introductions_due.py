"""Introductions: asked for while a delivery is fresh, thanked for, and returned."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due, old_log

ASK, THANK, RETURN = "introduction to ask", "introduction to thank", "introduction to return"


def won(closed="10-14", **values):
    return deal(status="won", closed_on=day(closed), **values)


def test_an_introduction_is_asked_for_thirty_days_after_a_sale():
    assert first_due(ASK, contacts=[person()], opportunities=[won()]) == "11-13"


@pytest.mark.parametrize(("closed", "stands"), [("08-26", True), ("08-24", False)])
def test_the_moment_passes(closed, stands):
    assert is_due(ASK, ON, contacts=[person()], opportunities=[won(closed)]) == stands


@pytest.mark.parametrize("said", ["Asked for a referral", "Complaint about the delivery"])
def test_asking_or_a_complaint_silences_it(said):
    log = [activity("11-16", subject=said)]
    assert not is_due(ASK, ON, contacts=[person()], opportunities=[won()], activities=log)


def introduced(*log, on="11-11", **values):
    giver = person("2", name="Paloma", account_id=None)
    lead = deal(referred_by="Paloma", created_on=day(on), next_step_on=day("12-20"))
    return {"contacts": [person(), giver], "opportunities": [lead], "activities": [*old_log(), *log]} | values


def test_it_is_thanked_for_within_five_working_days():
    assert first_due(THANK, **introduced()) == "11-18"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-12", key="2", opportunity_id=None), False),
        (activity("11-11", key="2", opportunity_id=None, subject="Thanks for the introduction"), False),
        (activity("11-11", key="2", opportunity_id=None, subject="Told me of Company 1"), True),
        (activity("11-12", "note", key="2", opportunity_id=None), True),
        (activity("11-12"), True),  # a word to whom we were introduced
    ],
)
def test_a_word_to_the_giver_silences_it(later, stands):
    assert is_due(THANK, ON, **introduced(later)) == stands


def test_the_gap_is_the_givers_and_says_whom():
    found = gaps_on(ON, introduced(), THANK).iloc[0]
    assert found["contact_id"] == "C2"
    assert found["because"] == "Paloma introduced us to Ann 1 of A1 12 days ago; no thanks noted yet"


def test_a_contact_says_who_introduced_it_and_is_counted_once_with_its_deal():
    giver, ann = person("2", name="Paloma", account_id=None), person(referred_by="Paloma")
    rows = introduced(contacts=[ann, giver])
    assert len(gaps_on(ON, rows, THANK)) == 1


def test_it_is_returned_within_ninety_days_by_a_favour():
    rows = introduced(on="08-20")
    assert first_due(RETURN, **rows) == "11-18"
    favour = activity("10-01", "favour", key="2", opportunity_id=None)
    assert not is_due(RETURN, ON, **introduced(favour, on="08-20"))
    call = activity("10-01", key="2", opportunity_id=None)
    assert is_due(RETURN, ON, **introduced(call, on="08-20"))
