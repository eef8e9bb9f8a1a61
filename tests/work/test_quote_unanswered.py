"""Quote unanswered: 3, 7, 14 and 30 days after, by what we did about it."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "quote unanswered"


def quote(sent="11-02", **values):
    return {"quote_id": "Q1", "opportunity_id": "O1", "amount": 9_000.0, "sent_on": day(sent)} | values


def tables(*log, quotes=None, **values):
    return (
        {"contacts": [person()], "opportunities": [deal()], "quotes": quotes or [quote()]}
        | values
        | {"activities": [*log]}
    )


@pytest.mark.parametrize(
    ("asked", "due"),
    [([], "11-05"), (["11-05"], "11-09"), (["11-05", "11-09"], "11-16"), (["11-05", "11-09", "11-16"], None)],
)
def test_every_time_we_ask_the_next_day_is_further_off(asked, due):
    assert first_due(KIND, **tables(*[activity(when, outcome="no answer") for when in asked])) == due


def test_asking_late_moves_the_next_day():
    # sent on 12 October and asked for the first time on 20 November: again four days later
    assert first_due(
        KIND, day("12-01"), **tables(activity("11-20", outcome="no answer"), quotes=[quote("10-12")])
    ) == ("11-24")


def test_after_the_fourth_time_it_is_every_thirty_days():
    asked = [activity(f"0{month}-15", outcome="no answer") for month in (5, 6, 7, 8)]
    assert first_due(KIND, day("10-01"), **tables(*asked, quotes=[quote("05-04")])) == "09-14"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-04", "email", direction="in"), False),
        (activity("11-04", "email", direction="in", opportunity_id=None), False),
        (activity("11-01", "email", direction="in"), True),
        (activity("11-04", "note"), True),
    ],
)
def test_their_word_since_answers_it(later, stands):
    assert is_due(KIND, ON, **tables(later)) == stands


@pytest.mark.parametrize("status", ["accepted", "declined", "expired", "draft"])
def test_what_became_of_it_silences_it(status):
    assert not is_due(KIND, ON, **tables(quotes=[quote(status=status)]))


def test_a_plan_an_outcome_and_a_later_quote_silence_it():
    assert not is_due(KIND, ON, **tables(opportunities=[deal(next_step_on=day("12-01"))]))
    assert not is_due(KIND, ON, **tables(opportunities=[deal(status="won", closed_on=day("11-20"))]))
    found = gaps_on(ON, tables(quotes=[quote(), quote("11-18", quote_id="Q2")]), KIND)
    assert found["quote_id"].tolist() == ["Q2"]


def test_it_says_how_much_and_how_often_we_asked():
    found = gaps_on(ON, tables(activity("11-05", outcome="no answer")), KIND).iloc[0]
    assert found["because"] == "A quote of $9,000 sent 21 days ago; no answer yet, asked once since"
    assert (found["amount"], found["quote_id"], found["opportunity_id"]) == (9_000, "Q1", "O1")
