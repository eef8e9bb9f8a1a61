"""The range of a line, and whether it is learned, assumed or yours."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import ON, actions_of, book_of, call, days_ago, deal, log_since, orders, person
from test_rules import everything

from sentia.day.day import plan_day
from sentia.day.ranges import Part, combined, stands_on
from sentia.playbook import Playbook, playbook_from

FACTORS = st.floats(0.05, 20)
PARTS = st.lists(st.builds(Part, FACTORS, FACTORS, st.floats(0, 1)), min_size=1, max_size=6)


@given(PARTS)
def test_the_middle_lies_in_its_range_and_a_further_part_never_makes_it_narrower(parts):
    found, less = combined(parts), combined(parts[:-1])
    assert found.low <= 1 <= found.high
    assert found.low <= less.low + 1e-12
    assert found.high >= less.high - 1e-12
    assert 0 <= found.learned <= 1


@given(PARTS)
def test_what_is_all_history_is_learned_and_what_is_all_assumption_is_assumed(parts):
    ends = [Part(part.low, part.high * 1.01, learned=1.0) for part in parts]
    assert stands_on(pd.Series([combined(ends).learned])).tolist() == ["learned"]
    ends = [Part(part.low, part.high, learned=0.0) for part in parts]
    assert stands_on(pd.Series([combined(ends).learned])).tolist() == ["assumed"]


def line(playbook=None, kind="progress", history=(), log=(), **values):
    tables = {"opportunities": [deal("1", **values), *history], "activities": [*log_since(), call("1", 20), *log]}
    found = actions_of(contacts=[person("1")], playbook=playbook, **tables)
    return found.loc[(found["kind"] == kind) & (found["opportunity_id"] == "O1")].iloc[0]


def width(one):
    return np.log(one["gain_high"] / one["gain_low"])


def test_a_range_widens_with_what_an_assumption_leaves_open():
    narrow, usual, wide = (line(Playbook(band_factor=factor)) for factor in (1.2, 2, 4))
    assert width(narrow) < width(usual) < width(wide)
    assert narrow["gain"] == usual["gain"] == wide["gain"]


@pytest.mark.parametrize("kind", ["answer", "promise", "fresh look", "grow", "re-order", "greet"])
def test_every_kind_has_a_range_that_holds_its_middle(kind):
    lines = actions_of(**everything())
    lines = lines.loc[(lines["kind"] == kind) & lines["gain"].gt(0.5)]
    assert len(lines)
    assert (lines["gain_low"] < lines["gain"]).all()
    assert (lines["gain"] < lines["gain_high"]).all()


def test_a_promise_that_may_fade_sooner_or_later_has_a_wider_range_than_its_total():
    promised = {"promise": "send it", "promise_by": "us", "promise_on": days_ago(2)}
    owed = line(kind="promise", log=[call("1", 10, **promised)])
    assert owed["gain_high"] / owed["gain"] > owed["total_high"] / owed["total"]


def closed(n, **values):
    status = "won" if n % 2 else "lost"
    return deal(f"c{n}", status=status, created_on=days_ago(200 + n), closed_on=days_ago(100 + n), **values)


def test_without_history_a_line_is_assumed_and_many_decided_deals_and_tries_make_it_learned_in_part():
    history = [closed(n) for n in range(60)]
    ends = ["reached", "no answer"] * 60
    log = [
        call(f"t{n}", 90, outcome=end, contact_id=f"C{n % 30 + 100}", opportunity_id=None)
        for n, end in enumerate(ends)
    ]
    assumed, some = line(), line(history=history, log=log)
    assert (assumed["basis"], assumed["learned"]) == ("assumed", 0)
    assert some["learned"] > 0.1


def test_an_amount_that_is_only_like_others_is_assumed_and_widens_the_range():
    history = [closed(n, amount=1_000.0 * 3**n) for n in range(1, 9)]
    given, like = (line(history=history, amount=amount) for amount in (27_000.0, None))
    assert width(like) > width(given)
    assert like["learned"] < given["learned"]


def test_what_the_rep_says_is_yours():
    own = [{"own_action_id": "W1", "what": "Send it", "contact_id": "C1", "worth": 90.0}]
    lines = actions_of(contacts=[person("1")], own_actions=own)
    found = lines.loc[lines["kind"] == "own action"].iloc[0]
    assert found["basis"] == "yours"
    assert found["gain_low"] == found["gain"] == found["gain_high"]


def test_the_working_says_what_a_line_stands_on_and_that_its_figure_is_the_middle():
    day = plan_day(book_of(opportunities=[deal("1")], activities=[call("1", 20)], contacts=[person("1")]), ON)
    said = " ".join(day.actions["working"].iloc[0])
    assert "as often above the middle as below; 0% of that range is your own history's, the rest assumed" in said


def test_an_account_with_many_orders_is_surer_than_one_with_few():
    many, few = (
        actions_of(orders=orders("1", [30 * n + 5 for n in range(count)], 2_000.0)).loc["grow|account:A1"]
        for count in (24, 3)
    )
    assert width(many) < width(few)


def test_a_stated_room_to_grow_leaves_less_open_than_a_guess():
    bought = [row for n in range(9) for row in orders(str(n), [30 * k + 5 for k in range(8)], 500.0 * (n + 1))]
    stated = [{"account_id": "A0", "name": "A0", "potential_spend": 40_000.0}]
    guess = actions_of(orders=bought).loc["grow|account:A0"]
    said = actions_of(orders=bought, accounts=stated, playbook=playbook_from({})).loc["grow|account:A0"]
    assert width(said) < width(guess)
