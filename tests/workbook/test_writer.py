"""Of several tabs with the same workbook one writes; a closed one gives way, an open one when it is told to."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sentia.workbook.disk.place import Place
from sentia.workbook.disk.writer import (
    ANOTHER_PROGRAM,
    ANOTHER_TAB,
    NOBODY,
    WriteAccess,
    access_of,
    claim,
)

ROOT = Path(__file__).parents[2]


def alive(session: str) -> bool:
    return True


def closed(session: str) -> bool:
    return False


def test_the_first_tab_writes_and_the_second_reads(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive) == WriteAccess()
    second = claim(place, "two", alive)
    assert (second.holder, second.may_edit) == (ANOTHER_TAB, False)
    assert second.why_not == "book.xlsx is written in another tab; this one only looks."
    assert (access_of(place, "one"), access_of(place, "two")) == (WriteAccess(), second)


def test_a_tab_that_was_closed_or_reloaded_gives_way(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive).may_edit
    assert claim(place, "two", closed).may_edit
    assert not access_of(place, "one").may_edit


def test_the_rep_may_write_in_the_other_tab_instead(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive).may_edit
    assert claim(place, "two", alive, by_force=True).may_edit
    assert not claim(place, "one", alive).may_edit


def test_a_second_program_does_not_write_even_by_force(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive).may_edit
    asked = (
        "from pathlib import Path; from sentia.workbook.disk.place import Place;"
        "from sentia.workbook.disk.writer import claim;"
        f"print(claim(Place(Path({str(place.path)!r})), 'other', lambda s: False, by_force=True).holder)"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ANOTHER_PROGRAM


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.ENOSPC, "the disk is full; make room there"),
    ],
)
def test_where_the_folder_takes_nothing_changes_are_taken_in_memory_with_the_true_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, reason: str
) -> None:
    def refused(*given: object, **named: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(Path, "mkdir", refused)
    access = claim(Place(tmp_path / "book.xlsx"), "one", alive)
    assert (access.holder, access.may_edit, access.is_kept) == (NOBODY, True, False)
    assert access.why_not == f"Nothing can be written to the folder {tmp_path.name}: {reason}."
