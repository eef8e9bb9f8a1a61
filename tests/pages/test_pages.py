"""Every page runs alone, on the sample and on odd books, and shows what a rep looks for first."""

from pathlib import Path

import pytest
from panel import saved
from streamlit.testing.v1 import AppTest

from sentia.day.day import plan_day
from sentia.ui.state import first_visit

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "pages").glob("*.py"))
SECONDS = 30


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_runs_alone(page: Path) -> None:
    run = AppTest.from_file(page, default_timeout=SECONDS).run()
    assert not run.exception
    assert run.title


def test_the_first_visit_shows_the_sample_on_its_own_day_and_says_so() -> None:
    run = AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS).run()
    assert run.title[0].value.startswith("Monday, 23 November")  # the year too, where it is not this one
    assert any("sample territory" in text.value for text in run.markdown)


def test_today_opens_with_one_thing_to_do_its_minutes_its_gain_and_its_reason() -> None:
    run = AppTest.from_file(ROOT / "pages/today.py", default_timeout=SECONDS).run()
    assert run.caption[1].value.startswith("NOW · 9:30")  # after the sales team meeting
    assert run.subheader[0].value
    assert "minutes move" in run.metric[0].label
    assert run.metric[0].value.startswith("$")


def test_every_total_on_today_equals_its_lines() -> None:
    run = AppTest.from_file(ROOT / "pages/today.py", default_timeout=SECONDS).run()
    lines = run.dataframe[0].value["Moves"].sum()
    day = plan_day(first_visit().book, "2026-11-23")
    assert day.actions["gain"].sum() == pytest.approx(lines)
    assert run.metric[1].value == f"${day.actions['gain'].sum():,.0f}"


def test_a_line_done_leaves_the_day_and_is_counted_as_done() -> None:
    run = AppTest.from_file(ROOT / "pages/today.py", default_timeout=SECONDS).run()
    first = run.subheader[0].value
    saved(run, "Talked")
    assert not run.exception
    assert run.subheader[0].value != first
    assert any(box.label == "Done today: 1" for box in run.expander)


def test_a_skipped_line_is_gone_for_the_day() -> None:
    run = AppTest.from_file(ROOT / "pages/today.py", default_timeout=SECONDS).run()
    first = run.subheader[0].value
    run.button(key="skip").click().run()
    assert run.subheader[0].value != first


def test_a_book_opens_in_place_of_the_sample() -> None:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    deals = b"Company,Deal,Stage,Amount\nAcme,Press line,Proposal,24000\nBirch,Spares,Closed Won,9000\n"
    run.file_uploader[0].upload("mine.csv", deals).run()
    assert not run.exception
    assert "1 open, 1 won, none lost" in run.markdown[0].value
    assert run.caption[0].value == "mine.csv"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("empty.csv", b""),
        ("half.xlsx", b"PK\x03\x04" + bytes(300)),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(name: str, data: bytes) -> None:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload(name, data).run()
    assert not run.exception
    assert [name in error.value for error in run.error] == [True]
    assert "territory.xlsx" in run.caption[0].value
