"""Nobody is forgotten: every record stands in one state, and the plan dates everybody who is not yet dated."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.book.book import Book
from sentia.book.making import make_book
from sentia.errors import BadQuestion
from sentia.follow_up.catch_up import catch_up, minutes_kept
from sentia.follow_up.coverage import STATES, coverage, coverage_counts
from sentia.follow_up.full_days import minutes_free
from sentia.playbook import Playbook

ON = pd.Timestamp("2026-11-23")


def days_ago(count: int) -> pd.Timestamp:
    return ON - pd.Timedelta(days=count)


def customers(**touched: int | None) -> Book:
    """A book of customers, each with one contact; the last touch so many days ago, None for never."""
    names = list(touched)
    log = [
        {
            "done_at": days_ago(days) + pd.Timedelta(hours=10),
            "kind": "call",
            "outcome": "reached",
            "contact_id": name,
        }
        for name, days in touched.items()
        if days is not None
    ]
    return make_book(
        accounts=pd.DataFrame(
            {"account_id": [f"{n} Ltd" for n in names], "name": [f"{n} Ltd" for n in names]}
        ).assign(status="customer", since_on=days_ago(400)),
        contacts=pd.DataFrame({"contact_id": names, "name": names, "account_id": [f"{n} Ltd" for n in names]}),
        activities=pd.DataFrame(log, columns=["done_at", "kind", "outcome", "contact_id"]),
    )


def states(book: Book, **more: object) -> dict[str, str]:
    found = coverage(book, ON, **more)
    return dict(zip(found["record_id"], found["state"], strict=True))


def test_a_customer_we_spoke_with_last_week_is_dated_when_their_turn_comes() -> None:
    found = coverage(customers(Ana=7), ON).set_index("record_id")
    assert found["state"].to_dict() == {"Ana": "dated", "Ana Ltd": "dated"}
    assert set(found["next_on"]) == {days_ago(7) + pd.Timedelta(days=30)}
    assert set(found["longest_on"]) == {days_ago(7) + pd.Timedelta(days=60)}


def test_a_customer_nobody_has_called_for_two_months_is_exposed_since_their_turn_came() -> None:
    found = coverage(customers(Ana=65), ON).set_index("record_id")
    assert set(found["state"]) == {"exposed"}
    assert set(found["due_on"]) == {days_ago(35)}


def test_who_is_on_todays_list_is_looked_after() -> None:
    line = pd.DataFrame({"account_id": ["Ana Ltd"], "contact_id": ["Ana"], "opportunity_id": [None]})
    assert set(states(customers(Ana=65), planned=line).values()) == {"today"}


def test_a_planned_call_dates_them_unless_it_is_beyond_what_is_right() -> None:
    book = customers(Ana=35, Ben=35)
    for name, day in (("Ana", ON + pd.Timedelta(days=4)), ("Ben", ON + pd.Timedelta(days=40))):
        book = book.add("activities", kind="call", due_on=day, contact_id=name, account_id=f"{name} Ltd")
    assert states(book) == {"Ana": "dated", "Ana Ltd": "dated", "Ben": "exposed", "Ben Ltd": "exposed"}


def test_who_asked_to_be_left_alone_is_closed_with_that_reason() -> None:
    book = customers(Ana=65).edit("accounts", "Ana Ltd", do_not_contact=True)
    found = coverage(book, ON)
    assert set(found["state"]) == {"closed"}
    assert set(found["reason"]) == {"asked to be left alone"}


def test_what_is_put_off_rests_until_its_day_with_its_reason() -> None:
    snooze = {
        "status": "snoozed",
        "planned_for": ON,
        "return_on": ON + pd.Timedelta(days=30),
        "reason": "on leave",
    }
    book = customers(Ana=65).add("log", log_id="x@y", contact_id="Ana", account_id="Ana Ltd", **snooze)
    found = coverage(book, ON).set_index("record_id")
    assert found.at["Ana", "reason"] == "put off: on leave"
    assert found.at["Ana", "until"] == pd.Timestamp("2026-12-23")
    later = coverage(book, ON + pd.Timedelta(days=31)).set_index("record_id")
    assert later.at["Ana", "state"] == "exposed"


def test_a_colleague_of_a_main_contact_goes_with_the_account() -> None:
    book = customers(Ana=7).add("contacts", contact_id="Cleo", name="Cleo", account_id="Ana Ltd")
    found = coverage(book, ON).set_index("record_id")
    assert (found.at["Cleo", "state"], found.at["Cleo", "with_id"]) == ("dated", "Ana")


def test_an_open_deal_whose_next_step_lies_ahead_is_dated_on_it() -> None:
    deal = {"stage": "Proposal", "status": "open", "amount": 900.0, "next_step_on": ON + pd.Timedelta(days=3)}
    book = customers(Ana=5).add(
        "opportunities", opportunity_id="D", account_id="Ana Ltd", contact_id="Ana", **deal
    )
    found = coverage(book, ON).set_index("record_id")
    assert (found.at["D", "state"], found.at["D", "next_on"]) == ("dated", ON + pd.Timedelta(days=3))


def test_the_counts_add_up_to_the_records() -> None:
    counts = coverage_counts(coverage(customers(Ana=7, Ben=65, Cleo=None), ON))
    assert counts["records"] == 6
    assert sum(counts[state] for state in STATES) == 6


def test_an_owner_nobody_has_is_a_sentence() -> None:
    with pytest.raises(BadQuestion, match="Nobody called 'Zoe'"):
        coverage(customers(Ana=7), ON, owner="Zoe")


def test_the_catch_up_plan_begins_tomorrow_with_whoever_waits_longest() -> None:
    book = customers(Ana=65, Ben=200, Cleo=100)
    plan = catch_up(coverage(book, ON), ON, Playbook())
    assert plan.touches["contact"].tolist() == ["Ben", "Cleo", "Ana"]
    assert set(plan.touches["planned_on"]) == {pd.Timestamp("2026-11-24")}
    assert plan.reached_by == pd.Timestamp("2026-11-24")
    assert plan.longest_wait == 171  # Ben: due 170 days ago, reached tomorrow


def test_touches_of_eight_minutes_fill_a_day_of_sixteen_with_two() -> None:
    book = customers(**{name: 100 + n for n, name in enumerate("ABCDE")})
    slow = Playbook(guaranteed_share=16 / (450 * 0.8))
    plan = catch_up(coverage(book, ON), ON, slow)
    assert minutes_kept(slow) == 16
    assert plan.touches["planned_on"].dt.strftime("%d").tolist() == ["24", "24", "25", "25", "26"]


def test_a_plan_that_takes_too_long_says_how_many_more_minutes_a_day_it_needs() -> None:
    book = customers(**{name: 100 for name in "ABCDEFGHIJ"})
    slow = Playbook(guaranteed_share=8 / (450 * 0.8), catch_up_days=5)
    plan = catch_up(coverage(book, ON), ON, slow)
    assert plan.more_minutes == 10  # two touches of eight minutes a day, for five days
    assert catch_up(coverage(book, ON), ON, Playbook(catch_up_days=5)).more_minutes == 0


def test_nobody_waits_in_a_book_where_everybody_was_called() -> None:
    plan = catch_up(coverage(customers(Ana=3), ON), ON, Playbook())
    assert (len(plan.touches), plan.more_minutes) == (0, 0)
    assert pd.isna(plan.longest_wait)


quiet = st.one_of(st.none(), st.integers(0, 700))


@given(st.dictionaries(st.sampled_from("ABCDEFGHIJKL"), quiet, min_size=1), st.integers(0, 30))
@settings(max_examples=8, deadline=None)
def test_each_record_has_one_state_and_the_plan_dates_each_that_has_none(touched: dict, ahead: int) -> None:
    found = coverage(customers(**touched), ON + pd.Timedelta(days=ahead))
    assert len(found) == 2 * len(touched)
    assert found["record_id"].is_unique
    assert found["state"].isin(STATES).all()
    assert (found["state"].eq("dated") == (found["next_on"].notna() & found["state"].ne("today"))).all()
    plan = catch_up(found, ON + pd.Timedelta(days=ahead), Playbook())
    assert set(plan.touches["contact_id"]) == set(found.loc[found["state"] == "exposed", "with_id"])
    assert plan.touches["planned_on"].notna().all()
    assert (plan.touches.groupby("planned_on")["minutes"].sum() <= plan.minutes_a_day).all()


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(20, 300), min_size=2))
@settings(max_examples=4, deadline=None)
def test_with_the_plan_followed_nobody_waits_longer_than_it_says(touched: dict) -> None:
    book, tight = customers(**touched), Playbook(guaranteed_share=16 / (450 * 0.8))
    plan = catch_up(coverage(book, ON), ON, tight)
    for day, calls in plan.touches.groupby("planned_on"):
        for contact in calls["contact_id"]:
            done = {"kind": "call", "outcome": "reached", "done_at": day + pd.Timedelta(hours=9)}
            book = book.add("activities", contact_id=contact, account_id=f"{contact} Ltd", **done)
    after = plan.touches["planned_on"].max()
    if pd.notna(after):
        waiting = coverage(book, after)
        waiting = waiting.loc[waiting["state"] == "exposed"]
        assert set(waiting["contact_id"]).isdisjoint(plan.touches["contact_id"])


def test_a_day_on_which_more_calls_stand_than_it_holds_has_dated_only_those_that_fit() -> None:
    names = [f"P{number:02}" for number in range(60)]
    book = customers(**dict.fromkeys(names, 35))
    friday = ON + pd.Timedelta(days=4)
    for name in names:
        book = book.add("activities", kind="call", due_on=friday, contact_id=name, account_id=f"{name} Ltd")
    playbook = Playbook()
    holds = int(minutes_free(playbook) // playbook.minutes_live["keep in touch"])
    people = coverage(book, ON).query("table == 'contacts'").sort_values("record_id")
    assert people["state"].tolist() == ["dated"] * holds + ["exposed"] * (60 - holds)
    assert set(people["reason"].dropna()) == {"More stands on 27 November than the day holds"}
    later = catch_up(coverage(book, ON), ON, playbook).touches["planned_on"]
    assert len(later) == 60 - holds
    assert not later.isna().any()


def test_several_steps_with_one_person_on_one_day_are_one_touch() -> None:
    book = customers(Ana=35)
    for _ in range(60):
        day = ON + pd.Timedelta(days=4)
        book = book.add("activities", kind="call", due_on=day, contact_id="Ana", account_id="Ana Ltd")
    assert set(states(book).values()) == {"dated"}
