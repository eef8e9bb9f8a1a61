"""How long 100,000 rows of 25 columns take to become a book, and in how much memory, against calamine alone.

Run as `python tests/benchmarks/reading.py`; the file is made in a temporary folder, each reading is measured in a
process of its own. A book may take 3 times calamine's own time in its process, and 700 MB at once: of the process
that reads the file and the one that waits for it, and then of the latter alone, which makes a book of it.
"""

import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "workbook")]

ROWS, RUNS = 100_000, 5
MOST_TIMES, MOST_MEGABYTES = 3, 700
STAGES = ["Qualification", "Proposal", "Negotiation", "Closed Won", "Closed Lost"]
HEADINGS = {  # and what stands below: a text with how many different ones, a day, a number, or yes and no
    "Opportunity ID": ("OPP-{}", ROWS),
    "Deal": ("Deal {} about presses", ROWS),
    "Company": ("Company {}", 20_000),
    "Contact": ("Ann Fox {}", 30_000),
    "Email": ("ann{}@company.example", 30_000),
    "Owner": ("Rep {}", 9),
    "Stage": (STAGES, 0),
    "Lead source": (["Web", "Referral", "Fair"], 0),
    "Product": ("Product {}", 40),
    "Next step": (["Call back", "Send quote", ""], 0),
    "Lost reason": (["Price", "", ""], 0),
    "City": ("City {}", 500),
    "Notes": ("They asked about number {} again", ROWS),
    "Created": (date, 0),
    "Expected close": (date, 0),
    "Closed on": (date, 0),
    "Next step on": (date, 0),
    "Amount": (float, 0),
    "Probability": (float, 0),
    "Employees": (float, 0),
    "Discount": (float, 0),
    "Weight": (float, 0),
    "Existing customer": (bool, 0),
    "Partner deal": (bool, 0),
    "Newsletter": (bool, 0),
}


class Strings(dict):
    """The shared texts of a workbook by their numbers, in the order they are met."""

    def __missing__(self, text):
        self[text] = len(self)
        return self[text]


def cell(name, kind, different, row, strings):
    if kind is date:
        return f'<c r="{name}" s="1"><v>{45_000 + random.randrange(900)}</v></c>'
    if kind is float:
        empty = random.random() > 0.7
        return f'<c r="{name}" s="1"/>' if empty else f'<c r="{name}"><v>{random.random() * 1e5:.2f}</v></c>'
    if kind is bool:
        return f'<c r="{name}" t="b"><v>{random.randrange(2)}</v></c>'
    number = row if different == ROWS else random.randrange(different or 1)
    text = random.choice(kind) if isinstance(kind, list) else kind.format(number)
    return f'<c r="{name}" t="s"><v>{strings[text]}</v></c>' if text else f'<c r="{name}" s="0"/>'


def workbook():
    """A CRM's export as Excel saves it: shared texts, days as styled numbers, formatted empty cells."""
    from made_files import MAIN, parts_of, relations, zipped

    from sentia.book.places import cell_name

    random.seed(1)
    strings, rows = Strings(), []
    header = (f'<c r="{cell_name(1, i)}" t="s"><v>{strings[text]}</v></c>' for i, text in enumerate(HEADINGS))
    rows.append(f'<row r="1">{"".join(header)}</row>')
    for row in range(2, ROWS + 2):
        kinds = enumerate(HEADINGS.values())
        cells = (cell(cell_name(row, i), *kind, row, strings) for i, kind in kinds)
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    targets = (
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
    )
    formats = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return zipped(
        parts_of("".join(rows))
        | {
            "xl/_rels/workbook.xml.rels": relations(*targets),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{formats}</styleSheet>',
        }
    )


def calamine(path):
    """Calamine alone, in this process."""
    from python_calamine import CalamineWorkbook

    data = path.read_bytes()
    return lambda: (
        CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )


def sheets(path):
    """Sheets of cells."""
    from sentia.workbook.reading import read_sheets

    return lambda: read_sheets("deals.xlsx", path.read_bytes())


def book(path):
    """A whole book."""
    import sentia

    sentia.read_book(b"Company,Deal\nAcme,Press\n")  # imported and warm, as a server is
    return lambda: sentia.read_book(str(path))


READINGS = {"calamine": calamine, "sheets": sheets, "book": book}


def measure(name, path):
    """Print the seconds that one reading takes, and the megabytes of this process and of its child at most."""
    import resource

    read = READINGS[name](path)
    begun = time.perf_counter()
    read()
    seconds = time.perf_counter() - begun
    most = (resource.getrusage(who).ru_maxrss / 1e3 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(" ".join(map(str, (seconds, *most))))


def measured(name, path):
    """What `measure` prints, of a process that begins small: a process starts with its parent's highest."""
    command = [sys.executable, __file__, name, str(path)]
    return [float(number) for number in subprocess.run(command, capture_output=True, check=True).stdout.split()]


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.xlsx"
        subprocess.run([sys.executable, __file__, "make", str(path)], check=True)
        rounds = [{name: measured(name, path) for name in READINGS} for _ in range(RUNS)]
        size = path.stat().st_size / 1e6
    sys.stdout.write(f"{ROWS:,} x {len(HEADINGS)} cells, {size:.1f} MB, medians of {RUNS}\n")
    for name in READINGS:
        seconds, own, child = (median(each[name][i] for each in rounds) for i in range(3))
        times = median(each[name][0] / each["calamine"][0] for each in rounds)
        sys.stdout.write(
            f"{name:9} {seconds:5.2f} s, {times:4.2f} x, {own:4.0f} MB and {child:4.0f} MB in its child\n"
        )
    at_once = median(max(each["sheets"][1] + each["sheets"][2], each["book"][1]) for each in rounds)
    sys.stdout.write(f"{at_once:.0f} MB at once; a book at most {MOST_TIMES} x and {MOST_MEGABYTES} MB\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        Path(sys.argv[2]).write_bytes(workbook())
    elif sys.argv[1:]:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
