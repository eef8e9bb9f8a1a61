"""A book as a browser keeps it for its rep: a record of plain values beside the bytes of the files it came from.

The record goes out as JSON and comes back as input: nothing in it is believed before it was checked.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.checked import checked_value
from sentia.book.edits import Edit, Journal
from sentia.book.journal_text import every_edit, journal_of, plain_steps, steps_of
from sentia.book.numbers import numbers_as_kept
from sentia.book.origin import Source
from sentia.book.unsaved import Held, Saved
from sentia.errors import CannotEdit, DamagedCopy, SentiaError
from sentia.playbook import playbook_from
from sentia.workbook.added.playbook_sheet import with_numbers
from sentia.workbook.from_files import read_book

LARGEST = 50_000_000  # bytes of a book's files that a browser is asked to keep
_VERSION = 1
_MADE_HERE = re.compile(r"new:\d{1,9}")
_MINUTES = range(1, 24 * 60 + 1)
_NO_CHANGES = "What this browser kept of your changes cannot be used; the file is back as it was opened."


@dataclass(frozen=True)
class InTheDay:
    """Where in the day the rep is: which day, whose desk, from when and for how many minutes it is planned."""

    on: pd.Timestamp
    owner: str | None = None
    now: pd.Timestamp | None = None
    minutes: int | None = None
    is_default_day: bool = True


@dataclass(frozen=True)
class Back:
    """A book that came back: the book, what its files hold, the place in the day, and what is to be said."""

    book: Book
    saved: Saved = field(default_factory=Saved)
    place: InTheDay | None = None
    said: tuple[str, ...] = ()


def files_of(book: Book) -> list[dict[str, Any]]:
    """Each file of a book by its name, its digest and its size in bytes."""
    return [{"name": each.name, "digest": each.digest, "size": len(each.data)} for each in book.files]


def files_in(record: Any, data: bytes) -> dict[str, bytes]:
    """The bytes of each file of a record by what their digest is, where they lie one after the other in `data`.

    Examples
    --------
    >>> [*files_in({"files": [{"size": 2}, {"size": 3}]}, b"abcde").values()], files_in("?", b"abcde")
    ([b'ab', b'cde'], {})
    """
    files = record.get("files") if isinstance(record, dict) else None
    sizes = [each.get("size") for each in files if isinstance(each, dict)] if isinstance(files, list) else []
    if not all(isinstance(size, int) and size >= 0 for size in sizes):
        return {}
    ends = list(accumulate(sizes))
    parts = [data[end - size : end] for size, end in zip(sizes, ends, strict=True)]
    return {hashlib.sha256(part).hexdigest(): part for part in parts}


def is_too_large(book: Book) -> bool:
    """Whether the files of the book are more than a browser is asked to keep."""
    return sum(len(each.data) for each in book.files) > LARGEST


def record_of(book: Book, saved: Saved, place: InTheDay) -> dict[str, Any]:
    """Everything of an open book but its files' bytes, as plain values for JSON."""
    return {
        "version": _VERSION,
        "files": files_of(book),
        "answers": dict(book.answers),
        "numbers": dict(book.numbers),
        "done": plain_steps(book.journal.done),
        "undone": plain_steps(book.journal.undone),
        "opened": _plain_held(saved.opened, book),
        "taken": {source: _plain_held(held, book) for source, held in saved.taken.items()},
        "place": {
            "on": place.on.isoformat(),
            "owner": place.owner,
            "now": None if place.now is None else place.now.isoformat(),
            "minutes": place.minutes,
            "is_default_day": place.is_default_day,
        },
    }


def _plain_held(held: Held, book: Book) -> dict[str, Any]:
    """What a file holds; the steps that the book has too by their number alone."""
    same = 0
    for mine, theirs in zip(book.journal.done, held.done, strict=False):
        if mine is not theirs and mine != theirs:
            break
        same += 1
    return {
        "same": same,
        "more": plain_steps(held.done[same:]),
        "answers": dict(held.answers),
        "numbers": dict(held.numbers),
    }


def brought_back(record: Any, data: Mapping[str, bytes], told: Callable[[str], None] = lambda step: None) -> Back:
    """The book of a record and the bytes of its files.

    Parameters
    ----------
    record : plain values
        As `record_of` gave it, and the browser gave it back.
    data : mapping of str to bytes
        The bytes of each file by its digest.
    told : callable, optional
        Hears of each step as it begins: those of `read_book`, and one more.

    Returns
    -------
    Back
        Where the changes cannot be used, the files alone, and a sentence that says so.

    Raises
    ------
    DamagedCopy
        The record is not one, or a file is missing or not the one that was kept.
    SentiaError
        The files cannot be read.
    """
    sources = _sources(record, data)
    answers = _texts(record.get("answers"))
    try:
        read = read_book(sources, answers, told=told)
    except SentiaError:
        read, answers = read_book(sources), None
    told("Putting your changes over it")
    back = None if answers is None else _with_changes(read, record)
    return back or Back(read, Saved(Held((), dict(read.answers), dict(read.numbers))), said=(_NO_CHANGES,))


def _sources(record: Any, data: Mapping[str, bytes]) -> list[Source]:
    """The files, each checked against its digest."""
    files = record.get("files") if isinstance(record, dict) and record.get("version") == _VERSION else None
    if not isinstance(files, list) or not files:
        raise DamagedCopy("What this browser kept of your book cannot be read; open the file again.")
    return [_source(each, data) for each in files]


def _source(about: Any, data: Mapping[str, bytes]) -> Source:
    name, digest = _named(about)
    held = data.get(digest)
    if held is None or hashlib.sha256(held).hexdigest() != digest:
        raise DamagedCopy(f"What this browser kept of {name} is not the file that you opened; open it again.")
    return Source(name, held)


def _named(about: Any) -> tuple[str, str]:
    """The name and the digest of a file as a browser gives them."""
    name, digest = (about.get("name"), about.get("digest")) if isinstance(about, dict) else (None, None)
    if not isinstance(name, str) or not name or not isinstance(digest, str):
        raise DamagedCopy("What this browser kept of your book cannot be read; open the file again.")
    return name, digest


def named_files(given: Any) -> list[tuple[str, str]]:
    """The names and digests of files that a browser remembers were open; none where it gives anything else."""
    try:
        return [_named(about) for about in given] if isinstance(given, Sequence) else []
    except DamagedCopy:
        return []


def _texts(given: Any) -> dict[str, str]:
    """A mapping of texts to texts; what is neither is left out."""
    pairs = given.items() if isinstance(given, dict) else ()
    return {key: value for key, value in pairs if isinstance(key, str) and isinstance(value, str)}


def _with_changes(read: Book, record: dict[str, Any]) -> Back | None:
    """The book with its changes; None where they are not what was kept."""
    try:
        numbers = numbers_as_kept(record["numbers"])
        playbook_from(numbers)
        journal = journal_of(record["done"], record["undone"])
        if not every_edit(journal, lambda edit: _is_sound(read, edit)):
            return None
        taken = {source: _held(each, journal) for source, each in record["taken"].items()}
        saved = Saved(_held(record["opened"], journal), taken)
        place = _place(record["place"], read)
    except (ValueError, TypeError, KeyError, AttributeError, SentiaError):
        return None
    return Back(with_numbers(replace(read, journal=journal), numbers, "this browser"), saved, place)


def _is_sound(book: Book, edit: Edit) -> bool:
    """Whether an edit is of a row of this book, or of one made here, and of a value that its column holds."""
    if not isinstance(edit.row_key, str) or not isinstance(edit.follows, bool):
        return False
    if edit.row_key not in book.tables[edit.table].index and not _MADE_HERE.fullmatch(edit.row_key):
        return False
    try:
        checked_value(schema.column(edit.table, edit.field), edit.value)
    except CannotEdit:
        return False
    return True


def _held(plain: dict[str, Any], journal: Journal) -> Held:
    same = journal.done[: int(plain["same"])]
    return Held(same + steps_of(plain["more"]), _texts(plain["answers"]), numbers_as_kept(plain["numbers"]))


def _place(plain: dict[str, Any], book: Book) -> InTheDay:
    """The place in the day; an owner whom the book does not have is nobody."""
    now, minutes, owner = plain["now"], plain["minutes"], plain["owner"]
    return InTheDay(
        _moment(plain["on"]).normalize(),
        owner if owner in book.owners else None,
        None if now is None else _moment(now),
        minutes if minutes in _MINUTES else None,
        plain["is_default_day"] is True,
    )


def _moment(text: str) -> pd.Timestamp:
    """A moment as text, without a zone."""
    moment = pd.Timestamp(str(text))
    if pd.isna(moment) or moment.tz is not None:
        raise ValueError(text)
    return moment.as_unit("us")
