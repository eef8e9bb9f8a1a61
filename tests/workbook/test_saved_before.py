"""What a rep saved with an earlier version opens to what it opened to then: nothing of theirs is lost."""

import json

import pandas as pd
import pytest
from made_saved import BESIDE, ON, ON_DISK, SAVED, TEXT, WORKBOOK, opens_to

from sentia.book import schema
from sentia.book.numbers import fitting_numbers
from sentia.day.day import plan_day
from sentia.workbook.disk.shelf import open_on_disk
from sentia.workbook.from_files import read_book

FOLDERS = sorted(folder for folder in SAVED.iterdir() if folder.is_dir())
PLACES = {
    "workbook": lambda folder: read_book(folder / WORKBOOK),
    "csv": lambda folder: read_book([folder / TEXT, folder / BESIDE]),
    "on disk": lambda folder: open_on_disk(folder / ON_DISK)[0],
}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request):
    return request.param


@pytest.fixture
def then(folder):
    return json.loads((folder / "opens_to.json").read_text("utf-8"))


def retired(numbers):
    """The numbers that the playbook no longer has, by name."""
    named = {name: value if isinstance(value, dict) else {"": value} for name, value in numbers.items()}
    every = {f"{name} {key}".rstrip(): number for name, lines in named.items() for key, number in lines.items()}
    single = {name: number for name, number in every.items() if not isinstance(number, list)}
    return {name for name, sentence in fitting_numbers(single)[1].items() if "no number called" in sentence}


@pytest.mark.parametrize("place", PLACES)
def test_every_value_that_was_saved_is_there(folder, then, place):
    before, now = then["books"][place], json.loads(json.dumps(opens_to(PLACES[place](folder))))
    for table, rows in before["tables"].items():
        assert list(now["tables"][table]) == list(rows), table
        kept = {key: {name: now["tables"][table][key].get(name) for name in row} for key, row in rows.items()}
        assert kept == rows, table
    faults = [fault for fault in now["faults"] if "retired" not in fault["wanted"]]
    assert (now["answers"], faults) == (before["answers"], before["faults"])


@pytest.mark.parametrize("place", PLACES)
def test_what_the_rep_said_is_what_it_was_and_nothing_more(folder, then, place):
    book = PLACES[place](folder)
    for table in (*schema.JUDGED, "log"):
        rows, known = then["books"][place]["tables"][table], then["fields"][table]
        said = {key: set(row[row.notna()].index) & set(known) for key, row in book.tables[table].T.items()}
        assert said == {key: set(row) for key, row in rows.items()}, table


@pytest.mark.parametrize("place", PLACES)
def test_every_number_that_was_changed_is_changed_and_a_retired_one_is_named_once(folder, then, place):
    book, numbers = PLACES[place](folder), then["books"][place]["numbers"]
    gone = retired(numbers)
    for name, value in numbers.items():
        lines = (
            {key: each for key, each in value.items() if f"{name} {key}" not in gone}
            if isinstance(value, dict)
            else value
        )
        if lines and name not in gone:
            found = book.numbers[name]
            assert (list(found) if isinstance(found, tuple) else found) == lines, name
    said = [str(fault) for fault in book.understanding.faults]
    assert {name: sum(name in fault for fault in said) for name in gone} == dict.fromkeys(gone, 1)
    assert book.playbook is not None


def test_the_steps_that_no_save_holds_are_back_and_can_be_undone_and_done_again(folder, then):
    book, on_disk = open_on_disk(folder / ON_DISK)
    told = {
        "unsaved_steps": on_disk.unsaved_steps(book),
        "said": list(on_disk.said),
        "undone": len(book.journal.undone),
    }
    assert told == then["on disk"]
    amount = book.opportunities.set_index("opportunity_id").at["O2", "amount"]
    assert book.redo().opportunities.set_index("opportunity_id").at["O2", "amount"] == 1
    assert amount == 9_500


@pytest.mark.parametrize("place", PLACES)
def test_what_was_done_put_off_skipped_or_parked_that_day_stays_out_of_it(folder, place):
    book = PLACES[place](folder)
    settled = set(book.log.loc[book.log["planned_for"] == ON, "opportunity_id"].dropna())
    assert not settled & set(plan_day(book, ON, now=ON + pd.Timedelta(hours=10)).actions["opportunity_id"])
    back = set(book.log.loc[book.log["status"] == "snoozed", "opportunity_id"])
    later = plan_day(book, book.log["return_on"].max())
    assert back <= {*later.actions["opportunity_id"], *later.left_out["opportunity_id"]}
