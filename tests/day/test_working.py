"""The working of each line, redone from the words that the page shows and nothing else."""

import re

import pytest
from small_books import ON, book_of
from test_rules import everything

from sentia.day.day import plan_day
from sentia.playbook import Playbook

WORDS = re.compile(r"\b(?!x\b)[a-z]+\b", re.IGNORECASE)  # all words but the x of a product


def redone(step):
    """What a step says on its left, calculated, and what it says on its right."""
    left, right = step.rsplit(" = ", 1)
    left = left.rsplit(": ", 1)[-1] if ": " in left else left
    terms = [left, re.match(r"-?[$0-9.,]+", right)[0]]
    plain = [re.sub(r"([\d.]+)%", r"(\1/100)", term.replace("$", "").replace(",", "")) for term in terms]
    plain = [WORDS.sub("", term).replace("x", "*") for term in plain]
    return [eval(term, {}) for term in plain]


def priced(day):
    """The lines that move anything known; the others have no sums (see below)."""
    return day.actions.loc[day.actions["gain"].notna()]


@pytest.mark.parametrize("playbook", [Playbook(), Playbook(commission_rate=0.08)], ids=["sales", "commission"])
def test_every_sum_on_the_page_can_be_redone_by_hand(playbook):
    day = plan_day(book_of(**everything()), ON, playbook)
    assert {*day.actions["kind"]} >= {"progress", "quote", "info sent", "keep in touch", "re-order", "fresh look"}
    for line in priced(day).itertuples():
        sums = [step for step in line.working if " = " in step]
        assert len(sums) >= 4, line.working
        for step in sums:
            left, right = redone(step)
            assert left == pytest.approx(right, rel=0.02, abs=0.06), step


def test_the_working_ends_at_the_gain_and_the_hour_that_the_line_shows():
    day = plan_day(book_of(**everything()), ON)
    for line in priced(day).itertuples():
        assert redone(line.working[-1])[1] == pytest.approx(line.return_per_hour, rel=0.01)


def test_a_line_without_a_price_says_that_nothing_is_counted():
    day = plan_day(book_of(contacts=[{"contact_id": "1", "name": "Ann"}]), ON)
    assert day.actions["working"].tolist() == [
        ["No amount is known, so nothing is counted; it is here because it is their turn"]
    ]
