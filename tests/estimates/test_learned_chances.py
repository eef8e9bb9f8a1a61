"""What the book's own past says of its open deals: the level, the traits that tell, and when nothing does."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.book.making import make_book
from sentia.day.day import plan_day
from sentia.day.desk import Desk
from sentia.day.scoring import score_opportunities, scores_of
from sentia.estimates.traits import OLDER
from sentia.playbook import Playbook

ON = pd.Timestamp("2026-11-23")
SOURCES = {"Referral": 0.6, "Fair": 0.3, "Bought list": 0.1}


def decided(count, chance_of=SOURCES, seed=1, **columns):
    """Deals decided in the last two years, each won with the chance of its source."""
    random = np.random.default_rng(seed)
    source = random.choice(list(chance_of), count)
    begun = ON - pd.to_timedelta(random.integers(100, 700, count), unit="D")
    won = random.random(count) < pd.Series(source).map(chance_of).to_numpy()
    frame = pd.DataFrame(
        {"opportunity_id": [f"P{n}" for n in range(count)], "source": source, "created_on": begun}
    )
    closed = begun + pd.to_timedelta(random.integers(5, 90, count), unit="D")
    return frame.assign(status=np.where(won, "won", "lost"), closed_on=closed, **columns)


def open_deals(**columns):
    frame = pd.DataFrame(columns)
    return frame.assign(
        opportunity_id=[f"O{n}" for n in range(len(frame))], status="open", created_on=ON - pd.Timedelta(days=20)
    )


def desk(*frames):
    return Desk(make_book(opportunities=pd.concat(frames, ignore_index=True)), ON, Playbook())


def scored(*frames):
    return scores_of(desk(*frames)).set_index("opportunity_id")


def few(won, lost, **columns):
    status = ["won"] * won + ["lost"] * lost
    return pd.DataFrame({"status": status, "opportunity_id": [f"P{n}" for n in range(won + lost)]} | columns)


def test_without_decided_deals_a_chance_is_that_of_its_stage():
    found = scored(open_deals(stage=["Proposal"]))
    assert found["win_rate"].tolist() == [0.35]
    assert found["reasons"].iloc[0][0]["words"] == "Proposal: 35% of such deals are won, assumed"


@pytest.mark.parametrize(("won", "lost"), [(1, 0), (0, 1), (200, 0), (0, 200)])
def test_where_only_one_outcome_is_in_the_file_nothing_is_learned(won, lost):
    book = desk(open_deals(stage=["Proposal"]), few(won, lost))
    assert scores_of(book)["win_rate"].tolist() == [0.35]
    assert "assumed" in book.winning.words


def test_the_first_won_and_lost_deals_move_every_stage():
    usual, found = (
        scored(open_deals(stage=["Lead", "Proposal", "Negotiation"]), *more)["win_rate"].to_numpy()
        for more in ([], [few(3, 1)])
    )
    assert (found > usual).all()
    assert (np.diff(found) > 0).all()  # a later stage stays the better one


def test_few_deals_move_a_stage_less_than_many_of_the_same_share():
    rates = [
        scored(open_deals(stage=["Proposal"] * 20), few(7 * n, 3 * n))["win_rate"].iloc[0] for n in (1, 5, 50)
    ]
    assert 0.35 < rates[0] < rates[1] < rates[2] < 0.75


def test_of_a_pipeline_without_stages_as_many_are_won_as_before():
    found = scored(open_deals(stage=[None] * 30), few(60, 140))
    assert found["win_rate"].mean() == pytest.approx(0.3, abs=0.01)


def test_a_source_that_wins_more_often_is_the_first_reason_after_the_stage():
    found = scored(open_deals(stage=["Proposal"] * 2, source=["Referral", "Bought list"]), decided(300))
    good, bad = found["reasons"]
    assert good[1]["factor"] == bad[1]["factor"] == "source"
    assert good[1]["odds"] > 1.5
    assert bad[1]["odds"] < 0.67
    assert good[1]["words"].startswith("source Referral: odds x")
    assert good[1]["words"].endswith("learned from 300 decided deals")
    assert found["win_rate"].iloc[0] > 2 * found["win_rate"].iloc[1]


def test_where_few_deals_are_won_a_lead_is_still_called_and_not_closed():
    lead = open_deals(stage=["Lead"], account_id=["A1"], name=["Scales"], amount=[9_000.0])
    touched = pd.DataFrame(
        {"opportunity_id": ["O0"], "kind": "call", "outcome": "reached", "done_at": ON - pd.Timedelta(days=16)}
    )
    book = make_book(opportunities=pd.concat([lead, few(20, 180, amount=9_000.0)]), activities=touched)
    day = plan_day(book, ON)
    mine = day.actions.loc[day.actions["opportunity_id"] == "O0"]
    assert mine["win_rate"].iloc[0] < 0.05
    assert mine["kind"].tolist() == ["progress"]


def test_where_the_past_does_not_tell_the_average_is_used_and_said():
    found = desk(
        open_deals(stage=["Proposal"] * 2, source=["Referral", "Fair"]), decided(300, {k: 0.3 for k in SOURCES})
    )
    assert found.winning.words.startswith("Your history does not predict wins")
    assert scores_of(found)["win_rate"].round(3).nunique() == 1
    assert found.winning.words in plan_day(found.book, ON).notes


def test_what_is_decided_after_the_day_is_not_known_on_it():
    past = decided(300)
    known = scored(open_deals(stage=["Proposal"], source=["Referral"]), past.loc[past["closed_on"] <= ON])
    future = decided(100, {k: 1.0 for k in SOURCES}, seed=5).assign(closed_on=ON + pd.Timedelta(days=5))
    future = future.assign(opportunity_id="F" + future["opportunity_id"], created_on=ON + pd.Timedelta(days=1))
    both = scored(open_deals(stage=["Proposal"], source=["Referral"]), past, future)
    assert both["win_rate"]["O0"] == pytest.approx(known["win_rate"]["O0"])


def test_a_chance_that_the_file_states_counts_for_what_it_says_beyond_its_stage():
    found = scored(open_deals(stage=["Proposal"] * 3, probability=[0.9, 0.5, 0.1]))
    assert found["win_rate"].is_monotonic_decreasing
    assert 0.35 < found["win_rate"].iloc[0] < 0.6  # in part
    words = [reason["words"] for reason in found["reasons"].iloc[0]]
    assert any(one.startswith("the file states 90%: odds x") and one.endswith("assumed") for one in words)


def test_the_same_percentage_for_all_deals_of_a_stage_says_next_to_nothing():
    found = scored(open_deals(stage=["Proposal"] * 40, probability=[0.75] * 40))
    assert found["win_rate"].iloc[0] == pytest.approx(0.35, abs=0.01)


def test_a_deal_older_than_any_that_was_won_is_won_less_often():
    past = decided(600)
    late = past["status"].eq("lost") & (past.index % 2 == 0)
    past["closed_on"] = past["closed_on"].mask(late, past["created_on"] + pd.Timedelta(days=99))
    deals = open_deals(stage=["Proposal"] * 2, source=["Fair"] * 2)
    found = scored(deals.assign(created_on=[ON - pd.Timedelta(days=10), ON - pd.Timedelta(days=97)]), past)
    assert found["win_rate"].iloc[1] < 0.75 * found["win_rate"].iloc[0]
    assert any(OLDER in reason["words"] and reason["odds"] < 1 for reason in found["reasons"].iloc[1])


ODD = {
    "one deal of each": few(1, 1),
    "one stage": few(20, 30, stage="Proposal"),
    "a thousand sources": decided(1_000).assign(source=[f"S{n}" for n in range(1_000)]),
    "no amounts": decided(60).assign(amount=np.nan),
    "days in the future": decided(60).assign(created_on=ON + pd.Timedelta(days=400)),
    "closed before it began": decided(60).assign(closed_on=ON - pd.Timedelta(days=900)),
    "no days": decided(60).assign(created_on=pd.NaT, closed_on=pd.NaT),
    "all on one day": decided(60).assign(
        created_on=ON - pd.Timedelta(days=9), closed_on=ON - pd.Timedelta(days=1)
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_past_gives_a_sensible_answer_and_a_true_sentence(name):
    past = ODD[name]
    book = desk(open_deals(stage=["Lead", "Proposal"], source=["Fair", None]), past)
    found = scores_of(book)
    assert found[["low", "win_rate", "high"]].notna().all(axis=None)
    assert ((found["low"] <= found["win_rate"]) & (found["win_rate"] <= found["high"])).all()
    assert found["win_rate"].between(0.001, 0.95).all()
    assert f"{(past['status'] == 'won').sum():,} won" in book.winning.words or "assumed" in book.winning.words


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(random):
    deals = pd.concat([open_deals(stage=["Proposal"] * 3, source=["Referral", "Fair", "New"]), decided(80)])
    order = list(range(len(deals)))
    random.shuffle(order)
    one, two = (
        score_opportunities(make_book(opportunities=rows.reset_index(drop=True)), ON).set_index("opportunity_id")
        for rows in (deals, deals.iloc[order])
    )
    pd.testing.assert_frame_equal(
        one[["low", "win_rate", "high"]].sort_index(), two[["low", "win_rate", "high"]].sort_index()
    )
