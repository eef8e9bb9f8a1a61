"""How often the rep wishes to be in touch, said in one tap for one or many."""

import pandas as pd
import pytest
from small_books import ON, book_of

from sentia.errors import BadQuestion
from sentia.follow_up.missing import follow_up_gaps
from sentia.follow_up.pace import pace_of, set_pace

NOBODY = pd.Series([None], dtype="str")
ANA = pd.DataFrame({"contact_id": ["C1"], "account_id": ["A1"]})
BIRCH = pd.DataFrame({"contact_id": NOBODY, "account_id": ["A2"]})


def customers(**of_ana):
    """Ana at Acme and nobody known at Birch; both bought, and were called forty days ago."""
    called = ON - pd.Timedelta(days=40)
    accounts = [{"account_id": key, "name": key, "status": "customer"} for key in ("A1", "A2")]
    log = [{"activity_id": key, "kind": "call", "done_at": called, "account_id": key} for key in ("A1", "A2")]
    log[0]["contact_id"] = "C1"
    return book_of(
        accounts=accounts,
        contacts=[{"contact_id": "C1", "name": "Ana", "account_id": "A1"} | of_ana],
        activities=log,
    )


def quiet(book):
    found = follow_up_gaps(book, ON, kinds=["quiet beyond cadence"])
    return sorted(found["account_id"])


def test_a_slower_pace_silences_and_a_faster_one_calls():
    book = customers()
    assert quiet(book) == ["A1", "A2"]
    slower = set_pace(set_pace(book, ANA, ON, 90), BIRCH, ON, 60)
    assert quiet(slower) == []
    assert quiet(set_pace(slower, BIRCH, ON, 35)) == ["A2"]


def test_many_are_one_step_to_undo():
    book = customers()
    both = set_pace(book, pd.concat([ANA, BIRCH]), ON, 90)
    assert quiet(both) == []
    assert quiet(both.undo()) == ["A1", "A2"]


def test_what_was_said_last_counts_and_can_be_taken_back_to_the_files_own_pace():
    book = customers(every_days=90.0)
    assert quiet(book) == ["A2"]
    faster = set_pace(set_pace(book, ANA, ON, 60), ANA, ON, 30)
    assert pace_of(faster, ANA) == 30
    assert quiet(faster) == ["A1", "A2"]
    assert quiet(set_pace(faster, ANA, ON, None)) == ["A2"]
    assert pace_of(set_pace(faster, ANA, ON, None), ANA) is None


@pytest.mark.parametrize("days", [0, -3, 5000])
def test_days_that_nobody_means_are_refused(days):
    with pytest.raises(BadQuestion, match="from 1 to 3,650"):
        set_pace(customers(), ANA, ON, days)


def test_a_line_about_nobody_is_refused():
    nobody = pd.DataFrame({"contact_id": NOBODY, "account_id": NOBODY})
    with pytest.raises(BadQuestion, match="names a person or a company"):
        set_pace(customers(), nobody, ON, 30)


@pytest.mark.parametrize("days", [0.0, -5.0, 1e9])
def test_a_pace_in_the_file_that_nobody_means_counts_as_none(days):
    assert quiet(customers(every_days=days)) == quiet(customers())
