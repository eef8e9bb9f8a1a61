"""What the words of a log say where it has no column for it."""

import pandas as pd
import pytest
from openpyxl import Workbook

from sentia.book.raw import RawTable
from sentia.book.said import with_outcomes_said
from sentia.workbook.from_files import read_book


def outcome(notes, **values):
    row = {"kind": "call", "notes": notes} | values
    raw = RawTable("activities", pd.DataFrame([row]).astype("str"), "", "", [2])
    found = with_outcomes_said(raw).frame.get("outcome", pd.Series([None]))[0]
    return found if isinstance(found, str) else None


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("left voicemail", "voicemail"),
        ("Left a message, will try again Thursday", "voicemail"),
        ("VM", "voicemail"),
        ("no answer", "no answer"),
        ("didn't pick up", "no answer"),
        ("good talk; left a message with his boss", None),
        ("no answer to the price yet, but keen", None),
        ("vmware licence", None),
    ],
)
def test_a_call_that_reached_nobody_says_so_at_the_start_of_its_note(notes, said):
    assert outcome(notes) == said


def test_an_outcome_that_is_noted_stands_and_a_mail_says_nothing_of_itself():
    assert outcome("left voicemail", outcome="reached") == "reached"
    assert outcome("no answer", kind="meeting") is None
    assert outcome("no answer", direction="in") is None


@pytest.mark.parametrize(
    ("how", "kind", "direction"),
    [
        ("mail from them", "email", "in"),
        ("Incoming call", "call", "in"),
        ("outgoing call", "call", "out"),
        ("phone", "call", None),
    ],
)
def test_a_kind_that_says_whose_word_it_was_gives_the_direction(tmp_path, how, kind, direction):
    workbook = Workbook()
    workbook.active.title = "Calls"
    for row in (["Date", "Company", "How", "Notes"], ["2026-11-19", "Acme", how, "asks for the price"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "calls.xlsx")
    found = read_book(tmp_path / "calls.xlsx", trusted=True).activities.iloc[0]
    assert found["kind"] == kind
    assert (found["direction"] if isinstance(found["direction"], str) else None) == direction
