"""What today alone can do comes first, what presses has half the day, and beyond that the price counts."""

from dataclasses import replace

import pandas as pd
import pytest
from small_books import ON, account, book_of, call, days_ago, deal, person

from sentia.day.candidates import candidates
from sentia.day.day import plan_day
from sentia.day.desk import Desk
from sentia.day.waiting import turns
from sentia.follow_up.drafts.behind import with_gap
from sentia.follow_up.drafts.writing import draft_for
from sentia.follow_up.missing import follow_up_gaps
from sentia.playbook import Playbook


def people(count, start=1):
    return [person(str(k)) for k in range(start, start + count)]


def wrote(key, days):
    return call(key, days, kind="email", direction="in", outcome=None, activity_id=f"W{key}", opportunity_id=None)


def promised(key, on, what="the drawing", minutes=None):
    row = call(key, 5, promise=what, promise_by="us", promise_on=on, activity_id=f"P{key}")
    return row | {"minutes": minutes}


def test_what_presses_takes_half_of_the_day_and_the_rest_goes_to_what_pays():
    # 40 answers owed of 10 minutes for small leads, and 12 large deals of 15: half of the 360 minutes are 180.
    answers = [wrote(str(k), 2) for k in range(1, 41)]
    small = [deal(str(k), stage="Lead", amount=900.0, next_step="x", next_step_on=None) for k in range(1, 41)]
    large = [deal(str(k), amount=60_000.0) for k in range(50, 62)]
    talked = [call(str(k), 20) for k in range(50, 62)]
    book = book_of(
        opportunities=[*small, *large], contacts=people(40) + people(12, 50), activities=[*answers, *talked]
    )
    day = plan_day(book, ON)
    minutes = day.actions.groupby("kind")["minutes"].sum()
    assert minutes["answer"] <= day.free_minutes / 2
    assert (day.actions["kind"] == "progress").sum() == 12


def test_an_answer_owed_for_two_weeks_competes_by_its_price():
    pressing = wrote("1", 3), wrote("2", 14)
    book = book_of(opportunities=[deal("1"), deal("2")], contacts=people(2), activities=list(pressing))
    actions = plan_day(book, ON).actions.set_index("contact_id")
    assert actions["is_pressing"].to_dict() == {"C1": True, "C2": False}


@pytest.mark.parametrize(("days", "presses"), [(0, True), (14, True), (17, False), (60, False)])
def test_an_agreed_step_presses_for_ten_working_days(days, presses):
    book = book_of(
        opportunities=[deal(next_step="Send it", next_step_on=days_ago(days))],
        contacts=people(1),
        activities=[call("1", 70)],
    )
    assert plan_day(book, ON).actions["is_pressing"].tolist() == [presses]


@pytest.mark.parametrize(("days", "must"), [(0, True), (1, True), (2, True), (3, False), (90, False)])
def test_a_promise_of_ours_must_be_kept_on_its_day_and_never_lapses(days, must):
    # It was due that many days before Monday: what was for the weekend is for Monday.
    book = book_of(opportunities=[deal()], contacts=people(1), activities=[promised("1", days_ago(days))])
    line = plan_day(book, ON).actions.iloc[0]
    assert (line["kind"], line["is_must"], line["is_pressing"]) == ("promise", must, not must)


def test_of_the_promises_that_find_no_time_they_hear_from_us_first():
    full = Playbook(
        work_ends=9 * 60 + 40, open_share=0.0, minutes_live=Playbook().minutes_live | {"promise": 30.0}
    )
    book = book_of(
        opportunities=[deal("1", amount=90_000.0), deal("2", amount=4_000.0)],
        contacts=people(2),
        accounts=[account("1"), account("2")],
        activities=[promised("1", ON), promised("2", ON, "the prices")],
    )
    lines = plan_day(book, ON, full).actions.set_index("contact_id")
    assert lines.at["C1", "action"] == "Call Ann 1 at Company 1 about what we promised: the drawing"
    assert lines.at["C2", "action"] == "Call Ann 2 at Company 2: I will be late with the prices"
    assert lines.at["C2", "minutes"] == 2
    assert lines.at["C2", "because"].startswith("There is no time for it today, so they hear it from you first. ")
    draft = draft_for(
        book, with_gap(lines.loc["C2"].to_dict() | {"contact_id": "C2"}, follow_up_gaps(book, ON)), ON
    )
    assert draft.subject == "A little later: the prices"
    assert "I had promised you for 23 November: the prices." in draft.body


def test_a_promise_that_finds_time_leaves_no_trace_of_the_other():
    book = book_of(opportunities=[deal()], contacts=people(1), activities=[promised("1", ON)])
    day = plan_day(book, ON)
    assert day.actions["kind"].tolist() == ["promise"]
    assert len(day.left_out) == 0


def test_lines_alike_count_for_less_one_after_the_other_and_say_so():
    deals = [deal(str(k), amount=10_000.0) for k in range(1, 4)]
    talked = [call(str(k), 20) for k in range(1, 4)]
    day = plan_day(book_of(opportunities=deals, contacts=people(3), activities=talked), ON)
    first, second, third = day.actions["gain"]
    assert second == pytest.approx(0.9 * first, abs=0.01)
    assert third == pytest.approx(0.81 * first, abs=0.01)
    assert day.planned_gain == pytest.approx(day.actions["gain"].sum(), abs=0.001)
    assert any("come first today" in step for step in day.actions["working"].iloc[2])


def test_a_line_that_brings_under_a_dollar_takes_no_minutes_while_paid_work_waits():
    # Sixty deals fill the day; a last one of $40 would fit into the five minutes that are left.
    deals = [deal(str(k), amount=20_000.0 + 4_000 * k) for k in range(1, 61)]
    tiny = deal("99", amount=40.0, stage="Lead", created_on=days_ago(30))
    talked = [call(str(k), 20) for k in [*range(1, 61), 99]]
    minutes = Playbook(open_share=0.01, minutes_least=5, guaranteed_share=0.0)
    book = book_of(opportunities=[*deals, tiny], contacts=[*people(60), person("99")], activities=talked)
    day = plan_day(book, ON, minutes)
    assert (day.left_out["gain"] > 1).any()
    assert "C99" not in set(day.actions["contact_id"])
    alone = plan_day(book_of(opportunities=[tiny], contacts=[person("99")], activities=[call("99", 100)]), ON)
    assert alone.actions["contact_id"].tolist() == ["C99"]


def test_forty_stale_threads_leave_room_for_the_one_large_deal():
    stale = [deal(str(k), stage="Qualified", amount=500.0) for k in range(1, 41)]
    large = deal("77", stage="Negotiation", amount=400_000.0)
    wrote_long_ago = [wrote(str(k), 200 + k) for k in range(1, 41)]
    book = book_of(opportunities=[*stale, large], contacts=[*people(40), person("77")], activities=wrote_long_ago)
    asked = plan_day(book, ON).actions
    assert "O77" in set(asked["opportunity_id"])
    assert asked["opportunity_id"].iloc[0] != "O77"
    assert "to be confirmed, counted as $500" in asked.set_index("opportunity_id").at["O77", "because"]
    sure = plan_day(replace(book, answers={"whales": "the amount is right"}), ON).actions
    assert "O77" in set(sure["opportunity_id"].head(5))


def test_a_fresh_look_in_its_window_is_served_beyond_the_three_a_day():
    lost = [
        deal(str(k), status="lost", stage="Lost", closed_on=days_ago(271 + k), lost_reason="price")
        for k in range(6)
    ]
    day = plan_day(book_of(opportunities=lost, contacts=people(6, 0)), ON)
    assert (day.actions["kind"] == "fresh look").sum() == 6


def test_a_lead_of_last_week_is_served_before_a_thread_of_440_days():
    fresh = deal("1", stage="Lead", amount=2_000.0, created_on=days_ago(7))
    old = deal("2", stage="Negotiation", amount=2_000.0, created_on=days_ago(500))
    book = book_of(opportunities=[fresh, old], contacts=people(2), activities=[call("2", 440)])
    served = plan_day(book, ON, Playbook(guaranteed_share=0.01)).actions
    assert served.loc[served["is_guaranteed"], "opportunity_id"].tolist() == ["O1"]


def test_deals_as_good_as_lost_stand_in_one_list_and_one_of_them_is_a_line():
    hopeless = [
        deal(str(k), stage="Lead", amount=1_000.0 * k, created_on=days_ago(900), expected_close_on=days_ago(700))
        for k in range(1, 6)
    ]
    book = book_of(
        opportunities=[*hopeless, deal("9", next_step="call", next_step_on=ON)],
        contacts=[*people(5), person("9")],
        activities=[call(str(k), 800) for k in (1, 2, 3, 4, 5)],
    )
    day = plan_day(book, ON)
    lines = day.actions.loc[day.actions["opportunity_id"].isin([f"O{k}" for k in range(1, 6)])]
    assert len(lines) == 1
    assert len(day.to_close) == 4
    assert set(day.to_close["opportunity_id"]) | set(lines["opportunity_id"]) == {f"O{k}" for k in range(1, 6)}
    assert (day.to_close["win_rate"] < 0.01).all()
    assert set(day.left_out.loc[day.to_close.index, "why"]) == {"stands in the list of deals to close"}


def test_without_amounts_the_day_goes_by_what_is_known_and_says_which_column_would_price_it():
    stages = {"1": "Lead", "2": "Negotiation", "3": "Proposal"}
    deals = [deal(key, stage=stage, amount=None) for key, stage in stages.items()]
    book = book_of(opportunities=deals, contacts=people(3), activities=[call(key, 20) for key in stages])
    day = plan_day(book, ON)
    assert day.actions["opportunity_id"].tolist() == ["O2", "O3", "O1"]
    assert day.actions["gain"].isna().all()
    assert (day.planned_gain, day.price_per_hour, day.guarantee_cost) == (0, 0, 0)
    assert any("Name the column with the size of each deal" in note for note in day.notes)


def test_a_book_of_people_alone_is_told_that_its_deals_would_bring_the_dollars():
    notes = plan_day(book_of(contacts=people(2)), ON).notes
    assert any("There are no deals in this book" in note for note in notes)
    assert not any("column with the size of each deal" in note for note in notes)


def test_an_account_with_two_deals_is_told_which_one():
    two = [deal("1", next_step="Send it", next_step_on=ON), deal("2", account_id="A1", contact_id="C1")]
    line = plan_day(book_of(opportunities=two, contacts=people(1), activities=[call("1", 20)]), ON).actions.iloc[0]
    assert "what was agreed: Send it for Deal 1" in line["action"]


def test_a_line_says_what_happens_if_nothing_is_done():
    day = plan_day(book_of(opportunities=[deal()], contacts=people(1), activities=[call("1", 6)]), ON)
    line = day.actions.iloc[0] if len(day.actions) else day.left_out.iloc[0]
    assert line["otherwise"].startswith("left to its next turn, it brings $")
    assert "never done, the chance falls from 3" in line["otherwise"]


def test_a_stretch_has_no_guarantee_and_nothing_that_only_presses():
    book = book_of(
        opportunities=[deal("1", amount=90_000.0), deal("2", amount=500.0)],
        contacts=people(2),
        activities=[call("1", 20), call("2", 20), wrote("2", 3)],
    )
    twenty = plan_day(book, ON, hours=20 / 60, now=ON + pd.Timedelta(hours=9)).actions
    assert twenty["opportunity_id"].iloc[0] == "O1"
    assert not twenty["is_guaranteed"].any()
    assert not twenty["is_pressing"].any()
    assert (twenty["ends_at"] <= ON + pd.Timedelta(hours=9, minutes=20)).all()


def test_a_negotiation_left_for_months_waits_before_a_lead_left_as_long_and_is_no_sooner_dead():
    deals = [deal("1", stage="Lead", created_on=days_ago(200)), deal("2", stage="Negotiation")]
    calls = [call("1", 150), call("2", 150)]
    desk = Desk(book_of(opportunities=deals, contacts=people(2), activities=calls), ON, Playbook())
    found = candidates(desk).assign(turn=lambda lines: turns(lines, desk)).set_index("opportunity_id")["turn"]
    assert found["O2"] > found["O1"] > 0
