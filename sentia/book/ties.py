"""Links that stand apart from the rows they belong to: tables of associations, and "regarding" whatever it is.

A table of ties ("links") has one row a tie: the id of a record in `activity_id`, `opportunity_id`, `quote_id` or
`contact_id`, and what it belongs to in `contact_id`, `opportunity_id`, `account_id`, or in `about`, which may be
any of these three, by id or by name.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.drafting import Draft
from sentia.book.identifiers import kind_named
from sentia.book.loosening import find_id
from sentia.book.matching import each_once, looked_up, match
from sentia.book.names import in_order, plain
from sentia.book.places import column_letters
from sentia.book.raw import RawTable

TIES = "links"
ABOUT = "about"
# The records that may belong to another, and where it is written which: the first that a tie has is its own.
_BELONGING = {
    "activities": "activity_id",
    "quotes": "quote_id",
    "opportunities": "opportunity_id",
    "contacts": "contact_id",
}
_SEVERAL = r"[;\n]"
_MEANT = {"contact_id": "contacts", "opportunity_id": "opportunities", "account_id": "accounts"}
_WANTED = {
    "activities": "an activity that is in these files",
    "quotes": "a quote that is in these files",
    "opportunities": "a deal that is in these files",
    "contacts": "a person who is in these files",
    "accounts": "a company that is in these files",
}


def apply_ties(draft: Draft, raws: Sequence[RawTable]) -> None:
    """Give records what the ties say they belong to, where their own row does not say it.

    Ids may be written as programs spoil them. Of several people or companies the first counts; what else
    happened with several people is a row of its own for each of the others, so that none of them was passed over.
    Ties whose ids are in no file are listed, one line a table.
    """
    for raw in raws:
        if raw.table == TIES and len(raw.frame):
            _apply(draft, raw)


def split_several(draft: Draft) -> None:
    """Cells that hold several ids, "501;502": the first is the link, the others are as in a table of ties."""
    for own in ("activities", "quotes", "opportunities"):
        for link, meant in _MEANT.items():
            if link in schema.fields(own) and link != _BELONGING[own]:
                _split(draft, own, link, draft.tables[meant][schema.IDS[meant]])


def _split(draft: Draft, own: str, link: str, ids: pd.Series) -> None:
    frame = draft.tables[own]
    several = frame.loc[frame[link].str.contains(_SEVERAL, na=False), [_BELONGING[own], link]]
    if several.empty:
        return
    parts = several.assign(to=several[link].str.split(_SEVERAL)).explode("to")
    parts = parts.assign(to=find_id(parts["to"].str.strip().where(lambda text: text != ""), ids))
    pairs = parts.rename(columns={_BELONGING[own]: "id"})[["id", "to"]].dropna().drop_duplicates()
    is_split = frame[_BELONGING[own]].isin(pairs["id"]) & frame[link].str.contains(_SEVERAL, na=False)
    draft.tables[own] = frame.assign(**{link: frame[link].mask(is_split)})
    _fill(draft, own, _BELONGING[own], link, pairs)


def _apply(draft: Draft, raw: RawTable) -> None:
    own = next(table for table, identity in _BELONGING.items() if identity in raw.frame)
    identity = _BELONGING[own]
    ids = find_id(raw.frame[identity], draft.tables[own][identity])
    _list_lost(draft, raw, identity, own, raw.frame[identity].notna() & ids.isna())
    for name in (name for name in raw.frame if name != identity and name in (*_MEANT, ABOUT)):
        texts = raw.frame[name].where(ids.notna())
        links = _about(draft, raw, texts) if name == ABOUT else _ids_of(draft, raw, name, texts)
        for link in (link for link in links if link in schema.fields(own)):
            pairs = pd.DataFrame({"id": ids, "to": links[link]}).dropna().drop_duplicates()
            _fill(draft, own, identity, link, pairs)


def _ids_of(draft: Draft, raw: RawTable, name: str, texts: pd.Series) -> dict[str, pd.Series]:
    meant = _MEANT[name]
    found = find_id(texts, draft.tables[meant][schema.IDS[meant]])
    if draft.tables[meant].empty:  # nobody to be among: the id is taken at its word
        return {name: texts}
    _list_lost(draft, raw, name, meant, texts.notna() & found.isna())
    return {name: found}


def _about(draft: Draft, raw: RawTable, texts: pd.Series) -> dict[str, pd.Series]:
    """What each text is about, by the field that links to it: an id of one table, else a name only one has."""
    named = each_once(texts, kind_named)
    found = {}
    for link, table in _MEANT.items():
        ids = draft.tables[table][schema.IDS[table]]
        found[link] = find_id(texts.where(named.isin(["", table])), ids)
    is_open = texts.notna() & ~_any(found) & named.eq("")
    by_name = {link: _named(draft, table, texts.where(is_open)) for link, table in _MEANT.items()}
    fits = sum(ids.notna().astype(int) for ids in by_name.values())
    found = {link: ids.fillna(by_name[link].where(fits == 1)) for link, ids in found.items()}
    _list_lost(draft, raw, ABOUT, "", texts.notna() & ~_any(found))
    return found


def _any(found: dict[str, pd.Series]) -> pd.Series:
    return pd.concat(found, axis=1).notna().any(axis=1)


def _named(draft: Draft, table: str, texts: pd.Series) -> pd.Series:
    """The one record of a table that has this name, but for case, accents, punctuation and order."""
    keys = in_order if table == "contacts" else plain
    records = draft.tables[table]
    known = pd.DataFrame({"id": records[schema.IDS[table]], "name": keys(records["name"])})
    return match(keys(texts), known, "id", ["name"]).ids


def _fill(draft: Draft, own: str, identity: str, link: str, pairs: pd.DataFrame) -> None:
    """The first that each record is tied to, where its row names none; what happened with more is said of each."""
    first = pairs.drop_duplicates("id").set_index("id")["to"]
    records = draft.tables[own]
    draft.tables[own] = records.assign(**{link: records[link].fillna(looked_up(records[identity], first))})
    if own == "activities" and link == "contact_id":
        _also_with(draft, pairs[pairs.duplicated("id")])


def _also_with(draft: Draft, pairs: pd.DataFrame) -> None:
    """The same activity once more for each further person: without cells of its own and without its minutes."""
    held = draft.tables["activities"].rename_axis("row_key").reset_index().drop_duplicates("activity_id")
    rows = pairs.merge(held, left_on="id", right_on="activity_id")
    if rows.empty:
        return
    both = rows["id"] + "|" + rows["to"]
    rows = rows.assign(contact_id=rows["to"], activity_id=both, minutes=np.nan)
    draft.extend_without_cells("activities", rows.set_axis(pd.Index(rows["row_key"] + "|" + rows["to"])))


def _list_lost(draft: Draft, raw: RawTable, name: str, meant: str, is_lost: pd.Series) -> None:
    """List, as one fault, the ties whose record is in none of the files."""
    if not is_lost.any():
        return
    at = int(np.flatnonzero(is_lost.to_numpy())[0])
    column = column_letters(raw.columns[name]) if name in raw.columns else name
    place = {"file": raw.file, "sheet": raw.sheet, "row": int(raw.rows[at]), "column": column}
    count = int(is_lost.sum())
    found = f"{count} row{'s' if count > 1 else ''}, such as {raw.frame[name].iloc[at]!r}"
    wanted = _WANTED.get(meant, "a person, deal or company that is in these files, and only one of them")
    draft.faults.append(place | {"found": found, "wanted": wanted})
