"""A verbal yes: what it still lacks to be signed, and the days to sell in until the quarter ends."""

import pytest
from small_books import actions_of, days_ago, deal, person

from sentia.playbook import Playbook

QUIET = {"stage": "Verbal yes", "created_on": days_ago(60)}


def said(deal_values=None, playbook=None, kind="progress", **tables):
    tables = {"contacts": [person("1")]} | tables
    lines = actions_of(opportunities=[deal("1", **QUIET | (deal_values or {}))], playbook=playbook, **tables)
    return lines.loc[lines["opportunity_id"] == "O1", "because"].iloc[0]


def test_a_verbal_yes_lists_what_is_missing_and_the_days_left():
    assert said().endswith("to sign it lacks a day for signing and a dated step; 29 selling days to 31 December")


def test_only_what_the_file_has_a_place_for_is_missed():
    decider = person("2", account_id="A1", role="decides")
    user = person("1", role="user")
    assert "somebody who decides" not in said()
    assert "somebody who decides" in said(contacts=[user])
    assert "somebody who decides" not in said(contacts=[user, decider])
    elsewhere = {"quote_id": "Q9", "account_id": "A9", "amount": 5.0, "sent_on": days_ago(300)}
    assert "a quote in writing" not in said()
    assert "a quote in writing" in said(quotes=[elsewhere])


def test_what_is_there_is_not_missed_and_whom_they_wait_for_is_named():
    assert "a day for signing" not in said({"expected_close_on": days_ago(-9)})
    assert "a day for signing" in said({"expected_close_on": days_ago(9)})
    with_lawyers = {"waiting_on": "legal", "stage_since_on": days_ago(30)}
    assert "the word of their lawyers" in said(with_lawyers)
    assert "lacks an amount" in said({"amount": None})


@pytest.mark.parametrize(
    ("starts", "left"), [(1, "29 selling days to 31 December"), (12, "6 selling days to 30 November")]
)
def test_the_quarter_is_that_of_the_reps_own_year(starts, left):
    assert said(playbook=Playbook(fiscal_year_starts=starts)).endswith(left)


def test_a_deal_at_another_stage_says_nothing_of_signing():
    assert "to sign it lacks" not in said({"stage": "Proposal"})
