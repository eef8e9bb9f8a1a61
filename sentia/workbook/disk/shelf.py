"""A book that lies on the rep's own disk: opened with what a crash left behind, saved whole, read again."""

import contextlib
import glob
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from sentia.book.book import Book
from sentia.book.carrying import carried as onto_the_same
from sentia.book.origin import Source
from sentia.errors import BadQuestion, CannotWrite, UnreadableFile
from sentia.workbook.added.adding import Planned
from sentia.workbook.added.companions import companion_of
from sentia.workbook.added.playbook_sheet import with_numbers
from sentia.workbook.disk.carrying import carried
from sentia.workbook.disk.journal_file import Unsaved, read_journal, write_journal
from sentia.workbook.disk.own_folder import (
    JOURNAL,
    adopt,
    as_opened,
    digest_of,
    drop_other_opened,
    folder_found,
    joined,
    keep_opened,
    set_aside,
)
from sentia.workbook.disk.place import Place, Seen, is_changed, read, replace_file
from sentia.workbook.disk.said_on_opening import (
    said_of_anothers,
    said_of_carrying,
    said_of_left,
    said_of_return,
    said_of_unknown,
)
from sentia.workbook.from_files import read_book
from sentia.workbook.patch.changes import Receipt


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
    folder : Path
        Where what belongs to it was found.
    is_left_behind : bool
        Whether not all that the folder holds is in the book, so that it is kept aside before anything is written.
    """

    path: Path
    seen: tuple[tuple[Path, Seen], ...]
    unsaved: Unsaved
    said: tuple[str, ...] = ()
    folder: Path = field(default_factory=Path)
    is_left_behind: bool = False

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
        return self.unsaved.of(book).steps

    def is_saved(self, book: Book) -> bool:
        """Whether the files hold the book as it is."""
        now = self.unsaved.of(book)
        return not now.steps and not now.words_differ


def open_on_disk(path: Path) -> tuple[Book, OnDisk]:
    """The book in this file, with the steps that an earlier tab could not save.

    Raises
    ------
    SentiaError
        The file cannot be read, or holds no records.
    """
    sources, seen = _read(path)
    found = digest_of([source.data for source in sources])
    folder, is_nobodys = folder_found(Place(path), found)
    on_disk = OnDisk(path, seen, Unsaved(found), said_of_anothers(path, is_nobodys), folder)
    try:
        kept = read_journal(folder / JOURNAL)
    except UnreadableFile as error:
        left = f"{error} It is kept aside in {on_disk.place.folder.name}."
        return _opened_anew(sources, _left_behind(on_disk, left), None)
    kept = None if kept is None else kept.settled(found)
    if kept is None or found not in (kept.opened, kept.saved):
        return _opened_anew(sources, on_disk, kept)
    before = sources if found == kept.opened else as_opened(folder, kept.opened, path.name)
    return _opened_again(sources, before, on_disk, kept)


def reread(book: Book, on_disk: OnDisk) -> tuple[Book, OnDisk]:
    """The workbook read again, with everything over it that this tab did and no save holds.

    Raises SentiaError where the file cannot be read; the book that is open stays.
    """
    sources, seen = _read(on_disk.path)
    digest = digest_of([source.data for source in sources])
    earlier = replace(book, journal=type(book.journal)())
    fresh = OnDisk(on_disk.path, seen, Unsaved(digest), (), on_disk.folder)
    return _over_changed(sources, fresh, on_disk.unsaved.of(book), earlier)


def _opened_again(
    sources: Sequence[Source], before: Sequence[Source] | None, on_disk: OnDisk, kept: Unsaved
) -> tuple[Book, OnDisk]:
    """The workbook as the journal knows it, with every step of the journal over it."""
    if before is None:
        return _opened_anew(sources, on_disk, kept)
    book = read_book(before, kept.answers)
    journal, lost = onto_the_same(kept.journal, book.base, book.base)
    book = with_numbers(replace(book, journal=journal), kept.numbers, on_disk.path.name)
    unsaved = kept.of(book)
    said = (*on_disk.said, *said_of_return(unsaved.steps))
    on_disk = replace(on_disk, unsaved=unsaved, said=said)
    missing = kept.unknown + len(lost)
    return book, (_left_behind(on_disk, said_of_unknown(missing, on_disk.path.name)) if missing else on_disk)


def _opened_anew(sources: Sequence[Source], on_disk: OnDisk, kept: Unsaved | None) -> tuple[Book, OnDisk]:
    """The files as they are, with what an earlier tab left unsaved put over them where they changed since."""
    if kept is None or not (kept.steps or kept.words_differ):
        book = read_book(sources)
        return book, replace(on_disk, unsaved=Unsaved.nothing(on_disk.unsaved.opened, book))
    before = as_opened(on_disk.folder, kept.opened, on_disk.path.name) if kept.steps else ()
    earlier = read_book(before, kept.answers) if before else None
    return _over_changed(sources, on_disk, kept, earlier)


def _over_changed(
    sources: Sequence[Source], on_disk: OnDisk, kept: Unsaved, earlier: Book | None
) -> tuple[Book, OnDisk]:
    """What a tab did and no save holds, over the files as somebody else left them.

    `earlier` is the book before any of its steps; None where that is not known any more.
    """
    plain = read_book(sources)
    book, missing = _with_words(sources, plain, kept), kept.replaced + kept.unknown
    book, missing = (plain, missing + 1) if book is None else (book, missing)
    steps = kept.journal.done[kept.saved_steps :]
    missing += max(kept.saved_steps - len(kept.journal.done), 0)
    conflicts = 0
    if steps and earlier is not None:
        faults = len(book.understanding.faults)
        done = replace(earlier, journal=kept.journal, numbers=kept.numbers)
        book = carried(done, steps, book, on_disk.path.name)
        conflicts = len(book.understanding.faults) - faults
    elif steps:
        missing += len(steps)
    unsaved = replace(Unsaved.nothing(on_disk.unsaved.opened, plain), saved_steps=0).of(book)
    carried_over = len(steps) if earlier is not None else 0
    on_disk = replace(on_disk, unsaved=unsaved)
    said = said_of_carrying(on_disk.path.name, carried_over, conflicts)
    on_disk = replace(on_disk, said=(*on_disk.said, *said), is_left_behind=on_disk.is_left_behind or conflicts > 0)
    return book, (_left_behind(on_disk, said_of_left(missing, on_disk.path.name)) if missing else on_disk)


def _with_words(sources: Sequence[Source], plain: Book, kept: Unsaved) -> Book | None:
    """The files with the answers and numbers of an earlier tab; None where they do not take them."""
    if not kept.words_differ:
        return plain
    try:
        return replace(read_book(sources, kept.answers), numbers=kept.numbers)
    except BadQuestion:
        return None


def _left_behind(on_disk: OnDisk, said: str) -> OnDisk:
    """The same where not all that the folder holds is in the book: it is kept aside before anything is written."""
    return replace(on_disk, said=(*on_disk.said, said), is_left_behind=True)


def begin(book: Book, on_disk: OnDisk) -> OnDisk:
    """Keep the files as they were opened, and the journal, before the first edit; for the tab that writes.

    Raises CannotWrite where the folder beside the workbook cannot be made.
    """
    adopt(on_disk.place, on_disk.folder)
    if on_disk.is_left_behind and (on_disk.place.folder / JOURNAL).exists():
        set_aside(on_disk.place.folder)
    keep(book, on_disk)
    drop_other_opened(on_disk.place.folder, on_disk.unsaved.opened)
    for left in on_disk.path.parent.glob(f".{glob.escape(on_disk.path.name)}.????????"):
        left.unlink(missing_ok=True)
    return replace(on_disk, folder=on_disk.place.folder, is_left_behind=False)


def keep(book: Book, on_disk: OnDisk) -> None:
    """Write the journal as it is now, so that a crash loses nothing; raises CannotWrite."""
    _keep_opened(book, on_disk)
    write_journal(on_disk.place.folder / JOURNAL, on_disk.unsaved.of(book))


def _keep_opened(book: Book, on_disk: OnDisk) -> None:
    """Keep the workbook as it was opened; a file added to it later is no part of it."""
    own = {path.name for path, _ in on_disk.seen}
    files = [source for source in book.files if source.name in own]
    keep_opened(on_disk.place.folder, on_disk.unsaved.opened, files)


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
    target = on_disk.path if name == on_disk.path.name else companion_of(on_disk.path)
    known, journal = dict(on_disk.seen), on_disk.place.folder / JOURNAL
    digests = [seen.digest for path, seen in on_disk.seen if path != target]
    own = digest_of([data])
    after = joined([own, *digests] if target == on_disk.path else [*digests, own])
    _keep_opened(book, on_disk)
    saving = on_disk.unsaved.of(book).saving_now(after)
    write_journal(journal, saving)
    seen = replace_file(Place(target, on_disk.path), data, known.get(target), stamp)
    saved = saving.through()
    with contextlib.suppress(CannotWrite):  # the workbook is saved; opened again, it is told by its digest
        write_journal(journal, saved)
    kept = tuple((path, each) for path, each in on_disk.seen if path != target)
    ordered = ((target, seen), *kept) if target == on_disk.path else (*kept, (target, seen))
    return replace(on_disk, seen=ordered, unsaved=saved, said=()), receipt


def _read(path: Path) -> tuple[list[Source], tuple[tuple[Path, Seen], ...]]:
    """The file, and the workbook that goes with it where there is one."""
    companion = companion_of(path)
    paths = [path, companion] if companion.exists() else [path]
    files = [(each, *read(each)) for each in paths]
    return [Source(each.name, data) for each, data, _ in files], tuple((each, seen) for each, _, seen in files)


def stamp_of(moment: pd.Timestamp) -> str:
    """A moment as it names a backup.

    Examples
    --------
    >>> stamp_of(pd.Timestamp("2026-11-23 09:41:05"))
    '2026-11-23 094105'
    """
    return f"{moment:%Y-%m-%d %H%M%S}"
