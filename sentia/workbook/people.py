"""A person's name, e-mail and phone from the several columns and the several values that exports keep them in."""

import pandas as pd

from sentia.workbook.sheet_reader import SheetReader

_SEPARATORS = r"\s*[;,|\n]\s*"
_NAME = ("contacts", "name")
_FIRST, _LAST = ("contacts", "first_name"), ("contacts", "last_name")


def names_of(reader: SheetReader) -> pd.Series | None:
    """Each record's person by name: as written whole, else first and last name."""
    whole, first, last = reader.values(_NAME), reader.values(_FIRST), reader.values(_LAST)
    if first is None and last is None:
        return whole
    joined = (reader.texts(_FIRST).fillna("") + " " + reader.texts(_LAST).fillna("")).str.strip()
    joined = joined.where(joined != "")
    return joined if whole is None else whole.fillna(joined)


def emails_of(reader: SheetReader) -> pd.Series | None:
    """Each record's first e-mail address."""
    emails = reader.values(("contacts", "email"))
    return None if emails is None else first_of_several(emails)


def add_person(reader: SheetReader, frame: dict[str, pd.Series], columns: dict[str, int]) -> None:
    """Add `name`, `email` and `phone` of the person on each record to `frame`.

    What is made of several cells, or is one of several values in a cell, loses its column: writing it back
    would lose the others.
    """
    names = names_of(reader)
    if names is not None:
        frame["name"] = names
    if reader.has(_FIRST, _LAST):
        columns.pop("name", None)
    for field in ("email", "phone"):
        if field in frame:
            first = first_of_several(frame[field])
            if not first.equals(frame[field]):
                columns.pop(field, None)
            frame[field] = first


def first_of_several(values: pd.Series) -> pd.Series:
    """The first of the values that each cell joins with commas, semicolons or line breaks.

    Examples
    --------
    >>> first_of_several(pd.Series(["ann@a.com, ann@home.com", "+1 555 0100"], dtype="str")).tolist()
    ['ann@a.com', '+1 555 0100']
    """
    several = values.str.contains(r"[;,|\n]", na=False)
    if not several.any():
        return values
    first = values[several].str.strip(" ;,|\n").str.split(_SEPARATORS, regex=True).str[0]
    return values.where(~several, first.reindex(values.index)).astype("str")
