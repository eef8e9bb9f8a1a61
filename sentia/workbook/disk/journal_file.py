"""The journal on disk: every step since the workbook was opened, so that a crash loses none."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from sentia.book.book import Book
from sentia.book.edits import Edit, Journal
from sentia.book.journal_text import journal_of, plain_steps
from sentia.book.numbers import numbers_as_kept
from sentia.errors import UnreadableFile
from sentia.workbook.disk.place import write_whole

_VERSION = 1
_TOLD = ("opened", "saved", "saved_steps", "saving", "saving_steps", "answers")
_LATER = {"replaced": 0, "saved_words": "", "saving_words": ""}  # what the first journals did not tell


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
    replaced : int
        How many further steps it holds that were undone since and others made in their place.
    saving : str
        The digest of a save that was begun; where the workbook has it, the save went through.
    saving_steps : int
        How many of the steps that save holds.
    answers, numbers : dict
        The rep's answers, and what the rep changed of the playbook.
    saved_words, saving_words : str
        The digests of the answers and numbers that the saved workbook holds, and that a save begun holds.
    unknown : int
        How many of the journal's edits are of tables or fields that there are not; they are left out.
    """

    opened: str
    saved: str = ""
    journal: Journal = field(default_factory=Journal)
    saved_steps: int = 0
    replaced: int = 0
    saving: str = ""
    saving_steps: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    saved_words: str = ""
    saving_words: str = ""
    unknown: int = 0

    @classmethod
    def nothing(cls, opened: str, book: Book) -> "Unsaved":
        """Of a workbook with this digest, opened as this book, of which the files hold everything."""
        words = words_digest(book.answers, book.numbers)
        return cls(opened, answers=dict(book.answers), numbers=dict(book.numbers), saved_words=words)

    @property
    def words_differ(self) -> bool:
        """Whether the answers or numbers are others than the files hold; where that was not told, no."""
        return self.saved_words not in ("", words_digest(self.answers, self.numbers))

    @property
    def steps(self) -> int:
        """How many steps no save holds, or holds although they were undone."""
        return abs(len(self.journal.done) - self.saved_steps) + self.replaced

    def settled(self, found: str) -> "Unsaved":
        """The same where a save that was begun turns out to have gone through: the workbook has its digest."""
        return self.through() if self.saving == found else self

    def saving_now(self, digest: str) -> "Unsaved":
        """The same with a save begun that gives the workbook this digest."""
        words = words_digest(self.answers, self.numbers)
        return replace(self, saving=digest, saving_steps=len(self.journal.done), saving_words=words)

    def through(self) -> "Unsaved":
        """The same once the save that was begun went through."""
        words = self.saving_words or words_digest(self.answers, self.numbers)
        through = replace(self, saved=self.saving, saved_steps=self.saving_steps, saved_words=words, replaced=0)
        return replace(through, saving="", saving_steps=0, saving_words="")

    def of(self, book: Book) -> "Unsaved":
        """The same tab with the book as it is now."""
        held = _line(self.journal)[: self.saved_steps]
        now = _line(book.journal)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(held, now, strict=False)))
        return replace(
            self,
            journal=book.journal,
            answers=dict(book.answers),
            numbers=dict(book.numbers),
            saved_steps=common,
            replaced=self.replaced + len(held) - common,
        )


def _line(journal: Journal) -> tuple[tuple[Edit, ...], ...]:
    """The steps done and then those undone, in the order in which they were made."""
    return (*journal.done, *reversed(journal.undone))


def words_digest(answers: Mapping[str, str], numbers: Mapping[str, Any]) -> str:
    """Tells whether answers or numbers are others."""
    text = json.dumps([answers, numbers], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def write_journal(path: Path, unsaved: Unsaved) -> None:
    """Keep the journal, whole; raises CannotWrite where the folder cannot be written to."""
    text = json.dumps(
        {
            "version": _VERSION,
            **{name: getattr(unsaved, name) for name in (*_TOLD, *_LATER)},
            "numbers": unsaved.numbers,
            "done": plain_steps(unsaved.journal.done),
            "undone": plain_steps(unsaved.journal.undone),
        },
        ensure_ascii=False,
        indent=1,
    )
    write_whole(path, text.encode())


def read_journal(path: Path) -> Unsaved | None:
    """The journal as it was kept; None where there is none.

    A field or table that the schema does not have is left out and counted.

    Raises
    ------
    UnreadableFile
        There is one, but it is damaged or of a later version.
    """
    try:
        return _unsaved(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableFile(f"{path.parent.name} holds a journal that cannot be read.") from None


def _unsaved(kept: Mapping[str, Any]) -> Unsaved:
    if kept["version"] != _VERSION:
        raise ValueError(kept["version"])
    journal = journal_of(kept["done"], kept["undone"])
    told = {name: kept[name] for name in _TOLD} | {name: kept.get(name, usual) for name, usual in _LATER.items()}
    given = sum(len(step) for step in (*kept["done"], *kept["undone"]))
    unknown = given - sum(len(step) for step in (*journal.done, *journal.undone))
    return Unsaved(journal=journal, numbers=numbers_as_kept(kept["numbers"]), unknown=unknown, **told)
