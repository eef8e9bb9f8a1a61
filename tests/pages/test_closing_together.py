"""“Close these?” on Today: the deals as good as lost are settled together."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sentia.book.origin import Source
from sentia.ui.state import KEY, first_visit
from sentia.workbook.from_files import read_book

TODAY = Path(__file__).parents[2] / "pages" / "today.py"
DEALS = "Opportunity ID,Company,Deal,Stage,Amount,Created,Close date\n" + "".join(
    f"O{n},Old {n},Thread {n},Lead,{n}000,2023-01-05,2023-06-01\n" for n in range(1, 5)
)


def opened():
    book = read_book([Source("deals.csv", (DEALS + "O9,Acme,Press line,Proposal,24000,2026-10-01,\n").encode())])
    run = AppTest.from_file(TODAY, default_timeout=120)
    run.session_state[KEY] = replace(first_visit(), book=book, is_sample=False, generation=1)
    return run.run()


def test_they_are_closed_in_one_tap_and_one_undo_brings_them_back():
    run = opened()
    keep = run.multiselect(key="keep-open")
    assert len(keep.options) == 3  # the fourth is a line of today: go on, or close it
    assert any("Closing them frees" in one.value and "out of the pipeline" in one.value for one in run.caption)
    run.text_input(key="closed-because").set_value("no decision").run()
    run.button(key="close-these").click().run()
    assert not run.exception
    book = run.session_state[KEY].book
    closed = book.opportunities.loc[book.opportunities["status"] == "lost"]
    assert (len(closed), set(closed["lost_reason"])) == (3, {"no decision"})
    assert (run.session_state[KEY].book.undo().opportunities["status"] == "open").all()
