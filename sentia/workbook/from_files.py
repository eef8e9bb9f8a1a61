"""From files to a book: read the sheets, recognise the tables, link the records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from sentia.book.absent import absent_outcomes
from sentia.book.as_of import planning_day
from sentia.book.assembling import assemble
from sentia.book.better import better_answers
from sentia.book.book import Book, Understanding
from sentia.book.checks import check_book
from sentia.book.counts import counts_of
from sentia.book.kept import Kept
from sentia.book.origin import Source
from sentia.book.outcomes import with_outcomes
from sentia.book.stage_facts import facts_of
from sentia.errors import UnreadableFile
from sentia.workbook.added.answers import recognised_as_answered
from sentia.workbook.added.companions import Together, told_apart
from sentia.workbook.added.playbook_sheet import together as numbers_together
from sentia.workbook.added.restoring import brought_by, restored
from sentia.workbook.files.cells import Sheet
from sentia.workbook.files.limits import refuse_bytes, refuse_records
from sentia.workbook.reading import read_sheets

# Of what is known of a sheet or of a table in it.
_ONLY_ON_THE_PAGE = ("first_rows", "every_column", "kind", "shape", "shapes")
READING_STEPS = 2  # of `read_book`, beside one for each file
FileLike = str | Path | bytes | BinaryIO | Source


def unheard(step: str) -> None:
    """Take the name of a step where nobody wants to hear it."""


def read_book(
    files: FileLike | Sequence[FileLike],
    answers: Mapping[str, str] | None = None,
    trusted: bool = False,
    told: Callable[[str], None] = unheard,
) -> Book:
    """One book out of one or several spreadsheets.

    Parameters
    ----------
    files : path, bytes, open file or Source, or a sequence of them
        xlsx, xlsm, xlsb, xls, ods, csv, or a table saved as HTML or as Excel's XML; the bytes decide which,
        not the name.
    answers : mapping, optional
        What the rep answered to `book.understanding.questions`, by question id. "header:<file>|<sheet>" says
        where the table of a sheet is: the header's row as "4", a range as "B4:H200", or "left alone".
        "column:<file>|<sheet>|<header or letter>" says what a column is: "opportunities.amount", "left alone".
    trusted : bool
        Read in this process instead of a child of its own; only for files of our own making.
    told : callable, optional
        Hears of each step as it begins: one for each file, then `READING_STEPS` more.

    Returns
    -------
    Book
        With `understanding` saying how each sheet was taken, what is faulty, and what only the rep can decide.
        What Sentia's own sheets in a file hold (values, log, playbook, answers) is put back over it; `answers`
        given here count more than those.

    Raises
    ------
    UnreadableFile
        A file that is no spreadsheet, is damaged, or is too large, or that goes with another file which is not
        open; the message names it.
    NoRecords
        Spreadsheets without any accounts, contacts or opportunities.
    BadQuestion
        An answer that names no place in these files.
    """
    several = files if isinstance(files, list | tuple) else [files]
    sources = _named_apart([_source(file) for file in several])
    sheets = [sheet for source in sources for sheet in _sheets_of(source, trusted, told)]
    told("Recognising its columns and linking the records")
    together = told_apart(sources, brought_by(sheets))
    names = {source.name for source in together.sources}
    book = _as_the_files_say([s for s in sheets if s.file in names], together, dict(answers or {}))
    told("Checking it")
    book = restored(book, together.brought)
    asked = (*book.understanding.questions, *check_book(book))
    return replace(book, understanding=replace(book.understanding, questions=asked))


def _sheets_of(source: Source, trusted: bool, told: Callable[[str], None]) -> list[Sheet]:
    told(f"Reading {source.name}")
    return read_sheets(source.name, source.data, trusted=trusted)


def _as_the_files_say(sheets: Sequence[Sheet], together: Together, given: dict[str, str]) -> Book:
    """The book without what Sentia's sheets bring for it, but for the answers and the playbook."""
    answers, recognised, faults = recognised_as_answered(sheets, together, given)
    assembled = assemble(recognised.tables, answers)
    linked = assembled.linked
    refuse_records(", ".join(source.name for source in together.sources), _counts(linked.tables))
    faults = (*together.faults, *faults, *recognised.faults, *linked.faults)
    questions = (*assembled.questions, *recognised.questions)
    sheets = tuple(_noted(sheet, assembled.notes) for sheet in recognised.sheets)
    understood = Understanding(sheets, faults, questions, linked.links)
    numbers = reduce(numbers_together, (each.numbers for each in together.brought), {})
    facts = facts_of(recognised.tables)
    return Book(
        with_outcomes(linked.tables, linked.origins, facts, answers),
        linked.origins,
        together.sources,
        understood,
        answers,
        kept=Kept(companions=together.companions),
        numbers=numbers,
        prices=recognised.prices,
        differences=assembled.differences,
        stage_facts=facts,
    )


def _counts(tables: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """How many records there are of what is looked after."""
    is_open = tables["opportunities"]["status"] == "open"
    return {
        "companies": len(tables["accounts"]),
        "people": len(tables["contacts"]),
        "open deals": int(is_open.sum()),
    }


def _noted(sheet: dict, notes: Mapping[tuple[str, str], str]) -> dict:
    """The account of a sheet with what became of its rows beside a later export of them."""
    note = notes.get((sheet["file"], sheet["sheet"]))
    return sheet | {"notes": [*sheet["notes"], note]} if note else sheet


def _source(file: FileLike) -> Source:
    if isinstance(file, Source):
        return file
    if isinstance(file, bytes):
        return Source("book", file)
    if isinstance(file, str | Path):
        return _from_path(Path(file))
    return Source(Path(getattr(file, "name", "book")).name, file.read())


def _from_path(path: Path) -> Source:
    try:
        refuse_bytes(path.name, path.stat().st_size)
        return Source(path.name, path.read_bytes())
    except FileNotFoundError:
        raise UnreadableFile(f"{path.name}: there is no such file; check the path.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path.name} is a folder; name the spreadsheets inside it.") from None
    except PermissionError:
        raise UnreadableFile(
            f"{path.name} cannot be opened; close it in Excel or check who may read it."
        ) from None


def _named_apart(sources: list[Source]) -> list[Source]:
    """The sources with a number behind a name that came before, so that row keys stay unique."""
    seen: dict[str, int] = {}
    named = []
    for source in sources:
        seen[source.name] = seen.get(source.name, 0) + 1
        count = seen[source.name]
        path = Path(source.name)
        named.append(source if count == 1 else Source(f"{path.stem} ({count}){path.suffix}", source.data))
    return named


def check(book: Book) -> dict:
    """How a book was understood: sheets, counts, faults, questions, links and the day it is planned for.

    The shape is the `check` call's: plain dictionaries, lists, numbers and texts, with dates as ISO text. `links`
    has each name or id that was read loosely, is only nearly a record's, fits several or was settled (see
    `link_lines`), `differences` what changed from an earlier export that was opened with it.
    """
    return {
        "sheets": [_told(sheet) for sheet in book.understanding.sheets],
        "counts": counts_of(book),
        "faults": list(book.understanding.faults),
        "questions": list(book.understanding.questions),
        "absent": list(absent_outcomes(book)),
        "better": list(better_answers(book, book.playbook)),
        "links": [_link(line) for line in book.understanding.links],
        "differences": _records(book.differences),
        "as_of": _iso(planning_day(book)),
    }


def _link(line: dict) -> dict:
    """A line of the links, without the marks that only the page needs."""
    options = [{"id": one["id"], "name": one["name"], "alike": round(one["alike"], 2)} for one in line["options"]]
    plain = {name: value for name, value in line.items() if name != "beside" or value}
    return plain | {"row": int(line["row"]) or None, "options": options}


def _records(frame: pd.DataFrame) -> list[dict]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _told(sheet: dict) -> dict:
    """The account of a sheet without the cells that only the Book page shows."""
    told = {name: value for name, value in sheet.items() if name not in _ONLY_ON_THE_PAGE}
    return told | ({"tables": [_told(table) for table in sheet["tables"]]} if "tables" in sheet else {})


def _iso(day: pd.Timestamp | None) -> str | None:
    return None if day is None else f"{day:%Y-%m-%d}"
