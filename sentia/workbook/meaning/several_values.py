"""Cells that name several people or companies at once: "Jo Fox (jo@acme.com);Al Poe (al@bolt.com)".

The first is whom the row is linked to; the others are people and companies of their own.
"""

import pandas as pd

from sentia.workbook.meaning.vocabulary import words

Slot = tuple[str, str]
MAY_BE_SEVERAL: frozenset[Slot] = frozenset(
    {("accounts", "account_id"), ("accounts", "name"), ("contacts", "contact_id"), ("contacts", "name")}
)
MOST = 20  # people or companies of one cell
_IDS = r"\s*[;,]\s*"
_PEOPLE = r"\s*[;|\n]\s*"
_HUBSPOT = r";(?=\S)"  # a company may be called "Fox; Partner"
_BRACKETS = "[]{} "


def parts_of(values: pd.Series, slot: Slot, header: str, vendor: str) -> pd.DataFrame | None:
    """One column a part, as many as the fullest cell has (20 at most); None where no cell has several.

    Ids are joined where the header says "IDs", people with semicolons or line breaks, companies only as HubSpot
    does, without a space behind.

    Examples
    --------
    >>> both = parts_of(pd.Series(["Jo;Al", "Cy"], dtype="str"), ("contacts", "name"), "Contacts", "")
    >>> both.values.tolist()
    [['Jo', 'Al'], ['Cy', nan]]
    """
    said = words(header)
    pattern = _IDS if said[-1:] == ["ids"] else _HUBSPOT if vendor == "HubSpot" else ""
    pattern = pattern or (_PEOPLE if slot == ("contacts", "name") else "")
    if not pattern:
        return None
    plain = values.str.strip(_BRACKETS) if pattern == _IDS else values
    if not plain.str.contains(pattern, na=False).any() and plain.equals(values):
        return None
    parts = plain.str.strip("; ").str.split(pattern, regex=True, expand=True, n=MOST)
    return parts.iloc[:, :MOST].astype("str")
