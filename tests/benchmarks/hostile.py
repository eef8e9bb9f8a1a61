"""How long hostile files take to be refused, each in a child of its own; the budget is 3 seconds.

Run by hand from the project's root: `python -m tests.benchmarks.hostile`.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bad_files import BAD_FILES

from sentia.errors import SentiaError
from sentia.workbook.from_files import Source, read_book

TEXTS = {
    "line ends.csv": b"\n" * 50_000_000,
    "quotes.csv": b'"\n' * 25_000_000,
    "commas.csv": b"," * 50_000_000,
    "open quotes.csv": b'a,"b\n' * 1_100_000,
    "tags.xls": b"<html><table>" + b"<tr><td>" * 5_000_000,
    "rows.xls": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    + b"<Row>" * 2_000_000,
}
BUDGET = 3.0


def main() -> None:
    """Print each file's seconds and its sentence."""
    for name, data in {**{name: make() for name, make in BAD_FILES.items()}, **TEXTS}.items():
        begun = time.perf_counter()
        try:
            read_book(Source(name, data))
            said = "opened"
        except SentiaError as error:
            said = str(error)
        seconds = time.perf_counter() - begun
        sys.stdout.write(f"{seconds:5.1f} s {'' if seconds < BUDGET else 'OVER '}{said[:110]}\n")


if __name__ == "__main__":
    main()
