"""What Sentia's sheets in the rep's files bring back: values, answers, playbook and log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.kept import Addition, Kept
from sentia.workbook.added.addition_sheet import About, read_additions
from sentia.workbook.added.chosen_in_excel import Chosen, read_chosen
from sentia.workbook.added.log_sheet import read_log
from sentia.workbook.added.names import ADDITIONS, DAY, LOG, PLAYBOOK, own_sheet
from sentia.workbook.added.placing import Placing
from sentia.workbook.added.playbook_sheet import read_playbook
from sentia.workbook.added.records import renamed
from sentia.workbook.added.rows import Line
from sentia.workbook.files.cells import Sheet

LogLine = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Brought:
    """What the sheets of one file say; `file` is the file they stand in, `about` says which one they belong to."""

    file: str
    about: About = field(default_factory=About)
    additions: tuple[tuple[Line, Addition], ...] = ()
    log: tuple[LogLine, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[dict, ...] = ()

    @property
    def is_companion(self) -> bool:
        """Whether the file only goes with another one."""
        return self.about.digest != ""

    def renamed_to(self, file: str) -> "Brought":
        """The same for a file that is called so by now: keys, ids and questions name it so."""
        names = {self.about.file: file} if self.about.file else {}
        answers = {renamed(question, names): answer for question, answer in self.about.answers.items()}
        return replace(
            self,
            about=replace(self.about, file=file, answers=answers),
            additions=tuple((line, _renamed(addition, names)) for line, addition in self.additions),
            log=tuple((key, _renamed_ids("log", values, names)) for key, values in self.log),
            chosen=tuple(_renamed_chosen(chosen, names) for chosen in self.chosen),
        )


def _renamed_chosen(chosen: Chosen, names: Mapping[str, str]) -> Chosen:
    log = (_renamed_ids("log", row, names) for row in chosen.log)
    return Chosen(tuple(log), tuple(_renamed_ids("activities", row, names) for row in chosen.activities))


def _renamed(addition: Addition, names: Mapping[str, str]) -> Addition:
    value, found = (
        _renamed_ids(addition.table, {addition.field: v}, names)[addition.field]
        for v in (addition.value, addition.found)
    )
    return replace(addition, key=renamed(addition.key, names), value=value, found=found)


def _renamed_ids(table: str, values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: renamed(value, names) if schema.column(table, name).kind == "id" and value else value
        for name, value in values.items()
    }


def brought_by(sheets: Sequence[Sheet]) -> list[Brought]:
    """What each file brings that has such sheets, in the order of the files."""
    own = [(sheet, own_sheet(sheet)) for sheet in sheets]
    files = dict.fromkeys(sheet.file for sheet, name in own if name in _READERS)
    return [
        _brought(file, [(s, name) for s, name in own if s.file == file and name in _READERS]) for file in files
    ]


def _brought(file: str, own: Iterable[tuple[Sheet, str]]) -> Brought:
    brought = Brought(file)
    for sheet, name in own:
        brought = _READERS[name](brought, sheet)
    return brought


def _with_additions(brought: Brought, sheet: Sheet) -> Brought:
    about, additions, faults = read_additions(sheet)
    return replace(brought, about=about, additions=tuple(additions), faults=(*brought.faults, *faults))


def _with_log(brought: Brought, sheet: Sheet) -> Brought:
    log, faults = read_log(sheet)
    return replace(brought, log=tuple(log), faults=(*brought.faults, *faults))


def _with_numbers(brought: Brought, sheet: Sheet) -> Brought:
    numbers, faults = read_playbook(sheet)
    return replace(brought, numbers=numbers, faults=(*brought.faults, *faults))


def _with_chosen(brought: Brought, sheet: Sheet) -> Brought:
    chosen, faults = read_chosen(sheet)
    return replace(brought, chosen=tuple(chosen), faults=(*brought.faults, *faults))


_READERS = {ADDITIONS: _with_additions, LOG: _with_log, PLAYBOOK: _with_numbers, DAY: _with_chosen}


def restored(book: Book, brought: Sequence[Brought]) -> Book:
    """The book as its files say it, with all that these sheets bring put over it.

    What finds no place is among the faults, and kept for the next export.
    """
    placing = Placing.over(book)
    for each in brought:
        placing.place(each.additions, each.about.file or each.file)
        for key, values in each.log:
            placing.add_row("log", key, values)
        for chosen in each.chosen:
            placing.add_chosen(chosen)
    placed = placing.finished()
    faults = [fault for each in brought for fault in each.faults]
    understood = replace(book.understanding, faults=(*book.understanding.faults, *faults, *placed.faults))
    kept = Kept(placed.edits, placed.unplaced, book.kept.companions)
    return replace(book, kept=kept, understanding=understood)
