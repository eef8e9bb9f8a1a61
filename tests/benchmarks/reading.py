"""How long reading 100,000 rows of 25 columns takes, against calamine alone in this process.

Run as `python tests/benchmarks/reading.py`; the file is made in a temporary folder. Reading to sheets of cells
may take 2.2 times calamine's own time, so that reading into a book stays within 3.
"""

import random
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "workbook")]

from made_files import MAIN, parts_of, relations, zipped  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from sentia.book.places import cell_name  # noqa: E402
from sentia.workbook.reading import read_sheets  # noqa: E402

ROWS, COLUMNS, RUNS = 100_000, 25, 5
TEXTS = [f"Company {number}" for number in range(20_000)]


def cell(row, column):
    """Thirteen columns of text, four of dates, five of numbers with gaps, three of flags."""
    name = f'r="{cell_name(row, column)}"'
    if column < 13:
        return f'<c {name} t="s"><v>{random.randrange(len(TEXTS))}</v></c>'
    if column < 17:
        return f'<c {name} s="1"><v>{45_000 + random.randrange(900)}</v></c>'
    if column < 22:
        return (
            f"<c {name}><v>{random.random() * 1e5:.2f}</v></c>" if random.random() < 0.7 else f'<c {name} s="1"/>'
        )
    return f'<c {name} t="b"><v>{random.randrange(2)}</v></c>'


def workbook():
    random.seed(1)
    rows = "".join(
        f'<row r="{row}">{"".join(cell(row, column) for column in range(COLUMNS))}</row>'
        for row in range(1, ROWS + 1)
    )
    targets = (
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
    )
    formats = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    texts = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    return zipped(
        parts_of(rows)
        | {
            "xl/_rels/workbook.xml.rels": relations(*targets),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{formats}</styleSheet>',
        }
    )


def calamine(data):
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def seconds(read, data):
    begun = time.perf_counter()
    read(data)
    return time.perf_counter() - begun


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.xlsx"
        path.write_bytes(workbook())
        data = path.read_bytes()
    pairs = [(seconds(calamine, data), seconds(lambda d: read_sheets("deals.xlsx", d), data)) for _ in range(RUNS)]
    alone, ours = (median(times) for times in zip(*pairs, strict=True))
    sys.stdout.write(f"{ROWS:,} x {COLUMNS} cells, {len(data) / 1e6:.1f} MB, medians of {RUNS}\n")
    sys.stdout.write(
        f"calamine alone {alone:.2f} s, read_sheets {ours:.2f} s, ratio {ours / alone:.2f} (at most 2.2)\n"
    )


if __name__ == "__main__":
    main()
