"""What the rep says of a line of the day, and the rep's own lines, written into the book as one step to undo."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.day.actions import own

LINKS = ("opportunity_id", "contact_id", "account_id")  # what a judgement is about: the first that the line has
NOTHING = {"win_rate": None, "worth": None, "minutes": None, "is_pinned": None, "pinned_for": None, "notes": None}
OWN_PREFIX = f"{own.KIND}|{own.POT}"


def said_of(book: Book, line: pd.Series) -> dict[str, Any]:
    """What the rep has said of this line: the values of its judgement, or of the own line; empty for nothing.

    `kind` is among them where it holds for this kind of line only.
    """
    if is_own(line):
        row = book.own_actions.loc[_own_row(book, line)]
        return {name: row[name] for name in ("worth", "minutes", "due_on") if pd.notna(row[name])}
    rows = _rows_about(book, line)
    if rows.empty:
        return {}
    last = rows.iloc[-1]
    said = {name: last[name] for name in NOTHING if pd.notna(last[name])}
    return said | ({"kind": last["kind"]} if said and pd.notna(last["kind"]) else {})


def say(book: Book, line: pd.Series, on: pd.Timestamp, said: Mapping[str, Any]) -> Book:
    """The book in which the rep says this of the line's deal, else its person, else its account.

    Parameters
    ----------
    said : mapping
        `win_rate`, `worth`, `minutes`, `is_pinned`, `pinned_for`, `notes`, and `kind` where it is to hold for
        this kind of line only. What is not given is as Sentia says. Of an own line: `worth`, `minutes`, `due_on`.
    """
    if is_own(line):
        return book.edit("own_actions", _own_row(book, line), **said)
    taken_back = [edit for key in _rows_about(book, line).index for edit in _edits(book, key, NOTHING)]
    if not any(value for name, value in said.items() if name != "kind"):
        return book.apply(taken_back)
    return book.apply([*taken_back, *book.row_edits("judgements", [_about(line) | {"said_on": on} | dict(said)])])


def take_back(book: Book, line: pd.Series) -> Book:
    """The book in which Sentia's own numbers hold for the line again."""
    return book.apply([edit for key in _rows_about(book, line).index for edit in _edits(book, key, NOTHING)])


def drop_own_line(book: Book, line: pd.Series, on: pd.Timestamp) -> Book:
    """The book in which a line of the rep's own is over, done or not."""
    return book.edit("own_actions", _own_row(book, line), done_at=on)


def is_own(line: pd.Series) -> bool:
    """Whether this is a line of the rep's own."""
    return line.name.startswith(OWN_PREFIX)


def _own_row(book: Book, line: pd.Series) -> str:
    return book.find("own_actions", line.name.split("+", 1)[0].removeprefix(OWN_PREFIX))


def _about(line: pd.Series) -> dict[str, Any]:
    """What a judgement of this line is about."""
    return next({link: line[link]} for link in LINKS if isinstance(line[link], str))


def _rows_about(book: Book, line: pd.Series) -> pd.DataFrame:
    """The judgements of the line's own deal, person or account, of its kind or all, that still say anything."""
    rows = book.judgements
    if not any(isinstance(line[link], str) for link in LINKS):
        return rows.iloc[:0]
    ((link, key),) = _about(line).items()
    higher = LINKS[: LINKS.index(link)]
    rows = rows.loc[(rows[link] == key) & rows[list(higher)].isna().all(axis="columns")]
    rows = rows.loc[rows["kind"].isna() | (rows["kind"] == line["kind"])]
    return rows.loc[rows[list(NOTHING)].notna().any(axis="columns")]


def _edits(book: Book, key: str, values: Mapping[str, Any]) -> list[Edit]:
    return [Edit("judgements", key, name, value) for name, value in values.items()]
