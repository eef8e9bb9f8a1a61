"""What changed between two states of a book: new, gone, moved on, larger, later, elsewhere."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.loosening import plain_company
from sentia.book.matching import folded, looked_up
from sentia.book.names import plain

COLUMNS = ("table", "record_id", "name", "account", "what", "before", "after")
NEW, GONE, EMPLOYER = "new", "gone", "changed employer"
# What each field's change is called, in the order of the list.
WATCHED: dict[str, dict[str, str]] = {
    "opportunities": {
        "stage": "moved stage",
        "status": "changed outcome",
        "amount": "amount changed",
        "expected_close_on": "close date moved",
        "closed_on": "closing day changed",
        "account_id": "changed company",
        "contact_id": "changed contact",
        "owner": "changed owner",
        "next_step": "changed next step",
    },
    "contacts": {
        "account_id": EMPLOYER,
        "title": "changed title",
        "email": "changed e-mail",
        "phone": "changed phone",
        "owner": "changed owner",
    },
    "accounts": {"name": "renamed", "owner": "changed owner"},
    "quotes": {"status": "changed status", "amount": "amount changed", "valid_until_on": "validity moved"},
}
MADE = r"^new:\d+$|\|\d+$"  # an id that no file holds
_COMPARED = {"account_id": plain_company, "contact_id": plain, "name": plain}
_TOLD_BY = {"status": "stage", "expected_close_on": "status", "closed_on": "status"}  # said by that change already
_CENTS = 2


def no_differences() -> pd.DataFrame:
    """The list of differences of a book that was read once: no row."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})


def differences(
    earlier: Mapping[str, pd.DataFrame],
    later: Mapping[str, pd.DataFrame],
    tables: Collection[str] = tuple(WATCHED),
) -> pd.DataFrame:
    """What changed from the earlier tables to the later ones, one row a change.

    Parameters
    ----------
    earlier, later : mapping of str to DataFrame
        Linked tables of a book, by name. Records are the same by their id; those whose ids no file holds by
        e-mail, else by name and account, where only one has it.
    tables : collection of str
        Those to compare: records that are only named on other rows are not new when a further row names them.

    Returns
    -------
    DataFrame
        `table`, `record_id` and `name` (the later's, of what is gone the earlier's), `account` (its name), `what`
        (new, gone, moved stage ...), `before` and `after` as a person reads them.

    Examples
    --------
    >>> def deals(stage, amount):
    ...     frame = pd.DataFrame({"opportunity_id": ["D1"], "name": ["Pumps"], "stage": stage, "amount": amount})
    ...     return {"opportunities": schema.conform("opportunities", frame)}
    >>> differences(deals("Proposal", 900), deals("Won", 900))[["name", "what", "before", "after"]].values.tolist()
    [['Pumps', 'moved stage', 'Proposal', 'Won']]
    """
    compared = {*tables} & {*earlier} & {*later}
    found = [_of_table(table, earlier, later) for table in WATCHED if table in compared]
    found = [rows for rows in found if len(rows)]
    return pd.concat(found, ignore_index=True) if found else no_differences()


def _of_table(table: str, earlier: Mapping, later: Mapping) -> pd.DataFrame:
    ours, theirs = _readable(table, earlier, "earlier:"), _readable(table, later, "later:")
    both = ours.index.intersection(theirs.index, sort=False)
    lists = [
        _listed(theirs.loc[theirs.index.difference(ours.index, sort=False)], table, NEW, after=True),
        _listed(ours.loc[ours.index.difference(theirs.index, sort=False)], table, GONE, after=False),
        *(_changed(table, name, what, ours.loc[both], theirs.loc[both]) for name, what in WATCHED[table].items()),
    ]
    lists = [rows for rows in lists if len(rows)]
    return pd.concat(lists, ignore_index=True) if lists else no_differences()


def _readable(table: str, tables: Mapping[str, pd.DataFrame], side: str) -> pd.DataFrame:
    """The records by what makes them the same, links as names; of equal ones the first."""
    frame = tables[table]
    names = {}
    for link in ("account_id", "contact_id"):
        other = tables.get(schema.LINKS[link])
        if link in frame and link != schema.IDS[table] and other is not None:
            known = other.drop_duplicates(link).set_index(link)["name"]
            names[link] = looked_up(frame[link], known).fillna(frame[link])
    shown = frame.assign(**names, _id=frame[schema.IDS[table]])
    keys = _same_by(table, shown, side)
    return shown.set_axis(pd.Index(keys))[~keys.duplicated().to_numpy()]


def _same_by(table: str, frame: pd.DataFrame, side: str) -> pd.Series:
    """What a record is known by: its id where a file holds one, else e-mail, else name and account.

    What none of these tells apart is nobody's equal on the other `side`.
    """
    ids = frame[schema.IDS[table]].astype("str")
    name = plain(frame["name"]) if "name" in frame else pd.Series(np.nan, frame.index, dtype="str")
    at = plain_company(frame["account_id"]) if "account_id" in frame else name.where(False)
    named = ("named:" + name + "@" + at.fillna("")).where(name.notna())
    if table == "contacts":
        named = ("mail:" + folded(frame["email"])).fillna(named)
    is_made = ids.str.contains(MADE, regex=True).fillna(True) | frame.index.isin(ids)
    named = named.where(~named.duplicated(keep=False))
    return ids.where(~is_made.astype(bool), named.fillna(side + ids))


def _listed(frame: pd.DataFrame, table: str, what: str, after: bool) -> pd.DataFrame:
    said = _summary(table, frame)
    none = pd.Series("", frame.index, dtype="str")
    return _rows(table, frame, what, none if after else said, said if after else none)


def _summary(table: str, frame: pd.DataFrame) -> pd.Series:
    """A record in a few words: its stage and amount, or its title."""
    parts = {"opportunities": ("stage", "amount"), "quotes": ("status", "amount"), "contacts": ("title",)}
    said = [_shown(frame[name]) for name in parts.get(table, ("status",))]
    both = said[0] if len(said) == 1 else said[0].str.cat(said[1], sep=", ")
    return both.str.strip(", ")


def _changed(table: str, name: str, what: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """The records in which a field differs; one that is filled or emptied counts, but for an employer."""
    before, after = ours[name], theirs[name]
    if name in _COMPARED:
        keys = _COMPARED[name](before).fillna(""), _COMPARED[name](after).fillna("")
    elif before.dtype.kind == "f":
        keys = before.round(_CENTS).fillna(np.inf), after.round(_CENTS).fillna(np.inf)
    else:
        keys = _shown(before), _shown(after)
    is_changed = (keys[0] != keys[1]).to_numpy(copy=True)
    if what == EMPLOYER:
        is_changed &= before.notna().to_numpy() & after.notna().to_numpy()
    told_by = _TOLD_BY.get(name)
    if told_by in ours:
        is_changed &= (_shown(ours[told_by]) == _shown(theirs[told_by])).to_numpy()
    return _rows(table, theirs[is_changed], what, _shown(before[is_changed]), _shown(after[is_changed]))


def _shown(values: pd.Series) -> pd.Series:
    """Values as a person reads them; "" for none."""
    if values.dtype.kind == "M":
        return values.dt.strftime("%Y-%m-%d").fillna("").astype("str")
    if values.dtype.kind == "f":
        return values.map("{:,.0f}".format, na_action="ignore").astype("str").fillna("")
    return values.astype("str").fillna("")


def _rows(table: str, frame: pd.DataFrame, what: str, before: pd.Series, after: pd.Series) -> pd.DataFrame:
    account = frame["name"] if table == "accounts" else frame["account_id"]
    name = frame.get("name", account)
    told = {"table": table, "record_id": frame["_id"], "name": name.fillna(account), "account": account}
    rows = pd.DataFrame(told | {"what": what, "before": before, "after": after})
    return rows[list(COLUMNS)].astype("str").reset_index(drop=True)
