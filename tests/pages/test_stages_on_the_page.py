"""The Book page shows what each stage means, and takes the rep's word on it at once."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from sentia.book.book import Book
from sentia.book.checks import settled

ROOT = Path(__file__).parents[2]
SECONDS = 60
DEALS = b"""Deal,Company,Stage,Amount
Pumps,Acme,A. Lead,900
Nuts,Bolt,B. Blue,100
Cams,Corda,C. Waiting for legal,50
Rods,Delta,Won,70
"""


def opened() -> AppTest:
    """The Book page with this file open, and its stages unfolded."""
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload("deals.csv", DEALS).run()
    run.session_state[f"stages-{generation(run)}"] = True
    run.run()
    assert not run.exception
    return run


def generation(run: AppTest) -> int:
    return run.session_state["sentia.desk"].generation


def book(run: AppTest) -> Book:
    return run.session_state["sentia.desk"].book


def grid(run: AppTest):
    return next(editor for editor in run.data_editor if "Stands" in editor.value)


def test_the_stages_stand_in_order_with_deals_outcome_turn_and_reason() -> None:
    shown = grid(opened()).value
    assert shown["Stage"].tolist() == ["A. Lead", "B. Blue", "C. Waiting for legal", "Won"]
    assert shown["Stands"].tolist() == ["open", "open", "open", "won"]
    assert shown["Turn"].tolist()[:3] == ["ours", "ours", "their lawyers'"]
    assert shown["Why"].tolist()[2] == "its words: “legal”; turn by “legal”"


def test_one_line_says_how_many_there_are() -> None:
    run = opened()
    assert "What the stages mean · 4" in [box.label for box in run.expander]


def test_lost_deals_that_are_missing_stand_among_what_would_help() -> None:
    run = opened()
    said = " ".join(text.value for text in run.markdown).replace("\\", "")
    assert "Lost deals are not in this file (1 won, none lost)" in said


def correcting() -> None:
    """A page that opens a file and takes what is chosen in its table of stages, as the Book page does."""
    import streamlit as st

    from sentia.book.origin import Source
    from sentia.ui import stages, state

    state.open_files([Source("deals.csv", st.session_state["data"])])
    state.put_book(state.opened().book.edit("opportunities", "deals.csv|deals|2", amount=950))
    for label, values in st.session_state["choices"]:
        table = state.opened().book.stages
        state.remember("grid", {"edited_rows": {table.index.get_loc(label): values}})
        stages._take("grid", table)
    stages.show_stages(state.opened())


def corrected(*choices: tuple[str, dict]) -> AppTest:
    run = AppTest.from_function(correcting, default_timeout=SECONDS)
    run.session_state["data"], run.session_state["choices"] = DEALS, choices
    run.session_state["stages-1"] = True
    run.run()
    assert not run.exception
    return run


def test_a_stage_said_to_be_won_moves_its_deals_at_once_and_edits_stay() -> None:
    run = corrected(("B. Blue", {"Stands": "won"}))
    assert book(run).answers == {"stage:B. Blue": "won"}
    assert book(run).opportunities["status"].tolist() == ["open", "won", "open", "won"]
    assert book(run).opportunities["amount"].tolist()[0] == 950
    assert grid(run).value.set_index("Stage").loc["B. Blue", ["Stands", "Why"]].tolist() == ["won", "as you said"]
    assert [button.label.replace("\\", "") for button in run.button] == ["B. Blue: as found"]


def test_two_choices_about_one_stage_add_up_and_are_taken_back_together() -> None:
    choices = (("B. Blue", {"How far": "quote"}), ("B. Blue", {"Turn": "theirs"}))
    run = corrected(*choices)
    assert book(run).answers == {"stage:B. Blue": "quote, them"}
    assert grid(run).value.set_index("Stage").loc["B. Blue", ["How far", "Turn"]].tolist() == ["quote", "theirs"]
    back = corrected(*choices, ("B. Blue", {"Stands": "lost"}), ("B. Blue", {"Stands": "open"}))
    assert book(back).answers == {"stage:B. Blue": "open"}


def test_a_stage_put_elsewhere_stands_there() -> None:
    assert grid(corrected(("C. Waiting for legal", {"Place": 1}))).value["Stage"].tolist()[:2] == [
        "C. Waiting for legal",
        "A. Lead",
    ]


def test_a_button_takes_a_correction_back() -> None:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload("deals.csv", DEALS).run()
    desk = run.session_state["sentia.desk"]
    object.__setattr__(desk, "book", settled(desk.book, "stage:B. Blue", "won"))
    run.session_state[f"stages-{generation(run)}"] = True
    run.run()
    run.button(key=f"stages-{generation(run)}-back-B. Blue").click().run()
    assert book(run).answers == {}
    assert book(run).opportunities["status"].tolist() == ["open", "open", "open", "won"]
