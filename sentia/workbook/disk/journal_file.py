"""The journal on disk: every step since the workbook was opened, so that a crash loses none."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sentia.book.book import Book
from sentia.book.edits import Journal
from sentia.book.journal_text import journal_of, plain_steps
from sentia.book.numbers import numbers_as_kept
from sentia.workbook.disk.place import write_whole

_VERSION = 1
_TOLD = ("opened", "saved", "saved_steps", "saving", "saving_steps", "answers")


@dataclass(frozen=True)
class Unsaved:
    """What a tab did with a workbook.

    Attributes
    ----------
    opened, saved : str
        The digests of the workbook as it was opened, and as it was saved last ("" if it was not).
    journal : Journal
        Every step since it was opened, the undone ones too.
    saved_steps : int
        How many of the steps the saved workbook holds.
    saving : str
        The digest of a save that was begun; where the workbook has it, the save went through.
    saving_steps : int
        How many of the steps that save holds.
    answers, numbers : dict
        The rep's answers, and what the rep changed of the playbook.
    """

    opened: str
    saved: str = ""
    journal: Journal = field(default_factory=Journal)
    saved_steps: int = 0
    saving: str = ""
    saving_steps: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    def settled(self, found: str) -> "Unsaved":
        """The same where a save that was begun turns out to have gone through: the workbook has its digest."""
        went_through = bool(self.saving) and found == self.saving
        return replace(self, saved=self.saving, saved_steps=self.saving_steps) if went_through else self

    def of(self, book: Book) -> "Unsaved":
        """The same tab with the book as it is now."""
        return replace(self, journal=book.journal, answers=dict(book.answers), numbers=dict(book.numbers))


def write_journal(path: Path, unsaved: Unsaved) -> None:
    """Keep the journal, whole; raises CannotWrite where the folder cannot be written to."""
    text = json.dumps(
        {
            "version": _VERSION,
            **{name: getattr(unsaved, name) for name in _TOLD},
            "numbers": unsaved.numbers,
            "done": plain_steps(unsaved.journal.done),
            "undone": plain_steps(unsaved.journal.undone),
        },
        ensure_ascii=False,
        indent=1,
    )
    write_whole(path, text.encode())


def read_journal(path: Path) -> Unsaved | None:
    """The journal as it was kept; None where there is none, or none that can be read.

    A field or table that the schema does not have is left out: a journal never makes a book unreadable.
    """
    try:
        kept = json.loads(path.read_bytes())
        journal = journal_of(kept["done"], kept["undone"])
        told = {name: kept[name] for name in _TOLD}
        return Unsaved(journal=journal, numbers=numbers_as_kept(kept["numbers"]), **told)
    except (OSError, ValueError, KeyError, TypeError):
        return None
