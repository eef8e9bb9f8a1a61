"""The short sentences that say why something is not in the day."""

import pytest
from planning_frames import candidates

from sentia.day.planning.limits import Limits
from sentia.day.planning.plan import plan

MORNING = [(540, 600)]
AN_HOUR = Limits(60)


def why(limits: Limits = AN_HOUR, **rows: dict) -> dict:
    return plan(candidates(**rows), MORNING, limits).left_out["why"].to_dict()


def test_a_person_or_account_already_in_the_day_is_named_as_such():
    found = why(
        best={"gain": 9, "groups": ("person:ana", "account:ACME")},
        same={"gain": 2, "groups": ("person:ana",)},
        colleague={"gain": 1, "groups": ("account:ACME",)},
    )
    assert found == {
        "same": "the same person is already in the day",
        "colleague": "the same account is already in the day",
    }


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ((1, None), "one of that kind is enough for one day"),
        ((None, 10), "10 minutes of that kind are enough for one day"),
    ],
)
def test_a_limit_says_what_is_enough(limit, sentence):
    kind = {"limit": "cold call"}
    found = why(Limits(60, 0, {"cold call": limit}), a={"gain": 9, **kind}, b={"gain": 8, **kind})
    assert found == {"b": sentence}


def test_being_a_cent_short_is_said_without_rounding_it_away():
    # 10 minutes at 60 dollars an hour are worth 10 dollars; the price is what the first left out brings.
    found = why(Limits(10), best={"gain": 20}, next={"gain": 10}, short={"gain": 9.99}, poor={"gain": 4})
    assert found == {
        "next": "no minutes left",
        "short": "pays less than the hour is worth: less than $1 short",
        "poor": "pays less than the hour is worth: $6 short",
    }


def test_who_was_passed_over_is_not_told_that_they_pay_too_little():
    found = why(
        Limits(60, 60),
        first={"waiting": 9, "minutes": 55, "gain": 1},
        second={"waiting": 8, "minutes": 10, "gain": 0.01},
    )
    assert found == {"second": "no minutes left"}


def test_what_is_left_out_comes_by_return_per_hour_and_the_unknown_last():
    rows = {"a": {}, "b": {"gain": 1}, "c": {"gain": 2}, "best": {"gain": 9}}
    assert list(why(Limits(10), **rows)) == ["c", "b", "a"]
