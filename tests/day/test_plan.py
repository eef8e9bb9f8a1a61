"""Small days, each checked by hand."""

import pandas as pd
import pytest
from planning_frames import candidates

from sentia.day.planning.plan import Limits, plan

NINE, TEN, ELEVEN = 540, 600, 660


def test_the_day_that_gains_most_is_not_the_one_that_starts_with_the_best_hour():
    # 60 minutes. The demo pays best by the hour (130), but then nothing of 30 minutes fits: 87 in all.
    # The quote and the review, at 100 an hour, fill the hour: 100.
    day = plan(
        candidates(
            demo={"gain": 87, "minutes": 40}, quote={"gain": 50, "minutes": 30}, review={"gain": 50, "minutes": 30}
        ),
        [(NINE, TEN)],
        Limits(60),
    )
    assert day.chosen.index.tolist() == ["quote", "review"]
    assert day.chosen["starts"].tolist() == [540, 570]
    assert day.chosen["ends"].tolist() == [570, 600]
    assert (day.planned_gain, day.bound, day.guarantee_cost) == (100, 100, 0)


def test_the_hour_is_worth_what_the_next_one_left_out_would_bring():
    # 40 of 60 minutes fit: the quote in full; of the call 10 of 20 minutes, at 2 dollars a minute: 120 an hour.
    # The note brings 10 for 20 minutes that are worth 40: 30 short. The call pays the hour but has no minutes.
    frame = candidates(
        quote={"gain": 90, "minutes": 30}, call={"gain": 40, "minutes": 20}, note={"gain": 10, "minutes": 20}
    )
    day = plan(frame, [(NINE, TEN)], Limits(40))
    assert day.chosen.index.tolist() == ["quote"]
    assert day.price_per_hour == 120
    assert day.left_out["why"].to_dict() == {
        "call": "no minutes left",
        "note": "pays less than the hour is worth: $30 short",
    }


def test_thirty_more_minutes_bring_what_they_would_be_filled_with():
    # Cap 30: the quote. 30 more: the call's 20 minutes (40 dollars) and half of the note (5 dollars).
    frame = candidates(
        quote={"gain": 90, "minutes": 30}, call={"gain": 40, "minutes": 20}, note={"gain": 10, "minutes": 20}
    )
    assert plan(frame, [(NINE, 570)], Limits(30)).more_time == pytest.approx(45, abs=0.02)


def test_an_hour_is_worth_nothing_when_everything_fits():
    day = plan(candidates(call={"gain": 40}, note={"gain": 5}), [(NINE, TEN)], Limits(20))
    assert (day.price_per_hour, day.more_time, len(day.left_out)) == (0, 0, 0)


def test_nobody_is_called_twice_and_the_longer_call_wins_if_it_gains_more():
    person = ("person:ana@x", "account:ACME")
    frame = candidates(
        deal={"gain": 60, "groups": person},
        quote={"gain": 50, "groups": person},
        both={"gain": 110, "minutes": 15, "groups": person, "serves": ("deal", "quote")},
        colleague={"gain": 30, "groups": ("person:bo@x", "account:ACME")},
    )
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert day.chosen.index.tolist() == ["both"]
    assert day.left_out["why"].to_dict() == {
        "deal": "is done in the same call",
        "quote": "is done in the same call",
        "colleague": "the same account is already in the day",
    }


def test_the_longest_waiting_is_served_before_any_dollar_and_its_cost_is_shown():
    # 30 minutes. Without the guarantee the two calls bring 100; the small account takes the place of one of them.
    frame = candidates(
        big={"gain": 60, "minutes": 15}, next={"gain": 40, "minutes": 15}, small={"minutes": 10, "waiting": 90}
    )
    day = plan(frame, [(NINE, 570)], Limits(30, reserve_minutes=6))
    assert day.chosen["is_guaranteed"].to_dict() == {"big": False, "small": True}
    assert (day.planned_gain, day.guarantee_cost) == (60, 40)
    assert plan(frame, [(NINE, 570)], Limits(30, reserve_minutes=0)).chosen.index.tolist() == ["big", "next"]


def test_the_guarantee_ends_with_the_one_that_reaches_its_minutes():
    # Three wait, 10 minutes each. 10 guaranteed minutes serve one, 11 serve two.
    waiting = {name: {"waiting": days, "gain": -1.0} for name, days in {"a": 5, "b": 9, "c": 7}.items()}
    frame = candidates(**waiting)
    assert plan(frame, [(NINE, TEN)], Limits(60, 10)).chosen.index.tolist() == ["b"]
    assert plan(frame, [(NINE, TEN)], Limits(60, 11)).chosen.index.tolist() == ["b", "c"]


def test_who_cannot_be_reached_today_is_passed_over_and_the_next_served():
    frame = candidates(first={"waiting": 50, "earliest": 960, "latest": 1020, "gain": 5}, second={"waiting": 40})
    day = plan(frame, [(NINE, TEN)], Limits(60, 5))
    assert day.chosen["is_guaranteed"].to_dict() == {"second": True}
    assert day.left_out["why"].to_dict() == {"first": "does not fit between 16:00 and 17:00"}


def test_a_book_without_any_amount_still_gives_a_full_day_longest_waiting_first():
    frame = candidates(**{f"c{k}": {"waiting": k} for k in range(9)})
    day = plan(frame, [(NINE, TEN)], Limits(50))
    assert sorted(day.chosen.index) == ["c4", "c5", "c6", "c7", "c8"]
    assert set(day.left_out["why"]) == {"no minutes left"}
    assert (day.planned_gain, day.price_per_hour) == (0, 0)


def test_a_touch_that_would_cost_is_not_used_to_fill_the_day():
    frame = candidates(too_often={"waiting": 3, "gain": -5}, unknown={"waiting": 1})
    assert plan(frame, [(NINE, TEN)], Limits(60)).chosen.index.tolist() == ["unknown"]


def test_a_must_is_done_whatever_it_pays_and_one_that_cannot_be_is_explained():
    frame = candidates(
        answer={"gain": -2, "is_must": True},
        promise={"minutes": 70, "is_must": True},
        deal={"gain": 99, "minutes": 55},
    )
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert day.chosen.index.tolist() == ["answer"]
    assert day.problems == ("promise should be done today, but: longer than any free gap.",)


def test_two_musts_for_one_person_become_the_call_that_does_both():
    person = ("person:ana@x",)
    frame = candidates(
        answer={"is_must": True, "groups": person},
        promise={"is_must": True, "groups": person},
        both={"is_must": True, "groups": person, "minutes": 15, "serves": ("answer", "promise")},
    )
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert (day.chosen.index.tolist(), day.problems) == (["both"], ())


def test_what_is_due_by_the_clock_comes_first_then_the_best_paid_hour():
    frame = candidates(
        small={"gain": 10}, big={"gain": 80}, due={"gain": 1, "due_at": 600}, sooner={"gain": 1, "due_at": 570}
    )
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert day.chosen.index.tolist() == ["sooner", "due", "big", "small"]


def test_what_is_due_is_done_in_time_or_at_least_today():
    frame = candidates(
        due={"gain": 1, "due_at": 560, "minutes": 20}, late={"gain": 1, "due_at": 500, "is_must": True}
    )
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert day.chosen["ends"].to_dict() == {"due": 560, "late": 570}
    assert day.problems == ("late cannot be done by the time it is due.",)


def test_the_better_paid_of_two_equally_long_calls_comes_in_the_earlier_gap():
    frame = candidates(a={"gain": 10, "minutes": 30}, b={"gain": 20, "minutes": 30})
    day = plan(frame, [(NINE, 570), (TEN, 630)], Limits(60))
    assert day.chosen["gap"].to_dict() == {"b": 0, "a": 1}


def test_three_old_noes_are_enough_for_one_day_and_ninety_minutes_of_cold_calls():
    noes = {f"no{k}": {"gain": 10 + k, "limit": "fresh look"} for k in range(4)}
    cold = {f"cold{k}": {"gain": 5 + k, "minutes": 30, "limit": "cold call"} for k in range(4)}
    day = plan(
        candidates(**noes, **cold),
        [(NINE, 1000)],
        Limits(400, 0, {"fresh look": (3, None), "cold call": (None, 90)}),
    )
    assert day.left_out["why"].to_dict() == {
        "no0": "three of that kind are enough for one day",
        "cold0": "90 minutes of that kind are enough for one day",
    }


def test_a_call_is_made_only_in_its_hours_and_the_morning_is_arranged_around_it():
    # 9:00 to 10:00, a call of 10 minutes at 9:30 sharp: 25 + 25 minutes do not fit around it, 25 + 20 do.
    frame = candidates(
        sharp={"gain": 50, "earliest": 570, "latest": 580},
        a={"gain": 30, "minutes": 25},
        b={"gain": 30, "minutes": 25},
        c={"gain": 20, "minutes": 20},
    )
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert day.planned_gain == 100
    assert day.chosen.loc["sharp", ["starts", "ends"]].tolist() == [570, 580]
    assert day.bound >= 100


def test_unknown_worth_and_nothing_to_gain_are_told_apart():
    frame = candidates(unknown={}, nothing={"gain": 0.0}, harm={"gain": -3.0})
    day = plan(frame, [(NINE, TEN)], Limits(60))
    assert day.left_out["why"].to_dict() == {
        "nothing": "worth nothing today",
        "harm": "worth nothing today",
        "unknown": "what it is worth is not known",
    }
    assert day.problems == ("Nothing is worth doing today, and nobody is waiting.",)


@pytest.mark.parametrize(
    ("rows", "gaps", "cap", "problem"),
    [
        (
            {},
            [(NINE, TEN)],
            60,
            "Nothing is due today: every deal, quote and contact has its turn on another day, or none yet.",
        ),
        ({"call": {"gain": 9.0}}, [], 0, "There is no free time left today."),
        ({"call": {"gain": 9.0}}, [(NINE, TEN)], 5, "The minutes to plan are fewer than any action takes."),
        ({"call": {"gain": 9.0, "minutes": 30}}, [(NINE, 560)], 30, "Nothing fits into the free time of today."),
    ],
)
def test_an_impossible_day_is_explained_and_no_error(rows, gaps, cap, problem):
    frame = candidates(**rows) if rows else candidates(call={}).iloc[:0]
    day = plan(frame, gaps, Limits(cap, 20))
    assert day.problems == (problem,)
    assert (len(day.chosen), day.planned_gain, day.guarantee_cost) == (0, 0, 0)
    assert day.chosen.columns.tolist() == ["starts", "ends", "gap", "is_guaranteed", "less"]
    assert day.left_out.index.tolist() == list(rows)


def test_the_frame_that_came_in_is_not_changed_and_needs_no_calls():
    frame = candidates(b={"gain": 9.0}, a={"gain": 8.0}).drop(columns="serves")
    before = frame.copy()
    assert plan(frame, [(NINE, TEN)], Limits(60)).chosen.index.tolist() == ["b", "a"]
    pd.testing.assert_frame_equal(frame, before)


def test_what_is_left_open_lies_late_in_the_day():
    frame = candidates(
        one={"gain": 9, "minutes": 30}, two={"gain": 8, "minutes": 30}, three={"gain": 1, "minutes": 30}
    )
    day = plan(frame, [(NINE, TEN), (TEN + 60, TEN + 120), (TEN + 180, TEN + 240)], Limits(90))
    assert day.chosen["starts"].to_dict() == {"one": NINE, "two": NINE + 30, "three": TEN + 60}
