"""Bytes of a file into sheets of cells, whatever the file really is, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.errors import UnreadableFile
from sentia.workbook.cells import EMPTY, TEXT, Cells, Sheet
from sentia.workbook.child import REFUSED
from sentia.workbook.kinds import FORMULA
from sentia.workbook.opening import open_sheets
from sentia.workbook.packing import FACTS, read
from sentia.workbook.preflight import MAX_UPLOAD

SECONDS = 60  # that reading one file may take

_ROOT = Path(__file__).resolve().parents[2]  # where `sentia` can be imported from
_TEXT = pd.StringDtype(na_value=np.nan)
_MEGA = 1_000_000


def read_sheets(name: str, data: bytes, *, trusted: bool = False) -> list[Sheet]:
    """The sheets of a spreadsheet that hold anything, hidden ones too, in the file's order.

    Parameters
    ----------
    name : str
        What the file is called, for messages; its ending decides nothing, the bytes do.
    data : bytes
        xlsx, xlsm or delimited text (csv) in any usual encoding.
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
    if len(data) > MAX_UPLOAD:
        raise UnreadableFile(
            f"{name} has {len(data) / _MEGA:,.0f} MB, more than the {MAX_UPLOAD / _MEGA:.0f} MB that can be read;"
            " save the sheets you need as a file of their own."
        )
    batches = open_sheets(name, data) if trusted else read(_ask_child(name, data))
    return [_sheet(name, batch) for batch in batches]


def _ask_child(name: str, data: bytes) -> bytes:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "sentia.workbook.child"],
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
    blank = _text(pa.repeat(pa.scalar("", pa.large_string()), batch.num_rows))
    missing = np.full(batch.num_rows, np.nan)
    numbered = range(sum(name.startswith("k") for name in arrays))
    kinds = [arrays[f"k{i}"].to_numpy() for i in numbered]
    formulas = {i: np.flatnonzero(kinds[i] & FORMULA) + 1 for i in numbered}
    return Sheet(
        file=file,
        name=facts["name"],
        columns=tuple(
            _cells(kinds[i], arrays.get(f"t{i}"), arrays.get(f"n{i}"), blank, missing) for i in numbered
        ),
        is_visible=facts["is_visible"],
        tables=tuple(tuple(table) for table in facts["tables"]),
        formulas={column: rows for column, rows in formulas.items() if len(rows)},
        notes=tuple(facts["notes"]),
    )


def _cells(
    kind: np.ndarray, text: pa.Array | None, number: pa.Array | None, blank: pd.Series, missing: np.ndarray
) -> Cells:
    kind = kind & ~np.int8(FORMULA)
    is_blank = np.diff(_offsets(text)) == 0 if text is not None else np.ones(len(kind), bool)
    return Cells(
        kind=np.where((kind == TEXT) & is_blank, np.int8(EMPTY), kind),
        text=_text(text) if text is not None else blank,
        number=_floats(number) if number is not None else missing,
    )


def _offsets(text: pa.LargeStringArray) -> np.ndarray:
    return np.frombuffer(text.buffers()[1], np.int64, len(text) + 1, text.offset)


def _text(text: pa.Array) -> pd.Series:
    return pd.Series(pd.arrays.ArrowStringArray(text, dtype=_TEXT))


def _floats(number: pa.Array) -> np.ndarray:
    if not pa.types.is_floating(number.type):
        number = number.cast(pa.timestamp("us")).cast(pa.int64())
    return number.to_numpy(zero_copy_only=False).astype(np.float64, copy=False)
