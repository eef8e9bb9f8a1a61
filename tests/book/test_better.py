"""What would make the answers better: what a book lacks, what that costs, what to add."""

from dataclasses import replace

import pandas as pd
import pytest

from sentia.book.better import better_answers
from sentia.book.counts import counts_of
from sentia.book.making import make_book
from sentia.playbook import Playbook

CLOSED = [{"status": "won", "amount": 900.0}, {"status": "lost", "amount": 900.0}]
WHOLE = {
    "status": "open",
    "stage": "Proposal",
    "amount": 900.0,
    "owner": "Ann",
    "expected_close_on": pd.Timestamp("2026-12-01"),
    "next_step_on": pd.Timestamp("2026-12-01"),
}
CALL = {"done_at": pd.Timestamp("2026-11-02 10:00"), "kind": "call", "minutes": 12.0}


def lacking(deals=(WHOLE,), calls=(CALL,), closed=CLOSED, answers=None, playbook=None, **tables):
    frames = {"opportunities": [*closed, *deals], "activities": list(calls), **tables}
    book = make_book(**{name: pd.DataFrame(rows) for name, rows in frames.items() if rows})
    lines = better_answers(replace(book, answers=answers or {}), playbook)
    return {line["lacks"]: line for line in lines}


def without(*fields):
    return {name: value for name, value in WHOLE.items() if name not in fields}


def test_a_book_that_says_everything_lacks_nothing():
    assert lacking(contacts=[{"name": "Ann", "phone": "1"}, {"name": "Bo", "email": "bo@acme.example"}]) == {}


def test_what_is_missing_is_counted_among_the_open_deals():
    lines = lacking([WHOLE, without("amount"), {**WHOLE, "amount": 0.0}])
    assert list(lines) == ["no amount on 2 of 3 open deals"]
    line = lines["no amount on 2 of 3 open deals"]
    assert line["costs"] == "they are priced like similar deals, from low to high"
    assert line["add"] == "an amount on each, even a rough one"


@pytest.mark.parametrize(
    ("field", "lacks", "costs"),
    [
        ("stage", "no stage on the only open deal", "their chance is taken as 15%"),
        ("expected_close_on", "no expected close on the only open deal", "none of them is ever seen to be late"),
        ("next_step_on", "no next steps with a day", "nothing agreed can be kept to its day"),
        ("owner", "no owner", "all of it is taken for yours"),
    ],
)
def test_each_thing_that_is_missing_says_what_it_costs(field, lacks, costs):
    lines = lacking([without(field)])
    assert {lack: line["costs"] for lack, line in lines.items()} == {lacks: costs}


def test_without_a_log_the_silence_is_assumed_and_the_minutes_are_the_playbooks():
    lines = lacking(calls=[])
    assert [line["costs"] for line in lines.values()] == [
        "a silence of 14 days is assumed for an open deal",
        "the playbook's are used",
    ]
    longer = Playbook(half_lives={**Playbook().half_lives, "progress": 21})
    assert "21 days" in lacking(calls=[], playbook=longer)["no calls, mails or visits are logged"]["costs"]


def test_no_amount_anywhere_leaves_nothing_to_price():
    closed = [{"status": "won"}, {"status": "lost"}]
    assert list(lacking([without("amount")], closed=closed)) == ["no amounts at all"]


def test_where_decided_deals_alone_have_amounts_that_is_said_rather_than_that_there_is_none():
    lines = lacking([WHOLE | {"status": "won", "closed_on": "2026-02-02"}, without("amount")])
    assert "amounts stand on decided deals alone" in lines
    assert not any("no amount" in lacks for lacks in lines)


def test_lost_deals_that_are_not_in_the_file_come_first():
    lines = lacking([without("owner")], closed=CLOSED[:1])
    first, *_ = lines.values()
    assert first["lacks"] == "lost deals are not in this file (1 won, none lost)"
    assert first["costs"] == "win chances are assumed, not learned"
    assert first["add"].startswith("export again with closed deals in it")


def test_a_currency_without_a_rate_is_named_until_it_has_one():
    deals = [{**WHOLE, "currency": code} for code in ("USD", "USD", "EUR")]
    assert list(lacking(deals)) == ["no answer to “What is one EUR worth in USD?”"]
    assert lacking(deals, answers={"rate:EUR/USD": "1.1"}) == {}


def test_people_whom_nobody_can_reach_are_counted():
    people = [{"name": "Ann", "phone": "1"}, {"name": "Bo"}]
    assert list(lacking(contacts=people)) == ["neither phone nor e-mail for 1 of 2 people"]


def test_counts_are_what_a_rep_knows():
    book = make_book(opportunities=pd.DataFrame([*CLOSED, WHOLE, {**WHOLE, "account_id": "Acme"}]))
    counts = counts_of(book)
    assert [counts[name] for name in ("opportunities", "open", "won", "lost", "accounts")] == [4, 2, 1, 1, 1]
