"""Whatever nobody foresaw ends in one sentence, with its trace in the log and the open book as it was."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import sentia.__main__ as command_line
from sentia.errors import BadQuestion, Unforeseen, foreseen
from sentia.ui import results, standing, state

ROOT = Path(__file__).parents[2]
FIRST_DAY = str(ROOT / "sample_data" / "first_day.xlsx")


def fall(*_: object, **__: object) -> None:
    raise ZeroDivisionError("of a kind that nobody thought of")


def page(name: str) -> AppTest:
    return AppTest.from_file(ROOT / "pages" / f"{name}.py", default_timeout=30)


def opened_deals() -> AppTest:
    deals = b"Company,Deal,Stage,Amount\nOrrin Mill,Loom,Proposal,24000\n"
    return page("book").run().file_uploader[0].upload("mine.csv", deals).run()


def test_a_refusal_goes_through_in_its_own_words_and_is_no_trace(unforeseen: list[str]) -> None:
    with pytest.raises(BadQuestion, match="no such day"), foreseen("planning"):
        raise BadQuestion("There is no such day.")
    assert unforeseen == []


def test_an_error_becomes_one_sentence_and_its_trace_is_logged(unforeseen: list[str]) -> None:
    said = r"while planning \(ZeroDivisionError, test_unforeseen.py line \d+\)"
    with pytest.raises(Unforeseen, match=said), foreseen("planning"):
        fall()
    assert "nobody thought of" in unforeseen.pop()


def test_on_the_command_line_it_is_one_line_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture, unforeseen: list[str]
) -> None:
    monkeypatch.setattr(command_line, "plan_day", fall)
    assert command_line.main(["day", FIRST_DAY, "--on", "2026-11-23"]) == 2
    said = capfd.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "ZeroDivisionError" in said.err
    unforeseen.clear()


def test_a_file_whose_opening_fails_leaves_the_open_book(
    monkeypatch: pytest.MonkeyPatch, unforeseen: list[str]
) -> None:
    run = opened_deals()
    monkeypatch.setattr(state, "read_book", fall)
    run.file_uploader[0].upload("other.csv", b"Company\nPeel Works\n").run()
    assert ["opening other.csv" in error.value for error in run.error] == [True]
    assert [source.name for source in run.session_state[state.KEY].book.sources] == ["mine.csv"]
    assert len(unforeseen) == 1
    unforeseen.clear()


@pytest.mark.parametrize(
    ("name", "module", "step"), [("today", results, "plan_day"), ("follow_ups", standing, "coverage_of")]
)
def test_a_page_that_cannot_be_drawn_says_so_and_the_next_one_has_the_book(
    monkeypatch: pytest.MonkeyPatch, unforeseen: list[str], name: str, module: object, step: str
) -> None:
    mine = opened_deals().session_state[state.KEY]
    monkeypatch.setattr(module, step, fall)
    run = page(name)
    run.session_state[state.KEY] = mine
    run.run()
    assert ["while showing this page" in error.value for error in run.error] == [True]
    assert len(run.exception) == 0
    assert run.session_state[state.KEY] is mine
    assert len(unforeseen) == 1
    unforeseen.clear()


def test_a_tap_that_fails_changes_nothing_and_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, unforeseen: list[str]
) -> None:
    run = page("today").run()
    first = run.subheader[0].value
    monkeypatch.setattr(state, "put", fall)
    run.button(key="skip").click().run()
    assert run.subheader[0].value == first
    assert ["while doing this" in error.value for error in run.error] == [True]
    assert len(unforeseen) == 1
    unforeseen.clear()


def test_a_workbook_that_cannot_be_put_together_is_a_sentence_in_its_place(
    monkeypatch: pytest.MonkeyPatch, unforeseen: list[str]
) -> None:
    run = opened_deals()
    monkeypatch.setattr("sentia.workbook.writing.workbook_bytes", fall)
    run.button(key="make-mine.csv").click().run()
    assert ["while putting the workbook together" in warning.value for warning in run.warning] == [True]
    assert len(unforeseen) == 1
    unforeseen.clear()
