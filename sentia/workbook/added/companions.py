"""Workbooks that go with a file which cannot be changed in place: which of the opened files each belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from sentia.book.origin import Source
from sentia.errors import UnreadableFile
from sentia.workbook.added.restoring import Brought, brought_by
from sentia.workbook.reading import read_sheets

ENDING = " with Sentia"


@dataclass(frozen=True)
class Together:
    """The opened files told apart: the rep's own, what belongs to them, and what is to be said about it."""

    sources: tuple[Source, ...]
    companions: tuple[Source, ...] = ()
    brought: tuple[Brought, ...] = ()
    faults: tuple[dict, ...] = ()


def beside(source: str) -> str:
    """What the workbook beside a file is called.

    Examples
    --------
    >>> beside("deals.csv")
    'deals with Sentia.xlsx'
    """
    return f"{PurePath(source).stem}{ENDING}.xlsx"


def companion_of(path: Path) -> Path:
    """Where the workbook that goes with a file on disk lies, or is to lie.

    Two files of one stem have one each: where `deals with Sentia.xlsx` is another file's, it is
    `deals.csv with Sentia.xlsx`.
    """
    short, long = path.with_name(beside(path.name)), path.with_name(f"{path.name}{ENDING}.xlsx")
    own = (each for each in (short, long) if each != path and each.exists() and _goes_with(each, path))
    return next(own, long if short.exists() else short)


def _goes_with(companion: Path, path: Path) -> bool:
    """Whether a workbook says that it belongs to this file, by its digest or its name."""
    abouts = [each.about for each in brought_by(read_sheets(companion.name, companion.read_bytes()))]
    wanted = Source(path.name, path.read_bytes()).digest if path.exists() else ""
    return any(about.digest and (about.digest == wanted or about.file == path.name) for about in abouts)


def told_apart(sources: Sequence[Source], brought: Sequence[Brought]) -> Together:
    """The files that hold records, and those that go with them.

    Raises
    ------
    UnreadableFile
        A workbook that goes with a file which is not open; the message names that file.
    """
    going_along = {each.file: each for each in brought if each.is_companion}
    own = [source for source in sources if source.name not in going_along]
    matched = [_matched(each, own) for each in brought]
    faults = [fault for each, source in zip(brought, matched, strict=True) for fault in _changed(each, source)]
    renamed = tuple(each.renamed_to(source.name) for each, source in zip(brought, matched, strict=True))
    companions = tuple(source for source in sources if source.name in going_along)
    return Together(tuple(own), companions, renamed, tuple(faults))


def _matched(brought: Brought, own: Sequence[Source]) -> Source:
    """The file that the sheets belong to: their own, or the one of that digest, or else of that name."""
    if not brought.is_companion:
        return next(source for source in own if source.name == brought.file)
    about = brought.about
    by_digest = [source for source in own if source.digest == about.digest]
    found = by_digest or [source for source in own if source.name == about.file]
    if not found:
        raise UnreadableFile(
            f"{brought.file} holds what Sentia added to {about.file}; open it together with {about.file}."
        )
    return found[0]


def _changed(brought: Brought, source: Source) -> list[dict]:
    if not brought.is_companion or source.digest == brought.about.digest:
        return []
    wanted = f"the file that {brought.file} was written for; what still fits is put back, the rest is listed"
    place = {"file": source.name, "sheet": "", "row": 0, "column": ""}
    return [place | {"found": "a file that was changed since", "wanted": wanted}]
