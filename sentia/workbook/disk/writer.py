"""One writer a workbook: of several tabs the first writes, the others read until they are asked to."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import IO

from sentia.workbook.disk.place import Place

_LOCK = "lock"
_guard = Lock()
_writers: dict[Path, str] = {}  # the session that writes, by workbook
_handles: dict[Path, IO[bytes]] = {}  # held as long as this process writes, so that no other one does


def claim(place: Place, session: str, is_alive: Callable[[str], bool], by_force: bool = False) -> bool:
    """Whether this session writes the workbook from now on.

    Parameters
    ----------
    session : str
        The tab that asks.
    is_alive : callable
        Whether another tab of this process is still open; a closed one writes no more.
    by_force : bool
        Whether the rep said that this tab is to write instead of the other.

    Returns
    -------
    bool
        False where another tab, or another program of ours, writes.
    """
    with _guard:
        if not _held_here(place):
            return False
        writer = _writers.get(place.path)
        if writer is None or writer == session or by_force or not is_alive(writer):
            _writers[place.path] = session
        return _writers[place.path] == session


def writes(place: Place, session: str) -> bool:
    """Whether this session is the one that writes the workbook now."""
    return _writers.get(place.path) == session


def _held_here(place: Place) -> bool:
    """Whether this process may write: it holds the lock, or has just got it."""
    if place.path in _handles:
        return True
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        handle = (place.folder / _LOCK).open("ab")
    except OSError:
        return False
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
