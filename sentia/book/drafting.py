"""A book while it is being linked: tables that grow by what other records' rows mention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.loosening import find_account
from sentia.book.matching import folded, is_among, looked_up
from sentia.book.names import plain
from sentia.book.origin import Origin, Part, beside
from sentia.book.places import column_letters
from sentia.book.raw import RawTable

MOST_LISTED = 100  # faults of one kind in one table
NOWHERE = Part("", "", {})


@dataclass
class Draft:
    """The tables while they are being linked; rows keep their place, faults and links to look through pile up.

    `settled` holds what the rep said of links, `own_rows` how many rows of each table are its sheets' own;
    without `asks` no near names are looked for, nor any link listed.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    faults: list[dict] = field(default_factory=list)
    links: list[dict] = field(default_factory=list)
    settled: Mapping[str, str] = field(default_factory=dict)
    own_rows: dict[str, int] = field(default_factory=dict)
    asks: bool = True

    def begin(self, table: str, raws: Sequence[RawTable]) -> None:
        """Begin a table with the rows of these sheets; every row gets an id, repeated ids are listed."""
        frame, self.origins[table] = stacked(table, raws)
        self.own_rows[table] = len(frame)
        self.tables[table] = with_ids(table, frame)
        identity = schema.IDS.get(table)
        if identity is not None:
            is_repeated = self.tables[table][identity].duplicated(keep="first")
            self._list(table, identity, frame[identity], is_repeated, "an id that no other row has")

    def extend(self, table: str, rows: pd.DataFrame, origin: Origin) -> None:
        """Put `rows` below the table's own; `origin` numbers its parts as they will stand after the table's."""
        if rows.empty:
            return
        have, at = self.tables[table], self.origins[table]
        rows = schema.conform(table, rows).rename_axis("row_key")
        self.tables[table] = pd.concat([have, rows]) if len(have) else rows
        part = np.concatenate([at.part, np.asarray(origin.part, np.int16)])
        row = np.concatenate([at.row, np.asarray(origin.row, np.int32)])
        self.origins[table] = Origin((*at.parts, *origin.parts), part, row)

    def extend_without_cells(self, table: str, rows: pd.DataFrame) -> None:
        """Put below the table rows that no cell of a file holds; their keys are made unlike all others."""
        keys, held = rows.index, self.tables[table].index.to_series()
        while (taken := is_among(keys.to_series(), held).to_numpy()).any():
            keys = keys.where(~taken, keys + f"|{table}")
        self.extend(table, rows.set_axis(keys), Origin((), np.full(len(rows), -1), np.zeros(len(rows))))

    def make_one(self, table: str, redirects: pd.Series, link: str, named_on: Sequence[str]) -> None:
        """Let records be others: `redirects` has the other's id by theirs, `link` leads to them on other tables.

        What the other has nothing of, it takes over.
        """
        if redirects.empty:
            return
        for name in named_on:
            ids = self.tables[name][link]
            self.tables[name] = self.tables[name].assign(**{link: looked_up(ids, redirects).fillna(ids)})
        frame, origin, identity = self.tables[table], self.origins[table], schema.IDS[table]
        leaves = frame[identity].isin(redirects.index)
        given = frame[leaves].assign(**{identity: frame.loc[leaves, identity].map(redirects)})
        given = given.groupby(identity, sort=False).first().reindex(frame.loc[~leaves, identity])
        kept = frame.loc[~leaves]
        self.tables[table] = schema.conform(table, kept.fillna(given.set_axis(kept.index)))
        stays = ~leaves.to_numpy()
        self.origins[table] = Origin(origin.parts, origin.part[stays], origin.row[stays])

    def list_ambiguous(self, table: str, name: str, texts: pd.Series, is_ambiguous: pd.Series) -> None:
        """List the links whose text several records share."""
        wanted = f"a name that only one of the {schema.LINKS[name]} has, or its id"
        self._list(table, name, texts, is_ambiguous, wanted)

    def list_unknown(
        self,
        table: str,
        name: str,
        texts: pd.Series,
        is_unknown: pd.Series,
        wanted: str = "a deal that is in these files",
    ) -> None:
        """List, as one fault, the links whose text no record has."""
        if is_unknown.any():
            first = int(np.flatnonzero(is_unknown.to_numpy())[0])
            found = f"{is_unknown.sum()} rows, such as {texts.iloc[first]!r}"
            self.faults.append(self._fault(table, first, name, found, wanted))

    def place(self, table: str, position: int) -> dict:
        """Where the row at this position stands: its file, sheet and row."""
        origin = self.origins[table]
        part = origin.parts[origin.part[position]] if origin.part[position] >= 0 else NOWHERE
        return {"file": part.file, "sheet": part.sheet, "row": int(origin.row[position])}

    def _list(self, table: str, name: str, found: pd.Series, is_faulty: pd.Series, wanted: str) -> None:
        has_cell = self.origins[table].part >= 0  # what was read off other rows is listed with these
        for position in np.flatnonzero(is_faulty.to_numpy() & has_cell)[:MOST_LISTED]:
            fault = self._fault(table, int(position), name, found.iloc[position], wanted)
            if fault not in self.faults:  # a cell that several tables are read from is at fault once
                self.faults.append(fault)

    def _fault(self, table: str, position: int, name: str, found: str, wanted: str) -> dict:
        origin = self.origins[table]
        part = origin.parts[origin.part[position]] if origin.part[position] >= 0 else NOWHERE
        place = self.place(table, position)
        column = column_letters(part.columns[name]) if name in part.columns else name
        return place | {"column": column, "found": found, "wanted": wanted}


def row_keys(raw: RawTable) -> pd.Index:
    """The key of each row: file, sheet and row in one string; the row of a table beside another has its side.

    Examples
    --------
    >>> raw = RawTable("orders", pd.DataFrame({"amount": [1.0]}), "crm.xlsx", "Orders", np.array([2]))
    >>> row_keys(raw).tolist()
    ['crm.xlsx|Orders|2']
    """
    place = f"{raw.file}|{raw.sheet}|{raw.side}" if raw.file else "new:"
    return pd.Index(place + pd.Series(raw.rows).astype("str"), dtype="str", name="row_key")


def stacked(table: str, raws: Sequence[RawTable]) -> tuple[pd.DataFrame, Origin]:
    """The rows of several sheets as one table, one below the other, and where each came from."""
    raws = [raw for raw in raws if len(raw.frame)]
    if not raws:
        return schema.empty(table), Origin()
    frames = [schema.conform(table, raw.frame).set_axis(row_keys(raw)) for raw in raws]
    parts = tuple(Part(raw.file, raw.sheet, raw.columns, raw.formulas) for raw in raws)
    numbers = [n if raw.file else -1 for n, raw in enumerate(raws)]
    part = np.repeat(np.array(numbers, np.int16), [len(raw.frame) for raw in raws])
    row = np.concatenate([np.asarray(raw.rows, np.int32) for raw in raws])
    return pd.concat(frames), Origin(parts, part, row)


def with_ids(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows; those without an id have their row key as id."""
    identity = schema.IDS.get(table)
    if identity is None or frame.empty:
        return frame
    return frame.assign(**{identity: frame[identity].fillna(pd.Series(frame.index, frame.index, dtype="str"))})


def merge_mentions(draft: Draft, table: str, raws: Sequence[RawTable]) -> None:
    """Add the accounts or contacts that other records' rows mention: one row each, unless the book has it.

    What is mentioned once keeps its cells; what is mentioned more often has none of its own.
    """
    named, origin = stacked(table, raws)
    named = named.assign(_key=_mention_key(table, named), _part=origin.part, _row=origin.row)
    named = named.loc[named["_key"].notna() & ~_is_known(draft, table, named)]
    count = named.groupby("_key")["_key"].transform("size")
    named = named.assign(_part=named["_part"].where(count == 1, -1))
    first = named.reset_index().groupby("_key", sort=False).first().reset_index().set_index("row_key")
    identity = schema.IDS[table]
    made = first["name"] if table == "accounts" else first["email"].fillna(named_at(first))
    first = with_ids(table, first.assign(**{identity: first[identity].fillna(made)}))
    first = first.loc[~is_among(first.index.to_series(), draft.tables[table].index.to_series())]
    offset = len(draft.origins[table].parts)
    part = np.where(first["_part"] >= 0, first["_part"] + offset, -1)
    draft.extend(table, first, Origin(origin.parts, part, first["_row"].to_numpy()))


def _is_known(draft: Draft, table: str, named: pd.DataFrame) -> pd.Series:
    have = draft.tables[table]
    if table == "accounts":
        found = find_account(named["name"], have, draft.tables["contacts"])
        is_known = found.ids.notna() | found.is_ambiguous | is_among(named["_key"], _mention_key(table, have))
        return is_known | is_among(named["account_id"], have["account_id"])
    return is_among(named["_key"], pd.concat([_mention_key(table, have), folded(have["name"])]))


def _mention_key(table: str, frame: pd.DataFrame) -> pd.Series:
    if table == "accounts":
        return plain(frame["name"]).fillna(frame["account_id"])
    at = folded(frame["name"]) + "@" + folded(frame["account_id"]).fillna("")
    return folded(frame["email"]).fillna(at).fillna(frame["phone"])


def named_at(contacts: pd.DataFrame) -> pd.Series:
    """Each person's name with the account behind it, as an id for somebody who has none."""
    return contacts["name"] + (" (" + contacts["account_id"] + ")").fillna("")


def append_facts(draft: Draft, table: str, raws: Sequence[RawTable]) -> None:
    """Add facts read off other records' rows (a last contact), as rows of their own that share those cells."""
    frame, origin = stacked(table, raws)
    frame = frame.set_axis(pd.Index(frame.index + beside(table), dtype="str", name="row_key"))
    part = np.where(origin.part >= 0, origin.part + len(draft.origins[table].parts), -1)
    draft.extend(table, with_ids(table, frame), Origin(origin.parts, part, origin.row))
