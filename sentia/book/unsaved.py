"""How many of the rep's changes no file holds yet: a gesture, an answer or a number each is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from sentia.book.book import Book
from sentia.book.edits import Edit

Steps = tuple[tuple[Edit, ...], ...]


@dataclass(frozen=True)
class Held:
    """What a file holds of the rep's changes: these steps, answers and numbers of the playbook."""

    done: Steps = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """What the files held when they were opened, and what each that was taken since holds, by its name."""

    opened: Held = field(default_factory=Held)
    taken: Mapping[str, Held] = field(default_factory=dict)

    def with_taken(self, book: Book, source: str) -> "Saved":
        """The same after this source was taken as the book stands now."""
        return replace(self, taken={**self.taken, source: held_by(book)})

    def moved(self, move: Callable[[Steps], Steps]) -> "Saved":
        """The same after the book's rows got other keys; `move` gives steps with the keys of now."""
        taken = {source: replace(held, done=move(held.done)) for source, held in self.taken.items()}
        return Saved(replace(self.opened, done=move(self.opened.done)), taken)


def held_by(book: Book) -> Held:
    """What a file of the book holds that is written now."""
    return Held(book.journal.done, dict(book.answers), dict(book.numbers))


def unsaved_changes(book: Book, saved: Saved) -> int:
    """How many changes of the rep's would be lost with this book.

    A step counts until the file of each of its cells was taken; one without a cell goes with any file. A step
    that was undone after its file was taken is a change too.

    Examples
    --------
    >>> import pandas as pd
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"account_id": ["Acme"], "name": ["Press"], "amount": [5.0]}))
    >>> key = book.opportunities.index[0]
    >>> unsaved_changes(book.edit("opportunities", key, amount=7, name="Press line"), Saved())
    1
    """
    marks = {source.name: saved.taken.get(source.name, saved.opened) for source in book.sources}
    marks = marks or {"": saved.opened}
    common = {source: _common(book.journal.done, held.done) for source, held in marks.items()}
    undone = max(len(held.done) - common[source] for source, held in marks.items())
    later = list(enumerate(book.journal.done))[min(common.values()) :]
    steps = sum(not _is_held(book, step, number, common) for number, step in later)
    latest = list(saved.taken.values()) or [saved.opened]  # answers and numbers go with every file
    words = min(_differing(book.answers, held.answers) for held in latest)
    numbers = min(_differing(_lines(book.numbers), _lines(held.numbers)) for held in latest)
    return steps + undone + words + numbers


def _common(done: Steps, held: Steps) -> int:
    """How many steps both begin with."""
    pairs = zip(done, held, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], pairs))


def _is_held(book: Book, step: tuple[Edit, ...], number: int, common: Mapping[str, int]) -> bool:
    """Whether the files that were taken hold this step whole."""
    holders = {source for source, count in common.items() if number < count}
    if len(book.sources) < 2:  # noqa: PLR2004 with one file there is nothing to tell apart
        return bool(holders)
    cells = {book.cell(edit.table, edit.row_key, edit.field) for edit in step}
    return bool(holders) and {cell.file for cell in cells if cell is not None} <= holders


def _differing(now: Mapping[str, Any], held: Mapping[str, Any]) -> int:
    return sum(now.get(name) != held.get(name) for name in now.keys() | held.keys())


def _lines(numbers: Mapping[str, Any]) -> dict[str, Any]:
    """The playbook's numbers line by line: a table's lines each for itself."""
    return {
        f"{name}|{key}": each
        for name, value in numbers.items()
        for key, each in (value.items() if isinstance(value, Mapping) else [("", value)])
    }
