"""Of several tabs with the same workbook one writes; a closed one gives way, an open one when it is told to."""

import subprocess
import sys
from pathlib import Path

from sentia.workbook.disk.place import Place
from sentia.workbook.disk.writer import claim, writes

ROOT = Path(__file__).parents[2]


def alive(session: str) -> bool:
    return True


def closed(session: str) -> bool:
    return False


def test_the_first_tab_writes_and_the_second_reads(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive)
    assert not claim(place, "two", alive)
    assert (writes(place, "one"), writes(place, "two")) == (True, False)


def test_a_tab_that_was_closed_or_reloaded_gives_way(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive)
    assert claim(place, "two", closed)
    assert not writes(place, "one")


def test_the_rep_may_write_in_the_other_tab_instead(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive)
    assert claim(place, "two", alive, by_force=True)
    assert not claim(place, "one", alive)


def test_a_second_program_does_not_write(tmp_path: Path) -> None:
    place = Place(tmp_path / "book.xlsx")
    assert claim(place, "one", alive)
    asked = (
        "from pathlib import Path; from sentia.workbook.disk.place import Place;"
        "from sentia.workbook.disk.writer import claim;"
        f"print(claim(Place(Path({str(place.path)!r})), 'other', lambda s: False, by_force=True))"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
