"""The Book page at one glance: what is in it, what is asked, what each column was taken for, what is missing."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 30
DEALS = b"""Deal,Company,Stage,Amount,List total,Currency
Pumps,Acme,Proposal,900,1000,USD
Nuts,Bolt,Lead,soon,120,USD
Cams,Corda,Won,50,60,EUR
"""


def opened(data: bytes = DEALS, name: str = "deals.csv") -> AppTest:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    return uploaded(run, data, name)


def uploaded(run: AppTest, data: bytes = DEALS, name: str = "deals.csv") -> AppTest:
    run.file_uploader[0].upload(name, data).run()
    assert not run.exception
    return run


def book_of(run: AppTest):
    return run.session_state["sentia.desk"].book


def unfolded(run: AppTest) -> AppTest:
    run.session_state[f"sheet-0-{run.session_state['sentia.desk'].generation}"] = True
    return run.run()


def columns(run: AppTest) -> pd.DataFrame:
    return next(editor.value for editor in run.data_editor if "Taken as" in editor.value)


def texts(run: AppTest) -> str:
    return " ".join(element.value for element in (*run.markdown, *run.caption)).replace("\\", "")


def test_what_is_in_the_book_stands_in_one_line() -> None:
    assert "**3 opportunities: 2 open, 1 won, none lost · 3 accounts**" in texts(opened())


def test_a_rate_is_typed_taken_at_once_and_shown() -> None:
    run = opened()
    assert "Until you say, 1 deal in EUR has no price." in texts(run)
    asked = next(field for field in run.text_input if "worth in USD" in field.label)
    before = book_of(run).base
    asked.set_value("1,1").run()
    assert book_of(run).answers["rate:EUR/USD"] == "1,1"
    assert book_of(run).base is before  # nothing was read again
    assert "has no price" not in texts(run)


@pytest.mark.parametrize("said", ["cheap", "0", "1,234"])
def test_a_rate_that_is_none_gets_one_sentence_and_changes_nothing(said: str) -> None:
    run = opened()
    next(field for field in run.text_input if "worth in USD" in field.label).set_value(said).run()
    assert not run.exception
    assert [error.value.replace("\\", "").startswith("EUR in USD: ") for error in run.error] == [True]
    assert book_of(run).answers == {}


def test_every_column_says_what_it_was_taken_for_how_sure_and_why() -> None:
    shown = columns(unfolded(opened())).set_index("Header")
    assert shown["Taken as"].to_dict() == {
        "Deal": "Deal: name",
        "Company": "Account: name",
        "Stage": "Deal: stage",
        "Amount": "Deal: amount",
        "List total": "left alone",
        "Currency": "Deal: currency",
    }
    assert shown.loc["Amount", "How sure"] == "sure"
    assert shown.loc["List total", "How sure"] == ""
    assert (shown["Why"] != "").all()


def choosing() -> None:
    """A page that opens two files of one shape; in the first one a column is chosen as on the Book page."""
    import streamlit as st

    from sentia.book.origin import Source
    from sentia.ui import columns, progress, state

    state.open_files([Source("deals.csv", st.session_state["data"])])
    sheet = state.opened().book.understanding.sheets[0]
    for position, chosen in st.session_state["choices"]:
        state.remember("grid", {"edited_rows": {position: {"Taken as": chosen}}})
        columns._take("grid", sheet, sheet["every_column"], columns._words(sheet["kind"]))
        progress.do_what_waits()
    columns.show_trouble("grid")
    st.session_state["first"] = state.opened().book
    state.open_files([Source("december.csv", st.session_state["data"])])


def chosen(*choices: tuple[int, str]) -> AppTest:
    run = AppTest.from_function(choosing, default_timeout=SECONDS)
    run.session_state["data"], run.session_state["choices"] = DEALS, choices
    run.run()
    assert not run.exception
    return run


def test_a_column_taken_for_something_else_is_read_at_once_and_so_is_the_next_file_of_its_shape() -> None:
    run = chosen((4, "Deal: amount"))
    assert run.session_state["first"].opportunities["amount"].tolist() == [1000, 120, 60]
    assert book_of(run).opportunities["amount"].tolist() == [1000, 120, 60]
    (note,) = book_of(run).understanding.sheets[0]["notes"]
    assert note == "One column is taken as you said of an earlier file with the same columns: List total."


def test_a_column_is_left_alone_and_taken_back() -> None:
    assert chosen((3, "left alone")).session_state["first"].opportunities["amount"].isna().all()
    back = chosen((3, "left alone"), (3, "as it was found"))
    assert back.session_state["first"].opportunities["amount"].tolist()[0] == 900


def test_two_columns_for_one_thing_get_one_sentence_and_change_nothing() -> None:
    run = chosen((4, "Deal: amount"), (3, "Deal: amount"))
    assert ["cannot both be" in error.value for error in run.error] == [True]
    assert run.session_state["first"].opportunities["amount"].tolist() == [1000, 120, 60]


def test_a_choice_that_says_nothing_is_none() -> None:
    assert chosen((0, "something odd")).session_state["first"].answers == {}


def test_cells_that_could_not_be_read_stand_in_a_table_with_their_place() -> None:
    run = opened()
    faults = next(frame.value for frame in run.dataframe if "Wanted" in frame.value)
    assert faults.iloc[0][["Sheet", "Row", "Column", "Found"]].tolist() == ["deals", 3, "D", "soon"]
    assert "Cells that could not be read · 1" in [box.label for box in run.expander]


def test_what_would_help_is_one_list() -> None:
    run = opened()
    assert any(box.label.startswith("What would make the answers better · ") for box in run.expander)
    assert "**No calls, mails or visits are logged**: a silence of 14 days is assumed for an open deal" in texts(
        run
    )


def test_a_book_of_the_reps_own_folds_the_place_to_open_another() -> None:
    assert "Open another file, or add one" in [box.label for box in opened().expander]


def test_a_file_that_cannot_be_read_gets_its_sentence_in_sight() -> None:
    run = uploaded(opened(), b"\x89PNG\r\n\x1a\n1234", "photo.png.csv")
    assert len(run.error) == 1
    assert book_of(run).sources[0].name == "deals.csv"
