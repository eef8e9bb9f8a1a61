"""Tables of the world with the right reading of each column: what must not change how they are read."""

import csv
import io
import json
import os
import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sentia.workbook.meaning.choosing import choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.headers import Header
from sentia.workbook.meaning.roles import subject_of
from sentia.workbook.reading import read_sheets

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared" / "bench" / "headers" / "dev.json"
FILE = Path(os.environ.get("SENTIA_LABELLED_TABLES", BESIDE))
pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason="no labelled tables at hand; set SENTIA_LABELLED_TABLES"
)
SHUFFLED, RENAMED = 0.01, 0.06  # shares of the columns that another order, another name of the sheet may change
EVERY = 4  # of the tables one in so many is read again


@cache
def tables() -> tuple[dict, ...]:
    return tuple(one for one in json.loads(FILE.read_text("utf-8"))[::EVERY] if one["one_row_is"])


def read(one: dict, file: str = "", name: str = "") -> dict[str, tuple]:
    """The field of each column that is used, by its header; the rows' kind under ""."""
    text, header = io.StringIO(), [text.strip() for text in one["header"]]
    csv.writer(text).writerows([header, *one["rows"]])
    sheet = read_sheets("table.csv", text.getvalue().encode(), trusted=True)[0]
    file = file or one["file"]
    named = replace(sheet, name=name or one.get("name", Path(file).stem))
    choice = choose(Columns(named, Header(0, tuple(header[: sheet.n_columns]))), file)
    found = {} if choice is None else {use.header: use.slot for use in choice.columns.values()}
    return found | {"": ("", "" if choice is None else subject_of(choice.kind.subject))}


@cache
def as_they_are() -> tuple[dict[str, tuple], ...]:
    return tuple(read(one) for one in tables())


def shuffled(one: dict) -> dict:
    order = list(range(1, len(one["header"])))
    random.Random(one["id"]).shuffle(order)
    order = [0, *order]  # what stands first names the row
    rows = [[row[c] if c < len(row) else "" for c in order] for row in one["rows"]]
    return one | {"header": [one["header"][c] for c in order], "rows": rows}


def changed(before: dict[str, tuple], after: dict[str, tuple]) -> set[str]:
    return {header for header in before | after if before.get(header) != after.get(header)}


def test_another_order_of_the_columns_changes_one_of_a_hundred_at_most() -> None:
    differing = sum(
        len(changed(before, read(shuffled(one))))
        for one, before in zip(tables(), as_they_are(), strict=True)
        if len(set(one["header"])) == len(one["header"])
    )
    assert differing <= SHUFFLED * sum(len(one["header"]) for one in tables())


@pytest.mark.parametrize("prefix", ["tbl_", "x_studio_"])
def test_a_prefix_before_every_header_changes_no_reading(prefix: str) -> None:
    for one, before in zip(tables(), as_they_are(), strict=True):
        after = read(one | {"header": [prefix + text if text.strip() else text for text in one["header"]]})
        assert changed(before, {header.removeprefix(prefix): slot for header, slot in after.items()}) == set()


def test_another_name_of_the_sheet_changes_six_columns_of_a_hundred_at_most() -> None:
    differing = sum(
        len(changed(before, read(one, "Sheet1.csv", "Sheet1")) - {""})
        for one, before in zip(tables(), as_they_are(), strict=True)
    )
    assert differing <= RENAMED * sum(len(one["header"]) for one in tables())
