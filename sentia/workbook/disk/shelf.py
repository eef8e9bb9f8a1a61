"""A book that lies on the rep's own disk: opened with what a crash left behind, saved whole, read again."""

import glob
import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from sentia.book.book import Book
from sentia.book.origin import Source
from sentia.workbook.added.adding import Planned
from sentia.workbook.added.companions import beside
from sentia.workbook.added.playbook_sheet import with_numbers
from sentia.workbook.disk.carrying import carried
from sentia.workbook.disk.journal_file import Unsaved, read_journal, write_journal
from sentia.workbook.disk.place import Place, Seen, is_changed, read, replace_file, write_whole
from sentia.workbook.from_files import read_book
from sentia.workbook.patch.changes import Receipt

_JOURNAL = "journal.json"
_OPENED = "opened"
_SHORT = 16  # letters of a folder's name


@dataclass(frozen=True)
class OnDisk:
    """A workbook on disk as a tab knows it.

    Attributes
    ----------
    path : Path
        The rep's own file.
    seen : tuple of (Path, Seen)
        The files the book was read from or saved to, as they last were.
    unsaved : Unsaved
        What this tab did with it.
    said : tuple of str
        What is to be said about opening it.
    """

    path: Path
    seen: tuple[tuple[Path, Seen], ...]
    unsaved: Unsaved
    said: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where the workbook lies."""
        return Place(self.path)

    @property
    def is_changed(self) -> bool:
        """Whether somebody else wrote to the files since."""
        return any(is_changed(path, seen) for path, seen in self.seen)

    def unsaved_steps(self, book: Book) -> int:
        """How many steps of the book no save holds."""
        return abs(len(book.journal.done) - self.unsaved.saved_steps)

    def is_saved(self, book: Book) -> bool:
        """Whether the files hold the book as it is."""
        same_words = (self.unsaved.answers, self.unsaved.numbers) == (dict(book.answers), dict(book.numbers))
        return same_words and not self.unsaved_steps(book)


def open_on_disk(path: Path) -> tuple[Book, OnDisk]:
    """The book in this file, with the steps that an earlier tab could not save.

    Raises
    ------
    SentiaError
        The file cannot be read, or holds no records.
    """
    sources, seen = _read(path)
    place, found = Place(path), _digest([source.data for source in sources])
    kept = read_journal(place.folder / _JOURNAL)
    kept = None if kept is None else kept.settled(found)
    if kept is None or found not in (kept.opened, kept.saved):
        return _opened_anew(path, sources, seen, kept)
    before = sources if found == kept.opened else _as_opened(place, kept.opened)
    if before is None:
        return _opened_anew(path, sources, seen, None)
    book = read_book(before, kept.answers)
    book = with_numbers(replace(book, journal=kept.journal), kept.numbers, path.name)
    count = len(kept.journal.done) - kept.saved_steps
    said = (f"{_changes(count)} that {_were(count)} not saved yet {_are(count)} back.",) if count > 0 else ()
    return book, OnDisk(path, seen, kept, said)


def _opened_anew(
    path: Path, sources: Sequence[Source], seen: tuple[tuple[Path, Seen], ...], kept: Unsaved | None
) -> tuple[Book, OnDisk]:
    """The files as they are, with what an earlier tab left unsaved put over them where they changed since."""
    book, said = read_book(sources), ()
    steps = () if kept is None else kept.journal.done[kept.saved_steps :]
    before = _as_opened(Place(path), kept.opened) if kept is not None and steps else None
    if before:
        earlier = replace(read_book(before, kept.answers), journal=kept.journal, numbers=kept.numbers)
        faults = len(book.understanding.faults)
        book = carried(earlier, steps, book, path.name)
        said = _said_of_carrying(path.name, len(steps), len(book.understanding.faults) - faults)
    digest = _digest([source.data for source in sources])
    on_disk = OnDisk(path, seen, Unsaved(digest).of(book), said)
    return book, replace(on_disk, unsaved=replace(on_disk.unsaved, saved_steps=0))


def begin(book: Book, on_disk: OnDisk) -> None:
    """Keep the files as they were opened, and the journal, before the first edit; for the tab that writes.

    Raises CannotWrite where the folder beside the workbook cannot be made.
    """
    opened, digest = on_disk.place.folder / _OPENED, on_disk.unsaved.opened
    if _as_opened(on_disk.place, digest) is None:
        for source in book.files:
            write_whole(opened / _short(digest) / source.name, source.data)
    keep(book, on_disk)
    for older in opened.iterdir():
        if older.name != _short(digest):
            shutil.rmtree(older, ignore_errors=True)
    for left in on_disk.path.parent.glob(f".{glob.escape(on_disk.path.name)}.????????"):
        left.unlink(missing_ok=True)


def keep(book: Book, on_disk: OnDisk) -> None:
    """Write the journal as it is now, so that a crash loses nothing; raises CannotWrite."""
    write_journal(on_disk.place.folder / _JOURNAL, on_disk.unsaved.of(book))


def save(book: Book, on_disk: OnDisk, stamp: str, planned: Planned | None = None) -> tuple[OnDisk, Receipt]:
    """The book written to its file (or to the workbook beside it), in one step, with a backup of the old one.

    Parameters
    ----------
    stamp : str
        Names the backup, such as "2026-11-23 094105".
    planned : Planned, optional
        The day and the follow-ups that go with it.

    Raises
    ------
    CannotWrite
        The file is locked, changed underneath, or cannot be handed back whole; nothing is written then.
    """
    from sentia.workbook.writing import workbook_bytes  # slow to load, and looking needs none

    planned = planned or Planned()
    name, data, receipt = workbook_bytes(book, on_disk.path.name, planned.day, planned.gaps)
    target, known = on_disk.path.with_name(name), dict(on_disk.seen)
    digests = [seen.digest for path, seen in on_disk.seen if path != target]
    after = _joined([*digests, _sha(data)])
    steps = len(book.journal.done)
    saving = replace(on_disk.unsaved.of(book), saving=after, saving_steps=steps)
    write_journal(on_disk.place.folder / _JOURNAL, saving)
    seen = replace_file(Place(target), data, known.get(target), stamp)
    saved = replace(saving, saved=after, saved_steps=steps)
    write_journal(on_disk.place.folder / _JOURNAL, saved)
    kept = tuple((path, each) for path, each in on_disk.seen if path != target)
    ordered = ((target, seen), *kept) if target == on_disk.path else (*kept, (target, seen))
    return replace(on_disk, seen=ordered, unsaved=saved, said=()), receipt


def _read(path: Path) -> tuple[list[Source], tuple[tuple[Path, Seen], ...]]:
    """The file, and the workbook that goes with it where there is one."""
    paths = [path]
    companion = path.with_name(beside(path.name))
    if companion != path and companion.exists():
        paths.append(companion)
    files = [(each, *read(each)) for each in paths]
    return [Source(each.name, data) for each, data, _ in files], tuple((each, seen) for each, _, seen in files)


def _as_opened(place: Place, digest: str) -> list[Source] | None:
    """The files as they were opened, the rep's own first; None where they were not kept whole."""
    folder = place.folder / _OPENED / _short(digest)
    paths = [folder / name for name in (place.path.name, beside(place.path.name))]
    sources = [Source(each.name, each.read_bytes()) for each in dict.fromkeys(paths) if each.is_file()]
    return sources if sources and _digest([source.data for source in sources]) == digest else None


def _short(digest: str) -> str:
    """A digest as it names a folder, short enough for any path."""
    return _sha(digest.encode())[:_SHORT]


def _digest(files: Sequence[bytes]) -> str:
    return _joined([_sha(data) for data in files])


def _joined(digests: Sequence[str]) -> str:
    return "+".join(digests)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _said_of_carrying(name: str, steps: int, left: int) -> tuple[str, ...]:
    were = f"{_changes(steps)} that {_were(steps)} not saved yet {_are(steps)}"
    first = f"{name} was changed outside Sentia; your {were} put over it."
    listed = f"{left:,} of the values met another one there, which counts; they are listed below."
    return (first, listed) if left else (first,)


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def stamp_of(moment: pd.Timestamp) -> str:
    """A moment as it names a backup.

    Examples
    --------
    >>> stamp_of(pd.Timestamp("2026-11-23 09:41:05"))
    '2026-11-23 094105'
    """
    return f"{moment:%Y-%m-%d %H%M%S}"
