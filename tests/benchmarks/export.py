"""What it costs to hand back a workbook of 100,000 rows of 25 columns, edited: processor time and memory.

Run as `python -m tests.benchmarks.export`; the file is made in a temporary folder, each step is measured in a
process of its own. Handing back may take 3 times calamine's own reading of the file and its inflating and
deflating once, and 600 MB, the process's children counted.
"""

import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

from tests.benchmarks.reading import ROWS, calamine, workbook

RUNS, EDITS = 5, 4_000
MOST_TIMES, MOST_MEGABYTES = 3, 600
_LEVEL = 6


def repacking(path):
    """The parts inflated and deflated once, and nothing else."""
    data = path.read_bytes()

    def run():
        package = zipfile.ZipFile(BytesIO(data))
        for name in package.namelist():
            zlib.compress(package.read(name), _LEVEL)

    return run


def one_edit(path):
    """One cell changed, the workbook packed again and verified."""
    return _patching(path, [(50_000, 17, 1_234.5)])


def many_edits(path):
    """Four thousand cells changed, a row added and a sheet of 200 rows put in."""
    changes = [(2 + i * (ROWS // EDITS), 17, 1_000 + i) for i in range(EDITS)]
    return _patching(path, changes, with_more=True)


def _patching(path, changes, *, with_more=False):
    from sentia.workbook.patching import CellChange, Formula, NewRow, ResultSheet, patch_workbook

    data = path.read_bytes()
    edits = [CellChange("Deals", *change) for change in changes]
    headings = ["Who", "Gain", "Minutes", "Return per hour"]
    rows = [[f"Ann {i}", i, 15, Formula(f"=B{i}/C{i}*60", i * 4)] for i in range(2, 202)]
    sheets = [ResultSheet("Sentia day", [headings, *rows])] if with_more else []
    new = [NewRow("Deals", ROWS + 1, {0: "OPP-new", 13: date(2026, 11, 23)})] if with_more else []

    def run():
        patched = patch_workbook(data, edits, sheets, new)
        assert patched.receipt.changed_cells == len(edits)
        assert patched.receipt.added_rows == len(new)

    return run


STEPS = {"calamine": calamine, "repacking": repacking, "one edit": one_edit, "many edits": many_edits}


def measure(name, path):
    """Print the seconds of one step, and the megabytes of this process at most."""
    import resource

    run = STEPS[name](path)
    begun = time.process_time()
    run()
    seconds = time.process_time() - begun
    most = sum(resource.getrusage(who).ru_maxrss / 1e3 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(f"{seconds} {most}")


def measured(name, path):
    """What `measure` prints, of a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.export", name, str(path)]
    return [float(number) for number in subprocess.run(command, capture_output=True, check=True).stdout.split()]


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deals.xlsx"
        subprocess.run([sys.executable, "-m", "tests.benchmarks.export", "make", str(path)], check=True)
        rounds = [{name: measured(name, path) for name in STEPS} for _ in range(RUNS)]
        size = path.stat().st_size / 1e6
    sys.stdout.write(f"{ROWS:,} rows, {size:.1f} MB, medians of {RUNS}\n")
    for name in STEPS:
        seconds, most = (median(each[name][i] for each in rounds) for i in range(2))
        beyond = median((each[name][0] - each["repacking"][0]) / each["calamine"][0] for each in rounds)
        sys.stdout.write(f"{name:10} {seconds:5.2f} s, {beyond:5.2f} x beyond the repacking, {most:4.0f} MB\n")
    sys.stdout.write(f"at most {MOST_TIMES} x and {MOST_MEGABYTES} MB\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        Path(sys.argv[2]).write_bytes(workbook())
    elif sys.argv[1:]:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
