"""One writer a workbook: of several tabs the first writes, the others read until they are asked to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sentia.errors import CannotWrite
from sentia.workbook.disk.place import Place, cannot_write

HERE, ANOTHER_TAB, ANOTHER_PROGRAM, NOBODY = "here", "another tab", "another program", "nobody"
_LOCK = "lock"
_guard = threading.RLock()  # nothing is written while the writer changes
_writers: dict[Path, str] = {}  # the session that writes, by workbook
_handles: dict[Path, IO[bytes]] = {}  # held as long as this process writes, so that no other one does


@dataclass(frozen=True)
class WriteAccess:
    """Whether a tab may write a workbook, and why not: the one value that every control and message asks.

    Attributes
    ----------
    holder : str
        Who writes: HERE this tab, ANOTHER_TAB or ANOTHER_PROGRAM of ours, NOBODY where the folder takes nothing.
    why_not : str
        Why what is changed here does not reach the disk, in a sentence; "" where it does.
    """

    holder: str = HERE
    why_not: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether a change is taken, on the disk or at least in this tab's memory."""
        return self.holder in (HERE, NOBODY)

    @property
    def is_kept(self) -> bool:
        """Whether a change is on the disk as soon as it is made."""
        return self.holder == HERE and not self.why_not


def claim(place: Place, session: str, is_alive: Callable[[str], bool], by_force: bool = False) -> WriteAccess:
    """Let this session write the workbook from now on, where it may.

    Parameters
    ----------
    session : str
        The tab that asks.
    is_alive : callable
        Whether another tab of this process is still open; a closed one writes no more.
    by_force : bool
        Whether the rep said that this tab is to write instead of the other.
    """
    with _guard:
        try:
            is_held = _held_here(place)
        except CannotWrite as error:
            return WriteAccess(NOBODY, str(error))
        if not is_held:
            return WriteAccess(ANOTHER_PROGRAM, f"{place.path.name} is open in another Sentia, which writes it.")
        writer = _writers.get(place.path)
        if writer is None or writer == session or by_force or not is_alive(writer):
            _writers[place.path] = session
        return access_of(place, session)


def access_of(place: Place, session: str) -> WriteAccess:
    """Whether this session is the one that writes the workbook now."""
    if _writers.get(place.path) == session:
        return WriteAccess()
    return WriteAccess(ANOTHER_TAB, f"{place.path.name} is written in another tab; this one only looks.")


@contextmanager
def unchanged_writer() -> Iterator[None]:
    """While this lasts no other tab becomes the writer of any workbook."""
    with _guard:
        yield


def _held_here(place: Place) -> bool:
    """Whether this process may write: it holds the lock, or has just got it; raises CannotWrite."""
    if place.path in _handles:
        return True
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        handle = (place.folder / _LOCK).open("ab")
    except OSError as error:
        raise cannot_write(place.path.parent, error) from None
    if not _locked(handle):
        handle.close()
        return False
    _handles[place.path] = handle
    return True


def _locked(handle: IO[bytes]) -> bool:
    try:
        _lock(handle)
    except OSError:
        return False
    return True


def _lock(handle: IO[bytes]) -> None:
    """Lock the file for this process; raises OSError where another one has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
