"""Bytes of a file into sheets of cells, whatever the file really is, in a process of its own."""

import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.book.places import cell_name
from sentia.errors import UnreadableFile
from sentia.workbook.child import REFUSED
from sentia.workbook.files.cells import EMPTY, FLAG, MOMENT, NUMBER, SPAN, TEXT, Cells, Sheet
from sentia.workbook.files.kinds import CLOCK, DAY, FORMULA
from sentia.workbook.files.limits import refuse_bytes, refuse_text
from sentia.workbook.files.opening import open_sheets
from sentia.workbook.files.packing import FACTS, read

SECONDS = 60  # that reading one file may take, and as long again that it may wait for its turn
AT_ONCE = 2  # files that one server reads at the same time; the others wait

_turns = threading.BoundedSemaphore(AT_ONCE)

_CHILD = [sys.executable, "-m", "sentia.workbook.child"]
_ROOT = Path(__file__).resolve().parents[2]  # where `sentia` can be imported from
_STR = pd.StringDtype(na_value=np.nan)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000  # microseconds


def read_sheets(name: str, data: bytes, *, trusted: bool = False) -> list[Sheet]:
    """The sheets of a spreadsheet that hold anything, hidden ones too, in the file's order.

    Parameters
    ----------
    name : str
        What the file is called, for messages; its ending decides nothing, the bytes do.
    data : bytes
        xlsx, xlsm, xlsb, xls, ods, delimited text (csv) in any usual encoding, or a table saved as a web page
        (HTML) or as Excel's XML of 2003.
    trusted : bool
        Read in this process: only for a file of our own, since a hostile one can end the process.

    Raises
    ------
    UnreadableFile
        In one sentence, what the file is instead of a table, or what is wrong with it, and what to do.

    Examples
    --------
    >>> [sheet] = read_sheets("deals.csv", b"Deal,Amount\\nBig one,12000\\n", trusted=True)
    >>> sheet.name, sheet.n_rows, sheet.columns[1].shown()
    ('deals', 2, ['Amount', '12000'])
    """
    if not data:
        raise UnreadableFile(f"{name} is empty: it has no bytes at all; copy or export it again.")
    refuse_bytes(name, len(data))
    batches = open_sheets(name, data) if trusted else read(_ask_child(name, data))
    return [_sheet(name, batch) for batch in batches]


def _ask_child(name: str, data: bytes) -> bytes:
    """What a child of its own says of the file, as soon as fewer than AT_ONCE others are being read."""
    if not _turns.acquire(timeout=SECONDS):
        raise UnreadableFile(f"{name} had to wait too long for other files; open it again in a minute.")
    try:
        return _answer_of_child(name, data)
    finally:
        _turns.release()


def _answer_of_child(name: str, data: bytes) -> bytes:
    try:
        child = subprocess.run(
            _CHILD,
            input=json.dumps(name).encode() + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            cwd=_ROOT,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(
            f"{name} takes longer than {SECONDS} seconds to read; save the sheets you need as a file of their own."
        ) from None
    if child.returncode == REFUSED:
        raise UnreadableFile(child.stdout.decode())
    if child.returncode:
        raise UnreadableFile(
            f"{name} is damaged, or larger inside than it looks, and cannot be read;"
            " open it in Excel and save the sheets you need as a new workbook (xlsx)."
        )
    return child.stdout


def _environment() -> dict[str, str]:
    """The child imports from its own folder, and Arrow reserves no more memory than it uses."""
    return {**os.environ, "PYTHONSAFEPATH": "", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _sheet(file: str, batch: pa.RecordBatch) -> Sheet:
    facts = json.loads(batch.schema.metadata[FACTS])
    arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
    shared = Cells(
        kind=np.zeros(batch.num_rows, np.int8),
        text=_text(pa.repeat(pa.scalar("", pa.large_string()), batch.num_rows)),
        number=np.full(batch.num_rows, np.nan),
    )
    numbered = range(sum(name.startswith("kind/") for name in arrays))
    formulas = {i: np.flatnonzero(arrays[f"kind/{i}"].to_numpy() & FORMULA) + 1 for i in numbered}
    return Sheet(
        file=file,
        name=facts["name"],
        columns=tuple(_cells(file, arrays, i, shared) for i in numbered),
        is_visible=facts["is_visible"],
        tables=tuple(tuple(table) for table in facts["tables"]),
        formulas={column: rows for column, rows in formulas.items() if len(rows)},
        notes=tuple(facts["notes"]),
        is_1904=facts["is_1904"],
        merged=tuple(tuple(each) for each in facts["merged"]),
    )


def _cells(file: str, arrays: dict[str, pa.Array], column: int, shared: Cells) -> Cells:
    """One column unpacked; a column without text, or without numbers, shares the empty ones of `shared`."""
    kind = arrays[f"kind/{column}"].to_numpy() & ~np.int8(FORMULA)
    dense = {k: arrays[f"{k}/{column}"].to_numpy() for k in _TO_NUMBER if f"{k}/{column}" in arrays}
    number = shared.number.copy() if dense else shared.number
    for each, values in dense.items():
        chosen = kind == each
        number[chosen] = _TO_NUMBER[each](values[: np.count_nonzero(chosen)].astype(np.float64))
    text = arrays.get(f"text/{column}")
    is_blank = True
    if text is not None:
        letters = np.diff(_offsets(text))
        refuse_text(file, cell_name(int(letters.argmax()) + 1, column), int(letters.max()))
        is_blank = letters == 0
    kind[(kind == TEXT) & is_blank] = EMPTY
    kind[kind == DAY] = MOMENT
    kind[kind == CLOCK] = SPAN
    return Cells(kind, _text(text) if text is not None else shared.text, number)


def _offsets(text: pa.LargeStringArray) -> np.ndarray:
    return np.frombuffer(text.buffers()[1], np.int64, len(text) + 1, text.offset)


def _text(text: pa.Array) -> pd.Series:
    return pd.Series(pd.arrays.ArrowStringArray(text, dtype=_STR))


def _from_ordinal(days: np.ndarray) -> np.ndarray:
    return (days - _EPOCH_DAY) * _DAY


def _as_it_is(values: np.ndarray) -> np.ndarray:
    return values


_TO_NUMBER = {
    NUMBER: _as_it_is,
    FLAG: _as_it_is,
    DAY: _from_ordinal,
    MOMENT: _as_it_is,
    SPAN: _as_it_is,
    CLOCK: _as_it_is,
}
