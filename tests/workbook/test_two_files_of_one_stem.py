"""Files that differ in their ending only have each their own journal, backups and companion."""

import os
import random
import shutil
import signal
import time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from sentia.book.book import Book
from sentia.workbook.disk.place import Place, is_changed
from sentia.workbook.disk.shelf import OnDisk, begin, keep, open_on_disk, reread, save

CSV = "Deal ID,Company,Deal,Stage,Amount\nD1,Acme,Press line,Proposal,24000\nD2,Birch,Spares,Proposal,9000\n"
STAMP = "2026-11-23 094105"
KILLS = int(os.environ.get("SENTIA_KILLS", "6"))  # a hundred by hand: each opens both files anew


def workbook(stage: str = "Proposal") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Deals"
    for row in (["Deal ID", "Company", "Deal", "Stage", "Amount"], ["D1", "Cedar", "Pumps", stage, 700]):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def excel(tmp_path: Path) -> Path:
    (tmp_path / "deals.xlsx").write_bytes(workbook())
    return tmp_path / "deals.xlsx"


@pytest.fixture
def text(excel: Path) -> Path:
    excel.with_suffix(".csv").write_text(CSV)
    return excel.with_suffix(".csv")


def opened(path: Path) -> tuple[Book, OnDisk]:
    book, on_disk = open_on_disk(path)
    return book, begin(book, on_disk)


def steps(path: Path) -> list[object]:
    """What the workbook's next steps are after it is opened again."""
    return open_on_disk(path)[0].opportunities["next_step"].dropna().tolist()


def test_each_file_gets_back_its_own_unsaved_changes(excel: Path, text: Path) -> None:
    (one, at_one), (other, at_other) = opened(excel), opened(text)
    keep(one.edit("opportunities", "D1", next_step="send the pump list"), at_one)
    keep(other.edit("opportunities", "D2", next_step="ask for the drawing"), at_other)
    assert steps(excel) == ["send the pump list"]
    assert steps(text) == ["ask for the drawing"]


def test_each_file_has_its_own_backups_and_is_saved_into_its_own_workbook(excel: Path, text: Path) -> None:
    (one, at_one), (other, at_other) = opened(excel), opened(text)
    save(one.edit("opportunities", "D1", amount=800), at_one, STAMP)
    at_other, _ = save(other.edit("opportunities", "D2", next_step="ask for the drawing"), at_other, STAMP)
    save(open_on_disk(text)[0].edit("opportunities", "D1", next_step="call"), at_other, STAMP + "b")
    assert {path.name for path in Place(excel).backups.iterdir()} == {f"{STAMP}.xlsx"}
    assert {path.name for path in Place(text).backups.iterdir()} == {f"{STAMP}b.xlsx"}
    assert steps(excel) == []
    assert steps(text) == ["call", "ask for the drawing"]
    assert text.read_text() == CSV


def test_two_texts_of_one_stem_have_each_a_workbook_beside_them(tmp_path: Path) -> None:
    for ending, step in ((".csv", "comma"), (".tsv", "tab")):
        path = tmp_path / f"deals{ending}"
        path.write_text(CSV.replace(",", "\t") if ending == ".tsv" else CSV)
        book, on_disk = opened(path)
        save(book.edit("opportunities", "D1", next_step=step), on_disk, STAMP)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [
        "deals with Sentia.xlsx",
        "deals.tsv with Sentia.xlsx",
    ]
    assert (steps(tmp_path / "deals.csv"), steps(tmp_path / "deals.tsv")) == (["comma"], ["tab"])


def older_folder(path: Path) -> Path:
    """The folder as earlier versions named it, by the stem alone."""
    return Path(shutil.move(Place(path).folder, path.with_suffix(".sentia")))


def test_a_folder_of_an_earlier_version_goes_to_the_file_whose_digest_it_holds(excel: Path, text: Path) -> None:
    book, on_disk = opened(text)
    keep(book.edit("opportunities", "D2", next_step="ask for the drawing"), on_disk)
    older = older_folder(text)
    assert (steps(excel), open_on_disk(excel)[1].said) == ([], ())
    opened(excel)
    assert older.exists()
    book, on_disk = opened(text)
    assert book.opportunities["next_step"].dropna().tolist() == ["ask for the drawing"]
    assert not older.exists()
    assert steps(text) == ["ask for the drawing"]


def test_where_the_file_changed_meanwhile_the_folder_goes_to_the_file_whose_name_it_holds(
    excel: Path, text: Path
) -> None:
    book, on_disk = opened(excel)
    keep(book.edit("opportunities", "D1", next_step="send the pump list"), on_disk)
    older_folder(excel)
    excel.write_bytes(workbook(stage="Negotiation"))
    assert steps(text) == []
    assert steps(excel) == ["send the pump list"]


def test_a_folder_of_a_file_that_is_not_here_stays_and_is_said(excel: Path, text: Path) -> None:
    book, on_disk = opened(text)
    keep(book.edit("opportunities", "D2", next_step="ask for the drawing"), on_disk)
    older = older_folder(text)
    text.unlink()
    _, on_disk = opened(excel)
    assert on_disk.said == ("deals.sentia beside deals.xlsx is of another file; it stays as it is.",)
    assert (older / "journal.json").exists()


def test_a_journal_whose_workbook_is_not_kept_any_more_is_said_and_kept_aside(excel: Path) -> None:
    book, on_disk = opened(excel)
    keep(book.edit("opportunities", "D1", next_step="send the pump list"), on_disk)
    kept = (Place(excel).folder / "journal.json").read_bytes()
    shutil.rmtree(Place(excel).folder / "opened")
    excel.write_bytes(workbook(stage="Negotiation"))
    _, on_disk = open_on_disk(excel)
    assert on_disk.said == (
        "1 change that was not saved could not be put over deals.xlsx, which was changed outside Sentia; "
        "the journal is kept aside in deals.xlsx.sentia.",
    )
    opened(excel)
    assert (Place(excel).folder / "aside 1" / "journal.json").read_bytes() == kept
    assert open_on_disk(excel)[1].said == ()


def test_changes_of_records_and_fields_that_are_not_known_any_more_are_said_and_kept_aside(excel: Path) -> None:
    book, on_disk = opened(excel)
    keep(book.edit("opportunities", "D1", next_step="send the pump list", amount=800), on_disk)
    journal = Place(excel).folder / "journal.json"
    journal.write_text(journal.read_text().replace('"next_step"', '"mood"').replace("Deals|2", "Deals|7"))
    book, on_disk = opened(excel)
    assert len(book.opportunities) == 1
    assert "2 changes in the journal are of records or fields that deals.xlsx has no more" in on_disk.said[-1]
    assert (Place(excel).folder / "aside 1" / "opened").is_dir()


def test_an_undone_step_that_is_saved_and_replaced_by_another_is_not_taken_for_saved(excel: Path) -> None:
    book, on_disk = opened(excel)
    book = book.edit("opportunities", "D1", amount=800)
    on_disk, _ = save(book, on_disk, STAMP)
    book = book.undo().edit("opportunities", "D1", next_step="send the pump list")
    assert (on_disk.is_saved(book), on_disk.unsaved_steps(book)) == (False, 2)
    keep(book, on_disk)
    again, on_disk = open_on_disk(excel)
    assert (on_disk.is_saved(again), steps(excel)) == (False, ["send the pump list"])
    on_disk, _ = save(again, begin(again, on_disk), STAMP + "b")
    assert on_disk.is_saved(again)


def test_an_answer_that_was_not_saved_is_still_not_saved_after_a_crash(excel: Path) -> None:
    from dataclasses import replace

    book, on_disk = opened(excel)
    keep(replace(book, answers={"owner": "everybody"}), on_disk)
    again, on_disk = open_on_disk(excel)
    assert not on_disk.is_saved(again)
    excel.write_bytes(workbook(stage="Negotiation"))
    again, on_disk = open_on_disk(excel)
    assert again.answers["owner"] == "everybody"


def test_read_again_keeps_what_only_this_tab_has(excel: Path) -> None:
    book, on_disk = opened(excel)
    book = book.edit("opportunities", "D1", next_step="send the pump list")  # never kept: the disk was full
    excel.write_bytes(workbook(stage="Negotiation"))
    book, on_disk = reread(book, on_disk)
    assert book.opportunities["next_step"].tolist() == ["send the pump list"]
    assert book.opportunities["stage"].tolist() == ["Negotiation"]
    assert not any(is_changed(path, seen) for path, seen in on_disk.seen)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which Windows does not have")
def test_kills_while_both_files_are_edited_and_saved_lose_nothing_that_was_acknowledged(
    excel: Path, text: Path, tmp_path: Path
) -> None:
    chance = random.Random(11)
    told = {path: 0 for path in (excel, text)}
    started = {path: opened(path) for path in told}
    for kill in range(KILLS):
        acknowledged = _killed(started, kill, chance.random() * 0.25)
        for path, number in acknowledged.items():
            told[path] = max(told[path], number)
        for path in told:
            book, on_disk = open_on_disk(path)
            found = book.opportunities["amount"].iloc[0]
            assert found >= told[path], f"kill {kill}: {path.name} lost an edit"
            told[path] = int(found) if kill or found < 20_000 else told[path]
            started[path] = book, begin(book, on_disk)
    assert openpyxl.load_workbook(excel)["Deals"]["A2"].value == "D1"
    assert sum(told.values()) > 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def _killed(started: dict[Path, tuple[Book, OnDisk]], kill: int, seconds: float) -> dict[Path, int]:
    """Edit and save both files in a process of its own until it is killed; the last edit of each that it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _edit_for_ever(started, kill, writing)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as lines:
        words = [line.split() for line in lines.read().splitlines()]
    paths = list(started)
    return {paths[int(which)]: int(number) for which, number in words}


def _edit_for_ever(started: dict[Path, tuple[Book, OnDisk]], kill: int, writing: int) -> None:
    books = list(started.values())
    for turn in range(10_000):
        for which, (book, on_disk) in enumerate(books):
            number = int(book.opportunities["amount"].iloc[0]) + 1 if kill or turn else 100_000
            book = book.edit("opportunities", "D1", amount=number)
            keep(book, on_disk)
            os.write(writing, f"{which} {number}\n".encode())
            if (turn + which) % 3 == 2:  # noqa: PLR2004 every third edit is saved as well
                on_disk, _ = save(book, on_disk, f"{kill:03} {turn:05}")
            books[which] = (book, on_disk)
    os._exit(0)
