"""Records by their ids, each id once."""

import pandas as pd


def by_id(records: pd.DataFrame, identity: str) -> pd.DataFrame:
    """The records by their id, each id once: of several the one whose row key comes first."""
    records = in_id_order(records, identity, once=True)
    return records.set_axis(pd.Index(records[identity].array))


def in_id_order(records: pd.DataFrame, identity: str, once: bool = False) -> pd.DataFrame:
    """The records by id, then by row key, so that the order of a file's rows plays no part; each id once."""
    places = pd.Series(records[identity].array).take(records.index.argsort()).sort_values(kind="stable")
    return records.take((places.drop_duplicates() if once else places).index)
