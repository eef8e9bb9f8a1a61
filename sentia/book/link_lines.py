"""The list of links that are open, offered, read loosely or settled, for the rep to look through.

A line is a dictionary: `id` (the key of its answer), `table` (of the record meant), `text`, `rows` (how many name
it so), `file`, `sheet`, `row` (the first of them), `beside` (the company that row names), `state` (TAKEN: read
loosely, NEAR: offered, SEVERAL: more than one fits, SETTLED: the rep said), `why`, `options` (each with `id`,
`name`, `tells` and `alike`), and `chosen` (an option's id, or what the rep said; "" while it is open). Of many of
one state and table the last line counts those that are not listed; its `id` is "".
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.drafting import Draft
from sentia.book.identifiers import caseless
from sentia.book.loosening import Found, plain_company
from sentia.book.matching import folded, is_among
from sentia.book.names import in_order, plain

TAKEN, NEAR, SEVERAL, SETTLED = "taken", "near", "several", "settled"
MOST_LINES = 200  # of one state and one table
_MOST_OPTIONS = 12
_LOOSEST = {"accounts": plain_company, "contacts": in_order, "opportunities": plain}
_TELLING = {
    "accounts": ("city", "country", "website", "owner"),
    "contacts": ("title", "email", "phone"),
    "opportunities": ("stage", "amount", "expected_close_on"),
}
NO_PLACE = {"file": "", "sheet": "", "row": 0, "beside": ""}


def line(
    key: str,
    table: str,
    text: str,
    rows: int,
    state: str,
    why: str,
    options: Sequence[dict],
    chosen: str = "",
    place: dict = NO_PLACE,
) -> dict:
    """One line of the list."""
    said = {"id": key, "table": table, "text": text, "rows": int(rows), "state": state, "why": why}
    return said | {"options": tuple(options), "chosen": chosen} | NO_PLACE | place


def more_lines(table: str, state: str, names: int) -> list[dict]:
    """One line for the names of a state beyond those that are listed; none where all are."""
    others = names - MOST_LINES
    return [line("", table, f"{others:,} more names", 0, state, "not listed here", ())] if others > 0 else []


def list_found(draft: Draft, table: str, name: str, texts: pd.Series, keys: pd.Series, found: Found) -> None:
    """List what was read loosely, and what several records fit, each text once; `table` holds the texts."""
    if not draft.asks:
        return
    meant = schema.LINKS[name]
    records = Records(draft, meant)
    for state, is_so in ((TAKEN, found.why.notna()), (SEVERAL, found.is_ambiguous)):
        lines = pd.DataFrame({"key": keys, "text": texts, "meant": found.ids, "why": found.why})
        lines = lines.assign(at=np.arange(len(lines)))[is_so]
        counts = lines["key"].value_counts()
        first = lines.drop_duplicates("key").head(MOST_LINES)
        fitting = records.fitting(first["text"]) if state == SEVERAL and len(first) else {}
        for one in first.itertuples():
            ids = [one.meant] if state == TAKEN else fitting[one.text]
            why = one.why if state == TAKEN else f"{len(ids)} {meant} have that name"
            chosen = one.meant if state == TAKEN else ""
            place = draft.place(table, one.at) | {"beside": records.beside(draft.tables[table], one.at)}
            told = line(one.key, meant, one.text, counts[one.key], state, why, records.options(ids), chosen, place)
            draft.links.append(told)
        draft.links += more_lines(meant, state, len(counts))


class Records:
    """The accounts, contacts or deals of a book as options to choose from."""

    def __init__(self, draft: Draft, table: str) -> None:
        self.table, self.identity = table, schema.IDS[table]
        self.frame, self.accounts = draft.tables[table], draft.tables["accounts"]

    @cached_property
    def by_id(self) -> pd.DataFrame:
        """The records by their id, of equal ids the first."""
        return self.frame.drop_duplicates(self.identity).set_index(self.identity)

    @cached_property
    def account_names(self) -> pd.Series:
        """The name of each account by its id."""
        return self.accounts.drop_duplicates("account_id").set_index("account_id")["name"]

    def fitting(self, texts: pd.Series) -> dict[str, list[str]]:
        """For each text the ids of the records whose name, address or id it is, read as loosely as can be."""
        columns = {self.identity: caseless, "name": _LOOSEST[self.table]}
        columns |= {"email": folded} if self.table == "contacts" else {}
        found: dict[str, list[str]] = {text: [] for text in texts}
        for name, reading in columns.items():
            wanted = reading(texts)
            keys = reading(self.frame[name])
            ids = self.frame.loc[is_among(keys, wanted), self.identity]
            by_key = ids.groupby(keys[ids.index]).agg(list).to_dict() if len(ids) else {}
            for text, key in zip(texts, wanted, strict=True):
                found[text] += by_key.get(key, [])
        return {text: list(dict.fromkeys(ids))[:_MOST_OPTIONS] for text, ids in found.items()}

    def options(self, ids: Sequence[str], alike: Sequence[float] = ()) -> list[dict]:
        """The records with these ids: what each is called, and what tells it from its namesakes."""
        alike = alike or [1.0] * len(ids)
        return [
            {"id": identity, "name": self._name(identity), "tells": self._tells(identity), "alike": share}
            for identity, share in zip(ids, alike, strict=True)
            if identity in self.by_id.index
        ]

    def beside(self, rows: pd.DataFrame, at: int) -> str:
        """The name of the company that the row at this position names too; "" for a company's own name."""
        return "" if self.table == "accounts" else self._account(rows["account_id"].iloc[at])

    def _name(self, identity: str) -> str:
        return _shown(self.by_id.at[identity, "name"]) or identity

    def _tells(self, identity: str) -> str:
        """The account, then what there is of a few columns, then the id."""
        record = self.by_id.loc[identity]
        said = [] if self.table == "accounts" else [self._account(record["account_id"])]
        said += [_shown(record[name]) for name in _TELLING[self.table]]
        return ", ".join(text for text in [*said, "" if identity == record["name"] else identity] if text)

    def _account(self, account: str | float) -> str:
        return _shown(self.account_names.get(account, account))


def _shown(value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:,.0f}" if isinstance(value, float) else str(value)
