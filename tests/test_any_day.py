"""Sentia works on any day: a weekend, a leap day, another zone's year end, an hour that never was, a holiday."""

from itertools import cycle
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from clocks import at, drawn, moment
from streamlit.testing.v1 import AppTest

import sentia
from sentia.__main__ import main
from sentia.ui.state import KEY

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
CLOCKS = {
    "a Saturday": "2026-11-28",
    "a leap day": "2028-02-29",
    "the last hours of a year": "2026-12-31T22:30 Pacific/Auckland",
    "an hour that daylight saving skips": "2027-03-28T02:30 Europe/Berlin",
    "a holiday": "2026-12-25T10:15 America/New_York",
}
BOOKS = {
    "no date": "Company,Contact,Deal,Stage,Amount\nOrrin Mill,Ada Brook,Loom,Proposal,18000\n"
    "Peel Works,Cy Dunn,Belts,Lead,\n",
    "dates ahead only": "Company,Deal,Stage,Amount,Expected close\nOrrin Mill,Loom,Proposal,18000,2040-06-01\n",
    "a day long past": "Customer,Order date,Amount\nOrrin Mill,1999-12-31,100\nOrrin Mill,2000-02-29,110\n",
}


@pytest.fixture(params=CLOCKS.values(), ids=CLOCKS)
def clock(request: pytest.FixtureRequest):
    with at(request.param):
        yield


@pytest.fixture(params=BOOKS, ids=lambda name: name.replace(" ", "-"))
def text(request: pytest.FixtureRequest) -> str:
    return BOOKS[request.param]


def opened(text: str) -> AppTest:
    """The book page with this file dropped onto it."""
    run = AppTest.from_file(ROOT / "pages" / "book.py", default_timeout=30).run()
    return run.file_uploader[0].upload("mine.csv", text.encode()).run()


def page_of(page: Path, state: object) -> AppTest:
    run = AppTest.from_file(page, default_timeout=30)
    run.session_state[KEY] = state
    return run.run()


@pytest.mark.parametrize(("when", "name"), [*zip(CLOCKS, cycle(BOOKS))])  # each moment, each book
def test_a_book_has_its_pages_on_any_day(when: str, name: str) -> None:
    with at(CLOCKS[when]):
        book = opened(BOOKS[name])
        assert not book.exception
        for page in PAGES:
            run = page_of(page, book.session_state[KEY])
            assert not run.exception, page.stem
            assert run.title


def test_a_tab_left_open_says_that_its_day_is_over_and_goes_on(text: str) -> None:
    with at("2026-11-26"):
        left = opened(text).session_state[KEY]
    with at("2026-11-28"):
        run = page_of(ROOT / "pages" / "today.py", left)
        assert not run.exception
        if left.on == pd.Timestamp("2026-11-26"):
            assert "This day is over; today is Saturday, 28 November 2026." in [c.value for c in run.caption]
            next(b for b in run.button if b.label == "Plan the next working day").click().run()
            assert run.title[0].value == "Monday, 30 November"
            assert "No working time is left today" in " ".join(caption.value for caption in run.caption)


def test_the_command_line_answers_on_any_day(
    clock: None, text: str, tmp_path: Path, capfd: pytest.CaptureFixture
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text)
    for command in ("day", "gaps", "score", "check"):
        assert main([command, str(path)]) == 0, command
        said = capfd.readouterr()
        assert said.out
        assert said.err == ""


def test_the_main_job_is_done_on_any_day(clock: None, tmp_path: Path) -> None:
    mine, out = tmp_path / "mine.csv", tmp_path / "out.xlsx"
    mine.write_text(BOOKS["no date"])
    book = sentia.read_book(mine)
    edited = book.edit("opportunities", book.opportunities.index[1], amount=7_500.0)
    on = pd.Timestamp.now()
    sentia.write_workbook(edited, out, day=sentia.plan_day(edited, on), gaps=sentia.follow_up_gaps(edited, on))
    assert "Sentia day" in openpyxl.load_workbook(out).sheetnames
    assert sentia.read_book([mine, out]).opportunities["amount"].tolist() == [18_000.0, 7_500.0]


def test_a_run_draws_its_own_moment_and_the_same_one_again() -> None:
    drawn_once = {seed: drawn(seed) for seed in ("46f790f", "5821713", "85fcf36")}
    assert len(set(drawn_once.values())) == 3
    assert drawn_once == {seed: drawn(seed) for seed in drawn_once}
    assert all(2020 <= moment(text).year < 2040 for text in drawn_once.values())
