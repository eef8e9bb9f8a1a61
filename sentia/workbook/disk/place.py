"""A workbook on the rep's own disk: read, watched for changes from outside, and replaced whole or not at all."""

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from sentia.errors import CannotWrite, ChangedUnderneath, UnreadableFile

KEPT_BACKUPS = 10
_LOCKS = ("~${name}", ".~lock.{name}#")  # what Excel and LibreOffice put beside a workbook they have open
_WRITABLE = 0o222  # by anybody at all
_REASONS = {
    getattr(errno, "EDQUOT", errno.ENOSPC): "your share of the disk is used up; make room there",
    errno.ENOSPC: "the disk is full; make room there",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ENOENT: "it is not there any more",
    errno.ENAMETOOLONG: "its name is too long; rename the file",
}


@dataclass(frozen=True)
class Place:
    """Where a workbook lies, and where Sentia keeps what belongs to it: `deals.xlsx.sentia` beside deals.xlsx.

    `belongs_to` is the rep's own file where the workbook only goes with it; both share that one's folder.
    """

    path: Path
    belongs_to: Path | None = None

    @property
    def folder(self) -> Path:
        """Holds the journal, the workbook as it was opened, and the backups."""
        own = self.belongs_to or self.path
        return own.with_name(f"{own.name}.sentia")

    @property
    def backups(self) -> Path:
        """The workbook as it was before each of the last saves, oldest first by name."""
        return self.folder / "backups"


@dataclass(frozen=True)
class Seen:
    """A file as last read or written; its size and `changed_at` (nanoseconds) tell quickly if it is another."""

    digest: str
    size: int
    changed_at: int


def read(path: Path) -> tuple[bytes, Seen]:
    """The file's bytes, and what it looked like.

    Raises
    ------
    UnreadableFile
        There is no such file, it is a folder, or another program holds it.
    """
    try:
        before = path.stat()
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path.name}: there is no such file; check the path.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path.name} is a folder; name the spreadsheet inside it.") from None
    except OSError:
        raise UnreadableFile(
            f"{path.name} cannot be opened; close it in Excel or check who may read it."
        ) from None
    return data, Seen(hashlib.sha256(data).hexdigest(), before.st_size, before.st_mtime_ns)


def is_changed(path: Path, seen: Seen) -> bool:
    """Whether the file is another one than the one seen; its bytes are read only where its date or size moved."""
    try:
        now = path.stat()
    except OSError:
        return True
    if (now.st_size, now.st_mtime_ns) == (seen.size, seen.changed_at):
        return False
    return read(path)[1].digest != seen.digest


def open_elsewhere(path: Path) -> str | None:
    """The program that has the workbook open, by the file it leaves beside it; None where there is none."""
    for lock, program in zip(_LOCKS, ("Excel", "LibreOffice"), strict=True):
        if path.with_name(lock.format(name=path.name)).exists():
            return program
    return None


def replace_file(place: Place, data: bytes, seen: Seen | None, stamp: str) -> Seen:
    """Put these bytes in the file's place in one step, the old ones kept as a backup.

    Parameters
    ----------
    seen : Seen or None
        The file as it was last read; None where there is none yet.
    stamp : str
        Names the backup, such as "2026-11-23 094105"; later ones sort behind.

    Raises
    ------
    CannotWrite
        Excel has it open, or the folder cannot be written to.
    ChangedUnderneath
        The file is not the one that was seen; nothing is written.
    """
    path = place.path
    _check_free(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write_through(beside, data)
        if path.exists():
            shutil.copymode(path, beside)
            _back_up(place, stamp)
        _check_unchanged(path, seen)
        _swap(beside, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    finally:
        _remove(beside)
    return read(path)[1]


def cannot_write(folder: Path, error: OSError) -> CannotWrite:
    """The reason why nothing can be written to a folder, as a sentence."""
    reason = _REASONS.get(error.errno) or error.strerror or str(error)
    return CannotWrite(f"Nothing can be written to the folder {folder.name or folder}: {reason}.")


def _check_free(path: Path) -> None:
    """Raise CannotWrite where another program has the file open, or it is marked as one to read only."""
    program = open_elsewhere(path)
    if program:
        raise CannotWrite(f"{path.name} is open in {program}; close it there, then save again.")
    if path.exists() and not path.stat().st_mode & _WRITABLE:
        raise CannotWrite(f"{path.name} is marked read-only; allow writing to it, then save again.")


def _swap(beside: Path, path: Path) -> None:
    """Put a written file in the place of the other; Windows refuses it while a program has that one open."""
    try:
        os.replace(beside, path)
    except PermissionError:
        raise CannotWrite(
            f"{path.name} is open elsewhere or protected; close it in Excel, then save again."
        ) from None


def _remove(beside: Path) -> None:
    """Take a half-written file away, where the disk still lets us."""
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)


def _check_unchanged(path: Path, seen: Seen | None) -> None:
    is_new = seen is None and not path.exists()
    if not is_new and (seen is None or is_changed(path, seen)):
        raise ChangedUnderneath(
            f"{path.name} was changed outside Sentia since it was opened; read it again first, your edits stay."
        )


def _back_up(place: Place, stamp: str) -> None:
    """Keep the file as it is now, whole, and let go of the oldest backups."""
    place.backups.mkdir(parents=True, exist_ok=True)
    target = place.backups / f"{stamp}{place.path.suffix}"
    beside = target.with_name(f".{target.name}")
    shutil.copy2(place.path, beside)
    os.replace(beside, target)
    older = sorted(p for p in place.backups.iterdir() if not p.name.startswith("."))[:-KEPT_BACKUPS]
    for path in older:
        path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of our own so that it is always the old or the new one.

    Raises
    ------
    CannotWrite
        The folder cannot be written to.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(beside, data)
        os.replace(beside, path)
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    finally:
        _remove(beside)


def _write_through(path: Path, data: bytes) -> None:
    """Write and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Let the disk know the new name too, where a folder can be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
