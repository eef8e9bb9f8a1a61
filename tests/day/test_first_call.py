"""Who came to us by themselves is called first, and the longer nobody does the less is left of it."""

import pytest
from small_books import ON, actions_of, book_of, call, days_ago, deal, only_one, person

from sentia.day.day import plan_day


def enquiry(days, **values):
    return deal(stage="Lead", created_on=days_ago(days), amount=10_000.0, source="Messe Hannover", **values)


@pytest.mark.parametrize(
    "source", ["Website", "Referral - Ana", "Formulario web", "doporučení", "Trade show 2026"]
)
def test_who_came_by_themselves_gets_a_first_call(source):
    line = only_one(actions_of(opportunities=[enquiry(0) | {"source": source}], contacts=[person()]))
    assert (line["kind"], line["due_on"]) == ("first call", ON)


@pytest.mark.parametrize("source", ["Purchased list", "Cold call", None])
def test_a_list_that_was_bought_has_no_hurry(source):
    line = only_one(actions_of(opportunities=[enquiry(0) | {"source": source}], contacts=[person()]))
    assert line["kind"] != "first call"


def test_with_every_working_day_half_of_it_is_gone():
    gains = [
        only_one(actions_of(opportunities=[enquiry(days)], contacts=[person()]))["gain"] for days in (0, 3, 4)
    ]
    assert gains[1] == pytest.approx(gains[0] / 2, abs=0.01)  # since Friday
    assert gains[2] == pytest.approx(gains[0] / 4, abs=0.01)


def test_after_a_try_or_twenty_working_days_it_is_a_deal_like_any_other():
    tried = [call("1", 1, outcome="voicemail")]
    assert (
        only_one(actions_of(opportunities=[enquiry(2)], contacts=[person()], activities=tried))["kind"]
        == "progress"
    )
    kinds = [only_one(actions_of(opportunities=[enquiry(days)], contacts=[person()]))["kind"] for days in (28, 31)]
    assert kinds == ["first call", "progress"]


def test_a_late_first_call_begins_with_an_apology_and_comes_before_its_turn():
    others = [deal(str(k), amount=500.0) for k in range(2, 9)]
    talked = [call(str(k), 60) for k in range(2, 9)]
    people = [person(str(k)) for k in range(1, 9)]
    day = plan_day(book_of(opportunities=[enquiry(9), *others], contacts=people, activities=talked), ON)
    line = day.actions.set_index("opportunity_id").loc["O1"]
    assert line["is_guaranteed"]
    assert line["because"].endswith("in for 9 days and nobody has called yet, so begin with an apology")
