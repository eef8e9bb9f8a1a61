"""The rules that the money obeys, each a test: what a rep may rely on whatever the book."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from by_hand import once
from hypothesis import given, settings
from hypothesis import strategies as st
from small_books import (
    ON,
    account,
    actions_of,
    book_of,
    call,
    days_ago,
    deal,
    desk_of,
    log_since,
    only_one,
    orders,
    person,
    stranger,
)

from sentia.day.candidates import candidates
from sentia.day.day import plan_day
from sentia.day.waiting import IN_ITS_WINDOW, turns
from sentia.estimates.effort import add_minutes
from sentia.playbook import Playbook


def everything():
    """A book with every kind of action in it, and somebody the log began with."""
    return {
        "accounts": [account("7", potential_spend=90_000.0), account("15"), account("16")],
        "contacts": [
            *(person(key) for key in [*"123456789", "10", "11", "12", "13", "14", "17", "18"]),
            person("15", previous_account="A16", moved_on=days_ago(20)),
            stranger(),
        ],
        "opportunities": [
            deal("1"),
            deal("2"),
            deal("3", stage="Qualified"),
            deal("4", stage="Lead", amount=1_000.0),
            deal("5", status="won", closed_on=days_ago(100)),
            deal("8", status="lost", lost_reason="Timing", closed_on=days_ago(271)),
            deal("10", stage="Lead", created_on=days_ago(500)),
            deal("11"),
            deal("12"),
            deal("13"),
            deal("14", status="won", closed_on=days_ago(8)),
            deal("17", status="won", closed_on=days_ago(40)),
            deal("18", stage="Lead", created_on=ON, source="Website"),
            deal("19", next_step="Demo", next_step_on=ON),
        ],
        "quotes": [{"quote_id": "Q2", "opportunity_id": "O2", "amount": 20_000.0, "sent_on": days_ago(8)}],
        "activities": [
            *log_since(),
            call("1", 20),
            call("2", 8, kind="quote sent"),
            call("3", 7, kind="info sent"),
            call("4", 120),
            call("7", 20, opportunity_id=None),
            call("10", 400),
            call("11", 3, kind="email", direction="in", outcome=None),
            call("12", 10, promise="send references", promise_by="us", promise_on=days_ago(2)),
            call("13", 5, kind="meeting"),
            call("14", 10),
            call("17", 10),
        ],
        "orders": [
            *orders("6", [30 * n + 60 for n in range(8)], 900.0),
            *orders("7", [30 * n + 5 for n in range(8)], 2_000.0),
            *orders("9", [30 * n + 5 for n in range(8)], 2_000.0),
            *orders("14", [8], 2_000.0),
            *orders("16", [30 * n + 5 for n in range(8)], 2_000.0),
        ],
        "own_actions": [{"own_action_id": "W1", "what": "Send the samples", "contact_id": "C6", "worth": 90.0}],
    }


# 1. One scale


def test_every_kind_gains_today_what_its_next_turn_would_lose_of_its_total():
    actions = actions_of(**everything())
    assert set(actions["kind"]) == {*Playbook().half_lives}
    due = actions.loc[actions["waiting"].notna() & (actions["serves"].map(len) == 1), "minutes"].sum()
    turn = max(1, due / (8 * 60 * 0.8))  # working days until all that is due is done
    assert actions["next_turn"].to_numpy() == pytest.approx(turn)
    for kind in ("promise", "fresh look", "own action"):
        lines, half_life = actions.loc[actions["kind"] == kind], Playbook().half_lives[kind]
        gains = once(lines["total"].to_numpy(), half_life, turn)
        assert lines["gain"].to_numpy() == pytest.approx(gains, abs=0.01, nan_ok=True)
    assert (actions["gain"].dropna() <= actions["total"].dropna() + 0.01).all()


# 2. Whose dollars


def test_money_is_sales_moved_until_the_rep_says_what_a_sale_earns():
    ours = everything() | {"own_actions": []}
    sales = plan_day(book_of(**ours), ON)
    commission = plan_day(book_of(**ours), ON, Playbook(commission_rate=0.1))
    assert (sales.money, commission.money) == ("sales", "commission")
    assert sales.actions.index.tolist() == commission.actions.index.tolist()
    in_commission = commission.actions["gain"].to_numpy()
    assert in_commission == pytest.approx(sales.actions["gain"].to_numpy() / 10, abs=0.01, nan_ok=True)


def test_a_day_that_would_make_more_in_a_year_than_was_won_says_so():
    # won in the last year: $24,000; a day of $200 for 230 days: $46,000
    won = deal("5", status="won", closed_on=days_ago(100))
    day = plan_day(book_of(opportunities=[won, *(deal(str(n)) for n in range(10, 22))]), ON)
    assert day.won_last_year == 24_000
    assert day.yearly == pytest.approx(day.planned_gain * 230)
    assert day.yearly > 24_000
    assert day.notes[-1].endswith(
        "more than the $24,000 won in the last, and the book has no full year with 10 wins to measure by: "
        "take the gains as an order, not a forecast."
    )


def test_a_modest_day_says_nothing_of_the_year_nor_does_a_book_without_sales():
    small, big = deal("1", amount=50.0), deal("5", status="won", closed_on=days_ago(100))
    assert plan_day(book_of(opportunities=[small, big]), ON).notes == ()
    assert plan_day(book_of(opportunities=[deal("1")]), ON).notes == ()


def test_what_was_won_more_than_a_year_ago_does_not_count():
    old = deal("5", status="won", closed_on=days_ago(365))
    assert np.isnan(plan_day(book_of(opportunities=[old]), ON).won_last_year)
    recent = deal("5", status="won", closed_on=days_ago(364))
    assert plan_day(book_of(opportunities=[recent]), ON).won_last_year == 24_000


def test_a_reps_day_is_compared_with_what_that_rep_won():
    won = [deal(key, status="won", owner=who, closed_on=days_ago(9)) for key, who in (("5", "Ann"), ("6", "Bo"))]
    bought = orders("7", [9], 90_000.0)
    tables = {"opportunities": won, "orders": bought, "accounts": [account("7", owner="Bo")]}
    assert plan_day(book_of(**tables), ON, owner="Ann").won_last_year == 24_000
    assert plan_day(book_of(**tables), ON, owner="Bo").won_last_year == 90_000


# 3. A dollar counts once


def test_a_deal_its_quote_and_its_person_are_asked_about_once():
    quote = {"quote_id": "Q1", "opportunity_id": "O1", "amount": 24_000.0, "sent_on": days_ago(8)}
    actions = actions_of(opportunities=[deal("1")], contacts=[person("1")], quotes=[quote])
    assert only_one(actions)["kind"] == "quote"


def test_two_deals_of_one_person_are_one_call_whose_dollars_add_up():
    both = [deal("1"), deal("2", account_id="A1", contact_id="C1", amount=8_000.0)]
    found = candidates(desk_of(opportunities=both, contacts=[person("1")]))
    together = found.loc[found["serves"].map(len) == 2].iloc[0]
    parts = found.loc[list(together["serves"])]
    assert together["gain"] == pytest.approx(parts["gain"].sum())
    assert together["minutes"] < parts["minutes"].sum()
    day = plan_day(book_of(opportunities=both, contacts=[person("1")]), ON)
    assert len(day.actions) == 1
    assert day.left_out.empty


AMOUNTS = st.one_of(st.none(), st.floats(1, 1e6))
STAGES = st.sampled_from(["Lead", "Qualified", "Info sent", "Demo", "Proposal", "Negotiation", "Verbal yes"])
DAYS = st.integers(0, 500)


@st.composite
def rows(draw):
    """Some deals, quotes, calls and orders of five accounts and their people."""
    deals = [
        deal(str(n), draw(STAGES), draw(AMOUNTS), account_id=f"A{n % 5}", contact_id=f"C{n % 5}")
        for n in range(draw(st.integers(0, 8)))
    ]
    quotes = [
        {"quote_id": f"Q{n}", "opportunity_id": f"O{n}", "amount": draw(AMOUNTS), "sent_on": days_ago(draw(DAYS))}
        for n in range(draw(st.integers(0, len(deals))))
    ]
    calls = [
        call(str(n % 5), draw(DAYS), activity_id=f"L{n}", opportunity_id=None)
        for n in range(draw(st.integers(0, 6)))
    ]
    bought = [one for n in range(5) for one in orders(str(n), draw(st.lists(DAYS, max_size=4, unique=True)))]
    people = [person(str(n)) for n in range(5)]
    return {"contacts": people, "opportunities": deals, "quotes": quotes, "activities": calls, "orders": bought}


@settings(max_examples=4, deadline=None)
@given(rows())
def test_no_day_gains_more_than_its_pots_hold_and_no_pot_is_spent_twice(tables):
    tables = {name: some for name, some in tables.items() if some}
    desk = desk_of(**tables)
    found, day = candidates(desk), plan_day(desk.book, ON)
    singles = found.loc[[one for serves in found.loc[day.actions.index, "serves"] for one in serves]]
    assert not singles["pot"].duplicated().any()
    assert (singles["gain"].fillna(0) <= singles["pot_size"].fillna(np.inf)).all()
    assert (found["gain_low"].fillna(0) <= found["gain"].fillna(0) + 0.01).all()
    assert (found["gain"].fillna(0) <= found["gain_high"].fillna(0) + 0.01).all()
    assert day.planned_gain == pytest.approx(day.actions["gain"].sum(), abs=0.001)
    assert day.planned_gain <= singles["gain"].sum() + 0.001  # of lines alike each next one counts for less


# 4. No log is not no contact


def test_without_a_log_no_silence_is_claimed_but_the_usual_one_is_assumed():
    line = only_one(actions_of(opportunities=[deal("1")], contacts=[person("1")]))
    assert "no contact noted, 14 days of silence assumed" in line["because"]
    assert line["basis"] == "assumed"
    assert "quiet for" not in line["because"]


def test_a_deal_older_than_the_log_and_not_in_it_has_no_known_silence():
    older = deal("1", created_on=days_ago(100))
    line = only_one(
        actions_of(opportunities=[older], contacts=[person("1"), stranger()], activities=log_since(90))
    )
    assert "no contact noted, 14 days of silence assumed" in line["because"]


def test_a_deal_begun_under_the_log_and_not_in_it_has_waited_since():
    newer = deal("1", created_on=days_ago(80))
    line = only_one(
        actions_of(opportunities=[newer], contacts=[person("1"), stranger()], activities=log_since(90))
    )
    assert "in for 3 months and nobody has called yet" in line["because"]
    assert line["waiting"] == 80 - 4  # begun on a Friday, its next step was due two working days later, on Tuesday


def test_a_day_of_last_contact_on_the_deals_own_row_covers_that_deal_only():
    seen = [call("1", 9, kind="touch", activity_id="T1")]
    lines = actions_of(opportunities=[deal("1"), deal("2")], contacts=[person("1"), person("2")], activities=seen)
    assert "quiet for 9 days" in lines.loc["progress|deal:O1", "because"]
    assert "no contact noted" in lines.loc["progress|deal:O2", "because"]


# 5. Dead accounts


def test_an_account_that_is_surely_gone_is_worth_nothing_as_a_reorder_and_comes_up_once_a_year():
    on_time = [orders(str(n), [30 * k + 5 + n for k in range(20)]) for n in range(2, 8)]
    gone = orders("1", [30 * k + 500 for k in range(20)])
    desk = desk_of(orders=[*gone, *(one for some in on_time for one in some)])
    assert desk.accounts.loc["A1", "expected_12"] < 0.05 * 12_000
    line = only_one(candidates(desk).filter(like="A1", axis=0))
    assert line["kind"] == "keep in touch"
    yearly = "Quiet for 16 months (by their last order); usual for a former customer: every 12 months"
    assert line["because"].startswith(yearly)
    assert line["waiting"] == 500 - 365


# 8. Cool-off is not a gag


OVERDUE = {"orders": orders("1", [30 * n + 60 for n in range(8)], 900.0), "contacts": [person("1")]}


@pytest.mark.parametrize(("days", "count"), [(2, 0), (3, 1)])
def test_a_person_reached_is_left_in_peace_for_three_days(days, count):
    spoken_to = call("1", days, opportunity_id=None)
    assert len(actions_of(**OVERDUE, activities=[spoken_to])) == count


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1)])
def test_a_voicemail_has_a_shorter_clock(days, count):
    tried = [call("1", 20, opportunity_id=None), call("1", days, opportunity_id=None, outcome="voicemail")]
    assert len(actions_of(**OVERDUE, activities=tried)) == count


@pytest.mark.parametrize(
    ("outcome", "days", "count"),
    [("reached", 3, 0), ("reached", 4, 1), ("voicemail", 0, 0), ("voicemail", 1, 1)],
)
def test_a_deal_comes_up_again_two_working_days_after_a_talk_and_the_day_after_a_try(outcome, days, count):
    # a talk of Friday is due on Tuesday, one of Thursday today; a try brings nothing until it is answered
    calls = [call("1", 20), call("1", days, outcome=outcome)]
    assert len(actions_of(opportunities=[deal("1")], contacts=[person("1")], activities=calls)) == count


def test_a_deal_that_was_tried_yesterday_waits_for_its_turn_as_before():
    calls = [call("1", 20), call("1", 1, outcome="voicemail")]
    line = only_one(actions_of(opportunities=[deal("1")], contacts=[person("1")], activities=calls))
    assert math.isnan(line["waiting"])
    assert line["progress_chance"] == pytest.approx(0.48 * 0.77)


def test_an_agreed_step_is_done_on_its_day_however_lately_they_were_reached():
    agreed = deal("1", next_step="Send the contract", next_step_on=ON)
    line = only_one(actions_of(opportunities=[agreed], contacts=[person("1")], activities=[call("1", 1)]))
    assert line["is_must"]
    assert line["action"] == "Call Ann 1 at A1 about what was agreed: Send the contract"


def test_who_wrote_yesterday_is_answered_today():
    theirs = call("1", 3, direction="in", kind="email", outcome=None)  # Friday, so it is due on Monday
    line = only_one(actions_of(opportunities=[deal("1")], contacts=[person("1")], activities=[theirs]))
    assert line["kind"] == "answer"
    assert line["is_must"]
    assert line["because"].startswith("Ann 1 wrote 3 days ago; no answer noted yet; $24,000")


def test_a_colleagues_call_counts_for_the_cool_off():
    theirs = call("1", 1, owner="Bo")
    mine = deal("1", owner="Ann")
    both = {"opportunities": [mine, deal("2", owner="Bo")], "contacts": [person("1"), person("2")]}
    assert actions_of(owner="Ann", **both).index.tolist() == ["progress|deal:O1"]
    assert actions_of(owner="Ann", **both, activities=[theirs]).empty


# 9. They said no


def could_buy_more(key="1"):
    """A customer that buys every thirty days and could buy far more: an offer of ours that no clock starts."""
    bought = orders(key, [30 * n + 5 for n in range(8)], 2_000.0)
    return {"accounts": [account(key, potential_spend=90_000.0)], "contacts": [person(key)], "orders": bought}


@pytest.mark.parametrize(("days", "count"), [(59, 0), (60, 1)])
def test_after_a_no_nothing_new_is_offered_to_that_person_for_sixty_days(days, count):
    lost = deal("1", status="lost", closed_on=days_ago(days), lost_reason="Price")
    actions = actions_of(opportunities=[lost], **could_buy_more())
    assert (actions["kind"] == "grow").sum() == count


@pytest.mark.parametrize("days", [1, 59, 60])
def test_a_no_to_one_deal_leaves_another_deal_of_that_person_open(days):
    lost = deal("1", status="lost", closed_on=days_ago(days), lost_reason="Price")
    other = deal("2", account_id="A1", contact_id="C1")
    assert only_one(actions_of(opportunities=[lost, other], contacts=[person("1")]))["pot"] == "deal:O2"


@pytest.mark.parametrize(("days", "count"), [(59, 0), (60, 1)])
def test_a_no_on_the_telephone_counts_like_a_lost_deal(days, count):
    no = call("1", days, outcome="said no")
    assert len(actions_of(opportunities=[deal("1")], contacts=[person("1")], activities=[no])) == count


@pytest.mark.parametrize("reason", ["Please stop calling", "They closed down"])
def test_stop_and_closed_down_are_for_ever(reason):
    lost = deal("1", status="lost", closed_on=days_ago(2000), lost_reason=reason)
    other = deal("2", account_id="A1", contact_id="C1", created_on=days_ago(10))
    assert actions_of(opportunities=[lost, other], contacts=[person("1")]).empty


def test_no_fit_ends_new_offers_for_ever_until_they_open_something_new():
    lost = deal("1", status="lost", created_on=days_ago(2100), closed_on=days_ago(2000), lost_reason="No fit")
    assert actions_of(opportunities=[lost], contacts=[person("1")]).empty
    assert "grow" not in actions_of(opportunities=[lost], **could_buy_more())["kind"].tolist()
    won = deal(
        "3", status="won", account_id="A1", contact_id="C1", created_on=days_ago(1000), closed_on=days_ago(900)
    )
    assert "grow" in actions_of(opportunities=[lost, won], **could_buy_more())["kind"].tolist()
    newer = deal("2", account_id="A1", contact_id="C1", created_on=days_ago(10))
    assert only_one(actions_of(opportunities=[lost, newer], contacts=[person("1")]))["pot"] == "deal:O2"


@pytest.mark.parametrize(("days", "count"), [(269, 0), (270, 1)])
def test_the_fresh_look_comes_nine_months_after_the_no_and_not_a_day_before(days, count):
    lost = deal("1", status="lost", closed_on=days_ago(days), lost_reason="Price")
    assert len(actions_of(opportunities=[lost], contacts=[person("1")])) == count


@pytest.mark.parametrize(("days", "is_first"), [(270, True), (270 + 14, True), (270 + 17, False)])
def test_a_due_fresh_look_is_served_before_its_turn_for_ten_working_days(days, is_first):
    # due on Monday the 9th it is ten working days later; due on Friday the 6th it is eleven
    lost = deal("1", status="lost", closed_on=days_ago(days), lost_reason="Price")
    desk = desk_of(opportunities=[lost], contacts=[person("1")])
    assert (turns(candidates(desk), desk) >= IN_ITS_WINDOW).tolist() == [is_first]


def test_a_fresh_look_that_was_had_comes_again_a_year_later():
    lost = deal("1", status="lost", closed_on=days_ago(270 + 365), lost_reason="Price")
    had = [call("1", 300, opportunity_id=None)]
    actions = actions_of(opportunities=[lost], contacts=[person("1")], activities=had)
    line = only_one(actions.loc[actions["kind"] != "career"])
    assert (line["kind"], line["waiting"]) == ("fresh look", 0)
    this_year = [call("1", 300 - 270, opportunity_id=None)]
    earlier = lost | {"closed_on": days_ago(270 + 100)}
    assert actions_of(opportunities=[earlier], contacts=[person("1")], activities=this_year).empty


# 10. Whales and typos


def test_an_amount_over_three_times_the_largest_ever_won_is_priced_as_usual():
    won = deal("5", status="won", amount=10_000.0, closed_on=days_ago(50))
    lines = actions_of(opportunities=[won, deal("1", amount=10_000.0), deal("2", amount=300_000.0)])
    usual, over = lines.loc["progress|deal:O1"], lines.loc["progress|deal:O2"]
    assert over["gain"] == pytest.approx(usual["gain"])
    assert over["because"].startswith("$300,000 to be confirmed, counted as $10,000 at Proposal")
    assert usual["because"].startswith("$10,000 at Proposal")


def test_a_deal_nobody_will_win_is_to_be_qualified_or_closed():
    rates = Playbook().stage_win_rates | {"lead": 0.049}
    book = {"opportunities": [deal("1", stage="Lead")], "contacts": [person("1")]}
    low = only_one(actions_of(playbook=Playbook(stage_win_rates=rates), **book))
    assert (low["kind"], low["topic"]) == ("qualify", "whether to go on with Deal 1 or close it")
    assert only_one(actions_of(**book))["topic"] == "Deal 1"


def test_each_line_has_the_chance_that_it_moves_anything_today():
    # first call 48%; after two in vain 48% x 0.77 x 0.77 = 28.5%
    tried = [call("1", 20), call("1", 7, outcome="no answer"), call("1", 5, outcome="no answer")]
    line = only_one(actions_of(opportunities=[deal("1")], contacts=[person("1")], activities=tried))
    assert line["progress_chance"] == pytest.approx(0.48 * 0.77**2)


# 12. The same person


def test_one_person_at_two_accounts_is_called_once():
    twins = [person("1", email="ana@x.example"), person("2", email="Ana@X.example ")]
    tables = {"opportunities": [deal("1"), deal("2")], "contacts": twins}
    actions = actions_of(**tables)
    assert len(actions) == 2
    assert actions["person"].nunique() == 1
    assert len(plan_day(book_of(**tables), ON).actions) == 1


def test_who_was_reached_under_one_name_is_left_in_peace_under_the_other():
    twins = [person("1", email="ana@x.example"), person("2", email="ana@x.example")]
    tables = {"opportunities": [deal("1"), deal("2")], "contacts": twins}
    assert actions_of(**tables, activities=[call("1", 1)]).empty


def test_a_no_and_a_wish_to_be_left_alone_hold_for_the_person_not_the_row():
    twins = [person("1", email="ana@x.example"), person("2", email="ana@x.example")]
    lost = deal("1", status="lost", closed_on=days_ago(10), lost_reason="Please stop calling")
    assert actions_of(opportunities=[lost, deal("2")], contacts=twins).empty
    alone = [twins[0] | {"do_not_contact": True}, twins[1]]
    assert actions_of(opportunities=[deal("2")], contacts=alone).empty


# 15. Minutes


def test_minutes_never_depend_on_the_size_of_the_customer():
    small = actions_of(opportunities=[deal("1", amount=10.0)], contacts=[person("1")])
    large = actions_of(opportunities=[deal("1", amount=1e7)], contacts=[person("1")])
    names = ["minutes", "expected_minutes", "progress_chance"]
    assert small[names].equals(large[names])


def test_ranking_counts_on_the_call_that_may_not_be_answered_and_the_slot_on_one_that_runs_long():
    # expected 48% x 12 + 52% x 4 = 7.84. 70th percentile: long with chance 48%, so the (1 - .3/.48) = 37.5th of
    # its own: exp(ln 12 - .125 + .5 x -.3186) = 9.03, which is 10 on the grid of five
    line = add_minutes(pd.DataFrame({"kind": ["quote"], "progress_chance": [0.48]}), Playbook()).iloc[0]
    assert line["expected_minutes"] == pytest.approx(7.84)
    assert line["minutes"] == 10


def test_no_line_is_shorter_than_five_minutes():
    quick = {"keep in touch": 1.0}
    playbook = Playbook(
        minutes_live=Playbook().minutes_live | quick, minutes_no_answer=Playbook().minutes_no_answer | quick
    )
    line = add_minutes(pd.DataFrame({"kind": ["keep in touch"], "progress_chance": [0.48]}), playbook).iloc[0]
    assert (line["minutes"], line["expected_minutes"]) == (5, 5)


# 16. The shape of a day


def test_at_most_three_old_noes_and_six_notes_a_day_counting_those_done():
    noes = [deal(str(n), status="lost", closed_on=days_ago(280), lost_reason="Price") for n in range(10, 16)]
    notes = [account(str(n)) for n in range(20, 30)]
    tables = {"opportunities": noes, "accounts": notes}
    by_price = Playbook(guaranteed_share=0.0)
    counts = plan_day(book_of(**tables), ON, by_price).actions["kind"].value_counts().to_dict()
    assert counts == {"fresh look": 3, "keep in touch": 6}
    served = plan_day(book_of(**tables), ON).actions
    beyond = served.loc[~served["is_guaranteed"], "kind"].value_counts()
    assert beyond.get("fresh look", 0) <= 3
    assert beyond.get("keep in touch", 0) <= 6
    done = {"log_id": f"{ON:%Y-%m-%d}@fresh look|deal:O10", "planned_for": ON, "kind": "fresh look"}
    done |= {"status": "done", "account_id": "A10"}
    after = plan_day(book_of(**tables, log=[done]), ON, by_price).actions
    assert after["kind"].value_counts().to_dict() == {"fresh look": 2, "keep in touch": 6}
    assert "A10" not in after["account_id"].tolist()


def test_a_fifth_of_the_free_time_is_left_open():
    # 9:00 to 17:30 less an hour of lunch: 450 minutes, 90 of them open
    day = plan_day(book_of(opportunities=[deal(str(n)) for n in range(10, 90)]), ON)
    assert (day.free_minutes, day.open_minutes) == (360, 90)
    assert day.actions["minutes"].sum() <= 360


# 19. The order is stable


def test_shuffled_rows_give_the_same_candidates_and_the_same_day():
    tables = {name: pd.DataFrame(some) for name, some in everything().items()}
    shuffled = {name: frame.sample(frac=1, random_state=1) for name, frame in tables.items()}
    first, second = candidates(desk_of(**tables)), candidates(desk_of(**shuffled))
    pd.testing.assert_frame_equal(first, second)
    one, other = plan_day(book_of(**tables), ON), plan_day(book_of(**shuffled), ON)
    frames = [name.name for name in dataclasses.fields(one) if isinstance(getattr(one, name.name), pd.DataFrame)]
    for name in frames:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    same = [name.name for name in dataclasses.fields(one) if name.name not in frames]
    assert [getattr(one, name) for name in same] == [getattr(other, name) for name in same]


def test_every_total_equals_its_lines():
    day = plan_day(book_of(**everything()), ON)
    assert day.planned_gain == pytest.approx(day.actions["gain"].sum(), abs=1e-9)
    assert day.actions["minutes"].sum() <= day.free_minutes
    ranked = pd.concat([day.actions, day.left_out]).sort_values("rank")
    assert ranked["rank"].tolist() == list(range(1, len(ranked) + 1))
    assert ranked["return_per_hour"].dropna().is_monotonic_decreasing
