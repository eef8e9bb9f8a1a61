"""From a rep's workbook to a day and back: what is edited moves the day, is in the file, and nothing else is."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import sentia
from sentia.errors import CannotEdit

SAMPLES = Path(__file__).parents[1] / "sample_data"
ON = "2026-11-23"


@pytest.fixture(scope="module")
def territory():
    return sentia.read_book(SAMPLES / "territory.xlsx", trusted=True)


@pytest.fixture(scope="module")
def its_day(territory):
    return sentia.plan_day(territory, ON)


@pytest.fixture(scope="module")
def its_cells(territory):
    return cells_of(territory.sources[0].data)


def rewritten(book) -> tuple[bytes, bytes]:
    out = BytesIO()
    sentia.write_workbook(book, out)
    return book.sources[0].data, out.getvalue()


def cells_of(data: bytes) -> dict[tuple[str, str], object]:
    sheets = openpyxl.load_workbook(BytesIO(data), read_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def differing_parts(before: bytes, after: bytes) -> list[str]:
    old, new = (zipfile.ZipFile(BytesIO(data)) for data in (before, after))
    assert old.namelist() == new.namelist()
    return [name for name in old.namelist() if old.read(name) != new.read(name)]


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"amount": 190_000.0}, "amount"),
        ({"stage": "Closed lost"}, "stage"),
        ({"next_step": "Send the security paper", "next_step_on": pd.Timestamp(ON)}, "next_step"),
    ],
)
def test_an_edit_moves_the_day_at_once_and_is_all_that_differs_in_the_workbook(
    territory, its_day, its_cells, change, cell
) -> None:
    deal = "OPP-0702"  # $54,600 at Otterburn Brewing, Qualified, quiet for 17 days
    edited = territory.edit("opportunities", deal, **change)
    both = [pd.concat([day.actions, day.left_out]) for day in (its_day, sentia.plan_day(edited, ON))]
    said = [set(day.loc[day["opportunity_id"] == deal, "because"]) for day in both]
    assert said[0] != said[1]

    before, after = rewritten(edited)
    its_cells_now = cells_of(after)
    assert its_cells.keys() <= its_cells_now.keys()
    changed = dict(its_cells_now.items() - its_cells.items())
    row = edited.cell("opportunities", edited.find("opportunities", deal), cell).row
    assert {(sheet, int(place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))) for sheet, place in changed} == {
        ("Opportunities", row)
    }
    assert set(changed.values()) == {
        v.to_pydatetime() if isinstance(v, pd.Timestamp) else v for v in change.values()
    }
    assert len(differing_parts(before, after)) <= 4  # the sheet, dependents on Summary, flags, one date style


def test_a_formula_is_never_overwritten() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Company", "Deal", "Stage", "Amount"])
    book.active.append(["Acme", "Press line", "Proposal", "=4*6000"])
    out = BytesIO()
    book.save(out)
    opened = sentia.read_book(out.getvalue())
    with pytest.raises(CannotEdit, match="formula"):
        opened.edit("opportunities", opened.opportunities.index[0], amount=5)


def test_undoing_every_edit_gives_the_same_day_and_the_same_file(territory) -> None:
    edited = territory.edit("opportunities", "OPP-0702", amount=1.0).edit(
        "opportunities", "OPP-0702", stage="Demo"
    )
    undone = edited.undo().undo()
    assert undone.digest == territory.digest
    before, after = rewritten(undone)
    assert before == after


def test_the_arithmetic_of_every_line_adds_up(its_day) -> None:
    day = its_day
    per_hour = day.actions["gain"] / day.actions["expected_minutes"] * 60
    pd.testing.assert_series_equal(day.actions["return_per_hour"], per_hour, check_names=False)
    assert day.planned_gain == pytest.approx(day.actions["gain"].sum(), abs=0.2)
    assert day.planned_gain <= day.bound + 0.01
    assert day.bound <= day.planned_gain * 1.01
    slots = (day.actions["ends_at"] - day.actions["starts_at"]).dt.total_seconds() / 60
    assert slots.tolist() == day.actions["minutes"].tolist()
    assert day.actions["minutes"].sum() <= day.free_minutes
