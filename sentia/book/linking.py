"""From the tables that sheets gave to one book: ids made, records linked, accounts and contacts derived.

Links go by id, then by exact name, then by looser readings of both and by e-mail domain, each only where exactly
one record fits, and listed. A name that several records share, or that is only nearly a record's, is listed for
the rep, never guessed. Nothing is merged but the repeated mentions of one thing on other records' rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.drafting import Draft, append_facts, merge_mentions, named_at
from sentia.book.link_lines import list_found
from sentia.book.loosening import Found, find_account, find_record
from sentia.book.matching import account_by_domain, folded, is_among, looked_up, mail_domain, match
from sentia.book.names import in_order, plain
from sentia.book.offering import near_deals, settle_near
from sentia.book.origin import Origin
from sentia.book.persons import person_key
from sentia.book.raw import RawTable
from sentia.book.settling import find_as_said, keys_of, said_of_links
from sentia.book.stages import status_of
from sentia.book.ties import TIES, apply_ties, split_several

LINKED_BY = ("contacts", "opportunities", "quotes", "activities", "orders", "cases")
MENTIONED = ("accounts", "contacts")
_ID = r"\S*\d\S*"  # one word with a digit; nobody is called so


@dataclass(frozen=True)
class Linked:
    """The tables of a book, where their rows came from, what could not be linked, and how the rest was."""

    tables: Mapping[str, pd.DataFrame]
    origins: Mapping[str, Origin]
    faults: tuple[dict, ...]
    links: tuple[dict, ...] = ()


def link(raws: Sequence[RawTable], answers: Mapping[str, str] | None = None, asks: bool = True) -> Linked:
    """One linked book out of the tables that sheets gave.

    Every table of the schema is there afterwards, indexed by `row_key`. Ids are never missing; repeated ones
    are kept and listed in `faults`. `account_id`, `contact_id` and `opportunity_id` hold ids that exist, or
    nothing. Accounts and contacts that are only named on other rows are derived, with no cell of their own.
    `links` has what was read loosely, what several records fit, what is nearly a record's name, and what the rep
    settled (see `link_lines`); `answers` are the rep's, by the `id` of those lines. Without `asks` nothing is
    listed or offered.
    """
    answers = answers or {}
    draft = Draft(settled=said_of_links(answers), asks=asks)
    for table in schema.TABLES:
        draft.begin(table, [raw for raw in raws if raw.table == table and not raw.is_derived])
    derived = [raw for raw in raws if raw.is_derived and raw.table != TIES and len(raw.frame)]
    for table in sorted({raw.table for raw in derived}, key=list(schema.TABLES).index):
        add = merge_mentions if table in MENTIONED else append_facts
        add(draft, table, [raw for raw in derived if raw.table == table])
    split_several(draft)
    apply_ties(draft, raws)
    for step in (_link_accounts, _link_workplaces, _link_contacts, _link_opportunities, _fill_from_links):
        step(draft)
    _fill_states(draft)
    return Linked(draft.tables, draft.origins, tuple(draft.faults), _each_once(draft.links))


def _each_once(lines: Sequence[dict]) -> tuple[dict, ...]:
    """The lines, one a question: a text on a deal and on what was read off it is asked about once."""
    first: dict[str, dict] = {}
    for one in lines:
        first.setdefault(one["id"] or f"{len(first)} more", one)
    return tuple(first.values())


def _link_accounts(draft: Draft) -> None:
    """Every `account_id` becomes the id of an account; names that no account has become accounts."""
    for table in LINKED_BY:
        texts = draft.tables[table]["account_id"]
        if texts.isna().all():
            continue
        keys = keys_of("accounts", texts)
        found = find_as_said(draft, "accounts", texts, keys, partial(_find_account, draft))
        _list(draft, table, "account_id", keys, found)
        unknown = texts[found.ids.isna() & ~found.is_ambiguous & texts.notna()]
        ids = found.ids.fillna(_derived_accounts(draft, unknown))
        draft.tables[table] = draft.tables[table].assign(account_id=ids)
    settle_near(draft, "accounts")


def _find_account(draft: Draft, texts: pd.Series) -> Found:
    return find_account(texts, draft.tables["accounts"], draft.tables["contacts"])


def _list(draft: Draft, table: str, name: str, keys: pd.Series, found: Found) -> None:
    texts = draft.tables[table][name]
    draft.list_ambiguous(table, name, texts, found.is_ambiguous)
    list_found(draft, table, name, texts, keys, found)


def _derived_accounts(draft: Draft, names: pd.Series) -> pd.Series:
    """New accounts for names that no account has; returns each row's new account id (its first spelling)."""
    key = plain(names)
    is_first = ~key.duplicated()
    draft.extend_without_cells("accounts", pd.DataFrame({"account_id": names[is_first], "name": names[is_first]}))
    return looked_up(key, pd.Series(names[is_first].to_numpy(), key[is_first].to_numpy(), dtype="str"))


def _link_workplaces(draft: Draft) -> None:
    """A contact without an account gets the one its mail domain stands for; earlier employers get their id."""
    contacts, accounts = draft.tables["contacts"], draft.tables["accounts"]
    by_domain = looked_up(mail_domain(contacts["email"]), account_by_domain(accounts, contacts))
    before = match(contacts["previous_account"], accounts, "account_id", ["name"]).ids
    draft.tables["contacts"] = contacts.assign(
        account_id=contacts["account_id"].fillna(by_domain),
        previous_account=before.fillna(contacts["previous_account"]),
    )


def _link_contacts(draft: Draft) -> None:
    """Every `contact_id` becomes the id of a contact: by id, mail, name, or name at the row's account."""
    for table in ("opportunities", "quotes", "activities", "cases"):
        frame = draft.tables[table]
        texts = frame["contact_id"]
        if texts.isna().all():
            continue
        keys = keys_of("contacts", texts, frame["account_id"])
        found = find_as_said(draft, "contacts", texts, keys, partial(_find_contact, draft, frame))
        _list(draft, table, "contact_id", keys, found)
        unknown = found.ids.isna() & ~found.is_ambiguous & texts.notna()
        is_id = unknown & _is_id_of_nobody(texts, draft.tables["contacts"], table == "activities")
        draft.list_unknown(table, "contact_id", texts, is_id, "a person who is in these files")
        ids = found.ids.fillna(_derived_contacts(draft, frame.loc[unknown & ~is_id]))
        draft.tables[table] = frame.assign(contact_id=ids)
    settle_near(draft, "contacts")


def _is_id_of_nobody(texts: pd.Series, contacts: pd.DataFrame, may_be_unknown: bool) -> pd.Series:
    """Whether each text is an id, like others of its column that contacts have, and no contact's.

    Where all of them `may_be_unknown` (a log without its records), ids are the columns that hold nothing else.
    """
    is_known = is_among(texts, contacts["contact_id"])
    ids = texts.where(is_known).dropna()
    ids = texts.dropna() if ids.empty and may_be_unknown else ids
    is_written_so = texts.str.fullmatch(_ID, na=False).astype(bool)
    return ~is_known & is_written_so & bool(len(ids) and ids.str.fullmatch(_ID).all())


def _find_contact(draft: Draft, frame: pd.DataFrame, texts: pd.Series) -> Found:
    people = draft.tables["contacts"]
    contacts = _with_place(people, people["name"])
    exact = match(texts, contacts, "contact_id", ["email", "name"])
    named = _with_place(frame, texts)["_at"]
    exact = exact.or_else(match(named, contacts, "contact_id", ["_at"]))
    if exact.is_ambiguous.any():  # several rows of one person are nobody to choose among
        once = contacts.loc[~person_key(contacts).duplicated()]
        exact = exact.or_else(match(named, once, "contact_id", ["_at"])).or_else(
            match(texts, once, "contact_id", ["name"])
        )
    return find_record(texts, contacts, "contact_id", exact)


def _with_place(records: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The records with `_at`, a name and the account it is at in one text."""
    return records.assign(_at=folded(names) + "@" + records["account_id"].fillna(""))


def _derived_contacts(draft: Draft, rows: pd.DataFrame) -> pd.Series:
    """New contacts for names that nobody has; returns each row's new contact id."""
    texts = rows["contact_id"]
    is_mail = texts.str.contains("@", regex=False).astype(bool)
    made = texts.where(is_mail, named_at(rows.assign(name=texts)))
    key = folded(texts).where(is_mail, in_order(texts) + "@" + rows["account_id"].fillna(""))
    is_first = ~key.duplicated()
    new = pd.DataFrame(
        {"contact_id": made, "name": texts, "account_id": rows["account_id"], "email": texts.where(is_mail)}
    )
    draft.extend_without_cells("contacts", new.loc[is_first])
    return looked_up(key, pd.Series(made[is_first].to_numpy(), key[is_first].to_numpy(), dtype="str"))


def _link_opportunities(draft: Draft) -> None:
    """Every `opportunity_id` becomes the id of a deal, by id, name, or name at the row's account, or nothing."""
    for table in ("quotes", "activities"):
        frame = draft.tables[table]
        texts = frame["opportunity_id"]
        if texts.isna().all():
            continue
        keys = keys_of("opportunities", texts, frame["account_id"])
        found = find_as_said(draft, "opportunities", texts, keys, partial(_find_deal, draft, frame))
        list_found(draft, table, "opportunity_id", texts, keys, found)
        is_unknown = texts.notna() & found.ids.isna()
        ids = found.ids.fillna(near_deals(draft, table, texts, keys, is_unknown & ~found.is_ambiguous))
        draft.list_unknown(table, "opportunity_id", texts, texts.notna() & ids.isna())
        draft.tables[table] = frame.assign(opportunity_id=ids)


def _find_deal(draft: Draft, frame: pd.DataFrame, texts: pd.Series) -> Found:
    deals = draft.tables["opportunities"]
    deals = _with_place(deals, deals["name"])
    exact = match(texts, deals, "opportunity_id", ["name"])
    exact = exact.or_else(match(_with_place(frame, texts)["_at"], deals, "opportunity_id", ["_at"]))
    return find_record(texts, deals, "opportunity_id", exact)


def _fill_from_links(draft: Draft) -> None:
    """A quote or activity that names only its deal or its person gets their account, and the deal's person."""
    deals = draft.tables["opportunities"].drop_duplicates("opportunity_id").set_index("opportunity_id")
    people = draft.tables["contacts"].drop_duplicates("contact_id").set_index("contact_id")
    for table in ("quotes", "activities", "opportunities"):
        frame = draft.tables[table]
        contact, account = frame["contact_id"], frame["account_id"]
        if table != "opportunities":
            contact = contact.fillna(looked_up(frame["opportunity_id"], deals["contact_id"]))
            account = account.fillna(looked_up(frame["opportunity_id"], deals["account_id"]))
        account = account.fillna(looked_up(contact, people["account_id"]))
        draft.tables[table] = frame.assign(contact_id=contact, account_id=account)


def _fill_states(draft: Draft) -> None:
    """A deal without a status has its stage's; an account without one is a customer if it ever bought."""
    deals, accounts = draft.tables["opportunities"], draft.tables["accounts"]
    said = pd.Series({stage: status_of(stage) for stage in deals["stage"].dropna().unique()}, dtype="str")
    status = deals["status"].fillna(looked_up(deals["stage"], said)).fillna("open").astype("str")
    draft.tables["opportunities"] = deals.assign(status=status)
    bought = pd.concat([draft.tables["orders"]["account_id"], deals.loc[status == "won", "account_id"]])
    is_customer = is_among(accounts["account_id"], bought)
    guess = pd.Series(np.where(is_customer, "customer", "prospect"), accounts.index)
    draft.tables["accounts"] = accounts.assign(status=accounts["status"].fillna(guess.astype("str")))
