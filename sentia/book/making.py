"""A book out of frames that already have the schema's columns."""

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.checked import MOST
from sentia.book.linking import link
from sentia.book.outcomes import with_outcomes
from sentia.book.raw import RawTable
from sentia.book.stage_facts import facts_of
from sentia.errors import BadQuestion


def make_book(**tables: pd.DataFrame) -> Book:
    """A book out of frames, one a table, with the columns of the schema.

    Columns that are missing are empty; links may hold ids or names; rows are keyed `new:1`, `new:2` ...
    in each table. The frames are not changed.

    Raises
    ------
    BadQuestion
        A table or column the schema does not have, or values of the wrong kind.

    Examples
    --------
    >>> deals = pd.DataFrame({"account_id": ["Acme"], "amount": [24_000], "stage": ["Won"]})
    >>> book = make_book(opportunities=deals)
    >>> book.opportunities["status"].tolist(), book.accounts["status"].tolist()
    (['won'], ['customer'])
    """
    raws = [_raw(name, frame) for name, frame in tables.items()]
    linked, facts = link(raws), facts_of(raws)
    return Book(with_outcomes(linked.tables, linked.origins, facts, {}), linked.origins, stage_facts=facts)


def _raw(table: str, frame: pd.DataFrame) -> RawTable:
    if table not in schema.TABLES:
        raise BadQuestion(f"There is no table {table!r}; the tables are {', '.join(schema.TABLES)}.")
    unknown = [name for name in frame.columns if name not in schema.fields(table)]
    if unknown:
        known = ", ".join(schema.fields(table))
        raise BadQuestion(f"{table} has no column {unknown[0]!r}; its columns are {known}.")
    try:
        typed = schema.conform(table, frame.reset_index(drop=True))
    except (ValueError, TypeError) as error:
        raise BadQuestion(f"{table}: a value is not of its column's kind ({error}).") from None
    numbers = typed.select_dtypes("float64")
    for name in numbers.columns[(numbers.abs() >= MOST).any()]:
        raise BadQuestion(f"{table}: a value of {name} is no number below {MOST:,.0f}.")
    return RawTable(table, typed, "", "", np.arange(1, len(frame) + 1))
