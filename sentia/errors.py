"""What can go wrong, said so that a rep knows what to do: where, what was found, what is wanted."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

LOG = logging.getLogger("sentia")
OURS = "sentia"  # the folder of the code that an error is said to be in


class SentiaError(Exception):
    """Anything Sentia refuses to do; the message is one sentence a rep can act on."""


class UnreadableFile(SentiaError):
    """A file that holds no table Sentia can read, whatever the reason."""


class DamagedCopy(SentiaError):
    """What a browser kept of a book, that is not what was given to it; it is never opened."""


class NoRecords(SentiaError):
    """Tables were found, but none of them holds accounts, contacts or opportunities."""


class UnknownRecord(SentiaError):
    """An id or row key that no row has, or that several rows share."""


class CannotEdit(SentiaError):
    """A change that would not survive in the file: a formula, a derived cell, a value of the wrong kind."""


class CannotWrite(SentiaError):
    """A workbook that cannot be handed back as asked without losing something."""


class ReadsBackDifferently(CannotWrite):
    """A changed workbook that, read back, differs where nothing was asked for; it is never handed out."""


class ChangedUnderneath(CannotWrite):
    """A workbook on disk that somebody else changed since it was opened; it is never overwritten."""


class BadPlaybook(SentiaError):
    """A number in the playbook outside what it can mean."""


class BadQuestion(SentiaError):
    """A call whose own arguments make no sense: a day that is no date, an owner nobody has."""


class BadVocabulary(SentiaError):
    """A file of words that cannot be read, or that says two things at once."""


class Unforeseen(SentiaError):
    """Anything that nobody thought of; its cause is what went wrong, and its trace stands in the log."""


@contextmanager
def foreseen(doing: str) -> Iterator[None]:
    """Let nothing out but SentiaError: whatever else goes wrong is logged with its trace and becomes Unforeseen.

    The one place that catches everything, and so it stands around whole gestures: opening, one command, one tap.

    Examples
    --------
    >>> with foreseen("adding"):
    ...     raise UnknownRecord("There is no deal 7.")
    Traceback (most recent call last):
    sentia.errors.UnknownRecord: There is no deal 7.
    """
    try:
        yield
    except SentiaError:
        raise
    except Exception as error:  # noqa: BLE001 - what nobody foresaw has no name
        LOG.exception("Unforeseen while %s", doing)
        raise Unforeseen(sentence_of(error, doing)) from error


def sentence_of(error: Exception, doing: str) -> str:
    """What to say of an error that nobody foresaw: what it is, where, and that the book is as it was."""
    frames = traceback.extract_tb(error.__traceback__)[1:]  # without the place that caught it
    where = [frame for frame in frames if OURS in PurePath(frame.filename).parts] or frames
    at = f", {PurePath(where[-1].filename).name} line {where[-1].lineno}" if where else ""
    what = f"{type(error).__name__}{at}"
    return f"Something unforeseen happened while {doing} ({what}); your book is as it was, so try it another way."
