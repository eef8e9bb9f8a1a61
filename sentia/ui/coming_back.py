"""A book on its way back from the rep's own browser, part by part; and the page that waits for it."""

import base64
import binascii
import json
from dataclasses import dataclass, replace
from typing import Any

from sentia.errors import SentiaError, foreseen
from sentia.ui import keeper, state
from sentia.ui.keeping import ELSEWHERE, FAILED, KEPT, keeping, note
from sentia.ui.progress import steps
from sentia.workbook.browser_copy import Back, brought_back, files_in, named_files
from sentia.workbook.from_files import READING_STEPS

NOT_BACK = "This browser did not give back the book that it keeps; load the page again, or open the file."
_INCOMING = "sentia.kept.incoming"
_MOST_PIECES = 8  # that the files of a kept book come in


@dataclass(frozen=True)
class Incoming:
    """What the browser gives back: its answer, and the parts of the kept files that are here of so many."""

    answer: dict[str, Any]
    count: int = 0
    pieces: tuple[bytes, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every part is here."""
        return len(self.pieces) == self.count


def incoming() -> Incoming | None:
    """The book on its way, if one is."""
    return state.widget_value(_INCOMING)


def on_back() -> None:
    """The browser says what it keeps; its files follow in parts."""
    answer = keeper.answered("back")
    answer = answer if isinstance(answer, dict) else {}
    count = answer.get("pieces", 0)
    is_sound = isinstance(count, int) and 0 <= count <= _MOST_PIECES
    if not keeping().is_answered:
        state.remember(_INCOMING, Incoming(answer, count if is_sound else 0))


def on_piece() -> None:
    """The next part of the kept files; one that came already is passed over."""
    coming, told = incoming(), keeper.answered("piece")
    if coming is None or not isinstance(told, dict) or told.get("at") != len(coming.pieces):
        return
    try:
        piece = base64.b64decode(told.get("data"), validate=True)
    except (TypeError, binascii.Error):
        piece = b""  # its digest will tell
    state.remember(_INCOMING, replace(coming, pieces=(*coming.pieces, piece)))


def next_piece() -> int | None:
    """The part that is asked for now."""
    coming = incoming()
    return None if coming is None or coming.is_whole else len(coming.pieces)


def take_back(coming: Incoming) -> None:
    """Open the book that the browser gave back; where it gave none, say what was open."""
    given, before = coming.answer, coming.answer.get("note")
    was_open = tuple(named_files(before.get("files"))) if isinstance(before, dict) else ()
    state.remember(_INCOMING, None)
    note(is_answered=True, was_open=was_open)
    if given.get("status") == FAILED:
        note(trouble=NOT_BACK)
    if not isinstance(given.get("record"), str) or (state.is_open() and not state.opened().is_sample):
        return
    status = ELSEWHERE if given.get("elsewhere") else KEPT
    try:
        record = json.loads(given["record"])
        data = files_in(record, b"".join(coming.pieces))
        count = len(data) + READING_STEPS + 1
        with foreseen("bringing your book back"), steps("Bringing your book back", count) as told:
            back = brought_back(record, data, told)
        _open(back, status)
    except json.JSONDecodeError:
        note(trouble=NOT_BACK)
    except SentiaError as error:
        note(trouble=str(error))


def _open(back: Back, status: str) -> None:
    """Make this the open book, where it was left; on the day that it opens on now, where no other was chosen."""
    book, fresh, place = back.book, state.as_opened(back.book), back.place
    opened = replace(fresh, saved=back.saved, generation=state.opened().generation + 1 if state.is_open() else 1)
    if place is not None and (not place.is_default_day or place.on == fresh.on):
        opened = replace(
            opened, on=place.on, now=place.now, minutes=place.minutes, is_default_day=place.is_default_day
        )
    if place is not None:
        opened = replace(opened, owner=place.owner)
    state.put(opened)
    names = ", ".join(source.name for source in book.sources)
    said = back.said[0] if back.said else f"{names} is back as you left it."
    note(status=status, said=said, said_at=book.digest)
