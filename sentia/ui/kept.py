"""The open book kept in the rep's own browser, by consent: what is kept there, and how it comes back."""

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from typing import Any

from sentia.book.as_of import default_day
from sentia.book.origin import Source
from sentia.errors import DamagedCopy, SentiaError
from sentia.ui import elements as st
from sentia.ui import keeper, state
from sentia.ui.progress import steps
from sentia.workbook.browser_copy import (
    Back,
    InTheDay,
    brought_back,
    files_of,
    is_too_large,
    named_files,
    record_of,
)
from sentia.workbook.from_files import READING_STEPS

KEPT, ELSEWHERE, GONE, FAILED, DECLINED = "kept", "elsewhere", "gone", "failed", "declined"
BRING_BACK, KEEP, FORGET = "bring back", "keep", "forget"
NOT_BACK = "This browser did not give back the book that it keeps; load the page again, or open the file."
_STATE, _MADE = "sentia.kept", "sentia.kept.made"


@dataclass(frozen=True)
class Keeping:
    """What is known of this visitor's browser.

    Attributes
    ----------
    order, order_id : str
        The last thing that the browser's program was asked to do; each id is obeyed once.
    is_answered : bool
        Whether it has said what it keeps.
    status : str
        Whether it keeps this tab's book, or why not; "" where that was never wanted.
    wants : tuple of str
        Digests of the files whose bytes it asked for.
    was_open : tuple of (str, str)
        Names and digests of the files that were open in this tab before it was loaded again.
    said, said_at : str
        What is to be said of the book that came back, as long as the book has this digest.
    trouble : str
        Why something could not be kept or brought back.
    is_new : bool
        Whether the status changed since the page was drawn.
    """

    order: str = BRING_BACK
    order_id: str = ""
    is_answered: bool = False
    status: str = ""
    wants: tuple[str, ...] = ()
    was_open: tuple[tuple[str, str], ...] = ()
    said: str = ""
    said_at: str = ""
    trouble: str = ""
    is_new: bool = False


def keeping() -> Keeping:
    """What this session knows of the browser."""
    known = state.widget_value(_STATE)
    if known is None:
        known = Keeping(order_id=secrets.token_hex(8))
        state.remember(_STATE, known)
    return known


def _note(**values: Any) -> None:
    state.remember(_STATE, replace(keeping(), **values))


def wait_for_kept_book() -> None:
    """Where this browser keeps a book, end the page here until it is back; all other visitors go on at once."""
    if state.is_open() or state.path_given() or keeping().is_answered or not keeper.is_kept_here():
        return
    st.markdown("Bringing back the book that this browser keeps for you.")
    st.button("Go on without it", on_click=_go_on, type="tertiary")
    show_keeper()
    st.stop()


def _go_on() -> None:
    _note(is_answered=True)


def keep_here() -> None:
    """Keep this tab's book in this browser from now on, in place of any other."""
    _note(order=KEEP, order_id=secrets.token_hex(8), status="", trouble="")


def forget() -> None:
    """Remove everything from this browser, and keep nothing any more."""
    _note(order=FORGET, order_id=secrets.token_hex(8), status=DECLINED, trouble="")


def decline() -> None:
    """Keep nothing, and ask no more."""
    _note(status=DECLINED)


def is_own(opened: state.Open) -> bool:
    """Whether this is a book of the rep's own that has no place on a disk of ours."""
    return not opened.is_sample and opened.on_disk is None


@st.fragment
def show_keeper() -> None:
    """The browser's program, unseen; where it hands a book back, the page is drawn anew with it."""
    opened = state.opened() if state.is_open() else None
    back = keeper.mount(_told(opened), _wanted(opened), _on_wants, _on_told)
    _note(wants=())
    if back is not None and not keeping().is_answered:
        _take_back(back)
        st.rerun()
    if keeping().is_new:
        _note(is_new=False)
        st.rerun()


def _told(opened: state.Open | None) -> dict[str, Any]:
    """What the program is told: what to do, and the book where it is to be kept."""
    known = keeping()
    told = {
        "order": {"id": known.order_id, "what": known.order},
        "keeps": known.status == KEPT,
        "warns": opened is not None and _would_be_lost(opened, known),
        "note": None,
        "record": None,
    }
    if opened is None or not is_own(opened):
        return told
    files = files_of(opened.book)
    told["note"] = {"files": [{"name": each["name"], "digest": each["digest"]} for each in files]}
    if (known.status == KEPT or known.order == KEEP) and not is_too_large(opened.book):
        text = _record_text(opened)
        told |= {"record": text, "revision": hashlib.sha256(text.encode()).hexdigest()}
        told["digests"] = [each["digest"] for each in files]
    return told


def _would_be_lost(opened: state.Open, known: Keeping) -> bool:
    """Whether closing the tab now would lose something."""
    if opened.on_disk is not None:
        return bool(state.widget_value(state.DISK_TROUBLE))
    return is_own(opened) and bool(opened.unsaved) and not is_safe(opened, known)


def is_safe(opened: state.Open, known: Keeping) -> bool:
    """Whether this browser keeps the open book."""
    return known.status == KEPT and not is_too_large(opened.book)


def _record_text(opened: state.Open) -> str:
    """The book's record as JSON, made once for each state of the session."""
    of, text = state.widget_value(_MADE) or (None, "")
    if of is not opened:
        place = InTheDay(opened.on, opened.owner, opened.now, opened.minutes, opened.is_default_day)
        text = json.dumps(record_of(opened.book, opened.saved, place), ensure_ascii=False)
        state.remember(_MADE, (opened, text))
    return text


def _wanted(opened: state.Open | None) -> list[Source]:
    """The files whose bytes the browser asked for; only this visitor's own."""
    if opened is None or not is_own(opened) or is_too_large(opened.book):
        return []
    wanted = set(keeping().wants)
    return list({each.digest: each for each in opened.book.files if each.digest in wanted}.values())


def _on_wants() -> None:
    digests = keeper.answered("wants")
    if isinstance(digests, list):
        _note(wants=tuple(each for each in digests if isinstance(each, str)))


def _on_told() -> None:
    """What became of keeping the book."""
    told = keeper.answered("told")
    status = told.get("status") if isinstance(told, dict) else None
    if status == FAILED:
        why = "it has no room for it" if told.get("why") == "QuotaExceededError" else "it refused"
        _note(status=FAILED, trouble=f"This browser cannot keep the book: {why}.", is_new=True)
    elif status in (KEPT, ELSEWHERE, GONE):
        _note(status=status, is_new=True)


def _take_back(answer: Any) -> None:
    """Open the book that the browser gave back; where it gave none, say what was open."""
    given = answer if isinstance(answer, dict) else {}
    note = given.get("note")
    was_open = tuple(named_files(note.get("files"))) if isinstance(note, dict) else ()
    _note(is_answered=True, was_open=was_open)
    if given.get("status") == FAILED:
        _note(trouble=NOT_BACK)
    if not isinstance(given.get("record"), str) or (state.is_open() and not state.opened().is_sample):
        return
    status = ELSEWHERE if given.get("elsewhere") else KEPT
    try:
        data = _bytes(given.get("data"))
        with steps("Bringing your book back", len(data) + READING_STEPS + 1) as told:
            back = brought_back(json.loads(given["record"]), data, told)
        _open(back, status)
    except (ValueError, DamagedCopy) as error:
        said = str(error) if isinstance(error, SentiaError) else "What this browser kept cannot be read."
        _note(trouble=said)
    except SentiaError as error:
        _note(trouble=str(error))


def _bytes(given: Any) -> dict[str, bytes]:
    """The files by the digest of what came."""
    try:
        data = [base64.b64decode(each, validate=True) for each in given if isinstance(each, str)]
    except (TypeError, binascii.Error):
        return {}
    return {hashlib.sha256(each).hexdigest(): each for each in data}


def _open(back: Back, status: str) -> None:
    """Make this the open book; on another day than it was left, on that day's default."""
    book, clock = back.book, state.local_clock()
    place = back.place or InTheDay(default_day(book, clock, book.playbook))
    day = default_day(book, clock, book.playbook) if place.is_default_day else place.on
    now = place.now if day == place.on else None
    if now is None and day == clock.normalize() and day != place.on:
        now = clock
    generation = state.opened().generation + 1 if state.is_open() else 1
    minutes = place.minutes if day == place.on else None
    opened = state.Open(
        *(book, day, place.owner, now),
        is_default_day=place.is_default_day,
        generation=generation,
        minutes=minutes,
        saved=back.saved,
    )
    state.put(opened)
    names = ", ".join(source.name for source in book.sources)
    said = back.said[0] if back.said else f"{names} is back as you left it."
    _note(status=status, said=said, said_at=book.digest)


def not_saved_yet(changes: int) -> str:
    """A count of changes in words.

    Examples
    --------
    >>> not_saved_yet(1), not_saved_yet(3)
    ('1 change not saved yet', '3 changes not saved yet')
    """
    return f"{changes:,} change{'' if changes == 1 else 's'} not saved yet"


def said_of(opened: state.Open) -> str:
    """What is to be said of the open book, until something is done with it."""
    known = keeping()
    if known.said and known.said_at == opened.book.digest:
        return known.said
    before, now = dict(known.was_open), {each.name: each.digest for each in opened.book.files}
    other = [name for name in before.keys() & now.keys() if before[name] != now[name]]
    if other and not opened.book.journal.done:
        return f"This is not the {other[0]} that was open before: it was changed since."
    return ""
