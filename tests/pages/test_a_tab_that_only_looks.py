"""A workbook on disk on the pages: which tab writes it, and what is said where a change is refused or not kept."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sentia.ui import state, tabs
from sentia.workbook.disk import writer
from sentia.workbook.disk.place import Place
from sentia.workbook.disk.shelf import open_on_disk

ROOT = Path(__file__).parents[2]
SECONDS = 60
PAGES = ["today", "follow_ups", "book", "playbook"]
# What a tab may do that only looks: another view, another file, a draft, a download.
LOOKS = {
    *(
        "Plan from now",
        "Another day",
        "Copy",
        "Write here instead",
    ),
    *("Take it with the plan of this day", "Open in your mail program"),
}

CHOOSES = "pick-"  # a line of the day to be the card


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workbook that was named at the start, for the person at this machine."""
    path = Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", tmp_path / "mine.xlsx"))
    monkeypatch.setattr(sys, "argv", [str(tabs.APP), str(path)])
    monkeypatch.setattr(state, "why_not_here", lambda: "")
    yield path
    handle = writer._handles.pop(path, None)
    writer._writers.pop(path, None)
    if handle:
        handle.close()


def page(name: str = "today") -> AppTest:
    run = AppTest.from_file(ROOT / f"pages/{name}.py", default_timeout=SECONDS).run()
    assert not run.exception
    return run


def another_tab_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "is_alive", lambda session: True)
    writer.claim(Place(path), "the other tab", lambda session: True, by_force=True)


def tap(run: AppTest, label: str) -> AppTest:
    next(button for button in run.button if button.label == label).click()
    run.run()
    assert not run.exception
    return run


def said(run: AppTest) -> str:
    return " ".join(each.value for each in [*run.caption, *run.warning, *run.error]).replace("\\", "")


@pytest.mark.parametrize("name", PAGES)
def test_a_tab_that_only_looks_says_so_on_each_control_that_changes_the_book(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    another_tab_writes(path, monkeypatch)
    run = page(name)
    assert "mine.xlsx is written in another tab; this one only looks." in said(run)
    changing = [each for each in run.button if each.label not in LOOKS and not str(each.key).startswith(CHOOSES)]
    assert [button.label for button in changing if not button.disabled] == []
    assert {button.proto.help.replace("\\", "") for button in changing} <= {
        "mine.xlsx is written in another tab; this one only looks."
    }
    assert [button.label for button in run.button if button.label == "Write here instead"] == [
        "Write here instead"
    ]


def test_a_tap_after_another_tab_took_over_is_refused_in_words_and_moves_no_clock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = page()
    before = run.session_state[state.KEY]
    another_tab_writes(path, monkeypatch)
    tap(run, "Skip today")
    after = run.session_state[state.KEY]
    assert "Not taken: mine.xlsx is written in another tab; this one only looks." in said(run)
    assert (after.book, after.now, after.on) == (before.book, before.now, before.on)


def test_write_here_instead_takes_over_what_the_other_tab_did(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page()
    tap(first, "Skip today")
    done = first.session_state[state.KEY].book.journal.done
    another_tab_writes(path, monkeypatch)
    second = page()
    tap(second, "Write here instead")
    assert second.session_state[state.KEY].book.journal.done == done
    assert "1 change not saved yet, but kept safe" in said(second)
    tap(second, "Skip today")
    assert len(open_on_disk(path)[0].journal.done) == len(done) + 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.ENOSPC, "the disk is full; make room there"),
    ],
)
def test_what_the_disk_does_not_take_stays_in_this_tab_and_can_be_taken_and_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, reason: str
) -> None:
    def refused(*given: object) -> None:
        raise OSError(fault, os.strerror(fault))

    run = page()
    with monkeypatch.context() as broken:
        broken.setattr("sentia.workbook.disk.place._write_through", refused)
        tap(run, "Skip today")
        assert len(run.session_state[state.KEY].book.journal.done) == 1
        assert "mine.xlsx · 1 change not saved yet, and in this tab only" in said(run)
        assert f"Nothing can be written to the folder mine.xlsx.sentia: {reason}." in said(run)
        tap(run, "Save")
        assert len(run.session_state[state.KEY].book.journal.done) == 1
        assert path.read_bytes() == (ROOT / "sample_data" / "first_day.xlsx").read_bytes()
        tap(run, "Take the workbook")
        assert [each.label for each in run.get("download_button") if "mine" in each.label] == [
            "Take back mine.xlsx"
        ]
    tap(run, "Try again")
    assert "1 change not saved yet, but kept safe" in said(run)
    assert len(open_on_disk(path)[0].journal.done) == 1
    tap(run, "Save")
    assert "mine.xlsx · saved:" in said(run)


def test_a_folder_that_takes_nothing_opens_the_book_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def refused(folder: Path, *given: object, **named: object) -> None:
        if folder.name.endswith(".sentia"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        make(folder, *given, **named)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "mkdir", refused)
        run = page()
        assert run.session_state[state.KEY].on_disk.path == path
        tap(run, "Skip today")
        assert "1 change not saved yet, and in this tab only" in said(run)
        assert "the disk is read-only" in said(run)
        assert "Save" not in [button.label for button in run.button]
    tap(run, "Try again")
    assert "1 change not saved yet, but kept safe" in said(run)


def test_a_workbook_that_is_gone_is_said_and_nothing_that_is_open_is_lost(path: Path) -> None:
    run = page()
    tap(run, "Skip today")
    path.unlink()
    run.run()
    tap(run, "Read it again")
    assert len(run.session_state[state.KEY].book.journal.done) == 1
    assert "mine.xlsx: there is no such file; check the path." in said(run)


def test_what_is_in_this_tab_only_goes_over_a_file_that_changed_outside(path: Path) -> None:
    run = page("book")
    opened = run.session_state[state.KEY]
    key = opened.book.opportunities.index[0]
    only_here = opened.book.edit("opportunities", key, next_step="bring the samples")
    run.session_state[state.KEY] = replace(opened, book=only_here)
    path.write_bytes((ROOT / "sample_data" / "first_day.xlsx").read_bytes() + b"\0")
    run.run()
    tap(run, "Read it again")
    assert run.session_state[state.KEY].book.opportunities.at[key, "next_step"] == "bring the samples"
