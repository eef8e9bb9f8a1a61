"""The folder beside a workbook: which one is its own, what is kept aside in it, and the files as opened."""

import glob
import hashlib
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from sentia.book.origin import Source
from sentia.errors import UnreadableFile
from sentia.workbook.disk.journal_file import read_journal
from sentia.workbook.disk.place import Place, cannot_write, write_whole

JOURNAL, OPENED, _BACKUPS, _ASIDE = "journal.json", "opened", "backups", "aside"
_SHORT = 16  # letters of a folder's name


def folder_found(place: Place, digest: str) -> tuple[Path, bool]:
    """The folder that holds what belongs to a workbook, and whether one beside it belongs to nobody here.

    Earlier versions named the folder by the file's name without its ending, so that two files shared one: it goes
    to the file whose digest it holds, else to the one whose name it holds.
    """
    own, older = place.folder, place.path.with_name(f"{place.path.stem}.sentia")
    if (own / JOURNAL).exists() or not (older / JOURNAL).is_file():
        return own, False
    files = [path for path in place.path.parent.glob(f"{glob.escape(place.path.stem)}.*") if path.is_file()]
    if _holds_digest(older, [digest]):
        return older, False
    others = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path != place.path]
    if _holds_digest(older, others):
        return own, False
    names = {path.name for path in older.glob(f"{OPENED}/*/*")}
    if place.path.name in names:
        return older, False
    return own, not any(path.name in names for path in files)


def _holds_digest(folder: Path, digests: Iterable[str]) -> bool:
    """Whether the folder's journal is of a workbook with one of these digests, alone or with its companion."""
    try:
        kept = read_journal(folder / JOURNAL)
    except UnreadableFile:
        return False
    known = {digest for digest in (kept.opened, kept.saved, kept.saving) if digest}
    known |= {digest.partition("+")[0] for digest in known}
    return any(digest in known for digest in digests)


def adopt(place: Place, found: Path) -> None:
    """Make a folder of the older name the workbook's own; the old one stays whole until the new one is."""
    if found == place.folder:
        return
    try:
        for name in (OPENED, _BACKUPS):
            if (found / name).is_dir():
                shutil.copytree(found / name, place.folder / name, dirs_exist_ok=True)
        write_whole(place.folder / JOURNAL, (found / JOURNAL).read_bytes())
    except OSError as error:
        raise cannot_write(place.path.parent, error) from None
    shutil.rmtree(found, ignore_errors=True)


def set_aside(folder: Path) -> None:
    """Keep a copy of the journal, and of the files it is of, in a place of its own; raises CannotWrite."""
    number = 1 + max((int(path.name.split()[-1]) for path in folder.glob(f"{_ASIDE} *")), default=0)
    aside = folder / f"{_ASIDE} {number}"
    try:
        if (folder / OPENED).is_dir():
            shutil.copytree(folder / OPENED, aside / OPENED)
        aside.mkdir(exist_ok=True)
        shutil.copy2(folder / JOURNAL, aside / JOURNAL)
    except OSError as error:
        raise cannot_write(folder.parent, error) from None


def keep_opened(folder: Path, digest: str, files: Sequence[Source]) -> None:
    """Keep the files as they were opened, where they are not kept yet; raises CannotWrite."""
    kept = folder / OPENED / _short(digest)
    for source in files:
        target = kept / source.name
        if not target.is_file() or target.stat().st_size != len(source.data):
            write_whole(target, source.data)


def drop_other_opened(folder: Path, digest: str) -> None:
    """Let go of files as they were opened earlier."""
    for older in (folder / OPENED).iterdir():
        if older.name != _short(digest):
            shutil.rmtree(older, ignore_errors=True)


def as_opened(folder: Path, digest: str, name: str) -> list[Source] | None:
    """The files as they were opened, the rep's own first; None where they were not kept whole."""
    kept = folder / OPENED / _short(digest)
    others = sorted(path for path in kept.glob("*") if path.name != name and not path.name.startswith("."))
    paths = [path for path in (kept / name, *others) if path.is_file()]
    sources = [Source(path.name, path.read_bytes()) for path in paths]
    return sources if sources and digest_of([source.data for source in sources]) == digest else None


def digest_of(files: Sequence[bytes]) -> str:
    """One digest of several files, the rep's own first."""
    return joined([hashlib.sha256(data).hexdigest() for data in files])


def joined(digests: Sequence[str]) -> str:
    """The digests of several files as one."""
    return "+".join(digests)


def _short(digest: str) -> str:
    """A digest as it names a folder, short enough for any path."""
    return hashlib.sha256(digest.encode()).hexdigest()[:_SHORT]
