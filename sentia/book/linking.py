"""From the tables that sheets gave to one book: ids made, records linked, accounts and contacts derived.

Links go by id, then by exact name, then by e-mail domain. A name that several records share is listed, never
guessed. Nothing is merged but the repeated mentions of one thing on other records' rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.book import Origin, Part
from sentia.book.raw import RawTable
from sentia.book.stages import status_of

LINKED_BY = ("contacts", "opportunities", "quotes", "activities", "orders")
FREE_MAIL = frozenset(
    [
        *("gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "live.com", "msn.com", "yahoo.com"),
        *(
            "icloud.com",
            "me.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de",
            "orange.fr",
            "free.fr",
            "libero.it",
        ),
        *("proton.me", "protonmail.com", "mail.ru"),
    ]
)


@dataclass(frozen=True)
class Linked:
    """The tables of a book, where their rows came from, and what could not be linked."""

    tables: Mapping[str, pd.DataFrame]
    origins: Mapping[str, Origin]
    faults: tuple[dict, ...]


@dataclass
class _Desk:
    """The tables while they are being linked; rows keep their place, faults pile up."""

    tables: dict[str, pd.DataFrame]
    origins: dict[str, Origin]
    faults: list[dict]


def link(raws: Sequence[RawTable]) -> Linked:
    """One linked book out of the tables that sheets gave.

    Every table of the schema is there afterwards, indexed by `row_key`. Ids are never missing; repeated ones
    are kept and listed in `faults`. `account_id`, `contact_id` and `opportunity_id` hold ids that exist, or
    nothing. Accounts and contacts that are only named on other rows are derived, with no cell of their own.
    """
    desk = _Desk({}, {}, [])
    for table in schema.TABLES:
        whole = [raw for raw in raws if raw.table == table and not raw.is_derived]
        desk.tables[table], desk.origins[table] = _stacked(table, whole)
        _make_ids(desk, table)
    for table in ("accounts", "contacts"):
        _merge_derived(desk, table, [raw for raw in raws if raw.table == table and raw.is_derived])
    others = [r for r in raws if r.is_derived and r.table not in ("accounts", "contacts")]
    for table in dict.fromkeys(raw.table for raw in others):
        _append_derived(desk, table, [raw for raw in others if raw.table == table])
    _link_accounts(desk)
    _link_contacts(desk)
    _link_opportunities(desk)
    _fill_from_links(desk)
    _fill_states(desk)
    return Linked(desk.tables, desk.origins, tuple(desk.faults))


def row_keys(raw: RawTable) -> pd.Index:
    """The key of each row: file, sheet and row in one string.

    Examples
    --------
    >>> raw = RawTable("orders", pd.DataFrame({"amount": [1.0]}), "crm.xlsx", "Orders", np.array([2]))
    >>> row_keys(raw).tolist()
    ['crm.xlsx|Orders|2']
    """
    place = f"{raw.file}|{raw.sheet}|" if raw.file else "new:"
    return pd.Index(place + pd.Series(raw.rows).astype("str"), dtype="str", name="row_key")


def _stacked(table: str, raws: list[RawTable]) -> tuple[pd.DataFrame, Origin]:
    if not raws:
        return schema.empty(table), Origin()
    frames = [schema.conform(table, raw.frame).set_axis(row_keys(raw)) for raw in raws]
    parts = tuple(Part(raw.file, raw.sheet, raw.columns, raw.formulas) for raw in raws)
    numbers = [n if raw.file else -1 for n, raw in enumerate(raws)]
    part = np.repeat(np.array(numbers, np.int16), [len(raw.frame) for raw in raws])
    row = np.concatenate([np.asarray(raw.rows, np.int32) for raw in raws])
    return pd.concat(frames), Origin(parts, part, row)


def _make_ids(desk: _Desk, table: str) -> None:
    identity = schema.IDS.get(table)
    frame = desk.tables[table]
    if identity is None or frame.empty:
        return
    ids = frame[identity].fillna(pd.Series(frame.index, frame.index, dtype="str"))
    desk.tables[table] = frame.assign(**{identity: ids})
    repeated = ids[ids.duplicated(keep="first")]
    origin = desk.origins[table]
    for key, value in repeated.head(MOST_LISTED).items():
        position = frame.index.get_loc(key)
        desk.faults.append(_fault(origin, position, identity, value, "an id that no other row has"))


MOST_LISTED = 100


def _fault(origin: Origin, position: int, field: str, found: str, wanted: str) -> dict:
    part = origin.parts[origin.part[position]] if origin.part[position] >= 0 else Part("", "", {})
    row = int(origin.row[position])
    return {
        "file": part.file,
        "sheet": part.sheet,
        "row": row,
        "column": field,
        "found": found,
        "wanted": wanted,
    }


def folded(names: pd.Series) -> pd.Series:
    """Names as they are compared: without case and surrounding or doubled spaces.

    Examples
    --------
    >>> folded(pd.Series([" Acme  Ltd", "ACME ltd"])).nunique()
    1
    """
    return names.str.strip().str.replace(r"\s+", " ", regex=True).str.casefold()


def _merge_derived(desk: _Desk, table: str, raws: list[RawTable]) -> None:
    """Mentions of accounts or contacts on other rows: one row each, unless the book already has it."""
    if not raws:
        return
    named, origin = _stacked(table, raws)
    named = named.assign(_key=_mention_key(table, named), _part=origin.part, _row=origin.row)
    named = named.loc[named["_key"].notna()]
    have = desk.tables[table]
    known = set(_mention_key(table, have).dropna()) | set(folded(have["name"]).dropna())
    named = named.loc[~named["_key"].isin(known)]
    if table == "accounts":
        named = named.loc[~named["account_id"].isin(set(have["account_id"]))]
    count = named.groupby("_key")["_key"].transform("size")
    named["_part"] = named["_part"].where(count == 1, -1)
    first = named.reset_index().groupby("_key", sort=False).first().reset_index().set_index("row_key")
    identity = schema.IDS[table]
    made = first["name"] if table == "accounts" else first["email"].fillna(_named_at(first))
    first[identity] = first[identity].fillna(made).fillna(pd.Series(first.index, first.index, dtype="str"))
    first = first.loc[~first.index.isin(have.index)]
    offset = len(desk.origins[table].parts)
    part = np.where(first["_part"] >= 0, first["_part"] + offset, -1)
    _extend(desk, table, first, Origin(origin.parts, part, first["_row"].to_numpy()))


def _named_at(contacts: pd.DataFrame) -> pd.Series:
    return contacts["name"] + contacts["account_id"].map(lambda a: f" ({a})", na_action="ignore").fillna("")


def _mention_key(table: str, frame: pd.DataFrame) -> pd.Series:
    name = folded(frame["name"])
    if table == "accounts":
        return name.fillna(frame["account_id"])
    at = name + "@" + folded(frame["account_id"]).fillna("")
    return frame["email"].str.strip().str.casefold().fillna(at).fillna(frame["phone"])


def _append_derived(desk: _Desk, table: str, raws: list[RawTable]) -> None:
    """Facts read off other records' rows (a last contact): rows of their own, with no cell to write to."""
    frame, origin = _stacked(table, raws)
    frame = frame.set_axis(pd.Index(frame.index + f"|{table}", dtype="str", name="row_key"))
    identity = schema.IDS[table]
    ids = frame[identity].fillna(pd.Series(frame.index, frame.index, dtype="str"))
    _extend(desk, table, frame.assign(**{identity: ids}), Origin((), np.full(len(frame), -1), origin.row))


def _extend(desk: _Desk, table: str, rows: pd.DataFrame, origin: Origin) -> None:
    """`rows` below the table's own; `origin` numbers its parts as they will stand after the table's."""
    if rows.empty:
        return
    have, at = desk.tables[table], desk.origins[table]
    rows = schema.conform(table, rows).rename_axis("row_key")
    desk.tables[table] = pd.concat([have, rows]) if len(have) else rows
    part = np.concatenate([at.part, np.asarray(origin.part, np.int16)])
    row = np.concatenate([at.row, np.asarray(origin.row, np.int32)])
    desk.origins[table] = Origin((*at.parts, *origin.parts), part, row)


@dataclass(frozen=True)
class _Match:
    """What each text of a link stands for: an id, one of several of that name, or nothing known."""

    ids: pd.Series
    is_ambiguous: pd.Series


def _match(texts: pd.Series, records: pd.DataFrame, identity: str, names: Sequence[str]) -> _Match:
    ids = texts.where(texts.isin(set(records[identity])))
    ambiguous = pd.Series(False, texts.index)
    for name in names:
        key = folded(records[name])
        sole = records.loc[key.notna() & ~key.duplicated(keep=False), identity]
        several = set(key[key.notna() & key.duplicated(keep=False)])
        wanted = folded(texts).where(ids.isna())
        ids = ids.fillna(wanted.map(dict(zip(key.loc[sole.index], sole, strict=True))).astype("str"))
        ambiguous |= ids.isna() & wanted.isin(several)
    return _Match(ids, ambiguous & ids.isna())


def _link_accounts(desk: _Desk) -> None:
    for table in LINKED_BY:
        frame = desk.tables[table]
        texts = frame["account_id"]
        if texts.notna().any():
            accounts = desk.tables["accounts"]
            match = _match(texts, accounts, "account_id", ["name"])
            _list_ambiguous(desk, table, "account_id", texts, match)
            unknown = texts[match.ids.isna() & ~match.is_ambiguous & texts.notna()]
            ids = match.ids.fillna(_derive_accounts(desk, table, unknown))
            desk.tables[table] = frame.assign(account_id=ids.astype("str"))
    contacts = desk.tables["contacts"]
    by_domain = _account_by_domain(desk)
    domain = contacts["email"].str.split("@").str[-1].str.lower()
    desk.tables["contacts"] = contacts.assign(
        account_id=contacts["account_id"].fillna(domain.map(by_domain).astype("str")),
        previous_account=_known_or_text(contacts["previous_account"], desk.tables["accounts"]),
    )


def _known_or_text(texts: pd.Series, accounts: pd.DataFrame) -> pd.Series:
    return _match(texts, accounts, "account_id", ["name"]).ids.fillna(texts)


def _derive_accounts(desk: _Desk, table: str, names: pd.Series) -> pd.Series:
    """New accounts for names that no account has; returns each row's new account id (its first spelling)."""
    if names.empty:
        return names
    key = folded(names)
    first = names.groupby(key, sort=False).first()
    keys = names.index.to_series().groupby(key, sort=False).first()
    rows = pd.DataFrame({"account_id": first.array, "name": first.array}, index=pd.Index(keys, dtype="str"))
    have = desk.tables["accounts"].index
    rows.index = rows.index.where(~rows.index.isin(have), rows.index + f"|{table}")
    _extend(desk, "accounts", rows, Origin((), np.full(len(rows), -1), np.zeros(len(rows))))
    return key.map(first).astype("str")


def _account_by_domain(desk: _Desk) -> dict[str, str]:
    """The one account that a mail domain stands for, by its website or by the contacts it already has."""
    accounts, contacts = desk.tables["accounts"], desk.tables["contacts"]
    site = accounts["website"].str.lower().str.extract(r"^(?:https?://)?(?:www\.)?([^/\s:]+)")[0]
    by_site = pd.DataFrame({"domain": site, "account_id": accounts["account_id"]})
    mail = contacts["email"].str.split("@").str[-1].str.lower()
    by_mail = pd.DataFrame({"domain": mail, "account_id": contacts["account_id"]})
    pairs = pd.concat([by_site, by_mail]).dropna().drop_duplicates()
    pairs = pairs.loc[~pairs["domain"].isin(FREE_MAIL)]
    sole = pairs.loc[~pairs["domain"].duplicated(keep=False)]
    return dict(zip(sole["domain"], sole["account_id"], strict=True))


def _list_ambiguous(desk: _Desk, table: str, field: str, texts: pd.Series, match: _Match) -> None:
    origin = desk.origins[table]
    wanted = f"a name that only one of the {schema.LINKS[field]} has, or its id"
    for position in np.flatnonzero(match.is_ambiguous.to_numpy())[:MOST_LISTED]:
        desk.faults.append(_fault(origin, int(position), field, texts.iloc[position], wanted))


def _link_contacts(desk: _Desk) -> None:
    for table in ("opportunities", "quotes", "activities"):
        frame = desk.tables[table]
        texts = frame["contact_id"]
        if texts.isna().all():
            continue
        contacts = desk.tables["contacts"]
        here = contacts.assign(_at=folded(contacts["name"]) + "@" + contacts["account_id"].fillna(""))
        match = _match(texts, here, "contact_id", ["email", "name"])
        at = folded(texts) + "@" + frame["account_id"].fillna("")
        by_place = _match(at, here, "contact_id", ["_at"])
        ids = match.ids.where(match.ids.notna(), by_place.ids)
        match = _Match(ids, match.is_ambiguous & ids.isna())
        _list_ambiguous(desk, table, "contact_id", texts, match)
        unknown = ids.isna() & ~match.is_ambiguous & texts.notna()
        ids = ids.fillna(_derive_contacts(desk, table, frame.loc[unknown]))
        desk.tables[table] = frame.assign(contact_id=ids.astype("str"))


def _derive_contacts(desk: _Desk, table: str, rows: pd.DataFrame) -> pd.Series:
    """New contacts for names that nobody has; returns each row's new contact id."""
    if rows.empty:
        return rows["contact_id"]
    texts = rows["contact_id"]
    is_mail = texts.str.contains("@", regex=False)
    made = texts.where(is_mail, _named_at(rows.assign(name=texts)))
    new = pd.DataFrame(
        {"contact_id": made, "name": texts, "account_id": rows["account_id"], "email": texts.where(is_mail)}
    )
    new = new.loc[~folded(made).duplicated()]
    new.index = new.index.where(~new.index.isin(desk.tables["contacts"].index), new.index + f"|{table}")
    _extend(desk, "contacts", new, Origin((), np.full(len(new), -1), np.zeros(len(new))))
    first = made.groupby(folded(made), sort=False).transform("first")
    return first.astype("str")


def _link_opportunities(desk: _Desk) -> None:
    opportunities = desk.tables["opportunities"]
    here = opportunities.assign(
        _at=folded(opportunities["name"]) + "@" + opportunities["account_id"].fillna("")
    )
    for table in ("quotes", "activities"):
        frame = desk.tables[table]
        texts = frame["opportunity_id"]
        if texts.isna().all():
            continue
        match = _match(texts, here, "opportunity_id", ["name"])
        at = folded(texts) + "@" + frame["account_id"].fillna("")
        ids = match.ids.fillna(_match(at, here, "opportunity_id", ["_at"]).ids)
        unknown = texts.notna() & ids.isna()
        if unknown.any():
            found = f"{unknown.sum()} rows, such as {texts[unknown].iloc[0]!r}"
            first = int(np.flatnonzero(unknown.to_numpy())[0])
            wanted = "a deal that is in these files"
            desk.faults.append(_fault(desk.origins[table], first, "opportunity_id", found, wanted))
        desk.tables[table] = frame.assign(opportunity_id=ids)


def _fill_from_links(desk: _Desk) -> None:
    """A quote or activity that names only its deal or its person gets their account, and the deal's person."""
    deals = _by_id(desk.tables["opportunities"], "opportunity_id")
    people = _by_id(desk.tables["contacts"], "contact_id")
    for table in ("quotes", "activities", "opportunities"):
        frame = desk.tables[table]
        contact, account = frame["contact_id"], frame["account_id"]
        if table != "opportunities":
            contact = contact.fillna(frame["opportunity_id"].map(deals["contact_id"]))
            account = account.fillna(frame["opportunity_id"].map(deals["account_id"]))
        account = account.fillna(contact.map(people["account_id"]))
        desk.tables[table] = frame.assign(contact_id=contact.astype("str"), account_id=account.astype("str"))


def _by_id(frame: pd.DataFrame, identity: str) -> pd.DataFrame:
    return frame.drop_duplicates(identity).set_index(identity)


def _fill_states(desk: _Desk) -> None:
    """A deal without a status has its stage's; an account without one is a customer if it ever bought."""
    deals = desk.tables["opportunities"]
    said = {stage: status_of(stage) for stage in deals["stage"].dropna().unique()}
    status = deals["status"].fillna(deals["stage"].map(said)).fillna("open").astype("str")
    desk.tables["opportunities"] = deals.assign(status=status)
    bought = set(desk.tables["orders"]["account_id"].dropna()) | set(deals.loc[status == "won", "account_id"])
    accounts = desk.tables["accounts"]
    guess = pd.Series(np.where(accounts["account_id"].isin(bought), "customer", "prospect"), accounts.index)
    desk.tables["accounts"] = accounts.assign(status=accounts["status"].fillna(guess.astype("str")))
