"""Move an open deal on: who is asked, when it is due, and what the line is worth."""

import pytest
from by_hand import touch
from small_books import ON, actions_of, call, days_ago, deal, log_since, only_one, person, stranger


def test_a_deal_is_worth_its_amount_times_what_a_touch_adds():
    # $40,000 at 35%, quiet for 19 days: 48% answer
    line = only_one(
        actions_of(opportunities=[deal("1", amount=40_000.0)], contacts=[person("1")], activities=[call("1", 19)])
    )
    never, turn = touch(0.35, 19)
    assert line["total"] == pytest.approx(40_000 * 0.48 * never)
    assert line["gain"] == pytest.approx(40_000 * 0.48 * turn, abs=0.01)
    assert line["worth"] == pytest.approx(40_000 * 0.35)
    assert line["because"] == "$40,000 at Proposal, quiet for 19 days; a reply lifts the chance from 34% to 41%"
    assert line["return_per_hour"] == pytest.approx(line["gain"] / (0.48 * 20 + 0.52 * 4) * 60)


def test_the_range_holds_the_gain_and_is_wider_where_the_amount_is_not_given():
    won = [deal(str(n), status="won", amount=float(n) * 1000, closed_on=days_ago(50)) for n in range(10, 31)]
    lines = actions_of(opportunities=[*won, deal("1", amount=20_000.0), deal("2", amount=None)])
    given, usual = lines.loc["progress|deal:O1"], lines.loc["progress|deal:O2"]
    assert given["gain"] == usual["gain"]
    assert usual["gain_low"] < given["gain_low"] < given["gain"] < given["gain_high"] < usual["gain_high"]
    like = "No amount in the file: like the 21 won deals of this book, $14,000 to $26,000 at Proposal"
    assert usual["because"].startswith(like)


@pytest.mark.parametrize(("days", "waiting"), [(4, 0), (14, 12), (20, 18)])
def test_without_a_next_step_its_turn_comes_two_working_days_after_the_last_word(days, waiting):
    line = only_one(actions_of(opportunities=[deal("1")], contacts=[person("1")], activities=[call("1", days)]))
    assert line["waiting"] == waiting


@pytest.mark.parametrize(("step_in", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_a_step_agreed_for_later_is_left_until_its_day(step_in, count):
    agreed = deal("1", next_step="Call back", next_step_on=days_ago(-step_in))
    actions = actions_of(opportunities=[agreed], contacts=[person("1")])
    assert len(actions) == count
    assert [bool(must) for must in actions["is_must"]] == [True] * count


@pytest.mark.parametrize(("blocked_in", "count"), [(0, 1), (1, 0)])
def test_a_blocked_deal_rests_until_its_day(blocked_in, count):
    blocked = deal("1", blocked_until_on=days_ago(-blocked_in))
    assert len(actions_of(opportunities=[blocked], contacts=[person("1")])) == count


def test_a_new_lead_is_called_the_working_day_after_it_came_in():
    # came in on Friday: due on Monday
    lead = deal("1", stage="Lead", amount=100.0, created_on=days_ago(3))
    other = deal("2", amount=50_000.0)
    tables = {"contacts": [person("1"), person("2"), stranger()], "activities": log_since()}
    line = actions_of(opportunities=[lead, other], **tables).loc["progress|deal:O1"]
    assert (line["waiting"], line["due_on"]) == (0, ON)
    assert "in for 3 days and nobody has called yet" in line["because"]


def test_a_closed_deal_and_somebody_elses_make_no_action():
    closed = [deal("1", stage="Closed won"), deal("2", owner="Bo")]
    assert (
        "progress"
        not in actions_of(owner="Ann", opportunities=[*closed, deal("3", owner="Ann")])
        .loc[lambda found: found["account_id"] != "A3", "kind"]
        .tolist()
    )


def test_what_is_said_at_todays_meeting_is_no_line_of_its_own():
    meeting = {"starts_at": "2026-11-23 11:00", "ends_at": "2026-11-23 12:00", "title": "Demo at Acme Works"}
    met = deal("1", account_id="Acme Works", next_step="Demo", next_step_on=ON)
    assert actions_of(opportunities=[met], calendar=[meeting])["kind"].tolist() == ["preparation"]
    tomorrow = meeting | {"starts_at": "2026-11-24 11:00", "ends_at": "2026-11-24 12:00"}
    kinds = actions_of(opportunities=[met], calendar=[tomorrow])["kind"]
    assert set(kinds) == {"preparation", "progress"}  # the demo that was agreed for today


def test_several_deals_under_one_id_are_each_asked_about():
    twice = [deal("1", amount=5_000.0), deal("1", name="Spares", amount=7_000.0)]
    assert sorted(actions_of(opportunities=twice)["amount"]) == [5_000, 7_000]
