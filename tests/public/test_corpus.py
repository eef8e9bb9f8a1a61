"""Four hundred odd spreadsheets that other projects collected: each opens or is refused in one sentence."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sentia.errors import UnreadableFile
from sentia.workbook.reading import read_sheets

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("SENTIA_PUBLIC_DATA", ROOT.parent / "shared" / "data")) / "xlsx_corpus"
BATCH = 50  # files that one process reads; where it is taken down, each of them gets a process of its own
SECONDS = 120
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.name != "SOURCE.txt")

pytestmark = pytest.mark.skipif(not FILES, reason="no xlsx_corpus in the public data; set SENTIA_PUBLIC_DATA")

READ = """
import json, sys
from pathlib import Path
from sentia.errors import UnreadableFile
from sentia.workbook.child import _bound_memory
from sentia.workbook.reading import read_sheets

_bound_memory()
for path in json.load(sys.stdin):
    try:
        end = sum(sheet.n_rows for sheet in read_sheets(Path(path).name, Path(path).read_bytes(), trusted=True))
    except UnreadableFile as refused:
        end = str(refused)
    print(json.dumps([path, end]), flush=True)
"""

REASONS = {
    "password": "protected with a password",
    "no cells": "has no rows",
    "no bytes": "has no bytes at all",
    "far cells": "far away|outside the grid|more than the 15 million",
    "document type": "document type declaration",
    "damaged": "is damaged|is incomplete",
    "no spreadsheet": "neither a spreadsheet nor text|note that Excel keeps|is a ",
}


def ends_of(paths):
    """How reading each file ends: its number of rows, or the sentence that refuses it."""
    read = subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        cwd=ROOT,
        check=False,
    )
    ends = dict(json.loads(line) for line in read.stdout.splitlines())
    return ends | {str(path): end_alone(path) for path in paths if str(path) not in ends}


def end_alone(path):
    try:
        return sum(sheet.n_rows for sheet in read_sheets(path.name, path.read_bytes()))
    except UnreadableFile as refused:
        return str(refused)


def all_ends():
    """How each file of the collection ends, by its path."""
    return {
        path: end for at in range(0, len(FILES), BATCH) for path, end in ends_of(FILES[at : at + BATCH]).items()
    }


@pytest.fixture(scope="module")
def ends():
    """How each file of the collection ends, by its path; read once for all tests."""
    return all_ends()


def test_every_file_opens_or_is_refused_in_one_sentence(ends):
    assert len(ends) == len(FILES)
    for path, end in ends.items():
        opened = isinstance(end, int) and end > 0
        assert opened or re.fullmatch(r"[^\n]{20,400}\.", end), (path, end)
        assert opened or end.startswith(Path(path).name)


def test_every_refusal_has_one_of_the_known_reasons(ends):
    refused = {path: end for path, end in ends.items() if isinstance(end, str)}
    unknown = {path: end for path, end in refused.items() if not any(re.search(r, end) for r in REASONS.values())}
    assert unknown == {}


def test_what_other_readers_open_is_opened(ends):
    opened = Counter(Path(path).suffix for path, end in ends.items() if isinstance(end, int))
    least = {".xlsx": 239, ".xlsm": 6, ".xls": 37, ".xlsb": 9, ".ods": 13, ".csv": 13}
    assert all(opened[ending] >= count for ending, count in least.items()), opened


def main():
    """Print how many files of each kind opened, and why the others were refused."""
    reasons = Counter(
        (Path(path).suffix, "opened" if isinstance(end, int) else _reason(end)) for path, end in all_ends().items()
    )
    for (ending, reason), count in sorted(reasons.items()):
        sys.stdout.write(f"{ending:6} {reason:15} {count}\n")


def _reason(sentence):
    return next(name for name, pattern in REASONS.items() if re.search(pattern, sentence))


if __name__ == "__main__":
    main()
