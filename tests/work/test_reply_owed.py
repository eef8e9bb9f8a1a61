"""Reply owed: their word without ours, whatever else is planned, parked or wished."""

import pytest
from small_books import account, deal, person
from small_gaps import activity, at, day, first_due, gaps_on, is_due

KIND = "reply owed"
THEIRS = activity("11-19", "email", direction="in", outcome=None)


def tables(*log, **values):
    return {"contacts": [person()], "opportunities": [deal()], "activities": [THEIRS, *log]} | values


def test_it_is_due_a_working_day_after_they_wrote():
    assert first_due(KIND, **tables()) == "11-20"


def test_what_came_on_a_friday_is_due_on_monday():
    theirs = THEIRS | {"done_at": at("11-20")}
    assert first_due(KIND, **tables() | {"activities": [theirs]}) == "11-23"


@pytest.mark.parametrize(
    ("outcome", "kind", "stands"),
    [("voicemail", "call", True), (None, "call", True), ("reached", "call", False), (None, "meeting", False)],
)
def test_a_talk_had_its_answer_a_message_on_the_machine_has_none(outcome, kind, stands):
    theirs = THEIRS | {"kind": kind, "outcome": outcome}
    assert is_due(KIND, day("11-23"), **tables() | {"activities": [theirs]}) == stands


@pytest.mark.parametrize(
    ("ours", "stands"),
    [
        (activity("11-20", "email"), False),
        (activity("11-20", "email", outcome="no answer"), False),  # we wrote; that they were silent then is theirs
        (activity("11-20", "call", outcome="reached"), False),
        (activity("11-20", "call", outcome="no answer"), True),
        (activity("11-20", "note"), True),
        (activity("11-18", "email"), True),
        (activity("11-20", "email", contact_id=None), False),  # nobody named, about the same deal
        (activity("11-20", "email", contact_id="C2"), True),  # a colleague of theirs
    ],
)
def test_only_our_answer_to_them_silences_it(ours, stands):
    people = [person(), person("2", account_id="A1")]
    assert is_due(KIND, day("11-23"), **tables(ours, contacts=people)) == stands


@pytest.mark.parametrize(
    "more",
    [
        {"opportunities": [deal(next_step="Call", next_step_on=day("12-01"))]},
        {"opportunities": [deal(blocked_until_on=day("12-20"))]},
        {"contacts": [person(do_not_contact=True)]},
        {"accounts": [account(do_not_contact=True)]},
        {"log": [{"log_id": "x", "status": "parked", "opportunity_id": "O1", "reason": "later"}]},
    ],
)
def test_nothing_that_rests_silences_an_answer_that_is_owed(more):
    assert is_due(KIND, day("11-23"), **tables(**more))


def test_of_several_words_the_oldest_counts_and_of_two_people_each_has_their_own():
    second = THEIRS | {"activity_id": "L8", "done_at": at("11-20")}
    other = THEIRS | {"activity_id": "L9", "contact_id": "C2"}
    found = gaps_on(day("11-23"), tables(second, other, contacts=[person(), person("2", account_id="A1")]), KIND)
    assert sorted(found["contact_id"]) == ["C1", "C2"]
    assert set(found["due_on"]) == {day("11-20")}


def test_it_says_who_wrote_and_when():
    found = gaps_on(day("11-23"), tables(), KIND).iloc[0]
    assert (found["because"], found["next_touch"]) == ("Ann 1 wrote 4 days ago; no answer noted yet", "Answer")


def test_a_word_about_a_deal_decided_since_is_settled():
    lost = deal(status="lost", closed_on=day("11-20"))
    assert not is_due(KIND, day("11-23"), **tables(opportunities=[lost]))
