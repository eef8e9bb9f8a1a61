"""The open book kept in the rep's own browser, by consent: what is kept there, and how it comes back."""

import hashlib
import json
import secrets
from typing import Any

from sentia.book.origin import Source
from sentia.ui import elements as st
from sentia.ui import keeper, state
from sentia.ui.coming_back import incoming, next_piece, on_back, on_piece, take_back
from sentia.ui.keeping import DECLINED, ELSEWHERE, FAILED, FORGET, GONE, KEEP, KEPT, Keeping, keeping, note
from sentia.workbook.browser_copy import InTheDay, files_of, is_too_large, record_of

_MADE = "sentia.kept.made"


def wait_for_kept_book() -> None:
    """Where this browser keeps a book, end the page here until it is back; all other visitors go on at once."""
    if state.is_open() or state.path_given() or keeping().is_answered or not keeper.is_kept_here():
        return
    st.markdown("Bringing back the book that this browser keeps for you.")
    st.button("Go on without it", on_click=_go_on, type="tertiary")
    show_keeper()
    st.stop()


def _go_on() -> None:
    note(is_answered=True)


def keep_here() -> None:
    """Keep this tab's book in this browser from now on, in place of any other."""
    note(order=KEEP, order_id=secrets.token_hex(8), status="", trouble="")


def forget() -> None:
    """Remove everything from this browser, and keep nothing any more."""
    note(order=FORGET, order_id=secrets.token_hex(8), status=DECLINED, trouble="")


def decline() -> None:
    """Keep nothing, and ask no more."""
    note(status=DECLINED)


def is_own(opened: state.Open) -> bool:
    """Whether this is a book of the rep's own that has no place on a disk of ours."""
    return not opened.is_sample and opened.on_disk is None


@st.fragment
def show_keeper() -> None:
    """The browser's program, unseen; where it hands a book back, the page is drawn anew with it."""
    opened = state.opened() if state.is_open() else None
    keeper.mount(_told(opened), _wanted(opened), back=on_back, piece=on_piece, wants=_on_wants, told=_on_told)
    note(wants=())
    coming = incoming()
    if coming is not None and coming.is_whole:
        take_back(coming)
        st.rerun()
    if coming is not None:
        here = len(coming.pieces)
        st.progress(here / coming.count, f"{here} of {coming.count} parts are here")
    if keeping().is_new:
        note(is_new=False)
        st.rerun()


def _told(opened: state.Open | None) -> dict[str, Any]:
    """What the program is told: what to do, and the book where it is to be kept."""
    known = keeping()
    told = {
        "order": {"id": known.order_id, "what": known.order},
        "keeps": known.status == KEPT,
        "warns": opened is not None and _would_be_lost(opened, known),
        "piece": next_piece(),
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
        return opened.is_only_here
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
        note(wants=tuple(each for each in digests if isinstance(each, str)))


def _on_told() -> None:
    """What became of keeping the book."""
    told = keeper.answered("told")
    status = told.get("status") if isinstance(told, dict) else None
    if status == FAILED:
        why = "it has no room for it" if told.get("why") == "QuotaExceededError" else "it refused"
        note(status=FAILED, trouble=f"This browser cannot keep the book: {why}.", is_new=True)
    elif status in (KEPT, ELSEWHERE, GONE):
        note(status=status, is_new=True)


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
