"""The rep's edits stay with their records when the files are read anew."""

import pandas as pd

from sentia.book.carrying import carried
from sentia.book.edits import Edit, Journal


def deals(**rows):
    frame = pd.DataFrame({"opportunity_id": list(rows.values())}, index=list(rows), dtype="str")
    return {"opportunities": frame}


def edit(row, value=5.0):
    return Edit("opportunities", row, "amount", value)


BEFORE = deals(oct2="D1", oct3="D2")


def rows_of(steps):
    return [[one.row_key for one in step] for step in steps]


def test_an_edit_of_a_row_that_is_still_there_stays():
    journal, lost = carried(Journal().add([edit("oct2")]), BEFORE, BEFORE)
    assert (rows_of(journal.done), lost) == ([["oct2"]], [])


def test_an_edit_follows_its_record_to_the_later_file():
    journal, lost = carried(Journal().add([edit("oct3")]), BEFORE, deals(nov2="D2"))
    assert (rows_of(journal.done), lost) == ([["nov2"]], [])


def test_an_edit_of_a_record_that_is_gone_or_doubled_is_handed_back():
    gone = edit("oct2")
    journal, lost = carried(Journal().add([gone, edit("oct3")]), BEFORE, deals(nov2="D2"))
    assert (rows_of(journal.done), lost) == ([["nov2"]], [gone])
    assert carried(Journal().add([gone]), BEFORE, deals(a="D1", b="D1"))[1] == [gone]


def test_rows_made_here_and_what_was_undone_are_carried_too():
    journal = Journal().add([edit("new:1")]).add([edit("oct2")]).undo()
    after, lost = carried(journal, BEFORE, deals(nov2="D1"))
    assert (rows_of(after.done), rows_of(after.undone), lost) == ([["new:1"]], [["nov2"]], [])
