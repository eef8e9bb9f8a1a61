"""A person's name, e-mail and phone from the several columns and the several values that exports keep them in."""

import numpy as np
import pandas as pd

from sentia.workbook.meaning.sheet_reader import SheetReader

_SEPARATORS = r"\s*[;,|\n]\s*"
_NAME_AND_MAIL = r"^\s*(?:([^(<@]*[^(<@\s])(?=[\s(<]|$))?\s*[(<]?([^\s()<>]+@[^\s()<>]+)?[)>]?\s*$"
_NAME = ("contacts", "name")
_FIRST, _LAST = ("contacts", "first_name"), ("contacts", "last_name")


def names_of(reader: SheetReader) -> pd.Series | None:
    """Each record's person by name: as written whole, else first and last name."""
    whole, first, last = reader.values(_NAME), reader.values(_FIRST), reader.values(_LAST)
    if whole is not None:
        whole = name_and_email(whole)[0]
    if first is None and last is None:
        return whole
    joined = (reader.texts(_FIRST).fillna("") + " " + reader.texts(_LAST).fillna("")).str.strip()
    joined = joined.where(joined != "")
    return joined if whole is None else whole.fillna(joined)


def emails_of(reader: SheetReader) -> pd.Series | None:
    """Each record's first e-mail address, from a column of its own or behind the name."""
    emails, whole = reader.values(("contacts", "email")), reader.values(_NAME)
    if emails is not None:
        return first_of_several(emails)
    behind = None if whole is None else name_and_email(whole)[1]
    return behind if behind is not None and behind.notna().any() else None


def name_and_email(names: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The name and the address of the first of "Jo Fox (jo@acme.com);Al Poe (al@acme.com)".

    Examples
    --------
    >>> name, email = name_and_email(pd.Series(["Jo Fox (jo@acme.com)", "Al Poe"], dtype="str"))
    >>> name.tolist(), email.tolist()
    (['Jo Fox', 'Al Poe'], ['jo@acme.com', nan])
    """
    has_mail = names.str.contains("@", regex=False, na=False)
    none = pd.Series(np.nan, names.index, dtype="str")
    if not has_mail.any():
        return names, none
    parts = first_of_several(names[has_mail]).str.extract(_NAME_AND_MAIL).reindex(names.index)
    return names.where(~has_mail, parts[0]).astype("str"), none.fillna(parts[1])


def add_person(reader: SheetReader, frame: dict[str, pd.Series], columns: dict[str, int]) -> None:
    """Add `name`, `email` and `phone` of the person on each record to `frame`.

    What is made of several cells, or is one of several values in a cell, loses its column: writing it back
    would lose the others.
    """
    names = names_of(reader)
    emails = emails_of(reader)
    if names is not None:
        if not names.equals(frame.get("name")):
            columns.pop("name", None)
        frame["name"] = names
    if emails is not None and "email" not in frame:
        frame["email"] = emails
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
