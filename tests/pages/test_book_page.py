"""The Book page shows each sheet as it was found, and reads it elsewhere where the rep says so."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 30
DEALS = b"""Pipeline 2026,,,
,,,
Deal,Company,Stage,Amount
Pumps,Acme,Proposal,900
Nuts,Bolt,Lead,100
Cams,Corda,Lead,50
,,,
Total,,,1050
,,,
Old list,,,
Deal,Company,Stage,Value
Rods,Delta,Won,70
"""
QUESTION = "header:deals.csv|deals"


def opened(data: bytes = DEALS) -> AppTest:
    """The Book page with this file open, and the line of its first sheet unfolded."""
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload("deals.csv", data).run()
    return unfolded(run)


def unfolded(run: AppTest) -> AppTest:
    run.session_state[f"sheet-0-{generation(run)}"] = True
    run.run()
    assert not run.exception
    return run


def generation(run: AppTest) -> int:
    return run.session_state["sentia.desk"].generation


def choose(run: AppTest, place: str) -> AppTest:
    run.text_input(key=f"sheet-0-{generation(run)}-place").set_value(place).run()
    assert not run.exception
    return run


def line(run: AppTest) -> str:
    return next(box.label for box in run.expander if box.label.startswith("**deals**"))


def said(run: AppTest) -> str:
    return " ".join(caption.value for caption in run.caption)


def test_a_sheet_stands_on_one_line_with_what_it_was_used_for_its_header_and_its_rows() -> None:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload("deals.csv", DEALS[: DEALS.index(b"Old")]).run()
    assert line(run) == "**deals** · opportunities · 3 rows · header in row 3 · 4 skipped"
    assert not run.text_input  # folded until it is asked for


def test_unfolded_it_says_what_was_skipped_and_shows_the_first_rows_with_the_header_marked() -> None:
    run = opened(DEALS[: DEALS.index(b"Old")])
    assert "Skipped: 1 row above the header in row 1, 2 blank rows, 1 total in row 8." in said(run).replace(
        "\\", ""
    )
    shown = next(frame.value for frame in run.dataframe if "Row" in frame.value)
    assert shown["Row"].tolist()[:4] == ["1", "2", "3 · header", "4"]
    assert shown["A"].tolist()[:4] == ["Pipeline 2026", "", "Deal", "Pumps"]


def test_each_table_of_a_sheet_is_shown_with_its_own_rows() -> None:
    run = opened()
    assert line(run) == "**deals** · opportunities · 4 rows · headers in rows 3 and 11 · 7 skipped"
    assert [text.value for text in run.markdown if text.value.startswith("**A")] == [
        "**A1:D9** · opportunities · 3 rows · header in row 3 · 5 skipped",
        "**A10:D12** · opportunities · 1 row · header in row 11 · 1 skipped",
    ]


@pytest.mark.parametrize(("place", "deals"), [("11", ["Rods"]), ("A3:D5", ["Pumps", "Nuts"])])
def test_another_header_row_or_range_is_used_at_once(place: str, deals: list[str]) -> None:
    run = choose(opened(), place)
    book = run.session_state["sentia.desk"].book
    assert book.opportunities["name"].tolist() == deals
    assert book.answers[QUESTION] == place
    assert run.text_input(key=f"sheet-0-{generation(run)}-place").value == place  # still unfolded


def test_a_correction_can_be_taken_back() -> None:
    run = choose(opened(), "11")
    run.button(key=f"sheet-0-{generation(run)}-found").click().run()
    assert len(run.session_state["sentia.desk"].book.opportunities) == 4


def test_a_place_that_is_none_gets_one_sentence_and_changes_nothing() -> None:
    run = choose(opened(), "900")
    assert ["ends in D12, so 900 is outside it" in error.value.replace("\\", "") for error in run.error] == [True]
    assert len(run.session_state["sentia.desk"].book.opportunities) == 4
    assert not choose(run, "11").error


def test_leaving_the_only_sheet_alone_gets_one_sentence_and_changes_nothing() -> None:
    run = opened()
    run.button(key=f"sheet-0-{generation(run)}-leave").click().run()
    assert ["left alone" in error.value for error in run.error] == [True]
    assert len(run.session_state["sentia.desk"].book.opportunities) == 4


def test_a_sheet_whose_rows_are_edited_is_not_read_anew_before_the_edits_are_taken_back() -> None:
    run = opened()
    desk = run.session_state["sentia.desk"]
    object.__setattr__(desk, "book", desk.book.edit("opportunities", "deals.csv|deals|4", amount=950))
    choose(run, "11")
    assert ["take them back with Undo first" in error.value for error in run.error] == [True]
    assert run.session_state["sentia.desk"].book.opportunities["amount"].tolist()[0] == 950


def test_a_sheet_left_alone_says_why_on_its_line() -> None:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    plan = ("plan.csv", b"Region,Jan,Feb,Mar\nNorth,1,2,3\nSouth,2,3,4\n", "text/csv")
    run.file_uploader[0].set_value([("deals.csv", DEALS, "text/csv"), plan]).run()
    lines = [box.label.replace("\\", "") for box in run.expander]
    assert "**plan.csv: plan** · left alone: a cross-tab of months by region, not a list of records" in lines
