"""Whether 03/04 is in March or in April, and Nov 26 a day or a month: decided for a whole file, or asked once."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from sentia.workbook.meaning.fields import is_planned
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use
from sentia.workbook.values import DAY_FIRST, MONTH_FIRST, Read


def read_alike(readers: Sequence[SheetReader], answers: Mapping[str, str]) -> dict[str, list[SheetReader]]:
    """The sheets whose dates are written alike, under the first file of each: of one file, and of one vendor.

    What the rep said of a further file of a vendor is said of that file alone.
    """
    by_file: dict[str, list[SheetReader]] = {}
    for reader in readers:
        by_file.setdefault(reader.sheet.file, []).append(reader)
    first: dict[str, str] = {}
    together: dict[str, list[SheetReader]] = {}
    for file, own in by_file.items():
        vendors = {reader.vendor for reader in own} - {""}
        is_said = f"dates:{file}" in answers or f"short dates:{file}" in answers
        vendor = vendors.pop() if len(vendors) == 1 else ""
        name = file if not vendor or (is_said and vendor in first) else first.setdefault(vendor, file)
        together.setdefault(name, []).extend(own)
    return together


def settle_dates(file: str, readers: Sequence[SheetReader], answers: Mapping[str, str]) -> dict | None:
    """Read the file's open date columns as its other date columns are, or as answered; the question, if any.

    Parameters
    ----------
    file : str
        The file's name.
    readers : sequence of SheetReader
        Its sheets; those with open columns are told the order.
    answers : mapping of str to str
        What the rep answered, by the question's id.

    Returns
    -------
    dict or None
        The one question of this file in the shape of the `check` call, as long as only an answer or the
        likeliest reading decides.
    """
    reads = [(reader, use, reader.read(use)) for reader in readers for use in reader.days()]
    open_reads = [(reader, use, read) for reader, use, read in reads if read.question is not None]
    if not open_reads:
        return None
    decided = Counter(order for *_, read in reads if (order := _decided(read)))
    question = None
    if decided:
        order = decided.most_common(1)[0][0]
    else:
        question = _question(file, open_reads, answers)
        order = question["chosen"]
    for reader in readers:
        reader.settle_order(order)
    return question


def settle_short_days(file: str, readers: Sequence[SheetReader], answers: Mapping[str, str]) -> dict | None:
    """Put the file's days without a year next to its last day, and decide what Nov 26 is; the question, if any.

    For the columns that do not tell it themselves. The last day is the latest that is recorded, not planned;
    without any recorded the earliest that is planned.
    """
    reads = [(reader, use, reader.read(use)) for reader in readers for use in reader.days()]
    if any(read.lacks_year for *_, read in reads):
        last = _last_day(reads)
        for reader in readers:
            reader.settle_short_days(None, last)
        reads = [(reader, use, reader.read(use)) for reader in readers for use in reader.days()]
    open_reads = [(use, read) for _, use, read in reads if read.short is not None]
    if not open_reads:
        return None
    question = _asked(
        f"short dates:{file}", file, open_reads[0][0], [read.short for _, read in open_reads], answers
    )
    for reader in readers:
        reader.settle_short_days(question["chosen"], reader.last)
    return question


def _last_day(reads: list[tuple[SheetReader, Use, Read]]) -> pd.Timestamp | None:
    days = [(is_planned(use.slot), read.values.dropna()) for _, use, read in reads]
    done = [found.max() for planned, found in days if not planned and len(found)]
    ahead = [found.min() for planned, found in days if planned and len(found)]
    return max(done) if done else min(ahead, default=None)


def _decided(read: Read) -> str | None:
    """The order that the column itself shows."""
    heads = [note.split(",")[0] for note in read.notes]
    return next((order for order in (DAY_FIRST, MONTH_FIRST) if order in heads), None)


def _question(file: str, open_reads: list, answers: Mapping[str, str]) -> dict:
    return _asked(f"dates:{file}", file, open_reads[0][1], [read.question for *_, read in open_reads], answers)


def _asked(identity: str, file: str, use: Use, asked: Sequence[Mapping], answers: Mapping[str, str]) -> dict:
    found, options = asked[0], list(asked[0]["readings"])
    said = " or ".join(found["readings"].values())
    taken = Counter(one["taken"] for one in asked).most_common(1)[0][0]
    answer = answers.get(identity)
    return {
        "id": identity,
        "question": f"{file}: is {found['found']} in column '{use.header}' {said}?",
        "options": options,
        "chosen": answer if answer in options else taken,
    }
