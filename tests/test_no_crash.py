"""Books that nobody thought of: lists of one shape without ids, an owner with nothing due, sums beyond belief."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import sentia
from sentia.book.book import Book
from sentia.book.origin import Source
from sentia.errors import BadQuestion, CannotEdit
from sentia.ui import state
from sentia.workbook.from_files import check

ROOT = Path(__file__).parents[1]
ON = "2026-11-23"


def book_of(**files: str) -> Book:
    return sentia.read_book([Source(f"{name}.csv", text.encode()) for name, text in files.items()])


def test_the_lists_of_two_reps_without_ids_or_companies_are_all_read() -> None:
    book = book_of(
        ann="Project,Phase,Value\nSilo,Offer,800\nKiln,Lost,40\n", bo="Project,Phase,Value\nPress,Offer,900\n"
    )
    assert sorted(book.opportunities["name"]) == ["Kiln", "Press", "Silo"]
    assert len(sentia.plan_day(book, ON).actions)


def test_of_two_months_with_the_same_projects_all_rows_stay_until_the_rep_says_which_is_later() -> None:
    october, november = "Project,Phase\nSilo,Offer\nKiln,Offer\n", "Project,Phase\nSilo,Won\nKiln,Offer\n"
    book = book_of(october=october, november=november)
    assert len(book.opportunities) == 4
    assert any("which is the later" in question["question"].lower() for question in book.understanding.questions)


def test_an_owner_with_nothing_due_has_no_gaps_full_coverage_and_all_pages() -> None:
    book = book_of(
        deals="Deal,Company,Stage,Amount,Created,Owner\nHoist,Ribble Yard,Proposal,70,2026-10-05,Cato\n",
        people="Name,Company,Email,Owner\nMia Falk,Ribble Yard,mia@ribble.example,Dora\n",
    )
    assert "Hoist" not in " ".join(sentia.follow_up_gaps(book, ON, owner="Dora")["because"])
    assert len(sentia.coverage(book, ON, owner="Dora")) == 1
    for page in sorted((ROOT / "pages").glob("*.py")):
        run = AppTest.from_file(page, default_timeout=30)
        run.session_state[state.KEY] = state.Open(book, pd.Timestamp(ON), "Dora", generation=1)
        run.run()
        assert not run.error, page.stem


@pytest.mark.parametrize("amount", ["1e25", "1E+100", "-1e99", "9" * 40, "5e15"])
def test_an_amount_beyond_all_money_is_a_fault_of_its_cell_and_the_rest_is_planned(amount: str) -> None:
    book = book_of(deals=f"Company,Deal,Stage,Amount\nOrrin,Loom,Proposal,{amount}\nPeel,Belts,Proposal,4000\n")
    assert [(fault["row"], fault["column"], fault["found"]) for fault in check(book)["faults"]] == [
        (2, "D", amount)
    ]
    day = sentia.plan_day(book, ON)
    assert (day.actions["gain"].dropna() < 4_000).all()


def test_such_an_amount_is_refused_when_typed_and_from_python() -> None:
    book = book_of(deals="Company,Deal,Stage,Amount\nOrrin,Loom,Proposal,300\n")
    with pytest.raises(CannotEdit, match="no number below"):
        book.edit("opportunities", book.opportunities.index[0], amount=1e25)
    with pytest.raises(BadQuestion, match="a value of amount is no number below"):
        sentia.make_book(orders=pd.DataFrame({"account_id": ["Orrin"], "amount": [1e100]}))
