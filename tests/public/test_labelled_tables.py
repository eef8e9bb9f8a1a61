"""Tables of the world with the right reading of each column: what must not change how they are read."""

import csv
import io
import json
import os
import random
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sentia.vocabulary.headers import FOLDER
from sentia.workbook.meaning.choosing import choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.concepts import header_words, read_words
from sentia.workbook.meaning.headers import Header
from sentia.workbook.meaning.roles import subject_of
from sentia.workbook.reading import read_sheets

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared" / "bench" / "headers" / "dev.json"
FILE = Path(os.environ.get("SENTIA_LABELLED_TABLES", BESIDE))
pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason="no labelled tables at hand; set SENTIA_LABELLED_TABLES"
)
# Shares of the columns that another order, another name of the sheet, other words, what all begin with may change.
SHUFFLED, RENAMED, TRANSLATED, PREFIXED = 0.01, 0.05, 0.1, 0.02
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


@cache
def words_in(language: str) -> dict[str, str]:
    """For each concept the first word of the language that means it and nothing else."""
    found: dict[str, str] = {}
    for concept, words in tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")).items():
        first = next((word for word in words if read_words(word).parts == ({concept},)), "")
        found |= {concept: first} if first else {}
    return found


def translated(one: dict, language: str) -> dict:
    """The table with each header, all words of which mean one thing each, in other words."""
    into = words_in(language)
    headers = [_translated(text, into) for text in one["header"]]
    times = Counter(headers)
    return one | {"header": [n if times[n] == 1 else t for n, t in zip(headers, one["header"], strict=True)]}


def _translated(header: str, into: dict[str, str]) -> str:
    said = read_words(header)
    is_clear = bool(said.parts) and not said.unknown and all(len(part) == 1 for part in said.parts)
    concepts = [next(iter(part)) for part in said.parts] if is_clear else [""]
    is_whole = len(said.parts) == len(header_words(header))  # no phrase, and nothing that says nothing
    return " ".join(into[c] for c in concepts) if is_whole and set(concepts) <= set(into) else header


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


def test_deals_whose_headers_all_begin_with_deal_are_read_as_before() -> None:
    deals = [
        (one, before) for one, before in zip(tables(), as_they_are(), strict=True) if is_of_deals(one, before)
    ]
    differing = 0
    for one, before in deals:
        after = read(one | {"header": [f"Deal - {text}" if text.strip() else text for text in one["header"]]})
        differing += len(changed(before, {text.removeprefix("Deal - "): slot for text, slot in after.items()}))
    assert differing <= PREFIXED * sum(len(one["header"]) for one, _ in deals)


def is_of_deals(one: dict, before: dict[str, tuple]) -> bool:
    return before[""][1] == "opportunities" and "lead" not in one["file"].casefold()


@pytest.mark.parametrize("language", "german french spanish portuguese italian dutch czech polish".split())
def test_headers_in_another_language_change_one_column_of_ten_at_most(language: str) -> None:
    english = [pair for pair in zip(tables(), as_they_are(), strict=True) if pair[0]["language"] == "en"]
    differing = spoken = 0
    for one, before in english:
        other = translated(one, language)
        own = {new.strip(): old.strip() for new, old in zip(other["header"], one["header"], strict=True)}
        spoken += sum(new != old for new, old in own.items())
        differing += len(changed(before, {own.get(text, text): slot for text, slot in read(other).items()}) - {""})
    count = sum(len(one["header"]) for one, _ in english)
    assert spoken > count / 3
    assert differing <= TRANSLATED * count


def test_another_name_of_the_sheet_changes_five_columns_of_a_hundred_at_most() -> None:
    differing = sum(
        len(changed(before, read(one, "Sheet1.csv", "Sheet1")) - {""})
        for one, before in zip(tables(), as_they_are(), strict=True)
    )
    assert differing <= RENAMED * sum(len(one["header"]) for one in tables())
