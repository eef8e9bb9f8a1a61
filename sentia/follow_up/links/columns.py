"""What every link between people and companies says, and how one comes from a record."""

import pandas as pd

COLUMNS = [
    *("kind", "contact_id", "account_id", "other_id", "contact", "account", "other", "on"),
    *("how_sure", "evidence", "because", "profile_url"),
]
NOTED, LIKELY, POSSIBLE = "noted", "likely", "possible"


def no_links() -> pd.DataFrame:
    """No row, in the columns of links."""
    return links_of("", pd.DataFrame(index=pd.RangeIndex(0)), how_sure=NOTED)


def links_of(kind: str, records: pd.DataFrame, **values: object) -> pd.DataFrame:
    """One row a record in the columns of links; a column of that name in `records` serves where none is given."""
    given = {name: values.get(name, records.get(name)) for name in COLUMNS} | {"kind": kind}
    frame = pd.DataFrame(given, index=records.index).reset_index(drop=True)
    types = dict.fromkeys([name for name in COLUMNS if name != "on"], "str")
    return frame.astype(types | {"on": "datetime64[us]"})


def times(count: float) -> str:
    """How often, in words.

    Examples
    --------
    >>> times(1), times(2), times(5)
    ('once', 'twice', '5 times')
    """
    return {1: "once", 2: "twice"}.get(int(count), f"{count:.0f} times")
