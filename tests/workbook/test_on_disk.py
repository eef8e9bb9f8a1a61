"""A book on the rep's own disk: saved whole or not at all, never over somebody else's change, nothing lost."""

import contextlib
import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sentia.book.book import Book
from sentia.errors import CannotWrite, ChangedUnderneath, UnreadableFile
from sentia.playbook import Playbook
from sentia.workbook.disk import place as place_module
from sentia.workbook.disk.place import KEPT_BACKUPS, Place, read, replace_file
from sentia.workbook.disk.shelf import OnDisk, begin, keep, open_on_disk, save

STAMP = "2026-11-23 094105"
KILLS = 100
STEPS = 10  # of a save, at each of which the process may die; at the last it is through


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "my book.xlsx"
    target.write_bytes(workbook())
    return target


def workbook(press_line: int = 24_000) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Deals"
    sheet.append(["Deal ID", "Company", "Deal", "Stage", "Amount"])
    sheet.append(["D1", "Acme", "Press line", "Proposal", press_line])
    sheet.append(["D2", "Birch", "Spares", "Negotiation", 9_000])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def opened(path: Path) -> tuple[Book, OnDisk]:
    book, on_disk = open_on_disk(path)
    begin(book, on_disk)
    return book, on_disk


def amount(book: Book, deal: str = "D1") -> float:
    return book.opportunities.set_index("opportunity_id").at[deal, "amount"]


def test_a_save_writes_the_edit_into_the_file_and_keeps_the_old_one_as_a_backup(path: Path) -> None:
    before = path.read_bytes()
    book, on_disk = opened(path)
    on_disk, receipt = save(book.edit("opportunities", "D1", amount=30_000), on_disk, STAMP)
    assert receipt.changed_cells == 1
    assert openpyxl.load_workbook(path)["Deals"]["E2"].value == 30_000
    assert (on_disk.place.backups / f"{STAMP}.xlsx").read_bytes() == before


def test_undo_reaches_back_over_a_save_and_the_next_save_writes_what_is_left(path: Path) -> None:
    book, on_disk = opened(path)
    book = book.edit("opportunities", "D1", amount=30_000)
    on_disk, _ = save(book, on_disk, STAMP)
    on_disk, _ = save(book.undo(), on_disk, STAMP + "b")
    assert openpyxl.load_workbook(path)["Deals"]["E2"].value == 24_000


def test_a_crash_before_the_save_brings_the_edits_back_with_their_undo(path: Path) -> None:
    book, on_disk = opened(path)
    book = book.edit("opportunities", "D1", amount=30_000).edit("opportunities", "D2", amount=9_500)
    keep(book.undo(), on_disk)
    again, on_disk = open_on_disk(path)
    assert (amount(again), amount(again, "D2")) == (30_000, 9_000)
    assert amount(again.redo(), "D2") == 9_500
    assert on_disk.said == ("1 change that was not saved yet is back.",)
    assert amount(again.undo()) == 24_000


def test_a_crash_after_the_save_says_nothing_and_keeps_the_undo(path: Path) -> None:
    book, on_disk = opened(path)
    save(book.edit("opportunities", "D1", amount=30_000), on_disk, STAMP)
    again, on_disk = open_on_disk(path)
    assert (amount(again), on_disk.said, on_disk.is_saved(again)) == (30_000, (), True)
    assert amount(again.undo()) == 24_000


def test_answers_playbook_days_and_lines_of_the_log_survive_a_crash_too(path: Path) -> None:
    book, on_disk = opened(path)
    day = pd.Timestamp("2026-12-01")
    book = book.edit("opportunities", "D1", expected_close_on=day).with_playbook(Playbook(quote_days=(2, 5)))
    book = book.add("activities", kind="call", done_at=pd.Timestamp("2026-11-23 10:30"), opportunity_id="D1")
    keep(replace(book, answers={"owner": "everybody"}), on_disk)
    again, _ = open_on_disk(path)
    assert again.opportunities["expected_close_on"].iloc[0] == day
    assert again.playbook == Playbook(quote_days=(2, 5))
    assert again.answers["owner"] == "everybody"
    pd.testing.assert_frame_equal(again.activities, book.activities)


def test_a_file_changed_in_excel_is_never_overwritten(path: Path) -> None:
    book, on_disk = opened(path)
    book = book.edit("opportunities", "D2", amount=9_500)
    keep(book, on_disk)
    path.write_bytes(theirs := workbook(press_line=26_000))
    assert on_disk.is_changed
    with pytest.raises(ChangedUnderneath, match="was changed outside Sentia since it was opened"):
        save(book, on_disk, STAMP)
    assert path.read_bytes() == theirs


def test_read_again_shows_what_changed_in_excel_with_the_unsaved_edits_over_it(path: Path) -> None:
    book, on_disk = opened(path)
    keep(book.edit("opportunities", "D2", amount=9_500), on_disk)
    path.write_bytes(workbook(press_line=26_000))
    again, on_disk = opened(path)
    assert (amount(again), amount(again, "D2")) == (26_000, 9_500)
    assert on_disk.said[0].startswith("my book.xlsx was changed outside Sentia; your 1 change")
    save(again, on_disk, STAMP)
    assert openpyxl.load_workbook(path)["Deals"]["E3"].value == 9_500


def test_a_value_changed_here_and_in_excel_keeps_excels_and_is_listed(path: Path) -> None:
    book, on_disk = opened(path)
    keep(book.edit("opportunities", "D1", amount=30_000), on_disk)
    path.write_bytes(workbook(press_line=26_000))
    again, on_disk = open_on_disk(path)
    assert amount(again) == 26_000
    assert len(on_disk.said) == 2
    assert again.understanding.faults[-1]["found"] == "26000.0"


def test_a_row_made_here_is_made_again_over_a_changed_file(path: Path) -> None:
    book, on_disk = opened(path)
    keep(book.add("opportunities", name="Spare belts", account_id="Birch", amount=700.0, status="open"), on_disk)
    path.write_bytes(workbook(press_line=26_000))
    again, _ = open_on_disk(path)
    assert again.opportunities["name"].tolist() == ["Press line", "Spares", "Spare belts"]


def test_what_was_saved_and_then_changed_in_excel_is_simply_read(path: Path) -> None:
    book, on_disk = opened(path)
    save(book.edit("opportunities", "D1", amount=30_000), on_disk, STAMP)
    path.write_bytes(workbook(press_line=31_000))
    again, on_disk = open_on_disk(path)
    assert (amount(again), on_disk.said, again.journal.done) == (31_000, (), ())


@pytest.mark.parametrize("lock", ["~$my book.xlsx", ".~lock.my book.xlsx#"])
def test_a_workbook_open_in_excel_is_a_sentence_and_stays(path: Path, lock: str) -> None:
    book, on_disk = opened(path)
    before = path.read_bytes()
    path.with_name(lock).touch()
    with pytest.raises(CannotWrite, match="is open in (Excel|LibreOffice); close it there, then save again"):
        save(book.edit("opportunities", "D1", amount=30_000), on_disk, STAMP)
    assert path.read_bytes() == before


def test_a_file_that_windows_has_locked_is_a_sentence_and_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, on_disk = opened(path)
    before, replace_it = path.read_bytes(), os.replace

    def locked(source: Path, target: Path) -> None:
        if Path(target) == path:
            raise PermissionError(13, "The process cannot access the file", str(target))
        replace_it(source, target)

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(CannotWrite, match="is open elsewhere or protected; close it in Excel"):
        save(book.edit("opportunities", "D1", amount=30_000), on_disk, STAMP)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_a_csv_stays_and_the_workbook_beside_it_is_saved_and_opened_with_it(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Deal ID,Company,Deal,Stage,Amount\nD1,Acme,Press line,Proposal,24000\n")
    before = path.read_bytes()
    book, on_disk = opened(path)
    on_disk, _ = save(book.edit("opportunities", "D1", amount=30_000), on_disk, STAMP)
    written = sorted(p.name for p in tmp_path.iterdir() if p.is_file())
    again, _ = open_on_disk(path)
    assert amount(again) == 30_000
    assert not on_disk.is_changed
    assert (path.read_bytes() == before) == ("deals with Sentia.xlsx" in written)


def test_the_oldest_backups_are_let_go(path: Path) -> None:
    seen = read(path)[1]
    for number in range(KEPT_BACKUPS + 3):
        seen = replace_file(Place(path), workbook(press_line=number), seen, f"2026-11-23 {number:06}")
    names = sorted(p.name for p in Place(path).backups.iterdir())
    assert len(names) == KEPT_BACKUPS
    assert names[0] == "2026-11-23 000003.xlsx"


@pytest.mark.parametrize("text", ['{"version": 1, "done": 7', '{"version": 2, "steps": []}', "[]"])
def test_a_journal_that_cannot_be_read_makes_no_book_unreadable_and_is_kept_aside(path: Path, text: str) -> None:
    folder = Place(path).folder
    folder.mkdir()
    (folder / "journal.json").write_text(text)
    book, on_disk = opened(path)
    assert amount(book) == 24_000
    assert on_disk.said == (
        "my book.xlsx.sentia holds a journal that cannot be read. It is kept aside in my book.xlsx.sentia.",
    )
    assert (folder / "aside 1" / "journal.json").read_text() == text
    assert open_on_disk(path)[1].said == ()


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="none.xlsx: there is no such file; check the path"):
        open_on_disk(tmp_path / "none.xlsx")


@pytest.mark.parametrize("step", range(STEPS))
def test_a_save_that_is_cut_short_anywhere_leaves_the_old_or_the_new_file_and_every_edit(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    old = path.read_bytes()
    book, on_disk = opened(path)
    book = book.edit("opportunities", "D1", amount=30_000)
    keep(book, on_disk)
    _cut_short(monkeypatch, step)
    with contextlib.suppress(Cut):
        save(book, on_disk, STAMP)
    monkeypatch.undo()
    assert path.read_bytes() == old or openpyxl.load_workbook(path)["Deals"]["E2"].value == 30_000
    again, on_disk = opened(path)
    assert amount(again) == 30_000
    assert amount(again.undo()) == 24_000
    save(again, on_disk, STAMP + "b")
    assert openpyxl.load_workbook(path)["Deals"]["E2"].value == 30_000


class Cut(BaseException):
    """The moment the process dies: nothing after it runs."""


def _cut_short(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let the process die at this step of a save, if need be in the middle of writing a file."""
    left = [step]

    def dying(done: Callable) -> Callable:
        def run(*given: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Cut
            return done(*given)

        return run

    def half(path: Path, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            path.write_bytes(data[: len(data) // 2])
            raise Cut
        write(path, data)

    write = place_module._write_through
    monkeypatch.setattr(place_module, "_write_through", half)
    monkeypatch.setattr(os, "replace", dying(os.replace))
    monkeypatch.setattr(place_module.shutil, "copy2", dying(place_module.shutil.copy2))
    monkeypatch.setattr(place_module, "_sync_folder", dying(place_module._sync_folder))
    monkeypatch.setattr(Path, "unlink", dying_quietly(left, Path.unlink))


def dying_quietly(left: list[int], step: Callable) -> Callable:
    """A step that a dead process never takes."""

    def run(*given: object, **named: object) -> object:
        return None if left[0] < 0 else step(*given, **named)

    return run


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which Windows does not have")
def test_a_hundred_killed_processes_leave_a_whole_file(path: Path) -> None:
    first, seen = read(path)
    versions = [first, workbook(press_line=30_000)]
    chance = random.Random(7)
    for number in range(KILLS):
        child = os.fork()
        if not child:
            replace_file(Place(path), versions[(number + 1) % 2], seen, f"{number:03}")
            os._exit(0)
        pd.Timestamp.now()
        _wait(chance.random() * 0.004)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        data, seen = read(path)
        assert data in versions


def _wait(seconds: float) -> None:
    until = os.times().elapsed + seconds
    while os.times().elapsed < until:
        pass
