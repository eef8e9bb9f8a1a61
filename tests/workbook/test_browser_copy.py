"""A book kept in a browser comes back whole, and nothing that a browser gives back is believed unchecked."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from sentia.book.origin import Source
from sentia.book.unsaved import Saved, held_by, unsaved_changes
from sentia.errors import DamagedCopy
from sentia.playbook import Playbook, playbook_from
from sentia.workbook import browser_copy
from sentia.workbook.browser_copy import InTheDay, brought_back, is_too_large, named_files, record_of
from sentia.workbook.from_files import read_book

DEALS = Source("deals.csv", b"Deal ID,Company,Deal,Stage,Amount,Owner\nD1,Acme,Press,Proposal,24000,Maya\n")
PLACE = InTheDay(pd.Timestamp("2026-11-24"), "Maya", pd.Timestamp("2026-11-24 10:30"), 20, is_default_day=False)

RETIRED_FOUND = "cadence_ideal open deal, retired, changes nothing"


@pytest.fixture
def worked():
    """A book with a step done, a step undone, an answer, a number and a workbook taken after the first step."""
    read = read_book([DEALS], {"stage:Proposal": "open"}, trusted=True)
    first = read.edit("opportunities", "D1", amount=9_000, next_step_on=pd.Timestamp("2026-12-01"))
    saved = Saved(held_by(read)).with_taken(first, "deals.csv")
    book = first.add("activities", kind="call", account_id="Acme").edit("opportunities", "D1", amount=7_000).undo()
    return book.with_playbook(Playbook(commission_rate=0.1, quote_days=(2, 5))), saved


def through_a_browser(book, saved, place=PLACE):
    return json.loads(json.dumps(record_of(book, saved, place))), {each.digest: each.data for each in book.files}


def test_everything_is_back(worked):
    book, saved = worked
    back = brought_back(*through_a_browser(book, saved))
    assert back.book.digest == book.digest
    assert back.book.journal == book.journal
    assert back.book.redo().opportunities["amount"].tolist() == [7_000]
    assert back.book.playbook == book.playbook
    assert back.saved == saved
    assert back.place == PLACE
    assert back.said == ()
    assert unsaved_changes(back.book, back.saved) == unsaved_changes(book, saved) == 3


def test_the_steps_are_kept_once_however_often_a_workbook_was_taken(worked):
    book, saved = worked
    record = record_of(book, saved.with_taken(book, "deals.csv"), PLACE)
    assert record["taken"]["deals.csv"]["more"] == []
    assert record["taken"]["deals.csv"]["same"] == len(record["done"]) == 2


def test_bytes_that_are_not_the_ones_that_were_kept_are_refused(worked):
    record, data = through_a_browser(*worked)
    altered = {digest: each.replace(b"24000", b"94000") for digest, each in data.items()}
    for wrong in (altered, {}):
        with pytest.raises(DamagedCopy, match=r"deals\.csv is not the file that you opened"):
            brought_back(record, wrong)


@pytest.mark.parametrize(
    "record",
    [None, [], "x", {}, {"version": 1}, {"version": 1, "files": []}, {"version": 1, "files": [{"name": 5}]}]
    + [{"version": 2, "files": [{"name": "deals.csv", "digest": DEALS.digest}]}],
)
def test_a_record_that_is_none_is_a_sentence(record):
    with pytest.raises(DamagedCopy, match="open the file again"):
        brought_back(record, {DEALS.digest: DEALS.data})


def test_a_number_that_is_retired_since_changes_nothing_and_is_named_once(worked):
    record, data = through_a_browser(*worked)
    record["numbers"] = {"cadence_ideal": {"open deal": 10.0, "customer": 20.0}}
    back = brought_back(record, data)
    assert back.book.playbook == playbook_from({"cadence_ideal": {"customer": 20.0}})
    assert [fault["found"] for fault in back.book.understanding.faults].count(RETIRED_FOUND) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r["done"][0][0].__setitem__(3, "a great deal"),  # no amount
        lambda r: r["done"][0][0].__setitem__(1, "deals.csv|x|99"),  # no such row
        lambda r: r["done"][0][0].__setitem__(1, ["deals.csv"]),
        lambda r: r["done"][0][0].__setitem__(4, "yes"),
        lambda r: r["done"][0].append(["opportunities"]),
        lambda r: r.__setitem__("numbers", {"commission_rate": 900}),
        lambda r: r.__setitem__("numbers", {"pace": 1}),
        lambda r: r["place"].__setitem__("on", "soon"),
        lambda r: r["place"].__setitem__("now", "2026-11-24T10:30+01:00"),
        lambda r: r.pop("taken"),
        lambda r: r["opened"].__setitem__("same", "many"),
    ],
)
def test_changes_that_cannot_be_used_leave_the_file_and_say_so(worked, change):
    record, data = through_a_browser(*worked)
    change(record)
    back = brought_back(record, data)
    assert back.book.opportunities["amount"].tolist() == [24_000]
    assert len(back.book.journal) == 0
    assert "your changes cannot be used" in back.said[0]


def test_answers_that_do_not_fit_the_files_are_left_out_and_said(worked):
    record, data = through_a_browser(*worked)
    record["answers"] = {"header:deals.csv|deals": "B900:C999"}
    assert "cannot be used" in brought_back(record, data).said[0]


def test_an_owner_whom_the_book_does_not_have_is_nobody(worked):
    book, saved = worked
    assert brought_back(*through_a_browser(book, saved, replace(PLACE, owner="Bo"))).place.owner is None


def test_the_names_of_what_was_open_are_checked_too():
    assert named_files([{"name": "a.csv", "digest": "00"}]) == [("a.csv", "00")]
    assert [named_files(odd) for odd in (None, 5, "abc", [5], [{"name": ""}], [{"name": "a", "digest": 1}])] == [
        []
    ] * 6


def test_more_bytes_than_a_browser_is_asked_to_keep_are_too_large(worked, monkeypatch):
    book, _ = worked
    assert not is_too_large(book)
    monkeypatch.setattr(browser_copy, "LARGEST", len(DEALS.data) - 1)
    assert is_too_large(book)
