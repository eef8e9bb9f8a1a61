"""How large a book may be: beyond that it is refused in words, and soon."""

import time
from pathlib import Path

import pytest

import sentia
from sentia.errors import UnreadableFile
from sentia.workbook.files import limits

SECONDS = 20  # of processor time here; the reader's own process is bounded by itself


def numbers(count: int) -> str:
    return "\n".join(map(str, range(count)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Parcel\n{numbers(1_000_000)}\n", "sheet 'big' has 1,000,001 rows, more than the 500,000"),
        (",".join(f"Fax {n}" for n in range(16_000)) + "\n" + "1," * 16_000, "columns, more than the 1,000"),
        ("Company,Deal,Notes\nOrrin,Loom," + "talk " * 200_000, "the cell at C2 holds 1,000,000 letters"),
    ],
    ids=["rows", "columns", "letters"],
)
def test_what_no_rep_has_written_is_refused_in_words(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text(text)
    begun = time.process_time()
    with pytest.raises(UnreadableFile, match=words):
        sentia.read_book(path)
    assert time.process_time() - begun < SECONDS


def test_twenty_thousand_names_are_a_book(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = (f"First{n % 211} Last{n},Yard {n % 5003}" for n in range(20_000))
    path.write_text("Contact name,Company\n" + "\n".join(rows))
    begun = time.process_time()
    assert len(sentia.read_book(path).contacts) == 20_000
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("what", ["Company", "Contact name", "Deal"])
def test_more_records_than_a_day_is_planned_for_are_refused_with_their_number(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_RECORDS", 30)
    path = tmp_path / "team.csv"
    head = [what, *({"Company", "Deal", "Stage"} - {what})]
    for count in (30, 31):
        rows = [f"Orrin {n},Loom,Loom" for n in range(count)]
        path.write_text("\n".join([",".join(head), *rows]))
        if count == 30:
            sentia.read_book(path, trusted=True)
    with pytest.raises(UnreadableFile, match="team.csv: 31 .* more than the 30 that a day is planned for"):
        sentia.read_book(path, trusted=True)


def test_a_file_over_the_limit_is_named_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(UnreadableFile, match="huge.csv has 60 MB, more than the 50 MB"):
        sentia.read_book(path)
