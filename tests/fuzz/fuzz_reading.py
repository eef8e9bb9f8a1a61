"""Spoiled files of every format, one after another read, planned, followed up and written: each has to end in a
book or a sentence.

Run by hand as `python tests/fuzz/fuzz_reading.py [SECONDS] [FIRST_SEED]`, for 600 seconds unless said otherwise.
Prints how the files ended, by format; a file that ended any other way is kept in a folder of its own and named.
"""

import sys
import tempfile
import time
import traceback
from collections import Counter
from io import BytesIO
from pathlib import Path

from spoiled_files import good_files, spoiled

import sentia
from sentia.book.origin import Source
from sentia.errors import NoRecords, ReadsBackDifferently, SentiaError
from sentia.workbook.from_files import check
from sentia.workbook.writing import separate_workbook

ON = "2026-11-23"
SLOW = 10  # seconds from which a file is worth a look


def end_of(name, data):
    """How a morning with a file ends: "book", "no records", or "sentence"; any other error is the caller's."""
    try:
        use(sentia.read_book(Source(f"deals.{name}", data)))
    except NoRecords:
        return "no records"
    except SentiaError as refused:
        if "\n" in str(refused) or not str(refused).strip():
            raise AssertionError(f"no sentence: {refused!r}") from refused
        return "sentence"
    return "book"


def use(book):
    """Plan a day of the book, find its follow-ups, change a deal, and hand the workbook back."""
    day, gaps = sentia.plan_day(book, ON), sentia.follow_up_gaps(book, ON)
    sentia.coverage(book, ON, planned=day.actions)
    sentia.score_opportunities(book, ON)
    check(book)
    if len(book.opportunities):
        book = book.edit("opportunities", book.opportunities.index[0], amount=1_234.0)
    try:
        sentia.write_workbook(book, BytesIO(), day=day, gaps=gaps)
    except ReadsBackDifferently:
        separate_workbook(book, day=day, gaps=gaps)


def main(seconds=600, seed=0):
    ends, kept = Counter(), Path(tempfile.mkdtemp(prefix="fuzz-"))
    good = good_files()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, data in good.items():
            bad, begun = spoiled(data, seed), time.monotonic()
            try:
                end = end_of(name, bad)
            except Exception:  # noqa: BLE001 - whatever else happens is what is looked for
                end = "FAILED"
                sys.stdout.write(f"{name} seed {seed}\n{traceback.format_exc()}\n")
            if end == "FAILED" or time.monotonic() - begun > SLOW:
                (kept / f"{seed}.{name}").write_bytes(bad)
                sys.stdout.write(
                    f"{name} seed {seed}: {end} in {time.monotonic() - begun:.1f} s, kept in {kept}\n"
                )
            ends[name, end] += 1
        seed += 1
    for (name, end), count in sorted(ends.items()):
        sys.stdout.write(f"{name:5} {end:10} {count}\n")
    return any(end == "FAILED" for _, end in ends)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
