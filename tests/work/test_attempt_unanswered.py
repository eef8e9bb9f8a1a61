"""Attempt unanswered: again after 2, 3, 5 and 8 working days, another way each time, then slowly."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "attempt unanswered"


def tried(*days, kind="call"):
    return [activity(when, kind, outcome="no answer") for when in days]


def tables(*log, **values):
    return {"contacts": [person()], "opportunities": [deal()], "activities": [*log]} | values


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (["11-16"], "11-18"),
        (["11-09", "11-16"], "11-19"),
        (["11-02", "11-09", "11-13"], "11-20"),
        (["10-28", "11-02", "11-09", "11-11"], "11-23"),
        (["10-01", "10-05", "10-09", "10-13", "10-20"], "11-19"),  # then every 30 days
    ],
)
def test_each_further_try_waits_longer(days, due):
    assert first_due(KIND, **tables(*tried(*days))) == due


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ([activity("11-17")], False),
        ([activity("11-17", "email", direction="in")], False),
        ([activity("11-13")], True),
        ([activity("11-17", contact_id="C2", opportunity_id=None)], True),
    ],
)
def test_a_touch_since_silences_it(more, stands):
    people = [person(), person("2", account_id="A1")]
    assert is_due(KIND, ON, **tables(*tried("11-16"), *more, contacts=people)) == stands


def test_of_somebody_without_an_open_deal_anybody_at_the_account_will_do():
    rows = [activity("11-16", outcome="no answer", opportunity_id=None)]
    people = [person(), person("2", account_id="A1")]
    assert is_due(KIND, ON, contacts=people, activities=rows)
    other = activity("11-17", key="2", opportunity_id=None)
    assert not is_due(KIND, ON, contacts=people, activities=[*rows, other])


def test_a_plan_silences_it_and_so_does_an_outcome():
    assert not is_due(KIND, ON, **tables(*tried("11-16"), opportunities=[deal(next_step_on=day("12-01"))]))
    lost = deal(status="lost", closed_on=day("11-17"))
    assert not is_due(KIND, ON, **tables(*tried("11-16"), opportunities=[lost]))


@pytest.mark.parametrize(("kind", "touch"), [("call", "Write this time"), ("email", "Call this time")])
def test_the_next_try_is_another_way(kind, touch):
    found = gaps_on(ON, tables(*tried("11-16", kind=kind)), KIND)
    assert found["next_touch"].tolist() == [touch]
    assert found["because"].tolist() == ["One try, 7 days ago; no answer yet"]


def test_their_voicemail_to_us_is_no_try_of_ours():
    assert not is_due(KIND, ON, **tables(activity("11-16", direction="in", outcome="voicemail")))
