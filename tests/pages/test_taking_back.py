"""The Book page hands each file back with a receipt, and says what is kept where."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sentia.ui import state

ROOT = Path(__file__).parents[2]
SECONDS = 60
DEALS = b"Opportunity ID,Deal,Company,Stage,Amount\nO-1,Pumps,Acme,Proposal,900\nO-2,Nuts,Bolt,Lead,100\n"


@pytest.fixture
def opened() -> AppTest:
    """The Book page with two deals of a csv."""
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload("deals.csv", DEALS).run()
    assert not run.exception
    return run


def said(run: AppTest) -> str:
    return " ".join(caption.value for caption in run.caption).replace("\\", "")


def labels(run: AppTest) -> list[str]:
    return [button.label for button in run.get("download_button") if button.label.startswith("Take")]


def made(run: AppTest, asking: str = "Take it with your changes") -> AppTest:
    next(button for button in run.button if button.label == asking).click().run()
    assert not run.exception
    return run


def edited(run: AppTest, **values) -> AppTest:
    desk = run.session_state[state.KEY]
    run.session_state[state.KEY] = type(desk)(
        **{**vars(desk), "book": desk.book.edit("opportunities", "O-1", **values)}
    )
    run.run()
    assert not run.exception
    return run


def test_before_anything_is_changed_there_is_nothing_to_take_but_the_plan(opened: AppTest) -> None:
    assert "Nothing is changed yet" in said(opened)
    assert labels(opened) == []
    made(opened, "Take it with the plan of this day")
    assert labels(opened) == ["Take back deals with Sentia.xlsx"]
    assert "4 sheets added" in said(opened)


def test_the_receipt_says_what_changed_and_what_is_kept_where(opened: AppTest) -> None:
    run = made(edited(opened, amount=950, next_step="call Ann"))
    assert labels(run) == ["Take back deals with Sentia.xlsx", "Take deals.csv alone"]
    assert "1 cell changed, 4 sheets added." in said(run)
    assert "Kept on the sheet Sentia additions, for want of a cell: next step of Pumps." in said(run)


def test_the_plan_stays_away_where_it_is_not_wanted(opened: AppTest) -> None:
    run = edited(opened, amount=950)
    next(toggle for toggle in run.toggle if toggle.label.startswith("Add the plan")).set_value(False).run()
    made(run)
    assert "1 cell changed, 1 sheet added." in said(run)


def test_an_edit_waits_for_no_workbook_and_the_one_made_before_it_is_not_offered_again(opened: AppTest) -> None:
    run = edited(opened, amount=950)
    assert labels(run) == []
    assert "1 cell changed" not in said(run)
    assert labels(made(run)) == ["Take back deals with Sentia.xlsx", "Take deals.csv alone"]
    assert labels(run.run()) == ["Take back deals with Sentia.xlsx", "Take deals.csv alone"]
    assert labels(edited(run, amount=960)) == []
    assert "1 cell changed, 4 sheets added." in said(made(run))


def test_of_several_files_each_is_made_by_itself(opened: AppTest) -> None:
    next(toggle for toggle in opened.toggle if toggle.label.startswith("Keep what is open")).set_value(True).run()
    opened.file_uploader[0].upload("people.csv", b"Contact,Company,Email\nAnn Fox,Acme,ann@acme.example\n").run()
    made(opened, "Take people.csv with the plan of this day")
    assert labels(opened) == ["Take back people with Sentia.xlsx"]
    made(opened, "Take deals.csv with the plan of this day")
    assert len(labels(opened)) == 2
